package xsd

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Extra keeps what the fields of a struct can't: unknown elements and
// attributes, attributes of simple children, the order of children and
// lexical forms. Encoding writes it again; a field that was changed wins. The
// zero Extra holds nothing.
//
// What it keeps of the items of a slice, such as their attributes and their
// xsi:type, goes by index. Set it to the zero Extra, or move the items to a new
// struct, where others are to take their places.
//
// Its JSON is an object with all that it holds, {} for nothing. Known children
// are in it by the numbers of the generated code's tables: it is for the code
// that made it, not for another version of the contract.
//
// Copies share what they hold. An Extra can't be compared with ==; see Equal.
type Extra struct {
	_ [0]func()
	r *Residue
}

// Residue returns what a codec keeps, new if there was none. It is for codecs.
func (x *Extra) Residue() *Residue {
	if x.r == nil {
		x.r = new(Residue)
	}
	return x.r
}

// Peek returns what a codec keeps, or nil. It is for codecs, which must not
// change it.
func (x Extra) Peek() *Residue { return x.r }

// IsZero reports whether x holds nothing.
func (x Extra) IsZero() bool { return x.r.IsEmpty() }

// Equal reports whether both hold the same, byte by byte.
func (x Extra) Equal(o Extra) bool { return x.r.equal(o.r) }

// Elements returns the unknown elements in document order.
func (x Extra) Elements() []Raw {
	if x.r == nil {
		return nil
	}
	var list []Raw
	for i := range x.r.Elements {
		list = append(list, x.r.Elements[i].Raw)
	}
	return list
}

// Attrs returns the unknown attributes in document order.
func (x Extra) Attrs() Attrs {
	if x.r == nil {
		return nil
	}
	return slices.Clone(x.r.Attrs)
}

// Add adds an element that the struct has no field for. It is written after
// all children. Copies made of the struct before are not affected.
func (x *Extra) Add(e Raw) {
	var r Residue
	if x.r != nil {
		r = *x.r
	}
	r.Elements = append(slices.Clip(r.Elements), Unknown{After: 1<<31 - 1, Raw: e})
	x.r = &r
}

// SetAttr gives the element an attribute that the struct has no field for.
// Copies made of the struct before are not affected.
func (x *Extra) SetAttr(name QName, value string) {
	var r Residue
	if x.r != nil {
		r = *x.r
	}
	r.Attrs = slices.Clone(r.Attrs)
	r.Attrs.Set(name, value)
	x.r = &r
}

// String names the unknown elements and attributes. It never prints values.
func (x Extra) String() string {
	if x.IsZero() {
		return "{}"
	}
	var parts []string
	for i := range x.r.Attrs {
		parts = append(parts, "@"+x.r.Attrs[i].Name.String())
	}
	for i := range x.r.Elements {
		if n := x.r.Elements[i].Raw.Name; n.IsZero() {
			parts = append(parts, "text()")
		} else {
			parts = append(parts, n.String())
		}
	}
	if n := len(x.r.Children) + len(x.r.Absent); n > 0 {
		parts = append(parts, strconv.Itoa(n)+" notes on fields")
	}
	if len(x.r.Order) > 0 {
		parts = append(parts, "order of children")
	}
	if !x.r.Type.IsZero() {
		parts = append(parts, "type "+x.r.Type.String())
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// GoString returns the form of String: it never prints values.
func (x Extra) GoString() string { return "xsd.Extra" + x.String() }

// MarshalJSON returns all that x holds, values too.
func (x Extra) MarshalJSON() ([]byte, error) {
	if x.IsZero() {
		return []byte("{}"), nil
	}
	return json.Marshal(x.r)
}

// UnmarshalJSON reads what MarshalJSON returns; null is nothing. What it holds
// is checked when it is written.
func (x *Extra) UnmarshalJSON(b []byte) error {
	r := new(Residue)
	if err := json.Unmarshal(b, r); err != nil {
		return err
	}
	if !r.valid() {
		return errors.New("xsd: not an Extra")
	}
	r.Seal()
	if *x = (Extra{}); !r.IsEmpty() {
		x.r = r
	}
	return nil
}
