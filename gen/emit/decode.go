package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genPartDecode emits the method that reads positions of a group or a branch, which are the enclosing type's, or of a
// struct where others write them.
func (g *generator) genPartDecode(name string, slots []*names.Slot) jen.Code {
	return methodOf(name, "decode").
		Params(param("d", g.xml("Decoder")), id("field").Int()).
		Block(jen.Switch(id("field")).Block(g.cases(slots, "x")...))
}

// cases returns the cases of a list of slots; x is the expression that holds them.
func (g *generator) cases(slots []*names.Slot, x string) []jen.Code {
	var cases []jen.Code
	for _, slot := range slots {
		field := x + "." + slot.Go
		switch c := slot.Content.(type) {
		case *names.Value:
			cases = append(cases, jen.Case(g.position(c.Const)).Block(g.decodeValue(c, field)...))
		case *names.Choice:
			cases = append(cases, g.choiceCases(c, field)...)
		case *names.Repeat:
			cases = append(cases, jen.Case(g.positions(c.Group.Slots)...).Block(
				g.xml("Last").Call(ref(field), call("d.Opens", ref("g"+c.Group.Go))).
					Dot("decode").Call(id("d"), id("field"))))
		case *names.Wild:
			cases = append(cases, jen.Case(g.position(c.Const)).Block(g.decodeWild(c, field)))
		}
	}
	return cases
}

func (g *generator) decodeWild(w *names.Wild, field string) jen.Code {
	if w.Attrs != nil {
		return call("d.AnyAttr", ref(field))
	}
	return call("d.Raw", g.xml("Push").Call(ref(field)))
}

// position returns the constant of a position; text and wildcards have those of the runtime.
func (g *generator) position(name string) *jen.Statement {
	switch name {
	case "xmltext.Text":
		return g.xml("Text")
	case "xmltext.AnyAttr":
		return g.xml("AnyAttr")
	}
	return id(name)
}

// positions returns the constants of all positions of a list of slots.
func (g *generator) positions(slots []*names.Slot) []jen.Code {
	var list []jen.Code
	for _, e := range entries(slots) {
		list = append(list, g.position(e.name))
	}
	return list
}

// decodeValue reads an occurrence of a field in the way of its presence.
func (g *generator) decodeValue(v *names.Value, field string) []jen.Code {
	if v.Poly != nil {
		return g.decodePoly(v, field)
	}
	at := ref(field)
	switch v.Presence {
	case names.Optional:
		if isStruct(v.Type) {
			return g.decodeUnlessNil(v, g.decodeNew(v, field))
		}
		if method := optionals[g.plain(v).decode]; method != "" {
			return one(call("d."+method, at))
		}
		return one(g.decode(v, call(field+".Make")))
	case names.Nillable:
		return g.decodeNillable(v, at, field)
	case names.ManyNil:
		return g.decodeManyNil(v, at)
	case names.Many:
		if isStruct(v.Type) {
			return g.decodeAppended(v, field)
		}
		if g.plain(v).decode == "Str" {
			return one(call("d.Strs", at))
		}
		return one(g.decode(v, g.xml("Push").Call(at)))
	case names.Array:
		return g.decodeArray(v, field)
	case names.Keyed:
		return one(g.decode(v, g.xml("PushEntry").Call(id("d"), at)))
	}
	if v.Pointer {
		return g.decodeNew(v, field)
	}
	return one(g.decode(v, at))
}

// decodeUnlessNil reads a field that may be nil in SOAP encoding.
func (g *generator) decodeUnlessNil(v *names.Value, read []jen.Code) []jen.Code {
	if v.Field == nil || !v.Field.NilUnset {
		return read
	}
	return one(jen.If(jen.Op("!").Add(call("d.NilValue"))).Block(read...))
}

// decodeNew reads a struct behind a pointer.
func (g *generator) decodeNew(v *names.Value, field string) []jen.Code {
	return []jen.Code{assign(field).New(g.goType(v.Type)), g.decode(v, id(field))}
}

