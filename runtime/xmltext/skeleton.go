package xmltext

import (
	"io"

	"example.com/wsgen/runtime/xsd"
)

// Skeleton: signatures that the real files replace one by one.

// A Decoder reads one document after another. Errors are sticky: after the first, calls do nothing.
type Decoder struct {
	// Limits bound the document; the zero value takes the defaults.
	Limits Limits
	// Strict turns drift into an error.
	Strict bool
	// OnDrift, when set, is told of every drift.
	OnDrift func(Drift)
	// Charset is the charset parameter of the transport, "" for none. A byte order mark overrides it; it overrides the
	// XML declaration (RFC 7303, clause 3).
	Charset string
}

type plan struct{}

func NewDecoder() *Decoder                                { panic("skeleton") } // from a pool
func (d *Decoder) Release()                               { panic("skeleton") } // back to the pool; the decoder must not be used after
func (d *Decoder) Reset(b []byte)                         { panic("skeleton") }
func (d *Decoder) ResetReader(r io.Reader, window []byte) { panic("skeleton") } // nil window: own one

// Document decodes a whole document with that root.
func (d *Decoder) Document(name Name, ns *Namespaces, t *Type, x Node) error { panic("skeleton") }

func (d *Decoder) Err() error                                             { panic("skeleton") }
func (d *Decoder) Fail(err error)                                         { panic("skeleton") } // makes err the sticky error
func (d *Decoder) Stop()                                                  { panic("skeleton") } // ends early; Document returns nil
func (d *Decoder) Stopped() bool                                          { panic("skeleton") }
func (d *Decoder) Path() string                                           { panic("skeleton") }
func (d *Decoder) Offset() int64                                          { panic("skeleton") }
func (d *Decoder) Drift(k Kind)                                           { panic("skeleton") } // reports drift at the current element
func (d *Decoder) ElementName() xsd.QName                                 { panic("skeleton") } // of the element being delivered
func (d *Decoder) Key() string                                            { panic("skeleton") } // of the map entry being delivered
func (d *Decoder) XSIType() (xsd.QName, bool)                             { panic("skeleton") }
func (d *Decoder) Scope() []Binding                                       { panic("skeleton") }
func (d *Decoder) Capture() xsd.Raw                                       { panic("skeleton") }
func (d *Decoder) Push(text []byte, scope []Binding, fn func(d *Decoder)) { panic("skeleton") }
func (d *Decoder) Skip()                                                  { panic("skeleton") }
func (d *Decoder) Struct(t *Type, x Node)                                 { panic("skeleton") }
func (d *Decoder) Derived(r *Registry) (Node, xsd.Raw)                    { panic("skeleton") }
func (d *Decoder) Opens(g *Group) bool                                    { panic("skeleton") }
func (d *Decoder) Nil() bool                                              { panic("skeleton") }
func (d *Decoder) isNil() bool                                            { panic("skeleton") }
func (d *Decoder) hasAttrs() bool                                         { panic("skeleton") }
func (d *Decoder) Str(p *string)                                          { panic("skeleton") }
func (d *Decoder) Bool(p *bool)                                           { panic("skeleton") }
func (d *Decoder) Int8(p *int8)                                           { panic("skeleton") }
func (d *Decoder) Int16(p *int16)                                         { panic("skeleton") }
func (d *Decoder) Int32(p *int32)                                         { panic("skeleton") }
func (d *Decoder) Int64(p *int64)                                         { panic("skeleton") }
func (d *Decoder) Uint8(p *uint8)                                         { panic("skeleton") }
func (d *Decoder) Uint16(p *uint16)                                       { panic("skeleton") }
func (d *Decoder) Uint32(p *uint32)                                       { panic("skeleton") }
func (d *Decoder) Uint64(p *uint64)                                       { panic("skeleton") }
func (d *Decoder) Float32(p *float32)                                     { panic("skeleton") }
func (d *Decoder) Float64(p *float64)                                     { panic("skeleton") }
func (d *Decoder) Bytes(p *xsd.Binary)                                    { panic("skeleton") }
func (d *Decoder) Hex(p *xsd.HexBinary)                                   { panic("skeleton") }
func (d *Decoder) Value(v Value)                                          { panic("skeleton") }
func (d *Decoder) Stamp(p *xsd.Stamp, layout string)                      { panic("skeleton") }
func (d *Decoder) AnySimple(p *xsd.AnySimple)                             { panic("skeleton") }
func (d *Decoder) Any(p *xsd.Any)                                         { panic("skeleton") }
func (d *Decoder) Raw(p *xsd.Raw)                                         { panic("skeleton") }
func (d *Decoder) AnyAttr(p *xsd.Attrs)                                   { panic("skeleton") }
func (d *Decoder) Extra(p *xsd.Extra)                                     { panic("skeleton") }

