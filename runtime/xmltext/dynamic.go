package xmltext

import (
	"bytes"

	"example.com/wsgen/runtime/xsd"
)

// What the decoder does for content whose type the document selects.

// AnySimple reads an xs:anySimpleType with its xsi:type, which only an element has. A name has the form {namespace}local.
//
//go:noinline
func (d *Decoder) AnySimple(p *xsd.AnySimple) {
	var typ xsd.QName
	if d.field < 0 {
		typ = d.typ
	}
	if d.state == ready || d.ready() {
		*p = xsd.AnySimple{Type: typ}
		d.taken = d.taken || d.field < 0
		if isNameType(typ) {
			p.Text = xsd.ExpandNames(trim(d.val), (*scope)(d))
			d.lexicalNames()
		} else if p.Text = d.str(d.val); d.scopeOf(d.val) != "" { // of a type that may be derived from xs:QName
			d.lexicalNames()
		}
	}
}

// isNameType reports a type whose values are names, which say nothing without the declaration of their prefix.
func isNameType(t xsd.QName) bool {
	return t.Space == xsURI && (t.Local == "QName" || t.Local == "NOTATION")
}

// Any reads an xs:anyType as raw text with its xsi:type.
func (d *Decoder) Any(p *xsd.Any) {
	if d.state == open {
		typ, _ := d.XSIType()
		*p = xsd.Any{Type: typ, Raw: d.Capture()}
		d.taken = true
	}
}

// Raw reads an element as raw text.
func (d *Decoder) Raw(p *xsd.Raw) {
	if d.state == open {
		*p = d.Capture()
		d.taken = true
	}
}

// AnyAttr appends the attribute being delivered.
func (d *Decoder) AnyAttr(p *xsd.Attrs) {
	if d.field == AnyAttr {
		*p = append(*p, d.keep(&d.attrs[d.attr]))
	}
}

// Nil reports whether the element being delivered has xsi:nil="true", and consumes it if so.
func (d *Decoder) Nil() bool {
	if d.state == isnil {
		d.fullText()
		d.state = idle
		return true
	}
	if !d.isNil() {
		return false
	}
	if d.vacant() {
		d.nilAttrs()
		d.Skip()
	} else {
		d.driftAt(ValueForm, "/@nil")
		fi := len(d.frames) - 1
		raw := d.Capture()
		if c := d.innermost(fi); c != nil {
			c.Full, c.Lexical = true, raw.XML
		}
	}
	return true
}

// nilAttrs keeps the attributes of the open element, which is nil and has no value to hold them: those of an xs:anyType, which
// has any, and those for schema processors.
func (d *Decoder) nilAttrs() {
	fi := len(d.frames) - 1
	if fi < 0 || d.frames[fi].p == nil || d.frames[fi].prev < 0 {
		return
	}
	d.noteNilForm()
	for i := range d.attrs {
		a := &d.attrs[i]
		d.misspelt(a)
		if a.decl || i == d.tag.typ || d.xsi(a) && string(a.local(d.buf)) == "nil" {
			continue
		}
		if c := d.record(fi, int(d.frames[fi].prev)); c != nil {
			c.Attrs = append(c.Attrs, d.keep(a))
		}
	}
}

// innermost is the record of the child that frame fi has delivered last; nil when there is none.
func (d *Decoder) innermost(fi int) *xsd.Child {
	if fi < 0 || d.frames[fi].p == nil || d.frames[fi].prev < 0 {
		return nil
	}
	return d.record(fi, int(d.frames[fi].prev))
}

// noteNilForm keeps the value of xsi:nil of the open element.
func (d *Decoder) noteNilForm() {
	for i := range d.attrs {
		a := &d.attrs[i]
		if !d.xsi(a) || string(a.local(d.buf)) != "nil" {
			continue
		}
		if v := d.value(a); string(v) != "true" {
			if c := d.innermost(len(d.frames) - 1); c != nil {
				c.Nil = d.str(v)
			}
		}
	}
}

// fullText keeps the text of a nil element, which must have none.
func (d *Decoder) fullText() {
	if len(d.val) == 0 {
		return
	}
	if len(trim(d.val)) > 0 {
		d.driftAt(ValueForm, "/@nil")
	}
	if c := d.innermost(len(d.frames) - 1); c != nil {
		c.Full, c.Lexical = true, d.str(d.val)
	}
}

// vacant reports whether nothing but white space is known to stand in the open element.
func (d *Decoder) vacant() bool {
	if d.tag.empty {
		return true
	}
	for i := d.pos; ; i++ {
		if i-d.pos > d.lim.Token {
			return false
		}
		for i+1 >= len(d.buf) {
			gap := i - d.pos
			if !d.needBehind() {
				return true
			}
			i = d.pos + gap
		}
		if class[d.buf[i]]&cSpace == 0 {
			return d.buf[i] == '<' && d.buf[i+1] == '/'
		}
	}
}

func (d *Decoder) isNil() bool { return d.state == open && d.tag.null }

func (d *Decoder) hasAttrs() bool {
	for i := range d.attrs {
		if a := &d.attrs[i]; !a.decl && !d.xsi(a) {
			return true
		}
	}
	return false
}

// Derived reads an element whose xsi:type selects one of r, or the first of r without. For a type that r does not
// know the node is nil and the element raw.
func (d *Decoder) Derived(r *Registry) (Node, xsd.Raw) {
	if d.err != nil || d.state != open || len(*r) == 0 {
		return nil, xsd.Raw{}
	}
	at := 0
	name, said := d.XSIType()
	if said {
		for at = 0; at < len(*r); at++ {
			if e := &(*r)[at]; e.Name.Local == name.Local && nsURI(namespaces(e.Type.NS), e.Name.NS) == name.Space {
				break
			}
		}
	}
	d.taken = true
	if at == len(*r) || (*r)[at].New == nil {
		d.nilTaken = false
		d.Drift(UnknownType)
		raw := d.Capture()
		return nil, raw
	}
	x := (*r)[at].New()
	d.Struct((*r)[at].Type, x)
	d.taken = !said || at > 0 // that of the declared type is noted: no value says it
	return x, xsd.Raw{}
}

// ElementName is the expanded name of the element being delivered.
func (d *Decoder) ElementName() xsd.QName {
	if d.state != open {
		return xsd.QName{}
	}
	uri, _ := d.lookup(d.tag.prefix(d.buf))
	return xsd.QName{Space: uri, Local: d.str(d.tag.local(d.buf))}
}

// XSIType is the xsi:type of the element being delivered, and whether it has one that resolves.
func (d *Decoder) XSIType() (xsd.QName, bool) {
	if d.state != open {
		return d.typ, d.typ.Local != ""
	}
	if d.tag.typ < 0 {
		return xsd.QName{}, false
	}
	var prefix []byte
	local := trim(d.value(&d.attrs[d.tag.typ]))
	if i := bytes.IndexByte(local, ':'); i >= 0 {
		prefix, local = local[:i], local[i+1:]
	}
	uri, ok := d.lookup(prefix)
	if n, _ := ncname(local, 0); !ok || n == 0 || n < len(local) {
		d.tag.typ = -1 // an attribute like others
		d.driftAt(UnknownType, "")
		return xsd.QName{}, false
	}
	return xsd.QName{Space: uri, Local: d.intern(local)}, true
}
