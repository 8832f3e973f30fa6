package xmltext

import (
	"encoding/binary"

	"example.com/wsgen/runtime/xsd"
)

// A frame is an open element.
type frame struct {
	p      *plan // nil while an element is only skipped
	x      Node
	extra  *xsd.Extra
	key    string // of the map entry whose value the element is
	counts int    // base in d.counts
	name   int    // base in d.names
	binds  int
	before int32 // position before prev, for groups
	prev   int32 // position of the child delivered last
	kids   int32 // known children so far
	size   int32 // of an array: the items that it says it has, and 1; 0 where it says nothing
	entry  bool  // entry of a map: no step of a path
	null   bool  // xsi:nil="true": nothing is missing
	order  bool  // children are out of order: each is noted
}

// Struct reads the element being delivered into x.
//
//go:noinline
func (d *Decoder) Struct(t *Type, x Node) {
	if d.err != nil || d.state != open {
		d.misuse()
		return
	}
	p := t.ready()
	if d.table != p.ns {
		d.useTable(p.ns)
	}
	fi, empty := len(d.frames), d.tag.empty
	taken := d.taken // by the node that calls: what stands inside is delivered too
	if !d.enter() {
		return
	}
	f := &d.frames[fi]
	f.p, f.x, f.null = p, x, d.nilTaken || d.nilChild(fi)
	if d.key != "" {
		f.key, d.key = d.key, ""
	}
	d.counts = append(d.counts, p.zero...)
	if len(d.attrs) > 0 || len(p.attrs) > 0 {
		d.attributes(p, fi)
		d.typ = xsd.QName{}
	}
	switch {
	case p.text:
		d.simple(p, fi, empty)
	case p.document != nil:
		d.document(p, fi, empty)
	case empty:
		d.finish(fi)
		if d.err == nil {
			d.leave()
		}
	case p.form != nil:
		d.entries(p, fi)
	case p.mixed:
		d.runs(p, fi)
	default:
		d.children(p, fi)
	}
	d.taken = taken
}

// misuse handles a call for an element that is not there to be read: one with xsi:nil="true", or none.
func (d *Decoder) misuse() {
	if d.state == isnil {
		d.Drift(ValueForm)
	}
}

// children reads the children of an element that has no simple or mixed content. The loop handles what lies in the
// window and is in schema order; everything else goes through child.
func (d *Decoder) children(p *plan, fi int) {
	x, names := d.frames[fi].x, p.names
	for d.err == nil {
		b, i := d.buf, d.pos
		if i < len(b) && b[i] != '<' {
			i += spaceLen(b[i:])
		}
		f := &d.frames[fi]
		d.pos = i
		if i+24 > len(b) || f.order {
			if d.child(p, fi) {
				return
			}
			continue
		}
		t := (*[24]byte)(b[i:])
		if t[0] != '<' || t[1] == '/' {
			if d.child(p, fi) {
				return
			}
			continue
		}
		k, last := int(f.prev), len(names)
		switch {
		case k < 0:
			k++
		case names[k].Free:
			last = names[k].block.end
		case !names[k].Many:
			k++
		}
		end := 0
		head := binary.LittleEndian.Uint64(t[1:])
		for last = min(k+4, last); k < last; k++ {
			e := &names[k]
			if uint(e.slot) >= uint(len(d.pfx)) {
				continue
			}
			if s := &d.pfx[e.slot]; head&s.m == s.w {
				if at := i + 1 + s.n; at+8 <= len(b) && e.at(b, at) {
					end = at + e.n
					break
				}
			}
		}
		if end != 0 && names[k].picks != nil && d.excluded(fi, k) {
			end = 0
		}
		if end == 0 || end >= len(b) || b[end] != '>' {
			if end != 0 && end < len(b) && class[b[end]]&cSpace != 0 && d.openKnown(qname{i + 1, end - names[k].n - 1, end}) {
				f.before, f.prev = f.prev, int32(k)
				f.kids++
				d.counts[f.counts+k]++
				d.deliver(p, fi, k)
				if d.table != p.ns {
					d.useTable(p.ns)
				}
			} else if d.child(p, fi) {
				return
			}
			continue
		}
		f.before, f.prev = f.prev, int32(k)
		f.kids++
		d.counts[f.counts+k]++
		e := &names[k]
		if e.Leaf && d.leaf(b, i, end) {
			if e.EmptyAbsent && len(trim(d.val)) == 0 {
				d.noteEmpty(fi, k)
			} else {
				if e.picks != nil {
					d.choose(fi, k)
				}
				if len(d.val) == 0 && e.Default != "" {
					d.byDefault(fi, k, e)
				} else {
					x.FieldXML(&d.codec, k)
				}
			}
			d.state = idle
			continue
		}
		d.attrs = d.attrs[:0]
		d.tag = tag{qname: qname{i + 1, end - e.n - 1, end}, typ: -1, binds: len(d.binds)}
		d.pos = end + 1
		d.state = open
		d.deliver(p, fi, k)
		if d.table != p.ns {
			d.useTable(p.ns)
		}
	}
}

