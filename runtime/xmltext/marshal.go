package xmltext

// A Root stands for whole documents, whatever their root: what generated code has for a package of schemas.
type Root interface {
	Node
	// DocumentType is the name table, whose names are the possible roots.
	DocumentType() *Type
}

// Unmarshal reads a document into x, which must be empty. Drift is tolerated; for it, and for limits other than the
// default ones, use [Decoder.Roots]. The error is a *[SyntaxError], *[ValueError], *[LimitError] or *[RootError].
func Unmarshal(data []byte, x Root) error {
	d := NewDecoder()
	defer d.Release()
	d.Reset(data)
	return d.Roots(x)
}

// Marshal returns x as a document without an XML declaration, in UTF-8. The error is an *[EncodeError].
func Marshal(x Root) ([]byte, error) { return DocumentText(Prefixed, x.DocumentType(), x) }

// Roots reads a whole document into x, whose type says what its root can be.
func (d *Decoder) Roots(x Root) error {
	d.begin()
	if d.err != nil {
		return d.Err()
	}
	p := x.DocumentType().ready()
	d.useTable(p.ns)
	fi := len(d.frames)
	d.tag = tag{}
	if !d.enter() { // around the root, for what is kept of it
		return d.Err()
	}
	f := &d.frames[fi]
	f.p, f.x, f.entry = p, x, true
	d.counts = append(d.counts, p.zero...)
	if d.startRoot() {
		uri, _ := d.lookup(d.tag.prefix(d.buf))
		// One that is not declared can be the root all the same if it states its type (XML Schema Part 1, clause 5.2).
		if k := p.match(d.tag.local(d.buf), uri, -1); k < 0 || p.names[k].Other && d.tag.typ < 0 {
			d.Fail(&RootError{Path: d.Path(), Got: d.ElementName()})
		} else {
			d.place(p, fi)
			d.epilog()
		}
	}
	if d.err == nil {
		d.finish(fi)
		d.leave()
	}
	return d.Err()
}
