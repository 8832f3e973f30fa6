package parser

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/wsgen/gen/source"
)

// What one document may hold.
const (
	maxDepth = 200
	maxNodes = 1_000_000 // elements and attributes
	maxAttrs = 1_000     // of one element
)

const (
	nsXML   = "http://www.w3.org/XML/1998/namespace"
	nsXMLNS = "http://www.w3.org/2000/xmlns/"
)

// A scanner reads a document into a tree of elements. It is strict: what is not well-formed XML
// 1.0 with namespaces is a diagnostic. The first error other than a wrong prefix ends the scan.
type scanner struct {
	data   []byte
	file   *source.File
	diags  *source.List
	pos    int
	nodes  int
	failed bool
	outer  *scope    // around the root; nil where no prefix has a usual meaning
	attrs  []XMLAttr // of the tag that is read, namespace declarations included

	declared bool         // an XML declaration stands after the start
	doctype  *source.Span // of a document type declaration that was passed over
}

// ParseXML returns the root of a document of any kind, or nil, reported, when it is not well-formed.
func ParseXML(f *source.File, diags *source.List) *XML {
	return (&scanner{data: f.Data, file: f, diags: diags}).root()
}

// ParseContract returns the root of a WSDL or a schema, or nil, reported, when it is not well-formed. What it leaves
// undeclared has its usual meaning, with a warning.
func ParseContract(f *source.File, diags *source.List) *XML {
	root := (&scanner{data: f.Data, file: f, diags: diags, outer: &scope{assumes: true}}).root()
	if root != nil && root.Name == (QName{Local: "definitions"}) {
		diags.Warnf(root.NameSpan, idUndeclaredPrefix, "definitions is in no namespace; it is taken for that of WSDL").Hint =
			"declare the namespace: xmlns=" + strconv.Quote(nsWSDL)
		root.adopt(nsWSDL)
	}
	return root
}

// adopt puts the elements that are in no namespace into one.
func (x *XML) adopt(space string) {
	if x.Name.Space == "" {
		x.Name.Space = space
	}
	for _, c := range x.Children {
		c.adopt(space)
	}
}

// root reads the document; it is nil when that is not well-formed.
func (s *scanner) root() *XML {
	root := s.document()
	if s.failed {
		return nil
	}
	return root
}

// fail reports the error that ends the scan; later ones are consequences.
func (s *scanner) fail(start, end int, id, format string, args ...any) *source.Diagnostic {
	if s.failed {
		return &source.Diagnostic{}
	}
	s.failed = true
	start, end = min(start, len(s.data)), min(end, len(s.data))
	return s.diags.Errorf(s.file.Span(start, end), id, format, args...)
}

func (s *scanner) malformed(start, end int, format string, args ...any) *source.Diagnostic {
	return s.fail(start, end, idMalformedXML, format, args...)
}

func (s *scanner) rest() []byte { return s.data[s.pos:] }

func (s *scanner) has(prefix string) bool { return bytes.HasPrefix(s.rest(), []byte(prefix)) }

