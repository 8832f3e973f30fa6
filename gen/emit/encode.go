package emit

import (
	"cmp"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genPartEncode emits the method that writes a group or a branch, which are no elements of their own.
func (g *generator) genPartEncode(name string, slots []*names.Slot) jen.Code {
	return methodOf(name, "encode").
		Params(param("e", g.xml("Encoder"))).Block(g.encodeSlots(slots, "x", name)...)
}

// encodeSlots writes the slots of a group or a branch, the struct of that name. A required list that is empty is an error
// there: without its elements the group or branch can be another one, or none.
func (g *generator) encodeSlots(slots []*names.Slot, x, owner string) []jen.Code {
	var code []jen.Code
	for _, slot := range slots {
		name := owner + "." + slot.Go
		if first := entries([]*names.Slot{slot}); requiredList(slot) && len(first) > 0 {
			code = append(code, jen.If(jen.Len(id(x+"."+slot.Go)).Op("==").Lit(0)).Block(call("e.Unset", id(first[0].name), lit(name))))
		}
		code = append(code, g.encodeSlot(slot, x, name)...)
	}
	return code
}

// requiredList reports a slot that must hold several, at least one.
func requiredList(slot *names.Slot) bool {
	switch c := slot.Content.(type) {
	case *names.Value:
		several := c.Presence == names.Many || c.Presence == names.ManyNil || c.Presence == names.Keyed
		return several && (c.Required || c.Alone && c.Field != nil && c.Field.Min > 0)
	case *names.Choice:
		return c.Many && c.Required
	case *names.Repeat:
		return c.Required
	case *names.Wild:
		return c.Attrs == nil && c.Required && c.Any.Max != 1
	}
	return false
}

// encodeSlot writes a slot of x. An error calls a required value that is not set by name.
func (g *generator) encodeSlot(slot *names.Slot, x, name string) []jen.Code {
	field := x + "." + slot.Go
	switch c := slot.Content.(type) {
	case *names.Value:
		return g.encodeValue(c, field, name)
	case *names.Choice:
		return g.encodeChoice(c, field, name)
	case *names.Repeat:
		return one(each(field).Block(
			call("e.Occurrence", ref("g"+c.Group.Go)), id(field).Index(id("i")).Dot("encode").Call(id("e"))))
	case *names.Wild:
		return one(jen.For(define("_", "v").Range().Id(field)).Block(
			call("e.Raw", g.position(c.Const), id("v"))))
	}
	return nil
}

// encodeValue writes a field in the way of its presence.
func (g *generator) encodeValue(v *names.Value, field, name string) []jen.Code {
	if v.Poly != nil {
		return g.encodePoly(v, field, name)
	}
	switch v.Presence {
	case names.Optional:
		return one(g.encodeOptional(v, field))
	case names.OmitEmpty:
		return one(jen.If(id(field).Op("!=").Lit("")).Block(g.encode(v, field)))
	case names.Nillable:
		return one(g.encodeNillable(v, field))
	case names.Many:
		return one(each(field).Block(g.encode(v, field+"[i]")))
	case names.ManyNil:
		return one(each(field).Block(g.encodeNillable(v, field+"[i]")))
	case names.Array:
		return one(g.encodeArray(v, field))
	case names.Keyed:
		return one(each(field).Block(
			call("e.Key", id(field).Index(id("i")).Dot("Key")), g.encode(v, field+"[i].Value")))
	}
	switch {
	case v.Pointer:
		return one(jen.If(notNil(id(field))).Block(g.encodePointer(v, field)).Else().Block(g.unset(v, name)))
	case mustHaveValue(v):
		return one(jen.If(id(field).Op("!=").Lit("")).Block(g.encode(v, field)).Else().Block(g.unset(v, name)))
	}
	return one(g.encode(v, field))
}

// unset stands for a required value that is not set. One that was missing in the content read may be, but for that of a
// branch, which is there because its value was.
func (g *generator) unset(v *names.Value, name string) jen.Code {
	if v.Alone {
		return call("e.Missing", lit(name))
	}
	return call("e.Unset", g.position(v.Const), lit(name))
}

// mustHaveValue reports a required nillable string under omit-empty: xsi:nil is never written,
// so that the value has to be there.
func mustHaveValue(v *names.Value) bool {
	return v.Presence == names.Required && v.Field != nil && v.Field.OmitEmpty && v.Field.Min > 0 &&
		v.Field.Element.Nillable && names.IsPlainString(v.Type)
}

func omitEmpty(v *names.Value) bool {
	return v.Field != nil && v.Field.OmitEmpty || v.Attr != nil && v.Attr.OmitEmpty
}

func (g *generator) encodeOptional(v *names.Value, field string) jen.Code {
	if isStruct(v.Type) {
		s := jen.If(notNil(id(field))).Block(g.encodePointer(v, field))
		if v.Field != nil && v.Field.NilUnset {
			s = s.Else().Block(g.nilUnset(v))
		}
		return s
	}
	local, present, value := g.held(v, field)
	if condition := g.hasText(v.Type, value); condition != nil && omitEmpty(v) {
		present = present.Op("&&").Add(condition)
		return jen.If(local, present).Block(g.encodeHeld(v, field))
	}
	return jen.If(local, present).Block(g.encodeHeld(v, field))
}

// held declares a local variable for the value of an optional or nillable field, and returns the
// condition that there is one and the value: a copy, or behind a pointer where the encoder takes one.
func (g *generator) held(v *names.Value, field string) (local, present, value *jen.Statement) {
	if g.codesItself(v) {
		return define("p").Add(call(field + ".Ptr")), notNil(id("p")), ptr("p")
	}
	name := heldAs(field)
	return define(name, "ok").Add(call(field + ".Get")), id("ok"), id(name)
}

// heldAs is the local variable for what a field holds. The fields of a branch are those of v.
func heldAs(field string) string {
	if strings.HasPrefix(field, "v.") {
		return "w"
	}
	return "v"
}

// encodeHeld writes what held has declared.
func (g *generator) encodeHeld(v *names.Value, field string) jen.Code {
	if g.codesItself(v) {
		return call("e.WriteValue", g.position(v.Const), id("p"))
	}
	return g.encode(v, heldAs(field))
}

// codesItself reports a value that goes through xmltext.Value.
func (g *generator) codesItself(v *names.Value) bool {
	if isStruct(v.Type) || isSecret(v) || layoutOf(v.Type) != "" {
		return false
	}
	if s, _ := g.declOf(v.Type); s != nil {
		_, list := s.Src.(*contract.List)
		return list || contract.HoldsNames(s.Src)
	}
	return g.scalarOf(v.Type).encode == "Value"
}

// hasText is the condition under which an optional value has text to write, nil when it always has.
func (g *generator) hasText(t contract.Type, value *jen.Statement) *jen.Statement {
	if layoutOf(t) != "" {
		return value.Dot("Text").Call().Op("!=").Lit("")
	}
	if s, _ := g.declOf(t); s != nil {
		if _, list := s.Src.(*contract.List); list {
			return jen.Len(value).Op("!=").Lit(0)
		}
		return nil
	}
	switch names.Primitive(t) {
	case "base64Binary", "hexBinary":
		return jen.Len(value).Op("!=").Lit(0)
	case "anySimpleType", "anyType":
		return jen.Op("!").Add(value).Dot("IsZero").Call()
	}
	return nil
}

// encodePointer writes a struct behind a pointer that is not nil.
func (g *generator) encodePointer(v *names.Value, field string) jen.Code {
	return call("e.Write"+structMethod(v), g.position(v.Const), addr(g.table(v.Type.(*contract.Struct))), id(field))
}

// encodeNillable writes a value, or xsi:nil for one that is nil and for one that is required and
// not set.
func (g *generator) encodeNillable(v *names.Value, field string) jen.Code {
	local, present, _ := g.held(v, field)
	write, held := g.encodeHeld(v, field), heldAs(field)
	if isStruct(v.Type) {
		present, write = present.Op("&&").Id(held).Op("!=").Nil(), g.encodePointer(v, held)
	}
	s := jen.If(local, present).Block(write)
	if isStruct(v.Type) {
		s = s.Else().If(define(held).Add(call(field+".Held")), notNil(id(held))).Block(
			call("e.NilStruct", g.position(v.Const), addr(g.table(v.Type.(*contract.Struct))), id(held)))
	}
	return g.elseNil(s, v, field)
}

func (g *generator) encodePoly(v *names.Value, field, name string) []jen.Code {
	write := func(field string) *jen.Statement {
		return g.codeSum(v, call("e.Codec"), g.position(v.Const), ref(field))
	}
	or := func(field string, otherwise jen.Code) *jen.Statement {
		return jen.If(jen.Op("!").Add(write(field))).Block(otherwise)
	}
	switch {
	case v.Presence == names.Many && saysType(v):
		return one(each(field).Block(or(field+"[i]", call("e.Nil", g.position(v.Const)))))
	case v.Presence == names.Many:
		return one(each(field).Block(or(field+"[i]", missingItem("e", name))))
	case v.Presence == names.ManyNil:
		return one(each(field).Block(g.encodeNilPoly(v, field+"[i]", write)))
	case v.Presence == names.Nillable:
		return one(g.encodeNilPoly(v, field, write))
	case v.Field != nil && v.Field.NilUnset:
		return one(or(field, g.nilUnset(v)))
	case v.Required || v.Alone:
		return one(or(field, g.unset(v, name)))
	}
	return one(write(field))
}

// saysType reports a field in SOAP encoding, any of whose values may be nil.
func saysType(v *names.Value) bool { return v.Field != nil && v.Field.WireType != contract.QName{} }

// missingItem stands for item i of a list that is not set: no list that was read has one.
func missingItem(e, name string) jen.Code { return call(e+".MissingItem", lit(name), id("i")) }

// encodeNilPoly writes a nillable value of a sum. One that is nil may hold attributes and its type.
func (g *generator) encodeNilPoly(v *names.Value, field string, write func(string) *jen.Statement) jen.Code {
	held := heldAs(field)
	s := jen.If(define(held).Add(call(field+".Held")), notNil(g.nonNil(v.Poly, id(held)))).Block(
		call("e.NextNil", call(field+".State").Op("==").Add(g.xsd("IsNil"))), write(held))
	return g.elseNil(s, v, field)
}

// nilUnset writes xsi:nil for a part in SOAP encoding that is not set.
func (g *generator) nilUnset(v *names.Value) jen.Code {
	return call("e.NilRequired", g.position(v.Const), g.xsd("Absent"))
}

// elseNil writes xsi:nil for a value that is nil, and for one that is required and not set.
func (g *generator) elseNil(s *jen.Statement, v *names.Value, field string) jen.Code {
	null := call("e.Nil", g.position(v.Const))
	switch {
	case v.Presence == names.ManyNil || v.Alone:
		return s.Else().Block(null)
	case v.Required:
		return s.Else().Block(call("e.NilRequired", g.position(v.Const), call(field+".State")))
	}
	return s.Else().If(call(field + ".State").Op("==").Add(g.xsd("IsNil"))).Block(null)
}

// encodeChoice writes the branch that a sum holds.
func (g *generator) encodeChoice(c *names.Choice, field, name string) []jen.Code {
	other, unset := c.Other, c.Other
	for _, b := range c.Branches {
		if list := entries(b.Slots); len(list) > 0 {
			other, unset = cmp.Or(other, list[0].name), list[0].name
			break
		}
	}
	if other == "" { // nothing can stand there
		return nil
	}
	var cases []jen.Code
	for _, b := range c.Branches {
		cases = append(cases, jen.Case(jen.Op("*").Add(g.branch(c, b))).Block(g.encodeBranch(b, c.Many)...))
	}
	cases = append(cases, jen.Case(jen.Op("*").Add(g.of(c.Sum.Package, c.Sum.Go+"Other"))).Block(
		call("e.Raw", g.position(other), g.xsd("Raw").Call(ptr("v")))))
	if c.Required && !c.Many {
		cases = append(cases, jen.Case(jen.Nil()).Block(call("e.Unset", g.position(unset), lit(name))))
	}
	if c.Many {
		cases = append(cases, jen.Case(jen.Nil()).Block(missingItem("e", name)))
		return one(each(field).Block(
			jen.Switch(define("v").Add(g.nonNil(c.Sum, id(field).Index(id("i")))).Assert(jen.Type())).Block(cases...)))
	}
	return one(jen.Switch(define("v").Add(g.nonNil(c.Sum, id(field))).Assert(jen.Type())).Block(cases...))
}

func (g *generator) encodeBranch(b *names.Branch, many bool) []jen.Code {
	switch {
	case b.Single():
	case many:
		return []jen.Code{call("e.Occurrence", ref("g"+b.Go)), call("v.encode", id("e"))}
	default:
		return one(call("v.encode", id("e")))
	}
	return g.encodeSlots(b.Slots, "v", b.Go)
}

// encode writes one value, which expr holds and whose address can be taken.
func (g *generator) encode(v *names.Value, expr string) jen.Code {
	at, t := g.position(v.Const), v.Type
	if isStruct(t) {
		return call("e.WriteStruct", at, addr(g.table(t.(*contract.Struct))), ref(expr))
	}
	if isSecret(v) {
		return g.encodeText(v, jen.String().Call(id(expr)))
	}
	if layout := layoutOf(t); layout != "" {
		return call("e.WriteStamp", at, id(expr), lit(layout))
	}
	if s, _ := g.declOf(t); s != nil {
		return g.encodeNamed(at, s, expr)
	}
	sc := g.scalarOf(t)
	switch {
	case sc.encode == "Str":
		return g.encodeText(v, id(expr))
	case sc.encode == "Value":
		return call("e.WriteValue", at, ref(expr))
	case sc.wide != "":
		return call("e.Write"+sc.encode, at, call(sc.wide, id(expr)))
	}
	return call("e.Write"+sc.encode, at, id(expr))
}

func cdata(v *names.Value) bool { return v.Field != nil && v.Field.CDATA }

// encodeText writes a string in the form that the contract asks for.
func (g *generator) encodeText(v *names.Value, text jen.Code) jen.Code {
	method := "WriteStr"
	if cdata(v) {
		method = "CDATA"
	}
	return call("e."+method, g.position(v.Const), text)
}

// encodeNamed writes a value of a simple type with a Go type of its own.
func (g *generator) encodeNamed(at *jen.Statement, s *names.Simple, expr string) jen.Code {
	switch t := s.Src.(type) {
	case *contract.Simple:
		sc := g.scalarOf(t)
		wide := sc.wide
		if wide == "" {
			wide = sc.goType
		}
		return call("e.Write"+sc.encode, at, call(wide, id(expr)))
	case *contract.Union:
		if !contract.HoldsNames(t) {
			return call("e.WriteStr", at, jen.String().Call(id(expr)))
		}
	}
	return call("e.WriteValue", at, ref(expr))
}
