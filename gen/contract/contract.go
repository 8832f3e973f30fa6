// Package contract is the model that every stage after resolution works on: what a service
// looks like on the wire and what its data is. It holds plain data and no Go names, no
// behaviour but answers to what that data means, and no positions in its identities, so that equal contracts print equal text.
//
// Parse trees say what a document wrote; a contract says what that means: names are linked,
// forms are resolved, overlays are applied. Nothing of the schema is flattened: groups keep
// their nesting, derivation steps keep their own content.
package contract

import (
	"slices"
	"strings"
	"time"

	"example.com/wsgen/gen/source"
)

// A QName is an expanded name (Namespaces in XML 1.0, clause 2.1). Space "" is no namespace.
type QName struct{ Space, Local string }

// String returns the name in the form {space}local, or local alone without a namespace.
func (n QName) String() string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

// A Node is what every declaration has.
type Node struct {
	// Path is the declaration's identity for names, lock, diff and overlays, as in
	// {ns}Order/sequence/customer or {ns}Order/@number. A sibling index stands in it only when a
	// name stands twice (…/a[2]). Types, elements and operations are told apart by their place:
	// a global element and the type of the same name have one path, an anonymous type has the
	// path of the element or attribute that holds it.
	Path string
	// Doc is the documentation, in plain text, lines separated by \n.
	Doc string
	// Rename is the Go name that a spec asks for; empty when none does.
	Rename string
	// Span is where the declaration stands in its source.
	Span source.Span
	// From lists the overlay entries that shaped the declaration.
	From []source.Span
}

// PathSpace is the namespace that the path of a declaration begins with.
func PathSpace(path string) string {
	rest, ok := strings.CutPrefix(path, "{")
	if !ok {
		return ""
	}
	space, _, _ := strings.Cut(rest, "}")
	return space
}

// An API is one contract: what becomes one Go package.
type API struct {
	Node
	// Package is the package name that the spec states, or one derived from the service's name.
	Package string
	// FileNamed says that Package is derived from the name of a file, as no service and no spec states one.
	FileNamed bool `json:"-"`
	// Source is the file that the package is generated from, as the caller named it.
	Source string
	// Shared is the provider's contract, whose package this one imports; nil without a provider file.
	Shared *API
	// Provider is true for the contract of a provider file itself.
	Provider   bool
	Namespaces []Namespace // every namespace that a name on the wire can have, in order of first use
	Bindings   []*Binding
	Types      []Type     // global and anonymous, reachable from operations (all, for a schema alone), in document order; no builtins
	Elements   []*Element // global elements, reachable likewise, in document order
	Security   Security   // the provider's or the service's scheme; nil for none
	Refusal    *Refusal   // the typed refusal that the provider's replies share; nil for none
	Session    *Session   // that the file declares and its services stand in; nil for none
	// Receiver serves the provider's notifications; nil for none.
	Receiver *Receiver
	Coverage []Construct
	// Unreached are the global declarations that no operation leads to, and all global attributes. There are no Go types of them,
	// but messages may hold them: a wildcard or xsi:type leads there.
	Unreached Globals `json:"-"`
	// Subset is set on a part of a contract that is split by namespace; nil on a whole one.
	Subset *Subset `json:"-"`
}

// Globals are global declarations, by name.
type Globals struct {
	Types    []Type
	Elements []*Element
	Attrs    []*Attr
}

// A Subset says which types and elements of a contract a part of it has: those of some namespaces.
type Subset struct {
	Of     *API
	Spaces []string
}

// A Namespace is a namespace of the contract with the prefix that requests write for it.
type Namespace struct {
	URI, Prefix string
	// Short is the prefix as it would be if no other namespace had the same one.
	Short string `json:"-"`
	// Long is the prefix where another namespace has Short; empty for a prefix that a spec states.
	Long string `json:"-"`
}

