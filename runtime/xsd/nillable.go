package xsd

import (
	"fmt"
	"reflect"
)

// State tells the three states of a [Nillable] apart.
type State uint8

// The states of a nillable element.
const (
	// Absent: the element is not there.
	Absent State = iota
	// IsNil: the element is there with xsi:nil="true".
	IsNil
	// Present: the element is there with a value, which may be empty.
	Present
)

// String returns "absent", "nil" or "present".
func (s State) String() string {
	switch s {
	case Absent:
		return "absent"
	case IsNil:
		return "nil"
	}
	return "present"
}

// Nillable is the value of an element that may be absent, nil (xsi:nil="true",
// Part 1, 3.3.4) or present. The zero Nillable is absent. Tag JSON fields with
// omitzero: then absent is left out and nil is null.
type Nillable[T any] struct {
	v T
	s State
}

// Value returns a Nillable that holds v.
func Value[T any](v T) Nillable[T] { return Nillable[T]{v, Present} }

// Nil returns a Nillable that is nil.
func Nil[T any]() Nillable[T] { return Nillable[T]{s: IsNil} }

// Get returns the value and whether it is present.
func (n Nillable[T]) Get() (v T, ok bool) {
	if n.s == Present {
		return n.v, true
	}
	return v, false
}

// Or returns the value, or def if it is absent or nil.
func (n Nillable[T]) Or(def T) T {
	if n.s == Present {
		return n.v
	}
	return def
}

// State returns which of the three states n is in.
func (n Nillable[T]) State() State { return n.s }

// Held returns what n holds whatever its state: the value, or, for a nil
// element of a complex type, the T that carries its attributes.
func (n Nillable[T]) Held() T { return n.v }

// IsZero reports whether n is absent; nil is not zero.
func (n Nillable[T]) IsZero() bool { return n.s == Absent }

// Make marks the value as present and returns its address.
func (n *Nillable[T]) Make() *T {
	n.s = Present
	return &n.v
}

// Ptr returns the address of the value, nil if it is absent or nil.
func (n *Nillable[T]) Ptr() *T {
	if n.s != Present {
		return nil
	}
	return &n.v
}

// Set makes v the value.
func (n *Nillable[T]) Set(v T) { *n = Nillable[T]{v, Present} }

// SetNil makes n nil and drops its value. It returns the address of an empty T
// that is kept for the attributes which a nil element may still have.
func (n *Nillable[T]) SetNil() *T {
	*n = Nillable[T]{s: IsNil}
	return &n.v
}

// Equal reports whether both are in the same state and hold equal values, by
// the rule of [Opt.Equal]. Of nil elements the attributes count.
func (n Nillable[T]) Equal(m Nillable[T]) bool {
	return n.s == m.s && (n.s == Absent || equal(n.v, m.v))
}

// Format prints the value as [Opt.Format] does; a state without a value prints
// as its name.
func (n Nillable[T]) Format(s fmt.State, verb rune) { formatState(s, verb, n.s, &n.v) }

// formatState is Nillable.Format of a state and a value at an address.
func formatState(s fmt.State, verb rune, state State, at any) {
	goSyntax := verb == 'v' && s.Flag('#')
	switch {
	case state == Present && goSyntax:
		fmt.Fprintf(s, "xsd.Value[%s](%#v)", reflect.TypeOf(at).Elem(), printable(at))
	case state == Present:
		fmt.Fprintf(s, fmt.FormatString(s, verb), printable(at))
	case state == IsNil && goSyntax:
		fmt.Fprintf(s, "xsd.Nil[%s]()", reflect.TypeOf(at).Elem())
	case goSyntax:
		fmt.Fprintf(s, "xsd.Nillable[%s]{}", reflect.TypeOf(at).Elem())
	default:
		_, _ = s.Write([]byte(state.String()))
	}
}

// MarshalJSON returns the value's JSON, or null.
func (n Nillable[T]) MarshalJSON() ([]byte, error) { return marshalJSON(n.s == Present, &n.v) }

// UnmarshalJSON reads a value; null makes n nil.
func (n *Nillable[T]) UnmarshalJSON(b []byte) error {
	read := Nillable[T]{s: IsNil}
	ok, err := unmarshalJSON(b, &read.v)
	if ok {
		read.s = Present
	}
	if err == nil {
		*n = read
	}
	return err
}
