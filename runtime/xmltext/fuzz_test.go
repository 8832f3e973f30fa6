package xmltext

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// A slowReader is a slow reading of the same rules, written for plainness: one pass over runes, no window, no tables. It
// returns the events of the document, or ok false when it is not well-formed.
type slowReader struct {
	s      []rune
	i      int
	events []string
	bad    bool
}

func read(doc string) (events []string, ok bool) {
	if !utf8.ValidString(doc) {
		return nil, false
	}
	doc = strings.TrimPrefix(doc, "\ufeff")
	r := &slowReader{s: []rune(doc)}
	for _, c := range r.s {
		if !legal(c) {
			return nil, false
		}
	}
	r.declaration()
	r.misc()
	r.element(map[string]string{"": "", "xml": xmlURI})
	r.misc()
	return r.events, !r.bad && r.i == len(r.s)
}

func (r *slowReader) has(s string) bool { return strings.HasPrefix(string(r.s[r.i:]), s) }

func (r *slowReader) take(s string) bool {
	if r.has(s) {
		r.i += len([]rune(s))
		return true
	}
	return false
}

func (r *slowReader) want(s string) {
	if !r.take(s) {
		r.bad = true
	}
}

// until reads up to and with s.
func (r *slowReader) until(s string) string {
	rest := string(r.s[r.i:])
	text, _, ok := strings.Cut(rest, s)
	if !ok {
		r.bad = true
		return ""
	}
	r.i += len([]rune(text)) + len([]rune(s))
	return text
}

func (r *slowReader) space() bool {
	start := r.i
	for r.i < len(r.s) && strings.ContainsRune(" \t\r\n", r.s[r.i]) {
		r.i++
	}
	return r.i > start
}

func (r *slowReader) declaration() {
	if r.has("<?xml ") || r.has("<?xml\t") || r.has("<?xml\r") || r.has("<?xml\n") {
		r.i += 5
		if text := r.until("?>"); !validDeclaration([]byte(text)) {
			r.bad = true
		}
	}
}

func (r *slowReader) misc() {
	for !r.bad {
		switch {
		case r.space():
		case r.has("<!--"), r.has("<?"):
			r.skipped()
		default:
			return
		}
	}
}

func (r *slowReader) skipped() {
	if r.take("<!--") {
		r.until("--")
		r.want(">")
		return
	}
	r.want("<?")
	if name := r.ncname(); strings.EqualFold(name, "xml") {
		r.bad = true
	}
	if !r.has("?>") && !r.space() {
		r.bad = true
	}
	if !r.bad {
		r.until("?>")
	}
}

func (r *slowReader) ncname() string {
	start := r.i
	for ; r.i < len(r.s); r.i++ {
		c := r.s[r.i]
		first := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80 && nameStart(c)
		if !first && (r.i == start || !(c >= '0' && c <= '9' || c == '-' || c == '.' || c >= 0x80 && nameChar(c))) {
			break
		}
	}
	if r.i == start {
		r.bad = true
	}
	return string(r.s[start:r.i])
}

func (r *slowReader) qname() (prefix, local string) {
	local = r.ncname()
	if !r.bad && r.take(":") {
		prefix, local = local, r.ncname()
	}
	return prefix, local
}

func (r *slowReader) charRef() string {
	name := r.until(";")
	switch name {
	case "lt":
		return "<"
	case "gt":
		return ">"
	case "amp":
		return "&"
	case "quot":
		return `"`
	case "apos":
		return "'"
	}
	digits, ok := strings.CutPrefix(name, "#")
	base, set := rune(10), "0123456789"
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base, set = hex, 16, "0123456789abcdef"
	}
	n := rune(0)
	for _, c := range digits {
		if base == 16 && c >= 'A' && c <= 'F' {
			c += 'a' - 'A'
		}
		at := strings.IndexRune(set, c)
		if at < 0 || n > utf8.MaxRune {
			r.bad = true
			return ""
		}
		n = n*base + rune(at)
	}
	if !ok || digits == "" || !legal(n) || len(name) > 31 {
		r.bad = true
		return ""
	}
	return string(n)
}

