package xmltext

import "example.com/wsgen/runtime/xsd"

// What generated code calls for optional fields and lists of the most frequent types: one call with nothing around it,
// where a condition or a loop in the code of each field would cost the compiler twice as much.

// OptStr reads text as it stands.
//
//go:noinline
func (d *Decoder) OptStr(p *xsd.Opt[string]) { d.Str(p.Make()) }

// OptToken reads text with white space collapsed.
//
//go:noinline
func (d *Decoder) OptToken(p *xsd.Opt[string]) { d.Token(p.Make()) }

// OptBool reads an xs:boolean.
//
//go:noinline
func (d *Decoder) OptBool(p *xsd.Opt[bool]) { d.Bool(p.Make()) }

// OptInt32 reads an xs:int.
//
//go:noinline
func (d *Decoder) OptInt32(p *xsd.Opt[int32]) { d.Int32(p.Make()) }

// OptInt64 reads an xs:long.
//
//go:noinline
func (d *Decoder) OptInt64(p *xsd.Opt[int64]) { d.Int64(p.Make()) }

// Strs reads text as it stands, an item of a list.
//
//go:noinline
func (d *Decoder) Strs(p *[]string) { d.Str(Push(p)) }

// OptStr writes text, nothing when it is absent.
//
//go:noinline
func (e *Encoder) OptStr(field int, v xsd.Opt[string]) {
	if s, ok := v.Get(); ok {
		e.Str(field, s)
	}
}

// OptBool writes an xs:boolean, nothing when it is absent.
//
//go:noinline
func (e *Encoder) OptBool(field int, v xsd.Opt[bool]) {
	if b, ok := v.Get(); ok {
		e.Bool(field, b)
	}
}

// OptInt32 writes an xs:int, nothing when it is absent.
//
//go:noinline
func (e *Encoder) OptInt32(field int, v xsd.Opt[int32]) {
	if n, ok := v.Get(); ok {
		e.Int(field, int64(n))
	}
}

// OptInt64 writes an xs:long, nothing when it is absent.
//
//go:noinline
func (e *Encoder) OptInt64(field int, v xsd.Opt[int64]) {
	if n, ok := v.Get(); ok {
		e.Int(field, n)
	}
}

// Strs writes an element for each text.
//
//go:noinline
func (e *Encoder) Strs(field int, list []string) {
	for _, s := range list {
		e.Str(field, s)
	}
}

// WriteOpt writes a value that writes itself, nothing when it is absent.
//
//go:noinline
func WriteOpt[T any, P interface {
	*T
	Value
}](e *Encoder, field int, v *xsd.Opt[T]) {
	if p := v.Ptr(); p != nil {
		e.Value(field, P(p))
	}
}
