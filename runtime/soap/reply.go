package soap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// receive turns an HTTP reply into the decoded message or an error.
func (k *call) receive(ctx context.Context, x *Exchange, resp *http.Response, body *transport.Body) error {
	x.Status = resp.StatusCode
	if len(k.c.middleware) > 0 { // which alone sees it
		x.Reply = k.Secrets.Header(resp.Header)
	}
	if k.meta != nil {
		*k.meta = Reply{StatusCode: resp.StatusCode, Header: resp.Header, Attempts: x.Attempt}
	}
	err := k.read(ctx, x, resp, body)
	if k.halted {
		return transport.ErrHalted
	}
	return err
}

// read decodes the body and judges what it held.
func (k *call) read(ctx context.Context, x *Exchange, resp *http.Response, body *transport.Body) error {
	if err := k.Unusable(resp, body); err != nil {
		return err
	}
	in := &incoming{plan: k.op.replyPlan(), out: x.Out, from: body}
	if k.wrap != nil {
		in.out = k.wrap(x.Out)
	}
	err := k.decode(ctx, in, resp, body)
	if k.halted {
		return nil
	}
	if err != nil {
		k.reportHeld(ctx, false)
	}
	if len(k.c.middleware) > 0 { // which alone sees it
		x.Got = k.Secrets.Raws(in.headers)
	}
	if k.meta != nil {
		k.meta.Blocks, k.meta.Residue = in.headers, in.unknown()
	}
	var ref *ReferenceError
	var position *PositionError
	switch damage := body.Damage(); {
	case damage != nil && transport.OK(resp.StatusCode):
		return k.Malformed(resp, "/", fmt.Errorf("decompressing: %w", damage))
	case damage != nil:
		return k.HTTPError(resp, body, "decompressing: "+damage.Error())
	case err != nil && !body.Recognised():
		return k.notSOAP(resp, body, err)
	case errors.As(err, &ref):
		return k.DecodeErrorAt(ref.Path, -1, resp.StatusCode, err)
	case errors.As(err, &position):
		return k.DecodeErrorAt(position.Path, -1, resp.StatusCode, err)
	case err != nil:
		return k.DecodeError("", resp.StatusCode, err)
	}
	return k.judge(ctx, x, in, resp)
}

// decode reads the whole document. An envelope of the other version is read too, for the fault that it may hold.
func (k *call) decode(ctx context.Context, in *incoming, resp *http.Response, body *transport.Body) error {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits = k.c.base.Limits
	d.Strict, d.Encoded = k.strict, k.op.bodyEncoded()
	if k.c.base.Listens() {
		d.OnDrift = func(x xmltext.Drift) { k.Drift(ctx, x.Kind, x.Path) }
	}
	if k.held = nil; k.op.Status != nil || in.plan.bare != nil {
		d.Hold = k.hold
	}
	if _, params, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err == nil {
		d.Charset = params["charset"]
	}
	p, version := in.plan, k.op.Binding.Version
	if err := reset(ctx, d, body, k.op); err != nil {
		body.Recognise()
		return err
	}
	err := d.Document(envelopeName(version), &p.ns, &p.envelope[version], in.envelope(version))
	var root *xmltext.RootError
	if other := V12 - version; errors.As(err, &root) && root.Got == (xsd.QName{Space: other.namespace(), Local: "Envelope"}) && !body.Cut() {
		if err = reset(ctx, d, body.Again(), k.op); err == nil {
			err = d.Document(envelopeName(other), &p.ns, &p.envelope[other], in.envelope(other))
		}
	}
	in.lack, in.judge = d.Lack(), d.Judge
	return err
}

// reset makes what r yields the next document, without references where it is in SOAP encoding.
func reset(ctx context.Context, d *xmltext.Decoder, r io.Reader, op *Operation) (err error) {
	if op.encoded() {
		if r, err = references(ctx, r, d, op); err != nil {
			return err
		}
	}
	d.ResetReader(r, nil)
	return nil
}

func envelopeName(v Version) xmltext.Name {
	if v == V12 {
		return xmltext.Name{Local: "Envelope", NS: id12}
	}
	return xmltext.Name{Local: "Envelope", NS: id11}
}

