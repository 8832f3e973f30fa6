package xmltext

import (
	"cmp"

	"example.com/wsgen/runtime/xsd"
)

// What the encoder does for content that it does not make itself.

// WriteAnySimple writes an xs:anySimpleType with its xsi:type.
func (e *Encoder) WriteAnySimple(field int, v xsd.AnySimple) {
	if e.err != nil {
		return
	}
	if field >= Attr {
		text := v.Text
		if c := e.res.Lookup(int32(field), 0); c != nil && c.Lexical == text {
			text = e.rescope(text, c.Scope)
		}
		e.WriteStr(field, text)
		return
	}
	if e.vacuum {
		e.vacantChild(field, v.IsZero())
		return
	}
	f := &e.p.names[field]
	say := typeNone
	if v.Type.Local != "" {
		say = typeName
		if !isName(v.Type.Local) {
			e.fail(field, "not the name of a type", nil)
			return
		}
	}
	c, ok := e.start(field, f, v.IsZero(), say)
	if !ok {
		return
	}
	if v.Type.Local != "" {
		e.writeType(v.Type)
	}
	e.buf = append(e.buf, '>')
	from := len(e.buf)
	e.buf = e.appendSimple(e.buf, v, c)
	e.escape(from, field)
	e.finish(f, c)
}

// appendSimple appends the text of v, of which c is what was kept.
func (e *Encoder) appendSimple(b []byte, v xsd.AnySimple, c *xsd.Child) []byte {
	if !isNameType(v.Type) {
		text := v.Text
		if c != nil && c.Lexical == text {
			text = e.rescope(text, c.Scope)
		}
		return append(b, text...)
	}
	if c != nil && c.Kept {
		e.names, e.scope = c.Lexical, c.Scope
	}
	from := len(b)
	b = xsd.AppendNames(b, v.Text, (*writeScope)(e))
	if e.names = ""; c != nil && c.Kept && keptForm(c, c.Lexical, b[from:]) {
		b = append(b[:from], c.Lexical...)
	}
	return b
}

// WriteAny writes an xs:anyType element.
func (e *Encoder) WriteAny(field int, v xsd.Any) { e.Raw(field, v.Raw) }

// Raw writes an element that was kept as text, in place of position field. As the value of a map entry it replaces the
// value element.
func (e *Encoder) Raw(field int, v xsd.Raw) {
	e.nextNil = false
	if e.err != nil {
		return
	}
	if e.vacuum {
		e.vacantChild(field, v.XML == "")
		return
	}
	if v.XML == "" && field < len(e.p.names) {
		e.Unset(field, cmp.Or(e.p.names[field].Local, "Raw"))
	}
	var c *xsd.Child
	if e.replay != nil {
		var ok bool
		if c, ok = e.replay.next(e, field, v.XML == ""); !ok {
			return
		}
	}
	if e.p.form != nil && field < len(e.p.names) {
		f, space := &e.p.names[field], e.space
		e.entryOpen(f, c)
		e.raw(field, v.XML)
		e.space = space
		e.entryEnd(f, c)
	} else {
		e.raw(field, v.XML)
	}
	if e.replay != nil {
		e.replay.done(e)
	}
}
