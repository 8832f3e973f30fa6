package rest

import (
	"sync/atomic"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// A Service is what the operations of one service share. Generated code holds it in a static variable; it must not
// change once a client was made from it.
type Service struct {
	// Name is the service's name; it opens the default User-Agent.
	Name string
	// Gzip compresses requests.
	Gzip bool
	// TLSRequired refuses endpoints that are not https.
	TLSRequired bool
	// Security adds the caller's credentials to each attempt; nil for none.
	Security Security
	// Error is the body of a reply that is no success; nil when none is known.
	Error *Part
	// SpecHash identifies the contract in drift reports.
	SpecHash string
}

// An Operation describes one operation. Generated code holds one static variable for each.
type Operation struct {
	Service *Service
	Name    string
	Method  string
	// Path stands below the endpoint, or with FromHost below its host; each {name} is a Param.
	Path     string
	FromHost bool
	// Params are the values of the request that stand in the address.
	Params []Param
	// In is the request; nil for none. NoBody says that all of it stands in the address.
	In     *Part
	NoBody bool
	// Out is the body of the reply; nil for one that is not read.
	Out *Part
	// Success are the status codes of success; any of 2xx when there are none.
	Success []int
	// Empty are those of success whose reply may have no body: a call then returns nil.
	Empty []int
	// Validate checks a request's facets before anything is sent.
	Validate bool
	// Status tells a reply from a refusal; nil where replies carry no status.
	Status *StatusRule

	table atomic.Pointer[xmltext.Type] // of the parameters, built at first use
}

// A StatusRule is a provider's rule for replies that carry a status: one that is not among OK, in any case, or absent
// unless AbsentOK, makes the reply a [*Refusal].
type StatusRule struct {
	OK       []string
	AbsentOK bool
	// Of reads status and message off a reply; "" means that there was none.
	Of func(reply xmltext.Node) (status, message string)
}

// Statuses finds, of several statuses in a reply, the one that counts. It is for generated code.
type Statuses = transport.Statuses

// A Param is a field of the request that stands in the path or in the query.
type Param struct {
	Name  xmltext.Name
	Query bool
}

// A Part is a message.
type Part struct {
	// Name, Namespaces and Type say how the message is written as XML, which is how parameters are read off it.
	Name       xmltext.Name
	Namespaces *xmltext.Namespaces
	Type       *xmltext.Type
	// Form is how it is written as JSON.
	Form *jsontext.Form
	// New makes the node that the message decodes into.
	New func() xmltext.Node
}

// newReply makes the node of a reply; nil where there is none.
func (op *Operation) newReply() xmltext.Node {
	if op.Out == nil {
		return nil
	}
	return op.Out.New()
}
