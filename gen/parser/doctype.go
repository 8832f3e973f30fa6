package parser

import "strings"

// doctypeDecl passes a document type declaration over (XML 1.0, clause 2.8). Nothing of it is read: no entity can be
// referred to, and no attribute has a default. Schemas as old as that of XML Signature have one, and mean nothing by it.
func (s *scanner) doctypeDecl(root *XML) {
	start := s.pos
	name := start + len("<!DOCTYPE")
	if root != nil || s.doctype != nil {
		s.malformed(start, name, "one document type declaration can stand before the root element, and none elsewhere")
		return
	}
	span := s.file.Span(start, name)
	s.doctype = &span
	for depth := 0; ; {
		switch {
		case s.failed:
			return
		case s.pos == len(s.data):
			s.malformed(start, name, "the document type declaration does not end")
		case s.has("<!--"):
			s.until(s.pos, "-->", "comment")
		case s.has("<?"):
			s.until(s.pos, "?>", "processing instruction")
		case s.has(`"`), s.has("'"):
			s.until(s.pos+1, string(s.data[s.pos]), "text in quotes")
		case s.has("<"):
			depth++
			s.pos++
		case s.has(">"):
			depth--
			if s.pos++; depth == 0 {
				s.chars(start, s.pos)
				return
			}
		default:
			s.pos++
		}
	}
}

// undefined reports a reference to an entity that XML does not define.
func (s *scanner) undefined(at int, name string, ok bool) {
	if ok && s.doctype != nil && !strings.HasPrefix(name, "#") {
		d := s.fail(at, at+len("&;")+len(name), idDoctype, "entity %s: document type declarations are not read", name)
		d.Hint = "write what is meant in its place"
		return
	}
	s.malformed(at, at+1, "& does not start a reference that XML defines; & itself is &amp;")
}
