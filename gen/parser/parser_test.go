package parser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// parse writes files into a fresh folder and parses the first of them. Files are given in the form
// of "-- name --" lines; a text without one is the file "in".
func parse(t *testing.T, archive string) (*parser.Tree, source.List) {
	t.Helper()
	dir := t.TempDir()
	l, err := source.NewLoader(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(archive, "-- ") {
		archive = "-- in --\n" + archive
	}
	first := ""
	for _, part := range strings.Split("\n"+archive, "\n-- ")[1:] {
		name, data, _ := strings.Cut(part, " --\n")
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = name
		}
	}
	tree, diags := parser.Parse(l, []string{first})
	checkSpans(t, diags)
	return tree, diags
}

// checkSpans fails when a diagnostic points outside its file.
func checkSpans(t *testing.T, diags source.List) {
	t.Helper()
	for _, d := range diags {
		spans := []source.Span{d.Span}
		for _, n := range d.Related {
			spans = append(spans, n.Span)
		}
		for _, s := range spans {
			if s.File != nil && (s.Start < 0 || s.End < s.Start || s.End > len(s.File.Data)) {
				t.Fatalf("%s: span %d to %d is outside the file's %d bytes", d.ID, s.Start, s.End, len(s.File.Data))
			}
		}
	}
}

// expected finds the comments ERROR id "underlined" in a line, which stand for one diagnostic there.
var expected = regexp.MustCompile(`ERROR ([a-z-]+) "((?:[^"\\]|\\.)*)"`)

// expectErrors compares diagnostics with the ERROR comments of the files.
func expectErrors(t *testing.T, archive string) *parser.Tree {
	t.Helper()
	tree, diags := parse(t, archive)
	want := map[string]int{}
	name, line := "in", 0
	for _, text := range strings.Split(archive, "\n") {
		line++
		if strings.HasPrefix(text, "-- ") {
			name, line = strings.TrimSuffix(text[3:], " --"), 0
		}
		for _, m := range expected.FindAllStringSubmatch(text, -1) {
			want[fmt.Sprintf("%s:%d: %s %q", name, line, m[1], strings.ReplaceAll(m[2], `\"`, `"`))]++
		}
	}
	for _, d := range diags {
		line, _ := d.Span.Position()
		under, _, _ := strings.Cut(d.Span.Text(), "\n")
		got := fmt.Sprintf("%s:%d: %s %q", d.Span.File.Path, line, d.ID, under)
		if want[got]--; want[got] < 0 {
			t.Errorf("unexpected %s: %s", got, d.Message)
		}
	}
	for w, n := range want {
		if n > 0 {
			t.Errorf("missing %s", w)
		}
	}
	return tree
}

const xs = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">`

