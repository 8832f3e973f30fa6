package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// An automaton is the one of Glushkov of a content model, by which replies are read: a state for each place of an element, 0 for
// the start.
type automaton struct {
	leaves []*leaf // by state
	follow [][]int
	final  []bool
	work   int // steps that it took to build
}

// These bound an automaton, and a walk through one.
const (
	maxPlaces = 2_000
	maxBuild  = 1_000_000
	maxStates = 20_000
)

// large reports whether an automaton is more than anyone waits for.
func (a *automaton) large() bool { return len(a.leaves) > maxPlaces || a.work > maxBuild }

func newAutomaton(g *group) *automaton {
	a := &automaton{leaves: []*leaf{nil}, follow: [][]int{nil}}
	whole := a.many(g.occurs, func() fragment { return a.group(g) })
	if a.large() {
		return nil
	}
	a.follow[0] = whole.first
	a.final = make([]bool, len(a.leaves))
	a.final[0] = whole.empty
	for _, s := range whole.last {
		a.final[s] = true
	}
	return a
}

// A fragment is a part of an automaton: where it begins and ends, and whether it may be empty.
type fragment struct {
	first, last []int
	empty       bool
}

func (a *automaton) item(x any) fragment {
	switch x := x.(type) {
	case *group:
		return a.many(x.occurs, func() fragment { return a.group(x) })
	case *leaf:
		return a.many(x.occurs, func() fragment {
			a.leaves = append(a.leaves, x)
			a.follow = append(a.follow, nil)
			s := len(a.leaves) - 1
			return fragment{first: []int{s}, last: []int{s}}
		})
	}
	return fragment{empty: true}
}

func (a *automaton) group(g *group) fragment {
	out := fragment{empty: true}
	for i, x := range g.items {
		if a.large() {
			break
		}
		f := a.item(x)
		switch {
		case g.kind != contract.Choice:
			out = a.join(out, f)
		case i == 0:
			out = f
		default:
			out = fragment{append(slices.Clip(out.first), f.first...), append(slices.Clip(out.last), f.last...), out.empty || f.empty}
		}
	}
	return out
}

// link lets places follow others.
func (a *automaton) link(from, to []int) {
	for _, s := range from {
		if a.work += len(to); a.large() {
			return
		}
		a.follow[s] = append(a.follow[s], to...)
	}
}

// join puts one fragment behind another.
func (a *automaton) join(x, y fragment) fragment {
	a.link(x.last, y.first)
	out := fragment{first: x.first, last: y.last, empty: x.empty && y.empty}
	if x.empty {
		out.first = append(slices.Clip(x.first), y.first...)
	}
	if y.empty {
		out.last = append(slices.Clip(y.last), x.last...)
	}
	return out
}

// many repeats a fragment. Two places stand for any number above.
func (a *automaton) many(o contract.Occurs, part func() fragment) fragment {
	const most = 2
	if o.Max == 0 {
		return fragment{empty: true}
	}
	places := most
	if o.Max > 0 {
		places = min(o.Max, most)
	}
	out := fragment{empty: true}
	for i := range places {
		if a.work++; a.large() {
			break
		}
		f := part()
		if i >= o.Min {
			f.empty = true
		}
		if i == places-1 && (o.Max < 0 || o.Max > most) {
			a.link(f.last, f.first)
		}
		out = a.join(out, f)
	}
	return out
}
