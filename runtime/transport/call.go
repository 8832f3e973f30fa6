package transport

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"example.com/wsgen/runtime/xmltext"
)

// A Call is the state of one call that is the same in any protocol.
type Call struct {
	Client    *Client
	Operation string
	// Endpoint is the address to call.
	Endpoint string
	// Timeout bounds the call besides its context; 0 for none.
	Timeout time.Duration
	// Wait is added to the client's limit: what the call may have to wait before it sends.
	Wait    time.Duration
	Secrets Redactor
	// Validation is that of the call, the client's unless the call says something else.
	Validation Validation
	// Facets reports facets that replies break, the client's choice unless the call says something else.
	Facets bool
	// AnyType lets elements state other types than the declared ones, as SOAP encoding does.
	AnyType bool

	found []found // of what Facets may find again
}

// Limit applies the client's time limit to a context without a deadline, and the call's own.
func (k *Call) Limit(ctx context.Context) (context.Context, context.CancelFunc) {
	if k.Timeout > 0 {
		return context.WithTimeoutCause(ctx, k.Timeout, timeLimit{k.Timeout, "the call's limit (CallTimeout)"})
	}
	if _, ok := ctx.Deadline(); !ok && k.Client.Timeout > 0 {
		limit := k.Client.Timeout + k.Wait
		return context.WithTimeoutCause(ctx, limit, timeLimit{limit, "the client's limit for contexts without a deadline (WithTimeout sets it)"})
	}
	return context.WithCancel(ctx)
}

// Address checks the endpoint of an attempt. Its query becomes a secret of the call.
func (k *Call) Address(endpoint string) (*url.URL, error) {
	u, err := k.Client.ParseEndpoint(k.Operation, endpoint)
	if err == nil && u.RawQuery != "" {
		k.Secrets.Add("?" + u.RawQuery)
	}
	return u, err
}

// NewRequest makes the HTTP request of one attempt. It adds to h, which must be the attempt's own. A nil body is none.
func (k *Call) NewRequest(ctx context.Context, method string, u *url.URL, h http.Header, body []byte, pack bool) (*http.Request, error) {
	if pack {
		var err error
		if body, err = k.Client.compress(body); err != nil {
			return nil, k.RequestError(err)
		}
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Accept-Encoding", "gzip")
	if h.Get("User-Agent") == "" {
		h.Set("User-Agent", k.Client.UserAgent)
	}
	for name, values := range h {
		if !isField(name, values...) {
			return nil, k.RequestError(fmt.Errorf("HTTP field %s has characters that a field can't have", token(name)))
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, u.String(), http.NoBody)
	if body != nil {
		r, err = http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	}
	if err != nil {
		return nil, k.Client.Misconfigured(k.Operation, "endpoint is not a URL")
	}
	r.Header = h
	return r, nil
}

// RequestError reports a request that is refused before anything is sent.
func (k *Call) RequestError(err error) error {
	return &RequestError{Operation: k.Operation, Err: err}
}

// compress packs a request. The size is then known, and Content-Length states it.
func (c *Client) compress(b []byte) ([]byte, error) {
	w, _ := c.packers.Get().(*gzip.Writer)
	if w == nil {
		w = gzip.NewWriter(nil)
	}
	defer c.packers.Put(w)
	var buf bytes.Buffer
	w.Reset(&buf)
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// ErrHalted is what a reader of a reply returns when its caller wants no more of it: the attempt then ends without an
// error, and the connection is closed.
var ErrHalted = errors.New("the reply is not read to its end")

// Send performs one attempt: it sends the request that make returns for a context, and hands the reply to read.
func (k *Call) Send(ctx context.Context, endpoint *url.URL, make func(context.Context) (*http.Request, error), read func(context.Context, *http.Response, *Body) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := new(trace)
	r, err := make(t.attach(ctx))
	if err != nil {
		return err
	}
	_, stops := k.Client.Doer.(*http.Client)
	t.guard(r, stops)
	if err := ctx.Err(); err != nil {
		return k.TransportError(endpoint, false, Ended(ctx, err))
	}
	resp, err := k.Client.Doer.Do(r)
	if resp != nil && resp.Body != nil {
		defer resp.Body.Close()
	} else if err == nil {
		err = errors.New("the Doer returned no reply")
	}
	if err != nil {
		return k.TransportError(endpoint, t.maybeArrived(err), Ended(ctx, err))
	}
	body := newBody(ctx, k.Client, resp)
	defer body.release()
	return k.settle(ctx, cancel, endpoint, resp, body, read(ctx, resp, body))
}

// settle finds out whether the reply came whole, and what then counts. cancel ends the request.
func (k *Call) settle(ctx context.Context, cancel context.CancelFunc, endpoint *url.URL, resp *http.Response, body *Body, err error) error {
	if errors.Is(err, ErrHalted) {
		return nil
	}
	if broken := body.net.broken(); broken != nil {
		if ctx.Err() == nil && !OK(resp.StatusCode) && errors.As(err, new(*HTTPError)) {
			return err // half an error page says more than that it broke off
		}
		broken = fmt.Errorf("reading the reply, HTTP %d: %w", resp.StatusCode, Ended(ctx, broken))
		return k.TransportError(endpoint, true, broken)
	}
	if !errors.As(err, new(*xmltext.LimitError)) && ctx.Err() == nil {
		body.net.drain(cancel)
	}
	return err
}

// Ended returns why an attempt ended: the end of its context, if that came, with the cause, or else err.
func Ended(ctx context.Context, err error) error {
	var u *url.Error
	for errors.As(err, &u) {
		err = u.Err // its text has the whole URL
	}
	if ctx.Err() == nil {
		return err
	}
	cause := context.Cause(ctx)
	if errors.Is(cause, ctx.Err()) {
		return cause
	}
	return fmt.Errorf("%w: %w", ctx.Err(), cause)
}

// TransportError describes an attempt that brought no whole reply.
func (k *Call) TransportError(endpoint *url.URL, arrived bool, err error) error {
	return &TransportError{Operation: k.Operation, Endpoint: SafeURL(endpoint), MaybeArrived: arrived, Err: k.Secrets.Error(err)}
}

// Drift reports a tolerated difference.
func (k *Call) Drift(ctx context.Context, kind xmltext.Kind, path string) {
	if k.Facets {
		k.find(kind, path)
	}
	x := Drift{Operation: k.Operation, Path: k.Secrets.Text(path), Kind: kind, SpecHash: k.Client.SpecHash}
	if k.Client.OnDrift != nil {
		k.Client.OnDrift(ctx, x)
	}
	if k.Client.Drifts != nil {
		k.Client.Drifts.Report(ctx, x)
	}
	if k.Client.Log != nil {
		k.Client.Log.DebugContext(ctx, k.Client.Protocol+" drift", "operation", x.Operation, "path", safePath(x.Path), "kind", kind.String())
	}
}