// Each document has one error, at the span of what stands between « and ».
func TestXMLErrors(t *testing.T) {
	tests := []struct{ name, text, id string }{
		{"entity", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>«&b;»</a>", "doctype"},
		{"external entity", "<!DOCTYPE a [<!ENTITY b SYSTEM 'b.xml'>]><a b='«&b;»'/>", "doctype"},
		{"entity of no document type", "<a>«&»b;</a>", "malformed-xml"},
		{"open doctype", "«<!DOCTYPE» a [ <!ELEMENT a ANY> ", "malformed-xml"},
		{"open text of a doctype", "<!DOCTYPE a [<!ENTITY b «'»c>]><a/>", "malformed-xml"},
		{"two doctypes", "<!DOCTYPE a>«<!DOCTYPE» a><a/>", "malformed-xml"},
		{"late doctype", "<a/>«<!DOCTYPE» a>", "malformed-xml"},
		{"no element", "«»<!-- nothing -->", "malformed-xml"},
		{"two roots", "<a/>\n«<»b/>", "malformed-xml"},
		{"text after root", "<a/>\n«x»", "malformed-xml"},
		{"truncated", "<a><b>«»", "malformed-xml"},
		{"end tag", "<a><b>«</a>»", "malformed-xml"},
		{"end tag alone", "<a/>«</a>»", "malformed-xml"},
		{"open tag", "«<»a b='c'", "malformed-xml"},
		{"attribute twice", "<a b='' «b»=''/>", "malformed-xml"},
		{"attribute twice by namespace", "<a xmlns:p='u' xmlns:q='u' p:b='' «q:b»=''/>", "malformed-xml"},
		{"declaration twice", "<a xmlns:p='u' «xmlns:p»='u'/>", "malformed-xml"},
		{"no space between attributes", "<a b=''«c»=''/>", "malformed-xml"},
		{"no value", "<a «b»/>", "malformed-xml"},
		{"no quotes", "<a «b»=c/>", "malformed-xml"},
		{"less than in value", "<a b='«<»'/>", "malformed-xml"},
		{"entity", "<a>«&»nbsp;</a>", "malformed-xml"},
		{"ampersand", "<a b='x «&» y'/>", "malformed-xml"},
		{"character reference", "<a>«&»#0;</a>", "malformed-xml"},
		{"control character", "<a>«\x01»</a>", "malformed-xml"},
		{"end of CDATA in text", "<a>«]]>»</a>", "malformed-xml"},
		{"open CDATA", "<a>«<![CDATA[»</a>", "malformed-xml"},
		{"comment", "<!-- a «--» b --><a/>", "malformed-xml"},
		{"late declaration", "<a/>«<?xml» version='1.0'?>", "malformed-xml"},
		{"second declaration", "<?xml version='1.0'?>\n«<?xml» version='1.0'?><a/>", "malformed-xml"},
		{"two colons", "<«a:b:c» xmlns:a='u'/>", "malformed-xml"},
		{"empty prefix", "<«:a»/>", "malformed-xml"},
		{"unbinding", "<a «xmlns:p=''»/>", "malformed-xml"},
		{"xml prefix", "<a «xmlns:xml='u'»/>", "malformed-xml"},
		{"undeclared prefix", "<«p»:a/>", "undeclared-prefix"},
		{"digit name", "<«1»a/>", "malformed-xml"},
		{"deep", strings.Repeat("<a>", 200) + "«<a>»" + strings.Repeat("</a>", 201), "limit"},
		{"many attributes", "«<a" + strings.Repeat(" b=''", 1001) + "»/>", "limit"},
		{"other root", "«<a xmlns='u'>»</a>", "unsupported-document"},
		{"WSDL 2.0", "«<description xmlns='http://www.w3.org/ns/wsdl'/>»", "unsupported-document"},
		{"misspelt schema namespace", "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><types>«<schema xmlns='http://www.w3.org/2001/XMLSchem'/>»</types></definitions>", "unsupported-document"},
		{"old schema", "«<schema xmlns='http://www.w3.org/1999/XMLSchema'/>»", "unsupported-document"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := strings.Index(tt.text, "«")
			end := strings.Index(tt.text, "»") - len("«")
			_, diags := parse(t, strings.NewReplacer("«", "", "»", "").Replace(tt.text))
			if len(diags) != 1 {
				t.Fatalf("got %v, want one diagnostic", diags)
			}
			if d := diags[0]; d.ID != tt.id || d.Span.Start != start || d.Span.End != end {
				t.Errorf("got %s at %d to %d (%q): %s; want %s at %d to %d", d.ID, d.Span.Start, d.Span.End, d.Span.Text(), d.Message, tt.id, start, end)
			}
		})
	}
}

