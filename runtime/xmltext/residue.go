package xmltext

import (
	"slices"
	"strconv"

	"example.com/wsgen/runtime/xsd"
)

// Extra hands over the node's residue; it answers position ResidueField.
func (d *Decoder) Extra(p *xsd.Extra) { d.extra = p }

// residue is where frame fi keeps what fields can't; nil when the node has no Extra.
func (d *Decoder) residue(fi int) *xsd.Residue {
	f := &d.frames[fi]
	if f.p != nil && f.p.array != nil {
		return d.items(fi)
	}
	if f.extra == nil && f.x != nil {
		d.extra = nil
		f.x.FieldXML(&d.codec, ResidueField)
		f.extra, d.extra = d.extra, nil
	}
	if f.extra == nil {
		return nil
	}
	return f.extra.Residue()
}

// record is the residue's record of the child or attribute being delivered; nil when there is no residue.
func (d *Decoder) record(fi, field int) *xsd.Child {
	r := d.residue(fi)
	if r == nil {
		return nil
	}
	n := int32(0)
	if field < Attr {
		n = d.counts[d.frames[fi].counts+field] - 1
	}
	return r.Child(int32(field), n)
}

// childDrift reports drift at the open element, which has no position (or not this one).
func (d *Decoder) childDrift(k Kind) {
	if d.OnDrift == nil && !d.Strict {
		return
	}
	st, key := d.state, d.key
	d.state, d.key = idle, ""
	d.driftAt(k, "/"+string(d.tag.local(d.buf)))
	d.state, d.key = st, key
}

// unknown keeps the open element in the residue.
func (d *Decoder) unknown(fi int, k Kind) {
	if !d.result() {
		d.childDrift(k)
	}
	mark := d.tag.binds
	if r := d.residue(fi); r == nil {
		d.Skip()
	} else {
		d.keepUnknown(r, d.frames[fi].kids, d.Capture())
	}
	d.state = idle
	if len(d.binds) > mark {
		d.unbind(mark)
	}
}

// keepUnknown keeps raw content after a number of known children. Tiny elements take many times their size, so
// their number is bounded besides that of their bytes.
func (d *Decoder) keepUnknown(r *xsd.Residue, after int32, raw xsd.Raw) {
	if d.kept++; d.kept > d.lim.Unknown {
		d.limit("Unknown", int64(d.lim.Unknown))
		return
	}
	r.Elements = append(r.Elements, xsd.Unknown{After: after, Raw: raw})
}

// strayText keeps text where only elements may stand.
func (d *Decoder) strayText(fi int) {
	d.stray(d.frames[fi].kids, func() *xsd.Residue { return d.residue(fi) })
}

// stray is strayText after a number of known children.
func (d *Decoder) stray(after int32, residue func() *xsd.Residue) {
	d.scratch = d.scratch[:0]
	if d.markup() == markCDATA {
		d.cdata(true)
	} else {
		d.text(true)
	}
	if d.err != nil || len(trim(d.scratch)) == 0 {
		return
	}
	d.driftAt(UnknownElement, "/text()")
	if r := residue(); r != nil {
		d.keepUnknown(r, after, xsd.Raw{XML: string(appendText(nil, d.scratch))})
	}
}

// reorder notes that position k comes next, out of order. The children before it came in order.
func (d *Decoder) reorder(fi, k int) {
	r := d.residue(fi)
	if r == nil {
		return
	}
	f := &d.frames[fi]
	if !f.order {
		f.order = true
		r.Order = slices.Grow(r.Order, len(f.p.names))
		for i := range f.p.names {
			if f.p.names[i].Free { // how they alternated is not known here; they stay where they are
				continue
			}
			for n := range d.counts[f.counts+i] {
				r.Order = append(r.Order, xsd.Place{Field: int32(i), Occurrence: n})
			}
		}
		r.InOrder = len(r.Order)
	}
	r.Order = append(r.Order, xsd.Place{Field: int32(k), Occurrence: d.counts[f.counts+k]})
}

// absent reports whether the open element has neither attributes nor content, and if so consumes it as absent.
func (d *Decoder) absent(fi, k int) bool {
	if d.tag.null {
		d.tag.null = false // the attribute is kept with the others
		d.leafAttrs(fi, k)
		d.Skip()
		d.noteEmpty(fi, k)
		return true
	}
	if !d.bare() {
		return false
	}
	d.Skip()
	d.noteEmpty(fi, k)
	return true
}

