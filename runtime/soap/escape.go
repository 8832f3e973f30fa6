package soap

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendText appends character data.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '\r':
			b = append(b, "&#xD;"...)
		default:
			b = append(b, c)
		}
	}
	return b
}

// appendAttr appends the value of an attribute in double quotes.
func appendAttr(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '"':
			b = append(b, "&quot;"...)
		case '\t':
			b = append(b, "&#x9;"...)
		case '\n':
			b = append(b, "&#xA;"...)
		default:
			b = appendText(b, s[i:i+1])
		}
	}
	return b
}

// printable reports whether XML 1.0 can carry s (production Char).
func printable(s string) bool {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false
			}
		}
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return false
		}
	}
	return true
}

// longestEscape is the size of the longest escape of one byte that is recognised.
const longestEscape = 10

// matchEscaped returns how much of s spells want, each character written as it is or escaped: for XML and HTML, for a
// URL, for JSON.
func matchEscaped(s, want string) (int, bool) {
	switch {
	case want == "":
		return 0, true
	case s == "":
		return 0, false
	}
	if text, n := unescape(s); n > 0 && strings.HasPrefix(want, text) {
		if m, ok := matchEscaped(s[n:], want[len(text):]); ok {
			return n + m, true
		}
	}
	if s[0] == want[0] {
		if m, ok := matchEscaped(s[1:], want[1:]); ok {
			return 1 + m, true
		}
	}
	return 0, false
}

// unescape reads one escaped character; n is 0 if s starts with none.
func unescape(s string) (text string, n int) {
	switch s[0] {
	case '&':
		end := strings.IndexByte(s[:min(len(s), longestEscape)], ';')
		if end < 2 {
			return "", 0
		}
		return entity(s[1:end]), end + 1
	case '+':
		return " ", 1
	case '%':
		return number(s, 1, 3, func(n uint64) string { return string([]byte{byte(n)}) })
	case '\\':
		return backslash(s)
	}
	return "", 0
}

// entity returns the character of a reference. An unknown one spells the byte that nothing matches.
func entity(name string) string {
	switch name {
	case "amp":
		return "&"
	case "lt":
		return "<"
	case "gt":
		return ">"
	case "quot":
		return `"`
	case "apos":
		return "'"
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if hex := strings.TrimLeft(digits, "xX"); hex != digits {
		digits, base = hex, 16
	}
	if n, err := strconv.ParseUint(digits, base, 21); err == nil && strings.HasPrefix(name, "#") {
		return string(rune(n))
	}
	return "\xff"
}

func backslash(s string) (text string, n int) {
	if len(s) < 2 {
		return "", 0
	}
	switch s[1] {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case 'u':
		return number(s, 2, 6, func(n uint64) string { return string(rune(n)) })
	case 'x':
		return number(s, 2, 4, func(n uint64) string { return string([]byte{byte(n)}) })
	}
	return s[1:2], 2
}

// number reads the hexadecimal digits s[from:to].
func number(s string, from, to int, spell func(uint64) string) (text string, n int) {
	if len(s) < to {
		return "", 0
	}
	v, err := strconv.ParseUint(s[from:to], 16, 32)
	if err != nil {
		return "", 0
	}
	return spell(v), to
}
