package diff

import (
	"fmt"
	"strings"

	"example.com/wsgen/gen/contract"
)

// added reports an element or wildcard that the new contract alone has; a choice that is all new stands for its branches.
func (c *comparer) added(p *pair, l *leaf) {
	if l.any != nil {
		p.add("wildcard-added", l.node.Path, "there is a wildcard", l.owner.Span, l.node.Span)
		return
	}
	in := outer(l.in)
	node, min := fresh(l, in)
	label := "the element " + l.label()
	if node != l.node {
		label = "a choice between " + strings.Join(labels(node, l), ", ")
	}
	if in.kind == contract.Choice && in.match.kind == contract.Choice && !ofKept(in, l) {
		if branch := childOf(in, l.in); branch != nil {
			node, label = branch.node, "the branch "+strings.Join(leafNames(branch), ", ")
		}
		f := p.add("branch-added", node.Path, label+" is new", in.match.node.Span, node.Span)
		if !in.match.needed() {
			f.reply = Compatible
		}
		return
	}
	p.add(choose(min == 0, "field-added-optional", "field-added-required"), node.Path, label+" is new", in.match.node.Span, node.Span)
}

// fresh returns what an added or removed leaf is reported as, and how often it must stand: itself, or the outermost choice
// around it whose elements are all added or removed.
func fresh(l *leaf, in *group) (*contract.Node, int) {
	node, min := l.node, l.within(in).Min
	for g := l.in; g != in; g = g.parent {
		if g.kind == contract.Choice && lone(g) {
			node, min = g.node, choose(nullable(g), 0, g.within(in).Min)
		}
	}
	return node, min
}

// ofKept reports whether a leaf is of a choice's branch of which the other side has something, too.
func ofKept(choice *group, l *leaf) bool {
	branch := childOf(choice, l.in)
	return branch != nil && kept(branch) > 0
}

// lone reports whether no leaf of a group has a partner.
func lone(g *group) bool {
	for _, l := range g.leaves {
		if l.match != nil {
			return false
		}
	}
	return true
}

func labels(node *contract.Node, l *leaf) []string {
	for g := l.in; g != nil; g = g.parent {
		if g.node == node {
			return leafNames(g)
		}
	}
	return nil
}

// leafNames are the first elements of a group, and the number of the rest: each element of a group may ask for them.
func leafNames(g *group) (names []string) {
	for _, l := range g.leaves[:min(len(g.leaves), few)] {
		names = append(names, l.label())
	}
	if n := len(g.leaves) - few; n > 0 {
		names = append(names, fmt.Sprintf("and %d more", n))
	}
	return names
}

// removed reports an element or wildcard that the old contract alone has.
func (c *comparer) removed(p *pair, l *leaf, new *content) {
	if l.any != nil {
		f := p.add("wildcard-removed", l.node.Path, "the wildcard is gone", l.node.Span, new.root.node.Span)
		if l.total().Min > 0 {
			f.reply = Breaking
		}
		return
	}
	in := outer(l.in)
	node, min := fresh(l, in)
	if in.kind == contract.Choice && in.match.kind == contract.Choice && !ofKept(in, l) {
		label := "the element " + l.label()
		if branch := childOf(in, l.in); branch != nil {
			node, label = branch.node, "the branch "+strings.Join(leafNames(branch), ", ")
		}
		p.add("branch-removed", node.Path, label+" is gone", node.Span, in.match.node.Span)
		return
	}
	label := "the element " + l.label()
	if node != l.node {
		label = "a choice between " + strings.Join(labels(node, l), ", ")
	}
	f := p.add("field-removed", node.Path, label+" is gone", node.Span, in.match.node.Span)
	if min > 0 {
		f.reply = Breaking
	}
}
