package xmltext

import (
	"errors"
	"io"
	"strings"
	"sync"

	"example.com/wsgen/runtime/xsd"
)

// A Decoder reads one document after another. Errors are sticky: after the first, calls do nothing. It comes from
// [NewDecoder] and is not safe for concurrent use.
type Decoder struct {
	// Limits bound the document; the zero value takes the defaults.
	Limits Limits
	// Strict turns drift into an error.
	Strict bool
	// Encoded says that the document is in SOAP encoding, where any value may be nil and any element have attributes of the
	// encoding: neither is drift.
	Encoded bool
	// Hold, if set, sees drift first; what it returns true for is the caller's to judge, and neither reported nor an error here.
	Hold func(Drift) bool
	// Judge, if set, sees attributes of elements that are read in SOAP encoding and whose type does not declare them; an error is
	// that of the document. Content that is kept raw is not looked into.
	Judge func(d *Decoder, name xsd.QName, value string) error
	// OnDrift, when set, is told of every drift.
	OnDrift func(Drift)
	// Charset is the charset parameter of the transport, "" for none. A byte order mark overrides it, and it
	// overrides the XML declaration (RFC 7303, clause 3.1); a declaration that is overridden is not compared.
	Charset string

	codec Codec // of itself
	err   error
	input
	lim Limits

	// The element being delivered.
	state state
	val   []byte // its text, when state is ready
	tag   tag
	attrs []attr
	typ   xsd.QName // its xsi:type
	taken bool      // the node keeps xsi:type itself
	attr  int       // index of the attribute delivered at AnyAttr
	key   string    // of the map entry
	field int32     // an attribute's position while attributes are delivered, else -1

	frames   []frame
	counts   []int32 // of all open frames: how often each position has occurred
	names    []byte  // raw names of the open elements, end to end
	binds    []binding
	table    *Namespaces // what pfx refers to
	pfx      []prefix
	extra    *xsd.Extra
	nilTaken bool // NilStruct has seen xsi:nil

	window  []byte // of its own, kept from document to document
	kept    int    // unknown content kept so far
	inner   int64  // bytes of embedded documents so far
	lack    *Drift // the first embedded document that must be there and is not
	scratch []byte // text that had to be decoded
	values  []byte // attribute values that had to be decoded
	chunk   strings.Builder
	chunks  int // capacity of the next chunk
	uris    []string
}

// input is what the window is made of.
type input struct {
	buf     []byte // visible: whole, legal characters
	pos     int
	base    int64 // place of buf[0] in the document
	raw     []byte
	checked int
	src     io.Reader
	eof     bool
	bad     string // what is wrong right after buf
}

type state uint8

const (
	idle  state = iota // nothing to deliver
	ready              // val holds the text of the element, which has been read
	open               // the start tag has been read
	isnil              // like ready, and the element has xsi:nil="true"
)

var errStop = errors.New("stopped")

var decoders = sync.Pool{New: func() any {
	d := new(Decoder)
	d.codec.d = d
	return d
}}

// NewDecoder returns a decoder from a pool.
func NewDecoder() *Decoder { return decoders.Get().(*Decoder) }

// Release gives the decoder back; it must not be used after.
func (d *Decoder) Release() {
	d.clear()
	d.Limits, d.Strict, d.Encoded, d.Hold, d.Judge, d.OnDrift, d.Charset = Limits{}, false, false, nil, nil, nil, ""
	if cap(d.scratch) > defaultWindow {
		d.scratch = nil
	}
	decoders.Put(d)
}

// clear drops everything that belongs to one document.
func (d *Decoder) clear() {
	d.input = input{}
	d.kept, d.inner, d.lack = 0, 0, nil
	d.err, d.val, d.extra, d.key = nil, nil, nil, ""
	d.state, d.field = idle, -1
	clear(d.frames)
	d.frames, d.counts, d.names = d.frames[:0], d.counts[:0], d.names[:0]
	d.binds, d.table, d.pfx = d.binds[:0], nil, d.pfx[:0]
	d.chunk = strings.Builder{}
	d.nilTaken, d.taken = false, false
}

// Reset makes b the next document. The decoder reads b until it is reset again or released; what it decodes does not
// refer to b.
func (d *Decoder) Reset(b []byte) {
	d.clear()
	d.raw = b
	d.chunks = min(max(len(b)/8, 64), 16<<10)
}

