package soap

import (
	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A plan holds the tables that a message of one operation is read with: the envelope of both versions
// around the operation's part. Their names refer to one namespace table that starts with the
// envelope's namespaces.
type plan struct {
	ns       xmltext.Namespaces
	envelope [2]xmltext.Type // by version
	header   xmltext.Type
	body     xmltext.Type
	wrappers []xmltext.Type // one for each element of the wrapper, outermost first
	part     *Part          // nil for an empty body
	chain    []xsd.QName    // the names from the body to the part
	bare     *bareBody      // nil unless the body itself is of the part's type
	children bool           // the part, which may have another name, is known by some
}

// Entries of a plan's table, as NS values.
const (
	id11 uint16 = 1 + iota
	id12
	idXML
	idFirst // of the binding's table
)

const nsXML = "http://www.w3.org/XML/1998/namespace"

// Positions in the tables of envelope and body.
const (
	envHeader = iota
	envBody
)

const (
	bodyFault11 = iota
	bodyFault12
	bodyNext // the wrapper or the part
)

// replyPlan returns the operation's tables and builds them at first use; two callers may build equal ones.
func (op *Operation) replyPlan() *plan {
	if p := op.plan.Load(); p != nil {
		return p
	}
	p := newPlan(op.Binding, op.Out)
	if op.Out != nil && op.Out.Encoded && p.bare == nil && len(p.chain) > 0 {
		p.body.Names[bodyNext].AnyName = true // the name of a response means nothing (SOAP 1.1, clause 7.1)
		p.children = p.part != nil && hasNames(p.part.Type)
	}
	op.plan.Store(p)
	return p
}

// newPlan returns the tables of a message, which is nil where nothing comes.
func newPlan(b *Binding, m *Message) *plan {
	p := new(plan)
	p.ns = append(p.ns, xmltext.NS{URI: ns11}, xmltext.NS{URI: ns12}, xmltext.NS{URI: nsXML})
	if t := b.Namespaces; t != nil {
		p.ns = append(p.ns, *t...)
	}
	for v, id := range []uint16{V11: id11, V12: id12} {
		p.envelope[v].NS, p.envelope[v].AnyAttr = &p.ns, true
		p.envelope[v].Names = []xmltext.Name{{Local: "Header", NS: id}, {Local: "Body", NS: id}}
	}
	p.header = xmltext.Type{NS: &p.ns, AnyAttr: true, Names: []xmltext.Name{{Any: true, Many: true}}}
	p.body = xmltext.Type{NS: &p.ns, AnyAttr: true, Names: []xmltext.Name{
		{Local: "Fault", NS: id11}, {Local: "Fault", NS: id12},
	}}
	var chain []xmltext.Name
	if m != nil {
		chain = append(chain, m.Wrapper...)
		if len(m.Body) > 0 {
			p.part = &m.Body[0]
			if m.Bare {
				p.bare = newBareBody(p.part.Type, &p.ns)
				return p
			}
			chain = append(chain, p.part.Name)
		}
		p.wrappers = make([]xmltext.Type, len(m.Wrapper))
	}
	t := &p.body
	for i, n := range chain {
		if n.NS != 0 {
			n.NS += idFirst - 1
		}
		t.Names = append(t.Names, n)
		p.chain = append(p.chain, qname(n, &p.ns))
		if i < len(p.wrappers) {
			t = &p.wrappers[i]
			t.NS, t.AnyAttr = &p.ns, true
		}
	}
	return p
}

// path is that of the nth element below the body, which is number 0.
func (p *plan) path(n int) string {
	s := "/Envelope/Body"
	for _, name := range p.chain[:n] {
		s += "/" + name.Local
	}
	return s
}

// An incoming collects a reply while it is decoded.
type incoming struct {
	plan    *plan
	out     xmltext.Node
	from    *transport.Body
	version Version // of the envelope
	body    bool    // there was a Body
	wrapped int     // wrapper elements met
	got     bool    // the part was met
	other   bool    // an element of another name stood in its place, without a child of it
	fault   *Fault
	headers []xsd.Raw
	room    int // bytes of header blocks that may still be kept
	residue []*xsd.Extra
	lack    *xmltext.Drift // an embedded document that had to be there
	judge   judgement      // of references that are left
}

// reading is what envelope, header, body and wrappers have in common.
type reading struct {
	in    *incoming
	extra xsd.Extra
	attrs xsd.Attrs
}

// common handles the positions besides elements; it reports whether field was one.
func (x *reading) common(d *xmltext.Decoder, field int) bool {
	switch field {
	case xmltext.AnyAttr:
		d.AnyAttr(&x.attrs)
	case xmltext.ResidueField:
		d.Extra(&x.extra)
	default:
		return false
	}
	return true
}

func (in *incoming) reading() reading {
	return reading{in: in}
}

// envelope is the node of the root.
func (in *incoming) envelope(v Version) xmltext.Node {
	in.version, in.room = v, maxKept
	n := &envelopeNode{in.reading()}
	in.residue = append(in.residue[:0], &n.extra)
	return xmltext.ReadOnly(n)
}

// excess is the path of an element that may stand once and stood twice, if there is one: a header or body, in
// either version of SOAP, or what leads to the part. The first was read, but another receiver might have read the
// other: that is not mere drift.
func (in *incoming) excess() string {
	for depth, extra := range in.residue { // of the envelope, the body and the wrappers
		for _, raw := range extra.Elements() {
			switch n := raw.Name; {
			case depth == 0 && (n.Space == ns11 || n.Space == ns12) && (n.Local == "Header" || n.Local == "Body"):
				return "/Envelope/" + n.Local
			case depth > 0 && depth <= len(in.plan.chain) && n == in.plan.chain[depth-1]:
				return in.plan.path(depth)
			}
		}
	}
	return ""
}

// missing is the path of the first expected element that did not come, or empty.
func (in *incoming) missing() string {
	p := in.plan
	switch {
	case !in.body:
		return "/Envelope/Body"
	case in.wrapped < len(p.wrappers):
		return p.path(in.wrapped + 1)
	case p.part != nil && !in.got && (in.other || !p.part.Optional) && (p.bare == nil || p.bare.required):
		return p.path(len(p.chain))
	}
	return ""
}

// unknown lists what the contract does not know in envelope, body and wrapper.
func (in *incoming) unknown() []xsd.Raw {
	var list []xsd.Raw
	for _, x := range in.residue {
		list = append(list, x.Elements()...)
	}
	return list
}

func (in *incoming) keep(x *reading) { in.residue = append(in.residue, &x.extra) }

type envelopeNode struct{ reading }

func (x *envelopeNode) ReadXML(d *xmltext.Decoder, field int) {
	in := x.in
	if x.common(d, field) {
		return
	}
	in.from.Recognise()
	switch field {
	case envHeader:
		n := &headerNode{in.reading()}
		d.Struct(&in.plan.header, xmltext.ReadOnly(n))
	case envBody:
		in.body = true
		if b := in.plan.bare; b != nil {
			d.Struct(&b.t, xmltext.ReadOnly(&bareNode{in: in, bareBody: b}))
			return
		}
		n := &bodyNode{reading: in.reading()}
		in.keep(&n.reading)
		d.Struct(&in.plan.body, xmltext.ReadOnly(n))
	}
}

type headerNode struct{ reading }

func (x *headerNode) ReadXML(d *xmltext.Decoder, field int) {
	switch {
	case x.common(d, field):
	case len(x.in.headers) == maxItems: // not skipped: it may have to be understood
		d.Fail(&xmltext.LimitError{Limit: "header blocks", Max: maxItems, Path: d.Path()})
	default:
		path := d.Path()
		raw, whole := d.CaptureUpTo(x.in.room)
		if !whole {
			d.Fail(&xmltext.LimitError{Limit: "bytes of header blocks", Max: maxKept, Path: path})
		}
		x.in.room -= len(raw.XML)
		x.in.headers = append(x.in.headers, raw)
	}
}

// What is kept of a message besides its reply is looked at several times and searched for secrets.
const (
	maxItems = 256     // header blocks, detail entries and reasons
	maxKept  = 1 << 20 // bytes of all header blocks; of the detail
)

// A bodyNode is the body (depth 0) or a wrapper element in it.
type bodyNode struct {
	reading
	depth int
}

func (x *bodyNode) ReadXML(d *xmltext.Decoder, field int) {
	in := x.in
	switch {
	case x.common(d, field):
	case x.depth == 0 && field == bodyFault11:
		in.readFault(d, V11)
	case x.depth == 0 && field == bodyFault12:
		in.readFault(d, V12)
	case x.depth < len(in.plan.wrappers):
		in.wrapped = max(in.wrapped, x.depth+1)
		n := &bodyNode{in.reading(), x.depth + 1}
		in.keep(&n.reading)
		d.Struct(&in.plan.wrappers[x.depth], xmltext.ReadOnly(n))
	case d.Nil(): // xsi:nil: the part is there and says nothing, as if it were absent
	default:
		in.readPart(d)
	}
}

// readPart decodes the part. One of another name, as SOAP encoding allows of a response, is known by its children.
func (in *incoming) readPart(d *xmltext.Decoder) {
	p, name := in.plan.part, in.plan.chain[len(in.plan.chain)-1]
	if in.got = true; p.Name.AnyForm || d.ElementName() == name || !in.plan.children {
		d.Struct(p.Type, in.out)
		return
	}
	w := &witness{Node: in.out}
	d.Struct(p.Type, w)
	in.got, in.other = w.seen, !w.seen
}

// hasNames reports whether a type has children. It reads their table anew.
func hasNames(t *xmltext.Type) bool {
	if t == nil {
		return false
	}
	elements, _ := t.Own()
	return len(elements) > 0 || hasNames(t.Base)
}

// A witness notes whether a node was handed a child.
type witness struct {
	xmltext.Node
	seen bool
}

func (w *witness) FieldXML(c *xmltext.Codec, field int) {
	w.seen = w.seen || field >= 0 && field < xmltext.Attr
	w.Node.FieldXML(c, field)
}
