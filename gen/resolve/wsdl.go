package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// bindings lowers the bindings of the contract's WSDL and of those that it imports.
func (c *compiler) bindings() {
	for _, w := range c.ix.wsdls {
		for _, x := range w.Extensions {
			c.extension(x)
		}
		for _, b := range w.Bindings {
			q := contract.QName{Space: w.TargetNamespace.V, Local: b.Name.V}
			if c.ix.bindings.m[q].node == b {
				c.binding(q, b)
			}
		}
	}
	for _, w := range c.ix.wsdls {
		for _, s := range w.Services {
			for _, x := range s.Extensions {
				c.extension(x)
			}
			for _, p := range s.Ports {
				c.port(contract.QName{Space: w.TargetNamespace.V, Local: s.Name.V}, p)
			}
		}
	}
	c.reinstate()
}

// extension reports an extension element that a WSDL says must be understood.
func (c *compiler) extension(x *parser.Extension) {
	name := extensionName(x)
	switch {
	case name == "":
		return
	case x.Required.V:
		c.unsupported(x.Span, idUnsupportedExtension, name, "the WSDL requires the extension %s, which is not modelled", name)
		return
	}
	c.cover(name, contract.Ignored, x.Span)
}

// port gives a binding the service that offers it and an address.
func (c *compiler) port(service contract.QName, p *parser.Port) {
	q := contract.QName(p.Binding.V)
	if find(c, &c.ix.bindings, q, p.Binding.Span, idUndeclaredBinding) == nil {
		return
	}
	if c.demanding("the port "+p.Name.V, "wsdl:port", &p.Node, p.Extensions) {
		return
	}
	for _, x := range p.Extensions {
		c.extension(x)
	}
	for _, b := range c.api.Bindings {
		if b.Name != q {
			continue
		}
		if b.Service == (contract.QName{}) {
			b.Service = service
		}
		b.Ports = append(b.Ports, p.Name.V)
		if p.Address.V != "" {
			e := &contract.Endpoint{Node: node(b.Path+"/"+p.Name.V, &p.Node), URL: p.Address.V}
			e.Span = p.Address.Span
			b.Endpoints = append(b.Endpoints, e)
		}
	}
}

// binding lowers one binding.
func (c *compiler) binding(q contract.QName, b *parser.Binding) {
	if !c.overHTTP(q, b) || c.demanding("the binding "+q.Local, "wsdl:binding", &b.Node, b.Extensions) {
		return
	}
	for _, x := range b.Extensions {
		c.extension(x)
	}
	pt := find(c, &c.ix.portTypes, contract.QName(b.Type.V), b.Type.Span, idUndeclaredPortType)
	if pt == nil {
		return
	}
	x := &contract.Binding{Node: node(q.String(), &b.Node), Name: q, Transport: &contract.SOAP{Version: string(b.SOAP.Version), EnvelopePrefix: "soapenv"}}
	if x.Doc == "" {
		x.Doc = pt.node.Doc
	}
	c.api.Bindings = append(c.api.Bindings, x)
	bound := map[string]bool{}
	for _, op := range b.Operations {
		bound[op.Name.V] = true
	}
	count := map[string]int{}
	for _, o := range c.operations(x, b, pt.node) {
		count[step(o)]++
		o.Path = x.Path + "/" + step(o) + sibling(count[step(o)])
		x.Operations = append(x.Operations, o)
	}
	if c.only != nil && len(x.Operations) == 0 {
		c.api.Bindings = c.api.Bindings[:len(c.api.Bindings)-1]
	}
	for _, o := range pt.node.Operations {
		if c.only != nil && !c.only.has(o.Name.V) {
			continue
		}
		if !bound[o.Name.V] {
			w := c.diags.Warnf(nameSpan(o.Name, &o.Node), idUnboundOperation, "the binding %s has no operation %s, so it can't be called", b.Name.V, o.Name.V)
			w.Related = append(w.Related, source.Note{Span: b.Span, Message: "the binding is declared here"})
		}
	}
}

