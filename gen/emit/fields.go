package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// fields is what reads and writes the positions of a struct.
type fields struct {
	body  []jen.Code
	sided []*names.Slot // take different code in the two directions, such as a choice
}

func (g *generator) fieldsOf(s *names.Struct) (f fields) {
	var cases, uneven []jen.Code
	if s.Base == nil {
		cases = append(cases, jen.Case(g.xml("ResidueField")).Block(call("c.Extra", ref("x.Extra"))))
	}
	for _, slot := range s.Slots {
		if code := g.codeSlot(slot, "x."+slot.Go); code != nil {
			cases = append(cases, jen.Case(g.places(slot)...).Block(code...))
		} else if places := g.places(slot); len(places) > 0 {
			uneven = append(uneven, places...)
			f.sided = append(f.sided, slot)
		}
	}
	switch {
	case s.Base == nil && len(f.sided) > 0: // without a list, which would change with each addition
		cases = append(cases, jen.Default().Block(g.bySide()))
	case s.Base != nil:
		if len(f.sided) > 0 {
			cases = append(cases, jen.Case(uneven...).Block(g.bySide()))
		}
		cases = append(cases, jen.Default().Block(call("x."+s.Base.Go+".FieldXML", id("c"), id("field"))))
	}
	f.body = one(jen.Switch(id("field")).Block(cases...))
	return f
}

// alone reports whether nothing else refers to the positions. Then their constants stand within the method: those of a
// package cost the compiler more, which describes them to importers and debuggers.
func (f fields) alone(s *names.Struct) bool {
	beside := func(v *names.Value) bool { return v.Attr.OrElement != "" }
	return len(f.sided) == 0 && !s.Extended && !slices.ContainsFunc(attrs(s), beside)
}

// genFields emits the method that reads and writes the positions of a struct. What takes different code in the two
// directions has two methods beside it.
func (g *generator) genFields(u *unit, s *names.Struct, f fields) {
	if s.Base != nil && len(s.Slots) == 0 {
		return // the base's method is promoted
	}
	u.decl(methodOf(s.Go, "FieldXML").Params(param("c", g.xml("Codec")), id("field").Int()).Block(f.body...))
	if len(f.sided) > 0 {
		u.decl(g.genPartDecode(s.Go, f.sided))
		u.decl(g.genEncode(s.Go, f.sided))
	}
}

// bySide calls the method for the direction.
func (g *generator) bySide() jen.Code {
	return jen.If(define("d").Add(call("c.Decoder")), notNil(id("d"))).Block(
		call("x.decode", id("d"), id("field")),
	).Else().Block(
		call("x.encode", call("c.Encoder"), id("field")))
}

// genEncode emits the method that writes slots whose code differs from what reads them: each at the first of its positions.
func (g *generator) genEncode(name string, slots []*names.Slot) jen.Code {
	var cases []jen.Code
	for _, slot := range slots {
		first := g.places(slot)[0]
		cases = append(cases, jen.Case(first).Block(g.encodeSlot(slot, "x", slot.Go)...))
		if c, ok := slot.Content.(*names.Choice); ok && c.Continues != nil && len(entries([]*names.Slot{slot})) > 0 {
			cases = append(cases, jen.Case(g.xml("Text")).Block(call("x."+c.Continues.Go+".FieldXML", call("e.Codec"), id("field"))))
		}
	}
	return methodOf(name, "encode").
		Params(param("e", g.xml("Encoder")), id("field").Int()).Block(jen.Switch(id("field")).Block(cases...))
}

// places returns the constants of all positions of a slot: elements, then what is none.
func (g *generator) places(slot *names.Slot) []jen.Code {
	switch c := slot.Content.(type) {
	case *names.Value:
		return one(g.position(c.Const))
	case *names.Wild:
		return one(g.position(c.Const))
	case *names.Repeat:
		return g.positions(c.Group.Slots)
	case *names.Choice:
		list := g.positions([]*names.Slot{slot})
		for _, b := range c.Branches {
			if v, ok := soleValue(b); ok && v.Text != nil {
				list = append(list, g.position(v.Const))
			}
		}
		return list
	}
	return nil
}

// codeSlot reads and writes a slot through c; nil for one that takes different code in the two directions.
func (g *generator) codeSlot(slot *names.Slot, field string) []jen.Code {
	switch c := slot.Content.(type) {
	case *names.Value:
		return g.codeValue(c, field, slot.Go)
	case *names.Wild:
		if c.Attrs != nil {
			return one(call("c.AnyAttr", ref(field)))
		}
		return one(call("c.Raws", ref(field)))
	}
	return nil
}

func (g *generator) codeValue(v *names.Value, field, name string) []jen.Code {
	switch {
	case v.Poly != nil:
		return g.codePoly(v, field, name)
	case cdata(v):
		return nil
	}
	switch v.Presence {
	case names.Optional:
		return g.codeOptional(v, field)
	case names.OmitEmpty:
		return one(jen.If(call("c.Reading").Op("||").Id(field).Op("!=").Lit("")).Block(g.code("c", v, ref(field))))
	case names.Many:
		return g.codeList(v, field)
	case names.Required:
		if v.Pointer || mustHaveValue(v) {
			return nil
		}
		return one(g.code("c", v, ref(field)))
	}
	return nil
}