// ResetReader makes what r yields the next document, read through window, or through one of the decoder's own when
// window is nil. The window grows when a single construct does not fit.
func (d *Decoder) ResetReader(r io.Reader, window []byte) {
	d.clear()
	d.src = r
	switch {
	case window == nil && d.window == nil:
		d.window = make([]byte, 0, defaultWindow)
		fallthrough
	case window == nil:
		d.raw = d.window
	case cap(window) < minWindow:
		d.raw = make([]byte, 0, minWindow)
	default:
		d.raw = window[:0]
	}
	d.chunks = 256
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Err returns the error that decoding met, if any.
func (d *Decoder) Err() error {
	if d.err == errStop {
		return nil
	}
	return d.err
}

// Fail makes err the error of the document, unless there is one already.
func (d *Decoder) Fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// Stop ends decoding early, without an error.
func (d *Decoder) Stop() { d.Fail(errStop) }

// Document decodes a whole document whose root is name.
func (d *Decoder) Document(name Name, ns *Namespaces, t *Type, x Node) error {
	d.begin()
	if d.err == nil && d.startRoot() {
		want := nsURI(namespaces(ns), name.NS)
		uri, _ := d.lookup(d.tag.prefix(d.buf))
		if string(d.tag.local(d.buf)) != name.Local || uri != want && !name.AnyForm {
			d.Fail(&RootError{Path: d.Path(), Want: xsd.QName{Space: want, Local: name.Local}, Got: d.ElementName()})
		}
		d.Struct(t, x)
		d.epilog()
	}
	return d.Err()
}

// Root reads a whole document, whatever its root is called: fn is called with the root to be delivered.
func (d *Decoder) Root(fn func(d *Decoder)) error {
	d.begin()
	if d.err == nil && d.startRoot() {
		fn(d)
		if d.state == open {
			d.Skip()
		}
		d.epilog()
	}
	return d.Err()
}

func namespaces(ns *Namespaces) Namespaces {
	if ns == nil {
		return nil
	}
	return *ns
}

// startRoot reads the prolog and the root's start tag.
func (d *Decoder) startRoot() bool {
	for d.err == nil {
		d.skipSpace()
		if d.pos == len(d.buf) {
			if !d.need() {
				return false
			}
			continue
		}
		switch d.markup() {
		case markStart:
			if !d.openTag() {
				return false
			}
			d.typ, _ = d.XSIType()
			d.taken = false
			return true
		case markMisc:
			d.misc(nil)
		case markMore:
			d.need()
		case markCDATA:
			d.syntaxAt(d.pos, "CDATA section outside the root element")
		case markEnd:
			d.syntaxAt(d.pos, "end tag without start tag")
		default:
			d.syntaxAt(d.pos, "text outside the root element")
		}
	}
	return false
}

// epilog checks that nothing but comments and instructions follows the root.
func (d *Decoder) epilog() {
	for d.err == nil {
		d.skipSpace()
		if d.pos == len(d.buf) {
			if !d.more() {
				return
			}
			continue
		}
		switch d.markup() {
		case markMisc:
			d.misc(nil)
		case markMore:
			d.need()
		case markStart:
			d.syntaxAt(d.pos, "second root element")
		default:
			d.syntaxAt(d.pos, "content after the root element")
		}
	}
}

func (d *Decoder) skipSpace() {
	for d.pos < len(d.buf) && class[d.buf[d.pos]]&cSpace != 0 {
		d.pos++
	}
}

// Drift reports drift at the current element.
func (d *Decoder) Drift(k Kind) { d.driftAt(k, "") }

// driftAt reports drift at a child or attribute of the current element.
func (d *Decoder) driftAt(k Kind, child string) {
	if d.err != nil || d.OnDrift == nil && !d.Strict {
		return
	}
	drift := Drift{Path: d.Path() + child, Kind: k}
	if d.Hold != nil && d.Hold(drift) {
		return
	}
	if d.OnDrift != nil {
		d.OnDrift(drift)
	}
	if d.Strict {
		d.Fail(&DriftError{drift})
	}
}

// str copies b into the arena: strings share chunks, so that small ones cost no allocation.
func (d *Decoder) str(b []byte) string {
	n := d.chunk.Len()
	if d.chunk.Cap()-n < len(b) {
		if len(b) > d.chunks/4 {
			return string(b)
		}
		d.chunk = strings.Builder{}
		d.chunk.Grow(d.chunks)
		d.chunks, n = min(2*d.chunks, 16<<10), 0
	}
	d.chunk.Write(b)
	return d.chunk.String()[n:]
}

// intern is str for texts that come again and again: namespace names and prefixes.
func (d *Decoder) intern(b []byte) string {
	for _, s := range d.uris {
		if s == string(b) {
			return s
		}
	}
	s := string(b)
	if len(d.uris) < 64 && len(s) < 256 {
		d.uris = append(d.uris, s)
	}
	return s
}
