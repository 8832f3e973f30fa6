package parser

import "example.com/wsgen/gen/source"

// The comments of the fields in this file are the descriptions of their keys in
// docs/spec.schema.json and docs/spec.md; the tags are those of specField.

// A Spec is a YAML spec: a service, or what the services of a provider share.
type Spec struct {
	Block
	File *source.File
	// Input is true for a file that the caller named; others were included.
	Input bool
	// Included is the provider file that include names; nil without one.
	Included *Spec
	// Document is what wsdl names; nil without it.
	Document *WSDL
	// Reasoned are the entries that can say why they are there, each before what it holds.
	Reasoned []Reasoned

	// Version of the spec format: v1.
	Wsgen Value[string] `yaml:"wsgen,required" enum:"v1"`
	// File of the provider, relative to this one: what the provider's services share.
	Include Value[string] `yaml:"include"`
	// Name of the Go package.
	Package Value[string] `yaml:"package"`
	// Documentation of the Go package.
	Doc Value[string] `yaml:"doc"`
	// What {service} stands for in the addresses of the endpoints.
	Service Value[string] `yaml:"service"`
	// WSDL file that this spec overlays, relative to this file. Without it the spec is the whole contract.
	WSDL Value[string] `yaml:"wsdl"`
	// Namespace of the elements and types that the file declares.
	Namespace Value[string] `yaml:"namespace"`
	// Namespace prefixes that requests are written with, and that type names in this file may use.
	Prefixes Map[Value[string]] `yaml:"prefixes"`
	// Addresses by environment.
	Endpoints Map[*SpecEndpoint] `yaml:"endpoints"`
	// How messages are wrapped.
	SOAP *SpecSOAP `yaml:"soap"`
	// Rules of the transport.
	Transport *SpecTransport `yaml:"transport"`
	// How a caller proves who it is.
	Security *SpecSecurity `yaml:"security"`
	// Operations over plain HTTP with JSON bodies, instead of SOAP.
	REST *SpecREST `yaml:"rest"`
	// Notifications that the provider posts to the user's server.
	Receiver *SpecReceiver `yaml:"receiver"`
	// Sessions that the provider's operations stand in.
	Session *SpecSession `yaml:"session"`
	// Rules for all types.
	Rules *SpecRules `yaml:"rules"`
	// What generated calls check before they send.
	Validate Value[string] `yaml:"validate" enum:"requests,none"`
	// SOAP header blocks by element name.
	Headers Map[*SpecType] `yaml:"headers"`
	// The envelope that all replies share. Without a WSDL its map, message and status stand in any order.
	Reply *SpecReply `yaml:"reply"`
	// Types by name: new ones, or overlays on those of the WSDL.
	Types Map[*SpecType] `yaml:"types"`
	// Operations by name: new ones, or overlays on those of the WSDL. Globs, or a list of names and globs, choose the
	// operations of the WSDL that are generated; one behind ! takes operations away.
	Operations SpecOperations `yaml:"operations"`
	// Names and globs of the types to generate of those that derive from what operations lead to. Where operations are
	// chosen, those of abstract types unless stated, else all.
	Derived []Value[string] `yaml:"derived"`
}

// A Reasoned is an entry that can say why it is there.
type Reasoned struct {
	Span   source.Span // from the key to the end of all that the entry holds
	Key    source.Span
	Reason Value[string]
}

// A Block is a mapping of a YAML document. Span covers its first line.
type Block struct{ Span source.Span }

// A Map is a mapping whose keys are data, in document order. The zero Span says that the document
// has none, which differs from one that is empty.
type Map[T any] struct {
	Span    source.Span
	Entries []Entry[T]
}

// Set reports whether the document has the mapping.
func (m Map[T]) Set() bool { return m.Span.File != nil }

// Lookup returns the entry of that key, or nil.
func (m Map[T]) Lookup(key string) *Entry[T] {
	for i := range m.Entries {
		if m.Entries[i].Key.V == key {
			return &m.Entries[i]
		}
	}
	return nil
}