// A Construct is one construct of the sources and what became of it.
type Construct struct {
	ID   string // such as "xs:choice" or "wsp:Policy"
	Fate Fate
	Path string // of a declaration that is Unreached: names that the lock has for it are kept
	Span source.Span
}

// A Fate says what became of a construct.
type Fate uint8

const (
	Modelled   Fate = iota // has a typed form
	CarriedRaw             // kept as raw XML
	Refused                // an error or a warning names it
	Ignored                // has no effect on the wire
	Unreached              // no operation leads to it
)

// A Binding is one way to reach a set of operations (WSDL 1.1, clause 2.5).
type Binding struct {
	Node
	Name       QName
	Service    QName    // the WSDL service that offers the binding; zero without one
	Ports      []string // of the WSDL's services, in document order
	Transport  Transport
	Endpoints  []*Endpoint
	Operations []*Operation
	Demands    []*Demand // of the policies that the WSDL attaches
	// Sessions are set on the binding that opens the sessions of its provider.
	Sessions *SessionCalls
}

// A Transport is *SOAP or *REST.
type Transport interface{ transport() }

// SOAP is the SOAP binding with the provider's rules for the messages.
type SOAP struct {
	Version           string // "1.1" or "1.2"
	DefaultNamespaces bool   // write default namespaces instead of prefixes
	EnvelopePrefix    string // prefix of the envelope's namespace, "soapenv" unless stated
	Gzip              bool   // requests are compressed
	TLSRequired       bool   // an http address is refused
}

func (*SOAP) transport() {}

// An Endpoint is an address of a binding in one environment. A spec's {service} is filled in.
type Endpoint struct {
	Node
	Environment string // "production"; "" for the address of a WSDL that no spec names
	URL         string // may hold variables: http://{servidor}:{porta}/x
	Variables   []Variable
}

// A Variable is a part of an endpoint's URL that the caller supplies.
type Variable struct {
	Name, Doc, Default string
}

// A Security is *UsernameToken, *HeaderCredentials, *BasicAuth or *BodyCredentials.
type Security interface{ security() }

// UsernameToken is the UsernameToken profile of WS-Security 1.1.
type UsernameToken struct {
	Digest         bool // password digest instead of text
	MustUnderstand bool
	Timestamp      bool
}

// HeaderCredentials is a SOAP header block of the provider's own that carries the credentials.
type HeaderCredentials struct {
	Header   *Element
	Username *Field // the child that carries the user name
	Password *Field
}

// BasicAuth is HTTP Basic (RFC 7617).
type BasicAuth struct{}

func (*UsernameToken) security()     {}
func (*HeaderCredentials) security() {}
func (*BasicAuth) security()         {}

// A Refusal is the error type that a provider's replies turn into when their status is not OK.
type Refusal struct {
	Node
}

// A Style is the style of an operation (WSDL 1.1, clause 3.3).
type Style string

const (
	Document Style = "document"
	RPC      Style = "rpc"
)

// An Operation is one operation of a binding.
type Operation struct {
	Node
	Name, Action string
	// ActionFree says that messages need not state Action: soapActionRequired="false" of SOAP 1.2.
	ActionFree bool `json:"-"`
	// Input is the name of the input that tells the operation from others of its name (WSDL 1.1, clause 2.4.5); "" for one
	// that goes by its name alone.
	Input        string
	Style        Style
	HTTP         *HTTP // of an operation over REST; nil over SOAP
	In           *Message
	Out          *Message // nil for a one-way operation
	Faults       []*Part
	HeaderFaults []*Part // header blocks of faults, about header blocks of the request
	Samples      []Sample
	// ValidateRequests makes a call check the request's facets before anything is sent.
	ValidateRequests bool
	// The provider's rules for the operation; nil for none.
	Session *SessionUse
	Records *Records
	Paging  *Paging
	Polling *Polling
	Digests []*Digest
	// Credentials is where the request carries body credentials; nil without them.
	Credentials *CredentialUse
	// Key is the field of the request that names the session that a call belongs to; nil for none.
	Key FieldPath
	// Spacing is the least time from a reply to the next request with the same key; 0 for none.
	Spacing time.Duration
	// Refuse are values that a request of the operation can't have.
	Refuse []*Refuse
	// Serve asks for an http.Handler besides the method.
	Serve bool
}

