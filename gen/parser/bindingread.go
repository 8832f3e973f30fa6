package parser

func (r *reader) binding(x *XML) *Binding {
	n, own, ext := r.wsdlNode(x, "operation")
	a := r.attrs(x)
	b := &Binding{Node: n, Name: a.name("name"), Type: a.qname("type")}
	a.need(b.Name.Set(), "name")
	a.need(b.Type.Set(), "type")
	a.end("name", "type")
	for _, c := range ext {
		v, isSOAP := soapVersion(c)
		switch {
		case isSOAP && c.Name.Local == "binding":
			if b.SOAP != nil {
				r.once(c, &b.SOAP.Node)
				continue
			}
			b.SOAP = r.soapBinding(c, v)
		case c.Name == QName{nsHTTP, "binding"}:
			e := r.extensionAttrs(c)
			b.HTTP = &HTTPBinding{Node: leaf(c), Verb: e.token("verb")}
			e.end("verb")
		default:
			b.Extensions = append(b.Extensions, r.extension(c, x))
		}
	}
	for _, c := range own {
		b.Operations = append(b.Operations, r.bindingOperation(c))
	}
	return b
}

// soapVersion tells the SOAP version from the namespace of an extension element.
func soapVersion(x *XML) (SOAPVersion, bool) {
	switch x.Name.Space {
	case nsSOAP11:
		return SOAP11, true
	case nsSOAP12:
		return SOAP12, true
	}
	return "", false
}

func leaf(x *XML) Node { return Node{Span: x.Span, XML: x} }

// extensionAttrs reads the attributes of an extension element, which may all have wsdl:required.
func (r *reader) extensionAttrs(x *XML) *attrs {
	a := r.attrs(x)
	a.flagIn(nsWSDL, "required", false)
	return a
}

func (r *reader) soapBinding(x *XML, v SOAPVersion) *SOAPBinding {
	a := r.extensionAttrs(x)
	b := &SOAPBinding{
		Node: leaf(x), Version: v,
		Style:     a.token("style"),
		Transport: a.uri("transport"),
	}
	a.end("style", "transport")
	return b
}

