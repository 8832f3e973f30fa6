package soap

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// Call sends in and decodes the reply into out. It returns out, or an error: see the package
// comment for the types. Generated methods are calls of it.
func Call[R xmltext.Node](ctx context.Context, c *Client, op *Operation, in xmltext.Node, out R, opts []CallOption) (R, error) {
	x, err := c.call(ctx, op, in, out, opts)
	r, ok := x.(R)
	if err == nil && !ok {
		err = c.misconfigured(op.Name, "a middleware replaced the reply by another type")
	}
	return r, err
}

// Send sends in and looks for faults and refusals alone. For a one-way operation an empty reply is success.
func Send(ctx context.Context, c *Client, op *Operation, in xmltext.Node, opts []CallOption) error {
	_, err := c.call(ctx, op, in, nil, opts)
	return err
}

// Build returns the request of a call, with credentials, without sending it. Middleware is not run.
func Build(ctx context.Context, c *Client, op *Operation, in xmltext.Node, opts ...CallOption) (*http.Request, error) {
	k, err := c.prepare(ctx, op, in, nil, opts)
	if err != nil {
		return nil, err
	}
	limited, cancel := k.Limit(ctx)
	defer cancel()
	a, err := k.sign(limited, k.x)
	if err != nil {
		return nil, err
	}
	return k.request(ctx, a) // whose context is not the one that ends here
}

// A Handler performs an exchange.
type Handler func(context.Context, *Exchange) error

// A Middleware wraps a handler. The innermost handler encodes the body once, asks for credentials and
// applies security anew for each attempt, sends, and decodes the reply, fault or refusal. A
// middleware that calls next again retries: only it can know that this is safe (see
// [TransportError.MaybeArrived]). One that returns nil without the reply of next vouches for what is in Out.
type Middleware func(next Handler) Handler

// An Exchange is one call as middleware sees it. Credentials are added behind it and never show up in
// it; fmt prints operation, endpoint and status.
type Exchange struct {
	Op *Operation
	// Endpoint may be changed, for a stand-by host; the client's rules for endpoints hold.
	Endpoint string
	// HTTP holds fields to add to the request; Reply those of the reply, without cookies.
	HTTP, Reply http.Header
	// In is the request. Out is the reply, a fresh one for each attempt; nil for a one-way operation.
	In, Out xmltext.Node
	// Headers are the header blocks to send besides those of security; Got those of the reply.
	Headers []Header
	Got     []xsd.Raw
	// Attempt counts from 1 once the innermost handler ran; Status is the HTTP status, 0 without a reply.
	Attempt, Status int

	call *call
}

// Request returns the envelope of the request as it can be shown: placeholders stand for the credentials
// and for all values of the body and of free header blocks. Which elements are there, and which are not, is seen.
// An exchange that no call made has none.
func (x *Exchange) Request() ([]byte, error) {
	if x == nil || x.call == nil {
		return nil, errors.New("exchange without a call")
	}
	return x.call.redactedRequest(x)
}

// String returns the operation, the endpoint and the status.
func (x *Exchange) String() string {
	if x == nil || x.Op == nil {
		return "exchange without an operation"
	}
	u, _ := url.Parse(x.Endpoint)
	return fmt.Sprintf("%s at %s: attempt %d, status %d", x.Op.Name, transport.SafeURL(u), x.Attempt, x.Status)
}

// Format prints what String returns under every verb.
func (x *Exchange) Format(f fmt.State, verb rune) {
	transport.FormatName(f, verb, x.String(), "&soap.Exchange{"+x.String()+"}")
}

// LogValue returns what String returns.
func (x *Exchange) LogValue() slog.Value { return slog.StringValue(x.String()) }

// A call is the state of one call.
type call struct {
	transport.Call
	c  *Client
	op *Operation
	x  *Exchange

	headers    []Header
	into       []headerInto
	understood []xsd.QName
	meta       *Reply
	strict     bool
	held       []xmltext.Drift // until the status is known

	// wrap, for a stream, stands between the reply's part and out.
	wrap    func(out xmltext.Node) xmltext.Node
	started bool // the stream has handed over an item
	halted  bool // the stream's loop ended early

	body []byte // encoded once
}

// call is the core behind the generic functions.
func (c *Client) call(ctx context.Context, op *Operation, in, out xmltext.Node, opts []CallOption) (xmltext.Node, error) {
	k, err := c.prepare(ctx, op, in, out, opts)
	if err != nil {
		return nil, err
	}
	return k.run(ctx)
}

