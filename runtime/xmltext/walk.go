package xmltext

// A StartTag is a start tag as [Decoder.Walk] shows it: where it stands in the text. It is good for one call.
type StartTag struct {
	From, To int
	Name     []byte // as it stands, after the bracket
	Attrs    []TagAttr
}

// A TagAttr is an attribute of a start tag, or a declaration of a namespace.
type TagAttr struct {
	From, To int // name, value and quotes
	Space    string
	Local    []byte // the prefix of a declaration, nil for the default namespace
	Value    []byte // decoded
	Decl     bool
}

// A Visitor is told of each element of a document.
type Visitor interface {
	// Start is called with a start tag; an error ends the walk.
	Start(t *StartTag) error
	// End is called with the place of the end tag, which is empty where the start tag is the whole element.
	End(from, to int)
}

// Walk reads the document that Reset was given, checks that it is well-formed, and shows its elements to v. It returns the
// text that places refer to, which is in UTF-8.
func (d *Decoder) Walk(v Visitor) ([]byte, error) {
	d.begin()
	if d.err != nil || !d.startRoot() {
		return nil, d.Err()
	}
	var t StartTag
	d.visit(v, &t)
	for d.err == nil && len(d.frames) > 0 {
		switch d.markup() {
		case markMore:
			d.need()
		case markText:
			d.text(false)
		case markCDATA:
			d.cdata(false)
		case markMisc:
			d.misc(nil)
		case markEnd:
			if at := d.pos; d.closeTag() {
				v.End(at, d.pos)
			}
		case markStart:
			if d.openTag() {
				d.visit(v, &t)
			}
		}
	}
	d.epilog()
	return d.raw, d.Err()
}

// visit shows the start tag that has been read.
func (d *Decoder) visit(v Visitor, t *StartTag) {
	t.From, t.To, t.Name, t.Attrs = d.tag.name-1, d.pos, d.tag.raw(d.buf), t.Attrs[:0]
	end := d.pos - 1 - b2i(d.tag.empty)
	for i := range d.attrs {
		a := &d.attrs[i]
		to := end
		if i+1 < len(d.attrs) {
			to = d.attrs[i+1].name
		}
		for class[d.buf[to-1]]&cSpace != 0 {
			to--
		}
		local := a.local(d.buf)
		if a.decl && a.colon < a.name {
			local = nil
		}
		t.Attrs = append(t.Attrs, TagAttr{a.name, to, a.uri, local, d.value(a), a.decl})
	}
	if err := v.Start(t); err != nil {
		d.Fail(err)
	}
	if empty := d.tag.empty; d.enter() && empty {
		d.leave()
		v.End(d.pos, d.pos)
	}
}
