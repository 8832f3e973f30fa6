package jsontext

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// Names of unknown members are names of elements in which a character that XML does not allow there is _xHHHH_, as
// ISO/IEC 9075-14, clause 9.1, has it. A name is escaped in one way alone, so that what reads back reads back to
// itself.

// appendName appends a member's name as an NCName. A name that the type has for something else gets its first
// character escaped.
func appendName(b []byte, name []byte, clash bool) []byte {
	if len(name) == 0 {
		return append(b, "_x_"...)
	}
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRune(name[i:])
		switch {
		case r == '_' && escapeAt(name[i:]), i == 0 && (clash || !nameStart(r)), !nameStart(r) && !nameChar(r):
			b = append(b, "_x"...)
			hex := strconv.AppendInt(nil, int64(r), 16)
			for range 4 - len(hex) {
				b = append(b, '0')
			}
			for _, c := range hex {
				if c >= 'a' {
					c -= 'a' - 'A'
				}
				b = append(b, c)
			}
			b = append(b, '_')
		default:
			b = append(b, name[i:i+n]...)
		}
		i += n
	}
	return b
}

// memberName returns the name that appendName made an element's name of.
func memberName(b []byte, element []byte) []byte {
	if string(element) == "_x_" {
		return b
	}
	for i := 0; i < len(element); {
		if r, n := escaped(element[i:]); n > 0 {
			b = utf8.AppendRune(b, r)
			i += n
			continue
		}
		b = append(b, element[i])
		i++
	}
	return b
}

func escapeAt(b []byte) bool {
	_, n := escaped(b)
	return n > 0 || string(b) == "_x_"
}

// escaped reads an escape at the start of b; 0 without one.
func escaped(b []byte) (r rune, n int) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' {
		return 0, 0
	}
	for i := 2; i < len(b) && i <= 8; i++ {
		switch c := b[i]; {
		case c == '_':
			if i < 6 || !utf8.ValidRune(r) {
				return 0, 0
			}
			return r, i + 1
		case c-'0' <= 9:
			r = r<<4 | rune(c-'0')
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, 0
		}
	}
	return 0, 0
}

// nameStart reports whether a name may start with r. The letters are fewer than those of XML 1.0, production 4: what
// is left out is escaped, which reads back all the same.
func nameStart(r rune) bool {
	return r == '_' || r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z') || r >= 0xC0 && r <= 0x2FF && unicode.IsLetter(r)
}

func nameChar(r rune) bool { return r == '-' || r == '.' || r >= '0' && r <= '9' }
