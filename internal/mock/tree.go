package mock

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// Replies are trees of elements until they are written.

func tree(n contract.QName, children ...*infoset.Element) *infoset.Element {
	return &infoset.Element{Name: xml.Name(n), Children: children}
}

func leaf(n contract.QName, text string) *infoset.Element {
	return &infoset.Element{Name: xml.Name(n), Text: text}
}

// clone copies a tree, which a rule then changes.
func clone(e *infoset.Element) *infoset.Element {
	c := *e
	c.Children = nil
	for _, kid := range e.Children {
		c.Children = append(c.Children, clone(kid))
	}
	return &c
}

// write prints a tree. Prefixes are declared where they are first needed.
func write(e *infoset.Element) []byte {
	var b bytes.Buffer
	writeIn(&b, e, map[string]string{"http://www.w3.org/XML/1998/namespace": "xml"})
	return b.Bytes()
}

func writeIn(b *bytes.Buffer, e *infoset.Element, outer map[string]string) {
	scope := maps.Clone(outer)
	var declared, attrs strings.Builder
	prefix := func(space, local string) string {
		if space == "" {
			return local
		}
		p, ok := scope[space]
		if !ok {
			if p = wellKnown[space]; p == "" {
				p = fmt.Sprint("ns", len(scope))
			}
			scope[space] = p
			fmt.Fprintf(&declared, ` xmlns:%s="%s"`, p, escape(space))
		}
		return p + ":" + local
	}
	name := prefix(e.Name.Space, e.Name.Local)
	for _, a := range e.Attrs {
		value := a.Value
		if a.Name == (xml.Name{Space: nsXSI, Local: "type"}) {
			space, local, _ := strings.Cut(strings.TrimPrefix(value, "{"), "}")
			value = prefix(space, local)
		}
		fmt.Fprintf(&attrs, ` %s="%s"`, prefix(a.Name.Space, a.Name.Local), escape(value))
	}
	fmt.Fprintf(b, "<%s%s%s>%s", name, declared.String(), attrs.String(), escape(e.Text))
	for _, kid := range e.Children {
		writeIn(b, kid, scope)
	}
	fmt.Fprintf(b, "</%s>", name)
}

var wellKnown = map[string]string{nsXS: "xs", nsXSI: "xsi", ns11: "soap", ns12: "soap"}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes every write
	return b.String()
}

// find returns the element at the end of a path below e, whose type is s; nil where there is none.
func find(e *infoset.Element, s *contract.Struct, path contract.FieldPath) *infoset.Element {
	for _, f := range path {
		if s == nil || e == nil {
			return nil
		}
		if e = child(holder(e, s), s, f); e == nil {
			return nil
		}
		s, _ = f.Element.Type.(*contract.Struct)
	}
	return e
}

// holder is e, or where e has a document as text, an element around that document's root.
func holder(e *infoset.Element, s *contract.Struct) *infoset.Element {
	if s.Embedded == nil {
		return e
	}
	h := &infoset.Element{Name: e.Name}
	if root, err := infoset.Parse([]byte(e.Text)); err == nil {
		h.Children = []*infoset.Element{root}
	}
	return h
}

// value is the text of what find finds.
func value(e *infoset.Element, s *contract.Struct, path contract.FieldPath) string {
	if e = find(e, s, path); e == nil {
		return ""
	}
	return e.Text
}

// child is the first element that stands for a field: of a map, the value of the entry with that key.
func child(e *infoset.Element, s *contract.Struct, f *contract.Field) *infoset.Element {
	for _, kid := range e.Children {
		if s.Map == nil {
			if names(f, kid.Name) {
				return kid
			}
			continue
		}
		if key := kid.Find(s.Map.Key.Local); key != nil && key.Text == f.Element.Name.Local {
			return kid.Find(s.Map.Value.Local)
		}
	}
	return nil
}

// put sets the text at the end of a path, making the elements that lead there.
func put(e *infoset.Element, s *contract.Struct, path contract.FieldPath, text string) {
	if len(path) == 0 {
		e.Text, e.Children = text, nil
		return
	}
	f, h := path[0], holder(e, s)
	kid := child(h, s, f)
	if kid == nil {
		kid = add(h, s, f, f.Element.Name.Local)
	}
	inner, _ := f.Element.Type.(*contract.Struct)
	put(kid, inner, path[1:], text)
	if h != e {
		e.Text = string(write(h.Children[0]))
	}
}

// add adds an element for a field, in the place that the order of the fields gives it; to a map, an entry.
func add(e *infoset.Element, s *contract.Struct, f *contract.Field, key string) *infoset.Element {
	if m := s.Map; m != nil {
		v := tree(m.Value)
		if m.TypedBy {
			v.Attrs = []xml.Attr{{Name: xml.Name{Space: nsXSI, Local: "type"}, Value: typeName(f.Element.Type)}}
		}
		e.Children = append(e.Children, tree(m.Entry, leaf(m.Key, key), v))
		return v
	}
	v := tree(f.Element.Name)
	e.Children = inOrder(append(e.Children, v), fields(s))
	return v
}

// typeName is the name of a type as infoset writes the value of xsi:type; of an anonymous one that of its base.
func typeName(t contract.Type) string {
	switch t := t.(type) {
	case *contract.Struct:
		return expanded(t.Name)
	case *contract.Simple:
		if t.Name.Local != "" {
			return expanded(t.Name)
		}
	}
	k := kind(t)
	if k == "" || k == "anyType" || k == "anySimpleType" {
		k = "string"
	}
	return expanded(contract.QName{Space: nsXS, Local: k})
}
