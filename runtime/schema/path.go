package schema

import (
	"slices"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A path is that of a selector or a field: ways, of which each leads to nodes (Part 1, clause 3.11.6).
type path struct {
	text string
	ways []way
}

// A way leads from an element, or from any below it, over children to elements or to attributes of them.
type way struct {
	anywhere bool
	steps    []test
	attr     *test
}

// A test is of a name, of which either part can be any.
type test struct {
	name            xsd.QName
	anySpace, anyOf bool
}

func (x test) takes(name xsd.QName) bool {
	return (x.anySpace || x.name.Space == name.Space) && (x.anyOf || x.name.Local == name.Local)
}

// A node is an element or an attribute of one.
type node struct {
	tree *xmltext.Tree
	attr *xsd.QName // nil for the element itself
}

// path reads a path without white space, with the short forms of its axes.
func (p *parser) path(text string) path {
	read := path{text: text}
	for one := range strings.SplitSeq(text, "|") {
		var w way
		one, w.anywhere = strings.CutPrefix(one, ".//")
		for step := range strings.SplitSeq(one, "/") {
			name, attr := strings.CutPrefix(step, "@")
			switch {
			case attr:
				w.attr = new(p.test(name))
			case step != ".":
				w.steps = append(w.steps, p.test(step))
			}
		}
		read.ways = append(read.ways, w)
	}
	return read
}

func (p *parser) test(text string) test {
	name := p.name(text)
	return test{name: name, anySpace: text == "*", anyOf: name.Local == "*"}
}

// nodes are those that a path leads to, each once.
func (p path) nodes(from *xmltext.Tree) (list []node) {
	for _, w := range p.ways {
		for _, t := range w.elements(from) {
			if w.attr == nil {
				list = append(list, node{tree: t})
				continue
			}
			for i := range t.Attrs {
				if name := &t.Attrs[i].Name; name.Space != xsi && w.attr.takes(*name) {
					list = append(list, node{t, name})
				}
			}
		}
	}
	if len(p.ways) == 1 {
		return list
	}
	seen := map[node]bool{}
	return slices.DeleteFunc(list, func(n node) bool {
		before := seen[n]
		seen[n] = true
		return before
	})
}

func (w way) elements(from *xmltext.Tree) []*xmltext.Tree {
	list := []*xmltext.Tree{from}
	if w.anywhere {
		list = below(from, list)
	}
	for _, step := range w.steps {
		var next []*xmltext.Tree
		for _, t := range list {
			for _, child := range t.Children {
				if step.takes(child.Name) {
					next = append(next, child)
				}
			}
		}
		list = next
	}
	return list
}

// below adds all descendants of an element to a list.
func below(t *xmltext.Tree, list []*xmltext.Tree) []*xmltext.Tree {
	for _, child := range t.Children {
		list = below(child, append(list, child))
	}
	return list
}
