package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A chosen is a field whose type others choose, with the entry of the spec that says so.
type chosen struct {
	field *contract.Field
	spec  *parser.SpecField
}

// choose lowers what chooses the types of fields, now that all types are known.
func (c *compiler) choose() {
	for _, x := range c.chosen {
		v := x.spec.Choose
		in, ok := c.specType(v.In).(*contract.Struct)
		if !ok {
			c.diags.Errorf(v.In.Span, idBadChoose, "%s is no record that could hold the field %s", v.In.V, x.field.Path)
			continue
		}
		if !holds(in, x.field, map[*contract.Struct]bool{}) {
			c.diags.Errorf(v.In.Span, idBadChoose, "the field %s does not stand below %s", x.field.Path, in.Path)
			continue
		}
		x.field.Chosen = &contract.Chosen{Name: c.goName(v.Name), In: c.choosable(in, v.In.Span), By: c.choosers(in, x.field, v), Types: c.chosenTypes(v)}
		if x.field.Element.Nillable {
			c.diags.Errorf(x.spec.Nillable.Span, idConflictingKeys, "a field whose type is chosen can't be nil")
		}
		if hasFacets(&x.spec.SpecFacets) {
			c.diags.Errorf(v.Span, idConflictingKeys, "a field whose type is chosen has no facets")
		}
	}
}

// choosers are the fields that choose. They are read before what they choose: the decoder does not go back.
func (c *compiler) choosers(in *contract.Struct, f *contract.Field, v *parser.SpecChoose) []contract.FieldPath {
	var out []contract.FieldPath
	order := map[*contract.Field]int{}
	readingOrder(in, order, map[*contract.Struct]bool{})
	for _, by := range v.By {
		path := c.fieldPathIn(in, by, by.Span)
		if path == nil {
			continue
		}
		last := path[len(path)-1]
		if primitive(kindOf(last.Element.Type)) != "string" || last.Max != 1 {
			c.diags.Errorf(by.Span, idBadChoose, "%s can't choose a type: it must be text that stands once", by.V)
		} else if order[last] > order[f] {
			c.diags.Errorf(by.Span, idBadChoose, "%s can't choose a type: it stands behind what it would choose", by.V)
		}
		out = append(out, path)
	}
	return out
}

// chosenTypes are the types that can be chosen.
func (c *compiler) chosenTypes(v *parser.SpecChoose) []contract.ChosenType {
	var out []contract.ChosenType
	for _, e := range v.Types.Entries {
		s, ok := c.specType(e.Value).(*contract.Struct)
		if !ok {
			c.diags.Errorf(e.Value.Span, idBadChoose, "%s is no record", e.Value.V)
			continue
		}
		out = append(out, contract.ChosenType{Value: e.Key.V, Type: c.choosable(s, e.Value.Span)})
	}
	return out
}

// choosable reports a type that is not of this file, or that others derive from: the generated code asks for
// the very type, and adds a method to it.
func (c *compiler) choosable(s *contract.Struct, at source.Span) *contract.Struct {
	if !slices.Contains(c.lowered, contract.Type(s)) || s.Abstract || len(s.Derived) > 0 || s.Map != nil {
		c.diags.Errorf(at, idBadChoose, "%s must be a record of this file from which none derives", s.Path)
	}
	return s
}

// readingOrder counts the fields below a struct in the order of the document, each where it first stands.
func readingOrder(s *contract.Struct, order map[*contract.Field]int, seen map[*contract.Struct]bool) {
	if s == nil || seen[s] {
		return
	}
	seen[s] = true
	readingOrder(s.Base, order, seen)
	eachField(s.Own, func(f *contract.Field) {
		if _, ok := order[f]; !ok {
			order[f] = len(order)
		}
		inner, _ := f.Element.Type.(*contract.Struct)
		readingOrder(inner, order, seen)
	})
}

// holds reports whether a field stands somewhere below a struct.
func holds(s *contract.Struct, f *contract.Field, seen map[*contract.Struct]bool) bool {
	for ; s != nil && !seen[s]; s = s.Base {
		seen[s] = true
		found := false
		eachField(s.Own, func(x *contract.Field) {
			inner, _ := x.Element.Type.(*contract.Struct)
			found = found || x == f || holds(inner, f, seen)
		})
		if found {
			return true
		}
	}
	return false
}
