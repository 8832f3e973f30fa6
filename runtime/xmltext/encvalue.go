package xmltext

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// begin writes what stands before the value of position field: a start tag, or an attribute's name. Zero says that the
// value is the zero value: then one that was missing in the document stays missing, and ok is false.
func (e *Encoder) begin(field int, zero bool) (f *entry, c *xsd.Child, ok bool) {
	switch {
	case e.err != nil:
		return nil, nil, false
	case e.vacuum:
		e.vacantChild(field, zero)
		return nil, nil, false
	case field >= Text:
		if (e.p.mixed || e.p.text) && e.replay != nil {
			e.replay.text(e)
		}
		return nil, e.res.Lookup(Text, 0), true
	case field >= Attr:
		f = &e.p.attrs[field-Attr]
		if r := e.res; r != nil {
			if c = r.Lookup(int32(field), 0); c != nil && c.State == xsd.ChildMissing && zero {
				return nil, nil, false
			}
		}
		if f.NS != 0 {
			e.use(f)
		}
		e.buf = put(e.buf, f.open, &f.openW)
		return f, c, true
	}
	f = &e.p.names[field]
	if c, ok = e.start(field, f, zero, typeNone); !ok {
		return f, c, false
	}
	if c != nil && c.Null && zero { // it stood there although the type has no nil
		e.finishNil(f, c)
		return nil, nil, false
	}
	e.buf = append(e.buf, '>')
	return f, c, true
}

// end closes what begin opened.
func (e *Encoder) end(field int, f *entry, c *xsd.Child) {
	switch {
	case field >= Text:
	case field >= Attr:
		e.buf = append(e.buf, '"')
	default:
		e.finish(f, c)
	}
}

// start writes the start tag of a child up to its '>'.
func (e *Encoder) start(field int, f *entry, zero bool, say typing) (c *xsd.Child, ok bool) {
	if e.replay != nil {
		if c, ok = e.replay.next(e, field, zero); !ok {
			return nil, false
		}
	}
	e.tag(f, c, say)
	return c, true
}

// tag writes the start tag of f, with what the record c adds, up to its '>' or what the caller says of the type.
func (e *Encoder) tag(f *entry, c *xsd.Child, say typing) {
	if e.p.form != nil {
		e.entryStart(f, c)
	} else if e.otherName(f, c) {
		e.openName(e.renamed(c))
	} else {
		e.openName(f)
	}
	if f.XSI != "" && e.p.form == nil && say == typeNone && (c == nil || c.Type.Local == "" && !c.Untyped) {
		e.writeType(xsiName(*e.p.ns, f))
	}
	if c == nil {
		return
	}
	typed := say&typeName != 0
	if c.Type.Local != "" && !typed {
		e.writeType(c.Type)
		typed = true
	}
	e.keptAttrs(c.Attrs, typed, say&typeNil != 0)
}

// finish writes the end tag of a child.
func (e *Encoder) finish(f *entry, c *xsd.Child) {
	switch {
	case e.p.form != nil:
		e.closeName(&e.p.form.value)
		e.entryEnd(f, c)
	case e.otherName(f, c):
		e.closeName(e.renamed(c))
	default:
		e.closeName(f)
	}
	if e.replay != nil {
		e.replay.done(e)
	}
}

// otherName reports whether a child is written with another name than the table's: one that it was read with, where the
// message admits any form, or the table any name.
func (e *Encoder) otherName(f *entry, c *xsd.Child) bool {
	return c != nil && c.Name.Local != "" && (e.anyForm || f.AnyName)
}

// renamed is the name of a child that did not have the table's.
func (e *Encoder) renamed(c *xsd.Child) *entry {
	ns := Namespaces{{URI: c.Name.Space}}
	n := Name{Local: c.Name.Local, NS: 1}
	if c.Name.Space == "" {
		n.NS = 0
	} else if e.style == Prefixed {
		ns[0].Prefix = e.prefixOf(c.Name.Space)
	}
	f := makeEntry(n, ns, false)
	f.NS = 0 // declared already
	return &f
}

// kept reports whether the lexical form that was kept is still that of the value.
func (e *Encoder) kept(f *entry, c *xsd.Child, same func(string) bool) bool {
	return c != nil && c.Kept && same(e.stands(f, c))
}

