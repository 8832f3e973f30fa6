package xmltext

import (
	"errors"
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
	// Encoding12 makes arrays those of SOAP 1.2 where they are those of SOAP 1.1 without.
	Encoding12 bool

	codec Codec // of itself
	buf   []byte
	err   error
	style Style

	level
	used      uint64 // namespaces of the table that need a declaration
	table     int    // index in tables
	tables    []tableUse
	more      []NS // further declarations: xsi, xs and what values need
	steps     []step
	key       entryKey     // of the next map entry
	spare     []byte       // a text while it is being escaped
	names     string       // the text that was read of the value being written: its names lend it their prefixes
	scope     xsd.Scope    // of names
	bare      bool         // the struct written last has neither attributes nor content
	vacuum    bool         // nothing is written: see vacant
	nextNil   bool         // see NextNil
	unescaped bool         // see DocumentText
	draft     bool         // required values that are not set are left out
	gaps      []Gap        // what a draft left out
	items     *xsd.Residue // of the array written next
	said      xsd.QName    // xsi:type of the root, until it is written
}

// level is the state of one struct being written.
type level struct {
	p       *plan
	space   string       // the default namespace in force, in DefaultNamespace style
	res     *xsd.Residue // to replay, nil for none
	replay  *replay
	field   int        // the current position, see Codec
	item    int        // which item of a list it stands for next, 0 where no more are left, see Codec.Item
	extra   *xsd.Extra // of the struct, nil for none
	count   int        // items of the array
	inner   int        // where the content starts
	outside *outside   // of the document that is the element's text; nil for an ordinary element
	fast    bool       // children need nothing but their fragments
	open    bool       // the start tag is not closed yet
	null    bool       // xsi:nil="true" has been written
	anyForm bool       // the element, and those around it, are admitted in any form
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
	*e = Encoder{codec: Codec{e: e}, buf: e.buf[:0], style: style, tables: e.tables[:0], more: e.more[:0], steps: e.steps[:0], spare: e.spare[:0]}
}

// Output is the document written. It is valid until Reset or Release.
func (e *Encoder) Output() []byte { return e.buf }

// Err returns the error that encoding met, if any.
func (e *Encoder) Err() error { return e.err }

// Fail makes err the error of the document, unless there is one already.
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
	if e.draft && e.err == nil && !e.vacuum {
		e.gaps = append(e.gaps, Gap{In: e.path(-1), Path: e.path(-1) + "/" + field})
	}
	if e.err == nil && !e.vacuum && !e.draft {
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
		case field < len(p.names) && p.names[field].Any:
			s.WriteString("/*")
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
	if name.XSI != "" {
		e.said = xsd.QName{Space: nsURI(*ns, name.XSINS), Local: name.XSI}
	}
	at := start + 1 + len(root.name(e.style))
	e.body(t, x, root.uri, false, name.AnyForm)
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

// body writes attributes and content of an element in namespace uri whose start tag is open. It returns where the
// content starts.
func (e *Encoder) body(t *Type, x Node, uri string, null, anyForm bool) int {
	const deep = 1000
	p := t.ready()
	outer, table, start := e.level, e.table, len(e.buf)
	if e.tables[table].ns != p.ns {
		e.useTable(p.ns)
	}
	e.p, e.space, e.res, e.replay, e.outside, e.extra = p, uri, nil, nil, nil, nil
	e.fast = p.quick && e.style == Prefixed && !e.vacuum
	e.open, e.null, e.inner, e.anyForm, e.count, e.item = true, null, 0, anyForm, 0, 0
	if len(e.steps) > deep {
		e.fail(-1, "nested too deeply", nil)
	} else if e.err == nil {
		e.positions(p, x)
	}
	if e.open {
		e.buf = append(e.buf, '>')
		e.inner = len(e.buf)
	}
	if e.replay != nil {
		e.replay.finish(e)
	}
	if e.outside != nil {
		e.leaveDocument()
	}
	inner := e.inner
	e.bare = inner == len(e.buf) && inner-1 == start
	e.level = outer
	if e.table != table {
		e.useTable(e.tables[table].ns)
	}
	return inner
}

// positions writes the attributes of a struct, each after those of the types derived from its own, then its content.
func (e *Encoder) positions(p *plan, x Node) {
	x.FieldXML(&e.codec, ResidueField)
	if len(p.attrs) > 0 || p.anyAt {
		if r := e.residue(); !r.IsEmpty() {
			e.res = r
		}
		e.attributes(p, x)
	}
	if p.array != nil {
		e.arrayContent()
	} else {
		e.content(e.residue())
	}
	if e.err != nil {
		return
	}
	if p.text || p.mixed {
		e.field = Text
		x.FieldXML(&e.codec, Text)
	}
	for i := 0; i < len(p.writes); {
		k := int(p.writes[i])
		e.field = k
		if x.FieldXML(&e.codec, k); e.item == 0 {
			i++
		}
	}
}

// residue is what the struct's Extra holds, nil for nothing.
func (e *Encoder) residue() *xsd.Residue {
	if e.extra == nil {
		return nil
	}
	return e.extra.Peek()
}

// attributes writes those that the struct's fields hold.
func (e *Encoder) attributes(p *plan, x Node) {
	for end := len(p.attrs); end > 0; {
		first := end - p.attrs[end-1].own
		for k := first; k < end; k++ {
			e.field = Attr + k
			x.FieldXML(&e.codec, Attr+k)
		}
		end = first
	}
	if p.anyAt {
		e.field = AnyAttr
		x.FieldXML(&e.codec, AnyAttr)
	}
}

// content ends the attributes and makes what r keeps be replayed.
func (e *Encoder) content(r *xsd.Residue) {
	if e.said.Local != "" || !r.IsEmpty() {
		e.stated(r)
	}
	e.buf = append(e.buf, '>')
	e.open, e.inner = false, len(e.buf)
	if e.p.document != nil && !e.vacuum {
		e.enterDocument()
	}
	if e.res != nil {
		e.replay = newReplay(e)
	}
	if e.null {
		e.fast = false
		e.Fail(errNil)
	}
}

// stated writes the root's xsi:type, and the attributes that r keeps.
func (e *Encoder) stated(r *xsd.Residue) {
	typ := e.said
	e.said = xsd.QName{}
	if !r.IsEmpty() {
		if e.vacuum {
			e.held()
		}
		e.res, e.fast = r, false
		if r.Type.Local != "" {
			typ = r.Type
		}
	}
	if typ.Local != "" {
		e.writeType(typ)
	}
	if !r.IsEmpty() {
		e.keptAttrs(r.Attrs, false, e.null)
	}
}

// errNil ends the writing of a struct whose element is nil: its attributes have been written, and there is no more.
var errNil = errors.New("content of a nil element")

// keptAttrs writes attributes that the residue keeps, but for xsi:type and xsi:nil where these have been written.
func (e *Encoder) keptAttrs(list xsd.Attrs, typed, null bool) {
	for i := range list {
		if n := &list[i].Name; n.Space == xsiURI && (typed && n.Local == "type" || null && n.Local == "nil") {
			continue
		}
		e.attr(&list[i])
	}
}

// Key is the key of the map entry written next.
func (e *Encoder) Key(key string) { e.key = entryKey{key, true} }
