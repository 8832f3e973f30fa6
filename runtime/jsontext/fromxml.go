package jsontext

import (
	"bytes"
	"slices"
)

// A jsonWriter writes a tree of XML as JSON.
type jsonWriter struct {
	*xmlTree
	opt     *Options
	b       []byte
	structs []opened
	err     error
}

// write appends the JSON of XML text that is well-formed.
func write(b []byte, f *Form, text []byte, opt *Options) ([]byte, error) {
	if b, ok := stream(b, f.ready(), text); ok {
		return b, nil
	}
	t := scanXML(text, f.ready())
	defer t.release()
	w := jsonWriter{xmlTree: t, opt: opt.orZero(), b: b}
	w.object(f.ready(), 0)
	if w.err != nil {
		return b, w.err
	}
	return w.b, nil
}

// A list is what stands between braces or brackets.
type list struct{ more bool }

func (w *jsonWriter) comma(l *list) {
	if l.more {
		w.b = append(w.b, ',')
	}
	l.more = true
}

func (w *jsonWriter) key(l *list, name string) {
	w.comma(l)
	w.b = append(appendString(w.b, name), ':')
}

func (w *jsonWriter) slotKey(l *list, s *slot) {
	w.comma(l)
	w.b = append(w.b, s.key...)
}

// object writes an element with its attributes, its text and its children.
func (w *jsonWriter) object(p *plan, e int32) {
	w.structs = append(w.structs, opened{p, e})
	defer func() { w.structs = w.structs[:len(w.structs)-1] }()
	if p.rules != nil {
		w.byRules(p, e)
		return
	}
	w.b = append(w.b, '{')
	var l list
	c := w.attributes(p, e, &l)
	w.beside(p, e, c, &l)
	if p.text >= 0 {
		w.slotKey(&l, &p.slots[p.text])
		w.scalar(&p.slots[p.text], e)
	} else if !isSpace(w.elems[e].text) {
		w.lost(e, "/text()", false)
	}
	mark := len(w.seen)
	for range p.slots {
		w.seen = append(w.seen, false)
	}
	unknown, last := false, int32(-1)
	for ; c != noChild; c = w.elems[c].next {
		x := &w.elems[c]
		if x.done {
			continue
		}
		if x.slot = p.place(x.uri, x.local, last); x.slot < 0 {
			unknown = true
			continue
		}
		last = x.slot
		if s := &p.slots[x.slot]; w.carried(s, c, mark) {
			w.member(&l, s, c, p)
		}
	}
	w.empties(p, e, &l, mark)
	w.seen = w.seen[:mark]
	if unknown {
		w.unknowns(&l, p, e, nil)
	}
	w.b = append(w.b, '}')
}

// carried reports whether an element can be a member: that its slot is one, and not taken already.
func (w *jsonWriter) carried(s *slot, c int32, mark int) bool {
	x := &w.elems[c]
	if s.Kind == NotCarried {
		w.lost(c, "", !s.Refused)
		return false
	}
	if x.null && !s.Nil && !s.many {
		w.lost(c, "/@nil", false)
		return false
	}
	if at := mark + int(x.slot); w.seen[at] {
		w.lost(c, "", false)
		return false
	} else {
		w.seen[at] = true
	}
	return true
}

// attributes writes the attributes that are members and returns the first child that is an element.
func (w *jsonWriter) attributes(p *plan, e int32, l *list) int32 {
	c := w.elems[e].first
	for ; c != noChild && w.elems[c].attr; c = w.elems[c].next {
		x := &w.elems[c]
		if x.done {
			continue
		}
		k := p.named(x.uri, x.local, true)
		switch {
		case k >= 0 && p.slots[k].Kind != NotCarried:
			w.slotKey(l, &p.slots[k])
			w.scalar(&p.slots[k], c)
		default:
			w.otherAttr(p, c, k, l)
		}
	}
	return c
}

// beside writes the elements, from c on, that are read as an attribute which is not there, and takes one for the text if that is
// blank. What JSON is turned into has neither of them: the contract says in which form they are written.
func (w *jsonWriter) beside(p *plan, e, c int32, l *list) {
	for ; p.beside != nil && c != noChild; c = w.elems[c].next {
		x := &w.elems[c]
		k, ok := p.beside[string(x.local)]
		switch {
		case !ok || x.uri != "" || x.first != noChild || x.null || x.done:
			continue
		case k == p.text && isSpace(w.elems[e].text):
			w.elems[e].text = x.text
		case k != p.text && !w.hasAttr(p, e, k):
			w.slotKey(l, &p.slots[k])
			w.scalar(&p.slots[k], c)
		default:
			continue
		}
		x.done, x.slot = true, k
		w.lost(c, "", true)
	}
}

