package bench

import (
	"example.com/wsgen/bench/orders"
	"example.com/wsgen/generated/comprovei/exportqueue"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const (
	soapURI   = "http://schemas.xmlsoap.org/soap/envelope/"
	ordersURI = orders.Namespace
	commonURI = "http://example.com/common/v1"
)

var soapNamespaces = xmltext.Namespaces{
	{URI: soapURI, Prefix: "soap"},
}

// A part says what a message carries between soap:Body and the payload.
type part struct {
	typ     *xmltext.Type
	wrapped bool         // the payload is the child return
	body    xmltext.Type // of soap:Body
	inner   xmltext.Type // of the wrapper
}

func newPart(table *xmltext.Namespaces, typ *xmltext.Type, names ...xmltext.Name) *part {
	p := &part{typ: typ, wrapped: len(names) > 1}
	p.body.NS, p.body.Names = table, names[:1]
	p.inner.NS, p.inner.Names = table, names[1:]
	return p
}

// reply is the part that a generated operation answers with.
func reply(op *soap.Operation) *part {
	body := op.Out.Body[0]
	names := append(append([]xmltext.Name(nil), op.Out.Wrapper...), body.Name)
	for i := range names {
		names[i].Req = true
	}
	return newPart(op.Binding.Namespaces, body.Type, names...)
}

var (
	ordersPart   = newPart(orders.Namespaces(), orders.Type(), orders.Name())
	tokenPart    = reply(&token.OpObterToken)
	protocolPart = reply(&exportqueue.OpGetExportProtocolStatus)
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

func (n *envelope) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case 0:
		c.Struct(&n.part.body, (*body)(n))
	case xmltext.AnyAttr:
		c.AnyAttr(&n.attrs)
	}
}

type body envelope

func (n *body) FieldXML(c *xmltext.Codec, field int) {
	switch {
	case field != 0:
	case n.part.wrapped:
		c.Struct(&n.part.inner, (*wrapper)(n))
	default:
		c.Struct(n.part.typ, n.x)
	}
}

type wrapper envelope

func (n *wrapper) FieldXML(c *xmltext.Codec, field int) {
	if field == 0 {
		c.Struct(n.part.typ, n.x)
	}
}

func decode(doc []byte, p *part, x xmltext.Node) error {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Reset(doc)
	return d.Document(xmltext.Name{Local: "Envelope", NS: 1}, &soapNamespaces, &tEnvelope, &envelope{part: p, x: x})
}

// DecodeOrders decodes the large message.
func DecodeOrders(doc []byte) (*orders.ListOrdersResponse, error) {
	x := new(orders.ListOrdersResponse)
	return x, decode(doc, ordersPart, x)
}

// StreamOrders decodes the large message order by order into one item and calls fn for each.
func StreamOrders(doc []byte, fn func(*orders.Order)) error {
	return decode(doc, ordersPart, orders.Each(new(orders.ListOrdersResponse), fn))
}

// DecodeToken decodes the reply of obterToken.
func DecodeToken(doc []byte) (*token.ObterTokenResponse, error) {
	x := new(token.ObterTokenResponse)
	return x, decode(doc, tokenPart, x)
}

// DecodeProtocol decodes the reply of getExportProtocolStatus.
func DecodeProtocol(doc []byte) (*exportqueue.GetExportProtocolStatusResponse, error) {
	x := new(exportqueue.GetExportProtocolStatusResponse)
	return x, decode(doc, protocolPart, x)
}

// EncodeOrders encodes the large message and calls fn with it.
func EncodeOrders(x *orders.ListOrdersResponse, fn func([]byte)) error {
	return encode(ordersPart, x, fn)
}

// EncodeToken encodes a reply of obterToken and calls fn with it.
func EncodeToken(x *token.ObterTokenResponse, fn func([]byte)) error {
	return encode(tokenPart, x, fn)
}

// EncodeProtocol encodes a reply of getExportProtocolStatus and calls fn with it.
func EncodeProtocol(x *exportqueue.GetExportProtocolStatusResponse, fn func([]byte)) error {
	return encode(protocolPart, x, fn)
}

func encode(p *part, x xmltext.Node, fn func([]byte)) error {
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	if err := e.Document(xmltext.Name{Local: "Envelope", NS: 1}, &soapNamespaces, &tEnvelope, &envelope{part: p, x: x}); err != nil {
		return err
	}
	fn(e.Output())
	return nil
}
