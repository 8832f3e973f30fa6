package soap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// receive turns an HTTP reply into the decoded message or an error.
// cancel ends the request.
func (k *call) receive(ctx context.Context, cancel context.CancelFunc, x *Exchange, resp *http.Response, endpoint *url.URL) error {
	x.Status = resp.StatusCode
	if len(k.c.middleware) > 0 { // which alone sees it
		x.Reply = k.secrets.header(resp.Header)
	}
	if k.meta != nil {
		*k.meta = Reply{StatusCode: resp.StatusCode, Header: resp.Header, Attempts: x.Attempt}
	}
	body := newReplyBody(ctx, k.c, resp)
	defer body.release()
	err := k.read(ctx, x, resp, body)
	if k.halted {
		return nil // the connection is closed, not drained
	}
	if broken := body.net.broken(); broken != nil {
		if ctx.Err() == nil && !ok2xx(resp.StatusCode) && errors.As(err, new(*HTTPError)) {
			return err // half an error page says more than that it broke off
		}
		broken = fmt.Errorf("reading the reply, HTTP %d: %w", resp.StatusCode, ended(ctx, broken))
		return k.transportError(endpoint, true, broken)
	}
	if !errors.As(err, new(*xmltext.LimitError)) && ctx.Err() == nil {
		body.net.drain(cancel)
	}
	return err
}

// read decodes the body and judges what it held.
func (k *call) read(ctx context.Context, x *Exchange, resp *http.Response, body *replyBody) error {
	if err := k.unusable(resp, body); err != nil {
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
	if len(k.c.middleware) > 0 { // which alone sees it
		x.Got = k.secrets.raws(in.headers)
	}
	if k.meta != nil {
		k.meta.Blocks, k.meta.Residue = in.headers, in.unknown()
	}
	switch damage := body.damage; {
	case damage != nil && ok2xx(resp.StatusCode):
		return k.malformed(resp, "/", fmt.Errorf("decompressing: %w", damage))
	case damage != nil:
		return k.httpError(resp, body, "decompressing: "+damage.Error())
	case err != nil && !body.rooted:
		return k.notSOAP(resp, body, err)
	case err != nil:
		return k.decodeError(resp, err)
	}
	return k.judge(ctx, x, in, resp)
}

// decode reads the whole document. An envelope of the other version is read too, for the fault that it may hold.
func (k *call) decode(ctx context.Context, in *incoming, resp *http.Response, body *replyBody) error {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits = k.c.limits
	d.Strict = k.strict
	if k.c.onDrift != nil || k.c.log != nil {
		d.OnDrift = func(x xmltext.Drift) { k.drift(ctx, x.Kind, x.Path) }
	}
	if _, params, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err == nil {
		d.Charset = params["charset"]
	}
	p, version := in.plan, k.op.Binding.Version
	d.ResetReader(body, nil)
	err := d.Document(envelopeName(version), &p.ns, &p.envelope[version], in.envelope(version))
	var root *xmltext.RootError
	if other := V12 - version; errors.As(err, &root) && root.Got == (xsd.QName{Space: other.namespace(), Local: "Envelope"}) && !body.cut {
		d.ResetReader(body.again(), nil)
		err = d.Document(envelopeName(other), &p.ns, &p.envelope[other], in.envelope(other))
	}
	return err
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
		return k.faulted(ctx, f, resp)
	}
	if in.version != k.op.Binding.Version {
		return k.malformed(resp, "/Envelope", &VersionError{Want: k.op.Binding.Version, Got: in.version})
	}
	if path := in.excess(); path != "" {
		return k.malformed(resp, path, errors.New("element is repeated, or of the other SOAP version"))
	}
	if err := k.headersOf(in); err != nil {
		return err
	}
	if path := in.missing(); path != "" {
		return k.malformed(resp, path, errors.New("expected element is missing"))
	}
	if err := k.refused(x); err != nil {
		return err
	}
	if !ok2xx(resp.StatusCode) {
		return k.httpError(resp, in.from, "a SOAP message that is no fault")
	}
	return nil
}

func (k *call) faulted(ctx context.Context, f *Fault, resp *http.Response) error {
	f.Operation, f.StatusCode = k.op.Name, resp.StatusCode
	if kind, path := f.typed(k.op, k.c.limits); kind != 0 {
		k.drift(ctx, kind, "/Envelope/Body/Fault/"+path)
	}
	f.redact(&k.secrets)
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
	if status == "" && rule.AbsentOK {
		return nil
	}
	for _, good := range rule.OK {
		if strings.EqualFold(status, good) {
			return nil
		}
	}
	r := Refusal{Operation: k.op.Name, Status: k.secrets.text(status), Message: k.secrets.text(message), Reply: x.Out}
	if f := k.op.Binding.Refuse; f != nil {
		return f(r)
	}
	return &r
}

