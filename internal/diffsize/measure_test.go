package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/lock"
)

// maxOptional is how many lines of Go an optional field may change.
const maxOptional = 25

// service has orders for its request and its reply.
const service = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:example:orders" targetNamespace="urn:example:orders">
<types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:example:orders" targetNamespace="urn:example:orders" elementFormDefault="qualified">
  <xs:element name="order" type="t:Order"/>
  <xs:complexType name="Base"><xs:sequence>
    <xs:element name="id" type="xs:string"/>
    <xs:element name="note" type="xs:string" minOccurs="0"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Order"><xs:complexContent><xs:extension base="t:Base"><xs:sequence>
    <xs:element name="customer" type="xs:string"/>
    <xs:element name="item" type="t:Item" maxOccurs="unbounded"/>
  </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="Refund"><xs:complexContent><xs:extension base="t:Base"><xs:sequence>
    <xs:element name="reason" type="xs:string"/>
  </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="Item"><xs:sequence>
    <xs:element name="sku" type="xs:string"/>
    <xs:element name="count" type="xs:int"/>
    <xs:element name="gift" type="xs:boolean" minOccurs="0"/>
    <xs:element name="event" type="t:Base" minOccurs="0"/>
  </xs:sequence></xs:complexType>
</xs:schema></types>
<message name="m"><part name="body" element="t:order"/></message>
<portType name="Orders"><operation name="Send"><input message="t:m"/><output message="t:m"/></operation></portType>
<binding name="OrdersSoap" type="t:Orders"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
<operation name="Send"><soap:operation soapAction="send"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
<service name="Orders"><port name="Orders" binding="t:OrdersSoap"><soap:address location="https://orders.example.com/"/></port></service>
</definitions>
`

// inMemory is a contract of one file.
func inMemory(wsdl string) contract {
	return contract{fstest.MapFS{"orders.wsdl": {Data: []byte(wsdl)}}, "orders.wsdl"}
}

// TestOptionalField adds an optional field behind an element: few lines change, of one type, and no name.
func TestOptionalField(t *testing.T) {
	const field = `<xs:element name="channel" type="%" minOccurs="0"/>`
	for _, c := range []struct{ name, behind, typ, touched string }{
		{"in the middle", `<xs:element name="count" type="xs:int"/>`, "xs:string", "Item"},
		{"in a base type", `<xs:element name="id" type="xs:string"/>`, "xs:string", "Base"},
		{"last", `<xs:element name="event" type="t:Base" minOccurs="0"/>`, "xs:dateTime", "Item"},
		{"in a derived type", `<xs:element name="customer" type="xs:string"/>`, "xs:decimal", "Order"},
		{"of a complex type", `<xs:element name="sku" type="xs:string"/>`, "t:Base", "Item"},
	} {
		for _, validate := range []bool{false, true} {
			added := strings.Replace(service, c.behind, c.behind+strings.Replace(field, "%", c.typ, 1), 1)
			m, err := pair{c.name, inMemory(service), inMemory(added)}.measureWith(options{validate})
			if err != nil {
				t.Fatal(err)
			}
			changed := m.api.added + m.api.removed + m.codec.added + m.codec.removed
			if changed == 0 || changed > maxOptional {
				t.Errorf("%s, validate %v: %d lines changed, want at most %d", c.name, validate, changed, maxOptional)
			}
			if diff := cmp.Diff(map[string]bool{c.touched: true}, m.types); diff != "" {
				t.Errorf("%s, validate %v: types touched (-want +got):\n%s", c.name, validate, diff)
			}
			if m.common == 0 || len(m.renames) > 0 || m.removed > 0 {
				t.Errorf("%s, validate %v: %d names in both versions, %d declarations gone, renames %q", c.name, validate, m.common, m.removed, m.renames)
			}
		}
	}
}

// TestAttributes: what is measured as hidden is what this repository, the example of a consumer and the page on reviews hide.
func TestAttributes(t *testing.T) {
	for name, folder := range map[string]string{
		"../../.gitattributes": "/generated/**/", "../../examples/consumer/.gitattributes": "internal/services/**/", "../../docs/reviewing.md": "internal/services/**/",
	} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(attributes) {
			if want := "\n" + folder + line; !strings.Contains(string(data), want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
}

// TestPairs measures two small contracts of the suites as make diffsize does all of them.
func TestPairs(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder: NO REAL CONTRACT IS MEASURED")
	}
	for _, name := range []string{"afip-wsfe", "fedex-rate"} {
		pairs, err := listed(filepath.Join(shared, "suites", "pairs"), name)
		if err != nil || len(pairs) != 1 {
			t.Fatalf("%s: %d pairs, %v", name, len(pairs), err)
		}
		m, err := pairs[0].measure()
		if err != nil {
			t.Fatal(err)
		}
		if m.common < 100 || len(m.renames) > 0 {
			t.Errorf("%s: %d names in both versions, renames %q", name, m.common, m.renames)
		}
	}
}

func TestCompareNames(t *testing.T) {
	before := []lock.Name{
		{Kind: "type", Path: "{urn:v1}A", Go: "A"}, {Kind: "type", Path: "{urn:v1}B", Go: "B"}, {Kind: "type", Path: "{urn:v1}Gone", Go: "C"},
		{Kind: "type", Path: "{urn:same}A", Go: "SameA"}, {Kind: "field", Path: "{urn:v1}A/sequence/{urn:v1}x", Go: "X"},
	}
	after := []lock.Name{
		{Kind: "type", Path: "{urn:v2}A", Go: "A"}, {Kind: "type", Path: "{urn:v2}B", Go: "BType"}, {Kind: "type", Path: "{urn:v2}New", Go: "C"},
		{Kind: "type", Path: "{urn:same}A", Go: "A2"}, {Kind: "field", Path: "{urn:v2}A/sequence/{urn:v2}x", Go: "X2"}, {Kind: "type", Path: "{urn:other}A", Go: "OtherA"},
	}
	m := &measure{}
	m.compareNames(before, after)
	want := []string{"type {urn:v2}B: BType was B", "type {urn:same}A: A2 was SameA", "field {urn:v2}A/sequence/{urn:v2}x: X2 was X"}
	if diff := cmp.Diff(want, m.renames); diff != "" || m.common != 4 {
		t.Errorf("%d in both, renames (-want +got):\n%s", m.common, diff)
	}
}

func TestDeclarations(t *testing.T) {
	file := func(text string) []gen.File {
		return []gen.File{{Path: "p/a.go", Data: []byte("package p\n" + text)}, {Path: "go.sum"}}
	}
	m := &measure{}
	err := m.declarations(
		file("type T struct{}\n\n// M is.\nfunc (t *T) M() {}\n\nconst (\n\ta = 1\n\tb = 2\n)\n\nvar v = a\n\ntype Gone int\n\ntype Same int\n"),
		file("type T struct{}\n\n// M was.\nfunc (t *T) M() {}\n\nconst (\n\ta = 1\n\tnew = 3\n\tb = 2\n)\n\nvar v = b\n\ntype New int\n\ntype Same int\n"))
	if err != nil {
		t.Fatal(err)
	}
	if m.added != 2 || m.removed != 1 || m.changed != 2 || !cmp.Equal(m.types, map[string]bool{"T": true}) {
		t.Errorf("%d added, %d removed, %d changed of the types %v", m.added, m.removed, m.changed, m.types)
	}
}
