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

// nowAdmitted gives a verdict to findings about an element that is gone where a wildcard of the new content admits its name: messages may hold
// it as the new contract declares it, or else with any content, which the old client reads by the old type. It reports whether they may hold it.
func (c *comparer) nowAdmitted(p *pair, found []*finding, l *leaf, new *content) (may bool) {
	if l.field == nil || len(found) == 0 {
		return false
	}
	for _, n := range wildcards(new) {
		for _, e := range append(substitutes(l.field.Element), l.field.Element) {
			name := c.name(e.Name)
			declared := c.is.elements[name]
			switch {
			case !n.any.Admits(name.Space), primitive(e.Type) == "anyType":
			case declared != nil && n.any.Process != "skip":
				c.pair(p, e, declared)
				may = true
			case n.any.Process != "strict":
				for _, f := range found {
					f.reply = Breaking
				}
			}
		}
	}
	return may
}

// wasAdmitted gives a verdict to findings about a new element that a wildcard of the old content admits: old requests may hold it as the old
// contract declares it, or else with any content.
func (c *comparer) wasAdmitted(p *pair, found []*finding, l *leaf, old *content) {
	if l.field == nil || len(found) == 0 || primitive(l.field.Element.Type) == "anyType" {
		return
	}
	for _, o := range wildcards(old) {
		declared := c.was.elements[l.name]
		switch {
		case !c.renamedWildcard(&o.any.Wildcard).Admits(l.name.Space):
		case declared != nil && o.any.Process != "skip":
			c.pairIn(sending, p, declared, l.field.Element)
		case o.any.Process != "strict":
			for _, f := range found {
				f.request = Breaking
			}
		}
	}
}
