package xmltext

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

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

// group is one occurrence of (p, (q | r)*) in shapes.
type group struct {
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
	Groups []group
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

var tShapes = Type{NS: &shapeNS, Names: []Name{
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

var gShapes = Group{First: shP, Ranks: []Rank{{Rank: 0}, {Rank: 1, Many: true}, {Rank: 1, Many: true}}}

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
		if p := NilStruct(d, &x.NS); p != nil {
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

// What is decoded is written again: the same infoset, whatever the drift, in both styles.
func TestRoundTrip(t *testing.T) {
	for _, c := range []struct{ name, in, drift string }{
		{"plain", "<s:a>1</s:a><s:b>2</s:b><s:a>3</s:a>" + amountXML, ""},
		{"position twice without what stands between", "<s:a>1</s:a><s:a>3</s:a>" + amountXML, ""},
		{"nil", `<s:a></s:a><s:n xsi:nil="true"></s:n>` + amountXML, ""},
		{"present", "<s:a></s:a><s:n>0</s:n>" + amountXML, ""},
		{"groups", "<s:a></s:a>" + amountXML + "<s:p>1</s:p><s:q>x</s:q><s:r>y</s:r><s:p>2</s:p><s:p>3</s:p><s:q>z</s:q>", ""},
		{"mixed", "<s:a></s:a>" + amountXML + "<s:para>one <s:b>two</s:b> three<s:b>four</s:b></s:para>", ""},
		{"declared type", "<s:a></s:a>" + amountXML + `<s:poly id="1"><s:flag>true</s:flag></s:poly>`, ""},
		{"derived type", "<s:a></s:a>" + amountXML + `<s:poly xsi:type="t:Derived" t:unit="u" id="1"><s:flag>true</s:flag><t:note>n</t:note></s:poly>`, ""},
		{"unknown type", "<s:a></s:a>" + amountXML + `<s:poly xsi:type="u:New" id="1"><u:x>1</u:x></s:poly>`, "/shapes/poly: unknown xsi:type"},
		{"wildcard", "<s:a></s:a>" + amountXML + `<u:x y="1"><t:z></t:z></u:x><t:w></t:w>`, ""},
		{"bytes", "<s:a></s:a>" + amountXML + "<s:bytes>AAEC</s:bytes><s:when>2026-01-02T03:04:05.600-03:00</s:when><s:name>u:local</s:name>", ""},
		{"nil struct with attributes", "<s:a></s:a>" + amountXML + `<s:nil xsi:nil="true" id="7"></s:nil>`, ""},
		{"nil struct", "<s:a></s:a>" + amountXML + `<s:nil xsi:nil="true"></s:nil>`, ""},
		{"unknown element", "<s:a></s:a><s:new>1</s:new>" + amountXML + "<s:new>2</s:new>", "/shapes/new: unknown element\n/shapes/new: unknown element"},
		{"unknown attribute", "<s:a></s:a>" + `<s:amount currency="BRL" x="1" t:y="2">1</s:amount>`, "/shapes/amount/@x: unknown attribute\n/shapes/amount/@y: unknown attribute"},
		{"attributes of a simple child", `<s:a xsi:type="xs:string" t:x="1"></s:a>` + amountXML, "/shapes/a/@x: unknown attribute"},
		{"missing", amountXML, "/shapes/a: missing"},
		{"missing attribute", "<s:a></s:a><s:amount>1</s:amount>", "/shapes/amount/@currency: missing"},
		{"misplaced", amountXML + "<s:a>1</s:a>" + "<s:b>2</s:b>", "/shapes/a: misplaced"},
		{"repeated", "<s:a>1</s:a><s:b>2</s:b><s:b>3</s:b>" + amountXML, "/shapes/b: repeated"},
		{"stray text", "<s:a>1</s:a>stray &amp; lost" + amountXML, "/shapes/text(): unknown element"},
		{"lexical forms", "<s:a></s:a><s:b> +07 </s:b><s:n>-0</s:n>" + amountXML + `<s:poly id="007"><s:flag> 1</s:flag></s:poly><s:bytes>AA EC</s:bytes>`, ""},
		{"escapes", "<s:a>&lt;&amp;&gt;&#xD; \"é</s:a>" + amountXML, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := inShapes(c.in)
			x, drift, err := decodeShapes(doc, false)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Join(drift, "\n") != c.drift {
				t.Errorf("drift %q, want %q", drift, c.drift)
			}
			if _, _, err := decodeShapes(doc, true); (err != nil) != (len(drift) > 0) {
				t.Errorf("strict: %v", err)
			}
			for _, style := range []Style{Prefixed, DefaultNamespace} {
				text, err := encodeShapes(x, style)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := infoset(t, text), infoset(t, doc); got != want {
					t.Errorf("style %d: %s\n got %s\nwant %s", style, text, got, want)
				}
			}
		})
	}
}

// infoset is a canonical form of a document: expanded names, sorted attributes, QName values resolved.
func infoset(t *testing.T, doc string) string {
	t.Helper()
	events, ok := read(doc)
	if !ok {
		t.Fatalf("not well-formed: %s", doc)
	}
	var out, attrs []string
	flush := func() {
		slices.Sort(attrs)
		out, attrs = append(out, attrs...), nil
	}
	for _, e := range events {
		if strings.HasPrefix(e, "@") {
			name, value, _ := strings.Cut(e, "=")
			if i := strings.IndexByte(value, ':'); i >= 0 && strings.HasSuffix(name, "}type") {
				value = value[i:] // the prefix is free
			}
			attrs = append(attrs, name+"="+value)
			continue
		}
		flush()
		out = append(out, e)
	}
	return strings.ReplaceAll(strings.Join(out, "\n"), "#u:local", "#n1:local")
}

// A value that the user changed wins over what was kept.
func TestChangedValueWins(t *testing.T) {
	x, _, err := decodeShapes(inShapes("<s:a></s:a><s:b>007</s:b>"+amountXML), false)
	if err != nil {
		t.Fatal(err)
	}
	x.B.Set(8)
	text, err := encodeShapes(x, Prefixed)
	if err != nil || !strings.Contains(text, "<s:b>8</s:b>") {
		t.Errorf("%s, %v", text, err)
	}
	x.B.Set(7)
	if text, _ = encodeShapes(x, Prefixed); !strings.Contains(text, "<s:b>007</s:b>") {
		t.Errorf("the kept form is lost: %s", text)
	}
}

// A value that does not fit is an error with its path and without its text.
func TestValueErrors(t *testing.T) {
	for path, in := range map[string]string{
		"/shapes/b":            "<s:a></s:a><s:b>secret</s:b>",
		"/shapes/n":            "<s:a></s:a><s:n>99999999999</s:n>",
		"/shapes/amount":       "<s:a></s:a><s:amount currency='x'>secret</s:amount>",
		"/shapes/poly/@id":     "<s:a></s:a>" + amountXML + "<s:poly id='secret'></s:poly>",
		"/shapes/poly/flag":    "<s:a></s:a>" + amountXML + "<s:poly id='1'><s:flag>secret</s:flag></s:poly>",
		"/shapes/p[2]":         "<s:a></s:a>" + amountXML + "<s:p>1</s:p><s:p>secret</s:p>",
		"/shapes/a":            "<s:a><s:x></s:x></s:a>",
		"/shapes/bytes":        "<s:a></s:a>" + amountXML + "<s:bytes>?</s:bytes>",
		"/shapes/when":         "<s:a></s:a>" + amountXML + "<s:when>secret</s:when>",
		"/shapes/name":         "<s:a></s:a>" + amountXML + "<s:name>unbound:secret</s:name>",
		"/shapes/poly/@id ":    "<s:a></s:a>" + amountXML + "<s:poly id='9223372036854775808'></s:poly>",
		"/shapes/poly/flag  ":  "<s:a></s:a>" + amountXML + "<s:poly id='9223372036854775807'><s:flag>2</s:flag></s:poly>",
		"/shapes/poly/flag   ": "<s:a></s:a>" + amountXML + "<s:poly id='-9223372036854775808'><s:flag></s:flag></s:poly>",
	} {
		_, _, err := decodeShapes(inShapes(in), false)
		var value *ValueError
		if !errors.As(err, &value) || value.Path != strings.TrimSpace(path) || value.Offset == 0 {
			t.Errorf("%s: got %v", path, err)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error prints the value: %v", path, err)
		}
	}
}

func TestRootError(t *testing.T) {
	for _, doc := range []string{"<shapes></shapes>", `<shapes xmlns="urn:t"></shapes>`, `<other xmlns="urn:s"></other>`} {
		_, _, err := decodeShapes(doc, false)
		var root *RootError
		if !errors.As(err, &root) || root.Want.Local != "shapes" {
			t.Errorf("%s: got %v", doc, err)
		}
	}
}

// Text that XML can't hold is an error with a path, and stays one.
func TestEncodeErrors(t *testing.T) {
	for _, bad := range []string{"\x00", "a\x1fb", "\xff", "\uFFFE", "é\x01"} {
		x := &shapes{A: bad}
		_, err := encodeShapes(x, Prefixed)
		var encode *EncodeError
		if !errors.As(err, &encode) || encode.Path != "/shapes/a" {
			t.Errorf("%q: got %v", bad, err)
		}
		x = &shapes{Poly: &base{}, Amount: amount{Currency: bad}}
		if _, err = encodeShapes(x, DefaultNamespace); !errors.As(err, &encode) || encode.Path != "/shapes/amount/@currency" {
			t.Errorf("%q: got %v", bad, err)
		}
	}
}

func TestCDATA(t *testing.T) {
	const text = "a]]>b\r\nc<&"
	e := NewEncoder(Prefixed)
	defer e.Release()
	if err := e.Document(Name{Local: "r"}, nil, &tLink, &link{text}); err != nil {
		t.Fatal(err)
	}
	x, err := parse(string(e.Output()), nil)
	if err != nil || len(x.kids) != 1 || !strings.Contains(string(e.Output()), "<![CDATA[a]]]]><![CDATA[>b]]>&#xD;") {
		t.Fatalf("%s: %v", e.Output(), err)
	}
	var back link
	d := NewDecoder()
	defer d.Release()
	d.Reset(e.Output())
	if err := d.Document(Name{Local: "r"}, nil, &tLink, &back); err != nil || back.URL != text {
		t.Errorf("%q, %v", back.URL, err)
	}
}

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

// A misspelt namespace of xsi is understood, with drift.
func TestMisspeltXSI(t *testing.T) {
	doc := strings.Replace(inShapes(`<s:a></s:a><s:n xsi:nil="true"></s:n>`+amountXML), xsiURI, xsiMisspelt, 1)
	x, drift, err := decodeShapes(doc, false)
	if err != nil || x.N.State() != xsd.IsNil || len(drift) != 1 || !strings.Contains(drift[0], "tolerated form") {
		t.Errorf("state %v, drift %q, error %v", x.N.State(), drift, err)
	}
}

// Each delivers items as they come, and Stop ends without an error.
func TestEachAndStop(t *testing.T) {
	doc := inShapes("<s:a></s:a>" + amountXML + "<s:p>1</s:p><s:p>2</s:p><s:p>3</s:p>")
	var got []int32
	d := NewDecoder()
	defer d.Release()
	d.Reset([]byte(doc))
	err := d.Document(shapesName, &shapeNS, &tShapes, Each(new(shapes), shP, func(d *Decoder) {
		var n int32
		d.Int32(&n)
		if got = append(got, n); n == 2 {
			d.Stop()
		}
	}))
	if err != nil || len(got) != 2 || !d.Stopped() {
		t.Errorf("got %v, error %v", got, err)
	}
}

// A pushed document is read inside the bindings of its scope, and the outer one goes on after it.
func TestPush(t *testing.T) {
	var inner string
	d := NewDecoder()
	defer d.Release()
	d.Reset([]byte(inShapes("<s:a>1</s:a>" + amountXML + "<s:b>2</s:b>")))
	x := new(shapes)
	err := d.Document(shapesName, &shapeNS, &tShapes, Each(x, shA, func(d *Decoder) {
		d.Str(&x.A)
		d.Push([]byte("<s:in>deep</s:in>"), d.Scope(), func(d *Decoder) {
			if n := d.ElementName(); n.Space != "urn:s" {
				t.Errorf("inner name %v", n)
			}
			d.Str(&inner)
		})
	}))
	if err != nil || inner != "deep" || x.A != "1" || x.B.Or(0) != 2 || x.Amount.Currency != "BRL" {
		t.Errorf("inner %q, outer %+v, error %v", inner, x, err)
	}
}
