package soap

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/wsgen/runtime/xmltext"
)

// An expansion writes a message with its references replaced.
type expansion struct {
	outline
	op     *Operation
	limits xmltext.Limits
	failed map[string]*ReferenceError // by the name that is referred to
	scopes scopes
	depth  int
	gaps   int // items written that were not sent
	out    []byte
	err    error
}

const nsXSI = "http://www.w3.org/2001/XMLSchema-instance"

func newExpansion(ctx context.Context, l xmltext.Limits, op *Operation) *expansion {
	x := &expansion{outline: outline{ctx: ctx, ids: map[string][]*node{}}, op: op, limits: l, failed: map[string]*ReferenceError{}}
	x.scopes = newScopes(func(n int) {
		if err := x.spend(n); err != nil {
			x.fail(err)
		}
	})
	return x
}

// write writes the message. Of the header it is the blocks in SOAP encoding that change. What stands beside its first element because others refer to it is left out; so is what is
// said not to be the message (SOAP 1.1, clause 5.6).
func (x *expansion) write() error {
	pos := 0
	if x.header != nil {
		for _, n := range x.header.children {
			if x.copy(pos, n.from); n.literal {
				x.copy(n.from, n.after)
			} else {
				x.child(n, x.header.scope, "")
			}
			pos = n.after
		}
	}
	first := x.first()
	for _, n := range x.body.children {
		x.copy(pos, n.from)
		switch {
		case n == first && n.literal:
			x.copy(n.from, n.after)
		case n == first:
			x.child(n, x.body.scope, "")
		case !n.used && !n.independent:
			x.copy(n.from, n.after)
		}
		pos = n.after
	}
	x.copy(pos, len(x.text))
	return x.err
}

func (x *expansion) fail(err error) {
	if x.err == nil {
		x.err = err
	}
}

func (x *expansion) exceeds(limit string, most int64) {
	x.fail(&xmltext.LimitError{Limit: limit, Max: most, Path: "/Envelope/Body"})
}

// copy writes text as it stands.
func (x *expansion) copy(from, to int) {
	if x.room(to - from) {
		x.out = append(x.out, x.text[from:to]...)
	}
}

func (x *expansion) add(text string) {
	if x.room(len(text)) {
		x.out = append(x.out, text...)
	}
}

// room reports whether n more bytes may be written.
func (x *expansion) room(n int) bool {
	if int64(len(x.out)+n) > x.limits.Document {
		x.exceeds("Document", x.limits.Document)
	}
	return x.err == nil
}

// child writes n, or what it refers to. Around it the declarations of outer hold, but for that of the default namespace
// lost, which is none where it is not empty.
func (x *expansion) child(n *node, outer *scope, lost string) {
	t := n
	if n.refers {
		t = x.resolve(n)
		switch {
		case t == nil:
			t = n
		case t.open:
			x.failed[n.ref] = &ReferenceError{ID: n.ref, Cycle: true}
			t = n
		}
	}
	if err := x.spend(1); err != nil {
		x.fail(err)
	}
	if x.depth++; x.depth > x.limits.Depth {
		x.exceeds("Depth", int64(x.limits.Depth))
	}
	if x.err != nil {
		return
	}
	t.open = true
	name := string(x.text[n.from+1 : n.name])
	if t == n {
		x.copy(n.from, n.name)
		if lost != "" && !n.has(defaultNS) {
			x.declare("", lost)
		}
		x.attributes(n, true, "")
		lost = ""
	} else {
		name, lost = x.start(n, t, outer, lost)
	}
	x.add(">")
	x.content(t, lost)
	x.add("</" + name + ">")
	t.open = false
	x.depth--
}

func (n *node) has(kind attrKind) bool {
	return slices.ContainsFunc(n.attrs, func(a attribute) bool { return a.kind == kind })
}

// start writes the start tag of at for the content of t, with the attributes of t and what is declared for t. It returns the
// name, and the default namespace of t if that can't be declared here because the name is in none.
func (x *expansion) start(at, t *node, outer *scope, lost string) (name, losing string) {
	name = string(x.text[at.from+1 : at.name])
	space, local := split(at.scope, name)
	prefix := strings.TrimSuffix(strings.TrimSuffix(name, local), ":")
	var fresh []string // prefixes that nothing has declared for t, each with what it means
	find := func(uri string) string {
		p, isNew := x.scopes.prefixOf(t.scope, uri)
		if isNew {
			fresh = append(fresh, p, uri)
		}
		return p + ":"
	}
	types := ""
	switch {
	case t.scope.lookup(prefix) == space:
	case space != "":
		name = find(space) + local
	default:
		if losing = t.scope.lookup(""); t.has(typeName) {
			types = find(losing)
		}
	}
	x.add("<" + name)
	for _, b := range x.scopes.between(t.scope, outer) {
		x.declare(b.prefix, b.uri)
	}
	is, want := outer.lookup(""), t.scope.lookup("")
	if lost != "" {
		is = ""
	}
	if losing != "" {
		want = ""
	}
	if is != want {
		x.declare("", want)
	}
	for ; len(fresh) > 0; fresh = fresh[2:] {
		x.declare(fresh[0], fresh[1])
	}
	x.attributes(t, false, types)
	return name, losing
}

