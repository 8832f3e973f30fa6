package xmltext

import (
	"strconv"
	"strings"
)

// Where the decoder stands, for errors and drift.

// Path is the path of what is being read.
func (d *Decoder) Path() string {
	var s strings.Builder
	for i := range d.frames {
		f := &d.frames[i]
		if f.entry {
			continue
		}
		s.WriteByte('/')
		if f.key != "" {
			s.WriteString(f.key)
			continue
		}
		end := len(d.names)
		if i+1 < len(d.frames) {
			end = d.frames[i+1].name
		}
		s.WriteString(localName(string(d.names[f.name:end])))
		if i > 0 && f.p != nil {
			d.ordinal(&s, &d.frames[i-1])
		}
	}
	d.pathEnd(&s)
	return s.String()
}

// pathEnd adds the child or attribute being delivered, for which there is no frame.
func (d *Decoder) pathEnd(s *strings.Builder) {
	n := len(d.frames)
	switch {
	case d.field >= Attr && d.field < Text && n > 0:
		if p := d.frames[n-1].p; p != nil {
			s.WriteString("/@" + p.attrs[d.field-Attr].Local)
		}
	case d.field >= Text || d.state == idle:
	case d.key != "":
		s.WriteString("/" + d.key)
	case d.state == open:
		s.WriteByte('/')
		s.Write(d.tag.local(d.buf))
		if n > 0 {
			d.ordinal(s, &d.frames[n-1])
		}
	case n > 0:
		if f := &d.frames[n-1]; f.p != nil && f.prev >= 0 {
			s.WriteString("/" + f.p.names[f.prev].Local)
			d.ordinal(s, f)
		}
	}
}

// ordinal adds [n] for the child delivered last, if it may repeat or is not the first of its name: all positions with that count.
func (d *Decoder) ordinal(s *strings.Builder, f *frame) {
	if f.p == nil || f.prev < 0 || f.p.form != nil {
		return
	}
	e := &f.p.names[f.prev]
	n := d.counts[f.counts+int(f.prev)]
	for k := range f.p.names {
		if x := &f.p.names[k]; e.n >= 0 && k != int(f.prev) && x.n == e.n && x.Local == e.Local && x.uri == e.uri {
			n += d.counts[f.counts+k]
		}
	}
	if e.Many || e.Free || n > 1 {
		s.WriteString("[" + strconv.Itoa(int(n)) + "]")
	}
}

func localName(q string) string {
	return q[strings.IndexByte(q, ':')+1:]
}

// Offset is the place in the document, as UTF-8, that the decoder has read to.
func (d *Decoder) Offset() int64 { return d.offset(d.pos) }
