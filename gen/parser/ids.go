package parser

// The ids of the parser's diagnostics. docs/diagnostics.md has an example of each.
const (
	idBadOccurs             = "bad-occurs"             // minOccurs is greater than maxOccurs
	idBadValue              = "bad-value"              // a value that its attribute or key can't have
	idConflictingAttributes = "conflicting-attributes" // attributes that exclude each other, or one that excludes the content
	idConflictingKeys       = "conflicting-keys"       // keys of a scenario exclude one another
	idDoctype               = "doctype"                // a document type declaration, or a reference to one of its entities
	idDuplicateKey          = "duplicate-key"          // a key that stands twice in a YAML mapping
	idIncludeCycle          = "include-cycle"          // specs that include each other
	idLimit                 = "limit"                  // a document that is nested too deep or too large
	idMalformedXML          = "malformed-xml"          // a document that is not well-formed XML with namespaces
	idMalformedYAML         = "malformed-yaml"         // a document that is not YAML
	idMisplacedDeclaration  = "misplaced-declaration"  // an XML declaration after comments or white space
	idMisplacedElement      = "misplaced-element"      // an element where its parent can't have it
	idMisplacedText         = "misplaced-text"         // text in an element that holds elements alone
	idMissingAttribute      = "missing-attribute"      // an attribute that must stand and doesn't
	idMissingElement        = "missing-element"        // a child that must stand and doesn't
	idMissingKey            = "missing-key"            // a key that a YAML mapping must have and doesn't
	idRepeatedElement       = "repeated-element"       // a child that may stand once and stands again
	idUndeclaredPrefix      = "undeclared-prefix"      // a namespace prefix that nothing declares
	idUnknownAttribute      = "unknown-attribute"      // an attribute that its element doesn't have
	idUnknownElement        = "unknown-element"        // an element that its vocabulary doesn't have
	idUnknownKey            = "unknown-key"            // a key that its YAML mapping doesn't have
	idUnsupportedDocument   = "unsupported-document"   // a document of another kind than its place asks for
	idWrongKind             = "wrong-kind"             // a YAML value of another kind than its key asks for
	idYAMLAlias             = "yaml-alias"             // a YAML anchor, alias or merge key
	idYAMLDocuments         = "yaml-documents"         // a second document in a YAML file
	idYAMLTag               = "yaml-tag"               // a YAML tag
)
