package xmltext

import (
	"slices"
	"sort"
	"strconv"

	"example.com/wsgen/runtime/xsd"
)

// A Group is a part of the content model whose members belong together: a repeated group, whose occurrences become
// items of a slice, or an alternative of several elements.
type Group struct {
	// First is the group's first position.
	First int
	// Req marks a group that must occur.
	Req bool
	// Max is how often the group may occur in a row, 0 for any number.
	Max int
	// Parts are the members in order.
	Parts []Part
}

// A Part of a group is one position; with Seq or OneOf, the positions of these parts.
type Part struct {
	// Req marks a part that must occur in each occurrence of what it is a part of.
	Req bool
	// Many marks a part that may repeat within one occurrence of the group.
	Many bool
	// Max is how often a position with Many may occur, 0 for any number.
	Max int
	// Seq are parts in order.
	Seq []Part
	// OneOf are alternatives.
	OneOf []Part
}

// A group is a Group made ready.
type group struct {
	*Group
	part
	outer int   // index of the group around it, -1 for none
	inner []int // the groups within it
	tells bool  // one of these has a Max
	at    int   // of its state behind the counts of positions
}

// The state of a group in Decoder.counts. What the counts of its positions were when the last occurrence opened follows.
const (
	groupCount  = iota // occurrences so far
	groupRow           // occurrences without another element between them
	groupHollow        // 1 when nothing but elements that count as absent has been seen of the last one
	groupSince
)

// A part is a Part with its positions.
type part struct {
	*Part
	first, end int
	parts      []part
}

func makePart(p *Part, first int) part {
	x := part{Part: p, first: first, end: first}
	list := p.Seq
	if len(list) == 0 {
		list = p.OneOf
	}
	for i := range list {
		inner := makePart(&list[i], x.end)
		x.parts, x.end = append(x.parts, inner), inner.end
	}
	if len(list) == 0 {
		x.end++
	}
	return x
}

// find is the index of the part that holds position k.
func (p *part) find(k int) int {
	return sort.Search(len(p.parts), func(i int) bool { return p.parts[i].end > k })
}

// follows reports whether position b may come after a within one occurrence.
func (p *part) follows(a, b int) bool {
	for !p.Many && len(p.parts) > 0 {
		i, j := p.find(a), p.find(b)
		if i != j {
			return len(p.OneOf) == 0 && i < j
		}
		p = &p.parts[i]
	}
	return p.Many
}

// begins reports whether an occurrence may begin with position k.
func (p *part) begins(k int) bool {
	for len(p.parts) > 0 {
		i := p.find(k)
		if len(p.OneOf) == 0 && slices.ContainsFunc(p.parts[:i], func(q part) bool { return q.Req }) {
			return false
		}
		p = &p.parts[i]
	}
	return true
}

// full reports whether a number of elements at position k is more than one occurrence of the group has. In a group
// within that repeats they are for that one to count.
func (g *group) full(k int, n int32) bool {
	p := &g.part
	for len(p.parts) > 0 {
		if p = &p.parts[p.find(k)]; p.Many && len(p.parts) > 0 {
			return false
		}
	}
	return p.Max > 0 && int(n) > p.Max
}

// leaf is the part that is position k alone.
func (p *part) leaf(k int) *part {
	for len(p.parts) > 0 {
		p = &p.parts[p.find(k)]
	}
	return p
}

// required reports whether position k must occur: in its struct, or in each occurrence of its group.
func (p *plan) required(k int) bool {
	e := &p.names[k]
	return e.Req || e.group >= 0 && p.groups[e.group].leaf(k).Req
}

func (p *part) has(k int) bool { return p.first <= k && k < p.end }

// addGroups makes the groups of t ready, those of its bases first.
func (p *plan) addGroups(t *Type) {
	p.state = len(p.names) + p.made
	for i := range p.names {
		p.names[i].group = -1
	}
	var add func(t *Type)
	add = func(t *Type) {
		if t.Base != nil {
			add(t.Base)
		}
		for _, g := range t.Groups {
			p.addGroup(g)
		}
	}
	add(t)
}

// addGroup makes g ready. Groups come before those within them.
func (p *plan) addGroup(g *Group) {
	x := group{Group: g, part: makePart(&Part{Seq: g.Parts}, g.First), outer: -1, at: p.state}
	p.state += groupSince + x.end - x.first
	if len(p.names) < x.end {
		return
	}
	n := len(p.groups)
	for k := x.first; k < x.end; k++ {
		x.outer, p.names[k].group = p.names[k].group, n
	}
	p.groups = append(p.groups, x)
	for o := x.outer; o >= 0; o = p.groups[o].outer {
		p.groups[o].inner, p.groups[o].tells = append(p.groups[o].inner, n), p.groups[o].tells || g.Max > 0
	}
}

// group is the index of g, -1 when the type has no such group.
func (p *plan) group(g *Group) int {
	return slices.IndexFunc(p.groups, func(x group) bool { return x.Group == g })
}

// Opens reports whether the element being delivered starts a new occurrence of g. Generated code asks once an element.
func (d *Decoder) Opens(g *Group) bool {
	fi := len(d.frames) - 1
	if fi < 0 || d.frames[fi].p == nil {
		return true
	}
	f := &d.frames[fi]
	n := f.p.group(g)
	if n < 0 {
		return true
	}
	x := &f.p.groups[n]
	opens := d.step(fi, x)
	if state := d.counts[f.counts+x.at:]; state[groupHollow] != 0 {
		state[groupHollow], opens = 0, true
	}
	return opens
}

