package soap

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xmltext"
)

// A node is an element of a body that references or positions concern, or that stands around one.
type node struct {
	children []*node
	scope    *scope // inside it
	from, to int    // its start tag
	name     int    // where the name ends
	end      int    // its end tag
	after    int
	attrs    []attribute
	before   int // elements before it in the same element
	elements int // in it

	id          string
	ref         string // what it refers to, if refers
	refers      bool
	used        bool // others refer to it
	independent bool // enc:root="0"
	offset      int
	position    int  // -1 without one
	arranged    bool // it has an offset, or children with positions
	literal     bool // it stands in what is not in SOAP encoding
	open        bool // while it is written
	target      *node
	resolved    bool
}

// An attribute is the place of one in a start tag.
type attribute struct {
	from, to int
	kind     attrKind
}

type attrKind uint8

const (
	other       attrKind = iota
	declaration          // of a prefix
	defaultNS            // of the default namespace
	identifier           // or what else says that others refer to it
	typeName             // its value is the name of a type
	place                // offset or position
)

// maxNodes bounds the elements that are looked at one by one.
const maxNodes = 1 << 20

// An outline is what the text of a message holds besides stretches that stay as they are.
type outline struct {
	ctx    context.Context
	text   []byte
	header *node // nil without one
	body   *node
	refs   []*node
	ids    map[string][]*node
	fault  bool // the body holds one
	placed bool // something has an offset or a position
	nodes  int
	steps  int // of work

	open []frame
}

// A frame is an open element.
type frame struct {
	node
	kept *node // the element as a node, once it is one
}

// Start notes an element. What concerns references makes nodes of it and of all around it.
func (o *outline) Start(t *xmltext.StartTag) error {
	if err := o.spend(1); err != nil {
		return err
	}
	depth := len(o.open)
	if depth < cap(o.open) {
		o.open = o.open[:depth+1]
	} else {
		o.open = append(o.open, frame{})
	}
	f := &o.open[depth]
	f.node, f.kept = node{from: t.From, to: t.To, name: t.From + 1 + len(t.Name), position: -1, attrs: f.attrs[:0]}, nil
	inside := depth >= 2 && o.open[1].kept != nil
	keep := inside && depth == 2
	if depth > 0 {
		up := &o.open[depth-1]
		f.scope, f.before = up.scope, up.elements
		up.elements++
		keep = keep || up.kept != nil && (up.kept.offset > 0 && f.before == 0 || up.kept.id != "" && up.scope.lookup("") != "")
	}
	for i := range t.Attrs {
		a := &t.Attrs[i]
		kind := other
		switch {
		case a.Decl && a.Local == nil:
			kind, f.scope = defaultNS, f.scope.declare("", string(a.Value))
		case a.Decl:
			kind, f.scope = declaration, f.scope.declare(string(a.Local), string(a.Value))
		case inside:
			kind = f.note(a)
		}
		f.attrs = append(f.attrs, attribute{a.From, a.To, kind})
	}
	if depth == 1 && o.body == nil {
		switch {
		case isEnvelope(f.scope, string(t.Name), "Body"):
			o.body = new(node)
			*o.body, f.kept = f.node, o.body
		case o.header == nil && isEnvelope(f.scope, string(t.Name), "Header"):
			o.header = new(node)
			*o.header, f.kept = f.node, o.header
		}
	}
	if depth == 2 && o.body != nil && inside {
		o.fault = o.fault || isEnvelope(f.scope, string(t.Name), "Fault")
	}
	if keep || f.refers || f.id != "" || f.position >= 0 || f.arranged {
		return o.keep(depth)
	}
	return nil
}

// isEnvelope reports the name of an element of the envelope, of either version.
func isEnvelope(s *scope, name, local string) bool {
	space, l := split(s, name)
	return l == local && (space == ns11 || space == ns12)
}

// split is the namespace and the local part of an element's name.
func split(s *scope, name string) (space, local string) {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", prefix
	}
	return s.lookup(prefix), local
}

// note reads an attribute that SOAP encoding has.
func (n *node) note(a *xmltext.TagAttr) attrKind {
	value := strings.TrimSpace(string(a.Value))
	switch local := string(a.Local); {
	case local == "id" && (a.Space == "" || a.Space == enc12):
		n.id = value
		return identifier
	case local == "href" && a.Space == "" && strings.HasPrefix(value, "#"):
		n.ref, n.refers = value[1:], true
	case local == "ref" && a.Space == enc12:
		n.ref, n.refers = strings.TrimPrefix(value, "#"), true
	case local == "type" && a.Space == nsXSI, local == "arrayType" && a.Space == enc11, local == "itemType" && a.Space == enc12:
		return typeName
	case local == "root" && a.Space == enc11:
		n.independent = value == "0" || value == "false"
		return identifier
	case local == "position" && a.Space == enc11:
		if p, ok := index(value); ok {
			n.position = p
			return place
		}
	case local == "offset" && a.Space == enc11:
		if p, ok := index(value); ok {
			n.offset, n.arranged = p, true
			return place
		}
	}
	return other
}

// index reads [n], the index of an item (SOAP 1.1, clauses 5.4.2.1 and 5.4.2.2). Indexes of several dimensions are none.
func index(s string) (int, bool) {
	s, left := strings.CutPrefix(s, "[")
	s, right := strings.CutSuffix(s, "]")
	n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 31)
	return int(n), err == nil && left && right
}

// keep makes nodes of the open elements up to depth.
func (o *outline) keep(depth int) error {
	from := depth
	for from > 1 && o.open[from-1].kept == nil {
		from--
	}
	for i := from; i <= depth; i++ {
		f := &o.open[i]
		if f.kept != nil {
			continue
		}
		if o.nodes++; o.nodes > maxNodes {
			return &xmltext.LimitError{Limit: "references", Max: maxNodes}
		}
		n := new(node)
		*n = f.node
		n.attrs = append([]attribute(nil), f.attrs...)
		f.kept = n
		if i > 1 {
			up := o.open[i-1].kept
			up.children = append(up.children, n)
			up.arranged = up.arranged || n.position >= 0
		}
	}
	n := o.open[depth].kept
	if n.refers {
		o.refs = append(o.refs, n)
	}
	if n.id != "" {
		o.ids[n.id] = append(o.ids[n.id], n)
	}
	o.placed = o.placed || n.arranged || n.position >= 0
	return nil
}

// End notes where an element ends.
func (o *outline) End(from, to int) {
	f := &o.open[len(o.open)-1]
	if n := f.kept; n != nil {
		n.end, n.after, n.elements = from, to, f.elements
	}
	o.open = o.open[:len(o.open)-1]
}

// spend counts work, and looks now and then whether it is still wanted.
func (o *outline) spend(n int) error {
	before := o.steps
	if o.steps += n; o.steps>>12 != before>>12 {
		return o.ctx.Err()
	}
	return nil
}

// blank reports text without characters but white space: comments and instructions are none.
func blank(text []byte) bool {
	for text = bytes.TrimSpace(text); len(text) > 0; text = bytes.TrimSpace(text) {
		end := []byte("-->")
		switch {
		case bytes.HasPrefix(text, []byte("<?")):
			end = []byte("?>")
		case !bytes.HasPrefix(text, []byte("<!--")):
			return false
		}
		_, text, _ = bytes.Cut(text, end)
	}
	return true
}
