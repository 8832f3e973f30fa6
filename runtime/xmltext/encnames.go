package xmltext

import "strconv"

// What the encoder does for names and their namespaces.

// name is the tag name as written.
func (f *entry) name(s Style) string {
	if s == DefaultNamespace {
		return f.dopen[1 : len(f.dopen)-1]
	}
	return f.open[1 : len(f.open)-1]
}

// declarations are those of all namespaces used.
func (e *Encoder) declarations() []byte {
	e.tables[e.table].used |= e.used
	var list []NS
	add := func(n NS) {
		for _, o := range list {
			if o == n {
				return
			}
			if o.Prefix == n.Prefix {
				e.Fail(&EncodeError{Msg: "prefix " + n.Prefix + " stands for two namespaces"})
			}
		}
		list = append(list, n)
	}
	for _, t := range e.tables {
		for i, n := range *t.ns {
			if i < 63 && t.used>>(i+1)&1 != 0 {
				add(n)
			}
		}
	}
	for _, n := range e.more {
		add(n)
	}
	var b []byte
	for _, n := range list {
		if n.URI != xmlURI { // which is bound without a declaration (Namespaces in XML 1.0, clause 3)
			b = appendDecl(b, n.Prefix, n.URI)
		}
	}
	return b
}

// useTable makes used refer to ns.
func (e *Encoder) useTable(ns *Namespaces) {
	if e.table < len(e.tables) {
		if e.tables[e.table].ns == ns {
			return
		}
		e.tables[e.table].used |= e.used
	}
	e.used = 0
	for i := range e.tables {
		if e.tables[i].ns == ns {
			e.table = i
			return
		}
	}
	e.table = len(e.tables)
	e.tables = append(e.tables, tableUse{ns: ns})
}

// use notes that the prefix of f is written.
func (e *Encoder) use(f *entry) {
	switch {
	case f.NS == 0:
	case f.slot >= 0 && f.NS < 64:
		e.used |= 1 << f.NS
	default:
		e.declare(NS{f.uri, f.prefix})
	}
}

func (e *Encoder) declare(n NS) {
	for _, o := range e.more {
		if o == n {
			return
		}
	}
	e.more = append(e.more, n)
}

// prefixOf returns a prefix for uri that the root will declare.
func (e *Encoder) prefixOf(uri string) string {
	if uri == xmlURI {
		return "xml"
	}
	for i, n := range *e.tables[e.table].ns {
		if n.URI == uri && i < 63 {
			e.used |= 1 << (i + 1)
			return n.Prefix
		}
	}
	for _, n := range e.more {
		if n.URI == uri {
			return n.Prefix
		}
	}
	if uri == xmlnsURI || !Legal(uri) {
		e.fail(-1, "not a namespace", nil)
	}
	p := ""
	switch uri {
	case xsiURI:
		p = "xsi"
	case xsURI:
		p = "xs"
	case enc11, enc12:
		p = "soapenc"
	}
	for i := 1; p == "" || e.taken(p, uri); i++ {
		p = "n" + strconv.Itoa(i)
	}
	e.more = append(e.more, NS{uri, p})
	return p
}

// taken reports whether p stands for another namespace.
func (e *Encoder) taken(p, uri string) bool {
	for _, t := range e.tables {
		for _, n := range *t.ns {
			if n.Prefix == p && n.URI != uri {
				return true
			}
		}
	}
	for _, n := range e.more {
		if n.Prefix == p && n.URI != uri {
			return true
		}
	}
	return false
}

// openName writes a start tag up to its attributes.
func (e *Encoder) openName(f *entry) {
	if e.style == Prefixed {
		e.use(f)
		b := put(e.buf, f.open, &f.openW)
		e.buf = b[:len(b)-1]
		return
	}
	e.buf = append(e.buf, f.dopen[:len(f.dopen)-1]...)
	if f.uri != e.space {
		e.buf = appendDecl(e.buf, "", f.uri)
	}
}

func (e *Encoder) closeName(f *entry) {
	if e.style == Prefixed {
		e.buf = put(e.buf, f.close, &f.closeW)
	} else {
		e.buf = append(e.buf, f.dshut...)
	}
}
