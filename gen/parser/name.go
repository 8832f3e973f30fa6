package parser

import (
	"strings"
	"unicode/utf8"
)

// IsNCName reports whether a text is a name without a colon (Namespaces in XML 1.0, clause 3).
func IsNCName(text string) bool { return IsName(text) && !strings.Contains(text, ":") }

// IsName reports whether a text is a name (XML 1.0, clause 2.3).
func IsName(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return isNameStart(first) && IsNMTOKEN(text)
}

// IsNMTOKEN reports whether a text is made of the characters of names.
func IsNMTOKEN(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return !isNameChar(r) })
}

// IsText reports whether a document can carry a text (XML 1.0, clause 2.2).
func IsText(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !isChar(r) })
}

func isChar(r rune) bool {
	return r >= 0x20 && r <= 0xd7ff || r == '\t' || r == '\n' || r == '\r' ||
		r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= 0x10ffff
}

func isNameStart(r rune) bool {
	return r == ':' || r == '_' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || r >= 0xc0 &&
		(r <= 0x2ff && r != 0xd7 && r != 0xf7 || 0x370 <= r && r <= 0x1fff && r != 0x37e ||
			r == 0x200c || r == 0x200d || 0x2070 <= r && r <= 0x218f || 0x2c00 <= r && r <= 0x2fef ||
			0x3001 <= r && r <= 0xd7ff || 0xf900 <= r && r <= 0xfdcf || 0xfdf0 <= r && r <= 0xfffc ||
			0x10000 <= r && r <= 0xeffff)
}

func isNameChar(r rune) bool {
	return isNameStart(r) || r == '-' || r == '.' || '0' <= r && r <= '9' || r == 0xb7 ||
		0x300 <= r && r <= 0x36f || r == 0x203f || r == 0x2040
}
