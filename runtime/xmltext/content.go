package xmltext

import (
	"bytes"
	"unicode/utf8"
)

// misc reads the comment or processing instruction at d.pos and refuses everything else that starts with <!. When out
// is not nil the raw text is appended to it.
func (d *Decoder) misc(out *[]byte) {
	for d.err == nil {
		start, end := d.pos, -1
		if d.buf[start+1] == '?' {
			end = d.scanPI(start)
		} else {
			end = d.scanComment(start)
		}
		if end >= 0 {
			if out != nil {
				*out = append(*out, d.buf[start:end]...)
			}
			d.tokenTo(end)
			return
		}
		if d.err == nil {
			d.tokenFits(len(d.buf))
			d.need()
		}
	}
}

const refusedDoctype = "document type declaration is refused"

func (d *Decoder) scanComment(start int) int {
	const head = "<!--"
	b := d.buf
	if n := min(len(b)-start, len(head)); string(b[start:start+n]) != head[:n] {
		const doctype = "<!DOCTYPE"
		if n := min(len(b)-start, len(doctype)); string(b[start:start+n]) != doctype[:n] {
			d.syntaxAt(start, "malformed markup")
		} else if n == len(doctype) {
			d.syntaxAt(start, refusedDoctype)
		}
		return -1
	}
	i := start + len(head)
	if i > len(b) {
		return -1
	}
	n := bytes.Index(b[i:], []byte("--"))
	if n < 0 || i+n+2 >= len(b) {
		d.legal(i, len(b))
		return -1
	}
	if b[i+n+2] != '>' {
		d.syntaxAt(i+n, "'--' in comment")
		return -1
	}
	if !d.legal(i, i+n) {
		return -1
	}
	return i + n + 3
}

// scanPI reads a processing instruction. The XML declaration has been read by begin: here its target is reserved.
func (d *Decoder) scanPI(start int) int {
	b := d.buf
	end, ok := ncname(b, start+2)
	if !ok {
		d.longName(start+2, end)
		return -1
	}
	if end == start+2 {
		d.syntaxAt(start, "malformed processing instruction")
		return -1
	}
	if bytes.EqualFold(b[start+2:end], []byte("xml")) {
		d.syntaxAt(start, "XML declaration is only allowed at the start")
		return -1
	}
	if class[b[end]]&cSpace == 0 && b[end] != '?' {
		d.syntaxAt(end, "malformed processing instruction")
		return -1
	}
	n := bytes.Index(b[end:], []byte("?>"))
	if b[end] == '?' && n != 0 && end+1 < len(b) {
		d.syntaxAt(end, "malformed processing instruction")
		return -1
	}
	if n < 0 {
		d.legal(end, len(b))
		return -1
	}
	if !d.legal(end, end+n) {
		return -1
	}
	return end + n + 2
}

// legal checks a stretch for control characters.
func (d *Decoder) legal(i, end int) bool {
	for ; i < end; i++ {
		if c := d.buf[i]; c < ' ' && class[c]&cSpace == 0 {
			d.syntaxAt(i, "illegal character")
			return false
		}
	}
	return true
}

// text reads character data at d.pos up to the next markup and appends it, decoded, to d.scratch when keep is set.
// A run is read in steps, so that it needs no more window than a reference does.
func (d *Decoder) text(keep bool) {
	for d.err == nil {
		b, i := d.buf, d.pos
		end := plain(b, i)
		if keep {
			d.append(b[i:end])
		}
		d.pos = end
		if end >= len(b) {
			if !d.need() {
				return
			}
			continue
		}
		switch b[end] {
		case '<':
			return
		case '&':
			r, next, ok, msg := charRef(b, end)
			if !ok {
				if msg != "" {
					d.syntaxAt(end, msg)
				} else {
					d.need()
				}
				continue
			}
			if keep {
				d.scratch = utf8.AppendRune(d.scratch, r)
			}
			d.pos = next
		case ']':
			if !d.bracket(end, keep) {
				continue
			}
		case '\r':
			d.newline(keep)
		case '\n', '\t':
			if keep {
				d.scratch = append(d.scratch, b[end])
			}
			d.pos++
		default:
			d.syntaxAt(end, "illegal character")
		}
	}
}

// bracket reads one ] of text, which must not start ]]>.
func (d *Decoder) bracket(i int, keep bool) bool {
	b := d.buf[i:]
	if len(b) < 3 && (len(b) < 2 || b[1] == ']') {
		return d.need()
	}
	if b[1] == ']' && b[2] == '>' {
		d.syntaxAt(i, "']]>' in text")
		return false
	}
	if keep {
		d.scratch = append(d.scratch, ']')
	}
	d.pos++
	return true
}

// newline reads \r or \r\n as \n (XML 1.0, clause 2.11).
func (d *Decoder) newline(keep bool) {
	if d.pos+1 >= len(d.buf) && !d.need() {
		return
	}
	if keep {
		d.scratch = append(d.scratch, '\n')
	}
	if d.pos++; d.buf[d.pos] == '\n' {
		d.pos++
	}
}

