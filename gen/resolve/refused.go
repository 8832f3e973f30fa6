package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// always are the mistakes that refuse the contract also where one operation has them: a limit holds for all of it, and
// what a name that means nothing stands for may be missing elsewhere, too.
var always = []string{idExpansionLimit, idUndeclaredMessage, idUndeclaredElement, idUndeclaredType, idUndeclaredOperation}

// refusable lowers an operation. One that can't be modelled, or is wrong by itself, is no error of the contract, whose
// other operations can be called: it is left out with warnings, which become errors again where no operation is left.
func (c *compiler) refusable(name string, lower func() *contract.Operation) *contract.Operation {
	first := len(c.diags)
	c.encoded = false
	o := lower()
	found := c.diags[first:]
	if !found.HasErrors() {
		return o
	}
	c.diags = c.diags[:first]
	for _, d := range found {
		if d.Severity != source.Error || slices.Contains(always, d.ID) {
			c.diags = append(c.diags, d)
			continue
		}
		if d.Severity = source.Warning; d.Hint == "" {
			d.Hint = "the operation " + name + " is left out where others are not"
			if what := hints[d.ID]; what != "" {
				d.Hint += "; " + what
			}
		}
		c.refused = append(c.refused, d)
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
	for i := range c.refused {
		c.refused[i].Severity = source.Error
	}
}

// demanding reports an extension that must be understood and is not: what it stands in is left out with a warning.
func (c *compiler) demanding(what, construct string, n *parser.Node, list []*parser.Extension) bool {
	for _, x := range list {
		name := extensionName(x)
		if !x.Required.V || name == "" {
			continue
		}
		c.cover(construct, contract.Refused, n.Span)
		c.refused.Warnf(x.Span, idUnsupportedExtension, "%s requires the extension %s, which is not modelled, and is left out", what, name)
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
		case "", "http://schemas.xmlsoap.org/soap/http", "http://schemas.xmlsoap.org/soap/https", "http://schemas.xmlsoap.org/soap/http/", "http://www.w3.org/2003/05/soap/bindings/HTTP/":
			return true
		}
		at, why = t.Span, "has the transport "+t.V+", not HTTP"
	}
	c.cover("wsdl:binding", contract.Refused, b.Span)
	c.refused.Warnf(at, idUnsupportedBinding, "the binding %s %s, and is left out", q.Local, why)
	return false
}
