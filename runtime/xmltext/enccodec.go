package xmltext

import "example.com/wsgen/runtime/xsd"

// The encoder as a Codec: what it writes stands at the current position.

// Extra hands over what keeps the struct's unknown content.
func (e *Encoder) Extra(p *xsd.Extra) { e.extra = p }

// Struct writes x.
func (e *Encoder) Struct(t *Type, x Node) { e.WriteStruct(e.field, t, x) }

// StructOmitEmpty writes x unless the element would be empty.
func (e *Encoder) StructOmitEmpty(t *Type, x Node) { e.WriteStructOmitEmpty(e.field, t, x) }

// Raws writes elements that were kept as text.
func (e *Encoder) Raws(p *[]xsd.Raw) {
	for _, v := range *p {
		e.Raw(e.field, v)
	}
}

// AnyAttr writes the attributes of a wildcard.
func (e *Encoder) AnyAttr(p *xsd.Attrs) {
	if e.vacuum && len(*p) > 0 {
		e.held()
	}
	for i := range *p {
		e.attr(&(*p)[i])
	}
}

// Any writes an xs:anyType.
func (e *Encoder) Any(p *xsd.Any) { e.WriteAny(e.field, *p) }

// AnySimple writes an xs:anySimpleType.
func (e *Encoder) AnySimple(p *xsd.AnySimple) { e.WriteAnySimple(e.field, *p) }

// Token writes text.
func (e *Encoder) Token(p *string) { e.Str(p) }

// Normalized writes text.
func (e *Encoder) Normalized(p *string) { e.Str(p) }

// Enum writes text.
func (e *Encoder) Enum(p *string, _ []string) { e.Str(p) }

// Strs writes an element for each text.
func (e *Encoder) Strs(p *[]string) {
	for i := range *p {
		e.Str(&(*p)[i])
	}
}

// OptStr writes text, nothing when it is absent.
func (e *Encoder) OptStr(p *xsd.Opt[string]) {
	if s := p.Ptr(); s != nil {
		e.Str(s)
	}
}

// OptToken writes text, nothing when it is absent.
func (e *Encoder) OptToken(p *xsd.Opt[string]) { e.OptStr(p) }

// Bool writes an xs:boolean.
func (e *Encoder) Bool(p *bool) { e.WriteBool(e.field, *p) }

// OptBool writes an xs:boolean, nothing when it is absent.
func (e *Encoder) OptBool(p *xsd.Opt[bool]) {
	if b := p.Ptr(); b != nil {
		e.WriteBool(e.field, *b)
	}
}

// Int8 writes an xs:byte.
func (e *Encoder) Int8(p *int8) { e.WriteInt(e.field, int64(*p)) }

// Int16 writes an xs:short.
func (e *Encoder) Int16(p *int16) { e.WriteInt(e.field, int64(*p)) }

// Int32 writes an xs:int.
func (e *Encoder) Int32(p *int32) { e.WriteInt(e.field, int64(*p)) }

// OptInt32 writes an xs:int, nothing when it is absent.
func (e *Encoder) OptInt32(p *xsd.Opt[int32]) {
	if n := p.Ptr(); n != nil {
		e.WriteInt(e.field, int64(*n))
	}
}

// Int64 writes an xs:long.
func (e *Encoder) Int64(p *int64) { e.WriteInt(e.field, *p) }

// OptInt64 writes an xs:long, nothing when it is absent.
func (e *Encoder) OptInt64(p *xsd.Opt[int64]) {
	if n := p.Ptr(); n != nil {
		e.WriteInt(e.field, *n)
	}
}

// Uint8 writes an xs:unsignedByte.
func (e *Encoder) Uint8(p *uint8) { e.WriteUint(e.field, uint64(*p)) }

// Uint16 writes an xs:unsignedShort.
func (e *Encoder) Uint16(p *uint16) { e.WriteUint(e.field, uint64(*p)) }

// Uint32 writes an xs:unsignedInt.
func (e *Encoder) Uint32(p *uint32) { e.WriteUint(e.field, uint64(*p)) }

// Uint64 writes an xs:unsignedLong.
func (e *Encoder) Uint64(p *uint64) { e.WriteUint(e.field, *p) }

// Float32 writes an xs:float.
func (e *Encoder) Float32(p *float32) { e.WriteFloat32(e.field, *p) }

// Float64 writes an xs:double.
func (e *Encoder) Float64(p *float64) { e.WriteFloat64(e.field, *p) }

// Bytes writes an xs:base64Binary.
func (e *Encoder) Bytes(p *xsd.Binary) { e.WriteBytes(e.field, *p) }

// Hex writes an xs:hexBinary.
func (e *Encoder) Hex(p *xsd.HexBinary) { e.WriteHex(e.field, *p) }

// QName writes a name.
func (e *Encoder) QName(p *xsd.QName) { e.WriteValue(e.field, p) }

// Stamp writes a date or time in a layout of its own.
func (e *Encoder) Stamp(p *xsd.Stamp, layout string) { e.WriteStamp(e.field, *p, layout) }

// Value writes a value that writes itself.
func (e *Encoder) Value(v Value) { e.WriteValue(e.field, v) }

// List writes a value that writes itself.
func (e *Encoder) List(v Value) { e.WriteValue(e.field, v) }
