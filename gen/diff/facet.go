package diff

import (
	"cmp"
	"fmt"
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

// enumerations compares the values that two types list. InGo is whether Go has constants for them.
func (c *comparer) enumerations(p *pair, on, nn *contract.Node, o, n contract.Type, inGo bool) {
	was, is := enumerated(o), enumerated(n)
	switch {
	case was == nil && is == nil:
		return
	case was == nil:
		f := p.changed("enum-closed", on, nn, fmt.Sprintf("has the values %s alone", enumLabel(is)))
		f.api = choose(inGo, f.api, GoNone)
		if is.Open {
			f.request = Compatible
		}
		return
	case is == nil:
		f := p.changed("enum-opened", on, nn, fmt.Sprintf("is no longer one of %s", enumLabel(was)))
		f.api = choose(inGo, f.api, GoNone)
		return
	}
	if was.Open != is.Open {
		said := choose(is.Open, "may have other values than %s", "has the values %s alone, could have others")
		p.changed(choose(is.Open, "enum-opened", "enum-closed"), on, nn, fmt.Sprintf(said, enumLabel(is))).api = GoNone
	}
	c.enumValues(p, was, is, inGo)
}

// enumValues compares the values of two enumerations.
func (c *comparer) enumValues(p *pair, was, is *contract.Simple, inGo bool) {
	partners, left := c.enumPartners(was, is)
	for i := range was.Enum {
		v := &was.Enum[i]
		if now := partners[v]; now != nil {
			c.docs(p, &v.Node, &now.Node)
			continue
		}
		f := p.add("enum-value-removed", v.Path, fmt.Sprintf("the value %q is gone", v.Value), v.Span, is.Span)
		f.api = choose(inGo, f.api, GoNone)
		if is.Open {
			f.request = Compatible
		}
	}
	if inGo && c.sameType(was, is) {
		renamedConstants(p, was, partners)
	}
	for i := range is.Enum {
		if v := &is.Enum[i]; left[v] {
			f := p.add("enum-value-added", v.Path, fmt.Sprintf("the value %q is new", v.Value), was.Span, v.Span)
			f.api = choose(inGo, f.api, GoNone)
		}
	}
}

// enumPartners pairs the values of two enumerations: by their texts, then by what those say. Left are the new ones that no old one is.
func (c *comparer) enumPartners(was, is *contract.Simple) (partners map[*contract.EnumValue]*contract.EnumValue, left map[*contract.EnumValue]bool) {
	partners, left = map[*contract.EnumValue]*contract.EnumValue{}, map[*contract.EnumValue]bool{}
	byKey, byValue := map[string]*contract.EnumValue{}, map[string][]*contract.EnumValue{}
	base := newLexis(is.Base)
	valueOf := func(v *contract.EnumValue) string {
		if value, ok := base.value(v.Value); ok == yes && v.Name == "" {
			return "value " + value
		}
		return "text " + textOf(v)
	}
	for i := range is.Enum {
		v := &is.Enum[i]
		byKey[c.enumKey(v, false)], left[v] = v, true
		byValue[valueOf(v)] = append(byValue[valueOf(v)], v)
	}
	for i := range was.Enum {
		if v := &was.Enum[i]; byKey[c.enumKey(v, true)] != nil {
			partners[v] = byKey[c.enumKey(v, true)]
			delete(left, partners[v])
		}
	}
	for i := range was.Enum {
		v := &was.Enum[i]
		if same := byValue[valueOf(v)]; partners[v] == nil && len(same) > 0 {
			partners[v] = same[max(0, slices.IndexFunc(same, func(n *contract.EnumValue) bool { return left[n] }))]
			delete(left, partners[v])
		}
	}
	return partners, left
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

// moved is an old type whose enumerated names are in the namespaces of the new contract.
func (c *comparer) moved(t contract.Type) contract.Type {
	if len(c.renamed) == 0 {
		return t
	}
	return stripped(t, func(s *contract.Simple) {
		s.Enum = slices.Clone(s.Enum)
		for i := range s.Enum {
			if v := &s.Enum[i]; v.Name != "" {
				v.Name = c.enumKey(v, true)
			}
		}
	})
}

// textOf is an enumerated value as it is compared: the prefix of a name says nothing.
func textOf(v *contract.EnumValue) string { return cmp.Or(v.Name, v.Value) }

func enumLabel(s *contract.Simple) string {
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

// facets compares the facets in force.
func (c *comparer) facets(p *pair, on, nn *contract.Node, o, n contract.Type) {
	if verdict, less := tightened(o, n); len(less) > 0 {
		p.changed("facet-tightened", on, nn, strings.Join(less, "; ")).request = verdict
	}
	if more := loosened(o, n); len(more) > 0 {
		p.changed("facet-loosened", on, nn, strings.Join(more, "; "))
	}
	if was, is := whiteSpace(o), whiteSpace(n); was != is && was != "" && is != "" {
		p.changed("whitespace-changed", on, nn, fmt.Sprintf("white space is %s, was %s", spaced[is], spaced[was])).wire(Compatible, Compatible)
	}
	c.patterns(p, on, nn, o, n)
}
