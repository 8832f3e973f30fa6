package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// xsdSpace is the namespace of XML Schema.
const xsdSpace = "http://www.w3.org/2001/XMLSchema"

// A unit is a schema with its target namespace: that of the schema which includes it where it
// states none (XML Schema Part 1, clause 4.2.1).
type unit struct {
	schema *parser.Schema
	tns    string
}

// name expands a reference; in a schema that takes its includer's namespace a name without a
// namespace is in that one.
func (u *unit) name(q parser.QName) contract.QName {
	if q.Space == "" && u.tns != "" && u.schema != nil && !u.schema.TargetNamespace.Set() {
		q.Space = u.tns
	}
	return contract.QName(q)
}

// A decl is a global declaration and the unit that it stands in.
type decl[T any] struct {
	unit *unit
	node T
	at   *parser.Node
	// name and redefines are set where an xs:redefine holds the declaration: its name, and what it replaces.
	name      contract.QName
	redefines *decl[T]
}

// A table holds the global declarations of one kind.
type table[T any] struct {
	what  string
	m     map[contract.QName]*decl[T]
	order []contract.QName
}

func newTable[T any](what string) table[T] {
	return table[T]{what: what, m: map[contract.QName]*decl[T]{}}
}

// add declares a name. The same text twice, as tools write it into several schemas, is one declaration.
func (t *table[T]) add(diags *source.List, q contract.QName, d *decl[T], name source.Span) {
	first, ok := t.m[q]
	if !ok {
		t.m[q] = d
		t.order = append(t.order, q)
		return
	}
	if first.says(d) {
		return
	}
	x := diags.Errorf(name, idDuplicateDeclaration, "%s %s is declared twice", t.what, q)
	x.Related = append(x.Related, source.Note{Span: first.at.Span, Message: "the first declaration"})
}

func wholeText(n *parser.Node) string {
	if n.XML == nil || n.Span.File == nil {
		return ""
	}
	return string(n.Span.File.Data[n.Span.Start:n.XML.End])
}

// An index is all global declarations that a contract's documents reach.
type index struct {
	diags      *source.List
	budget     *budget
	seen       map[unit]bool
	included   map[*parser.Schema]bool
	redefined  map[typeKey]*decl[parser.Type] // by the type that replaces it
	seenWSDL   map[*parser.WSDL]bool
	units      []*unit
	wsdls      []*parser.WSDL
	encoded    bool // a binding has messages in SOAP encoding
	elements   table[*parser.Element]
	types      table[parser.Type]
	groups     table[*parser.Group]
	attributes table[*parser.Attribute]
	attrGroups table[*parser.AttributeGroup]
	messages   table[*parser.Message]
	portTypes  table[*parser.PortType]
	bindings   table[*parser.Binding]
}

func newIndex(diags *source.List, b *budget) *index {
	return &index{
		diags: diags, budget: b, seen: map[unit]bool{}, seenWSDL: map[*parser.WSDL]bool{}, included: map[*parser.Schema]bool{}, redefined: map[typeKey]*decl[parser.Type]{},
		elements: newTable[*parser.Element]("element"), types: newTable[parser.Type]("type"), groups: newTable[*parser.Group]("group"),
		attributes: newTable[*parser.Attribute]("attribute"), attrGroups: newTable[*parser.AttributeGroup]("attribute group"),
		messages: newTable[*parser.Message]("message"), portTypes: newTable[*parser.PortType]("port type"), bindings: newTable[*parser.Binding]("binding"),
	}
}

// addWSDL enters a WSDL, its schemas and all it imports.
func (ix *index) addWSDL(w *parser.WSDL) {
	if w == nil || ix.seenWSDL[w] {
		return
	}
	ix.seenWSDL[w] = true
	ix.wsdls = append(ix.wsdls, w)
	tns := w.TargetNamespace.V
	for _, s := range w.Schemas {
		ix.addSchema(s, s.TargetNamespace.V)
	}
	for _, m := range w.Messages {
		ix.messages.add(ix.diags, contract.QName{Space: tns, Local: m.Name.V}, &decl[*parser.Message]{node: m, at: &m.Node}, nameSpan(m.Name, &m.Node))
		ix.parts(m)
	}
	for _, p := range w.PortTypes {
		ix.portTypes.add(ix.diags, contract.QName{Space: tns, Local: p.Name.V}, &decl[*parser.PortType]{node: p, at: &p.Node}, nameSpan(p.Name, &p.Node))
	}
	for _, b := range w.Bindings {
		ix.encoded = ix.encoded || encodes(b)
		ix.bindings.add(ix.diags, contract.QName{Space: tns, Local: b.Name.V}, &decl[*parser.Binding]{node: b, at: &b.Node}, nameSpan(b.Name, &b.Node))
	}
	for _, i := range w.Imports {
		ix.addWSDL(i.WSDL)
		if i.Schema != nil {
			ix.addSchema(i.Schema, i.Schema.TargetNamespace.V)
		}
	}
}

