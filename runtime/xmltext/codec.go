package xmltext

import "example.com/wsgen/runtime/xsd"

// A Codec is a [Decoder] or an [Encoder], as a [Node] sees it: each method reads the content of the node's current
// position through a pointer, or writes what is there. One call a field keeps generated code small, and storing through
// the pointer keeps write barriers here. The methods for optional values and lists of strings, which most fields are,
// spare generated code a branch or a loop, which would cost the compiler twice as much. It is no interface, as calls of one
// cost the compiler more; for the same reason what is called for each field is not inlined.
type Codec struct {
	d *Decoder // nil when the node is written
	e *Encoder // nil when it is read
}

// Decoder is what reads the node, nil when it is written.
func (c *Codec) Decoder() *Decoder { return c.d }

// Encoder is what writes the node, nil when it is read.
func (c *Codec) Encoder() *Encoder { return c.e }

// Codec is the decoder as a node sees it.
func (d *Decoder) Codec() *Codec { return &d.codec }

// Codec is the encoder as a node sees it.
func (e *Encoder) Codec() *Codec { return &e.codec }

// Reading reports whether the node is read.
//
//go:noinline
func (c *Codec) Reading() bool { return c.d != nil }

// Extra hands over what keeps the struct's unknown content; it answers position ResidueField.
//
//go:noinline
func (c *Codec) Extra(p *xsd.Extra) {
	if c.e != nil {
		c.e.Extra(p)
	} else {
		c.d.Extra(p)
	}
}

// Count tells how many items an array in SOAP encoding has; it answers position ResidueField of one.
func (c *Codec) Count(n int) {
	if c.e != nil {
		c.e.count = n
	}
}

// Item is which of the n items of a list the position now stands for, -1 for none: the last one, which the node has just
// added, when it is read. When it is written the encoder asks for the position once for each item.
//
//go:noinline
func (c *Codec) Item(n int) int {
	e := c.e
	if e == nil {
		return n - 1
	}
	i := e.item
	if e.item = i + 1; e.item >= n {
		e.item = 0
	}
	if i >= n {
		return -1
	}
	return i
}

// Struct codes an element of complex type.
func (c *Codec) Struct(t *Type, x Node) {
	if c.e != nil {
		c.e.Struct(t, x)
	} else {
		c.d.Struct(t, x)
	}
}

// StructOmitEmpty is Struct, but writes nothing when the element would have neither attributes nor content.
func (c *Codec) StructOmitEmpty(t *Type, x Node) {
	if c.e != nil {
		c.e.StructOmitEmpty(t, x)
	} else {
		c.d.Struct(t, x)
	}
}

// Raws codes the elements of a wildcard as text.
func (c *Codec) Raws(p *[]xsd.Raw) {
	if c.e != nil {
		c.e.Raws(p)
	} else {
		c.d.Raw(Push(p))
	}
}

// AnyAttr codes the attributes of a wildcard.
func (c *Codec) AnyAttr(p *xsd.Attrs) {
	if c.e != nil {
		c.e.AnyAttr(p)
	} else {
		c.d.AnyAttr(p)
	}
}

// Any codes an xs:anyType.
func (c *Codec) Any(p *xsd.Any) {
	if c.e != nil {
		c.e.Any(p)
	} else {
		c.d.Any(p)
	}
}

// AnySimple codes an xs:anySimpleType with its xsi:type, which only an element has.
func (c *Codec) AnySimple(p *xsd.AnySimple) {
	if c.e != nil {
		c.e.AnySimple(p)
	} else {
		c.d.AnySimple(p)
	}
}

// Str codes text as it stands.
func (c *Codec) Str(p *string) {
	if c.e != nil {
		c.e.Str(p)
	} else {
		c.d.Str(p)
	}
}

// Token codes text whose white space is collapsed when it is read.
func (c *Codec) Token(p *string) {
	if c.e != nil {
		c.e.Token(p)
	} else {
		c.d.Token(p)
	}
}

// Normalized codes text each of whose white space characters becomes a space when it is read.
func (c *Codec) Normalized(p *string) {
	if c.e != nil {
		c.e.Normalized(p)
	} else {
		c.d.Normalized(p)
	}
}

// Strs codes a list of elements with text as it stands.
func (c *Codec) Strs(p *[]string) {
	if c.e != nil {
		c.e.Strs(p)
	} else {
		c.d.Strs(p)
	}
}

// OptStr is Str for an optional text.
func (c *Codec) OptStr(p *xsd.Opt[string]) {
	if c.e != nil {
		c.e.OptStr(p)
	} else {
		c.d.OptStr(p)
	}
}

// OptToken is Token for an optional text.
func (c *Codec) OptToken(p *xsd.Opt[string]) {
	if c.e != nil {
		c.e.OptToken(p)
	} else {
		c.d.OptToken(p)
	}
}

// Enum codes an enumeration; a value read that known does not list passes through, with drift.
func (c *Codec) Enum(p *string, known []string) {
	if c.e != nil {
		c.e.Enum(p, known)
	} else {
		c.d.Enum(p, known)
	}
}

// Bool codes an xs:boolean.
func (c *Codec) Bool(p *bool) {
	if c.e != nil {
		c.e.Bool(p)
	} else {
		c.d.Bool(p)
	}
}

// OptBool is Bool for an optional value.
func (c *Codec) OptBool(p *xsd.Opt[bool]) {
	if c.e != nil {
		c.e.OptBool(p)
	} else {
		c.d.OptBool(p)
	}
}

