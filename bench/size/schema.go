package main

import (
	"fmt"
	"strconv"
	"strings"
)

// A kind is a kind of field of a synthetic type: its declaration and the Go type that gowsdl, which is used most, has
// for it. %[1]d is the number of the next type.
type kind struct{ xsd, tags string }

var (
	text    = kind{`type="xs:string"`, "string"}
	record  = kind{`type="s:Type%[1]d"`, "*Type%[1]d"}
	records = kind{`type="s:Type%[1]d" minOccurs="0" maxOccurs="unbounded"`, "[]*Type%[1]d"}

	// kinds are mixed as in 12,765 complex types of public contracts, where 34 in 100 fields have a complex type, 29 are
	// strings, 8 booleans, 6 integers, 5 of simple types of the contract's own and 11 lists.
	kinds = []kind{
		text, record, {`type="xs:string" minOccurs="0"`, "string"}, {`type="s:Type%[1]d" minOccurs="0"`, "*Type%[1]d"}, {`type="xs:boolean"`, "bool"},
		text, record, {`type="xs:int"`, "int32"}, {`type="s:Type%[1]d" minOccurs="0"`, "*Type%[1]d"}, {`type="s:Code"`, "*Code"},
		text, record, {`type="xs:string" minOccurs="0"`, "string"}, {`type="s:Type%[1]d" minOccurs="0"`, "*Type%[1]d"}, {`type="xs:boolean" minOccurs="0"`, "bool"},
		text, record, {`type="xs:int" minOccurs="0"`, "int32"}, {`type="xs:dateTime" minOccurs="0"`, "time.Time"}, {`type="xs:decimal"`, "float64"},
	}
	// Lists come together: 81 in 100 types have none.
	withLists = []kind{records, text, records, {`type="xs:string" minOccurs="0" maxOccurs="unbounded"`, "[]string"}, records}
)

// A synthetic schema has types with fields of all kinds in turn.
type synthetic struct{ types, fields int }

// each calls fn for every field of type number i.
func (s synthetic) each(i int, fn func(name, xsd, tags string)) {
	from, to := s.fields*i/s.types, s.fields*(i+1)/s.types
	mix := kinds
	if i%5 == 0 {
		mix = withLists
	}
	for n := from; n < to; n++ {
		k := mix[n%len(mix)]
		if i+1 == s.types && strings.Contains(k.xsd, "%") {
			k = text // where the chain ends by which a program that uses one type uses all
		}
		fill := func(text string) string { return strings.ReplaceAll(text, "%[1]d", strconv.Itoa(i+1)) }
		fn(fmt.Sprintf("field%d", n-from), fill(k.xsd), fill(k.tags))
	}
}

// schema is the schema under a namespace. Its one element is of the first type.
func (s synthetic) schema(namespace string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<xs:schema xmlns:xs=%q xmlns:s=%q targetNamespace=%q elementFormDefault=\"qualified\">\n",
		"http://www.w3.org/2001/XMLSchema", namespace, namespace)
	b.WriteString("<xs:element name=\"root\" type=\"s:Type0\"/>\n" +
		`<xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:enumeration value="A"/><xs:enumeration value="B"/></xs:restriction></xs:simpleType>` + "\n")
	for i := range s.types {
		fmt.Fprintf(&b, "<xs:complexType name=\"Type%d\"><xs:sequence>\n", i)
		s.each(i, func(name, xsd, _ string) { fmt.Fprintf(&b, "<xs:element name=%q %s/>\n", name, xsd) })
		b.WriteString("</xs:sequence></xs:complexType>\n")
	}
	return b.String() + "</xs:schema>\n"
}

// tags is the same as gowsdl writes it for encoding/xml.
func (s synthetic) tags(pkg string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "// Package %[1]s holds the types of the schema as gowsdl writes them.\npackage %[1]s\n\nimport \"time\"\n\nvar _ time.Time\n\n", pkg)
	b.WriteString("type Code string\n\nconst (\n\tCodeA Code = \"A\"\n\tCodeB Code = \"B\"\n)\n\n")
	for i := range s.types {
		fmt.Fprintf(&b, "type Type%d struct {\n", i)
		s.each(i, func(name, _, tags string) {
			fmt.Fprintf(&b, "\t%s %s `xml:\"%[3]s,omitempty\" json:\"%[3]s,omitempty\"`\n", strings.ToUpper(name[:1])+name[1:], tags, name)
		})
		b.WriteString("}\n\n")
	}
	return b.String()
}