func (d *Decoder) append(b []byte) {
	if len(d.scratch)+len(b) > d.lim.Token {
		d.limit("Token", int64(d.lim.Token))
		return
	}
	d.scratch = append(d.scratch, b...)
}

// cdata reads the CDATA section at d.pos like text.
func (d *Decoder) cdata(keep bool) {
	d.pos += len("<![CDATA[")
	for d.err == nil {
		b, i := d.buf, d.pos
		end := plainCDATA(b, i)
		if keep {
			d.append(b[i:end])
		}
		if d.pos = end; end+2 >= len(b) {
			if end < len(b) && b[end] < ' ' && b[end] != '\r' {
				d.syntaxAt(end, "illegal character")
				return
			}
			if !d.need() {
				return
			}
			continue
		}
		switch {
		case b[end] == '\r':
			d.newline(keep)
		case b[end] != ']':
			d.syntaxAt(end, "illegal character")
		case b[end+1] == ']' && b[end+2] == '>':
			d.pos += 3
			return
		default:
			if keep {
				d.scratch = append(d.scratch, ']')
			}
			d.pos++
		}
	}
}

// enter pushes the element whose start tag has been read, for closeTag to compare.
func (d *Decoder) enter() bool {
	n := len(d.frames)
	if n >= d.lim.Depth {
		d.limit("Depth", int64(d.lim.Depth))
		return false
	}
	if n == cap(d.frames) {
		d.frames = append(d.frames, frame{})
	}
	d.frames = d.frames[:n+1]
	f := &d.frames[n] // clean: leave has seen to it
	f.counts, f.name, f.binds = len(d.counts), len(d.names), d.tag.binds
	f.before, f.prev = -1, -1
	d.names = append(d.names, d.tag.raw(d.buf)...)
	d.state = idle
	return true
}

// closeTag reads the end tag at d.pos and leaves the innermost element.
func (d *Decoder) closeTag() bool {
	f := &d.frames[len(d.frames)-1]
	want := d.names[f.name:]
	for {
		b := d.buf[d.pos:]
		if end := 2 + len(want); len(b) > end && b[end] == '>' && end <= d.lim.Token && equal(b[2:end], want) {
			d.pos += end + 1
			d.leave()
			return true
		}
		if end := 2 + len(want); len(b) > end {
			if string(b[2:end]) != string(want) || class[b[end]]&cSpace == 0 && b[end] != '>' {
				d.syntaxAt(d.pos, "end tag does not match start tag")
				return false
			}
			for end < len(b) && class[b[end]]&cSpace != 0 {
				end++
			}
			if end < len(b) {
				if b[end] != '>' {
					d.syntaxAt(d.pos+end, "malformed end tag")
					return false
				}
				if !d.tokenTo(d.pos + end + 1) {
					return false
				}
				d.leave()
				return true
			}
		} else if n := len(b) - 2; n > 0 && string(b[2:]) != string(want[:n]) {
			d.syntaxAt(d.pos, "end tag does not match start tag")
			return false
		}
		d.tokenFits(len(d.buf))
		if !d.need() {
			return false
		}
	}
}

// leave pops the innermost element.
func (d *Decoder) leave() {
	n := len(d.frames) - 1
	f := &d.frames[n]
	if len(d.binds) > f.binds {
		d.unbind(f.binds)
	}
	d.names, d.counts = d.names[:f.name], d.counts[:f.counts]
	*f = frame{}
	d.frames = d.frames[:n]
}

// Skip consumes the element being delivered with all its content, which is checked all the same.
func (d *Decoder) Skip() { d.skip(nil) }

// skip reads the rest of the open element. When c is not nil it gets the text of what is read, each stretch before
// the window can move.
func (d *Decoder) skip(c *capture) {
	if d.err != nil || d.state != open {
		d.state = idle
		return
	}
	depth := len(d.frames)
	d.descend()
	for d.err == nil && len(d.frames) > depth {
		if c != nil && len(c.body) > c.limit {
			c = nil
		}
		switch d.markup() {
		case markMore:
			d.need()
		case markText:
			d.scratch = d.scratch[:0]
			d.text(c != nil)
			c.text(d)
		case markCDATA:
			d.scratch = d.scratch[:0]
			d.cdata(c != nil)
			c.text(d)
		case markMisc:
			d.misc(c.out())
		case markEnd:
			c.end(d.names[d.frames[len(d.frames)-1].name:])
			d.closeTag()
		case markStart:
			if d.openTag() {
				c.start(d)
				d.descend()
			}
		}
	}
}

// descend enters the open element, and leaves it again when it is empty.
func (d *Decoder) descend() {
	empty := d.tag.empty
	if d.enter() && empty {
		d.leave()
	}
}