// operations lowers the operations of a binding that are chosen. Those that go by their names alone come first: the
// elements that overloads share with them are theirs.
func (c *compiler) operations(x *contract.Binding, b *parser.Binding, pt *parser.PortType) []*contract.Operation {
	named := map[string][]*parser.Operation{}
	for _, o := range pt.Operations {
		named[o.Name.V] = append(named[o.Name.V], o)
	}
	nth := map[string]int{}
	list := make([]*contract.Operation, len(b.Operations))
	var later []func()
	for i, n := range b.Operations {
		same := named[n.Name.V]
		before := nth[n.Name.V]
		nth[n.Name.V]++
		if !c.selects(x, n.Name.V, n.Span) {
			continue
		}
		abstract := c.abstract(n, before, same, pt)
		if abstract == nil {
			c.cover("wsdl:operation", contract.Refused, n.Span)
			continue
		}
		input := overload(abstract, same)
		lower := func() {
			list[i] = c.refusable(n.Name.V, func() *contract.Operation { return c.operation(x, b, attachment{n, abstract}, input) })
			if list[i] == nil {
				c.cover("wsdl:operation", contract.Refused, n.Span)
			}
		}
		if input != "" {
			later = append(later, lower)
			continue
		}
		lower()
	}
	for _, lower := range later {
		lower()
	}
	return slices.DeleteFunc(list, func(o *contract.Operation) bool { return o == nil })
}

// operation lowers one operation of a binding, which input tells from others of its name.
func (c *compiler) operation(x *contract.Binding, b *parser.Binding, a attachment, input string) *contract.Operation {
	n, abstract := a.bound, a.abstract
	o := &contract.Operation{Node: node("", &n.Node), Name: n.Name.V, Input: input, Style: contract.Document}
	c.attached[o] = a
	if o.Doc == "" {
		o.Doc = abstract.Doc
	}
	for _, e := range n.Extensions {
		c.extension(e)
	}
	c.style(o, b.SOAP.Style)
	if s := n.SOAP; s != nil {
		o.Action, o.ActionFree = c.action(c.unquoted(s.Action)), !s.ActionRequired.V
		c.style(o, s.Style)
	}
	if abstract.Input == nil || abstract.OutputFirst {
		c.unsupported(abstract.Span, idUnsupportedMode, "wsdl:operation", "the operation %s starts at the service, which is not modelled", o.Name)
		return nil
	}
	path := x.Path + "/" + step(o)
	o.In = c.message(o, path+"/in", n.Input, abstract.Input, "")
	if abstract.Output != nil {
		o.Out = c.message(o, path+"/out", n.Output, abstract.Output, "Response")
	}
	if !c.spend(len(abstract.Faults), n.Span, path) {
		return nil
	}
	for _, f := range abstract.Faults {
		if p := c.fault(o, path, n, f); p != nil {
			o.Faults = append(o.Faults, p)
		}
	}
	c.refuseGridsOf(o)
	return o
}

