package schema

import (
	"cmp"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// An identity is a constraint of identity: a key, a keyref or a unique (Part 1, clause 3.11).
type identity struct {
	kind        string
	name, refer xsd.QName
	selector    path
	fields      []path
}

// A table has the nodes of an element that keys select, by what their fields hold; nil where several elements below it have
// such a node.
type table map[xsd.QName]map[string]*xmltext.Tree

// of returns what a key selects, to be added to.
func (t *table) of(key xsd.QName) map[string]*xmltext.Tree {
	if *t == nil {
		*t = table{}
	}
	if (*t)[key] == nil {
		(*t)[key] = map[string]*xmltext.Tree{}
	}
	return (*t)[key]
}

// A governed element has been checked by a declaration and a type.
type governed struct {
	decl *element
	typ  *typ
	path string
}

// identities checks the constraints of an element whose content has been checked. What they select is known to the elements around
// it, too: a keyref can stand further out than its key (clause 3.11.4).
func (c *checker) identities(decl *element, t *xmltext.Tree) {
	last := len(c.tables) - 1
	found := c.tables[last]
	for _, x := range decl.identities {
		if x.kind == "keyref" {
			continue
		}
		own := map[string]*xmltext.Tree{}
		c.eachSelected(x, t, func(at *xmltext.Tree, value string) {
			if own[value] != nil {
				c.broken(x, at, "must differ from others in "+x.by())
			}
			own[value] = at
		})
		for value, at := range own {
			found.of(x.name)[value] = at
		}
	}
	for _, x := range decl.identities {
		if x.kind == "keyref" && c.keys[x.refer] { // else the key is one of what these rules do not have
			c.eachSelected(x, t, func(at *xmltext.Tree, value string) {
				if found[x.refer][value] == nil {
					c.broken(x, at, "must refer to the key "+x.refer.Local+" by "+x.by())
				}
			})
		}
	}
	if c.tables = c.tables[:last]; last == 0 {
		return
	}
	for key, nodes := range found {
		outer := c.tables[last-1].of(key)
		for value, at := range nodes {
			if _, twice := outer[value]; twice {
				at = nil
			}
			outer[value] = at
		}
	}
}

// by is the fields of a constraint, for messages.
func (x *identity) by() string {
	list := make([]string, len(x.fields))
	for i, f := range x.fields {
		if list[i] = f.text; f.text == "." {
			list[i] = "its value"
		}
	}
	return strings.Join(list, ", ")
}

// eachSelected calls fn for the nodes that have all fields, with their values. A key needs all.
func (c *checker) eachSelected(x *identity, t *xmltext.Tree, fn func(at *xmltext.Tree, value string)) {
	for _, n := range x.selector.nodes(t) {
		value, whole := "", true
		for _, f := range x.fields {
			switch nodes := f.nodes(n.tree); len(nodes) {
			case 0:
				text, known := c.absent(f, n.tree)
				value, whole = value+text, whole && known
			case 1:
				text, known := c.held(nodes[0])
				value, whole = value+text, whole && known
			default:
				c.broken(x, n.tree, "must hold one "+f.text)
				whole = false
			}
		}
		switch {
		case whole:
			fn(n.tree, value)
		case x.kind == "key":
			c.broken(x, n.tree, "must hold "+x.by())
		}
	}
}

// held is the value of a node as text that equal ones share, behind its length; known is false for what has none.
func (c *checker) held(n node) (text string, known bool) {
	g := c.governed[n.tree]
	if n.attr != nil {
		text, _ = n.tree.Attrs.Get(*n.attr)
		return inLength(c.attrType(g.typ, *n.attr).canon(text, n.tree)), true
	}
	if isNil(n.tree) || len(n.tree.Children) > 0 {
		return "", false
	}
	var simple *typ
	if g.typ != nil {
		simple = g.typ.simple()
	}
	text = n.tree.Text
	if text == "" && g.decl != nil {
		if stands := cmp.Or(g.decl.initial, g.decl.fixed); stands != nil {
			text = *stands
		}
	}
	return inLength(simple.canon(text, n.tree)), true
}

// absent is what an attribute that a field leads to and that is absent has: its default, or the one value that it can have.
func (c *checker) absent(f path, t *xmltext.Tree) (text string, known bool) {
	for _, w := range f.ways {
		if w.attr == nil {
			continue
		}
		for _, at := range w.elements(t) {
			typ := c.governed[at].typ
			if typ == nil {
				continue
			}
			typ.eachAttr(func(a *attr) bool {
				if stands := cmp.Or(a.initial, a.fixed); stands != nil && w.attr.takes(a.name) {
					text, known = inLength(a.typ.canon(*stands, at)), true
				}
				return !known
			})
			if known {
				return text, true
			}
		}
	}
	return "", false
}

func inLength(s string) string { return strconv.Itoa(len(s)) + ":" + s }

// attrType is the type of an attribute of an element, nil for one that is not known.
func (c *checker) attrType(t *typ, name xsd.QName) (found *typ) {
	if t != nil {
		t.eachAttr(func(a *attr) bool {
			if a.name == name {
				found = a.typ
			}
			return found == nil
		})
	}
	if a := c.attrs[name]; found == nil && a != nil {
		return a.typ
	}
	return found
}

// broken reports a constraint that an element breaks.
func (c *checker) broken(x *identity, at *xmltext.Tree, message string) {
	path := c.governed[at].path
	if path == "" { // nothing is known of it
		path = c.v.Path("")
	}
	c.v.Add(xsd.Violation{Path: path, Rule: x.kind, Message: message})
}
