package xmltext

import (
	"strings"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

// price is a nillable amount, which must have a currency.
type price struct {
	Amount xsd.Nillable[*amount]
	Extra  xsd.Extra
}

var tPrice = Type{NS: &shapeNS, Names: []Name{{Local: "amount", NS: 1, Req: true}}}

func (x *price) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		if d := c.Decoder(); d != nil {
			if p := NilStruct(d, &tAmount, &x.Amount); p != nil {
				d.Struct(&tAmount, p)
			}
		} else {
			e := c.Encoder()
			if v, ok := x.Amount.Get(); ok {
				e.Struct(&tAmount, v)
			} else if v := x.Amount.Held(); v != nil {
				e.NilStruct(0, &tAmount, v)
			} else {
				e.NilRequired(0, x.Amount.State())
			}
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

// The form of xsi:nil is kept, and what stands in a nil element although it must not.
func TestNilAsRead(t *testing.T) {
	for _, tt := range []struct {
		in    string
		drift string
	}{
		{`<s:n xsi:nil="1"></s:n>`, ""},
		{`<s:n xsi:nil=" true "></s:n>`, ""},
		{`<s:n xsi:nil="1">5 &lt;</s:n>`, "/shapes/n/@nil: tolerated form"},
		{`<s:n xsi:nil="true"> </s:n>`, ""},
	} {
		x, drift := lossless[shapes](t, inShapes("<s:a></s:a>"+tt.in+amountXML), shapesName, &tShapes)
		if x.N.State() != xsd.IsNil || strings.Join(drift, ", ") != tt.drift {
			t.Errorf("%s: %v, drift %q", tt.in, x.N.State(), drift)
		}
		x.N.Set(5)
		if text, err := encodeAs(shapesName, &tShapes, x, Prefixed); err != nil || !strings.Contains(text, "<s:n>5</s:n>") {
			t.Errorf("%s with a value: %s, %v", tt.in, text, err)
		}
	}
}

// An element that is nil must have its attributes all the same; one that is missing is not made up.
func TestNilWithoutRequiredAttribute(t *testing.T) {
	for doc, want := range map[string]string{
		`<s:amount xsi:nil="true" currency="BRL"></s:amount>`: "",
		`<s:amount xsi:nil="1" currency="BRL"></s:amount>`:    "",
		`<s:amount xsi:nil="true"></s:amount>`:                "/price/amount/@currency: missing",
		`<s:amount xsi:nil="1" currency="BRL">5</s:amount>`:   "/price/amount/@nil: tolerated form",
	} {
		doc = `<s:price xmlns:s="urn:s" xmlns:xsi="` + xsiURI + `">` + doc + `</s:price>`
		d := NewDecoder()
		var drift []string
		d.OnDrift = func(x Drift) { drift = append(drift, x.String()) }
		d.Reset([]byte(doc))
		var x price
		if err := d.Document(Name{Local: "price", NS: 1}, &shapeNS, &tPrice, &x); err != nil {
			t.Fatal(err)
		}
		d.Release()
		if got := strings.Join(drift, ", "); got != want {
			t.Errorf("%s: drift %q, want %q", doc, got, want)
		}
		if x.Amount.State() != xsd.IsNil {
			t.Errorf("%s: state is %v", doc, x.Amount.State())
		}
		e := NewEncoder(Prefixed)
		if err := e.Document(Name{Local: "price", NS: 1}, &shapeNS, &tPrice, &x); err != nil {
			t.Fatal(err)
		}
		if got := string(e.Output()); got != doc {
			t.Errorf("got  %s\nwant %s", got, doc)
		}
		e.Release()
	}
}
