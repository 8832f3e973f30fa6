package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// descent says how a type derives from another one: the kinds of the steps, and the complex types between the two. It is not ok
// where it does not.
func descent(t, from contract.Type) (kinds []string, between []*contract.Struct, ok bool) {
	for at := t; !oneType(at, from); {
		kind, base := derivation(at)
		if base == nil {
			return ofMember(t, from)
		}
		if s, complex := at.(*contract.Struct); complex && at != t {
			between = append(between, s)
		}
		kinds, at = append(kinds, kind), base
	}
	return kinds, between, true
}

// ofMember says so of a union: what derives from one of its members derives from it (XML Schema Part 1, clause 3.14.6).
func ofMember(t, from contract.Type) (kinds []string, between []*contract.Struct, ok bool) {
	u, union := from.(*contract.Union)
	if !union {
		return nil, nil, false
	}
	for _, m := range u.Members {
		if kinds, between, ok = descent(t, m); ok {
			break
		}
	}
	return kinds, between, ok
}

func oneType(a, b contract.Type) bool {
	x, ok := a.(*contract.Builtin)
	y, too := b.(*contract.Builtin)
	return a == b || ok && too && x.Kind == y.Kind
}

// derivation returns the step that makes a type of its base; nil for xs:anyType.
func derivation(t contract.Type) (kind string, base contract.Type) {
	kind, base = "restriction", baseOf(t)
	switch t := t.(type) {
	case *contract.Struct:
		if t.Derivation == contract.Extension || t.Base == nil && t.Text != nil {
			kind = "extension"
		}
	case *contract.Builtin:
		if t.Kind == "anyType" {
			return kind, nil
		}
	}
	if base == nil {
		base = &contract.Builtin{Kind: "anyType"}
	}
	return kind, base
}

// replaces reports whether a member of a substitution group may stand in the place of its head (XML Schema Part 1, clause 3.3.6).
func replaces(member, head *contract.Element) bool {
	kinds, between, ok := descent(member.Type, head.Type)
	blocked := slices.Concat(head.Block, blocksOf(head.Type))
	for _, s := range between {
		blocked = append(blocked, s.Block...)
	}
	return !ok || !slices.Contains(head.Block, "substitution") && !meet(kinds, blocked)
}

// mayBe reports whether xsi:type may name a type in an element (XML Schema Part 1, clause 3.3.4).
func mayBe(e *contract.Element, t contract.Type) bool {
	s, complex := t.(*contract.Struct)
	kinds, _, ok := descent(t, e.Type)
	return ok && !(complex && s.Abstract) && !meet(kinds, e.Block) && !meet(kinds, blocksOf(e.Type))
}

func blocksOf(t contract.Type) []string {
	if s, ok := t.(*contract.Struct); ok {
		return s.Block
	}
	return nil
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// substitutes are the members of an element's substitution group, those of its members too (XML Schema Part 1, clause 3.3.6).
func substitutes(head *contract.Element) (all []*contract.Element) {
	seen := map[*contract.Element]bool{head: true}
	queue := []*contract.Element{head}
	for len(queue) > 0 {
		e := queue[0]
		queue = queue[1:]
		for _, m := range e.Members {
			if !seen[m] {
				seen[m] = true
				all, queue = append(all, m), append(queue, m)
			}
		}
	}
	return all
}
