package xmltext

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// The methods that generated code calls for one field each. They are not inlined, which keeps generated code small, and
// store through a pointer, which keeps write barriers here.

// ready makes the text of the element being delivered d.val. It answers false when there is none to read.
func (d *Decoder) ready() bool {
	switch d.state {
	case ready:
		return true
	case open:
		return d.content()
	}
	d.misuse()
	return false
}

// Bool reads an xs:boolean.
//
//go:noinline
func (d *Decoder) Bool(p *bool) {
	if d.state != ready && !d.ready() {
		return
	}
	same := true // as the encoder writes it
	switch string(d.val) {
	case "true":
		*p = true
	case "false":
		*p = false
	default:
		switch same = false; string(trim(d.val)) {
		case "true", "1":
			*p = true
		case "false", "0":
			*p = false
		default:
			d.badValue("xs:boolean", nil)
			return
		}
	}
	if d.formed() {
		var b [8]byte
		same = string(xsd.AppendBool(b[:0], *p, d.form())) == string(d.val)
	}
	if !same {
		d.lexical()
	}
}

var (
	errRange = errors.New("out of range")
	errForm  = errors.New("not of the type's form")
	errSplit = errors.New("text on both sides of an element")
)

// Int8 reads an xs:byte.
//
//go:noinline
func (d *Decoder) Int8(p *int8) {
	if n, ok := d.int("xs:byte", math.MinInt8, math.MaxInt8); ok {
		*p = int8(n)
	}
}

// Int16 reads an xs:short.
//
//go:noinline
func (d *Decoder) Int16(p *int16) {
	if n, ok := d.int("xs:short", math.MinInt16, math.MaxInt16); ok {
		*p = int16(n)
	}
}

// Int32 reads an xs:int.
//
//go:noinline
func (d *Decoder) Int32(p *int32) {
	if n, ok := d.int("xs:int", math.MinInt32, math.MaxInt32); ok {
		*p = int32(n)
	}
}

// Int64 reads an xs:long.
//
//go:noinline
func (d *Decoder) Int64(p *int64) {
	if n, ok := d.int("xs:long", math.MinInt64, math.MaxInt64); ok {
		*p = n
	}
}

func (d *Decoder) int(typ string, low, high int64) (int64, bool) {
	if d.state != ready && !d.ready() {
		return 0, false
	}
	s := trim(d.val)
	neg := len(s) > 0 && s[0] == '-'
	bound := uint64(high)
	if neg {
		bound = -uint64(low)
	}
	n, plain, err := digits(s, neg || len(s) > 0 && s[0] == '+', bound)
	if err != nil {
		d.badValue(typ, err)
		return 0, false
	}
	v := int64(n)
	if neg {
		v = -v
	}
	same := plain && len(s) == len(d.val) && s[0] != '+' && (!neg || n != 0)
	if d.formed() {
		var b [32]byte
		same = string(xsd.AppendInt(b[:0], v, d.form())) == string(d.val)
	}
	if !same {
		d.lexical()
	}
	return v, true
}

// digits parses decimal digits up to bound; plain tells that there were no leading zeros.
func digits(s []byte, sign bool, bound uint64) (n uint64, plain bool, err error) {
	if sign {
		s = s[1:]
	}
	if len(s) == 0 {
		return 0, false, errForm
	}
	for i, c := range s {
		v := uint64(c - '0')
		if v > 9 {
			return 0, false, errForm
		}
		if i >= 18 && n > (math.MaxUint64-v)/10 {
			return 0, false, errRange
		}
		n = n*10 + v
	}
	if n > bound {
		return 0, false, errRange
	}
	return n, s[0] != '0' || len(s) == 1, nil
}

// Uint8 reads an xs:unsignedByte.
//
//go:noinline
func (d *Decoder) Uint8(p *uint8) {
	if n, ok := d.uint("xs:unsignedByte", math.MaxUint8); ok {
		*p = uint8(n)
	}
}

// Uint16 reads an xs:unsignedShort.
//
//go:noinline
func (d *Decoder) Uint16(p *uint16) {
	if n, ok := d.uint("xs:unsignedShort", math.MaxUint16); ok {
		*p = uint16(n)
	}
}

// Uint32 reads an xs:unsignedInt.
//
//go:noinline
func (d *Decoder) Uint32(p *uint32) {
	if n, ok := d.uint("xs:unsignedInt", math.MaxUint32); ok {
		*p = uint32(n)
	}
}

