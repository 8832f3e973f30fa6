package bench

import "example.com/wsgen/runtime/xsd"

const (
	soapURI   = "http://schemas.xmlsoap.org/soap/envelope/"
	ordersURI = "http://example.com/orders/v1"
	commonURI = "http://example.com/common/v1"
)

// ListOrdersResponse is the element and type {http://example.com/orders/v1}listOrdersResponse.
type ListOrdersResponse struct {
	// Order is order: Order.
	Order []Order
	// Extra keeps what the fields can't.
	Extra xsd.Extra
}

// Order is the type {http://example.com/orders/v1}Order.
type Order struct {
	// ID is the attribute id: xs:long.
	ID int64
	// Channel is the attribute channel: xs:string.
	Channel xsd.Opt[string]
	// Number is number: xs:string.
	Number string
	// Created is created: xs:dateTime.
	Created xsd.DateTime
	// Due is due: xs:date.
	Due xsd.Date
	// Customer is customer: Party.
	Customer Party
	// Supplier is supplier: Party.
	Supplier Party
	// Status is status: Status.
	Status Status
	// Paid is paid: xs:boolean.
	Paid bool
	// Total is total: xs:decimal.
	Total xsd.Decimal
	// Note is note: xs:string.
	Note xsd.Opt[string]
	// Line is line: Line.
	Line []Line
	// Extra keeps what the fields can't.
	Extra xsd.Extra
}

// Line is the type {http://example.com/orders/v1}Line.
type Line struct {
	// Number is the attribute number: xs:int.
	Number int32
	// Sku is sku: xs:string.
	Sku string
	// Description is description: xs:string.
	Description string
	// Quantity is quantity: xs:int.
	Quantity int32
	// Price is price: xs:decimal.
	Price xsd.Decimal
	// Delivery is delivery: xs:date.
	Delivery xsd.Opt[xsd.Date]
	// Extra keeps what the fields can't.
	Extra xsd.Extra
}

// Party is the type {http://example.com/common/v1}Party.
type Party struct {
	// Name is name: xs:string.
	Name string
	// TaxID is taxId: xs:string.
	TaxID string
	// Street is street: xs:string.
	Street xsd.Opt[string]
	// City is city: xs:string.
	City xsd.Opt[string]
	// Extra keeps what the fields can't.
	Extra xsd.Extra
}

// Status is the type {http://example.com/orders/v1}Status.
type Status string

// The values of Status.
const (
	StatusOpen      Status = "open"
	StatusShipped   Status = "shipped"
	StatusClosed    Status = "closed"
	StatusCancelled Status = "cancelled"
)

var knownStatus = []Status{StatusOpen, StatusShipped, StatusClosed, StatusCancelled}