// An Entry is one entry of a Map.
type Entry[T any] struct {
	Key   Value[string]
	Value T
}

// SpecOperations are the operations of a spec, and which ones of the WSDL it chooses.
type SpecOperations struct {
	Map[*SpecOperation]
	// Only are the names and globs of a list, or of a mapping that has globs; empty for all operations.
	Only []Value[string]
}

// A Lexical is a scalar taken as written, whatever kind YAML sees in it: 1.0 stays "1.0".
type Lexical string

// A SpecEndpoint is an address in one environment; a plain string is its url.
type SpecEndpoint struct {
	Block
	// Address. Parts in braces are {service} or variables.
	URL Value[string] `yaml:"url,required,short"`
	// Documentation of the constant.
	Doc Value[string] `yaml:"doc"`
	// Parts of the address that the caller supplies, by name.
	Variables Map[*SpecVariable] `yaml:"variables"`
}

// A SpecVariable is a part of an address; a plain string is its doc.
type SpecVariable struct {
	Block
	// What the variable is.
	Doc Value[string] `yaml:"doc,short"`
	// Value for a caller that gives none.
	Default Value[Lexical] `yaml:"default"`
}

// A SpecSOAP is how messages are wrapped.
type SpecSOAP struct {
	Block
	// SOAP version, "1.1" unless stated.
	Version Value[string] `yaml:"version" enum:"1.1,1.2"`
	// Style of the operations, document unless stated.
	Style Value[string] `yaml:"style" enum:"document,rpc"`
	// Encoding of the operations, literal unless stated.
	Use Value[string] `yaml:"use" enum:"literal,encoded"`
	// SOAPAction of operations that state none.
	Action Value[string] `yaml:"action"`
	// Form of local elements, unqualified unless stated.
	ElementForm Value[Form] `yaml:"elementForm" enum:"unqualified,qualified"`
	// How requests name namespaces: with prefixes (the default), or with default namespace declarations.
	NamespaceStyle Value[string] `yaml:"namespaceStyle" enum:"prefix,default"`
	// Prefix of the envelope, soapenv unless stated.
	EnvelopePrefix Value[string] `yaml:"envelopePrefix"`
}

// A SpecTransport is the rules of the transport.
type SpecTransport struct {
	Block
	// Encoding of request bodies, none unless stated.
	RequestEncoding Value[string] `yaml:"requestEncoding" enum:"none,gzip"`
	// Whether the provider asks for a User-Agent. Requests always state one, so that both values mean the same on the wire.
	UserAgent Value[string] `yaml:"userAgent" enum:"required,optional"`
	// Whether an address without TLS is refused.
	TLS Value[string] `yaml:"tls" enum:"required,optional"`
}

// A SpecSecurity is one security scheme.
type SpecSecurity struct {
	Block
	// UsernameToken of WS-Security.
	UsernameToken *SpecUsernameToken `yaml:"usernameToken"`
	// A header block of the provider's own.
	Header *SpecHeaderCredentials `yaml:"header"`
	// HTTP Basic.
	Basic Value[bool] `yaml:"basic"`
	// Credentials in the body of each request.
	Body *SpecBodyCredentials `yaml:"body"`
}

// A SpecUsernameToken is the UsernameToken of WS-Security.
type SpecUsernameToken struct {
	Block
	// Form of the password, text unless stated.
	Password Value[string] `yaml:"password" enum:"text,digest"`
	// Whether the header says mustUnderstand.
	MustUnderstand Value[bool] `yaml:"mustUnderstand"`
	// Whether a Timestamp goes along.
	Timestamp Value[bool] `yaml:"timestamp"`
}

// A SpecHeaderCredentials is the header block and those of its children that carry the credentials.
type SpecHeaderCredentials struct {
	Block
	// Entry of headers.
	Name Value[string] `yaml:"name,required"`
	// Child that carries the user name.
	Username Value[string] `yaml:"username,required"`
	// Child that carries the password.
	Password Value[string] `yaml:"password,required"`
}