// unquoted is a SOAPAction without the quotes of the header, which some WSDLs write as a part of it.
func (c *compiler) unquoted(v parser.Value[string]) parser.Value[string] {
	inner, opened := strings.CutPrefix(v.V, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	if opened && closed {
		c.diags.Warnf(v.Span, idBadAction, "the quotes are those of the header, and are written once").Hint = "leave them out"
		v.V = inner
	}
	return v
}

// overload is the name of the input by which an operation is told from others of its name. The one whose input has the
// name that WSDL gives to it unless stated, or that of its message in common tools, goes by its name alone.
func overload(o *parser.Operation, named []*parser.Operation) string {
	if o.Input == nil || len(named) == 1 || o.Input.Name.V == o.Name.V || o.Input.Name.V == o.Name.V+"Request" {
		return ""
	}
	return o.Input.Name.V
}

// step is the last step of an operation's path.
func step(o *contract.Operation) string {
	if o.Input == "" {
		return o.Name
	}
	return o.Name + "(" + o.Input + ")"
}

// style sets the style of an operation where one is stated.
func (c *compiler) style(o *contract.Operation, v parser.Value[string]) {
	if !v.Set() {
		return
	}
	o.Style = contract.Style(v.V)
	if o.Style != contract.Document && o.Style != contract.RPC {
		c.diags.Errorf(v.Span, idBadValue, "style=%q: expected document or rpc", v.V).Hint = "correct it in a copy of the WSDL"
	}
}

// abstract finds, of those of its name, the operation of the port type that a binding's operation means. Overloads are
// told apart by the names of input and output (WSDL 1.1, clause 2.5).
func (c *compiler) abstract(n *parser.BindingOperation, nth int, named []*parser.Operation, pt *parser.PortType) *parser.Operation {
	if len(named) == 0 {
		x := c.diags.Errorf(nameSpan(n.Name, &n.Node), idUndeclaredOperation, "the port type %s has no operation %s", pt.Name.V, n.Name.V)
		names := make([]string, len(pt.Operations))
		for i, o := range pt.Operations {
			names[i] = o.Name.V
		}
		x.Hint = c.didYouMean(n.Name.V, list(names))
		x.Related = append(x.Related, source.Note{Span: pt.Span, Message: "the port type is declared here"})
		return nil
	}
	same := func(b *parser.BindingMessage, a *parser.OperationMessage) bool {
		return b == nil || a == nil || !b.Name.Set() || !a.Name.Set() || b.Name.V == a.Name.V
	}
	var matching []*parser.Operation
	for _, o := range named {
		if same(n.Input, o.Input) && same(n.Output, o.Output) {
			matching = append(matching, o)
		}
	}
	if len(matching) == 0 {
		matching = named
	}
	// Where names don't tell them apart, the order does.
	return matching[min(nth, len(matching)-1)]
}

// message lowers one direction of an operation.
func (c *compiler) message(o *contract.Operation, path string, b *parser.BindingMessage, a *parser.OperationMessage, suffix string) *contract.Message {
	m := &contract.Message{Node: node(path, &a.Node)}
	d := find(c, &c.ix.messages, contract.QName(a.Message.V), a.Message.Span, idUndeclaredMessage)
	if d == nil {
		return m
	}
	if m.Doc == "" {
		m.Doc = d.node.Doc
	}
	body, headers := c.bound(b)
	m.Encoded = body != nil && c.encoding(body.Use)
	inHeader := map[*parser.Part]bool{}
	for _, h := range headers {
		if p := c.header(o, m, h, d.node); p != nil {
			inHeader[p] = true
		}
	}
	parts := c.bodyParts(d.node, body, inHeader)
	if o.Style == contract.RPC {
		w := contract.QName{Local: o.Name + suffix}
		if body != nil {
			w.Space = body.Namespace.V
		}
		m.Body = []*contract.Part{c.rpcPart(w, o, m, d.node, parts)}
		if suffix != "" {
			// Some servers, node-soap among them, qualify the parts of replies (WS-I BP R2735 says not to).
			eachField(m.Body[0].Element.Type.(*contract.Struct).Own, func(f *contract.Field) { f.AnyForm = true })
		}
		return m
	}
	c.documentBody(m, contract.QName(a.Message.V), d.node, parts)
	return m
}

// A wrapperKey is what bindings share the element by that wraps an rpc message.
type wrapperKey struct {
	name    contract.QName
	message *parser.Message
	parts   string
	encoded bool
}

// rpcPart makes the element that wraps the parts of an rpc message: named after the operation, its children
// after the parts and without a namespace (WSDL 1.1, clause 3.5). Bindings of the same parts of one message share it.
func (c *compiler) rpcPart(w contract.QName, o *contract.Operation, m *contract.Message, d *parser.Message, parts []*parser.Part) *contract.Part {
	x := &contract.Part{Node: contract.Node{Path: m.Path + "/parameters", Span: m.Span}, Name: "parameters"}
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.Name.V
	}
	key := wrapperKey{w, d, strings.Join(names, " "), m.Encoded}
	if x.Element = c.wrappers[key]; x.Element != nil {
		return x
	}
	path := w.String()
	if c.wrapped[w] || c.ix.elements.m[w] != nil || o.Input != "" {
		path = m.Path
	}
	first := len(c.diags)
	x.Element = c.wrapper(path, w, m, d, parts)
	if !c.diags[first:].HasErrors() { // else the next binding is refused as this one
		c.wrappers[key] = x.Element
		c.wrapped[w] = c.wrapped[w] || path == w.String()
	}
	return x
}

