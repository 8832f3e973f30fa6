package diff

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/pattern"
)

// An answer is whether a text is of a type.
type answer int

const (
	no    answer = iota
	maybe        // a bound is in no order with it, or a pattern is not understood
	yes
)

// A lexis is a simple type as the texts that are of it, and what they say (XML Schema Part 2, clause 2.2).
type lexis struct {
	kind    string // of a built-in type
	item    *lexis // of a list
	members []*lexis
	own     *narrowing // of a restriction
	base    *lexis
}

// A narrowing is what one restriction says of the texts of its base.
type narrowing struct {
	space    string // how white space is treated
	patterns *regexp.Regexp
	odd      bool // the patterns are not understood
	limits   limits
	kind     string          // that the bounds are of
	enum     map[string]bool // of values; nil for any
}

func newLexis(t contract.Type) *lexis {
	switch t := t.(type) {
	case *contract.Builtin:
		if isBuiltinList(t) {
			return &lexis{item: newLexis(itemOf(t))}
		}
		return &lexis{kind: t.Kind}
	case *contract.List:
		return &lexis{item: newLexis(t.Item)}
	case *contract.Union:
		l := &lexis{members: []*lexis{}}
		for _, m := range t.Members {
			l.members = append(l.members, newLexis(m))
		}
		return l
	case *contract.Simple:
		l := &lexis{base: newLexis(t.Base)}
		l.own = newNarrowing(t, l.base)
		return l
	}
	return &lexis{kind: "anyType"}
}

func newNarrowing(t *contract.Simple, base *lexis) *narrowing {
	s := &narrowing{space: whiteSpace(t), kind: primitive(t)}
	if list := t.Facets.Patterns; len(list) > 0 {
		text, err := pattern.Translate(strings.Join(list, "|"))
		if err == nil {
			s.patterns, err = regexp.Compile("^(?s:" + text + ")$")
		}
		s.odd = err != nil
	}
	for i, k := range limitKinds {
		if s.limits[i] = k.read(&t.Facets); s.limits[i] != nil {
			s.limits[i].kind = s.kind
		}
	}
	if len(t.Enum) > 0 && !t.Open {
		s.enum = map[string]bool{}
		for i := range t.Enum {
			if v, ok := base.value(textOf(&t.Enum[i])); ok != no {
				s.enum[v] = true
			}
		}
	}
	return s
}

// value is what a text says, in a form that all texts of the value share; of a union the first member says it that the text is of
// (clause 2.5.1.3).
func (l *lexis) value(text string) (value string, ok answer) {
	switch {
	case l.own != nil:
		text = l.plain(text)
		if value, ok = l.base.value(text); ok != no {
			ok = min(ok, l.own.admits(text, value))
		}
		return value, ok
	case l.item != nil:
		ok = yes
		var values []string
		for _, word := range words(text) {
			v, its := l.item.value(word)
			values, ok = append(values, v), min(ok, its)
		}
		return strings.Join(values, " "), ok
	case l.members != nil:
		for _, m := range l.members {
			v, its := m.value(text)
			switch {
			case its == yes && ok == no:
				return v, yes
			case its == yes:
				return v, maybe
			case its == maybe:
				value, ok = v, maybe
			}
		}
		return value, ok
	case l.kind == "anyType" || l.kind == "anySimpleType":
		return text, yes
	}
	value, fits := canon(l.kind, treated(spaceOf(l.kind), text))
	return value, choose(fits, yes, no)
}

// plain is a text whose white space has been treated: of a union, by the member that the text is of (clause 4.3.6).
func (l *lexis) plain(text string) string {
	switch {
	case l.own != nil && l.own.space != "":
		return treated(l.own.space, text)
	case l.own != nil:
		return l.base.plain(text)
	case l.members != nil:
		for _, m := range l.members {
			if _, ok := m.value(text); ok == yes {
				return m.plain(text)
			}
		}
		return text
	case l.item != nil:
		return treated("collapse", text)
	}
	return treated(spaceOf(l.kind), text)
}

// admits reports whether a restriction admits a text of its base, whose white space has been treated.
func (s *narrowing) admits(text, value string) answer {
	ok := choose(s.odd, maybe, yes)
	if s.patterns != nil && !s.patterns.MatchString(text) || s.enum != nil && !s.enum[value] {
		return no
	}
	length := s.length(text, value)
	for i, l := range s.limits {
		if l == nil {
			continue
		}
		order, known := 0, true
		switch i {
		case least, most:
			order, known = compareBounds(s.kind, text, l.value)
		case shortest, longest:
			order, known = length-size(l.value), s.kind != "QName" && s.kind != "NOTATION"
		case digits, fraction:
			all, behind := digitsOf(text)
			order = choose(i == digits, all, behind) - size(l.value)
		}
		if limitKinds[i].upper {
			order = -order
		}
		switch {
		case !known:
			ok = maybe
		case order < 0 || order == 0 && l.open:
			return no
		}
	}
	return ok
}

// length counts what the length of a text is of (clause 4.3.1).
func (s *narrowing) length(text, value string) int {
	switch s.kind {
	case "":
		return len(words(text))
	case "hexBinary":
		return len(value) / 2
	case "base64Binary":
		return len(value)/4*3 - strings.Count(value, "=")
	}
	if s.list() {
		return len(words(text))
	}
	return utf8.RuneCountInString(text)
}

// list reports a restriction of a built-in list.
func (s *narrowing) list() bool { return isBuiltinList(&contract.Builtin{Kind: s.kind}) }

// size reads a facet that counts.
func size(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return math.MaxInt32
	}
	return n
}

// digitsOf counts the digits of a decimal, and those behind the point, without zeros that say nothing.
func digitsOf(text string) (all, behind int) {
	whole, part, _ := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	return max(1, len(whole)+len(part)), len(part)
}
