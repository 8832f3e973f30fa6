package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// identity enters a key, a keyref or a unique. They have no effect on the wire. What they say of each other is checked when all are
// known.
func (c *compiler) identity(u *unit, n *parser.Identity) {
	c.cover("xs:"+n.Kind, contract.Ignored, n.Span)
	q := contract.QName{Space: u.tns, Local: n.Name.V}
	switch first := c.identities.m[q]; {
	case first != nil && first.node == n || n.Ref.Set(): // an element of a group that stands in several types
		return
	default:
		c.identities.add(&c.diags, q, &decl[*parser.Identity]{unit: u, node: n, at: &n.Node}, nameSpan(n.Name, &n.Node))
	}
}

func identityOf(u *unit, n *parser.Identity) contract.Identity {
	i := contract.Identity{Kind: n.Kind, Name: contract.QName{Space: u.tns, Local: n.Name.V}, Selector: n.Selector.V}
	if n.Refer.Set() {
		i.Refer = u.name(n.Refer.V)
	}
	for _, f := range n.Fields {
		i.Fields = append(i.Fields, f.V)
	}
	return i
}

// blocked returns which of some words an attribute block has, that of the schema where it is not stated (XML Schema
// Part 1, clause 3.3.2).
func blocked(u *unit, block parser.Value[[]string], words ...string) (list []string) {
	if !block.Set() {
		block = u.schema.BlockDefault
	}
	for _, w := range words {
		if slices.Contains(block.V, w) || slices.Contains(block.V, "#all") {
			list = append(list, w)
		}
	}
	return list
}

// checkIdentities reports keyrefs that refer to no key, or to one with more or fewer fields (XML Schema Part 1,
// clause 3.11.6).
func (c *compiler) checkIdentities() {
	for _, q := range c.identities.order {
		d := c.identities.m[q]
		if d.node.Kind != "keyref" {
			continue
		}
		key := find(c, &c.identities, d.unit.name(d.node.Refer.V), d.node.Refer.Span, idUndeclaredKey)
		switch {
		case key == nil:
		case key.node.Kind == "keyref":
			c.diags.Errorf(d.node.Refer.Span, idBadIdentity, "%s is a keyref itself", key.node.Name.V)
		case len(key.node.Fields) != len(d.node.Fields):
			x := c.diags.Errorf(d.node.Span, idBadIdentity, "%s has %d fields and %s has %d", d.node.Name.V, len(d.node.Fields), key.node.Name.V, len(key.node.Fields))
			x.Related = append(x.Related, source.Note{Span: key.at.Span, Message: key.node.Name.V + " is declared here"})
		}
	}
}