// hollow is step for an element that counts as absent: the occurrence that it opens is one only if more follows.
func (d *Decoder) hollow(fi, k int) {
	f := &d.frames[fi]
	for n := range f.p.groups {
		if g := &f.p.groups[n]; g.has(k) && d.step(fi, g) {
			d.counts[f.counts+g.at+groupHollow] = 1
		}
	}
}

// step takes the element being delivered, and reports whether it starts a new occurrence of g.
func (d *Decoder) step(fi int, g *group) bool {
	f := &d.frames[fi]
	k, prev := int(f.prev), int(f.before)
	if !g.has(k) {
		return true
	}
	if !d.opens(fi, g, k, prev) {
		return false
	}
	counts := d.counts[f.counts:]
	state := counts[g.at:]
	counts[k]-- // it belongs to the new occurrence
	if state[groupHollow] == 0 {
		d.endGroup(fi, g)
		state[groupCount]++
		state[groupRow]++
	}
	if !g.has(prev) {
		state[groupRow] = 1
	}
	for _, n := range g.inner {
		counts[f.p.groups[n].at+groupRow] = 0
	}
	copy(state[groupSince:], counts[g.first:g.end])
	counts[k]++
	if g.Max > 0 && int(state[groupRow]) > g.Max {
		d.groupDrift(fi, g, k, Repeated)
	}
	return true
}

// opens reports whether the element at position k, behind one at prev, is not of the last occurrence of g.
func (d *Decoder) opens(fi int, g *group, k, prev int) bool {
	if !g.has(prev) || !g.follows(prev, k) {
		return true
	}
	counts := d.counts[d.frames[fi].counts:]
	full := g.full(k, counts[k]-counts[g.at+groupSince+k-g.first]) || g.tells && g.begins(k) && d.overflows(fi, g, k, prev)
	return full && d.whole(fi, g)
}

// overflows reports whether the element opens one occurrence too many of the group right within g that it is in.
func (d *Decoder) overflows(fi int, g *group, k, prev int) bool {
	f := &d.frames[fi]
	for _, n := range g.inner {
		if h := &f.p.groups[n]; h.has(k) && &f.p.groups[h.outer] == g {
			return h.Max > 0 && h.has(prev) && int(d.counts[f.counts+h.at+groupRow]) >= h.Max && d.opens(fi, h, k, prev)
		}
	}
	return false
}

// whole reports whether the last occurrence of g lacks none of its parts.
func (d *Decoder) whole(fi int, g *group) bool {
	return !slices.ContainsFunc(g.parts, func(p part) bool { return p.Req && d.occurred(fi, g, &p) == 0 })
}

// endGroup notes what the last occurrence of g lacks. A group that has not been opened is an alternative, which occurs
// once.
func (d *Decoder) endGroup(fi int, g *group) {
	if d.counts[d.frames[fi].counts+g.at+groupHollow] == 0 && d.occurred(fi, g, &g.part) > 0 {
		d.lacking(fi, g, &g.part)
	}
}

// lacking notes what is missing, or there too often, in a part that occurred.
func (d *Decoder) lacking(fi int, g *group, p *part) {
	for i := range p.parts {
		q := &p.parts[i]
		switch n := d.occurred(fi, g, q); {
		case n == 0 && q.Req && len(p.OneOf) == 0:
			d.groupDrift(fi, g, q.first, Missing)
			if r := d.residue(fi); r != nil {
				at := max(d.counts[d.frames[fi].counts+g.at+groupCount]-1, 0)
				if len(q.parts) == 0 {
					r.Absent = append(r.Absent, xsd.Place{Field: int32(q.first), Occurrence: at})
				} else {
					r.Child(int32(q.first), choiceMissing-at).State = xsd.ChildMissing
				}
			}
		case n > 0 && q.Max > 0 && n > q.Max:
			d.groupDrift(fi, g, q.first, Repeated)
		case n > 0 && !q.Many:
			d.lacking(fi, g, q)
		}
	}
}

// occurred counts the elements of p in the last occurrence of g.
func (d *Decoder) occurred(fi int, g *group, p *part) int {
	counts := d.counts[d.frames[fi].counts:]
	since := counts[g.at+groupSince:]
	n := 0
	for k := p.first; k < p.end; k++ {
		n += int(counts[k] - since[k-g.first])
	}
	return n
}

// groupDrift reports drift at position k of the last occurrence of g, whose number tells it apart.
func (d *Decoder) groupDrift(fi int, g *group, k int, kind Kind) {
	if d.OnDrift == nil && !d.Strict {
		return
	}
	f := &d.frames[fi]
	at := "/" + f.p.names[k].label()
	if n := int(d.counts[f.counts+g.at+groupCount]); n > 0 {
		at += "[" + strconv.Itoa(n) + "]"
	}
	st, key := d.state, d.key
	d.state, d.key = idle, ""
	d.driftAt(kind, at)
	d.state, d.key = st, key
}

// label is what stands for the entry in a path.
func (e *entry) label() string {
	if e.Any {
		return "*"
	}
	return e.Local
}
