package jsontext

import (
	"bytes"
	"strconv"
)

// maxDigits bounds what an exponent may ask for.
const maxDigits = 1024

// appendLexical appends a JSON number as the lexical form of a kind (Part 2, clauses 3.2.3 to 3.2.5): exponents are
// written out for the types that have none. It reports false for a number that the kind can't hold.
func appendLexical(b, number []byte, k Kind) ([]byte, bool) {
	n, plain := numberLen(number)
	e := -1
	if !plain {
		e = bytes.IndexAny(number[:n], "eE")
	}
	if k == Float || plain && (k == Decimal || bytes.IndexByte(number, '.') < 0) {
		return append(b, number...), true
	}
	exp := 0
	mantissa := number
	if e >= 0 {
		n, err := strconv.Atoi(string(bytes.TrimPrefix(number[e+1:], []byte("+"))))
		if err != nil {
			n = maxDigits + 1
		}
		exp, mantissa = n, number[:e]
	}
	whole, fraction, _ := bytes.Cut(mantissa, []byte("."))
	if whole[0] == '-' {
		b, whole = append(b, '-'), whole[1:]
	}
	digits := append(append([]byte(nil), whole...), fraction...)
	if len(bytes.Trim(digits, "0")) == 0 {
		return append(b, '0'), true
	}
	point := len(whole) + exp
	if exp < -maxDigits || exp > maxDigits {
		return b, false
	}
	switch {
	case point >= len(digits):
		b = append(append(b, trimZeros(digits)...), bytes.Repeat([]byte("0"), point-len(digits))...)
		return b, true
	case point <= 0:
		fraction, digits = append(bytes.Repeat([]byte("0"), -point), digits...), nil
	default:
		fraction, digits = digits[point:], digits[:point]
	}
	if k == Integer {
		if len(bytes.Trim(fraction, "0")) != 0 {
			return b, false
		}
		return append(b, trimZeros(digits)...), true
	}
	b = append(b, trimZeros(digits)...)
	return append(append(b, '.'), fraction...), true
}

// trimZeros drops leading zeros but for one digit.
func trimZeros(digits []byte) []byte {
	digits = bytes.TrimLeft(digits, "0")
	if len(digits) == 0 {
		return []byte("0")
	}
	return digits
}

// appendNumber appends a lexical form as a JSON number with the same digits. It reports false when none says the same.
func appendNumber(b, text []byte, k Kind) ([]byte, bool) {
	text = trim(text)
	if k == Integer {
		if n := numberDigits(text); n > 0 && n == len(text) {
			return append(b, text...), true
		}
	} else if n, plain := numberLen(text); n > 0 && n == len(text) && (plain || k == Float) {
		return append(b, text...), true
	}
	start := len(b)
	rest := text
	switch {
	case len(rest) > 0 && rest[0] == '-':
		b, rest = append(b, '-'), rest[1:]
	case len(rest) > 0 && rest[0] == '+':
		rest = rest[1:]
	}
	mantissa, exponent := rest, []byte(nil)
	if e := bytes.IndexAny(rest, "eE"); e >= 0 {
		if k != Float || !exponentForm(rest[e+1:]) {
			return b[:start], false
		}
		mantissa, exponent = rest[:e], rest[e:]
	}
	whole, fraction, point := bytes.Cut(mantissa, []byte("."))
	if len(whole)+len(fraction) == 0 || point && k == Integer || !allDigits(whole) || !allDigits(fraction) {
		return b[:start], false
	}
	b = append(b, trimZeros(whole)...)
	if len(fraction) > 0 {
		b = append(append(b, '.'), fraction...)
	}
	return append(b, exponent...), true
}

// numberLen is the length of the number that b starts with, 0 for none (RFC 8259, clause 6); plain says that it has no
// exponent.
func numberLen(b []byte) (n int, plain bool) {
	if len(b) > 0 && b[0] == '-' {
		n++
	}
	if n < len(b) && b[n] == '0' {
		n++
	} else if d := digitsLen(b[n:]); d == 0 {
		return 0, false
	} else {
		n += d
	}
	if n < len(b) && b[n] == '.' {
		d := digitsLen(b[n+1:])
		if d == 0 {
			return 0, false
		}
		n += 1 + d
	}
	if n < len(b) && b[n]|0x20 == 'e' {
		n++
		if n < len(b) && (b[n] == '+' || b[n] == '-') {
			n++
		}
		d := digitsLen(b[n:])
		if d == 0 {
			return 0, false
		}
		return n + d, false
	}
	return n, true
}

// numberDigits is numberLen for numbers without fraction and exponent.
func numberDigits(b []byte) (n int) {
	if len(b) > 0 && b[0] == '-' {
		n++
	}
	d := digitsLen(b[n:])
	if d == 0 || d > 1 && b[n] == '0' {
		return 0
	}
	return n + d
}

func digitsLen(b []byte) (n int) {
	for n < len(b) && b[n]-'0' <= 9 {
		n++
	}
	return n
}

// trim drops white space at both ends.
func trim(b []byte) []byte {
	for len(b) > 0 && isSpaceByte(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpaceByte(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func exponentForm(b []byte) bool {
	if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
		b = b[1:]
	}
	return len(b) > 0 && allDigits(b)
}

func allDigits(b []byte) bool {
	for _, c := range b {
		if c-'0' > 9 {
			return false
		}
	}
	return true
}
