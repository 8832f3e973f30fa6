package rest

import (
	"fmt"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// The errors that REST shares with other protocols.
type (
	// A ConfigError reports a client or an operation that can't work as it was set up. Nothing was sent.
	ConfigError = transport.ConfigError
	// An InsecureError refuses an endpoint without TLS for a service that requires it. No
	// credentials were fetched and nothing was sent.
	InsecureError = transport.InsecureError
	// A RequestError reports a request that was refused before anything was sent: facets that it
	// breaks ([xsd.ValidationError]), content or an address that can't be written, credentials that could
	// not be fetched, a login that failed.
	RequestError = transport.RequestError
	// A TransportError reports a call that ended without a whole reply: no connection, a time limit,
	// a cancelled context, a connection that broke.
	TransportError = transport.TransportError
	// An HTTPError reports an answer whose status is no success, or that is not JSON.
	HTTPError = transport.HTTPError
	// A DecodeError reports a reply that is not what the contract says: no well-formed JSON,
	// a value that does not fit its type, a limit exceeded. Its path is one of JSON, as in /Uso[2]/Modulo.
	DecodeError = transport.DecodeError
	// A Refusal is a reply, on a status code of success, whose own status says no.
	Refusal = transport.Refusal
)

// A Fault is an answer whose status is no success and whose body says what went wrong in the way that the contract
// describes.
type Fault struct {
	*HTTPError
	// Detail is the decoded body.
	Detail xmltext.Node
}

// Error returns the operation and the status; the detail may repeat what the request held.
func (f *Fault) Error() string {
	return fmt.Sprintf("%s: HTTP %d with an error that the contract describes", f.Operation, f.StatusCode)
}

// Unwrap returns the answer as it came.
func (f *Fault) Unwrap() error { return f.HTTPError }

// GoString prints the error's text.
func (f *Fault) GoString() string { return transport.GoString("rest.Fault", f) }
