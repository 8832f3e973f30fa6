package xmltext

import (
	"encoding/binary"
	"slices"
	"strings"
)

// A plan is what the engine and the encoder make of a Type at its first use: the names of the bases and its own in
// one list, comparison words and tag fragments. It is immutable.
type plan struct {
	t        *Type
	ns       *Namespaces
	names    []entry
	attrs    []entry
	req      []int32  // positions that must occur
	reqAt    int      // attributes that must occur
	zero     []int32  // a count for each position, the alternative chosen of each choice, the states of groups
	oneOf    []choice // positions one of which must occur
	made     int      // choices that are made once
	max      []int32  // positions with a number that they may not exceed
	groups   []group
	writes   []int32          // positions that are written: all but those of a choice or a repeated group after the first
	state    int              // size of zero
	index    map[string][]int // positions by local name, in wide types alone
	any      []int            // wildcards
	others   []int            // positions of unknown elements
	follow   [][][2]int       // runs of what may come first, then next after each position, where that is looked at
	beside   []Beside
	text     bool
	textForm string
	formed   bool // some values are not written in the usual form of their types
	all      bool
	mixed    bool
	anyAt    bool
	cross    bool // a base is of another package
	quick    bool // the encoder needs nothing but tag fragments for children
	form     *form
	array    *Array    // nil but for an array in SOAP encoding
	document *Embedded // nil but for an element whose text is a document
}

// An entry is a Name made ready.
type entry struct {
	Name
	uri, prefix   string    // of the namespace
	slot          int       // where the decoder remembers the namespace's prefix, -1 for nowhere
	n             int       // len(Local)
	w1, m1, w2    uint64    // first and last bytes of Local
	open, close   string    // <p:local> </p:local>, or ` p:local="` and a quote for attributes
	dopen, dshut  string    // the same without prefix
	openW, closeW [3]uint64 // open and close as words, see put
	bit           uint64    // of the namespace in Encoder.used
	picks         []pick    // what the element chooses
	block         choice    // the positions around it that are Free, in which any may follow any
	group         int       // the innermost group around it, -1 for none
	own           int       // attributes that the type which has it declares itself
}

// A form is a MapForm made ready.
type form struct {
	entry, key, value entry
	hash, any         []int // positions of keys with # and of *
	kept              *Type // of an entry that no field takes
}

const wide = 16

func (t *Type) ready() *plan {
	if p := t.plan.Load(); p != nil {
		return p
	}
	return t.build()
}

