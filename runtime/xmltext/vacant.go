package xmltext

import (
	"errors"

	"example.com/wsgen/runtime/xsd"
)

var errHeld = errors.New("value is set")

// vacant reports whether x holds nothing but the zero values of what a document must have: such a struct, when it was
// missing in the content read, stays missing.
func vacant(t *Type, x Node) bool {
	e := NewEncoder(Prefixed)
	defer e.Release()
	e.vacuum = true
	e.useTable(t.ready().ns)
	e.body(t, x, "", false, false)
	return e.err == nil
}

// held ends a look for set values: one is.
func (e *Encoder) held() { e.Fail(errHeld) }

// vacantChild handles position field while looking for set values, when zero says whether its value is the zero one.
func (e *Encoder) vacantChild(field int, zero bool) {
	if !zero || field < Attr && (!e.p.names[field].Req || e.p.names[field].Unset) || field >= Attr && field < Text && !e.p.attrs[field-Attr].Req {
		e.held()
	}
}

// lacks reports whether the next occurrence of position field was missing in the content read, or empty, and x says no more.
func (e *Encoder) lacks(field int, t *Type, x Node) bool {
	if e.replay == nil || e.p.names[field].Unset {
		return false
	}
	c := e.res.Lookup(int32(field), e.replay.counts[field])
	return (c != nil && c.State != xsd.ChildPresent || e.replay.absent(e, field)) && vacant(t, x)
}
