package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// checkSamples checks that each recorded message is well-formed and what its name says: an envelope, or
// what stands in its body, of the operation's request, of its reply or of a fault.
func (c *compiler) checkSamples() {
	type place struct {
		from *source.File
		ref  string
	}
	read := map[place]*parser.XML{}
	for _, b := range c.api.Bindings {
		rest, isREST := b.Transport.(*contract.REST)
		for _, o := range b.Operations {
			if isREST {
				c.checkJSONSamples(o, rest.Error)
				continue
			}
			for _, s := range o.Samples {
				at := place{s.Span.File, s.File}
				root, done := read[at]
				if !done {
					root = c.readSample(s)
					read[at] = root
				}
				if root != nil {
					c.checkSample(o, s.Kind, root)
				}
			}
		}
	}
}

// readSample is the root of a sample; nil for one that is not there or, reported, not well-formed.
func (c *compiler) readSample(s contract.Sample) *parser.XML {
	if s.Span.File == nil {
		return nil
	}
	f, failed, err := s.Span.File.Beside(s.File)
	if err != nil {
		return nil // missing-sample says so
	}
	var found source.List
	if failed != nil {
		found = source.List{*failed}
	} else if root := parser.ParseXML(f, &found); !found.HasErrors() {
		return root
	}
	found = found[:1]
	found[0].ID = idBadSample
	c.diags = append(c.diags, found...)
	return nil
}

func (c *compiler) checkSample(o *contract.Operation, kind contract.SampleKind, root *parser.XML) {
	content := root
	if isSOAP(root, "Envelope") {
		var body *parser.XML
		for _, x := range root.Children {
			if isSOAP(x, "Body") {
				body = x
			}
		}
		switch {
		case body == nil:
			c.diags.Errorf(root.Span, idBadSample, "the envelope has no Body")
			return
		case len(body.Children) == 0:
			if kind == contract.SampleFault || len(contents(o, kind)) > 0 {
				c.diags.Errorf(body.Span, idBadSample, "the body is empty, and the %s of %s is not", sampleText[kind], o.Name)
			}
			return
		}
		content = body.Children[0]
	}
	name := contract.QName(content.Name)
	if kind == contract.SampleFault && isSOAP(content, "Fault") {
		return
	}
	for _, p := range contents(o, kind) {
		if name == p.Name || p.anyForm && name.Local == p.Name.Local {
			return
		}
	}
	x := c.diags.Errorf(content.Span, idBadSample, "%s is not the %s of %s", name, sampleText[kind], o.Name)
	switch want := contents(o, kind); {
	case isSOAP(content, "Fault"):
		x.Hint = "name the sample NAME.fault.xml"
	case kind == contract.SampleFault:
		x.Hint = "a fault's body holds the element Fault"
	case len(want) > 0:
		x.Hint = "that is " + want[0].Name.String()
	}
}

var sampleText = [...]string{contract.SampleRequest: "request", contract.SampleReply: "reply", contract.SampleFault: "fault"}

func isSOAP(x *parser.XML, local string) bool {
	return x.Name.Local == local && (x.Name.Space == soap11 || x.Name.Space == soap12)
}

// A bodyRoot is an element that a message's body may start with.
type bodyRoot struct {
	Name    contract.QName
	anyForm bool
}

// contents lists the elements that the body of an operation's message may start with.
func contents(o *contract.Operation, kind contract.SampleKind) []bodyRoot {
	var out []bodyRoot
	var add func(e *contract.Element, anyForm bool)
	add = func(e *contract.Element, anyForm bool) {
		out = append(out, bodyRoot{e.Name, anyForm})
		for _, m := range e.Members {
			add(m, anyForm)
		}
	}
	parts := o.Faults
	if m := map[contract.SampleKind]*contract.Message{contract.SampleRequest: o.In, contract.SampleReply: o.Out}[kind]; m != nil {
		if parts = m.Body; len(m.Wrapper) > 0 {
			return []bodyRoot{{m.Wrapper[0], len(parts) > 0 && parts[0].AnyForm}}
		}
	} else if kind != contract.SampleFault {
		return nil
	}
	for _, p := range parts {
		add(p.Element, p.AnyForm)
	}
	return out
}
