package jsontext

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xmltext"
)

const (
	xsiNil   = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"`
	declareJ = ` xmlns:j="` + Namespace + `"`
)

var attrEscapes = strings.NewReplacer(`"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;")

// An xmlWriter writes a tree as XML text. Names that are qualified declare their namespace as the default.
type xmlWriter struct {
	*tree
	opt     *Options
	b       []byte
	space   string // the default namespace in force
	places  []place
	stack   []int32 // members by slot, of the objects being written by rules
	structs []opened
}

// A place is what a branch of the rules has in one object.
type place struct {
	value int32 // 0 for none
	open  bool  // constants say that it and what it stands in are there
	live  bool  // there is something to write
}

func (w *xmlWriter) document(f *Form, root xmltext.Name, uri string) error {
	if w.values[0].kind != '{' {
		return w.invalid(0, "object")
	}
	outer := w.open(root.Local, uri)
	w.object(f.ready(), 0)
	w.close(root.Local, outer)
	return w.err
}

// open starts a tag and returns the namespace to come back to.
func (w *xmlWriter) open(local, uri string) string {
	outer := w.space
	w.b = append(append(w.b, '<'), local...)
	if uri != outer {
		w.b = append(xmltext.AppendAttr(append(w.b, ` xmlns="`...), uri), '"')
		w.space = uri
	}
	return outer
}

func (w *xmlWriter) close(local, outer string) {
	w.b = append(append(append(w.b, "</"...), local...), '>')
	w.space = outer
}

// object writes the attributes and the content of an element whose start tag is open.
func (w *xmlWriter) object(p *plan, v int32) {
	w.structs = append(w.structs, opened{p, v})
	defer func() { w.structs = w.structs[:len(w.structs)-1] }()
	if p.rules != nil {
		w.byRules(p, v)
		return
	}
	last, sorted, empty := int32(-1), true, false
	for m := w.values[v].first; m != 0; m = w.values[m].next {
		x := &w.values[m]
		x.slot = p.find(x.name, last)
		if x.slot < 0 {
			continue
		}
		sorted = sorted && x.slot > last
		last = x.slot
		empty = empty || w.empty(&p.slots[x.slot], m)
	}
	if p.elems > 0 {
		for m := w.values[v].first; m != 0; m = w.values[m].next {
			w.attribute(p, m)
		}
	}
	if empty {
		w.empties(p, v)
	}
	w.b = append(w.b, '>')
	if sorted {
		for m := w.values[v].first; m != 0; m = w.values[m].next {
			w.child(p, m)
		}
		return
	}
	mark := len(w.order)
	for m := w.values[v].first; m != 0; m = w.values[m].next {
		w.order = append(w.order, m)
	}
	slices.SortStableFunc(w.order[mark:], func(a, b int32) int { // unknown members, which have -1, go last
		return cmp.Compare(uint32(w.values[a].slot), uint32(w.values[b].slot))
	})
	for i := mark; i < mark+count(w.tree, v); i++ {
		w.child(p, w.order[i])
	}
	w.order = w.order[:mark]
}

func count(t *tree, v int32) (n int) {
	for m := t.values[v].first; m != 0; m = t.values[m].next {
		n++
	}
	return n
}

// attribute writes a member that is an attribute, or that is unknown beside a text.
func (w *xmlWriter) attribute(p *plan, m int32) {
	v := &w.values[m]
	switch {
	case v.slot >= 0 && p.slots[v.slot].attr:
		w.attr(&p.slots[v.slot], m)
	case v.slot < 0 && p.text >= 0 && v.kind == '"' && !v.illegal:
		start := len(w.b) + 1
		w.b = appendName(append(w.b, ' '), v.name, false)
		if p.named("", w.b[start:], true) >= 0 {
			w.b = appendName(w.b[:start], v.name, true)
		}
		w.b = append(xmltext.AppendAttr(append(w.b, `="`...), string(v.text)), '"')
	case v.slot < 0 && p.text >= 0:
		w.b = appendName(append(w.b, declareJ+` j:`...), v.name, string(v.name) == "empty")
		w.b = append(xmltext.AppendAttr(append(w.b, `="`...), w.raw(m)), '"')
	}
}

func (w *xmlWriter) attr(s *slot, m int32) {
	if w.values[m].kind == 'n' {
		return
	}
	w.attrName(s)
	start := len(w.b) + 2
	w.b = append(w.b, `="`...)
	w.scalar(s, m)
	// Text needs fewer references than the value of an attribute.
	if bytes.ContainsAny(w.b[start:], "\"\t\n") {
		text := attrEscapes.Replace(string(w.b[start:]))
		w.b = append(w.b[:start], text...)
	}
	w.b = append(w.b, '"')
}

