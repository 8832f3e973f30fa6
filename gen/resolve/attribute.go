package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// xmlSpace is the namespace of xml:lang and its kind, which schemas may use without importing it.
const xmlSpace = "http://www.w3.org/XML/1998/namespace"

// attrs collects the attributes of one struct.
type attrs struct {
	c          *compiler
	s          *contract.Struct
	first      map[contract.QName]*contract.Attr
	prohibited map[contract.QName]bool
	groups     map[*parser.AttributeGroup]bool // being expanded
	wild       bool                            // a wildcard has been added
}

// add lowers uses; owner is the path of the declaration that holds them, in the group that holds them, if any.
func (b *attrs) add(u *unit, owner string, in *decl[*parser.AttributeGroup], uses []parser.AttributeUse) {
	for _, x := range uses {
		switch x := x.(type) {
		case *parser.Attribute:
			if x.Use.V == "prohibited" && in != nil {
				continue // within a group it says nothing: only a restriction takes attributes away
			}
			b.use(u, owner, x)
		case *parser.AttributeGroupReference:
			b.group(u, in, x)
		}
	}
}

func (b *attrs) group(u *unit, in *decl[*parser.AttributeGroup], r *parser.AttributeGroupReference) {
	q := u.name(r.Ref.V)
	d := in.behind(q)
	if d == nil {
		d = find(b.c, &b.c.ix.attrGroups, q, r.Ref.Span, idUndeclaredGroup)
	}
	if d == nil {
		return
	}
	if b.groups[d.node] {
		x := b.c.diags.Errorf(r.Ref.Span, idRecursiveGroup, "the attribute group %s contains itself", q)
		x.Related = append(x.Related, source.Note{Span: d.at.Span, Message: q.String() + " is declared here"})
		return
	}
	if !b.c.spend(1+len(d.node.Attributes), r.Span, b.s.Path) {
		return
	}
	b.groups[d.node] = true
	b.add(d.unit, q.String(), d, d.node.Attributes)
	delete(b.groups, d.node)
	b.any(d.unit, d.node.AnyAttribute)
}

// defaults adds the attributes that a schema of XML Schema 1.1 gives all its types, except what an extended base has
// already.
func (b *attrs) defaults(u *unit) {
	ref := u.schema.DefaultAttributes
	if !ref.Set() {
		return
	}
	own := len(b.s.Attrs)
	b.group(u, nil, &parser.AttributeGroupReference{Node: parser.Node{Span: ref.Span}, Ref: ref})
	if b.s.Derivation != contract.Extension || b.s.Base == nil {
		return
	}
	inherited := allAttrs(b.s.Base)
	b.s.Attrs = append(b.s.Attrs[:own], slices.DeleteFunc(b.s.Attrs[own:], func(a *contract.Attr) bool {
		return slices.ContainsFunc(inherited, func(x *contract.Attr) bool { return x.Name == a.Name })
	})...)
}

// any adds a wildcard: what several of one type admit is what all of them do.
func (b *attrs) any(u *unit, w *parser.Wildcard) {
	if w == nil {
		return
	}
	b.c.cover("xs:anyAttribute", contract.CarriedRaw, w.Span)
	x := b.c.wildcard(u, w)
	if b.wild {
		x = intersect(b.s.AnyAttr, x)
	}
	b.wild, b.s.AnyAttr = true, x
}

