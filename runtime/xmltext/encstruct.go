package xmltext

import (
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// What the encoder does for structs.

// A step is an open struct, for paths.
type step struct {
	p     *plan
	field int
	n     int
	key   entryKey
}

// WriteStruct writes x as position field.
//
//go:noinline
func (e *Encoder) WriteStruct(field int, t *Type, x Node) {
	if !e.quick(field) {
		e.structure(field, t, x, typeNone)
		return
	}
	f := &e.p.names[field]
	e.used |= f.bit
	b := put(e.buf, f.open, &f.openW)
	e.buf = b[:len(b)-1]
	e.step(field, f)
	e.body(t, x, f.uri, false, e.anyForm && f.AnyForm)
	e.steps = e.steps[:len(e.steps)-1]
	e.buf = put(e.buf, f.close, &f.closeW)
}

// What a struct's start tag says of its type, and that it is nil.
type typing uint8

const (
	typeName typing = 1 << iota
	typeNil
)

const typeNone typing = 0

func (e *Encoder) structure(field int, t *Type, x Node, say typing) {
	if e.err != nil || field >= len(e.p.names) {
		return
	}
	f := &e.p.names[field]
	if e.vacuum {
		if e.vacantChild(field, say == typeNone && !f.Many); e.err == nil {
			e.step(field, f)
			e.body(t, x, "", false, false)
			e.steps = e.steps[:len(e.steps)-1]
		}
		return
	}
	c, ok := e.start(field, f, e.lacks(field, t, x), say)
	if !ok {
		return
	}
	if c != nil && c.Null && say&typeNil == 0 && t.Array == nil && vacant(t, x) { // an array that is set is not nil
		say |= typeNil
	}
	if say&typeName != 0 {
		e.writeType(xsd.QName{Space: nsURI(namespaces(t.NS), t.Name.NS), Local: t.Name.Local})
	}
	null := say&typeNil != 0
	if null {
		e.writeNil(c)
		null = c == nil || !c.Full
	}
	key := e.key
	e.step(field, f)
	e.key = entryKey{}
	uri := f.uri
	if e.otherName(f, c) {
		uri = c.Name.Space
	}
	if e.p.form != nil {
		uri = e.p.form.value.uri
	}
	if t.Array != nil {
		e.items = nil
		if c != nil {
			e.items = c.Entry
		}
	}
	inner := e.body(t, x, uri, null, e.anyForm && f.AnyForm)
	if null {
		e.buf = e.buf[:inner]
		if e.err == errNil {
			e.err = nil
		}
	}
	e.steps = e.steps[:len(e.steps)-1]
	e.key = key
	e.finish(f, c)
}

// step notes that the struct at position field is open. Where it may repeat, it is one more than the last one there.
func (e *Encoder) step(field int, f *entry) {
	last := len(e.steps)
	if last == cap(e.steps) {
		e.steps = append(e.steps, step{})
	}
	e.steps = e.steps[:last+1]
	s := &e.steps[last]
	switch {
	case !f.Many && !f.Free:
		s.n = 0
	case s.p == e.p && s.field == field:
		s.n++
	default:
		s.n = 1
	}
	if s.p != e.p {
		s.p = e.p
	}
	s.field = field
	if n := last + 1; n < cap(e.steps) { // what is counted there is of another struct
		e.steps[:n+1][n].p = nil
	}
	if e.key.set || s.key.set {
		s.key = e.key
	}
}

// WriteStructOmitEmpty is WriteStruct, but writes nothing when the element would have neither attributes nor content.
func (e *Encoder) WriteStructOmitEmpty(field int, t *Type, x Node) {
	if e.err != nil || e.replay != nil || field >= len(e.p.names) {
		e.WriteStruct(field, t, x)
		return
	}
	start, used, key := len(e.buf), e.used, e.key
	e.bare = false
	e.WriteStruct(field, t, x)
	if e.bare && e.err == nil {
		e.buf, e.used, e.key = e.buf[:start], used, key
	}
}

// NilStruct writes x as position field with xsi:nil="true": its attributes alone.
func (e *Encoder) NilStruct(field int, t *Type, x Node) { e.structure(field, t, x, typeNil) }

// Derived writes x, of type t, as position field with the xsi:type that r has for t; the first of r has none.
func (e *Encoder) Derived(field int, r *Registry, t *Type, x Node) {
	say := typeName
	if len(*r) > 0 && (*r)[0].Type == t {
		say = typeNone
	}
	if e.nextNil {
		say, e.nextNil = say|typeNil, false
	}
	e.structure(field, t, x, say)
}

// NextNil says whether the element written next is one of a polymorphic type with xsi:nil="true".
func (e *Encoder) NextNil(null bool) { e.nextNil = null }

// writeType writes xsi:type.
func (e *Encoder) writeType(name xsd.QName) {
	e.buf = append(append(append(e.buf, ' '), e.prefixOf(xsiURI)...), `:type="`...)
	e.typeName(name)
	e.buf = append(e.buf, '"')
}

// typeName writes the name of a type as the value of an attribute.
func (e *Encoder) typeName(name xsd.QName) {
	if name.Space == enc11 && e.Encoding12 {
		name.Space = enc12
	}
	if name.Space != "" {
		e.buf = append(append(e.buf, e.prefixOf(name.Space)...), ':')
	}
	e.buf = append(e.buf, name.Local...)
}

// writeNil writes xsi:nil, in the form that the record c has of it.
func (e *Encoder) writeNil(c *xsd.Child) {
	e.buf = append(append(append(e.buf, ' '), e.prefixOf(xsiURI)...), `:nil="`...)
	if c != nil && strings.Trim(c.Nil, " ") == "1" || c != nil && strings.Trim(c.Nil, " ") == "true" {
		e.buf = append(append(e.buf, c.Nil...), '"')
	} else {
		e.buf = append(e.buf, `true"`...)
	}
}

// finishNil writes the rest of an element with xsi:nil="true" from its attributes on.
func (e *Encoder) finishNil(f *entry, c *xsd.Child) {
	e.writeNil(c)
	e.buf = append(e.buf, '>')
	if c != nil && f.Leaf && (c.Full || c.Null && c.Kept) {
		from := len(e.buf)
		e.buf = append(e.buf, c.Lexical...)
		e.escape(from, -1)
	}
	e.finish(f, c)
}

// Nil writes position field with xsi:nil="true" and no content.
func (e *Encoder) Nil(field int) {
	if e.err != nil || field >= len(e.p.names) {
		return
	}
	if e.vacuum {
		e.held()
		return
	}
	f := &e.p.names[field]
	var c *xsd.Child
	if e.replay != nil {
		ok := false
		if c, ok = e.replay.next(e, field, false); !ok {
			return
		}
		if c != nil && c.Full && c.Lexical != "" && !f.Leaf {
			e.raw(field, c.Lexical)
			e.replay.done(e)
			return
		}
	}
	e.tag(f, c, typeNil)
	e.finishNil(f, c)
}
