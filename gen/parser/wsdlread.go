package parser

import (
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/source"
)

// wsdlNames are the elements of the WSDL namespace (WSDL 1.1, appendix A.4.1).
var wsdlNames = []string{
	"definitions", "import", "types", "message", "part", "portType", "operation", "input", "output",
	"fault", "binding", "service", "port", "documentation",
}

// node starts a node and reads documentation. It returns the other children, split into those of
// the WSDL namespace that the element may hold and the extensions.
func (r *reader) wsdlNode(x *XML, allowed ...string) (n Node, own []*XML, ext []*XML) {
	n = Node{Span: x.Span, XML: x}
	r.noText(x)
	for _, c := range x.Children {
		switch {
		case c.Name.Space != nsWSDL:
			if !strings.HasPrefix(c.Name.Space, unbound) {
				ext = append(ext, c)
			}
		case c.Name.Local == "documentation":
			n.Doc = joinDoc(n.Doc, plain(c.text()))
		case slices.Contains(allowed, c.Name.Local):
			own = append(own, c)
		default:
			r.stray(c, x, wsdlNames, allowed)
		}
	}
	return n, own, ext
}

func joinDoc(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n\n" + b
}

// stray reports an element of a vocabulary that its parent can't hold.
func (r *reader) stray(c, parent *XML, vocabulary, allowed []string) {
	if slices.Contains(vocabulary, c.Name.Local) {
		r.diags.Errorf(c.Span, idMisplacedElement, "%s can't stand in %s", c.raw(), parent.raw())
		return
	}
	d := r.diags.Errorf(c.NameSpan, idUnknownElement, "there is no element %s", c.raw())
	if d.Hint = source.DidYouMean(c.Name.Local, allowed); d.Hint == "" {
		d.Hint = source.DidYouMean(c.Name.Local, vocabulary)
	}
}

// once reports a child that may stand once and stood before.
func (r *reader) once(c *XML, first *Node) {
	if first == nil {
		return
	}
	d := r.diags.Errorf(c.Span, idRepeatedElement, "%s stands twice in its parent", c.raw())
	d.Related = []source.Note{{Span: first.Span, Message: "it stands here too"}}
}

// extension keeps an extension element, and reports it in a vocabulary that the parser knows.
func (r *reader) extension(x, parent *XML) *Extension {
	switch x.Name.Space {
	case nsSOAP11, nsSOAP12:
		r.stray(x, parent, []string{"binding", "operation", "body", "header", "headerfault", "fault", "address"}, nil)
	case nsHTTP:
		r.stray(x, parent, []string{"address", "binding", "operation", "urlEncoded", "urlReplacement"}, nil)
	case nsMIME:
		r.stray(x, parent, []string{"content", "multipartRelated", "part", "mimeXml"}, nil)
	}
	a := r.attrs(x)
	return &Extension{Node: Node{Span: x.Span, XML: x}, Required: a.flagIn(nsWSDL, "required", false)}
}

func (r *reader) extensions(list []*XML, parent *XML) (out []*Extension) {
	for _, x := range list {
		out = append(out, r.extension(x, parent))
	}
	return out
}

// abstract reads extensions of what bindings are for. Elements of bindings among them say nothing there.
func (r *reader) abstract(list []*XML, parent *XML) (out []*Extension) {
	for _, x := range list {
		switch x.Name.Space {
		case nsSOAP11, nsSOAP12, nsHTTP, nsMIME:
			r.diags.Warnf(x.Span, idMisplacedElement, "%s says nothing in %s", x.raw(), parent.raw()).Hint = "it belongs in a wsdl:binding; take it out"
		default:
			out = append(out, r.extension(x, parent))
		}
	}
	return out
}

// definitions reads a WSDL document.
func (r *reader) definitions(x *XML) *WSDL {
	n, own, ext := r.wsdlNode(x, "import", "types", "message", "portType", "binding", "service")
	a := r.attrs(x)
	w := &WSDL{
		Node: n, File: r.file,
		Name:            a.token("name"),
		TargetNamespace: a.uri("targetNamespace"),
		Extensions:      r.extensions(ext, x),
	}
	a.end("name", "targetNamespace")
	for _, c := range own {
		switch c.Name.Local {
		case "import":
			w.Imports = append(w.Imports, r.wsdlImport(c))
		case "types":
			r.types(w, c)
		case "message":
			w.Messages = append(w.Messages, r.message(c))
		case "portType":
			w.PortTypes = append(w.PortTypes, r.portType(c))
		case "binding":
			w.Bindings = append(w.Bindings, r.binding(c))
		case "service":
			w.Services = append(w.Services, r.service(c))
		}
	}
	return w
}

func (r *reader) wsdlImport(x *XML) *WSDLImport {
	n, _, _ := r.wsdlNode(x)
	a := r.attrs(x)
	i := &WSDLImport{Node: n, Namespace: a.uri("namespace"), Location: a.uri("location")}
	a.end("namespace", "location")
	return i
}

