// Package xmltext reads and writes XML text for generated code: a scanner that checks every rule of
// XML 1.0 and of Namespaces in XML 1.0, an engine that matches what it reads against static name
// tables, and an encoder that writes through the same tables.
//
// Generated code supplies one [Type] and one method a struct (see [Node]); nothing here uses
// reflection. The package knows no SOAP.
package xmltext

import (
	"sync/atomic"

	"example.com/wsgen/runtime/xsd"
)

// GeneratedV4 is referred to by generated code; it is renamed when the contract between generated
// code and this package changes, so that old code then fails to compile and not on the wire.
const GeneratedV4 = true

// Positions that are not elements. Element positions start at 0, attributes at Attr.
const (
	// Attr is the position of a type's first attribute.
	Attr = 1 << 16
	// Text is the position of simple content and of a text run in mixed content.
	Text = 1 << 20
	// AnyAttr is the position of attributes that an attribute wildcard admits.
	AnyAttr = Text + 1
	// ResidueField asks a node for its [xsd.Extra]. It stands right before the elements: a switch over consecutive
	// numbers becomes a table of jumps, which compiles, and runs, faster than a search.
	ResidueField = -1
)

// An NS is a namespace and the prefix that the encoder writes for it.
type NS struct{ URI, Prefix string }

// Namespaces is the namespace table of one generated package. A [Name]'s NS is 0 for no namespace,
// else one more than the index in this table.
type Namespaces []NS

// SchemaNS stands for the namespace of XML Schema in [Name.XSINS], whatever the table.
const SchemaNS = 1<<16 - 1

// EncodingNS stands for the namespace of SOAP encoding, of the version that a message is in, as SchemaNS does.
const EncodingNS = SchemaNS - 1

// A Name is one entry of a name table: an element or attribute, or a key of a map.
type Name struct {
	// Fields stand by size: tables have thousands of these, and packed they take an eighth less.

	// Local is the local name; for entries of a map the key: exact, with a # that stands for a
	// number, or * for any key.
	Local string
	// Form is how values are written whose patterns refuse the usual form, "" for that one: see the functions of package
	// xsd that append booleans, integers, floats and hexBinary.
	Form string
	// Default is the text that an empty element stands for, "" for none.
	Default string
	// XSI is the local name of the type that xsi:type is expected to hold, "" for none. The encoder
	// writes it.
	XSI string
	// Spaces lists the namespaces of a wildcard, see Any and [Admits].
	Spaces []string
	// Max is how often an element with Many may occur, 0 for any number; more is drift.
	Max int
	// NS is the namespace, see [Namespaces].
	NS uint16
	// XSINS is the namespace of XSI, see NS, or SchemaNS, or EncodingNS.
	XSINS uint16
	// Leaf marks an element whose content is text.
	Leaf bool
	// Many marks an element that may repeat.
	Many bool
	// Req marks a name that must occur; its absence is drift.
	Req bool
	// OneOf marks the first position of a choice of which one must occur; its other positions follow
	// and are marked Or. That none occurs is drift.
	OneOf, Or bool
	// AnyForm matches the local name in any namespace.
	AnyForm bool
	// AnyName matches any name; Local is the one that is written.
	AnyName bool
	// Unset marks a name that must occur and whose field can say itself that it is not set, as a nil pointer does: what it holds
	// is written, also where the element was missing in the content read.
	Unset bool
	// NilUnset writes xsi:nil="true" for an array that is not set.
	NilUnset bool
	// EmptyAbsent treats an element without attributes and content as absent.
	EmptyAbsent bool
	// Free marks a position inside a repeated choice or group: it may repeat
	// and come back after later positions without drift.
	Free bool
	// Apart marks a position that is Free, but of another list than the Free one before it.
	Apart bool
	// Any marks an element wildcard; Local is not used. Spaces lists the namespaces that it admits.
	Any bool
	// Other marks the position that takes elements no other position matches; they are still drift, but for the root of a
	// document, which must state its type.
	Other bool
	// Secret marks a value that must not reach what people read.
	Secret bool
	// Expanded says that Default holds names, in the form {namespace}local.
	Expanded bool
	// Document marks an element whose text must be a document if the message is to say anything: see [Decoder.Lack].
	Document bool
}

