package transport

// All errors name the operation. Their method OperationName says so across two copies of the runtime in one program,
// whatever the protocol.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A ConfigError reports a client or an operation that can't work as it was set up. Nothing was sent.
type ConfigError struct {
	// Operation is empty when the client itself is at fault.
	Operation string
	// Binding is the service's name.
	Binding string
	Reason  string
}

// Error returns the operation or the service, and what is wrong.
func (e *ConfigError) Error() string {
	if e.Operation == "" {
		return e.Binding + ": " + e.Reason
	}
	return e.Operation + ": " + e.Reason
}

// OperationName returns the operation's name.
func (e *ConfigError) OperationName() string { return e.Operation }

// An InsecureError refuses an endpoint without TLS for a service that requires it. No
// credentials were fetched and nothing was sent.
type InsecureError struct {
	// Operation is empty when the client's own endpoint was refused.
	Operation string
	Binding   string
	// Endpoint is the address, without query and user information.
	Endpoint string
}

// Error names the endpoint and the ways out.
func (e *InsecureError) Error() string {
	s := e.Operation
	if s == "" {
		s = e.Binding
	}
	return fmt.Sprintf("%s: endpoint %s is not https, which the service requires; only AllowInsecureLoopback exempts loopback addresses", s, e.Endpoint)
}

// OperationName returns the operation's name.
func (e *InsecureError) OperationName() string { return e.Operation }

// A RequestError reports a request that was refused before anything was sent: facets that it
// breaks ([xsd.ValidationError]), content that can't be written, or credentials that could
// not be fetched.
type RequestError struct {
	Operation string
	Err       error
}

// Error returns the operation and the cause.
func (e *RequestError) Error() string { return e.Operation + ": request: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *RequestError) Unwrap() error { return e.Err }

// OperationName returns the operation's name.
func (e *RequestError) OperationName() string { return e.Operation }

// A TransportError reports a call that ended without a whole reply: no connection, a time limit,
// a cancelled context, a connection that broke.
type TransportError struct {
	Operation string
	// Endpoint is the address, without query and user information.
	Endpoint string
	// MaybeArrived is false only when provably nothing of the request reached the server.
	MaybeArrived bool
	Err          error
}

// Error says whether the request may have arrived.
func (e *TransportError) Error() string {
	arrived := "nothing was sent"
	if e.MaybeArrived {
		arrived = "the request may have arrived"
	}
	return fmt.Sprintf("%s: %s: %v (%s)", e.Operation, e.Endpoint, e.Err, arrived)
}

// Unwrap returns the cause.
func (e *TransportError) Unwrap() error { return e.Err }

// OperationName returns the operation's name.
func (e *TransportError) OperationName() string { return e.Operation }

// MayHaveArrived reports whether the request may have reached the server.
func (e *TransportError) MayHaveArrived() bool { return e.MaybeArrived }

// Timeout reports whether a time limit ended the call.
func (e *TransportError) Timeout() bool {
	var t interface{ Timeout() bool }
	return errors.As(e.Err, &t) && t.Timeout()
}

// A timeLimit is the cause when a limit of this package ended a call.
type timeLimit struct {
	after time.Duration
	what  string
}

func (t timeLimit) Error() string { return fmt.Sprintf("no reply within %v, %s", t.after, t.what) }

// Unwrap lets errors.Is find context.DeadlineExceeded.
func (t timeLimit) Unwrap() error { return context.DeadlineExceeded }

// An HTTPError reports an answer that is not a message of the service: an error page, a redirect, an
// empty body with an error status.
type HTTPError struct {
	Operation  string
	StatusCode int
	// Header holds the reply's fields; cookies are left out.
	Header http.Header
	// Body is the first 4 KiB of the decompressed body, without the credentials of the call.
	Body []byte
	// Reason says what is wrong where the status does not, as for a redirect.
	Reason string
	// Want says in words what the body should have been.
	Want string
}

// Error returns the status, the media type and the reason.
func (e *HTTPError) Error() string {
	s := fmt.Sprintf("%s: HTTP %d", e.Operation, e.StatusCode)
	if t := http.StatusText(e.StatusCode); t != "" {
		s += " " + t
	}
	if e.Reason != "" {
		return s + ": " + e.Reason
	}
	if len(e.Body) == 0 {
		return s + " with an empty body"
	}
	t := e.Header.Get("Content-Type")
	if t == "" {
		t = "a body"
	}
	s += " with " + t
	if e.Want != "" {
		s += " that is not " + e.Want
	}
	return s
}

// OperationName returns the operation's name.
func (e *HTTPError) OperationName() string { return e.Operation }

// A DecodeError reports a reply that is not what the contract says: not well-formed, wrong
// root, missing part, a value that does not fit its type, a limit exceeded.
type DecodeError struct {
	Operation string
	// Path is where, as in /Envelope/Body/obterTokenResponse/return/dados/posicao.
	Path string
	// Offset counts the bytes of the decompressed reply, in UTF-8; -1 when unknown.
	Offset int64
	// StatusCode is the HTTP status.
	StatusCode int
	Err        error
}

// Error returns path and cause; never a value from the reply.
func (e *DecodeError) Error() string {
	msg := e.Err.Error()
	if e.Path == "" || strings.Contains(msg, e.Path) {
		return e.Operation + ": reply: " + msg
	}
	return e.Operation + ": reply: " + e.Path + ": " + msg
}

// Unwrap returns the cause.
func (e *DecodeError) Unwrap() error { return e.Err }

// OperationName returns the operation's name.
func (e *DecodeError) OperationName() string { return e.Operation }

// GoString is the %#v form of an error: its text, since fields may hold more than text should.
func GoString(name string, err error) string { return fmt.Sprintf("&%s{%q}", name, err.Error()) }

// GoString prints the error's text.
func (e *HTTPError) GoString() string { return GoString("transport.HTTPError", e) }

// GoString prints the error's text.
func (e *TransportError) GoString() string { return GoString("transport.TransportError", e) }

// GoString prints the error's text.
func (e *DecodeError) GoString() string { return GoString("transport.DecodeError", e) }

// GoString prints the error's text.
func (e *RequestError) GoString() string { return GoString("transport.RequestError", e) }
