package parser_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDoctype: the internal subset gives entities their text and elements their defaults; the external one is not read.
func TestDoctype(t *testing.T) {
	tree, diags := parse(t, `<?xml version="1.0"?>
<!DOCTYPE schema PUBLIC "-//W3C//DTD XMLSchema 200102//EN" "XMLSchema.dtd" [
	<!-- as the schema of XML Signature has it -->
	<!ATTLIST schema xmlns:t CDATA #FIXED "urn:t" id ID #IMPLIED>
	<!ATTLIST element nillable (true|false) "true" type CDATA #REQUIRED>
	<!ELEMENT annotation ANY> <!NOTATION gif PUBLIC 'a "gif"'>
	<!ENTITY t 'urn:t'> <!ENTITY t 'the second one'> <!ENTITY other SYSTEM "gone.xml"> <!ENTITY pic SYSTEM "a.gif" NDATA gif>
	<!ENTITY % p ''>
	<?note of no use?>
]>
<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="&t;">
	<element name="a" type="t:A"/>
	<element name="b" type="t:A" nillable="false"/>
	<complexType name="A"><annotation><documentation>of &t;&#33;</documentation></annotation></complexType>
</schema>`)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	s := tree.Schemas[0]
	got := []any{s.TargetNamespace.V, s.Elements[0].Type.V.Space, s.Elements[0].Nillable.V, s.Elements[1].Nillable.V, s.Types[0].Place().Doc}
	if d := cmp.Diff([]any{"urn:t", "urn:t", true, false, "of urn:t!"}, got); d != "" {
		t.Error(d)
	}
}

// TestMisplacedDeclaration: what stands before an XML declaration is a warning, and the encoding counts.
func TestMisplacedDeclaration(t *testing.T) {
	tree, diags := parse(t, "\n<!-- a copy -->\n<?xml version='1.0' encoding='ISO-8859-1'?>\n<schema xmlns='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:\xe9'/>")
	if len(diags) != 1 || diags.HasErrors() || diags[0].ID != "misplaced-declaration" || tree.Schemas[0].TargetNamespace.V != "urn:é" {
		t.Error(diags)
	}
}
