package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// A model is where a content model is being lowered.
type model struct {
	unit  *unit
	owner string       // path of the declaration that holds the particles: a type or a named group
	stack []*groupDecl // the named groups that are being expanded
}

// topGroup lowers the particle of a type, which is a group or a reference to one.
func (c *compiler) topGroup(in *model, path string, p parser.Particle) *contract.Group {
	g, _ := c.particle(in, path, in.owner, map[string]int{}, p).(*contract.Group)
	return g
}

// particle lowers one particle below the group at path; owner is the same place in the declaration.
// It returns nil for one that can't stand at all.
func (c *compiler) particle(in *model, path, owner string, names map[string]int, p parser.Particle) contract.Particle {
	at := func(name string) string {
		names[name]++
		return name + sibling(names[name])
	}
	switch p := p.(type) {
	case *parser.Element:
		if o, ok := occurs(p.Occurs); ok {
			if f := c.field(in, path, owner, at, p); f != nil {
				f.Occurs = o
				return f
			}
		}
	case *parser.ModelGroup:
		if o, ok := occurs(p.Occurs); ok {
			if len(in.stack) > 0 && !c.spend(len(p.Items), p.Span, in.owner) {
				return nil
			}
			seg := at(string(p.Kind))
			g := &contract.Group{Node: node(path+"/"+seg, &p.Node), Occurs: o, Kind: contract.GroupKind(p.Kind)}
			c.cover("xs:"+string(p.Kind), contract.Modelled, p.Span)
			c.items(in, g, owner+"/"+seg, p.Items)
			return g
		}
	case *parser.GroupReference:
		if o, ok := occurs(p.Occurs); ok {
			if g := c.groupRef(in, path, at, p); g != nil {
				g.Occurs = o
				return g
			}
		}
	case *parser.Wildcard:
		o, ok := occurs(p.Occurs)
		switch {
		case !ok:
		case len(p.Namespaces.V) == 0: // no element is of one of none, as in a choice without branches
			c.cover("xs:any", contract.Modelled, p.Span)
			return &contract.Group{Node: node(path+"/"+at("any"), &p.Node), Occurs: o, Kind: contract.Choice}
		default:
			c.cover("xs:any", contract.CarriedRaw, p.Span)
			return &contract.Any{Node: node(path+"/"+at("any"), &p.Node), Occurs: o, Wildcard: *c.wildcard(in.unit, p)}
		}
	}
	return nil
}

// items lowers what stands in a group. References to elements and groups of other namespaces take their steps of paths last:
// one that is added does not change the paths of what stands beside it.
func (c *compiler) items(in *model, g *contract.Group, owner string, items []parser.Particle) {
	names := map[string]int{}
	lowered := make([]contract.Particle, len(items))
	for _, last := range []bool{false, true} {
		for i, x := range items {
			if foreign(in.unit, x) == last {
				lowered[i] = c.particle(in, g.Path, owner, names, x)
			}
		}
	}
	for _, p := range lowered {
		if p != nil {
			g.Items = append(g.Items, p)
		}
	}
}

// occurs is how often a particle may stand; false for one that may not stand at all.
func occurs(o parser.Occurs) (contract.Occurs, bool) {
	x := contract.Occurs{Min: 1, Max: 1}
	if o.Min.Set() {
		x.Min = o.Min.V
	}
	if o.Max.Set() {
		x.Max = o.Max.V
	}
	return x, x.Max != 0 // XML Schema Part 1, clause 3.9.2, has no particle then
}

// groupRef lowers a reference to a named group: a group that says its name and has the group's items.
func (c *compiler) groupRef(in *model, path string, at func(string) string, r *parser.GroupReference) *contract.Group {
	q := in.unit.name(r.Ref.V)
	var d *decl[*parser.Group]
	if n := len(in.stack); n > 0 {
		d = in.stack[n-1].behind(q)
	}
	if d == nil {
		d = find(c, &c.ix.groups, q, r.Ref.Span, idUndeclaredGroup)
	}
	if d == nil || d.node.Model == nil {
		return nil
	}
	if c.reportCircle(in.stack, d, r.Ref.Span, q) {
		return nil
	}
	m := d.node.Model
	if !c.spend(1+len(m.Items), r.Span, in.owner) {
		return nil
	}
	g := &contract.Group{Node: node(path+"/"+at(q.Local), &m.Node), Kind: contract.GroupKind(m.Kind), Named: q}
	if g.Doc == "" {
		g.Doc = d.node.Doc
	}
	c.cover("xs:group", contract.Modelled, r.Span)
	inner := &model{unit: d.unit, owner: q.String(), stack: append(in.stack[:len(in.stack):len(in.stack)], d)}
	c.items(inner, g, q.String()+"/"+string(m.Kind), m.Items)
	return g
}

