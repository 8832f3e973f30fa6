package diff

import (
	"fmt"

	"example.com/wsgen/gen/contract"
)

func (c *comparer) operation(o, n *contract.Operation) {
	at := c.roots[both]
	c.docs(at, &o.Node, &n.Node)
	if o.Name == n.Name && o.Input != n.Input && o.Rename == "" && n.Rename == "" {
		at.changed("name-changed", &o.Node, &n.Node, fmt.Sprintf("its Go name goes by %s, did by %s", overloadLabel(n), overloadLabel(o)))
	}
	if o.Action != n.Action {
		f := c.roots[request].changed("action-changed", &o.Node, &n.Node, fmt.Sprintf("the SOAPAction is %q, was %q", n.Action, o.Action))
		f.request = choose(n.ActionFree, Compatible, f.request)
	}
	if o.Style != n.Style {
		at.changed("style-changed", &o.Node, &n.Node, fmt.Sprintf("the style is %s, was %s", n.Style, o.Style))
		c.restyled[partsOf(o)], c.restyled[partsOf(n)] = true, true
	}
	c.message(request, o, n, o.In, n.In)
	c.message(reply, o, n, o.Out, n.Out)
	c.parts("fault", reply, o.Faults, n.Faults, &o.Node, &n.Node)
	c.parts("fault", reply, o.HeaderFaults, n.HeaderFaults, &o.Node, &n.Node)
	c.operationRules(o, n)
}

// partsOf is the element around the parts of a reply in rpc, in which they are read in any namespace without a rule that says so; nil for none.
func partsOf(op *contract.Operation) contract.Type {
	if op.Style != contract.RPC || op.Out == nil || len(op.Out.Body) == 0 || op.Out.Body[0].AnyForm {
		return nil
	}
	return op.Out.Body[0].Element.Type
}

// overloadLabel is what tells an operation from others of its name.
func overloadLabel(op *contract.Operation) string {
	if op.Input == "" {
		return "its name alone"
	}
	return "its name and that of the input " + op.Input
}

// message compares what travels in one direction.
func (c *comparer) message(way mask, was, is *contract.Operation, o, n *contract.Message) {
	at := c.roots[way]
	switch {
	case o == nil && n == nil:
		return
	case o == nil:
		at.add("reply-added", is.Path, "the operation answers, did not", was.Span, n.Span)
		return
	case n == nil:
		at.add("reply-removed", is.Path, "the operation no longer answers", o.Span, is.Span)
		return
	}
	encoding(at, "message", &o.Node, &n.Node, o.Encoded, n.Encoded)
	if !c.sameWrapper(o, n) || o.Bare != n.Bare {
		at.changed("message-changed", &o.Node, &n.Node, "the message stands in other elements")
	}
	c.parts("header", way, o.Headers, n.Headers, &o.Node, &n.Node)
	c.body(at, o, n, was.HTTP != nil && is.HTTP != nil)
	if way == reply {
		c.ruled(at, &o.Node, &n.Node, differs("reply", o.Reply, n.Reply).in(replySurface(was), replySurface(is)))
	}
}

// encoding reports that a message or part changed between literal and SOAP encoding.
func encoding(at *pair, what string, on, nn *contract.Node, was, is bool) {
	if was != is {
		f := at.changed("encoding-changed", on, nn, "the "+what+choose(is, " is in SOAP encoding, was literal", " is literal, was in SOAP encoding"))
		f.reply = choose(is, Breaking, Compatible)
	}
}

func (c *comparer) sameWrapper(o, n *contract.Message) bool {
	if len(o.Wrapper) != len(n.Wrapper) {
		return false
	}
	for i := range o.Wrapper {
		if !c.same(o.Wrapper[i], n.Wrapper[i]) {
			return false
		}
	}
	return true
}

