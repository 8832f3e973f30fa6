package transport

import (
	"strconv"
	"strings"
)

// longestEscape is the size of the longest escape of one byte that is recognised.
const longestEscape = 10

// escapes are the sets of characters that begin an escape, one for each way of writing a secret: all at once, XML and
// HTML, URL, JSON. A secret with doubled backslashes, say, reads the same in XML and differs in JSON.
var escapes = [...]string{`&%+\`, "&", "%+", `\`}

// matchEscaped returns how much of s spells want, each character written as it is or escaped: for XML and HTML, for a
// URL, for JSON. It takes an escape wherever there is one that fits and never goes back. Steps is what that cost.
func matchEscaped(s, want string) (n, steps int, ok bool) {
	if strings.HasPrefix(s, want) {
		return len(want), len(want), true
	}
	for _, set := range escapes {
		n, escaped, ok := matchSet(s, want, set)
		if steps += n + 1; ok || !escaped { // without an escape all sets are the same
			return n, steps, ok
		}
	}
	return 0, steps, false
}

// matchSet is matchEscaped for the escapes that begin with a character of set. Where want is not found, n is how far
// it went. Escaped tells that it met a character that may begin an escape.
func matchSet(s, want, set string) (n int, escaped, ok bool) {
	for len(want) > 0 {
		if n == len(s) {
			return n, escaped, false
		}
		switch s[n] {
		case '&', '%', '+', '\\':
			escaped = true
			if strings.IndexByte(set, s[n]) < 0 {
				break
			}
			if text, size := unescape(s[n:]); size > 0 && strings.HasPrefix(want, text) {
				n, want = n+size, want[len(text):]
				continue
			}
		}
		if s[n] != want[0] {
			return n, escaped, false
		}
		n, want = n+1, want[1:]
	}
	return n, escaped, true
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
