package diff

import (
	"fmt"

	"example.com/wsgen/gen/contract"
)

// allAttributes returns the attributes of a type with those of the types that it extends.
func allAttributes(s *contract.Struct) (list []*contract.Attr, wildcard *contract.Wildcard) {
	for ; s != nil; s = s.Base {
		list = append(list, s.Attrs...)
		if wildcard == nil {
			wildcard = s.AnyAttr
		}
		if s.Derivation != contract.Extension {
			break
		}
	}
	return list, wildcard
}

func (c *comparer) attributes(p *pair, o, n *contract.Struct) {
	was, anyOld := allAttributes(o)
	is, anyNew := allAttributes(n)
	byName := map[contract.QName]*contract.Attr{}
	for _, a := range is {
		byName[a.Name] = a
	}
	for _, a := range was {
		name := c.name(a.Name)
		b := byName[name]
		if b == nil {
			f := p.add("attribute-removed", a.Path, fmt.Sprintf("the attribute %s is gone", a.Name.Local), a.Span, n.Span)
			if a.Required {
				f.reply = Breaking
			}
			if anyNew != nil && admits(anyNew, a.Name.Space) && anyNew.Process != "strict" {
				f.request = Compatible
			}
			continue
		}
		delete(byName, name)
		c.attribute(p, a, b)
	}
	for _, a := range is {
		if byName[a.Name] != nil {
			f := p.add(choose(a.Required, "attribute-added-required", "attribute-added-optional"), a.Path, fmt.Sprintf("the attribute %s is new", a.Name.Local), o.Span, a.Span)
			if anyOld != nil && admits(anyOld, a.Name.Space) && primitive(a.Type) != "string" {
				f.request = Breaking // old requests may hold it with any value
			}
		}
	}
	c.anyAttribute(p, o, n, anyOld, anyNew)
}

func (c *comparer) attribute(p *pair, o, n *contract.Attr) {
	c.docs(p, &o.Node, &n.Node)
	if o.Required != n.Required {
		p.changed(choose(n.Required, "attribute-made-required", "attribute-made-optional"), &o.Node, &n.Node,
			choose(n.Required, "the attribute must be there", "the attribute may be absent"))
	}
	c.values(p, &o.Node, &n.Node, values{o.Default, o.Fixed}, values{n.Default, n.Fixed})
	c.typed(p, "attribute-type-changed", &o.Node, &n.Node, o.Type, n.Type)
}

func (c *comparer) anyAttribute(p *pair, o, n *contract.Struct, was, is *contract.Wildcard) {
	switch {
	case was == nil && is != nil:
		p.add("wildcard-added", n.Path+"/@*", "there is an attribute wildcard", o.Span, n.Span)
	case was != nil && is == nil:
		p.add("wildcard-removed", n.Path+"/@*", "the attribute wildcard is gone", o.Span, n.Span)
	case was != nil:
		on, nn := o.Node, n.Node
		nn.Path += "/@*"
		c.wildcard(p, &on, &nn, was, is)
	}
}
