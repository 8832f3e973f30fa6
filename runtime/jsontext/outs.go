package jsontext

import (
	"bytes"
	"strings"
)

// Writing as JSON an element that rules are about: what becomes of it is collected first, since its members come from
// several places.

// An out is a value of the JSON to be written.
type out struct {
	name              string
	kind              outKind
	lazy              bool // an object that is left out when nothing is in it
	slot              *slot
	src               int32  // the element or attribute
	text              string // of a constant
	first, last, next int32  // 0 for none: the root is no child
}

type outKind uint8

const (
	outObject outKind = iota
	outMember
	outAttr
	outText
	outConstant
	outUnknown
	outRaw
)

// A claim is a constant or a copy that is looked at once all else is there.
type claim struct {
	b    *branch
	elem int32
	slot *slot
}

// A collector collects what a struct with rules is in JSON.
type collector struct {
	*jsonWriter
	base   int   // in outs: the object of the struct itself
	root   int32 // the element of the struct itself
	claims []claim
	fates  []fate // of the branches
}

// A fate is what a branch is in the document, and what it will be in one that the JSON is turned into.
type fate struct {
	elem int32 // the element or attribute; noChild for none
	open bool  // constants say that it and what it stands in are there
	live bool  // it will be there
}

// byRules writes an element whose form has rules.
func (w *jsonWriter) byRules(p *plan, e int32) {
	c := collector{jsonWriter: w, base: len(w.outs), root: e, fates: make([]fate, len(p.rules.all))}
	w.outs = append(w.outs, out{})
	if c.base == 0 {
		w.outs = append(w.outs, out{})
		c.base = 1
	}
	c.collect(p, e, p.rules.root, int32(c.base))
	c.settle()
	c.compare(p.rules)
	w.out(int32(c.base))
	w.outs = w.outs[:c.base]
}

// collect collects an element's attributes, text and children for the object obj; 0 for none.
func (c *collector) collect(p *plan, e int32, br *branch, obj int32) {
	n := c.elems[e].first
	for ; n != noChild && c.elems[n].attr; n = c.elems[n].next {
		c.attribute(p, n, br, obj)
	}
	switch {
	case p.text >= 0 && obj != 0:
		s := &p.slots[p.text]
		c.put(obj, out{name: s.Name, kind: outText, slot: s, src: e})
	case !isSpace(c.elems[e].text):
		c.lost(e, "/text()", false)
	}
	mark := len(c.seen)
	for range p.slots {
		c.seen = append(c.seen, false)
	}
	last, unknown := int32(-1), false
	for ; n != noChild; n = c.elems[n].next {
		x := &c.elems[n]
		if x.done {
			continue
		}
		if x.slot = p.place(x.uri, x.local, last); x.slot < 0 {
			unknown = true
			continue
		}
		last = x.slot
		s := &p.slots[x.slot]
		b := br.kid(x.slot)
		if !b.ruled() && (b == nil || len(b.kids) == 0) && !c.carried(s, n, mark) {
			continue
		}
		if b != nil {
			c.branch(p, s, n, b, obj, mark)
			continue
		}
		if !c.add(obj, out{name: s.Name, kind: outMember, slot: s, src: n}) {
			continue
		}
		c.gather(p, s, n)
	}
	c.emptied(p, e, obj, mark)
	c.seen = c.seen[:mark]
	if unknown {
		c.unknownKids(p, e, br, obj)
	}
}

func (c *collector) attribute(p *plan, n int32, br *branch, obj int32) {
	x := &c.elems[n]
	k := p.named(x.uri, x.local, true)
	if b := br.kid(k); k >= 0 && b.ruled() {
		c.fates[b.n].elem = n
		c.at(b, out{kind: outAttr, slot: &p.slots[k], src: n})
		return
	}
	switch {
	case x.uri == Namespace && string(x.local) == "empty":
	case k >= 0 && p.slots[k].Kind != NotCarried:
		c.add(obj, out{name: p.slots[k].Name, kind: outAttr, slot: &p.slots[k], src: n})
	case k < 0 && p.text >= 0 && (x.uri == "" || x.uri == Namespace):
		name, ok := c.memberName(p, x.local, true)
		kind := outUnknown
		if x.uri == Namespace {
			kind, ok = outRaw, ok && c.raw(x.text)
		}
		if !ok {
			c.lost(n, "", false)
			return
		}
		c.add(obj, out{name: name, kind: kind, src: n})
	default:
		hint := x.uri == xsiURI && (string(x.local) == "schemaLocation" || string(x.local) == "noNamespaceSchemaLocation")
		c.lost(n, "", k >= 0 || hint)
	}
}