func (g *generator) decodeAppended(v *names.Value, field string) []jen.Code {
	last := ref(field).Index(jen.Len(id(field)).Op("-").Lit(1))
	return append(g.appended(v, field), g.decode(v, last))
}

func one(c jen.Code) []jen.Code { return []jen.Code{c} }

func (g *generator) decodeNillable(v *names.Value, at *jen.Statement, field string) []jen.Code {
	if isStruct(v.Type) {
		return one(g.decodeNilStruct(v, at))
	}
	return one(jen.If(call("d.Nil")).Block(
		call(field + ".SetNil"),
	).Else().Block(
		g.decode(v, call(field+".Make")),
	))
}

func (g *generator) decodeNilStruct(v *names.Value, at *jen.Statement) jen.Code {
	return jen.If(define("p").Add(g.xml("NilStruct")).Call(id("d"), addr(g.table(v.Type.(*contract.Struct))), at), notNil(id("p"))).Block(
		g.decode(v, id("p")))
}

func (g *generator) decodeManyNil(v *names.Value, at *jen.Statement) []jen.Code {
	item := g.xml("Push").Call(at)
	if isStruct(v.Type) {
		return one(g.decodeNilStruct(v, item))
	}
	return []jen.Code{
		define("p").Add(item),
		jen.If(call("d.Nil")).Block(call("p.SetNil")).
			Else().Block(g.decode(v, call("p.Make"))),
	}
}

func (g *generator) decodePoly(v *names.Value, field string) []jen.Code {
	read := func(at *jen.Statement) jen.Code { return g.codeSum(v, call("d.Codec"), g.position(v.Const), at) }
	at := ref(field)
	switch v.Presence {
	case names.Many:
		push := assign(field).Append(id(field), jen.Nil())
		last := read(ref(field).Index(jen.Len(id(field)).Op("-").Lit(1)))
		if saysType(v) {
			return []jen.Code{push, jen.If(jen.Op("!").Add(call("d.Nil"))).Block(last)}
		}
		return []jen.Code{push, last}
	case names.ManyNil:
		at = g.xml("Push").Call(at)
		fallthrough
	case names.Nillable:
		return one(jen.If(define("p").Add(g.xml("NilSum")).Call(id("d"), at), notNil(id("p"))).Block(read(id("p"))))
	}
	return g.decodeUnlessNil(v, one(read(at)))
}

// decode reads one value through the address at.
func (g *generator) decode(v *names.Value, at *jen.Statement) jen.Code { return g.code("d", v, at) }

// table returns the name table of a complex type.
func (g *generator) table(t *contract.Struct) *jen.Statement {
	s, owner := g.pkg.StructOf(t)
	if s == nil {
		g.fail("%s: type has no name", t.Path)
		return id("nil")
	}
	return g.of(owner, tableName(owner, s))
}

// tableName is the variable of a name table; those of packages that others import are exported.
func tableName(owner *names.Package, s *names.Struct) string { return owner.Helper("t", s.Go) }

// ofSum is what generated code has beside a sum: its registry, and the functions that read and write it.
func (g *generator) ofSum(prefix string, sum *names.Sum) *jen.Statement {
	return g.of(sum.Package, sum.Package.Helper(prefix, sum.Go))
}

// choiceCases returns the cases of all branches of a sum.
func (g *generator) choiceCases(c *names.Choice, field string) []jen.Code {
	var cases []jen.Code
	for _, b := range c.Branches {
		list, code := g.positions(b.Slots), g.decodeBranch(c, b, field)
		if v, ok := soleValue(b); ok && v.Text != nil {
			list = append(list, g.position(v.Const))
			if c.Continues != nil {
				code = append(one(jen.If(jen.Len(id(field)).Op("==").Lit(0)).Block(
					call("x."+c.Continues.Go+".FieldXML", call("d.Codec"), id("field")), jen.Return())), code...)
			}
		}
		if len(list) == 0 {
			continue
		}
		cases = append(cases, jen.Case(list...).Block(code...))
	}
	if c.Other != "" {
		hold := assign(field).Id("b")
		if c.Many {
			hold = assign(field).Append(id(field), id("b"))
		}
		cases = append(cases, jen.Case(id(c.Other)).Block(
			define("b").New(g.of(c.Sum.Package, c.Sum.Go+"Other")),
			hold,
			call("d.Raw", jen.Parens(jen.Op("*").Add(g.xsd("Raw"))).Call(id("b"))),
		))
	}
	return cases
}

