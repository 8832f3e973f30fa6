package xmltext

import (
	"bytes"
	"iter"
	"math"
	"unicode/utf8"

	"example.com/wsgen/runtime/xsd"
)

// A capture collects an element as self-contained text. Its methods do nothing on nil.
type capture struct {
	body  []byte
	limit int      // of body
	uses  []string // prefixes used inside that may be declared outside
	own   int      // bindings declared outside: d.binds[:own]
}

func (c *capture) out() *[]byte {
	if c == nil {
		return nil
	}
	return &c.body
}

func (c *capture) text(d *Decoder) {
	if c != nil {
		c.body = appendText(c.body, d.scratch)
		c.values(d, d.scratch)
	}
}

func (c *capture) end(name []byte) {
	if c != nil {
		c.body = append(append(append(c.body, "</"...), name...), '>')
	}
}

func (c *capture) start(d *Decoder) {
	if c != nil {
		c.body = append(c.body, d.buf[d.tag.name-1:d.pos]...)
		c.note(d)
	}
}

// note collects the prefixes that the tag just read uses, in names and in values.
func (c *capture) note(d *Decoder) {
	c.use(d, d.tag.prefix(d.buf))
	for i := range d.attrs {
		a := &d.attrs[i]
		if a.decl {
			continue
		}
		if a.colon > a.name {
			c.use(d, a.prefix(d.buf))
		}
		v := d.value(a)
		c.values(d, v)
		if i == d.tag.typ && bytes.IndexByte(v, ':') < 0 {
			c.use(d, nil)
		}
	}
}

// values collects what may be prefixes of QNames in a value.
func (c *capture) values(d *Decoder, v []byte) {
	for p := range prefixes(v) {
		c.use(d, p)
	}
}

// prefixes yields what may be prefixes of QNames in a value: every name before a colon.
func prefixes(v []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for n := bytes.IndexByte(v, ':'); n >= 0; n = bytes.IndexByte(v, ':') {
			from := n
			for from > 0 && (v[from-1] >= utf8.RuneSelf || class[v[from-1]]&cName != 0) {
				from--
			}
			if from < n && !yield(v[from:n]) {
				return
			}
			v = v[n+1:]
		}
	}
}

// use notes prefix p if its innermost binding is one from outside.
func (c *capture) use(d *Decoder, p []byte) {
	for _, u := range c.uses {
		if u == string(p) {
			return
		}
	}
	for i := len(d.binds) - 1; i >= 0; i-- {
		if d.binds[i].prefix == string(p) {
			if i < c.own {
				c.uses = append(c.uses, d.binds[i].prefix)
			}
			return
		}
	}
}

// Capture consumes the element being delivered and returns it as text that declares every prefix it uses.
func (d *Decoder) Capture() xsd.Raw {
	raw, _ := d.CaptureUpTo(math.MaxInt)
	return raw
}

// CaptureUpTo is Capture for content of at most limit bytes. Of an element with more, which is read to its end all the
// same, it returns the name alone and whole is false.
func (d *Decoder) CaptureUpTo(limit int) (raw xsd.Raw, whole bool) {
	if d.err != nil || d.state != open {
		return xsd.Raw{}, true
	}
	c := &capture{own: d.tag.binds, limit: limit}
	outer := d.binds[:c.own:c.own]
	name := d.ElementName()
	qname := string(d.tag.raw(d.buf))
	head := bytes.Clone(d.buf[d.tag.name-1 : d.pos])
	c.note(d)
	d.skip(c)
	switch {
	case d.err != nil:
		return xsd.Raw{}, true
	case len(head)+len(c.body) > limit:
		return xsd.Raw{Name: name}, false
	}
	decls := make([]byte, 0, 64)
	for i, b := range outer {
		if used(c.uses, b.prefix) && !shadowed(outer[i+1:], b.prefix) && (b.prefix != "" || b.uri != "") {
			decls = appendDecl(decls, b.prefix, b.uri)
		}
	}
	at := 1 + len(qname)
	text := make([]byte, 0, len(head)+len(decls)+len(c.body))
	text = append(append(append(append(text, head[:at]...), decls...), head[at:]...), c.body...)
	return xsd.Raw{Name: name, XML: string(text)}, true
}

func used(list []string, p string) bool {
	for _, u := range list {
		if u == p {
			return true
		}
	}
	return false
}

func shadowed(inner []binding, p string) bool {
	for _, b := range inner {
		if b.prefix == p {
			return true
		}
	}
	return false
}

func appendDecl(b []byte, prefix, uri string) []byte {
	b = append(b, " xmlns"...)
	if prefix != "" {
		b = append(append(b, ':'), prefix...)
	}
	b = append(b, `="`...)
	return append(appendAttr(b, uri), '"')
}

// Scope returns the bindings in force, the outermost first.
func (d *Decoder) Scope() []Binding {
	list := make([]Binding, len(d.binds))
	for i, b := range d.binds {
		list[i] = Binding{b.prefix, b.uri}
	}
	return list
}

// Push makes the decoder read text, a document of its own inside the bindings of scope, and calls fn with its root
// element to be delivered. Then it returns to where it was. Text from the XML declaration on is in UTF-8.
func (d *Decoder) Push(text []byte, scope []Binding, fn func(d *Decoder)) {
	if d.err != nil {
		return
	}
	in, binds, tg, st, attrs, values := d.input, d.binds, d.tag, d.state, d.attrs, d.values
	val, key, field, scratch, typ, taken := d.val, d.key, d.field, d.scratch, d.typ, d.taken
	d.input = input{raw: text, eof: true}
	d.binds, d.attrs, d.values, d.scratch = nil, nil, nil, nil
	for _, b := range scope {
		d.binds = append(d.binds, binding{b.Prefix, b.URI, makePrefix([]byte(b.Prefix))})
	}
	d.pfx, d.table = d.pfx[:0], nil
	d.beginText()
	if d.err == nil && d.startRoot() {
		fn(d)
		if d.state == open {
			d.Skip()
		}
		d.epilog()
	}
	d.input, d.binds, d.tag, d.state, d.attrs, d.values = in, binds, tg, st, attrs, values
	d.val, d.key, d.field, d.scratch, d.typ, d.taken = val, key, field, scratch, typ, taken
	d.pfx, d.table = d.pfx[:0], nil
}