// run performs the exchange behind the middleware.
func (k *call) run(ctx context.Context) (xmltext.Node, error) {
	ctx, cancel := k.Limit(ctx)
	defer cancel()
	h := Handler(k.exchange)
	for i := len(k.c.middleware) - 1; i >= 0; i-- {
		h = k.c.middleware[i](h)
	}
	if err := h(ctx, k.x); err != nil {
		return nil, err
	}
	return k.x.Out, nil
}

// prepare checks the call and applies its options.
func (c *Client) prepare(ctx context.Context, op *Operation, in, out xmltext.Node, opts []CallOption) (*call, error) {
	switch {
	case c == nil:
		return nil, &ConfigError{Operation: op.Name, Reason: "nil client; NewClient makes one"}
	case ctx == nil:
		return nil, c.misconfigured(op.Name, "nil context")
	}
	k := &call{Call: transport.Call{Client: &c.base, Operation: op.Name, Wait: op.Spacing, Validation: c.base.Validation, Facets: c.base.Facets, AnyType: op.bodyEncoded()}, c: c, op: op, strict: c.base.Strict}
	if op.Binding != c.binding {
		return nil, c.misconfigured(op.Name, "the operation is not one of the client's service")
	}
	if len(op.In.Body) > 1 || op.Out != nil && len(op.Out.Body) > 1 {
		return nil, c.misconfigured(op.Name, "the operation has a form that is not supported: several body parts")
	}
	for _, o := range opts {
		if err := o.applyCall(k); err != nil {
			return nil, c.misconfigured(op.Name, err.Error())
		}
	}
	if k.Endpoint == "" {
		k.Endpoint = c.base.Endpoint.String()
	}
	if isNil(in) && len(op.In.Body) > 0 {
		return nil, k.RequestError(errors.New("no request"))
	}
	switch {
	case op.Out == nil && out != nil:
		return nil, c.misconfigured(op.Name, "a one-way operation has no reply; Send calls it")
	case out == nil:
		out = op.newReply()
	}
	if err := k.validate(in); err != nil {
		return nil, k.RequestError(err)
	}
	k.headers = append(c.headers[:len(c.headers):len(c.headers)], k.headers...)
	k.x = &Exchange{Op: op, Endpoint: k.Endpoint, HTTP: http.Header{}, In: in, Out: out, Headers: k.headers, call: k}
	return k, nil
}

// validate checks the facets of a request, where the call or the operation asks for it.
func (k *call) validate(in xmltext.Node) error {
	if isNil(in) {
		return nil
	}
	in, err := k.filled(in)
	if err != nil {
		return err
	}
	return k.ValidateRequest(in, k.op.Validate)
}

