package resolve

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/inspect"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
	"github.com/google/go-cmp/cmp"
)

// split makes files of a text in which lines "-- name --" start them.
func split(text string) map[string]string {
	files, name := map[string]string{}, ""
	for line := range strings.Lines(text) {
		if n, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(n, " --\n") {
			name = strings.TrimSuffix(n, " --\n")
			continue
		}
		files[name] += line
	}
	return files
}

// run resolves the first of the files in text.
func run(t testing.TB, text string) ([]*contract.API, source.List) {
	t.Helper()
	dir, first := t.TempDir(), ""
	for name, data := range split(text) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for line := range strings.Lines(text) {
		first = strings.TrimSuffix(strings.TrimPrefix(line, "-- "), " --\n")
		break
	}
	l, err := source.NewLoader(dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, diags := parser.Parse(l, []string{first})
	if diags.HasErrors() {
		t.Fatalf("the parser refuses the case: %v", diags)
	}
	return Resolve(tree)
}

// inspected returns the canonical text of the last contract, of which there are no complaints.
func inspected(t *testing.T, text string) string {
	t.Helper()
	apis, diags := run(t, text)
	if len(diags) > 0 {
		t.Fatalf("diagnostics: %v", diags)
	}
	for _, b := range broken(apis[len(apis)-1]) {
		t.Error(b)
	}
	return string(inspect.Text(apis[len(apis)-1]))
}

// has checks that each of the lines stands in text, in that order, whatever their depth.
func has(t *testing.T, text string, lines string) {
	t.Helper()
	rest := "\n" + text
	for want := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		want = strings.TrimSpace(want)
		i := strings.Index(rest, " "+want+"\n")
		if j := strings.Index(rest, "\n"+want+"\n"); i < 0 || j >= 0 && j < i {
			i = j
		}
		if i < 0 {
			t.Fatalf("%q is missing, or too early, in:\n%s", want, text)
		}
		rest = rest[i+len(want)+1:] // keeps the line's end
	}
}

var expected = regexp.MustCompile(`(?:<!--|#) ERROR ([a-z0-9 -]+?)(?: -->)?\s*$`)

// checkErrors compares the diagnostics with the comments ERROR id… on the lines where they belong.
func checkErrors(t *testing.T, text string) (ids []string) {
	t.Helper()
	want := []string{}
	for name, data := range split(text) {
		for i, line := range strings.Split(data, "\n") {
			if m := expected.FindStringSubmatch(line); m != nil {
				for id := range strings.FieldsSeq(m[1]) {
					want = append(want, fmt.Sprintf("%s:%d %s", name, i+1, id))
				}
			}
		}
	}
	_, diags := run(t, text)
	got := []string{}
	for _, d := range diags {
		line, _ := d.Span.Position()
		got = append(got, fmt.Sprintf("%s:%d %s", d.Span.File.Path, line, d.ID))
		ids = append(ids, d.ID)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s%v", diff, diags)
	}
	return ids
}

// xsd wraps declarations into a schema file.
func xsd(body string) string {
	return "-- a.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">` + "\n" + body + "\n</xs:schema>\n"
}

// wsdl wraps a service's schema, and what follows it, into a WSDL file.
func wsdl(schema, rest string) string {
	return "-- a.wsdl --\n" + definitions(schema, rest)
}

func definitions(schema, rest string) string {
	return `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:h="http://schemas.xmlsoap.org/wsdl/http/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/" xmlns:t="urn:t" targetNamespace="urn:t">
<w:types><xs:schema targetNamespace="urn:t">
` + schema + `
</xs:schema></w:types>
` + rest + `
</w:definitions>
`
}

// queue is the schema of a service with a shared reply, as overlays meet it.
const queue = `<xs:complexType name="req"><xs:sequence>
<xs:element name="unit" type="xs:string"/>
<xs:element name="note" type="t:note" minOccurs="0"/>
<xs:element name="size" minOccurs="0"><xs:simpleType><xs:restriction base="xs:int"><xs:minInclusive value="1"/><xs:maxInclusive value="9"/></xs:restriction></xs:simpleType></xs:element>
</xs:sequence><xs:attribute name="id" type="xs:int"/></xs:complexType>
<xs:simpleType name="note"><xs:restriction base="xs:string"><xs:maxLength value="10"/><xs:minLength value="2"/></xs:restriction></xs:simpleType>
<xs:complexType name="rec"><xs:sequence><xs:element name="code" type="xs:int"/></xs:sequence></xs:complexType>
<xs:complexType name="reply"><xs:sequence>
<xs:element name="data"><xs:complexType><xs:sequence><xs:element name="entry" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
<xs:element name="key" type="xs:string"/><xs:element name="value" type="xs:anyType"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
<xs:element name="text" type="xs:string" minOccurs="0"/><xs:element name="state" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>
<xs:element name="get" type="t:req"/>
<xs:element name="getResponse"><xs:complexType><xs:sequence><xs:element name="return" type="t:reply" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>`

// service is the rest of a WSDL with the operation get.
const service = `<w:message name="in"><w:part name="p" element="t:get"/></w:message>
<w:message name="out"><w:part name="p" element="t:getResponse"/></w:message>
<w:portType name="PT"><w:operation name="get"><w:input message="t:in"/><w:output message="t:out"/></w:operation></w:portType>
<w:binding name="B" type="t:PT"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/><w:operation name="get"><s:operation soapAction="urn:get"/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation></w:binding>
<w:service name="S"><w:port name="P" binding="t:B"><s:address location="http://h/p"/></w:port></w:service>`

// provider is a provider file with a shared reply.
const provider = `-- p.yaml --
wsgen: v1
package: prov
endpoints: {production: 'https://h/{service}'}
transport: {requestEncoding: gzip, userAgent: required, tls: required}
security: {usernameToken: {password: digest, mustUnderstand: true}}
rules: {optional: omit-empty}
validate: requests
reply:
  element: return
  status: {field: state, ok: [OK, Okay], message: text}
  refusal: Refused
  map: {field: data, entry: entry, key: key, value: value, typedBy: xsi:type}
`

// overlay is a spec over the service above, under the provider.
func overlay(body string) string {
	return "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nwsdl: a.wsdl\n" + body + "\n" + provider + wsdl(queue, service)
}