// wrapper is a global element around the parts of a message.
func (c *compiler) wrapper(path string, name contract.QName, m *contract.Message, d *parser.Message, parts []*parser.Part) *contract.Element {
	e := &contract.Element{Node: contract.Node{Path: path, Doc: d.Doc, Span: d.Span}, Name: name}
	s := &contract.Struct{Node: e.Node}
	if c.ix.types.m[name] != nil {
		s.Path += "/type"
	}
	e.Type, s.Own = s, c.sequence(s.Path, d)
	if !c.spend(len(parts), m.Span, path) {
		parts = nil
	}
	for _, p := range parts {
		if f := c.accessor(s.Own.Path, d, p); f != nil {
			if m.Encoded && nilPart(f.Element.Type) {
				f.NilUnset = true
			}
			s.Own.Items = append(s.Own.Items, f)
		}
	}
	c.lowered = append(c.lowered, s)
	c.globals = append(c.globals, e)
	return e
}

// bound is the SOAP body and the headers of a message, after reporting what is neither.
func (c *compiler) bound(b *parser.BindingMessage) (*parser.SOAPBody, []*parser.SOAPHeader) {
	if b == nil {
		return nil, nil
	}
	for _, x := range b.Extensions {
		c.extension(x)
	}
	if b.MIME != nil {
		c.unsupported(b.MIME.Span, idUnsupportedMIME, "mime:multipartRelated", "MIME multipart messages are not modelled")
	}
	for _, m := range b.Contents {
		c.unsupported(m.Span, idUnsupportedMIME, "mime:content", "content that is not a SOAP envelope is not modelled")
	}
	return b.Body, b.Headers
}

// encoding reports whether a use is that of SOAP encoding.
func (c *compiler) encoding(use parser.Value[string]) bool {
	if use.Set() && use.V != "literal" && use.V != "encoded" {
		c.diags.Errorf(use.Span, idBadValue, "use=%q: expected literal or encoded", use.V).Hint = "correct it in a copy of the WSDL"
	}
	return use.V == "encoded"
}

// partEncoding reports whether a header block or a fault's detail is in SOAP encoding; one that does not say it is as the body.
func (c *compiler) partEncoding(use parser.Value[string], body bool) bool {
	if !use.Set() {
		return body
	}
	return c.encoding(use)
}

// bodyParts is the parts of a message that stand in the SOAP body: those that soap:body names, or all
// that no header of the same message takes.
func (c *compiler) bodyParts(m *parser.Message, body *parser.SOAPBody, inHeader map[*parser.Part]bool) []*parser.Part {
	var out []*parser.Part
	if body != nil && body.Parts.Set() {
		for _, name := range body.Parts.V {
			switch p := c.findPart(m, name, body.Parts.Span); {
			case p == nil:
			case slices.Contains(out, p):
				c.diags.Errorf(body.Parts.Span, idBadPart, "the part %s stands twice in the body", name)
			case inHeader[p]:
				c.diags.Warnf(body.Parts.Span, idBadPart, "the part %s stands in the body and in a header block, and is sent in both", name).Hint = "leave it out of parts, or remove the soap:header"
				out = append(out, p)
			default:
				out = append(out, p)
			}
		}
		return out
	}
	for _, p := range m.Parts {
		if !inHeader[p] {
			out = append(out, p)
		}
	}
	return out
}