// A Type is the name table of one struct. Tables are static and immutable; keyed literals only.
type Type struct {
	// Base is the table that this one extends: own positions start at the base's count.
	Base *Type
	// NS is the table that names refer to.
	NS *Namespaces
	// Name is the type's name in its schema, for xsi:type; zero when anonymous.
	Name Name
	// Table lists own elements in schema order and then own attributes as text, which compiles to almost nothing. It is read
	// when the type is first used. Each line is a row: a name and words, with one space between.
	//
	//	ord:note leaf req default="none"
	//	"key #" leaf many xsiSchema=int
	//	- any many max=3 space="!urn:orders"
	//	@id req
	//
	// The name is behind the prefix that NS has for its namespace; one that does not consist of letters, digits and . - _, with
	// a letter or _ for the first, is in quotes, as Go writes them. It is - for what is Any or Other, and an @ stands before
	// that of an attribute. The words are the fields of [Name], those that are true and these, each of which sets its field once:
	//
	//	form="…" default="…"  Form, Default
	//	max=3                 Max
	//	space="…"             one of Spaces
	//	xsi=ord:Line          XSI and XSINS
	//	xsiSchema=int         XSI, and SchemaNS for XSINS
	//	xsiEncoding=base64    XSI, and EncodingNS for XSINS
	Table string
	// Names and Attrs list them in the place of Table, where a table is made at run time. Attributes are numbered from Attr.
	Names, Attrs []Name
	// Text marks simple content: position Text.
	Text bool
	// TextForm is the form of simple content, see [Name.Form].
	TextForm string
	// Beside lists elements beside the text that are read as the text or an attribute. They are not written.
	Beside []Beside
	// All marks xs:all, and content that a provider writes in any order: any order is in order.
	All bool
	// Mixed marks mixed content: each run of text is delivered in order at position Text.
	Mixed bool
	// AnyAttr marks an attribute wildcard: position AnyAttr.
	AnyAttr bool
	// AttrSpaces lists the namespaces that AnyAttr admits, see [Admits].
	AttrSpaces []string
	// Choices lists the choices that are made once.
	Choices []Choice
	// Groups lists the groups whose members are looked after, each before those within it.
	Groups []*Group
	// Follow lists, by After, what may come next where names alone don't tell the positions apart.
	Follow []Follow
	// Form, when set, says that the names are keys of map entries.
	Form *MapForm
	// Array, when set, says that the struct is an array in SOAP encoding, whose items are of the one name.
	Array *Array
	// Document, when set, says that the element's text is a document whose root is one of the names.
	Document *Embedded

	plan atomic.Pointer[plan]
}

// A Beside is an element, in no namespace, in which some senders write the text of simple content or an attribute beside it.
type Beside struct {
	Local string
	// Field is Text, or the position of an attribute.
	Field int
}

// A Choice says which positions exclude each other: those of its different alternatives. The first alternative that
// occurs is the one chosen.
type Choice struct {
	// First is the position that the first alternative starts at.
	First int
	// Sizes has the number of positions of each alternative, which stand one after another.
	Sizes []int
}

// A MapForm is the wire form of a key/value map: <entry><key>k</key><value>v</value></entry>.
type MapForm struct {
	Entry, Key, Value Name
}

// A Node is a struct that can be read and written. One method does both: the engine asks for a position where its element
// stands, and the encoder for one after the other in the order of the table, for one whose items are counted with
// [Codec.Item] once for each.
type Node interface {
	// FieldXML codes position field by a method of c. What is at several positions, such as a choice, is written at the
	// first.
	FieldXML(c *Codec, field int)
}

