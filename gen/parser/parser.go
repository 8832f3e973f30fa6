// Package parser turns WSDL 1.1, XML Schema and YAML specs into syntax trees. A tree says what a
// document wrote and where; names are expanded by the prefixes in scope and linked to nothing.
package parser

import (
	"bytes"
	"strings"

	"example.com/wsgen/gen/source"
)

// A Tree is all documents that the inputs name or reach, each once.
type Tree struct {
	Specs   []*Spec   // a provider file stands before the specs that include it
	WSDLs   []*WSDL   // in the order of loading
	Schemas []*Schema // schema documents and the schemas of wsdl:types, in the order of loading
}

// Parse reads the inputs and all that they refer to. What an input is, is told by its content.
// Diagnostics are sorted; with errors among them the tree is as complete as could be.
func Parse(l *source.Loader, inputs []string) (*Tree, source.List) {
	p := &parsing{loader: l, tree: &Tree{}, documents: map[*source.File]*document{}}
	for _, input := range inputs {
		if d := p.open(input, source.Span{}, false); d != nil {
			d.input()
		}
	}
	return p.tree, p.diags.Compact()
}

// parsing is the state of one Parse.
type parsing struct {
	loader    *source.Loader
	tree      *Tree
	documents map[*source.File]*document
	diags     source.List
}

// A document is a file in one of its three kinds, or in none when it could not be read as any.
type document struct {
	spec    *Spec
	wsdl    *WSDL
	schema  *Schema
	loading bool // its references are being followed
}

func (d *document) input() {
	switch {
	case d.spec != nil:
		d.spec.Input = true
	case d.wsdl != nil:
		d.wsdl.Input = true
	case d.schema != nil:
		d.schema.Input = true
	}
}

// open reads the document that ref names, and all below it, unless that is done. What it is, is
// told by its content, unless it must be XML. It returns nil when there is no such file.
func (p *parsing) open(ref string, from source.Span, mustXML bool) *document {
	f, failed := p.loader.Open(ref, from)
	if failed != nil {
		p.diags = append(p.diags, *failed)
		return nil
	}
	return p.read(f, ref, from, mustXML)
}

// read reads a document that was loaded.
func (p *parsing) read(f *source.File, ref string, from source.Span, mustXML bool) *document {
	if d := p.documents[f]; d != nil {
		return d
	}
	if mustXML && !isXML(f.Data) {
		p.diags.Errorf(from, idUnsupportedDocument, "%s is not XML", ref)
		return nil
	}
	d := &document{loading: true}
	p.documents[f] = d
	if isXML(f.Data) {
		p.xml(d, f)
	} else {
		p.spec(d, f)
	}
	d.loading = false
	return d
}

// isXML tells XML from YAML, which can't start with a tag.
func isXML(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("<"))
}

func (p *parsing) xml(d *document, f *source.File) {
	r := &reader{f, &p.diags}
	root := ParseContract(f, r.diags)
	if root == nil {
		return
	}
	switch {
	case root.Name == QName{nsWSDL, "definitions"}:
		d.wsdl = r.definitions(root)
		p.tree.WSDLs = append(p.tree.WSDLs, d.wsdl)
		p.tree.Schemas = append(p.tree.Schemas, d.wsdl.Schemas...)
		for _, i := range d.wsdl.Imports {
			p.wsdlImport(i)
		}
		for _, s := range d.wsdl.Schemas {
			p.references(s)
		}
	case root.Name == QName{nsXSD, "schema"}:
		d.schema = r.schema(root)
		p.tree.Schemas = append(p.tree.Schemas, d.schema)
		p.references(d.schema)
	case root.Name.Local == "schema" && !strings.HasPrefix(root.Name.Space, unbound):
		r.otherSchema(root)
	case root.Name == QName{"http://www.w3.org/ns/wsdl", "description"}:
		r.diags.Errorf(root.Span, idUnsupportedDocument, "this is WSDL 2.0; only WSDL 1.1 is supported").Hint = "ask for the WSDL 1.1 of the service, often at ?wsdl"
	case !strings.HasPrefix(root.Name.Space, unbound):
		x := r.diags.Errorf(root.Span, idUnsupportedDocument, "%s is neither a WSDL 1.1 document nor an XML Schema", root.Name)
		if root.Name.Local == "definitions" {
			x.Hint = otherNamespace(nsWSDL)
		}
	}
}

func (p *parsing) wsdlImport(i *WSDLImport) {
	if i.Location.V == "" && Known(i.Namespace.V) {
		return
	}
	if i.Location.V == "" {
		p.diags.Errorf(i.Span, idMissingAttribute, "%s needs the attribute location", i.XML.raw())
		return
	}
	if Known(i.Namespace.V) && remote(i.Location.V) {
		return
	}
	if d := p.open(i.Location.V, i.Location.Span, true); d != nil {
		i.WSDL, i.Schema = d.wsdl, d.schema
		p.foreign(d, i.Location)
	}
}

// references follows the references of a schema.
func (p *parsing) references(s *Schema) {
	for _, ref := range s.References {
		if ref.Location.V == "" || ref.Kind == Import && ref.Namespace.V == nsXSD {
			continue
		}
		f, failed := p.loader.Open(ref.Location.V, ref.Location.Span)
		if failed != nil {
			p.absent(ref, failed)
			continue
		}
		d := p.read(f, ref.Location.V, ref.Location.Span, true)
		switch {
		case d == nil:
		case d.schema != nil:
			ref.Schemas = []*Schema{d.schema}
		case d.wsdl != nil:
			ref.Schemas = d.wsdl.Schemas
		default:
			p.foreign(d, ref.Location)
		}
	}
}

// absent notes a schema that could not be read. One that is not there is no loss where the compiler or another
// document knows the namespace.
func (p *parsing) absent(ref *SchemaReference, failed *source.Diagnostic) {
	switch {
	case !failed.Absent():
		p.diags = append(p.diags, *failed)
	case ref.Kind != Import || !Known(ref.Namespace.V):
		ref.Absent = failed
	}
}

// foreign reports a reference from XML to a spec.
func (p *parsing) foreign(d *document, location Value[string]) {
	if d.spec != nil {
		p.diags.Errorf(location.Span, idUnsupportedDocument, "%s is neither a WSDL 1.1 document nor an XML Schema", location.V)
	}
}

func remote(location string) bool {
	return strings.HasPrefix(location, "http://") || strings.HasPrefix(location, "https://")
}

func (p *parsing) spec(d *document, f *source.File) {
	s := parseSpec(f, &p.diags)
	if s == nil {
		return
	}
	d.spec = s
	if s.Include.V != "" {
		switch inner := p.open(s.Include.V, s.Include.Span, false); {
		case inner == nil:
		case inner.loading:
			p.diags.Errorf(s.Include.Span, idIncludeCycle, "%s includes this file in turn", s.Include.V)
		case inner.spec == nil && (inner.wsdl != nil || inner.schema != nil):
			p.diags.Errorf(s.Include.Span, idUnsupportedDocument, "%s is not a YAML spec", s.Include.V)
		default:
			s.Included = inner.spec
		}
	}
	if s.WSDL.V != "" {
		inner := p.open(s.WSDL.V, s.WSDL.Span, true)
		if inner != nil {
			s.Document = inner.wsdl
		}
		if inner != nil && inner.wsdl == nil && (inner.spec != nil || inner.schema != nil) {
			p.diags.Errorf(s.WSDL.Span, idUnsupportedDocument, "%s is not a WSDL", s.WSDL.V)
		}
	}
	p.tree.Specs = append(p.tree.Specs, s)
}
