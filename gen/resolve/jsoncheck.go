package resolve

import (
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// noJSON are the built-in types whose values JSON has no form for: their meaning hangs on the XML around them.
var noJSON = map[string]bool{"anyType": true, "anySimpleType": true, "QName": true, "NOTATION": true}

// reach gives a struct and all that it consists of their forms in JSON. A type of the provider's package has one only if
// that package gives it one.
func (j *jsonForms) reach(s *contract.Struct, at source.Span) {
	if s == nil || s.JSON != nil {
		return
	}
	if !j.own[s] {
		j.diags.Errorf(at, idMissingJSON, "the provider's type %s has no form in JSON", s.Path).Hint = "state json: {} for the type in the provider's file"
		return
	}
	s.JSON = &contract.StructJSON{}
	j.check(s)
}

// check reports what can't stand in JSON, and goes on to the types of the fields.
func (j *jsonForms) check(s *contract.Struct) {
	if s.Base != nil {
		j.reach(s.Base, s.Span)
	}
	for _, d := range s.Derived {
		j.reach(d, s.Span)
	}
	switch {
	case s.Mixed:
		j.no(&s.Node, "mixed content")
	case s.AnyAttr != nil:
		j.no(&s.Node, "an attribute wildcard")
	case s.Map != nil:
		j.no(&s.Node, "a key/value map")
	case s.Embedded != nil:
		j.no(&s.Node, "an embedded document")
	}
	members := map[string]*contract.Node{}
	j.checkText(s, members)
	for _, a := range s.Attrs {
		j.met[&a.Node] = true
		switch {
		case j.placed[&a.Node]:
		case a.JSON == nil || a.JSON.Name == "" && !a.JSON.Omit:
			j.diags.Errorf(a.Span, idMissingJSON, "the attribute %s has no member in JSON", a.Path).Hint = "state json: NAME for it, a rule, or notCarried"
		default:
			j.member(members, a.JSON, "", &a.Node)
			j.value(&a.Node, a.JSON, a.Type)
		}
	}
	if s.Own != nil {
		j.group(s, s.Own, members)
	}
}

func (j *jsonForms) checkText(s *contract.Struct, members map[string]*contract.Node) {
	if s.Text == nil {
		return
	}
	if s.JSON.Text == "" {
		j.diags.Errorf(s.Span, idMissingJSON, "the text of %s has no member in JSON", s.Path).Hint = "state json: {text: NAME} for the type"
		return
	}
	members[s.JSON.Text] = &s.Node
	j.value(&s.Node, nil, s.Text.Type)
}

// group checks the fields of a group. One that repeats has an order that members can't have.
func (j *jsonForms) group(s *contract.Struct, g *contract.Group, members map[string]*contract.Node) {
	if g.Max != 1 {
		j.no(&g.Node, "a group that repeats")
		return
	}
	for _, x := range g.Items {
		switch x := x.(type) {
		case *contract.Group:
			j.group(s, x, members)
		case *contract.Any:
			j.no(&x.Node, "an element wildcard")
		case *contract.Field:
			j.field(s, x, members)
		}
	}
}

func (j *jsonForms) field(s *contract.Struct, f *contract.Field, members map[string]*contract.Node) {
	j.met[&f.Node] = true
	if f.JSON != nil && f.JSON.Omit {
		return
	}
	if len(f.Element.Members) > 0 || f.Element.Abstract {
		j.no(&f.Node, "an element that others substitute")
		return
	}
	if !j.placed[&f.Node] {
		j.member(members, f.JSON, f.Element.Name.Local, &f.Node)
	}
	if f.Max != 1 && f.JSON == nil && !groups(s) {
		j.diags.Errorf(f.Span, idMissingJSON, "%s can stand several times outside a group of items", f.Path).Hint = "state json: NAME for the array that it is"
	}
	if f.Chosen != nil {
		for _, t := range f.Chosen.Types {
			j.reach(t.Type, f.Span)
		}
		j.choosing = append(j.choosing, f)
		if f.JSON != nil && (f.JSON.Kind != "" || f.JSON.Items) {
			j.diags.Errorf(f.Span, idBadJSON, "%s is an object, whatever is stated", f.Path)
		}
		return
	}
	inner, ok := f.Element.Type.(*contract.Struct)
	if !ok {
		j.value(&f.Node, f.JSON, f.Element.Type)
		return
	}
	j.reach(inner, f.Span)
	switch {
	case inner.Abstract || len(inner.Derived) > 0:
		j.no(&f.Node, "a type that others derive from")
	case f.JSON != nil && f.JSON.Kind != "":
		j.diags.Errorf(f.Span, idBadJSON, "%s is an object, whatever kind is stated", f.Path)
	case f.JSON != nil && f.JSON.Items && !groups(inner):
		j.diags.Errorf(f.Span, idBadJSON, "%s does not group repeated items: it must have one field that repeats, and nothing else", f.Path)
	case f.JSON != nil && f.JSON.Items && f.Max != 1:
		j.diags.Errorf(f.Span, idBadJSON, "%s repeats itself, so that its items are no one array", f.Path)
	}
}

// groups reports whether a struct is nothing but repeated items.
func groups(s *contract.Struct) bool {
	if s.Base != nil || s.Text != nil || len(s.Attrs) > 0 || s.Own == nil || len(s.Own.Items) != 1 {
		return false
	}
	f, ok := s.Own.Items[0].(*contract.Field)
	return ok && f.Max != 1 && s.Own.Max == 1
}

// member reports a member that an object has twice.
func (j *jsonForms) member(members map[string]*contract.Node, form *contract.JSON, name string, n *contract.Node) {
	switch {
	case form != nil && form.Omit:
		return
	case form != nil && form.Name != "":
		name = form.Name
	}
	if first := members[name]; first != nil {
		x := j.diags.Errorf(n.Span, idBadJSON, "two members have the name %s", name)
		x.Related = append(x.Related, source.Note{Span: first.Span, Message: "the first one"})
		return
	}
	members[name] = n
}

// value reports a simple type without a form in JSON, and items of what has none.
func (j *jsonForms) value(n *contract.Node, form *contract.JSON, t contract.Type) {
	if form != nil && form.Omit {
		return
	}
	if form != nil && form.Items {
		j.diags.Errorf(n.Span, idBadJSON, "%s is a simple value and groups no items", n.Path)
	}
	if kind := kindOf(t); noJSON[kind] || noJSON[primitive(kind)] {
		j.no(n, "xs:"+kind)
	}
}

// unplaced reports fields of elements that stand for a constant: they are no members of it, and nothing says of what.
func (j *jsonForms) unplaced(s *contract.Struct) {
	for _, r := range s.JSON.Rules {
		if r.Values == nil || j.placed[ruled(r)] {
			continue
		}
		t := r.XML[len(r.XML)-1].Element.Type.(*contract.Struct)
		for ; t != nil; t = t.Base {
			for _, a := range t.Attrs {
				j.needsPlace(s, &a.Node, a.JSON)
			}
			if t.Own != nil {
				eachField(t.Own, func(f *contract.Field) { j.needsPlace(s, &f.Node, f.JSON) })
			}
		}
	}
	j.ambiguous(s)
}

func (j *jsonForms) needsPlace(s *contract.Struct, n *contract.Node, form *contract.JSON) {
	if form != nil && form.Omit {
		return
	}
	for _, r := range s.JSON.Rules {
		for _, f := range r.XML {
			if &f.Node == n {
				return
			}
		}
		if r.Attr != nil && &r.Attr.Node == n {
			return
		}
	}
	j.diags.Errorf(n.Span, idMissingJSON, "%s has no member in JSON: the element that it is in stands for a constant", n.Path).Hint = "state a rule for it, or notCarried"
}

// ambiguous reports members that several elements are, without a constant that says which.
func (j *jsonForms) ambiguous(s *contract.Struct) {
	for i, r := range s.JSON.Rules {
		for _, o := range s.JSON.Rules[:i] {
			if r.Values == nil && o.Values == nil && !r.Copy && !o.Copy && r.JSON == o.JSON && j.guard(s, r) == j.guard(s, o) {
				x := j.diags.Errorf(ruled(r).Span, idBadJSON, "%s and %s are both the member %s", ruled(o).Path, ruled(r).Path, r.JSON)
				x.Hint = "give elements around them rules with values"
			}
		}
	}
}

// guard names the constants that an element or those around it stand for.
func (j *jsonForms) guard(s *contract.Struct, r *contract.JSONRule) string {
	var b strings.Builder
	for i := range r.XML {
		for _, o := range s.JSON.Rules {
			if o.Values != nil && len(o.XML) == i+1 && o.XML[i] == r.XML[i] {
				b.WriteString(o.JSON + "=" + strings.Join(o.Values, ",") + ";")
			}
		}
	}
	return b.String()
}
