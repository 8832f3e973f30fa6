package xmltext

import "example.com/wsgen/runtime/xsd"

// entries reads the children of a map: an entry's key selects the position as an element's name does elsewhere.
func (d *Decoder) entries(p *plan, fi int) {
	for d.err == nil {
		switch d.markup() {
		case markMore:
			d.need()
		case markText, markCDATA:
			if d.skipSpace(); d.markup() == markText || d.markup() == markCDATA {
				d.strayText(fi)
			}
		case markMisc:
			d.misc(nil)
		case markEnd:
			d.finish(fi)
			if d.err == nil {
				d.closeTag()
			}
			return
		case markStart:
			if !d.openTag() {
				return
			}
			if d.is(&p.form.entry) {
				d.entry(p, fi)
			} else {
				d.unknown(fi, UnknownElement)
			}
		}
	}
}

// is reports whether the open element has the name e.
func (d *Decoder) is(e *entry) bool {
	if string(d.tag.local(d.buf)) != e.Local {
		return false
	}
	uri, _ := d.lookup(d.tag.prefix(d.buf))
	return e.AnyForm || uri == e.uri
}

// A mapEntry is what has been read of one entry. What the fields of a map can't say of it is in extra, as of a struct
// whose children are key and value.
type mapEntry struct {
	key           string // without white space around it
	keyed, valued bool
	waiting       bool // raw is the value, which came before its key
	at            int  // the value's position, -1 for none
	raw           xsd.Raw
	extra         xsd.Extra
}

// known is how many of key and value have been read.
func (m *mapEntry) known() int32 { return int32(b2i(m.keyed) + b2i(m.valued)) }

// entry reads one entry, whose start tag has been read. A value that comes before its key waits as raw text.
func (d *Decoder) entry(p *plan, fi int) {
	empty := d.tag.empty
	m := mapEntry{at: -1}
	d.entryAttrs(&m.extra)
	if !d.enter() {
		return
	}
	d.frames[len(d.frames)-1].entry = true
	for !empty && d.err == nil {
		mk := d.markup()
		if mk == markEnd {
			break
		}
		switch mk {
		case markMore:
			d.need()
		case markText, markCDATA:
			if d.skipSpace(); d.markup() == markText || d.markup() == markCDATA {
				d.stray(m.known(), m.extra.Residue)
			}
		case markMisc:
			d.misc(nil)
		case markStart:
			if d.openTag() {
				d.entryChild(p, fi, &m)
			}
		}
	}
	d.entryEnd(p, fi, &m)
	switch {
	case d.err != nil:
	case empty:
		d.leave()
	default:
		d.closeTag()
	}
}

// entryAttrs keeps the attributes of an entry.
func (d *Decoder) entryAttrs(x *xsd.Extra) {
	for i := range d.attrs {
		if a := &d.attrs[i]; !a.decl {
			d.childDrift(UnknownAttribute)
			x.Residue().Attrs = append(x.Residue().Attrs, d.keep(a))
		}
	}
}

// entryChild reads a child of an entry, whose start tag has been read.
func (d *Decoder) entryChild(p *plan, fi int, m *mapEntry) {
	mark := d.tag.binds
	switch {
	case !m.keyed && d.is(&p.form.key):
		d.entryKey(m)
	case !m.valued && d.is(&p.form.value):
		m.valued = true
		if m.keyed {
			d.entryValue(p, fi, m)
		} else {
			m.raw, m.waiting = d.Capture(), true
		}
	default:
		d.childDrift(UnknownElement)
		d.keepUnknown(m.extra.Residue(), m.known(), d.Capture())
	}
	d.state = idle
	if len(d.binds) > mark {
		d.unbind(mark)
	}
}

// entryKey reads the key. White space around it is no part of it, but is kept.
func (d *Decoder) entryKey(m *mapEntry) {
	if len(d.attrs) > 0 {
		typ, typed := d.XSIType()
		c := xsd.Child{Type: typ}
		for i := range d.attrs {
			if a := &d.attrs[i]; !a.decl && !(typed && i == d.tag.typ) {
				d.childDrift(UnknownAttribute)
				c.Attrs = append(c.Attrs, d.keep(a))
			}
		}
		if typed || c.Attrs != nil {
			*m.extra.Residue().Child(0, 0) = c
		}
	}
	if !d.content() {
		return
	}
	m.key, m.keyed = d.str(trim(d.val)), true
	if len(m.key) != len(d.val) {
		c := m.extra.Residue().Child(0, 0)
		c.Kept, c.Lexical = true, d.str(d.val)
	}
}