func (t *Type) build() *plan {
	elements, attrs := t.Own()
	p := &plan{t: t, ns: t.NS, text: t.Text, textForm: t.TextForm, all: t.All, mixed: t.Mixed, anyAt: t.AnyAttr, array: t.Array, document: t.Document, beside: t.Beside}
	if p.ns == nil {
		p.ns = new(Namespaces)
	}
	if t.Base != nil {
		b := t.Base.ready()
		p.names = append(p.names, b.names...)
		p.attrs = append(p.attrs, b.attrs...)
		p.made = b.made
		if p.cross = b.cross || b.ns != p.ns; p.cross { // the base's numbers mean another table
			for i := range p.names {
				p.names[i].slot = -1
			}
			for i := range p.attrs {
				p.attrs[i].slot = -1
			}
		}
		p.beside = slices.Concat(b.beside, t.Beside)
		p.all = p.all || b.all && len(elements) == 0 // xs:all, to which a derived type can add attributes alone
		if p.textForm == "" {
			p.textForm = b.textForm
		}
		p.text, p.mixed, p.anyAt = p.text || b.text, p.mixed || b.mixed, p.anyAt || b.anyAt
	}
	own := len(p.names)
	for _, n := range elements {
		p.names = append(p.names, makeEntry(n, *p.ns, false))
	}
	if own < len(p.names) {
		p.names[own].Apart = true
	}
	for _, n := range attrs {
		a := makeEntry(n, *p.ns, true)
		a.own = len(attrs)
		p.attrs = append(p.attrs, a)
	}
	for _, c := range t.Choices {
		p.pick(c)
	}
	for i := range p.names {
		switch n := &p.names[i]; {
		case n.Any, n.AnyName:
			p.any = append(p.any, i)
		case n.Other:
			p.others = append(p.others, i)
		}
		if p.names[i].Req {
			p.req = append(p.req, int32(i))
		}
		if p.names[i].Max > 0 {
			p.max = append(p.max, int32(i))
		}
		if p.names[i].OneOf {
			p.oneOf = append(p.oneOf, makeChoice(p.names, i))
		}
	}
	if t.Form != nil {
		for i := range p.names {
			if n := &p.names[i]; n.Many || n.Local == "*" || hasHash(n.Local) {
				n.EmptyAbsent = false // only an entry can hold the key
			}
		}
		p.form = makeForm(t.Form, p.ns, p.names)
	}
	for i := range p.attrs {
		p.reqAt += b2i(p.attrs[i].Req)
	}
	p.addGroups(t)
	p.blocks()
	p.addWrites(t, own)
	p.zero = make([]int32, p.state)
	p.followers(t.Follow)
	typed := p.form == nil && p.typed()
	formed := func(f entry) bool { return f.Form != "" }
	p.formed = p.textForm != "" || slices.ContainsFunc(p.names, formed) || slices.ContainsFunc(p.attrs, formed)
	p.quick = p.form == nil && !typed && !slices.ContainsFunc(p.names, formed) && !p.cross && len(*p.ns) < 64
	if len(p.names) > wide {
		p.index = make(map[string][]int, len(p.names))
		for i := range p.names {
			p.index[p.names[i].Local] = append(p.index[p.names[i].Local], i)
		}
	}
	t.plan.CompareAndSwap(nil, p)
	return t.plan.Load()
}

// typed makes the positions whose xsi:type is part of the form, outside of a map, go the way on which it is looked
// at. It reports whether there is one.
func (p *plan) typed() bool {
	any := false
	for i := range p.names {
		if n := &p.names[i]; n.XSI != "" {
			n.slot, any = -1, true
		}
	}
	return any
}

// blocks finds the runs of positions that are Free and of one list. Lists of a base end with it.
func (p *plan) blocks() {
	for first := 0; first < len(p.names); first++ {
		end := first
		for end < len(p.names) && p.names[end].Free && (end == first || !p.names[end].Apart) {
			end++
		}
		for k := first; k < end; k++ {
			p.names[k].block = choice{first, end}
		}
		first = max(first, end-1)
	}
}

// addWrites finds the positions from own on at which a node writes.
func (p *plan) addWrites(t *Type, own int) {
	if t.Base != nil {
		p.writes = slices.Clone(t.Base.ready().writes)
	}
	silent := make([]bool, len(p.names))
	for k := own; k < len(p.names); k++ {
		silent[k] = p.names[k].Free && p.names[k].block.first < k
	}
	for _, c := range t.Choices {
		end := c.First
		for _, n := range c.Sizes {
			end += n
		}
		for k := c.First + 1; k < end; k++ {
			silent[k] = true
		}
	}
	for k := own; k < len(p.names); k++ {
		if !silent[k] {
			p.writes = append(p.writes, int32(k))
		}
	}
}

// A pick is an alternative, from 1, of the type's n-th choice.
type pick struct{ choice, alternative int32 }

// pick tells positions which alternative they are of.
func (p *plan) pick(c Choice) {
	k := c.First
	for i, n := range c.Sizes {
		for end := k + n; k < end; k++ {
			p.names[k].picks = append(p.names[k].picks, pick{int32(p.made), int32(i + 1)})
		}
	}
	p.made++
}

// A choice is the positions from first to before end.
type choice struct{ first, end int }

func makeChoice(names []entry, first int) choice {
	c := choice{first, first + 1}
	for c.end < len(names) && names[c.end].Or {
		c.end++
	}
	return c
}

