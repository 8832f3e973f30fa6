package names

import (
	"iter"
	"maps"

	"example.com/wsgen/gen/contract"
)

// walkSlots calls fn for every slot, those of groups and branches included.
func walkSlots(slots []*Slot, fn func(*Slot)) {
	for _, slot := range slots {
		fn(slot)
		switch c := slot.Content.(type) {
		case *Repeat:
			walkSlots(c.Group.Slots, fn)
		case *Choice:
			for _, b := range c.Branches {
				walkSlots(b.Slots, fn)
			}
		}
	}
}

// markPointers makes pointers of the required structs on a cycle of required structs, which Go
// can't lay out as values. All edges of the cycle become pointers, so that the order of
// declarations has no part in it.
func markPointers(t *Table) {
	edges := map[*Struct][]*Struct{}
	values := map[*Struct][]*Value{}
	for _, s := range t.structs {
		if s.Base != nil {
			edges[s] = append(edges[s], s.Base)
		}
		collectInline(s.Slots, func(v *Value) {
			if st, ok := v.Type.(*contract.Struct); ok && v.Presence == Required && v.Poly == nil {
				if target := t.structs[st]; target != nil {
					edges[s] = append(edges[s], target)
					values[s] = append(values[s], v)
				}
			}
		})
	}
	component := components(maps.Values(t.structs), edges)
	for s, vs := range values {
		for _, v := range vs {
			v.Pointer = component[t.structs[v.Type.(*contract.Struct)]] == component[s]
		}
	}
}

// collectInline calls fn for the values that a struct holds in place: not behind a slice or an
// interface.
func collectInline(slots []*Slot, fn func(*Value)) {
	for _, slot := range slots {
		if v, ok := slot.Content.(*Value); ok {
			fn(v)
		}
	}
}

// components numbers the strongly connected components of a graph (Tarjan's algorithm): an edge is on a cycle
// when both of its ends have the same number. One pass serves all edges, however many types a schema has.
func components[N comparable](all iter.Seq[N], edges map[N][]N) map[N]int {
	index := map[N]int{}
	low := map[N]int{}
	component := map[N]int{}
	var stack []N
	var visit func(n N)
	visit = func(n N) {
		index[n] = len(index) + 1
		low[n] = index[n]
		stack = append(stack, n)
		for _, next := range edges[n] {
			if index[next] == 0 {
				visit(next)
				low[n] = min(low[n], low[next])
			} else if component[next] == 0 {
				low[n] = min(low[n], index[next])
			}
		}
		if low[n] != index[n] {
			return
		}
		for {
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			component[top] = index[n]
			if top == n {
				return
			}
		}
	}
	for n := range all {
		if index[n] == 0 {
			visit(n)
		}
	}
	return component
}