func (r *slowReader) value() string {
	r.space()
	r.want("=")
	r.space()
	if r.bad || r.i >= len(r.s) || r.s[r.i] != '"' && r.s[r.i] != '\'' {
		r.bad = true
		return ""
	}
	quote := string(r.s[r.i])
	r.i++
	var v strings.Builder
	for !r.bad && !r.take(quote) {
		switch {
		case r.i >= len(r.s) || r.has("<"):
			r.bad = true
		case r.take("&"):
			v.WriteString(r.charRef())
		case r.take("\r\n"), r.take("\r"), r.take("\n"), r.take("\t"):
			v.WriteByte(' ')
		default:
			v.WriteRune(r.s[r.i])
			r.i++
		}
	}
	return v.String()
}

type refAttr struct{ prefix, local, value string }

func (r *slowReader) element(outer map[string]string) {
	if r.bad {
		return
	}
	r.want("<")
	prefix, local := r.qname()
	var attrs []refAttr
	for !r.bad && !r.has(">") && !r.has("/>") {
		if !r.space() {
			r.bad = true
		}
		if r.bad || r.has(">") || r.has("/>") {
			break
		}
		p, l := r.qname()
		attrs = append(attrs, refAttr{p, l, r.value()})
	}
	if r.bad {
		return
	}
	scope := r.scope(outer, attrs)
	uri, ok := scope[prefix]
	if !ok {
		r.bad = true
		return
	}
	r.events = append(r.events, "<{"+uri+"}"+local)
	r.attributes(scope, attrs)
	if r.take("/>") {
		r.events = append(r.events, ">")
		return
	}
	r.want(">")
	r.content(scope)
	r.want("</")
	if p, l := r.qname(); p != prefix || l != local {
		r.bad = true
	}
	r.space()
	r.want(">")
	r.events = append(r.events, ">")
}

func (r *slowReader) scope(outer map[string]string, attrs []refAttr) map[string]string {
	scope := map[string]string{}
	for p, u := range outer {
		scope[p] = u
	}
	for _, a := range attrs {
		p, is := "", a.prefix == "" && a.local == "xmlns"
		if a.prefix == "xmlns" {
			p, is = a.local, true
		}
		if !is {
			continue
		}
		if p == "xmlns" || a.value == xmlnsURI || (p == "xml") != (a.value == xmlURI) || p != "" && a.value == "" {
			r.bad = true
		}
		scope[p] = a.value
	}
	return scope
}

func (r *slowReader) attributes(scope map[string]string, attrs []refAttr) {
	seen := map[string]bool{}
	for _, a := range attrs {
		uri, ok := "", true
		if a.prefix == "xmlns" {
			uri = xmlnsURI
		} else if a.prefix != "" {
			uri, ok = scope[a.prefix]
		}
		name := "{" + uri + "}" + a.local
		if !ok || seen[name] {
			r.bad = true
		}
		seen[name] = true
		if a.prefix != "xmlns" && (a.prefix != "" || a.local != "xmlns") {
			r.events = append(r.events, "@"+name+"="+a.value)
		}
	}
}

func (r *slowReader) content(scope map[string]string) {
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			r.events = append(r.events, "#"+text.String())
			text.Reset()
		}
	}
	defer flush()
	for !r.bad && r.i < len(r.s) {
		switch {
		case r.has("</"):
			return
		case r.take("<![CDATA["):
			cdata := r.until("]]>")
			text.WriteString(strings.ReplaceAll(strings.ReplaceAll(cdata, "\r\n", "\n"), "\r", "\n"))
		case r.has("<!--"), r.has("<?"):
			r.skipped()
		case r.has("<"):
			flush()
			r.element(scope)
		case r.has("]]>"):
			r.bad = true
		case r.take("&"):
			text.WriteString(r.charRef())
		case r.take("\r\n"), r.take("\r"):
			text.WriteByte('\n')
		default:
			text.WriteRune(r.s[r.i])
			r.i++
		}
	}
}

// recorder is a node that records events at every depth.
type recorder struct{ events *[]string }

