package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// leftEmpty says of elements that are gone what callers of the old client find, each with what was found of it. Where a new
// element of the same type stands in its place that may be what it is called now: no contract says so, and the reply that has it
// leaves the old field empty.
func (c *comparer) leftEmpty(gone map[*leaf][]*finding, old, new *content) {
	var last *leaf // before a place, of those that both sides have
	fresh := map[*leaf][]*leaf{}
	for _, n := range new.leaves {
		if n.match != nil {
			last = n
		} else if n.field != nil && taker(old.leaves, n) == nil {
			fresh[last] = append(fresh[last], n)
		}
	}
	last = nil
	for _, o := range old.leaves {
		if o.match != nil {
			last = o.match
		} else if o.field != nil && taker(new.leaves, o) == nil && !slices.ContainsFunc(new.leaves, func(n *leaf) bool { return taker(old.leaves, n) == o }) {
			instead := ""
			for i, n := range fresh[last] {
				if outer(n.in).match == outer(o.in) && c.namedAlike(o.field.Element.Type, n.field.Element.Type) {
					instead = n.label()
					fresh[last] = append(fresh[last][:i:i], fresh[last][i+1:]...)
					break
				}
			}
			unread(gone[o], instead)
		}
	}
}

// leftAttributes does so of attributes. Those have no place: one that is gone may be the one that is new.
func (c *comparer) leftAttributes(gone map[*contract.Attr]*finding, fresh map[*contract.Attr]bool) {
	for o, f := range gone {
		instead := ""
		for n := range fresh {
			if len(gone) == 1 && len(fresh) == 1 && c.namedAlike(o.Type, n.Type) {
				instead = n.Name.Local
			}
		}
		unread([]*finding{f}, instead)
	}
}

// unread gives findings about what is gone their verdict on replies that have something else in its place, "" for nothing.
func unread(found []*finding, instead string) {
	for _, f := range found {
		switch {
		case f.reply == Breaking:
		case instead == "":
			f.aside = "callers find nothing in its field"
		default:
			f.aside = fmt.Sprintf("callers find nothing in its field, nor %s, which is new in its place and may be its new name", instead)
			f.reply = Unknown
		}
	}
}

// namedAlike reports whether two types are built-in, or go by one name, or have none, on both sides.
func (c *comparer) namedAlike(o, n contract.Type) bool {
	if isBuiltin(o) && isBuiltin(n) {
		return typeLabel(o) == typeLabel(n)
	}
	return variety(o) == variety(n) && c.sameType(o, n)
}
