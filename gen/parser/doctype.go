package parser

import (
	"bytes"
	"slices"
	"strings"

	"example.com/wsgen/gen/source"
)

// A doctype is what the internal subset of a document type declaration says that changes the content of a document
// (XML 1.0, clause 2.8). The external subset is not read, as by any processor that does not validate.
type doctype struct {
	entities map[string]entity
	defaults map[string][]XMLAttr // attributes that elements have unless they state them, by the element's name as written
}

// An entity is a general one. Text alone can be referred to: no markup, no references, and nothing that stands elsewhere.
type entity struct {
	text string
	why  string // it can't be referred to
	span source.Span
}

// maxReplaced is how much text references to entities may make of one document.
const maxReplaced = 1 << 20

// doctypeDecl reads a document type declaration.
func (s *scanner) doctypeDecl() {
	start := s.pos
	s.pos += len("<!DOCTYPE")
	s.space()
	s.name()
	s.space()
	s.externalID()
	if s.space(); !s.failed && s.has("[") {
		s.pos++
		s.subset(start)
		s.space()
	}
	s.closeDecl(start)
}

// closeDecl reads the end of a declaration.
func (s *scanner) closeDecl(start int) {
	switch s.space(); {
	case s.failed:
	case s.has(">"):
		s.pos++
	default:
		s.malformed(start, s.pos, "the declaration does not end")
	}
}

// externalID reads where an external entity stands, if that is what follows.
func (s *scanner) externalID() (found bool) {
	for _, kind := range []string{"SYSTEM", "PUBLIC"} {
		if !s.has(kind) {
			continue
		}
		s.pos += len(kind)
		for range 2 { // a system identifier, or a public one and a system one
			if s.space(); !s.failed && (s.has(`"`) || s.has("'")) {
				s.literal("identifier")
			}
		}
		return true
	}
	return false
}

// literal reads a text in quotes.
func (s *scanner) literal(what string) source.Span {
	start := s.pos
	end := -1
	if s.has(`"`) || s.has("'") {
		end = bytes.IndexByte(s.data[start+1:], s.data[start])
	}
	if end < 0 {
		s.malformed(start, start+1, "expected %s in quotes", what)
		return source.Span{}
	}
	s.chars(start+1, start+1+end)
	s.pos = start + end + 2
	return s.file.Span(start+1, start+1+end)
}

// subset reads the internal subset.
func (s *scanner) subset(doctype int) {
	for !s.failed {
		s.space()
		switch start := s.pos; {
		case s.has("]"):
			s.pos++
			return
		case s.has("<!--"):
			s.comment()
		case s.has("<?"):
			s.instruction(false)
		case s.has("<!ENTITY"):
			s.entityDecl()
		case s.has("<!ATTLIST"):
			s.attlist()
		case s.has("<!ELEMENT"), s.has("<!NOTATION"):
			s.skipDecl()
		case s.has("%"):
			s.fail(start, start+1, idDoctype, "parameter entities are not replaced").Hint = "take the document type declaration out"
		case start == len(s.data):
			s.malformed(doctype, doctype+len("<!DOCTYPE"), "the document type declaration does not end")
		default:
			s.malformed(start, start+1, "unexpected character in a document type declaration")
		}
	}
}

// skipDecl passes a declaration over that says nothing about the content.
func (s *scanner) skipDecl() {
	start := s.pos
	for !s.failed && s.pos < len(s.data) && !s.has(">") {
		if s.has(`"`) || s.has("'") {
			s.literal("text")
		} else {
			s.pos++
		}
	}
	s.closeDecl(start)
}

