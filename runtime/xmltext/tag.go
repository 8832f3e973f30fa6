package xmltext

import "unicode/utf8"

// A qname is a raw name in the window; colon is name-1 without prefix.
type qname struct{ name, colon, end int }

// A tag is a start tag in the window.
type tag struct {
	qname
	empty bool
	null  bool // xsi:nil="true"
	typ   int  // index in attrs of xsi:type, -1
	binds int  // len(d.binds) before the tag's declarations
}

func (t *qname) move(by int) { t.name, t.colon, t.end = t.name+by, t.colon+by, t.end+by }

func (t *qname) raw(b []byte) []byte   { return b[t.name:t.end] }
func (t *qname) local(b []byte) []byte { return b[t.colon+1 : t.end] }

func (t *qname) prefix(b []byte) []byte {
	if t.colon < t.name {
		return nil
	}
	return b[t.name:t.colon]
}

// An attr is an attribute of the tag in the window.
type attr struct {
	qname
	from, to int    // of the value, in the window or in d.values
	moved    bool   // to d.values
	decl     bool   // a namespace declaration
	uri      string // namespace of the name
}

type mark uint8

const (
	markText mark = iota
	markStart
	markEnd
	markMisc
	markCDATA
	markMore
)

// markup says what stands at d.pos.
func (d *Decoder) markup() mark {
	b := d.buf[d.pos:]
	if len(b) == 0 {
		return markMore
	}
	if b[0] != '<' {
		return markText
	}
	if len(b) < 2 {
		return markMore
	}
	switch b[1] {
	case '/':
		return markEnd
	case '?':
		return markMisc
	case '!':
		const cdata = "<![CDATA["
		if n := min(len(b), len(cdata)); string(b[:n]) == cdata[:n] && n > 2 {
			if n < len(cdata) {
				return markMore
			}
			return markCDATA
		} else if len(b) < 3 {
			return markMore
		}
		return markMisc
	}
	return markStart
}

// scanName scans a QName at i.
func (d *Decoder) scanName(i int, t *qname) bool {
	end, ok := ncname(d.buf, i)
	if !ok {
		d.longName(i, end)
		return false
	}
	t.name, t.colon = i, i-1
	if end > i && d.buf[end] == ':' {
		t.colon = end
		first := end + 1
		if end, ok = ncname(d.buf, first); !ok {
			d.longName(i, end)
			return false
		}
		if end == first {
			end = i
		}
	}
	if end == i {
		d.syntaxAt(i, "malformed name")
		return false
	}
	t.end = end
	return d.longName(i, end)
}

func (d *Decoder) longName(i, end int) bool {
	if end-i > d.lim.Name {
		d.limit("Name", int64(d.lim.Name))
		return false
	}
	return true
}

// openTag reads the start tag at d.pos: name, attributes, declarations. It leaves state open.
func (d *Decoder) openTag() bool {
	for {
		if d.scanTag() {
			break
		}
		if d.err != nil || !d.need() {
			return false
		}
	}
	return d.finishTag()
}

// scanTag scans without side effects but for d.tag, d.attrs and d.values. False without an error: not in the window.
func (d *Decoder) scanTag() bool {
	d.attrs, d.values = d.attrs[:0], d.values[:0]
	d.tag = tag{typ: -1, binds: len(d.binds)}
	return d.scanName(d.pos+1, &d.tag.qname) && d.scanAttrs()
}

// openKnown is openTag for a tag whose name is known. It answers false and changes nothing unless the tag lies in the
// window and declares no namespaces.
func (d *Decoder) openKnown(q qname) bool {
	start := d.pos
	d.attrs, d.values = d.attrs[:0], d.values[:0]
	d.tag = tag{qname: q, typ: -1, binds: len(d.binds)}
	if !d.scanAttrs() {
		return false
	}
	plain := true
	for i := range d.attrs {
		a := &d.attrs[i]
		n := a.name
		if d.buf[n] == 'x' && d.buf[n+1] == 'm' { // perhaps xmlns
			d.pos = start
			return false
		}
		plain = plain && a.colon < n
	}
	if !plain {
		return d.finishTag()
	}
	d.state = open
	return len(d.attrs) < 2 || d.distinct()
}

// scanAttrs scans what follows the name of a start tag.
func (d *Decoder) scanAttrs() bool {
	b := d.buf
	for i := d.tag.end; ; {
		start := i
		for i < len(b) && class[b[i]]&cSpace != 0 {
			i++
		}
		if i >= len(b) {
			return d.tokenFits(i)
		}
		switch b[i] {
		case '>':
			return d.tokenTo(i + 1)
		case '/':
			if i+1 >= len(b) {
				return false
			}
			if b[i+1] != '>' {
				d.syntaxAt(i, "malformed tag")
				return false
			}
			d.tag.empty = true
			return d.tokenTo(i + 2)
		}
		if i == start {
			d.syntaxAt(i, "malformed tag")
			return false
		}
		if len(d.attrs) >= d.lim.Attributes {
			d.limit("Attributes", int64(d.lim.Attributes))
			return false
		}
		if i = d.scanAttr(i); i < 0 {
			return false
		}
	}
}

// tokenTo ends a construct that starts at d.pos.
func (d *Decoder) tokenTo(end int) bool {
	if end-d.pos > d.lim.Token {
		d.limit("Token", int64(d.lim.Token))
		return false
	}
	d.pos = end
	return true
}

