package jsontext

import (
	"unicode/utf8"
)

// escapes are the references that characters of text stand for.
var escapes = [256]string{'<': "&lt;", '>': "&gt;", '&': "&amp;", '\r': "&#xD;"}

// appendText appends text, whose characters XML can carry.
func appendText(b, text []byte) []byte {
	from := 0
	for i := 0; i < len(text); i++ {
		if e := escapes[text[i]]; e != "" {
			b = append(append(b, text[from:i]...), e...)
			from = i + 1
		}
	}
	return append(b, text[from:]...)
}

// appendString appends a JSON string. What needs no escape gets none.
func appendString[T []byte | string](b []byte, s T) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, s[from:]...), '"')
}

func isSpace(text []byte) bool { return len(trim(text)) == 0 }

// reference reads a reference after its ampersand. The text is known to be well-formed.
func reference(b, ref []byte) []byte {
	switch {
	case len(ref) > 1 && ref[0] == '#':
		base, digits := rune(10), ref[1:]
		if digits[0] == 'x' {
			base, digits = 16, digits[1:]
		}
		r := rune(0)
		for _, c := range digits {
			if c > '9' {
				c = c&^0x20 - 'A' + '0' + 10
			}
			r = r*base + rune(c-'0')
		}
		return utf8.AppendRune(b, r)
	case string(ref) == "lt":
		return append(b, '<')
	case string(ref) == "gt":
		return append(b, '>')
	case string(ref) == "quot":
		return append(b, '"')
	case string(ref) == "apos":
		return append(b, '\'')
	}
	return append(b, '&')
}
