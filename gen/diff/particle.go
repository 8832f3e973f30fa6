package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// contents compares two content models.
func (c *comparer) contents(p *pair, o, n *contract.Struct) {
	was, is := lineage(o), lineage(n)
	alone := len(was) == 1 && len(is) == 1
	if c.apart(o, n) {
		c.pair(p, inherited{o.Base}, inherited{n.Base})
		was, is = own(o), own(n)
	}
	if admitsNone(is) && !admitsNone(was) {
		p.changed("compositor-changed", &o.Node, &n.Node, "admits nothing, since a choice in it has no branches").wire(Breaking, Compatible).api = GoNone
	}
	var heads map[*contract.Field]bool
	ordered := c.ordered(o, n)
	build := func() (old, new *content) {
		old, new = effective(o, was, alone, c.name, heads), effective(n, is, alone, unrenamed, heads)
		if c.json {
			old.root.unordered()
			new.root.unordered()
		}
		for _, w := range wildcards(new) {
			w.beside = c.is
		}
		return old.inAnyOrder(o, ordered), new.inAnyOrder(n, ordered)
	}
	old, new := build()
	before := len(p.found)
	if heads = c.spreadHeads(p, old, new); len(heads) > 0 {
		old, new = build()
	}
	if alone && (surrounds(old.root, new.root) || surrounds(new.root, old.root)) {
		alone = false
		old, new = build()
	}
	c.matchVariables(p, old, new)
	match(old, new)
	c.groups(p, old.root, new.root)
	c.choices(p, old.root, new.root, false)
	c.choices(p, new.root, old.root, true)
	c.order(p, old, new)
	gone, come := map[*leaf][]*finding{}, map[*leaf][]*finding{}
	for _, l := range old.leaves {
		if l.match == nil {
			at := len(p.found)
			c.removed(p, l, new)
			gone[l] = p.found[at:]
			continue
		}
		c.kept(p, l, l.match)
	}
	for _, l := range new.leaves {
		if l.match == nil {
			at := len(p.found)
			c.added(p, l)
			come[l] = p.found[at:]
		}
	}
	c.blameCrowders(p.found[before:], come, old, new)
	readable := c.judge(p, p.found[before:], old, new, mixed(o))
	c.mapKeys(p, gone, come, old, new)
	for _, l := range new.leaves {
		c.wasAdmitted(p, come[l], l, old)
	}
	for _, l := range old.leaves {
		if c.nowAdmitted(p, p.found[before:], gone[l], l, new) {
			delete(gone, l)
		}
	}
	if !readable {
		c.judgeReplies(p, p.found[before:], old, new)
		swallowed(p.found[before:], come, old, new)
		c.displaced(p, p.found[before:], old, new)
	}
	c.leftEmpty(gone, old, new)
	if !mixed(o) || !mixed(n) { // of which one list has all
		otherPlaces(p, p.found[before:], old, new)
	}
}

// ordered reports that literal requests of both contracts hold the elements of a struct that stands in messages in SOAP encoding, too.
func (c *comparer) ordered(o, n *contract.Struct) bool {
	if !o.Encoded && !n.Encoded {
		return false
	}
	if c.literal == nil {
		c.literal = literal(c.old, c.new)
	}
	return c.literal[o]&c.literal[n] != 0
}

// admitsNone reports derivation steps whose content nothing is.
func admitsNone(steps []*contract.Struct) bool {
	return slices.ContainsFunc(steps, func(s *contract.Struct) bool { return barren(s.Own) })
}

// groups compares two groups that stand for each other, and those within.
func (c *comparer) groups(p *pair, o, n *group) {
	if o.kind != n.kind && len(o.leaves) > 0 && len(n.leaves) > 0 && len(o.leaves)+len(n.leaves) > 2 {
		f := p.changed("compositor-changed", o.node, n.node, fmt.Sprintf("the xs:%s is an xs:%s now", o.kind, n.kind))
		switch {
		case o.kind == contract.Sequence && n.kind == contract.All:
			f.wire(Compatible, Compatible).api = GoNone
		case o.kind == contract.All && n.kind == contract.Sequence:
			f.wire(Breaking, Compatible).api = GoNone
		}
	}
	on, nn := o.node, n.node
	if o.parent == nil {
		on, nn = o.top, n.top
	}
	c.docs(p, on, nn)
	c.occurs(p, on, nn, o.occurs, n.occurs, o.kind == contract.Choice && n.kind == contract.Choice)
	for _, g := range o.children {
		if g.match != nil {
			c.groups(p, g, g.match)
		}
	}
}

// choices reports the choices within a group whose branches, or some of them, stand side by side on the other side.
func (c *comparer) choices(p *pair, g, other *group, isNew bool) {
	for _, inner := range g.children {
		if inner.kind == contract.Choice && inner.match == nil && kept(inner) > 1 {
			inner.split = true
			on, nn := inner.node, other.node
			path, said := on.Path, "what was a choice is none now"
			if isNew {
				on, nn, said = other.node, inner.node, "is a choice now"
			}
			p.add("compositor-changed", path, said, on.Span, nn.Span)
		}
		c.choices(p, inner, other, isNew)
	}
}

