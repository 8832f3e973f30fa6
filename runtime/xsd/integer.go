package xsd

import (
	"cmp"
	"math/big"
	"strconv"
)

// Integer is an xs:integer (Part 2, 3.4.13) of any size that keeps its form,
// such as the zeros of 007. The zero Integer is 0.
type Integer struct {
	v    int64
	text string // the form, if it is not v's usual one; then v is 0
}

// NewInteger returns n.
func NewInteger(n int64) Integer { return Integer{v: n} }

// IntegerOf returns n; nil is 0.
func IntegerOf(n *big.Int) Integer {
	switch {
	case n == nil:
		return Integer{}
	case n.IsInt64():
		return NewInteger(n.Int64())
	}
	return Integer{text: n.String()}
}

// ParseInteger reads an xs:integer: digits with an optional sign.
func ParseInteger(s string) (Integer, error) {
	var n Integer
	err := n.ParseXML([]byte(s), nil)
	return n, err
}

func parseInteger(b []byte) (Integer, string) {
	digits := b
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		digits = b[1:]
	}
	if len(digits) == 0 {
		return Integer{}, "no digits"
	}
	for _, c := range digits {
		if !isDigit(c) {
			return Integer{}, "unexpected character"
		}
	}
	usual := b[0] != '+' && (digits[0] != '0' || len(b) == 1)
	if !usual || len(digits) > 19 {
		return Integer{text: string(b)}, ""
	}
	v, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		return Integer{text: string(b)}, ""
	}
	return Integer{v: v}, ""
}

// Int64 returns the number if an int64 holds it.
func (n Integer) Int64() (int64, bool) {
	if n.text == "" {
		return n.v, true
	}
	return n.decimal().split().int64()
}

// Big returns the number.
func (n Integer) Big() *big.Int {
	if n.text == "" {
		return big.NewInt(n.v)
	}
	v, _ := new(big.Int).SetString(n.text, 10)
	return v
}

// decimal returns a number that has a text.
func (n Integer) decimal() Decimal { return Decimal{text: n.text} }

// Cmp compares values: -1 if n is less than o, 0 if they are equal, 1 if n is
// greater.
func (n Integer) Cmp(o Integer) int {
	if n.text == "" && o.text == "" {
		return cmp.Compare(n.v, o.v)
	}
	return Decimal{text: n.String()}.Cmp(Decimal{text: o.String()})
}

// Equal reports whether both are the same number, such as 7 and 007.
func (n Integer) Equal(o Integer) bool { return n.Cmp(o) == 0 }

// Sign returns -1, 0 or 1.
func (n Integer) Sign() int { return n.Cmp(Integer{}) }

// IsZero reports whether n is the zero Integer, which is written 0. For the
// number 0 in any form see [Integer.Sign].
func (n Integer) IsZero() bool { return n == Integer{} }

// String returns the lexical form.
func (n Integer) String() string {
	if n.text != "" {
		return n.text
	}
	return strconv.FormatInt(n.v, 10)
}

// MarshalText returns the lexical form.
func (n Integer) MarshalText() ([]byte, error) { return n.AppendXML(nil, nil) }

// UnmarshalText reads an xs:integer.
func (n *Integer) UnmarshalText(b []byte) error { return n.ParseXML(b, nil) }

// ParseXML reads an xs:integer. On error n keeps its value.
func (n *Integer) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseInteger(collapse(b))
	if reason != "" {
		return &ParseError{"integer", reason}
	}
	*n = value
	return nil
}

// AppendXML appends the lexical form.
func (n Integer) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if n.text != "" {
		return append(b, n.text...), nil
	}
	return appendInt(b, n.v), nil
}
