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

const (
	gts  = '>' * ones
	twos = 2 * ones // the bit in which < and > differ
)

// clean reports that b[i:] needs no second look as text: it is ASCII without markup and controls.
func clean(b []byte, i int) bool {
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if ((((x|twos)^gts)-ones)|((x^amps)-ones)|(x-spaces)|x)&high != 0 {
			return false
		}
	}
	n := len(b) - i
	if n == 0 {
		return true
	}
	if len(b) < 8 {
		return false
	}
	// The rest, with spaces in place of what follows.
	x := binary.LittleEndian.Uint64(b[len(b)-8:])>>(8*(8-n)) | spaces<<(8*n)
	return ((((x|twos)^gts)-ones)|((x^amps)-ones)|(x-spaces)|x)&high == 0
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
	for i := 0; i < len(b); {
		if i+8 <= len(b) && mask == escText {
			x := binary.LittleEndian.Uint64(b[i:])
			m := (((((x | twos) ^ gts) - ones) | ((x ^ amps) - ones) | (x - spaces)) | x) & high
			if m == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(m) >> 3
		}
		switch c := b[i]; {
		case c < utf8.RuneSelf:
			if e := escapes[c]; e&escBad != 0 {
				return 0, "illegal character"
			} else if e&mask != 0 {
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
	return extra, ""
}

// appendText appends s with what must be a reference in text as one.
func appendText(b, s []byte) []byte { return appendEscaped(b, s, escText) }

// appendAttr is appendText for attribute values.
func appendAttr(b []byte, s string) []byte { return appendEscaped(b, []byte(s), escAttr) }

func appendEscaped(b, s []byte, mask uint8) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		if i+8 <= len(s) && mask == escText {
			x := binary.LittleEndian.Uint64(s[i:])
			m := ((((x | twos) ^ gts) - ones) | ((x ^ amps) - ones) | (x - spaces)) &^ x & high
			if m == 0 {
				i += 7
				continue
			}
			i += bits.TrailingZeros64(m) >> 3
		}
		if c := s[i]; escapes[c]&mask != 0 {
			b = append(append(b, s[from:i]...), reference(c)...)
			from = i + 1
		}
	}
	return append(b, s[from:]...)
}