// stands is the text that was kept, or what it stands for: an empty one for the default of the element.
func (e *Encoder) stands(f *entry, c *xsd.Child) string {
	if c.Lexical != "" {
		return c.Lexical
	}
	if f == nil && len(e.steps) > 0 { // the text of a struct
		if s := &e.steps[len(e.steps)-1]; s.p != nil && s.field < len(s.p.names) {
			f = &s.p.names[s.field]
		}
	}
	if f == nil {
		return ""
	}
	if f.Expanded {
		used, more := e.used, len(e.more)
		text := string(xsd.AppendNames(nil, f.Default, (*writeScope)(e)))
		e.used, e.more = used, e.more[:more]
		return text
	}
	return f.Default
}

// form is how the value of f, or of the text when f is nil, is written when it is fresh.
func (e *Encoder) form(f *entry) string {
	if f == nil {
		return e.p.textForm
	}
	return f.Form
}

// keep writes the kept form.
func (e *Encoder) keep(field int, c *xsd.Child) {
	from := len(e.buf)
	e.buf = append(e.buf, c.Lexical...)
	e.escape(from, field)
}

// quick reports whether position field is a child that needs nothing but its fragments.
func (e *Encoder) quick(field int) bool {
	return e.fast && field < len(e.p.names)
}

// quickAttr starts an attribute of a struct without residue.
func (e *Encoder) quickAttr(field int) bool {
	if attrs := e.p.attrs; uint(field-Attr) < uint(len(attrs)) && e.err == nil {
		if f := &attrs[field-Attr]; f.NS == 0 && f.Form == "" && !e.vacuum && e.res == nil {
			e.buf = put(e.buf, f.open, &f.openW)
			return true
		}
	}
	return false
}

// WriteStr writes text as position field.
func (e *Encoder) WriteStr(field int, v string) {
	e.field = field
	e.Str(&v)
}

// Str writes text.
func (e *Encoder) Str(p *string) {
	v, field := *p, e.field
	if e.quick(field) {
		f := &e.p.names[field]
		e.used |= f.bit
		b := put(e.buf, f.open, &f.openW)
		from := len(b)
		b = append(b, v...)
		if i := special(b, from); i < len(b) {
			e.buf = b
			e.rewrite(i, field, escText)
			b = e.buf
		}
		e.buf = put(b, f.close, &f.closeW)
		return
	}
	if f, c, ok := e.begin(field, v == ""); ok {
		if e.kept(f, c, func(s string) bool { return s == v || collapse(s) == v || replaceSpace(s) == v }) {
			v = c.Lexical
		}
		from := len(e.buf)
		e.buf = append(e.buf, v...)
		e.escape(from, field)
		e.end(field, f, c)
	}
}

// CDATA writes text as a CDATA section.
func (e *Encoder) CDATA(field int, v string) {
	f, c, ok := e.begin(field, v == "")
	if !ok {
		return
	}
	e.cdata(field, v)
	e.end(field, f, c)
}

// cdata writes text in CDATA sections: one can hold neither its own end nor a carriage return.
func (e *Encoder) cdata(field int, v string) {
	if v == "" {
		return
	}
	if n, bad := validUTF8([]byte(v), 0, true); n < len(v) {
		e.fail(field, bad, nil)
	}
	for i := range len(v) {
		if escapes[v[i]]&escBad != 0 {
			e.fail(field, "illegal character", nil)
		}
	}
	v = strings.ReplaceAll(v, "]]>", "]]]]><![CDATA[>")
	v = strings.ReplaceAll(v, "\r", "]]>&#xD;<![CDATA[")
	e.buf = append(append(append(e.buf, "<![CDATA["...), v...), "]]>"...)
}

// WriteBool writes an xs:boolean.
//
//go:noinline
func (e *Encoder) WriteBool(field int, v bool) {
	if e.quick(field) {
		f := &e.p.names[field]
		e.used |= f.bit
		e.buf = put(strconv.AppendBool(put(e.buf, f.open, &f.openW), v), f.close, &f.closeW)
		return
	}
	f, c, ok := e.begin(field, !v)
	if !ok {
		return
	}
	same := func(s string) bool {
		s = strings.Trim(s, " \t\r\n")
		return v && (s == "true" || s == "1") || !v && (s == "false" || s == "0")
	}
	if e.kept(f, c, same) {
		e.keep(field, c)
	} else {
		e.buf = xsd.AppendBool(e.buf, v, e.form(f))
	}
	e.end(field, f, c)
}

