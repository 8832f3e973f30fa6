package golden_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	builtins "example.com/wsgen/golden/built-ins/want/go/in"
	contentedges "example.com/wsgen/golden/content-edges/want/go/in"
	contentgroups "example.com/wsgen/golden/content-groups/want/go/in"
	contentorder "example.com/wsgen/golden/content-order/want/go/in"
	contenttypes "example.com/wsgen/golden/content-types/want/go/in"
	derivation "example.com/wsgen/golden/derivation/want/go/in"
	emptydefault "example.com/wsgen/golden/empty-default/want/go/in"
	enumvalues "example.com/wsgen/golden/enum-values/want/go/in"
	forms "example.com/wsgen/golden/forms/want/go/in"
	groupreferences "example.com/wsgen/golden/group-references/want/go/in"
	lists "example.com/wsgen/golden/lists/want/go/in"
	namechain "example.com/wsgen/golden/name-chain/want/go/in"
	nameswithprefix "example.com/wsgen/golden/names/want/go/in"
	redefine "example.com/wsgen/golden/redefine/want/go/in"
	schema11 "example.com/wsgen/golden/schema-11/want/go/in"
	schemadocuments "example.com/wsgen/golden/schema-documents/want/go/in"
	standardschemas "example.com/wsgen/golden/standard-schemas/want/go/in"
	unlocated "example.com/wsgen/golden/unlocated/want/go/in"
	unset "example.com/wsgen/golden/unset/want/go/in"
	validatefacets "example.com/wsgen/golden/validate-facets/want/go/in"
	validateidentity "example.com/wsgen/golden/validate-identity/want/go/in"
	validateschema "example.com/wsgen/golden/validate-schema/want/go/in"
	validatetypesalone "example.com/wsgen/golden/validate-types-alone/want/go/in"
	validatewildcards "example.com/wsgen/golden/validate-wildcards/want/go/in"
	wildcards "example.com/wsgen/golden/wildcards/want/go/in"
	writeforms "example.com/wsgen/golden/write-forms/want/go/in"
	"example.com/wsgen/runtime/xmltext"
)

// roots has of each case that is a schema alone, in.xsd, what its documents are read into.
var roots = map[string]func() xmltext.Root{
	"wildcards":            func() xmltext.Root { return new(wildcards.XMLDocument) },
	"validate-schema":      func() xmltext.Root { return new(validateschema.XMLDocument) },
	"validate-identity":    func() xmltext.Root { return new(validateidentity.XMLDocument) },
	"validate-facets":      func() xmltext.Root { return new(validatefacets.XMLDocument) },
	"validate-types-alone": func() xmltext.Root { return new(validatetypesalone.XMLDocument) },
	"validate-wildcards":   func() xmltext.Root { return new(validatewildcards.XMLDocument) },
	"unlocated":            func() xmltext.Root { return new(unlocated.XMLDocument) },
	"group-references":     func() xmltext.Root { return new(groupreferences.XMLDocument) },
	"forms":                func() xmltext.Root { return new(forms.XMLDocument) },
	"derivation":           func() xmltext.Root { return new(derivation.XMLDocument) },
	"built-ins":            func() xmltext.Root { return new(builtins.XMLDocument) },
	"content-groups":       func() xmltext.Root { return new(contentgroups.XMLDocument) },
	"name-chain":           func() xmltext.Root { return new(namechain.XMLDocument) },
	"names":                func() xmltext.Root { return new(nameswithprefix.XMLDocument) },
	"redefine":             func() xmltext.Root { return new(redefine.XMLDocument) },
	"empty-default":        func() xmltext.Root { return new(emptydefault.XMLDocument) },
	"lists":                func() xmltext.Root { return new(lists.XMLDocument) },
	"content-edges":        func() xmltext.Root { return new(contentedges.XMLDocument) },
	"content-types":        func() xmltext.Root { return new(contenttypes.XMLDocument) },
	"schema-11":            func() xmltext.Root { return new(schema11.XMLDocument) },
	"schema-documents":     func() xmltext.Root { return new(schemadocuments.XMLDocument) },
	"standard-schemas":     func() xmltext.Root { return new(standardschemas.XMLDocument) },
	"enum-values":          func() xmltext.Root { return new(enumvalues.XMLDocument) },
	"unset":                func() xmltext.Root { return new(unset.XMLDocument) },
	"write-forms":          func() xmltext.Root { return new(writeforms.XMLDocument) },
	"content-order":        func() xmltext.Root { return new(contentorder.XMLDocument) },
}

// TestSchemaDocuments reads each document, without drift unless its name starts with "unknown", and writes the same bytes
// again.
func TestSchemaDocuments(t *testing.T) {
	for name, root := range roots {
		files, err := filepath.Glob(filepath.Join(name, "wire", "*.xml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			t.Run(strings.TrimSuffix(file, ".xml"), func(t *testing.T) { testDocument(t, root(), file, is(file, unknownDocument)) })
		}
	}
}

func testDocument(t *testing.T, x xmltext.Root, file string, unknown bool) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := xmltext.NewDecoder()
	defer d.Release()
	var drift []xmltext.Drift
	d.OnDrift = func(dr xmltext.Drift) { drift = append(drift, dr) }
	d.Reset(data)
	if err := d.Roots(x); err != nil {
		t.Fatal(err)
	}
	if unknown != (len(drift) > 0) {
		t.Errorf("drift %v, want some: %v", drift, unknown)
	}
	got, err := xmltext.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(data) {
		t.Errorf("written again:\n%s\nwant:\n%s", got, data)
	}
}
