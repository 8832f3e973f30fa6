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

// simple reads the text of an element with simple content, whose frame is open. Elements beside the text are those that the
// type reads as the text or an attribute, or unknown ones, kept before the text or behind it; the text has then no white space
// around it.
func (d *Decoder) simple(p *plan, fi int, empty bool) {
	x := d.frames[fi].x
	beside := false
	free := d.free(p)
	d.textAround(empty, func() {
		beside = true
		d.beside(p, fi, free)
	})
	if d.err != nil {
		return
	}
	if beside {
		d.scratch = trim(d.scratch)
	}
	null := d.frames[fi].null
	if null && len(trim(d.scratch)) > 0 {
		d.frames[fi].kids++ // of content that should not be there
	}
	if len(trim(d.scratch)) > 0 || !null { // what is nil has no text, which need not be one of its type's
		d.val, d.state, d.field = d.scratch, ready, Text
		if e := d.contentEntry(fi); len(d.scratch) == 0 && e != nil && e.Default != "" {
			d.byDefault(fi, Text, e)
		} else {
			x.FieldXML(&d.codec, Text)
		}
		d.state, d.field = idle, -1
	}
	d.closeText(fi, empty)
}

// textAround collects the text of an element in scratch, up to its end tag. Child reads what stands at a start tag. Text on
// both sides of an element is no value: what 7<b/>8 means nobody can say.
func (d *Decoder) textAround(empty bool, child func()) {
	d.scratch = d.scratch[:0]
	end := -1 // of the text that an element stands behind
	for !empty && d.err == nil {
		switch d.markup() {
		case markMore:
			d.need()
		case markText:
			d.text(true)
		case markCDATA:
			d.cdata(true)
		case markMisc:
			d.misc(nil)
		case markStart:
			if child(); end < 0 && len(trim(d.scratch)) > 0 {
				end = len(d.scratch)
			}
		case markEnd:
			if end >= 0 && len(trim(d.scratch[end:])) > 0 {
				d.badValue("simple content", errSplit)
			}
			return
		}
	}
}

// closeText ends an element whose text has been read.
func (d *Decoder) closeText(fi int, empty bool) {
	d.finish(fi)
	switch {
	case d.err != nil:
	case empty:
		d.leave()
	default:
		d.closeTag()
	}
}

// free tells of the elements that can be read as the text or an attribute which still may: the attribute does not stand there.
func (d *Decoder) free(p *plan) []bool {
	if len(p.beside) == 0 {
		return nil
	}
	free := make([]bool, len(p.beside))
	for i, b := range p.beside {
		free[i] = b.Field == Text || !d.hasAttr(&p.attrs[b.Field-Attr])
	}
	return free
}

// beside reads an element that stands beside the text of simple content: in place of the text or an attribute, or else as an
// unknown one, which is kept.
func (d *Decoder) beside(p *plan, fi int, free []bool) {
	text := d.scratch
	blank := len(trim(text)) == 0
	d.frames[fi].kids = int32(b2i(!blank))
	d.scratch = nil
	if d.openTag() {
		if i := d.instead(p, free, blank); i < 0 {
			d.unknown(fi, UnknownElement)
		} else if free[i] = false; p.beside[i].Field == Text {
			text = append(text[:0], d.substitute(fi, Text)...)
		} else {
			d.substitute(fi, p.beside[i].Field)
		}
	}
	d.scratch = text
}

// instead finds what the open element is read as, if that has no value yet; -1 for nothing. One with attributes says more.
func (d *Decoder) instead(p *plan, free []bool, blank bool) int {
	for i, b := range p.beside {
		if free[i] && (blank || b.Field != Text) && len(d.attrs) == 0 && string(d.tag.raw(d.buf)) == b.Local {
			if uri, _ := d.lookup(nil); uri == "" {
				return i
			}
		}
	}
	return -1
}

// substitute reads the open element as the text, which it returns, or as an attribute.
func (d *Decoder) substitute(fi, field int) []byte {
	d.childDrift(ValueForm)
	if !d.content() {
		return nil
	}
	if field != Text {
		d.field = int32(field)
		d.frames[fi].x.FieldXML(&d.codec, field)
	}
	d.state, d.field = idle, -1
	return d.val
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
				x.FieldXML(&d.codec, Text)
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