func (s *scanner) space() bool {
	start := s.pos
	for s.pos < len(s.data) && isSpace(s.data[s.pos]) {
		s.pos++
	}
	return s.pos > start
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// document reads prolog, root element and what may follow (XML 1.0, clause 2.1).
func (s *scanner) document() (root *XML) {
	var open []*XML // the elements that are not closed yet
	for !s.failed && s.pos < len(s.data) {
		start := s.pos
		switch {
		case s.has("<!--"):
			s.comment()
		case s.has("<?"):
			s.instruction(root == nil)
		case s.has("<![CDATA[") && len(open) > 0:
			s.cdata(open[len(open)-1])
		case s.has("<!DOCTYPE"):
			s.doctypeDecl(root)
		case s.has("</"):
			open = s.endTag(open)
		case s.has("<"):
			if root != nil && len(open) == 0 {
				s.malformed(start, start+1, "a second root element; a document has one")
				break
			}
			x, empty := s.startTag(open)
			if root == nil {
				root = x
			}
			if s.failed || empty {
				break
			}
			if open = append(open, x); len(open) > maxDepth {
				s.fail(start, s.pos, idLimit, "elements are nested more than %d deep", maxDepth)
			}
		case len(open) > 0:
			s.text(open[len(open)-1])
		case !s.space():
			d := s.malformed(start, start+1, "text outside the root element")
			if s.has("HTTP/") {
				d.Hint = "these are the headers of an HTTP response; keep what follows them"
			}
		}
	}
	if len(open) > 0 {
		last := open[len(open)-1]
		d := s.malformed(len(s.data), len(s.data), "the document ends within element %s", last.raw())
		d.Related = []source.Note{{Span: last.Span, Message: "the element starts here"}}
	} else if root == nil {
		s.malformed(0, 0, "the document has no element")
	}
	if s.doctype != nil && !s.failed {
		s.diags.Warnf(*s.doctype, idDoctype, "the document type declaration is not read").Hint = "take it out"
	}
	return root
}

// raw is the name as written.
func (x *XML) raw() string {
	if x.Prefix == "" {
		return x.Name.Local
	}
	return x.Prefix + ":" + x.Name.Local
}

// until moves past the next end mark and returns what stands before it.
func (s *scanner) until(from int, end, what string) []byte {
	i := bytes.Index(s.data[from:], []byte(end))
	if i < 0 {
		s.malformed(s.pos, from, "%s does not end", what)
		return nil
	}
	body := s.data[from : from+i]
	s.chars(from, from+i)
	s.pos = from + i + len(end)
	return body
}

func (s *scanner) comment() {
	start := s.pos
	body := s.until(start+4, "-->", "comment")
	if i := bytes.Index(body, []byte("--")); i >= 0 {
		s.malformed(start+4+i, start+6+i, "-- within a comment")
	} else if bytes.HasSuffix(body, []byte("-")) {
		s.malformed(s.pos-4, s.pos, "a comment ends with --->")
	}
}

// instruction reads a processing instruction or the XML declaration, which is one at the very start. Comments and empty
// lines before the declaration are common, and say nothing.
func (s *scanner) instruction(prolog bool) {
	start := s.pos
	s.pos += 2
	target := s.name()
	if s.failed {
		return
	}
	if strings.EqualFold(target, "xml") && (start > 0 || target != "xml") {
		if !prolog || target != "xml" || s.declared || bytes.HasPrefix(s.data, []byte("<?xml")) {
			s.malformed(start, s.pos, "an XML declaration stands at the very start of a document")
			return
		}
		s.declared = true
		s.diags.Warnf(s.file.Span(start, s.pos), idMisplacedDeclaration, "an XML declaration stands at the very start of a document")
	}
	if !s.space() && !s.has("?>") {
		s.malformed(start, s.pos, "a processing instruction's name ends with white space")
		return
	}
	s.until(s.pos, "?>", "processing instruction")
}

func (s *scanner) cdata(x *XML) {
	start := s.pos
	body := s.until(start+len("<![CDATA["), "]]>", "CDATA section")
	if !s.failed {
		x.addText(newlines(string(body)), s.file.Span(start, s.pos))
	}
}

func (s *scanner) text(x *XML) {
	start := s.pos
	end := bytes.IndexByte(s.rest(), '<')
	if end < 0 {
		end = len(s.rest())
	}
	s.pos += end
	raw := s.data[start:s.pos]
	if i := bytes.Index(raw, []byte("]]>")); i >= 0 {
		s.malformed(start+i, start+i+3, "]]> within text")
		return
	}
	s.chars(start, s.pos)
	if data := s.unescape(start, newlines(string(raw))); !s.failed {
		x.addText(data, s.file.Span(start, s.pos))
	}
}

func (x *XML) addText(data string, span source.Span) {
	x.Text = append(x.Text, XMLText{len(x.Children), data, span})
}

// newlines ends lines as clause 2.11 of XML 1.0 asks.
func newlines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// startTag reads a start tag, links the element to its parent and says whether it is empty.
func (s *scanner) startTag(open []*XML) (x *XML, empty bool) {
	start := s.pos
	s.pos++
	x = &XML{scope: s.outer}
	if len(open) > 0 {
		parent := open[len(open)-1]
		parent.Children = append(parent.Children, x)
		x.scope = parent.scope
	}
	name := s.name()
	x.NameSpan = s.file.Span(start+1, s.pos)
	raw := s.attrs[:0]
	for !s.failed {
		spaced := s.space()
		if s.has(">") || s.has("/>") {
			break
		}
		if s.pos == len(s.data) {
			s.malformed(start, start+1, "the tag does not end")
		} else if !spaced {
			s.malformed(s.pos, s.pos+1, "unexpected character in a tag")
		} else {
			raw = append(raw, s.attribute())
		}
		if len(raw) > maxAttrs {
			s.fail(start, s.pos, idLimit, "the element has more than %d attributes", maxAttrs)
		}
	}
	s.attrs = raw
	if s.failed {
		return x, false
	}
	empty = s.has("/>")
	s.pos += 1
	if empty {
		s.pos++
	}
	x.Span, x.End = s.file.Span(start, s.pos), s.pos
	if s.nodes += 1 + len(raw); s.nodes > maxNodes {
		s.fail(start, s.pos, idLimit, "the document has more than %d elements and attributes", maxNodes)
	}
	s.declare(x, raw)
	x.Prefix, x.Name = s.expand(x, name, x.NameSpan, true)
	s.attributes(x, raw)
	return x, empty
}

// attribute reads one attribute; its Name.Local is the name as written.
func (s *scanner) attribute() XMLAttr {
	start := s.pos
	name := s.name()
	nameEnd := s.pos
	s.space()
	if !s.failed && !s.has("=") {
		s.malformed(start, nameEnd, "attribute %s has no value", name)
	}
	if s.failed {
		return XMLAttr{}
	}
	s.pos++
	s.space()
	if !s.has(`"`) && !s.has("'") {
		s.malformed(start, nameEnd, "the value of attribute %s has no quotes", name)
		return XMLAttr{}
	}
	value := s.pos + 1
	end := bytes.IndexByte(s.data[value:], s.data[s.pos])
	if end < 0 {
		s.malformed(s.pos, s.pos+1, "the value of attribute %s does not end", name)
		return XMLAttr{}
	}
	s.pos = value + end + 1
	raw := s.data[value : value+end]
	if i := bytes.IndexByte(raw, '<'); i >= 0 {
		s.malformed(value+i, value+i+1, "< within the value of attribute %s", name)
	}
	s.chars(value, value+end)
	return XMLAttr{
		Name:      QName{Local: name},
		Value:     s.unescape(value, attributeSpace(string(raw))),
		Span:      s.file.Span(start, s.pos),
		NameSpan:  s.file.Span(start, nameEnd),
		ValueSpan: s.file.Span(value, value+end),
	}
}

// attributeSpace makes spaces of white space, before references are expanded: &#10; stays (XML 1.0, clause 3.3.3).
func attributeSpace(raw string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' {
			return ' '
		}
		return r
	}, newlines(raw))
}

