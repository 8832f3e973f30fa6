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
	if subset(is, was) {
		f.request = Compatible
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

// widened reports whether a pattern has all the alternatives of one that texts had to match.
func widened(o contract.Type, pattern string) bool {
	return slices.ContainsFunc(allPatterns(o), func(was string) bool { return subset(alternatives(was), alternatives(pattern)) })
}

// alternatives are the branches of a pattern, those in parentheses and brackets apart.
func alternatives(pattern string) (list []string) {
	groups, classes, from, escaped := 0, 0, 0, false
	for i, r := range pattern {
		switch {
		case escaped:
			escaped = false
			continue
		case r == '[':
			classes++
		case r == ']':
			classes--
		case classes > 0:
		case r == '(':
			groups++
		case r == ')':
			groups--
		case r == '|' && groups == 0:
			list, from = append(list, pattern[from:i]), i+1
		}
		escaped = r == '\\'
	}
	return append(list, pattern[from:])
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
