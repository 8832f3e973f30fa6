package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestReaders tells apart what decoding refuses, what is drift, and what Validate alone finds.
func TestReaders(t *testing.T) {
	dir := t.TempDir()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReaders(filepath.Join(dir, "module"), (&run{root: root}).requirement())
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:sequence>
<xs:element name="b" maxOccurs="2"><xs:simpleType><xs:restriction base="xs:int"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleType></xs:element>
</xs:sequence></xs:complexType><xs:unique name="u"><xs:selector xpath="b"/><xs:field xpath="."/></xs:unique></xs:element></xs:schema>`
	pkg, err := r.add([]string{write("a.xsd", schema)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.add([]string{write("broken.xsd", `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element/></xs:schema>`)}); err != errRefused {
		t.Errorf("broken schema: error %v", err)
	}
	want, packages := map[string]finding{}, map[string]string{}
	for _, tt := range []struct {
		name, text string
		want       finding
	}{
		{"valid", `<a><b>1</b></a>`, finding{}},
		{"no number", `<a><b>x</b></a>`, finding{refused: true}},
		{"unknown, then no number", `<a><c/><b>x</b></a>`, finding{refused: true, drift: true}},
		{"unknown element", `<a><b>1</b><c/></a>`, finding{drift: true, invalid: true}},
		{"facet", `<a><b>10</b></a>`, finding{invalid: true}},
		{"too many", `<a><b>1</b><b>2</b><b>3</b></a>`, finding{drift: true, invalid: true}},
		{"unique", `<a><b>1</b><b>1</b></a>`, finding{invalid: true}},
	} {
		file := write(tt.name+".xml", tt.text)
		want[file], packages[file] = tt.want, pkg
	}
	got, err := r.run(packages)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(finding{}), cmpopts.IgnoreFields(finding{}, "err")); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
}
