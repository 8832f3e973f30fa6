package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// refusedWord returns a shortest sequence of elements that starts what the old content admits and the new one does not, nil for none. It
// is not decided for an xs:all of many items, unless the structure shows it, and where the search takes too long.
func refusedWord(old, new *content) (refused []*leaf, decided bool) {
	return refusal(old, new, effortFor(len(old.leaves)+len(new.leaves)))
}

func refusal(old, new *content, e *effort) (refused []*leaf, decided bool) {
	if includes(new.root, old.root) {
		return nil, true
	}
	if unordered(old.root) || unordered(new.root) {
		return nil, false
	}
	count := runs(old, new)
	s := newSearch(newAutomaton(old.root, e, count), newAutomaton(new.root, e, count), takes)
	s.starts = true
	s.run(func(word []*leaf) bool {
		refused = word
		return false
	})
	return refused, e.left >= 0
}

// unordered reports more in any order than an automaton can have.
func unordered(g *group) bool {
	return g.kind == contract.All && len(g.items) > mostInAnyOrder || slices.ContainsFunc(g.children, unordered)
}

// runs returns how often the automata have each leaf. An element that stands in one place alone on both sides, in no group that
// repeats, stands there as one run, which the rules of occurrence compare: if the new range holds the old one, any number
// above none stands for all.
func runs(old, new *content) counter {
	places := map[contract.QName]int{}
	for _, l := range slices.Concat(old.leaves, new.leaves) {
		places[l.name]++
	}
	wild := slices.ContainsFunc(new.leaves, func(n *leaf) bool { return n.any != nil })
	asRun := map[any]bool{}
	for _, o := range old.leaves {
		if n := o.match; n != nil && o.field != nil && !wild && o.name == n.name && places[o.name] == 2 &&
			!o.again() && !n.again() && asOften(o.occurs, n.occurs) {
			asRun[o], asRun[n] = true, true
		}
	}
	return func(x any, o contract.Occurs) contract.Occurs {
		if asRun[x] {
			return loose(o)
		}
		return o
	}
}

// again reports whether a group around a leaf repeats.
func (l *leaf) again() bool {
	for g := l.in; g != nil; g = g.parent {
		if repeats(g.occurs) {
			return true
		}
	}
	return false
}
