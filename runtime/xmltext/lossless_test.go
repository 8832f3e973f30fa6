package xmltext

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"example.com/wsgen/runtime/xsd"
)

// keyed is a map with a key of its own, keys with a number and any other keys.
type keyed struct {
	Count  int32
	Rows   []xsd.Entry[registro]
	Others []xsd.Entry[string]
	Extra  xsd.Extra
}

var tKeyed = Type{NS: &shapeNS, Names: []Name{
	{Local: "count", Leaf: true, Req: true, XSI: "int", XSINS: SchemaNS},
	{Local: "row #", Many: true, XSI: "registro", XSINS: 1},
	{Local: "*", Leaf: true, Many: true},
}, Form: &MapForm{Entry: Name{Local: "entry", NS: 1}, Key: Name{Local: "key"}, Value: Name{Local: "value", NS: 2}}}

func (x *keyed) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Int32(&x.Count)
	case 1:
		if d := c.Decoder(); d != nil {
			d.Struct(&tRegistro, PushEntry(d, &x.Rows))
		} else {
			e := c.Encoder()
			for i := range x.Rows {
				e.Key(x.Rows[i].Key)
				e.Struct(&tRegistro, &x.Rows[i].Value)
			}
		}
	case 2:
		if d := c.Decoder(); d != nil {
			d.Str(PushEntry(d, &x.Others))
		} else {
			e := c.Encoder()
			for i := range x.Others {
				e.Key(x.Others[i].Key)
				e.Str(&x.Others[i].Value)
			}
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

// decodeAs reads a whole document and returns the drift too.
func decodeAs(doc string, root Name, t *Type, x Node, prepare func(*Decoder)) ([]string, error) {
	d := NewDecoder()
	defer d.Release()
	var drift []string
	d.OnDrift = func(x Drift) { drift = append(drift, x.String()) }
	d.Reset([]byte(doc))
	if prepare != nil {
		prepare(d)
	}
	return drift, d.Document(root, &shapeNS, t, x)
}

func encodeAs(root Name, t *Type, x Node, style Style) (string, error) {
	e := NewEncoder(style)
	defer e.Release()
	err := e.Document(root, &shapeNS, t, x)
	return string(e.Output()), err
}

// lossless checks that doc survives: whole and byte by byte through a tiny window, written in both styles.
func lossless[T any, P interface {
	*T
	Node
}](t *testing.T, doc string, root Name, typ *Type) (P, []string) {
	t.Helper()
	x := P(new(T))
	drift, err := decodeAs(doc, root, typ, x, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, doc)
	}
	y := P(new(T))
	again, err := decodeAs("", root, typ, y, func(d *Decoder) {
		d.ResetReader(iotest.OneByteReader(strings.NewReader(doc)), make([]byte, 1))
	})
	if err != nil || strings.Join(again, "\n") != strings.Join(drift, "\n") {
		t.Fatalf("byte by byte: %v, drift %q, want %q\n%s", err, again, drift, doc)
	}
	for _, style := range []Style{Prefixed, DefaultNamespace} {
		text, err := encodeAs(root, typ, x, style)
		if err != nil {
			t.Fatalf("%v\n%s", err, doc)
		}
		if got, want := infoset(t, text), infoset(t, doc); got != want {
			t.Fatalf("style %d:\n in %s\nout %s\n got %s\nwant %s", style, doc, text, got, want)
		}
		if other, err := encodeAs(root, typ, y, style); err != nil || other != text {
			t.Fatalf("read byte by byte, style %d: %v\n got %s\nwant %s", style, err, other, text)
		}
	}
	return x, drift
}

var keyedName = Name{Local: "map", NS: 1}

func inMap(s string) string {
	s = strings.NewReplacer("[", "<s:entry><key>", "]", "</s:entry>", "=", "</key>", "{", `<t:value xsi:type="xs:int">`, "}", "</t:value>").Replace(s)
	return `<s:map xmlns:s="urn:s" xmlns:t="urn:t" xmlns:u="urn:u" xmlns:xsi="` + strings.ReplaceAll(xsiURI, "=", "") + `" xmlns:xs="` + xsURI + `">` + s + "</s:map>"
}

