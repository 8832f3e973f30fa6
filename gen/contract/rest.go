package contract

import "time"

// REST is HTTP with JSON bodies.
type REST struct {
	Gzip        bool // requests are compressed
	TLSRequired bool
	Error       *Element // body of a reply that is no success; nil when none is known
	Login       *Login   // nil for none
}

func (*REST) transport() {}

// HTTP is the HTTP request of an operation and what its reply may be.
type HTTP struct {
	Method string
	// Path stands below the endpoint, or below its host alone. It has {field} for values of the request.
	Path     string
	FromHost bool
	Params   []*Param // those of the path, then those of the query
	Success  []int    // status codes; any of 2xx when empty
	Empty    []int    // those of success whose reply may have no body
}

// A Param is a field of the request that stands in the address.
type Param struct {
	Field *Field
	Query bool // in the query, and not in the path
}

// A Login is a pair of operations that give the token which the other requests carry.
type Login struct {
	Node
	Operation, Refresh *Operation // Refresh nil for none
	// Fields of both replies: RefreshToken and the times are nil for none.
	Token, ExpiresAt, RefreshToken, RefreshExpiresAt FieldPath
	// RefreshWith is the field of refresh's request that carries the refresh token.
	RefreshWith FieldPath
	Scheme      string // word before the token in Authorization; "" for none
	// Credentials are what the caller supplies; a To is a path of the login's request.
	Credentials *BodyCredentials
	JWT         *JWT // nil for none
}

// A JWT is a JSON Web Token (RFC 7519), signed with HMAC-SHA-256, that proves a key.
type JWT struct {
	To       FieldPath // of the login's request
	Key      string    // of a value: what signs
	Lifetime time.Duration
	Claims   []Claim // of every caller
}

// A Claim is a claim of a JWT and the value of the credentials that it has.
type Claim struct{ Name, Value string }

// A Receiver is a server of the user's for what a provider posts to it.
type Receiver struct {
	Node
	Authorization []string // "none", "basic", "bearer"
	Kinds         []*Kind
}

// A Kind is a kind of notification: one that has the member Member in the root object.
type Kind struct {
	Node
	Name   string // its Go name, behind On
	Member string
	Has    string // a member of the notification that this kind alone has; "" for none
	Type   *Struct
}

// NoBody reports whether a request has no body: all of it stands in the address.
func (h *HTTP) NoBody(in *Message) bool {
	if in == nil || len(in.Body) == 0 {
		return true
	}
	s, ok := in.Body[0].Element.Type.(*Struct)
	if !ok || s.Own == nil || s.Base != nil || len(s.Attrs) > 0 {
		return false
	}
	for _, p := range s.Own.Items {
		if f, ok := p.(*Field); !ok || f.JSON == nil || !f.JSON.Omit {
			return false
		}
	}
	return len(s.Own.Items) > 0
}
