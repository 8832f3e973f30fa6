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
	next  []runs  // by position
	work  int
}

const (
	// maxWork bounds what the table of a type costs: about a step for each pair of positions that may follow each
	// other, of which some 4,000 optional elements in a row have as many.
	maxWork = 1 << 23
	// runWork is what a run of the table weighs: it is written, compiled and kept.
	runWork = 1 << 8
)

// A LimitError is a content model that is too large to tell its positions apart.
type LimitError struct {
	Type *contract.Node
}

func (e *LimitError) Error() string {
	return e.Type.Path + ": content model is too large: the elements of equal names, or that wildcards admit, have too many places to tell apart"
}

// A span is what the automaton needs to know of a part of the model.
type span struct {
	empty       bool
	first, last runs
}

// follow is the table of the positions that may follow others, for a struct whose names alone don't tell the decoder
// which of several positions an element has; nil for all others. It has a row for each position after which the
// decoder's own search would be misled.
func (g *generator) follow(s *names.Struct) []jen.Code {
	if !ambiguous(s) {
		return nil
	}
	f := &follower{}
	whole, ok := f.structure(s)
	if !ok || f.taken != len(f.list) {
		return nil
	}
	var code []jen.Code
	search := newSearch(f)
	for k, next := range slices.Concat([]runs{whole.first}, f.next) {
		if f.work > maxWork {
			break
		}
		if !search.misled(k-1, next) {
			continue
		}
		var row []jen.Code
		for _, r := range next {
			row = append(row, jen.Values(lit(r.first), lit(r.last)))
		}
		f.work += runWork * len(row)
		code = append(code, jen.Values(keyed("After", lit(k-1)), keyed("Next", jen.Index().Index(lit(2)).Int().Values(row...))))
	}
	if f.work > maxWork {
		g.limit(&LimitError{s.Src.Decl()})
		return nil
	}
	return code
}

// limit keeps the first limit that the contract goes beyond.
func (g *generator) limit(err *LimitError) {
	if g.err == nil {
		g.err = err
	}
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
			if a.Admits(space) {
				return true
			}
		}
		return false
	})
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
	f.list = append(f.list, starting(entries(s.Slots))...)
	f.next = append(f.next, make([]runs, len(f.list)-len(f.next))...)
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
		all = span{all.empty || s.empty, f.union(all.first, s.first), f.union(all.last, s.last)}
	}
	return all
}

// join is one part and another behind it.
func (f *follower) join(a, b span) span {
	f.link(a.last, b.first)
	s := span{empty: a.empty && b.empty, first: a.first, last: b.last}
	if a.empty {
		s.first = f.union(a.first, b.first)
	}
	if b.empty {
		s.last = f.union(a.last, b.last)
	}
	return s
}

// link lets each of some positions be followed by others, as long as there is work left.
func (f *follower) link(from, to runs) {
	for _, r := range from {
		for k := r.first; k <= r.last && f.work <= maxWork; k++ {
			f.next[k] = f.union(f.next[k], to)
		}
	}
}

// union is a and b together, and counts what that costs.
func (f *follower) union(a, b runs) runs {
	f.work += len(a) + len(b)
	return union(a, b)
}

// leaf takes the positions of one particle: several where elements can substitute another.
func (f *follower) leaf(is func(entry) bool) span {
	var s span
	f.others()
	for f.taken < len(f.list) && is(f.list[f.taken]) {
		s.first = s.first.with(run{f.taken, f.taken})
		f.taken++
	}
	s.last = s.first
	s.empty = len(s.first) == 0
	return s
}
