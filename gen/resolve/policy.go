package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

const wsuSpace = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"

// An attachment is what an operation comes from: policies stand in both.
type attachment struct {
	bound    *parser.BindingOperation
	abstract *parser.Operation
}

// A policies reads what the policies of one binding demand.
type policies struct {
	*compiler
	keyed bool          // the binding's own policies ask for signed or encrypted messages
	open  []*parser.XML // policies that are being read
}

// policies reports what the policies of a WSDL demand, and leaves out the bindings and operations that can't be called.
func (c *compiler) policies() {
	c.api.Bindings = slices.DeleteFunc(c.api.Bindings, func(b *contract.Binding) bool {
		d := c.ix.bindings.m[b.Name]
		if d == nil {
			return false // of a spec
		}
		p := &policies{compiler: c}
		b.Demands = p.endpoint(d.node)
		if p.keyed = secures(b.Demands); p.keyed {
			b.Demands = p.endpoint(d.node) // again: parts are judged by how the binding secures them
		}
		if c.leftOut(b.Demands, "the binding "+b.Name.Local) {
			c.cover("wsdl:binding", contract.Refused, d.node.Span)
			return true
		}
		c.warnUnmet(b.Demands)
		b.Operations = slices.DeleteFunc(b.Operations, func(o *contract.Operation) bool {
			list := p.operation(o.Name, c.attached[o])
			if c.leftOut(list, "the operation "+o.Name) {
				c.cover("wsdl:operation", contract.Refused, o.Span)
				return true
			}
			c.warnUnmet(list)
			b.Demands = append(b.Demands, list...)
			return false
		})
		return false
	})
	for _, w := range c.ix.wsdls {
		for _, x := range w.Extensions {
			if x.XML != nil && isPolicy(x.XML.Name, "Policy") && !c.policyRead[x.XML] {
				c.cover(elementLabel(x.XML), contract.Ignored, x.Span)
			}
		}
	}
	c.reinstate()
}

// secures reports demands for signed or encrypted messages.
func secures(list []*contract.Demand) bool {
	return slices.ContainsFunc(list, func(d *contract.Demand) bool {
		return d.Assertion == "sp:SymmetricBinding" || d.Assertion == "sp:AsymmetricBinding"
	})
}

// endpoint reads the policies of a binding as such, of its port type, its ports and their services.
func (p *policies) endpoint(b *parser.Binding) []*contract.Demand {
	out := p.attached(&b.Node, b.Extensions, "")
	if pt := p.ix.portTypes.m[contract.QName(b.Type.V)]; pt != nil {
		out = append(out, p.attached(&pt.node.Node, pt.node.Extensions, "the port type "+pt.node.Name.V)...)
	}
	for _, w := range p.ix.wsdls {
		for _, s := range w.Services {
			offered := false
			for _, port := range s.Ports {
				if p.ix.bindings.m[contract.QName(port.Binding.V)] == nil || p.ix.bindings.m[contract.QName(port.Binding.V)].node != b {
					continue
				}
				offered = true
				out = append(out, p.attached(&port.Node, port.Extensions, "the port "+port.Name.V)...)
			}
			if offered {
				out = append(out, p.attached(&s.Node, s.Extensions, "the service "+s.Name.V)...)
			}
		}
	}
	return out
}

// operation reads the policies of an operation and of its messages.
func (p *policies) operation(name string, a attachment) []*contract.Demand {
	if a.bound == nil {
		return nil
	}
	on := "the operation " + name
	out := p.attached(&a.bound.Node, a.bound.Extensions, on)
	out = append(out, p.attached(&a.abstract.Node, a.abstract.Extensions, on)...)
	for _, m := range append([]*parser.BindingMessage{a.bound.Input, a.bound.Output}, a.bound.Faults...) {
		if m != nil {
			out = append(out, p.attached(&m.Node, m.Extensions, "the "+m.XML.Name.Local+" of "+name)...)
		}
	}
	for _, m := range append([]*parser.OperationMessage{a.abstract.Input, a.abstract.Output}, a.abstract.Faults...) {
		if m == nil {
			continue
		}
		on := "the " + m.XML.Name.Local + " of " + name
		out = append(out, p.attached(&m.Node, m.Extensions, on)...)
		if d := p.ix.messages.m[contract.QName(m.Message.V)]; d != nil {
			out = append(out, p.attached(&d.node.Node, d.node.Extensions, on)...)
		}
	}
	return out
}

// attached reads what is attached to an element of the WSDL: policies in it, references to policies, and extensions
// that mean what an assertion means.
func (p *policies) attached(n *parser.Node, ext []*parser.Extension, on string) (out []*contract.Demand) {
	for _, x := range ext {
		switch {
		case x.XML == nil:
		case isPolicy(x.XML.Name, "Policy"), isPolicy(x.XML.Name, "PolicyReference"):
			out = append(out, p.read(x.XML)...)
		case isAddressing(x.XML.Name):
			d := p.assertion(x.XML)
			d.Optional = !x.Required.V
			out = append(out, d)
		}
	}
	if n.XML != nil {
		for _, a := range n.XML.Attrs {
			if isPolicy(a.Name, "PolicyURIs") {
				for _, uri := range strings.Fields(a.Value) {
					out = append(out, p.refer(n.XML, uri, a.ValueSpan)...)
				}
			}
		}
	}
	for _, d := range out {
		d.On = on
	}
	return out
}

