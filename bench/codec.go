package bench

import "example.com/wsgen/runtime/xmltext"

const _ = xmltext.GeneratedV1

const (
	nsOrd = iota + 1
	nsCom
)

var namespaces = xmltext.Namespaces{
	{URI: ordersURI, Prefix: "ord"},
	{URI: commonURI, Prefix: "com"},
}

const (
	listOrdersResponse_order = iota
)

var tListOrdersResponse = xmltext.Type{
	NS: &namespaces,
	Names: []xmltext.Name{
		{Local: "order", NS: nsOrd, Many: true},
	},
}

// DecodeXML reads the content of position field.
func (x *ListOrdersResponse) DecodeXML(d *xmltext.Decoder, field int) {
	switch field {
	case listOrdersResponse_order:
		d.Struct(&tOrder, xmltext.Push(&x.Order))
	case xmltext.ResidueField:
		d.Extra(&x.Extra)
	}
}

// EncodeXML writes attributes and content.
func (x *ListOrdersResponse) EncodeXML(e *xmltext.Encoder) {
	e.Content(&x.Extra)
	for i := range x.Order {
		e.Struct(listOrdersResponse_order, &tOrder, &x.Order[i])
	}
}

const (
	order_number = iota
	order_created
	order_due
	order_customer
	order_supplier
	order_status
	order_paid
	order_total
	order_note
	order_line
)

const (
	order_id = xmltext.Attr + iota
	order_channel
)

var tOrder = xmltext.Type{
	NS: &namespaces,
	Names: []xmltext.Name{
		{Local: "number", NS: nsOrd, Leaf: true, Req: true},
		{Local: "created", NS: nsOrd, Leaf: true, Req: true},
		{Local: "due", NS: nsOrd, Leaf: true, Req: true},
		{Local: "customer", NS: nsOrd, Req: true},
		{Local: "supplier", NS: nsOrd, Req: true},
		{Local: "status", NS: nsOrd, Leaf: true, Req: true},
		{Local: "paid", NS: nsOrd, Leaf: true, Req: true},
		{Local: "total", NS: nsOrd, Leaf: true, Req: true},
		{Local: "note", NS: nsOrd, Leaf: true},
		{Local: "line", NS: nsOrd, Many: true, Req: true},
	},
	Attrs: []xmltext.Name{
		{Local: "id", Req: true},
		{Local: "channel"},
	},
}

// DecodeXML reads the content of position field.
func (x *Order) DecodeXML(d *xmltext.Decoder, field int) {
	switch field {
	case order_number:
		d.Str(&x.Number)
	case order_created:
		d.Value(&x.Created)
	case order_due:
		d.Value(&x.Due)
	case order_customer:
		d.Struct(&tParty, &x.Customer)
	case order_supplier:
		d.Struct(&tParty, &x.Supplier)
	case order_status:
		xmltext.Enum(d, &x.Status, knownStatus)
	case order_paid:
		d.Bool(&x.Paid)
	case order_total:
		d.Value(&x.Total)
	case order_note:
		d.Str(x.Note.Make())
	case order_line:
		d.Struct(&tLine, xmltext.Push(&x.Line))
	case order_id:
		d.Int64(&x.ID)
	case order_channel:
		d.Str(x.Channel.Make())
	case xmltext.ResidueField:
		d.Extra(&x.Extra)
	}
}

// EncodeXML writes attributes and content.
func (x *Order) EncodeXML(e *xmltext.Encoder) {
	e.Int(order_id, x.ID)
	if v, ok := x.Channel.Get(); ok {
		e.Str(order_channel, v)
	}
	e.Content(&x.Extra)
	e.Str(order_number, x.Number)
	e.Value(order_created, &x.Created)
	e.Value(order_due, &x.Due)
	e.Struct(order_customer, &tParty, &x.Customer)
	e.Struct(order_supplier, &tParty, &x.Supplier)
	e.Str(order_status, string(x.Status))
	e.Bool(order_paid, x.Paid)
	e.Value(order_total, &x.Total)
	if v, ok := x.Note.Get(); ok {
		e.Str(order_note, v)
	}
	for i := range x.Line {
		e.Struct(order_line, &tLine, &x.Line[i])
	}
}

const (
	line_sku = iota
	line_description
	line_quantity
	line_price
	line_delivery
)

const (
	line_number = xmltext.Attr + iota
)

var tLine = xmltext.Type{
	NS: &namespaces,
	Names: []xmltext.Name{
		{Local: "sku", NS: nsOrd, Leaf: true, Req: true},
		{Local: "description", NS: nsOrd, Leaf: true, Req: true},
		{Local: "quantity", NS: nsOrd, Leaf: true, Req: true},
		{Local: "price", NS: nsOrd, Leaf: true, Req: true},
		{Local: "delivery", NS: nsOrd, Leaf: true},
	},
	Attrs: []xmltext.Name{
		{Local: "number", Req: true},
	},
}

// DecodeXML reads the content of position field.
func (x *Line) DecodeXML(d *xmltext.Decoder, field int) {
	switch field {
	case line_sku:
		d.Str(&x.Sku)
	case line_description:
		d.Str(&x.Description)
	case line_quantity:
		d.Int32(&x.Quantity)
	case line_price:
		d.Value(&x.Price)
	case line_delivery:
		d.Value(x.Delivery.Make())
	case line_number:
		d.Int32(&x.Number)
	case xmltext.ResidueField:
		d.Extra(&x.Extra)
	}
}

// EncodeXML writes attributes and content.
func (x *Line) EncodeXML(e *xmltext.Encoder) {
	e.Int(line_number, int64(x.Number))
	e.Content(&x.Extra)
	e.Str(line_sku, x.Sku)
	e.Str(line_description, x.Description)
	e.Int(line_quantity, int64(x.Quantity))
	e.Value(line_price, &x.Price)
	if p := x.Delivery.Ptr(); p != nil {
		e.Value(line_delivery, p)
	}
}

const (
	party_name = iota
	party_taxId
	party_street
	party_city
)

var tParty = xmltext.Type{
	NS: &namespaces,
	Names: []xmltext.Name{
		{Local: "name", NS: nsCom, Leaf: true, Req: true},
		{Local: "taxId", NS: nsCom, Leaf: true, Req: true},
		{Local: "street", NS: nsCom, Leaf: true},
		{Local: "city", NS: nsCom, Leaf: true},
	},
}

// DecodeXML reads the content of position field.
func (x *Party) DecodeXML(d *xmltext.Decoder, field int) {
	switch field {
	case party_name:
		d.Str(&x.Name)
	case party_taxId:
		d.Str(&x.TaxID)
	case party_street:
		d.Str(x.Street.Make())
	case party_city:
		d.Str(x.City.Make())
	case xmltext.ResidueField:
		d.Extra(&x.Extra)
	}
}

// EncodeXML writes attributes and content.
func (x *Party) EncodeXML(e *xmltext.Encoder) {
	e.Content(&x.Extra)
	e.Str(party_name, x.Name)
	e.Str(party_taxId, x.TaxID)
	if v, ok := x.Street.Get(); ok {
		e.Str(party_street, v)
	}
	if v, ok := x.City.Get(); ok {
		e.Str(party_city, v)
	}
}