var tRecorder = Type{Names: []Name{{Any: true, Many: true, Free: true}}, AnyAttr: true, Mixed: true}

func (x recorder) FieldXML(c *Codec, field int) {
	d := c.Decoder()
	if d == nil {
		return
	}
	add := func(s string) { *x.events = append(*x.events, s) }
	switch field {
	case 0:
		x.element(d)
	case AnyAttr:
		a := &d.attrs[d.attr]
		add("@{" + a.uri + "}" + string(a.local(d.buf)) + "=" + string(d.value(a)))
	case Text:
		var s string
		d.Str(&s)
		add("#" + s)
	}
}

func (x recorder) element(d *Decoder) {
	n := d.ElementName()
	*x.events = append(*x.events, "<{"+n.Space+"}"+n.Local)
	d.Struct(&tRecorder, x)
	*x.events = append(*x.events, ">")
}

// record reads doc with the decoder. Xsi attributes are the engine's own business, so both sides leave them out.
func record(prepare func(*Decoder)) ([]string, error) {
	d := NewDecoder()
	defer d.Release()
	prepare(d)
	var events []string
	d.begin()
	if d.err == nil && d.startRoot() {
		recorder{&events}.element(d)
		d.epilog()
	}
	return events, d.Err()
}

func withoutXSI(events []string) []string {
	return slices.DeleteFunc(slices.Clone(events), func(s string) bool {
		return strings.HasPrefix(s, "@{"+xsiURI+"}") || strings.HasPrefix(s, "@{"+xsiMisspelt+"}")
	})
}

// FuzzScanner compares the decoder, through windows of every size and at every split point, with the reference.
func FuzzScanner(f *testing.F) {
	for _, m := range malformed {
		f.Add(m.doc)
	}
	for _, m := range wellFormed {
		f.Add(m.doc)
	}
	f.Add(tokenReply)
	f.Add(`<a xmlns="u" xmlns:p="v" p:x="1" x="2"><p:b xmlns:p="w"><c xmlns=""/></p:b>&#x9;<![CDATA[]]]]>]</a>`)
	f.Fuzz(func(t *testing.T, doc string) {
		if len(doc) > 4096 || strings.Contains(doc, "encoding") || doc != strings.ToValidUTF8(doc, "\xff") && strings.ContainsRune(doc, 0) {
			return
		}
		if strings.HasPrefix(doc, "\xfe\xff") || strings.HasPrefix(doc, "\xff\xfe") || strings.ContainsRune(doc, 0) {
			return // other encodings have tests of their own
		}
		want, ok := read(doc)
		got, err := record(func(d *Decoder) { d.Reset([]byte(doc)) })
		var limit *LimitError
		if errors.As(err, &limit) {
			return
		}
		if (err == nil) != ok || ok && !slices.Equal(withoutXSI(got), withoutXSI(want)) {
			t.Fatalf("%q:\n got %q, %v\nwant %q, %v", doc, got, err, want, ok)
		}
		same := func(how string, n int, prepare func(*Decoder)) {
			again, other := record(prepare)
			if (other == nil) != ok || ok && !slices.Equal(again, got) {
				t.Fatalf("%q, %s %d:\n got %q, %v\nwant %q, %v", doc, how, n, again, other, got, err)
			}
		}
		for size := 1; size <= 64; size++ {
			same("window", size, func(d *Decoder) { d.ResetReader(iotest.OneByteReader(strings.NewReader(doc)), make([]byte, size)) })
		}
		for at := range min(len(doc), 300) {
			same("split", at, func(d *Decoder) {
				d.ResetReader(io.MultiReader(strings.NewReader(doc[:at]), strings.NewReader(doc[at:])), make([]byte, 16))
			})
		}
	})
}

// The seeds of the fuzz target are also kept as files, where go test -fuzz adds what it finds.
func TestSeedsCommitted(t *testing.T) {
	files, err := filepath.Glob("testdata/fuzz/FuzzScanner/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no seeds: %v", err)
	}
	for _, name := range files {
		if b, err := os.ReadFile(name); err != nil || !strings.HasPrefix(string(b), "go test fuzz v1\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
