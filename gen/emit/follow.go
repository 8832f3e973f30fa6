package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// A follower works out which positions of a content model may come after which (Glushkov's automaton, which the rule
// of unique particle attribution makes deterministic: XML Schema Part 1, clause 3.8.6).
type follower struct {
	list  []entry // of the base and the struct itself
	taken int     // positions that leaves have been found for
	next  [][]int // by position
}

// A span is what the automaton needs to know of a part of the model.
type span struct {
	empty       bool
	first, last []int
}

// follow is the table of the positions that may follow others, for a struct whose names alone don't tell the decoder
// which of several positions an element has; nil for all others.
func (g *generator) follow(s *names.Struct) []jen.Code {
	if !ambiguous(s) {
		return nil
	}
	f := &follower{}
	whole, ok := f.structure(s)
	if !ok || f.taken != len(f.list) {
		return nil
	}
	if !f.misled(-1, whole.first) && !slices.ContainsFunc(f.positions(), func(k int) bool { return f.misled(k, f.next[k]) }) {
		return nil
	}
	var code []jen.Code
	for _, next := range append([][]int{whole.first}, f.next...) {
		var row []jen.Code
		for _, k := range next {
			row = append(row, lit(k))
		}
		code = append(code, jen.Values(row...))
	}
	return code
}

// ambiguous reports whether an element can have several positions by its name.
func ambiguous(s *names.Struct) bool {
	seen := map[contract.QName]bool{}
	spaces := map[string]bool{}
	var wilds []*contract.Any
	for ; s != nil; s = s.Base {
		for _, e := range entries(s.Slots) {
			switch {
			case e.wild != nil:
				wilds = append(wilds, e.wild.Any)
			case e.value != nil:
				name := e.value.Field.Element.Name
				if seen[name] {
					return true
				}
				seen[name], spaces[name.Space] = true, true
			}
		}
	}
	return slices.ContainsFunc(wilds, func(a *contract.Any) bool {
		for space := range spaces {
			if admits(&a.Wildcard, space) {
				return true
			}
		}
		return false
	})
}

func (f *follower) positions() []int {
	var all []int
	for k := range f.list {
		all = append(all, k)
	}
	return all
}

// structure is the content of a struct: that of its base, then its own.
func (f *follower) structure(s *names.Struct) (span, bool) {
	if s.Document || s.Src == nil || s.Src.Map != nil || s.Src.Embedded != nil || s.Src.AnyOrder {
		return span{}, false
	}
	all := span{empty: true}
	if s.Base != nil {
		base, ok := f.structure(s.Base)
		if !ok {
			return base, false
		}
		all = base
	}
	f.list = append(f.list, entries(s.Slots)...)
	f.next = append(f.next, make([][]int, len(f.list)-len(f.next))...)
	if s.Src.Own != nil {
		if s.Src.Own.Kind == contract.All {
			return span{}, false
		}
		all = f.join(all, f.particle(s.Src.Own))
	}
	f.others()
	return all, true
}

// others passes the positions of what the contract does not know of.
func (f *follower) others() {
	for f.taken < len(f.list) && f.list[f.taken].value == nil && f.list[f.taken].wild == nil {
		f.taken++
	}
}

func (f *follower) particle(item contract.Particle) span {
	var s span
	var o contract.Occurs
	switch item := item.(type) {
	case *contract.Group:
		s, o = f.group(item), item.Occurs
	case *contract.Field:
		o = item.Occurs
		s = f.leaf(func(e entry) bool {
			return e.value != nil && (e.value.Field.Path == item.Path || strings.HasPrefix(e.value.Field.Path, item.Path+"/"))
		})
	case *contract.Any:
		o = item.Occurs
		s = f.leaf(func(e entry) bool { return e.wild != nil && e.wild.Any.Path == item.Path })
	}
	if o.Max != 1 {
		f.link(s.last, s.first)
	}
	s.empty = s.empty || o.Min == 0
	return s
}

func (f *follower) group(g *contract.Group) span {
	all := span{empty: g.Kind != contract.Choice}
	for _, item := range g.Items {
		s := f.particle(item)
		if g.Kind != contract.Choice {
			all = f.join(all, s)
			continue
		}
		all = span{all.empty || s.empty, slices.Concat(all.first, s.first), slices.Concat(all.last, s.last)}
	}
	return all
}

// join is one part and another behind it.
func (f *follower) join(a, b span) span {
	f.link(a.last, b.first)
	s := span{empty: a.empty && b.empty, first: a.first, last: b.last}
	if a.empty {
		s.first = slices.Concat(a.first, b.first)
	}
	if b.empty {
		s.last = slices.Concat(a.last, b.last)
	}
	return s
}

func (f *follower) link(from, to []int) {
	for _, k := range from {
		for _, n := range to {
			if !slices.Contains(f.next[k], n) {
				f.next[k] = append(f.next[k], n)
			}
		}
	}
}

// leaf takes the positions of one particle: several where elements can substitute another.
func (f *follower) leaf(is func(entry) bool) span {
	var s span
	f.others()
	for f.taken < len(f.list) && is(f.list[f.taken]) {
		s.first = append(s.first, f.taken)
		f.taken++
	}
	s.last = s.first
	s.empty = len(s.first) == 0
	return s
}

// misled reports whether the decoder would take an element that may come after prev for one at another position. It
// searches as the runtime does: the names of prev's block in a circle, names ahead, then wildcards ahead.
func (f *follower) misled(prev int, next []int) bool {
	order := f.order(prev)
	for _, k := range next {
		for _, j := range order {
			if j == k && f.list[k].wild == nil {
				break
			}
			if f.list[j].wild == nil && !slices.Contains(next, j) && f.confusable(k, j) {
				return true
			}
		}
	}
	return false
}

// order lists the positions that are looked at after prev.
func (f *follower) order(prev int) []int {
	var list []int
	from := prev + 1
	if prev >= 0 && f.list[prev].free {
		first, end := prev, prev
		for first > 0 && f.list[first-1].free {
			first--
		}
		for end < len(f.list) && f.list[end].free {
			end++
		}
		for i := range end - first {
			list = append(list, first+(prev-first+i)%(end-first))
		}
		from = end
	} else if prev >= 0 && f.list[prev].many {
		from = prev
	}
	for k := from; k < len(f.list); k++ {
		list = append(list, k)
	}
	return list
}

// confusable reports whether an element at position k could have the name at position j.
func (f *follower) confusable(k, j int) bool {
	e, o := f.list[k], f.list[j]
	if o.value == nil {
		return false
	}
	name := o.value.Field.Element.Name
	if e.wild != nil {
		return admits(&e.wild.Any.Wildcard, name.Space)
	}
	return e.value != nil && e.value.Field.Element.Name == name
}

// admits reports whether a wildcard admits a namespace (XML Schema Part 1, clause 3.10.4).
func admits(w *contract.Wildcard, space string) bool {
	if len(w.Namespaces) == 0 {
		return true
	}
	return slices.ContainsFunc(w.Namespaces, func(s string) bool {
		switch s {
		case "##any":
			return true
		case "##other":
			return space != "" && space != w.Target
		case "##local":
			return space == ""
		}
		return s == space
	})
}