// child reads one piece of content at d.pos whatever it is. It reports true at the element's end and after an error.
func (d *Decoder) child(p *plan, fi int) bool {
	switch d.markup() {
	case markMore:
		return !d.need()
	case markText:
		if class[d.buf[d.pos]]&cSpace != 0 {
			d.pos++
			return false
		}
		d.strayText(fi)
	case markCDATA:
		d.strayText(fi)
	case markMisc:
		d.misc(nil)
	case markEnd:
		d.finish(fi)
		if d.err == nil {
			d.closeTag()
		}
		return true
	case markStart:
		if d.openTag() {
			d.place(p, fi)
		}
	}
	return d.err != nil
}

// place finds the position of the open element and delivers it.
func (d *Decoder) place(p *plan, fi int) {
	f := &d.frames[fi]
	prefix := d.tag.prefix(d.buf)
	uri, _ := d.lookup(prefix)
	k := p.match(d.tag.local(d.buf), uri, int(f.prev))
	if k < 0 {
		d.unknown(fi, UnknownElement)
		return
	}
	back := int32(k) < f.prev && !p.together(k, int(f.prev))
	stays := false
	if n := p.other(int(f.prev)); back && p.mixed && n >= 0 { // kept raw, as the list of its base can't say that it stood here
		d.childDrift(Misplaced)
		k, back, stays = n, false, true
	}
	e := &p.names[k]
	if e.uri == uri {
		d.learn(e.slot, prefix)
	}
	switch n := d.counts[f.counts+k]; {
	case stays:
	case e.Other && e.picks != nil && d.excluded(fi, k): // a list of another branch than the one that stands
		d.unknown(fi, UnknownElement)
		return
	case e.Other:
		if p.document == nil { // else a root, which states its type
			d.childDrift(UnknownElement)
		}
	case n > 0 && !e.Many && !e.Free:
		d.unknown(fi, Repeated)
		return
	case e.picks != nil && d.excluded(fi, k) && !(e.EmptyAbsent && d.bare()):
		d.unknown(fi, Repeated)
		return
	}
	if back || f.order {
		if back && !p.all {
			d.childDrift(Misplaced)
		}
		d.reorder(fi, k)
	}
	f.before, f.prev = f.prev, int32(k)
	f.kids++
	d.counts[f.counts+k]++
	var name xsd.QName
	if e.AnyForm && e.uri != uri {
		name = xsd.QName{Space: uri, Local: e.Local}
	} else if e.AnyName && !e.is(d.tag.local(d.buf), uri) {
		name = d.ElementName()
	}
	untyped := e.XSI != "" && d.tag.typ < 0
	if name.Local != "" || untyped {
		if r := d.residue(fi); r != nil {
			c := r.Child(int32(k), d.counts[f.counts+k]-1)
			c.Name, c.Untyped = name, untyped
		}
	}
	d.deliver(p, fi, k)
	if d.table != p.ns {
		d.useTable(p.ns)
	}
}

// excluded reports whether a choice has been made for another alternative than that of position k.
func (d *Decoder) excluded(fi, k int) bool {
	f := &d.frames[fi]
	for _, p := range f.p.names[k].picks {
		if made := d.counts[f.counts+len(f.p.names)+int(p.choice)]; made != 0 && made != p.alternative {
			return true
		}
	}
	return false
}

