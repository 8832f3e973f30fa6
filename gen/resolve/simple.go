package resolve

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// maxSteps bounds the derivation steps of a simple type and the nesting of lists and unions.
const maxSteps = 200

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}

// typeRef lowers the type that a reference names. It never returns nil: what is not there is
// reported and read as anyType.
func (c *compiler) typeRef(u *unit, name parser.Value[parser.QName]) contract.Type {
	q := u.name(name.V)
	if q.Space == xsdSpace && c.ix.types.m[q] == nil {
		return c.builtin(q.Local, name.Span)
	}
	if t := c.encodedType(q); t != nil {
		return t
	}
	if find(c, &c.ix.types, q, name.Span, idUndeclaredType) == nil {
		return c.builtins["anyType"]
	}
	return c.namedType(q)
}

// namedType lowers the global type of that name.
func (c *compiler) namedType(q contract.QName) contract.Type {
	d := c.ix.types.m[q]
	return c.typeAt(d.unit, d.node, q.String(), q)
}

// typeAt lowers a type once. A struct's content is lowered later, so that types may contain themselves.
func (c *compiler) typeAt(u *unit, n parser.Type, path string, name contract.QName) contract.Type {
	key := typeKey{n, u.tns}
	if t, ok := c.types[key]; ok {
		if t == nil {
			c.diags.Errorf(n.Place().Span, idCyclicBase, "the type %s is its own base, item or member", path)
			return c.builtins["anySimpleType"]
		}
		return t
	}
	var t contract.Type
	switch n := n.(type) {
	case *parser.SimpleType:
		if c.depth++; c.depth > maxSteps {
			c.depth--
			c.diags.Errorf(n.Span, idExpansionLimit, "the type %s is more than %d derivation steps deep", path, maxSteps)
			return c.builtins["anySimpleType"]
		}
		c.types[key] = nil
		t = c.simpleType(u, n, path, name)
		c.depth--
	case *parser.ComplexType:
		s := &contract.Struct{Node: node(path, &n.Node), Name: name}
		p := &pending{unit: u, node: n, s: s}
		c.filling[s] = p
		c.pending = append(c.pending, p)
		c.cover("xs:complexType", contract.Modelled, n.Span)
		t = s
	}
	c.types[key] = t
	c.lowered = append(c.lowered, t)
	return t
}

// node is the common part of a declaration.
func node(path string, n *parser.Node) contract.Node {
	return contract.Node{Path: path, Doc: n.Doc, Span: n.Span}
}

func (c *compiler) simpleType(u *unit, n *parser.SimpleType, path string, name contract.QName) contract.Type {
	c.cover("xs:simpleType", contract.Modelled, n.Span)
	switch {
	case n.List != nil:
		return &contract.List{Node: node(path, &n.Node), Name: name, Item: c.simpleRef(u, n.List.ItemType, n.List.Inline, path+"/item", n.List.Span)}
	case n.Union != nil:
		t := &contract.Union{Node: node(path, &n.Node), Name: name}
		for _, m := range n.Union.MemberTypes {
			t.Members = append(t.Members, c.simpleRef(u, m, nil, "", n.Union.Span))
		}
		for i, m := range n.Union.Inline {
			t.Members = append(t.Members, c.typeAt(u, m, path+"/member"+sibling(i+1), contract.QName{}))
		}
		return t
	}
	t := &contract.Simple{Node: node(path, &n.Node), Name: name, Base: c.builtins["anySimpleType"]}
	if r := n.Restriction; r != nil {
		if c.ix.redefined[typeKey{n, u.tns}] != nil {
			t.Base = c.simple(u, r.Base, c.baseRef(u, n, path, r.Base))
		} else {
			t.Base = c.simpleRef(u, r.Base, r.Inline, path+"/base", r.Span)
		}
		c.facets(t, r.Facets)
	}
	return t
}

// sibling is the index of the n-th holder of a name, from 1.
func sibling(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf("[%d]", n)
}

// simpleRef lowers a type that must be simple: named or inline.
func (c *compiler) simpleRef(u *unit, name parser.Value[parser.QName], inline *parser.SimpleType, path string, at source.Span) contract.Type {
	if inline != nil {
		return c.typeAt(u, inline, path, contract.QName{})
	}
	if !name.Set() {
		c.diags.Errorf(at, idBadBase, "a simple type names no type to come from")
		return c.builtins["anySimpleType"]
	}
	return c.simple(u, name, c.typeRef(u, name))
}

// simple returns a type that a reference names and that must be simple.
func (c *compiler) simple(u *unit, name parser.Value[parser.QName], t contract.Type) contract.Type {
	if isSimple(t) {
		return t
	}
	if _, reported := t.(*contract.Builtin); !reported || name.V.Space == xsdSpace {
		c.diags.Errorf(name.Span, idBadBase, "%s is no simple type", u.name(name.V))
	}
	return c.builtins["anySimpleType"]
}

// facets lowers the facets of one step and notes where each stands.
func (c *compiler) facets(t *contract.Simple, list []*parser.Facet) {
	at := c.places(t)
	for _, f := range list {
		span := nameSpan(f.Value, &f.Node)
		switch f.Kind {
		case "enumeration":
			t.Enum = append(t.Enum, contract.EnumValue{Node: node(enumPath(t, f.Value.V), &f.Node), Value: f.Value.V})
			c.listed = append(c.listed, listed{t, len(t.Enum) - 1, f.XML})
			continue
		case "pattern":
			at[fmt.Sprint("pattern", len(t.Facets.Patterns))] = span
			t.Facets.Patterns = append(t.Facets.Patterns, f.Value.V)
			continue
		}
		p := facet(&t.Facets, f.Kind)
		if p == nil {
			c.unsupported(f.Span, idUnsupportedXSD11, "xs:"+f.Kind, "the facet %s of XML Schema 1.1 is not modelled", f.Kind)
			continue
		}
		if *p != nil {
			x := c.diags.Errorf(span, idBadFacet, "%s stands twice", f.Kind)
			x.Related = append(x.Related, source.Note{Span: at[f.Kind], Message: "the first one"})
			continue
		}
		v := f.Value.V
		*p, at[f.Kind] = &v, span
	}
}

// places is where the facets of a step stand, by kind; patterns by kind and index.
func (c *compiler) places(t *contract.Simple) map[string]source.Span {
	if c.facetAt[t] == nil {
		c.facetAt[t] = map[string]source.Span{}
	}
	return c.facetAt[t]
}

// facet is the place of a facet that holds one value; nil for a kind that the model has not.
func facet(f *contract.Facets, kind string) **string {
	switch kind {
	case "length":
		return &f.Length
	case "minLength":
		return &f.MinLength
	case "maxLength":
		return &f.MaxLength
	case "minInclusive":
		return &f.MinInclusive
	case "maxInclusive":
		return &f.MaxInclusive
	case "minExclusive":
		return &f.MinExclusive
	case "maxExclusive":
		return &f.MaxExclusive
	case "totalDigits":
		return &f.TotalDigits
	case "fractionDigits":
		return &f.FractionDigits
	case "whiteSpace":
		return &f.WhiteSpace
	}
	return nil
}