// A Message is what travels in one direction.
type Message struct {
	Node
	// Wrapper lists the elements between soap:Body and the part: the element that the reply rule
	// looks through.
	Wrapper []QName
	Headers []*Part
	Body    []*Part
	Encoded bool
	// Bare says that the content of Body's one part stands in soap:Body itself: its element is not written.
	Bare  bool
	Reply *Reply // the status rule of a reply; nil without one
}

// A Part is one part of a message: a global element, or for rpc style the element that is named after the
// operation and holds the message's parts as fields.
type Part struct {
	Node
	Name    string
	Element *Element
	// AnyForm accepts the element in any namespace.
	AnyForm bool
	// WireType is what xsi:type says of a header block in SOAP encoding; zero where nothing is said.
	WireType QName
	// ByType says that the part is of a type: an element of another name that says that type in xsi:type is one too.
	ByType bool
	// Encoded says that a header block or a fault's detail is in SOAP encoding.
	Encoded bool
}

// A Reply is the rule that tells a reply from a refusal.
type Reply struct {
	Status   FieldPath // of the part's struct
	Message  FieldPath // nil for none; of what repeats the first counts
	OK       []string  // values that mean success, compared without regard to case
	AbsentOK bool      // no status means success
	Unless   FieldPath // a reply without a status that has this is a success; nil for none
	// Several says that the reply may hold several statuses: the path leads through what repeats or through one of
	// several roots of a document, or there is an inner one. The first that is no success counts, else the last.
	Several bool
	Silent  []string // values that say nothing where there is no message
	Inner   *Reply   // a further status, with a path and a message alone; nil for none
}

// A Sample is a recorded message that a spec names.
type Sample struct {
	File string // as the spec writes it: relative to the spec
	Kind SampleKind
	Span source.Span
}

// A SampleKind says which way a sample travels.
type SampleKind uint8

const (
	SampleRequest SampleKind = iota
	SampleReply
	SampleFault
)

// A Type is *Builtin, *Simple, *List, *Union or *Struct.
type Type interface {
	Decl() *Node
	typ()
}

// A Builtin is a built-in type of XML Schema (Part 2, clause 3). One value exists per kind.
type Builtin struct {
	Node
	Kind string // "string", "int", "anyType": the local name in the schema namespace
}

// A Simple is one derivation step of a simple type: facets on its base, which may be a list or a union.
type Simple struct {
	Node
	Name   QName // zero when anonymous
	Base   Type
	Facets Facets
	Enum   []EnumValue
	Open   bool   // Enum is not all: requests may have other values
	Layout string // a date form that is not XML Schema's, as in dd/MM/yyyy HH:mm:ss; "" for none
}

// Facets are the constraining facets of one step, in lexical form; nil is not stated.
type Facets struct {
	Length, MinLength, MaxLength                           *string
	MinInclusive, MaxInclusive, MinExclusive, MaxExclusive *string
	TotalDigits, FractionDigits, WhiteSpace                *string
	Patterns                                               []string // alternatives of this step; steps are conjoined
}

// An EnumValue is one value of an enumeration.
type EnumValue struct {
	Node
	Value string
	Name  string `json:",omitzero"` // Value in the form {namespace}local, where it is a name
}

// A List is a list type: items separated by white space.
type List struct {
	Node
	Name QName
	Item Type
}

// A Union is a union of simple types.
type Union struct {
	Node
	Name    QName
	Members []Type
}