// Whatever an entry of a map holds is written again where it stood.
func TestMapsAreLossless(t *testing.T) {
	raw := func(s string) string { return strings.ReplaceAll(inMap("@"), "@", s) }
	const value = `<t:value xsi:type="xs:int">1</t:value>`
	for _, c := range []struct{ name, doc, drift string }{
		{"plain", inMap("[count={1}]"), ""},
		{"attributes of entry and key", raw(`<s:entry t:a="1" b="2"><key u:c="3" xsi:type="xs:string">count</key>` + value + `</s:entry>`),
			"unknown attribute,unknown attribute,unknown attribute"},
		{"unknown children of an entry", raw(`<s:entry><u:a>1</u:a><key>count</key><b></b>` + value + `<u:c x="y">2</u:c></s:entry>`),
			"unknown element,unknown element,unknown element"},
		{"unknown children of an unknown entry", raw(`<s:entry n="1"><u:a>1</u:a><key k="2">row 1</key><b></b><t:value xsi:type="u:new"><x></x></t:value><u:c></u:c></s:entry>[count={1}]`),
			""},
		{"key twice", raw(`<s:entry><key>count</key><key>other</key>` + value + `</s:entry>`), "unknown element"},
		{"value twice", raw(`<s:entry><key>count</key>` + value + value + `</s:entry>`), "unknown element"},
		{"no key", raw(`<s:entry>` + value + `</s:entry><s:entry><key>count</key>` + value + `</s:entry>`), "missing"},
		{"no value", raw(`<s:entry a="b"><key>new</key></s:entry><s:entry><key>count</key>` + value + `</s:entry>`), "unknown attribute,missing"},
		{"neither", raw(`<s:entry></s:entry><s:entry/><s:entry><key>count</key>` + value + `</s:entry>`), "missing,missing"},
		{"empty key", raw(`<s:entry><key></key><t:value>x</t:value></s:entry><s:entry><key>count</key>` + value + `</s:entry>`), ""},
		{"white space in keys", raw("<s:entry><key> count\n</key>" + value + "</s:entry><s:entry><key> row 7</key><t:value xsi:type=\"s:registro\"><texto>a</texto></t:value></s:entry>"), ""},
		{"value first, with extras", raw(`<s:entry><u:a></u:a>` + value + `<u:b></u:b><key q="1">count</key><u:c></u:c></s:entry>`),
			"unknown element,unknown element,unknown attribute,unknown element,misplaced"},
		{"unknown key, value first", raw(`<s:entry><t:value xsi:type="u:new"><x></x></t:value><key>row 1</key></s:entry>[count={1}]`), ""},
		{"text in an entry", raw(`<s:entry>a<key>count</key>b` + value + `c</s:entry>`), "unknown element,unknown element,unknown element"},
		{"unknown between entries", raw(`<u:a></u:a><s:entry><key>count</key>` + value + `</s:entry><u:b></u:b><s:entry><key>z</key><t:value>1</t:value></s:entry><u:c></u:c>`),
			"unknown element,unknown element,unknown element"},
		{"repeated key", inMap("[count={1}][count={2}]"), "repeated"},
		{"other type", raw(`<s:entry><key>count</key><t:value xsi:type="xs:string">7</t:value></s:entry>`), "other xsi:type than declared"},
		{"type that does not resolve", raw(`<s:entry><key>count</key><t:value xsi:type="nope:int">7</t:value></s:entry>`), "unknown xsi:type"},
		{"no type", raw(`<s:entry><key>count</key><t:value>7</t:value></s:entry>`), ""},
		{"prefix rebound in a value", raw(`<s:entry xmlns:u="urn:other"><key>row 1</key><t:value xsi:type="u:t"><u:x y="u:z">u:w</u:x></t:value></s:entry>[count={1}]`), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := strings.NewReplacer("[count={1}]", "<s:entry><key>count</key>"+value+"</s:entry>").Replace(c.doc)
			_, drift := lossless[keyed](t, doc, keyedName, &tKeyed)
			if c.drift == "" {
				return
			}
			var kinds []string
			for _, d := range drift {
				kinds = append(kinds, d[strings.LastIndex(d, ": ")+2:])
			}
			if got := strings.Join(kinds, ","); got != c.drift {
				t.Errorf("drift %q, want %q", drift, c.drift)
			}
		})
	}
}

