package xmltext

import "encoding/binary"

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

// clean reports that b needs no second look as text: it is ASCII without markup and controls.
func clean(b []byte) bool {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if (((x^lts)-ones)|((x^amps)-ones)|((x^gts)-ones)|(x-spaces)|x)&high != 0 {
			return false
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c >= 0x80 || escapes[c]&(escText|escBad) != 0 {
			return false
		}
	}
	return true
}

// escape makes what stands in e.buf from from on the text of position field, or fails when it holds what XML can't.
func (e *Encoder) escape(from, field int) {
	b := e.buf[from:]
	mask := escText
	if field >= Attr && field < Text {
		mask = escAttr
	} else if clean(b) {
		return
	}
	if n, bad := validUTF8(b, 0, true); n < len(b) {
		e.fail(field, bad, nil)
		return
	}
	extra := 0
	for _, c := range b {
		if escapes[c]&(mask|escBad) != 0 {
			if escapes[c]&escBad != 0 {
				e.fail(field, "illegal character", nil)
				return
			}
			extra += len(reference(c)) - 1
		}
	}
	if extra == 0 {
		return
	}
	e.buf = append(e.buf, make([]byte, extra)...)
	out := len(e.buf)
	for i := out - extra - 1; i >= from; i-- {
		c := e.buf[i]
		if escapes[c]&mask == 0 {
			out--
			e.buf[out] = c
			continue
		}
		r := reference(c)
		out -= len(r)
		copy(e.buf[out:], r)
	}
}

// appendText appends s with what must be a reference in text as one.
func appendText(b, s []byte) []byte { return appendEscaped(b, string(s), escText) }

// appendAttr is appendText for attribute values.
func appendAttr(b []byte, s string) []byte { return appendEscaped(b, s, escAttr) }

func appendEscaped(b []byte, s string, mask uint8) []byte {
	for len(s) > 0 {
		i := 0
		for i < len(s) && escapes[s[i]]&mask == 0 {
			i++
		}
		if b = append(b, s[:i]...); i == len(s) {
			break
		}
		b = append(b, reference(s[i])...)
		s = s[i+1:]
	}
	return b
}
