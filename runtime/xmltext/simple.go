package xmltext

import "encoding/binary"

// What the engine does for text.

// spaceLen is the length of the white space that b starts with.
func spaceLen(b []byte) int {
	n := 0
	for n < len(b) && class[b[n]]&cSpace != 0 {
		n++
	}
	return n
}

// leaf reads plain text and the end tag of the element whose start tag b[i:end+1] has no attributes. It answers false
// and changes nothing when the element is not that simple or not in the window.
func (d *Decoder) leaf(b []byte, i, end int) bool {
	e, name := plain(b, end+1), b[i+1:end]
	rest := b[e:] // "</name>"
	if n := len(name) + 2; n >= len(rest) || rest[0] != '<' || rest[1] != '/' || rest[n] != '>' || e-i > d.lim.Token || !equal(name, rest[2:n]) {
		return false
	}
	d.val, d.pos, d.state = b[end+1:e], e+len(name)+3, ready
	return true
}

// equal compares two stretches of equal length.
func equal(a, b []byte) bool {
	n := len(a)
	if n < 8 || n > 16 || len(b) != n {
		return string(a) == string(b)
	}
	return binary.LittleEndian.Uint64(a) == binary.LittleEndian.Uint64(b) &&
		binary.LittleEndian.Uint64(a[n-8:]) == binary.LittleEndian.Uint64(b[n-8:])
}

// longContent is content for text that has to be decoded or does not lie in the window.
func (d *Decoder) longContent() bool {
	depth := len(d.frames)
	d.tag.binds = len(d.binds) // the caller ends their scope
	if !d.enter() {
		return false
	}
	d.frames[depth].key = d.key
	d.scratch = d.scratch[:0]
	for d.err == nil && len(d.frames) > depth {
		switch d.markup() {
		case markMore:
			d.need()
		case markText:
			d.text(true)
		case markCDATA:
			d.cdata(true)
		case markMisc:
			d.misc(nil)
		case markEnd:
			d.closeTag()
		case markStart:
			d.notSimple()
		}
	}
	d.val, d.state = d.scratch, ready
	return d.err == nil
}

// notSimple fails because an element stands where the type has text alone.
func (d *Decoder) notSimple() {
	d.state = idle
	d.badValue("simple type", errForm)
}

// simple reads the text of an element with simple content, whose frame is open. Elements beside the text are unknown ones,
// kept before the text or behind it; the text has then no white space around it.
func (d *Decoder) simple(p *plan, fi int, empty bool) {
	x := d.frames[fi].x
	d.scratch = d.scratch[:0]
	beside := false
	for !empty && d.err == nil {
		m := d.markup()
		if m == markEnd {
			break
		}
		switch m {
		case markMore:
			d.need()
		case markText:
			d.text(true)
		case markCDATA:
			d.cdata(true)
		case markMisc:
			d.misc(nil)
		case markStart:
			beside = true
			d.beside(fi)
		}
	}
	if d.err != nil {
		return
	}
	if beside {
		d.scratch = trim(d.scratch)
	}
	if len(d.scratch) > 0 || !d.frames[fi].null { // what is nil has no text, which need not be one of its type's
		d.val, d.state, d.field = d.scratch, ready, Text
		x.DecodeXML(d, Text)
		d.state, d.field = idle, -1
	}
	d.finish(fi)
	switch {
	case d.err != nil:
	case empty:
		d.leave()
	default:
		d.closeTag()
	}
}

// beside keeps an element that stands beside the text of simple content.
func (d *Decoder) beside(fi int) {
	text := d.scratch
	d.frames[fi].kids = int32(b2i(len(trim(text)) > 0))
	d.scratch = nil
	if d.openTag() {
		d.unknown(fi, UnknownElement)
	}
	d.scratch = text
}

// runs reads mixed content: text runs and children in order.
func (d *Decoder) runs(p *plan, fi int) {
	x := d.frames[fi].x
	d.scratch = d.scratch[:0]
	for d.err == nil {
		switch m := d.markup(); m {
		case markMore:
			d.need()
		case markText:
			d.text(true)
		case markCDATA:
			d.cdata(true)
		case markMisc:
			d.misc(nil)
		default:
			if len(d.scratch) > 0 {
				d.val, d.state, d.field = d.scratch, ready, Text
				x.DecodeXML(d, Text)
				d.state, d.field = idle, -1
				d.scratch = d.scratch[:0]
				d.frames[fi].kids++ // unknown elements have their place between runs too
			}
			if d.child(p, fi) {
				return
			}
			d.scratch = d.scratch[:0]
		}
	}
}
