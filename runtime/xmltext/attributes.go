package xmltext

import (
	"slices"
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// Attributes that no field holds: those of XML Schema instances, unknown ones, and required ones that are not there.

// leafAttrs keeps the attributes of a child of simple type.
func (d *Decoder) leafAttrs(fi, k int) {
	for i := range d.attrs {
		a := &d.attrs[i]
		if a.decl || i == d.tag.typ {
			d.misspelt(a)
			if !a.decl && (d.OnDrift != nil || d.Strict) && !d.knownType(fi, d.typ) {
				d.Drift(UnknownType)
			}
			continue
		}
		d.judge(a)
		if d.xsi(a) {
			d.misspelt(a)
			if string(a.local(d.buf)) == "nil" && d.tag.null {
				d.noteNilForm()
				continue
			}
		} else if (d.OnDrift != nil || d.Strict) && !d.formal(a) {
			d.driftAt(UnknownAttribute, "/@"+string(a.local(d.buf)))
		}
		if c := d.record(fi, k); c != nil {
			c.Attrs = append(c.Attrs, d.keep(a))
		}
	}
}

// knownType reports whether a contract may have a simple type: XML Schema and SOAP encoding say which are in their namespaces, and
// of its own namespaces any. Tables have no names of such types, which would cost more than all else in them: codecs read the text
// as the declared type, whatever xsi:type says. What is to know more is runtime/schema, which has the contract's rules.
func (d *Decoder) knownType(fi int, typ xsd.QName) bool {
	ns := *d.frames[fi].p.ns
	switch typ.Space {
	case xsURI:
		return slices.Contains(builtins, typ.Local)
	case enc11, enc12:
		return typ.Local == "base64" || slices.Contains(builtins, typ.Local)
	case "":
		return len(ns) == 0
	}
	return slices.ContainsFunc(ns, func(n NS) bool { return n.URI == typ.Space })
}

// builtins are the simple types that XML Schema has (Part 2, clause 3, of both versions).
var builtins = strings.Fields(`
	anySimpleType anyAtomicType string boolean decimal float double duration dateTime time date gYearMonth gYear gMonthDay gDay gMonth
	hexBinary base64Binary anyURI QName NOTATION normalizedString token language NMTOKEN NMTOKENS Name NCName ID IDREF IDREFS ENTITY
	ENTITIES integer nonPositiveInteger negativeInteger long int short byte nonNegativeInteger unsignedLong unsignedInt unsignedShort
	unsignedByte positiveInteger yearMonthDuration dayTimeDuration dateTimeStamp`)

// keep copies an attribute. Its namespace is the right one also where the document misspells it.
func (d *Decoder) keep(a *attr) xsd.Attr {
	uri := a.uri
	if uri == xsiMisspelt {
		uri = xsiURI
	}
	v := d.value(a)
	return xsd.Attr{Name: xsd.QName{Space: uri, Local: d.str(a.local(d.buf))}, Value: d.str(v), Scope: d.scopeOf(v)}
}

// xsi reports whether a is in the namespace of XML Schema instances.
func (d *Decoder) xsi(a *attr) bool {
	return a.uri == xsiURI || a.uri == xsiMisspelt
}

func (d *Decoder) misspelt(a *attr) {
	if a.uri == xsiMisspelt {
		d.driftAt(ValueForm, "/@"+string(a.local(d.buf)))
	}
}

// structXSI handles xsi attributes of a struct; its type is the parent's business.
func (d *Decoder) structXSI(fi int, a *attr) {
	d.misspelt(a)
	switch string(a.local(d.buf)) {
	case "type":
		if d.checkType(fi) {
			return
		}
	case "nil":
		if d.nilTaken {
			d.nilTaken = false
			return
		}
		if d.nilChild(fi) {
			d.noteNil(fi-1, int(d.frames[fi-1].prev))
			return
		}
		if v := trim(d.value(a)); string(v) != "false" && string(v) != "0" { // these say nothing
			d.driftAt(ValueForm, "/@nil")
		}
	}
	if r := d.residue(fi); r != nil {
		r.Attrs = append(r.Attrs, d.keep(a))
	}
}

// checkType compares xsi:type with the struct's own type, where nobody else does. It keeps the type where the parent
// can't. False: the attribute is no type that resolves.
func (d *Decoder) checkType(fi int) bool {
	got, t := d.typ, d.frames[fi].p.t
	switch {
	case d.taken || t.Array != nil: // whose parent keeps it
		return true
	case got.Local == "":
		return false
	case t.Name.Local != "" && (got.Local != t.Name.Local || got.Space != nsURI(namespaces(t.NS), t.Name.NS)):
		d.driftAt(OtherType, "")
	}
	if d.orphan(fi) {
		if r := d.residue(fi); r != nil {
			r.Type = got
		}
	}
	return true
}

// orphan reports whether no parent keeps what frame fi's element says of itself.
func (d *Decoder) orphan(fi int) bool {
	up := fi - 1
	for up >= 0 && d.frames[up].entry && d.frames[up].p == nil { // of a map
		up--
	}
	if up < 0 || d.frames[up].p == nil {
		return true
	}
	f := &d.frames[up]
	return d.residue(up) == nil && !(f.prev >= 0 && f.p.names[f.prev].XSI != "" && d.isDeclared(up, int(f.prev), d.typ))
}

// judge has an attribute that the type does not declare judged by the caller.
func (d *Decoder) judge(a *attr) {
	if d.Judge == nil || !d.Encoded {
		return
	}
	if err := d.Judge(d, xsd.QName{Space: a.uri, Local: string(a.local(d.buf))}, string(d.value(a))); err != nil {
		d.Fail(err)
	}
}

func (d *Decoder) unknownAttr(fi int, a *attr) {
	if d.frames[fi].p.array != nil && d.arrayAttr(fi, a) {
		return
	}
	if (d.OnDrift != nil || d.Strict) && !d.formal(a) {
		d.driftAt(UnknownAttribute, "/@"+string(a.local(d.buf)))
	}
	if r := d.residue(fi); r != nil {
		r.Attrs = append(r.Attrs, d.keep(a))
	}
}

// missingAttrs notes the required attributes that did not occur.
func (d *Decoder) missingAttrs(p *plan, fi, found int) {
	if found == p.reqAt {
		return
	}
	for k := range p.attrs {
		e := &p.attrs[k]
		if !e.Req || d.err != nil {
			continue
		}
		if found > 0 && d.hasAttr(e) {
			continue
		}
		d.driftAt(Missing, "/@"+e.Local)
		if c := d.record(fi, Attr+k); c != nil {
			c.State = xsd.ChildMissing
		}
	}
}

func (d *Decoder) hasAttr(e *entry) bool {
	for i := range d.attrs {
		if a := &d.attrs[i]; !a.decl && string(a.local(d.buf)) == e.Local && (a.uri == e.uri || e.AnyForm) {
			return true
		}
	}
	return false
}
