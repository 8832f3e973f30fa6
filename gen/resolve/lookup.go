package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// otherSpace is what a wrong namespace counts, in edits: the right name in it is a likely slip too.
const otherSpace = 2

// laxHint is the way on for who can't complete the schemas.
const laxHint = "generate with --lax: what is not declared is carried as raw XML"

// ofWSDL are what operations are made of. Without it they would send something else, so that it is never merely lacking.
var ofWSDL = []string{idUndeclaredMessage, idUndeclaredPortType}

// find looks a name up and reports one that nothing declares, with the nearest that something does.
func find[T any](c *compiler, t *table[T], q contract.QName, at source.Span, id string) *decl[T] {
	if d := t.m[q]; d != nil {
		return d
	}
	if c.standard(q.Space) {
		if d := t.m[q]; d != nil {
			return d
		}
	}
	if strings.HasPrefix(q.Space, "\x00") {
		return nil // the parser has reported the prefix
	}
	x := c.diags.Errorf(at, id, "%s %s is not declared", t.what, q)
	if !slices.Contains(ofWSDL, id) {
		x.Severity = c.lack
	}
	raw := id == idUndeclaredType || id == idUndeclaredElement // of which there can be content
	if raw && c.lack == source.Warning {
		x.Message += "; its content is carried as raw XML"
	}
	if !c.guessing() {
		return nil
	}
	if raw && c.lack == source.Error {
		x.Hint = laxHint
	}
	if i := c.ix.bare(q.Space); i != nil {
		x.Hint = "the import of its namespace needs the schemaLocation of a file"
		if raw && c.lack == source.Error {
			x.Hint += ", or " + laxHint
		}
		x.Related = append(x.Related, source.Note{Span: i.Span, Message: "the import"})
		return nil
	}
	if best, ok := nearest(t, q); ok {
		x.Hint = "did you mean " + best.String() + "?"
		x.Related = append(x.Related, source.Note{Span: t.m[best].at.Span, Message: best.String() + " is declared here"})
	}
	return nil
}

// standard enters what the compiler itself declares in a namespace that no document of the contract has, and
// reports whether that is new. It is lowered where a name refers to it.
func (c *compiler) standard(uri string) bool {
	if c.ix.has(uri) {
		return false
	}
	s := parser.Standard(uri)
	if s == nil {
		return false
	}
	c.number(s.File)
	c.ix.addSchema(s, uri)
	return true
}

// standardType reports a type that documents or the compiler declare.
func (c *compiler) standardType(q contract.QName) bool {
	return c.ix.types.m[q] != nil || c.standard(q.Space) && c.ix.types.m[q] != nil
}

// didYouMean is the hint that names the nearest of some names.
func (c *compiler) didYouMean(name string, names func() []string) string {
	if !c.guessing() {
		return ""
	}
	return source.DidYouMean(name, names())
}

func list(names []string) func() []string { return func() []string { return names } }

// nearest is the declared name that q is most likely a slip for.
func nearest[T any](t *table[T], q contract.QName) (contract.QName, bool) {
	var best contract.QName
	least := 1 << 30
	for _, n := range t.order {
		d := source.Distance(n.Local, q.Local)
		if n.Space != q.Space {
			d += otherSpace
		}
		if d < least {
			best, least = n, d
		}
	}
	near := source.Near(q.Local)
	return best, least <= near || best.Space != q.Space && least <= near+otherSpace
}

// bare is an import of a namespace of which no schema is at hand; nil without one.
func (ix *index) bare(uri string) *parser.SchemaReference {
	if ix.has(uri) {
		return nil
	}
	for _, u := range ix.units {
		for _, r := range u.schema.References {
			if r.Kind == parser.Import && r.Namespace.V == uri && len(r.Schemas) == 0 {
				return r
			}
		}
	}
	return nil
}
