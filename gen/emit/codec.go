package emit

import (
	"go/token"
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
		jen.Const().Id("_").Op("=").Add(g.xml("GeneratedV4")),
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
		list = append(list, jen.Values(keyed("URI", lit(ns.URI)), keyed("Prefix", lit(ns.Prefix))))
	}
	u.decl(jen.Var().Id("namespaces").Op("=").Add(g.xml("Namespaces")).Add(multi(list)))
}

func (g *generator) genStructCodec(u *unit, s *names.Struct) {
	positions := g.genPositions(s)
	if s.IsArray() {
		u.decls(positions)
		u.decl(g.genTable(s))
		g.genArrayCodec(u, s)
		return
	}
	f := g.fieldsOf(s)
	if f.alone(s) {
		f.body = append(positions, f.body...)
	} else {
		u.decls(positions)
	}
	u.decl(g.genTable(s))
	g.genFields(u, s, f)
	if s.Document {
		u.decl(jen.Comment("// DocumentType is the name table, for package xmltext.").Line().
			Func().Params(ptr(s.Go)).Id("DocumentType").Params().Op("*").Add(g.xml("Type")).Block(jen.Return(addr(g.table(s.Src)))))
	}
	g.genMembers(u, s.Slots)
}

// genSumCodec emits the registry of a sum of types and the functions that read and write it.
func (g *generator) genSumCodec(u *unit, sum *names.Sum) {
	switch sum.Kind {
	case names.OfDerived:
		u.decl(g.genRegistry(sum))
	case names.OfChosen:
		u.decl(g.genChosen(sum))
		u.decl(g.genChoosers(sum))
	default:
		u.decl(g.genHeld(sum, isNil(id("v")).Op("||").Op("!").Id("v").Dot(sum.Marker).Call()))
		return
	}
	for _, m := range sum.Members {
		u.decl(jen.Func().Params(param("x", id(m.Go))).Id(sum.Marker).Params().Op("*").Add(g.xml("Type")).
			Block(jen.If(isNil(id("x"))).Block(jen.Return(jen.Nil())), jen.Return(addr(g.table(m.Src)))))
	}
	u.decl(jen.Func().Params(ptr(sum.Go + "Other")).Id(sum.Marker).Params().Op("*").Add(g.xml("Type")).Block(jen.Return(jen.Nil())))
	other := jen.List(id("o"), id("other")).Op(":=").Id("v").Assert(ptr(sum.Go + "Other"))
	u.decl(g.genHeld(sum, other, isNil(id("v")).Op("||").Id("other").Op("&&").Add(isNil(id("o"))).Op("||").Op("!").Id("other").Op("&&").Add(isNil(id("v").Dot(sum.Marker).Call()))))
	u.decl(g.genCodeSum(sum))
}

// genRegistry emits the types that xsi:type can name.
func (g *generator) genRegistry(sum *names.Sum) jen.Code {
	var list []jen.Code
	for _, m := range sum.Members {
		parts := []jen.Code{
			keyed("Name", g.xml("Name")).Add(g.nameValues(m.Src.Name)),
			keyed("Type", addr(g.table(m.Src))),
		}
		if !m.Src.Abstract {
			parts = append(parts, keyed("New", g.newNode(id(m.Go))))
		}
		list = append(list, jen.Values(parts...))
	}
	return g.helperDoc("r", sum.Go, "are the types that xsi:type can name").Var().Id(g.pkg.Helper("r", sum.Go)).Op("=").Add(g.xml("Registry")).Add(multi(list))
}

// newNode is a function that makes a struct, on one line.
func (g *generator) newNode(name *jen.Statement) *jen.Statement {
	return jen.Func().Params().Add(g.xml("Node")).Custom(jen.Options{Open: "{", Close: "}"}, jen.Return(jen.New(name)))
}

// helperDoc is the comment of what stands beside a declaration for the packages that import this one; none elsewhere.
func (g *generator) helperDoc(prefix, Go, what string) *jen.Statement {
	name := g.pkg.Helper(prefix, Go)
	if !token.IsExported(name) {
		return jen.Null()
	}
	return jen.Comment("// " + name + " " + what + ", for generated code.").Line()
}

