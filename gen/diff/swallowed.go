package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// swallowed gives a verdict to findings about elements that an old wildcard takes in new replies, which has no room then for what
// is meant: one that the old client knows and that stands elsewhere, and one that it does not know.
func swallowed(found []*finding, come map[*leaf][]*finding, old, new *content) {
	for _, w := range old.leaves {
		if w.any == nil || w.total().Max < 0 {
			continue
		}
		if slices.ContainsFunc(old.leaves, func(l *leaf) bool { return l.field != nil && w.any.Admits(l.field.Element.Name.Space) }) {
			for _, f := range found {
				if f.rule.ID == "field-moved" || f.rule.ID == "compositor-changed" {
					f.reply = worse(f.reply, Unknown)
				}
			}
		}
		for _, f := range found {
			if f.rule.ID == "member-added" && slices.ContainsFunc(new.leaves, func(l *leaf) bool { return joins(l, f.path, &w.any.Wildcard) }) {
				f.reply = worse(f.reply, Unknown)
			}
		}
		for l, list := range come {
			if l.any != nil || w.any.Admits(l.name.Space) {
				for _, f := range list {
					f.reply = worse(f.reply, Unknown)
				}
			}
		}
	}
}

// joins reports whether a wildcard admits the element of a path, which may stand in the place of a leaf.
func joins(l *leaf, path string, w *contract.Wildcard) bool {
	return l.field != nil && slices.ContainsFunc(substitutes(l.field.Element), func(m *contract.Element) bool { return m.Path == path && w.Admits(m.Name.Space) })
}

// nowAdmitted gives a verdict to findings about an element that is gone where a wildcard of the new content admits its name:
// new replies may hold it with any content, which the old client reads by the old type, and what another declaration
// of that name asks of requests is not compared.
func nowAdmitted(found []*finding, l *leaf, new *content) {
	if l.field == nil {
		return
	}
	for _, n := range new.leaves {
		if n.any == nil || !n.any.Admits(l.name.Space) {
			continue
		}
		for _, f := range found {
			if n.any.Process != "skip" {
				f.request = worse(f.request, Unknown)
			}
			if primitive(l.field.Element.Type) != "anyType" {
				f.reply = worse(f.reply, choose(n.any.Process == "strict", Unknown, Breaking))
			}
		}
	}
}

// wasAdmitted gives a verdict to findings about a new element that a wildcard of the old content admits: old requests may hold
// it with any content.
func (c *comparer) wasAdmitted(found []*finding, l *leaf, old *content) {
	if l.field == nil || primitive(l.field.Element.Type) == "anyType" {
		return
	}
	for _, o := range old.leaves {
		if o.any == nil || !c.renamedWildcard(&o.any.Wildcard).Admits(l.name.Space) {
			continue
		}
		for _, f := range found {
			f.request = worse(f.request, choose(o.any.Process == "strict", Unknown, Breaking))
		}
	}
}