// HoldsNames reports a simple type whose text can have names with prefixes: xs:QName, xs:NOTATION, and what has them among
// its items or members.
func HoldsNames(t Type) bool {
	switch t := t.(type) {
	case *Builtin:
		return t.Kind == "QName" || t.Kind == "NOTATION"
	case *Simple:
		return HoldsNames(t.Base)
	case *List:
		return HoldsNames(t.Item)
	case *Union:
		return slices.ContainsFunc(t.Members, HoldsNames)
	}
	return false
}

// A Struct is a complex type, or a map whose entries a spec types.
type Struct struct {
	Node
	Name       QName   // zero when anonymous
	Base       *Struct // nil for xs:anyType, of which an extension has its content as its own, and for a simple type, which is that of Text
	Derivation Derivation
	Derived    []*Struct // in document order
	Pruned     bool      // more types derive from it: their values are carried raw
	Abstract   bool
	Block      []string `json:"-"` // derivations that may not stand in its place: "extension", "restriction"
	Mixed      bool
	Attrs      []*Attr   // of this step; of a restriction, all that it leaves
	AnyAttr    *Wildcard // of this step; in an extension, what that of the base admits too
	Text       *Text     // simple content; nil in an extension of a struct, whose text is its base's
	Own        *Group    // content added by this step, for a restriction all of it; nil for none
	Map        *Map      // set when the fields of Own are entries of a key/value map
	AnyOrder   bool      // its children may stand in any order
	Encoded    bool      `json:"-"` // it stands in messages in SOAP encoding
	Array      *Array    // set when the struct is an array in SOAP encoding, whose items are the one field of Own
	// Embedded is set when the element's text is a document of its own, whose possible roots are the fields of Own:
	// one, or a choice of them.
	Embedded *Embedded
	// JSON is set when the struct has a form in JSON.
	JSON *StructJSON
}

// TextType is the type of the simple content of s or of what it derives from; nil for none.
func (s *Struct) TextType() Type {
	for ; s != nil; s = s.Base {
		if s.Text != nil {
			return s.Text.Type
		}
	}
	return nil
}

// AnyAttribute is the attribute wildcard of s or of what it extends; nil for none.
func (s *Struct) AnyAttribute() *Wildcard {
	for s.AnyAttr == nil && s.Base != nil && s.Derivation == Extension {
		s = s.Base
	}
	return s.AnyAttr
}

// A Derivation says how a struct comes from its base.
type Derivation uint8

const (
	Underived Derivation = iota
	Extension
	Restriction
)

// Text is simple content.
type Text struct {
	Type      Type
	OrElement string // child element, in no namespace, that is read in its place; "" for none
}

// A Map is the form <entry><key>…</key><value xsi:type="…">…</value></entry>. A field's element name is
// its key: an exact key, a key with one # for a number ("registro_#"), or "*" for any other key.
type Map struct {
	Entry, Key, Value QName
	// TypedBy says that a value's type stands in xsi:type.
	TypedBy bool
}

// An Array is an array in SOAP encoding (SOAP 1.1, clause 5.4.2; SOAP 1.2 part 2, clause 3.1.6), whose items go by any name.
type Array struct {
	Item  QName  // the type that it says its items have
	Ranks string // "[]" for each further rank of an array of arrays
}

// Embedded is how a document is written as the text of an element.
type Embedded struct {
	CDATA       bool // in CDATA sections
	Declaration bool // behind an XML declaration
	Status      bool // a reply's status may stand in it
}

// A Particle is *Group, *Field or *Any.
type Particle interface{ particle() }

// Occurs is how often a particle may stand. Max -1 is unbounded.
type Occurs struct{ Min, Max int }

// A GroupKind is the compositor of a group.
type GroupKind string

const (
	Sequence GroupKind = "sequence"
	Choice   GroupKind = "choice"
	All      GroupKind = "all"
)

// A Group is a model group. Named is set when it was a reference to a named group.
type Group struct {
	Node
	Occurs
	Kind  GroupKind
	Named QName
	Items []Particle
}