// judge tells a reply from a fault, a refusal and a message that lacks its part.
func (k *call) judge(ctx context.Context, x *Exchange, in *incoming, resp *http.Response) error {
	if f := in.fault; f != nil {
		k.reportHeld(ctx, in.plan.bare != nil) // in whose place the fault stands
		k.headersOfFault(ctx, in)
		return k.faulted(ctx, f, in.judge, resp)
	}
	if in.version != k.op.Binding.Version {
		return k.Malformed(resp, "/Envelope", &VersionError{Want: k.op.Binding.Version, Got: in.version})
	}
	if path := in.excess(); path != "" {
		return k.Malformed(resp, path, errors.New("element is repeated, or of the other SOAP version"))
	}
	if err := k.headersOf(ctx, in); err != nil {
		return err
	}
	if path := in.missing(); path != "" {
		return k.Malformed(resp, path, errors.New("expected element is missing"))
	}
	if err := k.refused(x); err != nil {
		k.reportHeld(ctx, true)
		return err
	}
	if k.reportHeld(ctx, false); k.strict && len(k.held) > 0 {
		return k.DecodeError("", resp.StatusCode, &xmltext.DriftError{Drift: k.held[0]})
	}
	if !transport.OK(resp.StatusCode) {
		return k.HTTPError(resp, in.from, "a SOAP message that is no fault")
	}
	if in.lack != nil { // only now: a refusal may lack it by right
		return k.DecodeError("", resp.StatusCode, &xmltext.DriftError{Drift: *in.lack})
	}
	return nil
}

// maxHeld bounds the drift that waits for a reply's status.
const maxHeld = 1000

// hold keeps missing names until the status says whether the reply had to have them, and what comes after the first one, so
// that drift is reported in the order of the document.
func (k *call) hold(x xmltext.Drift) bool {
	if x.Kind != xmltext.Missing && (k.strict || len(k.held) == 0) || len(k.held) == maxHeld {
		return false
	}
	k.held = append(k.held, x)
	return true
}

// reportHeld reports the drift that waited. A refusal lacks by right what a success has.
func (k *call) reportHeld(ctx context.Context, refused bool) {
	for _, x := range k.held {
		if x.Kind != xmltext.Missing || !refused {
			k.Drift(ctx, x.Kind, x.Path)
		}
	}
}

func (k *call) faulted(ctx context.Context, f *Fault, judge judgement, resp *http.Response) error {
	f.Operation, f.StatusCode = k.op.Name, resp.StatusCode
	for _, x := range f.typed(k.op, k.c.base.Limits, judge) {
		k.Drift(ctx, x.Kind, "/Envelope/Body/Fault"+x.Path)
	}
	f.redact(&k.Secrets)
	return f
}

// refused applies the provider's status rule to the decoded reply.
func (k *call) refused(x *Exchange) error {
	rule := k.op.Status
	if rule == nil {
		return nil
	}
	s, ok := x.Out.(Stated)
	if !ok {
		return k.c.misconfigured(k.op.Name, "the reply has a status rule and no status")
	}
	status, message := s.ReplyStatus()
	active := rule.active(message)
	k.Secrets.Add(active)
	r := k.Refused(rule.OK, rule.AbsentOK, status, message, x.Out)
	if r == nil {
		return nil
	}
	r.Active = xsd.Secret(active)
	if f := k.op.Binding.Refuse; f != nil {
		return f(*r)
	}
	return r
}

// headersOf hands out header blocks and makes sure that those which must be understood are
// (SOAP 1.1, clause 4.2.3; SOAP 1.2 part 1, clause 2.4).
func (k *call) headersOf(ctx context.Context, in *incoming) error {
	taken := make([]bool, len(k.into))
	for _, raw := range in.headers {
		handed, err := k.handOut(ctx, raw, nil, in.judge, taken)
		if err != nil {
			return err
		}
		known := handed || slices.Contains(k.understood, raw.Name) || slices.Contains(k.c.understood, raw.Name)
		if m := k.op.Out; m != nil {
			for i := range m.Headers {
				known = known || qname(m.Headers[i].Name, k.op.namespaces(&m.Headers[i])) == raw.Name
			}
		}
		if !known && mustUnderstand(raw) {
			return &HeaderError{Operation: k.op.Name, Header: k.Secrets.QName(raw.Name)}
		}
	}
	return nil
}