// entityDecl reads an entity. The first declaration of a name is the one that counts (clause 4.2).
func (s *scanner) entityDecl() {
	start := s.pos
	s.pos += len("<!ENTITY")
	s.space()
	parameter := s.has("%")
	if parameter {
		s.pos++
		s.space()
	}
	name := s.name()
	e := entity{span: s.file.Span(start, min(s.pos, len(s.data)))}
	s.space()
	if s.failed {
		return
	}
	if s.externalID() {
		e.why = "stands in another file"
		if s.space(); s.has("NDATA") {
			s.skipDecl()
			return
		}
	} else if e.text = newlines(s.literal("the text of the entity").Text()); strings.ContainsAny(e.text, "<&%") {
		e.why = "has markup or references"
	}
	s.closeDecl(start)
	if _, again := s.doctype.entities[name]; parameter || again || s.failed {
		return
	}
	if s.doctype.entities == nil {
		s.doctype.entities = map[string]entity{}
	}
	s.doctype.entities[name] = e
}

// attlist reads the attributes of an element, for those that have a default (clause 3.3).
func (s *scanner) attlist() {
	start := s.pos
	s.pos += len("<!ATTLIST")
	s.space()
	element := s.name()
	for s.space(); !s.failed && s.pos < len(s.data) && !s.has(">"); s.space() {
		at := s.pos
		name := s.name()
		a := XMLAttr{Name: QName{Local: name}, NameSpan: s.file.Span(at, min(s.pos, len(s.data)))}
		s.attributeType()
		if s.space(); s.has("#REQUIRED") || s.has("#IMPLIED") {
			s.pos++
			s.name()
			continue
		}
		if s.has("#FIXED") {
			s.pos += len("#FIXED")
			s.space()
		}
		if s.failed {
			return
		}
		a.ValueSpan = s.literal("the default of attribute " + name)
		a.Span = a.NameSpan
		a.Value = s.unescape(a.ValueSpan.Start, attributeSpace(a.ValueSpan.Text()))
		s.addDefault(element, a)
	}
	s.closeDecl(start)
}

// attributeType reads a name, an enumeration, or NOTATION and one.
func (s *scanner) attributeType() {
	if s.space(); !s.has("(") {
		s.name()
		s.space()
	}
	if !s.failed && s.has("(") {
		start := s.pos
		end := bytes.IndexByte(s.rest(), ')')
		if end < 0 {
			s.malformed(start, start+1, "the enumeration does not end")
			return
		}
		s.pos += end + 1
	}
}

// addDefault keeps the first default of an attribute.
func (s *scanner) addDefault(element string, a XMLAttr) {
	list := s.doctype.defaults[element]
	if s.failed || stated(list, a.Name.Local) {
		return
	}
	if s.doctype.defaults == nil {
		s.doctype.defaults = map[string][]XMLAttr{}
	}
	if s.doctype.defaults[element] = append(list, a); len(list) > maxAttrs {
		s.fail(a.Span.Start, a.Span.End, idLimit, "the element has more than %d attributes", maxAttrs)
	}
}

// stated reports whether an attribute is among those of an element, by its name as written.
func stated(list []XMLAttr, name string) bool {
	return slices.ContainsFunc(list, func(a XMLAttr) bool { return a.Name.Local == name })
}

// withDefaults adds what the document type says of an element to the attributes that it states.
func (s *scanner) withDefaults(element string, attrs []XMLAttr) []XMLAttr {
	for _, a := range s.doctype.defaults[element] {
		if !stated(attrs, a.Name.Local) {
			attrs = append(attrs, a)
		}
	}
	return attrs
}

// replaced returns the text of an entity that the document type declares, reported where there is none. ok is false for
// an entity that it does not declare.
func (s *scanner) replaced(name string, at int) (text string, ok bool) {
	e, ok := s.doctype.entities[name]
	if !ok {
		return "", false
	}
	end := at + len("&;") + len(name)
	if e.why != "" {
		d := s.fail(at, end, idDoctype, "entity %s %s; only text is replaced", name, e.why)
		d.Hint = "write what is meant in its place"
		d.Related = []source.Note{{Span: e.span, Message: "the entity"}}
	}
	if s.replacedSize += len(e.text); s.replacedSize > maxReplaced {
		s.fail(at, end, idLimit, "entities make the document more than %d bytes larger", maxReplaced)
	}
	return e.text, true
}
