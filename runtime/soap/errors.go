package soap

import (
	"fmt"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// The errors that SOAP shares with other protocols.
type (
	// A ConfigError reports a client or an operation that can't work as it was set up. Nothing was sent.
	ConfigError = transport.ConfigError
	// An InsecureError refuses an endpoint without TLS for a service that requires it. No
	// credentials were fetched and nothing was sent.
	InsecureError = transport.InsecureError
	// A RequestError reports a request that was refused before anything was sent: facets that it
	// breaks ([xsd.ValidationError]), content that can't be written, or credentials that could
	// not be fetched.
	RequestError = transport.RequestError
	// A TransportError reports a call that ended without a whole reply: no connection, a time limit,
	// a cancelled context, a connection that broke.
	TransportError = transport.TransportError
	// An HTTPError reports an answer that is not a SOAP message: an error page, a redirect, an
	// empty body with an error status.
	HTTPError = transport.HTTPError
	// A DecodeError reports a reply that is not what the contract says: not well-formed, wrong
	// root, missing part, a value that does not fit its type, a limit exceeded.
	DecodeError = transport.DecodeError
)

// A VersionError says that the reply's envelope is of the other version and holds no fault.
type VersionError struct{ Want, Got Version }

// Error names both versions.
func (e *VersionError) Error() string {
	return fmt.Sprintf("envelope of %v, want %v", e.Got, e.Want)
}

// A HeaderError reports a header block of the reply that must be understood and that neither
// the contract nor [HeaderInto] nor [Understands] names (SOAP 1.1, clause 4.2.3; SOAP 1.2 part 1,
// clause 5.2.3).
type HeaderError struct {
	Operation string
	Header    xsd.QName
}

// Error names the block.
func (e *HeaderError) Error() string {
	return fmt.Sprintf("%s: reply: header {%s}%s must be understood and is not", e.Operation, e.Header.Space, e.Header.Local)
}

// SOAPOperation returns the operation's name.
func (e *HeaderError) SOAPOperation() string { return e.Operation }

// A Refusal is a reply whose status says no. Providers' packages have their own type around it.
type Refusal struct {
	Operation, Status, Message string
	// Reply is the decoded reply.
	Reply xmltext.Node
}

// Error returns the status and the message.
func (r *Refusal) Error() string {
	status := "without a status"
	if r.Status != "" {
		status = r.Status
	}
	s := r.Operation + ": refused: " + status
	if r.Message != "" {
		s += ": " + r.Message
	}
	return s
}

// GoString keeps the reply out of %#v.
func (r *Refusal) GoString() string { return transport.GoString("soap.Refusal", r) }

// SOAPOperation returns the operation's name.
func (r *Refusal) SOAPOperation() string { return r.Operation }

// SOAPRefusal returns the status and the message.
func (r *Refusal) SOAPRefusal() (status, message string) { return r.Status, r.Message }
