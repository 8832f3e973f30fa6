package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// each joins what f makes of 0 to n-1.
func each(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

// size counts the particles and attributes of a contract.
func size(api *contract.API) int {
	n := 0
	for _, t := range api.Types {
		if s, ok := t.(*contract.Struct); ok {
			n += len(s.Attrs) + particles(s.Own)
		}
	}
	for _, b := range api.Bindings {
		for _, o := range b.Operations {
			n += len(o.Faults) + len(o.In.Body)
		}
	}
	return n
}

// TestBudget checks that a contract whose references would multiply it gives one error and stays small,
// whatever multiplies: each case asks for millions of declarations in some tens of KB.
func TestBudget(t *testing.T) {
	group := func(i int) string {
		ref := fmt.Sprintf(`<xs:group ref="t:g%d"/>`, i+1)
		return fmt.Sprintf(`<xs:group name="g%d"><xs:sequence>%s%s</xs:sequence></xs:group>`, i, ref, ref)
	}
	attribute := func(i int) string { return fmt.Sprintf(`<xs:attribute name="a%d" type="xs:int"/>`, i) }
	const types = `xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t"`
	binding := func(style, operations string) string {
		return `<w:binding name="B" type="t:P"><s:binding style="` + style + `" transport="http://schemas.xmlsoap.org/soap/http"/>` + operations + `</w:binding></w:definitions>`
	}
	for name, text := range map[string]string{
		"groups of many types": xsd(each(200, func(i int) string {
			return fmt.Sprintf(`<xs:complexType name="T%d"><xs:sequence><xs:group ref="t:g0"/></xs:sequence></xs:complexType>`, i)
		}) + each(14, group) + `<xs:group name="g14"><xs:sequence><xs:element name="a"/></xs:sequence></xs:group>`),
		"a group with groups in it": xsd(each(1000, func(i int) string {
			return fmt.Sprintf(`<xs:complexType name="T%d"><xs:group ref="t:g"/></xs:complexType>`, i)
		}) + `<xs:group name="g"><xs:choice><xs:sequence>` + strings.Repeat(`<xs:element name="a"/>`, 1000) + `</xs:sequence></xs:choice></xs:group>`),
		"attribute groups": xsd(`<xs:attributeGroup name="g">` + each(1000, attribute) + `</xs:attributeGroup>` + each(1000, func(i int) string {
			return fmt.Sprintf(`<xs:complexType name="T%d"><xs:attributeGroup ref="t:g"/></xs:complexType>`, i)
		})),
		"attributes of restricted bases": xsd(`<xs:complexType name="T">` + each(1000, attribute) + `</xs:complexType>` + each(1000, func(i int) string {
			return fmt.Sprintf(`<xs:complexType name="T%d"><xs:complexContent><xs:restriction base="t:T"/></xs:complexContent></xs:complexType>`, i)
		})),
		"a schema without a namespace": "-- a.wsdl --\n<w:definitions " + types + `><w:types>` + each(1000, func(i int) string {
			return fmt.Sprintf(`<xs:schema targetNamespace="urn:%d"><xs:include schemaLocation="b.xsd"/></xs:schema>`, i)
		}) + "</w:types></w:definitions>\n-- b.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:complexType name="T"><xs:sequence>` +
			strings.Repeat(`<xs:element name="a"/>`, 1000) + `</xs:sequence></xs:complexType></xs:schema>`,
		"parts of rpc messages": "-- a.wsdl --\n<w:definitions " + types + `><w:message name="m">` + each(1000, func(i int) string {
			return fmt.Sprintf(`<w:part name="p%d" type="xs:int"/>`, i)
		}) + `</w:message><w:portType name="P">` + each(1000, func(i int) string {
			return fmt.Sprintf(`<w:operation name="o%d"><w:input message="t:m"/></w:operation>`, i)
		}) + `</w:portType>` + binding("rpc", each(1000, func(i int) string {
			return fmt.Sprintf(`<w:operation name="o%d"><s:operation/><w:input><s:body use="literal"/></w:input></w:operation>`, i)
		})),
		"faults": "-- a.wsdl --\n<w:definitions " + types + `><w:types><xs:schema targetNamespace="urn:t"><xs:element name="e"/></xs:schema></w:types><w:message name="m"><w:part name="p" element="t:e"/></w:message>` +
			`<w:portType name="P"><w:operation name="o"><w:input message="t:m"/>` + each(1000, func(i int) string {
			return fmt.Sprintf(`<w:fault name="f%d" message="t:m"/>`, i)
		}) + `</w:operation></w:portType>` + binding("document", strings.Repeat(`<w:operation name="o"><s:operation/></w:operation>`, 1000)),
		"shared replies": "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\nreply: {element: return}\n-- a.wsdl --\n<w:definitions " + types + `><w:types><xs:schema targetNamespace="urn:t"><xs:element name="q"/><xs:complexType name="T"><xs:sequence>` +
			each(1000, func(i int) string { return fmt.Sprintf(`<xs:element name="f%d"/>`, i) }) + `</xs:sequence></xs:complexType>` + each(1000, func(i int) string {
			return fmt.Sprintf(`<xs:element name="e%d"><xs:complexType><xs:sequence><xs:element name="return" type="t:T"/></xs:sequence></xs:complexType></xs:element>`, i)
		}) + `</xs:schema></w:types><w:message name="q"><w:part name="p" element="t:q"/></w:message>` + each(1000, func(i int) string {
			return fmt.Sprintf(`<w:message name="m%d"><w:part name="p" element="t:e%d"/></w:message>`, i, i)
		}) + `<w:portType name="P">` + each(1000, func(i int) string {
			return fmt.Sprintf(`<w:operation name="o%d"><w:input message="t:q"/><w:output message="t:m%d"/></w:operation>`, i, i)
		}) + `</w:portType>` + binding("document", each(1000, func(i int) string {
			return fmt.Sprintf(`<w:operation name="o%d"><s:operation/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>`, i)
		})),
	} {
		t.Run(name, func(t *testing.T) {
			apis, diags := run(t, text)
			diags = slices.DeleteFunc(diags, func(d source.Diagnostic) bool { return d.Severity == source.Warning })
			if len(diags) != 1 || diags[0].ID != idExpansionLimit {
				t.Errorf("got %d diagnostics, want one %s: %.1000v", len(diags), idExpansionLimit, diags)
			}
			if n := size(apis[0]); n > maxCopies+10_000 {
				t.Errorf("the contract has %d declarations, want about %d at most", n, maxCopies)
			}
		})
	}
}