// Int8 codes an xs:byte.
func (c *Codec) Int8(p *int8) {
	if c.e != nil {
		c.e.Int8(p)
	} else {
		c.d.Int8(p)
	}
}

// Int16 codes an xs:short.
func (c *Codec) Int16(p *int16) {
	if c.e != nil {
		c.e.Int16(p)
	} else {
		c.d.Int16(p)
	}
}

// Int32 codes an xs:int.
func (c *Codec) Int32(p *int32) {
	if c.e != nil {
		c.e.Int32(p)
	} else {
		c.d.Int32(p)
	}
}

// OptInt32 is Int32 for an optional value.
func (c *Codec) OptInt32(p *xsd.Opt[int32]) {
	if c.e != nil {
		c.e.OptInt32(p)
	} else {
		c.d.OptInt32(p)
	}
}

// Int64 codes an xs:long.
func (c *Codec) Int64(p *int64) {
	if c.e != nil {
		c.e.Int64(p)
	} else {
		c.d.Int64(p)
	}
}

// OptInt64 is Int64 for an optional value.
func (c *Codec) OptInt64(p *xsd.Opt[int64]) {
	if c.e != nil {
		c.e.OptInt64(p)
	} else {
		c.d.OptInt64(p)
	}
}

// Uint8 codes an xs:unsignedByte.
func (c *Codec) Uint8(p *uint8) {
	if c.e != nil {
		c.e.Uint8(p)
	} else {
		c.d.Uint8(p)
	}
}

// Uint16 codes an xs:unsignedShort.
func (c *Codec) Uint16(p *uint16) {
	if c.e != nil {
		c.e.Uint16(p)
	} else {
		c.d.Uint16(p)
	}
}

// Uint32 codes an xs:unsignedInt.
func (c *Codec) Uint32(p *uint32) {
	if c.e != nil {
		c.e.Uint32(p)
	} else {
		c.d.Uint32(p)
	}
}

// Uint64 codes an xs:unsignedLong.
func (c *Codec) Uint64(p *uint64) {
	if c.e != nil {
		c.e.Uint64(p)
	} else {
		c.d.Uint64(p)
	}
}

// Float32 codes an xs:float.
func (c *Codec) Float32(p *float32) {
	if c.e != nil {
		c.e.Float32(p)
	} else {
		c.d.Float32(p)
	}
}

// Float64 codes an xs:double.
func (c *Codec) Float64(p *float64) {
	if c.e != nil {
		c.e.Float64(p)
	} else {
		c.d.Float64(p)
	}
}

// Bytes codes an xs:base64Binary.
func (c *Codec) Bytes(p *xsd.Binary) {
	if c.e != nil {
		c.e.Bytes(p)
	} else {
		c.d.Bytes(p)
	}
}

// Hex codes an xs:hexBinary.
func (c *Codec) Hex(p *xsd.HexBinary) {
	if c.e != nil {
		c.e.Hex(p)
	} else {
		c.d.Hex(p)
	}
}

// QName codes a name. Its prefix is kept where the encoder would write another one.
func (c *Codec) QName(p *xsd.QName) {
	if c.e != nil {
		c.e.QName(p)
	} else {
		c.d.QName(p)
	}
}

// Stamp codes a date or time in a layout of its own. Text that does not fit is kept, with drift.
func (c *Codec) Stamp(p *xsd.Stamp, layout string) {
	if c.e != nil {
		c.e.Stamp(p, layout)
	} else {
		c.d.Stamp(p, layout)
	}
}

// Value codes a value that codes itself.
func (c *Codec) Value(v Value) {
	if c.e != nil {
		c.e.Value(v)
	} else {
		c.d.Value(v)
	}
}

// List codes a value that codes itself and whose text can have forms that it does not keep: a list, or a union with
// names. Such a text is kept beside the form that the value has here.
func (c *Codec) List(v Value) {
	if c.e != nil {
		c.e.List(v)
	} else {
		c.d.List(v)
	}
}

// Optional is where the value of an optional field is: made when it is read, nil when there is none to write.
func Optional[T any](c *Codec, p *xsd.Opt[T]) *T {
	if c.Reading() {
		return p.Make()
	}
	return p.Ptr()
}

// Grow adds an item to a list that is read. It returns the item that the position now stands for, see [Codec.Item].
func Grow[T any](c *Codec, p *[]T) int {
	if c.Reading() {
		Push(p)
	}
	return c.Item(len(*p))
}

// OptStr reads text as it stands.
func (d *Decoder) OptStr(p *xsd.Opt[string]) { d.Str(p.Make()) }

// OptToken reads text with white space collapsed.
func (d *Decoder) OptToken(p *xsd.Opt[string]) { d.Token(p.Make()) }

// OptBool reads an xs:boolean.
func (d *Decoder) OptBool(p *xsd.Opt[bool]) { d.Bool(p.Make()) }

// OptInt32 reads an xs:int.
func (d *Decoder) OptInt32(p *xsd.Opt[int32]) { d.Int32(p.Make()) }

// OptInt64 reads an xs:long.
func (d *Decoder) OptInt64(p *xsd.Opt[int64]) { d.Int64(p.Make()) }

// Strs reads text as it stands, an item of a list.
func (d *Decoder) Strs(p *[]string) { d.Str(Push(p)) }
