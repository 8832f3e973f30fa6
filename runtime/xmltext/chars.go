package xmltext

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Classes of ASCII bytes. Bytes from 0x80 on belong to characters that the window has validated.
const (
	cStart uint8 = 1 << iota // NameStartChar, without the colon
	cName                    // NameChar, without the colon
	cSpace                   // white space
	cText                    // text that needs no second look
	cValue                   // attribute value that needs no second look
)

var class = makeClass()

func makeClass() (t [256]uint8) {
	for c := range t {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' {
			t[c] |= cStart | cName
		}
		if c >= '0' && c <= '9' || c == '-' || c == '.' {
			t[c] |= cName
		}
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			t[c] |= cSpace
		}
		if c >= ' ' && c != '<' && c != '&' {
			if c != ']' {
				t[c] |= cText
			}
			if c != '"' && c != '\'' {
				t[c] |= cValue
			}
		}
	}
	return t
}

// XML 1.0, production 4, from U+0080 on.
func nameStart(r rune) bool {
	switch {
	case r < 0xC0:
		return false
	case r < 0x300:
		return r != 0xD7 && r != 0xF7
	case r < 0x2000:
		return r >= 0x370 && r != 0x37E
	case r < 0x3001:
		return r == 0x200C || r == 0x200D || r >= 0x2070 && r <= 0x218F || r >= 0x2C00 && r <= 0x2FEF
	}
	return r <= 0xD7FF || r >= 0xF900 && r <= 0xFDCF || r >= 0xFDF0 && r <= 0xFFFD || r >= 0x10000 && r <= 0xEFFFF
}

// XML 1.0, production 4a, from U+0080 on.
func nameChar(r rune) bool {
	return nameStart(r) || r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040
}

// legal reports whether r is a character of XML 1.0 (production 2).
func legal(r rune) bool {
	return r >= ' ' && r <= 0xD7FF || r == '\t' || r == '\n' || r == '\r' ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

const (
	ones   = 0x0101010101010101
	spaces = 0x20 * ones
	lts    = '<' * ones
	amps   = '&' * ones
	sqs    = ']' * ones
	quots  = '"' * ones
	aposs  = '\'' * ones
)

// plain returns the first index from i on whose byte is < & ] or a control character, or len(b). A borrow in the
// subtraction spreads only upwards from a true hit, so that the lowest hit is exact.
func plain(b []byte, i int) int {
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if m := (((x ^ lts) - ones) | ((x ^ amps) - ones) | ((x ^ sqs) - ones) | (x - spaces)) &^ x & high; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(b) && class[b[i]]&cText != 0 {
		i++
	}
	return i
}

// plainCDATA returns the first index from i on whose byte is ] or a control character other than tab and newline, or
// len(b).
func plainCDATA(b []byte, i int) int {
	for i+8 <= len(b) {
		x := binary.LittleEndian.Uint64(b[i:])
		m := (((x ^ sqs) - ones) | (x - spaces)) &^ x & high
		if m == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(m) >> 3
		if b[i] != '\t' && b[i] != '\n' {
			return i
		}
		i++
	}
	for i < len(b) && b[i] != ']' && (b[i] >= ' ' || b[i] == '\t' || b[i] == '\n') {
		i++
	}
	return i
}

// ncname scans an NCName at i and returns the index after it; i itself means that none starts there. Ok is false when
// the window ends first.
func ncname(b []byte, i int) (end int, ok bool) {
	start := i
	if i < len(b) && b[i] < utf8.RuneSelf && class[b[i]]&cStart == 0 {
		return i, true
	}
	for {
		rest := b[min(i, len(b)):]
		n := 0
		for n < len(rest) && class[rest[n]]&cName != 0 {
			n++
		}
		if i += n; n == len(rest) {
			return i, false
		}
		if b[i] < utf8.RuneSelf {
			return i, true
		}
		r, n := utf8.DecodeRune(b[i:])
		if !nameChar(r) || i == start && !nameStart(r) {
			return i, true
		}
		i += n
	}
}

// plainValue returns the first index from i on whose byte is < & a quote or a control character, or len(b).
func plainValue(b []byte, i int) int {
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		m := (((x ^ lts) - ones) | ((x ^ amps) - ones) | ((x ^ quots) - ones) | ((x ^ aposs) - ones) | (x - spaces)) &^ x & high
		if m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(b) && class[b[i]]&cValue != 0 {
		i++
	}
	return i
}

func trim(b []byte) []byte {
	for len(b) > 0 && class[b[0]]&cSpace != 0 {
		b = b[1:]
	}
	for len(b) > 0 && class[b[len(b)-1]]&cSpace != 0 {
		b = b[:len(b)-1]
	}
	return b
}

// charRef reads the reference at b[i] == '&' and returns the characters that it stands for. At the window's end
// ok is false and msg empty; with a msg the reference is wrong.
func charRef(b []byte, i int) (r rune, end int, ok bool, msg string) {
	const longest = 32 // leading zeros aside, no valid reference is longer
	stop := i + 1
	for ; ; stop++ {
		if stop >= len(b) {
			return 0, 0, false, ""
		}
		c := b[stop]
		if c == ';' {
			break
		}
		if class[c]&cName == 0 && c != '#' && c < utf8.RuneSelf {
			return 0, 0, false, "malformed reference"
		}
		if stop-i > longest {
			return 0, 0, false, "malformed reference"
		}
	}
	switch name := b[i+1 : stop]; string(name) {
	case "lt":
		return '<', stop + 1, true, ""
	case "gt":
		return '>', stop + 1, true, ""
	case "amp":
		return '&', stop + 1, true, ""
	case "quot":
		return '"', stop + 1, true, ""
	case "apos":
		return '\'', stop + 1, true, ""
	default:
		if len(name) < 2 || name[0] != '#' {
			return 0, 0, false, "unknown entity"
		}
		if r, ok := charNumber(name[1:]); ok && legal(r) {
			return r, stop + 1, true, ""
		}
		return 0, 0, false, "invalid character reference"
	}
}

func charNumber(s []byte) (rune, bool) {
	base := rune(10)
	if s[0] == 'x' {
		base, s = 16, s[1:]
	}
	r := rune(0)
	for _, c := range s {
		v := rune(c) - '0'
		switch {
		case c >= '0' && c <= '9':
		case base == 16 && c >= 'a' && c <= 'f':
			v = rune(c) - 'a' + 10
		case base == 16 && c >= 'A' && c <= 'F':
			v = rune(c) - 'A' + 10
		default:
			return 0, false
		}
		if r = r*base + v; r > utf8.MaxRune {
			return 0, false
		}
	}
	return r, len(s) > 0
}
