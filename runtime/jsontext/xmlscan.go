package jsontext

import (
	"bytes"
	"sync"

	"example.com/wsgen/runtime/xmltext"
)

// An xmlTree is an XML document: its elements and attributes, parents before children, with links by index.
type xmlTree struct {
	doc   []byte
	pos   int
	plan  *plan // of the root
	elems []elem
	text  []byte // what had to be decoded
	binds []bind
	open  []level
	order []int32
	seen  []bool
	outs  []out
}

// An elem is an element or an attribute.
type elem struct {
	local       []byte
	uri         string
	text        []byte // character data, joined; the value of an attribute
	attr        bool
	done        bool   // written, or reported as lost
	null        bool   // xsi:nil="true"
	json        bool   // the text is JSON
	out         []byte // the JSON of an element whose children are not in the tree; nil for others
	up          int32
	first, next int32 // noChild for none
	slot        int32
}

type bind struct{ prefix, uri string }

// A level is an open element: its last child, and the bindings outside. Within a struct with rules, p is its form and br
// its branch.
type level struct {
	elem, last int32
	binds      int
	p          *plan
	br         *branch
}

const (
	xsiURI  = "http://www.w3.org/2001/XMLSchema-instance"
	xmlURI  = "http://www.w3.org/XML/1998/namespace"
	noChild = int32(0)
)

var xmlTrees = sync.Pool{New: func() any { return new(xmlTree) }}

// canonical returns the text of a document's root in UTF-8, checked, with all the declarations that it needs.
func canonical(doc []byte, opt *Options) ([]byte, error) {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits = opt.Limits
	d.Reset(doc)
	var text []byte
	err := d.Root(func(d *xmltext.Decoder) { text = []byte(d.Capture().XML) })
	return text, err
}

// scanXML reads text that is known to be well-formed, in UTF-8 and without a DTD. Where p has rules, the tree leaves out
// what is in elements that no rule is about and that stream can write.
func scanXML(doc []byte, p *plan) *xmlTree {
	t := xmlTrees.Get().(*xmlTree)
	t.doc, t.pos = doc, 0
	t.elems, t.text, t.open = t.elems[:0], t.text[:0], t.open[:0]
	t.binds = append(t.binds[:0], bind{"xml", xmlURI}, bind{"", ""})
	t.plan = p
	for t.pos < len(doc) {
		if doc[t.pos] != '<' {
			t.data()
			continue
		}
		switch doc[t.pos+1] {
		case '/':
			t.pos += bytes.IndexByte(doc[t.pos:], '>') + 1
			t.end()
		case '!':
			t.declaration()
		case '?':
			t.pos += bytes.Index(doc[t.pos:], []byte("?>")) + 2
		default:
			t.start()
		}
	}
	return t
}

func (t *xmlTree) release() {
	const keep = 1 << 14
	t.doc, t.plan = nil, nil
	if cap(t.elems) > keep {
		t.elems, t.outs = nil, nil
	}
	clear(t.elems) // what is behind is clear already
	clear(t.outs[:cap(t.outs)])
	t.elems, t.outs = t.elems[:0], t.outs[:0]
	xmlTrees.Put(t)
}

// declaration reads a comment or a CDATA section.
func (t *xmlTree) declaration() {
	rest := t.doc[t.pos:]
	if bytes.HasPrefix(rest, []byte("<!--")) {
		t.pos += 4 + bytes.Index(rest[4:], []byte("-->")) + 3
		return
	}
	n := bytes.Index(rest, []byte("]]>"))
	t.join(rest[len("<![CDATA["):n], true, false)
	t.pos += n + 3
}

// data reads character data.
func (t *xmlTree) data() {
	i, special := t.pos, false
	for ; i < len(t.doc) && t.doc[i] != '<'; i++ {
		special = special || t.doc[i] == '&' || t.doc[i] == '\r'
	}
	t.join(t.doc[t.pos:i], special, true)
	t.pos = i
}

// join adds character data to the open element. special says that some of it stands for something else.
func (t *xmlTree) join(text []byte, special, refs bool) {
	if len(t.open) == 0 || len(text) == 0 {
		return
	}
	e := &t.elems[t.open[len(t.open)-1].elem]
	if e.text == nil && !special {
		e.text = text
		return
	}
	start := len(t.text)
	t.text = append(t.text, e.text...)
	t.text = decode(t.text, text, refs)
	e.text = t.text[start:len(t.text):len(t.text)]
}

// decode appends text with references read, where refs is set, and line ends normalised (XML 1.0, clause 2.11).
func decode(b, text []byte, refs bool) []byte {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\r':
			if i+1 == len(text) || text[i+1] != '\n' {
				b = append(b, '\n')
			}
		case c == '&' && refs:
			n := bytes.IndexByte(text[i:], ';')
			b = reference(b, text[i+1:i+n])
			i += n
		default:
			b = append(b, c)
		}
	}
	return b
}

// start reads a start tag.
func (t *xmlTree) start() {
	t.pos++
	name := t.name()
	n := t.add(elem{})
	l := level{elem: n, binds: len(t.binds)}
	bare := t.doc[t.pos] == '>'
	if s := t.due(&l, name); s != nil && bare && t.stream(n, s) {
		t.elems[n].local = name
		return
	}
	if mark := t.pos; !bare {
		t.attributes(true)
		t.pos = mark
	}
	t.open = append(t.open, l)
	prefix, local := split(name)
	t.elems[n].local, t.elems[n].uri = local, t.uri(prefix)
	if !bare {
		t.attributes(false)
	}
	if t.doc[t.pos] == '/' {
		t.pos += 2
		t.end()
		return
	}
	t.pos++
}

