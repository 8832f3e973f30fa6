package jsontext

import (
	"slices"
	"strings"
)

// Writing as XML an object whose members stand elsewhere than their elements do. The members that rules lead through
// are read in any case, as drift, and constants too: senders of such envelopes differ in it.

// byRules writes the attributes and the content of an element whose form has rules.
func (w *xmlWriter) byRules(p *plan, v int32) {
	base := len(w.places)
	for _, b := range p.rules.all {
		w.places = append(w.places, w.look(b, v, base))
	}
	for i := len(p.rules.all) - 1; i >= 0; i-- {
		b := p.rules.all[i]
		if w.places[base+i].live && b.up.up != nil && b.copied == nil {
			w.places[base+b.up.n].live = true
		}
	}
	w.branch(p, v, p.rules.root, base)
	w.places = w.places[:base]
}

// look finds what a branch has in the object v.
func (w *xmlWriter) look(b *branch, v int32, base int) place {
	x := place{open: b.up.up == nil || w.places[base+b.up.n].open}
	if b.mark != nil {
		m := w.lookup(v, b.mark)
		x.open = x.open && m != 0 && w.oneOf(m, b.values)
		if x.open {
			w.note(m, b)
		}
	}
	if !x.open {
		return x
	}
	if b.json != nil {
		if m := w.lookup(v, b.json); m != 0 && !w.values[m].taken {
			x.value, w.values[m].taken = m, true
			w.cased(m, b.json[len(b.json)-1])
		}
	}
	if b.copied != nil {
		x.value = w.lookup(v, b.copied)
	}
	x.live = x.value != 0 || b.stands()
	return x
}

// note marks a member as one that says a constant.
func (w *xmlWriter) note(m int32, b *branch) {
	x := &w.values[m]
	if x.noted {
		return
	}
	x.noted = true
	if w.cased(m, b.mark[len(b.mark)-1]); !slices.Contains(b.values, string(x.text)) {
		w.tolerate(m)
	}
}

// cased reports a member whose name has another case.
func (w *xmlWriter) cased(m int32, name string) {
	if string(w.values[m].name) != name {
		w.tolerate(m)
	}
}

func (w *xmlWriter) lookup(v int32, path []string) int32 {
	for _, name := range path {
		if v = w.anyCase(v, name); v == 0 {
			return 0
		}
	}
	return v
}

// anyCase finds a member, or else the first whose name differs in case alone; 0 for none.
func (w *xmlWriter) anyCase(v int32, name string) int32 {
	if m := w.tree.member(v, name); m != 0 {
		return m
	}
	if w.values[v].kind != '{' {
		return 0
	}
	for m := w.values[v].first; m != 0; m = w.values[m].next {
		if sameFold(w.values[m].name, name) {
			return m
		}
	}
	return 0
}

func sameFold(a []byte, b string) bool { return len(a) == len(b) && strings.EqualFold(string(a), b) }

// fold returns the slot whose member's name differs from a name in case alone; -1 for none.
func (p *plan) fold(name []byte) int32 {
	for k := range p.slots {
		if s := &p.slots[k]; s.Kind != NotCarried && sameFold(name, s.Name) && string(name) != s.Name {
			return int32(k)
		}
	}
	return -1
}

func (w *xmlWriter) oneOf(m int32, values []string) bool {
	for _, s := range values {
		if w.values[m].kind == '"' && sameFold(w.values[m].text, s) {
			return true
		}
	}
	return false
}

// branch writes the attributes and the content of an element that rules are about: what they give it, and by their
// own names what they leave of the object v, -1 for none.
func (w *xmlWriter) branch(p *plan, v int32, br *branch, base int) {
	mark := len(w.stack)
	for range p.slots {
		w.stack = append(w.stack, 0)
	}
	empty := false
	if v >= 0 {
		last := int32(-1)
		for m := w.values[v].first; m != 0; m = w.values[m].next {
			x := &w.values[m]
			if x.slot = -1; x.taken {
				continue
			}
			k := p.find(x.name, last)
			if k < 0 {
				k = w.other(p, v, m)
			}
			if k >= 0 && !br.kid(k).ruled() && w.stack[mark+int(k)] == 0 {
				x.slot, last = k, k
				w.stack[mark+int(k)] = m
				empty = empty || w.empty(&p.slots[k], m)
			}
		}
	}
	at := func(k int32) int32 {
		if b := br.kid(k); b != nil && w.places[base+b.n].value != 0 {
			return w.places[base+b.n].value
		}
		return w.stack[mark+int(k)]
	}
	for k := range p.elems {
		if m := at(k); m != 0 && k != p.text {
			w.attr(&p.slots[k], m)
		}
	}
	for m := w.rest(v); m != 0 && p.text >= 0; m = w.values[m].next {
		if x := &w.values[m]; x.slot < 0 && !x.taken && !x.noted {
			w.attribute(p, m)
		}
	}
	if empty {
		w.empties(p, v)
	}
	w.b = append(w.b, '>')
	if p.text >= 0 && at(p.text) != 0 {
		w.scalar(&p.slots[p.text], at(p.text))
	}
	for k := p.elems; int(k) < len(p.slots); k++ {
		b := br.kid(k)
		switch m := at(k); {
		case b != nil && len(b.kids) > 0 && (m != 0 || w.places[base+b.n].live), b != nil && b.mark != nil && m == 0 && w.places[base+b.n].live:
			w.inner(&p.slots[k], m, b, base)
		case m != 0:
			w.member(&p.slots[k], m)
		}
	}
	w.stack = w.stack[:mark]
	for m := w.rest(v); m != 0 && p.text < 0; m = w.values[m].next {
		if w.values[m].slot < 0 {
			w.unknown(p, m)
		}
	}
}

// other finds the slot of a member whose name has another case; -1 where there is none, or the object has a member of
// the very name.
func (w *xmlWriter) other(p *plan, v, m int32) int32 {
	k := p.fold(w.values[m].name)
	if k < 0 || w.tree.member(v, p.slots[k].Name) != 0 {
		return -1
	}
	return k
}

// rest is the first member of an object, or 0 where there is none.
func (w *xmlWriter) rest(v int32) int32 {
	if v < 0 {
		return 0
	}
	return w.values[v].first
}

// inner writes an element that rules are about, with the value m; 0 for none.
func (w *xmlWriter) inner(s *slot, m int32, b *branch, base int) {
	switch kind := w.values[m].kind; {
	case m == 0:
		m = -1
	case kind != '{' && !w.places[base+b.n].live:
		w.member(s, m)
		return
	case kind != '{' && kind != 'n':
		w.wrong(m, "object")
		return
	case kind == 'n':
		m = -1
	}
	outer := w.open(s.local, s.uri)
	if s.Form == nil {
		w.b = append(w.b, '>')
	} else {
		w.branch(s.Form.JSONForm().ready(), m, b, base)
	}
	w.close(s.local, outer)
}
