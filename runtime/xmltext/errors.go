package xmltext

import (
	"fmt"
	"io"
	"strconv"

	"example.com/wsgen/runtime/xsd"
)

// A SyntaxError reports text that is not well-formed, not namespace-well-formed, or not in a supported encoding.
type SyntaxError struct {
	Offset int64 // in bytes of the document as UTF-8
	Path   string
	Msg    string
	// Err is io.ErrUnexpectedEOF when the document ends early, or what the reader answered.
	Err error
}

func (e *SyntaxError) Error() string {
	msg := e.Msg
	if e.Err != nil && e.Err != io.ErrUnexpectedEOF {
		msg += ": " + e.Err.Error()
	}
	return "xml: " + at(e.Path, e.Offset) + msg
}

// Unwrap returns e.Err.
func (e *SyntaxError) Unwrap() error { return e.Err }

// A ValueError reports text that does not fit its type. It never holds the text.
type ValueError struct {
	Path   string
	Offset int64
	Type   string // such as "xs:int"
	Err    error  // may be nil; never quotes the text
}

func (e *ValueError) Error() string {
	return "xml: " + at(e.Path, e.Offset) + "value is not valid for " + e.Type
}

// Unwrap returns e.Err.
func (e *ValueError) Unwrap() error { return e.Err }

// A RootError reports a document whose root is not the one expected.
type RootError struct {
	Path string
	Want xsd.QName
	Got  xsd.QName
}

func (e *RootError) Error() string {
	text := "xml: " + e.Path + ": root element is " + clark(e.Got)
	if e.Want.Local == "" {
		return text + ", which is none of the contract's"
	}
	return text + ", want " + clark(e.Want)
}

// A LimitError reports a document that exceeds a limit.
type LimitError struct {
	Limit string // the name of a field of Limits
	Max   int64
	Path  string
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("xml: %s%s exceeds %d", at(e.Path, -1), e.Limit, e.Max)
}

// An EncodeError reports a value that can't be written.
type EncodeError struct {
	Path string
	Msg  string
	Err  error
}

func (e *EncodeError) Error() string {
	msg := e.Msg
	if e.Err != nil {
		msg += ": " + e.Err.Error()
	}
	return "xml: " + at(e.Path, -1) + msg
}

// Unwrap returns e.Err.
func (e *EncodeError) Unwrap() error { return e.Err }

// A DriftError is a drift that Strict turned into an error.
type DriftError struct{ Drift Drift }

func (e *DriftError) Error() string { return "xml: " + e.Drift.String() }

func at(path string, offset int64) string {
	if path == "" {
		path = "/"
	}
	if offset >= 0 {
		path += " (offset " + strconv.FormatInt(offset, 10) + ")"
	}
	return path + ": "
}

func clark(n xsd.QName) string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

// A Drift is a difference between a document and its contract that decoding tolerates.
type Drift struct {
	Path string
	Kind Kind
}

func (d Drift) String() string { return d.Path + ": " + d.Kind.String() }

// A Kind says what differs.
type Kind uint8

// The kinds of drift.
const (
	UnknownElement   Kind = iota + 1 // an element that the type does not have
	UnknownAttribute                 // an attribute that the type does not have
	Missing                          // a required name that did not occur
	Misplaced                        // a known element out of order
	Repeated                         // an element (or key) more often than it may occur
	UnknownEnum                      // a value that the enumeration does not list
	Facet                            // a value that breaks a facet
	UnknownType                      // an xsi:type that the contract does not know
	OtherType                        // an xsi:type other than the declared one
	ValueForm                        // a form that the specifications don't allow but whose meaning is plain
	UndeclaredFault                  // a fault detail that the contract does not declare
	FaultDetail                      // a fault detail that the contract declares, but not in its form
	NoDocument                       // text that is to be an XML document and is none
)

var kinds = [...]string{
	UnknownElement:   "unknown element",
	UnknownAttribute: "unknown attribute",
	Missing:          "missing",
	Misplaced:        "misplaced",
	Repeated:         "repeated",
	UnknownEnum:      "unknown enumeration value",
	Facet:            "facet violated",
	UnknownType:      "unknown xsi:type",
	OtherType:        "other xsi:type than declared",
	ValueForm:        "tolerated form",
	UndeclaredFault:  "undeclared fault",
	FaultDetail:      "unreadable fault detail",
	NoDocument:       "no XML document",
}

func (k Kind) String() string {
	if int(k) < len(kinds) && kinds[k] != "" {
		return kinds[k]
	}
	return "drift " + strconv.Itoa(int(k))
}

// Limits bound what a document may ask of the decoder. A zero field takes the default; limits can't be turned off.
type Limits struct {
	Depth      int   // open elements; 128
	Attributes int   // attributes of one element; 256
	Token      int   // bytes of one tag, text, comment or instruction; 8 MiB
	Document   int64 // bytes of the document, and of all that are embedded in it together; 64 MiB
	Namespaces int   // namespace bindings in scope; 256
	Name       int   // bytes of one name; 1024
	Unknown    int   // unknown elements and stray texts that are kept; items that arrays of a message leave out; 65,536
}

// WithDefaults returns the limits that are in force: the defaults for fields that are zero.
func (l Limits) WithDefaults() Limits {
	set := func(p *int, def int) {
		if *p <= 0 {
			*p = def
		}
	}
	set(&l.Depth, 128)
	set(&l.Attributes, 256)
	set(&l.Token, 8<<20)
	set(&l.Namespaces, 256)
	set(&l.Name, 1024)
	set(&l.Unknown, 1<<16)
	if l.Document <= 0 {
		l.Document = 64 << 20
	}
	return l
}
