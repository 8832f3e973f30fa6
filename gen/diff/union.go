package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// memberPartners pairs the members of two unions: by name, those without one in order by what they derive from. It returns the index of
// each old one's partner, -1 for none.
func (c *comparer) memberPartners(o, n []contract.Type) []int {
	left := map[string][]int{}
	for i, m := range n {
		key := c.memberKey(m, false)
		left[key] = append(left[key], i)
	}
	list := make([]int, len(o))
	for i, m := range o {
		list[i] = -1
		if key := c.memberKey(m, true); len(left[key]) > 0 {
			list[i], left[key] = left[key][0], left[key][1:]
		}
	}
	return list
}

// unions compares the members of two unions.
func (c *comparer) unions(p *pair, on, nn *contract.Node, o, n []contract.Type) (told toll) {
	gone, kept := false, 0
	for i, at := range c.memberPartners(o, n) {
		if at < 0 {
			gone = true
			continue
		}
		kept++
		if is := n[at]; !isBuiltin(o[i]) && !isBuiltin(is) {
			c.pair(p, o[i], is)
			told = told.worse(tollOf(o[i], is))
		}
	}
	if !gone && kept == len(n) {
		return told
	}
	f := p.changed("union-changed", on, nn, fmt.Sprintf("has the members %s, had %s", typeLabels(n), typeLabels(o)))
	f.wire(Compatible, Compatible)
	has := func(m contract.Type) bool {
		return slices.ContainsFunc(n, func(is contract.Type) bool { return c.methodOf(m, true) == c.methodOf(is, false) })
	}
	f.api = choose(slices.ContainsFunc(o, func(m contract.Type) bool { return !has(m) }), GoBreaking, GoAdditive)
	return told
}

// unionConstants tells what becomes of the constants of a union for values that its members list and have none for themselves.
func (c *comparer) unionConstants(p *pair, o, n []contract.Type) {
	at := len(p.found)
	for i, partner := range c.memberPartners(o, n) {
		if partner >= 0 && !hasConstants(enumerated(o[i])) && !hasConstants(enumerated(n[partner])) {
			c.enumerations(p, o[i].Decl(), n[partner].Decl(), o[i], n[partner], true)
		}
	}
	for _, f := range p.found[at:] {
		f.wire(Compatible, Compatible) // which the member tells
		if f.rule.ID == "enum-closed" {
			f.api = GoAdditive
		}
	}
}

// reordered reports members of a union in another order, and whether a text says something else then: the first member that it is
// of decides (clause 2.5.1.3).
func (c *comparer) reordered(p *pair, on, nn *contract.Node, o, n contract.Type) (f *finding, otherwise bool) {
	was, is := membersOf(o), membersOf(n)
	partners := c.memberPartners(was, is)
	if kept := slices.DeleteFunc(slices.Clone(partners), func(i int) bool { return i < 0 }); slices.IsSorted(kept) {
		return nil, false
	}
	said := fmt.Sprintf("the members are in the order %s, were in the order %s", typeLabels(is), typeLabels(was))
	f = p.changed("union-changed", on, nn, said).wire(Compatible, Compatible)
	f.api = GoNone
	for _, text := range samples(o, n) {
		if i, j := firstOf(was, text), firstOf(is, text); i >= 0 && j >= 0 && partners[i] != j {
			f.message += fmt.Sprintf("; %q says something else", text)
			return f, true
		}
	}
	return f, false
}

// firstOf is the index of the member that a text is of, -1 for none.
func firstOf(members []contract.Type, text string) int {
	return slices.IndexFunc(members, func(m contract.Type) bool {
		_, ok := newLexis(m).value(text)
		return ok == yes
	})
}

// methodOf tells the methods of a union's Go type apart: there is one for each member, named after its type or what that derives from.
func (c *comparer) methodOf(m contract.Type, old bool) string {
	q := typeName(m)
	if old {
		q = c.name(q)
	}
	if q.Local == "" {
		return variety(m) + " " + primitive(m)
	}
	return q.String()
}

// memberKey tells members of a union apart.
func (c *comparer) memberKey(m contract.Type, old bool) string {
	if isBuiltin(m) {
		return typeLabel(m)
	}
	return c.methodOf(m, old)
}

// membersOf are the members of a union, those of its members that are unions in their place.
func membersOf(t contract.Type) (all []contract.Type) {
	switch t := t.(type) {
	case *contract.Simple:
		return membersOf(t.Base)
	case *contract.Union:
		for _, m := range t.Members {
			if u, ok := m.(*contract.Union); ok {
				all = append(all, membersOf(u)...)
			} else {
				all = append(all, m)
			}
		}
	}
	return all
}
