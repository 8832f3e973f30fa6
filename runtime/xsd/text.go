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

// parseFloat reads an xs:double (Part 2, 3.3.5), which is not quite what Go
// reads: infinities have a name of their own, and there is no hexadecimal.
func parseFloat(s string) (float64, bool) {
	s = string(collapse([]byte(s)))
	switch s {
	case "INF", "+INF":
		return math.Inf(1), true
	case "-INF":
		return math.Inf(-1), true
	case "NaN":
		return math.NaN(), true
	}
	if s == "" || strings.Trim(s, "+-.0123456789eE") != "" {
		return 0, false
	}
	// A number out of range reads as an infinity or as 0.
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil || errors.Is(err, strconv.ErrRange)
}

// appendFloat appends x in a form that xs:double and xs:float admit.
func appendFloat(b []byte, x float64, bits int) []byte {
	switch {
	case math.IsInf(x, 1):
		return append(b, "INF"...)
	case math.IsInf(x, -1):
		return append(b, "-INF"...)
	case math.IsNaN(x):
		return append(b, "NaN"...)
	}
	return strconv.AppendFloat(b, x, 'g', -1, bits)
}