// foreign reports whether a particle refers to an element or a group of another namespace.
func foreign(u *unit, p parser.Particle) bool {
	switch p := p.(type) {
	case *parser.Element:
		return p.Ref.Set() && u.name(p.Ref.V).Space != u.tns
	case *parser.GroupReference:
		return u.name(p.Ref.V).Space != u.tns
	}
	return false
}

// field lowers an element particle: a local element, or a reference to a global one.
func (c *compiler) field(in *model, path, owner string, at func(string) string, n *parser.Element) *contract.Field {
	u := in.unit
	if n.Ref.Set() {
		q := u.name(n.Ref.V)
		d := find(c, &c.ix.elements, q, n.Ref.Span, idUndeclaredElement)
		if d == nil {
			return nil
		}
		return &contract.Field{Node: node(path+"/"+at(q.Local), &n.Node), Element: c.globalElement(d)}
	}
	seg := at(n.Name.V)
	f := &contract.Field{Node: node(path+"/"+seg, &n.Node)}
	e := &contract.Element{Node: f.Node, Name: contract.QName{Local: n.Name.V}}
	switch {
	case n.TargetNamespace.Set():
		e.Name.Space = n.TargetNamespace.V
	case n.Form.V == parser.Qualified, !n.Form.Set() && u.schema.ElementFormDefault.V == parser.Qualified:
		e.Name.Space = u.tns
	}
	if len(n.SubstitutionGroup) > 0 {
		c.diags.Errorf(n.SubstitutionGroup[0].Span, idCyclicHead, "the local element %s can't be in a substitution group", n.Name.V)
	}
	c.declare(u, e, n, owner+"/"+seg)
	f.Element = e
	return f
}

// globalElement lowers a global element once.
func (c *compiler) globalElement(d *decl[*parser.Element]) *contract.Element {
	n := d.node
	key := elementKey{n, d.unit.tns}
	if e := c.elements[key]; e != nil {
		return e
	}
	q := contract.QName{Space: d.unit.tns, Local: n.Name.V}
	e := &contract.Element{Node: node(q.String(), &n.Node), Name: q}
	c.elements[key] = e
	c.globals = append(c.globals, e)
	c.heads[e] = true
	if len(c.heads) > 10*maxSteps {
		c.diags.Errorf(n.Span, idExpansionLimit, "the substitution group of %s is more than %d heads deep", e.Path, 10*maxSteps)
	} else {
		for _, ref := range n.SubstitutionGroup {
			c.substitute(d.unit, e, ref)
		}
	}
	delete(c.heads, e)
	inline := e.Path
	if c.ix.types.m[q] != nil {
		inline += "/type"
	}
	c.declare(d.unit, e, n, inline)
	return e
}

// substitute links an element to a head of its substitution groups, of which XML Schema 1.1 has several. The first
// gives the type where none is stated.
func (c *compiler) substitute(u *unit, e *contract.Element, ref parser.Value[parser.QName]) {
	d := find(c, &c.ix.elements, u.name(ref.V), ref.Span, idUndeclaredElement)
	if d == nil {
		return
	}
	head := c.globalElement(d)
	if c.heads[head] {
		c.diags.Errorf(ref.Span, idCyclicHead, "the element %s substitutes itself", e.Path)
		return
	}
	c.cover("xs:element/@substitutionGroup", contract.Modelled, ref.Span)
	if e.Head == nil {
		e.Head = head
	}
	if !slices.Contains(head.Members, e) {
		head.Members = append(head.Members, e)
	}
}

// declare lowers what global and local elements have in common; inline is the path of an anonymous type.
func (c *compiler) declare(u *unit, e *contract.Element, n *parser.Element, inline string) {
	e.Nillable, e.Abstract = n.Nillable.V, n.Abstract.V
	e.Default, e.Fixed = value(n.Default), value(n.Fixed)
	e.Block = blocked(u, n.Block, "extension", "restriction", "substitution")
	switch {
	case n.Inline != nil:
		e.Type = c.typeAt(u, n.Inline, inline, contract.QName{})
	case n.Type.Set():
		e.Type = c.typeRef(u, n.Type)
	case e.Head != nil && e.Head.Type != nil:
		e.Type = e.Head.Type
	default:
		e.Type = c.builtins["anyType"]
	}
	e.Nillable = e.Nillable || c.hasNil(e.Type)
	c.mayQualify(n.XML, func() contract.Type { return e.Type }, e.Default, e.Fixed)
	for _, i := range n.Identities {
		c.identity(u, i)
		e.Identities = append(e.Identities, identityOf(u, i))
	}
	for _, a := range n.Alternatives {
		c.unsupported(a.Span, idUnsupportedXSD11, "xs:alternative", "xs:alternative of XML Schema 1.1 is not modelled")
	}
}
