package xsd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
)

// Opt is a value that may be absent, such as an optional element or attribute.
// The zero Opt is absent; an Opt that holds 0 or "" is present. Tag JSON
// fields with omitzero to leave out what is absent.
type Opt[T any] struct {
	v  T
	ok bool
}

// Some returns an Opt that holds v.
func Some[T any](v T) Opt[T] { return Opt[T]{v, true} }

// Get returns the value and whether it is present.
func (o Opt[T]) Get() (T, bool) { return o.v, o.ok }

// Or returns the value, or def if it is absent.
func (o Opt[T]) Or(def T) T {
	if o.ok {
		return o.v
	}
	return def
}

// IsZero reports whether the value is absent.
func (o Opt[T]) IsZero() bool { return !o.ok }

// Make marks the value as present and returns its address. It is not inlined, which keeps generated code small.
//
//go:noinline
func (o *Opt[T]) Make() *T {
	o.ok = true
	return &o.v
}

// Ptr returns the address of the value, nil if it is absent.
func (o *Opt[T]) Ptr() *T {
	if !o.ok {
		return nil
	}
	return &o.v
}

// Set makes v the value.
func (o *Opt[T]) Set(v T) { *o = Opt[T]{v, true} }

// Equal reports whether both are absent or hold equal values. Values are
// compared by their method Equal(T) bool if T has one; byte slices by content;
// floats by ==, with NaN equal to itself (Part 2, 3.2.4); strings, booleans
// and integers by ==; everything else by [reflect.DeepEqual], which looks behind
// pointers and compares the forms of values within. It never panics for a T
// that == can't compare.
func (o Opt[T]) Equal(p Opt[T]) bool {
	return o.ok == p.ok && (!o.ok || equal(o.v, p.v))
}

// Format prints the value with the verb and flags asked for, through the
// value's own formatting methods if it has any; a value that hides itself
// stays hidden. An absent value prints as "absent", and with %#v as the zero Opt.
func (o Opt[T]) Format(s fmt.State, verb rune) { format(s, verb, o.ok, &o.v) }

// format is Opt.Format of a value at an address. Like all that follows it is not generic, and methods that Format stands
// in for are not there: a package pays for each method with each type that it has optional values of, used or not.
func format(s fmt.State, verb rune, ok bool, at any) {
	switch goSyntax := verb == 'v' && s.Flag('#'); {
	case !ok && goSyntax:
		fmt.Fprintf(s, "xsd.Opt[%s]{}", reflect.TypeOf(at).Elem())
	case !ok:
		_, _ = s.Write([]byte("absent"))
	case goSyntax:
		fmt.Fprintf(s, "xsd.Some[%s](%#v)", reflect.TypeOf(at).Elem(), printable(at))
	default:
		fmt.Fprintf(s, fmt.FormatString(s, verb), printable(at))
	}
}

// MarshalJSON returns the value's JSON, or null if it is absent.
func (o Opt[T]) MarshalJSON() ([]byte, error) { return marshalJSON(o.ok, &o.v) }

// marshalJSON returns the JSON of the value at an address, or null for none.
func marshalJSON(ok bool, at any) ([]byte, error) {
	if !ok {
		return []byte("null"), nil
	}
	return json.Marshal(at)
}

// UnmarshalJSON reads a value; null makes it absent.
func (o *Opt[T]) UnmarshalJSON(b []byte) error {
	var read Opt[T]
	ok, err := unmarshalJSON(b, &read.v)
	if err == nil {
		read.ok = ok
		*o = read
	}
	return err
}

// unmarshalJSON reads the value at an address; ok is false for null.
func unmarshalJSON(b []byte, at any) (ok bool, err error) {
	if string(collapse(b)) == "null" {
		return false, nil
	}
	return true, json.Unmarshal(b, at)
}

// printable returns what to hand to fmt of the value at an address: the address when only the pointer has formatting
// methods, else the value.
func printable(at any) any {
	v := reflect.ValueOf(at).Elem().Interface()
	if !formats(v) && formats(at) {
		return at
	}
	return v
}

func formats(v any) bool {
	switch v.(type) {
	case fmt.Formatter, fmt.Stringer, fmt.GoStringer, error:
		return true
	}
	return false
}

// equal compares two values by the rule of [Opt.Equal]. T may be an interface,
// so that a and b differ in type.
func equal[T any](a, b T) bool {
	x, ok := any(a).(interface{ Equal(T) bool })
	if !ok {
		return alike(a, b)
	}
	if isNil(a) || isNil(b) {
		return isNil(a) && isNil(b)
	}
	return x.Equal(b)
}

// alike is equal for values without a method for it.
func alike(a, b any) bool {
	switch x := a.(type) {
	case []byte:
		y, ok := b.([]byte)
		return ok && bytes.Equal(x, y)
	case string:
		y, ok := b.(string)
		return ok && x == y
	case bool:
		y, ok := b.(bool)
		return ok && x == y
	case int32:
		y, ok := b.(int32)
		return ok && x == y
	case int64:
		y, ok := b.(int64)
		return ok && x == y
	case float32:
		y, ok := b.(float32)
		return ok && (x == y || x != x && y != y)
	case float64:
		y, ok := b.(float64)
		return ok && (x == y || x != x && y != y)
	}
	return reflect.DeepEqual(a, b)
}

func isNil(v any) bool {
	r := reflect.ValueOf(v)
	return !r.IsValid() || r.Kind() == reflect.Pointer && r.IsNil()
}
