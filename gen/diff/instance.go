package diff

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// A nameIn is what decides which types xsi:type may state in elements: their types and what they block, old and new.
type nameIn struct{ was, is, blocked string }

// A barred is types that it may no longer state, nil for none.
type barred struct {
	blocked contract.Type // one that derives from the new type in a way that is blocked
	foreign contract.Type // one that does not derive from it
}

// states reports that xsi:type may no longer state a type in an element: the element's own, or one that derives from it. Complex
// types that derived from a complex one and do so no longer are compared with that.
func (w *walk) states(p *pair, o, n *contract.Element) {
	if w.json || slices.ContainsFunc(p.found, func(f *finding) bool { return f.request == Breaking }) {
		return
	}
	key := nameIn{w.key(o.Type, true), w.key(n.Type, false), strings.Join(slices.Concat(n.Block, blocksOf(n.Type)), " ")}
	fewer := w.fewerMembers(o.Type, n.Type)
	if key.blocked == "" && !fewer && (key.was == key.is || primitive(n.Type) == "anyType") {
		return
	}
	key.blocked += "/" + strings.Join(o.Block, " ")
	b, known := w.barred[key]
	if !known {
		b = w.bar(o, n, key.was)
		w.barred[key] = b
	}
	if b.blocked != nil {
		said := "xsi:type may no longer say " + typeLabel(b.blocked) + ", which derives in a way that is blocked"
		w.blocked(p, o, n, said)
	}
	if b.foreign != nil {
		said := fmt.Sprintf("xsi:type may no longer say %s, which does not derive from the new type", typeLabel(b.foreign))
		found := p.found
		if of := w.pairs[pairKey{o.Type, n.Type}]; fewer && of != nil {
			found = slices.Concat(found, of.found)
		}
		for _, f := range found {
			switch f.rule.ID {
			case "field-type-changed", "list-changed", "union-changed":
				f.request = worse(f.request, Unknown)
				if f.request == Unknown && !strings.Contains(f.message, said) {
					f.message += "; " + said
				}
				return
			}
		}
		p.changed("field-type-changed", &o.Node, &n.Node, said).wire(Unknown, Compatible).api = GoNone
	}
}

// bar looks for what xsi:type may no longer state: of each kind the first by name.
func (w *walk) bar(o, n *contract.Element, key string) (b barred) {
	first := func(found *contract.Type, t contract.Type) {
		if *found == nil || *found != o.Type && typeLabel(t) < typeLabel(*found) {
			*found = t
		}
	}
	visit := func(t contract.Type) {
		if !mayBe(o, t) {
			return
		}
		_, complex := t.(*contract.Struct)
		now := w.is.named(w.key(t, true))
		derives := false
		if now != nil {
			if mayBe(n, now) {
				return
			}
			_, _, derives = descent(now, n.Type)
		}
		switch {
		case derives:
			first(&b.blocked, t)
		case w.spoken[o]:
		case t == o.Type || !complex && now != nil:
			first(&b.foreign, t)
		}
	}
	visit(o.Type)
	seen := map[string]bool{}
	w.descend(key, seen, visit)
	if u, ok := o.Type.(*contract.Union); ok {
		for _, m := range u.Members {
			if key := w.key(m, true); key != "" {
				visit(m)
				w.descend(key, seen, visit)
			}
		}
	}
	return b
}

// fewerMembers reports whether a union lacks a member that has a name, which xsi:type may state in its place.
func (w *walk) fewerMembers(o, n contract.Type) bool {
	was, ok := o.(*contract.Union)
	is, too := n.(*contract.Union)
	return ok && too && slices.ContainsFunc(was.Members, func(m contract.Type) bool {
		key := w.key(m, true)
		return key != "" && !slices.ContainsFunc(is.Members, func(now contract.Type) bool { return w.key(now, false) == key })
	})
}

// blocked gives its verdict to what was found of a block, of the element or of its type, or says why there is none.
func (w *walk) blocked(p *pair, o, n *contract.Element, said string) {
	of := []*pair{p, w.pairs[pairKey{o.Type, n.Type}]}
	for _, p := range of {
		if p == nil {
			continue
		}
		for _, f := range p.found {
			if f.rule.ID == "block-changed" {
				f.request = Breaking
				return
			}
		}
	}
	p.changed("block-changed", &o.Node, &n.Node, said).wire(Breaking, Compatible)
}