func (c *compiler) findPart(m *parser.Message, name string, at source.Span) *parser.Part {
	names := make([]string, 0, len(m.Parts))
	for _, p := range m.Parts {
		if p.Name.V == name {
			return p
		}
		names = append(names, p.Name.V)
	}
	x := c.diags.Errorf(at, idUndeclaredPart, "the message %s has no part %s", m.Name.V, name)
	x.Hint = c.didYouMean(name, list(names))
	x.Related = append(x.Related, source.Note{Span: m.Span, Message: "the message is declared here"})
	return nil
}

// header lowers a header block. It returns the part that the block takes from the body's message.
func (c *compiler) header(o *contract.Operation, m *contract.Message, h *parser.SOAPHeader, body *parser.Message) *parser.Part {
	d := find(c, &c.ix.messages, contract.QName(h.Message.V), h.Message.Span, idUndeclaredMessage)
	if d == nil {
		return nil
	}
	p := c.findPart(d.node, h.Part.V, h.Part.Span)
	if p == nil {
		return nil
	}
	encoded := c.partEncoding(h.Use, m.Encoded)
	for _, f := range h.Faults {
		c.headerFault(m, o, f)
	}
	if x := c.separatePart(m.Path+"/header", h.Namespace.V, contract.QName(h.Message.V), p); x != nil {
		m.Headers = append(m.Headers, x)
		if x.Encoded = encoded; encoded {
			c.blocks = append(c.blocks, x)
		}
	}
	if d.node == body {
		return p
	}
	return nil
}

// headerFault lowers a header block of faults (WSDL 1.1, clause 3.7).
func (c *compiler) headerFault(m *contract.Message, o *contract.Operation, f *parser.SOAPHeader) {
	d := find(c, &c.ix.messages, contract.QName(f.Message.V), f.Message.Span, idUndeclaredMessage)
	if d == nil {
		return
	}
	encoded := c.partEncoding(f.Use, m.Encoded)
	p := c.findPart(d.node, f.Part.V, f.Part.Span)
	if p == nil {
		return
	}
	x := c.separatePart(m.Path+"/headerfault", f.Namespace.V, contract.QName(f.Message.V), p)
	if x != nil {
		x.Encoded = encoded
	}
	if x != nil && !slices.ContainsFunc(o.HeaderFaults, func(p *contract.Part) bool { return p.Element == x.Element }) {
		o.HeaderFaults = append(o.HeaderFaults, x)
	}
}

// part lowers a message part that is an element.
func (c *compiler) part(path string, p *parser.Part) *contract.Part {
	x := &contract.Part{Node: node(path+"/"+p.Name.V, &p.Node), Name: p.Name.V}
	if !p.Element.Set() {
		if p.Type.Set() {
			c.unsupported(p.Span, idUnsupportedPart, "wsdl:part/@type", "the part %s of a document message has a type, not an element, which is not modelled", p.Name.V)
		} else {
			c.diags.Errorf(p.Span, idBadPart, "the part %s has neither an element nor a type", p.Name.V)
		}
		return nil
	}
	if d := find(c, &c.ix.elements, contract.QName(p.Element.V), p.Element.Span, idUndeclaredElement); d != nil {
		x.Element = c.globalElement(d)
		return x
	}
	if c.standardType(contract.QName(p.Element.V)) || p.Element.V.Space == xsdSpace {
		c.diags[len(c.diags)-1].Hint = "it is a type: state it as type instead of element, in a copy of the WSDL"
	}
	if x.Element = c.lacking(p); x.Element == nil {
		return nil
	}
	return x
}