// kept counts the leaves of a group that the other side has, too.
func kept(g *group) (n int) {
	for _, l := range g.leaves {
		if l.match != nil {
			n++
		}
	}
	return n
}

// order reports what both sides have and stands elsewhere.
func (c *comparer) order(p *pair, old, new *content) {
	at := map[*leaf]int{}
	for i, l := range new.leaves {
		at[l] = i
	}
	var shared []*leaf
	for _, l := range old.leaves {
		if l.match != nil {
			shared = append(shared, l)
		}
	}
	elsewhere := moved(shared, at)
	for _, l := range shared {
		if g, h := common(l, l.match); elsewhere[l] && (c.json || g.kind == contract.Sequence && h.kind == contract.Sequence) {
			f := p.changed("field-moved", l.node, l.match.node, fmt.Sprintf("%s stands elsewhere in the order", l.label()))
			f.request = choose(c.json, Compatible, f.request)
		}
	}
}

// label is how messages call a leaf.
func (l *leaf) label() string {
	if l.field != nil {
		return l.field.Element.Name.Local
	}
	return "the wildcard"
}

// kept compares two elements or wildcards that stand for each other.
func (c *comparer) kept(p *pair, o, n *leaf) {
	g, h := common(o, n)
	c.docs(p, o.node, n.node)
	at := len(p.found)
	c.occurs(p, o.node, n.node, o.within(g), n.within(h), o.nilable() && n.nilable())
	if o.any != nil {
		if g == o.in && h == n.in && g.kind != contract.Choice { // a list in Go, however often it stands
			for _, f := range p.found[at:] {
				f.api = GoNone
			}
		}
		c.wildcard(p, o.node, n.node, &o.any.Wildcard, &n.any.Wildcard, o.total().Min > 0)
		p.opens = append(p.opens, opening{old: c.renamedWildcard(&o.any.Wildcard), new: &n.any.Wildcard})
		return
	}
	if o.name != n.name && !c.unwritten(o, n) {
		f := p.changed("form-changed", o.node, n.node, fmt.Sprintf("the element %s is now %s", o.field.Element.Name, n.field.Element.Name))
		f.reply = choose(c.unread(o, n), Compatible, f.reply)
	} else if !c.restyled[o.owner] && !c.restyled[n.owner] {
		anyForm(p, o.node, n.node, o.field.AnyForm, n.field.AnyForm)
	}
	if step, now := c.name(typeName(o.owner)), typeName(n.owner); step != now && step.Local != "" && now.Local != "" && o.owner.Base != n.owner.Base {
		c.restepped(p, o, n)
	}
	if e := o.field.Element; o.field.OmitEmpty && variety(e.Type) != "" && globalPath(e.Path) != e.Path {
		c.absentNil[e] = true
	}
	c.wireTypes(p, o.field, n.field)
	nilUnset(p, o, n)
	c.fieldRules(p, o, n)
	c.members(p, o.field.Element, n.field.Element, o.place())
	c.pair(p, o.field.Element, n.field.Element)
}

// anyForm reports an element that one of the two clients alone takes in any namespace.
func anyForm(p *pair, o, n *contract.Node, was, is bool) {
	switch {
	case is && !was:
		p.changed("form-changed", o, n, "replies may have it in any namespace").wire(Compatible, Breaking)
	case was && !is:
		p.changed("form-changed", o, n, "replies have it in its namespace alone").wire(Compatible, Compatible)
	}
}

// nilUnset reports a part that SOAP encoding has a form for where it is not set, on one side alone: a struct, which is a pointer in Go then. That
// another type is one, or none, is told as that.
func nilUnset(p *pair, o, n *leaf) {
	if was, is := o.field, n.field; was.NilUnset != is.NilUnset && mayPoint(was.Element.Type) == mayPoint(is.Element.Type) {
		f := p.changed("encoding-changed", o.node, n.node, choose(is.NilUnset, "it is nil in Go where it is not set, was empty", "it is empty in Go where it is not set, was nil"))
		f.wire(Compatible, Compatible).api = GoBreaking
	}
}

// mayPoint reports a type whose values are pointers in Go where SOAP encoding may say that they are not set.
func mayPoint(t contract.Type) bool {
	_, ok := t.(*contract.Struct)
	return ok && !isArray(t)
}

// isArray reports an array in SOAP encoding.
func isArray(t contract.Type) bool {
	s, ok := t.(*contract.Struct)
	return ok && s.Array != nil
}