// codePoly reads and writes a value whose type the document selects.
func (g *generator) codePoly(v *names.Value, field, name string) []jen.Code {
	code := func(at *jen.Statement) *jen.Statement { return g.codeSum(v, id("c"), id("field"), at) }
	or := func(at *jen.Statement, otherwise jen.Code) jen.Code {
		return jen.If(jen.Op("!").Add(code(at))).Block(otherwise)
	}
	switch {
	case saysType(v):
		return nil
	case v.Presence == names.Many:
		return []jen.Code{
			jen.If(call("c.Reading")).Block(assign(field).Append(id(field), jen.Nil())),
			itemOf(call("c.Item", jen.Len(id(field)))).Block(or(ref(field).Index(id("i")), missingItem("c.Encoder()", name))),
		}
	case v.Presence == names.ManyNil, v.Presence == names.Nillable:
		return nil
	case v.Required:
		return one(or(ref(field), call("c.Encoder().Unset", id("field"), lit(name))))
	}
	return one(code(ref(field)))
}

func (g *generator) codeOptional(v *names.Value, field string) []jen.Code {
	switch method := optionals[g.plain(v).decode]; {
	case isStruct(v.Type):
		if v.Field != nil && v.Field.NilUnset {
			return nil
		}
		return []jen.Code{
			jen.If(call("c.Reading")).Block(assign(field).New(g.goType(v.Type))),
			jen.If(notNil(id(field))).Block(call("c."+structMethod(v), addr(g.table(v.Type.(*contract.Struct))), id(field))),
		}
	case omitEmpty(v) && g.hasText(v.Type, jen.Null()) != nil:
		return nil
	case method != "":
		return one(call("c."+method, ref(field)))
	}
	return one(jen.If(define("p").Add(g.xml("Optional")).Call(id("c"), ref(field)), notNil(id("p"))).Block(g.code("c", v, id("p"))))
}

// codeList reads and writes a list. For structs it calls no generic function: for each of a large contract's types one
// would cost the compiler an instance, and a binary its code and a dozen descriptors.
func (g *generator) codeList(v *names.Value, field string) []jen.Code {
	if g.plain(v).decode == "Str" {
		return one(call("c.Strs", ref(field)))
	}
	code := g.code("c", v, ref(field).Index(id("i")))
	if !isStruct(v.Type) {
		return one(itemOf(g.xml("Grow").Call(id("c"), ref(field))).Block(code))
	}
	return []jen.Code{
		jen.If(call("c.Reading")).Block(g.appended(v, field)...),
		itemOf(call("c.Item", jen.Len(id(field)))).Block(code),
	}
}

// itemOf is the head of code for the item i of a list that the position now stands for.
func itemOf(item jen.Code) *jen.Statement {
	return jen.If(define("i").Add(item), id("i").Op(">=").Lit(0))
}

// appended adds an item to a list of structs.
func (g *generator) appended(v *names.Value, field string) []jen.Code {
	return []jen.Code{
		// Most lists are short: one allocation, not three.
		jen.If(isNil(id(field))).Block(assign(field).Make(jen.Index().Add(g.goType(v.Type)), lit(0), lit(4))),
		assign(field).Append(id(field), g.goType(v.Type).Values()),
	}
}

// structMethod is the codec's method for a struct behind a pointer.
func structMethod(v *names.Value) string {
	if omitEmpty(v) && v.Presence == names.Optional {
		return "StructOmitEmpty"
	}
	return "Struct"
}

// code reads or writes one value through the address at; c is the codec's variable.
func (g *generator) code(c string, v *names.Value, at *jen.Statement) jen.Code {
	t := v.Type
	switch {
	case isSecret(v):
		return codeText(c, t, at)
	case isStruct(t):
		return call(c+".Struct", addr(g.table(t.(*contract.Struct))), at)
	}
	if layout := layoutOf(t); layout != "" {
		return call(c+".Stamp", at, lit(layout))
	}
	s, owner := g.declOf(t)
	if s == nil {
		return call(c+"."+g.scalarOf(t).decode, at)
	}
	switch t := s.Src.(type) {
	case *contract.Simple:
		if sc := g.scalarOf(t); sc.encode != "Str" {
			return call(c+"."+sc.decode, jen.Parens(ptr(sc.goType)).Call(at))
		}
		return call(c+".Enum", asString(at), g.of(owner, owner.Helper("known", s.Go)))
	case *contract.Union:
		if !contract.HoldsNames(t) {
			return codeText(c, t, at)
		}
	}
	return call(c+".List", at)
}

// codeText is code for a type of strings.
func codeText(c string, t contract.Type, at *jen.Statement) jen.Code {
	return call(c+"."+textMethod(t), asString(at))
}

// asString is the address of a value of a type of strings, as that of a string.
func asString(at *jen.Statement) *jen.Statement { return jen.Parens(jen.Op("*").String()).Call(at) }
