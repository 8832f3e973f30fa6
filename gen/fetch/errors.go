package fetch

import (
	"errors"
	"fmt"
	"net/netip"

	"example.com/wsgen/gen/source"
)

// An Error says which document could not be fetched.
type Error struct {
	URL  string // without secrets
	From string // the place of the reference to it, as URL:line:column; empty for the first document
	Err  error  // why
}

func (e *Error) Error() string {
	if e.From == "" {
		return fmt.Sprintf("%s: %v", e.URL, e.Err)
	}
	return fmt.Sprintf("%s: %v (referred to at %s)", e.URL, e.Err, e.From)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// A URLError is a URL that nothing can be fetched from: one that can't be read, or of another scheme than http and https.
type URLError struct{ Reason string }

func (e *URLError) Error() string { return e.Reason }

// ErrDowngrade is a reference or redirect from https to http.
var ErrDowngrade = errors.New("leads from https to http, where anybody on the way can change what comes")

// A HostError is a host that the caller has not allowed.
type HostError struct {
	Host string // with the port where that is not the scheme's
}

func (e *HostError) Error() string { return fmt.Sprintf("host %+q is not allowed", e.Host) }

// An AddressError is an address that is not public: unspecified, loopback, private, link-local, shared (CGNAT), multicast,
// reserved, or one that wraps an IPv4 address (IPv4-mapped, NAT64, 6to4, Teredo).
type AddressError struct {
	Address netip.Addr // the zero Addr for a name that means no public address, such as localhost
	Host    string
}

func (e *AddressError) Error() string {
	if !e.Address.IsValid() {
		return fmt.Sprintf("host %+q is not a public address", e.Host)
	}
	return "address " + e.Address.String() + " is not public"
}

// A LimitError is a limit that was reached.
type LimitError struct {
	Limit string // the field of Limits in lower case
	Value string
}

func (e *LimitError) Error() string {
	switch e.Limit {
	case "document":
		return "is larger than " + e.Value
	case "total":
		return "makes the documents larger than " + e.Value + " in all"
	case "documents":
		return "is one document more than " + e.Value
	case "depth":
		return "is more than " + e.Value + " references away from the first document"
	case "redirects":
		return "is behind more than " + e.Value + " redirects"
	}
	return "took longer than " + e.Value
}

// A StatusError is an answer with another status than 200.
type StatusError struct {
	Code  int
	Proxy bool // the proxy says so instead of connecting
}

func (e *StatusError) Error() string {
	who := "server"
	if e.Proxy {
		who = "proxy"
	}
	return fmt.Sprintf("the %s answers with status %d", who, e.Code)
}

// A ContentError is a document that is neither a WSDL 1.1 nor a schema.
type ContentError struct {
	// HTML says that it is a page for people, such as a form to log in.
	HTML bool
	// Reason says what it is.
	Reason string
	// Diagnostics are what is wrong with a document that is not well-formed.
	Diagnostics source.List
}

func (e *ContentError) Error() string { return e.Reason }

// A NameError is two documents that would have one name, or a name that the first document can't have.
type NameError struct{ Path string }

func (e *NameError) Error() string {
	return fmt.Sprintf("%q can't be the name of one file; choose another name or folder", e.Path)
}

// An ExistsError is a file in the way that the contract did not consist of before.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string {
	return e.Path + " is in the way: it was not a part of this contract; choose another folder, or remove it"
}
