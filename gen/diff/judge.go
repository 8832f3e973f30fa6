package diff

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// judge holds what was found of two content models against what they admit: rules look at one element or group, and
// several changes together can allow what one alone would not, or forbid it.
func judge(p *pair, found []*finding, old, new *content) {
	if !slices.ContainsFunc(new.leaves, func(l *leaf) bool { return l.match == nil }) && len(found) == 0 && len(old.leaves) == len(new.leaves) && flat(old) && flat(new) {
		return // nothing that a word could show
	}
	refused, decided := refusedWord(old, new)
	switch {
	case !decided:
	case refused == nil:
		for _, f := range found {
			if slices.Contains([]string{"compositor-changed", "field-moved", "field-removed", "branch-removed"}, f.rule.ID) {
				f.request = Compatible
			}
		}
	case !slices.ContainsFunc(found, func(f *finding) bool { return f.request == Breaking }):
		f := p.changed("compositor-changed", old.root.node, new.root.node, "no longer admits the elements "+word(refused))
		f.wire(Breaking, Compatible).api = GoNone
	}
	if l := lost(old); l != nil && !slices.ContainsFunc(found, func(f *finding) bool { return f.reply == Breaking }) {
		f := p.changed("compositor-changed", old.root.node, new.root.node, fmt.Sprintf("may stand without %s, or with several", l.label()))
		f.wire(Compatible, Breaking).api = GoNone
	}
}

// flat reports a content that has no group within its root.
func flat(c *content) bool { return len(c.root.children) == 0 }

// lost returns an element that each old document has once, and that a new one may lack or have twice; nil for none.
func lost(old *content) *leaf {
	for _, o := range old.leaves {
		if o.match == nil || o.field == nil {
			continue
		}
		was, is := o.total(), o.match.total()
		if !optional(was) && optional(is) || !repeats(was) && repeats(is) {
			return o
		}
	}
	return nil
}

// total is how often a leaf may stand in a document.
func (l *leaf) total() contract.Occurs {
	o := l.occurs
	for g := l.in; g != nil; g = g.parent {
		split := g.split
		g.split = false
		o = g.times(o)
		g.split = split
	}
	return o
}

func word(leaves []*leaf) string {
	names := make([]string, len(leaves))
	for i, l := range leaves {
		names[i] = l.label()
	}
	return "(" + strings.Join(names, " ") + ")"
}

// maxStates bounds the search for a word that new refuses.
const maxStates = 20_000

// refusedWord returns a shortest sequence of elements that the old content admits and the new one does not, nil for none. It
// is not decided for xs:all, and where the search is too long. What stands more than twice counts as unbounded: that a number
// changed is said by the rules of occurrence.
func refusedWord(old, new *content) (refused []*leaf, decided bool) {
	if unordered(old.root) || unordered(new.root) {
		return nil, false
	}
	a, b := newAutomaton(old.root), newAutomaton(new.root)
	if a == nil || b == nil {
		return nil, false
	}
	type state struct {
		at   int   // in a
		in   []int // in b
		from *state
	}
	seen := map[string]bool{}
	queue := []*state{{at: 0, in: []int{0}}}
	for len(queue) > 0 && len(seen) < maxStates {
		s := queue[0]
		queue = queue[1:]
		trace := func() (list []*leaf) {
			for x := s; x.from != nil; x = x.from {
				list = append([]*leaf{a.leaves[x.at]}, list...)
			}
			return list
		}
		if len(s.in) == 0 || a.final[s.at] && !slices.ContainsFunc(s.in, func(n int) bool { return b.final[n] }) {
			return append([]*leaf{}, trace()...), true
		}
		for _, next := range a.follow[s.at] {
			t := &state{at: next, in: b.step(s.in, a.leaves[next]), from: s}
			if key := fmt.Sprint(t.at, t.in); !seen[key] {
				seen[key] = true
				queue = append(queue, t)
			}
		}
	}
	return nil, len(queue) == 0
}

func unordered(g *group) bool {
	return g.kind == contract.All && len(g.items) > 1 || slices.ContainsFunc(g.children, unordered)
}

// An automaton is the one of Glushkov of a content model: a state for each place of an element, 0 for the start.
type automaton struct {
	leaves []*leaf // by state
	follow [][]int
	final  []bool
}

// maxPlaces bounds the states of an automaton.
const maxPlaces = 2_000

func newAutomaton(g *group) *automaton {
	a := &automaton{leaves: []*leaf{nil}, follow: [][]int{nil}}
	whole := a.many(g.occurs, func() fragment { return a.group(g) })
	if len(a.leaves) > maxPlaces {
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
		if len(a.leaves) > maxPlaces {
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

// join puts one fragment behind another.
func (a *automaton) join(x, y fragment) fragment {
	for _, s := range x.last {
		a.follow[s] = append(a.follow[s], y.first...)
	}
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
		f := part()
		if i >= o.Min {
			f.empty = true
		}
		if i == places-1 && (o.Max < 0 || o.Max > most) {
			for _, s := range f.last {
				a.follow[s] = append(a.follow[s], f.first...)
			}
		}
		out = a.join(out, f)
	}
	return out
}

// step returns the states that a set of states leads to with an old element.
func (a *automaton) step(from []int, l *leaf) (to []int) {
	for _, s := range from {
		for _, next := range a.follow[s] {
			if !slices.Contains(to, next) && takes(a.leaves[next], l) {
				to = append(to, next)
			}
		}
	}
	slices.Sort(to)
	return to
}

// takes reports whether a place of the new content admits what an old one does, but for what the rules say of both.
func takes(n, o *leaf) bool {
	switch {
	case o.match == n:
		return true
	case o.any != nil:
		return false
	case n.any != nil:
		return n.any.Process != "strict" && admits(&n.any.Wildcard, o.name.Space)
	}
	return o.name == n.name
}