// due gives a level the form of its element, and returns the slot of an element that no rule is about and whose
// children needn't be in the tree; nil otherwise.
func (t *xmlTree) due(l *level, name []byte) *slot {
	if len(t.open) == 0 {
		l.p, l.br = t.plan, t.plan.rootBranch()
		return nil
	}
	outer := &t.open[len(t.open)-1]
	if outer.br == nil || t.uri(nil) != "" {
		return nil
	}
	k := outer.p.place("", name, outer.p.elems-1)
	if k < 0 {
		return nil
	}
	s := &outer.p.slots[k]
	switch b := outer.br.kid(k); {
	case b != nil && len(b.kids) > 0 && s.Form != nil:
		l.p, l.br = s.next(), b
	case s.Kind == Object && !s.many && (b == nil || b.mark == nil):
		return s
	}
	return nil
}

// stream writes the element n, whose start tag has just been read, if it is as plain as that.
func (t *xmlTree) stream(n int32, s *slot) bool {
	plain := *s
	if s.Choose != nil {
		if s.Choose.In.JSONForm().ready() != t.plan {
			return false
		}
		plain.Choose, plain.Form = nil, t.chosen(s.Choose, 0)
		if plain.Form == nil {
			return false
		}
	}
	x := streamer{doc: t.doc, pos: t.pos + 1, b: t.text}
	if !x.value(&plain) || !x.starts(s.end) {
		return false
	}
	t.elems[n].out = x.b[len(t.text):len(x.b):len(x.b)]
	t.text, t.pos = x.b, x.pos
	return true
}

// end leaves the open element.
func (t *xmlTree) end() {
	l := t.open[len(t.open)-1]
	t.open, t.binds = t.open[:len(t.open)-1], t.binds[:l.binds]
}

// add appends a child of the open element.
func (t *xmlTree) add(e elem) int32 {
	n := int32(len(t.elems))
	t.elems = append(t.elems, e)
	if len(t.open) > 0 {
		l := &t.open[len(t.open)-1]
		t.elems[n].up = l.elem
		if l.last == noChild {
			t.elems[l.elem].first = n
		} else {
			t.elems[l.last].next = n
		}
		l.last = n
	}
	return n
}

func (t *xmlTree) name() []byte {
	from := t.pos
	for {
		switch t.doc[t.pos] {
		case ' ', '\t', '\n', '\r', '=', '/', '>':
			return t.doc[from:t.pos]
		}
		t.pos++
	}
}

func split(name []byte) (prefix, local []byte) {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return nil, name
}

func (t *xmlTree) uri(prefix []byte) string {
	for i := len(t.binds) - 1; i >= 0; i-- {
		if t.binds[i].prefix == string(prefix) {
			return t.binds[i].uri
		}
	}
	return ""
}

// attributes reads the attributes of a tag: its declarations, or all others.
func (t *xmlTree) attributes(declarations bool) {
	for {
		for t.doc[t.pos] <= ' ' {
			t.pos++
		}
		if c := t.doc[t.pos]; c == '>' || c == '/' {
			return
		}
		prefix, local := split(t.name())
		t.pos += bytes.IndexAny(t.doc[t.pos:], `"'`)
		quote := t.doc[t.pos]
		n := bytes.IndexByte(t.doc[t.pos+1:], quote)
		value := t.doc[t.pos+1 : t.pos+1+n]
		t.pos += n + 2
		declares := string(prefix) == "xmlns" || prefix == nil && string(local) == "xmlns"
		switch {
		case declares != declarations:
		case !declares:
			t.attribute(prefix, local, t.value(value))
		case prefix == nil:
			t.binds = append(t.binds, bind{"", string(t.value(value))})
		default:
			t.binds = append(t.binds, bind{string(local), string(t.value(value))})
		}
	}
}

// value normalises the value of an attribute (XML 1.0, clause 3.3.3).
func (t *xmlTree) value(text []byte) []byte {
	if !bytes.ContainsAny(text, "&\t\r\n") {
		return text
	}
	start := len(t.text)
	spaces := bytes.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
	t.text = decode(t.text, spaces, true)
	return t.text[start:len(t.text):len(t.text)]
}

func (t *xmlTree) attribute(prefix, local, value []byte) {
	owner := &t.elems[t.open[len(t.open)-1].elem]
	a := elem{local: local, text: value, attr: true}
	if prefix != nil {
		a.uri = t.uri(prefix)
	}
	switch {
	case a.uri == xsiURI && string(local) == "nil":
		owner.null = string(value) == "true" || string(value) == "1"
		return
	case a.uri == Namespace && string(local) == "json":
		owner.json = true
		return
	}
	t.add(a)
}

// pathOf is the path of an element or attribute.
func (t *xmlTree) pathOf(n int32) string {
	e := &t.elems[n]
	local := string(e.local)
	if e.attr {
		local = "@" + local
	}
	if n == 0 {
		return "/" + local
	}
	return t.pathOf(e.up) + "/" + local
}
