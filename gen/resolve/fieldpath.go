package resolve

import (
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// fieldPath lowers a path of a spec such as "a/b/c", a field's name a step, into the message m. A name that the message
// lacks is looked for in its key/value maps, so that the keys of a shared reply need no path. A path that
// leads to no field, or through what holds no field in place, is reported at the given span and is nil. The last step may
// repeat.
func (c *compiler) fieldPath(m *contract.Message, path parser.Value[string], at source.Span) contract.FieldPath {
	if m == nil || len(m.Body) != 1 {
		x := c.diags.Errorf(at, idOverlayUnmatched, "there is no message of one element that could have the field %s", path.V)
		return c.named(x, path, at)
	}
	s, ok := m.Body[0].Element.Type.(*contract.Struct)
	if !ok {
		x := c.diags.Errorf(at, idOverlayUnmatched, "%s is a simple value and has no field %s", m.Body[0].Element.Path, path.V)
		return c.named(x, path, at)
	}
	return c.fieldPathIn(s, path, at)
}

// fieldPathIn is fieldPath from a struct on.
func (c *compiler) fieldPathIn(s *contract.Struct, path parser.Value[string], at source.Span) contract.FieldPath {
	if steps := c.fieldSteps(s, path, at); steps != nil {
		return c.inPlace(s, steps, path, at)
	}
	return nil
}

// fieldSteps is fieldPathIn for a path that may lead through choices.
func (c *compiler) fieldSteps(s *contract.Struct, path parser.Value[string], at source.Span) contract.FieldPath {
	var out contract.FieldPath
	for rest := path.V; ; {
		steps, after := nextField(s, rest)
		if steps == nil {
			x := c.diags.Errorf(at, idOverlayUnmatched, "%s has no field %s", s.Path, rest)
			x.Hint = c.didYouMean(rest, func() []string { return pathNames(s) })
			return c.named(x, path, at)
		}
		out = append(out, steps...)
		if after == "" {
			return out
		}
		last := out[len(out)-1]
		if s, _ = last.Element.Type.(*contract.Struct); s == nil {
			x := c.diags.Errorf(at, idOverlayUnmatched, "%s is a simple value and has no field %s", last.Path, after)
			return c.named(x, path, at)
		}
		rest = after
	}
}

// named says where a path is written that is reported elsewhere; the path is nil.
func (c *compiler) named(x *source.Diagnostic, path parser.Value[string], at source.Span) contract.FieldPath {
	if path.Span.File != nil && path.Span != at {
		x.Related = append(x.Related, source.Note{Span: path.Span, Message: "the spec names the field here"})
	}
	return nil
}

// nextField finds the field that a path begins with and returns what follows it. A name of several words, such as that of
// a field within a group, may have a slash itself: the shortest that is a field's name wins. Two fields are
// returned for a key of a map.
func nextField(s *contract.Struct, path string) (steps contract.FieldPath, after string) {
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			continue
		}
		after = strings.TrimPrefix(path[i:], "/")
		if f := memberOf(s, path[:i]); f != nil {
			return contract.FieldPath{f}, after
		}
		for x := s; x != nil; x = x.Base {
			var found contract.FieldPath
			eachField(x.Own, func(f *contract.Field) {
				if inner, ok := f.Element.Type.(*contract.Struct); ok && inner.Map != nil && found == nil {
					if key := memberOf(inner, path[:i]); key != nil {
						found = contract.FieldPath{f, key}
					}
				}
			})
			if found != nil {
				return found, after
			}
		}
	}
	return nil, ""
}

// memberOf is the field of a struct or of its bases that has a name.
func memberOf(s *contract.Struct, name string) *contract.Field {
	for ; s != nil; s = s.Base {
		if found := spots(s, name); len(found) == 1 {
			if f := found[0].field(); f != nil {
				return f
			}
		}
	}
	return nil
}

// pathNames lists what a path may begin with.
func pathNames(s *contract.Struct) []string {
	names := fieldNames(s)
	for x := s; x != nil; x = x.Base {
		eachField(x.Own, func(f *contract.Field) {
			if inner, ok := f.Element.Type.(*contract.Struct); ok && inner.Map != nil {
				names = append(names, fieldNames(inner)...)
			}
		})
	}
	return names
}

// inPlace reports a path from a struct that leads through what may stand several times, through a choice, or through a
// type that others derive from: there is no one field at its end.
func (c *compiler) inPlace(s *contract.Struct, p contract.FieldPath, path parser.Value[string], at source.Span) contract.FieldPath {
	for i, f := range p {
		last := i == len(p)-1
		in, why := s, ""
		s, _ = f.Element.Type.(*contract.Struct)
		switch {
		case branched(in, f):
			why = "stands in a choice or in a group that repeats"
		case len(f.Element.Members) > 0 || f.Element.Abstract:
			why = "can be substituted"
		case !last && f.Max != 1:
			why = "can stand several times"
		case !last && (s.Abstract || len(s.Derived) > 0):
			why = "has a type that others derive from"
		default:
			continue
		}
		x := c.diags.Errorf(at, idBadFieldPath, "%s %s, so that %s names no one field", f.Path, why, path.V)
		x.Related = append(x.Related, source.Note{Span: f.Span, Message: "it is declared here"})
		return c.named(x, path, at)
	}
	return p
}

// branched reports a field of a struct or of its bases that stands within a choice or a repeated group.
func branched(s *contract.Struct, f *contract.Field) bool {
	for ; s != nil; s = s.Base {
		if s.Own == nil {
			continue
		}
		if in, found := within(s.Own, f); found {
			return in
		}
	}
	return false
}

// within looks for a field below a group, and says whether a choice or a repeated group holds it.
func within(g *contract.Group, f *contract.Field) (branched, found bool) {
	for _, p := range g.Items {
		switch p := p.(type) {
		case *contract.Field:
			found = p == f
		case *contract.Group:
			branched, found = within(p, f)
		}
		if found {
			return branched || g.Kind == contract.Choice || g.Max != 1, true
		}
	}
	return false, false
}
