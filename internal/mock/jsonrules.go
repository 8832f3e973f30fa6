package mock

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// A mapping is an object whose members stand elsewhere than its elements do, as rules of its type say.
type mapping struct {
	path  string
	root  *infoset.Element
	of    *contract.Struct
	v     map[string]any
	taken map[string]bool // paths of members that have a place
}

// byRules fills e, whose type has rules, from an object.
func byRules(path string, e *infoset.Element, s *contract.Struct, v map[string]any) error {
	m := &mapping{path, e, s, v, map[string]bool{}}
	var chosen, objects []*contract.JSONRule
	for _, r := range s.JSON.Rules {
		value, ok := m.member(r.JSON)
		last := r.XML[len(r.XML)-1]
		switch {
		case !ok || !m.open(r):
		case r.Values != nil || r.Copy:
			if err := m.constant(r, value); err != nil {
				return err
			}
		case r.Attr != nil:
			text, err := scalar(path+"/"+r.JSON, value)
			if err != nil {
				return err
			}
			m.taken[r.JSON] = true
			at := m.place(r.XML)
			at.Attrs = append(at.Attrs, xml.Attr{Name: xml.Name(r.Attr.Name), Value: text})
		case last.Chosen != nil:
			m.taken[r.JSON] = true
			chosen = append(chosen, r)
		default:
			m.taken[r.JSON] = true
			objects = append(objects, r)
		}
	}
	for _, r := range slices.Concat(objects, chosen) { // what is chosen needs what chooses it
		if err := m.fill(r); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if !m.taken[name] {
			return fmt.Errorf("%s: unknown member %s", path, name)
		}
	}
	sortKids(e, s)
	return nil
}

// member finds the value at the end of a path of members.
func (m *mapping) member(path string) (v any, ok bool) {
	v = m.v
	for name := range strings.SplitSeq(path, "/") {
		object, _ := v.(map[string]any)
		if v, ok = object[name]; !ok || v == nil {
			return nil, false
		}
	}
	return v, true
}

// open reports whether the constants hold for which the element of a rule, and those around it, stand.
func (m *mapping) open(r *contract.JSONRule) bool {
	for _, o := range m.of.JSON.Rules {
		if o.Values == nil || len(o.XML) > len(r.XML) || !slices.Equal(o.XML, r.XML[:len(o.XML)]) {
			continue
		}
		v, _ := m.member(o.JSON)
		text, _ := v.(string)
		if !slices.ContainsFunc(o.Values, func(s string) bool { return strings.EqualFold(s, text) }) {
			return false
		}
	}
	return true
}

// constant places an element that stands for a value of a member, or that repeats the member. A member that is an element
// of its own is placed as that.
func (m *mapping) constant(r *contract.JSONRule, v any) error {
	text, err := scalar(m.path+"/"+r.JSON, v)
	if err != nil {
		return err
	}
	own := m.own(r.JSON)
	if !own {
		m.taken[r.JSON] = true
	}
	if r.Copy {
		m.place(r.XML).Text = text
	} else if !own {
		m.place(r.XML)
	}
	return nil
}

// own reports whether a member is an element by its own name in what another rule places.
func (m *mapping) own(member string) bool {
	i := strings.LastIndexByte(member, '/')
	for _, r := range m.of.JSON.Rules {
		if i < 0 || r.JSON != member[:i] || r.Values != nil || r.Copy || r.Attr != nil {
			continue
		}
		s, _ := r.XML[len(r.XML)-1].Element.Type.(*contract.Struct)
		if s != nil && slices.ContainsFunc(fields(s), func(f *contract.Field) bool { return jsonName(f.Element.Name, f.JSON) == member[i+1:] }) {
			return true
		}
	}
	return false
}

// place finds the element at the end of a path, or makes it with those on the way.
func (m *mapping) place(path contract.FieldPath) *infoset.Element {
	at := m.root
	for _, f := range path {
		i := slices.IndexFunc(at.Children, func(kid *infoset.Element) bool { return names(f, kid.Name) })
		if i < 0 {
			i = len(at.Children)
			at.Children = append(at.Children, tree(f.Element.Name))
		}
		at = at.Children[i]
	}
	return at
}

// fill places the value of a rule's member, but for members in it that have places of their own.
func (m *mapping) fill(r *contract.JSONRule) error {
	v, _ := m.member(r.JSON)
	if object, ok := v.(map[string]any); ok {
		rest := map[string]any{}
		for name, v := range object {
			if !m.taken[r.JSON+"/"+name] {
				rest[name] = v
			}
		}
		v = rest
	}
	path, last := m.path+"/"+r.JSON, r.XML[len(r.XML)-1]
	if last.Chosen == nil {
		return fromJSON(path, m.place(r.XML), last.Element.Type, v, nil)
	}
	t := m.choice(last.Chosen)
	if t == nil {
		m.place(r.XML) // of a kind that the contract does not know
		return nil
	}
	at := m.place(r.XML)
	if err := fromJSON(path, at, t, v, nil); err != nil {
		return err
	}
	return (&checker{open: true}).typed(path, at, t, nil)
}

// choice is the type that the fields of the object choose; nil for none.
func (m *mapping) choice(c *contract.Chosen) contract.Type {
	for _, by := range c.By {
		at := find(m.root, m.of, by)
		if c.In != m.of || at == nil || at.Text == "" {
			continue
		}
		for _, t := range c.Types {
			if t.Value == at.Text {
				return t.Type
			}
		}
		return nil
	}
	return nil
}

// sortKids puts the elements of a struct, and of those in it, into the contract's order.
func sortKids(e *infoset.Element, s *contract.Struct) {
	list := fields(s)
	e.Children = inOrder(e.Children, list)
	for _, kid := range e.Children {
		for _, f := range list {
			if inner, ok := f.Element.Type.(*contract.Struct); ok && names(f, kid.Name) {
				sortKids(kid, inner)
			}
		}
	}
}
