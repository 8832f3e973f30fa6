package xmltext

import "example.com/wsgen/runtime/xsd"

// A Codec is a [Decoder] or an [Encoder], as a [Node] sees it: each method reads the content of the node's current
// position through a pointer, or writes what is there. One call a field keeps generated code small, and storing through
// the pointer keeps write barriers here. The methods for optional values and lists of strings, which most fields are,
// spare generated code a branch or a loop, which would cost the compiler twice as much.
type Codec interface {
	// Extra hands over what keeps the struct's unknown content; it answers position ResidueField.
	Extra(p *xsd.Extra)
	// Items tells how many items an array in SOAP encoding has; it answers position ResidueField of one.
	Items(n int)
	// From is the first of n items of a list that the position now stands for: the last one, which the node has just
	// added, when it is read; all of them when it is written.
	From(n int) int
	// Reading reports whether the node is read.
	Reading() bool

	// Struct codes an element of complex type.
	Struct(t *Type, x Node)
	// StructOmitEmpty is Struct, but writes nothing when the element would have neither attributes nor content.
	StructOmitEmpty(t *Type, x Node)
	// Raws codes the elements of a wildcard as text.
	Raws(p *[]xsd.Raw)
	// AnyAttr codes the attributes of a wildcard.
	AnyAttr(p *xsd.Attrs)
	// Any codes an xs:anyType.
	Any(p *xsd.Any)
	// AnySimple codes an xs:anySimpleType with its xsi:type, which only an element has.
	AnySimple(p *xsd.AnySimple)

	// Str codes text as it stands.
	Str(p *string)
	// Token codes text whose white space is collapsed when it is read.
	Token(p *string)
	// Normalized codes text each of whose white space characters becomes a space when it is read.
	Normalized(p *string)
	// Strs codes a list of elements with text as it stands.
	Strs(p *[]string)
	// OptStr is Str for an optional text.
	OptStr(p *xsd.Opt[string])
	// OptToken is Token for an optional text.
	OptToken(p *xsd.Opt[string])
	// Enum codes an enumeration; a value read that known does not list passes through, with drift.
	Enum(p *string, known []string)
	// Bool codes an xs:boolean.
	Bool(p *bool)
	// OptBool is Bool for an optional value.
	OptBool(p *xsd.Opt[bool])
	// Int8 codes an xs:byte.
	Int8(p *int8)
	// Int16 codes an xs:short.
	Int16(p *int16)
	// Int32 codes an xs:int.
	Int32(p *int32)
	// OptInt32 is Int32 for an optional value.
	OptInt32(p *xsd.Opt[int32])
	// Int64 codes an xs:long.
	Int64(p *int64)
	// OptInt64 is Int64 for an optional value.
	OptInt64(p *xsd.Opt[int64])
	// Uint8 codes an xs:unsignedByte.
	Uint8(p *uint8)
	// Uint16 codes an xs:unsignedShort.
	Uint16(p *uint16)
	// Uint32 codes an xs:unsignedInt.
	Uint32(p *uint32)
	// Uint64 codes an xs:unsignedLong.
	Uint64(p *uint64)
	// Float32 codes an xs:float.
	Float32(p *float32)
	// Float64 codes an xs:double.
	Float64(p *float64)
	// Bytes codes an xs:base64Binary.
	Bytes(p *xsd.Binary)
	// Hex codes an xs:hexBinary.
	Hex(p *xsd.HexBinary)
	// QName codes a name. Its prefix is kept where the encoder would write another one.
	QName(p *xsd.QName)
	// Stamp codes a date or time in a layout of its own. Text that does not fit is kept, with drift.
	Stamp(p *xsd.Stamp, layout string)
	// Value codes a value that codes itself.
	Value(v Value)
	// List codes a value that codes itself and whose text can have forms that it does not keep: a list, or a union with
	// names. Such a text is kept beside the form that the value has here.
	List(v Value)
}

var (
	_ Codec = (*Decoder)(nil)
	_ Codec = (*Encoder)(nil)
)

// Optional is where the value of an optional field is: made when it is read, nil when there is none to write.
func Optional[T any](c Codec, p *xsd.Opt[T]) *T {
	if c.Reading() {
		return p.Make()
	}
	return p.Ptr()
}

// Grow adds an item to a list that is read. It returns the first item that the position now stands for, see [Codec.From].
func Grow[T any](c Codec, p *[]T) int {
	if c.Reading() {
		Push(p)
	}
	return c.From(len(*p))
}

// Items is for writing.
func (d *Decoder) Items(int) {}

// From is the last of n items.
func (d *Decoder) From(n int) int { return n - 1 }

// Reading is true.
func (d *Decoder) Reading() bool { return true }

// StructOmitEmpty reads the element being delivered into x.
func (d *Decoder) StructOmitEmpty(t *Type, x Node) { d.Struct(t, x) }

// Raws keeps the element being delivered.
func (d *Decoder) Raws(p *[]xsd.Raw) { d.Raw(Push(p)) }

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
