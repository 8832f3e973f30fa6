package xmltext

import (
	"bytes"
	"strconv"

	"example.com/wsgen/runtime/xsd"
)

// Arrays of SOAP encoding, and values that may be nil there whatever their type.

const (
	enc11 = "http://schemas.xmlsoap.org/soap/encoding/"
	enc12 = "http://www.w3.org/2003/05/soap-encoding"

	envelope11 = "http://schemas.xmlsoap.org/soap/envelope/"
	envelope12 = "http://www.w3.org/2003/05/soap-envelope"
)

// An Array is the form of an array in SOAP encoding (SOAP 1.1, clause 5.4.2; SOAP 1.2 part 2, clause 3.1.6).
type Array struct {
	// Item is the type that the array says its items have.
	Item Name
	// Ranks has "[]" for each further rank of an array of arrays.
	Ranks string
}

// NilValue reports whether the element being delivered has xsi:nil="true", and consumes it if so. Unlike [Decoder.Nil] it is
// for fields that can't tell nil from absent: that the element stood there is kept.
func (d *Decoder) NilValue() bool {
	if d.state != open || !d.tag.null {
		return false
	}
	fi := len(d.frames) - 1
	d.noteNil(fi, int(d.frames[fi].prev))
	return d.Nil()
}

// nilChild reports an element of frame fi that is nil in SOAP encoding, where no field says so. The parent keeps that it is.
func (d *Decoder) nilChild(fi int) bool {
	return d.Encoded && d.tag.null && fi > 0 && d.frames[fi-1].p != nil && d.frames[fi-1].prev >= 0
}

// IsEncoding reports a namespace of SOAP encoding.
func IsEncoding(space string) bool { return space == enc11 || space == enc12 }

// IsEncodingForm reports an attribute that is of SOAP encoding's form and not of the value: the names of values, the style, and
// what arrays say of themselves (SOAP 1.1, clauses 4.1.1 and 5; SOAP 1.2 part 2, clause 3).
func IsEncodingForm(name xsd.QName) bool {
	switch name.Space {
	case "":
		return name.Local == "id"
	case envelope11, envelope12:
		return name.Local == "encodingStyle"
	}
	return IsEncoding(name.Space)
}

// formal reports an attribute of the open element that is of the form of its encoding.
func (d *Decoder) formal(a *attr) bool {
	return d.Encoded && IsEncodingForm(xsd.QName{Space: a.uri, Local: string(a.local(d.buf))})
}

// result reports the open element that names the return value of a call (SOAP 1.2 part 2, clause 4.2.1), which says no more
// than the contract does.
func (d *Decoder) result() bool {
	if !d.Encoded || string(d.tag.local(d.buf)) != "result" {
		return false
	}
	uri, _ := d.lookup(d.tag.prefix(d.buf))
	return uri == "http://www.w3.org/2003/05/soap-rpc"
}

// items is the residue of frame fi, an array: a slice has no place for one, so that it is kept with the parent's record.
func (d *Decoder) items(fi int) *xsd.Residue {
	if fi == 0 || d.frames[fi-1].p == nil || d.frames[fi-1].prev < 0 {
		return nil
	}
	c := d.record(fi-1, int(d.frames[fi-1].prev))
	if c == nil {
		return nil
	}
	if c.Entry == nil {
		c.Entry = new(xsd.Residue)
	}
	return c.Entry
}