// parts reports parts of a message that have one name: bindings refer to parts by it (WSDL 1.1, clause 2.3.1).
func (ix *index) parts(m *parser.Message) {
	first := map[string]*parser.Part{}
	for _, p := range m.Parts {
		if f := first[p.Name.V]; f != nil {
			x := ix.diags.Errorf(nameSpan(p.Name, &p.Node), idDuplicateDeclaration, "the message %s has two parts %s", m.Name.V, p.Name.V)
			x.Related = append(x.Related, source.Note{Span: f.Span, Message: "the first one"})
			continue
		}
		first[p.Name.V] = p
	}
}

// addSchema enters a schema under a target namespace, and all it refers to.
func (ix *index) addSchema(s *parser.Schema, tns string) {
	if ix.seen[unit{s, tns}] {
		return
	}
	ix.seen[unit{s, tns}] = true
	if ix.included[s] && !ix.budget.spend(elements(s.XML), s.Span, "the schema in the namespace "+tns) {
		return
	}
	ix.included[s] = true
	u := &unit{s, tns}
	ix.units = append(ix.units, u)
	ix.components(u, &s.Components)
	for _, r := range s.References {
		ix.reference(u, r)
	}
}

func (ix *index) reference(u *unit, r *parser.SchemaReference) {
	for _, s := range r.Schemas {
		if r.Kind == parser.Import {
			ix.addSchema(s, s.TargetNamespace.V)
			continue
		}
		if s.TargetNamespace.Set() && s.TargetNamespace.V != u.tns {
			x := ix.diags.Errorf(r.Span, idIncludeNamespace, "the included schema has the target namespace %q, not %q", s.TargetNamespace.V, u.tns)
			x.Related = append(x.Related, source.Note{Span: s.TargetNamespace.Span, Message: "its target namespace"})
			continue
		}
		ix.addSchema(s, u.tns)
	}
	if r.Kind == parser.Redefine {
		ix.redefine(u, r)
	}
}

// elements counts the elements of a document below one, itself included.
func elements(x *parser.XML) int {
	n := 1
	for _, child := range x.Children {
		n += elements(child)
	}
	return n
}

// absent reports a schema that is not at hand. To import or include one is a hint where to find it, no more (XML
// Schema Part 1, clauses 4.2.1 and 4.2.3): it is no error where another document declares the namespace.
func (c *compiler) absent(r *parser.SchemaReference) {
	d := *r.Absent
	switch {
	case r.Kind == parser.Import && c.ix.has(r.Namespace.V):
		d.Severity = source.Warning
	case r.Kind != parser.Import && r.Kind != parser.Include:
	case c.lack == source.Warning:
		d.Severity = c.lack
		d.Message += "; content that it alone declares is carried as raw XML"
	case d.Hint == "":
		d.Hint = laxHint
	default:
		d.Hint += ", or " + laxHint
	}
	c.diags = append(c.diags, d)
}

// reportReferences covers what schemas say of each other and of all their types.
func (c *compiler) reportReferences() {
	for _, u := range c.ix.units {
		for _, r := range u.schema.References {
			if r.Absent != nil {
				c.absent(r)
			}
			switch r.Kind {
			case parser.Redefine:
				c.cover("xs:redefine", contract.Modelled, r.Span)
			case parser.Override:
				c.unsupported(r.Span, idUnsupportedOverride, "xs:override", "xs:override is not modelled").Hint = "write the overriding declarations into a schema of their own and include that"
			}
		}
		if o := u.schema.DefaultOpenContent; o != nil {
			c.unsupported(o.Span, idUnsupportedXSD11, "xs:defaultOpenContent", "xs:defaultOpenContent of XML Schema 1.1 is not modelled")
		}
	}
}

func (ix *index) components(u *unit, c *parser.Components) {
	q := func(v parser.Value[string]) contract.QName { return contract.QName{Space: u.tns, Local: v.V} }
	for _, e := range c.Elements {
		ix.elements.add(ix.diags, q(e.Name), &decl[*parser.Element]{unit: u, node: e, at: &e.Node}, nameSpan(e.Name, &e.Node))
	}
	for _, t := range c.Types {
		ix.types.add(ix.diags, q(t.TypeName()), &decl[parser.Type]{unit: u, node: t, at: t.Place()}, nameSpan(t.TypeName(), t.Place()))
	}
	for _, g := range c.Groups {
		ix.groups.add(ix.diags, q(g.Name), &decl[*parser.Group]{unit: u, node: g, at: &g.Node}, nameSpan(g.Name, &g.Node))
	}
	for _, a := range c.Attributes {
		ix.attributes.add(ix.diags, q(a.Name), &decl[*parser.Attribute]{unit: u, node: a, at: &a.Node}, nameSpan(a.Name, &a.Node))
	}
	for _, g := range c.AttributeGroups {
		ix.attrGroups.add(ix.diags, q(g.Name), &decl[*parser.AttributeGroup]{unit: u, node: g, at: &g.Node}, nameSpan(g.Name, &g.Node))
	}
}

// nameSpan is the place of a name, or of the whole start tag without one.
func nameSpan(v parser.Value[string], n *parser.Node) source.Span {
	if v.Set() {
		return v.Span
	}
	return n.Span
}
