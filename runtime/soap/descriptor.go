package soap

import (
	"regexp"
	"sync/atomic"
	"time"

	"example.com/wsgen/runtime/xmltext"
)

// A Version is a version of SOAP.
type Version uint8

const (
	V11 Version = iota // SOAP 1.1, the W3C note of 2000
	V12                // SOAP 1.2, the W3C recommendation
)

// The namespaces of the envelope and of SOAP encoding.
const (
	ns11  = "http://schemas.xmlsoap.org/soap/envelope/"
	ns12  = "http://www.w3.org/2003/05/soap-envelope"
	enc11 = "http://schemas.xmlsoap.org/soap/encoding/"
	enc12 = "http://www.w3.org/2003/05/soap-encoding"
)

// String returns "SOAP 1.1" or "SOAP 1.2".
func (v Version) String() string {
	if v == V12 {
		return "SOAP 1.2"
	}
	return "SOAP 1.1"
}

// namespace is the envelope's namespace.
func (v Version) namespace() string {
	if v == V12 {
		return ns12
	}
	return ns11
}

// encoding is the namespace of SOAP encoding.
func (v Version) encoding() string {
	if v == V12 {
		return enc12
	}
	return enc11
}

// A Binding is what the operations of one service share. Generated code holds it in a static
// variable; it must not change once a client was made from it.
type Binding struct {
	// Name is the service's name; it opens the default User-Agent.
	Name    string
	Version Version
	// Prefixes says whether requests write prefixes or default namespaces.
	Prefixes xmltext.Style
	// EnvelopePrefix is the envelope's prefix in prefixed style, "soapenv" unless stated.
	EnvelopePrefix string
	// Namespaces is the package's table; the names of parts and wrappers index it.
	Namespaces *xmltext.Namespaces
	// Gzip compresses requests.
	Gzip bool
	// TLSRequired refuses endpoints that are not https.
	TLSRequired bool
	// Security adds the caller's credentials to each attempt; nil for none.
	Security Security
	// SpecHash identifies the contract in drift reports.
	SpecHash string
	// Refuse turns a refusal into the provider's own error type; nil returns the [*Refusal].
	Refuse func(Refusal) error
}

// An Operation describes one operation. Generated code holds one static variable for each.
type Operation struct {
	Binding *Binding
	Name    string
	// Action is the SOAP action (SOAP 1.1, clause 6.1.1; SOAP 1.2 part 2, clause 6.5).
	Action string
	In     *Message
	// Out is nil for a one-way operation.
	Out *Message
	// Faults are the elements that the contract declares as fault detail.
	Faults []Part
	// HeaderFaults are the header blocks that the contract declares for faults, about those of requests.
	HeaderFaults []Part
	// Validate checks a request's facets before anything is sent.
	Validate bool
	// Status tells a reply from a refusal; nil where replies carry no status.
	Status *StatusRule
	// Key is the field of requests that names what a call belongs to; nil for none.
	Key *Key
	// Spacing is the least time from the reply of a call to the next request with the same key, whoever makes
	// it on that client: the next call waits. 0 is none.
	Spacing time.Duration

	plan atomic.Pointer[plan] // the reply's tables, built at first use
}

// A Message is what travels in one direction.
type Message struct {
	// Wrapper lists the elements between the body and the part.
	Wrapper []xmltext.Name
	// Headers are the header blocks that the contract declares.
	Headers []Part
	// Body is the part that the body holds; empty for an empty body. There is one at most.
	Body []Part
	// Bare says that the body itself is of the part's type: what the part holds stands there, the part's element does not.
	// Such a message is written with prefixes.
	Bare bool
	// Encoded says that the body is in SOAP encoding: the part names its encoding style (SOAP 1.1, clauses 5 and 7; SOAP
	// 1.2 part 2, clause 3).
	Encoded bool
}

// A Part is an element of a message: body, header block or fault detail.
type Part struct {
	Name xmltext.Name
	// Namespaces is the table that Name refers to; nil is the binding's, and for
	// [HeaderCredentials] that of the type.
	Namespaces *xmltext.Namespaces
	Type       *xmltext.Type
	// New makes the node that the element decodes into.
	New func() xmltext.Node
	// MustUnderstand writes the attribute of that name on a header block.
	MustUnderstand bool
	// ByType says that the part is of a type: a fault's detail of another name that says that type in xsi:type is one too.
	ByType bool
	// Encoded says that a header block or a fault's detail is in SOAP encoding, whatever the body is in.
	Encoded bool
	// Optional lets a reply come without the part.
	Optional bool
}

// A StatusRule is a provider's rule for replies that carry a status: one that is not among OK,
// compared without regard to case, or absent unless AbsentOK, makes the reply a [*Refusal].
type StatusRule struct {
	OK       []string
	AbsentOK bool
	// Active is a regular expression whose group is the key of a session that the message of a refusal names, which nobody
	// is to read there; "" for none. A dot stands for a line break, too.
	Active string
}

// active finds the key that a message names.
func (r *StatusRule) active(message string) string {
	if r.Active == "" {
		return ""
	}
	m := regexp.MustCompile("(?s)" + r.Active).FindStringSubmatch(message) // a message may be broken into lines anywhere
	if m == nil {
		return ""
	}
	return m[1]
}

// Stated is a reply that carries a status; "" means that there was none.
type Stated interface {
	ReplyStatus() (status, message string)
}