// use lowers one attribute use.
func (b *attrs) use(u *unit, owner string, n *parser.Attribute) {
	c := b.c
	a := &contract.Attr{Node: node("", &n.Node), Required: n.Use.V == "required", Default: value(n.Default), Fixed: value(n.Fixed)}
	stated := []*string{a.Default, a.Fixed}
	switch {
	case n.Ref.Set():
		if !b.reference(u, a, n) {
			return
		}
	default:
		a.Name.Local = n.Name.V
		if n.TargetNamespace.Set() {
			a.Name.Space = n.TargetNamespace.V
		} else if n.Form.V == parser.Qualified || !n.Form.Set() && u.schema.AttributeFormDefault.V == parser.Qualified {
			a.Name.Space = u.tns
		}
		if n.Use.V != "prohibited" {
			a.Type = c.attrType(u, n, owner+"/@"+n.Name.V)
		}
	}
	if n.Use.V == "prohibited" {
		b.prohibited[a.Name] = true
		return
	}
	b.c.mayQualify(n.XML, func() contract.Type { return a.Type }, stated...)
	if x := b.first[a.Name]; x != nil {
		d := c.diags.Errorf(nameSpan(n.Name, &n.Node), idDuplicateDeclaration, "the attribute %s stands twice in %s", a.Name, b.s.Path)
		d.Related = append(d.Related, source.Note{Span: x.Span, Message: "the first one"})
		return
	}
	b.first[a.Name] = a
	b.s.Attrs = append(b.s.Attrs, a)
}

// reference fills in what a global attribute declares.
func (b *attrs) reference(u *unit, a *contract.Attr, n *parser.Attribute) bool {
	c, q := b.c, u.name(n.Ref.V)
	a.Name = q
	d := find(c, &c.ix.attributes, q, n.Ref.Span, idUndeclaredAttribute)
	if d == nil {
		return false
	}
	if q.Space == xsiSpace { // what the codec itself reads and writes
		c.cover("xsi:"+q.Local, contract.Ignored, n.Span)
		return false
	}
	a.Type = c.attrType(d.unit, d.node, q.String()+"/@")
	if a.Doc == "" {
		a.Doc = d.node.Doc
	}
	if a.Default == nil && a.Fixed == nil {
		a.Default, a.Fixed = value(d.node.Default), value(d.node.Fixed)
		c.mayQualify(d.node.XML, func() contract.Type { return a.Type }, a.Default, a.Fixed)
	}
	return true
}

// globalAttributes lowers all global attributes by themselves. What is wrong with one is reported where a type refers to it.
func (c *compiler) globalAttributes() (list []*contract.Attr) {
	reported, covered := len(c.diags), len(c.api.Coverage)
	for _, q := range c.ix.attributes.order {
		d := c.ix.attributes.m[q]
		list = append(list, &contract.Attr{
			Node: node(q.String(), &d.node.Node), Name: q, Type: c.attrType(d.unit, d.node, q.String()+"/@"),
			Default: value(d.node.Default), Fixed: value(d.node.Fixed),
		})
	}
	c.diags, c.api.Coverage = c.diags[:reported], c.api.Coverage[:covered]
	return list
}

// attrType is the type of an attribute, anySimpleType unless stated.
func (c *compiler) attrType(u *unit, n *parser.Attribute, path string) contract.Type {
	if n.Inline == nil && !n.Type.Set() {
		return c.builtins["anySimpleType"]
	}
	return c.simpleRef(u, n.Type, n.Inline, path, n.Span)
}

// value is the value of a key or an attribute; nil when it is not stated.
func value[T ~string](v parser.Value[T]) *string {
	if !v.Set() {
		return nil
	}
	s := string(v.V)
	return &s
}

// wildcard lowers the namespace constraint of xs:any or xs:anyAttribute; an empty list of namespaces admits nothing.
func (c *compiler) wildcard(u *unit, w *parser.Wildcard) *contract.Wildcard {
	x := &contract.Wildcard{Process: w.ProcessContents.V}
	if x.Process == "" {
		x.Process = "strict"
	}
	for _, n := range w.Namespaces.V {
		switch n {
		case "##targetNamespace":
			n = u.tns
			if n == "" {
				n = "##local"
			}
		case "##other":
			x.Target = u.tns
		}
		x.Namespaces = append(x.Namespaces, n)
	}
	for _, v := range []source.Span{w.NotNamespaces.Span, w.NotQNames.Span} {
		if v.File != nil {
			c.unsupported(v, idUnsupportedXSD11, "xs:any/@not", "negative wildcards of XML Schema 1.1 are not modelled")
		}
	}
	return x
}
