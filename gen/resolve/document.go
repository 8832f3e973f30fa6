package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// document lowers a document that an element carries as text: an anonymous struct whose content is the document's
// root, or a choice of the possible ones. A root is in no namespace unless it states one, whatever holds around the
// element.
func (c *compiler) document(path string, e *parser.Entry[*parser.SpecField], in form) *contract.Struct {
	v := e.Value
	s := &contract.Struct{Node: contract.Node{Path: path, Span: e.Key.Span}, Embedded: &contract.Embedded{CDATA: v.CDATA.V, Declaration: v.Declaration.V}}
	c.lowered = append(c.lowered, s)
	g := &contract.Group{Node: contract.Node{Path: path + "/sequence", Span: e.Key.Span}, Occurs: contract.Occurs{Min: 1, Max: 1}, Kind: contract.Sequence}
	switch roots := v.Document.Entries; len(roots) {
	case 0:
		c.diags.Errorf(v.Document.Span, idMissingKey, "the document of %s has no root", e.Key.V).Hint = "list its possible roots by element name"
		return s
	case 1:
	default:
		g.Kind, g.Path, g.Rename = contract.Choice, path+"/choice", "Document"
	}
	for i := range v.Document.Entries {
		root := &v.Document.Entries[i]
		c.checkRoot(root)
		f := c.newField(g.Path, root, form{space: in.space})
		c.uniqueWire(g, f, root)
		g.Items = append(g.Items, f)
	}
	s.Own = g
	return s
}

// checkRoot reports what the root of a document can't have: it stands there once.
func (c *compiler) checkRoot(root *parser.Entry[*parser.SpecField]) {
	v := root.Value
	for _, bad := range []source.Span{v.MinOccurs.Span, v.MaxOccurs.Span, v.Attribute.Span, v.Add.Span, v.Default.Span} {
		if bad.File != nil {
			c.diags.Errorf(bad, idConflictingKeys, "the root of a document can't have this key")
		}
	}
}