func TestSchemaErrors(t *testing.T) {
	tests := map[string]string{
		"attributes": xs + `
<xs:element name="a" type="t:b" minOccurs="0"/> <!-- ERROR unknown-attribute "minOccurs" -->
<xs:element type="xs:string"/> <!-- ERROR missing-attribute "<xs:element type=\"xs:string\"/>" -->
<xs:element name="a b"/> <!-- ERROR bad-value "a b" -->
<xs:element name="c" nilable="true"/> <!-- ERROR unknown-attribute "nilable" -->
<xs:element name="d" nillable="yes"/> <!-- ERROR bad-value "yes" -->
<xs:element name="e" type="u:b"/> <!-- ERROR undeclared-prefix "u:b" -->
<xs:element name="f" type="t:b:c"/> <!-- ERROR bad-value "t:b:c" -->
<xs:element name="f" type="t:b t:c"/> <!-- ERROR bad-value "t:b t:c" -->
<xs:element name="g" default="1" fixed="2"/> <!-- ERROR conflicting-attributes "2" -->
<xs:element name="h" block="all"/> <!-- ERROR bad-value "all" -->
<xs:element name="i" xs:type="t:b"/> <!-- ERROR unknown-attribute "xs:type" -->
<xs:attribute name="j" use="required"/> <!-- ERROR unknown-attribute "use" -->
<xs:element name="k" xmlns:x="urn:x" x:type="t:b" id="k"/>
</xs:schema>`,
		"particles": xs + `
<xs:complexType name="a"><xs:sequence>
<xs:element name="a" minOccurs="x"/> <!-- ERROR bad-value "x" -->
<xs:element name="a" maxOccurs="many"/> <!-- ERROR bad-value "many" -->
<xs:element name="a" minOccurs="3" maxOccurs="2"/> <!-- ERROR bad-occurs "2" -->
<xs:element name="a" minOccurs="2"/> <!-- ERROR bad-occurs "2" -->
<xs:element minOccurs="0"/> <!-- ERROR missing-attribute "<xs:element minOccurs=\"0\"/>" -->
<xs:element ref="t:a" name="b"/> <!-- ERROR conflicting-attributes "name=\"b\"" -->
<xs:element name="b" abstract="true"/> <!-- ERROR unknown-attribute "abstract" -->
<xs:group/> <!-- ERROR missing-attribute "<xs:group/>" -->
<xs:any processContents="loose"/> <!-- ERROR bad-value "loose" -->
<xs:any namespace="##any urn:x"/> <!-- ERROR bad-value "##any urn:x" -->
<xs:all/> <!-- ERROR misplaced-element "<xs:all/>" -->
<xs:atribute name="c"/> <!-- ERROR unknown-element "xs:atribute" -->
<x xmlns="urn:x"/> <!-- ERROR misplaced-element "<x xmlns=\"urn:x\"/>" -->
stray words <!-- ERROR misplaced-text "stray words " -->
</xs:sequence>
<xs:attribute name="a" use="needed"/> <!-- ERROR bad-value "needed" -->
<xs:attribute name="b" use="required" default="1"/> <!-- ERROR conflicting-attributes "1" -->
<xs:choice/> <!-- ERROR misplaced-element "<xs:choice/>" -->
</xs:complexType>
</xs:schema>`,
		"types": xs + `
<xs:complexType> <!-- ERROR missing-attribute "<xs:complexType>" -->
</xs:complexType>
<xs:element name="a" type="xs:int"> <!-- ERROR conflicting-attributes "xs:int" -->
<xs:simpleType name="x"> <!-- ERROR unknown-attribute "x" -->
<xs:restriction base="xs:string"><xs:maxLength value="few"/></xs:restriction> <!-- ERROR bad-value "few" -->
</xs:simpleType>
</xs:element>
<xs:simpleType name="b"/> <!-- ERROR missing-element "<xs:simpleType name=\"b\"/>" -->
<xs:simpleType name="c"><xs:list/></xs:simpleType> <!-- ERROR missing-attribute "<xs:list/>" -->
<xs:simpleType name="d"><xs:union/></xs:simpleType> <!-- ERROR missing-attribute "<xs:union/>" -->
<xs:simpleType name="e"><xs:restriction/></xs:simpleType> <!-- ERROR missing-attribute "<xs:restriction/>" -->
<xs:simpleType name="f"><xs:restriction base="xs:string"><xs:enumeration/></xs:restriction></xs:simpleType> <!-- ERROR missing-attribute "<xs:enumeration/>" -->
<xs:simpleType name="g"><xs:union memberTypes="xs:int u:x"/></xs:simpleType> <!-- ERROR undeclared-prefix "u:x" -->
<xs:complexType name="h"><xs:complexContent/></xs:complexType> <!-- ERROR missing-element "<xs:complexContent/>" -->
<xs:complexType name="i"><xs:complexContent><xs:extension/></xs:complexContent></xs:complexType> <!-- ERROR missing-attribute "<xs:extension/>" -->
<xs:complexType name="j"><xs:simpleContent><xs:extension base="xs:int"/></xs:simpleContent><xs:attribute name="k"/></xs:complexType> <!-- ERROR misplaced-element "<xs:attribute name=\"k\"/>" -->
<xs:complexType name="l"><xs:sequence/><xs:choice/></xs:complexType> <!-- ERROR misplaced-element "<xs:choice/>" -->
<xs:complexType name="m"><xs:sequence/><xs:sequence/></xs:complexType> <!-- ERROR repeated-element "<xs:sequence/>" -->
<xs:group name="n"/> <!-- ERROR missing-element "<xs:group name=\"n\"/>" -->
<xs:element name="o"><xs:key name="p"/></xs:element> <!-- ERROR missing-element "<xs:key name=\"p\"/>" -->
<xs:include/> <!-- ERROR missing-attribute "<xs:include/>" -->
<xs:element name="p"><xs:key name="q"><xs:selector xpath="@a"/> <!-- ERROR bad-value "@a" -->
<xs:field xpath="a[1]"/> <!-- ERROR bad-value "a[1]" -->
<xs:field xpath="u:a"/> <!-- ERROR undeclared-prefix "u:a" -->
<xs:field xpath="child::t:a/attribute::t:*"/></xs:key></xs:element>
</xs:schema>`,
		"references": "-- in.xsd --\n" + xs + `
<xs:include schemaLocation="other.xsd"/>
<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
<xs:import namespace="urn:n"/>
</xs:schema>
-- other.xsd --
` + xs + `
<xs:include schemaLocation="in.xsd"/>
<xs:element nam="a"/> <!-- ERROR missing-attribute "<xs:element nam=\"a\"/>" ERROR unknown-attribute "nam" -->
</xs:schema>`,
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) { expectErrors(t, text) })
	}
}

