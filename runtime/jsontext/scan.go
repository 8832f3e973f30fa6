package jsontext

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"example.com/wsgen/runtime/xmltext"
)

// A tree is a JSON document: its values, parents before children, with links by index.
type tree struct {
	doc    []byte
	pos    int
	lim    xmltext.Limits
	depth  int
	values []value
	text   []byte // strings that had to be decoded
	order  []int32
	err    error
	xml    []byte // what the document becomes
}

// A value is one JSON value, with the name of the member that it is.
type value struct {
	kind        byte // one of { [ " 0 t f n
	illegal     bool // a string with characters that XML can't carry
	taken       bool // a rule gives it a place
	noted       bool // a constant stands for it
	name        []byte
	text        []byte // of a string, decoded
	at, end     int    // in the document
	nameAt      int
	up, nth     int32 // the parent, and which of its children the value is
	first, next int32 // 0 for none: the root is no child
	slot        int32
}

var trees = sync.Pool{New: func() any { return new(tree) }}

// parse reads a document, which must be one object or array and nothing else. The tree is never nil.
func parse(doc []byte, opt *Options) (*tree, error) {
	t := trees.Get().(*tree)
	t.doc, t.pos, t.err, t.depth = doc, 0, nil, 0
	t.values, t.text = append(t.values[:0], value{}), t.text[:0]
	t.lim = withDefaults(opt.Limits)
	if int64(len(doc)) > t.lim.Document {
		return t, &xmltext.LimitError{Limit: "Document", Max: t.lim.Document}
	}
	if !utf8.Valid(doc) {
		return t, t.syntax(invalidAt(doc), "invalid UTF-8")
	}
	t.pos = len(doc) - len(bytes.TrimPrefix(doc, []byte("\ufeff")))
	t.space()
	t.value(0)
	t.space()
	if t.err == nil && t.pos < len(doc) {
		t.fail(t.pos, "data after the value")
	}
	return t, t.err
}

func (t *tree) release() {
	const keep = 1 << 20
	t.doc = nil
	if cap(t.xml) > keep {
		t.xml = nil
	}
	if cap(t.values) > keep/64 {
		t.values = nil
	}
	clear(t.values) // what is behind is clear already
	t.values = t.values[:0]
	trees.Put(t)
}

// withDefaults are the limits that a JSON document has of its own: those that XML text shares with it.
func withDefaults(l xmltext.Limits) xmltext.Limits {
	if l.Depth <= 0 {
		l.Depth = 128
	}
	if l.Token <= 0 {
		l.Token = 8 << 20
	}
	if l.Name <= 0 {
		l.Name = 1024
	}
	if l.Document <= 0 {
		l.Document = 64 << 20
	}
	return l
}

func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}

func (t *tree) syntax(at int, msg string) error {
	return &SyntaxError{Offset: int64(at), Msg: msg}
}

func (t *tree) fail(at int, msg string) {
	if t.err == nil {
		t.err = t.syntax(at, msg)
		t.pos = len(t.doc)
	}
}

// unexpected fails at the next character, which fits nowhere.
func (t *tree) unexpected(want string) {
	if t.pos >= len(t.doc) {
		t.fail(t.pos, "the document ends where "+want+" is due")
		return
	}
	t.fail(t.pos, "character that is not "+want)
}

func (t *tree) space() {
	for t.pos < len(t.doc) {
		switch t.doc[t.pos] {
		case ' ', '\n', '\t', '\r':
			t.pos++
		default:
			return
		}
	}
}

func (t *tree) peek() byte {
	if t.pos < len(t.doc) {
		return t.doc[t.pos]
	}
	return 0
}

// value reads the value at t.pos into t.values[i].
func (t *tree) value(i int32) {
	v := &t.values[i]
	v.at = t.pos
	switch c := t.peek(); c {
	case '{':
		t.object(i)
	case '[':
		t.array(i)
	case '"':
		v.kind = c
		text, illegal := t.str(t.lim.Token, "Token")
		v.text, v.illegal = text, illegal
	case 't', 'f', 'n':
		v.kind = c
		word := map[byte]string{'t': "true", 'f': "false", 'n': "null"}[c]
		if !bytes.HasPrefix(t.doc[t.pos:], []byte(word)) {
			t.unexpected("a value")
			return
		}
		t.pos += len(word)
	default:
		v.kind = '0'
		t.number()
	}
	v = &t.values[i]
	v.end = t.pos
}

// number reads a number.
func (t *tree) number() {
	n, _ := numberLen(t.doc[t.pos:])
	if n == 0 {
		t.unexpected("a value")
	}
	if t.pos += n; n > t.lim.Token {
		t.limit("Token", int64(t.lim.Token))
	}
}

func (t *tree) limit(name string, max int64) {
	if t.err == nil {
		t.err = &xmltext.LimitError{Limit: name, Max: max}
		t.pos = len(t.doc)
	}
}

func (t *tree) enter() bool {
	if t.depth++; t.depth > t.lim.Depth {
		t.limit("Depth", int64(t.lim.Depth))
	}
	t.pos++
	t.space()
	return t.err == nil
}

// add appends a child to the value i behind the child last, and returns it.
func (t *tree) add(i, last int32) int32 {
	n := int32(len(t.values))
	t.values = append(t.values, value{slot: -1, up: i, nth: t.values[last].nth + 1})
	if last == 0 {
		t.values[i].first, t.values[n].nth = n, 1
	} else {
		t.values[last].next = n
	}
	return n
}

