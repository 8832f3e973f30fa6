package names

import "example.com/wsgen/gen/contract"

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
	for s, vs := range values {
		for _, v := range vs {
			v.Pointer = reaches(edges, t.structs[v.Type.(*contract.Struct)], s, map[*Struct]bool{})
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

func reaches(edges map[*Struct][]*Struct, from, to *Struct, seen map[*Struct]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	for _, next := range edges[from] {
		if reaches(edges, next, to, seen) {
			return true
		}
	}
	return false
}
