package xmltext

import (
	"encoding/binary"
	"errors"
	"io"
	"math/bits"
	"unicode/utf8"
)

// The scanner looks at one window of the document. Every construct that it reads in one step (a tag,
// a comment, a run of text, a leaf element) lies wholly in the window: a scan that runs off the end
// answers "not yet", the window slides or grows, and the scan starts again from the construct's
// first byte. So there is no state to carry across an edge, and slices of the window hold until the
// next step. A document given as one slice is a window that never moves.

const (
	defaultWindow = 64 << 10
	minWindow     = 16 // less can't hold a character reference
)

var errNoProgress = errors.New("reader returned no data and no error")

// more makes more of the document visible, keeping everything from d.pos on; d.pos moves with it. It answers false
// at the end of the document or after an error. Data at least doubles, so that repeated scans of one long construct
// stay linear.
func (d *Decoder) more() bool {
	if d.err != nil {
		return false
	}
	if d.bad != "" {
		d.syntaxAt(len(d.buf), d.bad)
		return false
	}
	if d.src == nil || d.eof {
		return false
	}
	keep := len(d.raw) - d.pos // also bytes not yet known to be whole characters
	if keep > d.lim.Token {
		d.limit("Token", int64(d.lim.Token))
		return false
	}
	if d.pos > 0 {
		copy(d.raw, d.raw[d.pos:])
		d.raw = d.raw[:keep]
		d.base += int64(d.pos)
		d.checked -= d.pos
		d.pos = 0
	}
	if keep > cap(d.raw)/2 {
		grown := make([]byte, keep, 2*cap(d.raw)+utf8.UTFMax)
		copy(grown, d.raw)
		d.raw = grown
	}
	return d.read(min(2*keep+1, cap(d.raw)))
}

// read reads until the window holds want bytes or the document ends, and reports whether more of it is visible now.
func (d *Decoder) read(want int) bool {
	before := len(d.buf)
	before = min(before, d.checked)
	for idle := 0; len(d.raw) < want || d.checked == before; {
		n, err := d.src.Read(d.raw[len(d.raw):cap(d.raw)])
		d.raw = d.raw[:len(d.raw)+n]
		if d.base+int64(len(d.raw)) > d.lim.Document {
			d.limit("Document", d.lim.Document)
			return false
		}
		if err == io.EOF {
			d.eof = true
		} else if err != nil {
			d.buf = d.raw[:d.checked]
			d.failSyntax(d.base+int64(len(d.raw)), "read", err)
			return false
		}
		d.validate()
		if d.eof || d.bad != "" {
			break
		}
		if n > 0 {
			idle = 0
		} else if idle++; idle > 100 {
			d.failSyntax(d.base+int64(len(d.raw)), "read", errNoProgress)
			return false
		}
	}
	return d.checked > before || d.more()
}

// validate extends the visible part of the window over bytes that are whole, legal characters. At the first that is
// not, d.bad says why; it becomes an error only when the scanner arrives there.
func (d *Decoder) validate() {
	d.checked, d.bad = validUTF8(d.raw, d.checked, d.eof)
	d.buf = d.raw[:d.checked]
}

const high = 0x8080808080808080

// validUTF8 checks b from i on and returns how far it is valid, with what is wrong there. Unless final, an
// incomplete character at the end is not wrong.
func validUTF8(b []byte, i int, final bool) (int, string) {
	for {
		if i = ascii(b, i); i >= len(b) {
			return i, ""
		}
		if c := b[i]; c >= 0xC3 && c <= 0xDF && i+1 < len(b) && b[i+1]&0xC0 == 0x80 {
			i += 2
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			if !final && !utf8.FullRune(b[i:]) {
				return i, ""
			}
			return i, "invalid UTF-8"
		}
		if r == 0xFFFE || r == 0xFFFF {
			return i, "illegal character"
		}
		i += n
	}
}

// ascii returns the index of the first byte from i on that is not ASCII, or len(b).
func ascii(b []byte, i int) int {
	for ; i+32 <= len(b); i += 32 {
		w := b[i : i+32 : i+32]
		x := binary.LittleEndian.Uint64(w) | binary.LittleEndian.Uint64(w[8:]) |
			binary.LittleEndian.Uint64(w[16:]) | binary.LittleEndian.Uint64(w[24:])
		if x&high != 0 {
			break
		}
	}
	for ; i+8 <= len(b); i += 8 {
		if x := binary.LittleEndian.Uint64(b[i:]) & high; x != 0 {
			return i + bits.TrailingZeros64(x)>>3
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// offset is the place of d.buf[i] in the document.
func (d *Decoder) offset(i int) int64 { return d.base + int64(i) }

// need is what a scan that came to the window's end does: it makes more visible, or fails at the end of
// the document.
func (d *Decoder) need() bool {
	if d.err == nil && d.more() {
		return true
	}
	if d.err == nil {
		d.failSyntax(d.offset(len(d.buf)), "unexpected end of document", io.ErrUnexpectedEOF)
	}
	return false
}

func (d *Decoder) syntaxAt(i int, msg string) {
	d.failSyntax(d.offset(i), msg, nil)
}

func (d *Decoder) failSyntax(offset int64, msg string, err error) {
	if d.err == nil {
		d.err = &SyntaxError{Offset: offset, Path: d.Path(), Msg: msg, Err: err}
	}
}

func (d *Decoder) limit(name string, most int64) {
	if d.err == nil {
		d.err = &LimitError{Limit: name, Max: most, Path: d.Path()}
	}
}