// Enum reads an enumeration; unknown values pass through, with drift.
func Enum[T ~string](d *Decoder, p *T, known []T) { panic("skeleton") }

// A Style says how the encoder writes namespaces.
type Style uint8

const (
	Prefixed         Style = iota // prefixes, declared on the root
	DefaultNamespace              // xmlns="…" where the namespace changes
)

// An Encoder writes one document into a buffer.
type Encoder struct{}

func NewEncoder(style Style) *Encoder { panic("skeleton") } // from a pool
func (e *Encoder) Release()           { panic("skeleton") } // Output becomes invalid
func (e *Encoder) Reset(style Style)  { panic("skeleton") }

// Document writes a root element; declarations of the namespaces used are put on it, in table order.
func (e *Encoder) Document(name Name, ns *Namespaces, t *Type, x Node) error { panic("skeleton") }
func (e *Encoder) Output() []byte                                            { panic("skeleton") }
func (e *Encoder) Err() error                                                { panic("skeleton") }
func (e *Encoder) Fail(err error)                                            { panic("skeleton") }
func (e *Encoder) Missing(field string)                                      { panic("skeleton") } // a required value is not set
func (e *Encoder) Content(x *xsd.Extra)                                      { panic("skeleton") }
func (e *Encoder) Key(key string)                                            { panic("skeleton") }
func (e *Encoder) Struct(field int, t *Type, x Node)                         { panic("skeleton") }
func (e *Encoder) StructOmitEmpty(field int, t *Type, x Node)                { panic("skeleton") }
func (e *Encoder) NilStruct(field int, t *Type, x Node)                      { panic("skeleton") } // xsi:nil="true", attributes of x
func (e *Encoder) Derived(field int, r *Registry, t *Type, x Node)           { panic("skeleton") }
func (e *Encoder) Nil(field int)                                             { panic("skeleton") }
func (e *Encoder) Str(field int, v string)                                   { panic("skeleton") }
func (e *Encoder) CDATA(field int, v string)                                 { panic("skeleton") }
func (e *Encoder) Bool(field int, v bool)                                    { panic("skeleton") }
func (e *Encoder) Int(field int, v int64)                                    { panic("skeleton") }
func (e *Encoder) Uint(field int, v uint64)                                  { panic("skeleton") }
func (e *Encoder) Float32(field int, v float32)                              { panic("skeleton") }
func (e *Encoder) Float64(field int, v float64)                              { panic("skeleton") }
func (e *Encoder) Bytes(field int, v []byte)                                 { panic("skeleton") }
func (e *Encoder) Hex(field int, v []byte)                                   { panic("skeleton") }
func (e *Encoder) Value(field int, v Value)                                  { panic("skeleton") }
func (e *Encoder) Stamp(field int, v xsd.Stamp, layout string)               { panic("skeleton") }
func (e *Encoder) AnySimple(field int, v xsd.AnySimple)                      { panic("skeleton") }
func (e *Encoder) Any(field int, v xsd.Any)                                  { panic("skeleton") }
func (e *Encoder) Raw(field int, v xsd.Raw)                                  { panic("skeleton") }
func (e *Encoder) AnyAttr(v xsd.Attrs)                                       { panic("skeleton") }
