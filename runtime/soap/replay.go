package soap

import (
	"bytes"
	"fmt"
	"slices"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// Replay makes a call from the text of a request. The children of a SOAP Body are decoded into in, the children of a SOAP
// Header into the typed blocks that op declares; call is the generated method, and what it returns is encoded as the
// children of a Body. Every element must declare the prefixes that it uses. A nil in is an empty request.
func Replay(op *Operation, header, body []byte, in xmltext.Node, call func(...CallOption) (xmltext.Node, error)) ([]byte, error) {
	blocks, err := op.readRequest(header, body, in)
	if err != nil {
		return nil, fmt.Errorf("%s: request: %w", op.Name, err)
	}
	var opts []CallOption
	for _, raw := range blocks {
		h, err := op.typedHeader(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: header %v: %w", op.Name, raw.Name, err)
		}
		opts = append(opts, WithHeader(h))
	}
	out, err := call(opts...)
	if err != nil || op.Out == nil {
		return nil, err
	}
	text, err := op.Out.encode(op, out)
	if err == nil && op.Out.Bare {
		return children(text)
	}
	return text, err
}

// readRequest decodes a request into in and returns its header blocks.
func (op *Operation) readRequest(header, body []byte, in xmltext.Node) ([]xsd.Raw, error) {
	b := *op.Binding
	b.Prefixes, b.EnvelopePrefix = xmltext.Prefixed, ""
	v := newEnvelope(&b, new(Message))
	v.blocks = append(v.blocks, header)
	p := newPlan(op.Binding, op.In)
	got := &incoming{plan: p, out: in, from: new(transport.Body)}
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Encoded = op.In.Encoded
	d.Reset(v.appendTo(nil, bytes.TrimSpace(body)))
	if err := d.Document(envelopeName(b.Version), &p.ns, &p.envelope[b.Version], got.envelope(b.Version)); err != nil {
		return nil, err
	}
	if path := got.missing(); path != "" {
		return nil, fmt.Errorf("%s: expected element is missing", path)
	}
	return got.headers, nil
}

// typedHeader decodes a header block of a request into the type that the operation declares for it.
func (op *Operation) typedHeader(raw xsd.Raw) (Header, error) {
	i := slices.IndexFunc(op.In.Headers, func(p Part) bool { return qname(p.Name, op.namespaces(&p)) == raw.Name })
	if i < 0 {
		return Header{}, fmt.Errorf("the operation does not declare it")
	}
	p := op.In.Headers[i]
	h := Header{Part: p, Node: p.New()}
	return h, decodeRaw(raw, p.Name, op.namespaces(&p), p.Type, h.Node, xmltext.Limits{})
}
