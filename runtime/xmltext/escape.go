package xmltext

import (
	"encoding/binary"
	"math/bits"
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
	if field >= Attr && field < Text {
		e.rewrite(from, field, escAttr)
	} else if !clean(e.buf, from) {
		e.rewrite(from, field, escText)
	}
}

// rewrite is escape for text that is not clean, and for attribute values.
func (e *Encoder) rewrite(from, field int, mask uint8) {
	b := e.buf[from:]
	if n, bad := validUTF8(b, 0, true); n < len(b) {
		e.fail(field, bad, nil)
		return
	}
	i := next(b, 0, mask)
	if i == len(b) {
		return
	}
	e.spare = append(e.spare[:0], b[i:]...)
	s := e.spare
	out := e.buf[:from+i]
	for len(s) > 0 {
		if escapes[s[0]]&escBad != 0 {
			e.fail(field, "illegal character", nil)
			return
		}
		out = append(out, reference(s[0])...)
		i = next(s, 1, mask)
		out = append(out, s[1:i]...)
		s = s[i:]
	}
	e.buf = out
}

// next returns the first index from i on whose byte must be a reference or can't be written, or len(b).
func next(b []byte, i int, mask uint8) int {
	for i < len(b) {
		if i+8 <= len(b) && mask == escText {
			x := binary.LittleEndian.Uint64(b[i:])
			m := ((((x | twos) ^ gts) - ones) | ((x ^ amps) - ones) | (x - spaces)) &^ x & high
			if m == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(m) >> 3
		}
		if escapes[b[i]]&(mask|escBad) != 0 {
			return i
		}
		if i++; i < len(b) && i+8 > len(b) && len(b) >= 8 && mask == escText {
			n := len(b) - i // the rest in one step, with spaces in place of what follows
			x := binary.LittleEndian.Uint64(b[len(b)-8:])>>(8*(8-n)) | spaces<<(8*n)
			if ((((x|twos)^gts)-ones)|((x^amps)-ones)|(x-spaces))&^x&high == 0 {
				return len(b)
			}
		}
	}
	return i
}

// appendText appends s with what must be a reference in text as one.
func appendText(b, s []byte) []byte { return appendEscaped(b, s, escText) }

// appendAttr is appendText for attribute values.
func appendAttr(b []byte, s string) []byte { return appendEscaped(b, []byte(s), escAttr) }

// appendEscaped is for characters that are known to be legal.
func appendEscaped(b, s []byte, mask uint8) []byte {
	for {
		i := next(s, 0, mask)
		if b = append(b, s[:i]...); i == len(s) {
			return b
		}
		b = append(b, reference(s[i])...)
		s = s[i+1:]
	}
}