// read reads an operator of a policy (WS-Policy 1.5, clause 4.3) or an assertion.
func (p *policies) read(x *parser.XML) []*contract.Demand {
	switch {
	case isPolicy(x.Name, "Policy"), isPolicy(x.Name, "All"):
		return p.all(x)
	case isPolicy(x.Name, "ExactlyOne"):
		return p.nearest(x)
	case isPolicy(x.Name, "PolicyReference"):
		uri, at := attribute(x, "URI")
		return p.refer(x, uri, at)
	}
	return []*contract.Demand{p.assertion(x)}
}

// all reads what all the children of an operator demand.
func (p *policies) all(x *parser.XML) (out []*contract.Demand) {
	if slices.Contains(p.open, x) {
		p.diags.Warnf(x.Span, idRecursivePolicy, "the policy refers to itself").Hint = "the reference adds nothing; remove it"
		return nil
	}
	p.open = append(p.open, x)
	defer func() { p.open = p.open[:len(p.open)-1] }()
	p.policyRead[x] = true
	p.cover(elementLabel(x), contract.Modelled, x.Span)
	for _, c := range x.Children {
		out = append(out, p.read(c)...)
	}
	return out
}

// nearest reads the alternative that calls come nearest to, the first of several.
func (p *policies) nearest(x *parser.XML) (best []*contract.Demand) {
	p.cover(elementLabel(x), contract.Modelled, x.Span)
	least := [3]int{-1}
	for _, c := range x.Children {
		list := p.read(c)
		if n := distance(list); least[0] < 0 || slices.Compare(n[:], least[:]) < 0 {
			best, least = list, n
		}
	}
	if least[0] < 0 {
		return []*contract.Demand{{Assertion: elementLabel(x), Verdict: contract.NotMet, How: "the policy has no alternative", Span: x.Span}}
	}
	return best
}

// distance counts the demands that no call can meet, all that are not met, and those that are if configured.
func distance(list []*contract.Demand) (n [3]int) {
	for _, d := range list {
		if d.Optional {
			continue
		}
		switch d.Verdict {
		case contract.NotMet:
			if n[1]++; hopeless(d) {
				n[0]++
			}
		case contract.IfConfigured:
			n[2]++
		}
	}
	return n
}

// hopeless reports a demand that no call can meet and that changes what all messages are.
func hopeless(d *contract.Demand) bool {
	return !d.Optional && d.Verdict == contract.NotMet && strings.HasPrefix(d.Assertion, "wsoma:")
}

// refer reads the policy that a URI means: one of the same document by its Id, or of any by its name (WS-Policy 1.5 –
// Attachment, clause 3.3).
func (p *policies) refer(x *parser.XML, uri string, at source.Span) []*contract.Demand {
	key := policyKey{id: uri}
	if id, local := strings.CutPrefix(uri, "#"); local {
		key = policyKey{x.Span.File, id}
	}
	if found := p.policyIndex()[key]; found != nil {
		if !p.spend(len(found.Children), at, "policies") {
			return nil
		}
		return p.all(found)
	}
	if at.File == nil {
		at = x.Span
	}
	d := p.diags.Warnf(at, idUndeclaredPolicy, "the policy %q is not declared", uri)
	d.Hint = "what it demands is not known; put the policy into the WSDL"
	p.cover(elementLabel(x), contract.Refused, at)
	return nil
}

// A policyKey is what references mean a policy by: its Id in a file, or its name in any.
type policyKey struct {
	file *source.File
	id   string
}

// policyIndex is the policies of the contract's WSDLs; of those with one key the first.
func (c *compiler) policyIndex() map[policyKey]*parser.XML {
	if c.policyKeys != nil {
		return c.policyKeys
	}
	c.policyKeys = map[policyKey]*parser.XML{}
	var walk func(x *parser.XML)
	walk = func(x *parser.XML) {
		if x == nil || x.Name.Space == xsdSpace {
			return
		}
		if isPolicy(x.Name, "Policy") {
			for _, a := range x.Attrs {
				key := policyKey{id: a.Value}
				switch a.Name {
				case parser.QName{Space: wsuSpace, Local: "Id"}, parser.QName{Space: xmlSpace, Local: "id"}:
					key.file = x.Span.File
				case parser.QName{Local: "Name"}:
				default:
					continue
				}
				if c.policyKeys[key] == nil {
					c.policyKeys[key] = x
				}
			}
		}
		for _, child := range x.Children {
			walk(child)
		}
	}
	for _, w := range c.ix.wsdls {
		walk(w.XML)
	}
	return c.policyKeys
}

// attribute is an attribute without a namespace, and where its value stands.
func attribute(x *parser.XML, local string) (string, source.Span) {
	for _, a := range x.Attrs {
		if a.Name == (parser.QName{Local: local}) {
			return a.Value, a.ValueSpan
		}
	}
	return "", source.Span{}
}

// leftOut reports hopeless demands; the caller leaves out what has them.
func (c *compiler) leftOut(list []*contract.Demand, what string) bool {
	for _, d := range list {
		if hopeless(d) {
			x := c.refused.Warnf(d.Span, idUnsupportedMTOM, "%s demands MTOM, which is not modelled, and is left out", what)
			x.Hint = "messages are text alone; ask the provider for an endpoint without MTOM"
			return true
		}
	}
	return false
}

// warnUnmet warns of the outermost demands that are not met by themselves.
func (c *compiler) warnUnmet(list []*contract.Demand) {
	for _, d := range list {
		switch {
		case d.Optional || d.Verdict != contract.NotMet:
		case d.How == "":
			c.warnUnmet(d.Inner)
		default:
			c.diags.Warnf(d.Span, idUnmetPolicy, "%s is demanded and not met: %s", d.Assertion, d.How).Hint = "calls are generated without it, and the service may refuse them"
		}
	}
}