// Corners of xsi:type, xsi:nil, namespaces and mixed content survive.
func TestCornersAreLossless(t *testing.T) {
	const rest = "<s:a></s:a>" + amountXML
	root := func(attrs, s string) string { return strings.Replace(inShapes(s), "<s:shapes", "<s:shapes "+attrs, 1) }
	for _, c := range []struct{ name, doc string }{
		{"xsi:type of the root", root(`xsi:type="t:Shapes"`, rest)},
		{"xsi:type of the root that does not resolve", root(`xsi:type="v:Shapes"`, rest)},
		{"schema location", root(`xsi:schemaLocation="urn:s s.xsd"`, rest)},
		{"xml:lang", root(`xml:lang="pt"`, `<s:a xml:space="preserve"> </s:a>`+amountXML)},
		{"xsi:type that does not resolve", inShapes(`<s:a xsi:type="v:x">1</s:a>` + amountXML)},
		{"xsi:type of a struct that does not resolve", inShapes(`<s:a></s:a><s:amount xsi:type="v:x" currency="BRL">1</s:amount>`)},
		{"xsi:nil of what is not nillable", inShapes(`<s:a xsi:nil="true"></s:a><s:b xsi:nil="true"></s:b>` + amountXML)},
		{"xsi:nil of a struct that is not nillable", inShapes(`<s:a></s:a><s:amount xsi:nil="true" currency="BRL">1</s:amount>`)},
		{"xsi:nil is false", inShapes(`<s:a></s:a><s:n xsi:nil="false">1</s:n>` + amountXML + `<s:nil xsi:nil="false" id="1"><s:flag>true</s:flag></s:nil>`)},
		{"xsi:nil and xsi:type", inShapes(`<s:a></s:a><s:n xsi:nil="true" xsi:type="xs:int"></s:n>` + amountXML + `<s:nil xsi:nil="true" xsi:type="s:Base" id="1"></s:nil>`)},
		{"default namespace", strings.Replace(inShapes(`<a xmlns="urn:s"></a><amount currency="BRL" xmlns="urn:s">1</amount><x xmlns=""><y></y></x>`), "<s:shapes", `<s:shapes xmlns="urn:d"`, 1)},
		{"default namespace undeclared inside", `<shapes xmlns="urn:s"><a></a><amount currency="BRL">1</amount><new xmlns=""><x xmlns="urn:s"></x></new></shapes>`},
		{"prefix rebound", `<p:shapes xmlns:p="urn:s"><p:a></p:a><q:amount xmlns:q="urn:s" xmlns:p="urn:t" currency="BRL">1<!-- --></q:amount><q:new xmlns:q="urn:q" xmlns:p="urn:t"><p:x></p:x></q:new></p:shapes>`},
		{"two prefixes for one namespace", `<p:shapes xmlns:p="urn:s" xmlns:q="urn:s"><q:a></q:a><p:b>1</p:b><q:a>2</q:a><p:amount currency="BRL">1</p:amount></p:shapes>`},
		{"QName in the text of an unknown element", inShapes(rest + `<s:new>u:local t:x</s:new>`)},
		{"> and xmlns in an attribute of an unknown element", inShapes(`<s:a></s:a><new a='> xmlns="'></new>` + amountXML)},
		{"unknown elements in mixed content", inShapes(rest + `<s:para>one <u:x></u:x> two<s:b>b</s:b><u:y></u:y> three <u:z></u:z></s:para>`)},
	} {
		t.Run(c.name, func(t *testing.T) { lossless[shapes](t, c.doc, shapesName, &tShapes) })
	}
}

// The prefixes of QNames in what is kept raw are declared on it.
func TestRawIsSelfContained(t *testing.T) {
	x, _ := lossless[shapes](t, inShapes("<s:a></s:a>"+amountXML+`<u:x y="t:z">xs:int, u:w</u:x>`), shapesName, &tShapes)
	want := `<u:x xmlns:t="urn:t" xmlns:u="urn:u" xmlns:xs="` + xsURI + `" y="t:z">xs:int, u:w</u:x>`
	if len(x.Any) != 1 || x.Any[0].XML != want {
		t.Errorf("got %v, want %s", x.Any, want)
	}
}

