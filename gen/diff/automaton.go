package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// An automaton admits the words, which are sequences of leaves, that a content model does. It starts in state 0; its size is
// that of the model with each particle as often as it is counted.
type automaton struct {
	edges [][]edge // by state
	end   int
	count counter
	*effort
}

// An edge leads to a state with an element or, if leaf is nil, without one.
type edge struct {
	leaf *leaf
	to   int
}

// A counter says how often an automaton has a particle that may stand so often.
type counter func(x any, o contract.Occurs) contract.Occurs

// An effort is what a question may still cost, in steps. Content models can ask for more of them than anyone waits for: counts
// multiply, and to hold one model against another takes time that is exponential in the worst case.
type effort struct{ left int }

// effortFor is the effort for so many leaves: linear in their number, and a few hundred that may all be absent are decided.
func effortFor(leaves int) *effort { return &effort{20_000 + 1_000*leaves} }

// spend reports whether there was so much left.
func (e *effort) spend(n int) bool {
	e.left -= n
	return e.left >= 0
}

// newAutomaton returns the automaton of a group; it is not complete where the effort is used up.
func newAutomaton(g *group, e *effort, count counter) *automaton {
	a := &automaton{effort: e, count: count}
	a.end = a.item(g, a.state())
	return a
}

func (a *automaton) state() int {
	a.edges = append(a.edges, nil)
	return len(a.edges) - 1
}

func (a *automaton) link(from int, l *leaf, to int) {
	a.edges[from] = append(a.edges[from], edge{l, to})
}

// item adds an item of a group from a state on and returns the one behind it.
func (a *automaton) item(x any, from int) int {
	switch x := x.(type) {
	case *group:
		return a.many(a.count(x, x.occurs), from, func(from int) int { return a.group(x, from) })
	case *leaf:
		return a.many(a.count(x, x.occurs), from, func(from int) int {
			to := a.state()
			a.link(from, x, to)
			return to
		})
	}
	return from
}

func (a *automaton) group(g *group, from int) int {
	if g.kind == contract.All {
		return a.inAnyOrder(g, from)
	}
	if g.kind != contract.Choice || len(g.items) == 0 {
		for _, x := range g.items {
			from = a.item(x, from)
		}
		return from
	}
	end := a.state()
	for _, x := range g.items {
		start := a.state()
		a.link(from, nil, start)
		a.link(a.item(x, start), nil, end)
	}
	return end
}

// inAnyOrder has a state for each set of items that may have come. It is for few: see unordered.
func (a *automaton) inAnyOrder(g *group, from int) int {
	come := make([]int, 1<<min(len(g.items), mostInAnyOrder))
	come[0] = from
	for set := 1; set < len(come); set++ {
		come[set] = a.state()
	}
	for set, at := range come {
		for i, x := range g.items[:min(len(g.items), mostInAnyOrder)] {
			if next := set | 1<<i; next != set && a.spend(1) {
				a.link(a.item(x, at), nil, come[next])
			}
		}
	}
	return come[len(come)-1]
}

// mostInAnyOrder is how many items an automaton has in any order.
const mostInAnyOrder = 6

// many repeats a part.
func (a *automaton) many(o contract.Occurs, from int, part func(from int) int) int {
	for range o.Min {
		if !a.spend(1) {
			return from
		}
		from = part(from)
	}
	if o.Max < 0 {
		loop := a.state()
		a.link(from, nil, loop)
		if a.spend(1) {
			a.link(part(loop), nil, loop)
		}
		return loop
	}
	end := a.state()
	for range o.Max - o.Min {
		if !a.spend(1) {
			break
		}
		a.link(from, nil, end)
		from = part(from)
	}
	a.link(from, nil, end)
	return end
}

// settle follows a state's only edge for as long as that takes no element, so that equal states have one number. A word may end
// in the last state, and not in those that it leads to.
func (a *automaton) settle(s int) int {
	for s != a.end && len(a.edges[s]) == 1 && a.edges[s][0].leaf == nil {
		s = a.edges[s][0].to
	}
	return s
}

// A states is a set of states, as bits.
type states []uint64

func (s states) has(n int) bool { return s[n/64]&(1<<(n%64)) != 0 }

// closure returns the states that some states lead to without an element, and those themselves.
func (a *automaton) closure(of []int) states {
	seen := make(states, len(a.edges)/64+1)
	a.spend(len(seen))
	stack := slices.Clone(of)
	for len(stack) > 0 && a.spend(1) {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen.has(s) {
			continue
		}
		seen[s/64] |= 1 << (s % 64)
		for _, e := range a.edges[s] {
			if e.leaf == nil {
				stack = append(stack, e.to)
			}
		}
	}
	return seen
}