// branch collects an element that rules are about.
func (c *collector) branch(p *plan, s *slot, n int32, b *branch, obj int32, mark int) {
	x := &c.elems[n]
	if at := mark + int(x.slot); c.seen[at] {
		if b.ruled() || len(b.kids) > 0 {
			c.lost(n, "", false)
			return
		}
	} else {
		c.seen[at] = true
		c.fates[b.n].elem = n
	}
	if b.mark != nil || b.copied != nil {
		c.claims = append(c.claims, claim{b, n, s})
	}
	if b.copied != nil {
		return
	}
	inner := int32(0)
	switch {
	case len(b.kids) == 0 && b.json != nil:
		if c.at(b, out{kind: outMember, slot: s, src: n}) != 0 {
			c.gather(p, s, n)
		}
		return
	case b.json != nil:
		inner = c.at(b, out{kind: outObject})
	case b.mark == nil && obj != 0 && s.Kind == Object:
		inner = c.put(obj, out{name: s.Name, kind: outObject, lazy: x.first != noChild})
	}
	if s.Form == nil {
		c.losses(n)
		return
	}
	if x.first == noChild && b.mark == nil && inner == 0 {
		c.lost(n, "", false)
	}
	c.collect(s.Form.JSONForm().ready(), n, b, inner)
}

// at puts a value where a branch's member is; 0 where that is taken already.
func (c *collector) at(b *branch, o out) int32 {
	obj := int32(c.base)
	for _, name := range b.json[:len(b.json)-1] {
		obj = c.container(obj, name)
	}
	if o.name = b.json[len(b.json)-1]; c.outChild(obj, o.name) != 0 {
		c.lost(o.src, "", false)
		return 0
	}
	return c.put(obj, o)
}

// container finds the object that is a member, or makes it.
func (c *collector) container(obj int32, name string) int32 {
	if n := c.outChild(obj, name); n != 0 {
		return n
	}
	return c.put(obj, out{name: name, kind: outObject})
}

func (c *collector) outChild(obj int32, name string) int32 {
	for n := c.outs[obj].first; n != 0; n = c.outs[n].next {
		if c.outs[n].name == name {
			return n
		}
	}
	return 0
}

// add puts a value into an object, unless there is none or it has such a member.
func (c *collector) add(obj int32, o out) bool {
	if obj == 0 || c.outChild(obj, o.name) != 0 {
		c.lost(o.src, "", false)
		return false
	}
	c.put(obj, o)
	return true
}

func (c *collector) put(obj int32, o out) int32 {
	n := int32(len(c.outs))
	c.outs = append(c.outs, o)
	if x := &c.outs[obj]; x.first == 0 {
		x.first, x.last = n, n
	} else {
		c.outs[x.last].next = n
		c.outs[obj].last = n
	}
	return n
}

// emptied adds the arrays whose emptiness an attribute keeps.
func (c *collector) emptied(p *plan, e, obj int32, mark int) {
	for n := c.elems[e].first; n != noChild && c.elems[n].attr; n = c.elems[n].next {
		if x := &c.elems[n]; x.uri == Namespace && string(x.local) == "empty" {
			for name := range bytes.FieldsSeq(x.text) {
				k, ok := p.members[string(memberName(nil, name))]
				if ok && p.slots[k].many && !p.slots[k].Items && !c.seen[mark+int(k)] {
					c.add(obj, out{name: p.slots[k].Name, kind: outConstant, text: "[]", src: n})
				}
			}
		}
	}
}