// wireTypes reports another name of the type that an element's content says in SOAP encoding: old requests say the old one, which has to
// derive from the new one.
func (c *comparer) wireTypes(p *pair, o, n *contract.Field) {
	if o.WireType.Local == "" || n.WireType.Local == "" || primitive(n.Element.Type) == "anyType" {
		return
	}
	c.spoken[o.Element] = true
	derives := c.derives(c.wireType(c.name(o.WireType)), c.key(c.wireType(n.WireType), false))
	said, key := retyped(o.Element.Type, n.Element.Type), c.key(namedType(o.Element.Type), true)
	switch alone := key != "" && key == c.key(namedType(n.Element.Type), false); {
	case c.same(o.WireType, n.WireType), derives && !alone: // else told of the types
		return
	case alone:
		said = fmt.Sprintf("xsi:type says %s, said %s", n.WireType.Local, o.WireType.Local)
	}
	p.changed("field-type-changed", &o.Element.Node, &n.Element.Node, said).wire(choose(derives, Compatible, Breaking), Compatible).api = GoNone
}

// namedType is a type, or what one without a name restricts.
func namedType(t contract.Type) contract.Type {
	for s, ok := t.(*contract.Simple); ok && s.Name.Local == ""; s, ok = t.(*contract.Simple) {
		t = s.Base
	}
	return t
}

// wireType is the new type of a name on the wire, one that is no more than its name where the new contract lacks it.
func (c *comparer) wireType(q contract.QName) contract.Type {
	if q.Space == xsdSpace {
		return &contract.Builtin{Kind: q.Local}
	}
	if t := c.is.types[q.String()]; t != nil {
		return t
	}
	return &contract.Simple{Name: q}
}

const xsdSpace = "http://www.w3.org/2001/XMLSchema"

// unwritten reports elements in the names of which messages don't differ.
func (c *comparer) unwritten(o, n *leaf) bool {
	return c.json && o.name.Local == n.name.Local || c.variables[o.field] == n.field || o.owner.Array != nil && n.owner.Array != nil
}

// unread reports elements in the names of which the old client finds no difference.
func (c *comparer) unread(o, n *leaf) bool {
	return c.unwritten(o, n) || o.field.AnyForm && o.name.Local == n.name.Local
}

// restepped reports an element that another derivation step declares, where both sides have both steps.
func (c *comparer) restepped(p *pair, o, n *leaf) {
	for t := o.owner; t != nil; t = t.Base {
		if c.same(t.Name, n.owner.Name) {
			c.stepped(p, o, n)
			return
		}
	}
	for t := n.owner; t != nil; t = t.Base {
		if c.same(o.owner.Name, t.Name) {
			c.stepped(p, o, n)
			return
		}
	}
}

func (c *comparer) stepped(p *pair, o, n *leaf) {
	f := p.changed("field-moved", o.node, n.node, fmt.Sprintf("%s is declared by %s, was by %s", o.label(), n.owner.Name.Local, o.owner.Name.Local))
	f.wire(Compatible, Compatible).api = GoBreaking
}

// occurs compares how often something may stand. What may be nil in Go anyway, as a list, a wildcard or a choice, has the
// same Go type whether it is optional or not.
func (c *comparer) occurs(p *pair, on, nn *contract.Node, o, n contract.Occurs, nilable bool) {
	said := fmt.Sprintf("%s stand %s, was %s", choose(optional(n), "may", "must"), occurs(n), occurs(o))
	least, most := o.Min != n.Min, o.Max != n.Max
	if optional(o) != optional(n) {
		least = false
		f := p.changed(choose(optional(n), "field-made-optional", "field-made-required"), on, nn, said)
		if nilable || repeats(o) && repeats(n) {
			f.api = GoNone
		}
	}
	if repeats(o) != repeats(n) {
		most = false
		p.changed(choose(repeats(n), "field-made-repeated", "field-made-single"), on, nn, said)
	}
	if least && n.Min > o.Min || most && (o.Max < 0 || n.Max >= 0 && n.Max < o.Max) {
		p.changed("occurs-narrowed", on, nn, said)
	}
	if least && n.Min < o.Min || most && (n.Max < 0 || o.Max >= 0 && n.Max > o.Max) {
		p.changed("occurs-widened", on, nn, said)
	}
}

func choose[T any](on bool, yes, no T) T {
	if on {
		return yes
	}
	return no
}

// occurs is how messages say how often something may stand.
func occurs(o contract.Occurs) string {
	switch {
	case o == (contract.Occurs{Min: 0, Max: -1}):
		return "any number of times"
	case o == (contract.Occurs{Min: 1, Max: -1}):
		return "once or more"
	case o.Max < 0:
		return fmt.Sprintf("%d times or more", o.Min)
	case o == once:
		return "once"
	case o.Min == o.Max:
		return fmt.Sprintf("%d times", o.Min)
	case o.Min == 0 && o.Max == 1:
		return "once or not at all"
	}
	return fmt.Sprintf("%d to %d times", o.Min, o.Max)
}
