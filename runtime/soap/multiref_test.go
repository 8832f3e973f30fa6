package soap

import (
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/runtime/xmltext"
)

// References are replaced by what they lead to, in the namespaces that hold where that stands.
func TestReferences(t *testing.T) {
	for _, c := range []struct{ name, doc, want string }{
		{"prefixes that mean another thing where the value is referred to",
			`<E xmlns:p="u"><B><p:a href="#1"/><b id="1" xmlns:p="v"><p:c p:d="e"/></b></B></E>`,
			`<E><B><a xmlns="u"><p:c xmlns:p="v" p:d="e"/></a><b xmlns:p="v"><p:c p:d="e"/></b></B></E>`},
		{"default namespaces",
			`<E xmlns="u"><a href="#1"/><b id="1" xmlns=""><c/></b></E>`,
			`<x:E xmlns:x="u"><x:a><c/></x:a><b><c/></b></x:E>`},
		{"a type without a prefix",
			`<E xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><a href="#1"/><b id="1" xmlns="u" xsi:type="T">t</b></E>`,
			`<E xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:u="u"><a xsi:type="u:T">t</a><u:b xsi:type="u:T">t</u:b></E>`},
		{"a reference to a reference",
			`<E><a href="#1"/><b id="1" href="#2"/><c id="2">x &amp; y</c></E>`,
			`<E><a>x &amp; y</a><b>x &amp; y</b><c>x &amp; y</c></E>`},
		{"references elsewhere are attributes",
			`<E><a href="http://host/#1"/><a href="#1">text</a></E>`,
			`<E><a href="http://host/#1"/><a href="#1">text</a></E>`},
		{"values beside the message are no part of it",
			`<s:Envelope xmlns:s="` + ns11 + `" xmlns:e="` + enc11 + `"><s:Body><r><a href="#1"/></r><m id="1">x</m><m e:root="0">y</m><m id="2">z</m></s:Body></s:Envelope>`,
			`<s:Envelope xmlns:s="` + ns11 + `"><s:Body><r><a>x</a></r><m id="2">z</m></s:Body></s:Envelope>`},
		{"an array from its third item on",
			`<a xmlns:e="` + enc11 + `" e:offset="[2]"><i>x</i></a>`,
			`<a xmlns:n="` + nsXSI + `"><i n:nil="true"/><i n:nil="true"/><i>x</i></a>`},
		{"not well-formed", `<a href="#1"`, `<a href="#1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := expand(t, strings.NewReader(c.doc), ""); got != c.want && infoset.Diff([]byte(c.want), []byte(got)) != "" {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	t.Run("in UTF-16", func(t *testing.T) {
		var wide strings.Builder
		for _, u := range utf16.Encode([]rune("\ufeff<E><a href=\"#1\"/><b id=\"1\">ü</b></E>")) {
			wide.WriteString(string([]byte{byte(u >> 8), byte(u)}))
		}
		if got := expand(t, strings.NewReader(wide.String()), "utf-16"); infoset.Diff([]byte("<E><a>ü</a><b>ü</b></E>"), []byte(got)) != "" {
			t.Error(got)
		}
	})
}

func expand(t *testing.T, r io.Reader, charset string) string {
	t.Helper()
	r, _, err := references(r, charset, xmltext.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