// entryEnd delivers a value that came before its key, and keeps what no field takes.
func (d *Decoder) entryEnd(p *plan, fi int, m *mapEntry) {
	if d.err != nil {
		return
	}
	switch {
	case !m.keyed:
		d.driftAt(Missing, "/"+p.form.key.Local)
	case m.waiting:
		d.driftAt(Misplaced, "/"+m.key)
		d.Push([]byte(m.raw.XML), nil, func(d *Decoder) { d.entryValue(p, fi, m) })
	case !m.valued:
		d.driftAt(Missing, "/"+m.key)
	}
	if d.err != nil {
		return
	}
	if m.at < 0 {
		d.keepEntry(p, fi, m)
	} else if !m.extra.IsZero() {
		if c := d.record(fi, m.at); c != nil {
			c.Entry = m.extra.Residue()
		}
	}
}

// entryValue delivers the open element as the value of m, or keeps it raw.
func (d *Decoder) entryValue(p *plan, fi int, m *mapEntry) {
	k := p.matchKey(m.key, int(d.frames[fi].prev))
	d.key = m.key
	defer func() { d.key = "" }()
	if k < 0 {
		d.unknownEntry(fi, m, UnknownElement)
		return
	}
	f := &d.frames[fi]
	e := &p.names[k]
	if d.counts[f.counts+k] > 0 && !e.Many {
		d.unknownEntry(fi, m, Repeated)
		return
	}
	if e.XSI != "" && d.tag.typ >= 0 && !d.fits(fi, k, m) {
		return
	}
	if int32(k) < f.prev || f.order {
		d.reorder(fi, k)
		f = &d.frames[fi]
	}
	f.before, f.prev = f.prev, int32(k)
	f.kids++
	d.counts[f.counts+k]++
	m.at = k
	if untyped := e.XSI != "" && d.tag.typ < 0; untyped || m.waiting {
		if c := d.record(fi, k); c != nil {
			c.Untyped, c.ValueFirst = untyped, m.waiting
		}
	}
	d.deliver(p, fi, k)
	if d.table != p.ns {
		d.useTable(p.ns)
	}
}

// fits decides what becomes of a value by its xsi:type. The declared one and other simple types of XML Schema are
// read; a type that is not known here is kept raw.
func (d *Decoder) fits(fi, k int, m *mapEntry) bool {
	p := d.frames[fi].p
	got, ok := d.XSIType()
	want := d.declared(fi, k)
	if !ok || got == want {
		return true
	}
	if got.Space == xsURI {
		if p.names[k].Leaf {
			d.Drift(OtherType)
			return d.err == nil
		}
		d.badValue(want.String(), errForm)
		return false
	}
	d.unknownEntry(fi, m, UnknownType)
	return false
}

// matchKey finds the position of a key: exact, then by a # that stands for a number, then *.
func (p *plan) matchKey(key string, prev int) int {
	if k := prev + 1; k < len(p.names) && p.names[k].Local == key {
		return k
	}
	for k := range p.names {
		if p.names[k].Local == key {
			return k
		}
	}
	for _, k := range p.form.hash {
		if hashMatch(p.names[k].Local, key) {
			return k
		}
	}
	if len(p.form.any) > 0 {
		return p.form.any[0]
	}
	return -1
}

// hashMatch reports whether key is pattern with digits in place of its #.
func hashMatch(pattern, key string) bool {
	at := 0
	for pattern[at] != '#' {
		at++
	}
	tail := len(pattern) - at - 1
	if len(key) <= at+tail || key[:at] != pattern[:at] || key[len(key)-tail:] != pattern[at+1:] {
		return false
	}
	for _, c := range []byte(key[at : len(key)-tail]) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// unknownEntry keeps the open element as the value of an entry that no field takes.
func (d *Decoder) unknownEntry(fi int, m *mapEntry, k Kind) {
	d.Drift(k)
	if d.residue(fi) == nil {
		d.Skip()
	} else if !m.waiting {
		m.raw = d.Capture()
	}
}

// keepEntry keeps an entry that no field takes as raw text.
func (d *Decoder) keepEntry(p *plan, fi int, m *mapEntry) {
	r := d.residue(fi)
	if r == nil {
		return
	}
	e := NewEncoder(Prefixed)
	defer e.Release()
	if err := e.Document(p.form.entry.Name, p.ns, p.form.kept, (*keptEntry)(m)); err != nil {
		d.Fail(err)
		return
	}
	name := xsd.QName{Space: p.form.entry.uri, Local: p.form.entry.Local}
	d.keepUnknown(r, d.frames[fi].kids, xsd.Raw{Name: name, XML: string(e.Output())})
}

// A keptEntry writes an entry that no field takes, all of it.
type keptEntry mapEntry

func (x *keptEntry) FieldXML(c *Codec, field int) {
	switch e := c.Encoder(); {
	case field == ResidueField:
		c.Extra(&x.extra)
	case e != nil && field == 0:
		x.write(e)
	}
}

func (x *keptEntry) write(e *Encoder) {
	if x.waiting {
		e.Raw(1, x.raw)
	}
	if x.keyed {
		key := x.key
		if c := x.extra.Peek().Lookup(0, 0); c != nil && c.Kept {
			key = c.Lexical
		}
		e.WriteStr(0, key)
	}
	if x.valued && !x.waiting {
		e.Raw(1, x.raw)
	}
}