func (r *reader) types(w *WSDL, x *XML) {
	_, _, ext := r.wsdlNode(x)
	r.attrs(x).end()
	for _, c := range ext {
		switch {
		case c.Name == QName{nsXSD, "schema"}:
			s := r.schema(c)
			s.WSDL = w
			w.Schemas = append(w.Schemas, s)
		case c.Name.Local == "schema" && !strings.HasPrefix(c.Name.Space, unbound):
			r.otherSchema(c)
		default:
			w.Extensions = append(w.Extensions, r.extension(c, x))
		}
	}
}

// otherSchema reports a schema of a draft of XML Schema, or in a misspelt namespace.
func (r *reader) otherSchema(x *XML) {
	r.diags.Errorf(x.Span, idUnsupportedDocument, "the schema is in the namespace %q; only %s is supported", x.Name.Space, nsXSD).Hint = otherNamespace(nsXSD)
}

// otherNamespace says what to do about a document in a namespace that is not read.
func otherNamespace(want string) string {
	return "convert a copy of it, and declare xmlns=" + strconv.Quote(want)
}

func (r *reader) message(x *XML) *Message {
	n, own, ext := r.wsdlNode(x, "part")
	a := r.attrs(x)
	m := &Message{Node: n, Name: a.name("name"), Extensions: r.abstract(ext, x)}
	a.need(m.Name.Set(), "name")
	a.end("name")
	for _, c := range own {
		m.Parts = append(m.Parts, r.part(c))
	}
	return m
}

func (r *reader) part(x *XML) *Part {
	n, _, _ := r.wsdlNode(x)
	a := r.attrs(x)
	p := &Part{Node: n, Name: a.name("name"), Element: a.qname("element"), Type: a.qname("type")}
	a.need(p.Name.Set(), "name")
	if p.Element.Set() && p.Type.Set() {
		r.diags.Errorf(p.Type.Span, idConflictingAttributes, "%s has an element and a type", x.raw())
	}
	a.end("name", "element", "type")
	return p
}

func (r *reader) portType(x *XML) *PortType {
	n, own, ext := r.wsdlNode(x, "operation")
	a := r.attrs(x)
	p := &PortType{Node: n, Name: a.name("name"), Extensions: r.abstract(ext, x)}
	a.need(p.Name.Set(), "name")
	a.end("name")
	for _, c := range own {
		p.Operations = append(p.Operations, r.operation(c))
	}
	return p
}

func (r *reader) operation(x *XML) *Operation {
	n, own, ext := r.wsdlNode(x, "input", "output", "fault")
	a := r.attrs(x)
	o := &Operation{
		Node: n, Name: a.name("name"), ParameterOrder: a.list("parameterOrder"),
		Extensions: r.abstract(ext, x),
	}
	a.need(o.Name.Set(), "name")
	a.end("name", "parameterOrder")
	for _, c := range own {
		m := r.operationMessage(c)
		switch c.Name.Local {
		case "input":
			if o.Input != nil {
				r.once(c, &o.Input.Node)
				continue
			}
			o.Input = m
			o.OutputFirst = o.Output != nil
		case "output":
			if o.Output != nil {
				r.once(c, &o.Output.Node)
				continue
			}
			o.Output = m
		case "fault":
			o.Faults = append(o.Faults, m)
		}
	}
	if o.Input == nil && o.Output == nil {
		r.diags.Errorf(x.Span, idMissingElement, "%s has neither input nor output", x.raw())
	}
	return o
}

func (r *reader) operationMessage(x *XML) *OperationMessage {
	n, _, ext := r.wsdlNode(x)
	a := r.attrs(x)
	m := &OperationMessage{Node: n, Name: a.name("name"), Message: a.qname("message"), Extensions: r.abstract(ext, x)}
	a.need(m.Message.Set(), "message")
	if x.Name.Local == "fault" {
		a.need(m.Name.Set(), "name")
	}
	a.end("name", "message")
	return m
}

func (r *reader) service(x *XML) *Service {
	n, own, ext := r.wsdlNode(x, "port")
	a := r.attrs(x)
	s := &Service{Node: n, Name: a.name("name"), Extensions: r.extensions(ext, x)}
	a.need(s.Name.Set(), "name")
	a.end("name")
	for _, c := range own {
		s.Ports = append(s.Ports, r.port(c))
	}
	return s
}

func (r *reader) port(x *XML) *Port {
	n, _, ext := r.wsdlNode(x)
	a := r.attrs(x)
	p := &Port{Node: n, Name: a.name("name"), Binding: a.qname("binding")}
	a.need(p.Name.Set(), "name")
	a.need(p.Binding.Set(), "binding")
	a.end("name", "binding")
	for _, c := range ext {
		if c.Name.Local != "address" || c.Name.Space != nsSOAP11 && c.Name.Space != nsSOAP12 && c.Name.Space != nsHTTP {
			p.Extensions = append(p.Extensions, r.extension(c, x))
			continue
		}
		b := r.attrs(c)
		location := b.uri("location")
		b.need(location.Set(), "location")
		b.end("location")
		if p.Address.Set() {
			r.diags.Errorf(c.Span, idRepeatedElement, "%s stands twice in its parent", c.raw())
			continue
		}
		p.Address = location
	}
	return p
}
