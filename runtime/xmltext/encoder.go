package xmltext

import (
	"strconv"
	"strings"
	"sync"

	"example.com/wsgen/runtime/xsd"
)

// A Style says how the encoder writes namespaces.
type Style uint8

const (
	// Prefixed writes prefixes and declares them on the root.
	Prefixed Style = iota
	// DefaultNamespace writes xmlns="…" where the namespace of an element differs from its parent's.
	DefaultNamespace
)

// An Encoder writes one document into a buffer of its own. Errors are sticky. It comes from [NewEncoder] and is not safe
// for concurrent use.
type Encoder struct {
	buf   []byte
	err   error
	style Style

	level
	used   uint64 // namespaces of the table that need a declaration
	table  int    // index in tables
	tables []tableUse
	more   []NS // further declarations: xsi, xs and what values need
	steps  []step
	key    entryKey // of the next map entry
	probe  *Decoder
	spare  []byte // a text while it is being escaped
	bare   bool   // the struct written last has neither attributes nor content
	vacuum bool   // nothing is written: see vacant
}

// level is the state of one struct being written.
type level struct {
	p      *plan
	fast   bool         // children need nothing but their fragments
	open   bool         // the start tag is not closed yet
	space  string       // the default namespace in force, in DefaultNamespace style
	res    *xsd.Residue // to replay, nil for none
	replay *replay
	x      Node
	probed bool // res has been looked up for attributes
	inner  int  // where the content starts
	null   bool // xsi:nil="true" has been written
}

// An entryKey is the key of a map entry; one that is not set is the name's own.
type entryKey struct {
	text string
	set  bool
}

type tableUse struct {
	ns   *Namespaces
	used uint64
}

// A step is an open struct, for paths.
type step struct {
	p     *plan
	field int
	n     int
	key   entryKey
}

var encoders = sync.Pool{New: func() any { return new(Encoder) }}

// NewEncoder returns an encoder from a pool.
func NewEncoder(style Style) *Encoder {
	e := encoders.Get().(*Encoder)
	e.Reset(style)
	return e
}

// Release gives the encoder back; neither it nor its output may be used after.
func (e *Encoder) Release() {
	const keep = 1 << 20
	if cap(e.buf) > keep {
		e.buf = nil
	}
	e.Reset(Prefixed)
	encoders.Put(e)
}

// Reset drops what has been written.
func (e *Encoder) Reset(style Style) {
	clear(e.tables[:cap(e.tables)])
	clear(e.steps[:cap(e.steps)])
	*e = Encoder{buf: e.buf[:0], style: style, tables: e.tables[:0], more: e.more[:0], steps: e.steps[:0], probe: e.probe, spare: e.spare[:0]}
}

// Output is the document written. It is valid until Reset or Release.
func (e *Encoder) Output() []byte { return e.buf }

// Err returns the error that encoding met, if any.
func (e *Encoder) Err() error { return e.err }

// Fail makes err the error of the document, unless there is one already. An error without a path gets the
// current one.
func (e *Encoder) Fail(err error) {
	if e.err == nil && err != nil {
		e.err = err
	}
}

func (e *Encoder) fail(field int, msg string, err error) {
	if e.err == nil {
		e.err = &EncodeError{Path: e.path(field), Msg: msg, Err: err}
	}
	e.fast = false
}

// Missing fails because a required value is not set.
func (e *Encoder) Missing(field string) {
	if e.err == nil && !e.vacuum {
		e.err = &EncodeError{Path: e.path(-1) + "/" + field, Msg: "required value is not set"}
	}
}

// path is the path of the struct being written, and of its position field unless that is negative.
func (e *Encoder) path(field int) string {
	var s strings.Builder
	add := func(p *plan, field int, key entryKey) {
		switch {
		case field >= Text || field < 0 || p == nil:
		case field >= Attr && field-Attr < len(p.attrs):
			s.WriteString("/@" + p.attrs[field-Attr].Local)
		case key.set:
			s.WriteString("/" + key.text)
		case field < len(p.names):
			s.WriteString("/" + p.names[field].Local)
		}
	}
	for _, t := range e.steps {
		if t.p == nil {
			s.WriteString("/" + t.key.text)
			continue
		}
		add(t.p, t.field, t.key)
		if t.n > 0 {
			s.WriteString("[" + strconv.Itoa(t.n) + "]")
		}
	}
	add(e.p, field, e.key)
	return s.String()
}