// declare takes the namespace declarations among the attributes (Namespaces in XML 1.0, clause 3).
func (s *scanner) declare(x *XML, raw []XMLAttr) {
	var own *scope
	for _, a := range raw {
		prefix, isDecl := strings.CutPrefix(a.Name.Local, "xmlns:")
		if a.Name.Local == "xmlns" {
			prefix, isDecl = "", true
		}
		if !isDecl {
			continue
		}
		switch {
		case strings.Contains(prefix, ":") || prefix == "" && a.Name.Local != "xmlns":
			s.malformed(a.NameSpan.Start, a.NameSpan.End, "%s is not a name with one prefix", a.Name.Local)
		case prefix == "xmlns" || (prefix == "xml") != (a.Value == nsXML) || a.Value == nsXMLNS:
			s.malformed(a.Span.Start, a.Span.End, "the prefixes xml and xmlns and their namespaces can't be bound otherwise")
		case prefix != "" && a.Value == "":
			s.malformed(a.Span.Start, a.Span.End, "prefix %s is bound to no namespace", prefix)
		}
		if own == nil {
			own = &scope{parent: x.scope}
			x.scope = own
		} else if slices.Contains(own.prefix, prefix) {
			s.malformed(a.NameSpan.Start, a.NameSpan.End, "attribute %s stands twice", a.Name.Local)
		}
		own.prefix, own.uri = append(own.prefix, prefix), append(own.uri, a.Value)
	}
}

