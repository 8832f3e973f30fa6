package jsontext

import (
	"strings"

	"example.com/wsgen/runtime/xmltext"
)

// A plan is a form made ready: what its base has comes first, and members and names are looked up.
type plan struct {
	slots []slot // attributes, then the text, then the elements: as XML is written
	text  int32  // slot of the text; -1 for none
	elems int32  // slot of the first element
	// members and names find a slot by member, and by name of an element or @attribute.
	members map[string]int32
	names   map[xname]int32
	rules   *rules // nil for none
	// beside finds the slot of the text or an attribute by an element that is read in its place; nil for none.
	beside map[string]int32
}

type xname struct {
	uri, local string
	attr       bool
}

// A slot is a place of the content: an attribute, the text, or an element.
type slot struct {
	Member
	xname
	key         string // the name and the colon, as JSON
	open, end   string // the tags of an element without namespace and attributes
	many        bool
	emptyAbsent bool
	anyForm     bool
}

func (f *Form) ready() *plan {
	if p := f.plan.Load(); p != nil {
		return p
	}
	p := &plan{text: -1, members: map[string]int32{}, names: map[xname]int32{}}
	type level struct {
		*Form
		elements, attrs []xmltext.Name
	}
	var chain []level
	for x := f; x != nil; x = x.Base {
		elements, attrs := x.Type.Own()
		chain = append([]level{{x, elements, attrs}}, chain...)
	}
	for _, x := range chain {
		for i := range x.attrs {
			p.add(x.Form, x.attrs[i], x.Attrs, i, true)
		}
	}
	for _, x := range chain {
		if x.Type.Text {
			p.text = int32(len(p.slots))
			p.members[x.Text.Name] = p.text
			p.slots = append(p.slots, slot{Member: x.Text, key: quoted(x.Text.Name)})
		}
	}
	p.elems = int32(len(p.slots))
	for _, x := range chain {
		for i := range x.elements {
			p.add(x.Form, x.elements[i], x.Members, i, false)
		}
	}
	for _, x := range chain {
		for _, b := range x.Type.Beside {
			if p.beside == nil {
				p.beside = map[string]int32{}
			}
			if p.beside[b.Local] = p.text; b.Field != xmltext.Text {
				p.beside[b.Local] = int32(b.Field - xmltext.Attr)
			}
		}
	}
	if len(f.Rules) > 0 {
		p.rules = compile(p, f.Rules)
	}
	f.plan.CompareAndSwap(nil, p)
	return f.plan.Load()
}

// add adds the slot of position i of x's own attributes or elements.
func (p *plan) add(x *Form, n xmltext.Name, members []Member, i int, attr bool) {
	s := slot{xname: xname{nsURI(x.Type, n), n.Local, attr}, many: n.Many, emptyAbsent: n.EmptyAbsent, anyForm: n.AnyForm}
	if i < len(members) {
		s.Member = members[i]
		s.key = quoted(s.Name)
	}
	s.open, s.end = "<"+s.local+">", "</"+s.local+">"
	k := int32(len(p.slots))
	if s.Kind != NotCarried {
		if _, twice := p.members[s.Name]; !twice {
			p.members[s.Name] = k
		}
	}
	if _, twice := p.names[s.xname]; !twice {
		p.names[s.xname] = k
	}
	p.slots = append(p.slots, s)
}

func quoted(name string) string { return string(append(appendString(nil, name), ':')) }

// find returns the slot of a member, the one behind last first; -1 for none.
func (p *plan) find(member []byte, last int32) int32 {
	if n := last + 1; int(n) < len(p.slots) && p.slots[n].Kind != NotCarried && string(member) == p.slots[n].Name {
		return n
	}
	if k, ok := p.members[string(member)]; ok {
		return k
	}
	return -1
}

// place returns the slot of an element, the last one and the one behind it first; -1 for none.
func (p *plan) place(uri string, local []byte, last int32) int32 {
	for n := max(last, p.elems); n <= last+1 && int(n) < len(p.slots); n++ {
		if s := &p.slots[n]; string(local) == s.local && (uri == s.uri || s.anyForm) {
			return n
		}
	}
	return p.named(uri, local, false)
}

func (p *plan) named(uri string, local []byte, attr bool) int32 {
	if k, ok := p.names[xname{uri, string(local), attr}]; ok {
		return k
	}
	for k := range p.slots {
		if s := &p.slots[k]; s.anyForm && s.attr == attr && s.local == string(local) {
			return int32(k)
		}
	}
	return -1
}

// clashes reports whether an unknown element of that name would be read as a known one.
func (p *plan) clashes(local []byte) bool { return p != nil && p.named("", local, false) >= 0 }

// item returns the form of the items that a group has, and their slot in it.
func (m *Member) item() (*plan, *slot) {
	p := m.Form.JSONForm().ready()
	return p, &p.slots[p.elems]
}

// path translates a path of the XML that stands for a value of the form into one of JSON.
func (f *Form) path(xml string) string {
	steps := strings.Split(strings.TrimPrefix(xml, "/"), "/")
	p := f.ready()
	at, out, base := p.rootBranch(), "", "" // base is the path of the struct that the rules are of
	for i := 1; i < len(steps); i++ {
		name, index := cutIndex(steps[i])
		k := p.local(strings.CutPrefix(name, "@"))
		if at = at.kid(k); k < 0 {
			out, p = out+"/"+string(memberName(nil, []byte(name)))+index, nil
			continue
		}
		s := &p.slots[k]
		p = s.next()
		switch {
		case at.member() != nil:
			out = base + "/" + strings.Join(at.member(), "/") + index
		case at != nil:
		case s.Kind == NotCarried:
			out += "/" + name + index
		default:
			out += "/" + s.Name + index
		}
		if s.Items && i+1 < len(steps) {
			i++
			_, index = cutIndex(steps[i])
			_, item := s.item()
			out, p, at = out+index, item.next(), nil
		}
		if at == nil {
			at, base = p.rootBranch(), out
		}
	}
	return out
}

// cutIndex cuts the [n] off a step.
func cutIndex(step string) (name, index string) {
	if i := strings.IndexByte(step, '['); i >= 0 {
		return step[:i], step[i:]
	}
	return step, ""
}

// next is the plan of what stands in a slot; nil for a value.
func (s *slot) next() *plan {
	if s.Form == nil {
		return nil
	}
	return s.Form.JSONForm().ready()
}

// local finds a slot by its local name alone; -1 for none. It works on nil.
func (p *plan) local(name string, attr bool) int32 {
	if p == nil {
		return -1
	}
	for k := range p.slots {
		if s := &p.slots[k]; s.local == name && s.attr == attr && int32(k) != p.text {
			return int32(k)
		}
	}
	return -1
}
