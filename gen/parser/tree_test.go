package parser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// at says what a value is and what its span underlines, as in "x «t:x»".
func at[T any](v parser.Value[T]) string { return fmt.Sprintf("%v «%s»", v.V, v.Span.Text()) }

func expect(t *testing.T, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] != pairs[i+1] {
			t.Errorf("got  %s\nwant %s", pairs[i], pairs[i+1])
		}
	}
}

func TestSchemaTree(t *testing.T) {
	tree := expectErrors(t, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">
<xs:complexType name="Order" mixed="1">
  <xs:annotation>
    <xs:documentation>
      An order
        of goods.
    </xs:documentation>
    <xs:appinfo><x xmlns="urn:x"/></xs:appinfo>
  </xs:annotation>
  <xs:sequence maxOccurs=" unbounded ">
    <xs:element name="line" type="Line" minOccurs="0" default=" a "/>
    <xs:choice><xs:element ref="xs:x"/><xs:any namespace="##local urn:u" processContents="lax"/><xs:group ref="G"/></xs:choice>
  </xs:sequence>
  <xs:attribute name="id" type="xs:ID" use="required"/>
  <xs:attributeGroup ref="A"/>
  <xs:anyAttribute/>
</xs:complexType>
<xs:complexType name="Money"><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="currency"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:simpleType name="Code"><xs:union memberTypes=" xs:int&#32;Line  Code "><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="\d+"/><xs:enumeration value=" x "/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
<xs:element name="root" substitutionGroup="head" block="extension restriction"><xs:key name="k"><xs:selector xpath="a"/><xs:field xpath="@b"/></xs:key></xs:element>
<xs:complexType name="Array"><xs:complexContent><xs:restriction base="Order"><xs:attribute ref="xs:arrayType" xmlns:w="http://schemas.xmlsoap.org/wsdl/" w:arrayType="Line[,][]"/></xs:restriction></xs:complexContent></xs:complexType>
<xs:redefine schemaLocation="in"><xs:simpleType name="r"><xs:restriction base="r"/></xs:simpleType></xs:redefine>
</xs:schema>`)
	s := tree.Schemas[0]
	order := s.Types[0].(*parser.ComplexType)
	seq := order.Content.Particle.(*parser.ModelGroup)
	line := seq.Items[0].(*parser.Element)
	choice := seq.Items[1].(*parser.ModelGroup)
	any := choice.Items[1].(*parser.Wildcard)
	money := s.Types[1].(*parser.ComplexType).Derivation
	union := s.Types[2].(*parser.SimpleType).Union
	array := s.Types[3].(*parser.ComplexType).Derivation.Content.Attributes[0].(*parser.Attribute)
	expect(t,
		at(s.TargetNamespace), "urn:t «urn:t»",
		at(s.ElementFormDefault), "qualified «qualified»",
		at(s.AttributeFormDefault), "unqualified «»",
		at(order.Mixed), "true «1»",
		order.Doc, "An order\n  of goods.",
		order.AppInfo[0].Children[0].Name.String(), "{urn:x}x",
		order.Span.Text(), `<xs:complexType name="Order" mixed="1">`,
		at(seq.Max), "-1 « unbounded »",
		at(seq.Min), "1 «»",
		at(line.Type), "{urn:t}Line «Line»",
		at(line.Default), " a  « a »",
		at(line.Min), "0 «0»",
		at(choice.Items[0].(*parser.Element).Ref), "{http://www.w3.org/2001/XMLSchema}x «xs:x»",
		at(any.Namespaces), "[##local urn:u] «##local urn:u»",
		at(any.ProcessContents), "lax «lax»",
		at(choice.Items[2].(*parser.GroupReference).Ref), "{urn:t}G «G»",
		at(order.Content.Attributes[0].(*parser.Attribute).Use), "required «required»",
		at(order.Content.Attributes[1].(*parser.AttributeGroupReference).Ref), "{urn:t}A «A»",
		at(order.Content.AnyAttribute.Namespaces), "[##any] «»",
		string(money.Kind), "extension",
		fmt.Sprint(money.Simple, len(money.Content.Attributes)), "true 1",
		at(union.MemberTypes[0]), "{http://www.w3.org/2001/XMLSchema}int « xs:int&#32;Line  Code »",
		fmt.Sprint(len(union.MemberTypes), len(union.Inline)), "3 1",
		at(union.Inline[0].Restriction.Facets[0].Value), `\d+ «\d+»`,
		at(union.Inline[0].Restriction.Facets[1].Value), ` x  « x »`,
		at(s.Elements[0].SubstitutionGroup[0]), "{urn:t}head «head»",
		at(s.Elements[0].Block), "[extension restriction] «extension restriction»",
		at(s.Elements[0].Identities[0].Fields[0]), "@b «@b»",
		at(array.ArrayType), "{{urn:t}Line [,][]} «Line[,][]»",
		string(s.References[0].Kind), "redefine",
		at(s.References[0].Types[0].TypeName()), "r «r»",
		fmt.Sprint(s.References[0].Schemas[0] == s), "true",
	)
}

func TestWSDLTree(t *testing.T) {
	tree := expectErrors(t, `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s2="http://schemas.xmlsoap.org/wsdl/soap12/"
	xmlns:h="http://schemas.xmlsoap.org/wsdl/http/" xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/" xmlns:t="urn:t" targetNamespace="urn:t" name="N">
<w:message name="in"><w:part name="a" element="t:a"/><w:part name="b" type="t:b"/></w:message>
<w:portType name="P">
<w:operation name="f" parameterOrder="b a"><w:documentation>Does f.</w:documentation><w:input name="one" message="t:in"/><w:output message="t:in"/><w:fault name="x" message="t:in"/></w:operation>
<w:operation name="f"><w:output name="two" message="t:in"/><w:input message="t:in"/></w:operation>
</w:portType>
<w:binding name="B" type="t:P"><s2:binding style="rpc" transport="urn:http"/>
<p:Policy xmlns:p="urn:p" w:required="true"/>
<w:operation name="f"><s2:operation soapAction="urn:f" soapActionRequired="false"/>
<w:input><m:multipartRelated><m:part><s:body parts="a" use="literal"/></m:part><m:part><m:content part="b" type="image/png"/></m:part></m:multipartRelated></w:input>
<w:output><s2:body use="encoded" encodingStyle="urn:e1 urn:e2" namespace="urn:n"/><s2:header message="t:in" part="b" use="literal"><s2:headerfault message="t:in" part="a" use="literal"/></s2:header></w:output>
<w:fault name="x"><s2:fault name="x" use="literal"/></w:fault></w:operation></w:binding>
<w:binding name="G" type="t:P"><h:binding verb="GET"/><w:operation name="f"><h:operation location="/f"/><w:input><h:urlEncoded/></w:input><w:output><m:mimeXml part="a"/></w:output></w:operation></w:binding>
<w:service name="S"><w:port name="Q" binding="t:B"><s2:address location="https://example.com/s"/></w:port></w:service>
</w:definitions>`)
	w := tree.WSDLs[0]
	ops := w.PortTypes[0].Operations
	b := w.Bindings[0]
	bop := b.Operations[0]
	header := bop.Output.Headers[0]
	expect(t,
		at(w.Name), "N «N»",
		at(w.Messages[0].Parts[0].Element), "{urn:t}a «t:a»",
		at(w.Messages[0].Parts[1].Type), "{urn:t}b «t:b»",
		ops[0].Doc, "Does f.",
		at(ops[0].ParameterOrder), "[b a] «b a»",
		at(ops[0].Input.Name), "one «one»",
		at(ops[0].Faults[0].Message), "{urn:t}in «t:in»",
		fmt.Sprint(ops[0].OutputFirst, ops[1].OutputFirst), "false true",
		at(b.SOAP.Style), "rpc «rpc»",
		string(b.SOAP.Version), "1.2",
		fmt.Sprint(b.Extensions[0].XML.Name, b.Extensions[0].Required.V), "{urn:p}Policy true",
		at(bop.SOAP.Action), "urn:f «urn:f»",
		at(bop.SOAP.ActionRequired), "false «false»",
		at(bop.Input.MIME.Parts[0].Body.Parts), "[a] «a»",
		at(bop.Input.MIME.Parts[1].Contents[0].Type), "image/png «image/png»",
		at(bop.Output.Body.EncodingStyle), "[urn:e1 urn:e2] «urn:e1 urn:e2»",
		at(header.Part), "b «b»",
		at(header.Faults[0].Part), "a «a»",
		at(bop.Faults[0].Fault.Name), "x «x»",
		at(w.Bindings[1].HTTP.Verb), "GET «GET»",
		at(w.Bindings[1].Operations[0].HTTP.Location), "/f «/f»",
		w.Bindings[1].Operations[0].Input.Contents[0].XML.Name.Local, "urlEncoded",
		at(w.Services[0].Ports[0].Binding), "{urn:t}B «t:B»",
		at(w.Services[0].Ports[0].Address), "https://example.com/s «https://example.com/s»",
	)
}

func TestSpecTree(t *testing.T) {
	tree := expectErrors(t, `wsgen: v1
doc: |
  Package x.
  More.
endpoints:
  production: https://example.com/{s}
  test: {url: 'https://t', variables: {s: "a server"}}
soap: {version: "1.1"}
operations:
  é:
    request:
      a: string
      b: {type: int, maxOccurs: unbounded, enum: [1, 02], fields: {}}
    reply: {}
    samples: [x.xml, 'y z.xml']
types:
  t: {base: string, enum: {a: first}, minLength: 3, default: x} # ERROR unknown-key "default"
`)
	s := tree.Specs[0]
	op := s.Operations.Entries[0]
	b := op.Value.Request.Lookup("b").Value
	expect(t,
		at(s.Doc), "Package x.\nMore.\n «|»",
		at(s.Endpoints.Entries[0].Value.URL), "https://example.com/{s} «https://example.com/{s}»",
		at(s.Endpoints.Entries[1].Value.URL), "https://t «'https://t'»",
		at(s.Endpoints.Entries[1].Value.Variables.Entries[0].Value.Doc), `a server «"a server"»`,
		at(s.SOAP.Version), `1.1 «"1.1"»`,
		s.SOAP.Span.Text(), `{version: "1.1"}`,
		at(op.Key), "é «é»",
		at(op.Value.Request.Entries[0].Value.Type), "string «string»",
		at(b.MaxOccurs), "-1 «unbounded»",
		at(b.Enum.Values[1].Value), "02 «02»",
		fmt.Sprint(b.Fields.Set(), b.Map.Set(), op.Value.Reply.Set(), op.Value.Response != nil), "true false true false",
		at(op.Value.Samples[1]), "y z.xml «'y z.xml'»",
		at(s.Types.Entries[0].Value.Enum.Values[0].Doc), "first «first»",
		at(s.Types.Entries[0].Value.MinLength), "3 «3»",
	)
}

// Every contract of the corpus and every broken one is read without a panic and with diagnostics
// inside their files. The contracts are not part of the repository.
func TestSharedContracts(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder with suites/corpus and suites/invalid: NOTHING IS TESTED HERE")
	}
	n := 0
	err := filepath.Walk(filepath.Join(shared, "suites"), func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || strings.Contains(name, "/w3c/") || !isContract(name) {
			return err
		}
		n++
		l, err := source.NewLoader(shared)
		if err != nil {
			return err
		}
		_, diags := parser.Parse(l, []string{name})
		checkSpans(t, diags)
		return nil
	})
	if err != nil || n == 0 {
		t.Errorf("%d contracts read, %v", n, err)
	}
}

func isContract(name string) bool {
	switch filepath.Ext(name) {
	case ".wsdl", ".xsd", ".xml", ".asmx":
		return true
	}
	return false
}
