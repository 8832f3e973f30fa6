package mock

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">
<xs:element name="root"><xs:complexType><xs:sequence>
  <xs:element name="id" type="xs:int"/>
  <xs:element name="note" type="xs:string" minOccurs="0" maxOccurs="2"/>
  <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="a" type="xs:int"/><xs:sequence><xs:element name="b" type="xs:int"/><xs:element name="c" type="xs:int" minOccurs="0"/></xs:sequence></xs:choice>
  <xs:element name="all" minOccurs="0"><xs:complexType><xs:all><xs:element name="x" type="xs:int"/><xs:element name="y" type="xs:int" minOccurs="0"/></xs:all></xs:complexType></xs:element>
  <xs:element name="price" minOccurs="0"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="currency" type="t:currency" use="required"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
  <xs:element name="animal" type="t:animal" minOccurs="0" nillable="true"/>
  <xs:element ref="t:shape" minOccurs="0"/>
  <xs:any namespace="##other" minOccurs="0"/>
</xs:sequence></xs:complexType></xs:element>
<xs:simpleType name="currency"><xs:restriction base="xs:string"><xs:length value="3"/></xs:restriction></xs:simpleType>
<xs:complexType name="animal" abstract="true"><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>
<xs:complexType name="dog"><xs:complexContent><xs:extension base="t:animal"><xs:sequence><xs:element name="tail" type="xs:boolean"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:element name="shape" type="xs:string" abstract="true"/>
<xs:element name="circle" type="xs:string" substitutionGroup="t:shape"/>
</xs:schema>`

func TestContent(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "t.xsd"), []byte(schema), 0o666); err != nil {
		t.Fatal(err)
	}
	var decl *contract.Element
	for _, e := range load(t, dir, "t.xsd")[0].Elements {
		if e.Name.Local == "root" {
			decl = e
		}
	}
	for _, tt := range []struct{ content, want string }{
		{"<id>1</id>", ""},
		{"<id>1</id><note/><note>n</note>", ""},
		{"<id>1</id><a>1</a><b>1</b><c>1</c><b>2</b><a>3</a>", ""},
		{"<id>1</id><all><y>1</y><x>2</x></all>", ""},
		{`<id>1</id><price currency="BRL">1.50</price>`, ""},
		{`<id>1</id><all xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" e:root="1"><x>2</x></all>`, ""},
		{`<id>1</id><animal xsi:type="t:dog"><name>n</name><tail>true</tail></animal>`, ""},
		{`<id>1</id><animal xsi:nil="true"/>`, ""},
		{`<id>1</id><circle>c</circle><o:other xmlns:o="urn:o"/>`, ""},
		{"", "root: id stands 0 times"},
		{"<id>x</id>", "root/id: is not an xs:int"},
		{"<id>1</id><id>2</id>", "unexpected element {urn:t}id"},
		{"<note/><id>1</id>", "root: id stands 0 times"},
		{"<id>1</id><note/><note/><note/>", "unexpected element {urn:t}note"},
		{"<id>1</id><c>1</c>", "unexpected element {urn:t}c"},
		{"<id>1</id><all><y>1</y></all>", "root/all: has no x"},
		{"<id>1</id><all><x>1</x><x>1</x></all>", "x stands twice"},
		{"<id>1</id><price>1</price>", "has no attribute currency"},
		{`<id>1</id><price currency="R$">1</price>`, "price/@currency: the length is not 3"},
		{`<id>1</id><price currency="BRL" tax="1">1</price>`, "unexpected attribute tax"},
		{`<id>1</id><animal><name>n</name></animal>`, "the type is abstract"},
		{`<id>1</id><animal xsi:type="t:dog"><name>n</name></animal>`, "tail stands 0 times"},
		{`<id>1</id><animal xsi:nil="true"><name>n</name></animal>`, "is nil and has content"},
		{`<id xsi:nil="true"/>`, "xsi:nil is not allowed"},
		{"<id>1</id><shape>s</shape>", "unexpected element {urn:t}shape"},
		{`<id>1</id><same/>`, "unexpected element {urn:t}same"},
		{`text<id>1</id>`, "has text"},
	} {
		e, err := infoset.Parse([]byte(`<root xmlns="urn:t" xmlns:t="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` + tt.content + `</root>`))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := new(checker).element("", e, decl, nil); err != nil {
			got = err.Error()
		}
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.content, got, tt.want)
		}
	}
	e := tree(decl.Name)
	if fill(e, decl.Type, 0); new(checker).element("", e, decl, nil) != nil {
		t.Errorf("the least instance is none: %s", write(e))
	}
}