// bare reports whether the open element has neither attributes nor content.
func (d *Decoder) bare() bool {
	if len(d.attrs) > 0 || d.tag.empty {
		return len(d.attrs) == 0
	}
	for d.pos+1 >= len(d.buf) {
		if !d.needBehind() {
			return true
		}
	}
	return d.buf[d.pos] == '<' && d.buf[d.pos+1] == '/'
}

func (d *Decoder) noteEmpty(fi, k int) {
	e := &d.frames[fi].p.names[k]
	if e.group >= 0 {
		d.hollow(fi, k)
	}
	if d.frames[fi].p.required(k) {
		name := e.Local
		if d.key != "" {
			name = d.key
		}
		d.state = idle
		if e.Document {
			d.noteLack("/"+name, Missing)
		}
		d.driftAt(Missing, "/"+name)
	}
	if c := d.record(fi, k); c != nil && d.err == nil {
		c.State = xsd.ChildEmpty
		if e.group >= 0 {
			f := &d.frames[fi]
			c.Item = max(d.counts[f.counts+f.p.groups[e.group].at+groupCount]-1, 0)
		}
	}
}

// noteNil keeps xsi:nil="true" of a child whose field can't say it, and its text.
func (d *Decoder) noteNil(fi, k int) {
	if c := d.record(fi, k); c != nil {
		c.Null = true
		if len(d.val) > 0 {
			c.Kept, c.Lexical = true, d.str(d.val)
		}
	}
}

// noteType keeps the xsi:type of a child whose field can't say it.
func (d *Decoder) noteType(fi, k int, typ xsd.QName) {
	if e := &d.frames[fi].p.names[k]; e.XSI != "" && d.isDeclared(fi, k, typ) {
		return
	}
	if c := d.record(fi, k); c != nil {
		c.Type = typ
	}
}

// declared is the xsi:type that the table states for position k.
func (d *Decoder) declared(fi, k int) xsd.QName {
	p := d.frames[fi].p
	return xsiName(*p.ns, &p.names[k])
}

// isDeclared reports whether typ is the type that the table states for position k.
func (d *Decoder) isDeclared(fi, k int, typ xsd.QName) bool {
	p := d.frames[fi].p
	return isType(typ, *p.ns, p.names[k].XSI, p.names[k].XSINS)
}

func xsiName(ns Namespaces, e *entry) xsd.QName {
	return xsd.QName{Space: nsURI(ns, e.XSINS), Local: e.XSI}
}

func nsURI(ns Namespaces, id uint16) string {
	switch {
	case id == SchemaNS:
		return xsURI
	case id == EncodingNS:
		return enc11
	case id == 0 || int(id) > len(ns):
		return ""
	}
	return ns[id-1].URI
}

// finish notes the required children that did not occur and those that occurred too often, and seals the residue.
func (d *Decoder) finish(fi int) {
	f := &d.frames[fi]
	if f.null {
		d.finishNil(fi)
		f = &d.frames[fi]
	}
	if f.size > 0 && f.size != f.kids+1 && !f.null {
		d.driftAt(ValueForm, "["+strconv.Itoa(int(f.size)-1)+"]")
		f = &d.frames[fi]
	}
	p, counts := f.p, d.counts[f.counts:]
	for _, k := range p.req {
		if counts[k] == 0 && !f.null && d.err == nil {
			d.noteMissing(fi, k)
			f, counts = &d.frames[fi], d.counts[f.counts:]
		}
	}
	for _, k := range p.max {
		if n := d.counts[d.frames[fi].counts+int(k)]; int(n) > p.names[k].Max {
			d.driftAt(Repeated, "/"+p.names[k].label()+"["+strconv.Itoa(int(n))+"]")
		}
	}
	for i := range p.groups {
		g := &p.groups[i]
		if d.endGroup(fi, g); g.Req && !d.frames[fi].null && d.counts[d.frames[fi].counts+g.at+groupCount] == 0 {
			d.driftAt(Missing, "/"+p.names[g.first].label())
		}
	}
	for _, c := range p.oneOf {
		d.noteChoice(fi, c)
	}
	if x := d.frames[fi].extra; x != nil {
		if r := x.Peek(); r != nil {
			r.Seal()
		}
	}
}

// finishNil notes the content of an element with xsi:nil="true". Where it has some, all that must be there must be.
func (d *Decoder) finishNil(fi int) {
	f := &d.frames[fi]
	if f.kids == 0 && (f.extra == nil || f.extra.Peek() == nil || len(f.extra.Peek().Elements) == 0) {
		return
	}
	f.null = false
	d.driftAt(ValueForm, "/@nil")
	if c := d.innermost(fi - 1); c != nil {
		c.Full = true
	}
}

