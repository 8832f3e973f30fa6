package soap

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// request makes the HTTP request of one attempt.
func (k *call) request(ctx context.Context, s *signed) (*http.Request, error) {
	b := k.op.Binding
	body, h := s.envelope, s.header
	if strings.ContainsAny(k.op.Action, "\"\\\r\n") {
		return nil, k.c.misconfigured(k.op.Name, "the action has characters that a header field can't have")
	}
	if b.Version == V12 {
		t := "application/soap+xml; charset=utf-8"
		if k.op.Action != "" {
			t += `; action="` + k.op.Action + `"`
		}
		h.Set("Content-Type", t)
	} else {
		h.Set("Content-Type", "text/xml; charset=utf-8")
		h.Set("SOAPAction", `"`+k.op.Action+`"`)
	}
	if b.Gzip {
		var err error
		if body, err = k.c.compress(body); err != nil {
			return nil, &RequestError{k.op.Name, err}
		}
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Accept-Encoding", "gzip")
	if h.Get("User-Agent") == "" {
		h.Set("User-Agent", k.c.userAgent)
	}
	for name, values := range h {
		if !isField(name, values...) {
			return nil, &RequestError{k.op.Name, fmt.Errorf("HTTP field %s has characters that a field can't have", token(name))}
		}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.endpoint.String(), bytes.NewReader(body))
	if err != nil {
		return nil, k.c.misconfigured(k.op.Name, "endpoint is not a URL")
	}
	r.Header = h
	return r, nil
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

// send performs one attempt.
func (k *call) send(ctx context.Context, x *Exchange, s *signed) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := new(trace)
	r, err := k.request(t.attach(ctx), s)
	if err != nil {
		return err
	}
	_, stops := k.c.doer.(*http.Client)
	t.guard(r, stops)
	if err := ctx.Err(); err != nil {
		return k.transportError(s.endpoint, false, ended(ctx, err))
	}
	resp, err := k.c.doer.Do(r)
	if resp != nil && resp.Body != nil {
		defer resp.Body.Close()
	} else if err == nil {
		err = errors.New("the Doer returned no reply")
	}
	if err != nil {
		return k.transportError(s.endpoint, t.maybeArrived(err), ended(ctx, err))
	}
	return k.receive(ctx, cancel, x, resp, s.endpoint)
}

// ended returns why an attempt ended: the end of its context, if that came, with the cause, or else err.
func ended(ctx context.Context, err error) error {
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

// transportError describes an attempt that brought no whole reply.
func (k *call) transportError(endpoint *url.URL, arrived bool, err error) error {
	return &TransportError{Operation: k.op.Name, Endpoint: safeURL(endpoint), MaybeArrived: arrived, Err: k.secrets.error(err)}
}

// A trace observes what net/http does with the one request of an attempt.
type trace struct {
	asked   atomic.Bool // the transport was asked for a connection, and reports to traces
	got     atomic.Bool // it has one: from here on the request may be written
	stream  atomic.Bool // the fields were written as a stream of HTTP/2
	replied atomic.Bool // the first byte of a reply came
}

func (t *trace) attach(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { t.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { t.got.Store(true) },
		WroteHeaderField: func(name string, _ []string) {
			if strings.HasPrefix(name, ":") { // pseudo-header fields tell HTTP/2, over TLS or not
				t.stream.Store(true)
			}
		},
		GotFirstResponseByte: func() { t.replied.Store(true) },
	})
}

// guard decides when net/http may take the body a second time. It does so on HTTP/1 only if not a byte
// was written to a kept connection that turned out closed, which is safe. On HTTP/2 it also
// does after the server reset the stream, and where the caller added an Idempotency-Key after the connection
// broke, when the request may have been read: that is refused. So is a redirect 307 or 308, which would
// send the credentials elsewhere, unless the client is known to stop before it sends anything.
func (t *trace) guard(r *http.Request, stops bool) {
	again := r.GetBody
	keyed := r.Header["Idempotency-Key"] != nil || r.Header["X-Idempotency-Key"] != nil
	r.GetBody = func() (io.ReadCloser, error) {
		switch replied := t.replied.Load(); {
		case replied && !stops:
			return nil, errRedirect
		case !replied && (t.stream.Load() || keyed):
			return nil, errAgain
		}
		return again()
	}
}

var (
	errAgain    = errors.New("the server gave up the request after it was sent; it is not sent again")
	errRedirect = errors.New("the server redirected the request, which is not followed")
)

// maybeArrived reports whether the request may have reached the server. It may as soon as there was a
// connection, so the answer errs on the safe side.
func (t *trace) maybeArrived(err error) bool {
	if t.asked.Load() {
		return t.got.Load()
	}
	var op *net.OpError
	return !(errors.As(err, &op) && op.Op == "dial")
}

// logAttempt tells the logger of one attempt.
func (k *call) logAttempt(ctx context.Context, x *Exchange, took time.Duration, err error) {
	l := k.c.log
	if l == nil || !l.Enabled(ctx, slog.LevelDebug) {
		return
	}
	u, _ := url.Parse(x.Endpoint)
	attrs := []slog.Attr{
		slog.String("operation", k.op.Name), slog.String("endpoint", safeURL(u)), slog.Int("attempt", x.Attempt),
		slog.Int("status", x.Status), slog.Duration("took", took),
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", k.secrets.text(err.Error())))
	}
	l.LogAttrs(ctx, slog.LevelDebug, "soap call", attrs...)
}