// WriteInt writes a signed integer.
//
//go:noinline
func (e *Encoder) WriteInt(field int, v int64) {
	if e.quick(field) {
		f := &e.p.names[field]
		e.used |= f.bit
		e.buf = put(strconv.AppendInt(put(e.buf, f.open, &f.openW), v, 10), f.close, &f.closeW)
		return
	}
	if e.quickAttr(field) {
		e.buf = append(strconv.AppendInt(e.buf, v, 10), '"')
		return
	}
	f, c, ok := e.begin(field, v == 0)
	if !ok {
		return
	}
	same := func(s string) bool {
		n, err := strconv.ParseInt(strings.Trim(s, " \t\r\n"), 10, 64)
		return err == nil && n == v
	}
	if e.kept(f, c, same) {
		e.keep(field, c)
	} else {
		e.buf = xsd.AppendInt(e.buf, v, e.form(f))
	}
	e.end(field, f, c)
}

// WriteUint writes an unsigned integer.
//
//go:noinline
func (e *Encoder) WriteUint(field int, v uint64) {
	f, c, ok := e.begin(field, v == 0)
	if !ok {
		return
	}
	same := func(s string) bool {
		n, err := strconv.ParseUint(strings.TrimLeft(strings.Trim(s, " \t\r\n"), "+-"), 10, 64)
		return err == nil && n == v
	}
	if e.kept(f, c, same) {
		e.keep(field, c)
	} else {
		e.buf = xsd.AppendUint(e.buf, v, e.form(f))
	}
	e.end(field, f, c)
}

// WriteFloat32 writes an xs:float.
//
//go:noinline
func (e *Encoder) WriteFloat32(field int, v float32) { e.float(field, float64(v), 32) }

// WriteFloat64 writes an xs:double.
//
//go:noinline
func (e *Encoder) WriteFloat64(field int, v float64) { e.float(field, v, 64) }

func (e *Encoder) float(field int, v float64, bits int) {
	f, c, ok := e.begin(field, v == 0)
	if !ok {
		return
	}
	same := func(s string) bool {
		o, err := xsd.ParseFloat(s, bits)
		return err == nil && (o == v || o != o && v != v)
	}
	if e.kept(f, c, same) {
		e.keep(field, c)
	} else {
		e.buf = xsd.AppendFloatForm(e.buf, v, bits, e.form(f))
	}
	e.end(field, f, c)
}

// WriteBytes writes an xs:base64Binary.
//
//go:noinline
func (e *Encoder) WriteBytes(field int, v []byte) {
	f, c, ok := e.begin(field, len(v) == 0)
	if !ok {
		return
	}
	same := func(s string) bool {
		var o xsd.Binary
		return o.ParseXML([]byte(s), nil) == nil && o.Equal(v)
	}
	if e.kept(f, c, same) {
		e.keep(field, c)
	} else {
		e.buf = base64.StdEncoding.AppendEncode(e.buf, v)
	}
	e.end(field, f, c)
}

// WriteHex writes an xs:hexBinary.
//
//go:noinline
func (e *Encoder) WriteHex(field int, v []byte) {
	f, c, ok := e.begin(field, len(v) == 0)
	if !ok {
		return
	}
	same := func(s string) bool {
		var o xsd.HexBinary
		return o.ParseXML([]byte(s), nil) == nil && o.Equal(v)
	}
	if e.kept(f, c, same) {
		e.keep(field, c)
	} else {
		e.buf = xsd.AppendHex(e.buf, v, e.form(f))
	}
	e.end(field, f, c)
}

// WriteValue writes a value that writes itself.
//
//go:noinline
func (e *Encoder) WriteValue(field int, v Value) {
	if !e.quick(field) {
		e.value(field, v)
		return
	}
	f := &e.p.names[field]
	e.used |= f.bit
	e.buf = put(e.buf, f.open, &f.openW)
	from := len(e.buf)
	b, err := v.AppendXML(e.buf, (*writeScope)(e))
	switch {
	case err != nil:
		e.unwritten(field, from, err)
	case plainForm(v):
		e.buf = put(b, f.close, &f.closeW)
	default:
		e.buf = b
		e.escape(from, field) // also a Value of the user's own may need it
		e.end(field, f, nil)
	}
}