// declare writes a declaration.
func (x *expansion) declare(prefix, uri string) {
	if prefix != "" {
		prefix = ":" + prefix
	}
	x.add(" xmlns" + prefix + `="` + string(xmltext.AppendAttr(nil, uri)) + `"`)
}

// attributes writes those of n that have not done their work, and what it declares if it stands where it stood. Names of
// types without a prefix get that of types.
func (x *expansion) attributes(n *node, there bool, types string) {
	for _, a := range n.attrs {
		switch a.kind {
		case place:
			continue
		case identifier:
			if n.used {
				continue
			}
		case declaration, defaultNS:
			if !there {
				continue
			}
		}
		x.add(" ")
		value := bytes.IndexAny(x.text[a.from:a.to], `"'`) + 1
		if a.kind == typeName && types != "" && bytes.IndexByte(x.text[a.from+value:a.to], ':') < 0 {
			x.copy(a.from, a.from+value)
			x.add(types + string(bytes.TrimLeft(x.text[a.from+value:a.to], " \t\r\n")))
			continue
		}
		x.copy(a.from, a.to)
	}
}

// content writes what stands in n.
func (x *expansion) content(n *node, lost string) {
	if n.arranged {
		x.array(n, lost)
		return
	}
	pos := n.to
	for _, c := range n.children {
		x.copy(pos, c.from)
		x.child(c, n.scope, lost)
		pos = c.after
	}
	x.copy(pos, n.end)
}

// A stretch is part of an array's content: an element that is a node, or elements that are none.
type stretch struct {
	index, count int
	from, to     int // text
	node         *node
}

// items are those of an array. An item without a position follows the one before.
func (x *expansion) items(n *node) []stretch {
	var list []stretch
	pos, seen, next := n.to, 0, n.offset
	plain := func(before, to int) {
		if count := before - seen; count > 0 {
			list = append(list, stretch{next, count, pos, to, nil})
			next += count
			pos = to
		}
	}
	for _, c := range n.children {
		plain(c.before, c.from)
		if c.position >= 0 {
			next = c.position
		}
		list = append(list, stretch{next, 1, pos, c.from, c})
		pos, seen = c.after, c.before+1
		next++
	}
	plain(n.elements, n.end)
	slices.SortStableFunc(list, func(a, b stretch) int { return cmp.Compare(a.index, b.index) })
	return list
}

// array writes the items of an array in their places. One whose place is taken keeps its position, which is wrong.
func (x *expansion) array(n *node, lost string) {
	list := x.items(n)
	like := n
	if i := slices.IndexFunc(list, func(t stretch) bool { return t.node != nil }); i >= 0 {
		like = list[i].node
	}
	x.collide(n, list)
	next := 0
	for _, t := range list {
		if x.gaps += max(0, t.index-next); x.gaps > x.limits.Unknown {
			x.exceeds("Unknown", int64(x.limits.Unknown))
			return
		}
		for ; next < t.index && x.err == nil; next++ {
			x.gap(like, lost)
		}
		next = max(next, t.index+t.count)
		if x.copy(t.from, t.to); t.node != nil {
			x.child(t.node, n.scope, lost)
		}
	}
}

// collide has the positions written that lead to places which are taken, or all where it can't be told which.
func (x *expansion) collide(n *node, list []stretch) {
	next, all := 0, false
	for _, t := range list {
		switch {
		case t.index >= next:
		case t.node != nil && t.node.position >= 0:
			t.node.keepPlace()
		default:
			all = true
		}
		next = max(next, t.index+t.count)
	}
	if !all {
		return
	}
	for _, c := range n.children {
		c.keepPlace()
	}
}

// keepPlace has the position of n written.
func (n *node) keepPlace() {
	for i, a := range n.attrs {
		if a.kind == place {
			n.attrs[i].kind = other
		}
	}
}

// gap writes an item that was not sent: nil, named as another one is.
func (x *expansion) gap(like *node, lost string) {
	x.copy(like.from, like.name)
	for _, a := range like.attrs {
		if a.kind == declaration || a.kind == defaultNS {
			x.add(" ")
			x.copy(a.from, a.to)
		}
	}
	if lost != "" && !like.has(defaultNS) {
		x.declare("", lost)
	}
	p, fresh := x.scopes.prefixOf(like.scope, nsXSI)
	if fresh {
		x.declare(p, nsXSI)
	}
	x.add(" " + p + `:nil="true"/>`)
}
