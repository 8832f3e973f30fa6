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

// marked sets the high bit of the first byte of x that is < > & a control character or not ASCII. Later bytes may be
// marked wrongly: a borrow spreads upwards from a true hit.
func marked(x uint64) uint64 {
	return ((((x | twos) ^ gts) - ones) | ((x ^ amps) - ones) | (x - spaces) | x) & high
}

// escape makes what stands in e.buf from from on the text of position field, or fails when it holds what XML can't.
func (e *Encoder) escape(from, field int) {
	if field >= Attr && field < Text {
		e.rewrite(specialInValue(e.buf, from), field, escAttr)
	} else if i := special(e.buf, from); i < len(e.buf) {
		e.rewrite(i, field, escText)
	}
}

// rewrite is escape for text whose first special character is at i.
func (e *Encoder) rewrite(i, field int, mask uint8) {
	if i == len(e.buf) {
		return
	}
	e.spare = append(e.spare[:0], e.buf[i:]...)
	s := e.spare
	out := e.buf[:i]
	for i = 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf || escapes[c]&escBad != 0 {
			e.fail(field, "illegal character", nil)
			return
		}
		out = append(out, reference(c)...)
		next := 0
		if mask == escText {
			next = special(s, i+1)
		} else {
			next = specialInValue(s, i+1)
		}
		out = append(out, s[i+1:next]...)
		i = next
	}
	e.buf = out
}

// special returns the index of the first character of text from i on that must be a reference or can't be written, or
// len(b).
func special(b []byte, i int) int {
	for i+8 <= len(b) {
		x := marked(binary.LittleEndian.Uint64(b[i:]))
		if x == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(x) >> 3
		if c := b[i]; c >= 0xC2 && c <= 0xDF && i+1 < len(b) && b[i+1]&0xC0 == 0x80 {
			i += 2
			continue
		}
		n := char(b, i, escText)
		if n == 0 {
			return i
		}
		i += n
	}
	if n := len(b) - i; n > 0 && len(b) >= 8 { // the rest in one step, with spaces in place of what follows
		if marked(binary.LittleEndian.Uint64(b[len(b)-8:])>>(8*(8-n))|spaces<<(8*n)) == 0 {
			return len(b)
		}
	}
	for i < len(b) {
		n := char(b, i, escText)
		if n == 0 {
			return i
		}
		i += n
	}
	return i
}

// specialInValue is special for attribute values.
func specialInValue(b []byte, i int) int {
	for i < len(b) {
		n := char(b, i, escAttr)
		if n == 0 {
			return i
		}
		i += n
	}
	return i
}

// char is the length of the character at b[i], 0 when it must be a reference or can't be written.
func char(b []byte, i int, mask uint8) int {
	if c := b[i]; c < utf8.RuneSelf {
		return b2i(escapes[c]&(mask|escBad) == 0)
	}
	r, n := utf8.DecodeRune(b[i:])
	if n == 1 || !legal(r) {
		return 0
	}
	return n
}

// AppendText appends s as character data. Its characters must be legal: see [Legal].
func AppendText(b []byte, s string) []byte { return appendText(b, []byte(s)) }

// AppendAttr appends s as the value of an attribute in double quotes. Its characters must be legal: see [Legal].
func AppendAttr(b []byte, s string) []byte { return appendAttr(b, s) }

// Legal reports whether XML 1.0 can carry s: whether it is UTF-8 and holds characters of production 2 alone.
func Legal(s string) bool {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !legal(r) || r == utf8.RuneError && n == 1 {
			return false
		}
		i += n
	}
	return true
}

// appendText appends s with what must be a reference in text as one.
func appendText(b, s []byte) []byte { return appendEscaped(b, s, escText) }

// appendAttr is appendText for attribute values.
func appendAttr(b []byte, s string) []byte { return appendEscaped(b, []byte(s), escAttr) }

// appendEscaped is for characters that are known to be legal.
func appendEscaped(b, s []byte, mask uint8) []byte {
	for {
		i := 0
		if mask == escText {
			i = special(s, 0)
		} else {
			i = specialInValue(s, 0)
		}
		if b = append(b, s[:i]...); i == len(s) {
			return b
		}
		b = append(b, reference(s[i])...)
		s = s[i+1:]
	}
}