const definitions = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" targetNamespace="urn:t">`

func TestWSDLErrors(t *testing.T) {
	tests := map[string]string{
		"all": definitions + `
<import namespace="urn:i"/> <!-- ERROR missing-attribute "<import namespace=\"urn:i\"/>" -->
<message/> <!-- ERROR missing-attribute "<message/>" -->
<message name="m">
<part name="a"/>
<part name="b" element="t:b" type="t:b"/> <!-- ERROR conflicting-attributes "t:b" -->
<part name="c" elemnt="t:b" type="t:b"/> <!-- ERROR unknown-attribute "elemnt" -->
</message>
<portType name="p">
<operation name="a"/> <!-- ERROR missing-element "<operation name=\"a\"/>" -->
<operation name="b">
<input message="u:m"/> <!-- ERROR undeclared-prefix "u:m" -->
<input message="t:m"/> <!-- ERROR repeated-element "<input message=\"t:m\"/>" -->
<output/> <!-- ERROR missing-attribute "<output/>" -->
<fault message="t:m"/> <!-- ERROR missing-attribute "<fault message=\"t:m\"/>" -->
<part name="d"/> <!-- ERROR misplaced-element "<part name=\"d\"/>" -->
<ouptut/> <!-- ERROR unknown-element "ouptut" -->
</operation>
</portType>
<binding name="b" type="t:p">
<soap:binding style="rpc"/>
<soap:bindings/> <!-- ERROR unknown-element "soap:bindings" -->
<operation name="b">
<soap:operation soapAction="" actionRequired="true"/> <!-- ERROR unknown-attribute "actionRequired" -->
<input><soap:body use="literal"/></input>
<output><soap:header use="literal"/></output> <!-- ERROR missing-attribute "<soap:header use=\"literal\"/>" ERROR missing-attribute "<soap:header use=\"literal\"/>" -->
</operation>
</binding>
<binding/> <!-- ERROR missing-attribute "<binding/>" ERROR missing-attribute "<binding/>" -->
<service name="s"><port name="p" binding="t:b"><soap:address/></port></service> <!-- ERROR missing-attribute "<soap:address/>" -->
words <!-- ERROR misplaced-text "words " -->
</definitions>`,
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) { expectErrors(t, text) })
	}
}