// arrayAttr reads an attribute of an array that the encoding has. The size is that of the items, and the type is kept where
// it is not the one that the table states.
func (d *Decoder) arrayAttr(fi int, a *attr) bool {
	if !IsEncoding(a.uri) {
		return false
	}
	v := trim(d.value(a))
	switch string(a.local(d.buf)) {
	case "arrayType":
		if bytes.IndexByte(v, ',') >= 0 {
			d.badValue("soapenc:arrayType of one dimension", nil)
			return true
		}
		if i := bytes.IndexByte(v, '['); i >= 0 {
			d.sized(fi, v[bytes.LastIndexByte(v, '[')+1:len(v)-b2i(v[len(v)-1] == ']')])
			v = v[:i]
		}
	case "itemType":
	case "arraySize":
		if len(bytes.Fields(v)) > 1 {
			d.badValue("soapenc:arraySize of one dimension", nil)
		}
		d.sized(fi, v)
		return true
	default:
		return false
	}
	var q xsd.QName
	if q.ParseXML(v, (*scope)(d)) != nil {
		return false
	}
	p := d.frames[fi].p
	known := isType(q, *p.ns, p.array.Item.Local, p.array.Item.NS)
	if a.uri == enc12 && p.array.Ranks != "" { // which names the type of the items, not that of theirs
		known = q == xsd.QName{Space: enc12, Local: "Array"}
	}
	if !known {
		if r := d.residue(fi); r != nil {
			r.Type = q
		}
	}
	return true
}

// sized notes how many items frame fi, an array, says it has. Nothing and * say nothing.
func (d *Decoder) sized(fi int, size []byte) {
	if n, err := strconv.ParseInt(string(trim(size)), 10, 31); err == nil {
		d.frames[fi].size = int32(n) + 1
	}
}

// isType reports whether q is the type that a table means by a local name and a namespace.
func isType(q xsd.QName, ns Namespaces, local string, id uint16) bool {
	return q.Local == local && (q.Space == nsURI(ns, id) || id == EncodingNS && q.Space == enc12)
}

// Array writes x, an array, as position field. One that is not set is nil where it was so in the content read or the name
// says so; else it is left out, or empty where it must stand.
func (e *Encoder) Array(field int, t *Type, x Node, set bool) {
	switch {
	case e.err != nil || field >= len(e.p.names):
	case e.vacuum:
		if set {
			e.held()
		}
	case set:
		e.WriteStruct(field, t, x)
	case e.wasNil(field) || e.p.names[field].NilUnset && e.p.names[field].Req:
		e.NilRequired(field, xsd.Absent)
	case e.p.names[field].Req && !e.wasMissing(field):
		e.WriteStruct(field, t, x)
	}
}

// wasNil reports whether position field was nil in the content read.
func (e *Encoder) wasNil(field int) bool {
	if e.replay == nil || field >= Attr {
		return false
	}
	c := e.res.Lookup(int32(field), e.replay.counts[field])
	return c != nil && c.Null
}

// arrayContent ends the start tag of an array.
func (e *Encoder) arrayContent() {
	r, a := e.items, e.p.array
	e.items = nil
	q := xsd.QName{Space: nsURI(*e.p.ns, a.Item.NS), Local: a.Item.Local}
	if r != nil && !r.Type.IsZero() {
		q = r.Type
	}
	var kept xsd.Residue
	if r != nil {
		kept = *r
		kept.Type = xsd.QName{} // which says another thing of an array
	}
	if !e.vacuum {
		e.arraySize(q, a.Ranks, e.count)
	}
	e.content(&kept)
}

// arraySize writes what an array says of its items.
func (e *Encoder) arraySize(q xsd.QName, ranks string, n int) {
	if e.Encoding12 {
		p := e.prefixOf(enc12)
		if ranks != "" {
			q = xsd.QName{Space: enc12, Local: "Array"}
		}
		e.buf = append(append(append(e.buf, ' '), p...), `:itemType="`...)
		e.typeName(q)
		e.buf = append(append(append(e.buf, `" `...), p...), `:arraySize="`...)
		e.buf = append(strconv.AppendInt(e.buf, int64(n), 10), '"')
		return
	}
	e.buf = append(append(append(e.buf, ' '), e.prefixOf(enc11)...), `:arrayType="`...)
	e.typeName(q)
	e.buf = append(append(e.buf, ranks...), '[')
	e.buf = append(strconv.AppendInt(e.buf, int64(n), 10), `]"`...)
}