// headersOf hands out header blocks and makes sure that those which must be understood are
// (SOAP 1.1, clause 4.2.3; SOAP 1.2 part 1, clause 2.4).
func (k *call) headersOf(in *incoming) error {
	for _, raw := range in.headers {
		known := slices.Contains(k.understood, raw.Name) || slices.Contains(k.c.understood, raw.Name)
		if m := k.op.Out; m != nil {
			for i := range m.Headers {
				known = known || qname(m.Headers[i].Name, k.op.namespaces(&m.Headers[i])) == raw.Name
			}
		}
		for i := range k.into {
			p := &k.into[i].part
			ns := k.op.namespaces(p)
			if qname(p.Name, ns) != raw.Name {
				continue
			}
			known = true
			if err := decodeRaw(raw, p.Name, ns, p.Type, k.into[i].node, k.c.limits); err != nil {
				return k.decodeErrorAt("/Envelope/Header", k.x.Status, err)
			}
		}
		if !known && mustUnderstand(raw) {
			return &HeaderError{Operation: k.op.Name, Header: k.secrets.qname(raw.Name)}
		}
	}
	return nil
}

// mustUnderstand reports whether a block must be understood by us: the ultimate receiver, or anybody.
func mustUnderstand(raw xsd.Raw) bool {
	if !strings.Contains(raw.XML, "mustUnderstand") {
		return false
	}
	var attrs xsd.Attrs
	if err := decodeRaw(raw, xmltext.Name{Local: raw.Name.Local, AnyForm: true}, &faultNS, &anyType, discard{&attrs}, xmltext.Limits{}); err != nil {
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

// unusable refuses replies whose body is not looked at: redirects and unknown encodings.
func (k *call) unusable(resp *http.Response, body *replyBody) error {
	reason := ""
	switch {
	case body.encoding != "":
		reason = fmt.Sprintf("content encoding %q was not asked for", body.encoding)
	case resp.Request != nil && resp.Request.Response != nil:
		reason = "the HTTP client followed a redirect to " + safeURL(resp.Request.URL)
	case resp.StatusCode >= 300 && resp.StatusCode < 400 && resp.Header.Get("Location") != "":
		reason = "a redirect, which is not followed"
		if u, err := resp.Location(); err == nil {
			reason = "a redirect to " + safeURL(u) + ", which is not followed"
		}
	default:
		return nil
	}
	return k.httpError(resp, body, k.secrets.text(reason))
}

// notSOAP describes a body whose root is not an envelope. A 2xx reply that is XML by its media type is a wrong message;
// anything else is an answer from something that does not speak SOAP.
func (k *call) notSOAP(resp *http.Response, body *replyBody, err error) error {
	if errors.As(err, new(*xmltext.LimitError)) {
		return k.decodeError(resp, err)
	}
	empty := len(bytes.TrimSpace(body.head)) == 0
	good := ok2xx(resp.StatusCode)
	switch {
	case empty && good && k.op.Out == nil:
		return nil
	case empty && good:
		return k.malformed(resp, "/", errors.New("empty reply"))
	case good && isXML(resp.Header.Get("Content-Type")) && bytes.HasPrefix(body.text(), []byte("<")):
		return k.decodeError(resp, err)
	}
	return k.httpError(resp, body, "")
}

func isXML(contentType string) bool {
	t, _, _ := strings.Cut(contentType, ";")
	t = strings.ToLower(strings.TrimSpace(t))
	return t == "" || t == "text/xml" || t == "application/xml" || strings.HasSuffix(t, "+xml") && t != "application/xhtml+xml"
}

func ok2xx(status int) bool { return status >= 200 && status < 300 }

func (k *call) httpError(resp *http.Response, body *replyBody, reason string) error {
	return &HTTPError{
		Operation:  k.op.Name,
		StatusCode: resp.StatusCode,
		Header:     k.secrets.header(resp.Header),
		Body:       k.secrets.head(body.top(maxErrorBody + k.secrets.longest())),
		Reason:     reason,
	}
}

func (k *call) malformed(resp *http.Response, path string, err error) error {
	return &DecodeError{Operation: k.op.Name, Path: path, Offset: -1, StatusCode: resp.StatusCode, Err: err}
}

func (k *call) decodeError(resp *http.Response, err error) error {
	return k.decodeErrorAt("", resp.StatusCode, err)
}

// decodeErrorAt takes path and offset from the codec's error.
func (k *call) decodeErrorAt(path string, status int, err error) error {
	e := &DecodeError{Operation: k.op.Name, Offset: -1, StatusCode: status}
	var (
		syntax *xmltext.SyntaxError
		value  *xmltext.ValueError
		limit  *xmltext.LimitError
		root   *xmltext.RootError
		drift  *xmltext.DriftError
	)
	switch {
	case errors.As(err, &syntax):
		e.Path, e.Offset = syntax.Path, syntax.Offset
	case errors.As(err, &value):
		e.Path, e.Offset = value.Path, value.Offset
	case errors.As(err, &limit):
		e.Path = limit.Path
	case errors.As(err, &root):
		e.Path = root.Path
	case errors.As(err, &drift):
		e.Path = drift.Drift.Path
	}
	e.Path = k.secrets.text(path + e.Path)
	if e.Path == "" {
		e.Path = "/"
	}
	e.Err = k.secrets.error(err)
	return e
}

// drift reports a tolerated difference.
func (k *call) drift(ctx context.Context, kind xmltext.Kind, path string) {
	x := Drift{Operation: k.op.Name, Path: k.secrets.text(path), Kind: kind, SpecHash: k.op.Binding.SpecHash}
	if k.c.onDrift != nil {
		k.c.onDrift(ctx, x)
	}
	if k.c.log != nil {
		k.c.log.DebugContext(ctx, "soap drift", "operation", x.Operation, "path", x.Path, "kind", kind.String())
	}
}