func (d *Decoder) noteMissing(fi int, k int32) {
	e := &d.frames[fi].p.names[k]
	if e.Document {
		d.noteLack("/"+e.Local, Missing)
	}
	d.driftAt(Missing, "/"+e.Local)
	if r := d.residue(fi); r != nil {
		r.Child(k, 0).State = xsd.ChildMissing
	}
}

// choiceMissing is the occurrence under which a choice without a branch is noted, with its first position. One that is
// missing in item i of a group, or another group there, is noted under choiceMissing - i.
const choiceMissing = -1

// noteChoice notes a choice of which no branch occurred.
func (d *Decoder) noteChoice(fi int, c choice) {
	f := &d.frames[fi]
	if d.err != nil || f.null {
		return
	}
	for _, n := range d.counts[f.counts+c.first : f.counts+c.end] {
		if n > 0 {
			return
		}
	}
	d.driftAt(Missing, "/"+f.p.names[c.first].Local)
	if r := d.residue(fi); r != nil {
		r.Child(int32(c.first), choiceMissing).State = xsd.ChildMissing
	}
}

// spot is the frame of the value being read and its position there; neither is known of what stands in no struct.
func (d *Decoder) spot() (fi, field int, known bool) {
	fi = len(d.frames) - 1
	for fi >= 0 && d.frames[fi].p == nil {
		fi--
	}
	if fi < 0 {
		return 0, 0, false
	}
	field = int(d.field)
	if field < 0 {
		field = int(d.frames[fi].prev)
	}
	return fi, field, field >= 0
}

// formed reports whether form can be another one than the usual.
func (d *Decoder) formed() bool {
	n := len(d.frames)
	return n > 0 && (d.frames[n-1].p == nil || d.frames[n-1].p.formed)
}

// form is that in which the encoder writes the value being read unless its text is kept.
func (d *Decoder) form() string {
	fi, field, known := d.spot()
	if !known {
		return ""
	}
	switch p := d.frames[fi].p; {
	case field >= Text:
		return p.textForm
	case field >= Attr:
		return p.attrs[field-Attr].Form
	default:
		return p.names[field].Form
	}
}

// lexical keeps the text of a value whose form is not that in which the encoder writes it. The record is nil where nothing
// can be kept.
func (d *Decoder) lexical() *xsd.Child {
	fi, field, known := d.spot()
	if !known {
		return nil
	}
	c := d.record(fi, field)
	if c != nil {
		c.Kept, c.Lexical = true, d.str(d.val)
	}
	return c
}

// byDefault delivers what the text at a position of frame fi stands for when it is empty (Part 1, clause 3.3.4), and notes that
// it is.
func (d *Decoder) byDefault(fi, field int, e *entry) {
	mark := len(d.binds)
	d.val, d.state = []byte(e.Default), ready
	if e.Expanded {
		d.binds = append(d.binds, binding{}) // a name of no namespace is in none, whatever the document's default is
		d.val = xsd.AppendNames(nil, e.Default, (*lender)(d))
	}
	d.frames[fi].x.FieldXML(&d.codec, field)
	d.binds = d.binds[:mark]
	if c := d.record(fi, field); c != nil && d.err == nil {
		c.Kept, c.Lexical = true, ""
		if e.Expanded {
			c.Form = ""
		}
	}
}

// A lender binds prefixes for names that are not the document's.
type lender Decoder

func (l *lender) Resolve(prefix string) (string, bool) { return (*Decoder)(l).lookup([]byte(prefix)) }

func (l *lender) Prefix(uri string) string {
	switch uri {
	case "":
		return ""
	case xmlURI:
		return "xml"
	}
	p := "d" + strconv.Itoa(len(l.binds))
	l.binds = append(l.binds, binding{prefix: p, uri: uri, word: makePrefix([]byte(p))})
	return p
}

// contentEntry is the position of the element of frame fi, which has simple content; nil when it has none.
func (d *Decoder) contentEntry(fi int) *entry {
	if fi == 0 || d.frames[fi-1].p == nil || d.frames[fi-1].prev < 0 {
		return nil
	}
	return &d.frames[fi-1].p.names[d.frames[fi-1].prev]
}

// needBehind is need for what follows a start tag: the tag stays in the window.
func (d *Decoder) needBehind() bool {
	start := d.tag.name - 1
	gap := d.pos - start
	d.pos = start
	ok := d.need()
	shift := d.pos - start
	d.tag.move(shift)
	for i := range d.attrs {
		a := &d.attrs[i]
		if a.move(shift); !a.moved {
			a.from, a.to = a.from+shift, a.to+shift
		}
	}
	d.pos += gap
	return ok
}
