package xmltext

import "example.com/wsgen/runtime/xsd"

// What the encoder does for groups.

// Occurrence says that the next item of g's slice follows.
func (e *Encoder) Occurrence(g *Group) {
	if e.replay == nil {
		return
	}
	if n := e.p.group(g); n >= 0 {
		x := &e.p.groups[n]
		e.replay.hollows(e, x.first, x.end, false)
		e.replay.items[n]++
	}
}

// repeats reports whether the position is in a group whose occurrences are items.
func (e *entry) repeats() bool { return e.group >= 0 && e.Free }

// absent reports whether position field was missing in the occurrence of its group that is being written. An
// alternative has one.
func (r *replay) absent(e *Encoder, field int) bool {
	f := &e.p.names[field]
	return f.group >= 0 && e.res.IsAbsent(int32(field), max(r.items[f.group]-1, 0))
}

// passed writes the children of groups before position field that stood empty and are absent.
func (r *replay) passed(e *Encoder, field int) {
	if !r.hollow {
		return
	}
	for i := range e.p.groups {
		if g := &e.p.groups[i]; g.outer < 0 && g.first < field {
			r.hollows(e, g.first, min(field, g.end), g.end <= field)
		}
	}
}

// hollows is empties for positions of a group, in the items up to the one that is being written, or in all.
func (r *replay) hollows(e *Encoder, first, end int, all bool) {
	if !r.hollow {
		return
	}
	for k := first; k < end; k++ {
		for f := &e.p.names[k]; f.EmptyAbsent && f.repeats(); {
			c := e.res.Lookup(int32(k), r.counts[k])
			if c == nil || c.State != xsd.ChildEmpty || !all && c.Item >= r.items[f.group] {
				break
			}
			r.empty(e, c)
		}
	}
}