func (t *tree) object(i int32) {
	t.values[i].kind = '{'
	if !t.enter() {
		return
	}
	count, last := 0, int32(0)
	for t.err == nil && t.peek() != '}' {
		if count > 0 && !t.separator("a comma or }") {
			return
		}
		if t.peek() != '"' {
			t.unexpected("a member's name")
			return
		}
		at := t.pos
		name, _ := t.str(t.lim.Name, "Name")
		t.space()
		if t.peek() != ':' {
			t.unexpected("a colon")
			return
		}
		t.pos++
		t.space()
		last = t.add(i, last)
		t.values[last].name, t.values[last].nameAt = name, at
		count++
		t.value(last)
		t.space()
		if count&(count-1) == 0 { // now and then, so that a member many times over is found while it costs little
			t.unique(i, count)
		}
	}
	t.pos++
	t.depth--
	t.unique(i, count)
}

func (t *tree) array(i int32) {
	t.values[i].kind = '['
	if !t.enter() {
		return
	}
	last := int32(0)
	for t.err == nil && t.peek() != ']' {
		if last != 0 && !t.separator("a comma or ]") {
			return
		}
		last = t.add(i, last)
		t.value(last)
		t.space()
	}
	t.pos++
	t.depth--
}

// separator reads the comma between two members or items.
func (t *tree) separator(want string) bool {
	if t.peek() != ',' {
		t.unexpected(want)
		return false
	}
	t.pos++
	t.space()
	return true
}

// unique fails at a member whose name the object has already.
func (t *tree) unique(i int32, count int) {
	if t.err != nil || count < 2 {
		return
	}
	if count <= 8 {
		for a := t.values[i].first; a != 0; a = t.values[a].next {
			for b := t.values[a].next; b != 0; b = t.values[b].next {
				if bytes.Equal(t.values[a].name, t.values[b].name) {
					t.fail(t.values[b].nameAt, "member that stands twice")
					return
				}
			}
		}
		return
	}
	t.order = t.order[:0]
	for a := t.values[i].first; a != 0; a = t.values[a].next {
		t.order = append(t.order, a)
	}
	slices.SortStableFunc(t.order, func(a, b int32) int { return bytes.Compare(t.values[a].name, t.values[b].name) })
	for n := 1; n < len(t.order); n++ {
		if a, b := t.order[n-1], t.order[n]; bytes.Equal(t.values[a].name, t.values[b].name) {
			t.fail(t.values[b].nameAt, "member that stands twice")
			return
		}
	}
}

// str reads a string. illegal says that it has characters that XML can't carry.
func (t *tree) str(max int, limit string) (text []byte, illegal bool) {
	t.pos++
	from := t.pos
	for t.pos < len(t.doc) {
		switch c := t.doc[t.pos]; {
		case c == '"':
			text = t.doc[from:t.pos]
			t.pos++
			if len(text) > max {
				t.limit(limit, int64(max))
			}
			return text, illegal
		case c == '\\':
			return t.escaped(from, illegal, max, limit)
		case c < ' ':
			t.fail(t.pos, "control character in a string")
			return nil, false
		case c == 0xEF && noncharacter(t.doc[t.pos:]):
			illegal = true
		}
		t.pos++
	}
	t.unexpected("the end of the string")
	return nil, false
}

// noncharacter reports whether b starts with U+FFFE or U+FFFF.
func noncharacter(b []byte) bool {
	return len(b) > 2 && b[1] == 0xBF && b[2] >= 0xBE
}

// escaped goes on with a string that started at from, at its first backslash.
func (t *tree) escaped(from int, illegal bool, max int, limit string) ([]byte, bool) {
	start := len(t.text)
	t.text = append(t.text, t.doc[from:t.pos]...)
	for t.pos < len(t.doc) {
		switch c := t.doc[t.pos]; {
		case c == '"':
			t.pos++
			if len(t.text)-start > max {
				t.limit(limit, int64(max))
			}
			return t.text[start:len(t.text):len(t.text)], illegal
		case c == '\\':
			r, ok := t.escape()
			if !ok {
				return nil, false
			}
			illegal = illegal || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
			t.text = utf8.AppendRune(t.text, r)
			continue
		case c < ' ':
			t.fail(t.pos, "control character in a string")
			return nil, false
		case c == 0xEF && noncharacter(t.doc[t.pos:]):
			illegal = true
		}
		t.text = append(t.text, t.doc[t.pos])
		t.pos++
	}
	t.unexpected("the end of the string")
	return nil, false
}

// escape reads an escape sequence.
func (t *tree) escape() (rune, bool) {
	at := t.pos
	if t.pos += 2; t.pos > len(t.doc) {
		t.unexpected("the end of the string")
		return 0, false
	}
	switch c := t.doc[at+1]; c {
	case '"', '\\', '/':
		return rune(c), true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'u':
		r := t.hex()
		if r >= 0 && utf16.IsSurrogate(r) {
			low := rune(-1)
			if bytes.HasPrefix(t.doc[t.pos:], []byte(`\u`)) {
				t.pos += 2
				low = t.hex()
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				t.fail(at, "lone surrogate")
				return 0, false
			}
		}
		if r >= 0 {
			return r, true
		}
	}
	t.fail(at, "escape sequence that JSON does not have")
	return 0, false
}

// hex reads four hexadecimal digits; -1 when there are none.
func (t *tree) hex() (r rune) {
	if t.pos+4 > len(t.doc) {
		return -1
	}
	for _, c := range t.doc[t.pos : t.pos+4] {
		switch {
		case c-'0' <= 9:
			r = r<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	t.pos += 4
	return r
}

// member returns the member of an object with that name; 0 for none, which no member is.
func (t *tree) member(object int32, name string) int32 {
	if t.values[object].kind != '{' {
		return 0
	}
	for m := t.values[object].first; m != 0; m = t.values[m].next {
		if string(t.values[m].name) == name {
			return m
		}
	}
	return 0
}
