package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// spreadHeads finds the heads of substitution groups in whose place the other side has elements of the group themselves: they say what a
// choice between them says, and are compared as one. In Go the two are different types.
func (c *comparer) spreadHeads(p *pair, old, new *content) map[*contract.Field]bool {
	if has := func(l *leaf) bool { return l.field != nil && isHead(l.field.Element) }; !slices.ContainsFunc(old.leaves, has) && !slices.ContainsFunc(new.leaves, has) {
		return nil
	}
	was, is := byName(old, ownName), byName(new, ownName)
	inWas, inIs := byName(old, besideHead(c.oldNames, is)), byName(new, besideHead(newNames, was))
	heads := map[*contract.Field]bool{}
	for _, l := range old.leaves {
		if spreads(l, c.oldNames, was, inIs) {
			heads[l.field] = true
			p.changed("compositor-changed", l.node, new.root.node, fmt.Sprintf("what may stand in place of %s has places of its own", l.label())).wire(Compatible, Compatible)
		}
	}
	for _, l := range new.leaves {
		if spreads(l, newNames, is, inWas) {
			heads[l.field] = true
			p.changed("compositor-changed", old.root.node, l.node, fmt.Sprintf("%s is in the place of what had places of its own", l.label())).wire(Compatible, Compatible)
		}
	}
	return heads
}

// ownName is the name of a leaf alone.
func ownName(l *leaf) []contract.QName { return []contract.QName{l.name} }

// besideHead is the names of a leaf; of a head that the other side has not, those too of what may stand in its place: the other side may have them
// in the place of another head.
func besideHead(names func(*leaf) []contract.QName, others map[contract.QName][]*leaf) func(*leaf) []contract.QName {
	return func(l *leaf) []contract.QName {
		if isHead(l.field.Element) && others[l.name] == nil {
			return names(l)
		}
		return ownName(l)
	}
}

// spreads reports a head that the other side has not, or in a choice, while some of what may stand in its place stands there alone. Members
// that are heads themselves are too much for it.
func spreads(l *leaf, names func(*leaf) []contract.QName, own, others map[contract.QName][]*leaf) bool {
	if l.field == nil || !isHead(l.field.Element) || slices.ContainsFunc(l.field.Element.Members, isHead) {
		return false
	}
	members := called(others, slices.DeleteFunc(names(l), func(q contract.QName) bool { return own[q] != nil }))
	beside := func(o *leaf) bool {
		return o.in.kind == contract.Choice && slices.ContainsFunc(members, func(m *leaf) bool { return m.in == o.in })
	}
	return len(members) > 0 && (others[l.name] == nil || slices.ContainsFunc(others[l.name], beside))
}

func isHead(e *contract.Element) bool { return len(e.Members) > 0 }

// choiceOf is the choice that a head stands for.
func choiceOf(head *contract.Field) *contract.Group {
	g := &contract.Group{Node: head.Node, Occurs: head.Occurs, Kind: contract.Choice}
	add := func(e *contract.Element) {
		f := *head
		f.Node, f.Occurs, f.Element = e.Node, once, e
		g.Items = append(g.Items, &f)
	}
	if alone := *head.Element; !alone.Abstract {
		alone.Members = nil
		add(&alone)
	}
	for _, m := range head.Element.Members {
		if !m.Abstract && replaces(m, head.Element) {
			add(m)
		}
	}
	return g
}

func unrenamed(q contract.QName) contract.QName { return q }