func makeForm(f *MapForm, ns *Namespaces, names []entry) *form {
	m := &form{entry: makeEntry(f.Entry, *ns, false), key: makeEntry(f.Key, *ns, false), value: makeEntry(f.Value, *ns, false)}
	m.kept = &Type{NS: ns, Names: []Name{f.Key, f.Value}}
	for i := range names {
		switch {
		case names[i].Local == "*":
			m.any = append(m.any, i)
		case hasHash(names[i].Local):
			m.hash = append(m.hash, i)
		}
	}
	return m
}

func makeEntry(n Name, ns Namespaces, attr bool) entry {
	e := entry{Name: n, slot: int(n.NS), n: len(n.Local), bit: 1 << (n.NS & 63), group: -1}
	if n.Any || n.Other || n.Local == "" {
		e.n = -1
	}
	var head [8]byte
	copy(head[:], n.Local)
	e.w1 = binary.LittleEndian.Uint64(head[:])
	e.m1 = ^uint64(0)
	if len(n.Local) < 8 {
		e.m1 = 1<<(8*len(n.Local)) - 1
	} else {
		e.w2 = binary.LittleEndian.Uint64([]byte(n.Local[len(n.Local)-8:]))
	}
	if e.n < 0 {
		e.w1, e.m1 = 1, 0 // matches nothing
	}
	q := n.Local
	if n.NS > 0 && int(n.NS) <= len(ns) {
		e.uri, e.prefix = ns[n.NS-1].URI, ns[n.NS-1].Prefix
		q = e.prefix + ":" + q
	}
	if attr {
		e.open = " " + q + `="`
		e.close = `"`
		e.openW = words(e.open)
		return e
	}
	tags := "<" + q + "></" + q + ">"
	e.open, e.close = tags[:len(q)+2], tags[len(q)+2:]
	e.dopen, e.dshut = e.open, e.close
	e.openW, e.closeW = words(e.open), words(e.close)
	if len(q) != len(n.Local) {
		tags = "<" + n.Local + "></" + n.Local + ">"
		e.dopen, e.dshut = tags[:len(n.Local)+2], tags[len(n.Local)+2:]
	}
	return e
}

// at reports whether b[i:] starts with the entry's local name; b has 8 bytes at i.
func (e *entry) at(b []byte, i int) bool {
	if binary.LittleEndian.Uint64(b[i:])&e.m1 != e.w1 {
		return false
	}
	if e.n <= 8 {
		return true
	}
	end := i + e.n
	if end > len(b) || binary.LittleEndian.Uint64(b[end-8:]) != e.w2 {
		return false
	}
	return e.n <= 16 || string(b[i+8:end-8]) == e.Local[8:e.n-8]
}

// is reports whether the entry has the expanded name.
func (e *entry) is(local []byte, uri string) bool {
	return e.n == len(local) && string(local) == e.Local && (e.AnyForm || e.uri == uri)
}

func hasHash(s string) bool {
	for i := range len(s) {
		if s[i] == '#' {
			return true
		}
	}
	return false
}

// match finds the position of an element: by its name in the block of prev, then from prev on; as one that a wildcard
// from there on admits; then anywhere. It is -1 when the type has none.
func (p *plan) match(local []byte, uri string, prev int) int {
	if p.follow != nil {
		if k := p.next(local, uri, p.follow[prev+1]); k >= 0 {
			return k
		}
	}
	if prev >= 0 && p.names[prev].Free {
		b := p.names[prev].block
		for i := range b.end - b.first {
			k := b.first + (prev-b.first+i)%(b.end-b.first)
			if p.names[k].is(local, uri) {
				return k
			}
		}
	}
	from, wild := prev+1, prev+1
	if prev >= 0 && (p.names[prev].Many || p.names[prev].Free) {
		from, wild = prev, prev
	}
	if prev >= 0 && p.names[prev].Free {
		wild = p.names[prev].block.first
	}
	first, k := p.named(local, uri, from)
	if k >= 0 {
		return k
	}
	if !p.all {
		if k = p.wild(uri, wild); k >= 0 {
			return k
		}
	}
	switch {
	case first >= 0 && prev > first && p.names[prev].is(local, uri):
		return prev // an element that comes twice in a row repeats it
	case first >= 0:
		return first
	}
	if k = p.wild(uri, 0); k >= 0 {
		return k
	}
	return p.other(prev)
}

