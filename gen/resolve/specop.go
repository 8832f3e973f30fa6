package resolve

import (
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// specHeaders lowers the header blocks that the file declares, or overlays those of the WSDL.
func (c *compiler) specHeaders() {
	credentials := ""
	if s := c.spec.Security; s != nil && s.Header != nil {
		credentials = s.Header.Name.V
	}
	for i := range c.spec.Headers.Entries {
		e := &c.spec.Headers.Entries[i]
		if x, ok := c.wsdlHeader(e.Key.V); ok {
			c.headers[e.Key.V] = x
			c.once(&x.Node, e.Key)
			c.overlayType(e, x.Type)
			continue
		}
		if c.doc != nil && !complete(e.Value) && e.Key.V != credentials {
			c.diags.Errorf(e.Key.Span, idOverlayUnmatched, "the WSDL has no header %s", e.Key.V).Hint = c.didYouMean(e.Key.V, c.headerNames)
			continue
		}
		q := c.typeQName(e)
		x := &contract.Element{Node: contract.Node{Path: q.String(), Doc: doc(e.Value.Doc), Span: e.Key.Span}, Name: q}
		n := contract.Node{Path: c.inlinePath(q), Doc: x.Doc, Rename: c.goName(e.Value.Name), Span: e.Key.Span}
		if e.Value.Fields.Set() {
			s := &contract.Struct{Node: n}
			c.lowered = append(c.lowered, s)
			c.record(s, e.Value, c.form(q.Space, e.Value.ElementForm))
			x.Type = s
		} else if e.Value.Base.Set() && !hasFacets(&e.Value.SpecFacets) {
			x.Type = c.specType(e.Value.Base)
		} else {
			x.Type = c.simpleEntry(e, n, contract.QName{})
			c.lowered = append(c.lowered, x.Type)
		}
		c.headers[e.Key.V] = x
		c.globals = append(c.globals, x)
	}
}

// inlinePath is the path of a global element's anonymous type.
func (c *compiler) inlinePath(q contract.QName) string {
	for _, e := range c.entries {
		if c.typeQName(e) == q {
			return q.String() + "/type"
		}
	}
	if c.ix.types.m[q] != nil {
		return q.String() + "/type"
	}
	return q.String()
}

func (c *compiler) wsdlHeader(name string) (*contract.Element, bool) {
	q, expanded := c.expand(name)
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			for _, m := range []*contract.Message{o.In, o.Out} {
				if m == nil {
					continue
				}
				for _, h := range m.Headers {
					if h.Element.Name.Local == name || expanded && h.Element.Name == q {
						return h.Element, true
					}
				}
			}
		}
	}
	return nil, false
}

func (c *compiler) headerNames() []string {
	var out []string
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			for _, m := range []*contract.Message{o.In, o.Out} {
				if m == nil {
					continue
				}
				for _, h := range m.Headers {
					out = append(out, h.Element.Name.Local)
				}
			}
		}
	}
	return out
}

// specOperations lowers a contract that stands in the spec alone: one binding.
func (c *compiler) specOperations() {
	s := c.spec
	b := &contract.Binding{Name: contract.QName{Space: c.space(), Local: c.api.Package}, Service: contract.QName{Space: c.space(), Local: c.api.Package}}
	b.Path, b.Span = b.Name.String(), s.Span
	if parser.IsNCName(s.Service.V) {
		b.Service.Local = s.Service.V
	}
	t := &contract.SOAP{Version: "1.1", EnvelopePrefix: "soapenv"}
	if v := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.Version }); v.Set() {
		t.Version = v.V
	}
	b.Transport = t
	encoded := c.encodes()
	c.api.Bindings = append(c.api.Bindings, b)
	roots := map[contract.QName]source.Span{}
	for i := range s.Operations.Entries {
		o := c.specOperation(b, &s.Operations.Entries[i], roots)
		if encoded {
			c.encode(o)
		}
		b.Operations = append(b.Operations, o)
	}
}

