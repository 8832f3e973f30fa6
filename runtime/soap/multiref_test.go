package soap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/runtime/xmltext"
)

// encodedOp is an operation whose bodies are in SOAP encoding.
var encodedOp = Operation{Binding: new(Binding), In: &Message{Encoded: true}}

// inBody is a message with a body's content.
func inBody(content string) string {
	return `<s:Envelope xmlns:s="` + ns11 + `" xmlns:e="` + enc11 + `" xmlns:xsi="` + nsXSI + `"><s:Body>` + content + `</s:Body></s:Envelope>`
}

// References are replaced by what they lead to, in the namespaces that hold where that stands.
func TestReferences(t *testing.T) {
	for _, c := range []struct{ name, doc, want string }{
		{"prefixes that mean another thing where the value is referred to",
			`<E xmlns:p="u"><p:a href="#1"/><b id="1" xmlns:p="v"><p:c p:d="e"/></b></E>`,
			`<E><a xmlns="u"><p:c xmlns:p="v" p:d="e"/></a><b xmlns:p="v"><p:c p:d="e"/></b></E>`},
		{"a default namespace that ends at the value",
			`<E xmlns="u"><a href="#1"/><b id="1" xmlns=""><c/></b></E>`,
			`<x:E xmlns:x="u"><x:a><c/></x:a><b><c/></b></x:E>`},
		{"a default namespace of the value alone",
			`<E><a href="#1"/><b id="1" xmlns="u"><c><d/></c><c xmlns="v"/><f href="#2"/></b><g id="2"><h/></g></E>`,
			`<E><a><c xmlns="u"><d/></c><c xmlns="v"/><f xmlns="u"><h xmlns=""/></f></a><b xmlns="u"><c><d/></c><c xmlns="v"/><f><h xmlns=""/></f></b><g><h/></g></E>`},
		{"a type without a prefix",
			`<E><a href="#1"/><b id="1" xmlns="u" xsi:type=" T">t</b></E>`,
			`<E xmlns:u="u"><a xsi:type="u:T">t</a><u:b xsi:type="u:T">t</u:b></E>`},
		{"a prefix that is declared again to the same end",
			`<E xmlns:p="u"><a href="#1"/><b id="1" xmlns:p="u"><p:c/></b></E>`,
			`<E xmlns:p="u"><a><p:c/></a><b><p:c/></b></E>`},
		{"a reference to a reference",
			`<E><a href="#1"/><b id="1" href="#2"/><c id="2">x &amp; y</c></E>`,
			`<E><a>x &amp; y</a><b>x &amp; y</b><c>x &amp; y</c></E>`},
		{"references elsewhere are attributes",
			`<E><a href="http://host/#1"/><a href="#1">text</a><a href="#1"><b/></a></E>`,
			`<E><a href="http://host/#1"/><a href="#1">text</a><a href="#1"><b/></a></E>`},
		{"what leads nowhere is an attribute", `<E><a href="#1"/><b href="#2"/><i id="2"/></E>`, `<E><a href="#1"/><b/><i/></E>`},
		{"values beside the message are no part of it",
			`<r><a href="#1"/></r><m id="1">x</m><m e:root="0">y</m><m id="2">z</m>`, `<r><a>x</a></r><m id="2">z</m>`},
		{"values before the message", `<m e:root="0" id="1">x</m><r><a href="#1"/></r>`, `<r><a>x</a></r>`},
		{"an array from its third item on",
			`<a e:offset="[2]"><i>x</i></a>`, `<a><i xsi:nil="true"/><i xsi:nil="true"/><i>x</i></a>`},
		{"items out of order",
			`<a><i e:position="[3]">3</i><i>4</i><i e:position="[0]">0</i><i>1</i></a>`, `<a><i>0</i><i>1</i><i xsi:nil="true"/><i>3</i><i>4</i></a>`},
		{"positions after an offset",
			`<a e:offset="[1]"><i>1</i><i>2</i><i e:position="[4]">4</i></a>`,
			`<a><i xsi:nil="true"/><i>1</i><i>2</i><i xsi:nil="true"/><i>4</i></a>`},
		{"not well-formed", `<a href="#1"`, `<a href="#1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, want := expand(t, strings.NewReader(inBody(c.doc)), ""), inBody(c.want); got != want && infoset.Diff([]byte(want), []byte(got)) != "" {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
	t.Run("in UTF-16", func(t *testing.T) {
		var wide strings.Builder
		for _, u := range utf16.Encode([]rune("\ufeff" + inBody(`<E><a href="#1"/><b id="1">ü</b></E>`))) {
			wide.WriteString(string([]byte{byte(u >> 8), byte(u)}))
		}
		if got := expand(t, strings.NewReader(wide.String()), "utf-16"); infoset.Diff([]byte(inBody("<E><a>ü</a><b>ü</b></E>")), []byte(got)) != "" {
			t.Error(got)
		}
	})
}

// What holds no reference stays as it is to the byte, and so does all that is not the body's first element.
func TestReferencesLeaveTheRest(t *testing.T) {
	const rest = `<p  b='1'>Hello <b>x</b><!-- c --> world<?i?><![CDATA[<]]></p>`
	const header = `<s:Header><h href="#1"/></s:Header>`
	doc := strings.Replace(inBody(`<r>`+rest+`<a href="#1"/>`+rest+`</r><m id="1">`+rest+`</m><n href="#1"/>`), "<s:Body>", header+"<s:Body>", 1)
	want := strings.Replace(inBody(`<r>`+rest+`<a>`+rest+`</a>`+rest+`</r><n href="#1"/>`), "<s:Body>", header+"<s:Body>", 1)
	if got := expand(t, strings.NewReader(doc), ""); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What looks like a reference by its name alone has no message looked at.
func TestMayRefer(t *testing.T) {
	for doc, want := range map[string]bool{
		`<preferred/>`: false, `<position>1</position>`: false, `<a>href</a>`: false, `<a b="offset"/>`: false,
		`<a href="#1"/>`: true, "<a href\n= '#1'/>": true, `<a><href/><b e:ref="1"/></a>`: true, `<a e:position="[1]"/>`: true, `<a e:offset="[1]"/>`: true,
	} {
		if got := mayRefer([]byte(doc)); got != want {
			t.Errorf("%s: %v", doc, got)
		}
	}
}

// The work and what is written grow with the message, whatever it declares and however its references are chained.
func TestReferencesAreLinear(t *testing.T) {
	prefixes := func(n int) string {
		var b strings.Builder
		for i := range 240 {
			fmt.Fprintf(&b, ` xmlns:p%d="u"`, i)
		}
		return `<r` + b.String() + `>` + strings.Repeat("<a/>", n) + strings.Repeat(`<a href="#k"/>`, n) + `</r><m id="k"/>`
	}
	chain := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<m id="%d" href="#%d"/>`, i, i+1)
		}
		return `<r>` + strings.Repeat(`<a href="#0"/>`, n) + `</r>` + b.String() + fmt.Sprintf(`<m id="%d">x</m>`, n)
	}
	for name, doc := range map[string]func(int) string{"prefixes": prefixes, "chain": chain} {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{100, 2000} {
				text := inBody(doc(n))
				x := newExpansion(t.Context(), xmltext.Limits{}.WithDefaults(), &encodedOp)
				if found, err := x.read([]byte(text), new(xmltext.Decoder)); err != nil || !found {
					t.Fatal(found, err)
				}
				if err := x.write(); err != nil {
					t.Fatal(err)
				}
				if x.steps > 6*n+100 || len(x.out) > len(text)+100 {
					t.Errorf("%d: %d steps, %d bytes from %d", n, x.steps, len(x.out), len(text))
				}
			}
		})
	}
}

// What is not sent is bounded by a number, and what nobody waits for any more comes to an end.
func TestReferencesEnd(t *testing.T) {
	const far = `<a><i e:position="[2000000000]"/></a>`
	d := xmltext.NewDecoder()
	defer d.Release()
	var limit *xmltext.LimitError
	if _, err := references(t.Context(), strings.NewReader(inBody(far)), d, &encodedOp); !errors.As(err, &limit) || limit.Limit != "Unknown" {
		t.Error(err)
	}
	if got := expand(t, strings.NewReader(inBody(`<s:Fault><detail>`+far+`</detail></s:Fault>`)), ""); !strings.Contains(got, "<detail>"+far) {
		t.Errorf("a fault: %s", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := references(ctx, strings.NewReader(inBody(`<a href="#1"/>`+strings.Repeat("<a/>", 5000))), d, &encodedOp); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func expand(t *testing.T, r io.Reader, charset string) string {
	t.Helper()
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Charset = charset
	r, err := references(t.Context(), r, d, &encodedOp)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
