package jsontext_test

import (
	"encoding/json"
	"strings"
	"testing"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// What wsgen makes of a message whose JSON is nested otherwise, and of one that is not.

var namespaces = xmltext.Namespaces{{URI: "urn:made-up", Prefix: "m"}}

var (
	tMessage = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{
		{Local: "Information", Req: true}, {Local: "Business"}, {Local: "Response"},
	}}
	tInformation = xmltext.Type{NS: &namespaces,
		Names: []xmltext.Name{
			{Local: "UUID", Leaf: true, Req: true}, {Local: "Type", Leaf: true}, {Local: "Transaction", Leaf: true},
			{Local: "Enterprise", Leaf: true}, {Local: "Product"}, {Local: "Delivery", Leaf: true},
		},
		Attrs: []xmltext.Name{{Local: "version"}},
	}
	tProduct  = xmltext.Type{NS: &namespaces, Attrs: []xmltext.Name{{Local: "name"}, {Local: "version"}}}
	tBusiness = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{
		{Local: "Event"}, {Local: "Request"}, {Local: "Content"},
	}}
	tEvent = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{
		{Local: "Entity", Leaf: true}, {Local: "Event", Leaf: true}, {Local: "Identification"},
	}}
	tRequest  = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "Operation", Leaf: true}}}
	tResponse = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "Status", Leaf: true}, {Local: "ListOfMessages"}}}
	tMessages = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "Message", Many: true}}}
	tText     = xmltext.Type{NS: &namespaces, Text: true, Attrs: []xmltext.Name{{Local: "type"}, {Local: "code"}, {Local: "lang", NS: 1}}}
)

var (
	jMessage = jsontext.Form{
		Type: &tMessage,
		Members: []jsontext.Member{
			{Name: "Information", Kind: jsontext.Object, Form: &jInformation},
			{Name: "Business", Kind: jsontext.Object, Form: &jBusiness},
			{Name: "Response", Kind: jsontext.Object, Form: &jResponse},
		},
		Rules: []jsontext.Rule{
			{XML: "Information", JSON: "Header"},
			{XML: "Information/@version", JSON: "Header/Version"},
			{XML: "Information/Product/@name", JSON: "Header/ProductName"},
			{XML: "Information/Product/@version", JSON: "Header/ProductVersion"},
			{XML: "Business", JSON: "Header/Type", Values: []string{"Business"}},
			{XML: "Business/Event", JSON: "Header/SubType", Values: []string{"event"}},
			{XML: "Business/Event/Entity", JSON: "Header/Transaction", Copy: true},
			{XML: "Business/Event/Event", JSON: "Header/Event"},
			{XML: "Business/Request", JSON: "Header/SubType", Values: []string{"request"}},
			{XML: "Business/Request/Operation", JSON: "Header/Transaction", Copy: true},
			{XML: "Business/Content", JSON: "Content"},
			{XML: "Response", JSON: "Header/Type", Values: []string{"Response", "ResponseMessage"}},
			{XML: "Response", JSON: "Content"},
		},
	}
	jInformation = jsontext.Form{
		Type: &tInformation,
		Members: []jsontext.Member{
			{Name: "UUID", Kind: jsontext.String}, {Name: "Type", Kind: jsontext.String}, {Name: "Transaction", Kind: jsontext.String},
			{}, {Name: "Product", Kind: jsontext.Object, Form: &jProduct}, {Name: "Delivery", Kind: jsontext.String},
		},
		Attrs: []jsontext.Member{{Name: "Version", Kind: jsontext.String}},
	}
	jProduct = jsontext.Form{
		Type:  &tProduct,
		Attrs: []jsontext.Member{{Name: "name", Kind: jsontext.String}, {Name: "version", Kind: jsontext.String}},
	}
	jBusiness = jsontext.Form{Type: &tBusiness, Members: []jsontext.Member{
		{Name: "Event", Kind: jsontext.Object, Form: &jEvent},
		{Name: "Request", Kind: jsontext.Object, Form: &jRequest},
		{Name: "Content", Kind: jsontext.Object, Form: &jContent},
	}}
	jEvent = jsontext.Form{Type: &tEvent, Members: []jsontext.Member{
		{Name: "Entity", Kind: jsontext.String}, {Name: "Event", Kind: jsontext.String}, {},
	}}
	jRequest  = jsontext.Form{Type: &tRequest, Members: []jsontext.Member{{Name: "Operation", Kind: jsontext.String}}}
	jResponse = jsontext.Form{Type: &tResponse, Members: []jsontext.Member{
		{Name: "Status", Kind: jsontext.String}, {Name: "Details", Kind: jsontext.Object, Form: &jMessages, Items: true},
	}}
	jMessages = jsontext.Form{Type: &tMessages, Members: []jsontext.Member{{Name: "Message", Kind: jsontext.Object, Form: &jText}}}
	jText     = jsontext.Form{
		Type:  &tText,
		Attrs: []jsontext.Member{{}, {Name: "Code", Kind: jsontext.String}, {Name: "Lang", Kind: jsontext.String}},
		Text:  jsontext.Member{Name: "Message", Kind: jsontext.String},
	}
)

