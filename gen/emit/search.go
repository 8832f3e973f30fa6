package emit

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// A search finds positions of a content model as the decoder does without the table of what may follow.
type search struct {
	*follower
	named  map[contract.QName][]int // positions by name
	wilds  []int
	blocks []run                    // around each position that is free
	admits map[int][]contract.QName // of the model's names, by wildcard
}

func newSearch(f *follower) *search {
	s := &search{follower: f, named: map[contract.QName][]int{}, blocks: make([]run, len(f.list)), admits: map[int][]contract.QName{}}
	var all []contract.QName
	for k, e := range f.list {
		switch {
		case e.wild != nil:
			s.wilds = append(s.wilds, k)
		case e.value != nil:
			name := e.value.Field.Element.Name
			if s.named[name] == nil {
				all = append(all, name)
			}
			s.named[name] = append(s.named[name], k)
		}
		if s.blocks[k] = (run{k, k}); s.continues(k) {
			s.blocks[k].first = s.blocks[k-1].first
		}
	}
	for k := len(f.list) - 2; k >= 0; k-- {
		if s.continues(k + 1) {
			s.blocks[k].last = s.blocks[k+1].last
		}
	}
	for _, k := range s.wilds {
		f.work += len(all)
		if f.work > maxWork {
			return s
		}
		for _, name := range all {
			if f.list[k].wild.Any.Admits(name.Space) {
				s.admits[k] = append(s.admits[k], name)
			}
		}
	}
	return s
}

// continues reports whether a position is in the list of the one before it.
func (s *search) continues(k int) bool {
	return k > 0 && s.list[k].free && s.list[k-1].free && !s.list[k].starts
}

// misled reports whether the decoder would take an element that may come after prev for one at another position.
func (s *search) misled(prev int, next runs) bool {
	for _, r := range next {
		for k := r.first; k <= r.last && s.work <= maxWork; k++ {
			s.work++
			switch e := s.list[k]; {
			case e.wild != nil:
				if s.diverted(prev, k, next) {
					return true
				}
			case e.value != nil:
				if j := s.find(e.value.Field.Element.Name, prev); j < 0 || !next.has(j) {
					return true
				}
			}
		}
	}
	return false
}

// diverted reports whether an element that the wildcard at k should take could go elsewhere: to a name, which the
// decoder prefers wherever it stands ahead, or to another wildcard.
func (s *search) diverted(prev, k int, next runs) bool {
	for _, name := range s.admits[k] {
		s.work++
		if slices.ContainsFunc(s.named[name], next.has) {
			continue
		}
		if s.find(name, prev) >= 0 {
			return true
		}
	}
	from := prev + 1
	if prev >= 0 && s.list[prev].free {
		from = s.blocks[prev].first
	} else if prev >= 0 && s.list[prev].many {
		from = prev
	}
	for _, w := range s.wilds {
		if w >= from && next.has(w) {
			return false
		}
		if w >= from {
			return true
		}
	}
	return true
}

// find finds the position that the decoder takes an element of a name for: in the block of prev in a circle, then
// ahead; -1 for none.
func (s *search) find(name contract.QName, prev int) int {
	list := s.named[name]
	from := prev + 1
	switch {
	case prev >= 0 && s.list[prev].free:
		block := s.blocks[prev]
		for _, start := range []int{prev, block.first} {
			if i, _ := slices.BinarySearch(list, start); i < len(list) && list[i] <= block.last {
				return list[i]
			}
		}
		from = block.last + 1
	case prev >= 0 && s.list[prev].many:
		from = prev
	}
	if i, _ := slices.BinarySearch(list, from); i < len(list) {
		return list[i]
	}
	return -1
}