// unknownKids adds the children that the form does not have.
func (c *collector) unknownKids(p *plan, e int32, br *branch, obj int32) {
	var kids []int32
	for n := c.elems[e].first; n != noChild; n = c.elems[n].next {
		if x := &c.elems[n]; !x.attr && !x.done && x.slot < 0 {
			kids = append(kids, n)
		}
	}
	c.twins(kids)
	others := c.outs[obj].last // members of other names than the kids' come no more
	for _, n := range kids {
		x := &c.elems[n]
		if x.done {
			continue
		}
		name, ok := c.memberName(p, x.local, false)
		if k, known := p.members[name]; !ok || x.uri != "" || known && !br.kid(k).ruled() {
			c.lost(n, "", false)
			continue
		}
		if obj == 0 || c.before(obj, others, name) || c.renamed(p, br, obj, name) {
			c.lost(n, "", false)
			continue
		}
		c.put(obj, out{name: name, kind: outUnknown, src: n})
	}
}

// renamed reports whether an unknown member would be read as one of the form, in another case.
func (c *collector) renamed(p *plan, br *branch, obj int32, name string) bool {
	k := p.fold([]byte(name))
	return k >= 0 && !br.kid(k).ruled() && c.outChild(obj, p.slots[k].Name) == 0
}

// before reports whether one of the members of an object up to last has a name.
func (c *collector) before(obj, last int32, name string) bool {
	for n := c.outs[obj].first; n != 0 && last != 0; n = c.outs[n].next {
		if c.outs[n].name == name {
			return true
		}
		if n == last {
			break
		}
	}
	return false
}

// settle adds the constants and the copies that nothing else gives.
func (c *collector) settle() {
	for _, x := range c.claims {
		path := x.b.mark
		if path == nil {
			path = x.b.copied
		}
		there := c.member(path)
		switch {
		case there == 0:
			c.give(x, path)
		case x.b.mark != nil && !c.says(there, x.b.values, true), x.b.mark == nil && !c.says(there, []string{string(c.elems[x.elem].text)}, false):
			c.lost(x.elem, "", false)
		case x.b.mark != nil && c.outs[there].kind == outUnknown: // read as the constant, and gone with it
			c.lost(c.outs[there].src, "", false)
		}
	}
}

// give adds the member that a claim says. One that is an element of its own comes back as that, too.
func (c *collector) give(x claim, path []string) {
	obj := int32(c.base)
	for _, name := range path[:len(path)-1] {
		obj = c.container(obj, name)
	}
	o := out{name: path[len(path)-1], kind: outMember, slot: x.slot, src: x.elem}
	if x.b.mark != nil {
		o.kind, o.text = outConstant, string(appendString(nil, x.b.values[0]))
	}
	c.put(obj, o)
	if x.b.own != nil {
		c.added(x.b.own.in, x.b.own.path)
	}
}

// says reports whether a value is one of some texts.
func (c *collector) says(n int32, values []string, anyCase bool) bool {
	o := &c.outs[n]
	for _, s := range values {
		text := s
		switch o.kind {
		case outObject:
			return false
		case outConstant:
			s, text = o.text, string(appendString(nil, s))
		default:
			s = string(c.elems[o.src].text)
		}
		if s == text || anyCase && strings.EqualFold(s, text) {
			return true
		}
	}
	return false
}

// out writes a collected value.
func (w *jsonWriter) out(n int32) {
	o := w.outs[n]
	switch o.kind {
	case outMember:
		w.array(o.slot, o.src)
	case outAttr, outText:
		w.scalar(o.slot, o.src)
	case outConstant:
		w.b = append(w.b, o.text...)
	case outRaw:
		w.b = append(w.b, w.elems[o.src].text...)
	case outUnknown:
		if w.elems[o.src].attr {
			w.b = appendString(w.b, w.elems[o.src].text)
			return
		}
		w.unknown(o.src)
	default:
		w.b = append(w.b, '{')
		var l list
		for k := o.first; k != 0; k = w.outs[k].next {
			if x := &w.outs[k]; !x.lazy || x.first != 0 {
				w.key(&l, x.name)
				w.out(k)
			}
		}
		w.b = append(w.b, '}')
	}
}
