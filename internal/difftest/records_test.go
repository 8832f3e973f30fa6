package difftest_test

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// A tree is what a field of an old client holds, as the player says it: a text, or what is in a struct or a list.
type tree struct {
	Text   string
	Struct []tree
	List   []tree
}

// way returns the trees around a text, from the outermost on; nil unless it stands in one place.
func (x *tree) way(text string) []*tree {
	if found, times := x.ways(text); times == 1 {
		return found
	}
	return nil
}

// ways returns the trees around one place of a text, and the number of places.
func (x *tree) ways(text string) (found []*tree, times int) {
	if x.Struct == nil && x.List == nil && x.Text == text {
		return []*tree{x}, 1
	}
	for _, list := range [][]tree{x.Struct, x.List} {
		for i := range list {
			if way, n := list[i].ways(text); n > 0 {
				found = append([]*tree{x}, way...)
				times += n
			}
		}
	}
	return found, times
}

// together reports whether two texts are in one record: not in two items of a list of structs. It is not known if either stands
// in no place or in several.
func (x *tree) together(a, b string) (together, known bool) {
	one, other := x.way(a), x.way(b)
	if one == nil || other == nil {
		return false, false
	}
	for i := range min(len(one), len(other)) {
		if one[i] != other[i] {
			items := one[i-1].List
			return items == nil || items[0].Struct == nil, true
		}
	}
	return true, true
}

// recorded says which elements of a reply are in one record of the old client and in two of the new contract, or the other way
// round: in all readings of the reply by that.
func (m *message) recorded(old, current *contract.API, got played) error {
	parts, is := m.parts(old, false), m.parts(current, false)
	if got.Fault || len(parts) != 1 || len(is) != 1 || got.Fields == nil {
		return nil
	}
	was, ok := parts[0].Element.Type.(*contract.Struct)
	now, too := is[0].Element.Type.(*contract.Struct)
	reply, err := infoset.Parse([]byte(m.body))
	if err != nil || !ok || !too {
		return err
	}
	var names []string
	times := map[string]int{} // that a text stands in the reply
	for _, child := range reply.Children {
		names = append(names, child.Name.Local)
		times[strings.TrimSpace(child.Text)]++
	}
	r, own := newReadings(now, names), newReadings(was, names)
	for j, b := range reply.Children {
		for i, a := range reply.Children[:j] {
			one, other := strings.TrimSpace(a.Text), strings.TrimSpace(b.Text)
			if !inRecords(was, a.Name.Local, b.Name.Local) || len(a.Children)+len(b.Children) > 0 || times[one]+times[other] > 2 {
				continue
			}
			together, known := got.Fields.together(one, other)
			pair := [2]int{i, j}
			never := own.tells[pair][!together] && !own.tells[pair][together] // what the client gets wrong in old replies, too
			if known && !never && !r.tells[pair][together] && r.tells[pair][!together] {
				return fmt.Errorf("%s %s and %s %s are in one record: %t, and %t for the old client", a.Name.Local, a.Text, b.Name.Local, b.Text, !together, together)
			}
		}
	}
	return nil
}

// inRecords reports whether two elements of a type are in occurrences of a group that repeats, or of a branch of a choice that
// does.
func inRecords(s *contract.Struct, a, b string) bool {
	for ; s != nil; s = s.Base {
		if s.Own == nil {
			continue
		}
		if g := repeated(s.Own, a, b); g != nil {
			if a == b && len(g.Items) == 1 { // what is alone has nothing beside it
				return false
			}
			return g.Kind != contract.Choice || slices.ContainsFunc(g.Items, func(x contract.Particle) bool {
				branch, ok := x.(*contract.Group)
				return ok && branch.Kind != contract.Choice && hasElement(branch, a) && hasElement(branch, b)
			})
		}
	}
	return false
}

// repeated returns the innermost group with both elements that repeats; nil for none.
func repeated(g *contract.Group, a, b string) *contract.Group {
	if !hasElement(g, a) || !hasElement(g, b) {
		return nil
	}
	for _, x := range g.Items {
		if inner, ok := x.(*contract.Group); ok {
			if found := repeated(inner, a, b); found != nil {
				return found
			}
		}
	}
	if g.Max == 1 {
		return nil
	}
	return g
}

