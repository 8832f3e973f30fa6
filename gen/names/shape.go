package names

import "example.com/wsgen/gen/contract"

// A Package is the Go view of one contract: every declaration with its name and its shape.
type Package struct {
	API     *contract.API
	Name    string
	Structs []*Struct // by Go name, as all declarations
	Sums    []*Sum
	Simples []*Simple
	Clients []*Client
	// Receiver serves the provider's notifications; nil for none.
	Receiver *Receiver
	// Session is what the contract declares; nil for none.
	Session *Session
	// Spaces are the constants of the namespaces, in the contract's order.
	Spaces []Space
	// Endpoints are the addresses that get a constant or a function.
	Endpoints []*Endpoint
	// Split is set when each namespace has files of its own.
	Split bool

	table *Table
}

// A Space is a namespace and the constant that stands for it.
type Space struct {
	URI, Prefix, Const string
}

// An Endpoint is an address with the name of its constant, or of its function when it has
// variables.
type Endpoint struct {
	Go  string
	Src *contract.Endpoint
}

// A Client is a binding as a Go type.
type Client struct {
	Go         string
	Var        string // the variable of the binding's descriptor
	Src        *contract.Binding
	Operations []*Operation // by Go name
	// Sessions is the method that returns the sessions that the binding opens; "" for none.
	Sessions string
}

// An Operation is an operation with its method. Its descriptor is Op plus Label and the method
// that only builds the request Build plus Go. Of one that sends records, the result is Label plus Result
// and the rule records plus Label; the method that yields all pages is Go plus All.
type Operation struct {
	Go    string
	Label string
	Src   *contract.Operation
	// Sent and Received are the functions for header blocks that share a Go type.
	Sent, Received []*Block
}

// A Struct is a complex type, or a message of simple type, as a Go struct.
type Struct struct {
	Go   string
	Var  string // what the names of its constants start with
	Path string
	Doc  string
	// Space is the namespace whose file holds the declaration.
	Space string
	Src   *contract.Struct // nil for a message of simple type
	Base  *Struct          // embedded
	Slots []*Slot          // own, in contract order; attributes and text first
	// Document is set on the struct that stands for whole documents.
	Document bool
	// Fault is set on what the detail or a header block of a fault is decoded to: it is an error.
	Fault bool
	// Extended is set when another struct embeds this one.
	Extended bool
	// Sum is the interface that this struct and those derived from it satisfy; nil when its shape is a struct.
	Sum *Sum
	// Reply is the status rule, for a struct that is a reply.
	Reply *contract.Reply
	// Mixed is the sum that all content is an item of; nil without mixed content.
	Mixed *Sum
}

// extendsMixed reports whether a type that t extends has mixed content.
func extendsMixed(t *contract.Struct) bool {
	return t.Derivation == contract.Extension && t.Base != nil && (t.Base.Mixed || extendsMixed(t.Base))
}

// IsArray reports an array in SOAP encoding, which is a slice of its items in Go.
func (s *Struct) IsArray() bool { return s.Src != nil && s.Src.Array != nil }

// A Slot is a field of a Go struct: a value, a sum, a repeated group or a wildcard.
type Slot struct {
	Go      string
	Path    string
	Doc     string
	Content Content
}

// Content is *Value, *Choice, *Repeat or *Wild.
type Content interface{ content() }

// A Value is a field that holds one element, attribute or text, or a list of elements. Exactly
// one of Field, Attr and Text is set.
type Value struct {
	Const string // the position
	Field *contract.Field
	Attr  *contract.Attr
	Text  *contract.Text
	Type  contract.Type
	// Presence says which Go type wraps that of Type.
	Presence Presence
	// Many and Required describe the particle in its own place; Required is false inside a choice.
	Many, Required bool
	// Alone is set on what a branch of a choice holds alone: the branch says that it is there.
	Alone bool
	// Wrapped is set inside a repeated group or choice.
	Wrapped bool
	// Poly is the sum of the type's derivations or of the types that can be chosen; nil when the field is of the struct itself.
	Poly *Sum
	// Pointer is set on a required struct in a cycle of required structs.
	Pointer bool
	// Default and Fixed are the constants of the value that the contract states; nil for none.
	Default, Fixed *Constant
}

// A Constant is a value of the contract, in its lexical form, with the name that it gets.
type Constant struct {
	Go, Text string
}

// A Presence is one line of the table of presence.
type Presence uint8

