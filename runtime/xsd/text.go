package xsd

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// isSpace reports whether c is white space of XML.
func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// collapse trims white space at both ends. Inner runs need no care: no type
// that uses it allows any white space inside.
func collapse(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

// appendInt appends v in decimal.
func appendInt(b []byte, v int64) []byte { return strconv.AppendInt(b, v, 10) }

// ParseBool reads an xs:boolean (Part 2, 3.3.2), with white space around it.
func ParseBool(text string) (bool, error) {
	switch strings.Trim(text, " \t\r\n") {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return false, &ParseError{"boolean", "not true, false, 1 or 0"}
}

// ParseUint reads an integer that is not negative, of a number of bits. Unlike
// Go's it may have a sign (Part 2, 3.3.13).
func ParseUint(text string, bits int) (uint64, error) {
	digits := strings.TrimPrefix(text, "+")
	if zero, ok := strings.CutPrefix(text, "-"); ok && zero != "" && strings.Trim(zero, "0") == "" {
		digits = "0"
	}
	n, err := strconv.ParseUint(digits, 10, bits)
	if err != nil {
		return 0, &ParseError{"nonNegativeInteger", "not a number in range"}
	}
	return n, nil
}

// ParseFloat reads an xs:double (Part 2, 3.3.5) or, for 32 bits, an xs:float,
// with white space around it. That is not quite what Go reads: infinities have
// a name of their own, and there is no hexadecimal. A number out of range reads
// as an infinity or as 0.
func ParseFloat(text string, bits int) (float64, error) {
	s := strings.Trim(text, " \t\r\n")
	switch s {
	case "INF", "+INF":
		return math.Inf(1), nil
	case "-INF":
		return math.Inf(-1), nil
	case "NaN":
		return math.NaN(), nil
	}
	for i := range len(s) {
		if c := s[i]; c > '9' && c != 'e' && c != 'E' || c < '+' || c == ',' || c == '/' {
			return 0, errFloat
		}
	}
	x, err := strconv.ParseFloat(s, bits)
	if errors.Is(err, strconv.ErrSyntax) {
		return 0, errFloat
	}
	return x, nil
}

var errFloat = &ParseError{"double", "not a number"}

// AppendFloat appends the shortest form of x, an xs:double or, for 32 bits, an
// xs:float.
func AppendFloat(b []byte, x float64, bits int) []byte {
	switch {
	case math.IsInf(x, 1):
		return append(b, "INF"...)
	case math.IsInf(x, -1):
		return append(b, "-INF"...)
	}
	return strconv.AppendFloat(b, x, 'g', -1, bits)
}