func hasElement(g *contract.Group, name string) bool {
	return slices.ContainsFunc(g.Items, func(x contract.Particle) bool {
		switch x := x.(type) {
		case *contract.Group:
			return hasElement(x, name)
		case *contract.Field:
			return x.Element.Name.Local == name
		}
		return false
	})
}

// An occurrence of a group that repeats.
type occurrence struct {
	of     *contract.Group
	number int
}

// A readings goes through all ways in which a content model reads some elements, up to a number, and says of each two whether
// they are together in one occurrence of the innermost group that repeats around both.
type readings struct {
	names  []string
	tells  map[[2]int]map[bool]bool
	within [][]occurrence // of each element so far
	around []occurrence
	number int
	left   int
}

func newReadings(s *contract.Struct, names []string) *readings {
	r := &readings{names: names, tells: map[[2]int]map[bool]bool{}, within: make([][]occurrence, len(names)), left: 100_000}
	for i := range names {
		for j := range i {
			r.tells[[2]int{j, i}] = map[bool]bool{}
		}
	}
	var list []contract.Particle
	for ; s != nil; s = s.Base {
		if s.Own != nil {
			list = append([]contract.Particle{s.Own}, list...)
		}
	}
	r.sequence(list, 0, func(at int) {
		if at == len(names) {
			r.tell()
		}
	})
	if r.left <= 0 { // who knows
		r.tells = nil
	}
	return r
}

func (r *readings) tell() {
	for pair, tells := range r.tells {
		a, b := r.within[pair[0]], r.within[pair[1]]
		together, common := true, len(a)+len(b) == 0
		for _, x := range a {
			if i := slices.IndexFunc(b, func(y occurrence) bool { return x.of == y.of }); i >= 0 {
				together, common = x == b[i], true
			}
		}
		if !common { // one is beside the records of the other
			tells[!together] = true
		}
		tells[together] = true
	}
}

func (r *readings) sequence(list []contract.Particle, at int, next func(at int)) {
	if len(list) == 0 {
		next(at)
		return
	}
	r.many(list[0], 0, at, func(at int) { r.sequence(list[1:], at, next) })
}

// many reads a particle from its nth occurrence on.
func (r *readings) many(x contract.Particle, n, at int, next func(at int)) {
	if r.left--; r.left <= 0 {
		return
	}
	var o contract.Occurs
	switch x := x.(type) {
	case *contract.Group:
		o = x.Occurs
	case *contract.Field:
		o = x.Occurs
	case *contract.Any:
		o = x.Occurs
	}
	if n >= o.Min {
		next(at)
	}
	if n == o.Max {
		return
	}
	r.once(x, at, func(end int) {
		if end > at || n < o.Min {
			r.many(x, n+1, end, next)
		}
	})
}

func (r *readings) once(x contract.Particle, at int, next func(at int)) {
	switch x := x.(type) {
	case *contract.Field:
		if at < len(r.names) && r.names[at] == x.Element.Name.Local {
			r.within[at] = r.around
			next(at + 1)
		}
	case *contract.Any:
		if at < len(r.names) {
			r.within[at] = r.around
			next(at + 1)
		}
	case *contract.Group:
		outer := r.around
		within, leave := outer, func(at int) {
			inner := r.around
			r.around = outer
			next(at)
			r.around = inner
		}
		if x.Max != 1 {
			r.number++
			within = append(slices.Clip(outer), occurrence{x, r.number})
		}
		r.around = within
		defer func() { r.around = outer }()
		if x.Kind == contract.Sequence {
			r.sequence(x.Items, at, leave)
			return
		}
		for i, item := range x.Items {
			switch r.around = within; x.Kind {
			case contract.Choice:
				r.many(item, 0, at, leave)
			case contract.All:
				r.all(x.Items, i, at, leave)
			}
		}
	}
}

// all reads one item of a group, and then the others in whatever order.
func (r *readings) all(items []contract.Particle, i, at int, next func(at int)) {
	rest := slices.Delete(slices.Clone(items), i, i+1)
	r.many(items[i], 0, at, func(at int) {
		if len(rest) == 0 {
			next(at)
		}
		for k := range rest {
			r.all(rest, k, at, next)
		}
	})
}
