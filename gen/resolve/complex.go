package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A pending is a struct whose content is still to be lowered.
type pending struct {
	unit *unit
	node *parser.ComplexType
	s    *contract.Struct
	busy bool // its base is being lowered
	done bool
}

// fill lowers the content of a struct, that of its base first.
func (c *compiler) fill(p *pending) {
	if p.done || p.busy {
		return
	}
	p.busy = true
	defer func() { p.busy, p.done = false, true }()
	n, s := p.node, p.s
	s.Abstract, s.Mixed = n.Abstract.V, n.Mixed.V
	s.Block = blocked(p.unit, n.Block, "extension", "restriction")
	content := &n.Content
	if d := n.Derivation; d != nil {
		if base := p.unit.name(d.Base.V); base.Local == "Array" && isEncoding(base.Space) && !d.Simple {
			c.array(p, d, nil)
			return
		}
		content = &d.Content
		if d.Mixed.Set() {
			s.Mixed = d.Mixed.V
		}
		base := c.baseRef(p.unit, n, s.Path, d.Base)
		if d.Simple {
			s.Mixed = false
			c.simpleContent(p, d, base)
		} else if c.complexContent(p, d, base) {
			return
		}
	}
	c.own(p, content)
	c.attributes(p, content)
	for _, a := range content.Asserts {
		c.unsupported(a.Span, idUnsupportedXSD11, "xs:assert", "xs:assert of XML Schema 1.1 is not modelled")
	}
	if o := content.OpenContent; o != nil {
		c.unsupported(o.Span, idUnsupportedXSD11, "xs:openContent", "xs:openContent of XML Schema 1.1 is not modelled")
	}
}

// own lowers the content of a step, behind what it has of xs:anyType.
func (c *compiler) own(p *pending, content *parser.Content) {
	s := p.s
	switch {
	case content.Particle == nil:
	case s.Own == nil:
		s.Own = c.topGroup(&model{unit: p.unit, owner: s.Path}, s.Path, content.Particle)
	default:
		if own := c.topGroup(&model{unit: p.unit, owner: s.Own.Path}, s.Own.Path, content.Particle); own != nil {
			s.Own.Items = append(s.Own.Items, own)
		}
	}
}

// complexContent links a struct to its base. A restriction of an array is an array of its own, and then there is no more to it.
func (c *compiler) complexContent(p *pending, d *parser.Derivation, base contract.Type) (array bool) {
	switch b := base.(type) {
	case *contract.Struct:
		switch filled := c.fillBase(p, d, b); {
		case filled && b.Array == nil:
			c.link(p, d, b)
		case filled && d.Kind == parser.Restrict:
			c.array(p, d, b)
			return true
		case filled:
			c.unsupported(d.Base.Span, idUnsupportedEncoded, "soapenc:Array", "a type that extends an array of SOAP encoding is not modelled")
		}
	case *contract.Builtin:
		if b.Kind == "anyType" {
			if d.Kind == parser.Extend { // every type without a base restricts it
				extendAnyType(p.s, d)
			}
			return false
		}
		c.diags.Errorf(d.Base.Span, idBadBase, "%s is simple and can't be the base of complex content", c.name(base))
	default:
		c.diags.Errorf(d.Base.Span, idBadBase, "%s is simple and can't be the base of complex content", c.name(base))
	}
	return false
}

// extendAnyType gives s what xs:anyType has: mixed content, any elements before those of s, any attributes (XML Schema Part 1,
// clauses 3.4.2 and 3.4.7).
func extendAnyType(s *contract.Struct, d *parser.Derivation) {
	at := func(path string) contract.Node { return contract.Node{Path: path, Span: d.Base.Span} }
	path, any := s.Path+"/sequence", contract.Wildcard{Namespaces: []string{"##any"}, Process: "lax"}
	s.Derivation, s.Mixed, s.AnyAttr = contract.Extension, true, &any
	s.Own = &contract.Group{Node: at(path), Occurs: contract.Occurs{Min: 1, Max: 1}, Kind: contract.Sequence, Items: []contract.Particle{
		&contract.Any{Node: at(path + "/any"), Occurs: contract.Occurs{Max: -1}, Wildcard: any},
	}}
}

func (c *compiler) name(t contract.Type) string { return t.Decl().Path }

// derive makes s a step from base, unless that leads back to s.
func (c *compiler) derive(p *pending, d *parser.Derivation, base *contract.Struct) bool {
	if !c.fillBase(p, d, base) {
		return false
	}
	c.link(p, d, base)
	return true
}

// fillBase lowers the base of a struct, unless that leads back to it.
func (c *compiler) fillBase(p *pending, d *parser.Derivation, base *contract.Struct) bool {
	b := c.filling[base]
	if b == p || b != nil && b.busy {
		x := c.diags.Errorf(d.Base.Span, idCyclicBase, "the type %s is its own base", p.s.Path)
		x.Related = append(x.Related, source.Note{Span: base.Span, Message: base.Path + " is declared here"})
		return false
	}
	if b != nil {
		if c.steps++; c.steps > 10*maxSteps {
			c.steps--
			c.diags.Errorf(d.Base.Span, idExpansionLimit, "the type %s is more than %d derivation steps deep", p.s.Path, 10*maxSteps)
			return false
		}
		c.fill(b)
		c.steps--
	}
	return true
}