// choose makes the choices that position k stands for. An empty element that counts as absent makes none.
func (d *Decoder) choose(fi, k int) {
	f := &d.frames[fi]
	for _, p := range f.p.names[k].picks {
		d.counts[f.counts+len(f.p.names)+int(p.choice)] = p.alternative
	}
}

// deliver hands the open element to the node as position k.
func (d *Decoder) deliver(p *plan, fi, k int) {
	e := &p.names[k]
	mark := d.tag.binds
	x := d.frames[fi].x
	var typ xsd.QName // noted, unless the node takes it
	if d.tag.typ >= 0 && !e.Any && !e.Other {
		typ, _ = d.XSIType()
	}
	d.typ, d.taken = typ, false
	switch {
	case e.EmptyAbsent && d.absent(fi, k):
		if !e.Leaf {
			typ = xsd.QName{}
		}
	case e.Leaf:
		if len(d.attrs) > 0 {
			d.leafAttrs(fi, k)
		}
		null := d.tag.null
		if !d.content() {
			return
		}
		if e.EmptyAbsent && len(trim(d.val)) == 0 {
			d.noteEmpty(fi, k)
			break
		}
		if e.picks != nil {
			d.choose(fi, k)
		}
		switch {
		case null:
			d.state = isnil
			x.FieldXML(&d.codec, k)
		case len(d.val) == 0 && e.Default != "":
			d.byDefault(fi, k, e)
		default:
			x.FieldXML(&d.codec, k)
		}
		if d.taken {
			typ = xsd.QName{}
		}
		if null && d.state == isnil { // nobody asked
			d.noteNil(fi, k)
		}
	default:
		if e.picks != nil {
			d.choose(fi, k)
		}
		x.FieldXML(&d.codec, k)
		if d.taken || d.state == open {
			typ = xsd.QName{}
		}
		if d.state == open {
			d.skipUntaken(fi)
		}
	}
	d.state, d.typ = idle, xsd.QName{}
	if typ.Local != "" && d.err == nil {
		d.noteType(fi, k, typ)
	}
	if len(d.binds) > mark {
		d.unbind(mark)
	}
}

// skipUntaken is for an element that the node did not read: it is kept raw.
func (d *Decoder) skipUntaken(fi int) {
	f := &d.frames[fi]
	f.kids--
	d.counts[f.counts+int(f.prev)]--
	d.unknown(fi, UnknownElement)
}

// content reads the text of the open element up to and with its end tag, and leaves state ready.
func (d *Decoder) content() bool {
	b := d.buf
	d.state = ready
	if d.tag.empty {
		d.val = nil
		return true
	}
	name := d.tag.raw(b)
	end := plain(b, d.pos)
	stop := end + 2 + len(name)
	if stop < len(b) && b[end] == '<' && b[end+1] == '/' && b[stop] == '>' && string(b[end+2:stop]) == string(name) && end-d.pos <= d.lim.Token {
		d.val, d.pos = b[d.pos:end], stop+1
		return true
	}
	return d.longContent()
}

// attributes delivers the attributes of the element just entered.
func (d *Decoder) attributes(p *plan, fi int) {
	x := d.frames[fi].x
	found := 0
	for i := range d.attrs {
		a := &d.attrs[i]
		if a.decl {
			continue
		}
		k, local := 0, a.local(d.buf)
		for k < len(p.attrs) && !p.attrs[k].is(local, a.uri) {
			k++
		}
		switch {
		case k == len(p.attrs) && d.xsi(a):
			d.structXSI(fi, a)
		case k < len(p.attrs):
			if p.attrs[k].Req {
				found++
			}
			d.val, d.state, d.field = d.value(a), ready, int32(Attr+k)
			x.FieldXML(&d.codec, Attr+k)
		case p.anyAt && p.t.admitsAttr(a.uri):
			d.judge(a)
			d.val, d.state, d.field, d.attr = d.value(a), ready, AnyAttr, i
			x.FieldXML(&d.codec, AnyAttr)
		default:
			d.judge(a)
			d.unknownAttr(fi, a)
		}
		d.state, d.field = idle, -1
	}
	d.missingAttrs(p, fi, found)
}