// A SpecRules is the rules for all types.
type SpecRules struct {
	Block
	// What an optional value without content is: kept as an empty tag (the default), or no tag.
	Optional Value[string] `yaml:"optional" enum:"keep,omit-empty"`
	// Which namespace the elements of replies match in: the declared one (the default), or any.
	ReplyForm Value[string] `yaml:"replyForm" enum:"declared,any"`
	// Order in which the elements of replies stand: the declared one (the default), or any.
	ReplyOrder Value[string] `yaml:"replyOrder" enum:"declared,any"`
}

// A SpecReply is the envelope that all replies share.
type SpecReply struct {
	Block
	// Element between the operation's response element and the fields.
	Element Value[string] `yaml:"element,required"`
	// How success and refusal are told apart.
	Status *SpecStatus `yaml:"status"`
	// Go name of the typed refusal, Refusal unless stated.
	Refusal Value[string] `yaml:"refusal"`
	// The key/value map that carries an operation's result.
	Map *SpecMap `yaml:"map"`
}

// A SpecStatus is how success and refusal are told apart.
type SpecStatus struct {
	Block
	// Field that holds the status; of a response a path, which may lead into an embedded document.
	Field Value[string] `yaml:"field,required"`
	// Values that mean success, in any case.
	OK []Value[string] `yaml:"ok,required"`
	// Field that holds the message, likewise. The first one counts where it repeats.
	Message Value[string] `yaml:"message"`
	// Path of a field of replies that need no status: one that has it is a success. For one status of a response.
	Unless Value[string] `yaml:"unless"`
	// Values that say nothing where there is no message: what inner says counts then. For responses alone.
	Silent []Value[string] `yaml:"silent"`
	// A further status, deeper within the same reply. For responses alone.
	Inner *SpecInnerStatus `yaml:"inner"`
}

// A SpecInnerStatus is a status deeper within a reply, with the same values of success.
type SpecInnerStatus struct {
	Block
	// Path of the field that holds the status.
	Field Value[string] `yaml:"field,required"`
	// Path of the field that holds the message, beside the status.
	Message Value[string] `yaml:"message"`
}

// A SpecMap is the form of a key/value map.
type SpecMap struct {
	Block
	// Field that is the map.
	Field Value[string] `yaml:"field,required"`
	// Element of an entry.
	Entry Value[string] `yaml:"entry,required"`
	// Element of the key.
	Key Value[string] `yaml:"key,required"`
	// Element of the value.
	Value Value[string] `yaml:"value,required"`
	// Attribute that names the type of a value.
	TypedBy Value[string] `yaml:"typedBy" enum:"xsi:type"`
}

// A SpecOperation is an operation.
type SpecOperation struct {
	Block
	// Documentation of the method.
	Doc Value[string] `yaml:"doc"`
	// Why the spec says so, of what it says otherwise than a WSDL above all: stands below the documentation, and beside what
	// the entry is reported for.
	Reason Value[string] `yaml:"reason"`
	// Go name of the method.
	Name Value[string] `yaml:"name"`
	// Namespace of the request, the file's unless stated.
	Namespace Value[string] `yaml:"namespace"`
	// SOAPAction, that of soap unless stated.
	Action Value[string] `yaml:"action"`
	// Form of the request's local elements, that of soap unless stated.
	ElementForm Value[Form] `yaml:"elementForm" enum:"unqualified,qualified"`
	// Fields of the request.
	Request Map[*SpecField] `yaml:"request"`
	// Keys of the shared reply's map, typed: an exact key, # for a number, "prefix #" or prefix_#, or * for any other key.
	Reply Map[*SpecField] `yaml:"reply"`
	// Whether the reply must have a status; optional: a reply without one is a success.
	ReplyStatus Value[string] `yaml:"replyStatus" enum:"required,optional"`
	// The whole reply, where there is no shared envelope. An operation with neither is one-way.
	Response *SpecResponse `yaml:"response"`
	// HTTP request of the operation, where the file is rest.
	HTTP *SpecHTTP `yaml:"http"`
	// Group of the provider's sessions that the operation stands in.
	Session Value[string] `yaml:"session"`
	// The request holds records and the reply a result for each.
	Records *SpecRecords `yaml:"records"`
	// The reply is one page of several.
	Paging *SpecPaging `yaml:"paging"`
	// The operation tells how far a job is.
	Polling *SpecPolling `yaml:"polling"`
	// Values of the request's fields that the operation can't have, so that a call with one is refused before it is sent.
	Refuse []*SpecRefuse `yaml:"refuse"`
	// Also generates an http.Handler that serves the operation.
	Serve Value[bool] `yaml:"serve"`
	// Recorded messages, relative to this file: NAME.request.xml, NAME.response.xml, NAME.fault.xml.
	Samples []Value[string] `yaml:"samples"`
}

