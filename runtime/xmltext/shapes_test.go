package xmltext

import "example.com/wsgen/runtime/xsd"

// A document with every shape that generated code can have, in the shape that generated code has.

var shapeNS = Namespaces{{"urn:s", "s"}, {"urn:t", "t"}}

// base has the positions that derived extends.
type base struct {
	ID    int64
	Flag  bool
	Extra xsd.Extra
}

var tBase = Type{NS: &shapeNS, Name: Name{Local: "Base", NS: 1}, Names: []Name{{Local: "flag", NS: 1, Leaf: true}},
	Attrs: []Name{{Local: "id", Req: true}}}

func (x *base) DecodeXML(d *Decoder, field int) {
	switch field {
	case 0:
		d.Bool(&x.Flag)
	case Attr:
		d.Int64(&x.ID)
	case ResidueField:
		d.Extra(&x.Extra)
	}
}

func (x *base) EncodeXML(e *Encoder) {
	e.Int(Attr, x.ID)
	e.Content(&x.Extra)
	e.Bool(0, x.Flag)
}

// derived is base and more.
type derived struct {
	base
	Unit xsd.Opt[string]
	Note string
}

var tDerived = Type{Base: &tBase, NS: &shapeNS, Name: Name{Local: "Derived", NS: 2}, Names: []Name{{Local: "note", NS: 2, Leaf: true}},
	Attrs: []Name{{Local: "unit", NS: 2}}}

func (x *derived) DecodeXML(d *Decoder, field int) {
	switch field {
	case 1:
		d.Str(&x.Note)
	case Attr + 1:
		d.Str(x.Unit.Make())
	default:
		x.base.DecodeXML(d, field)
	}
}

func (x *derived) EncodeXML(e *Encoder) {
	if v, ok := x.Unit.Get(); ok {
		e.Str(Attr+1, v)
	}
	x.base.EncodeXML(e)
	e.Str(1, x.Note)
}

var rBase = Registry{
	{Name: Name{Local: "Base", NS: 1}, Type: &tBase, New: func() Node { return new(base) }},
	{Name: Name{Local: "Derived", NS: 2}, Type: &tDerived, New: func() Node { return new(derived) }},
}

// amount has simple content.
type amount struct {
	Value    xsd.Decimal
	Currency string
	Extra    xsd.Extra
}

var tAmount = Type{NS: &shapeNS, Text: true, Attrs: []Name{{Local: "currency", Req: true}}}

func (x *amount) DecodeXML(d *Decoder, field int) {
	switch field {
	case Text:
		d.Value(&x.Value)
	case Attr:
		d.Str(&x.Currency)
	case ResidueField:
		d.Extra(&x.Extra)
	}
}

func (x *amount) EncodeXML(e *Encoder) {
	e.Str(Attr, x.Currency)
	e.Content(&x.Extra)
	e.Value(Text, &x.Value)
}

// shapeGroup is one occurrence of (p, (q | r)*) in shapes.
type shapeGroup struct {
	P    int32
	Q, R []string
}

// run is an item of mixed content.
type run struct {
	Text string
	Bold string
}

type para struct {
	Runs  []run
	Extra xsd.Extra
}

var tPara = Type{NS: &shapeNS, Mixed: true, Names: []Name{{Local: "b", NS: 1, Leaf: true, Many: true, Free: true}}}

func (x *para) DecodeXML(d *Decoder, field int) {
	switch field {
	case 0:
		d.Str(&Push(&x.Runs).Bold)
	case Text:
		d.Str(&Push(&x.Runs).Text)
	case ResidueField:
		d.Extra(&x.Extra)
	}
}

func (x *para) EncodeXML(e *Encoder) {
	e.Content(&x.Extra)
	for i := range x.Runs {
		if r := &x.Runs[i]; r.Text != "" {
			e.Str(Text, r.Text)
		} else {
			e.Str(0, r.Bold)
		}
	}
}

// shapes holds (a, b?, a, nilable, amount, (p, (q | r)*)*, any*, para?, poly?, bytes?).
type shapes struct {
	A, A2  string
	B      xsd.Opt[int32]
	N      xsd.Nillable[int32]
	Amount amount
	Groups []shapeGroup
	Any    []xsd.Raw
	Para   *para
	Poly   Node
	Other  xsd.Raw
	Bytes  xsd.Binary
	When   xsd.Opt[xsd.DateTime]
	Name   xsd.QName
	NS     xsd.Nillable[*base]
	Extra  xsd.Extra
}

const (
	shA = iota
	shB
	shA2
	shN
	shAmount
	shP
	shQ
	shR
	shPara
	shPoly
	shBytes
	shWhen
	shName
	shNil
	shAny
)

var tShapes = Type{NS: &shapeNS, Groups: []*Group{&gShapes}, Names: []Name{
	{Local: "a", NS: 1, Leaf: true, Req: true},
	{Local: "b", NS: 1, Leaf: true},
	{Local: "a", NS: 1, Leaf: true},
	{Local: "n", NS: 1, Leaf: true},
	{Local: "amount", NS: 1, Req: true},
	{Local: "p", NS: 1, Leaf: true, Free: true},
	{Local: "q", NS: 1, Leaf: true, Many: true, Free: true},
	{Local: "r", NS: 1, Leaf: true, Many: true, Free: true},
	{Local: "para", NS: 1},
	{Local: "poly", NS: 1},
	{Local: "bytes", NS: 1, Leaf: true},
	{Local: "when", NS: 1, Leaf: true},
	{Local: "name", NS: 1, Leaf: true},
	{Local: "nil", NS: 1},
	{Any: true, Many: true, NS: 1, Spaces: []string{"##other"}},
}}

