package diff

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// enumerated returns the innermost step of a type that has an enumeration, nil for none.
func enumerated(t contract.Type) *contract.Simple {
	for {
		s, ok := t.(*contract.Simple)
		if !ok {
			return nil
		}
		if len(s.Enum) > 0 {
			return s
		}
		t = s.Base
	}
}

func (c *comparer) enumerations(p *pair, on, nn *contract.Node, o, n contract.Type) {
	was, is := enumerated(o), enumerated(n)
	switch {
	case was == nil && is == nil:
		return
	case was == nil:
		f := p.changed("enum-closed", on, nn, fmt.Sprintf("has the values %s alone", enumLabel(is)))
		if is.Open {
			f.request = Compatible
		}
		return
	case is == nil:
		p.changed("enum-opened", on, nn, fmt.Sprintf("is no longer one of %s", enumLabel(was)))
		return
	}
	left := map[string]*contract.EnumValue{}
	for i := range is.Enum {
		left[c.enumKey(&is.Enum[i], false)] = &is.Enum[i]
	}
	for i := range was.Enum {
		v := &was.Enum[i]
		key := c.enumKey(v, true)
		if left[key] == nil {
			f := p.add("enum-value-removed", v.Path, fmt.Sprintf("the value %q is gone", v.Value), v.Span, is.Span)
			if is.Open {
				f.request = Compatible
			}
		}
		delete(left, key)
	}
	for i := range is.Enum {
		if v := &is.Enum[i]; left[c.enumKey(v, false)] != nil {
			p.add("enum-value-added", v.Path, fmt.Sprintf("the value %q is new", v.Value), was.Span, v.Span)
		}
	}
}

// enumKey is what tells a value from others: a name goes by its namespace.
func (c *comparer) enumKey(v *contract.EnumValue, old bool) string {
	if v.Name == "" {
		return v.Value
	}
	if space, local, ok := strings.Cut(strings.TrimPrefix(v.Name, "{"), "}"); ok && old {
		return c.name(contract.QName{Space: space, Local: local}).String()
	}
	return v.Name
}

func enumLabel(s *contract.Simple) string {
	const few = 5
	var b strings.Builder
	for i, v := range s.Enum {
		if i == few {
			fmt.Fprintf(&b, " and %d more", len(s.Enum)-few)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", v.Value)
	}
	return b.String()
}

// A facetKind is a facet with the way in which its value restricts.
type facetKind struct {
	name string
	of   func(*contract.Facets) *string
	up   bool // a greater value admits more
}

var facetKinds = []facetKind{
	{"minLength", func(f *contract.Facets) *string { return f.MinLength }, false},
	{"maxLength", func(f *contract.Facets) *string { return f.MaxLength }, true},
	{"minInclusive", func(f *contract.Facets) *string { return f.MinInclusive }, false},
	{"minExclusive", func(f *contract.Facets) *string { return f.MinExclusive }, false},
	{"maxInclusive", func(f *contract.Facets) *string { return f.MaxInclusive }, true},
	{"maxExclusive", func(f *contract.Facets) *string { return f.MaxExclusive }, true},
	{"totalDigits", func(f *contract.Facets) *string { return f.TotalDigits }, true},
	{"fractionDigits", func(f *contract.Facets) *string { return f.FractionDigits }, true},
	{"length", func(f *contract.Facets) *string { return f.Length }, false},
	{"whiteSpace", func(f *contract.Facets) *string { return f.WhiteSpace }, false},
}

// allFacets are the facets in force, over all derivation steps: each step's are at least as strict as its base's.
func allFacets(t contract.Type) map[string]string {
	m := map[string]string{}
	for {
		s, ok := t.(*contract.Simple)
		if !ok {
			return m
		}
		for _, k := range facetKinds {
			if v := k.of(&s.Facets); v != nil {
				if _, stated := m[k.name]; !stated {
					m[k.name] = *v
				}
			}
		}
		t = s.Base
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

func (c *comparer) facets(p *pair, on, nn *contract.Node, o, n contract.Type) {
	was, is := allFacets(o), allFacets(n)
	for _, k := range facetKinds {
		a, stated := was[k.name]
		b, states := is[k.name]
		if !stated && !states || stated && states && sameValue(a, b) {
			continue
		}
		said := fmt.Sprintf("%s is %s, was %s", k.name, choose(states, b, "not stated"), choose(stated, a, "not stated"))
		switch {
		case !stated:
			p.changed("facet-tightened", on, nn, said)
		case !states:
			p.changed("facet-loosened", on, nn, said)
		case k.name == "length" || k.name == "whiteSpace":
			p.changed("facet-tightened", on, nn, said)
		case greater(b, a) == k.up:
			p.changed("facet-loosened", on, nn, said)
		default:
			p.changed("facet-tightened", on, nn, said)
		}
	}
	c.patterns(p, on, nn, allPatterns(o), allPatterns(n))
}

// sameValue reports two lexical forms of one number, or equal texts.
func sameValue(a, b string) bool {
	x, ok := new(big.Rat).SetString(a)
	y, also := new(big.Rat).SetString(b)
	return a == b || ok && also && x.Cmp(y) == 0
}

// greater compares two bounds: numbers by value, dates and times by their text.
func greater(a, b string) bool {
	x, ok := new(big.Rat).SetString(a)
	y, also := new(big.Rat).SetString(b)
	if ok && also {
		return x.Cmp(y) > 0
	}
	return a > b
}

// patterns compares the patterns in force. A value must match all.
func (c *comparer) patterns(p *pair, on, nn *contract.Node, was, is []string) {
	if slices.Equal(was, is) {
		return
	}
	said := fmt.Sprintf("must match %s, had to match %s", patternLabel(is), patternLabel(was))
	f := p.changed("pattern-changed", on, nn, said)
	switch {
	case subset(is, was):
		f.request = Compatible
	case len(was) == 0:
		f.request = Breaking
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
