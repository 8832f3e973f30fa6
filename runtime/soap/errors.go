package soap

import (
	"fmt"

	"example.com/wsgen/runtime/transport"
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
	// A Refusal is a reply whose status says no. Providers' packages have their own type around it.
	Refusal = transport.Refusal
)

// Statuses finds, of several statuses in a reply, the one that counts. It is for generated code.
type Statuses = transport.Statuses

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

// OperationName returns the operation's name.
func (e *HeaderError) OperationName() string { return e.Operation }