// attrName writes the name of an attribute. One in a namespace has a prefix of its own: the default is for elements.
func (w *xmlWriter) attrName(s *slot) {
	switch s.uri {
	case "":
		w.b = append(append(w.b, ' '), s.local...)
	case xmlURI:
		w.b = append(append(w.b, " xml:"...), s.local...)
	default:
		prefix := "a-" + s.local
		w.b = append(xmltext.AppendAttr(append(w.b, " xmlns:"+prefix+`="`...), s.uri), '"')
		w.b = append(w.b, " "+prefix+":"+s.local...)
	}
}

// empty reports whether a member is an empty array that no element stands for.
func (w *xmlWriter) empty(s *slot, m int32) bool {
	return s.many && !s.Items && w.values[m].kind == '[' && w.values[m].first == 0
}

// empties keeps the names of the members of an object that are empty arrays without an element.
func (w *xmlWriter) empties(p *plan, v int32) {
	w.b = append(w.b, declareJ+` j:empty="`...)
	first := true
	for m := w.values[v].first; m != 0; m = w.values[m].next {
		if x := &w.values[m]; x.slot >= 0 && !x.taken && w.empty(&p.slots[x.slot], m) {
			if !first {
				w.b = append(w.b, ' ')
			}
			first = false
			w.b = appendName(w.b, x.name, false)
		}
	}
	w.b = append(w.b, '"')
}

// child writes a member that is text or an element.
func (w *xmlWriter) child(p *plan, m int32) {
	switch k := w.values[m].slot; {
	case k < 0 && p.text < 0:
		w.unknown(p, m)
	case k < 0 || p.slots[k].attr || w.values[m].kind == 'n' && k == p.text:
	case k == p.text:
		w.scalar(&p.slots[k], m)
	default:
		w.member(&p.slots[k], m)
	}
}

// member writes the element or the elements of a member.
func (w *xmlWriter) member(s *slot, m int32) {
	kind := w.values[m].kind
	switch {
	case s.Items:
		w.group(s, m)
	case !s.many:
		w.element(s, m)
	case kind == '[':
		for i := w.values[m].first; i != 0; i = w.values[i].next {
			w.element(s, i)
		}
	case kind != 'n':
		w.tolerate(m)
		w.element(s, m)
	}
}

// group writes the element that groups the items of an array.
func (w *xmlWriter) group(s *slot, m int32) {
	v := &w.values[m]
	if v.kind == 'n' || w.blank(s, m) {
		w.single(s, m)
		return
	}
	_, item := s.item()
	outer := w.open(s.local, s.uri)
	w.b = append(w.b, '>')
	if v.kind == '[' {
		for i := v.first; i != 0; i = w.values[i].next {
			w.element(item, i)
		}
	} else {
		w.tolerate(m)
		w.element(item, m)
	}
	w.close(s.local, outer)
}

// element writes one element.
func (w *xmlWriter) element(s *slot, m int32) {
	if s.Kind != Object || w.values[m].kind != '{' {
		w.single(s, m)
		return
	}
	form := s.Form
	if s.Choose != nil {
		form = w.chosen(s.Choose)
	}
	outer := w.open(s.local, s.uri)
	if form != nil {
		w.object(form.JSONForm().ready(), m)
	} else {
		w.shape(m)
	}
	w.close(s.local, outer)
}

// single writes an element without children of its own: a scalar, a null, or "" for an object that may be absent.
func (w *xmlWriter) single(s *slot, m int32) {
	null := w.values[m].kind == 'n'
	if null && !s.Nil && !s.many {
		return
	}
	outer := w.open(s.local, s.uri)
	if null {
		w.b = append(w.b, xsiNil...)
	}
	w.b = append(w.b, '>')
	switch {
	case null || w.blank(s, m):
	case s.Kind == Object:
		w.wrong(m, "object")
	default:
		w.scalar(s, m)
	}
	w.close(s.local, outer)
}

// blank reports whether a member is "" where the element may be empty for absent.
func (w *xmlWriter) blank(s *slot, m int32) bool {
	v := &w.values[m]
	return s.emptyAbsent && v.kind == '"' && len(v.text) == 0
}

// scalar writes a value as text.
func (w *xmlWriter) scalar(s *slot, m int32) {
	v := &w.values[m]
	switch {
	case v.kind == '{' || v.kind == '[' || v.kind == 'n':
		w.wrong(m, typeOf(s.Kind))
	case v.kind == '"' && s.Kind == String:
		w.string(m)
	case s.Kind == String:
		w.tolerate(m)
		w.b = append(w.b, w.doc[v.at:v.end]...)
	case s.Kind == Boolean && v.kind != '"':
		w.b = append(w.b, w.doc[v.at:v.end]...)
	case s.Kind == Boolean || v.kind == '"' && !wholeNumber(v.text):
		w.string(m)
	case v.kind == '"':
		w.number(s.Kind, v.text, m)
	case v.kind == '0':
		w.number(s.Kind, w.doc[v.at:v.end], m)
	default:
		w.wrong(m, typeOf(s.Kind))
	}
}

