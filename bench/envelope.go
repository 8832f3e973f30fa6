package bench

import (
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

var soapNamespaces = xmltext.Namespaces{
	{URI: soapURI, Prefix: "soap"},
}

// A part says what a message carries between soap:Body and the payload.
type part struct {
	name    xmltext.Name
	table   *xmltext.Namespaces
	typ     *xmltext.Type
	wrapped bool         // the payload is the child return
	body    xmltext.Type // of soap:Body
	inner   xmltext.Type // of the wrapper
}

func newPart(name xmltext.Name, table *xmltext.Namespaces, typ *xmltext.Type, wrapped bool) *part {
	p := &part{name: name, table: table, typ: typ, wrapped: wrapped}
	p.body.NS, p.body.Names = table, []xmltext.Name{name}
	p.inner.NS, p.inner.Names = table, []xmltext.Name{{Local: "return", Req: true}}
	return p
}

var (
	ordersPart   = newPart(xmltext.Name{Local: "listOrdersResponse", NS: nsOrd, Req: true}, &namespaces, &tListOrdersResponse, false)
	tokenPart    = newPart(xmltext.Name{Local: "obterTokenResponse", NS: 1, Req: true}, &tokenNamespaces, &tTokenResponse, true)
	protocolPart = newPart(xmltext.Name{Local: "getExportProtocolStatusResponse", NS: 1, Req: true}, &protocolNamespaces, &tProtocolResponse, false)
)

var tEnvelope = xmltext.Type{
	NS:      &soapNamespaces,
	Names:   []xmltext.Name{{Local: "Body", NS: 1, Req: true}},
	AnyAttr: true,
}

// An envelope is a SOAP envelope around one payload.
type envelope struct {
	part  *part
	x     xmltext.Node
	attrs xsd.Attrs
}

func (n *envelope) DecodeXML(d *xmltext.Decoder, field int) {
	switch field {
	case 0:
		d.Struct(&n.part.body, (*body)(n))
	case xmltext.AnyAttr:
		d.AnyAttr(&n.attrs)
	}
}

func (n *envelope) EncodeXML(e *xmltext.Encoder) {
	e.AnyAttr(n.attrs)
	e.Content(new(xsd.Extra))
	e.Struct(0, &n.part.body, (*body)(n))
}

type body envelope

func (n *body) DecodeXML(d *xmltext.Decoder, field int) {
	switch {
	case field != 0:
	case n.part.wrapped:
		d.Struct(&n.part.inner, (*wrapper)(n))
	default:
		d.Struct(n.part.typ, n.x)
	}
}

func (n *body) EncodeXML(e *xmltext.Encoder) {
	e.Content(new(xsd.Extra))
	if n.part.wrapped {
		e.Struct(0, &n.part.inner, (*wrapper)(n))
	} else {
		e.Struct(0, n.part.typ, n.x)
	}
}

type wrapper envelope

func (n *wrapper) DecodeXML(d *xmltext.Decoder, field int) {
	if field == 0 {
		d.Struct(n.part.typ, n.x)
	}
}

func (n *wrapper) EncodeXML(e *xmltext.Encoder) {
	e.Content(new(xsd.Extra))
	e.Struct(0, n.part.typ, n.x)
}

func decode(doc []byte, p *part, x xmltext.Node) error {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Reset(doc)
	return d.Document(xmltext.Name{Local: "Envelope", NS: 1}, &soapNamespaces, &tEnvelope, &envelope{part: p, x: x})
}

// DecodeOrders decodes the large message.
func DecodeOrders(doc []byte) (*ListOrdersResponse, error) {
	x := new(ListOrdersResponse)
	return x, decode(doc, ordersPart, x)
}

// StreamOrders decodes the large message order by order into one item and calls fn for each.
func StreamOrders(doc []byte, fn func(*Order)) error {
	var item Order
	x := xmltext.Each(new(ListOrdersResponse), listOrdersResponse_order, func(d *xmltext.Decoder) {
		item = Order{Line: item.Line[:0]}
		d.Struct(&tOrder, &item)
		fn(&item)
	})
	return decode(doc, ordersPart, x)
}

// DecodeToken decodes the reply of obterToken.
func DecodeToken(doc []byte) (*TokenResponse, error) {
	x := new(TokenResponse)
	return x, decode(doc, tokenPart, x)
}

// DecodeProtocol decodes the reply of getExportProtocolStatus.
func DecodeProtocol(doc []byte) (*ProtocolResponse, error) {
	x := new(ProtocolResponse)
	return x, decode(doc, protocolPart, x)
}

// EncodeOrders encodes the large message and calls fn with it.
func EncodeOrders(x *ListOrdersResponse, fn func([]byte)) error { return encode(ordersPart, x, fn) }

// EncodeToken encodes a reply of obterToken and calls fn with it.
func EncodeToken(x *TokenResponse, fn func([]byte)) error { return encode(tokenPart, x, fn) }

// EncodeProtocol encodes a reply of getExportProtocolStatus and calls fn with it.
func EncodeProtocol(x *ProtocolResponse, fn func([]byte)) error { return encode(protocolPart, x, fn) }

func encode(p *part, x xmltext.Node, fn func([]byte)) error {
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	if err := e.Document(xmltext.Name{Local: "Envelope", NS: 1}, &soapNamespaces, &tEnvelope, &envelope{part: p, x: x}); err != nil {
		return err
	}
	fn(e.Output())
	return nil
}
