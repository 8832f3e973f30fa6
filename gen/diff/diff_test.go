package diff_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
)

const wsdl = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:t="urn:t" targetNamespace="urn:t" name="S">
<types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" elementFormDefault="qualified">
%s</xs:schema></types>
<message name="in"><part name="body" element="t:request"/></message>
<message name="out"><part name="body" element="t:reply"/></message>
<portType name="P"><operation name="Call"><input message="t:in"/><output message="t:out"/></operation></portType>
<binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
<operation name="Call"><soap:operation soapAction="a"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
<service name="S"><port name="S" binding="t:B"><soap:address location="https://t.invalid/"/></port></service>
</definitions>
`

func load(t testing.TB, name string) *contract.API {
	t.Helper()
	apis, list := gen.Load("", []string{name})
	if list.HasErrors() {
		var b strings.Builder
		list.Print(&b)
		t.Fatalf("%s:\n%s", name, &b)
	}
	return apis[len(apis)-1]
}

// service returns the contract of a WSDL with these schema components.
func service(t *testing.T, schema string) *contract.API {
	t.Helper()
	name := filepath.Join(t.TempDir(), "s.wsdl")
	if err := os.WriteFile(name, fmt.Appendf(nil, wsdl, schema), 0o666); err != nil {
		t.Fatal(err)
	}
	return load(t, name)
}

// lines are changes, one a line, without the service's namespace.
func lines(changes []diff.Change) []string {
	var out []string
	for _, c := range changes {
		if c.Rule != "doc-changed" {
			out = append(out, fmt.Sprintf("%s %s %s %s %s", c.Rule, c.Direction, c.Wire, c.Go, strings.ReplaceAll(c.Path, "{urn:t}", "")))
		}
	}
	return out
}

// Each case is the content of a type that request and reply have, before and after.
var contents = []struct {
	name, before, after string
	want                []string
}{
	{
		"an insert hides nothing",
		`<xs:sequence><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string"/></xs:sequence>`,
		`<xs:sequence><xs:element name="new" type="xs:string" minOccurs="0"/><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string" minOccurs="0"/></xs:sequence>`,
		[]string{"field-made-optional both breaking breaking T/sequence/b", "field-added-optional both compatible additive T/sequence/new"},
	},
	{
		"a reorder is one move",
		`<xs:sequence><xs:element name="a"/><xs:element name="b"/><xs:element name="c"/></xs:sequence>`,
		`<xs:sequence><xs:element name="c"/><xs:element name="a"/><xs:element name="b"/></xs:sequence>`,
		[]string{"field-moved both breaking none T/sequence/c"},
	},
	{
		"a group of one changes nothing",
		`<xs:sequence><xs:element name="a"/><xs:element name="b"/></xs:sequence>`,
		`<xs:sequence><xs:sequence><xs:element name="a"/></xs:sequence><xs:element name="b"/></xs:sequence>`,
		nil,
	},
	{
		"a named group changes nothing",
		`<xs:sequence><xs:element name="ga"/><xs:element name="b"/></xs:sequence>`,
		`<xs:sequence><xs:group ref="t:g"/><xs:element name="b"/></xs:sequence>`,
		nil,
	},
	{
		"a choice gets a branch",
		`<xs:choice><xs:element name="a"/><xs:element name="b"/></xs:choice>`,
		`<xs:choice><xs:element name="a"/><xs:sequence><xs:element name="c"/><xs:element name="d"/></xs:sequence><xs:element name="b"/></xs:choice>`,
		[]string{"branch-added both breaking additive T/choice/sequence"},
	},
	{
		"an element that a wildcard admitted",
		`<xs:sequence><xs:element name="a"/><xs:any processContents="lax" minOccurs="0"/></xs:sequence>`,
		`<xs:sequence><xs:element name="a"/><xs:element name="b" type="xs:int" minOccurs="0"/><xs:any processContents="lax" minOccurs="0"/></xs:sequence>`,
		[]string{"field-added-optional both breaking additive T/sequence/b"},
	},
	{
		"a choice in a sequence",
		`<xs:sequence><xs:element name="a"/></xs:sequence>`,
		`<xs:sequence><xs:element name="a"/><xs:choice><xs:element name="b"/><xs:element name="c"/></xs:choice></xs:sequence>`,
		[]string{"field-added-required both breaking additive T/sequence/choice"},
	},
	{
		"an element of another form",
		`<xs:sequence><xs:element name="a" minOccurs="0"/></xs:sequence>`,
		`<xs:sequence><xs:element name="a" minOccurs="0" form="unqualified"/></xs:sequence>`,
		[]string{"form-changed both breaking none T/sequence/a"},
	},
	{
		"facets over several steps",
		`<xs:sequence><xs:element name="a" type="t:Short"/></xs:sequence>`,
		`<xs:sequence><xs:element name="a"><xs:simpleType><xs:restriction base="t:Long"><xs:maxLength value="5"/></xs:restriction></xs:simpleType></xs:element></xs:sequence>`,
		[]string{"type-added both compatible none Long", "type-removed both compatible none Short", "field-type-changed both unknown none T/sequence/a"},
	},
	{
		"an attribute that must be there",
		`<xs:sequence/>`,
		`<xs:sequence/><xs:attribute name="a" use="required"/>`,
		[]string{"attribute-added-required both breaking additive T/@a"},
	},
}

