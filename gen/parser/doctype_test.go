package parser_test

import "testing"

// TestDoctype passes a document type declaration over, whatever it holds, with a warning.
func TestDoctype(t *testing.T) {
	tree, diags := parse(t, `<?xml version="1.0"?>
<!DOCTYPE schema PUBLIC "-//W3C//DTD XMLSchema 200102//EN" "XMLSchema.dtd" [
	<!-- as the schema of XML Signature has it: ]> -->
	<!ATTLIST schema xmlns:t CDATA #FIXED "urn:t]>" id ID #IMPLIED>
	<!ENTITY t 'urn:t'> <!ENTITY other SYSTEM "gone.xml"> <!ENTITY % p ''>
	<?note ]> ?>
]>
<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t"/>`)
	if len(diags) != 1 || diags.HasErrors() || diags[0].ID != "doctype" {
		t.Error(diags)
	}
	if got := tree.Schemas[0].TargetNamespace.V; got != "urn:t" {
		t.Errorf("the target namespace is %q", got)
	}
}

// TestMisplacedDeclaration: what stands before an XML declaration is a warning, and the encoding counts.
func TestMisplacedDeclaration(t *testing.T) {
	tree, diags := parse(t, "\n<!-- a copy -->\n<?xml version='1.0' encoding='ISO-8859-1'?>\n<schema xmlns='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:\xe9'/>")
	if len(diags) != 1 || diags.HasErrors() || diags[0].ID != "misplaced-declaration" || tree.Schemas[0].TargetNamespace.V != "urn:é" {
		t.Error(diags)
	}
}
