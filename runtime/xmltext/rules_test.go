package xmltext

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode"

	"example.com/wsgen/runtime/xsd"
)

// Each test of this file stands for a rule that XML codecs often break.

// A QName in content means the bindings in force where it stands; the writer declares the prefix that it writes.
func TestQNameInContent(t *testing.T) {
	x, _ := lossless[shapes](t, inShapes("<s:a></s:a>"+amountXML+`<s:name xmlns:u="urn:inner">u:local</s:name>`), shapesName, &tShapes)
	if want := (xsd.QName{Space: "urn:inner", Local: "local"}); x.Name != want {
		t.Errorf("got %v, want %v", x.Name, want)
	}
	text, err := encodeAs(shapesName, &tShapes, x, DefaultNamespace)
	if err != nil || !strings.Contains(text, `="urn:inner"`) {
		t.Errorf("no declaration in %s: %v", text, err)
	}
}

// xsi:type selects the struct by its expanded name, whatever the prefix, also under the misspelt namespace.
func TestTypeSelectsTheStruct(t *testing.T) {
	for _, in := range []string{
		`<s:poly xsi:type="t:Derived" id="1"></s:poly>`,
		`<s:poly xmlns:q="urn:t" xsi:type=" q:Derived " id="1"></s:poly>`,
		`<s:poly xmlns="urn:t" xsi:type="Derived" id="1"></s:poly>`,
		`<s:poly xmlns:i="http://www.w3.org/2001/XMLSchemainstance" i:type="t:Derived" id="1"></s:poly>`,
	} {
		x, _, err := decodeShapes(inShapes("<s:a></s:a>"+amountXML+in), false)
		if _, ok := x.Poly.(*derived); err != nil || !ok {
			t.Errorf("%s: %T, %v", in, x.Poly, err)
		}
	}
}

// Nil, absent and empty are three states.
func TestNilAbsentEmpty(t *testing.T) {
	for in, want := range map[string]xsd.State{
		"":                             xsd.Absent,
		`<s:n xsi:nil="true"></s:n>`:   xsd.IsNil,
		`<s:n xsi:nil="false">0</s:n>`: xsd.Present,
		"<s:n>0</s:n>":                 xsd.Present,
	} {
		x, _ := lossless[shapes](t, inShapes("<s:a></s:a>"+in+amountXML), shapesName, &tShapes)
		if x.N.State() != want {
			t.Errorf("%s: %v, want %v", in, x.N.State(), want)
		}
	}
	if _, _, err := decodeShapes(inShapes("<s:a></s:a><s:n></s:n>"+amountXML), false); err == nil {
		t.Error("an empty number is no error")
	}
}

// Elements match by the namespace and form of the element, not of its type: unqualified ones under a qualified parent too.
func TestElementForms(t *testing.T) {
	x, drift, err := decode(t, tokenReply, nil)
	if err != nil || x.Body.Response.Return.Status != "OK" {
		t.Errorf("status %q, drift %q, %v", x.Body.Response.Return.Status, drift, err)
	}
	wrong := strings.Replace(tokenReply, "<status>OK</status>", `<status xmlns="http://token.ws.tce.sc.gov.br/">OK</status>`, 1)
	if y, drift, err := decode(t, wrong, nil); err != nil || y.Body.Response.Return.Status != "" || len(drift) != 3 {
		t.Errorf("a qualified status was taken for the unqualified one: %v %q", err, drift)
	}
}