func TestContents(t *testing.T) {
	const shared = `<xs:element name="request" type="t:T"/><xs:element name="reply" type="t:T"/>
<xs:group name="g"><xs:sequence><xs:element name="ga"/></xs:sequence></xs:group>
<xs:simpleType name="Short"><xs:restriction base="xs:string"><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Long"><xs:restriction base="xs:string"><xs:maxLength value="9"/></xs:restriction></xs:simpleType>
<xs:complexType name="T">`
	for _, test := range contents {
		t.Run(test.name, func(t *testing.T) {
			old := service(t, shared+test.before+`</xs:complexType>`)
			new := service(t, shared+test.after+`</xs:complexType>`)
			if d := cmp.Diff(test.want, lines(diff.Compare(old, new))); d != "" {
				t.Errorf("changes (-want +got):\n%s", d)
			}
		})
	}
}

// TestRealContracts compares the versions of real contracts: no version differs from itself, and each from the other.
func TestRealContracts(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder: NO REAL CONTRACTS ARE COMPARED")
	}
	data, err := os.ReadFile(filepath.Join(shared, "suites/pairs/pairs.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || strings.HasPrefix(f[0], "onvif") { // which import what is not there
			continue
		}
		t.Run(f[0], func(t *testing.T) {
			old := load(t, filepath.Join(shared, "suites/pairs", f[1]))
			again := load(t, filepath.Join(shared, "suites/pairs", f[1]))
			new := load(t, filepath.Join(shared, "suites/pairs", f[2]))
			for _, c := range diff.Compare(old, again) {
				t.Errorf("with itself: %s %s: %s", c.Rule, c.Path, c.Message)
			}
			if len(diff.Compare(old, new)) == 0 {
				t.Error("the versions do not differ")
			}
		})
	}
}

// TestShippedSpecs compares each shipped spec with itself, and with itself after a rule of it was changed.
func TestShippedSpecs(t *testing.T) {
	names, err := filepath.Glob("../../specs/*/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no specs: %v", err)
	}
	for _, name := range names {
		for _, c := range diff.Compare(load(t, name), load(t, name)) {
			t.Errorf("%s with itself: %s %s: %s", name, c.Rule, c.Path, c.Message)
		}
	}
}

func TestRuleOfAReply(t *testing.T) {
	const spec = `wsgen: v1
package: p
namespace: urn:t
endpoints: {production: "https://t.invalid/"}
reply: {element: return, status: {field: state, ok: [%s]}, map: {field: data, entry: entry, key: key, value: value}}
operations:
  call:
    request: {a: string}
    reply: {note: string}
`
	var sides [2]*contract.API
	for i, ok := range []string{"OK", "DONE"} {
		name := filepath.Join(t.TempDir(), "p.yaml")
		if err := os.WriteFile(name, fmt.Appendf(nil, spec, ok), 0o666); err != nil {
			t.Fatal(err)
		}
		sides[i] = load(t, name)
	}
	want := []string{"rule-changed reply unknown none " + strings.ReplaceAll(sides[1].Bindings[0].Operations[0].Out.Path, "{urn:t}", "")}
	if d := cmp.Diff(want, lines(diff.Compare(sides[0], sides[1]))); d != "" {
		t.Errorf("changes (-want +got):\n%s", d)
	}
}

// TestProvider: what the file of a provider says is told of its services.
func TestProvider(t *testing.T) {
	const provider = `wsgen: v1
package: p
endpoints: {production: "https://t.invalid/"}
security: {usernameToken: {password: %s}}
`
	const spec = `wsgen: v1
include: p.yaml
package: s
namespace: urn:t
operations: {call: {request: {a: string}, response: {element: called, fields: {note: string}}}}
`
	api := func(password string) *contract.API {
		dir := t.TempDir()
		for name, text := range map[string]string{"p.yaml": fmt.Sprintf(provider, password), "s.yaml": spec} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		return load(t, filepath.Join(dir, "s.yaml"))
	}
	want := []string{"security-changed request breaking none s"}
	if d := cmp.Diff(want, lines(diff.Compare(api("text"), api("digest")))); d != "" {
		t.Errorf("changes (-want +got):\n%s", d)
	}
}

func TestAccept(t *testing.T) {
	changes := []diff.Change{{Rule: "field-removed", Path: "{urn:t}T/sequence/a"}, {Rule: "field-removed", Path: "{urn:t}U/sequence/a"}}
	today := time.Date(2027, 1, 31, 23, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name, rule, path, until string
		accepted                []bool
		id                      string
	}{
		{"a path", "field-removed", "{urn:t}T/sequence/a", "", []bool{true, false}, ""},
		{"a glob", "field-removed", "{urn:t}*/a", "", []bool{true, true}, ""},
		{"the last day", "field-removed", "*", "2027-01-31", []bool{true, true}, ""},
		{"a day late", "field-removed", "*", "2027-01-30", []bool{false, false}, "accept-expired"},
		{"another rule", "field-moved", "*", "", []bool{false, false}, "accept-unmatched"},
		{"no part of a path", "field-removed", "{urn:t}T", "", []bool{false, false}, "accept-unmatched"},
		{"no rule", "field-gone", "*", "", []bool{false, false}, "accept-rule"},
		{"no date", "field-removed", "*", "31.1.2027", []bool{false, false}, "accept-date"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, found := diff.Accept(changes, []*diff.Acceptance{{Rule: test.rule, Path: test.path, Until: test.until}}, today)
			for i, a := range got {
				if (a != nil) != test.accepted[i] {
					t.Errorf("change %d: accepted is %v", i, a != nil)
				}
			}
			ids := ""
			for _, d := range found {
				ids += d.ID
			}
			if ids != test.id {
				t.Errorf("diagnostics %q, want %q", ids, test.id)
			}
		})
	}
}