// decodeBranch makes the branch that a position belongs to, or finds the one that is open.
func (g *generator) decodeBranch(c *names.Choice, b *names.Branch, field string) []jen.Code {
	if _, wild := soleWild(b); wild {
		return g.decodeWildBranch(c, b, field)
	}
	v, single := soleValue(b)
	fresh := define("b").New(g.branch(c, b))
	switch {
	case single && c.Many:
		return append([]jen.Code{fresh, assign(field).Append(id(field), id("b"))}, g.decodeValue(v, "b.Value")...)
	case single && v.Presence != names.Many && v.Presence != names.ManyNil:
		return append([]jen.Code{fresh, assign(field).Id("b")}, g.decodeValue(v, "b.Value")...)
	case c.Many:
		return g.decodeOpenBranch(b, field)
	}
	open := g.openBranch(c, b, field)
	if single {
		return append(open, g.decodeValue(v, "b.Value")...)
	}
	return append(open, call("b.decode", id("d"), id("field")))
}

// branch is the Go type of a branch, which stands beside its sum.
func (g *generator) branch(c *names.Choice, b *names.Branch) *jen.Statement {
	return g.of(c.Sum.Package, b.Go)
}

// openBranch takes the branch that a sum holds, or gives it a new one.
func (g *generator) openBranch(c *names.Choice, b *names.Branch, field string) []jen.Code {
	return []jen.Code{
		define("b", "_").Id(field).Assert(jen.Op("*").Add(g.branch(c, b))),
		jen.If(isNil(id("b"))).Block(assign("b").New(g.branch(c, b)), assign(field).Id("b")),
	}
}

// decodeWildBranch keeps an element of a branch that is a wildcard.
func (g *generator) decodeWildBranch(c *names.Choice, b *names.Branch, field string) []jen.Code {
	code := g.openBranch(c, b, field)
	if c.Many {
		code = []jen.Code{
			define("b").New(g.branch(c, b)),
			assign(field).Append(id(field), id("b")),
		}
	}
	return append(code, call("d.Raw", g.xml("Push").Call(ref("b.Value"))))
}

// decodeOpenBranch continues the last item when it is of this branch and no new occurrence opens.
func (g *generator) decodeOpenBranch(b *names.Branch, field string) []jen.Code {
	return []jen.Code{
		jen.Var().Id("b").Op("*").Id(b.Go),
		jen.If(define("n").Len(id(field)), jen.Op("!").Id("d").Dot("Opens").Call(ref("g"+b.Go)).Op("&&").Id("n").Op(">").Lit(0)).Block(
			jen.List(id("b"), id("_")).Op("=").Id(field).Index(id("n").Op("-").Lit(1)).Assert(ptr(b.Go)),
		),
		jen.If(isNil(id("b"))).Block(
			assign("b").New(id(b.Go)),
			assign(field).Append(id(field), id("b")),
		),
		call("b.decode", id("d"), id("field")),
	}
}

// soleValue returns the value of a branch of one element.
func soleValue(b *names.Branch) (*names.Value, bool) {
	if len(b.Slots) != 1 || b.Slots[0].Go != "Value" {
		return nil, false
	}
	v, ok := b.Slots[0].Content.(*names.Value)
	return v, ok
}

// soleWild returns the wildcard of a branch that is one.
func soleWild(b *names.Branch) (*names.Wild, bool) {
	if len(b.Slots) != 1 || b.Slots[0].Go != "Value" {
		return nil, false
	}
	w, ok := b.Slots[0].Content.(*names.Wild)
	return w, ok
}