func (c *compiler) specOperation(b *contract.Binding, e *parser.Entry[*parser.SpecOperation], roots map[contract.QName]source.Span) *contract.Operation {
	v := e.Value
	space := c.space()
	if v.Namespace.Set() {
		space = c.uri(v.Namespace)
	} else if !c.spec.Namespace.Set() {
		c.diags.Errorf(e.Key.Span, idMissingNamespace, "the operation %s has no namespace", e.Key.V).Hint = "state namespace for the file or the operation"
	}
	o := &contract.Operation{Node: contract.Node{Path: b.Path + "/" + e.Key.V, Doc: explained(doc(v.Doc), v.Reason), Rename: c.goName(v.Name), Span: e.Key.Span}, Name: e.Key.V, Style: contract.Document}
	c.wireName(e.Key)
	c.checkReplyStatus(v)
	o.Action = c.action(c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.Action }))
	if v.Action.Set() {
		o.Action = c.action(v.Action)
	}
	if st := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.Style }); st.Set() {
		o.Style = contract.Style(st.V)
	}
	o.Samples = c.samples(v.Samples, true)
	name := contract.QName{Space: space, Local: e.Key.V}
	o.In = c.specMessage(o, "in", name, v.Request, c.form(space, v.ElementForm), e.Key, roots)
	rule := c.replyRule()
	switch {
	case v.Response != nil:
		r := v.Response
		out := contract.QName{Space: c.space(), Local: c.wireName(r.Element)}
		if r.Namespace.Set() {
			out.Space = c.uri(r.Namespace)
		} else if !c.spec.Namespace.Set() {
			c.diags.Errorf(r.Element.Span, idMissingNamespace, "the reply %s has no namespace", r.Element.V).Hint = "state namespace for the file or the response"
		}
		o.Out = c.specMessage(o, "out", out, r.Fields, c.form(out.Space, r.ElementForm), r.Element, roots)
		if v.Reply.Set() {
			c.diags.Errorf(v.Reply.Span, idConflictingKeys, "the operation %s states both reply and response", o.Name)
		}
	case rule != nil:
		o.Out = c.specReply(o, e, contract.QName{Space: space, Local: e.Key.V + "Response"}, rule)
	case v.Reply.Set():
		c.diags.Errorf(v.Reply.Span, idMissingResponse, "no shared reply is stated, whose map these keys could be in").Hint = "state response, or reply in the provider file"
	}
	return o
}

// specMessage lowers a message whose fields the spec states: one element.
func (c *compiler) specMessage(o *contract.Operation, way string, name contract.QName, fields parser.Map[*parser.SpecField], in form, key parser.Value[string], roots map[contract.QName]source.Span) *contract.Message {
	m := &contract.Message{Node: contract.Node{Path: o.Path + "/" + way, Span: key.Span}}
	if o.Style == contract.RPC {
		in = form{} // the children of an rpc wrapper have no namespace
	}
	if first, ok := roots[name]; ok {
		x := c.diags.Errorf(key.Span, idDuplicateDeclaration, "the element %s is declared twice", name)
		x.Hint = "give one of the operations a namespace of its own"
		x.Related = append(x.Related, source.Note{Span: first, Message: "the first declaration"})
	}
	roots[name] = key.Span
	s := &contract.Struct{Node: contract.Node{Path: c.inlinePath(name), Span: key.Span}}
	c.lowered = append(c.lowered, s)
	c.content(s, contract.Sequence, fields, in)
	e := &contract.Element{Node: contract.Node{Path: name.String(), Span: key.Span}, Name: name, Type: s}
	c.globals = append(c.globals, e)
	m.Body = []*contract.Part{{Node: contract.Node{Path: m.Path + "/parameters", Span: key.Span}, Name: "parameters", Element: e}}
	return m
}

// samples lists the recorded messages that a spec names.
func (c *compiler) samples(list []parser.Value[string], check bool) []contract.Sample {
	var out []contract.Sample
	for _, v := range list {
		x := contract.Sample{File: v.V, Span: v.Span}
		name := v.V[strings.LastIndexByte(v.V, '/')+1:]
		switch {
		case strings.Contains(name, ".request."):
		case strings.Contains(name, ".response."):
			x.Kind = contract.SampleReply
		case strings.Contains(name, ".fault."):
			x.Kind = contract.SampleFault
		default:
			if check {
				c.diags.Errorf(v.Span, idMissingSample, "the name of the sample %s does not say what it is", v.V).Hint = "name it NAME.request.xml, NAME.response.xml or NAME.fault.xml"
			}
		}
		if check && v.Span.File != nil && !v.Span.File.Exists(v.V) {
			c.diags.Errorf(v.Span, idMissingSample, "there is no sample %s", v.V)
		}
		out = append(out, x)
	}
	return out
}