// named finds the first position of a name, and the first from a position on; -1 for none.
func (p *plan) named(local []byte, uri string, from int) (first, next int) {
	first = -1
	if p.index != nil {
		for _, k := range p.index[string(local)] {
			if p.same(k, uri) {
				if k >= from {
					return first, k
				}
				if first < 0 {
					first = k
				}
			}
		}
		return first, -1
	}
	for k := range p.names {
		if p.names[k].is(local, uri) {
			if k >= from {
				return first, k
			}
			if first < 0 {
				first = k
			}
		}
	}
	return first, -1
}

// wild finds the first wildcard from a position on that admits a namespace.
func (p *plan) wild(uri string, from int) int {
	for _, k := range p.any {
		if k >= from && Admits(p.names[k].Spaces, uri) {
			return k
		}
	}
	return -1
}

// other finds where an unknown element goes: behind prev in the same list, or into the list that starts there; -1 for nowhere.
func (p *plan) other(prev int) int {
	found := -1
	for _, k := range p.others {
		if b := p.names[k].block; b.first-1 <= prev && prev < b.end {
			if found = k; k >= prev {
				break
			}
		}
	}
	return found
}

// together reports whether positions k to prev are of one repeated group, in which any may follow any.
func (p *plan) together(k, prev int) bool {
	return p.names[k].Free && p.names[k].block == p.names[prev].block
}

func (p *plan) same(k int, uri string) bool {
	e := &p.names[k]
	return !e.Any && !e.Other && (e.AnyForm || e.uri == uri)
}

// Admits reports whether a wildcard admits names of a namespace, "" for none (XML Schema Part 1, clause 3.10.4). Its list holds
// URIs, "" for none; or, behind a !, those that it does not admit, nor names in none. An empty list admits all.
func Admits(spaces []string, uri string) bool {
	others := len(spaces) == 0
	for _, s := range spaces {
		if not, excludes := strings.CutPrefix(s, "!"); excludes {
			if others = uri != "" && uri != not; !others {
				return false
			}
		} else if s == uri {
			return true
		}
	}
	return others
}

// admitsAttr reports whether a wildcard of t or of a base admits attributes of a namespace.
func (t *Type) admitsAttr(uri string) bool {
	for ; t != nil; t = t.Base {
		if t.AnyAttr && Admits(t.AttrSpaces, uri) {
			return true
		}
	}
	return false
}

// words are the first, second and last 8 bytes of a tag of 8 to 24 bytes. The second goes too far in a tag of less than
// 16, and is zero in effect: the last is written over it.
func words(s string) (w [3]uint64) {
	if len(s) < 8 || len(s) > 24 {
		return w
	}
	b := append([]byte(s), make([]byte, 8)...)
	w[0], w[1], w[2] = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]), binary.LittleEndian.Uint64(b[len(s)-8:])
	return w
}

// put appends the tag s: most are short, and three stores are cheaper than a copy.
func put(b []byte, s string, w *[3]uint64) []byte {
	n, l := len(b), len(s)
	if uint(l-8) > 16 || cap(b)-n < 24 {
		return append(b, s...)
	}
	b = b[:n+24]
	t := (*[24]byte)(b[n:])
	binary.LittleEndian.PutUint64(t[:], w[0])
	binary.LittleEndian.PutUint64(t[8:], w[1])
	binary.LittleEndian.PutUint64(t[l-8:l], w[2])
	return b[:n+l]
}