// hasAttr reports whether an element has the attribute of a slot, or an element that was read as that.
func (w *jsonWriter) hasAttr(p *plan, e, k int32) bool {
	for c := w.elems[e].first; c != noChild; c = w.elems[c].next {
		if x := &w.elems[c]; x.attr && p.named(x.uri, x.local, true) == k || !x.attr && x.done && x.slot == k {
			return true
		}
	}
	return false
}

// otherAttr writes an attribute that is unknown beside a text, as toxml.go writes it; others are lost.
func (w *jsonWriter) otherAttr(p *plan, c, k int32, l *list) {
	x := &w.elems[c]
	hint := x.uri == xsiURI && (string(x.local) == "schemaLocation" || string(x.local) == "noNamespaceSchemaLocation")
	name, ok := w.memberName(p, x.local, true)
	_, taken := p.members[name]
	switch {
	case x.uri == Namespace && string(x.local) == "empty":
	case k >= 0 || p.text < 0 || !ok || taken || x.uri != "" && x.uri != Namespace:
		w.lost(c, "", k >= 0 || hint)
	case x.uri == "":
		w.key(l, name)
		w.b = appendString(w.b, x.text)
	case !w.raw(x.text):
		w.lost(c, "", false)
	default:
		w.key(l, name)
		w.b = append(w.b, x.text...)
	}
}

// memberName is the member that an unknown element or attribute stands for; false when none is written so.
func (w *jsonWriter) memberName(p *plan, local []byte, attr bool) (string, bool) {
	name := memberName(nil, local)
	plain := appendName(nil, name, false)
	clash := p != nil && p.named("", plain, attr) >= 0 || attr && string(plain) == "empty"
	if clash {
		plain = appendName(nil, name, true)
	}
	return string(name), bytes.Equal(plain, local)
}

// raw reports whether text is JSON.
func (w *jsonWriter) raw(text []byte) bool {
	t, err := parse(text, w.opt)
	t.release()
	return err == nil
}

// member writes the member that an element is, with those behind it that are items of the same array.
func (w *jsonWriter) member(l *list, s *slot, c int32, p *plan) {
	w.slotKey(l, s)
	w.gather(p, s, c)
	w.array(s, c)
}

// gather marks the items behind the first of an array as done.
func (w *jsonWriter) gather(p *plan, s *slot, c int32) {
	if !s.many || s.Items {
		return
	}
	k := w.elems[c].slot
	for i := w.elems[c].next; i != noChild; i = w.elems[i].next {
		if x := &w.elems[i]; !x.done && p.place(x.uri, x.local, k-1) == k {
			x.slot, x.done = k, true
		}
	}
}

// array writes the value of a member: that of its element, or with an array those that gather marked.
func (w *jsonWriter) array(s *slot, c int32) {
	if !s.many || s.Items {
		w.value(s, c)
		return
	}
	w.b = append(w.b, '[')
	var items list
	k := w.elems[c].slot
	for i := c; i != noChild; i = w.elems[i].next {
		if x := &w.elems[i]; i == c || x.done && x.slot == k {
			w.comma(&items)
			w.value(s, i)
		}
	}
	w.b = append(w.b, ']')
}

// value writes the value of one element.
func (w *jsonWriter) value(s *slot, e int32) {
	switch {
	case w.elems[e].out != nil:
		w.b = append(w.b, w.elems[e].out...)
	case w.elems[e].null:
		w.b = append(w.b, "null"...)
		w.losses(e)
	case s.Items:
		w.items(s, e)
	case s.Choose != nil:
		if form := w.choice(s.Choose); form != nil {
			w.object(form.JSONForm().ready(), e)
			return
		}
		w.unknown(e)
	case s.Kind == Object:
		w.object(s.Form.JSONForm().ready(), e)
	default:
		w.losses(e)
		w.scalar(s, e)
	}
}

// items writes an element that groups items as their array.
func (w *jsonWriter) items(s *slot, e int32) {
	p, item := s.item()
	w.b = append(w.b, '[')
	var l list
	if !isSpace(w.elems[e].text) {
		w.lost(e, "/text()", false)
	}
	for c := w.elems[e].first; c != noChild; c = w.elems[c].next {
		x := &w.elems[c]
		if x.attr || p.place(x.uri, x.local, p.elems-1) != p.elems {
			w.lost(c, "", false)
			continue
		}
		w.comma(&l)
		w.value(item, c)
	}
	w.b = append(w.b, ']')
}

