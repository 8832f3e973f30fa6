package xmltext

import (
	"bytes"

	"example.com/wsgen/runtime/xsd"
)

// A Tree is an element of a document with all that is in it, as it stands and without any table.
type Tree struct {
	Name  xsd.QName
	Attrs xsd.Attrs // without declarations of namespaces
	// Bindings are the namespaces declared here.
	Bindings []Binding
	Parent   *Tree // nil for the root
	Children []*Tree
	// Text is the character data that stands directly in the element.
	Text string
}

// Resolve returns the namespace that prefix is bound to here, as [xsd.Namespaces] has it.
func (t *Tree) Resolve(prefix string) (uri string, ok bool) {
	if prefix == "xml" {
		return xmlURI, true
	}
	for ; t != nil; t = t.Parent {
		for _, b := range t.Bindings {
			if b.Prefix == prefix {
				return b.URI, true
			}
		}
	}
	return "", prefix == ""
}

// Prefix returns a prefix that is bound to uri here, "" where there is none.
func (t *Tree) Prefix(uri string) string {
	for ; t != nil; t = t.Parent {
		for _, b := range t.Bindings {
			if b.URI == uri {
				return b.Prefix
			}
		}
	}
	return ""
}

// Tree reads a whole document.
func (d *Decoder) Tree() (*Tree, error) {
	d.begin()
	if d.err != nil || !d.startRoot() {
		return nil, d.Err()
	}
	root := d.grow(nil)
	d.epilog()
	return root, d.Err()
}

// grow reads the rest of the open element.
func (d *Decoder) grow(parent *Tree) *Tree {
	t := d.sprout(parent)
	empty := d.tag.empty
	if !d.enter() {
		return t
	}
	if empty {
		d.leave()
		return t
	}
	var text []byte
	for depth := len(d.frames); d.err == nil && len(d.frames) >= depth; {
		switch d.markup() {
		case markMore:
			d.need()
		case markText, markCDATA:
			d.scratch = d.scratch[:0]
			if d.markup() == markCDATA {
				d.cdata(true)
			} else {
				d.text(true)
			}
			text = append(text, d.scratch...)
		case markMisc:
			d.misc(nil)
		case markEnd:
			d.closeTag()
		case markStart:
			if d.openTag() {
				t.Children = append(t.Children, d.grow(t))
			}
		}
	}
	t.Text = string(text)
	return t
}

// sprout is the element whose start tag has been read, without content.
func (d *Decoder) sprout(parent *Tree) *Tree {
	t := &Tree{Name: d.ElementName(), Parent: parent}
	for i := range d.attrs {
		a := &d.attrs[i]
		if !a.decl {
			t.Attrs = append(t.Attrs, d.keep(a))
			continue
		}
		b := Binding{URI: d.intern(d.value(a))}
		if a.colon > a.name {
			b.Prefix = d.intern(a.local(d.buf))
		}
		t.Bindings = append(t.Bindings, b)
	}
	return t
}

// A Gap is a value that a draft left out: it is not set, and can't be written.
type Gap struct {
	// Path is what an [EncodeError] would say of it.
	Path string
	// In is the path of the element whose content lacks it, where Path ends with the name of a Go field.
	In string
}

// Draft writes x, whose type is t, as the document root, for what is checked before it is sent: values that must be set and are
// not are left out. Without a name for the root x is a whole document by itself, see [Root].
func Draft(root string, t *Type, x Node) ([]byte, []Gap, error) {
	e := NewEncoder(Prefixed)
	defer e.Release()
	e.draft = true
	if root == "" {
		e.useTable(t.ready().ns)
		e.unescaped = true
		inner := e.body(t, x, "", false, false)
		return bytes.Clone(e.buf[inner:]), e.gaps, e.err
	}
	err := e.Document(Name{Local: root}, t.NS, t, x)
	return bytes.Clone(e.buf), e.gaps, err
}
