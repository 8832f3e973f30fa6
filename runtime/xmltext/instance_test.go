package xmltext

import (
	"strings"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

// content holds (text?, simple?, any?, poly?, ##other*): every kind of child that keeps its xsi:type itself.
type content struct {
	Text   xsd.Opt[string]
	Simple *xsd.AnySimple
	Any    xsd.Nillable[xsd.Any]
	Poly   Node
	New    xsd.Raw
	Others []xsd.Raw
	Extra  xsd.Extra
}

var tContent = Type{NS: &shapeNS, Name: Name{Local: "Content", NS: 1}, Names: []Name{
	{Local: "text", NS: 1, Leaf: true},
	{Local: "simple", NS: 1, Leaf: true},
	{Local: "any", NS: 1},
	{Local: "poly", NS: 1},
	{Any: true, Many: true, Spaces: []string{"!urn:s"}},
}}

func (x *content) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.OptStr(&x.Text)
	case 1:
		if c.Reading() {
			New(&x.Simple)
		}
		if x.Simple != nil {
			c.AnySimple(x.Simple)
		}
	case 2:
		if d := c.Decoder(); d != nil {
			if d.Nil() {
				x.Any.SetNil()
			} else {
				d.Any(x.Any.Make())
			}
		} else {
			e := c.Encoder()
			if v, ok := x.Any.Get(); ok {
				e.WriteAny(2, v)
			} else if x.Any.State() == xsd.IsNil {
				e.Nil(2)
			}
		}
	case 3:
		polyXML(c, 3, &x.Poly, &x.New)
	case 4:
		c.Raws(&x.Others)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

// holder holds content, once.
type holder struct {
	Content content
	Extra   xsd.Extra
}

var tHolder = Type{NS: &shapeNS, Names: []Name{{Local: "content", NS: 1}}}

func (x *holder) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Struct(&tContent, &x.Content)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

var holderName = Name{Local: "holder", NS: 1}

// What an element says of its type is its own, whatever the children say of theirs.
func TestTypeOfStructSurvivesTypedChildren(t *testing.T) {
	for _, child := range []string{
		"<s:simple>1</s:simple>",
		`<s:text xsi:type="xs:token">a</s:text><s:simple>1</s:simple>`,
		`<s:simple xsi:type="xs:int">1</s:simple>`,
		`<s:any xsi:type="u:a"><u:b></u:b></s:any>`,
		`<s:poly xsi:type="t:Derived" id="1"><s:flag>true</s:flag><t:note>n</t:note></s:poly>`,
		`<s:poly xsi:type="u:New"></s:poly>`,
		`<u:x></u:x>`,
	} {
		for typ, drift := range map[string]string{
			"s:Content": "",
			"u:New":     "/holder/content: other xsi:type than declared",
		} {
			doc := `<s:holder xmlns:s="urn:s" xmlns:t="urn:t" xmlns:u="urn:u" xmlns:xsi="` + xsiURI + `" xmlns:xs="` + xsURI + `">` +
				`<s:content xsi:type="` + typ + `">` + child + `</s:content></s:holder>`
			_, got := lossless[holder](t, doc, holderName, &tHolder)
			own := strings.TrimPrefix(strings.Join(got, ","), drift)
			if strings.Contains(own, "content:") || own == strings.Join(got, ",") && drift != "" {
				t.Errorf("%s: drift %q, want %q", doc, got, drift)
			}
		}
	}
}

// An element of a simple type may say that it is of one that the contract can't have. The text is read as the declared type, and
// what it said is written again.
func TestTypeOfSimpleElement(t *testing.T) {
	for typ, want := range map[string]string{
		"xs:token": "",
		"t:Short":  "", // which may be derived from the declared one
		"u:New":    "/holder/content/text: unknown xsi:type",
		"nope":     "/holder/content/text: unknown xsi:type",
		"v:new":    "/holder/content/text: unknown xsi:type",
		"xs:strng": "/holder/content/text: unknown xsi:type",
	} {
		doc := `<s:holder xmlns:s="urn:s" xmlns:t="urn:t" xmlns:u="urn:u" xmlns:xsi="` + xsiURI + `" xmlns:xs="` + xsURI + `">` +
			`<s:content><s:text xsi:type="` + typ + `">a</s:text></s:content></s:holder>`
		x, drift := lossless[holder](t, doc, holderName, &tHolder)
		if got := strings.Join(drift, ", "); got != want || x.Content.Text != xsd.Some("a") {
			t.Errorf("%s: text %v, drift %q, want %q", typ, x.Content.Text, got, want)
		}
	}
}

// A nil element has its attributes, also where its value could be anything, and one that says that it is not nil is no drift.
func TestNilOfAnything(t *testing.T) {
	for doc, want := range map[string]string{
		`<s:any xsi:nil="true" q="1" t:r="2"></s:any>`:                               "",
		`<s:any xsi:nil="true" xsi:type="t:T" q="1"></s:any>`:                        "",
		`<s:any xsi:nil="true" xsi:schemaLocation="urn:t t.xsd"></s:any><u:x></u:x>`: "",
		`<s:any xsi:nil="false" q="1"><u:y></u:y></s:any>`:                           "",
		`<s:poly xsi:nil="false" id="1"><s:flag>true</s:flag></s:poly>`:              "",
		`<s:poly xsi:nil="true" id="1"><s:flag>true</s:flag></s:poly>`:               "/holder/content/poly/@nil: tolerated form",
	} {
		doc = `<s:holder xmlns:s="urn:s" xmlns:t="urn:t" xmlns:u="urn:u" xmlns:xsi="` + xsiURI + `"><s:content>` + doc + `</s:content></s:holder>`
		x, drift := lossless[holder](t, doc, holderName, &tHolder)
		if got := strings.Join(drift, ", "); got != want {
			t.Errorf("%s: drift %q, want %q", doc, got, want)
		}
		if x.Content.Any.State() == xsd.IsNil {
			x.Content.Any.Set(xsd.Any{Raw: xsd.Raw{Name: xsd.QName{Space: "urn:s", Local: "any"}, XML: `<any xmlns="urn:s">1</any>`}})
			text, err := encodeAs(holderName, &tHolder, x, Prefixed)
			if err != nil || strings.Contains(text, "nil") {
				t.Errorf("set anew: %s %v", text, err)
			}
		}
	}
}