// genHeld emits what makes nil of an interface that holds a nil pointer. The markers tell, so that it takes no reflection.
func (g *generator) genHeld(sum *names.Sum, nothing ...jen.Code) jen.Code {
	return g.helperDoc("held", sum.Go, "makes nil of a value that holds a nil pointer").Func().Id(g.pkg.Helper("held", sum.Go)).Params(id("v").Id(sum.Go)).Id(sum.Go).Block(
		jen.If(nothing...).Block(jen.Return(jen.Nil())),
		jen.Return(id("v")),
	)
}

// nonNil is the value of a sum, nil also where it holds a nil pointer.
func (g *generator) nonNil(sum *names.Sum, value *jen.Statement) *jen.Statement {
	return g.ofSum("held", sum).Call(value)
}

// genCodeSum emits the function that reads and writes a value of a sum of types. It reports whether there was one.
func (g *generator) genCodeSum(sum *names.Sum) jen.Code {
	other := sum.Go + "Other"
	return g.helperDoc("code", sum.Go, "reads and writes a value, and reports whether there was one").Func().Id(g.pkg.Helper("code", sum.Go)).
		Params(param("c", g.xml("Codec")), id("field").Int(), param("p", id(sum.Go))).Bool().Block(
		jen.If(define("d").Add(call("c.Decoder")), notNil(id("d"))).Block(
			define("n", "raw").Add(g.readMember(sum)),
			define("v", "ok").Id("n").Assert(id(sum.Go)),
			jen.If(jen.Op("!").Id("ok").Op("&&").Op("!").Add(call("raw.IsZero"))).Block(
				define("other").Id(other).Call(id("raw")),
				assign("v").Add(ref("other"))),
			ptr("p").Op("=").Id("v"),
			jen.Return(jen.True()),
		),
		define("e").Add(call("c.Encoder")),
		jen.Switch(define("v").Add(g.nonNil(sum, ptr("p"))).Assert(jen.Type())).Block(
			jen.Case(ptr(other)).Block(call("e.Raw", id("field"), g.xsd("Raw").Call(ptr("v")))),
			jen.Case(g.xml("Node")).Block(g.writeMember(sum)),
			jen.Default().Block(jen.Return(jen.False())),
		),
		jen.Return(jen.True()))
}

// readMember reads a value of a sum of types.
func (g *generator) readMember(sum *names.Sum) jen.Code {
	if sum.Kind == names.OfChosen {
		return g.xml("Chosen").Call(id("d"), addr(g.ofSum("r", sum)), g.ofSum("by", sum))
	}
	return call("d.Derived", addr(g.ofSum("r", sum)))
}

// writeMember writes a value of a sum of types; only that of a derivation has an xsi:type.
func (g *generator) writeMember(sum *names.Sum) jen.Code {
	table := id("v").Assert(id(sum.Go)).Dot(sum.Marker).Call()
	if sum.Kind == names.OfChosen {
		return call("e.WriteStruct", id("field"), table, id("v"))
	}
	return call("e.Derived", id("field"), addr(g.ofSum("r", sum)), table, id("v"))
}

// codeSum calls that function; c is the codec.
func (g *generator) codeSum(v *names.Value, c, field, at *jen.Statement) *jen.Statement {
	return g.ofSum("code", v.Poly).Call(c, field, at)
}

// genKnown emits the values of an enumeration: those of text as strings, so that all such share the code that looks for them.
func (g *generator) genKnown(s *names.Simple, t *contract.Simple) jen.Code {
	text := g.scalarOf(t).encode == "Str"
	var list []jen.Code
	for _, v := range s.Values {
		if text {
			list = append(list, lit(v.Value))
		} else {
			list = append(list, id(v.Go))
		}
	}
	item := id(s.Go)
	if text {
		item = jen.String()
	}
	return g.helperDoc("known", s.Go, "are the values that the contract lists").Var().Id(g.pkg.Helper("known", s.Go)).Op("=").Index().Add(item).Add(multi(list))
}

// genSimpleCodec emits what the codec needs of a simple type: the known values of an
// enumeration, the text form of a list or of a union with names.
func (g *generator) genSimpleCodec(u *unit, s *names.Simple) {
	switch t := s.Src.(type) {
	case *contract.Simple:
		u.decl(g.genKnown(s, t))
	case *contract.List:
		u.decl(g.genListParse(s, t))
		u.decl(g.genListAppend(s, t))
	case *contract.Union:
		if contract.HoldsNames(t) {
			g.genUnionNames(u, s)
		}
	}
}
