package diff

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
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

// A limit is a facet in force.
type limit struct {
	facet, value string
	open         bool // the value itself is not admitted
}

// A limitKind is facets that restrict the same: the least or the most of something.
type limitKind struct {
	upper bool
	read  func(*contract.Facets) *limit
}

var limitKinds = []limitKind{
	{false, func(f *contract.Facets) *limit {
		return first(stated("length", f.Length, false), stated("minLength", f.MinLength, false))
	}},
	{true, func(f *contract.Facets) *limit {
		return first(stated("length", f.Length, false), stated("maxLength", f.MaxLength, false))
	}},
	{false, func(f *contract.Facets) *limit {
		return first(stated("minInclusive", f.MinInclusive, false), stated("minExclusive", f.MinExclusive, true))
	}},
	{true, func(f *contract.Facets) *limit {
		return first(stated("maxInclusive", f.MaxInclusive, false), stated("maxExclusive", f.MaxExclusive, true))
	}},
	{true, func(f *contract.Facets) *limit { return stated("totalDigits", f.TotalDigits, false) }},
	{true, func(f *contract.Facets) *limit { return stated("fractionDigits", f.FractionDigits, false) }},
}

func stated(facet string, v *string, open bool) *limit {
	if v == nil {
		return nil
	}
	return &limit{facet, *v, open}
}

func first(a, b *limit) *limit {
	if a != nil {
		return a
	}
	return b
}

// allLimits are the limits in force, by kind, over all derivation steps: a step's are at least as strict as its base's.
func allLimits(t contract.Type) []*limit {
	all := make([]*limit, len(limitKinds))
	for {
		s, ok := t.(*contract.Simple)
		if !ok {
			return all
		}
		for i, k := range limitKinds {
			all[i] = first(all[i], k.read(&s.Facets))
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
	var tightened, loosened []string
	was, is := allLimits(o), allLimits(n)
	for i, k := range limitKinds {
		said := fmt.Sprintf("%s, was %s", is[i], was[i])
		switch order := k.compare(was[i], is[i]); {
		case order > 0 && !slices.Contains(tightened, said):
			tightened = append(tightened, said)
		case order < 0 && !slices.Contains(loosened, said):
			loosened = append(loosened, said)
		}
	}
	if len(tightened) > 0 {
		p.changed("facet-tightened", on, nn, strings.Join(tightened, "; "))
	}
	if len(loosened) > 0 {
		p.changed("facet-loosened", on, nn, strings.Join(loosened, "; "))
	}
	c.patterns(p, on, nn, allPatterns(o), allPatterns(n))
}

func (l *limit) String() string {
	if l == nil {
		return "no limit"
	}
	return l.facet + " " + l.value
}

// compare is positive where the new limit admits less, negative where it admits more.
func (k limitKind) compare(was, is *limit) int {
	switch {
	case was == nil && is == nil:
		return 0
	case was == nil:
		return 1
	case is == nil:
		return -1
	}
	order := compareValues(is.value, was.value)
	if k.upper {
		order = -order
	}
	if order == 0 && is.open != was.open {
		order = choose(is.open, 1, -1)
	}
	return order
}

// compareValues compares two bounds: numbers by value, dates and times by their text.
func compareValues(a, b string) int {
	x, ok := number(a)
	y, also := number(b)
	if ok && also {
		return x.Cmp(y)
	}
	return strings.Compare(a, b)
}

// number reads a decimal; with an exponent it would be one of any size.
func number(s string) (*big.Rat, bool) {
	if strings.ContainsAny(s, "eE/_xXoObBpP") {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			return nil, false
		}
		return new(big.Rat).SetFloat64(f), true
	}
	return new(big.Rat).SetString(s)
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
