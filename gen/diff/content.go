package diff

import (
	"math"
	"slices"

	"example.com/wsgen/gen/contract"
)

// A group is a model group of the effective content of a type: derivation steps joined, named groups and groups that
// change nothing dissolved.
type group struct {
	kind     contract.GroupKind
	occurs   contract.Occurs
	node     *contract.Node // of the root the type's
	top      *contract.Node // of the root that of the group that it is, where it is one
	parent   *group
	items    []any // *leaf and *group, in order
	children []*group
	leaves   []*leaf // of this group and of those below it
	match    *group  // on the other side
	split    bool    // a choice whose branches stand side by side on the other side
}

// A leaf is an element or a wildcard of a content model.
type leaf struct {
	node   *contract.Node
	field  *contract.Field // nil for a wildcard
	any    *contract.Any   // nil for an element
	occurs contract.Occurs
	in     *group
	owner  *contract.Struct // the derivation step that declares it
	name   contract.QName   // of an element, as the new contract writes it
	names  []contract.QName // of what stands there: the element, unless it is abstract, and what may stand in its place
	beside *declared        // of a wildcard of the new content: what a strict one admits
	match  *leaf
}

// A content is a content model.
type content struct {
	root   *group
	leaves []*leaf
}

// lineage is the derivation steps that give a type its content: its bases, as far as it extends them, and itself (XML Schema
// Part 1, clause 3.4.2).
func lineage(s *contract.Struct) (list []*contract.Struct) {
	for ; s != nil; s = s.Base {
		if s.Own != nil {
			list = append(list, s)
		}
		if s.Derivation != contract.Extension {
			break
		}
	}
	slices.Reverse(list)
	return list
}

// effective returns the content of a type. Where both sides have one group alone it is the root; else that is a sequence
// of the steps' groups. Heads are the elements that are choices of what may stand in their place.
func effective(s *contract.Struct, list []*contract.Struct, alone bool, rename func(contract.QName) contract.QName, heads map[*contract.Field]bool) *content {
	root := &group{kind: contract.Sequence, occurs: once, node: &s.Node, top: &s.Node}
	b := &builder{content: &content{root: root}, rename: rename, heads: heads}
	for _, t := range list {
		b.owner = t
		if alone {
			g := innermost(t.Own)
			root.kind, root.occurs, root.top = g.Kind, g.Occurs, &g.Node
			for _, x := range g.Items {
				b.particle(root, x)
			}
			continue
		}
		b.group(root, t.Own)
	}
	if alone {
		root.collapse()
	}
	return b.content
}

// inAnyOrder has a content's elements stand in any order if they may: entries of a map, and what a spec or SOAP encoding says it of. What literal
// messages hold, too, is ordered all the same.
func (c *content) inAnyOrder(s *contract.Struct, ordered bool) *content {
	if s.Map != nil || s.AnyOrder && !(ordered && s.Encoded) {
		c.root.unordered()
	}
	return c
}

// unordered lets what is in a sequence stand in any order.
func (g *group) unordered() {
	if g.kind == contract.Sequence {
		g.kind = contract.All
	}
}

// surrounds reports whether a group stands, with more beside it, in what it was or is the whole of.
func surrounds(outer, g *group) bool {
	if outer.kind != contract.Sequence || outer.occurs != once || g.kind != contract.Choice && !repeats(g.occurs) {
		return false
	}
	has := map[contract.QName]bool{}
	for _, l := range g.leaves {
		has[l.name] = l.field != nil
	}
	alike := func(inner *group) bool {
		return inner.kind == g.kind && repeats(inner.occurs) == repeats(g.occurs) && slices.ContainsFunc(inner.leaves, func(l *leaf) bool { return has[l.name] })
	}
	return slices.ContainsFunc(outer.children, alike)
}

// innermost is the group within groups of one that stand once.
func innermost(g *contract.Group) *contract.Group {
	for g.Occurs == once && len(g.Items) == 1 {
		inner, ok := g.Items[0].(*contract.Group)
		if !ok {
			break
		}
		g = inner
	}
	return g
}

var once = contract.Occurs{Min: 1, Max: 1}

// A builder makes the content of a type.
type builder struct {
	*content
	owner  *contract.Struct
	rename func(contract.QName) contract.QName
	heads  map[*contract.Field]bool
}

// group adds a group to the one that holds it.
func (b *builder) group(in *group, g *contract.Group) {
	if in.kind == contract.Choice && barren(g) {
		return
	}
	if dissolves(in, g) {
		for _, x := range g.Items {
			b.particle(in, x)
		}
		return
	}
	inner := &group{kind: g.Kind, occurs: g.Occurs, node: &g.Node, parent: in}
	for _, x := range g.Items {
		b.particle(inner, x)
	}
	if len(inner.leaves) == 0 {
		if in.kind != contract.Choice {
			return
		}
		inner.kind, inner.occurs, inner.items, inner.children = contract.Sequence, once, nil, nil // an empty branch, however deep
	}
	inner.collapse()
	in.children = append(in.children, inner)
	in.items = append(in.items, inner)
}

