package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// refusable lowers an operation. One that can't be modelled is no error of the contract: it is left out with warnings,
// which become errors again where no operation is left.
func (c *compiler) refusable(name string, lower func() *contract.Operation) *contract.Operation {
	first := len(c.diags)
	c.encoded = false
	o := lower()
	if !c.diags[first:].HasErrors() {
		return o
	}
	for i := first; i < len(c.diags); i++ {
		switch c.diags[i].ID {
		case idExpansionLimit, idUndeclaredMessage, idUndeclaredElement, idUndeclaredType, idUndeclaredOperation:
			continue // a limit holds for the whole contract, and a name that means nothing is a mistake
		}
		c.refused = append(c.refused, i)
		c.diags[i].Severity = source.Warning
		if c.diags[i].Hint == "" {
			c.diags[i].Hint = "the operation " + name + " is left out where others are not"
		}
	}
	return nil
}

// reinstate makes errors of the warnings about operations and bindings, where none is left that can be called.
func (c *compiler) reinstate() {
	for _, b := range c.api.Bindings {
		if len(b.Operations) > 0 {
			return
		}
	}
	for _, i := range c.refused {
		c.diags[i].Severity = source.Error
	}
}

// demanding reports an extension that must be understood and is not: what it stands in is left out with a warning.
func (c *compiler) demanding(what, construct string, n *parser.Node, list []*parser.Extension) bool {
	for _, x := range list {
		name := extensionName(x)
		if !x.Required.V || name == "" {
			continue
		}
		c.refused = append(c.refused, len(c.diags))
		c.cover(construct, contract.Refused, n.Span)
		c.diags.Warnf(x.Span, idUnsupportedExtension, "%s requires the extension %s, which is not modelled, and is left out", what, name)
		return true
	}
	return false
}

// extensionName is the name of an extension element; "" for what policies read.
func extensionName(x *parser.Extension) string {
	switch {
	case x.XML == nil:
		return "extension"
	case isPolicy(x.XML.Name, "Policy") || isPolicy(x.XML.Name, "PolicyReference") || isAddressing(x.XML.Name):
		return ""
	}
	return x.XML.Name.String()
}

// overHTTP reports whether a binding is SOAP over HTTP. One that is not is left out with a warning.
func (c *compiler) overHTTP(q contract.QName, b *parser.Binding) bool {
	at, why := b.Span, "is not SOAP"
	if b.SOAP != nil {
		t := b.SOAP.Transport
		switch t.V {
		case "", "http://schemas.xmlsoap.org/soap/http", "http://schemas.xmlsoap.org/soap/http/", "http://www.w3.org/2003/05/soap/bindings/HTTP/":
			return true
		}
		at, why = t.Span, "has the transport "+t.V+", not HTTP"
	}
	c.refused = append(c.refused, len(c.diags))
	c.cover("wsdl:binding", contract.Refused, b.Span)
	c.diags.Warnf(at, idUnsupportedBinding, "the binding %s %s, and is left out", q.Local, why)
	return false
}
