package xmltext

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

const (
	escText uint8 = 1 << iota // must be a reference in text
	escAttr                   // must be a reference in an attribute value
	escBad                    // can't be written at all
)

var escapes = makeEscapes()

func makeEscapes() (t [256]uint8) {
	for c := range ' ' {
		t[c] = escBad
	}
	t['\t'], t['\n'], t['\r'] = escAttr, escAttr, escText|escAttr
	for _, c := range "&<>" {
		t[c] = escText | escAttr
	}
	t['"'] = escAttr
	return t
}

func reference(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&quot;"
	case '\t':
		return "&#x9;"
	case '\n':
		return "&#xA;"
	}
	return "&#xD;"
}

const gts = '>' * ones

// clean reports that b[i:] needs no second look as text: it is ASCII without markup and controls.
func clean(b []byte, i int) bool {
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if (((x^lts)-ones)|((x^amps)-ones)|((x^gts)-ones)|(x-spaces)|x)&high != 0 {
			return false
		}
	}
	if i == len(b) {
		return true
	}
	x, _ := word(b, i)
	return (((x^lts)-ones)|((x^amps)-ones)|((x^gts)-ones)|(x-spaces)|x)&high == 0
}

// escape makes what stands in e.buf from from on the text of position field, or fails when it holds what XML can't.
func (e *Encoder) escape(from, field int) {
	mask := escText
	if field >= Attr && field < Text {
		mask = escAttr
	} else if clean(e.buf, from) {
		return
	}
	b := e.buf[from:]
	extra, bad := examine(b, mask)
	if bad != "" {
		e.fail(field, bad, nil)
		return
	}
	if extra == 0 {
		return
	}
	e.spare = append(e.spare[:0], b...)
	e.buf = appendEscaped(e.buf[:from], e.spare, mask)
}

// examine returns by how much references make b longer, or why b can't be written.
func examine(b []byte, mask uint8) (extra int, bad string) {
	for i := 0; ; {
		if i = special(b, i, mask); i >= len(b) {
			return extra, ""
		}
		switch c := b[i]; {
		case c < utf8.RuneSelf:
			if escapes[c]&escBad != 0 {
				return 0, "illegal character"
			}
			if escapes[c]&mask != 0 {
				extra += len(reference(c)) - 1
			}
			i++
		case c >= 0xC3 && c <= 0xDF && i+1 < len(b) && b[i+1]&0xC0 == 0x80:
			i += 2
		default:
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && n == 1 {
				return 0, "invalid UTF-8"
			}
			if !legal(r) {
				return 0, "illegal character"
			}
			i += n
		}
	}
}

// special returns the first index from i on that is not plain ASCII, or len(b). With escAttr a quote is not plain
// either.
func special(b []byte, i int, mask uint8) int {
	quote := uint64(gts)
	if mask == escAttr {
		quote = quots
	}
	for i < len(b) {
		x, n := word(b, i)
		m := ((((x ^ lts) - ones) | ((x ^ amps) - ones) | ((x ^ gts) - ones) | ((x ^ quote) - ones) | (x - spaces)) | x) & high
		if m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
		i += n
	}
	return len(b)
}

// word loads up to 8 bytes from i on, filled up with spaces.
func word(b []byte, i int) (x uint64, n int) {
	if i+8 <= len(b) {
		return binary.LittleEndian.Uint64(b[i:]), 8
	}
	if n = len(b) - i; len(b) >= 8 {
		return binary.LittleEndian.Uint64(b[len(b)-8:])>>(8*(8-n)) | spaces<<(8*n), n
	}
	x = spaces << (8 * n)
	for k, c := range b[i:] {
		x |= uint64(c) << (8 * k)
	}
	return x, n
}

// appendText appends s with what must be a reference in text as one.
func appendText(b, s []byte) []byte { return appendEscaped(b, s, escText) }

// appendAttr is appendText for attribute values.
func appendAttr(b []byte, s string) []byte { return appendEscaped(b, []byte(s), escAttr) }

func appendEscaped(b, s []byte, mask uint8) []byte {
	from := 0
	quote := uint64(gts)
	if mask == escAttr {
		quote = quots
	}
	for i := 0; i < len(s); {
		x, n := word(s, i)
		m := (((x ^ lts) - ones) | ((x ^ amps) - ones) | ((x ^ gts) - ones) | ((x ^ quote) - ones) | (x - spaces)) &^ x & high
		if m == 0 {
			i += n
			continue
		}
		i += bits.TrailingZeros64(m) >> 3
		if c := s[i]; escapes[c]&mask != 0 {
			b = append(append(b, s[from:i]...), reference(c)...)
			from = i + 1
		}
		i++
	}
	return append(b, s[from:]...)
}
