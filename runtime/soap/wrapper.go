package soap

import "example.com/wsgen/runtime/xmltext"

// A wrapper writes an element between a message's body and its part: the wrapper of rpc style.
type wrapper struct {
	t    *xmltext.Type // of this element: it has one child, or none
	next *wrapper      // the child, nil for the part
	part *Part         // nil without one
	in   xmltext.Node
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

// FieldXML writes the child.
func (w *wrapper) FieldXML(c *xmltext.Codec, field int) {
	switch {
	case field != 0:
	case w.next != nil:
		c.Struct(w.next.t, w.next)
	case w.part != nil:
		c.Struct(w.part.Type, w.in)
	}
}
