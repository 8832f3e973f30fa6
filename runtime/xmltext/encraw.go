package xmltext

import (
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// What the encoder does for content that it does not make itself.

// AnySimple writes an xs:anySimpleType with its xsi:type.
func (e *Encoder) AnySimple(field int, v xsd.AnySimple) {
	if e.err != nil {
		return
	}
	if field >= Attr {
		e.Str(field, v.Text)
		return
	}
	if e.vacuum {
		e.vacantChild(field, v.IsZero())
		return
	}
	f := &e.p.names[field]
	say := typeNone
	if v.Type.Local != "" {
		say = typeName
	}
	c, ok := e.start(field, f, v.IsZero(), say)
	if !ok {
		return
	}
	if v.Type.Local != "" {
		e.writeType(v.Type)
	}
	e.buf = append(e.buf, '>')
	from := len(e.buf)
	e.buf = append(e.buf, v.Text...)
	e.escape(from, field)
	e.finish(field, f, c)
}

// Any writes an xs:anyType element.
func (e *Encoder) Any(field int, v xsd.Any) { e.Raw(field, v.Raw) }

// Raw writes an element that was kept as text, in place of position field. As the value of a map entry it replaces the
// value element.
func (e *Encoder) Raw(field int, v xsd.Raw) {
	if e.err != nil {
		return
	}
	if e.vacuum {
		e.vacantChild(field, v.XML == "")
		return
	}
	var c *xsd.Child
	if e.replay != nil {
		var ok bool
		if c, ok = e.replay.next(e, field, v.XML == ""); !ok {
			return
		}
	}
	if e.p.form != nil && field < len(e.p.names) {
		f, space := &e.p.names[field], e.space
		e.entryOpen(f, c)
		e.raw(v.XML)
		e.space = space
		e.entryEnd(f, c)
	} else {
		e.raw(v.XML)
	}
	if e.replay != nil {
		e.replay.done(e)
	}
}

// raw writes self-contained text. Where a default namespace is in force that the text does not know of, it is undeclared.
func (e *Encoder) raw(xml string) {
	if e.style == DefaultNamespace && e.space != "" && strings.HasPrefix(xml, "<") {
		if name, declares := rootTag(xml); !declares {
			e.buf = append(append(e.buf, xml[:name]...), ` xmlns=""`...)
			xml = xml[name:]
		}
	}
	e.buf = append(e.buf, xml...)
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
