package rest

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"time"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// Call sends in and decodes the reply into out. It returns out, or an error: see the package
// comment for the types. A reply that may come without a body, and did, is nil. Generated methods are calls of it.
func Call[R xmltext.Node](ctx context.Context, c *Client, op *Operation, in xmltext.Node, out R, opts []CallOption) (R, error) {
	var none R
	x, err := c.call(ctx, op, in, out, opts)
	if err != nil || x == nil {
		return none, err
	}
	r, ok := x.(R)
	if !ok {
		err = c.base.Misconfigured(op.Name, "a middleware replaced the reply by another type")
	}
	return r, err
}

// Send sends in and looks at the status alone.
func Send(ctx context.Context, c *Client, op *Operation, in xmltext.Node, opts []CallOption) error {
	_, err := c.call(ctx, op, in, nil, opts)
	return err
}

// Build returns the request of a call, with credentials, without sending it. Where the service wants a token and the
// client has none, it logs in. Middleware is not run.
func Build(ctx context.Context, c *Client, op *Operation, in xmltext.Node, opts ...CallOption) (*http.Request, error) {
	k, err := c.prepare(ctx, op, in, nil, opts)
	if err != nil {
		return nil, err
	}
	limited, cancel := k.Limit(ctx)
	defer cancel()
	s, err := k.sign(limited, k.x, "")
	if err != nil {
		return nil, err
	}
	return k.request(ctx, s) // whose context is not the one that ends here
}

// A call is the state of one call.
type call struct {
	transport.Call
	c  *Client
	op *Operation
	x  *Exchange

	meta   *Reply
	strict bool

	encoded bool // the body is encoded once
	body    []byte
	access  xsd.Secret // that the attempt carries
	kept    bool       // the token comes from an earlier call
}

// call is the core behind the generic functions.
func (c *Client) call(ctx context.Context, op *Operation, in, out xmltext.Node, opts []CallOption) (xmltext.Node, error) {
	k, err := c.prepare(ctx, op, in, out, opts)
	if err != nil {
		return nil, err
	}
	ctx, cancel := k.Limit(ctx)
	defer cancel()
	h := Handler(k.exchange)
	for i := len(c.middleware) - 1; i >= 0; i-- {
		h = c.middleware[i](h)
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
		return nil, c.base.Misconfigured(op.Name, "nil context")
	case op.Service != c.service:
		return nil, c.base.Misconfigured(op.Name, "the operation is not one of the client's service")
	}
	k := &call{Call: transport.Call{Client: &c.base, Operation: op.Name, Validation: c.base.Validation, Facets: c.base.Facets}, c: c, op: op, strict: c.base.Strict}
	for _, o := range opts {
		if err := o.applyCall(k); err != nil {
			return nil, c.base.Misconfigured(op.Name, err.Error())
		}
	}
	if k.Endpoint == "" {
		k.Endpoint = c.base.Endpoint.String()
	}
	if isNil(in) && op.In != nil {
		return nil, k.RequestError(errors.New("no request"))
	}
	switch {
	case op.Out == nil && out != nil:
		return nil, c.base.Misconfigured(op.Name, "the operation has no reply; Send calls it")
	case out == nil:
		out = op.newReply()
	}
	if !isNil(in) {
		if err := k.ValidateRequest(in, op.Validate); err != nil {
			return nil, k.RequestError(err)
		}
	}
	k.x = &Exchange{Op: op, Endpoint: k.Endpoint, HTTP: http.Header{}, In: in, Out: out, call: k}
	return k, nil
}

// isNil reports whether there is no node, or a nil pointer to one, as generated methods pass a caller's nil on.
func isNil(x xmltext.Node) bool {
	if x == nil {
		return true
	}
	v := reflect.ValueOf(x)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// exchange is the innermost handler: one attempt, and a second one with a new token when the service refused a token
// that was kept.
func (k *call) exchange(ctx context.Context, x *Exchange) error {
	err := k.attempt(ctx, x, "")
	if x.Status == http.StatusUnauthorized && k.kept && ctx.Err() == nil {
		err = k.attempt(ctx, x, k.access)
	}
	return err
}

// attempt sends once. The token that was refused is not used again.
func (k *call) attempt(ctx context.Context, x *Exchange, refused xsd.Secret) error {
	x.Attempt++
	x.Status, x.Reply, k.kept = 0, nil, false
	if x.Attempt > 1 {
		x.Out = k.op.newReply()
	}
	start := time.Now()
	s, err := k.sign(ctx, x, refused)
	if err == nil {
		make := func(ctx context.Context) (*http.Request, error) { return k.request(ctx, s) }
		err = k.Send(ctx, s.address, make, func(ctx context.Context, resp *http.Response, body *transport.Body) error {
			return k.receive(ctx, x, resp, body)
		})
	}
	if err == nil && x.Out != nil {
		err = k.ValidateReply(ctx, x.Out, "", x.Status, k.strict)
	}
	k.LogAttempt(ctx, x.Endpoint, x.Attempt, x.Status, time.Since(start), err)
	return err
}

// A signed is an attempt ready to be sent.
type signed struct {
	address *url.URL
	header  http.Header
	body    []byte
}

// sign makes the address, encodes the body and fetches the credentials.
func (k *call) sign(ctx context.Context, x *Exchange, refused xsd.Secret) (*signed, error) {
	endpoint, err := k.Address(x.Endpoint)
	if err != nil {
		return nil, err
	}
	k.Secrets.Watch(x.In)
	u, err := k.op.address(endpoint, x.In)
	if err != nil {
		return nil, k.RequestError(k.Secrets.Error(err))
	}
	if err := k.encode(); err != nil {
		return nil, k.RequestError(err)
	}
	h := x.HTTP.Clone()
	if h == nil {
		h = http.Header{}
	}
	a := &Attempt{Operation: k.op, Body: k.body, Header: h, secrets: &k.Secrets}
	if s := k.op.Service.Security; s != nil {
		if a.Username, a.Password, err = k.Credentials(ctx, endpoint); err != nil {
			return nil, err
		}
		if err := s.Secure(ctx, a); err != nil {
			return nil, k.RequestError(k.Secrets.Error(err))
		}
	}
	if err := k.token(ctx, a, refused); err != nil {
		return nil, err
	}
	return &signed{u, a.Header, k.body}, nil
}

// encode writes the body, once for all attempts.
func (k *call) encode() error {
	if k.encoded || k.op.In == nil || k.op.NoBody {
		return nil
	}
	body, err := jsontext.Append([]byte{}, k.op.In.Form, k.x.In, nil)
	k.body, k.encoded = body, err == nil
	return err
}

// request makes the HTTP request of one attempt.
func (k *call) request(ctx context.Context, s *signed) (*http.Request, error) {
	if s.body != nil {
		s.header.Set("Content-Type", "application/json")
	}
	s.header.Set("Accept", "application/json")
	return k.NewRequest(ctx, k.op.Method, s.address, s.header, s.body, k.op.Service.Gzip && s.body != nil)
}
