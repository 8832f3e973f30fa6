package diff

import (
	"cmp"
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// structure compares two complex types, each with all that it has from its bases.
func (c *comparer) structure(p *pair, o, n *contract.Struct) {
	c.docs(p, &o.Node, &n.Node)
	if o.Abstract != n.Abstract {
		c.abstract(p, &o.Node, &n.Node, n.Abstract)
	}
	blocks(p, &o.Node, &n.Node, o.Block, n.Block)
	was, is := o.TextType(), n.TextType()
	if now := mixed(n); mixed(o) != now && was == nil && is == nil {
		f := p.changed("mixed-changed", &o.Node, &n.Node, choose(now, "may hold text between its elements", "may no longer hold text between its elements"))
		if !now {
			f.request = Breaking
		}
	}
	c.structRules(p, o, n)
	c.arrays(p, o, n)
	c.derived(p, o, n)
	if c.same(o.Name, n.Name) { // else they are no versions of one type, and what has the one and the other tells of it
		c.bases(p, o, n)
		c.derivable(p, o, n)
	}
	c.attributes(p, o, n)
	switch {
	case (o.Array == nil) != (n.Array == nil): // the elements of one go by any name
		p.changed("field-type-changed", &o.Node, &n.Node, choose(o.Array == nil, "is an array in SOAP encoding, was none", "is no array in SOAP encoding, was one"))
	case was != nil && is != nil:
		c.typed(p, "field-type-changed", &o.Node, &n.Node, was, is)
	case was != nil:
		p.changed("field-type-changed", &o.Node, &n.Node, textless(n, false)+", held text").wire(textEnded(was, n))
	case is != nil:
		f := p.changed("field-type-changed", &o.Node, &n.Node, "holds text, "+textless(o, true)).wire(textBegun(o, is))
		f.api = choose(mixed(o) || holdsElements(o), f.api, GoAdditive)
	default:
		c.contents(p, o, n)
	}
}

// mixed reports mixed content, which an extension has from its base (XML Schema Part 1, clause 3.4.2).
func mixed(s *contract.Struct) bool {
	for !s.Mixed && s.Base != nil && s.Derivation == contract.Extension {
		s = s.Base
	}
	return s.Mixed
}

// arrays compares what two arrays in SOAP encoding say that their items are of, beside the type that those have.
func (c *comparer) arrays(p *pair, o, n *contract.Struct) {
	if o.Array == nil || n.Array == nil || c.same(o.Array.Item, n.Array.Item) && o.Array.Ranks == n.Array.Ranks {
		return
	}
	f := p.changed("field-type-changed", &o.Node, &n.Node, fmt.Sprintf("it is an array of %s, was one of %s", n.Array.Item.Local+n.Array.Ranks, o.Array.Item.Local+o.Array.Ranks))
	f.wire(Unknown, Compatible).api = GoNone
}

// bases reports another base, along the derivation steps that both sides have.
func (c *comparer) bases(p *pair, o, n *contract.Struct) {
	for {
		was, is := baseName(o), baseName(n)
		if !c.same(was, is) || (o.Base == nil) != (n.Base == nil) {
			p.changed("base-changed", &o.Node, &n.Node, fmt.Sprintf("derives from %s, did from %s", baseLabel(n), baseLabel(o)))
			return
		}
		if o.Base == nil || n.Base == nil {
			return
		}
		if o.Derivation != n.Derivation { // in Go an extension holds its base, a restriction all that it has left
			p.changed("base-changed", &o.Node, &n.Node, choose(n.Derivation == contract.Extension, "extends what it restricted", "restricts what it extended"))
			return
		}
		o, n = o.Base, n.Base
	}
}

func baseName(s *contract.Struct) contract.QName {
	if s.Base == nil {
		return contract.QName{}
	}
	return s.Base.Name
}

func baseLabel(s *contract.Struct) string {
	if s.Base == nil {
		return "no other"
	}
	return cmp.Or(s.Base.Name.Local, "what it redefines") // which has no name any more
}

// derived compares the types that xsi:type may name in place of a type in both versions.
func (c *comparer) derived(p *pair, o, n *contract.Struct) {
	was, is := o.Derived, n.Derived
	if !c.sameTree(o, n) {
		was, is = descendants(o), append(descendants(n), n)
	}
	byName := structsByName(is)
	for _, t := range was {
		if same := byName[c.name(t.Name)]; same != nil {
			c.pair(p, t, same)
		}
	}
}

// derivable reports the types that xsi:type may no longer name in place of a type, and those that it may name now.
func (c *comparer) derivable(p *pair, o, n *contract.Struct) {
	if o.Pruned && !n.Pruned && len(n.Derived) == 0 && len(o.Derived) == 0 && !n.Abstract {
		p.changed("derived-type-removed", &o.Node, &n.Node, "no type derives from it any more, also none that is not generated").wire(Compatible, Compatible)
	}
	gone, added := c.derivations(o, n)
	for _, t := range gone {
		p.add("derived-type-removed", t.Path, fmt.Sprintf("xsi:type may no longer name %s in place of %s", t.Name.Local, t.Base.Name.Local), t.Span, n.Span)
	}
	for _, t := range added {
		f := p.add("derived-type-added", t.Path, fmt.Sprintf("xsi:type may name %s in place of %s", t.Name.Local, t.Base.Name.Local), o.Span, t.Span)
		c.readByBase(p, f, o, n, t)
	}
}

// substituted gives a verdict to the finding about what is of another type now: xsi:type may no longer name there all that it could, or names
// what the old client reads by the type that it knows.
func (c *comparer) substituted(p *pair, f *finding, o, n *contract.Struct) {
	gone, added := c.derivations(o, n)
	var names []string
	for _, t := range gone {
		if !c.same(t.Name, n.Name) {
			names = append(names, t.Name.Local)
		}
	}
	if len(names) > 0 {
		slices.Sort(names)
		f.request = Breaking
		f.message += "; xsi:type may no longer name " + firstFew(names)
	}
	for _, t := range added {
		c.readByBase(p, f, o, n, t)
	}
}

// derivations are the types for messages that derived from the one type and don't from the other, and the other way round.
func (c *comparer) derivations(o, n *contract.Struct) (gone, added []*contract.Struct) {
	if c.sameTree(o, n) {
		return nil, nil
	}
	is := descendants(n)
	byName := structsByName(is)
	for _, t := range descendants(o) {
		name := c.name(t.Name)
		if byName[name] == nil && !t.Abstract {
			gone = append(gone, t)
		}
		delete(byName, name)
	}
	for _, t := range is {
		if byName[t.Name] != nil && !t.Abstract {
			added = append(added, t)
		}
	}
	return gone, added
}

func structsByName(list []*contract.Struct) map[contract.QName]*contract.Struct {
	byName := map[contract.QName]*contract.Struct{}
	for _, t := range list {
		byName[t.Name] = t
	}
	return byName
}

// readByBase gives a verdict to a finding about a new derived type, whose content the old client reads by the type that it knows: what the
// new steps have may be more than it has room for.
func (c *comparer) readByBase(p *pair, f *finding, o, n, derived *contract.Struct) {
	old := effective(o, lineage(o), false, c.name, nil)
	new := effective(derived, lineage(derived), false, unrenamed, nil)
	steps := lineage(n)
	for _, x := range c.crowders(old, new) {
		if !slices.Contains(steps, x.owner) {
			f.crowded(x)
		}
	}
	for _, w := range wildcards(new) {
		for _, l := range old.leaves {
			if l.field == nil || slices.Contains(steps, w.owner) {
				continue
			}
			if _, free := c.admittedNow(p, reply, l, &w.any.Wildcard); free {
				f.reply = Breaking
			}
		}
	}
}

// descendants are the named types that derive from a type, at any depth.
func descendants(s *contract.Struct) (all []*contract.Struct) {
	seen := map[*contract.Struct]bool{s: true}
	queue := []*contract.Struct{s}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for _, d := range s.Derived {
			if !seen[d] {
				seen[d] = true
				queue = append(queue, d)
				if d.Name != (contract.QName{}) {
					all = append(all, d)
				}
			}
		}
	}
	return all
}