// Content that is skipped is checked like any other.
func TestSkippedContentIsChecked(t *testing.T) {
	for _, bad := range []string{"<x>", "<x></y>", "<x>&nbsp;</x>", "<p:x></p:x>", "<x a='1' a='2'></x>", "<x>]]></x>", "<x>\x01</x>", "<x><![CDATA[\x02]]></x>", "<x><!-- -- --></x>", "<x a='<'/>"} {
		doc := inShapes("<s:a></s:a><s:new>" + bad + "</s:new>" + amountXML)
		if _, _, err := decodeShapes(doc, false); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

// Text is one, whatever stands in it; line ends are \n in text and CDATA.
func TestTextIsJoined(t *testing.T) {
	const in = "<s:a>one<!-- c -->,\r\ntwo<?p i?><![CDATA[,\r\nthree\r]]>&#xD;\r<![CDATA[]]></s:a>"
	const want = "one,\ntwo,\nthree\n\r\n"
	for size := range 70 {
		var x shapes
		if _, err := decodeAs(inShapes(in+amountXML), shapesName, &tShapes, &x, func(d *Decoder) {
			if size > 0 {
				d.ResetReader(iotest.OneByteReader(strings.NewReader(inShapes(in+amountXML))), make([]byte, size))
			}
		}); err != nil || x.A != want {
			t.Fatalf("window %d: %q, %v, want %q", size, x.A, err, want)
		}
	}
}

// spaced is a struct of strings with white space facets.
type spaced struct {
	Keep, Line, Token string
	Kind              string
	Extra             xsd.Extra
}

var tSpaced = Type{NS: &shapeNS, Names: []Name{{Local: "keep", Leaf: true}, {Local: "line", Leaf: true}, {Local: "token", Leaf: true}, {Local: "kind", Leaf: true}}}

func (x *spaced) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Str(&x.Keep)
	case 1:
		c.Normalized(&x.Line)
	case 2:
		c.Token(&x.Token)
	case 3:
		c.Enum(&x.Kind, []string{"half open", "shut"})
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

// White space is preserved, replaced or collapsed as the type says, and the form read is written again.
func TestWhiteSpaceFacets(t *testing.T) {
	const s = " a\t b\n "
	doc := "<r><keep>" + s + "</keep><line>" + s + "</line><token>" + s + "</token><kind> half \t open\n</kind></r>"
	x, drift := lossless[spaced](t, doc, Name{Local: "r"}, &tSpaced)
	if x.Keep != s || x.Line != " a  b  " || x.Token != "a b" || x.Kind != "half open" || len(drift) > 0 {
		t.Errorf("%q, drift %q", []string{x.Keep, x.Line, x.Token, x.Kind}, drift)
	}
	x.Token, x.Kind = "new", "shut"
	if text, err := encodeAs(Name{Local: "r"}, &tSpaced, x, Prefixed); err != nil || !strings.Contains(text, "<token>new</token><kind>shut</kind>") {
		t.Errorf("%s: %v", text, err)
	}
}

// Numbers and dates keep every digit and what they say of the zone.
func TestValuesKeepTheirForm(t *testing.T) {
	for _, n := range []string{"1234567890123456789", "9999999999999999999.9999999999", "-0.00", "000.10", "99999999999999999999999999999999999999"} {
		lossless[shapes](t, inShapes(`<s:a></s:a><s:amount currency="x">`+n+`</s:amount>`), shapesName, &tShapes)
	}
	for _, n := range []string{"9223372036854775807", "-9223372036854775808", "1000000000000000000", "+0009223372036854775807"} {
		lossless[shapes](t, inShapes("<s:a></s:a>"+amountXML+`<s:poly id="`+n+`"><s:flag>true</s:flag></s:poly>`), shapesName, &tShapes)
	}
	for _, w := range []string{"2026-01-02T03:04:05", "2026-01-02T24:00:00", "2026-01-02T03:04:05.123456789012Z", "2026-01-02T03:04:05+00:00", "-0044-03-15T12:00:00", "12026-01-02T00:00:00.0-14:00"} {
		x, _ := lossless[shapes](t, inShapes("<s:a></s:a>"+amountXML+"<s:when>\n"+w+" </s:when>"), shapesName, &tShapes)
		if _, zoned := x.When.Or(xsd.DateTime{}).Time(); zoned != strings.ContainsAny(w[1:], "Z+") && !strings.HasSuffix(w, "-14:00") {
			t.Errorf("%s: zone %v", w, zoned)
		}
	}
}

// The name tables are those of XML 1.0, fifth edition.
func TestNameTables(t *testing.T) {
	start := [][2]rune{{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F},
		{0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}}
	more := append(slices.Clone(start), [2]rune{0xB7, 0xB7}, [2]rune{0x300, 0x36F}, [2]rune{0x203F, 0x2040})
	in := func(list [][2]rune, r rune) bool {
		return slices.ContainsFunc(list, func(p [2]rune) bool { return p[0] <= r && r <= p[1] })
	}
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if nameStart(r) != in(start, r) || nameChar(r) != in(more, r) {
			t.Fatalf("%U: start %v, char %v", r, nameStart(r), nameChar(r))
		}
	}
	for _, c := range []struct {
		name string
		ok   bool
	}{{"é", true}, {"\u0300a", false}, {"a\u0300", true}, {"a·", true}, {"·", false}, {"a\u00d7", false}, {"\U00010000", true}, {"\U000F0000", false}} {
		if _, err := parse("<"+c.name+"></"+c.name+">", nil); (err == nil) != c.ok {
			t.Errorf("name %q: %v", c.name, err)
		}
	}
}

// What was decoded does not keep the document in memory.
func TestStringsDoNotPinTheDocument(t *testing.T) {
	freed := make(chan struct{})
	read := func() *shapes {
		doc := []byte(inShapes("<s:a>kept</s:a>" + amountXML + "<u:x>" + strings.Repeat("x", 1<<20) + "</u:x>"))
		runtime.SetFinalizer(&doc[0], func(*byte) { close(freed) })
		x := new(shapes)
		d := NewDecoder()
		d.Reset(doc)
		if err := d.Document(shapesName, &shapeNS, &tShapes, x); err != nil {
			t.Fatal(err)
		}
		d.Release()
		x.Any = nil
		return x
	}
	x := read()
	for range 50 {
		runtime.GC()
		select {
		case <-freed:
			if x.A != "kept" {
				t.Errorf("got %q", x.A)
			}
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Error("the document is still in memory")
	runtime.KeepAlive(x)
}

// many has more positions than a machine word has bits, and more than the linear search takes.
type many struct {
	V     [100]xsd.Opt[int32]
	Extra xsd.Extra
}

func (x *many) FieldXML(c *Codec, field int) {
	switch {
	case field >= 0 && field < len(x.V):
		c.OptInt32(&x.V[field])
	case field == ResidueField:
		c.Extra(&x.Extra)
	}
}

func TestWideTypes(t *testing.T) {
	for _, width := range []int{16, 17, 64, 65, 100} {
		typ := &Type{NS: &shapeNS}
		var forward, backward strings.Builder
		for i := range width {
			typ.Names = append(typ.Names, Name{Local: fmt.Sprintf("field%d", i), Leaf: true, Req: i%2 == 0})
			fmt.Fprintf(&forward, "<field%d>%d</field%d>", i, i, i)
			fmt.Fprintf(&backward, "<field%[1]d>%[1]d</field%[1]d>", width-1-i)
		}
		for _, in := range []string{forward.String(), backward.String(), "<field3>3</field3>", "<field15>15</field15><new></new><field0>0</field0><field15>1</field15>"} {
			x, _ := lossless[many](t, "<r>"+in+"</r>", Name{Local: "r"}, typ)
			if v := x.V[width-1]; strings.Contains(in, fmt.Sprintf("<field%d>", width-1)) && v.Or(-1) != int32(width-1) {
				t.Errorf("width %d: %v", width, v)
			}
		}
	}
}

// orders repeats a document's part without holding it.
type repeated struct {
	head, part, tail string
	n, at            int
}

func (r *repeated) Read(p []byte) (int, error) {
	for n := 0; ; {
		var s string
		switch {
		case r.n < 0:
			return n, io.EOF
		case r.head != "":
			s = r.head
		case r.n > 0:
			s = r.part
		default:
			s = r.tail
		}
		c := copy(p[n:], s[r.at:])
		n += c
		if r.at += c; r.at < len(s) {
			return n, nil
		}
		r.at = 0
		if r.head != "" {
			r.head = ""
		} else {
			r.n--
		}
	}
}

// A stream of 50 MB is read in constant memory.
func TestLongStream(t *testing.T) {
	if os.Getenv("WSGEN_LONG") != "1" {
		t.Skip("reads 50 MB: set WSGEN_LONG=1")
	}
	const part = "<s:p>12345</s:p><s:q>some text &amp; more of it</s:q><s:r>another</s:r><s:unknown><x>1</x></s:unknown>"
	doc := inShapes("<s:a></s:a>" + amountXML + "|")
	head, tail, _ := strings.Cut(doc, "|")
	r := &repeated{head: head, part: part, tail: tail, n: 50 << 20 / len(part)}
	items, peak := 0, uint64(0)
	x := Each(Each(Each(Node(&sink{}), shP, func(d *Decoder) {
		var n int32
		d.Int32(&n)
		if items++; items%50000 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
	}), shQ, func(d *Decoder) { d.Skip() }), shR, func(d *Decoder) { d.Skip() })
	if _, err := decodeAs("", shapesName, &tShapes, x, func(d *Decoder) {
		d.ResetReader(r, nil)
		d.OnDrift = nil
	}); err != nil {
		t.Fatal(err)
	}
	if items < 400000 || peak > 20<<20 {
		t.Errorf("%d items with %d bytes in use", items, peak)
	}
}

// sink is a node that keeps nothing, not even a residue.
type sink struct{}

func (*sink) FieldXML(c *Codec, field int) {
	if d := c.Decoder(); d != nil && field < Attr {
		d.Skip()
	}
}

// A Value that can't be written is an error with a path.
func TestUnsetValue(t *testing.T) {
	x := &shapes{When: xsd.Some(xsd.DateTime{})}
	var encode *EncodeError
	if _, err := encodeShapes(x, Prefixed); !errors.As(err, &encode) || encode.Path != "/shapes/when" {
		t.Errorf("got %v", err)
	}
}
