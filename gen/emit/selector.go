package emit

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// A selector is a path of a contract as Go fields: from a struct, in place, to the last of them.
type selector []*names.Slot

// last is the field at the path's end.
func (s selector) last() *names.Value { return s[len(s)-1].Content.(*names.Value) }

// selector finds the Go fields of a path from a struct.
func (g *generator) selector(from *names.Struct, path contract.FieldPath) selector {
	var out selector
	for _, f := range path {
		slot := slotOf(from, f)
		if slot == nil || slot.Content.(*names.Value).Poly != nil {
			g.fail("%s: field %s can't be reached in place", from.Path, f.Path)
			return nil
		}
		out = append(out, slot)
		if t, ok := f.Element.Type.(*contract.Struct); ok {
			from, _ = g.pkg.StructOf(t)
		}
	}
	return out
}

// slotOf is the slot of a field in a struct or in what it embeds.
func slotOf(s *names.Struct, f *contract.Field) *names.Slot {
	for ; s != nil; s = s.Base {
		if slot := s.Slot(f); slot != nil {
			return slot
		}
	}
	return nil
}

// messageSelector is selector from the struct of a message.
func (g *generator) messageSelector(m *contract.Message, path contract.FieldPath) selector {
	s, _ := g.pkg.MessageOf(m.Body[0].Element)
	if s == nil {
		g.fail("%s: message has no type", m.Path)
		return nil
	}
	return g.selector(s, path)
}

// read reads the field at the path's end, starting from the variable x, a pointer. The statements of before come first; they
// leave with absent when something on the way is not there. The value of a struct is a pointer. The condition says that the
// value is there; it is nil where it always is.
func (g *generator) read(x string, s selector, absent jen.Code) (before []jen.Code, value, there *jen.Statement) {
	if len(s) == 0 {
		return nil, jen.Nil(), nil // reported
	}
	before, field := g.descend(x, s, absent)
	v := s.last()
	switch {
	case v.Presence == names.Nillable || v.Presence == names.Optional && !isStruct(v.Type):
		before = append(before, define("v", "ok").Add(call(field+".Get")))
		if isStruct(v.Type) {
			return before, id("v"), id("ok").Op("&&").Add(notNil(id("v")))
		}
		return before, id("v"), id("ok")
	case v.Presence == names.OmitEmpty:
		return before, id(field), id(field).Op("!=").Lit("")
	case v.Presence == names.Optional || v.Pointer:
		return before, id(field), notNil(id(field))
	case v.Presence == names.Required && isStruct(v.Type):
		return before, ref(field), nil
	}
	return before, id(field), nil
}

// descend is the field at the path's end as it stands in its struct, starting from the variable x; before is that of read.
func (g *generator) descend(x string, s selector, absent jen.Code) (before []jen.Code, field string) {
	for i, slot := range s[:len(s)-1] {
		v, field := slot.Content.(*names.Value), x+"."+slot.Go
		switch {
		case v.Presence == names.Nillable:
			x = "v" + strconv.Itoa(i+1)
			before = append(before, define(x, "ok").Add(call(field+".Get")),
				jen.If(jen.Op("!").Id("ok").Op("||").Add(isNil(id(x)))).Block(absent))
			continue
		case v.Presence == names.Optional || v.Pointer:
			before = append(before, jen.If(isNil(id(field))).Block(absent))
		}
		x = field
	}
	return before, x + "." + s[len(s)-1].Go
}

// write sets the field at the path's end, starting from the variable x, a pointer to a shallow copy of what a caller handed
// over. What stands behind pointers on the way is copied, or made, so that nothing of the caller's changes. The
// value has the type of the field without its presence; that of a struct is a pointer where the field is.
func (g *generator) write(x string, s selector, value jen.Code) []jen.Code {
	if len(s) == 0 {
		return nil // reported
	}
	var code []jen.Code
	for i, slot := range s[:len(s)-1] {
		v, field := slot.Content.(*names.Value), x+"."+slot.Go
		next := "v" + strconv.Itoa(i+1)
		switch {
		case v.Presence == names.Nillable:
			code = append(code, define(next).New(g.goType(v.Type)),
				jen.If(define("old", "ok").Add(call(field+".Get")), id("ok").Op("&&").Add(notNil(id("old")))).Block(ptr(next).Op("=").Add(ptr("old"))),
				call(field+".Set", id(next)))
			x = next
		case v.Presence == names.Optional || v.Pointer:
			code = append(code, define(next).New(g.goType(v.Type)),
				jen.If(notNil(id(field))).Block(ptr(next).Op("=").Add(ptr(field))),
				assign(field).Id(next))
			x = next
		default:
			x = field
		}
	}
	v, field := s.last(), x+"."+s[len(s)-1].Go
	if v.Presence == names.Nillable || v.Presence == names.Optional && !isStruct(v.Type) {
		return append(code, call(field+".Set", value))
	}
	return append(code, assign(field).Add(value))
}

// asString converts the value of a field, a string or an integer, to a string.
func (g *generator) asString(v *names.Value, value *jen.Statement) *jen.Statement {
	kind := names.Primitive(v.Type)
	decl, _ := g.declOf(v.Type)
	switch {
	case names.IsString(kind):
		if decl != nil || isSecret(v) {
			return jen.String().Call(value)
		}
		return value
	case names.IsInteger(kind):
		return jen.Qual("fmt", "Sprint").Call(value)
	case g.scalarOf(v.Type).goType == "Integer":
		return value.Dot("String").Call()
	}
	g.fail("%s is neither a string nor an integer", v.Const)
	return value
}

// fromString converts a string to the type of a field that is one.
func (g *generator) fromString(v *names.Value, value *jen.Statement) *jen.Statement {
	decl, owner := g.declOf(v.Type)
	switch {
	case isSecret(v):
		return g.xsd("Secret").Call(value)
	case decl != nil:
		return g.of(owner, decl.Go).Call(value)
	}
	return value
}
