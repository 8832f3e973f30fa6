package names

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// documentName is the type that stands for a whole document, rootName the sum of what its root can be. The names are
// generated code's own, and long: "Document" and "Root" are what people call elements.
const documentName, rootName = "XMLDocument", "XMLRoot"

// documentPath is the path of the type of whole documents. Those of the roots in it have their namespaces.
const documentPath = "document"

// DocumentSpace stands for the namespace of the declarations for whole documents, which have a file of their own.
const DocumentSpace = "wsgen:document"

// document plans the type of whole documents for a contract of schemas alone: any global element can be the root,
// and so can another whose type is known by its xsi:type alone (XML Schema Part 1, clause 5.2), which is raw.
func (p *planner) document() {
	if len(p.api.Bindings) > 0 || p.api.Provider || p.api.Receiver != nil || p.api.Subset != nil {
		return
	}
	node := contract.Node{Path: documentPath, Span: p.api.Span}
	src := &contract.Struct{Node: node, Own: &contract.Group{Node: node}, Embedded: new(contract.Embedded)}
	for _, e := range p.api.Elements {
		if !e.Abstract {
			src.Own.Items = append(src.Own.Items, rootField(e))
		}
	}
	if len(src.Own.Items) == 0 && !slices.ContainsFunc(p.api.Types, isNamed) {
		return
	}
	s := &Struct{Go: documentName, Var: unexported(documentName), Path: node.Path, Space: DocumentSpace, Document: true, Src: src,
		Doc: documentName + " is a document whose root is one of the global elements, or another that states its type. Use xmltext.Unmarshal and xmltext.Marshal."}
	for _, n := range p.structNames(s.Go) {
		n.in.reserve(n.Go)
	}
	p.table.structs[src], p.table.owners[src] = s, p.pkg
	p.pkg.Structs = append(p.pkg.Structs, s)
	p.queue = append(p.queue, func() { p.roots(s) })
}

// rootField is an element as a root. What can substitute it is a root of its own.
func rootField(e *contract.Element) *contract.Field {
	return &contract.Field{
		Node:    contract.Node{Path: documentPath + "/" + e.Name.Space + "/" + e.Name.Local, Doc: e.Doc, Span: e.Span},
		Occurs:  contract.Occurs{Min: 1, Max: 1},
		Element: exactly(e),
	}
}

// isNamed reports whether a document can state a type.
func isNamed(t contract.Type) bool { return typeName(t).Local != "" }

// roots makes the one field of the document's type.
func (p *planner) roots(s *Struct) {
	pl := place{scope: p.newScope(s.Go, "struct "+s.Path), owner: s.Go, prefix: s.Var + "_", space: s.Space}
	sum := p.newSum(pl, OfChoice, s.Path, wish{own: rootName}, &s.Src.Node)
	c := &Choice{Sum: sum, Required: true}
	for _, item := range s.Src.Own.Items {
		f := item.(*contract.Field)
		pl.space, pl.path = f.Element.Name.Space, f.Path
		c.Branches = append(c.Branches, p.valueBranch(pl, sum, f))
	}
	sum.Branches = c.Branches
	p.constant(&c.Other, pl, &s.Src.Node, "other", "_other")
	s.Slots = []*Slot{{Go: "Root", Path: s.Path, Doc: "Root is what the document holds.", Content: c}}
}
