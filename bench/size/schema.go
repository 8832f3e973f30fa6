package main

import (
	"fmt"
	"strings"
)

// A kind is a kind of field of a synthetic type: its declaration and the Go type that encoding/xml would have for it.
// %[1]d is a type's number.
type kind struct{ xsd, tags string }

var kinds = []kind{
	{`type="xs:string"`, "string"},
	{`type="xs:int"`, "int32"},
	{`type="xs:string" minOccurs="0"`, "*string"},
	{`type="xs:dateTime" minOccurs="0"`, "*time.Time"},
	{`type="s:Type%[1]d" minOccurs="0"`, "*Type%[1]d"},
	{`type="xs:string" minOccurs="0" maxOccurs="unbounded"`, "[]string"},
	{`type="xs:boolean"`, "bool"},
	{`type="xs:decimal"`, "string"},
	{`type="s:Type%[1]d" minOccurs="0" maxOccurs="unbounded"`, "[]Type%[1]d"},
	{`type="xs:long" minOccurs="0"`, "*int64"},
}

// A synthetic schema has types with fields of all kinds in turn.
type synthetic struct{ types, fields int }

// each calls fn for every field of type number i.
func (s synthetic) each(i int, fn func(name, xsd, tags string)) {
	from, to := s.fields*i/s.types, s.fields*(i+1)/s.types
	for n := from; n < to; n++ {
		k := kinds[n%len(kinds)]
		fill := func(text string) string {
			if !strings.Contains(text, "%") {
				return text
			}
			return fmt.Sprintf(text, (i+1)%s.types) // so that a program that uses one type uses all
		}
		fn(fmt.Sprintf("field%d", n-from), fill(k.xsd), fill(k.tags))
	}
}

// schema is the schema under a namespace. Its one element is of the first type.
func (s synthetic) schema(namespace string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<xs:schema xmlns:xs=%q xmlns:s=%q targetNamespace=%q elementFormDefault=\"qualified\">\n",
		"http://www.w3.org/2001/XMLSchema", namespace, namespace)
	b.WriteString("<xs:element name=\"root\" type=\"s:Type0\"/>\n")
	for i := range s.types {
		fmt.Fprintf(&b, "<xs:complexType name=\"Type%d\"><xs:sequence>\n", i)
		s.each(i, func(name, xsd, _ string) { fmt.Fprintf(&b, "<xs:element name=%q %s/>\n", name, xsd) })
		b.WriteString("</xs:sequence></xs:complexType>\n")
	}
	return b.String() + "</xs:schema>\n"
}

// tags is the same as Go for encoding/xml.
func (s synthetic) tags(namespace string) string {
	var b strings.Builder
	b.WriteString("// Package tags holds the types of the schema as encoding/xml has them.\npackage tags\n\nimport \"time\"\n\nvar _ time.Time\n\n")
	for i := range s.types {
		fmt.Fprintf(&b, "type Type%d struct {\n", i)
		s.each(i, func(name, _, tags string) {
			omit := ""
			if tags[0] == '*' || tags[0] == '[' {
				omit = ",omitempty"
			}
			fmt.Fprintf(&b, "\t%s %s `xml:\"%s %s%s\"`\n", strings.ToUpper(name[:1])+name[1:], tags, namespace, name, omit)
		})
		b.WriteString("}\n\n")
	}
	return b.String()
}
