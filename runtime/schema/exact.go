package schema

import "slices"

// exactLimit is how many children are matched in all ways where the first one fails.
const exactLimit = 1000

// fits reports whether there is any way to place all children. It follows all ways at once: where a count is limited
// on two levels, as in (a{1,2}){2}, taking as many as possible is not the only one.
func (m *match) fits(p *particle) bool {
	return len(m.rest) <= exactLimit && slices.Contains(m.ends(p, []int{0}), len(m.rest))
}

// ends returns where the occurrences of a particle can end that start at one of several children, in order.
func (m *match) ends(p *particle, starts []int) []int {
	var all []int
	if p.min == 0 || p.emptiable() {
		all = starts
	}
	now := starts
	for n := 1; (p.max < 0 || n <= p.max) && len(now) > 0; n++ {
		now = m.endsOnce(p, now)
		fresh := false
		if n >= p.min {
			before := len(all)
			all = union(all, now)
			fresh = len(all) > before
		}
		if n >= p.min && !fresh {
			break
		}
	}
	return all
}

func (m *match) endsOnce(p *particle, starts []int) []int {
	switch p.kind {
	case sequenceGroup:
		for _, item := range p.items {
			starts = m.ends(item, starts)
		}
		return starts
	case choiceGroup:
		var all []int
		for _, item := range p.items {
			all = union(all, m.ends(item, starts))
		}
		return all
	case allGroup:
		return nil // one way is enough: its members are elements of different names
	}
	var all []int
	for _, i := range starts {
		if name, ok := m.at(i); ok {
			if _, ok := p.takes(name); ok {
				all = append(all, i+1)
			}
		}
	}
	return all
}

func union(a, b []int) []int {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}