// Uint64 reads an xs:unsignedLong.
//
//go:noinline
func (d *Decoder) Uint64(p *uint64) {
	if n, ok := d.uint("xs:unsignedLong", math.MaxUint64); ok {
		*p = n
	}
}

func (d *Decoder) uint(typ string, high uint64) (uint64, bool) {
	if d.state != ready && !d.ready() {
		return 0, false
	}
	s := trim(d.val)
	sign := len(s) > 0 && (s[0] == '+' || s[0] == '-')
	if sign && s[0] == '-' {
		high = 0 // -0 is 0
	}
	n, plain, err := digits(s, sign, high)
	if err != nil {
		d.badValue(typ, err)
		return 0, false
	}
	same := plain && !sign && len(s) == len(d.val)
	if d.formed() {
		var b [32]byte
		same = string(xsd.AppendUint(b[:0], n, d.form())) == string(d.val)
	}
	if !same {
		d.lexical()
	}
	return n, true
}

// Float32 reads an xs:float.
//
//go:noinline
func (d *Decoder) Float32(p *float32) {
	if f, ok := d.float("xs:float", 32); ok {
		*p = float32(f)
	}
}

// Float64 reads an xs:double.
//
//go:noinline
func (d *Decoder) Float64(p *float64) {
	if f, ok := d.float("xs:double", 64); ok {
		*p = f
	}
}

func (d *Decoder) float(typ string, bits int) (float64, bool) {
	if d.state != ready && !d.ready() {
		return 0, false
	}
	f, err := xsd.ParseFloat(string(d.val), bits)
	if err != nil {
		d.badValue(typ, err)
		return 0, false
	}
	form := ""
	if d.formed() {
		form = d.form()
	}
	var b [32]byte
	if string(xsd.AppendFloatForm(b[:0], f, bits, form)) != string(d.val) {
		d.lexical()
	}
	return f, true
}

// Bytes reads an xs:base64Binary.
//
//go:noinline
func (d *Decoder) Bytes(p *xsd.Binary) {
	if d.state != ready && !d.ready() {
		return
	}
	if err := p.ParseXML(d.val, nil); err != nil {
		d.badValue("xs:base64Binary", err)
	} else if len(d.val) != base64.StdEncoding.EncodedLen(len(*p)) { // white space: the rest has one form
		d.lexical()
	}
}

// Hex reads an xs:hexBinary.
//
//go:noinline
func (d *Decoder) Hex(p *xsd.HexBinary) {
	if d.state != ready && !d.ready() {
		return
	}
	if err := p.ParseXML(d.val, nil); err != nil {
		d.badValue("xs:hexBinary", err)
		return
	}
	clean, lower := len(d.val) == hex.EncodedLen(len(*p)), d.formed() && d.form() != ""
	for _, c := range d.val {
		clean = clean && (c <= '9' || c >= 'a' == lower)
	}
	if !clean {
		d.lexical()
	}
}

// Value reads a value that parses itself.
//
//go:noinline
func (d *Decoder) Value(v Value) {
	if d.state != ready && !d.ready() {
		return
	}
	if d.parse(v) && len(trim(d.val)) != len(d.val) {
		d.lexical()
	}
}

// parse reads d.val into v.
func (d *Decoder) parse(v Value) bool {
	err := v.ParseXML(trim(d.val), (*scope)(d))
	if err != nil {
		d.badValue(strings.TrimPrefix(fmt.Sprintf("%T", v), "*"), err)
	}
	return err == nil
}

// Stamp reads a date or time in a layout of its own; text that does not fit is kept, with drift.
//
//go:noinline
func (d *Decoder) Stamp(p *xsd.Stamp, layout string) {
	if d.state != ready && !d.ready() {
		return
	}
	if p.ParseLayout(d.val, layout); len(d.val) > 0 && !p.Valid() {
		d.Drift(ValueForm)
	}
}

// Key is the key of the map entry being delivered.
func (d *Decoder) Key() string { return d.key }

// scope resolves prefixes where the decoder stands.
type scope Decoder

func (s *scope) Resolve(prefix string) (string, bool) { return (*Decoder)(s).lookup([]byte(prefix)) }

// Prefix is for writing; a decoder has none to give.
func (s *scope) Prefix(string) string { return "" }

// badValue fails with the text of d.val left out.
func (d *Decoder) badValue(typ string, err error) {
	d.Fail(&ValueError{Path: d.Path(), Offset: d.Offset(), Type: typ, Err: err})
}
