package xmltext

import "example.com/wsgen/runtime/xsd"

// A replay writes again what a struct's Extra keeps, between the children that the struct itself writes.
type replay struct {
	counts  []int32 // how often each position has been written
	kids    int32   // children written
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
}

func newReplay(e *Encoder) *replay {
	return &replay{counts: make([]int32, len(e.p.names)), from: len(e.buf)}
}

// next prepares for a child at position field: what stood before it is written. It returns the child's record. Ok is
// false when the child is to stay missing.
func (r *replay) next(e *Encoder, field int, zero bool) (c *xsd.Child, ok bool) {
	r.empties(e, field)
	for c = e.res.Lookup(int32(field), r.counts[field]); c != nil && c.State != xsd.ChildPresent; c = e.res.Lookup(int32(field), r.counts[field]) {
		many := e.p.names[field].Many || e.p.names[field].Free
		switch {
		case c.State == xsd.ChildMissing && zero:
			return nil, false
		case c.State == xsd.ChildEmpty && many:
			r.empty(e, c)
			continue
		case c.State == xsd.ChildEmpty && zero && e.p.names[field].Req: // a required field can't say that it is absent
			r.empty(e, c)
			return nil, false
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

// done ends the child that next or empty began.
func (r *replay) done(e *Encoder) {
	if len(e.res.Order) > 0 {
		r.spans = append(r.spans, span{r.last, r.start, len(e.buf)})
	}
}

// flush writes the unknown elements that stood after at most kids children. With an order to restore they wait.
func (r *replay) flush(e *Encoder, kids int32) {
	if len(e.res.Order) > 0 {
		return
	}
	for ; r.unknown < len(e.res.Elements) && e.res.Elements[r.unknown].After <= kids; r.unknown++ {
		e.raw(e.res.Elements[r.unknown].Raw.XML)
	}
}

// empties writes the children of positions before field that stood empty and are absent.
func (r *replay) empties(e *Encoder, field int) {
	for ; r.record < len(e.res.Children); r.record++ {
		c := &e.res.Children[r.record]
		if int(c.Field) >= field || int(c.Field) >= len(r.counts) {
			return
		}
		if c.State == xsd.ChildEmpty && c.Occurrence == r.counts[c.Field] {
			r.empty(e, c)
		}
	}
}

func (r *replay) empty(e *Encoder, c *xsd.Child) {
	r.flush(e, r.kids)
	r.open(e, c.Place)
	f := &e.p.names[c.Field]
	e.tag(f, c)
	e.buf = append(e.buf, '>')
	e.finish(int(c.Field), f, c)
}

// finish writes what is left, and restores the order.
func (r *replay) finish(e *Encoder) {
	if e.err != nil {
		return
	}
	r.empties(e, len(r.counts))
	if len(e.res.Order) == 0 {
		r.flush(e, 1<<31-1)
		return
	}
	text := append([]byte(nil), e.buf[r.from:]...)
	e.buf = e.buf[:r.from]
	used := make([]bool, len(r.spans))
	kids := int32(0)
	put := func(i int) {
		r.unknowns(e, kids)
		used[i] = true
		kids++
		e.buf = append(e.buf, text[r.spans[i].from-r.from:r.spans[i].to-r.from]...)
	}
	for _, p := range e.res.Order {
		for i := range r.spans {
			if r.spans[i].Place == p && !used[i] {
				put(i)
				break
			}
		}
	}
	for i := range r.spans {
		if !used[i] {
			put(i)
		}
	}
	r.unknowns(e, 1<<31-1)
}

func (r *replay) unknowns(e *Encoder, kids int32) {
	for ; r.unknown < len(e.res.Elements) && e.res.Elements[r.unknown].After <= kids; r.unknown++ {
		e.raw(e.res.Elements[r.unknown].Raw.XML)
	}
}