const (
	content_Code = iota
	content_Value
	content_Count
	content_Rate
	content_SPED
	content_Note
	content_Tags
	content_ListOfItems
)

var tContent = xmltext.Type{NS: &namespaces, Name: xmltext.Name{Local: "Content"}, Names: []xmltext.Name{
	{Local: "Code", Leaf: true}, {Local: "Value", Leaf: true, EmptyAbsent: true}, {Local: "Count", Leaf: true},
	{Local: "Rate", Leaf: true}, {Local: "SPED", Leaf: true}, {Local: "Note", Leaf: true}, {Local: "Tag", Leaf: true, Many: true}, {Local: "ListOfItems"},
}}

var jContent = jsontext.Form{Type: &tContent, Members: []jsontext.Member{
	{Name: "Code", Kind: jsontext.String}, {Name: "Value", Kind: jsontext.Decimal}, {Name: "Count", Kind: jsontext.Integer},
	{Name: "Rate", Kind: jsontext.Float}, {Name: "SPED", Kind: jsontext.Boolean}, {Name: "Note", Kind: jsontext.String, Nil: true},
	{Name: "Tags", Kind: jsontext.String}, {Name: "ListOfItems", Kind: jsontext.Object, Form: &jItems, Items: true},
}}

type Content struct {
	Code  xsd.Opt[string]
	Value xsd.Opt[xsd.Decimal]
	Count xsd.Opt[int32]
	Rate  xsd.Opt[float64]
	SPED  xsd.Opt[bool]
	Note  xsd.Nillable[string]
	Tags  []string
	Items *Items
	Extra xsd.Extra
}

func (x *Content) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case content_Code:
		c.OptStr(&x.Code)
	case content_Value:
		if p := xmltext.Optional(c, &x.Value); p != nil {
			c.Value(p)
		}
	case content_Count:
		c.OptInt32(&x.Count)
	case content_Rate:
		if p := xmltext.Optional(c, &x.Rate); p != nil {
			c.Float64(p)
		}
	case content_SPED:
		c.OptBool(&x.SPED)
	case content_Note:
		if d := c.Decoder(); d != nil {
			if d.Nil() {
				x.Note.SetNil()
				return
			}
			d.Str(x.Note.Make())
		} else {
			e := c.Encoder()
			switch v, _ := x.Note.Get(); x.Note.State() {
			case xsd.IsNil:
				e.Nil(content_Note)
			case xsd.Present:
				e.WriteStr(content_Note, v)
			}
		}
	case content_Tags:
		c.Strs(&x.Tags)
	case content_ListOfItems:
		if c.Reading() {
			xmltext.New(&x.Items)
		}
		if x.Items != nil {
			c.Struct(&tItems, x.Items)
		}
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

var (
	tItems = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "Item", Many: true}}}
	jItems = jsontext.Form{Type: &tItems, Members: []jsontext.Member{{Name: "Item", Kind: jsontext.Object, Form: &jItem}}}
	tItem  = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "Code", Leaf: true, Req: true}, {Local: "Value", Leaf: true, Req: true}}}
	jItem  = jsontext.Form{Type: &tItem, Members: []jsontext.Member{{Name: "Code", Kind: jsontext.String}, {Name: "Value", Kind: jsontext.Decimal}}}
)

type Items struct {
	Item  []Item
	Extra xsd.Extra
}

func (x *Items) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case 0:
		if i := xmltext.Grow(c, &x.Item); i >= 0 {
			c.Struct(&tItem, &x.Item[i])
		}
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

type Item struct {
	Code  string
	Value xsd.Decimal
	Extra xsd.Extra
}

func (x *Item) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case 0:
		c.Str(&x.Code)
	case 1:
		c.Value(&x.Value)
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

// decoded is JSON as encoding/json reads it, digits kept.
func decoded(t *testing.T, text string) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return v
}