// A SpecResponse is a whole reply message.
type SpecResponse struct {
	Block
	// Root element of the reply.
	Element Value[string] `yaml:"element,required"`
	// Namespace of the root element, the file's unless stated.
	Namespace Value[string] `yaml:"namespace"`
	// Form of the local elements, that of soap unless stated.
	ElementForm Value[Form] `yaml:"elementForm" enum:"unqualified,qualified"`
	// Fields of the reply.
	Fields Map[*SpecField] `yaml:"fields"`
	// How success and refusal are told apart, for this reply.
	Status *SpecStatus `yaml:"status"`
}

// A SpecField is a field; a plain string is its type.
type SpecField struct {
	Block
	// Type: a built-in of XML Schema, an entry of types here or in the provider file, a type of the WSDL, {namespace}local, or prefix:local.
	Type Value[string] `yaml:"type,short" suggest:"builtin"`
	// Least number of occurrences, 1 unless stated.
	MinOccurs Value[int] `yaml:"minOccurs" min:"0"`
	// Greatest number of occurrences, 1 unless stated.
	MaxOccurs Value[int] `yaml:"maxOccurs" min:"0" unbounded:"-1"`
	// Whether xsi:nil is allowed.
	Nillable Value[bool] `yaml:"nillable"`
	// Documentation of the Go field.
	Doc Value[string] `yaml:"doc"`
	// Why the spec says so, of what it says otherwise than a WSDL above all: stands below the documentation, and beside what
	// the entry is reported for.
	Reason Value[string] `yaml:"reason"`
	// Go name of the field.
	Name Value[string] `yaml:"name"`
	// Element name on the wire; the key stays the identity.
	WireName Value[string] `yaml:"wireName"`
	// Built-in type that xsi:type names in SOAP encoding, that of the type unless stated.
	WireType Value[string] `yaml:"wireType"`
	// Namespace of the element.
	Namespace Value[string] `yaml:"namespace"`
	// Whether the element has a namespace.
	Form Value[Form] `yaml:"form" enum:"unqualified,qualified"`
	// Default value.
	Default Value[Lexical] `yaml:"default"`
	// Fixed value.
	Fixed Value[Lexical] `yaml:"fixed"`
	// Keeps the value out of errors, logs and printed structs.
	Secret Value[bool] `yaml:"secret"`
	// Writes the text as a CDATA section.
	CDATA Value[bool] `yaml:"cdata"`
	// In an overlay, adds a field that the WSDL does not have.
	Add Value[bool] `yaml:"add"`
	// An attribute instead of a child element.
	Attribute Value[bool] `yaml:"attribute"`
	// Of an attribute beside a text, a child element that some senders write instead; it is read, as drift.
	OrElement Value[string] `yaml:"orElement"`
	// Fields of an inline record.
	Fields Map[*SpecField] `yaml:"fields"`
	// Keys of an inner key/value map, as in reply.
	Map Map[*SpecField] `yaml:"map"`
	// Form in JSON, where it is not the element's name with a value of its type.
	JSON *SpecJSON `yaml:"json"`
	// An XML document that the element carries as text: its possible roots, by element name.
	Document Map[*SpecField] `yaml:"document"`
	// Writes an XML declaration before the document.
	Declaration Value[bool] `yaml:"declaration"`
	// Another field, which chooses the type of this one.
	Choose *SpecChoose `yaml:"choose"`
	// A digest of something that the request held; a reply with another one is an error.
	Digest *SpecDigest `yaml:"digest"`
	// What an optional value without content is, for this field.
	Optional Value[string] `yaml:"optional" enum:"keep,omit-empty"`
	SpecFacets
}

