package soap

import (
	"slices"

	"example.com/wsgen/runtime/xsd"
)

// bodyEncoded reports an operation whose bodies are in SOAP encoding: one without a reply has faults in it.
func (op *Operation) bodyEncoded() bool { return op.In.Encoded || op.Out != nil && op.Out.Encoded }

// encoded reports an operation of which anything is in SOAP encoding: blocks and details have a use of their own.
func (op *Operation) encoded() bool {
	return op.bodyEncoded() || slices.ContainsFunc(op.Faults, isEncoded) || slices.ContainsFunc(op.blocks(), isEncoded)
}

func isEncoded(p Part) bool { return p.Encoded }

// blocks are the parts that a header block can be, in either direction.
func (op *Operation) blocks() []Part {
	list := slices.Concat(op.In.Headers, op.HeaderFaults)
	if op.Out != nil {
		list = append(list, op.Out.Headers...)
	}
	return list
}

// use reports whether an element is in SOAP encoding, going by the part of its name, and otherwise without one.
func (op *Operation) use(parts []Part, name xsd.QName, otherwise bool) bool {
	for i := range parts {
		if p := &parts[i]; qname(p.Name, op.namespaces(p)) == name || p.Name.AnyForm && p.Name.Local == name.Local {
			return p.Encoded
		}
	}
	return otherwise
}

// unused marks what is not in SOAP encoding, whose attributes stay what they are. It reports whether that is all.
func (x *expansion) unused() (all bool) {
	all = true
	mark := func(n *node, encoded bool) {
		if encoded {
			all = false
			return
		}
		n.mark()
	}
	if x.header != nil {
		blocks := x.op.blocks()
		for _, n := range x.header.children {
			mark(n, x.op.use(blocks, x.name(n), false))
		}
	}
	n := x.first()
	switch {
	case n == nil:
	case !x.fault:
		mark(n, x.op.bodyEncoded())
	default: // whose details may have another name where they say their type
		all = all && !x.op.bodyEncoded()
		otherwise := x.op.bodyEncoded() || slices.ContainsFunc(x.op.Faults, func(p Part) bool { return p.Encoded && p.ByType })
		for _, detail := range n.children {
			for _, entry := range detail.children {
				mark(entry, x.op.use(x.op.Faults, x.name(entry), otherwise))
			}
		}
	}
	return all
}

// first is the body's element that is the message: what others refer to may stand before it (SOAP 1.1, clause 5.6).
func (x *expansion) first() *node {
	if len(x.body.children) == 0 {
		return nil
	}
	list := x.body.children
	return list[max(slices.IndexFunc(list, func(n *node) bool { return !n.independent }), 0)]
}

func (x *expansion) name(n *node) xsd.QName {
	space, local := split(n.scope, string(x.text[n.from+1:n.name]))
	return xsd.QName{Space: space, Local: local}
}

// mark has an element and all in it stay as it is.
func (n *node) mark() {
	n.literal, n.arranged, n.position = true, false, -1
	n.keepPlace()
	for _, c := range n.children {
		c.mark()
	}
}