// bell is a service of SOAP 1.2 with a digest of the password.
const bell = `wsgen: v1
package: bell
namespace: urn:b
soap: {version: "1.2", action: "urn:b#ring"}
security: {usernameToken: {password: digest, mustUnderstand: true}}
operations:
  ring:
    request: {times: int}
    response: {element: rung, fields: {heard: boolean, kind: {type: string, enum: [dong, ding]}}}
`

func TestSOAP12AndDigest(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "bell.yaml"), []byte(bell), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := New(load(t, dir, "bell.yaml"), dir, Options{Users: map[string]string{"U": "P"}})
	if err != nil {
		t.Fatal(err)
	}
	ring := func(password, content string) (int, string) {
		nonce, created := base64.StdEncoding.EncodeToString([]byte("0123456789abcdef")), "2026-01-15T09:00:00.000Z"
		doc := `<e:Envelope xmlns:e="` + ns12 + `"><e:Header><w:Security xmlns:w="` + nsWSSE + `" xmlns:u="` + nsWSU + `" e:mustUnderstand="true"><w:UsernameToken>` +
			`<w:Username>U</w:Username><w:Password Type="` + profile + `PasswordDigest">` + digest(nonce, created, password) + `</w:Password>` +
			`<w:Nonce>` + nonce + `</w:Nonce><u:Created>` + created + `</u:Created></w:UsernameToken></w:Security></e:Header>` +
			`<e:Body><b:ring xmlns:b="urn:b">` + content + `</b:ring></e:Body></e:Envelope>`
		r := httptest.NewRequest(http.MethodPost, "/bell", strings.NewReader(doc))
		r.Header.Set("Content-Type", `application/soap+xml; charset=utf-8; action="urn:b#ring"`)
		r.Header.Set("User-Agent", "test/1")
		return do(s, r)
	}
	for _, tt := range []struct {
		password, content string
		status            int
		text              string
	}{
		{"P", "<times>2</times>", 200, "<heard>false</heard><kind>dong</kind>"},
		{"p", "<times>2</times>", 500, "FailedAuthentication</soap:Value></soap:Subcode>"},
		{"P", "<times>often</times>", 400, "<soap:Value>soap:Sender</soap:Value>"},
	} {
		if status, body := ring(tt.password, tt.content); status != tt.status || !strings.Contains(body, tt.text) {
			t.Errorf("%s %s: %d %s\nwant %d with %s", tt.password, tt.content, status, body, tt.status, tt.text)
		}
	}
}

func TestCredentials(t *testing.T) {
	for _, tt := range []struct{ spec, sample string }{
		{"exportqueue", "exportqueue/getExportProtocolStatus"},     // in a header block
		{"exportqueuev1", "exportqueuev1/getExportProtocolStatus"}, // HTTP Basic
	} {
		doc, err := os.ReadFile(filepath.Join(repository, "specs/comprovei/samples", tt.sample+".request.xml"))
		if err != nil {
			t.Fatal(err)
		}
		for password, want := range map[string]bool{"SENHA": true, "outra": false} {
			s, err := New(load(t, repository, "specs/comprovei/"+tt.spec+".yaml"), repository, Options{Users: map[string]string{"USUARIO": password}})
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(string(doc)))
			r.Header.Set("Content-Type", "text/xml; charset=utf-8")
			r.Header.Set("User-Agent", "test/1")
			r.Header.Set("SOAPAction", `"`+s.ops[0].Action+`"`)
			r.SetBasicAuth("USUARIO", "SENHA")
			if status, body := do(s, r); (status == http.StatusOK) != want {
				t.Errorf("%s with %s: %d %s", tt.spec, password, status, body)
			}
		}
	}
}
