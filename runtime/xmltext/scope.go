package xmltext

// Namespace bindings.

type binding struct {
	prefix, uri string
	word        prefix // of prefix, when that is short
}

// A prefix is what the decoder last saw stand for a namespace of the table, with its colon, as comparison word.
type prefix struct {
	w, m uint64
	n    int // -1: not known
}

// unknown matches nothing.
var unknown = prefix{w: 1, n: -1}

// declare binds a prefix (Namespaces in XML 1.0, clauses 2.2 and 3).
func (d *Decoder) declare(a *attr, prefix []byte) {
	uri := d.value(a)
	if n := len(d.binds); n < cap(d.binds) && n < d.lim.Namespaces {
		// What stood here before is often declared again, and has been checked.
		if b := &d.binds[:n+1][n]; b.prefix == string(prefix) && b.uri == string(uri) {
			d.binds = d.binds[:n+1]
			d.forget(b.word)
			return
		}
	}
	fail := func(msg string) { d.syntaxAt(a.name, msg) }
	switch {
	case string(prefix) == "xmlns":
		fail("prefix xmlns can't be declared")
	case string(prefix) == "xml" != (string(uri) == xmlURI):
		fail("prefix xml and its namespace belong together")
	case string(uri) == xmlnsURI:
		fail("namespace of xmlns can't be declared")
	case prefix != nil && len(uri) == 0:
		fail("prefix can't be undeclared")
	case len(d.binds) >= d.lim.Namespaces:
		d.limit("Namespaces", int64(d.lim.Namespaces))
	default:
		b := binding{prefix: d.intern(prefix), uri: d.intern(uri), word: makePrefix(prefix)}
		d.binds = append(d.binds, b)
		d.forget(b.word)
	}
}

// lookup resolves a prefix; the empty one is the default namespace.
func (d *Decoder) lookup(prefix []byte) (string, bool) {
	for i := len(d.binds) - 1; i >= 0; i-- {
		if d.binds[i].prefix == string(prefix) {
			return d.binds[i].uri, true
		}
	}
	if len(prefix) == 3 && string(prefix) == "xml" {
		return xmlURI, true
	}
	return "", len(prefix) == 0
}

// unbind ends the scope of declarations.
func (d *Decoder) unbind(to int) {
	for i := len(d.binds) - 1; i >= to; i-- {
		d.forget(d.binds[i].word)
	}
	d.binds = d.binds[:to]
}

// forget drops what d.pfx knows about a prefix.
func (d *Decoder) forget(p prefix) {
	for i := range d.pfx {
		if q := &d.pfx[i]; q.w == p.w && q.n == p.n {
			*q = unknown
		}
	}
}

// makePrefix is p as a word; one that is too long for that equals no other.
func makePrefix(p []byte) prefix {
	if len(p) == 0 {
		return prefix{}
	}
	q := prefix{n: len(p) + 1}
	if q.n > 8 {
		return q
	}
	for i, c := range p {
		q.w |= uint64(c) << (8 * i)
	}
	q.w |= ':' << (8 * len(p))
	q.m = ^uint64(0) >> (8 * (8 - q.n))
	return q
}

// learn remembers the prefix of the element at hand for a slot of d.pfx.
func (d *Decoder) learn(slot int, p []byte) {
	if len(p) < 8 && slot >= 0 && slot < len(d.pfx) {
		d.pfx[slot] = makePrefix(p)
	}
}

// useTable makes d.pfx refer to another table.
func (d *Decoder) useTable(t *Namespaces) {
	d.table = t
	d.pfx = d.pfx[:0]
	for range len(*t) + 2 {
		d.pfx = append(d.pfx, unknown)
	}
}
