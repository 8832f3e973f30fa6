package xmltext

import (
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// What the encoder does for maps.

// entryStart writes an entry of a map up to the value's attributes.
func (e *Encoder) entryStart(f *entry, c *xsd.Child) {
	m := e.p.form
	space := e.space
	e.entryOpen(f, c)
	e.openName(&m.value)
	e.space = space
	if f.XSI != "" && (c == nil || c.Type.Local == "" && !c.Untyped) {
		e.writeType(xsiName(*e.p.ns, f))
	}
}

// entryOpen writes an entry of a map up to its value, inside which the default namespace is the entry's.
func (e *Encoder) entryOpen(f *entry, c *xsd.Child) {
	m := e.p.form
	e.openName(&m.entry)
	if c != nil && c.Entry != nil {
		e.keptAttrs(c.Entry.Attrs, false, false)
	}
	e.buf = append(e.buf, '>')
	e.space = m.entry.uri
	e.entryExtras(c, 0)
	if c == nil || !c.ValueFirst {
		e.entryKey(f, c)
		e.entryExtras(c, 1)
	}
}

// entryEnd writes what follows the value of an entry.
func (e *Encoder) entryEnd(f *entry, c *xsd.Child) {
	space := e.space
	e.space = e.p.form.entry.uri
	if c != nil && c.ValueFirst {
		e.entryExtras(c, 1)
		e.entryKey(f, c)
	}
	e.entryExtras(c, 2)
	e.space = space
	e.closeName(&e.p.form.entry)
	e.key = entryKey{}
}

// entryExtras writes the unknown elements of an entry that stood after a number of known ones.
func (e *Encoder) entryExtras(c *xsd.Child, after int32) {
	if c == nil || c.Entry == nil {
		return
	}
	for i := range c.Entry.Elements {
		if u := &c.Entry.Elements[i]; u.After == after {
			e.unknown(&u.Raw)
		}
	}
}

// entryKey writes the key of an entry: the one that Key gave, or the name's own.
func (e *Encoder) entryKey(f *entry, c *xsd.Child) {
	key := f.Local
	if e.key.set {
		key = e.key.text
	}
	k := &e.p.form.key
	e.openName(k)
	if c != nil {
		if r := c.Entry.Lookup(0, 0); r != nil {
			if r.Type.Local != "" {
				e.writeType(r.Type)
			}
			e.keptAttrs(r.Attrs, false, false)
			if r.Kept && strings.Trim(r.Lexical, " \t\r\n") == key {
				key = r.Lexical
			}
		}
	}
	e.buf = append(e.buf, '>')
	from := len(e.buf)
	e.buf = append(e.buf, key...)
	e.escape(from, -1)
	e.closeName(k)
}
