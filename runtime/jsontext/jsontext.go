// Package jsontext reads and writes JSON as a second notation of what package xmltext reads and writes: the struct,
// its codec, its facets and its rules are the same, and a static [Form] says which member each element, attribute and
// text is.
//
// JSON is turned into XML text and XML text into JSON, each in one pass over a flat tree, and the generated FieldXML
// does the rest. So optional values, enumerations, limits, drift and what [xsd.Extra] keeps follow the same
// code in both notations.
//
// What JSON says in a way that XML has no place for stands in attributes of the namespace [Namespace]: they are written
// on unknown members alone, and on objects with an empty array that no element stands for.
package jsontext

import (
	"sync/atomic"

	"example.com/wsgen/runtime/xmltext"
)

// Namespace is the namespace of the attributes that keep what XML can't say. json="true" marks an unknown element whose
// text is a JSON value; empty lists the members of an element that were empty arrays.
const Namespace = "urn:wsgen:json"

// A Form says how a struct of generated code stands in JSON. Forms are static and immutable; keyed literals only.
type Form struct {
	// Type is the struct's name table.
	Type *xmltext.Type
	// Base is the form of Type.Base; nil without one.
	Base *Form
	// Members has the member of each of Type's own elements, in order.
	Members []Member
	// Attrs has the member of each of Type's own attributes, in order.
	Attrs []Member
	// Text is the member of simple content.
	Text Member
	// Rules say what stands elsewhere than its element does.
	Rules []Rule

	plan atomic.Pointer[plan]
}

// A Member is the member that an element, an attribute or a text is.
type Member struct {
	Name string
	Kind Kind
	// Form is that of an Object: a nil pointer to its struct. Tables refer to each other in that way, since those of
	// recursive types could not be initialised otherwise.
	Form Typed
	// Items says that the struct groups repeated items and that the member is their array: Form has one element, and
	// the element of the group itself is dropped.
	Items bool
	// Nil says that null is xsi:nil, and not that the element is absent.
	Nil bool
	// Refused says of a NotCarried element that a value which has it has no form in JSON: it is lost, and that is news.
	Refused bool
	// Choose, when set, is what the form of an Object depends on; Form is nil.
	Choose *Choose
}

// A Choose finds the form of a value by the value of a field elsewhere.
type Choose struct {
	// In is the struct around both, the innermost of its type.
	In Typed
	// By are paths of elements from In. The first that has a value counts.
	By []string
	// Forms are the forms by that value. Another value leaves all content unknown.
	Forms []Chosen
}

// A Chosen is the form that a value chooses.
type Chosen struct {
	Value string
	Form  Typed
}

// A Kind is the kind of a member's value.
type Kind uint8

const (
	NotCarried Kind = iota // no member
	String                 // written as a string; a number or a boolean is read as its text
	Decimal                // a number, its digits kept
	Integer                // a number without fraction
	Float                  // a number; what none can be (INF, NaN) is a string
	Boolean
	Object
)

// A Rule pairs an element or attribute with a member elsewhere. Paths start at the struct that has the rule; a path of
// attributes ends with @name.
type Rule struct {
	XML, JSON string
	// Values, when set, say that the element stands for a constant: it is there when the member has one of them, and
	// the first is written where nothing else gives the member.
	Values []string
	// Copy says that another element gives the member, and that this one repeats it.
	Copy bool
}

// A Typed has a JSON form: the nil pointer of a generated struct does, and a form itself.
type Typed interface{ JSONForm() *Form }

// JSONForm returns f.
func (f *Form) JSONForm() *Form { return f }

// Options bound and observe one conversion; nil is the zero value.
type Options struct {
	// Limits bound the document; the zero value takes the defaults.
	Limits xmltext.Limits
	// Strict turns drift into an error.
	Strict bool
	// OnDrift, when set, is told of every drift.
	OnDrift func(xmltext.Drift)
	// OnLost, when set, is told of what the other notation has no place for. Without it, what the contract does not
	// state as lost is a [*LostError].
	OnLost func(Lost)
}

// Lost is something of a document that the other notation has no place for.
type Lost struct {
	// Path is where it stands in the document that was read.
	Path string
	// Stated says that the contract says so: it is no news.
	Stated bool
	// Added says that the document has nothing at Path and that this is what is lost: a rule gives the member a value, from
	// which the element or attribute comes back.
	Added bool
}

func (l Lost) String() string {
	if l.Added {
		return l.Path + ": added"
	}
	return l.Path + ": not carried"
}

// Append appends the JSON of x to b. What f says is not carried, and what x keeps of XML that JSON has no place for, is
// left out and reported: see [Options].
func Append(b []byte, f *Form, x xmltext.Node, opt *Options) ([]byte, error) {
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	if err := e.Document(rootOf(f), f.Type.NS, f.Type, x); err != nil {
		return b, encodeError(f, err)
	}
	return write(b, f, e.Output(), opt)
}

// Decode reads the one JSON value that data is into x. Members that f does not have are kept in the struct's Extra and
// reported as drift.
func Decode(data []byte, f *Form, x xmltext.Node, opt *Options) error {
	opt = opt.orZero()
	t, err := parse(data, opt)
	defer t.release()
	if err != nil {
		return err
	}
	root := rootOf(f)
	w := xmlWriter{tree: t, opt: opt, b: t.xml[:0]}
	defer func() { t.xml = w.b }() // before the tree is released
	if err := w.document(f, root, nsURI(f.Type, root)); err != nil {
		return err
	}
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits = t.lim
	if opt.OnDrift != nil || opt.Strict {
		d.OnDrift = func(drift xmltext.Drift) { w.drift(f, d, drift) }
	}
	d.Reset(w.b)
	return t.decodeError(f, d.Document(root, f.Type.NS, f.Type, x))
}

// Unmarshal is Decode as the method UnmarshalJSON calls it: null sets nothing.
func Unmarshal(data []byte, f *Form, x xmltext.Node) error {
	if string(data) == "null" {
		return nil
	}
	return Decode(data, f, x, nil)
}

// FromXML appends the JSON of an XML document to b, whatever its root is called. Its content is not checked against
// the contract: a value that is not of its member's kind is written as a string.
func FromXML(b []byte, f *Form, doc []byte, opt *Options) ([]byte, error) {
	text, err := canonical(doc, opt.orZero())
	if err != nil {
		return b, err
	}
	return write(b, f, text, opt)
}

// ToXML appends the XML document of the one JSON value that data is to b. Its content is not checked against the
// contract.
func ToXML(b []byte, f *Form, root xmltext.Name, data []byte, opt *Options) ([]byte, error) {
	opt = opt.orZero()
	t, err := parse(data, opt)
	defer t.release()
	if err != nil {
		return b, err
	}
	w := xmlWriter{tree: t, opt: opt, b: b}
	err = w.document(f, root, nsURI(f.Type, root))
	if err != nil {
		return b, err
	}
	return w.b, nil
}

func (o *Options) orZero() *Options {
	if o == nil {
		return new(Options)
	}
	return o
}

// rootOf is the root element that stands for a value of a form while it is XML text. It is in no namespace, so that text
// without attributes stays that.
func rootOf(f *Form) xmltext.Name {
	if f.Type.Name.Local != "" {
		return xmltext.Name{Local: f.Type.Name.Local}
	}
	return xmltext.Name{Local: "value"}
}

func nsURI(t *xmltext.Type, n xmltext.Name) string {
	if n.NS == 0 || t.NS == nil || int(n.NS) > len(*t.NS) {
		return ""
	}
	return (*t.NS)[n.NS-1].URI
}
