package xmltext

import (
	"bytes"
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// What the encoder does for documents that travel as the text of an element.

// outside is what of the encoder's state belongs to the document around an embedded one: an embedded document declares
// all namespaces that it uses, and is in the scope of none.
type outside struct {
	used   uint64
	table  int
	tables []tableUse
	more   []NS
}

// enterDocument starts the document that is the text of the element whose start tag has been written.
func (e *Encoder) enterDocument() {
	e.outside = &outside{e.used, e.table, e.tables, e.more}
	e.used, e.table, e.tables, e.more, e.space = 0, 0, nil, nil, ""
	e.useTable(e.p.ns)
}

// leaveDocument makes what has been written since enterDocument the text of the element.
func (e *Encoder) leaveDocument() {
	text := e.documentText()
	o := e.outside
	e.used, e.table, e.tables, e.more, e.outside = o.used, o.table, o.tables, o.more, nil
	if e.err != nil {
		return
	}
	e.buf = e.buf[:e.inner]
	switch {
	case e.unescaped:
		e.buf = append(e.buf, text...)
	case e.p.document.CDATA:
		e.cdata(-1, text)
	default:
		e.buf = append(e.buf, text...)
		e.escape(e.inner, -1)
	}
}

// documentText is the document that has been written, with its declarations and what the residue keeps of its text.
func (e *Encoder) documentText() string {
	record := func(part int32) *xsd.Child {
		if c := e.res.Lookup(Text, part); c != nil && c.Kept {
			return c
		}
		return nil
	}
	if c := fixedDocument(e.p, e.res); c != nil {
		return c.Lexical
	}
	root := e.buf[e.inner:]
	if len(root) == 0 {
		if c := record(keptWhole); c != nil {
			return c.Lexical
		}
		return ""
	}
	if e.res != nil && len(e.res.Elements) > 0 && e.err == nil {
		if err := CheckElement(string(root)); err != nil {
			e.fail(-1, "what is embedded is not one document", err)
		}
	}
	var s strings.Builder
	if c := record(keptProlog); c != nil {
		s.WriteString(c.Lexical)
	} else {
		s.WriteString(e.p.document.prolog())
	}
	name := bytes.IndexAny(root, " />")
	s.Write(root[:name])
	s.Write(e.declarations())
	s.Write(root[name:])
	if c := record(keptEpilog); c != nil {
		s.WriteString(c.Lexical)
	}
	return s.String()
}

// DocumentText returns the document that x, which holds an embedded one of type t, is written as: the text of its
// element before it is escaped.
func DocumentText(style Style, t *Type, x Node) ([]byte, error) {
	e := NewEncoder(style)
	defer e.Release()
	e.useTable(t.ready().ns)
	e.unescaped = true
	inner := e.body(t, x, "", false, false)
	if e.err != nil {
		return nil, e.err
	}
	return bytes.Clone(e.buf[inner:]), nil
}