// A Field is an element particle.
type Field struct {
	Node
	Occurs
	Element *Element
	// OmitEmpty is the rule omit-empty on a field that may stand once or not at all, or that is nillable: a value that is empty gives
	// no tag, xsi:nil is never written, and a required nillable must have a value.
	OmitEmpty bool
	// EmptyAbsent is the rule omit-empty for what is read: an empty element of a type that can't be
	// empty is absent.
	EmptyAbsent bool
	// AnyForm accepts the element in any namespace.
	AnyForm bool
	// Secret keeps the value out of everything that people read.
	Secret bool
	// CDATA writes the text as a CDATA section.
	CDATA bool
	// WireType is what xsi:type says in SOAP encoding; zero where nothing is said.
	WireType QName
	// NilUnset writes xsi:nil="true" for a struct that is not set: in SOAP encoding that is a value like others.
	NilUnset bool
	// JSON is the form in JSON; nil where the contract says nothing of it.
	JSON *JSON
	// Chosen is set when the values of other fields choose the type; that of the element is then anyType.
	Chosen *Chosen
}

// An Any is an element wildcard.
type Any struct {
	Node
	Occurs
	Wildcard
}

func (*Group) particle() {}
func (*Field) particle() {}
func (*Any) particle()   {}

// A Wildcard says which namespaces a wildcard admits.
type Wildcard struct {
	Namespaces []string // "##any" or "##other" alone, or URIs and "##local"; one at least
	Target     string   // the namespace that ##other excludes, besides none
	Besides    []string `json:",omitzero"` // further ones that ##other excludes, where two such wildcards meet
	Process    string   // "strict", "lax" or "skip"
}

// Admits reports whether w admits names of a namespace, "" for none (XML Schema Part 1, clause 3.10.4).
func (w *Wildcard) Admits(space string) bool {
	return slices.ContainsFunc(w.Namespaces, func(s string) bool {
		switch s {
		case "##any":
			return true
		case "##other":
			return space != "" && space != w.Target && !slices.Contains(w.Besides, space)
		case "##local":
			return space == ""
		}
		return s == space
	})
}

// An Attr is an attribute use. A name without a namespace is unqualified: the form is resolved here.
type Attr struct {
	Node
	Name     QName
	Type     Type
	Required bool
	Default  *string
	Fixed    *string
	Secret   bool
	// OmitEmpty: an optional string attribute that is empty is not written.
	OmitEmpty bool
	JSON      *JSON  // as in Field
	OrElement string // child element, in no namespace, that is read in its place; "" for none
}

// An Element is an element declaration. A name without a namespace is unqualified: the form is resolved here.
type Element struct {
	Node
	Name     QName
	Type     Type
	Nillable bool
	Abstract bool
	Default  *string
	Fixed    *string
	// Block lists what may not stand in the element's place: "extension", "restriction", "substitution". It and
	// Identities, its keys, keyrefs and uniques, have an effect on validation alone.
	Block      []string   `json:"-"`
	Identities []Identity `json:"-"`
	Head       *Element   // of the substitution group
	Members    []*Element // that substitute this one
}

// An Identity is a key, a keyref or a unique. In its paths names have the form {namespace}local, and axes are short.
type Identity struct {
	Kind     string // "key", "keyref" or "unique"
	Name     QName
	Refer    QName // the key of a keyref
	Selector string
	Fields   []string
}

func (t *Builtin) Decl() *Node { return &t.Node }
func (t *Simple) Decl() *Node  { return &t.Node }
func (t *List) Decl() *Node    { return &t.Node }
func (t *Union) Decl() *Node   { return &t.Node }
func (t *Struct) Decl() *Node  { return &t.Node }

func (*Builtin) typ() {}
func (*Simple) typ()  {}
func (*List) typ()    {}
func (*Union) typ()   {}
func (*Struct) typ()  {}
