package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genCodec emits the codec of the declarations of some namespaces; first has what all share.
func (g *generator) genCodec(u *unit, in func(space string) bool, first bool) {
	if first {
		g.genSpaces(u)
	}
	genSorted(u, slices.Concat(
		declarations(g.pkg.Structs, in, func(s *names.Struct) declaration {
			return declaration{s.Go, s.Space, func(u *unit) { g.genStructCodec(u, s) }}
		}),
		declarations(g.pkg.Sums, in, func(s *names.Sum) declaration {
			return declaration{s.Go, s.Space, func(u *unit) { g.genSumCodec(u, s) }}
		}),
		declarations(g.pkg.Simples, in, func(s *names.Simple) declaration {
			return declaration{s.Go, s.Space, func(u *unit) { g.genSimpleCodec(u, s) }}
		})))
}

// genSpaces emits the namespaces with their constants.
func (g *generator) genSpaces(u *unit) {
	u.decl(
		jen.Comment("// Generated code and runtime must fit together."),
		jen.Const().Id("_").Op("=").Add(g.xml("GeneratedV1")),
	)
	if len(g.pkg.Spaces) > 0 {
		u.decl(jen.Const().DefsFunc(func(defs *jen.Group) {
			for i, ns := range g.pkg.Spaces {
				defs.Comment("// " + ns.Const + " is " + oneLine(ns.URI) + ".")
				if i == 0 {
					defs.Id(ns.Const).Op("=").Iota().Op("+").Lit(1)
					continue
				}
				defs.Id(ns.Const)
			}
		}))
	}
	var list []jen.Code
	for _, ns := range g.pkg.Spaces {
		list = append(list, jen.Values(jen.Id("URI").Op(":").Lit(ns.URI), jen.Id("Prefix").Op(":").Lit(ns.Prefix)))
	}
	u.decl(jen.Var().Id("namespaces").Op("=").Add(g.xml("Namespaces")).Add(multi(list)))
}

func (g *generator) genStructCodec(u *unit, s *names.Struct) {
	g.genPositions(u, s)
	u.decl(g.genTable(s))
	u.decl(g.genDecode(s))
	u.decl(g.genEncode(s))
	g.genParts(u, s.Slots)
}

// genParts emits the codecs of the groups and branches within slots.
func (g *generator) genParts(u *unit, slots []*names.Slot) {
	for _, slot := range slots {
		switch c := slot.Content.(type) {
		case *names.Repeat:
			u.decl(g.genGroup(c.Group.Go, c.Group.Slots))
			u.decl(g.genPartDecode(c.Group.Go, c.Group.Slots))
			u.decl(g.genPartEncode(c.Group.Go, c.Group.Slots))
			g.genParts(u, c.Group.Slots)
		case *names.Choice:
			for _, b := range c.Branches {
				if len(b.Slots) == 0 || b.Slots[0].Go == "Value" {
					continue
				}
				if c.Many {
					u.decl(g.genGroup(b.Go, b.Slots))
				}
				u.decl(g.genPartDecode(b.Go, b.Slots))
				u.decl(g.genPartEncode(b.Go, b.Slots))
				g.genParts(u, b.Slots)
			}
		}
	}
}

// genGroup emits what tells the occurrences of a repeated group apart: its first position and
// the rank of each. Alternatives of a choice share a rank.
func (g *generator) genGroup(name string, slots []*names.Slot) jen.Code {
	var ranks []jen.Code
	rank := 0
	for _, slot := range slots {
		_, choice := slot.Content.(*names.Choice)
		for _, e := range entries([]*names.Slot{slot}) {
			parts := []jen.Code{jen.Id("Rank").Op(":").Lit(rank)}
			if e.many || choice && e.free && isManyChoice(slot) {
				parts = append(parts, jen.Id("Many").Op(":").True())
			}
			ranks = append(ranks, jen.Values(parts...))
			if !choice {
				rank++
			}
		}
		if choice {
			rank++
		}
	}
	first := jen.Code(jen.Lit(0))
	if list := entries(slots); len(list) > 0 {
		first = jen.Id(list[0].name)
	}
	return jen.Var().Id("g" + name).Op("=").Add(g.xml("Group")).Add(multi([]jen.Code{
		jen.Id("First").Op(":").Add(first),
		jen.Id("Ranks").Op(":").Index().Add(g.xml("Rank")).Add(multi(ranks)),
	}))
}

