package parser

import (
	"testing"

	"example.com/wsgen/gen/source"
)

// TestStandardSchemas reads each built-in schema without a complaint.
func TestStandardSchemas(t *testing.T) {
	for uri, name := range standard {
		data, err := standardFiles.ReadFile("standard/" + name + ".xsd")
		if err != nil {
			t.Fatal(err)
		}
		var diags source.List
		f := &source.File{Path: name, Data: data}
		s := (&reader{f, &diags}).schema(ParseXML(f, &diags))
		if len(diags) > 0 {
			t.Errorf("%s: %v", name, diags)
		}
		if s.TargetNamespace.V != uri || Standard(uri) == nil {
			t.Errorf("%s has the target namespace %s, want %s", name, s.TargetNamespace.V, uri)
		}
	}
	if Standard("urn:other") != nil {
		t.Error("an unknown namespace has a built-in schema")
	}
}
