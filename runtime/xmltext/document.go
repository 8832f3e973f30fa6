package xmltext

import (
	"bytes"
	"slices"

	"example.com/wsgen/runtime/xsd"
)

// What the decoder does for documents that travel as the text of an element: escaped, or in CDATA sections.

// An Embedded is the form of an element whose text is an XML document of its own. The names of its type are the
// document's possible roots.
type Embedded struct {
	// CDATA writes the text in CDATA sections.
	CDATA bool
	// Declaration writes an XML declaration before a document that was not read with another prolog.
	Declaration bool
}

const declared10 = `<?xml version="1.0" encoding="UTF-8"?>`

// prolog is what a fresh document starts with.
func (f *Embedded) prolog() string {
	if f.Declaration {
		return declared10
	}
	return ""
}

// What the residue of an embedded document's struct keeps of its text: records at position Text, by occurrence.
const (
	keptProlog int32 = iota // what stood before the root, where that is not the form's own
	keptEpilog              // what stood behind it
	keptWhole               // all of it, where no root could be read: written while the struct has none
	keptFixed               // all of it, in place of what the struct holds
)

// document reads the text of the element of frame fi as a document.
func (d *Decoder) document(p *plan, fi int, empty bool) {
	children := false
	d.textAround(empty, func() { // an element that is not escaped is kept: it is in the scope of other namespaces than a root
		text := d.scratch
		d.scratch, children = nil, true
		if d.openTag() {
			d.unknown(fi, UnknownElement)
		}
		d.scratch = text
	})
	if d.err != nil {
		return
	}
	text := d.scratch
	if len(trim(text)) == 0 {
		d.keepText(fi, keptWhole, text)
		d.lacks(p, fi, "", !children)
	} else {
		d.embedded(p, fi, text)
	}
	d.closeText(fi, empty)
}

// embedded reads text with a document, which no namespace around it reaches.
func (d *Decoder) embedded(p *plan, fi int, text []byte) {
	if d.inner += int64(len(text)); d.inner > d.lim.Document {
		d.limit("Document", d.lim.Document)
		return
	}
	around := d.lim.Namespaces
	d.lim.Namespaces = max(0, around-len(d.binds))
	defer func() { d.lim.Namespaces = around }()
	start := len(text) - len(bytes.TrimLeft(text, " \t\r\n\uFEFF")) // where a declaration may stand all the same
	if !d.isDocument(text[start:]) {
		if d.err == nil {
			d.Drift(NoDocument)
			d.keepText(fi, keptWhole, text)
			d.lacks(p, fi, "", false)
		}
		return
	}
	end, other := 0, ""
	d.Push(text[start:], nil, func(d *Decoder) {
		first := d.tag.name - 1
		uri, _ := d.lookup(d.tag.prefix(d.buf))
		k := p.match(d.tag.local(d.buf), uri, -1)
		if k < 0 || uri != "" && uri != p.names[k].uri { // which may hold for what stands below it, too
			other = string(d.tag.local(d.buf))
		}
		if k < 0 {
			d.childDrift(UnknownElement)
			d.keepText(fi, keptWhole, text)
			d.Skip()
			return
		}
		if prolog := text[:start+first]; string(prolog) != p.document.prolog() {
			d.keepText(fi, keptProlog, prolog)
		}
		d.place(p, fi)
		end = start + d.pos
	})
	if end > 0 && end < len(text) && d.err == nil {
		d.keepText(fi, keptEpilog, text[end:])
	}
	if other != "" {
		d.lacks(p, fi, other, true)
	}
}

// lacks notes that the text of frame fi is no document with a root of p. May it be another or absent, it may as well where
// the contract leaves the document out, and where one of several roots says as little.
func (d *Decoder) lacks(p *plan, fi int, other string, may bool) {
	if fi == 0 || d.frames[fi-1].p == nil || d.frames[fi-1].prev < 0 {
		return
	}
	e := &d.frames[fi-1].p.names[d.frames[fi-1].prev]
	switch {
	case !e.Document, may && !e.Req && len(p.names) > 1:
	case other != "":
		d.noteLack("/"+other, UnknownElement)
	default:
		d.noteLack("", NoDocument)
	}
}

func (d *Decoder) noteLack(child string, k Kind) {
	if d.lack == nil && d.err == nil {
		d.lack = &Drift{Path: d.Path() + child, Kind: k}
	}
}

// Lack is the first embedded document that had to be there, see [Name], and was not; nil for none. The rest of what was read
// is whole: it may say why.
func (d *Decoder) Lack() *Drift { return d.lack }

// isDocument reports whether text is well-formed. One that is not for its syntax is no error of what it travels in, but
// limits hold inside it too, and a document type declaration is refused as everywhere.
func (d *Decoder) isDocument(text []byte) bool {
	frames, names, drift, strict := len(d.frames), len(d.names), d.OnDrift, d.Strict
	d.OnDrift, d.Strict = nil, false
	d.Push(text, nil, (*Decoder).Skip)
	d.OnDrift, d.Strict = drift, strict
	if d.err == nil {
		return true
	}
	if e, ok := d.err.(*SyntaxError); ok && e.Msg != refusedDoctype {
		d.err = nil
		clear(d.frames[frames:])
		d.frames, d.names = d.frames[:frames], d.names[:names]
	}
	return false
}

// keepText keeps a part of an embedded document's text.
func (d *Decoder) keepText(fi int, part int32, text []byte) {
	if part != keptProlog && len(text) == 0 {
		return
	}
	if r := d.residue(fi); r != nil {
		c := r.Child(Text, part)
		c.Kept, c.Lexical = true, string(text)
	}
}

// SetDocument makes text what is written for the struct with an embedded document that x belongs to, in place of what its
// fields hold. Copies made of the struct before are not affected.
func SetDocument(x *xsd.Extra, text string) {
	var set xsd.Extra
	r := set.Residue()
	if old := x.Peek(); old != nil {
		*r = *old
		r.Children = slices.DeleteFunc(slices.Clone(old.Children), func(c xsd.Child) bool { return c.Place == xsd.Place{Field: Text, Occurrence: keptFixed} })
	}
	c := r.Child(Text, keptFixed)
	c.Kept, c.Lexical = true, text
	r.Seal()
	*x = set
}

// HoldsDocument reports whether x, which belongs to a struct with an embedded document, holds text in its place: what
// SetDocument has set, or what was read and is no document that the struct can hold.
func HoldsDocument(x xsd.Extra) bool {
	r := x.Peek()
	return r != nil && (r.Lookup(Text, keptFixed) != nil || r.Lookup(Text, keptWhole) != nil)
}

// fixedDocument is the record of the text that SetDocument has set; nil for none.
func fixedDocument(p *plan, r *xsd.Residue) *xsd.Child {
	if p.document == nil {
		return nil
	}
	return r.Lookup(Text, keptFixed)
}
