package xmltext

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

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
		{"nil struct without its attribute", "<s:a></s:a>" + amountXML + `<s:nil xsi:nil="true"></s:nil>`, "/shapes/nil/@id: missing"},
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

// The codec and the value read the same base64: a form that the type does not have is refused,
// any other is written again as it was.
func TestBinaryForms(t *testing.T) {
	for form, ok := range map[string]bool{
		"QQ==": true, "QUI=": true, "QUJD": true, " Q\tQ = = ": true, "": true,
		"QR==": false, "QUJ=": false, "QQ=": false, "QQ": false, "=": false, "QQ==QQ==": false, "Q-==": false,
	} {
		var v xsd.Binary
		if err := v.ParseXML([]byte(form), nil); (err == nil) != ok {
			t.Errorf("%q as a value: %v", form, err)
		}
		doc := inShapes("<s:a></s:a>" + amountXML + "<s:bytes>" + form + "</s:bytes>")
		x, _, err := decodeShapes(doc, false)
		var value *ValueError
		if ok != (err == nil) || !ok && !errors.As(err, &value) {
			t.Errorf("%q in a document: %v", form, err)
		} else if ok {
			if out, err := encodeShapes(x, Prefixed); err != nil || !strings.Contains(out, ">"+form+"</s:bytes>") {
				t.Errorf("%q is written %s, %v", form, out, err)
			}
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
	if err != nil || len(got) != 2 {
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