// tokenFits is for constructs that run off the window: false always, an error when they are too long already.
func (d *Decoder) tokenFits(end int) bool {
	if end-d.pos > d.lim.Token {
		d.limit("Token", int64(d.lim.Token))
	}
	return false
}

// scanAttr scans the attribute at i and returns the index after it, or -1.
func (d *Decoder) scanAttr(i int) int {
	b := d.buf
	var a attr
	if !d.scanName(i, &a.qname) {
		return -1
	}
	for i = a.end; i < len(b) && class[b[i]]&cSpace != 0; i++ {
	}
	if i >= len(b) {
		return -1
	}
	if b[i] != '=' {
		d.syntaxAt(i, "attribute without value")
		return -1
	}
	for i++; i < len(b) && class[b[i]]&cSpace != 0; i++ {
	}
	if i >= len(b) {
		return -1
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		d.syntaxAt(i, "attribute value without quotes")
		return -1
	}
	a.from = i + 1
	if i = plainValue(b, a.from); i >= len(b) {
		return -1
	}
	if b[i] == quote {
		a.to = i
	} else if i = d.normalise(&a, i, quote); i < 0 {
		return -1
	}
	d.attrs = append(d.attrs, a)
	return i + 1
}

// normalise decodes an attribute value that holds references or white space (XML 1.0, clause 3.3.3) into d.values.
// It returns the index of the closing quote.
func (d *Decoder) normalise(a *attr, i int, quote byte) int {
	b, from := d.buf, len(d.values)
	d.values = append(d.values, b[a.from:i]...)
	for i < len(b) {
		switch c := b[i]; {
		case c == quote:
			a.moved, a.from, a.to = true, from, len(d.values)
			return i
		case c == '<':
			d.syntaxAt(i, "'<' in attribute value")
			return -1
		case c == '&':
			r, end, ok, msg := charRef(b, i)
			if !ok {
				if msg != "" {
					d.syntaxAt(i, msg)
				}
				return -1
			}
			d.values = utf8.AppendRune(d.values, r)
			i = end
		case c == '\r':
			if i+1 >= len(b) {
				return -1
			}
			d.values = append(d.values, ' ')
			if i++; b[i] == '\n' {
				i++
			}
		case c == '\t' || c == '\n':
			d.values = append(d.values, ' ')
			i++
		case c < ' ':
			d.syntaxAt(i, "illegal character")
			return -1
		default:
			d.values = append(d.values, c)
			i++
		}
	}
	return -1
}

func (d *Decoder) value(a *attr) []byte {
	if a.moved {
		return d.values[a.from:a.to]
	}
	return d.buf[a.from:a.to]
}

const (
	xmlURI   = "http://www.w3.org/XML/1998/namespace"
	xmlnsURI = "http://www.w3.org/2000/xmlns/"
	xsiURI   = "http://www.w3.org/2001/XMLSchema-instance"
	xsURI    = "http://www.w3.org/2001/XMLSchema"
	// xsiMisspelt is what some services declare for xsiURI.
	xsiMisspelt = "http://www.w3.org/2001/XMLSchemainstance"
)

// finishTag declares and resolves the prefixes of the tag just scanned.
func (d *Decoder) finishTag() bool {
	d.state = open
	b := d.buf
	for i := range d.attrs {
		a := &d.attrs[i]
		switch {
		case b[a.name] != 'x':
		case a.colon < a.name && string(a.raw(b)) == "xmlns":
			a.decl = true
			d.declare(a, nil)
		case a.colon > a.name && string(a.prefix(b)) == "xmlns":
			a.decl = true
			d.declare(a, a.local(b))
		}
		if d.err != nil {
			return false
		}
	}
	for i := range d.attrs {
		a := &d.attrs[i]
		switch {
		case a.decl:
			a.uri = xmlnsURI
		case a.colon > a.name:
			uri, ok := d.lookup(a.prefix(b))
			if !ok {
				d.syntaxAt(a.name, "prefix is not declared")
				return false
			}
			a.uri = uri
			if uri == xsiURI || uri == xsiMisspelt {
				d.xsiAttr(i, a)
			}
		}
	}
	if p := d.tag.prefix(b); p != nil {
		if _, ok := d.lookup(p); !ok || string(p) == "xmlns" {
			d.syntaxAt(d.tag.name, "prefix is not declared")
			return false
		}
	}
	return len(d.attrs) < 2 || d.distinct()
}

func (d *Decoder) xsiAttr(i int, a *attr) {
	switch string(a.local(d.buf)) {
	case "type":
		d.tag.typ = i
	case "nil":
		v := trim(d.value(a))
		d.tag.null = string(v) == "true" || string(v) == "1"
	}
}

// distinct checks that no two attributes have the same expanded name.
func (d *Decoder) distinct() bool {
	type name struct{ uri, local string }
	var seen map[name]bool
	if len(d.attrs) > 16 {
		seen = make(map[name]bool, len(d.attrs))
	}
	for i := range d.attrs {
		a := &d.attrs[i]
		dup := false
		if seen != nil {
			n := name{a.uri, string(a.local(d.buf))}
			dup = seen[n]
			seen[n] = true
		} else {
			for j := range i {
				o := &d.attrs[j]
				dup = dup || a.end-a.colon == o.end-o.colon && string(a.local(d.buf)) == string(o.local(d.buf)) && a.uri == o.uri &&
					(!a.decl || (a.colon < a.name) == (o.colon < o.name))
			}
		}
		if dup {
			d.syntaxAt(a.name, "duplicate attribute")
			return false
		}
	}
	return true
}
