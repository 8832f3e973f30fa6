package diff

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// What keys, keyrefs and uniques compare is values: two texts that say the same under one type may say different things under
// another (XML Schema Part 1, clause 3.11.4).

// distinctions reports constraints that both elements have, and whose fields are of types under which other texts are equal.
func distinctions(p *pair, o, n *contract.Element, was, is []string) {
	for i, text := range was {
		j := slices.IndexFunc(is, func(now string) bool { return now == text || now == looseKey(text) })
		if j < 0 {
			continue
		}
		a, b := &o.Identities[i], &n.Identities[j]
		for field := range a.Fields {
			if said := distinguished(o, n, a, b, field); said != "" {
				p.changed("identity-changed", &o.Node, &n.Node, fmt.Sprintf("%s: %s", shownPaths(was[i:i+1], nil)[0], said))
				break
			}
		}
	}
}

// distinguished says which texts of a field a constraint takes for equal now, or no longer, so that requests break; "" for none.
func distinguished(o, n *contract.Element, a, b *contract.Identity, field int) string {
	was, is := heldBy(o, a, field), heldBy(n, b, field)
	for i := range min(len(was), len(is)) {
		if was[i] == nil || is[i] == nil {
			continue
		}
		if a.Kind != "keyref" {
			if x, y := merged(was[i], is[i]); x != y {
				return fmt.Sprintf("%q and %q are one value now", x, y)
			}
			continue
		}
		keyWas, keyIs := was[i], is[i]
		inOld, r := referred(o, a)
		inNew, s := referred(n, b)
		if r != nil && s != nil {
			if k, l := heldBy(inOld, r, field), heldBy(inNew, s, field); len(k) > 0 && len(l) > 0 && k[0] != nil && l[0] != nil {
				keyWas, keyIs = k[0], l[0]
			}
		}
		if x, y, found := parted(was[i], keyWas, is[i], keyIs); found {
			return fmt.Sprintf("%q refers to %q no more", x, y)
		}
	}
	return ""
}

// referred is the key of a keyref and the element that has it: the same, or one in it (Part 1, clause 3.11.4); nil where neither does.
func referred(e *contract.Element, x *contract.Identity) (in *contract.Element, key *contract.Identity) {
	if x.Refer.Local == "" {
		return nil, nil
	}
	for _, in := range descending(e) {
		for i := range in.Identities {
			if in.Identities[i].Name == x.Refer {
				return in, &in.Identities[i]
			}
		}
	}
	return nil, nil
}

// merged returns two texts that an old type tells apart and a new one does not; equal ones for none.
func merged(o, n contract.Type) (a, b string) {
	if sameValues(o, n) {
		return "", ""
	}
	was, is, seen := newLexis(o), newLexis(n), map[string]string{}
	for _, text := range samples(o, n) {
		old, ok := was.value(text)
		now, too := is.value(text)
		if ok != yes || too != yes {
			continue
		}
		other, found := seen[now]
		if !found {
			seen[now] = text
		} else if v, _ := was.value(other); v != old {
			return other, text
		}
	}
	return "", ""
}

// parted returns a text of a keyref and one of its key that were one value and are not.
func parted(ref, key, newRef, newKey contract.Type) (a, b string, found bool) {
	if sameValues(ref, newRef) && sameValues(key, newKey) {
		return "", "", false
	}
	r, s, k, l := newLexis(ref), newLexis(newRef), newLexis(key), newLexis(newKey)
	one := func(x, y *lexis, t, u contract.Type, a, b string) (same, both bool) {
		v, ok := x.value(a)
		w, too := y.value(b)
		return v == w && valueSpace(t) == valueSpace(u), ok == yes && too == yes
	}
	texts := samples(ref, newRef)
	for _, a := range texts {
		for _, b := range texts[:min(len(texts), mostSamples)] {
			same, valid := one(r, k, ref, key, a, b)
			if !same || !valid {
				continue
			}
			if same, valid = one(s, l, newRef, newKey, a, b); valid && !same {
				return a, b, true
			}
		}
	}
	return "", "", false
}

// sameValues reports two types of which each text says the same.
func sameValues(o, n contract.Type) bool {
	return variety(o) == "atomic" && variety(n) == "atomic" && valueSpace(o) == valueSpace(n) && looser(o, n) == 0
}

// valueSpace is the primitive type of a type's values: those of different ones are never equal (Part 2, clause 2.2.1).
func valueSpace(t contract.Type) string {
	kind := primitive(t)
	for _, space := range []string{"decimal", "duration", "dateTime"} {
		if within(kind, space) {
			return space
		}
	}
	if within(kind, "string") {
		return "string"
	}
	return kind
}

// heldBy are the types of what a field of a constraint is, in the order of their declarations; nil for what has no text.
func heldBy(e *contract.Element, x *contract.Identity, field int) (types []contract.Type) {
	for _, selected := range follow(e, x.Selector) {
		s, ok := selected.(*contract.Element)
		if !ok {
			continue
		}
		for _, at := range follow(s, x.Fields[field]) {
			switch at := at.(type) {
			case *contract.Element:
				types = append(types, values{typ: at.Type}.simple())
			case *contract.Attr:
				types = append(types, values{typ: at.Type}.simple())
			}
		}
	}
	return types
}

// follow returns the elements and attributes that a path leads to.
func follow(e *contract.Element, path string) (found []any) {
	for _, branch := range cut(path, '|') {
		at := []*contract.Element{e}
		rest, deep := strings.CutPrefix(strings.TrimSpace(branch), ".//")
		if deep {
			at = descending(e)
		}
		for _, step := range cut(rest, '/') {
			var next []*contract.Element
			for _, x := range at {
				name, attribute := strings.CutPrefix(step, "@")
				s, _ := x.Type.(*contract.Struct)
				switch {
				case step == ".":
					next = append(next, x)
				case s != nil && attribute:
					attrs, _ := allAttributes(s)
					for _, a := range attrs {
						if named := a.Name.String(); named == name || name == "*" {
							found = append(found, a)
						}
					}
				case s != nil:
					for _, child := range childrenOf(s) {
						if named := child.Name.String(); named == name || name == "*" {
							next = append(next, child)
						}
					}
				}
			}
			at = next
		}
		for _, x := range at {
			found = append(found, x)
		}
	}
	return found
}

// cut divides a path, but for what stands within a namespace.
func cut(path string, at rune) []string {
	depth := 0
	return strings.FieldsFunc(path, func(r rune) bool {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		return r == at && depth == 0
	})
}

// descending are an element and all that stand in it, each once.
func descending(e *contract.Element) (all []*contract.Element) {
	seen := map[*contract.Element]bool{e: true}
	all = []*contract.Element{e}
	for i := 0; i < len(all); i++ {
		s, ok := all[i].Type.(*contract.Struct)
		if !ok {
			continue
		}
		for _, child := range childrenOf(s) {
			if !seen[child] {
				seen[child] = true
				all = append(all, child)
			}
		}
	}
	return all
}

// childrenOf are the elements of a type and of those that it extends, and what may stand in their place.
func childrenOf(s *contract.Struct) (all []*contract.Element) {
	for ; s != nil; s = s.Base {
		if s.Own != nil {
			all = append(childrenIn(s.Own), all...)
		}
		if s.Derivation != contract.Extension {
			break
		}
	}
	return all
}

func childrenIn(g *contract.Group) (all []*contract.Element) {
	for _, x := range g.Items {
		switch x := x.(type) {
		case *contract.Group:
			all = append(all, childrenIn(x)...)
		case *contract.Field:
			all = append(append(all, x.Element), x.Element.Members...)
		}
	}
	return all
}