// value writes a value of which a record may be kept.
func (e *Encoder) value(field int, v Value) {
	f, c, ok := e.begin(field, e.isZero(v))
	if !ok {
		return
	}
	if c != nil && c.Kept {
		e.names, e.scope = c.Lexical, c.Scope
	}
	from, used, more := len(e.buf), e.used, len(e.more)
	b, err := v.AppendXML(e.buf, (*writeScope)(e))
	e.names = ""
	if err == nil && c != nil && c.Lexical != "" && !keptForm(c, c.Lexical, b[from:]) && (e.used != used || len(e.more) != more) {
		// Another value: a prefix of the old one may stand for another namespace in texts that were kept.
		e.used, e.more = used, e.more[:more]
		b, err = v.AppendXML(e.buf, (*writeScope)(e))
	}
	if err != nil {
		e.unwritten(field, from, err)
		return
	}
	if c != nil && c.Kept && keptForm(c, e.stands(f, c), b[from:]) {
		b = append(b[:from], c.Lexical...)
		if c.Lexical == "" { // the names of the default are not written
			e.used, e.more = used, e.more[:more]
		}
	}
	e.buf = b
	e.escape(from, field)
	e.end(field, f, c)
}

// isZero reports whether v is as it was before anything was read into it, where a record could make a difference of that. A
// list, which has no method for it, is written to see.
func (e *Encoder) isZero(v Value) bool {
	if z, has := v.(interface{ IsZero() bool }); has {
		return z.IsZero()
	}
	if e.res == nil {
		return false
	}
	used, more := e.used, len(e.more)
	text, err := v.AppendXML(nil, (*writeScope)(e))
	e.used, e.more = used, e.more[:more]
	return err == nil && len(text) == 0
}

// unwritten handles a value that can't be written, whose tag or attribute's name ends at from. In a draft one that is
// not set is left out.
func (e *Encoder) unwritten(field, from int, err error) {
	if _, unset := errors.AsType[*xsd.UnsetError](err); !e.draft || !unset {
		e.fail(field, "value can't be written", err)
		return
	}
	e.gaps = append(e.gaps, Gap{Path: e.path(field)})
	switch {
	case field >= Text:
	case field >= Attr:
		e.buf = e.buf[:bytes.LastIndexByte(e.buf[:from], ' ')]
	default:
		e.buf = e.buf[:bytes.LastIndexByte(e.buf[:from], '<')]
		if e.replay != nil {
			e.replay.done(e)
		}
	}
}

// plainForm reports a value whose form holds letters, digits and signs alone.
func plainForm(v Value) bool {
	switch v.(type) {
	case *xsd.Decimal, *xsd.DateTime, *xsd.Date, *xsd.Integer:
		return true
	}
	return false
}

// writeScope declares prefixes for values.
type writeScope Encoder

func (s *writeScope) Resolve(prefix string) (string, bool) {
	for _, t := range s.tables {
		for _, n := range *t.ns {
			if n.Prefix == prefix {
				return n.URI, true
			}
		}
	}
	for _, n := range s.more {
		if n.Prefix == prefix {
			return n.URI, true
		}
	}
	return "", prefix == ""
}

func (s *writeScope) Prefix(uri string) string {
	if uri == "" {
		return ""
	}
	for s.names != "" {
		prefix := nextPrefix(&s.names)
		if was, ok := s.scope.Resolve(prefix); ok && was == uri && (*Encoder)(s).lend(prefix, uri) {
			return prefix
		}
	}
	return (*Encoder)(s).prefixOf(uri)
}

// WriteStamp writes a date or time in a layout of its own.
func (e *Encoder) WriteStamp(field int, v xsd.Stamp, layout string) {
	f, c, ok := e.begin(field, v.IsZero())
	if !ok {
		return
	}
	from := len(e.buf)
	b, err := v.AppendLayout(e.buf, layout)
	if err != nil {
		e.unwritten(field, from, err)
		return
	}
	e.buf = b
	e.escape(from, field)
	e.end(field, f, c)
}
