// Package parser turns WSDL 1.1, XML Schema and YAML specs into syntax trees. A tree says what a
// document wrote and where; names are expanded by the prefixes in scope and linked to nothing.
package parser

// A Tree is all documents that the inputs name or reach, each once.
type Tree struct {
	Specs   []*Spec   // a provider file stands before the specs that include it
	WSDLs   []*WSDL   // in the order of loading
	Schemas []*Schema // schema documents and the schemas of wsdl:types, in the order of loading
}
