package resolve

import (
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A jsonKey is a field or an attribute whose form in JSON a spec states.
type jsonKey struct {
	at   source.Span
	node *contract.Node
}

// fieldJSON lowers what a spec states of the form of a field or an attribute in JSON.
func (c *compiler) fieldJSON(v *parser.SpecJSON, node *contract.Node, to **contract.JSON) {
	if v == nil {
		return
	}
	*to = &contract.JSON{Name: v.Name.V, Kind: v.Kind.V, Items: v.Items.V}
	c.jsonKeys = append(c.jsonKeys, jsonKey{v.Span, node})
}

// jsonForms gives the types that have a form in JSON theirs: those whose entries state one, and what REST operations
// and notifications consist of.
func (c *compiler) jsonForms() {
	j := &jsonForms{compiler: c, own: map[*contract.Struct]bool{}, placed: map[*contract.Node]bool{}, met: map[*contract.Node]bool{}}
	for _, t := range c.lowered {
		if s, ok := t.(*contract.Struct); ok {
			j.own[s] = true
		}
	}
	var stated []*contract.Struct
	for i := range c.spec.Types.Entries {
		if s := j.stated(&c.spec.Types.Entries[i]); s != nil {
			stated = append(stated, s)
		}
	}
	for _, b := range c.api.Bindings {
		if rest, ok := b.Transport.(*contract.REST); ok {
			for _, o := range b.Operations {
				j.message(o.In)
				j.message(o.Out)
			}
			if rest.Error != nil {
				j.element(rest.Error)
			}
		}
	}
	if r := c.api.Receiver; r != nil {
		for _, k := range r.Kinds {
			j.reach(k.Type, k.Span)
		}
	}
	for _, s := range stated {
		j.check(s)
	}
	for _, s := range stated {
		j.unplaced(s)
	}
	for _, f := range j.choosing {
		if in := f.Chosen.In; in.JSON == nil {
			c.diags.Errorf(f.Span, idMissingJSON, "%s has no form in JSON, and its fields choose the type of %s", in.Path, f.Path).Hint = "state json: {} for the type"
		}
	}
	for _, k := range c.jsonKeys {
		if !j.met[k.node] {
			c.diags.Errorf(k.at, idUnusedJSON, "%s is of a type without a form in JSON", k.node.Path).Hint = "state json: {} for the type"
		}
	}
}

// jsonForms finds the types with a form in JSON and checks that they can have one.
type jsonForms struct {
	*compiler
	own    map[*contract.Struct]bool
	placed map[*contract.Node]bool // fields and attributes that rules give a place
	met    map[*contract.Node]bool // fields and attributes of types with a form
	// choosing are fields of types with a form whose own type others choose.
	choosing []*contract.Field
}

// stated lowers the form that the entry of a type states; nil when it states none.
func (j *jsonForms) stated(e *parser.Entry[*parser.SpecType]) *contract.Struct {
	v := e.Value.JSON
	if v == nil {
		return nil
	}
	s, ok := j.declared[e.Key.V].(*contract.Struct)
	if !ok {
		if s, ok = j.wsdlType(e).(*contract.Struct); !ok {
			j.diags.Errorf(v.Span, idBadJSON, "%s is a simple type: its fields say what it is in JSON", e.Key.V)
			return nil
		}
	}
	s.JSON = &contract.StructJSON{Text: v.Text.V}
	if v.Text.Set() && s.TextType() == nil {
		j.diags.Errorf(v.Text.Span, idBadJSON, "%s has no text of its own", e.Key.V)
	}
	for _, r := range v.Rules {
		j.rule(s, r)
	}
	for i := range s.JSON.Rules {
		j.givenMember(s, s.JSON.Rules[i])
	}
	for _, p := range v.NotCarried {
		path, attr := j.path(s, p)
		switch {
		case attr != nil:
			j.omit(&attr.JSON, &attr.Node, p.Span)
		case path != nil:
			f := path[len(path)-1]
			j.omit(&f.JSON, &f.Node, p.Span)
		}
	}
	for _, p := range v.Refused {
		path, attr := j.path(s, p)
		switch {
		case attr != nil:
			j.diags.Errorf(p.Span, idBadJSON, "%s is an attribute, and only elements can be refused", p.V)
		case path != nil:
			f := path[len(path)-1]
			if j.omit(&f.JSON, &f.Node, p.Span) {
				f.JSON.Refused = true
			}
		}
	}
	return s
}

// omit states that a field or an attribute has no member.
func (j *jsonForms) omit(to **contract.JSON, node *contract.Node, at source.Span) bool {
	if *to != nil || j.placed[node] {
		j.diags.Errorf(at, idConflictingKeys, "%s is carried as well", node.Path)
		return false
	}
	*to = &contract.JSON{Omit: true}
	return true
}

// rule lowers a rule.
func (j *jsonForms) rule(s *contract.Struct, v *parser.SpecJSONRule) {
	r := &contract.JSONRule{JSON: v.JSON.V, Copy: v.Copy.V}
	if v.Values != nil && len(v.Values) == 0 {
		j.diags.Errorf(v.XML.Span, idMissingKey, "values needs at least one entry")
		return
	}
	if r.XML, r.Attr = j.path(s, v.XML); r.XML == nil && r.Attr == nil {
		return
	}
	for _, name := range strings.Split(r.JSON, "/") {
		if name == "" || name == "." || name == ".." {
			j.diags.Errorf(v.JSON.Span, idBadJSON, "%s is no path of members", r.JSON)
			return
		}
	}
	for _, x := range v.Values {
		r.Values = append(r.Values, x.V)
	}
	switch {
	case v.Copy.V && v.Values != nil:
		j.diags.Errorf(v.Copy.Span, idConflictingKeys, "a constant is no copy")
		return
	case v.Values != nil && (r.Attr != nil || !isStruct(r.XML[len(r.XML)-1])):
		j.diags.Errorf(v.XML.Span, idBadJSON, "%s carries a value, so that it can't stand for a constant", v.XML.V)
		return
	case v.Copy.V && r.Attr == nil && isStruct(r.XML[len(r.XML)-1]):
		j.diags.Errorf(v.XML.Span, idBadJSON, "%s is no simple value, so that it can't be a copy", v.XML.V)
		return
	}
	for _, o := range s.JSON.Rules {
		if o.Values == nil && r.Values == nil && ruled(o) == ruled(r) {
			j.diags.Errorf(v.XML.Span, idConflictingKeys, "%s has a member already", v.XML.V)
		}
	}
	if r.Values == nil {
		j.placed[ruled(r)] = true
	}
	s.JSON.Rules = append(s.JSON.Rules, r)
}

// ruled is the field or attribute that a rule is about.
func ruled(r *contract.JSONRule) *contract.Node {
	if r.Attr != nil {
		return &r.Attr.Node
	}
	return &r.XML[len(r.XML)-1].Node
}

func isStruct(f *contract.Field) bool {
	_, ok := f.Element.Type.(*contract.Struct)
	return ok
}

// path finds the element or the attribute at a path from a struct, and reports one that is not there or that several
// elements could be. An attribute stands behind the path of its element.
func (j *jsonForms) path(s *contract.Struct, v parser.Value[string]) (contract.FieldPath, *contract.Attr) {
	elements, name, isAttr := strings.Cut(v.V, "@")
	var path contract.FieldPath
	if strings.Trim(v.V, "/") == "" {
		j.diags.Errorf(v.Span, idBadFieldPath, "%q names no element and no attribute", v.V)
		return nil, nil
	}
	if elements = strings.TrimSuffix(elements, "/"); elements != "" {
		at := v
		at.V = elements
		if path = j.fieldSteps(s, at, v.Span); path == nil || !j.single(path, v.Span) {
			return nil, nil
		}
		s, _ = path[len(path)-1].Element.Type.(*contract.Struct)
	}
	if !isAttr {
		return path, nil
	}
	for x := s; x != nil; x = x.Base {
		if a := findAttr(x, name); a != nil {
			return path, a
		}
	}
	j.diags.Errorf(v.Span, idOverlayUnmatched, "there is no attribute %s", v.V)
	return nil, nil
}

// single reports a path through what may stand several times.
func (j *jsonForms) single(path contract.FieldPath, at source.Span) bool {
	for _, f := range path[:len(path)-1] {
		if f.Max != 1 || f.JSON != nil && f.JSON.Items {
			j.diags.Errorf(at, idBadFieldPath, "%s can stand several times, so that what is in it is no one member", f.Path)
			return false
		}
	}
	return true
}

func (j *jsonForms) message(m *contract.Message) {
	if m == nil {
		return
	}
	for _, p := range m.Body {
		j.element(p.Element)
	}
}

func (j *jsonForms) element(e *contract.Element) {
	if s, ok := e.Type.(*contract.Struct); ok {
		j.reach(s, e.Span)
		return
	}
	j.no(&e.Node, "a message of a simple type")
}

// no reports a construct that JSON has no form for.
func (j *jsonForms) no(n *contract.Node, what string) {
	j.cover("json", contract.Refused, n.Span)
	j.diags.Errorf(n.Span, idUnsupportedJSON, "%s: %s has no form in JSON", n.Path, what)
}
