package orders

import "example.com/wsgen/runtime/xmltext"

// The rest of this package is generated. A schema has no operations, so that nothing generated names its root element.

// Namespace is the namespace of the schema.
const Namespace = "http://example.com/orders/v1"

// Namespaces is the table that Name refers to.
func Namespaces() *xmltext.Namespaces { return &namespaces }

// Name is the name of the element listOrdersResponse.
func Name() xmltext.Name {
	return xmltext.Name{Local: "listOrdersResponse", NS: nsOrd, Req: true}
}

// Type is the table of ListOrdersResponse.
func Type() *xmltext.Type { return &tListOrdersResponse }

// Each returns a node that reads x, but calls fn with each order, which is read into the same item, instead of keeping
// it.
func Each(x *ListOrdersResponse, fn func(*Order)) xmltext.Node {
	var item Order
	const order = 0 // its position
	return xmltext.Each(x, order, func(d *xmltext.Decoder) {
		item = Order{Line: item.Line[:0]}
		d.Struct(&tOrder, &item)
		fn(&item)
	})
}