// isNil reports whether there is no node, or a nil pointer to one, as generated methods pass a caller's nil on.
func isNil(x xmltext.Node) bool {
	if x == nil {
		return true
	}
	v := reflect.ValueOf(x)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// newReply makes the node of a reply; nil where there is none.
func (op *Operation) newReply() xmltext.Node {
	if op.Out == nil || len(op.Out.Body) == 0 {
		return nil
	}
	return op.Out.Body[0].New()
}

// exchange is the innermost handler: one attempt.
func (k *call) exchange(ctx context.Context, x *Exchange) error {
	x.Attempt++
	x.Status, x.Reply, x.Got = 0, nil, nil
	if x.Attempt > 1 {
		if k.started {
			return k.RequestError(errors.New("a stream that has handed over items can't be repeated"))
		}
		x.Out = k.op.newReply()
	}
	start := time.Now()
	err := k.spaced(ctx, x, func() error { return k.attempt(ctx, x) })
	if err == nil && x.Out != nil && k.wrap == nil { // what a stream hands over is gone
		p := k.op.replyPlan()
		err = k.ValidateReply(ctx, x.Out, p.path(len(p.chain)), x.Status, k.strict)
	}
	k.LogAttempt(ctx, x.Endpoint, x.Attempt, x.Status, time.Since(start), err)
	return err
}

func (k *call) attempt(ctx context.Context, x *Exchange) error {
	a, err := k.sign(ctx, x)
	if err != nil {
		return err
	}
	return k.send(ctx, x, a)
}

// A signed is an attempt ready to be sent.
type signed struct {
	endpoint *url.URL
	header   http.Header
	envelope []byte
}

// sign checks the endpoint, fetches the credentials and writes the envelope.
func (k *call) sign(ctx context.Context, x *Exchange) (*signed, error) {
	u, err := k.Address(x.Endpoint)
	if err != nil {
		return nil, err
	}
	if err := k.encodeBody(); err != nil {
		return nil, err
	}
	a := &Attempt{Operation: k.op, Header: cloned(x.HTTP), Now: k.c.base.Now, Random: k.c.random, secrets: &k.Secrets}
	if s := k.op.Binding.Security; s != nil {
		if a.Username, a.Password, err = k.Credentials(ctx, u); err != nil {
			return nil, err
		}
	}
	env, err := k.envelope(ctx, x, a, k.body, false)
	if err != nil {
		return nil, k.RequestError(k.Secrets.Error(err))
	}
	return &signed{u, a.Header, env}, nil
}

// cloned copies header fields, so that what an attempt adds stays with it.
func cloned(h http.Header) http.Header {
	if h == nil {
		return http.Header{}
	}
	return h.Clone()
}

// encodeBody encodes the body's part, once for all attempts.
func (k *call) encodeBody() error {
	if k.body != nil {
		return nil
	}
	in, err := k.filled(k.x.In)
	if err == nil {
		k.body, err = k.op.In.encode(k.op, in)
	}
	if err != nil {
		return k.RequestError(err)
	}
	k.Secrets.Watch(in)
	return nil
}

// encode writes what the body of a message holds.
func (m *Message) encode(op *Operation, x xmltext.Node) ([]byte, error) {
	style := op.Binding.Prefixes
	switch {
	case len(m.Wrapper) > 0:
		w := m.wrap(op, x)
		return encodePart(op.Binding.Version, style, m.Wrapper[0], w.t.NS, w.t, w)
	case m.Bare:
		p := &m.Body[0]
		return encodePart(op.Binding.Version, xmltext.Prefixed, bareName, op.namespaces(p), p.Type, x)
	case len(m.Body) > 0:
		p := &m.Body[0]
		return encodePart(op.Binding.Version, style, p.Name, op.namespaces(p), p.Type, x)
	}
	return []byte{}, nil
}

// envelope applies security and writes the whole message.
func (k *call) envelope(ctx context.Context, x *Exchange, a *Attempt, body []byte, redact bool) ([]byte, error) {
	b := k.op.Binding
	a.Body = body
	if b.Security != nil {
		if err := b.Security.Secure(ctx, a); err != nil {
			return nil, fmt.Errorf("security: %w", err)
		}
	}
	v := newEnvelope(b, k.op.In)
	size := len(body) + 512
	for i := range a.Blocks {
		block, err := a.Blocks[i].encode(b)
		if err != nil {
			return nil, err
		}
		v.header(&a.Blocks[i], block)
		size += len(block) + 64
	}
	for i := range x.Headers {
		h := &x.Headers[i]
		if h.Node != nil {
			if err := h.Part.check(h.Node); err != nil {
				return nil, fmt.Errorf("%v: %w", h, err)
			}
		}
		block, err := h.encode(b)
		if err != nil {
			return nil, err
		}
		if redact {
			block = maskValues(block)
		}
		v.header(h, block)
		size += len(block) + 64
	}
	body, err := v.content(k.op.In, body)
	return v.appendTo(make([]byte, 0, size), body), err
}

// redactedRequest writes the message with placeholders; it does not fetch credentials.
func (k *call) redactedRequest(x *Exchange) ([]byte, error) {
	in, err := k.filled(x.In)
	if err != nil {
		return nil, k.RequestError(err)
	}
	body, err := k.op.In.encode(k.op, in)
	if err != nil {
		return nil, k.RequestError(err)
	}
	a := &Attempt{Operation: k.op, Header: http.Header{}, Now: k.c.base.Now, Random: zeros{}, secrets: new(transport.Redactor), Username: transport.Redacted, Password: transport.Redacted}
	// A scheme that reaches out when it signs has no business here: its context is over.
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	env, err := k.envelope(ctx, x, a, maskValues(body), true)
	if err != nil {
		return nil, k.RequestError(err)
	}
	return []byte(a.secrets.Text(string(env))), nil
}

// zeros is the nonce of a redacted request.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
