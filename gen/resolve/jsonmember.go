package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// givenMember reports a rule whose member another says otherwise: one below a value, a copy of nothing, and a value that
// would be told from the constant of what it is in.
func (j *jsonForms) givenMember(s *contract.Struct, r *contract.JSONRule) {
	at := ruled(r)
	names := strings.Split(r.JSON, "/")
	for i := 1; i < len(names); i++ {
		above := strings.Join(names[:i], "/")
		if t, ok := j.memberType(s, above); ok && !structured(t) {
			j.diags.Errorf(at.Span, idBadJSON, "%s is the member %s, and %s is a value", at.Path, r.JSON, above)
		}
	}
	if _, ok := j.memberType(s, r.JSON); r.Copy && !ok {
		j.diags.Errorf(at.Span, idBadJSON, "%s is a copy of the member %s, which no element gives", at.Path, r.JSON)
	}
	for _, o := range s.JSON.Rules {
		if r.Values == nil && o.Values != nil && o.JSON == r.JSON && at != ruled(o) && len(r.XML) >= len(o.XML) && slices.Equal(r.XML[:len(o.XML)], o.XML) {
			j.diags.Errorf(at.Span, idBadJSON, "%s is the member %s, whose value says that %s stands", at.Path, r.JSON, ruled(o).Path)
		}
	}
}

func structured(t contract.Type) bool {
	_, ok := t.(*contract.Struct)
	return ok
}

// memberType finds the type of the element or attribute that gives a member: one that a rule names, or one that has that
// name in what a rule names.
func (j *jsonForms) memberType(s *contract.Struct, member string) (contract.Type, bool) {
	for _, r := range s.JSON.Rules {
		if r.JSON != member || r.Values != nil || r.Copy {
			continue
		}
		if r.Attr != nil {
			return r.Attr.Type, true
		}
		return r.XML[len(r.XML)-1].Element.Type, true
	}
	outer, name := "", member
	in := contract.Type(s)
	if i := strings.LastIndexByte(member, '/'); i >= 0 {
		outer, name = member[:i], member[i+1:]
		var ok bool
		if in, ok = j.memberType(s, outer); !ok {
			return nil, false
		}
	}
	for t, _ := in.(*contract.Struct); t != nil; t = t.Base {
		if found, ok := j.namedMember(t, name); ok {
			return found, true
		}
	}
	return nil, false
}

// namedMember finds the type of the member that a struct's own element or attribute is by its name.
func (j *jsonForms) namedMember(s *contract.Struct, name string) (found contract.Type, ok bool) {
	is := func(n *contract.Node, form *contract.JSON, wire string) bool {
		if form != nil && form.Name != "" {
			wire = form.Name
		}
		return wire == name && !j.placed[n] && (form == nil || !form.Omit)
	}
	for _, a := range s.Attrs {
		if is(&a.Node, a.JSON, "") {
			return a.Type, true
		}
	}
	if s.Own != nil {
		eachField(s.Own, func(f *contract.Field) {
			if is(&f.Node, f.JSON, f.Element.Name.Local) {
				found, ok = f.Element.Type, true
			}
		})
	}
	return found, ok
}