// lacking is the element of a part that nothing declares, where schemas may lack declarations: its content is raw. It is
// nil where they may not.
func (c *compiler) lacking(p *parser.Part) *contract.Element {
	q := contract.QName(p.Element.V)
	if c.lack == source.Error || strings.HasPrefix(q.Space, "\x00") {
		return nil
	}
	e := c.lacked[q]
	if e == nil {
		e = &contract.Element{Node: node(q.String(), &p.Node), Name: q, Type: c.builtins["anyType"]}
		c.lacked[q] = e
	}
	return e
}

// A partKey is what messages share the element of a part by that is of a type.
type partKey struct {
	part  *parser.Part
	space string
}

// separatePart lowers a part that is a header block or a fault's detail: an element, or one that is named after the
// part, of its type (WSDL 1.1, clauses 3.6 and 3.7). It is nil for one that is carried raw.
func (c *compiler) separatePart(path, space string, message contract.QName, p *parser.Part) *contract.Part {
	x := c.typedPart(path, space, message, p)
	if x == nil || c.opaque(x.Element, p) {
		return nil
	}
	return x
}

// opaque reports a header block or a detail that no one type describes: it has any content, or others stand for it.
func (c *compiler) opaque(e *contract.Element, p *parser.Part) bool {
	if !standIn(e) {
		return false
	}
	c.cover("wsdl:part", contract.CarriedRaw, p.Span)
	switch {
	case c.lacked[e.Name] == e: // of which it is said
	case kindOf(e.Type) == "anyType":
		c.diags.Warnf(p.Span, idUnsupportedAny, "the part %s, a header block or the detail of a fault, has any content and is carried raw", p.Name.V)
	default:
		c.diags.Warnf(p.Span, idUnsupportedAbstract, "the part %s, a header block or the detail of a fault, is abstract and is carried raw", p.Name.V)
	}
	return true
}

func (c *compiler) typedPart(path, space string, message contract.QName, p *parser.Part) *contract.Part {
	if p.Element.Set() || !p.Type.Set() {
		return c.part(path, p)
	}
	key := partKey{p, space}
	e := c.partTypes[key]
	if e == nil {
		e = &contract.Element{Node: node(message.String()+"/"+p.Name.V, &p.Node), Name: contract.QName{Space: space, Local: p.Name.V}}
		e.Type = c.typeRef(&unit{}, p.Type)
		c.partTypes[key] = e
		c.globals = append(c.globals, e)
	}
	return &contract.Part{Node: node(path+"/"+p.Name.V, &p.Node), Name: p.Name.V, Element: e, ByType: true}
}

// fault lowers a declared fault: a message of one part.
func (c *compiler) fault(o *contract.Operation, path string, n *parser.BindingOperation, f *parser.OperationMessage) *contract.Part {
	space, encoded := "", o.In.Encoded || o.Out != nil && o.Out.Encoded
	for _, b := range n.Faults {
		if b.Fault != nil && (b.Name.V == f.Name.V || b.Fault.Name.V == f.Name.V) {
			encoded = c.partEncoding(b.Fault.Use, encoded)
			space = b.Fault.Namespace.V
		}
	}
	d := find(c, &c.ix.messages, contract.QName(f.Message.V), f.Message.Span, idUndeclaredMessage)
	if d == nil {
		return nil
	}
	if len(d.node.Parts) != 1 {
		x := c.diags.Errorf(f.Span, idBadPart, "the message of the fault %s must have one part and has %d", f.Name.V, len(d.node.Parts))
		x.Related = append(x.Related, source.Note{Span: d.at.Span, Message: "the message is declared here"})
		return nil
	}
	p := c.separatePart(path+"/fault", space, contract.QName(f.Message.V), d.node.Parts[0])
	if p != nil {
		p.Path, p.Name, p.Encoded = path+"/fault/"+f.Name.V, f.Name.V, encoded
		if f.Doc != "" {
			p.Doc = f.Doc
		}
	}
	return p
}