const (
	Required  Presence = iota // T
	Optional                  // xsd.Opt[T], *T for a struct
	OmitEmpty                 // a plain string whose "" is absent
	Nillable                  // xsd.Nillable[T], xsd.Nillable[*T] for a struct
	Many                      // []T
	ManyNil                   // []xsd.Nillable[T]
	Keyed                     // []xsd.Entry[T]: map entries whose key is data
	Array                     // an array in SOAP encoding, a slice type: nil is absent, or nil on the wire
)

// A Choice is a field of sum type: a choice, or an element that others can substitute.
type Choice struct {
	Sum      *Sum
	Many     bool
	Required bool
	// Branches are the sum's branches with the positions that they have here.
	Branches []*Branch
	// Other is the position of an unknown element among repeated branches; "" for none.
	Other string
	// Continues is the base with mixed content that this mixed content continues: text before the first item is the
	// base's. It is nil for none.
	Continues *Struct
	// Secret and presence of a sum need no more: nil is absent.
}

// A Repeat is a repeated sequence: a slice of structs that share the enclosing positions.
type Repeat struct {
	Group *Group
	// Required and Max describe the particle in its own place; Max is -1 for any number.
	Required bool
	Max      int
}

// A Group is the struct of a repeated sequence.
type Group struct {
	Go    string
	Path  string
	Doc   string
	Slots []*Slot
}

// A Wild is an element wildcard, or with Attrs the wildcard of attributes.
type Wild struct {
	Const    string
	Any      *contract.Any
	Attrs    *contract.Wildcard
	Required bool
}

func (*Value) content()  {}
func (*Choice) content() {}
func (*Repeat) content() {}
func (*Wild) content()   {}

// A SumKind says where a sum comes from.
type SumKind uint8

const (
	OfChoice  SumKind = iota // a model group
	OfHead                   // a substitution group
	OfDerived                // a type and those derived from it
	OfMixed                  // the items of mixed content
	OfChosen                 // the types that other fields choose for a field
)

// A Sum is a sealed interface.
type Sum struct {
	Go     string
	Marker string // the unexported method
	Path   string
	Doc    string
	Space  string
	Kind   SumKind
	// Package is the one that declares it.
	Package *Package
	// Branches are the wrappers of a choice, a head or mixed content.
	Branches []*Branch
	// Members are the structs of a derivation, the declared type first, or those that can be chosen.
	Members []*Struct
	// Chosen says how a type is chosen.
	Chosen *contract.Chosen
	// Head is the substitution group's head.
	Head *contract.Element
}

// OfTypes reports whether the values of the sum are the structs of types, and not wrappers.
func (s *Sum) OfTypes() bool { return s.Kind == OfDerived || s.Kind == OfChosen }

// A Branch is one alternative: a wrapper with one field Value, or with the fields of a sequence.
type Branch struct {
	Go    string
	Path  string
	Doc   string
	Slots []*Slot
}

// Single reports whether the branch holds one element, text or wildcard, or nothing.
func (b *Branch) Single() bool {
	if len(b.Slots) == 0 {
		return true
	}
	switch b.Slots[0].Content.(type) {
	case *Value, *Wild:
		return b.Slots[0].Go == "Value"
	}
	return false
}

// List reports whether the branch is a list of groups or of one of several elements, which is the field Value.
func (b *Branch) List() bool { return !b.Single() && b.Slots[0].Go == "Value" }

// A Simple is a simple type with a Go type of its own: *contract.Simple with an enumeration,
// *contract.List or *contract.Union.
type Simple struct {
	Go     string
	Path   string
	Doc    string
	Space  string
	Src    contract.Type
	Values []EnumValue
}

// An EnumValue is a constant.
type EnumValue struct {
	Go    string
	Doc   string
	Value string
}

// StructOf returns the Go struct of a complex type and the package that holds it.
func (p *Package) StructOf(t *contract.Struct) (*Struct, *Package) {
	s := p.table.structs[t]
	return s, p.table.owners[t]
}

// SimpleOf returns the Go declaration of a simple type, nil when the type is that of its base.
func (p *Package) SimpleOf(t contract.Type) (*Simple, *Package) {
	return p.table.simples[t], p.table.owners[t]
}

// MessageOf returns the struct that an element's content is: its type's, or the wrapper that a
// message of simple type gets.
func (p *Package) MessageOf(e *contract.Element) (*Struct, *Package) {
	if s, ok := e.Type.(*contract.Struct); ok {
		return p.StructOf(s)
	}
	return p.table.messages[e], p.table.elements[e]
}

// Of returns the Go view of another contract of the generation.
func (p *Package) Of(api *contract.API) *Package { return p.table.packages[api] }
