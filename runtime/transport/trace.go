package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
)

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
