package contract

import "time"

// A FieldPath leads from the struct of a message to one of its fields, a step each.
type FieldPath []*Field

// A Session is work that stands under a key: a call opens it, calls carry the key, a call ends it.
// It is declared by a provider; the operations are those of one of its services.
type Session struct {
	Node
	Open, Cancel string // operations; Cancel "" for none
	Key          string // field of requests, and of open's reply
	Per          string // field of open's request; "" for none
	Active       string // regular expression (RE2) with one group; "" for none
	Gone         string // regular expression (RE2); "" for none
	Timeout      time.Duration
	Ready        *Ready // nil when a session is ready at once
	Groups       []*SessionGroup
}

// A Ready is how a session becomes ready.
type Ready struct {
	Field         string
	Values, Ended []string
	Watch         string
	Interval      time.Duration
}

// A SessionGroup is one use of sessions. Single says that such a session ends by itself after one call.
type SessionGroup struct {
	Node
	Name          string
	Begin, Commit string // operations; "" for none
	Single        bool
}

// SessionCalls are the operations of a binding that open, watch and end sessions. Those that name a session
// have it as their Key.
type SessionCalls struct {
	Session             *Session
	Open, Watch, Cancel *Operation // Watch and Cancel nil for none
	Per                 FieldPath  // of open's request; nil for none
	OpenKey, OpenState  FieldPath  // of open's reply; OpenState nil for none
	WatchState          FieldPath  // of watch's reply
	Groups              []*SessionGroupCalls
}

// SessionGroupCalls are the operations of a group; nil for none.
type SessionGroupCalls struct {
	Group         *SessionGroup
	Begin, Commit *Operation
}

// A SessionUse says that an operation stands in a session, which its Key names.
type SessionUse struct {
	Session *Session
	Group   *SessionGroup
}

// A Records is the rule of an operation that sends many records and answers for each.
type Records struct {
	Field               FieldPath // of the request; the last step repeats
	ID                  *Field    // of a record
	Max                 int       // 0 for no limit
	Results             FieldPath // of the reply; the last step is entries of a map whose keys are numbers
	Code, Message       *Field    // of a result; nil for none
	OKCodes, OKMessages []string
}

// A Paging is the rule of an operation that answers in pages.
type Paging struct {
	Page    FieldPath // of the request
	First   int
	Current FieldPath // of the reply; nil for none
	Pages   FieldPath // of the reply
	Items   FieldPath // of the reply; the last step repeats
}

// A Polling is the rule of an operation that tells how far a job is.
type Polling struct {
	Job                   FieldPath     // of the request
	Found, Done           *Condition    // of the reply; Found nil for none
	OK, Empty             *Condition    // of the reply of a job that is done; nil for none
	Outcome, URL          FieldPath     // of the reply; nil for none
	Valid                 time.Duration // 0 when not stated
	Interval, MaxInterval time.Duration
}

// A Condition is a field and the values that fulfil it.
type Condition struct {
	Field  FieldPath
	Values []string
}

// A Chosen is the types that a field can have. The first field of By that has a value chooses.
type Chosen struct {
	Name  string // of the interface, as a spec states it; "" for none
	In    *Struct
	By    []FieldPath // from In
	Types []ChosenType
}

// A ChosenType is the type that a value chooses.
type ChosenType struct {
	Value string
	Type  *Struct
}

// A Refuse is values, in any case, that a field of a request can't have.
type Refuse struct {
	Field  FieldPath // of the request; any step may repeat
	Values []string
	Why    string
}

// A Digest is a digest in a reply of something that the request held.
type Digest struct {
	Field     FieldPath // of the reply
	Of        FieldPath // of the request: its decoded bytes
	Algorithm string    // "md5", "sha1" or "sha256"
}

// BodyCredentials are credentials that stand in the body of each request.
type BodyCredentials struct {
	Node
	Values []*Credential
	Scopes []*Scope // exactly one is used; empty for none
	Digest *CredentialDigest
}

// A Credential is a value that the caller supplies once for all requests.
type Credential struct {
	Node
	Name    string
	To      string // path of a request's field, as the spec writes it; "" for none
	Default string
	Pattern string // of XML Schema; "" for none
	Secret  bool
}

// A Scope is one kind of caller.
type Scope struct {
	Node
	Name   string
	Values []*Credential
	Absent []string // paths of request fields
	Claims []Claim  // of a login's JWT
}

// A CredentialDigest is a digest, in lower-case hexadecimal, of a value and an embedded document.
type CredentialDigest struct {
	Algorithm string
	Key       string // of a value
	Document  string // path of a request's field
	To        string // path of a request's field
}

func (*BodyCredentials) security() {}

// A CredentialUse is where the request of an operation carries body credentials.
type CredentialUse struct {
	Credentials *BodyCredentials
	Values      []CredentialField
	Absent      []AbsentField
	Document    FieldPath // that the digest covers; nil without a digest
	Digest      FieldPath // that carries the digest
}

// A CredentialField is the field that carries a value. Scope is nil for a value that all scopes have.
type CredentialField struct {
	Credential *Credential
	Scope      *Scope
	Path       FieldPath
}

// An AbsentField is a field that must be absent under a scope. Its path may lead through a root of an embedded document,
// of which there are several.
type AbsentField struct {
	Scope *Scope
	Path  FieldPath
}
