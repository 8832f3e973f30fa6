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

func (x *base) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Bool(&x.Flag)
	case Attr:
		c.Int64(&x.ID)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

// derived is base and more.
type derived struct {
	base
	Unit xsd.Opt[string]
	Note string
}

var tDerived = Type{Base: &tBase, NS: &shapeNS, Name: Name{Local: "Derived", NS: 2}, Names: []Name{{Local: "note", NS: 2, Leaf: true}},
	Attrs: []Name{{Local: "unit", NS: 2}}}

func (x *derived) FieldXML(c *Codec, field int) {
	switch field {
	case 1:
		c.Str(&x.Note)
	case Attr + 1:
		c.OptStr(&x.Unit)
	default:
		x.base.FieldXML(c, field)
	}
}

var rBase = Registry{
	{Name: Name{Local: "Base", NS: 1}, Type: &tBase, New: func() Node { return new(base) }},
	{Name: Name{Local: "Derived", NS: 2}, Type: &tDerived, New: func() Node { return new(derived) }},
}

// polyXML codes an element of base or of a type derived from it, or, in other, one of a type that rBase does not list.
func polyXML(c *Codec, field int, x *Node, other *xsd.Raw) {
	if d := c.Decoder(); d != nil {
		*x, *other = d.Derived(&rBase)
	} else {
		e := c.Encoder()
		switch p := (*x).(type) {
		case *base:
			e.Derived(field, &rBase, &tBase, p)
		case *derived:
			e.Derived(field, &rBase, &tDerived, p)
		default:
			if !other.IsZero() {
				e.Raw(field, *other)
			}
		}
	}
}

// amount has simple content.
type amount struct {
	Value    xsd.Decimal
	Currency string
	Extra    xsd.Extra
}

var tAmount = Type{NS: &shapeNS, Text: true, Attrs: []Name{{Local: "currency", Req: true}}}

func (x *amount) FieldXML(c *Codec, field int) {
	switch field {
	case Text:
		c.Value(&x.Value)
	case Attr:
		c.Str(&x.Currency)
	case ResidueField:
		c.Extra(&x.Extra)
	}
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

func (x *para) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		if c.Reading() {
			c.Str(&Push(&x.Runs).Bold)
		}
	case Text:
		if e := c.Encoder(); e != nil {
			x.write(e)
		} else {
			c.Str(&Push(&x.Runs).Text)
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

func (x *para) write(e *Encoder) {
	for i := range x.Runs {
		if r := &x.Runs[i]; r.Text != "" {
			e.WriteStr(Text, r.Text)
		} else {
			e.WriteStr(0, r.Bold)
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
	{Any: true, Many: true, Spaces: []string{"!urn:s"}},
}}

var gShapes = Group{First: shP, Parts: []Part{{}, {Many: true, OneOf: []Part{{}, {}}}}}

func (x *shapes) FieldXML(c *Codec, field int) {
	switch field {
	case shA:
		c.Str(&x.A)
	case shB:
		c.OptInt32(&x.B)
	case shA2:
		if c.Reading() || x.A2 != "" {
			c.Str(&x.A2)
		}
	case shN:
		if d := c.Decoder(); d != nil {
			if d.Nil() {
				x.N.SetNil()
			} else {
				d.Int32(x.N.Make())
			}
		} else {
			e := c.Encoder()
			switch x.N.State() {
			case xsd.IsNil:
				e.Nil(shN)
			case xsd.Present:
				e.WriteInt(shN, int64(x.N.Or(0)))
			}
		}
	case shAmount:
		c.Struct(&tAmount, &x.Amount)
	case shP, shQ, shR:
		if d := c.Decoder(); d != nil {
			x.readGroup(d, field)
		} else {
			e := c.Encoder()
			if field == shP {
				x.writeGroups(e)
			}
		}
	case shAny:
		c.Raws(&x.Any)
	case shPara:
		if c.Reading() {
			New(&x.Para)
		}
		if x.Para != nil {
			c.Struct(&tPara, x.Para)
		}
	case shPoly:
		polyXML(c, shPoly, &x.Poly, &x.Other)
	case shBytes:
		if c.Reading() || x.Bytes != nil {
			c.Bytes(&x.Bytes)
		}
	case shWhen:
		if p := Optional(c, &x.When); p != nil {
			c.Value(p)
		}
	case shName:
		if c.Reading() || !x.Name.IsZero() {
			c.Value(&x.Name)
		}
	case shNil:
		if d := c.Decoder(); d != nil {
			if p := NilStruct(d, &tBase, &x.NS); p != nil {
				d.Struct(&tBase, p)
			}
		} else {
			e := c.Encoder()
			switch x.NS.State() {
			case xsd.IsNil:
				if p := x.NS.Held(); p != nil {
					e.NilStruct(shNil, &tBase, p)
				} else {
					e.Nil(shNil)
				}
			case xsd.Present:
				e.Struct(&tBase, x.NS.Or(nil))
			}
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

func (x *shapes) readGroup(d *Decoder, field int) {
	g := Last(&x.Groups, d.Opens(&gShapes))
	switch field {
	case shP:
		d.Int32(&g.P)
	case shQ:
		d.Strs(&g.Q)
	case shR:
		d.Strs(&g.R)
	}
}

func (x *shapes) writeGroups(e *Encoder) {
	for i := range x.Groups {
		g := &x.Groups[i]
		e.Occurrence(&gShapes)
		e.WriteInt(shP, int64(g.P))
		for _, s := range g.Q {
			e.WriteStr(shQ, s)
		}
		for _, s := range g.R {
			e.WriteStr(shR, s)
		}
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

func (x *link) FieldXML(c *Codec, field int) {
	if field != 0 {
		return
	}
	if e := c.Encoder(); e != nil {
		e.CDATA(0, x.URL)
	} else {
		c.Str(&x.URL)
	}
}
