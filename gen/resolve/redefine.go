package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// redefine puts the declarations of an xs:redefine in the place of those of the schema that it names, which
// has been entered (XML Schema Part 1, clause 4.2.2). What they replace is gone for every document; each can
// refer to the one that it replaces by its own name.
func (ix *index) redefine(u *unit, r *parser.SchemaReference) {
	q := func(v parser.Value[string]) contract.QName { return contract.QName{Space: u.tns, Local: v.V} }
	for _, t := range r.Types {
		base, at := baseOf(t)
		if u.name(base.V) != q(t.TypeName()) {
			ix.diags.Errorf(at, idBadRedefine, "a type in xs:redefine derives from itself, and %s does not", q(t.TypeName()))
			continue
		}
		d := replace(ix, &ix.types, q(t.TypeName()), &decl[parser.Type]{unit: u, node: t, at: t.Place()}, nameSpan(t.TypeName(), t.Place()))
		if d != nil {
			ix.redefined[typeKey{t, u.tns}] = d
		}
	}
	for _, g := range r.Groups {
		replace(ix, &ix.groups, q(g.Name), &decl[*parser.Group]{unit: u, node: g, at: &g.Node}, nameSpan(g.Name, &g.Node))
	}
	for _, g := range r.AttributeGroups {
		replace(ix, &ix.attrGroups, q(g.Name), &decl[*parser.AttributeGroup]{unit: u, node: g, at: &g.Node}, nameSpan(g.Name, &g.Node))
	}
}

// baseOf is the base that a type names, not set for one that names none, and where a word on it belongs.
func baseOf(t parser.Type) (base parser.Value[parser.QName], at source.Span) {
	switch t := t.(type) {
	case *parser.SimpleType:
		if t.Restriction != nil {
			base = t.Restriction.Base
		}
	case *parser.ComplexType:
		if t.Derivation != nil {
			base = t.Derivation.Base
		}
	}
	if base.Set() {
		return base, base.Span
	}
	return base, t.Place().Span
}

// replace puts a redefinition in the place of a declaration and returns what was there; nil, reported, for
// nothing.
func replace[T any](ix *index, t *table[T], q contract.QName, d *decl[T], name source.Span) *decl[T] {
	d.redefines = t.m[q]
	if d.redefines == nil {
		ix.diags.Errorf(name, idBadRedefine, "the redefined schema has no %s %s", t.what, q)
		t.add(ix.diags, q, d, name)
		return nil
	}
	if d.redefines.says(d) {
		return nil
	}
	d.name, t.m[q] = q, d
	return d.redefines
}

// says reports whether a declaration, or one that it redefines, is the same text: tools copy declarations
// into several schemas.
func (d *decl[T]) says(other *decl[T]) bool {
	for ; d != nil; d = d.redefines {
		if wholeText(d.at) == wholeText(other.at) {
			return true
		}
	}
	return false
}

// behind is the declaration that d redefines, if that is what a reference within d means; else nil.
func (d *decl[T]) behind(q contract.QName) *decl[T] {
	if d == nil || d.name != q {
		return nil
	}
	return d.redefines
}

// baseRef lowers the base of a type: of one that redefines another, the one that it replaces, which has no
// name left.
func (c *compiler) baseRef(u *unit, n parser.Type, path string, base parser.Value[parser.QName]) contract.Type {
	d := c.ix.redefined[typeKey{n, u.tns}]
	if d == nil {
		// A complex type that derives from a type of SOAP encoding has its attributes.
		if q := u.name(base.V); isEncoding(q.Space) && c.standardType(q) {
			if _, complex := n.(*parser.ComplexType); complex {
				return c.namedType(q)
			}
		}
		return c.typeRef(u, base)
	}
	return c.typeAt(d.unit, d.node, path+"/redefined", contract.QName{})
}
