// Package infoset compares XML documents by what they say, not by how they are written.
//
// Two documents are equal when their elements, attributes and texts are: prefixes, the place of
// namespace declarations, the order of attributes, CDATA sections, comments, white space between
// elements and the form of an empty element don't count. The value of xsi:type is a name, so it is
// compared as one.
//
// It reads through encoding/xml and so shares no code with the codec that it checks.
package infoset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

const xsi = "http://www.w3.org/2001/XMLSchema-instance"

// An Element is an element with its names resolved.
type Element struct {
	Name     xml.Name
	Attrs    []xml.Attr // sorted by name, without namespace declarations
	Children []*Element
	// Text is the text between the children, joined. White space alone counts only in an element
	// without children.
	Text string
}

// Parse reads a document, or an element that stands alone.
func Parse(doc []byte) (*Element, error) {
	d := xml.NewDecoder(bytes.NewReader(doc))
	root := new(Element)
	open := []*Element{root}
	scopes := []map[string]string{{"xml": "http://www.w3.org/XML/1998/namespace"}}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			scope := declare(scopes[len(scopes)-1], token.Attr)
			attrs, err := attributes(token.Attr, scope)
			if err != nil {
				return nil, err
			}
			if err := bound(token.Name, scope); err != nil {
				return nil, err
			}
			e := &Element{Name: token.Name, Attrs: attrs}
			top.Children = append(top.Children, e)
			open, scopes = append(open, e), append(scopes, scope)
		case xml.EndElement:
			if len(top.Children) > 0 {
				top.Text = strings.TrimSpace(top.Text)
			}
			open, scopes = open[:len(open)-1], scopes[:len(scopes)-1]
		case xml.CharData:
			top.Text += string(token)
		}
	}
	if len(root.Children) != 1 {
		return nil, fmt.Errorf("document has %d root elements", len(root.Children))
	}
	return root.Children[0], nil
}

// declare returns outer with the namespace declarations of attrs.
func declare(outer map[string]string, attrs []xml.Attr) map[string]string {
	scope := outer
	for _, a := range attrs {
		prefix, ok := "", a.Name.Space == "" && a.Name.Local == "xmlns"
		if a.Name.Space == "xmlns" {
			prefix, ok = a.Name.Local, true
		}
		if !ok {
			continue
		}
		inner := map[string]string{prefix: a.Value}
		for p, uri := range scope {
			if _, ok := inner[p]; !ok {
				inner[p] = uri
			}
		}
		scope = inner
	}
	return scope
}

// bound refuses a name whose prefix was never declared: encoding/xml leaves the prefix in its place.
func bound(n xml.Name, scope map[string]string) error {
	if n.Space == "" {
		return nil
	}
	for _, uri := range scope {
		if uri == n.Space {
			return nil
		}
	}
	return fmt.Errorf("prefix %q of %s is not declared", n.Space, n.Local)
}

// namesType reports an attribute whose value is the name of a type: xsi:type, and what arrays in SOAP encoding say of their
// items.
func namesType(n xml.Name) bool {
	switch n.Space {
	case xsi:
		return n.Local == "type"
	case "http://schemas.xmlsoap.org/soap/encoding/":
		return n.Local == "arrayType"
	case "http://www.w3.org/2003/05/soap-encoding":
		return n.Local == "itemType"
	}
	return false
}

// attributes returns attrs without the declarations, sorted, the value of one that names a type as {space}local.
func attributes(attrs []xml.Attr, scope map[string]string) ([]xml.Attr, error) {
	var kept []xml.Attr
	for _, a := range attrs {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		if namesType(a.Name) {
			value := strings.TrimSpace(a.Value) // an xs:QName, in which white space around does not count
			prefix, local, ok := strings.Cut(value, ":")
			if !ok {
				prefix, local = "", value
			}
			uri, declared := scope[prefix]
			if ok && !declared {
				return nil, fmt.Errorf("prefix %q of the type %s is not declared", prefix, local)
			}
			a.Value = "{" + uri + "}" + local
		}
		if err := bound(a.Name, scope); err != nil {
			return nil, err
		}
		kept = append(kept, a)
	}
	slices.SortFunc(kept, func(a, b xml.Attr) int {
		return strings.Compare(a.Name.Space+" "+a.Name.Local, b.Name.Space+" "+b.Name.Local)
	})
	return kept, nil
}

// Find returns the first element of the given local names, each a child of the one before.
func (e *Element) Find(path ...string) *Element {
	for _, local := range path {
		i := slices.IndexFunc(e.Children, func(c *Element) bool { return c.Name.Local == local })
		if i < 0 {
			return nil
		}
		e = e.Children[i]
	}
	return e
}

// String returns e as indented lines, one an element, attribute or text: a form to compare and to read.
func (e *Element) String() string {
	var b strings.Builder
	e.print(&b, "")
	return b.String()
}

func (e *Element) print(b *strings.Builder, indent string) {
	fmt.Fprintf(b, "%s%s\n", indent, name(e.Name))
	for _, a := range e.Attrs {
		fmt.Fprintf(b, "%s  @%s %q\n", indent, name(a.Name), a.Value)
	}
	if e.Text != "" {
		fmt.Fprintf(b, "%s  %q\n", indent, e.Text)
	}
	for _, c := range e.Children {
		c.print(b, indent+"  ")
	}
}

func name(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

// Diff returns "" when the documents are equal, else the lines that differ: "-" of want, "+" of got.
func Diff(want, got []byte) string {
	w, err := Parse(want)
	if err != nil {
		return fmt.Sprintf("want: %v\n", err)
	}
	g, err := Parse(got)
	if err != nil {
		return fmt.Sprintf("got: %v\n%s\n", err, got)
	}
	return Compare(w, g)
}

// Compare is Diff of elements.
func Compare(want, got *Element) string {
	return lines(strings.Split(want.String(), "\n"), strings.Split(got.String(), "\n"))
}

// lines drops what a and b share at both ends and prints the rest.
func lines(a, b []string) string {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var s strings.Builder
	for _, l := range a {
		fmt.Fprintf(&s, "-%s\n", l)
	}
	for _, l := range b {
		fmt.Fprintf(&s, "+%s\n", l)
	}
	return s.String()
}
