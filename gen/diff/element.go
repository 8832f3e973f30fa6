package diff

import (
	"cmp"
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// element compares two element declarations.
func (c *comparer) element(p *pair, o, n *contract.Element) {
	c.docs(p, &o.Node, &n.Node)
	if o.Nillable != n.Nillable {
		f := p.changed(choose(n.Nillable, "field-made-nillable", "field-made-not-nillable"), &o.Node, &n.Node, choose(n.Nillable, "may be nil", "may no longer be nil"))
		if c.absentNil[o] {
			f.wire(Compatible, Compatible)
		}
	}
	if o.Abstract != n.Abstract {
		c.abstract(p, &o.Node, &n.Node, n.Abstract).api = choose(n.Abstract, GoBreaking, GoAdditive) // the head is one of the members in Go
	}
	c.constraints(p, o, n)
	c.blocking(p, o, n)
	statedValues(p, &o.Node, &n.Node, values{o.Default, o.Fixed, o.Type, true, false}, values{n.Default, n.Fixed, n.Type, true, false})
	c.elementTyped(p, o, n)
	if was, is := globalPath(o.Path) == o.Path, globalPath(n.Path) == n.Path; was != is && nameless(o.Type) && nameless(n.Type) {
		p.changed("name-changed", &o.Node, &n.Node, choose(is, "its Go type has the name of the global element, had one by its place", "its Go type has a name by its place, had that of the global element"))
	}
}

// elementTyped compares the types of two elements. In SOAP encoding requests say the old one: where that derives from the new one, it is
// what they hold.
func (c *comparer) elementTyped(p *pair, o, n *contract.Element) {
	was, _ := o.Type.(*contract.Struct)
	is, _ := n.Type.(*contract.Struct)
	stated, _ := c.is.types[c.key(o.Type, true)].(*contract.Struct)
	if c.spoken[o] && was != nil && is != nil && stated != nil && stated != is && c.derives(stated, c.key(is, false)) {
		c.pairIn(sending, p, was, stated)
		c.pairIn(reply|generated, p, was, is)
		c.substituted(p, p.changed("field-type-changed", &o.Node, &n.Node, retyped(was, is)).wire(Compatible, Compatible), was, is)
		return
	}
	c.typed(p, "field-type-changed", &o.Node, &n.Node, o.Type, n.Type)
}

// nameless reports a Go type that goes by the element that has it.
func nameless(t contract.Type) bool { return hasGoType(t) && typeName(t).Local == "" }

func (c *comparer) abstract(p *pair, o, n *contract.Node, is bool) *finding {
	f := p.changed("abstract-changed", o, n, choose(is, "is abstract now", "is no longer abstract"))
	if !is {
		f.wire(Compatible, Compatible)
	}
	return f
}

// members compares what may stand in place of an element.
func (c *comparer) members(p *pair, o, n *contract.Element, at place) {
	c.concrete(p, o, n, at)
	is := map[contract.QName]*contract.Element{}
	for _, m := range substitutes(n) {
		is[m.Name] = m
	}
	for _, m := range substitutes(o) {
		name := c.name(m.Name)
		if is[name] == nil {
			f := p.add("member-removed", m.Path, fmt.Sprintf("%s no longer stands in place of %s", m.Name.Local, o.Name.Local), m.Span, n.Span)
			if m.Abstract || !replaces(m, o) {
				f.request = Compatible // it never could
			}
			continue
		}
		c.concrete(p, m, is[name], at)
		c.pair(p, m, is[name])
		delete(is, name)
	}
	lacks := at == needed || at == neededFirst && len(o.Members) == 0
	for _, m := range substitutes(n) {
		if is[m.Name] != nil {
			f := p.add("member-added", m.Path, fmt.Sprintf("%s may stand in place of %s", m.Name.Local, n.Name.Local), o.Span, m.Span)
			f.reply = choose(lacks, Breaking, Compatible)
			switch {
			case c.becomesHead(o, n):
				f.api = GoBreaking
			case len(o.Members) == 0:
				f.api = GoNone // a field that has the head alone keeps its type
			}
		}
	}
}

// becomesHead reports a field of one element that is of a substitution group in Go now. A global element that the package had alone stays
// alone by wsgen.lock, which has no local ones, and none of a namespace that is called otherwise now.
func (c *comparer) becomesHead(o, n *contract.Element) bool {
	stays := slices.ContainsFunc(c.old.Elements, func(e *contract.Element) bool { return e.Name == n.Name && !isHead(e) && !e.Abstract })
	return !isHead(o) && !o.Abstract && (n.Abstract || !stays)
}

// concrete reports an abstract element that is none now, where a reply with it lacks what the old client asks for.
func (c *comparer) concrete(p *pair, o, n *contract.Element, at place) {
	if o.Abstract && !n.Abstract && at == needed {
		f := c.abstract(p, &o.Node, &n.Node, false)
		f.reply, f.api = Breaking, GoAdditive
	}
}

// A place is what an old client does where an element stands that it does not know.
type place int

const (
	spare       place = iota // the element may be absent, or it counts as an unknown branch
	neededFirst              // a list must have an item, and counts unknown ones if it knows members of a substitution group
	needed                   // something is missing
)

// place is that of a leaf.
func (l *leaf) place() place {
	o, is := l.occurs, needed
	if repeats(o) {
		is = neededFirst
	}
	for g := l.in; g != nil; g = g.parent {
		switch {
		case o.Min == 0:
			return spare
		case g.kind == contract.Choice && len(g.items) > 1:
			if repeats(g.occurs) || slices.ContainsFunc(g.items, nullable) {
				return spare
			}
		case repeats(g.occurs) && len(g.leaves) > 1:
			return is // other elements make an occurrence of the group
		}
		o = g.occurs
	}
	if o.Min == 0 {
		return spare
	}
	return is
}

// docs reports another documentation, and another name in Go that a spec asks for.
func (c *comparer) docs(p *pair, o, n *contract.Node) {
	if o.Rename != n.Rename {
		p.changed("name-changed", o, n, asked(n.Rename, o.Rename))
	}
	if o.Doc != n.Doc {
		p.changed("doc-changed", o, n, "the documentation is another one")
	}
}

// asked says that a spec asks for another name in Go, "" for that of the contract.
func asked(is, was string) string {
	return fmt.Sprintf("the spec asks for the Go name %s, did for %s", cmp.Or(is, "of its contract"), cmp.Or(was, "that of its contract"))
}