// SpecFacets are the constraining facets of XML Schema Part 2, the enumeration and the layout.
type SpecFacets struct {
	// Values: a list, or a mapping from value to documentation.
	Enum SpecEnum `yaml:"enum"`
	// The values that enum lists are not all: a request with another one is sent, even one that is checked.
	Open Value[bool] `yaml:"open"`
	// Form of a date that is not XML Schema's, as in dd/MM/yyyy HH:mm:ss.
	Layout Value[string] `yaml:"layout"`
	// Exact length.
	Length Value[Lexical] `yaml:"length" kind:"count"`
	// Least length.
	MinLength Value[Lexical] `yaml:"minLength" kind:"count"`
	// Greatest length.
	MaxLength Value[Lexical] `yaml:"maxLength" kind:"count"`
	// Regular expression of XML Schema that the whole value matches.
	Pattern Value[string] `yaml:"pattern"`
	// Least value.
	MinInclusive Value[Lexical] `yaml:"minInclusive"`
	// Greatest value.
	MaxInclusive Value[Lexical] `yaml:"maxInclusive"`
	// Bound below all values.
	MinExclusive Value[Lexical] `yaml:"minExclusive"`
	// Bound above all values.
	MaxExclusive Value[Lexical] `yaml:"maxExclusive"`
	// Greatest number of digits.
	TotalDigits Value[Lexical] `yaml:"totalDigits" kind:"count"`
	// Greatest number of digits after the point.
	FractionDigits Value[Lexical] `yaml:"fractionDigits" kind:"count"`
	// Treatment of white space.
	WhiteSpace Value[string] `yaml:"whiteSpace" enum:"preserve,replace,collapse"`
}

// A SpecEnum is the values of an enumeration, in document order.
type SpecEnum struct {
	Span   source.Span
	Values []SpecEnumValue
}

// Set reports whether the document has the enumeration.
func (e SpecEnum) Set() bool { return e.Span.File != nil }

// A SpecEnumValue is one value and its documentation.
type SpecEnumValue struct {
	Value Value[Lexical]
	Doc   Value[string]
}

// A SpecType is a type, or an overlay on one of the WSDL.
type SpecType struct {
	Block
	// Type that this one extends (with fields) or restricts (without).
	Base Value[string] `yaml:"base,short" suggest:"builtin"`
	// Go name.
	Name Value[string] `yaml:"name"`
	// Documentation of the Go type.
	Doc Value[string] `yaml:"doc"`
	// Why the spec says so, of what it says otherwise than a WSDL above all: stands below the documentation, and beside what
	// the entry is reported for.
	Reason Value[string] `yaml:"reason"`
	// Namespace of the type, the file's unless stated.
	Namespace Value[string] `yaml:"namespace"`
	// Form of the local elements, that of soap unless stated.
	ElementForm Value[Form] `yaml:"elementForm" enum:"unqualified,qualified"`
	// Fields of a record.
	Fields Map[*SpecField] `yaml:"fields"`
	// Whether the fields come in the order above or in any order; they are written in the order above.
	Order Value[string] `yaml:"order" enum:"sequence,any"`
	// Of a type that is a text with attributes, a child element in which some senders write the text; it is read, as drift.
	OrElement Value[string] `yaml:"orElement"`
	// What an optional value without content is, for all fields of this type.
	Optional Value[string] `yaml:"optional" enum:"keep,omit-empty"`
	// Form in JSON. A type that REST operations or notifications lead to has one without it.
	JSON *SpecTypeJSON `yaml:"json"`
	SpecFacets
}