// No attribute is written twice when a value becomes nil that had xsi:nil="false".
func TestNilReplacesKeptNil(t *testing.T) {
	x, _ := lossless[shapes](t, inShapes(`<s:a xsi:nil="true"></s:a><s:n xsi:nil="false">1</s:n>`+amountXML+`<s:nil xsi:nil="false" id="1"><s:flag>true</s:flag></s:nil>`), shapesName, &tShapes)
	x.A = "now set"
	x.N.SetNil()
	x.NS.SetNil()
	text, err := encodeShapes(x, Prefixed)
	if err != nil {
		t.Fatal(err)
	}
	infoset(t, text) // well-formed
	for _, want := range []string{"<s:a>now set</s:a>", `<s:n xsi:nil="true"></s:n>`, `<s:nil xsi:nil="true"></s:nil>`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

// Lists that grow, shrink and change places keep their values, whatever the residue says of the items that were.
func TestChangedLists(t *testing.T) {
	doc := inShapes(`<s:a></s:a>` + amountXML + `<s:p x="1">07</s:p><s:q> </s:q><s:new></s:new><s:r xsi:type="xs:string">r</s:r><s:p> 8</s:p><s:p xsi:nil="true"></s:p>`)
	want := func(x *shapes) string {
		var b strings.Builder
		for _, g := range x.Groups {
			fmt.Fprint(&b, g.P, g.Q, g.R, ";")
		}
		return b.String()
	}
	for name, change := range map[string]func(x *shapes){
		"none":   func(x *shapes) {},
		"clear":  func(x *shapes) { x.Groups = nil },
		"first":  func(x *shapes) { x.Groups = x.Groups[1:] },
		"last":   func(x *shapes) { x.Groups = x.Groups[:1] },
		"insert": func(x *shapes) { x.Groups = append([]shapeGroup{{P: 9, Q: []string{"new"}}}, x.Groups...) },
		"append": func(x *shapes) {
			x.Groups = append(x.Groups, shapeGroup{P: 10}, shapeGroup{P: 11, R: []string{"", "x"}})
		},
		"swap": func(x *shapes) { x.Groups[0], x.Groups[2] = x.Groups[2], x.Groups[0] },
	} {
		t.Run(name, func(t *testing.T) {
			x, _, err := decodeShapes(doc, false)
			if err != nil {
				t.Fatal(err)
			}
			change(x)
			for _, style := range []Style{Prefixed, DefaultNamespace} {
				text, err := encodeShapes(x, style)
				if err != nil {
					t.Fatal(err)
				}
				y, _, err := decodeShapes(text, false)
				if err != nil || want(y) != want(x) {
					t.Errorf("%v: got %s, want %s\n%s", err, want(y), want(x), text)
				}
			}
		})
	}
}

// What was missing stays missing; what is new must be set.
func TestMissingIsReplayed(t *testing.T) {
	const doc = `<s:oneOf xmlns:s="urn:s">%s</s:oneOf>`
	for _, in := range []string{"", "<s:new></s:new>", "<s:y>1</s:y>", "<s:x>1</s:x>",
		"<s:x>1</s:x><s:y>2</s:y>", "<s:y>1</s:y><s:x>2</s:x>", "<s:y>1</s:y><s:new></s:new><s:x>2</s:x><s:y>3</s:y>"} {
		lossless[oneOf](t, fmt.Sprintf(doc, in), Name{Local: "oneOf", NS: 1}, &tOneOf)
	}
	x, _ := lossless[oneOf](t, fmt.Sprintf(doc, ""), Name{Local: "oneOf", NS: 1}, &tOneOf)
	text, err := x.Extra.MarshalJSON()
	if err == nil {
		err = x.Extra.UnmarshalJSON(text)
	}
	if err != nil {
		t.Errorf("a choice without a branch as JSON: %v", err)
	}
	if text, err := encodeAs(Name{Local: "oneOf", NS: 1}, &tOneOf, new(oneOf), Prefixed); err == nil {
		t.Errorf("no error for a choice that is not set: %s", text)
	}
}

// A required struct that was missing stays missing until something in it is set; a fresh one is written.
func TestMissingStruct(t *testing.T) {
	x, _ := lossless[shapes](t, inShapes("<s:a></s:a>"), shapesName, &tShapes)
	for _, c := range []struct {
		set  func()
		want string
	}{
		{func() {}, "<s:a></s:a></s:shapes>"},
		{func() { x.Amount.Extra.SetAttr(xsd.QName{Local: "k"}, "v") }, `<s:amount currency="" k="v">0</s:amount>`},
		{func() { x.Amount = amount{Currency: "BRL"} }, `<s:amount currency="BRL">0</s:amount>`},
		{func() { *x = shapes{} }, `<s:amount currency="">0</s:amount>`},
	} {
		c.set()
		if text, err := encodeShapes(x, Prefixed); err != nil || !strings.Contains(text, c.want) {
			t.Errorf("no %s in %s: %v", c.want, text, err)
		}
	}
}

// The first alternative of a choice stays; what follows of another is kept raw, and is drift. An empty element that
// counts as absent chooses nothing and excludes nothing.
func TestChoiceIsMadeOnce(t *testing.T) {
	name := Name{Local: "oneOf", NS: 1}
	absent := Type{NS: &shapeNS, Names: slices.Clone(tOneOf.Names), Choices: tOneOf.Choices}
	absent.Names[0].EmptyAbsent, absent.Names[1].EmptyAbsent = true, true
	for _, c := range []struct {
		typ          *Type
		in, x, y     string
		drift, extra int
	}{
		{&tOneOf, "<s:x>1</s:x><s:y>2</s:y>", "1", "", 1, 1},
		{&tOneOf, "<s:y>1</s:y><s:x>2</s:x>", "", "1", 1, 1},
		{&tOneOf, "<s:x></s:x><s:y>2</s:y>", "", "", 1, 1},
		{&absent, "<s:x></s:x><s:y>2</s:y>", "", "2", 0, 0},
		{&absent, "<s:x>1</s:x><s:y/>", "1", "", 0, 0},
		{&absent, "<s:x>1</s:x><s:y>2</s:y>", "1", "", 1, 1},
	} {
		doc := `<s:oneOf xmlns:s="urn:s">` + c.in + `</s:oneOf>`
		x, drift := lossless[oneOf](t, doc, name, c.typ)
		if deref(x.X) != c.x || deref(x.Y) != c.y || len(x.Extra.Elements()) != c.extra || len(drift) != c.drift {
			t.Errorf("%s: x %q, y %q, extra %v, drift %v", c.in, deref(x.X), deref(x.Y), x.Extra, drift)
		}
		_, err := decodeAs(doc, name, c.typ, new(oneOf), func(d *Decoder) { d.Strict, d.OnDrift = true, nil; d.Reset([]byte(doc)) })
		if (err != nil) != (c.drift > 0) {
			t.Errorf("%s: strict: %v", c.in, err)
		}
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// oneOf is a choice that must have a branch, and a required date.
type oneOf struct {
	X, Y  *string
	Extra xsd.Extra
}

var tOneOf = Type{NS: &shapeNS, Names: []Name{{Local: "x", NS: 1, Leaf: true, OneOf: true}, {Local: "y", NS: 1, Leaf: true, Or: true}},
	Choices: []Choice{{First: 0, Sizes: []int{1, 1}}}}

func (x *oneOf) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		if e := c.Encoder(); e != nil {
			x.write(e)
		} else {
			c.Str(New(&x.X))
		}
	case 1:
		if c.Reading() {
			c.Str(New(&x.Y))
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

func (x *oneOf) write(e *Encoder) {
	switch {
	case x.X != nil:
		e.WriteStr(0, *x.X)
	case x.Y != nil:
		e.WriteStr(1, *x.Y)
	default:
		e.Unset(0, "X")
	}
}

// Documents made at random from known and unknown parts in any order survive.
func TestRandomDocumentsAreLossless(t *testing.T) {
	parts := []string{
		"<s:a>1</s:a>", "<s:a xsi:type=\"xs:string\" u:x=\"1\"> &lt;\u00e9 </s:a>", "<s:b> 07 </s:b>", "<s:b>2</s:b>", `<s:b xsi:nil="true"></s:b>`,
		`<s:n xsi:nil="true" w="1"></s:n>`, "<s:n>+3</s:n>", amountXML, `<s:amount>2</s:amount>`, `<amount xmlns="urn:s" currency="x">3</amount>`,
		"<s:p>1</s:p>", "<s:p> 2</s:p><s:q>q</s:q>", "<s:p>3</s:p><s:r></s:r>", `<s:p>-0</s:p><s:q></s:q><s:r t:k="v">r</s:r>`, "<s:para>x<s:b>y</s:b>z<u:w></u:w></s:para>", "<s:para></s:para>",
		`<s:poly id="1"><s:flag>1</s:flag></s:poly>`, `<s:poly xsi:type="t:Derived" id="02"><t:note>n</t:note><s:flag>true</s:flag></s:poly>`,
		`<s:poly xsi:type="u:New"><u:x></u:x></s:poly>`, "<s:bytes>AA==</s:bytes>", "<s:bytes> AA E= </s:bytes>", "<s:when>2026-01-02T24:00:00</s:when>",
		"<s:name>t:x</s:name>", `<s:nil xsi:nil="true" id="9"></s:nil>`, `<s:nil id="1"><s:flag>0</s:flag></s:nil>`, "<u:any><t:x>t:y</t:x></u:any>",
		"<s:unknown></s:unknown>", "<none></none>", "text", "<![CDATA[<cdata>]]>", "<!-- comment -->", "<?pi?>",
	}
	attrs := []string{"", ` u:k="v"`, ` xml:lang="x"`, ` xsi:type="s:Other"`, ` plain="1"`}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		var b strings.Builder
		for range rnd.IntN(9) {
			b.WriteString(parts[rnd.IntN(len(parts))])
		}
		doc := strings.Replace(inShapes(b.String()), "<s:shapes", "<s:shapes"+attrs[rnd.IntN(len(attrs))], 1)
		lossless[shapes](t, doc, shapesName, &tShapes)
	}
}
