package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// encodes reports whether the spec's messages are in SOAP encoding (SOAP 1.1, clause 5), which needs the wrapper of rpc
// style for its encodingStyle.
func (c *compiler) encodes() bool {
	use := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.Use })
	if use.V != "encoded" {
		return false
	}
	if style := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.Style }); style.V != string(contract.RPC) && !c.encoded {
		c.encoded = true
		c.unsupported(use.Span, idUnsupportedEncoded, "soap:body/@use", "SOAP encoding is modelled for style rpc alone").Hint = "state style: rpc"
	}
	return true
}

// encode puts an operation's messages into SOAP encoding. The children of a request say their type in xsi:type; those of
// a reply are read with it or without it.
func (c *compiler) encode(o *contract.Operation) {
	o.In.Encoded = true
	if o.Out != nil {
		o.Out.Encoded = true
	}
	s, ok := o.In.Body[0].Element.Type.(*contract.Struct)
	if !ok {
		return
	}
	for _, a := range s.Attrs {
		c.unsupported(a.Span, idUnsupportedEncoded, "soapenc:attribute", "%s: a parameter in SOAP encoding is an element", a.Path).Hint = "make an element of it"
	}
	eachField(s.Own, func(f *contract.Field) {
		if f.Max != 1 || !isAtomic(f.Element.Type) {
			c.unsupported(f.Span, idUnsupportedEncoded, "soapenc:value", "%s: only a single value of a simple type is modelled in a spec's SOAP encoding", f.Path).Hint = "state a simple type that stands once"
		}
		if c.speaks[f] = true; f.WireType.Local == "" {
			f.WireType = contract.QName{Space: xsdSpace, Local: builtinOf(f.Element.Type)}
		}
	})
}

// A wireType is a field that states what xsi:type names, and where.
type wireType struct {
	field *contract.Field
	at    source.Span
}

func (c *compiler) setWireType(f *contract.Field, v parser.Value[string]) {
	if kind := primitive(v.V); kind == "" || kind == "list" {
		c.diags.Errorf(v.Span, idUndeclaredType, "%q is no built-in type of single values", v.V).Hint = "state a type such as string or int"
	}
	f.WireType = contract.QName{Space: xsdSpace, Local: v.V}
	c.typed = append(c.typed, wireType{f, v.Span})
}

// checkWireTypes reports types that nothing writes.
func (c *compiler) checkWireTypes() {
	for _, x := range c.typed {
		if !c.speaks[x.field] {
			c.diags.Errorf(x.at, idConflictingKeys, "only a parameter in SOAP encoding says its type").Hint = "state soap: {style: rpc, use: encoded}"
		}
	}
}

// builtinOf is the built-in type that the values of a spec's type are of, on the wire.
func builtinOf(t contract.Type) string {
	for s, ok := t.(*contract.Simple); ok; s, ok = s.Base.(*contract.Simple) {
		if s.Layout != "" {
			return "string"
		}
	}
	return kindOf(t)
}

// isAtomic reports a type whose values are single ones of a built-in type.
func isAtomic(t contract.Type) bool {
	kind := primitive(kindOf(t))
	return kind != "" && kind != "list"
}
