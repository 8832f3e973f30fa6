package soap_test

import (
	"io"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// The attributes of a block are in the envelope's namespace, whatever the block's start tag makes of its prefix.
func TestMustUnderstandOfRawBlocks(t *testing.T) {
	b := binding
	b.Gzip = false
	op := served(b)
	c := newClient(t, op.Binding, "https://soap.example/")
	for block, prefix := range map[string]string{
		`<x:S xmlns:x="urn:x"/>`:                                       "soapenv",
		`<x:S xmlns:x="urn:x" xmlns:soapenv = "urn:other"/>`:           "soapenv1",
		"<x:S xmlns:x='urn:x' a=\">\"\n\txmlns:soapenv='urn:other'/>":  "soapenv1",
		`<x:S xmlns:x="urn:x" a=' xmlns:soapenv="urn:other"'>t</x:S>`:  "soapenv",
		`<x:S xmlns:x="urn:x"><y xmlns:soapenv="urn:other"/></x:S>`:    "soapenv",
		`<x:S xmlns:x="urn:x" xmlns:soapenv1="1" xmlns:soapenv="0" />`: "soapenv2",
		`<S/>`: "soapenv",
	} {
		r, err := soap.Build(t.Context(), c, op, &ObterToken{CodigoUg: "1"}, soap.WithHeader(soap.Header{Raw: xsd.Raw{XML: block}, MustUnderstand: true}))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		d := xmltext.NewDecoder()
		d.Reset(text)
		tree, err := d.Tree()
		d.Release()
		if err != nil || !strings.Contains(string(text), prefix+`:mustUnderstand="1"`) {
			t.Errorf("%s: %v in %s", block, err, text)
			continue
		}
		must := xsd.Attr{Name: xsd.QName{Space: "http://schemas.xmlsoap.org/soap/envelope/", Local: "mustUnderstand"}, Value: "1"}
		for _, child := range tree.Children[0].Children {
			if child.Name.Local == "S" && !hasAttr(child.Attrs, must) {
				t.Errorf("%s: its attributes are %v", block, child.Attrs)
			}
		}
	}
}

func hasAttr(list xsd.Attrs, want xsd.Attr) bool {
	for _, a := range list {
		if a.Name == want.Name && a.Value == want.Value {
			return true
		}
	}
	return false
}
