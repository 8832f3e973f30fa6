package xmltext

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"unicode/utf8"

	"example.com/wsgen/runtime/xsd"
)

// What the encoder writes without a table: raw XML and attributes of wildcards and of the residue. Callers may have put
// them there, so each is checked when it is written. That those which a decoder read are checked too costs one scan of
// content that is rare, and keeps xsd.Raw a plain value.

var (
	errNotElement = errors.New("does not start with an element")
	errMarkup     = errors.New("markup in character data")
)

// raw writes a self-contained element in place of a child.
func (e *Encoder) raw(field int, xml string) {
	if xml == "" || e.err != nil {
		return
	}
	if err := CheckElement(xml); err != nil {
		e.fail(field, "raw XML is not one element", err)
		return
	}
	e.splice(xml)
}

// splice writes an element that has been checked. Where a default namespace is in force that it does not know of, it is
// undeclared.
func (e *Encoder) splice(xml string) {
	if e.style == DefaultNamespace && e.space != "" {
		if name, declares := rootTag(xml); !declares {
			e.buf = append(append(e.buf, xml[:name]...), ` xmlns=""`...)
			xml = xml[name:]
		}
	}
	e.buf = append(e.buf, xml...)
}

// unknown writes an element that the residue keeps, or a run of character data.
func (e *Encoder) unknown(r *xsd.Raw) {
	if !r.Name.IsZero() || strings.HasPrefix(r.XML, "<") {
		if err := CheckElement(r.XML); err != nil && e.err == nil {
			e.err = &EncodeError{Path: strings.TrimSuffix(e.path(-1)+"/"+r.Name.Local, "/"), Msg: "raw XML is not one element", Err: err}
			return
		}
		e.splice(r.XML)
		return
	}
	if err := checkText(r.XML); err != nil && e.err == nil {
		e.fail(-1, "raw text is not character data", err)
	}
	e.buf = append(e.buf, r.XML...)
}

// CheckElement makes sure that text is one well-formed element that declares the prefixes of its names, so that it can
// stand inside any other. No declaration or comment may come before it.
func CheckElement(text string) error {
	if len(text) < 2 || text[0] != '<' || text[1] < utf8.RuneSelf && class[text[1]]&cStart == 0 {
		return errNotElement
	}
	return scan([]byte(text))
}

// checkText makes sure that text is character data, with its references.
func checkText(text string) error {
	if strings.Contains(text, "<") {
		return errMarkup
	}
	return scan([]byte("<a>" + text + "</a>"))
}

// scan reads a document in UTF-8 for its syntax alone. Its size is its writer's affair.
func scan(text []byte) error {
	const all = math.MaxInt32
	d := NewDecoder()
	defer d.Release()
	d.lim = Limits{Depth: all, Attributes: all, Token: all, Document: math.MaxInt64, Namespaces: all, Name: all, Unknown: all}
	d.Push(text, nil, func(*Decoder) {})
	return d.Err()
}

// attr writes an attribute that no table has.
func (e *Encoder) attr(a *xsd.Attr) {
	name := a.Name.Local
	switch {
	case e.err != nil:
		return
	case !isName(name) || a.Name.Space == "" && name == "xmlns":
		e.failAttr(name, "not the name of an attribute")
		return
	}
	if a.Name.Space != "" {
		name = e.prefixOf(a.Name.Space) + ":" + name
	}
	if e.hasAttr(name) {
		e.failAttr(a.Name.Local, "attribute stands twice")
		return
	}
	e.buf = append(append(append(e.buf, ' '), name...), `="`...)
	from := len(e.buf)
	e.buf = append(e.buf, e.rescope(a.Value, a.Scope)...)
	if !Legal(a.Value) {
		e.failAttr(a.Name.Local, "illegal character")
		return
	}
	e.rewrite(specialInValue(e.buf, from), -1, escAttr)
	e.buf = append(e.buf, '"')
}

func (e *Encoder) failAttr(local, msg string) {
	e.Fail(&EncodeError{Path: e.path(-1) + "/@" + local, Msg: msg})
}

// hasAttr reports whether the start tag being written has an attribute already. A '<' in a value is a reference, so that
// the last one in the buffer opens the tag.
func (e *Encoder) hasAttr(name string) bool {
	tag := e.buf[max(0, bytes.LastIndexByte(e.buf, '<')):]
	for {
		at := bytes.IndexByte(tag, '=')
		if at < 0 {
			return false
		}
		if from := bytes.LastIndexByte(tag[:at], ' ') + 1; string(tag[from:at]) == name {
			return true
		}
		tag = tag[at+len(`="`):]
		tag = tag[bytes.IndexByte(tag, '"')+1:]
	}
}

// isName reports whether s is an NCName.
func isName(s string) bool {
	end, _ := ncname([]byte(s), 0)
	return s != "" && end == len(s) && utf8.ValidString(s)
}

// rootTag finds the end of the name in a start tag, and whether the tag declares the default namespace.
func rootTag(xml string) (name int, declares bool) {
	if name = strings.IndexAny(xml, " \t\r\n/>"); name < 0 {
		return len(xml), false
	}
	for s := xml[name:]; ; {
		at := strings.IndexAny(s, ">\"'")
		if at < 0 || s[at] == '>' {
			return name, false
		}
		if strings.TrimRight(strings.TrimSpace(s[:at]), " \t\r\n=") == "xmlns" {
			return name, true
		}
		end := strings.IndexByte(s[at+1:], s[at])
		if end < 0 {
			return name, false
		}
		s = s[at+end+2:]
	}
}