var gShapes = Group{First: shP, Parts: []Part{{}, {Many: true, OneOf: []Part{{}, {}}}}}

func (x *shapes) DecodeXML(d *Decoder, field int) {
	switch field {
	case shA:
		d.Str(&x.A)
	case shB:
		d.Int32(x.B.Make())
	case shA2:
		d.Str(&x.A2)
	case shN:
		if d.Nil() {
			x.N.SetNil()
		} else {
			d.Int32(x.N.Make())
		}
	case shAmount:
		d.Struct(&tAmount, &x.Amount)
	case shP, shQ, shR:
		g := Last(&x.Groups, d.Opens(&gShapes))
		switch field {
		case shP:
			d.Int32(&g.P)
		case shQ:
			d.Str(Push(&g.Q))
		case shR:
			d.Str(Push(&g.R))
		}
	case shAny:
		d.Raw(Push(&x.Any))
	case shPara:
		d.Struct(&tPara, New(&x.Para))
	case shPoly:
		x.Poly, x.Other = d.Derived(&rBase)
	case shBytes:
		d.Bytes(&x.Bytes)
	case shWhen:
		d.Value(x.When.Make())
	case shName:
		d.Value(&x.Name)
	case shNil:
		if p := NilStruct(d, &tBase, &x.NS); p != nil {
			d.Struct(&tBase, p)
		}
	case ResidueField:
		d.Extra(&x.Extra)
	}
}

func (x *shapes) EncodeXML(e *Encoder) {
	e.Content(&x.Extra)
	e.Str(shA, x.A)
	if v, ok := x.B.Get(); ok {
		e.Int(shB, int64(v))
	}
	if x.A2 != "" {
		e.Str(shA2, x.A2)
	}
	switch x.N.State() {
	case xsd.IsNil:
		e.Nil(shN)
	case xsd.Present:
		e.Int(shN, int64(x.N.Or(0)))
	}
	e.Struct(shAmount, &tAmount, &x.Amount)
	for i := range x.Groups {
		g := &x.Groups[i]
		e.Item(&gShapes)
		e.Int(shP, int64(g.P))
		for _, s := range g.Q {
			e.Str(shQ, s)
		}
		for _, s := range g.R {
			e.Str(shR, s)
		}
	}
	if x.Para != nil {
		e.Struct(shPara, &tPara, x.Para)
	}
	switch p := x.Poly.(type) {
	case *base:
		e.Derived(shPoly, &rBase, &tBase, p)
	case *derived:
		e.Derived(shPoly, &rBase, &tDerived, p)
	default:
		if !x.Other.IsZero() {
			e.Raw(shPoly, x.Other)
		}
	}
	if x.Bytes != nil {
		e.Bytes(shBytes, x.Bytes)
	}
	if p := x.When.Ptr(); p != nil {
		e.Value(shWhen, p)
	}
	if !x.Name.IsZero() {
		e.Value(shName, &x.Name)
	}
	switch x.NS.State() {
	case xsd.IsNil:
		if p := x.NS.Held(); p != nil {
			e.NilStruct(shNil, &tBase, p)
		} else {
			e.Nil(shNil)
		}
	case xsd.Present:
		e.Struct(shNil, &tBase, x.NS.Or(nil))
	}
	for i := range x.Any {
		e.Raw(shAny, x.Any[i])
	}
}

var shapesName = Name{Local: "shapes", NS: 1}

func decodeShapes(doc string, strict bool) (*shapes, []string, error) {
	d := NewDecoder()
	defer d.Release()
	var drift []string
	d.Strict = strict
	d.OnDrift = func(x Drift) { drift = append(drift, x.String()) }
	d.Reset([]byte(doc))
	x := new(shapes)
	err := d.Document(shapesName, &shapeNS, &tShapes, x)
	return x, drift, err
}

func encodeShapes(x *shapes, style Style) (string, error) {
	e := NewEncoder(style)
	defer e.Release()
	err := e.Document(shapesName, &shapeNS, &tShapes, x)
	return string(e.Output()), err
}

func inShapes(s string) string {
	return `<s:shapes xmlns:s="urn:s" xmlns:t="urn:t" xmlns:u="urn:u" xmlns:xsi="` + xsiURI + `" xmlns:xs="` + xsURI + `">` + s + "</s:shapes>"
}

const amountXML = `<s:amount currency="BRL">1.50</s:amount>`

type link struct{ URL string }

var tLink = Type{Names: []Name{{Local: "url", Leaf: true}}}

func (x *link) DecodeXML(d *Decoder, field int) {
	if field == 0 {
		d.Str(&x.URL)
	}
}

func (x *link) EncodeXML(e *Encoder) {
	e.Content(new(xsd.Extra))
	e.CDATA(0, x.URL)
}
