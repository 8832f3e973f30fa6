package parser

import (
	"errors"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"example.com/wsgen/gen/source"
)

// ParseProject reads a project file; nil when it is no YAML mapping.
func ParseProject(f *source.File) (*Project, source.List) {
	var diags source.List
	p := &Project{File: f}
	if !parseYAML(f, &diags, p) {
		p = nil
	}
	return p, diags.Compact()
}

// parseSpec reads a spec; nil when it is no YAML mapping.
func parseSpec(f *source.File, diags *source.List) *Spec {
	s := &Spec{File: f}
	if !parseYAML(f, diags, s) {
		return nil
	}
	return s
}

// parseYAML reads the one document of a file into a struct.
func parseYAML(f *source.File, diags *source.List, to any) bool {
	y := &yamlReader{file: f, data: string(f.Data), diags: diags}
	dec := yaml.NewDecoder(strings.NewReader(y.data))
	var doc, next yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		diags.Errorf(f.Span(0, 0), idUnsupportedDocument, "the file has no content")
		return false
	} else if err != nil {
		y.syntax(err)
		return false
	}
	if err := dec.Decode(&next); err == nil {
		diags.Errorf(y.at(next.Line, next.Column), idYAMLDocuments, "a second YAML document; a file holds one")
	} else if !errors.Is(err, io.EOF) {
		y.syntax(err)
		return false
	}
	root := doc.Content[0]
	if !y.plain(root, 0) {
		return false
	}
	if root.Kind != yaml.MappingNode {
		diags.Errorf(y.span(root), idUnsupportedDocument, "the file is neither XML nor a YAML mapping")
		return false
	}
	y.structure(root, reflect.ValueOf(to).Elem())
	if s, ok := to.(*Spec); ok {
		s.Reasoned = y.reasoned
	}
	return true
}

// A yamlReader turns YAML nodes into the structs of a spec and reports what does not fit. yaml's
// own decoding would lose the positions.
type yamlReader struct {
	file  *source.File
	data  string // the file
	diags *source.List
	lines []int                              // offset of each line's first byte, by the line breaks of YAML
	last  struct{ line, column, offset int } // the place found last: the next one is often on the same line

	reasoned []Reasoned
}

// yamlBreak matches a line break of YAML 1.1 (clause 4.2), of which there are more than a File knows.
var yamlBreak = regexp.MustCompile("\r\n|[\r\n\u0085\u2028\u2029]")

