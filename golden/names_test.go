package golden_test

import (
	"testing"

	names "example.com/wsgen/golden/names/want/go/in"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// TestPrefixesOfValues writes documents in which a prefix that stands in values means several namespaces, or is that of a
// name that was changed.
func TestPrefixesOfValues(t *testing.T) {
	const open = `<g:names xmlns:g="urn:golden" xmlns:p="urn:1" any="p:a">`
	for name, tt := range map[string]struct {
		in     string
		change func(*names.Names)
		want   string
	}{
		"two namespaces": {
			open + `<g:name>g:x</g:name><g:name xmlns:p="urn:2" more="p:b urn:p:c">g:y</g:name></g:names>`, nil,
			`<gol:names xmlns:gol="urn:golden" xmlns:p="urn:1" xmlns:g="urn:golden" xmlns:n1="urn:2" any="p:a"><gol:name>g:x</gol:name><gol:name more="n1:b urn:p:c">g:y</gol:name></gol:names>`,
		},
		"a name with the same local part": {
			open + `<g:name>p:x</g:name></g:names>`, func(x *names.Names) { x.Name[0].Space = "urn:2" },
			`<gol:names xmlns:gol="urn:golden" xmlns:p="urn:1" xmlns:n1="urn:2" any="p:a"><gol:name>n1:x</gol:name></gol:names>`,
		},
		"a name before its prefix stands elsewhere": {
			`<g:names xmlns:g="urn:golden" xmlns:p="urn:1"><g:name>p:x</g:name><g:name more="p:b">g:y</g:name></g:names>`,
			func(x *names.Names) { x.Name[0].Space = "urn:2" },
			`<gol:names xmlns:gol="urn:golden" xmlns:n1="urn:2" xmlns:p="urn:1" xmlns:g="urn:golden"><gol:name>n1:x</gol:name><gol:name more="p:b">g:y</gol:name></gol:names>`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var doc names.XMLDocument
			if err := xmltext.Unmarshal([]byte(tt.in), &doc); err != nil {
				t.Fatal(err)
			}
			if tt.change != nil {
				tt.change(&doc.Root.(*names.XMLRootNames).Value)
			}
			got, err := xmltext.Marshal(&doc)
			if err != nil || string(got) != tt.want {
				t.Errorf("got  %s %v\nwant %s", got, err, tt.want)
			}
		})
	}
}

// The constants of an enumeration of names are the names, not the text with the schema's prefixes.
func TestNamesOfEnumeration(t *testing.T) {
	if q, ok := names.KnownGOne.AsQName(); !ok || q != (xsd.QName{Space: "urn:golden", Local: "one"}) {
		t.Errorf("%q", names.KnownGOne)
	}
}
