package soap

import (
	"fmt"
	"strings"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A Fault is a SOAP fault (SOAP 1.1, clause 4.4; SOAP 1.2 part 1, clause 5.4), whatever the HTTP status.
type Fault struct {
	Operation string
	// StatusCode is the HTTP status.
	StatusCode int
	// Version is that of the envelope: a server may answer in the other one to say that it does not speak ours.
	Version Version
	// Code is the fault code. Its Space is empty where the prefix was not declared.
	Code xsd.QName
	// Subcodes are those of SOAP 1.2, outermost first.
	Subcodes []xsd.QName
	// Reason is the faultstring, or the first text of SOAP 1.2.
	Reason string
	// Reasons are the texts of SOAP 1.2 by language.
	Reasons []Reason
	// Actor is the faultactor or the role; Node the node of SOAP 1.2.
	Actor, Node string
	// Detail is the first detail entry that the operation declares, decoded; nil without one.
	Detail xmltext.Node
	// Entry is the name of the element that Detail was read from, which tells details of one type apart. The fault of a
	// handler needs it where the operation declares several of the type.
	Entry xsd.QName
	// Headers are the header blocks of the fault that the operation declares for faults, decoded.
	Headers []xmltext.Node
	// Raw is the detail element as it came, without the credentials of the call. Of a detail that is longer than
	// 1 MiB it is the name alone, and Oversize is set.
	Raw      xsd.Raw
	Oversize bool
}

// A Reason is a fault's reason in one language.
type Reason struct{ Lang, Text string }

// Error returns the operation, the code and the reason.
func (f *Fault) Error() string {
	code, reason := f.SOAPFault()
	if len(f.Subcodes) > 0 {
		code += "/" + f.Subcodes[0].Local
	}
	return strings.TrimSuffix(fmt.Sprintf("%s: fault %s: %s", f.Operation, code, reason), ": ")
}

// GoString prints the error's text.
func (f *Fault) GoString() string { return transport.GoString("soap.Fault", f) }

// Unwrap returns what the fault carries: its detail and the header blocks that the operation declares, so that
// [errors.As] finds them by their types.
func (f *Fault) Unwrap() []error {
	var list []error
	for _, n := range append([]xmltext.Node{f.Detail}, f.Headers...) {
		if err, ok := n.(error); ok && !isNil(n) {
			list = append(list, err)
		}
	}
	return list
}

// OperationName returns the operation's name.
func (f *Fault) OperationName() string { return f.Operation }

// SOAPFault returns the code and the reason. A code of SOAP's own is its local name, as in Client.
func (f *Fault) SOAPFault() (code, reason string) {
	switch f.Code.Space {
	case ns11, ns12, "":
		return f.Code.Local, f.Reason
	}
	return f.Code.String(), f.Reason
}

// keep reads the detail.
func (f *Fault) keep(d *xmltext.Decoder) {
	var whole bool
	f.Raw, whole = d.CaptureUpTo(maxKept)
	f.Oversize = !whole
}

// redact removes the call's credentials from text that the server may have echoed.
func (f *Fault) redact(r *transport.Redactor) {
	f.Code, f.Entry, f.Raw = r.QName(f.Code), r.QName(f.Entry), r.Raws([]xsd.Raw{f.Raw})[0]
	f.Reason, f.Actor, f.Node = r.Text(f.Reason), r.Text(f.Actor), r.Text(f.Node)
	for i, x := range f.Reasons {
		f.Reasons[i] = Reason{Lang: r.Text(x.Lang), Text: r.Text(x.Text)}
	}
	for i, x := range f.Subcodes {
		f.Subcodes[i] = r.QName(x)
	}
}

// The tables of a fault. They are static; names match by their local part, since servers qualify
// the children of a SOAP 1.1 fault or not, in any order.
var (
	faultNS  = xmltext.Namespaces{{URI: nsXML, Prefix: "xml"}}
	tFault11 = xmltext.Type{NS: &faultNS, All: true, AnyAttr: true, Names: []xmltext.Name{
		{Local: "faultcode", Leaf: true, AnyForm: true}, {Local: "faultstring", AnyForm: true},
		{Local: "faultactor", Leaf: true, AnyForm: true}, {Local: "detail", AnyForm: true},
	}}
	tFault12 = xmltext.Type{NS: &faultNS, All: true, AnyAttr: true, Names: []xmltext.Name{
		{Local: "Code", AnyForm: true}, {Local: "Reason", AnyForm: true}, {Local: "Node", Leaf: true, AnyForm: true},
		{Local: "Role", Leaf: true, AnyForm: true}, {Local: "Detail", AnyForm: true},
	}}
	tCode = xmltext.Type{NS: &faultNS, AnyAttr: true, Names: []xmltext.Name{
		{Local: "Value", Leaf: true, AnyForm: true}, {Local: "Subcode", AnyForm: true},
	}}
	tReason = xmltext.Type{NS: &faultNS, AnyAttr: true, Names: []xmltext.Name{{Local: "Text", AnyForm: true, Many: true}}}
	// A text may hold elements, which are drift: the fault must not be lost to them.
	tText = xmltext.Type{NS: &faultNS, AnyAttr: true, Mixed: true, Attrs: []xmltext.Name{{Local: "lang", NS: 1, Leaf: true}}}
	// anyType is read for its attributes or its children alone.
	anyType = xmltext.Type{NS: &faultNS, AnyAttr: true, Names: []xmltext.Name{{Any: true, Many: true}}}
)

// readFault decodes a fault into in.
func (in *incoming) readFault(d *xmltext.Decoder, v Version) {
	f := &Fault{Version: v}
	in.fault = f
	// Strict is about replies: a fault with an unknown child is better than an error about the child.
	defer func(strict bool) { d.Strict = strict }(d.Strict)
	d.Strict = false
	if v == V12 {
		d.Struct(&tFault12, xmltext.ReadOnly(&fault12{reading: in.reading(), f: f}))
		if len(f.Reasons) > 0 {
			f.Reason = f.Reasons[0].Text
		}
		return
	}
	d.Struct(&tFault11, xmltext.ReadOnly(&fault11{reading: in.reading(), f: f}))
}

type fault11 struct {
	reading
	f *Fault
}

func (x *fault11) ReadXML(d *xmltext.Decoder, field int) {
	switch field {
	case 0:
		d.Value(&faultCode{&x.f.Code})
	case 1:
		var r Reason
		x.readText(d, &r)
		x.f.Reason = r.Text
	case 2:
		d.Str(&x.f.Actor)
	case 3:
		x.f.keep(d)
	default:
		x.common(d, field)
	}
}

type fault12 struct {
	reading
	f *Fault
}

func (x *fault12) ReadXML(d *xmltext.Decoder, field int) {
	switch field {
	case 0:
		d.Struct(&tCode, xmltext.ReadOnly(&codeNode{reading: x.in.reading(), f: x.f}))
	case 1:
		d.Struct(&tReason, xmltext.ReadOnly(&reasonNode{reading: x.in.reading(), f: x.f}))
	case 2:
		d.Str(&x.f.Node)
	case 3:
		d.Str(&x.f.Actor)
	case 4:
		x.f.keep(d)
	default:
		x.common(d, field)
	}
}

// A codeNode is a Code, or a Subcode in it.
type codeNode struct {
	reading
	f   *Fault
	sub bool
}

func (x *codeNode) ReadXML(d *xmltext.Decoder, field int) {
	switch field {
	case 0:
		p := &x.f.Code
		if x.sub {
			p = xmltext.Push(&x.f.Subcodes)
		}
		d.Value(&faultCode{p})
	case 1:
		d.Struct(&tCode, xmltext.ReadOnly(&codeNode{x.in.reading(), x.f, true}))
	default:
		x.common(d, field)
	}
}

type reasonNode struct {
	reading
	f *Fault
}

func (x *reasonNode) ReadXML(d *xmltext.Decoder, field int) {
	if field == 0 && len(x.f.Reasons) < maxItems {
		x.readText(d, xmltext.Push(&x.f.Reasons))
		return
	}
	if !x.common(d, field) {
		d.Skip()
	}
}

type textNode struct {
	reading
	lang  string
	parts []string
}

// readText reads the element being delivered into r.
func (x *reading) readText(d *xmltext.Decoder, r *Reason) {
	n := &textNode{reading: x.in.reading()}
	d.Struct(&tText, xmltext.ReadOnly(n))
	r.Lang, r.Text = n.lang, strings.Join(n.parts, "")
}

func (x *textNode) ReadXML(d *xmltext.Decoder, field int) {
	switch field {
	case xmltext.Text:
		d.Str(xmltext.Push(&x.parts))
	case xmltext.Attr:
		d.Str(&x.lang)
	default:
		x.common(d, field)
	}
}

// A faultCode reads a code as a name. One whose prefix is not declared keeps its text: a fault must not be lost
// to a sloppy code.
type faultCode struct{ name *xsd.QName }

// ParseXML never fails.
func (c *faultCode) ParseXML(text []byte, ns xsd.Namespaces) error {
	if err := c.name.ParseXML(text, ns); err != nil {
		*c.name = xsd.QName{Local: string(text)}
	}
	return nil
}

// AppendXML is not used.
func (c *faultCode) AppendXML(b []byte, ns xsd.Namespaces) ([]byte, error) {
	return c.name.AppendXML(b, ns)
}

// discard reads any content and keeps the root's attributes.
type discard struct{ attrs *xsd.Attrs }

func (x discard) ReadXML(d *xmltext.Decoder, field int) {
	switch field {
	case xmltext.AnyAttr:
		var attrs xsd.Attrs
		d.AnyAttr(&attrs)
		if x.attrs != nil {
			*x.attrs = append(*x.attrs, attrs...)
		}
	case xmltext.ResidueField:
		var extra xsd.Extra
		d.Extra(&extra)
	default:
		d.Skip()
	}
}

// entries collects the children of a detail element.
type entries struct{ list *[]xsd.Raw }

func (x entries) ReadXML(d *xmltext.Decoder, field int) {
	if field == 0 && len(*x.list) < maxItems {
		*x.list = append(*x.list, d.Capture())
		return
	}
	discard{}.ReadXML(d, field)
}

// decodeRaw decodes one element from its text. Drift is not reported.
func decodeRaw(raw xsd.Raw, name xmltext.Name, ns *xmltext.Namespaces, t *xmltext.Type, x xmltext.Node, l xmltext.Limits) error {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits = l
	d.Reset([]byte(raw.XML))
	return d.Document(name, ns, t, x)
}

// typed decodes the first detail entry that the operation declares. It returns the drift in it, with paths below the
// fault; or that none of the entries is declared, or can be read as declared.
func (f *Fault) typed(op *Operation, l xmltext.Limits, judge judgement) []xmltext.Drift {
	detail := "/" + f.Raw.Name.Local
	unread := []xmltext.Drift{{Kind: xmltext.FaultDetail, Path: detail}}
	if f.Raw.XML == "" {
		if f.Oversize {
			return unread
		}
		return nil
	}
	var list []xsd.Raw
	switch err := decodeRaw(f.Raw, xmltext.Name{Local: f.Raw.Name.Local, AnyForm: true}, &faultNS, &anyType, xmltext.ReadOnly(entries{&list}), l); {
	case err != nil:
		return unread
	case len(list) == 0:
		return nil
	}
	worst := []xmltext.Drift{{Kind: xmltext.UndeclaredFault, Path: detail}}
	for _, raw := range list {
		n, found := op.declared(op.Faults, raw, l, judge)
		for i := range found {
			found[i].Path = detail + found[i].Path
		}
		switch {
		case n != nil:
			f.Detail, f.Entry = n, raw.Name
			return found
		case found != nil:
			worst = found
		}
	}
	return worst
}

// ofBlock reports an attribute of a header block itself, which is SOAP's.
func ofBlock(x xmltext.Drift) bool {
	return x.Kind == xmltext.UnknownAttribute && strings.Count(x.Path, "/") <= 2
}

// declared decodes an element as the first of the parts that it can be, and returns the drift in it. Of one that can be
// read as none of them it is said that it can't, and nothing of one that is none of them.
func (op *Operation) declared(parts []Part, raw xsd.Raw, l xmltext.Limits, judge judgement) (xmltext.Node, []xmltext.Drift) {
	candidates := op.candidates(parts, raw, l)
	for _, p := range candidates {
		var found []xmltext.Drift
		n, err := op.block(p, raw, l, func(x xmltext.Drift) { found = append(found, x) }, judge)
		if err == nil {
			return n, found
		}
	}
	if len(candidates) == 0 {
		return nil, nil
	}
	return nil, []xmltext.Drift{{Kind: xmltext.FaultDetail, Path: "/" + raw.Name.Local}}
}

// candidates are the parts that an element can be, by the type that it says and then by its name.
func (op *Operation) candidates(parts []Part, raw xsd.Raw, l xmltext.Limits) []*Part {
	var byType, byName []*Part
	said := xsd.QName{}
	for i := range parts {
		p := &parts[i]
		if p.ByType && said.Local == "" {
			said = typeOf(raw, l)
		}
		switch {
		case p.ByType && said.Local != "" && p.Type.NS != nil && qname(p.Type.Name, p.Type.NS) == said:
			byType = append(byType, p)
		case qname(p.Name, op.namespaces(p)) == raw.Name || p.Name.AnyForm && p.Name.Local == raw.Name.Local:
			byName = append(byName, p)
		}
	}
	return append(byType, byName...)
}

// typeOf is the xsi:type of an element, zero without one.
func typeOf(raw xsd.Raw, l xmltext.Limits) (name xsd.QName) {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits = l
	d.Reset([]byte(raw.XML))
	d.Root(func(d *xmltext.Decoder) { name, _ = d.XSIType() })
	return name
}

// block decodes an element as a part.
func (op *Operation) block(p *Part, raw xsd.Raw, l xmltext.Limits, drift func(xmltext.Drift), judge judgement) (xmltext.Node, error) {
	name := p.Name
	if p.ByType { // whose name may be another
		name = xmltext.Name{Local: raw.Name.Local, AnyForm: true}
	}
	n := p.New()
	return n, op.decodePart(p, raw, name, n, l, drift, judge)
}

// A judgement is that of xmltext.Decoder.
type judgement = func(d *xmltext.Decoder, name xsd.QName, value string) error

// decodePart decodes an element as a part.
func (op *Operation) decodePart(p *Part, raw xsd.Raw, name xmltext.Name, n xmltext.Node, l xmltext.Limits, drift func(xmltext.Drift), judge judgement) error {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits, d.Encoded, d.OnDrift, d.Judge = l, p.Encoded, drift, judge
	d.Reset([]byte(raw.XML))
	return d.Document(name, op.namespaces(p), p.Type, n)
}

// namespaces is the table that a part's name refers to.
func (op *Operation) namespaces(p *Part) *xmltext.Namespaces {
	switch {
	case p.Namespaces != nil:
		return p.Namespaces
	case op.Binding.Namespaces != nil:
		return op.Binding.Namespaces
	}
	return &xmltext.Namespaces{}
}

// qname resolves a name of a table.
func qname(n xmltext.Name, ns *xmltext.Namespaces) xsd.QName {
	q := xsd.QName{Local: n.Local}
	if i := int(n.NS) - 1; i >= 0 && i < len(*ns) {
		q.Space = (*ns)[i].URI
	}
	return q
}