// Document writes a root element. What is inside is written first; then the declarations of the namespaces used are put
// on the root, in the order of the tables.
func (e *Encoder) Document(name Name, ns *Namespaces, t *Type, x Node) error {
	root := makeEntry(name, namespaces(ns), false)
	start := len(e.buf)
	if ns == nil {
		ns = new(Namespaces)
	}
	e.useTable(ns)
	e.steps = append(e.steps, step{key: entryKey{text: name.Local}})
	e.openName(&root)
	at := start + 1 + len(root.name(e.style))
	e.body(t, x, root.uri, false)
	e.closeName(&root)
	e.steps = e.steps[:len(e.steps)-1]
	if decls := e.declarations(); len(decls) > 0 {
		tail := len(e.buf) - at
		e.buf = append(e.buf, decls...)
		copy(e.buf[at+len(decls):], e.buf[at:at+tail])
		copy(e.buf[at:], decls)
	}
	return e.err
}

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
		b = appendDecl(b, n.Prefix, n.URI)
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
	p := ""
	switch uri {
	case xsiURI:
		p = "xsi"
	case xsURI:
		p = "xs"
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

// body writes attributes and content of an element in namespace uri whose start tag is open. It returns where the
// content starts.
func (e *Encoder) body(t *Type, x Node, uri string, null bool) int {
	const deep = 1000
	p := t.ready()
	outer, table, start := e.level, e.table, len(e.buf)
	if e.tables[table].ns != p.ns {
		e.useTable(p.ns)
	}
	e.p, e.x, e.space, e.res, e.replay = p, x, uri, nil, nil
	e.fast = p.quick && e.style == Prefixed && !e.vacuum
	e.open, e.null, e.probed, e.inner = true, null, false, 0
	if len(e.steps) > deep {
		e.fail(-1, "nested too deeply", nil)
	} else if e.err == nil {
		x.EncodeXML(e)
	}
	if e.open {
		e.buf = append(e.buf, '>')
		e.inner = len(e.buf)
	}
	if e.replay != nil {
		e.replay.finish(e)
	}
	inner := e.inner
	e.bare = inner == len(e.buf) && inner-1 == start
	e.level = outer
	if e.table != table {
		e.useTable(e.tables[table].ns)
	}
	return inner
}

// Content ends the attributes, writes those of x among them, and makes the rest of x be replayed. EncodeXML calls it once.
func (e *Encoder) Content(x *xsd.Extra) {
	if !e.open {
		return
	}
	if r := x.Peek(); !r.IsEmpty() {
		if e.vacuum {
			e.held()
		}
		e.res, e.fast = r, false
		if r.Type.Local != "" {
			e.writeType(r.Type)
		}
		e.keptAttrs(r.Attrs, false, e.null)
	}
	e.buf = append(e.buf, '>')
	e.open, e.inner = false, len(e.buf)
	if e.res != nil {
		e.replay = newReplay(e)
	}
}

// keptAttrs writes attributes that the residue keeps, but for xsi:type and xsi:nil where these have been written.
func (e *Encoder) keptAttrs(list xsd.Attrs, typed, null bool) {
	for i := range list {
		if n := &list[i].Name; n.Space == xsiURI && (typed && n.Local == "type" || null && n.Local == "nil") {
			continue
		}
		e.attr(&list[i])
	}
}

// attr writes an attribute that no table has.
func (e *Encoder) attr(a *xsd.Attr) {
	e.buf = append(e.buf, ' ')
	if a.Name.Space != "" {
		e.buf = append(append(e.buf, e.prefixOf(a.Name.Space)...), ':')
	}
	e.buf = append(append(e.buf, a.Name.Local...), `="`...)
	e.buf = append(appendAttr(e.buf, a.Value), '"')
}

// AnyAttr writes the attributes of a wildcard.
func (e *Encoder) AnyAttr(v xsd.Attrs) {
	if e.vacuum && len(v) > 0 {
		e.held()
	}
	for i := range v {
		e.attr(&v[i])
	}
}

// Key is the key of the map entry written next.
func (e *Encoder) Key(key string) { e.key = entryKey{key, true} }

// Struct writes x as position field.
//
//go:noinline
func (e *Encoder) Struct(field int, t *Type, x Node) { e.structure(field, t, x, typeNone) }

// What a struct's start tag says of its type.
type typing uint8

const (
	typeNone typing = iota
	typeName
	typeNil
)

func (e *Encoder) structure(field int, t *Type, x Node, say typing) {
	if e.err != nil || field >= len(e.p.names) {
		return
	}
	f := &e.p.names[field]
	if e.vacuum {
		if e.vacantChild(field, say == typeNone && !f.Many); e.err == nil {
			e.body(t, x, "", false)
		}
		return
	}
	quick := e.fast && say == typeNone
	var c *xsd.Child
	if quick {
		e.used |= f.bit
		b := put(e.buf, f.open, &f.openW)
		e.buf = b[:len(b)-1]
	} else {
		var ok bool
		if c, ok = e.start(field, f, e.lacks(field, t, x), say); !ok {
			return
		}
	}
	if say == typeName {
		e.writeType(xsd.QName{Space: nsURI(namespaces(t.NS), t.Name.NS), Local: t.Name.Local})
	} else if say == typeNil {
		e.writeNil()
	}
	key := e.key
	e.step(field, f)
	e.key = entryKey{}
	uri := f.uri
	if c != nil && c.Name.Local != "" {
		uri = c.Name.Space
	}
	if e.p.form != nil {
		uri = e.p.form.value.uri
	}
	inner := e.body(t, x, uri, say == typeNil)
	if say == typeNil {
		e.buf = e.buf[:inner]
	}
	e.steps = e.steps[:len(e.steps)-1]
	if quick {
		e.buf = put(e.buf, f.close, &f.closeW)
		return
	}
	e.key = key
	e.finish(field, f, c)
}

// step notes that the struct at position field is open. Where it may repeat, it is one more than the last one there.
func (e *Encoder) step(field int, f *entry) {
	last := len(e.steps)
	if last == cap(e.steps) {
		e.steps = append(e.steps, step{})
	}
	e.steps = e.steps[:last+1]
	s := &e.steps[last]
	switch {
	case !f.Many && !f.Free:
		s.n = 0
	case s.p == e.p && s.field == field:
		s.n++
	default:
		s.n = 1
	}
	if s.p != e.p {
		s.p = e.p
	}
	s.field = field
	if e.key.set || s.key.set {
		s.key = e.key
	}
}

// StructOmitEmpty is Struct, but writes nothing when the element would have neither attributes nor content.
func (e *Encoder) StructOmitEmpty(field int, t *Type, x Node) {
	if e.err != nil || e.replay != nil || field >= len(e.p.names) {
		e.Struct(field, t, x)
		return
	}
	start, used, key := len(e.buf), e.used, e.key
	e.bare = false
	e.Struct(field, t, x)
	if e.bare && e.err == nil {
		e.buf, e.used, e.key = e.buf[:start], used, key
	}
}

// NilStruct writes x as position field with xsi:nil="true": its attributes alone.
func (e *Encoder) NilStruct(field int, t *Type, x Node) { e.structure(field, t, x, typeNil) }

// Derived writes x, of type t, as position field with the xsi:type that r has for t; the first of r has none.
func (e *Encoder) Derived(field int, r *Registry, t *Type, x Node) {
	say := typeName
	if len(*r) > 0 && (*r)[0].Type == t {
		say = typeNone
	}
	e.structure(field, t, x, say)
}

// writeType writes xsi:type.
func (e *Encoder) writeType(name xsd.QName) {
	e.buf = append(append(append(e.buf, ' '), e.prefixOf(xsiURI)...), `:type="`...)
	if name.Space != "" {
		e.buf = append(append(e.buf, e.prefixOf(name.Space)...), ':')
	}
	e.buf = append(append(e.buf, name.Local...), '"')
}

func (e *Encoder) writeNil() {
	e.buf = append(append(append(e.buf, ' '), e.prefixOf(xsiURI)...), `:nil="true"`...)
}

// Nil writes position field with xsi:nil="true" and no content.
func (e *Encoder) Nil(field int) {
	if e.err != nil || field >= len(e.p.names) {
		return
	}
	if e.vacuum {
		e.held()
		return
	}
	f := &e.p.names[field]
	c, _ := e.start(field, f, false, typeNil)
	e.writeNil()
	e.buf = append(e.buf, '>')
	e.finish(field, f, c)
}
