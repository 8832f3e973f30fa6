// Package pattern translates the regular expressions of XML Schema (Part 2, appendix F) to RE2,
// the syntax of Go's package regexp. What RE2 can't say is refused with a reason.
package pattern

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Error says why an expression is refused.
type Error struct {
	Offset int // in bytes, where the reason stands
	Reason string
}

// Error returns the reason.
func (e *Error) Error() string { return e.Reason }

const (
	maxRepeat = 1000 // the greatest count of RE2
	maxDepth  = 200  // of groups and of class subtractions
)

// Translate returns an RE2 expression that means what expr means. It has no anchors: who applies it
// to a value matches the whole of it, as a pattern facet demands. The error is an *Error.
//
// One thing that the appendix does not allow is accepted, since contracts have it and it can mean
// one thing alone: a - after a class escape or a range in brackets, as in [\w-.], is itself.
func Translate(expr string) (string, error) {
	p := &parser{in: expr}
	if i := strings.IndexFunc(expr, func(r rune) bool { return r == utf8.RuneError }); i >= 0 && !utf8.ValidString(expr) {
		return "", &Error{i, "the expression is not UTF-8"}
	}
	p.regExp(0)
	if p.err == nil && p.pos < len(p.in) {
		p.fail(p.pos, ") without (")
	}
	if p.err != nil {
		return "", p.err
	}
	if _, err := syntax.Parse(p.out.String(), syntax.Perl); err != nil {
		return "", &Error{0, "RE2 can't express it: " + err.Error()}
	}
	return p.out.String(), nil
}

// A parser reads an expression by recursive descent over the productions of appendix F and
// writes RE2 as it goes. After an error it stands still.
type parser struct {
	in  string
	pos int
	out strings.Builder
	err *Error
}

func (p *parser) fail(offset int, format string, args ...any) {
	if p.err == nil {
		p.err = &Error{offset, fmt.Sprintf(format, args...)}
	}
	p.pos = len(p.in)
}

// peek returns the rune at the position, or -1 at the end.
func (p *parser) peek() rune {
	if p.pos >= len(p.in) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(p.in[p.pos:])
	return r
}

func (p *parser) next() rune {
	r, size := utf8.DecodeRuneInString(p.in[p.pos:])
	p.pos += size
	return r
}

// regExp reads branches up to the end or to a closing parenthesis (productions 1 and 2).
func (p *parser) regExp(depth int) {
	if depth > maxDepth {
		p.fail(p.pos, "groups are nested more than %d deep", maxDepth)
	}
	for {
		switch p.peek() {
		case -1, ')':
			return
		case '|':
			p.pos++
			p.out.WriteByte('|')
		default:
			p.piece(depth)
		}
	}
}

// piece reads an atom and its quantifier (production 3).
func (p *parser) piece(depth int) {
	start := p.pos
	switch r := p.next(); r {
	case '(':
		if p.peek() == '?' {
			p.fail(start, "XML Schema has no (? groups")
			return
		}
		p.out.WriteString("(?:")
		p.regExp(depth + 1)
		if p.err == nil && p.peek() != ')' {
			p.fail(start, "( without )")
			return
		}
		p.pos++
		p.out.WriteByte(')')
	case '.':
		p.out.WriteString(`[^\n\r]`)
	case '[':
		p.out.WriteString(p.class(start, 0).brackets())
	case '\\':
		if s, single := p.escape(start); single >= 0 {
			p.out.WriteString(literal(single))
		} else {
			p.out.WriteString(s.brackets())
		}
	case '?', '*', '+', '{':
		p.fail(start, "%c has nothing to repeat", r)
	case ']':
		p.fail(start, "] without [")
	default:
		p.out.WriteString(literal(r))
	}
	if p.err == nil {
		p.quantifier()
	}
}

// quantifier reads what may follow an atom (productions 4 to 8).
func (p *parser) quantifier() {
	start := p.pos
	switch r := p.peek(); r {
	case '?', '*', '+':
		p.pos++
		p.out.WriteRune(r)
	case '{':
		end := strings.IndexByte(p.in[p.pos:], '}')
		if end < 0 {
			p.fail(start, "{ without }")
			return
		}
		body := p.in[p.pos+1 : p.pos+end]
		p.pos += end + 1
		if !p.quantity(start, body) {
			return
		}
		p.out.WriteString("{" + body + "}")
	default:
		return
	}
	if strings.ContainsRune("?*+{", p.peek()) {
		p.fail(p.pos, "a quantifier after a quantifier")
	}
}

func (p *parser) quantity(start int, body string) bool {
	low, high, ranged := strings.Cut(body, ",")
	n, ok := p.count(start, low)
	if !ok || !ranged || high == "" {
		return ok
	}
	m, ok := p.count(start, high)
	if ok && m < n {
		p.fail(start, "{%s} counts down", body)
		return false
	}
	return ok
}

func (p *parser) count(start int, text string) (int, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		p.fail(start, "{} holds a number, or two with a comma between")
		return 0, false
	}
	n, err := strconv.Atoi(text)
	if err != nil || n > maxRepeat {
		p.fail(start, "RE2 repeats at most %d times", maxRepeat)
		return 0, false
	}
	return n, true
}

// singles are the escapes of one character (production 24); \$ is XML Schema 1.1's.
var singles = map[rune]rune{
	'n': '\n', 'r': '\r', 't': '\t', '\\': '\\', '|': '|', '.': '.', '?': '?', '*': '*', '+': '+',
	'(': '(', ')': ')', '{': '{', '}': '}', '-': '-', '[': '[', ']': ']', '^': '^', '$': '$',
}

// escape reads what follows a backslash: one character, or a set when single is -1.
func (p *parser) escape(start int) (s set, single rune) {
	if p.peek() < 0 {
		p.fail(start, `\ at the end`)
		return s, -1
	}
	r := p.next()
	if c, ok := singles[r]; ok {
		return s, c
	}
	if s, ok := multi[r]; ok {
		return s, -1
	}
	if r == 'p' || r == 'P' {
		return p.property(start, r == 'P'), -1
	}
	p.fail(start, `XML Schema has no escape \%c`, r)
	return s, -1
}

// property reads the name of a category or a block (productions 25 to 36).
func (p *parser) property(start int, negated bool) set {
	rest := p.in[p.pos:]
	end := strings.IndexByte(rest, '}')
	if !strings.HasPrefix(rest, "{") || end < 0 {
		p.fail(start, `\p is followed by {name}`)
		return set{}
	}
	name := rest[1:end]
	p.pos += end + 1
	if block, ok := strings.CutPrefix(name, "Is"); ok {
		b, ok := blocks[block]
		if !ok {
			p.fail(start, "there is no block %s", block)
			return set{}
		}
		s := fromRanges(ranges{b})
		if negated {
			s = fromRanges(s.ranges.complement())
		}
		return s
	}
	s, ok := category(name)
	if !ok {
		p.fail(start, "there is no category %s", name)
		return set{}
	}
	if negated {
		s = set{text: `\P{` + name + `}`, ranges: s.ranges.complement()}
	}
	return s
}

func literal(r rune) string {
	if r < 0x20 || r == 0x7f {
		return fmt.Sprintf(`\x%02x`, r)
	}
	return regexp.QuoteMeta(string(r))
}
