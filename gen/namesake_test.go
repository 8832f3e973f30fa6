package gen

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
)

// TestNamesakes: elements and attributes of another namespace that come before those of their local name, or stay where these
// come before them, rename nothing.
func TestNamesakes(t *testing.T) {
	const head = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:o" targetNamespace="urn:t" elementFormDefault="qualified">
  <xs:import namespace="urn:o" schemaLocation="o.xsd"/>`
	before := head + `
  <xs:element name="own"><xs:complexType><xs:sequence><xs:element name="w" type="xs:string"/></xs:sequence><xs:attribute name="k" type="xs:string"/></xs:complexType></xs:element>
  <xs:element name="foreign"><xs:complexType><xs:sequence><xs:element ref="o:w"/></xs:sequence><xs:attribute ref="o:k"/></xs:complexType></xs:element>
  <xs:element name="one"><xs:complexType><xs:choice><xs:element name="w" type="xs:string"/><xs:element name="z" type="xs:string"/></xs:choice></xs:complexType></xs:element>
</xs:schema>`
	after := head + `
  <xs:element name="own"><xs:complexType><xs:sequence><xs:element ref="o:w"/><xs:element name="w" type="xs:string"/></xs:sequence><xs:attribute ref="o:k"/><xs:attribute name="k" type="xs:string"/></xs:complexType></xs:element>
  <xs:element name="foreign"><xs:complexType><xs:sequence><xs:element name="w" type="xs:string"/><xs:element ref="o:w"/></xs:sequence><xs:attribute name="k" type="xs:string"/><xs:attribute ref="o:k"/></xs:complexType></xs:element>
  <xs:element name="one"><xs:complexType><xs:choice><xs:element ref="o:w"/><xs:element name="w" type="xs:string"/><xs:element name="z" type="xs:string"/></xs:choice></xs:complexType></xs:element>
</xs:schema>`
	was, l := memberNames(t, before, nil)
	is, _ := memberNames(t, after, l)
	for name := range is {
		if _, old := was[name]; !old {
			delete(is, name)
		}
	}
	if len(was) != 6 {
		t.Errorf("there are %d names before: %v", len(was), was)
	}
	if diff := cmp.Diff(was, is); diff != "" {
		t.Errorf("names changed (-before +after):\n%s", diff)
	}
}

// memberNames plans a schema, with one that it imports, and returns the Go names of fields and branches by what they hold.
func memberNames(t *testing.T, schema string, before *lock.Lock) (map[string]string, *lock.Lock) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"in.xsd": schema, "o.xsd": `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o">
  <xs:element name="w" type="xs:int"/><xs:attribute name="k" type="xs:int"/></xs:schema>`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	apis, list := Load(dir, []string{"in.xsd"})
	if list.HasErrors() || len(apis) != 1 {
		t.Fatal(list)
	}
	table, list := names.Plan(apis, before)
	if list.HasErrors() {
		t.Fatal(list)
	}
	found := map[string]string{}
	name := func(of string, v *names.Value) string {
		if v.Attr != nil {
			return of + "/@" + v.Attr.Name.String()
		}
		return of + "/" + v.Field.Element.Name.String()
	}
	for _, s := range table.Package(apis[0]).Structs {
		for _, slot := range s.Slots {
			switch c := slot.Content.(type) {
			case *names.Value:
				found[name(s.Path, c)] = slot.Go
			case *names.Choice:
				for _, b := range c.Branches {
					if v, ok := b.Slots[0].Content.(*names.Value); ok && !s.Document {
						found[name(s.Path, v)] = b.Go
					}
				}
			}
		}
	}
	l := new(lock.Lock)
	table.Record(l)
	return found, l
}
