package diff

import (
	"encoding/binary"
	"slices"

	"example.com/wsgen/gen/contract"
)

// refusedWord returns a shortest sequence of elements that starts what the old content admits and the new one does not, nil for none. It
// is not decided for xs:all, unless the structure shows it, and where the search takes too long.
func refusedWord(old, new *content) (refused []*leaf, decided bool) {
	return refusal(old, new, effortFor(old, new))
}

func refusal(old, new *content, e *effort) (refused []*leaf, decided bool) {
	if includes(new.root, old.root) {
		return nil, true
	}
	if unordered(old.root) || unordered(new.root) {
		return nil, false
	}
	refused = newSearch(old, new, e).run()
	return refused, e.left >= 0
}

func unordered(g *group) bool {
	return g.kind == contract.All && len(g.items) > 1 || slices.ContainsFunc(g.children, unordered)
}

// A search walks the machine of the old content, and keeps the set of states in which that of the new one may be.
type search struct {
	a, b   *machine
	takers map[*leaf][]crossing // edges of b, by what they take
	sets   []states             // each with all states that it leads to without an element
	known  map[string]int       // sets, by their states
	seen   map[[2]int]bool
}

// A crossing is an edge with the state that it leaves.
type crossing struct{ from, to int }

// A point is a state of a with the number of a set, and the way there.
type point struct {
	at, set int
	leaf    *leaf // that led here, nil for none
	from    *point
}

func newSearch(old, new *content, e *effort) *search {
	counts := runs(old, new)
	s := &search{
		a: newMachine(old.root, e, counts), b: newMachine(new.root, e, counts),
		takers: map[*leaf][]crossing{}, known: map[string]int{}, seen: map[[2]int]bool{},
	}
	s.index(old, new)
	return s
}

// index finds the edges that take each old leaf.
func (s *search) index(old, new *content) {
	edges := map[*leaf][]crossing{}
	for from, list := range s.b.edges {
		for _, e := range list {
			if e.leaf != nil {
				edges[e.leaf] = append(edges[e.leaf], crossing{from, s.b.settle(e.to)})
			}
		}
	}
	named := map[contract.QName][]*leaf{}
	var wild []*leaf
	for _, n := range new.leaves {
		if n.any != nil {
			wild = append(wild, n)
		} else {
			named[n.name] = append(named[n.name], n)
		}
	}
	for _, o := range old.leaves {
		candidates := slices.Concat(named[o.name], wild)
		if o.match != nil && !slices.Contains(candidates, o.match) {
			candidates = append(candidates, o.match)
		}
		for _, n := range candidates {
			if s.b.spend(1) && takes(n, o) {
				s.takers[o] = append(s.takers[o], edges[n]...)
			}
		}
	}
}

// run returns a shortest word that is refused. Points of one level are those that a word of one length leads to.
func (s *search) run() []*leaf {
	end, last := s.a.settle(s.a.end), s.b.settle(s.b.end)
	level := []*point{{at: s.a.settle(0), set: s.number([]int{s.b.settle(0)})}}
	for len(level) > 0 {
		var next []*point
		for i := 0; i < len(level); i++ {
			p := level[i]
			if p.set == none || p.at == end && !s.sets[p.set].has(last) {
				return p.word()
			}
			for _, e := range s.a.edges[p.at] {
				if !s.a.spend(1) {
					return nil
				}
				key := [2]int{s.a.settle(e.to), p.set}
				if e.leaf != nil {
					key[1] = s.step(p.set, e.leaf)
				}
				if s.seen[key] {
					continue
				}
				s.seen[key] = true
				if q := (&point{key[0], key[1], e.leaf, p}); e.leaf == nil {
					level = append(level, q)
				} else {
					next = append(next, q)
				}
			}
		}
		level = next
	}
	return nil
}

// word is the leaves that led to a point; not nil.
func (p *point) word() []*leaf {
	list := []*leaf{}
	for ; p != nil; p = p.from {
		if p.leaf != nil {
			list = append(list, p.leaf)
		}
	}
	slices.Reverse(list)
	return list
}

// step returns the number of the set that one leads to with an old element.
func (s *search) step(from int, l *leaf) int {
	var to []int
	in := s.sets[from]
	for _, c := range s.takers[l] {
		if !s.b.spend(1) {
			break
		}
		if in.has(c.from) {
			to = append(to, c.to)
		}
	}
	slices.Sort(to)
	return s.number(slices.Compact(to))
}

// none is the number of the empty set.
const none = -1

// number returns the number of the set of some states, which are in order.
func (s *search) number(of []int) int {
	if len(of) == 0 {
		return none
	}
	var key []byte
	for _, n := range of {
		key = binary.AppendUvarint(key, uint64(n))
	}
	n, ok := s.known[string(key)]
	if !ok {
		n = len(s.sets)
		s.known[string(key)] = n
		s.sets = append(s.sets, s.b.closure(of))
	}
	return n
}

// runs returns how often the automata have each leaf. An element that stands in one place alone on both sides, in no group that
// repeats, stands there as one run, which the rules of occurrence compare: if the new range holds the old one, any number
// above none stands for all.
func runs(old, new *content) func(*leaf) contract.Occurs {
	places := map[contract.QName]int{}
	for _, l := range slices.Concat(old.leaves, new.leaves) {
		places[l.name]++
	}
	wild := slices.ContainsFunc(new.leaves, func(n *leaf) bool { return n.any != nil })
	asRun := map[*leaf]bool{}
	for _, o := range old.leaves {
		if n := o.match; n != nil && o.field != nil && !wild && o.name == n.name && places[o.name] == 2 &&
			!o.again() && !n.again() && asOften(o.occurs, n.occurs) {
			asRun[o], asRun[n] = true, true
		}
	}
	return func(l *leaf) contract.Occurs {
		o := l.occurs
		if asRun[l] && repeats(o) {
			o.Min, o.Max = min(o.Min, 1), -1
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