// attributes expands the names of the attributes that declare nothing.
func (s *scanner) attributes(x *XML, raw []XMLAttr) {
	x.Attrs = slices.Grow(x.Attrs, len(raw))
	for _, a := range raw {
		if a.Name.Local == "xmlns" || strings.HasPrefix(a.Name.Local, "xmlns:") {
			continue
		}
		a.Prefix, a.Name = s.expand(x, a.Name.Local, a.NameSpan, false)
		if old := x.Attr(a.Name.Space, a.Name.Local); old != nil {
			d := s.malformed(a.NameSpan.Start, a.NameSpan.End, "attribute %s stands twice", a.NameSpan.Text())
			d.Related = []source.Note{{Span: old.NameSpan, Message: "it stands here too"}}
		}
		x.Attrs = append(x.Attrs, a)
	}
}

// unbound is the namespace of names whose prefix is not declared: it equals none that exists.
const unbound = "\x00"

// expand resolves a name as written. The default namespace is for elements alone.
func (s *scanner) expand(x *XML, name string, span source.Span, element bool) (prefix string, _ QName) {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	if ok && (prefix == "" || local == "" || strings.Contains(local, ":") || !IsNCName(local)) {
		s.malformed(span.Start, span.End, "%s is not a name with one prefix", name)
		return "", QName{Local: name}
	}
	if prefix == "" && !element {
		return "", QName{Local: local}
	}
	uri, ok := x.scope.resolve(prefix)
	if !ok {
		uri = x.scope.undeclared(s.diags, s.file.Span(span.Start, span.Start+len(prefix)), prefix)
	}
	return prefix, QName{uri, local}
}

func (s *scanner) endTag(open []*XML) []*XML {
	start := s.pos
	s.pos += 2
	name := s.name()
	s.space()
	if s.failed {
		return open
	}
	if !s.has(">") {
		s.malformed(start, s.pos, "the end tag does not end")
		return open
	}
	s.pos++
	if len(open) == 0 {
		s.malformed(start, s.pos, "end tag %s without a start tag", name)
		return open
	}
	last := open[len(open)-1]
	if last.raw() != name {
		d := s.malformed(start, s.pos, "end tag %s does not match start tag %s", name, last.raw())
		d.Related = []source.Note{{Span: last.Span, Message: "the element starts here"}}
	}
	last.End = s.pos
	return open[:len(open)-1]
}

// name reads a Name (XML 1.0, clause 2.3).
func (s *scanner) name() string {
	start := s.pos
	for s.pos < len(s.data) {
		r, size := utf8.DecodeRune(s.rest())
		if !isNameChar(r) || s.pos == start && !isNameStart(r) {
			break
		}
		s.pos += size
	}
	if s.pos == start {
		s.malformed(start, start+1, "expected a name")
	}
	return string(s.data[start:s.pos])
}

// chars refuses characters that XML can't have (XML 1.0, clause 2.2).
func (s *scanner) chars(start, end int) {
	for i := start; i < end; {
		r, size := rune(s.data[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(s.data[i:end])
		}
		if !isChar(r) || r == utf8.RuneError && size == 1 {
			s.malformed(i, i+size, "character U+%04X is not allowed in XML", r)
			return
		}
		i += size
	}
}

// unescape replaces the references in a text that starts at an offset of the document. There are no entities besides the
// five predefined ones: document types are not read.
func (s *scanner) unescape(start int, text string) string {
	if !strings.Contains(text, "&") {
		return text
	}
	var b strings.Builder
	at := start - 1 // of the last &, whose place in the text differs where lines end otherwise
	for rest := text; ; {
		before, after, found := strings.Cut(rest, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		at += 1 + bytes.IndexByte(s.data[at+1:], '&')
		name, tail, ok := strings.Cut(after, ";")
		r, err := reference(name)
		if !ok || err != nil {
			s.undefined(at, name, ok)
			return ""
		}
		b.WriteRune(r)
		rest = tail
	}
}

var predefined = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

func reference(name string) (rune, error) {
	if r, ok := predefined[name]; ok {
		return r, nil
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if len(digits) == len(name) {
		return 0, fmt.Errorf("unknown entity %s", name)
	}
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !isChar(rune(n)) {
		return 0, fmt.Errorf("unknown character %s", name)
	}
	return rune(n), nil
}
