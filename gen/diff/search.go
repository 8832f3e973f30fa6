package diff

import (
	"encoding/binary"
	"iter"
	"slices"
)

// A search walks an automaton, and keeps the set of states in which another one may be that reads the same: it finds words of
// the first that the second does not take.
type search struct {
	a, b   *automaton
	takes  func(b, a *leaf) bool
	skips  func(a *leaf) bool // reports that b may also pass a leaf over; nil for none
	starts bool               // the start of a word is enough, where b can't take what it has

	edges map[*leaf][]crossing // of b, by what they take
	names *index               // of the leaves of b
	found map[*leaf]taken
	sets  []set
	known map[string]int // sets, by their states
	seen  map[[2]int]bool
}

// A crossing is an edge with the state that it leaves.
type crossing struct{ from, to int }

// A taken is what b does with a leaf of a.
type taken struct {
	by   []crossing
	skip bool
}

// A set is some states of b, in order, and all that they lead to without an element.
type set struct {
	of  []int
	all states
}

// A point is a state of a with the number of a set, and the way there.
type point struct {
	at, set int
	leaf    *leaf // that led here, nil for none
	from    *point
}

// newSearch searches with what is left of b's effort.
func newSearch(a, b *automaton, takes func(b, a *leaf) bool) *search {
	s := &search{
		a: a, b: b, takes: takes,
		edges: map[*leaf][]crossing{}, found: map[*leaf]taken{}, known: map[string]int{}, seen: map[[2]int]bool{},
	}
	var leaves []*leaf
	for from, list := range b.edges {
		for _, e := range list {
			if e.leaf == nil {
				continue
			}
			if s.edges[e.leaf] == nil {
				leaves = append(leaves, e.leaf)
			}
			s.edges[e.leaf] = append(s.edges[e.leaf], crossing{from, b.settle(e.to)})
		}
	}
	s.names = newIndex(leaves)
	return s
}

// run calls refused with words that b does not take, the shortest first, until that returns false or the effort is used up:
// of all that lead to one leaf of a, with b in the same states, one word. Points of one level are those that a word of one
// length leads to.
func (s *search) run(refused func(word []*leaf) bool) {
	level := []*point{{at: s.a.settle(0), set: s.number([]int{s.b.settle(0)})}}
	for len(level) > 0 {
		var next []*point
		for i := 0; i < len(level); i++ {
			p := level[i]
			if s.b.left < 0 {
				return
			}
			over := p.at == s.a.end && (p.set == none || !s.sets[p.set].all.has(s.b.end))
			if (over || s.starts && p.set == none) && !refused(p.word()) {
				return
			}
			for _, e := range s.a.edges[p.at] {
				if !s.b.spend(1) {
					return
				}
				q := &point{s.a.settle(e.to), p.set, nil, p}
				if e.leaf != nil { // its state is not settled: what led to it tells words apart
					q = &point{e.to, s.advance(p.set, e.leaf), e.leaf, p}
				}
				key := [2]int{q.at, q.set}
				if s.seen[key] {
					continue
				}
				s.seen[key] = true
				if e.leaf == nil {
					level = append(level, q)
				} else {
					next = append(next, q)
				}
			}
		}
		level = next
	}
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

// advance returns the number of the set that one leads to with a leaf.
func (s *search) advance(from int, l *leaf) int {
	if from == none {
		return none
	}
	t := s.take(l)
	var to []int
	if t.skip {
		to = slices.Clone(s.sets[from].of)
	}
	for _, c := range t.by {
		if !s.b.spend(1) {
			break
		}
		if s.sets[from].all.has(c.from) {
			to = append(to, c.to)
		}
	}
	slices.Sort(to)
	return s.number(slices.Compact(to))
}

// take finds what b does with a leaf.
func (s *search) take(l *leaf) taken {
	t, ok := s.found[l]
	if !ok {
		t.skip = s.skips != nil && s.skips(l)
		for other := range s.names.candidates(l) {
			if s.b.spend(1) && s.takes(other, l) {
				t.by = append(t.by, s.edges[other]...)
			}
		}
		s.found[l] = t
	}
	return t
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
		s.sets = append(s.sets, set{of, s.b.closure(of)})
	}
	return n
}

// An index finds the leaves that may take another one: those of its local name, and those that go by no name.
type index struct {
	named map[string][]*leaf
	rest  []*leaf
}

func newIndex(leaves []*leaf) *index {
	x := &index{named: map[string][]*leaf{}}
	for _, l := range leaves {
		if l.field == nil || l.owner != nil && l.owner.Array != nil {
			x.rest = append(x.rest, l)
		} else {
			x.named[l.name.Local] = append(x.named[l.name.Local], l)
		}
	}
	return x
}

func (x *index) candidates(l *leaf) iter.Seq[*leaf] {
	return func(yield func(*leaf) bool) {
		for _, list := range [][]*leaf{x.named[l.name.Local], x.rest} {
			for _, other := range list {
				if !yield(other) {
					return
				}
			}
		}
	}
}