func isManyChoice(slot *names.Slot) bool {
	c, ok := slot.Content.(*names.Choice)
	return ok && c.Many
}

// genSumCodec emits the registry of a derivation and the two functions that read and write it.
func (g *generator) genSumCodec(u *unit, sum *names.Sum) {
	if sum.Kind != names.OfDerived {
		return
	}
	var list []jen.Code
	for _, m := range sum.Members {
		parts := []jen.Code{
			jen.Id("Name").Op(":").Add(g.xml("Name")).Add(g.nameValues(m.Src.Name)),
			jen.Id("Type").Op(":").Op("&").Add(g.table(m.Src)),
		}
		if !m.Src.Abstract {
			parts = append(parts, jen.Id("New").Op(":").Add(g.newNode(jen.Id(m.Go))))
		}
		list = append(list, jen.Values(parts...))
	}
	u.decl(jen.Var().Id("r" + sum.Go).Op("=").Add(g.xml("Registry")).Add(multi(list)))
	for _, m := range sum.Members {
		u.decl(jen.Func().Params(jen.Op("*").Id(m.Go)).Id(sum.Marker).Params().Op("*").Add(g.xml("Type")).
			Block(jen.Return(jen.Op("&").Add(g.table(m.Src)))))
	}
	u.decl(jen.Func().Params(jen.Op("*").Id(sum.Go + "Other")).Id(sum.Marker).Params().Op("*").Add(g.xml("Type")).Block(jen.Return(jen.Nil())))
	u.decl(g.genMake(sum))
	u.decl(g.genEncodeSum(sum))
}

func (g *generator) newNode(name *jen.Statement) *jen.Statement {
	return jen.Func().Params().Add(g.xml("Node")).Block(jen.Return(jen.New(name)))
}

func (g *generator) genMake(sum *names.Sum) jen.Code {
	return jen.Func().Id("make"+sum.Go).Params(jen.Id("n").Add(g.xml("Node")), jen.Id("raw").Add(g.xsd("Raw"))).Id(sum.Go).Block(
		jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Id("n").Assert(jen.Id(sum.Go)), jen.Id("ok")).Block(jen.Return(jen.Id("v"))),
		jen.If(jen.Id("raw").Dot("IsZero").Call()).Block(jen.Return(jen.Nil())),
		jen.Return(jen.Op("&").Id(sum.Go+"Other").Values(jen.Id("Raw").Op(":").Id("raw"))),
	)
}

func (g *generator) genEncodeSum(sum *names.Sum) jen.Code {
	return jen.Func().Id("encode"+sum.Go).Params(jen.Id("e").Op("*").Add(g.xml("Encoder")), jen.Id("field").Int(), jen.Id("v").Id(sum.Go)).Block(
		jen.Switch(jen.Id("v").Op(":=").Id("v").Assert(jen.Type())).Block(
			jen.Case(jen.Op("*").Id(sum.Go+"Other")).Block(jen.Id("e").Dot("Raw").Call(jen.Id("field"), jen.Id("v.Raw"))),
			jen.Case(g.xml("Node")).Block(
				jen.Id("e").Dot("Derived").Call(jen.Id("field"), jen.Op("&").Id("r"+sum.Go), jen.Id("v").Assert(jen.Id(sum.Go)).Dot(sum.Marker).Call(), jen.Id("v"))),
		))
}

// genSimpleCodec emits what the codec needs of a simple type: the known values of an
// enumeration, the text form of a list.
func (g *generator) genSimpleCodec(u *unit, s *names.Simple) {
	switch t := s.Src.(type) {
	case *contract.Simple:
		var list []jen.Code
		for _, v := range s.Values {
			list = append(list, jen.Id(v.Go))
		}
		u.decl(jen.Var().Id("known" + s.Go).Op("=").Index().Id(s.Go).Add(multi(list)))
	case *contract.List:
		u.decl(g.genListParse(s, t))
		u.decl(g.genListAppend(s, t))
	}
}

