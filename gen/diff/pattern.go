package diff

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

// patterns compares the patterns in force. A value must match all.
func (c *comparer) patterns(p *pair, on, nn *contract.Node, o, n contract.Type) {
	was, is := allPatterns(o), allPatterns(n)
	if slices.Equal(was, is) {
		return
	}
	said := fmt.Sprintf("must match %s, had to match %s", patternLabel(is), patternLabel(was))
	f := p.changed("pattern-changed", on, nn, said)
	switch e := enumerated(n); {
	case subset(is, was), e != nil && !e.Open && enumerated(o) != nil:
		f.request = Compatible
	case len(was) == 0 && enumerated(o) == nil:
		f.request = Compatible
		for _, pattern := range is {
			f.request = worse(f.request, firstPattern(o, n, pattern))
		}
	}
}

// allPatterns are the patterns in force, each step's alternatives in one.
func allPatterns(t contract.Type) (all []string) {
	for {
		s, ok := t.(*contract.Simple)
		if !ok {
			slices.Sort(all)
			return slices.Compact(all)
		}
		if len(s.Facets.Patterns) > 0 {
			all = append(all, strings.Join(s.Facets.Patterns, "|"))
		}
		t = s.Base
	}
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(x string) bool { return !slices.Contains(b, x) })
}

func patternLabel(list []string) string {
	if len(list) == 0 {
		return "no pattern"
	}
	return strings.Join(list, " and ")
}

// firstPattern is the verdict of values that had to match no pattern. Of texts each excludes some, but for those that say no more
// than how many characters there are; the forms of numbers and dates are few, and one may name them all.
func firstPattern(o, n contract.Type, pattern string) Wire {
	switch {
	case variety(o) != "atomic":
		return Breaking
	case admitsAnyText(o, n, pattern):
		return Compatible
	case textual(primitive(o)):
		return Breaking
	}
	return excludes(o, pattern)
}

// run is a pattern that says how many characters there are, and of a dot that none ends a line.
var run = regexp.MustCompile(`^(\.|\[\\s\\S\]|\[\\S\\s\]|\[\\d\\D\]|\[\\D\\d\]|\[\\w\\W\]|\[\\W\\w\]|\(\.\|\\s\))(\*|\+|\{(\d+)(,?)(\d*)\})$`)

// admitsAnyText reports whether a pattern is a run that all texts of an old type are.
func admitsAnyText(o, n contract.Type, pattern string) bool {
	m := run.FindStringSubmatch(pattern)
	if m == nil || m[1] == "." && whiteSpace(n) == "preserve" {
		return false
	}
	least, most := int64(0), int64(math.MaxInt64)
	switch {
	case m[2] == "+":
		least = 1
	case m[3] != "":
		least, _ = strconv.ParseInt(m[3], 10, 64)
		if m[5] != "" {
			most, _ = strconv.ParseInt(m[5], 10, 64)
		} else if m[4] == "" {
			most = least
		}
	}
	if !textual(primitive(o)) {
		return least <= 1 && most == math.MaxInt64 // all have a character
	}
	all := allLimits(o)
	return all[shortest].at.Cmp(big.NewRat(least, 1)) >= 0 && (most == math.MaxInt64 || all[longest] != nil && all[longest].at.Cmp(big.NewRat(most, 1)) <= 0)
}

// forms are values of built-in types in their several lexical forms (XML Schema Part 2, clause 3.2).
var forms = map[string][]string{
	"boolean":  {"true", "false", "1", "0"},
	"date":     {"2026-01-31", "2026-01-31Z", "2026-01-31-03:00"},
	"dateTime": {"2026-01-31T10:00:00", "2026-01-31T10:00:00Z", "2026-01-31T10:00:00-03:00", "2026-01-31T10:00:00.5"},
	"time":     {"10:00:00", "10:00:00Z", "10:00:00-03:00", "10:00:00.5"},
	"decimal":  {"0", "1", "-1", "+1", "007", "1.5", "1.50"},
}

// foreign is what means something else in Go's regular expressions than in those of XML Schema, or nothing.
var foreign = regexp.MustCompile(`[$^]|\\[^.\\?*+{}()|\[\]ndrt-]|-\[|\(\?`)

// excludes asks for a value of a type that a pattern excludes: what proves a break.
func excludes(t contract.Type, pattern string) Wire {
	kind := primitive(t)
	numeric := within(kind, "decimal")
	x, err := regexp.Compile("^(?:" + pattern + ")$")
	if err != nil || foreign.MatchString(pattern) || !numeric && limited(t) {
		return Unknown
	}
	for _, text := range forms[choose(numeric, "decimal", kind)] {
		whole := !strings.Contains(text, ".")
		if numeric && (within(kind, "integer") && !whole || allLimits(t).admit("collapse", text) != Compatible) {
			continue
		}
		if !x.MatchString(text) {
			return Breaking
		}
	}
	return Unknown
}
