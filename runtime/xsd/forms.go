package xsd

import (
	"math"
	"strconv"
	"strings"
)

// What is written where the patterns of a type refuse the usual form of its values. A form is a text that generated code
// states; "" is the usual one.

// AppendBool appends an xs:boolean: true and false, or the texts that the form has for them, as in "1|0".
func AppendBool(b []byte, v bool, form string) []byte {
	if form == "" {
		return strconv.AppendBool(b, v)
	}
	yes, no, _ := strings.Cut(form, "|")
	if v {
		return append(b, yes...)
	}
	return append(b, no...)
}

// AppendInt appends an integer. The form is a number of digits, with zeros in front as in "04", after a plus where
// numbers that are not negative have one.
func AppendInt(b []byte, v int64, form string) []byte {
	if v < 0 {
		return appendDigits(append(b, '-'), -uint64(v), strings.TrimPrefix(form, "+"))
	}
	return AppendUint(b, uint64(v), form)
}

// AppendUint is AppendInt for numbers without a sign.
func AppendUint(b []byte, v uint64, form string) []byte {
	form, plus := strings.CutPrefix(form, "+")
	if plus {
		b = append(b, '+')
	}
	return appendDigits(b, v, form)
}

func appendDigits(b []byte, v uint64, form string) []byte {
	width, _ := strconv.Atoi(form) // "" is none
	digits := strconv.FormatUint(v, 10)
	for n := len(digits); n < width; n++ {
		b = append(b, '0')
	}
	return append(b, digits...)
}

// AppendFloatForm appends x in a form: "f" without an exponent, "f2" with at least two digits of fraction besides, "E" with
// an exponent as in 1.5E0.
func AppendFloatForm(b []byte, x float64, bits int, form string) []byte {
	if form == "" || math.IsInf(x, 0) || math.IsNaN(x) {
		return AppendFloat(b, x, bits)
	}
	if form == "E" {
		return appendExponent(b, x, bits)
	}
	text := strconv.FormatFloat(x, 'f', -1, bits)
	b = append(b, text...)
	if least, _ := strconv.Atoi(form[1:]); least > 0 {
		_, fraction, point := strings.Cut(text, ".")
		if !point {
			b = append(b, '.')
		}
		b = append(b, strings.Repeat("0", max(0, least-len(fraction)))...)
	}
	return b
}

// appendExponent writes the canonical form of Part 2, 3.2.5.2.
func appendExponent(b []byte, x float64, bits int) []byte {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'E', -1, bits), "E")
	b = append(b, mantissa...)
	if !strings.Contains(mantissa, ".") {
		b = append(b, ".0"...)
	}
	n, _ := strconv.Atoi(exponent)
	return strconv.AppendInt(append(b, 'E'), int64(n), 10)
}

// AppendHex appends an xs:hexBinary: in upper case, or in lower case with the form "x".
func AppendHex(b, x []byte, form string) []byte {
	digits := "0123456789ABCDEF"
	if form == "x" {
		digits = "0123456789abcdef"
	}
	for _, c := range x {
		b = append(b, digits[c>>4], digits[c&15])
	}
	return b
}
