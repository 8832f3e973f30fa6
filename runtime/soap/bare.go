package soap

import (
	"bytes"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A bareBody is the table of a body that is itself of a part's type: that type, extended by the faults that may stand
// in its place.
type bareBody struct {
	t        xmltext.Type
	faults   int  // the position of the first fault
	anyAttr  bool // the type takes attributes
	required bool // the type has an element that must stand
}

func newBareBody(t *xmltext.Type, ns *xmltext.Namespaces) *bareBody {
	b := new(bareBody)
	b.t = xmltext.Type{Base: t, NS: ns, AnyAttr: true, All: t.All, Names: []xmltext.Name{
		{Local: "Fault", NS: id11}, {Local: "Fault", NS: id12},
	}}
	for ; t != nil; t = t.Base {
		elements, _ := t.Own()
		b.faults += len(elements)
		b.anyAttr = b.anyAttr || t.AnyAttr
		for _, n := range elements {
			b.required = b.required || n.Req || n.OneOf
		}
	}
	return b
}

// A bareNode reads such a body into the reply.
type bareNode struct {
	*bareBody
	in *incoming
}

func (x *bareNode) ReadXML(d *xmltext.Decoder, field int) {
	switch {
	case field == x.faults:
		x.in.readFault(d, V11)
	case field == x.faults+1:
		x.in.readFault(d, V12)
	case field == xmltext.AnyAttr && !x.anyAttr: // those of the envelope
		discard{}.ReadXML(d, field)
	default:
		x.in.got = x.in.got || field >= 0 && field < x.faults
		x.in.out.FieldXML(d.Codec(), field)
	}
}

// bareName is the element that a bare body is written as before the envelope's takes its place.
var bareName = xmltext.Name{Local: "Body"}

// unwrap returns the attributes and the content of a bare body.
func unwrap(el []byte) (attrs, content []byte) {
	const open, end = "<Body", "</Body>"
	at := bytes.IndexByte(el, '>')
	if bytes.HasSuffix(el[:at], []byte("/")) {
		return el[len(open) : at-1], nil
	}
	return el[len(open):at], el[at+1 : len(el)-len(end)]
}

// elements returns the elements of a bare body, each with the declarations that it needs.
func elements(el []byte) ([]xsd.Raw, error) {
	var list []xsd.Raw
	err := decodeRaw(xsd.Raw{XML: string(el)}, bareName, &faultNS, &anyType, xmltext.ReadOnly(entries{&list}), xmltext.Limits{})
	return list, err
}

// children returns the text of the elements of a bare body.
func children(el []byte) ([]byte, error) {
	list, err := elements(el)
	if err != nil {
		return nil, err
	}
	var out []byte
	for _, raw := range list {
		out = append(out, raw.XML...)
	}
	return out, nil
}
