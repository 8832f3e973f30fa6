package lock

import (
	"fmt"
	"strings"

	"example.com/wsgen/gen/source"
)

// Parse reads a lock. It reports every line that it can't read; a lock of another version is
// one error.
func Parse(file *source.File) (*Lock, source.List) {
	l := new(Lock)
	p := parser{file: file, lock: l, previous: header}
	text := string(file.Data)
	if at := conflict(text); at >= 0 {
		p.report(at, len(conflictMark), "the file has a merge conflict")
		p.diags[0].Hint = "take one side and run wsgen generate; to delete the file loses the names that were chosen"
		return nil, p.diags
	}
	for offset := 0; offset < len(text); {
		line, _, _ := strings.Cut(text[offset:], "\n")
		p.line(offset, strings.TrimSuffix(line, "\r"))
		if len(p.diags) > 0 && offset == 0 {
			return nil, p.diags
		}
		offset += len(line) + 1
	}
	if len(text) == 0 {
		p.report(0, 0, "the file is no lock: no version line, want %q", header)
	}
	if len(p.diags) > 0 {
		p.diags[0].Hint = keepHint
		return nil, p.diags
	}
	return l, nil
}

const keepHint = "restore the file from version control; to delete it loses the names that were chosen"

// conflictMark begins the lines that version control puts in front of one side of a conflict.
const conflictMark = "<<<<<<<"

// conflict is where a merge conflict begins; -1 without one.
func conflict(text string) int {
	if strings.HasPrefix(text, conflictMark) {
		return 0
	}
	if i := strings.Index(text, "\n"+conflictMark); i >= 0 {
		return i + 1
	}
	return -1
}

type parser struct {
	file     *source.File
	lock     *Lock
	previous string
	diags    source.List
}

func (p *parser) line(offset int, line string) {
	if offset == 0 {
		p.version(line)
		return
	}
	fact, err := split(line)
	switch {
	case err != nil:
		p.report(offset, len(line), "badly quoted word")
	case len(fact) == 0:
		p.report(offset, len(line), "empty line")
	case words[fact[0]] == 0:
		p.report(offset, len(line), "unknown fact %q", fact[0])
	case len(fact)-1 != words[fact[0]]:
		p.report(offset, len(line), "%s has %d words: want %d", fact[0], len(fact)-1, words[fact[0]])
	case p.previous != header && line <= p.previous:
		p.report(offset, len(line), "line out of order: merge by generating again")
	default:
		p.add(offset, line, fact)
		p.previous = line
	}
}

// version checks the first line.
func (p *parser) version(line string) {
	format, _, _ := strings.Cut(header, " ")
	switch {
	case line == header:
	case strings.HasPrefix(line, format+" "):
		p.report(0, len(line), "version line %q: this wsgen reads %q", line, header)
		p.diags[0].Hint = "run the wsgen that wrote the file, or a newer one"
	default:
		p.report(0, len(line), "the file is no lock: version line %q, want %q", line, header)
		p.diags[0].Hint = keepHint
	}
}

func (p *parser) add(offset int, line string, fact []string) {
	key, value := fact[:len(fact)-1], fact[len(fact)-1]
	if _, twice := p.lock.get(key...); twice {
		p.report(offset, len(line), "%s stands twice", strings.Join(key, " "))
		return
	}
	p.lock.set(value, key...)
}

func (p *parser) report(offset, length int, format string, args ...any) {
	p.diags = append(p.diags, source.Diagnostic{
		Span:    source.Span{File: p.file, Start: offset, End: offset + length},
		ID:      "lock-syntax",
		Message: fmt.Sprintf(format, args...),
	})
}