// lineOffset is the offset of the first byte of a line, counted from 1; the file's length after the last.
func (y *yamlReader) lineOffset(line int) int {
	if y.lines == nil {
		y.lines = []int{0}
		for _, m := range yamlBreak.FindAllStringIndex(y.data, -1) {
			y.lines = append(y.lines, m[1])
		}
	}
	if line > len(y.lines) {
		return len(y.data)
	}
	return y.lines[max(line, 1)-1]
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntax reports an error of the YAML scanner, whose line is all it tells.
func (y *yamlReader) syntax(err error) {
	text := err.Error()
	m := yamlLine.FindStringSubmatch(text)
	span := y.file.Span(0, 0)
	if m != nil {
		text = text[len(m[0]):]
		if line, err := strconv.Atoi(m[1]); err == nil {
			span = y.line(line)
		}
	}
	y.diags.Errorf(span, idMalformedYAML, "%s", text)
}

// line is the span of a line's text.
func (y *yamlReader) line(n int) source.Span {
	start, end := y.lineOffset(n), y.lineOffset(n+1)
	text := y.data[start:end]
	trimmed := strings.TrimSpace(text)
	start += strings.Index(text, trimmed)
	return y.file.Span(start, start+len(trimmed))
}

// at is the place of a line and a column, which yaml counts in characters.
func (y *yamlReader) at(line, column int) source.Span {
	from, start := 1, y.lineOffset(line)
	if y.last.line == line && y.last.column <= column {
		from, start = y.last.column, y.last.offset
	}
	for ; from < column && start < len(y.data) && y.data[start] != '\n'; from++ {
		_, size := utf8.DecodeRuneInString(y.data[start:])
		start += size
	}
	y.last.line, y.last.column, y.last.offset = line, from, start
	return y.file.Span(start, start)
}

// span is the place of a node: all of a scalar that stands on one line, else the first line.
func (y *yamlReader) span(n *yaml.Node) source.Span {
	s := y.at(n.Line, n.Column)
	rest := y.data[s.Start:]
	switch {
	case n.Kind != yaml.ScalarNode && n.Style&yaml.FlowStyle != 0:
		s.End = s.Start + bracketed(rest)
	case n.Style&yaml.DoubleQuotedStyle != 0:
		s.End = s.Start + quoted(rest, '"')
	case n.Style&yaml.SingleQuotedStyle != 0:
		s.End = s.Start + quoted(rest, '\'')
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		s.End = s.Start + min(1, len(rest))
	case n.Kind == yaml.ScalarNode && strings.HasPrefix(rest, n.Value):
		s.End = s.Start + len(n.Value)
	default: // a mapping or a sequence in block style, or a plain scalar over several lines
		rest, _, _ = strings.Cut(rest, "\n")
		rest, _, _ = strings.Cut(rest, " #")
		s.End = s.Start + len(strings.TrimRight(rest, " \t\r"))
	}
	return s
}

// end is the offset after a node with all that it holds.
func (y *yamlReader) end(n *yaml.Node) int {
	end := y.span(n).End
	if len(n.Content) > 0 {
		end = max(end, y.end(n.Content[len(n.Content)-1]))
	}
	return end
}

// bracketed is the length of the bracketed text that a string starts with, up to the line's end.
func bracketed(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			i += quoted(text[i:], text[i]) - 1
		case '\n':
			return len(strings.TrimRight(text[:i], " \t\r"))
		}
	}
	return len(text)
}

// quoted is the length of the quoted text that a string starts with.
func quoted(text string, quote byte) int {
	for i := 1; i < len(text); i++ {
		switch {
		case quote == '"' && text[i] == '\\':
			i++
		case text[i] == quote && quote == '\'' && strings.HasPrefix(text[i+1:], "'"):
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return len(text)
}

// plain refuses what would make a node stand for another, and nesting without end.
func (y *yamlReader) plain(n *yaml.Node, depth int) bool {
	ok := true
	switch {
	case depth > maxDepth:
		y.diags.Errorf(y.span(n), idLimit, "values are nested more than %d deep", maxDepth)
		return false
	case n.Kind == yaml.AliasNode:
		y.diags.Errorf(y.span(n), idYAMLAlias, "aliases are not accepted; write the value again")
		return false
	case n.Anchor != "":
		y.diags.Errorf(y.span(n), idYAMLAlias, "anchors are not accepted")
		ok = false
	case n.Style&yaml.TaggedStyle != 0:
		y.diags.Errorf(y.span(n), idYAMLTag, "tags are not accepted")
		ok = false
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!merge":
		y.diags.Errorf(y.span(n), idYAMLAlias, "merge keys are not accepted")
		ok = false
	}
	for _, c := range n.Content {
		ok = y.plain(c, depth+1) && ok
		if !ok && depth == maxDepth {
			break // one report of the depth is enough
		}
	}
	return ok
}

func (y *yamlReader) wrongKind(n *yaml.Node, want string) *source.Diagnostic {
	got := "a scalar"
	switch {
	case n.Kind == yaml.MappingNode:
		got = "a mapping"
	case n.Kind == yaml.SequenceNode:
		got = "a list"
	case n.ShortTag() == "!!null":
		got = "nothing"
	}
	return y.diags.Errorf(y.span(n), idWrongKind, "expected %s, got %s", want, got)
}
