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

// entry reads one entry, whose start tag has been read. A value that comes before its key waits as raw text.
func (d *Decoder) entry(p *plan, fi int) {
	empty := d.tag.empty
	if !d.enter(frame{counts: len(d.counts), prev: -1, entry: true}) {
		return
	}
	var key string
	var waiting xsd.Raw
	haveKey, haveValue := false, false
	for !empty && d.err == nil {
		m := d.markup()
		if m == markEnd {
			break
		}
		switch m {
		case markMore:
			d.need()
		case markText, markCDATA:
			if d.skipSpace(); d.markup() == markText || d.markup() == markCDATA {
				d.strayText(fi)
			}
		case markMisc:
			d.misc(nil)
		case markStart:
			if !d.openTag() {
				return
			}
			mark := d.tag.binds
			switch {
			case !haveKey && d.is(&p.form.key):
				if d.content() {
					key, haveKey = d.str(d.val), true
				}
			case !haveValue && d.is(&p.form.value):
				haveValue = true
				if !haveKey {
					waiting = d.Capture()
				} else {
					d.entryValue(p, fi, key, false)
				}
			default:
				d.childDrift(UnknownElement)
				d.Skip()
			}
			d.state = idle
			if len(d.binds) > mark {
				d.unbind(mark)
			}
		}
	}
	switch {
	case d.err != nil:
		return
	case waiting.XML != "":
		d.driftAt(Misplaced, "/"+key)
		d.Push([]byte(waiting.XML), nil, func(d *Decoder) { d.entryValue(p, fi, key, true) })
	case !haveValue:
		d.driftAt(Missing, "/"+key)
		d.keepEntry(p, fi, key, "")
	}
	switch {
	case d.err != nil:
	case empty:
		d.leave()
	default:
		d.closeTag()
	}
}

// entryValue delivers the open element as the value of key. First tells that it stood before the key.
func (d *Decoder) entryValue(p *plan, fi int, key string, first bool) {
	k := p.matchKey(key, int(d.frames[fi].prev))
	d.key = key
	defer func() { d.key = "" }()
	if k < 0 {
		d.unknownEntry(p, fi, UnknownElement)
		return
	}
	f := &d.frames[fi]
	e := &p.names[k]
	if d.counts[f.counts+k] > 0 && !e.Many {
		d.unknownEntry(p, fi, Repeated)
		return
	}
	if e.XSI != "" && d.tag.typ >= 0 && !d.fits(fi, k) {
		return
	}
	if int32(k) < f.prev || f.order {
		d.reorder(fi, k)
		f = &d.frames[fi]
	}
	f.before, f.prev = f.prev, int32(k)
	f.kids++
	d.counts[f.counts+k]++
	if untyped := e.XSI != "" && d.tag.typ < 0; untyped || first {
		if c := d.record(fi, k); c != nil {
			c.Untyped, c.ValueFirst = untyped, first
		}
	}
	d.deliver(p, fi, k)
	if d.table != p.ns {
		d.useTable(p.ns)
	}
}

// fits decides what becomes of a value by its xsi:type. The declared one and other simple types of XML Schema are
// read; a type that is not known here is kept raw.
func (d *Decoder) fits(fi, k int) bool {
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
	d.unknownEntry(p, fi, UnknownType)
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

// unknownEntry keeps the entry of d.key, whose value is the open element, as raw text.
func (d *Decoder) unknownEntry(p *plan, fi int, k Kind) {
	key := d.key
	d.Drift(k)
	if d.residue(fi) == nil {
		d.Skip()
		return
	}
	d.keepEntry(p, fi, key, d.Capture().XML)
}

func (d *Decoder) keepEntry(p *plan, fi int, key, value string) {
	r := d.residue(fi)
	if r == nil || d.err != nil {
		return
	}
	f := p.form
	open, decl, shut := f.entry.dopen, "", f.entry.dshut
	keyOpen, keyShut := f.key.dopen, f.key.dshut
	if f.entry.uri != "" || f.key.uri != "" { // the value may rely on there being no default namespace
		open, shut = "<e:"+f.entry.Local, "</e:"+f.entry.Local+">"
		decl = ` xmlns:e="` + string(appendAttr(nil, f.entry.uri)) + `">`
		if f.key.uri != "" {
			keyOpen, keyShut = "<e:"+f.key.Local+">", "</e:"+f.key.Local+">"
		}
	}
	text := append([]byte(nil), open+decl+keyOpen...)
	text = append(appendText(text, []byte(key)), keyShut+value+shut...)
	r.Elements = append(r.Elements, xsd.Unknown{After: d.frames[fi].kids,
		Raw: xsd.Raw{Name: xsd.QName{Space: f.entry.uri, Local: f.entry.Local}, XML: string(text)}})
}
