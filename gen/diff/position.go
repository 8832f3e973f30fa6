package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// A position is where the old client has an element: an element or wildcard of its content, or a choice that repeats, which keeps
// among its branches what the client does not know. The zero position is before all.
type position struct {
	leaf *leaf
	list *group
}

// positions are those of an old content.
type positions struct {
	*comparer
	names *index
	order []position // a list behind what is in it
	at    map[position]int
}

func (c *comparer) positions(old *content) *positions {
	p := &positions{comparer: c, names: newIndex(old.leaves), at: map[position]int{}}
	p.add(old.root)
	for i, x := range p.order {
		p.at[x] = i
	}
	return p
}

func (p *positions) add(g *group) {
	for _, x := range g.items {
		switch x := x.(type) {
		case *group:
			p.add(x)
		case *leaf:
			p.order = append(p.order, position{leaf: x})
		}
	}
	if g.kind == contract.Choice && repeats(g.occurs) {
		p.order = append(p.order, position{list: g})
	}
}

// find returns where the client has an element of a new reply that comes behind another one; false if it passes over it.
func (p *positions) find(n *leaf, behind position) (position, bool) {
	var wild *leaf
	for o := range p.names.candidates(n) {
		switch {
		case !p.admits(o, n):
		case o.any == nil:
			return position{leaf: o}, true
		case wild == nil:
			wild = o
		}
	}
	if wild != nil {
		return position{leaf: wild}, true
	}
	last, ok := p.at[behind]
	if !ok {
		last = -1
	}
	for _, x := range p.order { // an unknown element goes to the list that it stands in, or that could begin there
		if x.list != nil && len(x.list.leaves) > 0 && p.at[position{leaf: x.list.leaves[0]}]-1 <= last && last <= p.at[x] {
			return x, true
		}
	}
	return behind, false
}

// admits reports whether an old element or wildcard takes what stands at a place of the new content.
func (c *comparer) admits(o, n *leaf) bool {
	switch {
	case o.any != nil && n.any != nil:
		return covers(&o.any.Wildcard, &n.any.Wildcard)
	case o.any != nil:
		return o.any.Admits(n.name.Space)
	}
	return n.field != nil && (o.name == n.name || c.unread(o, n))
}

// A turn is which item of a group a way takes.
type turn struct {
	in *group
	at int
}

// ways are the turns that lead to each element, wildcard and list of a group.
type ways map[position][]turn

func waysOf(g *group) ways {
	w := ways{}
	w.add(g, nil)
	return w
}

func (w ways) add(g *group, way []turn) {
	for i, x := range g.items {
		next := append(slices.Clip(way), turn{g, i})
		switch x := x.(type) {
		case *group:
			w.add(x, next)
			w[position{list: x}] = next
		case *leaf:
			w[position{leaf: x}] = next
		}
	}
}

func (w ways) has(p position) bool { return w[p] != nil }

// follow reports whether one position can come behind another one in an occurrence of the group, as decoders ask.
func (w ways) follow(before, behind position) bool {
	a, b := w[before], w[behind]
	for i := range min(len(a), len(b)) {
		switch {
		case i > 0 && repeats(a[i].in.occurs):
			return true
		case a[i].at != b[i].at:
			return a[i].in.kind != contract.Choice && a[i].at < b[i].at
		}
	}
	return before.leaf == nil || behind.leaf == nil || repeats(before.leaf.occurs)
}