func wholeNumber(text []byte) bool {
	n, _ := numberLen(text)
	return n > 0 && n == len(text)
}

// number writes a number. What exponents ask for counts as part of the document.
func (w *xmlWriter) number(k Kind, text []byte, m int32) {
	if int64(len(w.b)) > w.lim.Document {
		if w.err == nil {
			w.err = &xmltext.LimitError{Limit: "Document", Max: w.lim.Document}
		}
		return
	}
	b, ok := appendLexical(w.b, text, k)
	if w.b = b; !ok {
		w.wrong(m, typeOf(k))
	}
}

// string writes a string. Characters that XML can't carry become U+FFFD, with drift.
func (w *xmlWriter) string(m int32) {
	v := &w.values[m]
	text := v.text
	if v.illegal {
		w.tolerate(m)
		text = bytes.Map(func(r rune) rune {
			if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
				return '\uFFFD'
			}
			return r
		}, text)
	}
	w.b = appendText(w.b, text)
}

// unknown writes a member that the form does not have.
func (w *xmlWriter) unknown(p *plan, m int32) {
	v := &w.values[m]
	if v.taken || v.noted || v.kind == '{' && v.first != 0 && !w.left(m) {
		return
	}
	outer := w.space
	start := len(w.b) + 1
	w.b = appendName(append(w.b, '<'), v.name, false)
	if p.clashes(w.b[start:]) {
		w.b = appendName(w.b[:start], v.name, true)
	}
	end := len(w.b)
	if outer != "" {
		w.b = append(w.b, ` xmlns=""`...)
		w.space = ""
	}
	w.shape(m)
	w.b = append(append(w.b, "</"...), w.b[start:end]...)
	w.b = append(w.b, '>')
	w.space = outer
}

// shape writes a value without a form as the content of an element whose start tag is open: a string as text, an
// object as elements, anything else as the JSON that it is.
func (w *xmlWriter) shape(m int32) {
	v := &w.values[m]
	if v.kind == '"' && !v.illegal {
		w.b = appendText(append(w.b, '>'), v.text)
		return
	}
	if v.kind != '{' || v.first == 0 {
		w.b = appendText(append(w.b, declareJ+` j:json="true">`...), []byte(w.raw(m)))
		return
	}
	w.b = append(w.b, '>')
	for c := v.first; c != 0; c = w.values[c].next {
		w.unknown(nil, c)
	}
}

// left reports whether rules have left something of an object.
func (w *xmlWriter) left(m int32) bool {
	for c := w.values[m].first; c != 0; c = w.values[c].next {
		v := &w.values[c]
		if !v.taken && !v.noted && (v.kind != '{' || v.first == 0 || w.left(c)) {
			return true
		}
	}
	return false
}

// raw is a value as it stands in the document, in characters that XML can carry.
func (w *xmlWriter) raw(m int32) string {
	text := w.doc[w.values[m].at:w.values[m].end]
	if bytes.Contains(text, []byte("\uFFFE")) || bytes.Contains(text, []byte("\uFFFF")) {
		text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\uFFFE"), []byte(`\uFFFE`)), []byte("\uFFFF"), []byte(`\uFFFF`))
	}
	return string(text)
}

// tolerate reports a value of another kind than its member's.
func (w *xmlWriter) tolerate(m int32) {
	w.report(xmltext.Drift{Path: w.pathOf(m), Kind: xmltext.ValueForm})
}

func (w *xmlWriter) report(drift xmltext.Drift) {
	if w.err != nil {
		return
	}
	if w.opt.OnDrift != nil {
		w.opt.OnDrift(drift)
	}
	if w.opt.Strict {
		w.err = &xmltext.DriftError{Drift: drift}
	}
}

func (w *xmlWriter) wrong(m int32, typ string) {
	if w.err == nil {
		w.err = w.invalid(m, typ)
	}
}

func (t *tree) invalid(m int32, typ string) error {
	return &ValueError{Path: t.pathOf(m), Offset: int64(t.values[m].at), Type: typ}
}

func typeOf(k Kind) string {
	return [...]string{String: "string", Decimal: "xs:decimal", Integer: "xs:integer", Float: "xs:double", Boolean: "xs:boolean", Object: "object"}[k]
}

// pathOf is the path of a value.
func (t *tree) pathOf(m int32) string {
	if m == 0 {
		return ""
	}
	v := &t.values[m]
	if t.values[v.up].kind == '[' {
		return t.pathOf(v.up) + "[" + strconv.Itoa(int(v.nth)) + "]"
	}
	return t.pathOf(v.up) + "/" + string(v.name)
}
