package xmltext

import (
	"slices"

	"example.com/wsgen/runtime/xsd"
)

// A replay writes again what a struct's Extra keeps, between the children that the struct itself writes.
type replay struct {
	counts  []int32 // how often each position has been written
	items   []int32 // how many items of each group have been begun
	kids    int32   // children written
	hollow  bool    // children of groups stood empty
	fixed   bool    // nothing is written: a text is in place of it all
	unknown int     // next in Elements
	record  int     // next in Children that may have stood empty
	last    xsd.Place
	from    int // where the children start in the buffer
	start   int // where the child being written starts
	spans   []span
}

// A span is a child in the buffer.
type span struct {
	xsd.Place
	from, to int
	rank     int // place in the document
}

func newReplay(e *Encoder) *replay {
	r := &replay{counts: make([]int32, len(e.p.names)), items: make([]int32, len(e.p.groups)), from: len(e.buf)}
	r.hollow = len(e.p.groups) > 0 && slices.ContainsFunc(e.res.Children, func(c xsd.Child) bool { return c.State == xsd.ChildEmpty })
	r.fixed = fixedDocument(e.p, e.res) != nil
	return r
}

// next prepares for a child at position field: what stood before it is written. It returns the child's record. Ok is
// false when the child is to stay missing.
func (r *replay) next(e *Encoder, field int, zero bool) (c *xsd.Child, ok bool) {
	if r.fixed {
		return nil, false
	}
	r.empties(e, field)
	f := &e.p.names[field]
	zero = zero && !f.Unset
	if zero && !f.Many && r.absent(e, field) {
		return nil, false
	}
	for c = e.res.Lookup(int32(field), r.counts[field]); c != nil && c.State != xsd.ChildPresent; c = e.res.Lookup(int32(field), r.counts[field]) {
		many := f.Many || f.Free
		switch {
		case c.State == xsd.ChildMissing && zero && !many:
			return nil, false
		case c.State != xsd.ChildEmpty:
		case f.repeats() && !f.Many && c.Item != r.items[f.group]-1: // of another item
		case zero && !f.Many && e.p.required(field): // a required field can't say that it is absent
			r.empty(e, c)
			return nil, false
		case many && (f.Many || !f.repeats()):
			r.empty(e, c)
			continue
		}
		c = nil
		break
	}
	r.flush(e, r.kids)
	r.open(e, xsd.Place{Field: int32(field), Occurrence: r.counts[field]})
	return c, true
}

func (r *replay) open(e *Encoder, p xsd.Place) {
	r.last, r.start = p, len(e.buf)
	r.counts[p.Field]++
	r.kids++
}

// text prepares for a run of text in mixed content, which is a child as far as the place of unknown elements goes.
func (r *replay) text(e *Encoder) {
	r.flush(e, r.kids)
	r.kids++
}

// done ends the child that next or empty began.
func (r *replay) done(e *Encoder) {
	if len(e.res.Order) > 0 {
		r.spans = append(r.spans, span{Place: r.last, from: r.start, to: len(e.buf)})
	}
}

// flush writes the unknown elements that stood after at most kids children. With an order to restore they wait.
func (r *replay) flush(e *Encoder, kids int32) {
	if len(e.res.Order) == 0 {
		r.unknowns(e, kids)
	}
}

// empties writes the children of positions before field that stood empty and are absent.
func (r *replay) empties(e *Encoder, field int) {
	defer r.passed(e, field)
	for ; r.record < len(e.res.Children); r.record++ {
		c := &e.res.Children[r.record]
		if int(c.Field) >= field || int(c.Field) >= len(r.counts) {
			return
		}
		if !e.p.names[c.Field].repeats() && c.State == xsd.ChildEmpty && c.Occurrence == r.counts[c.Field] {
			r.passed(e, int(c.Field))
			r.empty(e, c)
		}
	}
}

func (r *replay) empty(e *Encoder, c *xsd.Child) {
	r.flush(e, r.kids)
	r.open(e, c.Place)
	f := &e.p.names[c.Field]
	e.tag(f, c, typeNone)
	e.buf = append(e.buf, '>')
	e.finish(f, c)
}

// finish writes what is left, and restores the order.
func (r *replay) finish(e *Encoder) {
	if e.err != nil || r.fixed {
		return
	}
	r.empties(e, len(r.counts))
	if len(e.res.Order) == 0 {
		r.flush(e, 1<<31-1)
		return
	}
	text := append([]byte(nil), e.buf[r.from:]...)
	e.buf = e.buf[:r.from]
	for i, s := range r.ordered(e.res) {
		r.unknowns(e, int32(i))
		e.buf = append(e.buf, text[s.from-r.from:s.to-r.from]...)
	}
	r.unknowns(e, 1<<31-1)
}

// ordered is the spans in the order of the document. One that is not listed there follows the one before it: of the
// same list, else of those that came in order.
func (r *replay) ordered(res *xsd.Residue) []span {
	index := make(map[xsd.Place]int, len(res.Order))
	for i, p := range res.Order {
		index[p] = i
	}
	last := -1
	for i := range r.spans {
		s := &r.spans[i]
		at, listed := index[s.Place]
		switch {
		case listed:
			s.rank = at
			if at < res.InOrder {
				last = at
			}
		case i > 0 && r.spans[i-1].Field == s.Field:
			s.rank = r.spans[i-1].rank
		default:
			s.rank = last
		}
	}
	slices.SortStableFunc(r.spans, func(a, b span) int { return a.rank - b.rank })
	return r.spans
}

func (r *replay) unknowns(e *Encoder, kids int32) {
	for ; r.unknown < len(e.res.Elements) && e.res.Elements[r.unknown].After <= kids; r.unknown++ {
		e.unknown(&e.res.Elements[r.unknown].Raw)
	}
}