func TestSpecErrors(t *testing.T) {
	tests := map[string]string{
		"kinds": `wsgen: v1
pakage: x                        # ERROR unknown-key "pakage"
package: [x]                     # ERROR wrong-kind "[x]"
doc: 12                          # ERROR wrong-kind "12"
service:                         # ERROR wrong-kind ""
wsdl: "x.wsdl"                   # ERROR unresolved-import "\"x.wsdl\""
soap: {version: 1.1}             # ERROR wrong-kind "1.1"
transport: {tls: yes}            # ERROR bad-value "yes"
security: {header: {name: x, username: y}} # ERROR missing-key "{name: x, username: y}"
reply: {element: return}
reply: {element: return}         # ERROR duplicate-key "reply"
`,
		"fields": `wsgen: v1
operations:
  a:
    request:
      b: string
      c: {type: int, minOccurs: x}   # ERROR bad-value "x"
      d: {maxOccurs: unbounded, minOccurs: 0}
      e: {maxOccurs: -1}             # ERROR bad-value "-1"
      f: {secret: "true"}            # ERROR bad-value "\"true\""
      g: {minLenght: 1}              # ERROR unknown-key "minLenght"
      h: {minLength: one}            # ERROR bad-value "one"
      i: {enum: [a, 1, 'b']}
      j: {enum: {a: first, b: second}}
      k: {enum: a}                   # ERROR wrong-kind "a"
      l: {optional: never}           # ERROR bad-value "never"
`,
		"documents":    "wsgen: v1\n--- # ERROR yaml-documents \"\"\nwsgen: v1\n",
		"no mapping":   "just words # ERROR unsupported-document \"just words\"\n",
		"empty":        "# ERROR unsupported-document \"\"\n",
		"cycle":        "wsgen: v1\ninclude: in # ERROR include-cycle \"in\"\n",
		"no XML":       "wsgen: v1\nwsdl: in # ERROR unsupported-document \"in\"\n",
		"text as WSDL": "-- s.yaml --\nwsgen: v1\nwsdl: w.wsdl # ERROR unsupported-document \"w.wsdl\"\n-- w.wsdl --\njust words\n",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) { expectErrors(t, text) })
	}
}

func TestUndeclaredPrefixHint(t *testing.T) {
	_, diags := parse(t, `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="urn:t"><w:message name="m"><w:part name="p" element="tsn:e"/></w:message></w:definitions>`)
	if len(diags) != 1 || diags[0].ID != "undeclared-prefix" || diags[0].Hint != "did you mean tns?" || diags[0].Span.Text() != "tsn:e" {
		t.Errorf("got %+v", diags)
	}
}

func TestListOfOneHint(t *testing.T) {
	_, diags := parser.ParseProject(&source.File{Path: "wsgen.yaml", Data: []byte("wsgen: v1\nspecs: shop.wsdl\n")})
	if len(diags) != 1 || diags[0].ID != "wrong-kind" || diags[0].Hint != "a list of one is written as [shop.wsdl]" {
		t.Errorf("got %+v", diags)
	}
}