// body compares the parts of two bodies, in order: they are few. Those in JSON say no name of their own.
func (c *comparer) body(at *pair, o, n *contract.Message, json bool) {
	for i, was := range o.Body {
		if i >= len(n.Body) {
			at.add("message-changed", o.Path, fmt.Sprintf("the part %s is gone", was.Name), was.Span, n.Span)
			continue
		}
		is := n.Body[i]
		c.part(at, was, is)
		if was.Element == nil || is.Element == nil {
			continue
		}
		if !c.same(was.Element.Name, is.Element.Name) {
			c.called(at, o, n, was, is, json)
		}
		c.partElement(at, was, is, needed)
	}
	for i := len(o.Body); i < len(n.Body); i++ {
		at.add("message-changed", n.Path, fmt.Sprintf("the part %s is new", n.Body[i].Name), o.Span, n.Body[i].Span)
	}
}

// called reports a message whose element has another name, after which a type without one is called in Go. Neither bare ones nor those in
// JSON are written, and where the old client reads any namespace it reads any name.
func (c *comparer) called(at *pair, o, n *contract.Message, was, is *contract.Part, json bool) {
	q := typeName(was.Element.Type)
	named, unsaid := q.Local != "" && c.same(q, typeName(is.Element.Type)), o.Bare && n.Bare
	if named && unsaid {
		return
	}
	f := at.changed("message-changed", &o.Node, &n.Node, fmt.Sprintf("the message is %s, was %s", is.Element.Name, was.Element.Name))
	f.api = choose(named, GoNone, f.api)
	switch {
	case unsaid || json:
		f.wire(Compatible, Compatible)
	case was.AnyForm:
		f.reply = Compatible
		f.api = choose(was.Element.Name.Local == is.Element.Name.Local, GoNone, f.api)
	}
}

// part compares what a contract says of a part beside its element.
func (c *comparer) part(at *pair, o, n *contract.Part) {
	if o.Element != nil && n.Element != nil {
		anyForm(at, &o.Element.Node, &n.Element.Node, o.AnyForm, n.AnyForm)
	}
	encoding(at, "part", &o.Node, &n.Node, o.Encoded, n.Encoded)
	if o.ByType != n.ByType || o.Encoded == n.Encoded && !c.same(o.WireType, n.WireType) {
		at.changed("message-changed", &o.Node, &n.Node, "the part says another type")
	}
}

// parts compares header blocks or faults.
func (c *comparer) parts(kind string, way mask, o, n []*contract.Part, on, nn *contract.Node) {
	at := c.roots[way]
	partners := c.partners(o, n, on, nn)
	taken := map[*contract.Part]bool{}
	for _, was := range o {
		is := partners[was]
		if is == nil {
			f := at.add(kind+"-removed", was.Path, fmt.Sprintf("the %s %s is gone", kind, was.Element.Name.Local), was.Span, nn.Span)
			if standIn(c.is.elements[c.name(was.Element.Name)]) {
				f.request = Breaking
				f.message = fmt.Sprintf("the %s %s is abstract now, and carried raw", kind, was.Element.Name.Local)
			}
			continue
		}
		taken[is] = true
		c.part(at, was, is)
		c.partElement(at, was, is, spare)
	}
	for _, is := range n {
		if taken[is] {
			continue
		}
		at.add(kind+"-added", is.Path, fmt.Sprintf("the %s %s is new", kind, is.Element.Name.Local), on.Span, is.Span)
	}
}

// standIn reports an element in whose place, or in the place of whose type, another one must stand.
func standIn(e *contract.Element) bool {
	if e == nil {
		return false
	}
	s, ok := e.Type.(*contract.Struct)
	return e.Abstract || ok && s.Abstract
}

// partners finds the parts that stand for each other: of one element, and of one name where several are of one.
func (c *comparer) partners(o, n []*contract.Part, on, nn *contract.Node) map[*contract.Part]*contract.Part {
	out := map[*contract.Part]*contract.Part{}
	taken := map[*contract.Part]bool{}
	for _, named := range []bool{true, false} {
		for _, was := range o {
			for _, is := range n {
				if out[was] == nil && !taken[is] && c.same(was.Element.Name, is.Element.Name) &&
					(!named || label(on.Path, was.Path) == label(nn.Path, is.Path)) {
					out[was], taken[is] = is, true
				}
			}
		}
	}
	return out
}

func (c *comparer) partElement(at *pair, o, n *contract.Part, where place) {
	c.members(at, o.Element, n.Element, where)
	c.pair(at, o.Element, n.Element)
}