// collapse takes the content of a group that is all that a group has, where one of the two does not repeat: they are one group then.
func (g *group) collapse() {
	if len(g.items) != 1 || len(g.children) != 1 {
		return
	}
	inner := g.children[0]
	if repeats(g.occurs) && repeats(inner.occurs) || !repeats(g.occurs) && inner.occurs.Min > 1 {
		return
	}
	switch {
	case !repeats(inner.occurs):
	case g.top != nil:
		g.top = inner.node
	default:
		g.node = inner.node
	}
	most := choose(repeats(inner.occurs), inner.occurs.Max, g.occurs.Max)
	g.kind, g.occurs = inner.kind, contract.Occurs{Min: g.occurs.Min * inner.occurs.Min, Max: most}
	g.items, g.children = inner.items, inner.children
	for _, x := range g.items {
		switch x := x.(type) {
		case *group:
			x.parent = g
		case *leaf:
			x.in = g
		}
	}
}

// dissolves reports whether a group's items can as well stand in the group around it.
func dissolves(in *group, g *contract.Group) bool {
	if g.Occurs != once {
		return false
	}
	return g.Kind == in.kind || len(g.Items) == 1 && g.Kind != contract.All
}

// barren reports a group that admits nothing, not even that nothing stands there: a choice without branches (XML Schema Part 1,
// clause 3.8.4), and what needs one.
func barren(x contract.Particle) bool {
	g, ok := x.(*contract.Group)
	switch {
	case !ok || g.Min == 0:
		return false
	case g.Kind != contract.Choice:
		return slices.ContainsFunc(g.Items, barren)
	}
	return !slices.ContainsFunc(g.Items, func(x contract.Particle) bool { return !barren(x) && !never(x) })
}

// never reports a particle that may not stand at all.
func never(x contract.Particle) bool {
	switch x := x.(type) {
	case *contract.Group:
		return x.Max == 0
	case *contract.Field:
		return x.Max == 0
	case *contract.Any:
		return x.Max == 0
	}
	return false
}

func (b *builder) particle(in *group, x contract.Particle) {
	switch x := x.(type) {
	case *contract.Group:
		b.group(in, x)
	case *contract.Field:
		if x.Element == nil || x.Max == 0 {
			return
		}
		if b.heads[x] {
			b.group(in, choiceOf(x))
			return
		}
		l := &leaf{node: &x.Node, field: x, occurs: x.Occurs, name: b.rename(x.Element.Name)}
		for _, q := range newNames(l) {
			l.names = append(l.names, b.rename(q))
		}
		b.leaf(in, l)
	case *contract.Any:
		if x.Max != 0 {
			b.leaf(in, &leaf{node: &x.Node, any: x, occurs: x.Occurs})
		}
	}
}

func (b *builder) leaf(in *group, l *leaf) {
	l.in, l.owner = in, b.owner
	b.leaves = append(b.leaves, l)
	in.items = append(in.items, l)
	for g := in; g != nil; g = g.parent {
		g.leaves = append(g.leaves, l)
	}
}

// within returns how often a leaf may stand in one occurrence of a group around it.
func (l *leaf) within(outer *group) contract.Occurs {
	o := l.occurs
	for g := l.in; g != outer && g != nil; g = g.parent {
		o = g.times(o, g.split)
	}
	return o
}

// within is that of a group.
func (g *group) within(outer *group) contract.Occurs {
	o := g.occurs
	for p := g.parent; p != outer && p != nil; p = p.parent {
		o = p.times(o, p.split)
	}
	return o
}

// times returns how often something may stand in all occurrences of a group that it is one of the items of. Together says that
// the branches of a choice stand side by side.
func (g *group) times(o contract.Occurs, together bool) contract.Occurs {
	if g.kind == contract.Choice && len(g.items) > 1 && !together {
		o.Min = 0
	}
	o.Min = product(o.Min, g.occurs.Min)
	if o.Max < 0 || g.occurs.Max < 0 {
		o.Max = -1
	} else {
		o.Max = product(o.Max, g.occurs.Max)
	}
	return o
}

// product multiplies two counts; no product is more than the largest int.
func product(a, b int) int {
	if a != 0 && b > math.MaxInt/a {
		return math.MaxInt
	}
	return a * b
}

// needed reports whether one of a choice's branches must stand in every document, and one alone.
func (g *group) needed() bool {
	if o := g.within(nil); optional(o) || repeats(o) {
		return false
	}
	return !slices.ContainsFunc(g.items, nullable)
}

// nilable reports a leaf that has the same type in Go whether it may be absent or not: a wildcard, one that others choose the type of, an
// array in SOAP encoding, or one of a group that may be absent itself.
func (l *leaf) nilable() bool {
	return l.any != nil || l.field.Chosen != nil || isArray(l.field.Element.Type) || l.spared()
}

// spared reports whether a group around a leaf may be absent, and each is part of the struct in Go: no branch and none that repeats.
func (l *leaf) spared() bool {
	absent := false
	for g := l.in; g != nil; g = g.parent {
		if g.kind == contract.Choice && len(g.items) > 1 || repeats(g.occurs) {
			return false
		}
		absent = absent || optional(g.occurs)
	}
	return absent
}