// losses reports what stands in an element that has text alone.
func (w *jsonWriter) losses(e int32) {
	for c := w.elems[e].first; c != noChild; c = w.elems[c].next {
		w.lost(c, "", false)
	}
}

// scalar writes a text.
func (w *jsonWriter) scalar(s *slot, e int32) {
	w.b = appendScalar(w.b, w.elems[e].text, s.Kind)
}

// appendScalar appends a text as a value of a kind. One that is not of the kind is a string, which reads back.
func appendScalar(b, text []byte, k Kind) []byte {
	switch k {
	case Decimal, Integer, Float:
		if b, ok := appendNumber(b, text, k); ok {
			return b
		}
	case Boolean:
		switch string(trim(text)) {
		case "true", "1":
			return append(b, "true"...)
		case "false", "0":
			return append(b, "false"...)
		}
	}
	return appendString(b, text)
}

// empties writes the arrays whose emptiness an attribute keeps.
func (w *jsonWriter) empties(p *plan, e int32, l *list, mark int) {
	for c := w.elems[e].first; c != noChild && w.elems[c].attr; c = w.elems[c].next {
		if x := &w.elems[c]; x.uri == Namespace && string(x.local) == "empty" {
			for name := range bytes.FieldsSeq(x.text) {
				k, ok := p.members[string(memberName(nil, name))]
				if ok && p.slots[k].many && !p.slots[k].Items && !w.seen[mark+int(k)] {
					w.slotKey(l, &p.slots[k])
					w.b = append(w.b, "[]"...)
				}
			}
		}
	}
}

// unknowns writes the children that the form does not have, unless their names or what is in them leave open what
// member they are. taken, if set, says which members the object has besides those of the form.
func (w *jsonWriter) unknowns(l *list, p *plan, e int32, taken func(name string) bool) {
	mark := len(w.order)
	for c := w.elems[e].first; c != noChild; c = w.elems[c].next {
		if x := &w.elems[c]; !x.attr && !x.done && (p == nil || x.slot < 0) {
			w.order = append(w.order, c)
		}
	}
	w.twins(w.order[mark:])
	for i, n := mark, len(w.order); i < n; i++ {
		c := w.order[i]
		x := &w.elems[c]
		if x.done {
			continue
		}
		name, ok := w.memberName(p, x.local, false)
		if p != nil {
			if _, known := p.members[name]; known {
				ok = false
			}
		}
		if !ok || x.uri != "" || taken != nil && taken(name) {
			w.lost(c, "", false)
			continue
		}
		w.key(l, name)
		w.unknown(c)
	}
	w.order = w.order[:mark]
}

// twins reports children of one name: as one member they would be an array, which says nothing of how XML has it.
func (w *jsonWriter) twins(children []int32) {
	if len(children) < 2 {
		return
	}
	sorted := slices.Clone(children)
	slices.SortStableFunc(sorted, func(a, b int32) int { return bytes.Compare(w.elems[a].local, w.elems[b].local) })
	for i := 1; i < len(sorted); i++ {
		a, b := &w.elems[sorted[i-1]], &w.elems[sorted[i]]
		if bytes.Equal(a.local, b.local) {
			for _, c := range sorted[i-1 : i+1] {
				if !w.elems[c].done {
					w.elems[c].done = true
					w.lost(c, "", false)
				}
			}
		}
	}
}

// unknown writes the value of an element that the form does not have: a text as a string, children as an object.
func (w *jsonWriter) unknown(e int32) {
	x := &w.elems[e]
	first := x.first
	for ; first != noChild && w.elems[first].attr; first = w.elems[first].next {
		w.lost(first, "", false)
	}
	switch {
	case x.null:
		w.b = append(w.b, "null"...)
		return
	case x.json && first == noChild && w.raw(x.text):
		w.b = append(w.b, x.text...)
		return
	case first == noChild:
		w.b = appendString(w.b, x.text)
		return
	case !isSpace(x.text):
		w.lost(e, "/text()", false)
	}
	w.b = append(w.b, '{')
	var l list
	w.unknowns(&l, nil, e, nil)
	w.b = append(w.b, '}')
}

// lost reports something of the document that JSON has no place for.
func (w *jsonWriter) lost(e int32, more string, stated bool) {
	if w.opt.OnLost != nil || !stated {
		w.tell(Lost{Path: w.pathOf(e) + more, Stated: stated})
	}
}

// tell reports a loss. Where nobody listens, news is an error.
func (w *jsonWriter) tell(l Lost) {
	switch {
	case w.opt.OnLost != nil:
		w.opt.OnLost(l)
	case !l.Stated && w.err == nil:
		w.err = &LostError{l}
	}
}
