package soap

import (
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A wrapper writes an element between a message's body and its part: the wrapper of rpc style.
type wrapper struct {
	t     *xmltext.Type // of this element: it has one child, or none
	next  *wrapper      // the child, nil for the part
	part  *Part         // nil without one
	in    xmltext.Node
	extra xsd.Extra // of the element, always empty
}

// wrap builds the wrappers of a message around in.
func (m *Message) wrap(op *Operation, in xmltext.Node) *wrapper {
	ns := op.namespaces(new(Part))
	var w *wrapper
	for i := len(m.Wrapper) - 1; i >= 0; i-- {
		t := &xmltext.Type{NS: ns}
		outer := &wrapper{t: t, next: w}
		switch {
		case w != nil:
			t.Names = []xmltext.Name{m.Wrapper[i+1]}
		case len(m.Body) > 0:
			outer.part, outer.in = &m.Body[0], in
			t.Names = []xmltext.Name{outer.part.Name}
		}
		w = outer
	}
	return w
}

// DecodeXML is not used.
func (w *wrapper) DecodeXML(d *xmltext.Decoder, _ int) { d.Skip() }

// EncodeXML writes the child.
func (w *wrapper) EncodeXML(e *xmltext.Encoder) {
	e.Content(&w.extra)
	switch {
	case w.next != nil:
		e.Struct(0, w.next.t, w.next)
	case w.part != nil:
		e.Struct(0, w.part.Type, w.in)
	}
}