// link makes s a step from base.
func (c *compiler) link(p *pending, d *parser.Derivation, base *contract.Struct) {
	p.s.Base, p.s.Derivation = base, contract.Extension
	if d.Kind == parser.Restrict {
		p.s.Derivation = contract.Restriction
	}
	if c.ix.redefined[typeKey{p.node, p.unit.tns}] == nil { // no document has a type that is redefined
		base.Derived = append(base.Derived, p.s)
	}
}

// simpleContent lowers the text of a struct.
func (c *compiler) simpleContent(p *pending, d *parser.Derivation, base contract.Type) {
	text := base
	if b, ok := base.(*contract.Struct); ok {
		if !c.derive(p, d, b) {
			return
		}
		text = b.TextType()
		if d.Kind == parser.Extend {
			if text == nil {
				c.diags.Errorf(d.Base.Span, idBadBase, "%s has no simple content", b.Path)
			}
			return
		}
	} else if d.Kind == parser.Restrict {
		c.diags.Errorf(d.Base.Span, idBadBase, "the base of a simple content restriction must be a complex type, and %s is none", c.name(base))
	}
	if d.Inline != nil {
		text = c.typeAt(p.unit, d.Inline, p.s.Path+"/text/base", contract.QName{})
	}
	if text == nil || !isSimple(text) {
		c.diags.Errorf(d.Base.Span, idBadBase, "%s has no simple content", c.name(base))
		text = c.builtins["anySimpleType"]
	}
	if len(d.Facets) > 0 {
		t := &contract.Simple{Node: contract.Node{Path: p.s.Path + "/text", Span: d.Span}, Base: text}
		c.facets(t, d.Facets)
		c.lowered = append(c.lowered, t)
		text = t
	}
	p.s.Text = &contract.Text{Type: text}
}

// attributes lowers the attribute uses of a step. A restriction has those that it leaves of its base too; the wildcard of an
// extension admits what that of its base does.
func (c *compiler) attributes(p *pending, content *parser.Content) {
	u, s := p.unit, p.s
	inherited := s.AnyAttr // of xs:anyType
	if s.Derivation == contract.Extension && s.Base != nil {
		inherited = s.Base.AnyAttribute()
	}
	prohibited := map[contract.QName]bool{}
	b := &attrs{c: c, s: s, first: map[contract.QName]*contract.Attr{}, prohibited: prohibited, groups: map[*parser.AttributeGroup]bool{}}
	b.any(u, content.AnyAttribute) // before those of groups: its processContents counts
	b.add(u, s.Path, nil, content.Attributes)
	if p.node.DefaultAttributesApply.V {
		b.defaults(u)
	}
	if s.AnyAttr != nil && inherited != nil {
		s.AnyAttr = unite(s.AnyAttr, inherited)
	}
	if s.AnyAttr != nil && len(s.AnyAttr.Namespaces) == 0 {
		s.AnyAttr = nil
	}
	if s.Derivation == contract.Restriction && s.Base != nil {
		c.leave(s, prohibited)
	}
	attributePaths(s)
}

// attributePaths gives attributes their paths. Of those of one local name the one in no namespace is the first: one of a namespace that is
// added does not change its path.
func attributePaths(s *contract.Struct) {
	count := map[string]int{}
	for _, qualified := range []bool{false, true} {
		for _, a := range s.Attrs {
			if (a.Name.Space != "") == qualified {
				count[a.Name.Local]++
				a.Path = s.Path + "/@" + a.Name.Local + sibling(count[a.Name.Local])
			}
		}
	}
}

// leave gives a restriction the attributes of its base that it does not state itself.
func (c *compiler) leave(s *contract.Struct, prohibited map[contract.QName]bool) {
	inherited := allAttrs(s.Base)
	if !c.spend(len(inherited), s.Span, s.Path) {
		return
	}
	own := s.Attrs
	s.Attrs = nil
	for _, a := range inherited {
		if i := slices.IndexFunc(own, func(x *contract.Attr) bool { return x.Name == a.Name }); i >= 0 {
			s.Attrs = append(s.Attrs, own[i])
			own = slices.Delete(own, i, i+1)
		} else if !prohibited[a.Name] {
			x := *a
			s.Attrs = append(s.Attrs, &x)
		}
	}
	s.Attrs = append(s.Attrs, own...)
}

// allAttrs is the attributes of a struct and of its bases.
func allAttrs(s *contract.Struct) []*contract.Attr {
	if s.Base == nil || s.Derivation == contract.Restriction {
		return s.Attrs
	}
	return append(slices.Clone(allAttrs(s.Base)), s.Attrs...)
}
