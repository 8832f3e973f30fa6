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

// nowAdmitted compares an element of the old content with what wildcards of the new one admit by its name: what the new contract declares, or else
// any content, which the old client reads by the old type. That is told of the element where it is gone, else of the wildcard, if that is new or
// admits more. Requests hold the element there where it has not the room that it had. It reports whether messages may hold it as declared.
func (c *comparer) nowAdmitted(p *pair, found, gone []*finding, l *leaf, new *content) (may bool) {
	if l.field == nil {
		return false
	}
	ways := reply
	if l.match == nil || !asOften(contract.Occurs{Max: l.total().Max}, contract.Occurs{Max: l.match.total().Max}) {
		ways |= sending
	}
	for _, n := range wildcards(new) {
		declared, free := c.admittedNow(p, ways, l, &n.any.Wildcard)
		may = may || declared
		for _, f := range found {
			if free && (l.match == nil && slices.Contains(gone, f) || l.match != nil && f.opens(n)) {
				f.reply = Breaking
			}
		}
	}
	return may
}

// admittedNow compares an element of the old content with what a wildcard of the new contract admits by its name, as declared. Free says that it
// admits what nothing declares, which the old client may not read.
func (c *comparer) admittedNow(p *pair, ways mask, l *leaf, w *contract.Wildcard) (declared, free bool) {
	for _, e := range append(substitutes(l.field.Element), l.field.Element) {
		name := c.name(e.Name)
		switch is := c.is.elements[name]; {
		case !w.Admits(name.Space):
		case is != nil && w.Process != "skip":
			c.pairIn(ways, p, e, is)
			declared = true
		case w.Process != "strict" && primitive(e.Type) != "anyType":
			free = true
		}
	}
	return declared, free
}

// opens reports a finding that a wildcard is new, or admits more.
func (f *finding) opens(n *leaf) bool {
	return f.path == n.node.Path && (f.rule.ID == "wildcard-added" || f.rule.ID == "wildcard-widened")
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