// What is not declared has its usual meaning, said once, and what is declared has its own.
func TestUsualNamespaces(t *testing.T) {
	for _, test := range []struct {
		name, doc, message string
	}{
		{"prefixes of elements", `<wsdl:definitions xmlns:tns="urn:t"><wsdl:message name="m"/><wsdl:message name="n"/></wsdl:definitions>`,
			"prefix wsdl is not declared; it is taken for that of http://schemas.xmlsoap.org/wsdl/"},
		{"prefixes of values", `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/"><w:message name="m"><w:part name="p" type="xsd:int"/></w:message><w:message name="n"><w:part name="p" type="xsd:int"/></w:message></w:definitions>`,
			"prefix xsd is not declared; it is taken for that of http://www.w3.org/2001/XMLSchema"},
		{"no namespace", `<definitions><message name="m"/><message name="n"/></definitions>`,
			"definitions is in no namespace; it is taken for that of WSDL"},
		{"elements of bindings in a port type", `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"><message name="m"/><message name="n"/>` +
			`<portType name="p"><operation name="o"><soap:operation soapAction="a"/><input message="m"/></operation></portType></definitions>`,
			"soap:operation says nothing in operation"},
	} {
		tree, diags := parse(t, test.doc)
		if len(tree.WSDLs) != 1 || len(tree.WSDLs[0].Messages) != 2 {
			t.Errorf("%s: %+v", test.name, tree)
		}
		if len(diags) != 1 || diags[0].Severity != source.Warning || diags[0].Message != test.message || diags[0].Hint == "" {
			t.Errorf("%s: got %+v, want %s", test.name, diags, test.message)
		}
	}
	_, diags := parse(t, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xsd:int"><xs:annotation xmlns:xsd="urn:x"/></xs:element><xs:element xmlns:xsd="urn:x" name="b" type="xsd:int"/></xs:schema>`)
	if len(diags) != 1 || diags[0].Severity != source.Warning {
		t.Errorf("a prefix that is declared elsewhere: %+v", diags)
	}
}

// YAML has line breaks that files don't count; places stay right after them.
func TestYAMLLineBreaks(t *testing.T) {
	for _, br := range []string{"\n", "\r\n", "\r", "\u0085", "\u2028"} {
		_, diags := parse(t, "wsgen: v1"+br+"# two"+br+"pakage: x"+br)
		if len(diags) != 1 || diags[0].Span.Text() != "pakage" {
			t.Errorf("after %q: got %v", br, diags)
		}
	}
}

// What these write would stand for something else, so it is refused before it is read.
func TestYAMLRefused(t *testing.T) {
	tests := []struct{ name, text, id, hint string }{
		{"anchor", "wsgen: v1\npackage: &a x\n", "yaml-alias", ""},
		{"alias", "wsgen: v1\npackage: &a x\ndoc: *a\n", "yaml-alias", ""},
		{"merge", "wsgen: v1\nsoap: {<<: {version: '1.1'}}\n", "yaml-alias", ""},
		{"tag", "wsgen: v1\npackage: !!str x\n", "yaml-tag", ""},
		{"syntax", "wsgen: v1\npackage: {x\n", "malformed-yaml", ""},
		{"tab", "wsgen: v1\nsoap:\n\tversion: '1.1'\n", "malformed-yaml", ""},
		{"suggestion", "wsgen: v1\noperatoins: {}\n", "unknown-key", "did you mean operations?"},
		{"quotes", "wsgen: v1\nsoap: {version: 1.10}\n", "wrong-kind", `write "1.10"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, diags := parse(t, tt.text)
			if len(diags) == 0 {
				t.Fatal("no diagnostic")
			}
			for _, d := range diags {
				if d.ID != tt.id || d.Hint != tt.hint {
					t.Errorf("got %s (%s), want %s (%s)", d, d.Hint, tt.id, tt.hint)
				}
			}
		})
	}
}

// A path through the loader: who includes whom, each document once, inputs marked.
func TestParseClosure(t *testing.T) {
	tree := expectErrors(t, "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nwsdl: w.wsdl\n"+
		"-- p.yaml --\nwsgen: v1\n"+
		"-- w.wsdl --\n"+definitions+`<import namespace="urn:u" location="w2.wsdl"/><types>`+xs+`<xs:import namespace="urn:x" schemaLocation="x.xsd"/></xs:schema></types></definitions>`+
		"\n-- w2.wsdl --\n"+definitions+`<import namespace="urn:t" location="w.wsdl"/><import namespace="urn:x" location="x.xsd"/></definitions>`+
		"\n-- x.xsd --\n"+xs+`<xs:element name="e"/></xs:schema>`)
	if len(tree.Specs) != 2 || len(tree.WSDLs) != 2 || len(tree.Schemas) != 2 {
		t.Fatalf("got %d specs, %d WSDLs, %d schemas; want 2 of each", len(tree.Specs), len(tree.WSDLs), len(tree.Schemas))
	}
	provider, service := tree.Specs[0], tree.Specs[1]
	if service.Included != provider || !service.Input || provider.Input {
		t.Errorf("include is not linked: %+v", service)
	}
	w := service.Document
	if w == nil || w != tree.WSDLs[0] || w.Imports[0].WSDL != tree.WSDLs[1] || w.Imports[0].WSDL.Imports[0].WSDL != w {
		t.Errorf("WSDL imports are not linked")
	}
	x := w.Imports[0].WSDL.Imports[1].Schema
	if x == nil || w.Schemas[0].WSDL != w || len(w.Schemas[0].References[0].Schemas) != 1 || w.Schemas[0].References[0].Schemas[0] != x {
		t.Errorf("schema imports are not linked")
	}
}