// A Value is a simple value that codes itself. Both methods belong to the pointer type.
type Value interface {
	// ParseXML sets the value from text, whose surrounding white space has been removed. It must not
	// keep text.
	ParseXML(text []byte, ns xsd.Namespaces) error
	// AppendXML appends the lexical form to b, unescaped.
	AppendXML(b []byte, ns xsd.Namespaces) ([]byte, error)
}

// A Registry lists the types that xsi:type may select; the first is the declared one.
type Registry []Registered

// A Registered is one entry of a [Registry].
type Registered struct {
	Name Name
	Type *Type
	// New makes the struct; nil for an abstract type.
	New func() Node
}

// ByValue lists the types that the value of another field can choose for a field.
type ByValue []Choosable

// A Choosable is one entry of a [ByValue].
type Choosable struct {
	Value string
	Type  *Type
	// New makes the struct.
	New func() Node
}

// A Binding binds a prefix ("" is the default namespace) to a namespace.
type Binding struct{ Prefix, URI string }

// Each wraps x so that position field calls fn instead, once for each occurrence; fn must consume the element,
// as x would, and may call [Decoder.Stop].
func Each(x Node, field int, fn func(d *Decoder)) Node {
	return &each{Node: x, field: field, fn: fn}
}

type each struct {
	Node
	field int
	fn    func(d *Decoder)
}

func (x *each) FieldXML(c *Codec, field int) {
	if d := c.Decoder(); d != nil && field == x.field {
		x.fn(d)
		return
	}
	x.Node.FieldXML(c, field)
}

// New returns *p, allocated first when nil.
func New[T any](p **T) *T {
	if *p == nil {
		*p = new(T)
	}
	return *p
}

// Push appends a zero item to s and returns its address, which is valid until the next Push.
//
//go:noinline
func Push[T any](s *[]T) *T {
	if cap(*s) == 0 {
		*s = make([]T, 0, 4) // most lists are short: one allocation, not three
	}
	var zero T
	*s = append(*s, zero)
	return &(*s)[len(*s)-1]
}

// PushEntry appends an entry with the key just read to s and returns the address of its value.
//
//go:noinline
func PushEntry[T any](d *Decoder, s *[]xsd.Entry[T]) *T {
	*s = append(*s, xsd.Entry[T]{Key: d.Key()})
	return &(*s)[len(*s)-1].Value
}

// Last returns the last item of s, after appending a zero one if opens is true or s is empty.
//
//go:noinline
func Last[T any](s *[]T, opens bool) *T {
	if opens || len(*s) == 0 {
		return Push(s)
	}
	return &(*s)[len(*s)-1]
}

// NilStruct prepares a nillable struct of type t: it returns the struct to decode into. An element with xsi:nil="true"
// is marked nil in p; it keeps a struct only when the element has attributes to hold, lacks those that it must have, or
// has content, which it should not, else NilStruct consumes it and returns nil.
func NilStruct[T any](d *Decoder, t *Type, p *xsd.Nillable[*T]) *T {
	if d.isNil() {
		if !d.hasAttrs() && t.ready().reqAt == 0 && d.vacant() {
			p.SetNil()
			d.Nil()
			return nil
		}
		d.noteNilForm()
		d.nilTaken = true
		return New(p.SetNil())
	}
	return New(p.Make())
}

// NilSum prepares a nillable element whose type the document selects: it returns where the struct goes. An element with
// xsi:nil="true" is marked nil in p; one that says no more, by attributes or xsi:type, NilSum consumes, and returns nil.
func NilSum[T any](d *Decoder, p *xsd.Nillable[T]) *T {
	if !d.isNil() {
		return p.Make()
	}
	if d.tag.typ < 0 && !d.hasAttrs() && d.vacant() {
		p.SetNil()
		d.Nil()
		return nil
	}
	d.noteNilForm()
	d.nilTaken = true
	return p.SetNil()
}