// headersOfFault decodes the header blocks of a fault that the operation declares for faults, and hands them out. One that
// can't be read is drift: the fault is better than an error about it.
func (k *call) headersOfFault(ctx context.Context, in *incoming) {
	taken := make([]bool, len(k.into))
	for _, raw := range in.headers {
		n, found := k.op.declared(k.op.HeaderFaults, raw, k.c.base.Limits, in.judge)
		if n != nil {
			in.fault.Headers = append(in.fault.Headers, n)
		}
		if _, err := k.handOut(ctx, raw, n, in.judge, taken); err != nil && (n != nil || len(found) == 0) {
			found = append(found, xmltext.Drift{Kind: xmltext.FaultDetail, Path: "/" + raw.Name.Local})
		}
		for _, x := range slices.DeleteFunc(found, ofBlock) {
			k.Drift(ctx, x.Kind, "/Envelope/Header"+x.Path)
		}
	}
}

// handOut decodes a block for the first HeaderInto of its name that has none yet, if there are any of that name. Two blocks
// in one node would be a value that nobody sent. Read is what the block was decoded to already, nil if it was not.
func (k *call) handOut(ctx context.Context, raw xsd.Raw, read xmltext.Node, judge judgement, taken []bool) (known bool, err error) {
	for i, into := range k.into {
		if qname(into.part.Name, k.op.namespaces(&into.part)) != raw.Name {
			continue
		}
		if known = true; taken[i] {
			continue
		}
		taken[i] = true
		if read != nil && reflect.TypeOf(read) == reflect.TypeOf(into.node) {
			reflect.ValueOf(into.node).Elem().Set(reflect.ValueOf(read).Elem())
			return true, nil
		}
		reflect.ValueOf(into.node).Elem().SetZero() // of what an earlier attempt left there
		drift := func(x xmltext.Drift) {
			if !ofBlock(x) {
				k.Drift(ctx, x.Kind, "/Envelope/Header"+x.Path)
			}
		}
		if err := k.op.decodePart(&into.part, raw, into.part.Name, into.node, k.c.base.Limits, drift, judge); err != nil {
			reflect.ValueOf(into.node).Elem().SetZero()
			return true, k.DecodeError("/Envelope/Header", k.x.Status, err)
		}
		return true, nil
	}
	if known {
		err = k.DecodeErrorAt("/Envelope/Header/"+raw.Name.Local, -1, k.x.Status, errors.New("element is repeated"))
	}
	return known, err
}

// mustUnderstand reports whether a block must be understood by us: the ultimate receiver, or anybody.
func mustUnderstand(raw xsd.Raw) bool {
	if !strings.Contains(raw.XML, "mustUnderstand") {
		return false
	}
	var attrs xsd.Attrs
	if err := decodeRaw(raw, xmltext.Name{Local: raw.Name.Local, AnyForm: true}, &faultNS, &anyType, xmltext.ReadOnly(discard{&attrs}), xmltext.Limits{}); err != nil {
		return true
	}
	for _, ns := range []string{ns11, ns12} {
		switch v, _ := attrs.Get(xsd.QName{Space: ns, Local: "mustUnderstand"}); strings.TrimSpace(v) {
		case "1", "true":
		default:
			continue
		}
		actor, _ := attrs.Get(xsd.QName{Space: ns11, Local: "actor"})
		role, _ := attrs.Get(xsd.QName{Space: ns12, Local: "role"})
		switch actor + role {
		case "", "http://schemas.xmlsoap.org/soap/actor/next", ns12 + "/role/next", ns12 + "/role/ultimateReceiver":
			return true
		}
	}
	return false
}

// notSOAP describes a body whose root is not an envelope. A 2xx reply that is XML by its media type is a wrong message;
// anything else is an answer from something that does not speak SOAP.
func (k *call) notSOAP(resp *http.Response, body *transport.Body, err error) error {
	if errors.As(err, new(*xmltext.LimitError)) {
		return k.DecodeError("", resp.StatusCode, err)
	}
	empty := body.Blank()
	good := transport.OK(resp.StatusCode)
	switch {
	case empty && good && k.op.Out == nil:
		return nil
	case empty && good:
		return k.Malformed(resp, "/", errors.New("empty reply"))
	case good && isXML(resp.Header.Get("Content-Type")) && bytes.HasPrefix(body.Head(), []byte("<")):
		return k.DecodeError("", resp.StatusCode, err)
	}
	return k.HTTPError(resp, body, "")
}

func isXML(contentType string) bool {
	t, _, _ := strings.Cut(contentType, ";")
	t = strings.ToLower(strings.TrimSpace(t))
	return t == "" || t == "text/xml" || t == "application/xml" || strings.HasSuffix(t, "+xml") && t != "application/xhtml+xml"
}
