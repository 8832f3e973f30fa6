package main

import (
	"encoding/xml"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const xsi = "http://www.w3.org/2001/XMLSchema-instance"

// mutations change one thing about a document. Each returns false where there is nothing that it can change.
var mutations = []func(root *xmltext.Tree) bool{
	inParent(func(t *xmltext.Tree) bool { t.Children = t.Children[1:]; return true }),
	inParent(func(t *xmltext.Tree) bool { t.Children = t.Children[:len(t.Children)-1]; return true }),
	inParent(func(t *xmltext.Tree) bool {
		t.Children = append(t.Children, t.Children[len(t.Children)-1])
		return true
	}),
	inParent(func(t *xmltext.Tree) bool { t.Children = append(t.Children[:1:1], t.Children...); return true }),
	inParent(func(t *xmltext.Tree) bool {
		n := len(t.Children)
		t.Children[0], t.Children[n-1] = t.Children[n-1], t.Children[0]
		return t.Children[0].Name != t.Children[n-1].Name
	}),
	inParent(func(t *xmltext.Tree) bool {
		t.Children = append(t.Children, &xmltext.Tree{Name: xsd.QName{Local: "unheardOf"}, Parent: t})
		return true
	}),
	inParent(func(t *xmltext.Tree) bool { t.Text = "text"; return true }),
	func(root *xmltext.Tree) bool {
		root.Attrs.Set(xsd.QName{Local: "unheardOf"}, "x")
		return true
	},
	func(root *xmltext.Tree) bool {
		return first(root, func(t *xmltext.Tree) bool {
			for i, a := range t.Attrs {
				if a.Name.Space != xsi {
					t.Attrs = append(t.Attrs[:i:i], t.Attrs[i+1:]...)
					return true
				}
			}
			return false
		})
	},
	func(root *xmltext.Tree) bool {
		root.Attrs.Set(xsd.QName{Space: xsi, Local: "nil"}, "true")
		return true
	},
	inLeaf(func(t *xmltext.Tree) bool {
		t.Children = append(t.Children, &xmltext.Tree{Name: t.Name, Parent: t})
		return true
	}),
	values(func(string) string { return "" }),
	values(func(string) string { return "§ 1" }),
	values(func(s string) string { return s + s + s + s }),
	values(func(s string) string { return strings.TrimSuffix(s+" "+s+" "+s+" "+s, " ") }),
	values(func(string) string { return "-99999999999999999999" }),
	values(func(string) string { return "99999999999999999999" }),
	values(func(string) string { return "0" }),
	values(func(string) string { return "1999-12-31" }),
	values(func(s string) string { return s[:len(s)/2] }),
	values(strings.ToUpper),
	values(func(s string) string {
		return strings.Map(func(r rune) rune {
			if '0' <= r && r < '9' || 'a' <= r && r < 'z' {
				return r + 1
			}
			return r
		}, s)
	}),
}

// first calls fn for the elements of a tree, the innermost first, until it returns true.
func first(t *xmltext.Tree, fn func(*xmltext.Tree) bool) bool {
	for _, c := range t.Children {
		if first(c, fn) {
			return true
		}
	}
	return fn(t)
}

func inParent(fn func(*xmltext.Tree) bool) func(*xmltext.Tree) bool {
	return func(root *xmltext.Tree) bool {
		return first(root, func(t *xmltext.Tree) bool { return len(t.Children) > 0 && fn(t) })
	}
}

func inLeaf(fn func(*xmltext.Tree) bool) func(*xmltext.Tree) bool {
	return func(root *xmltext.Tree) bool {
		return first(root, func(t *xmltext.Tree) bool { return len(t.Children) == 0 && t.Text != "" && fn(t) })
	}
}

// values changes the first text or, in a document without texts, the first attribute.
func values(fn func(string) string) func(*xmltext.Tree) bool {
	return func(root *xmltext.Tree) bool {
		change := func(s *string) bool {
			before := strings.TrimSpace(*s)
			*s = fn(before)
			return *s != before
		}
		return inLeaf(func(t *xmltext.Tree) bool { return change(&t.Text) })(root) ||
			first(root, func(t *xmltext.Tree) bool {
				for i := range t.Attrs {
					if t.Attrs[i].Name.Space != xsi {
						return change(&t.Attrs[i].Value)
					}
				}
				return false
			})
	}
}

// write writes a tree as a document, ok is false where a prefix is missing.
func write(b *strings.Builder, t *xmltext.Tree) (ok bool) {
	name, ok := nameIn(t, t.Name, false)
	b.WriteString("<" + name)
	for _, n := range t.Bindings {
		if n.Prefix == "" {
			attribute(b, "xmlns", n.URI)
		} else {
			attribute(b, "xmlns:"+n.Prefix, n.URI)
		}
	}
	for _, a := range t.Attrs {
		n, found := nameIn(t, a.Name, true)
		ok = ok && found
		attribute(b, n, a.Value)
	}
	b.WriteString(">")
	_ = xml.EscapeText(b, []byte(t.Text))
	for _, c := range t.Children {
		ok = write(b, c) && ok
	}
	b.WriteString("</" + name + ">")
	return ok
}

func attribute(b *strings.Builder, name, value string) {
	b.WriteString(" " + name + `="`)
	_ = xml.EscapeText(b, []byte(value))
	b.WriteString(`"`)
}

// nameIn is a name with the prefix that it has at an element.
func nameIn(t *xmltext.Tree, name xsd.QName, attr bool) (string, bool) {
	if uri, _ := t.Resolve(""); !attr && uri == name.Space || attr && name.Space == "" {
		return name.Local, true
	}
	if name.Space == "http://www.w3.org/XML/1998/namespace" {
		return "xml:" + name.Local, true
	}
	for up := t; up != nil; up = up.Parent {
		for _, b := range up.Bindings {
			if uri, _ := t.Resolve(b.Prefix); b.Prefix != "" && b.URI == name.Space && uri == b.URI {
				return b.Prefix + ":" + name.Local, true
			}
		}
	}
	return name.Local, false
}