func (r *reader) bindingOperation(x *XML) *BindingOperation {
	n, own, ext := r.wsdlNode(x, "input", "output", "fault")
	a := r.attrs(x)
	o := &BindingOperation{Node: n, Name: a.name("name")}
	a.need(o.Name.Set(), "name")
	a.end("name")
	for _, c := range ext {
		v, isSOAP := soapVersion(c)
		switch {
		case isSOAP && c.Name.Local == "operation":
			if o.SOAP != nil {
				r.once(c, &o.SOAP.Node)
				continue
			}
			o.SOAP = r.soapOperation(c, v)
		case c.Name == QName{nsHTTP, "operation"}:
			e := r.extensionAttrs(c)
			o.HTTP = &HTTPOperation{Node: leaf(c), Location: e.uri("location")}
			e.end("location")
		default:
			o.Extensions = append(o.Extensions, r.extension(c, x))
		}
	}
	for _, c := range own {
		m := r.bindingMessage(c)
		switch c.Name.Local {
		case "input":
			if o.Input != nil {
				r.once(c, &o.Input.Node)
				continue
			}
			o.Input = m
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
	return o
}

func (r *reader) soapOperation(x *XML, v SOAPVersion) *OperationName {
	a := r.extensionAttrs(x)
	o := &OperationName{
		Node: leaf(x), Version: v,
		Action: a.uri("soapAction"),
		Style:  a.token("style"),
	}
	known := []string{"soapAction", "style"}
	o.ActionRequired.V = true
	if v == SOAP12 {
		o.ActionRequired = a.flag("soapActionRequired", true)
		known = append(known, "soapActionRequired")
	}
	a.end(known...)
	return o
}

func (r *reader) bindingMessage(x *XML) *BindingMessage {
	n, _, ext := r.wsdlNode(x)
	a := r.attrs(x)
	m := &BindingMessage{Node: n, Name: a.name("name")}
	if x.Name.Local == "fault" {
		a.need(m.Name.Set(), "name")
	}
	a.end("name")
	for _, c := range ext {
		v, isSOAP := soapVersion(c)
		switch {
		case isSOAP && c.Name.Local == "body":
			if m.Body != nil {
				r.once(c, &m.Body.Node)
				continue
			}
			m.Body = r.soapBody(c, v)
		case isSOAP && c.Name.Local == "header":
			m.Headers = append(m.Headers, r.soapHeader(c, v))
		case isSOAP && c.Name.Local == "fault":
			m.Fault = r.soapFault(c, v)
		case c.Name == QName{nsMIME, "multipartRelated"}:
			m.MIME = r.multipart(c)
		case isContent(c):
			m.Contents = append(m.Contents, r.mimeContent(c))
		default:
			m.Extensions = append(m.Extensions, r.extension(c, x))
		}
	}
	return m
}

func (r *reader) soapBody(x *XML, v SOAPVersion) *SOAPBody {
	a := r.extensionAttrs(x)
	b := &SOAPBody{
		Node: leaf(x), Version: v,
		Use:           a.token("use"),
		Parts:         a.list("parts"),
		Namespace:     a.uri("namespace"),
		EncodingStyle: a.list("encodingStyle"),
	}
	a.end("use", "parts", "namespace", "encodingStyle")
	return b
}

func (r *reader) soapHeader(x *XML, v SOAPVersion) *SOAPHeader {
	a := r.extensionAttrs(x)
	h := &SOAPHeader{
		Node: leaf(x), Version: v,
		Message:       a.qname("message"),
		Part:          a.name("part"),
		Use:           a.token("use"),
		Namespace:     a.uri("namespace"),
		EncodingStyle: a.list("encodingStyle"),
	}
	a.need(h.Message.Set(), "message")
	a.need(h.Part.Set(), "part")
	a.end("message", "part", "use", "namespace", "encodingStyle")
	for _, c := range x.Children {
		if version, ok := soapVersion(c); ok && c.Name.Local == "headerfault" && x.Name.Local == "header" {
			h.Faults = append(h.Faults, r.soapHeader(c, version))
		} else if c.Name.Space != nsWSDL {
			r.extension(c, x)
		}
	}
	return h
}

func (r *reader) soapFault(x *XML, v SOAPVersion) *SOAPFault {
	a := r.extensionAttrs(x)
	f := &SOAPFault{
		Node: leaf(x), Version: v,
		Name:          a.name("name"),
		Use:           a.token("use"),
		Namespace:     a.uri("namespace"),
		EncodingStyle: a.list("encodingStyle"),
	}
	a.end("name", "use", "namespace", "encodingStyle")
	return f
}

func isContent(x *XML) bool {
	switch x.Name {
	case QName{nsMIME, "content"}, QName{nsMIME, "mimeXml"}, QName{nsHTTP, "urlEncoded"}, QName{nsHTTP, "urlReplacement"}:
		return true
	}
	return false
}

func (r *reader) mimeContent(x *XML) *MIMEContent {
	a := r.extensionAttrs(x)
	c := &MIMEContent{Node: leaf(x), Part: a.name("part"), Type: a.token("type")}
	a.end("part", "type")
	return c
}

func (r *reader) multipart(x *XML) *MIMEMultipart {
	m := &MIMEMultipart{Node: leaf(x)}
	r.extensionAttrs(x).end()
	for _, c := range x.Children {
		if (c.Name != QName{nsMIME, "part"}) {
			r.extension(c, x)
			continue
		}
		m.Parts = append(m.Parts, r.mimePart(c))
	}
	return m
}

func (r *reader) mimePart(x *XML) *MIMEPart {
	a := r.extensionAttrs(x)
	p := &MIMEPart{Node: leaf(x), Name: a.name("name")}
	a.end("name")
	for _, c := range x.Children {
		v, isSOAP := soapVersion(c)
		switch {
		case isSOAP && c.Name.Local == "body":
			p.Body = r.soapBody(c, v)
		case isSOAP && c.Name.Local == "header":
			p.Headers = append(p.Headers, r.soapHeader(c, v))
		case isContent(c):
			p.Contents = append(p.Contents, r.mimeContent(c))
		default:
			p.Extensions = append(p.Extensions, r.extension(c, x))
		}
	}
	return p
}