// genListParse emits the reading of a list: its items stand between white space.
func (g *generator) genListParse(s *names.Simple, t *contract.List) jen.Code {
	item := jen.Id("item")
	loop := []jen.Code{jen.Var().Id("v").Add(g.goType(t.Item))}
	sc, decl := g.listItem(t.Item)
	switch {
	case sc.encode == "Str" && decl == nil:
		loop = []jen.Code{jen.Id("v").Op(":=").String().Call(item)}
	case sc.encode == "Str":
		loop = []jen.Code{jen.Id("v").Op(":=").Add(g.goType(t.Item)).Call(item)}
	case sc.encode == "Int" || sc.encode == "Uint":
		loop = []jen.Code{
			jen.List(jen.Id("n"), jen.Err()).Op(":=").Qual("strconv", "Parse"+sc.encode).Call(jen.String().Call(item), jen.Lit(10), jen.Lit(bits(sc.goType))),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Op("&").Add(g.xsd("ParseError")).Values(
				jen.Id("Type").Op(":").Lit(names.Primitive(t.Item)), jen.Id("Reason").Op(":").Lit("not a number in range")))),
			jen.Id("v").Op(":=").Add(g.goType(t.Item)).Call(jen.Id("n")),
		}
	default:
		loop = append(loop, jen.If(jen.Err().Op(":=").Id("v").Dot("ParseXML").Call(item, jen.Id("ns")), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())))
	}
	loop = append(loop, jen.Op("*").Id("x").Op("=").Append(jen.Op("*").Id("x"), jen.Id("v")))
	return jen.Comment("// ParseXML reads the items of the list.").Line().
		Func().Params(jen.Id("x").Op("*").Id(s.Go)).Id("ParseXML").Params(jen.Id("text").Index().Byte(), jen.Id("ns").Add(g.xsd("Namespaces"))).Error().Block(
		jen.Op("*").Id("x").Op("=").Id(s.Go).Values(),
		jen.For(jen.Id("item").Op(":=").Range().Qual("bytes", "FieldsSeq").Call(jen.Id("text"))).Block(loop...),
		jen.Return(jen.Nil()),
	)
}

// listItem returns the scalar and the declaration of a list's items.
func (g *generator) listItem(t contract.Type) (scalar, *names.Simple) {
	decl, _ := g.declOf(t)
	return g.scalarOf(t), decl
}

func bits(goType string) int {
	switch goType {
	case "int8", "uint8":
		return 8
	case "int16", "uint16":
		return 16
	case "int32", "uint32":
		return 32
	}
	return 64
}

func (g *generator) genListAppend(s *names.Simple, t *contract.List) jen.Code {
	sc, _ := g.listItem(t.Item)
	var add []jen.Code
	switch {
	case sc.encode == "Str":
		add = []jen.Code{jen.Id("b").Op("=").Append(jen.Id("b"), jen.Id("v").Op("..."))}
	case sc.encode == "Int" || sc.encode == "Uint":
		wide := map[string]string{"Int": "int64", "Uint": "uint64"}[sc.encode]
		add = []jen.Code{jen.Id("b").Op("=").Qual("strconv", "Append"+sc.encode).Call(jen.Id("b"), jen.Id(wide).Call(jen.Id("v")), jen.Lit(10))}
	default:
		add = []jen.Code{
			jen.Var().Err().Error(),
			jen.If(jen.List(jen.Id("b"), jen.Err()).Op("=").Id("v").Dot("AppendXML").Call(jen.Id("b"), jen.Id("ns")), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Id("b"), jen.Err())),
		}
	}
	loop := append([]jen.Code{jen.If(jen.Id("i").Op(">").Lit(0)).Block(jen.Id("b").Op("=").Append(jen.Id("b"), jen.LitRune(' ')))}, add...)
	return jen.Comment("// AppendXML writes the items of the list, separated by spaces.").Line().
		Func().Params(jen.Id("x").Id(s.Go)).Id("AppendXML").Params(jen.Id("b").Index().Byte(), jen.Id("ns").Add(g.xsd("Namespaces"))).Params(jen.Index().Byte(), jen.Error()).Block(
		jen.For(jen.List(jen.Id("i"), jen.Id("v")).Op(":=").Range().Id("x")).Block(loop...),
		jen.Return(jen.Id("b"), jen.Nil()),
	)
}
