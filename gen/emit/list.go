package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genListParse emits the reading of a list: its items stand between white space.
func (g *generator) genListParse(s *names.Simple, t *contract.List) jen.Code {
	loop := append(g.parseItem(t.Item), ptr("x").Op("=").Append(ptr("x"), id("v")))
	return jen.Comment("// ParseXML reads the items of the list.").Line().
		Func().Params(param("x", id(s.Go))).Id("ParseXML").Params(id("text").Index().Byte(), id("ns").Add(g.xsd("Namespaces"))).Error().Block(
		ptr("x").Op("=").Id(s.Go).Values(),
		jen.For(define("item").Range().Add(g.xsd("Items").Call(id("text")))).Block(loop...),
		jen.Return(jen.Nil()),
	)
}

// parseItem makes an item of type t of the word item: the variable v.
func (g *generator) parseItem(t contract.Type) []jen.Code {
	item, typ := jen.String().Call(id("item")), g.goType(t)
	decl, _ := g.declOf(t)
	sc := g.itemScalar(t)
	// number reads the item with a function and converts what it returns, which has type goType.
	number := func(read *jen.Statement, goType string, failed jen.Code) []jen.Code {
		n := "v"
		if decl != nil || sc.goType != goType {
			n = "n"
		}
		code := []jen.Code{define(n, "err").Add(read), jen.If(notNil(id("err"))).Block(jen.Return(failed))}
		if n == "n" {
			code = append(code, define("v").Add(typ).Call(id("n")))
		}
		return code
	}
	switch sc.encode {
	case "Str":
		if decl == nil {
			return one(define("v").Add(item))
		}
		return one(define("v").Add(typ).Call(id("item")))
	case "Int":
		return number(jen.Qual("strconv", "ParseInt").Call(item, lit(10), lit(bits(sc.goType))), "", addr(g.xsd("ParseError")).Values(
			keyed("Type", lit(names.Primitive(t))), keyed("Reason", lit("not a number in range"))))
	case "Uint":
		return number(g.xsd("ParseUint").Call(item, lit(bits(sc.goType))), "", id("err"))
	case "Float32", "Float64":
		return number(g.xsd("ParseFloat").Call(item, lit(bits(sc.goType))), "float64", id("err"))
	case "Bool":
		return number(g.xsd("ParseBool").Call(item), "bool", id("err"))
	}
	return []jen.Code{
		jen.Var().Id("v").Add(typ),
		jen.If(define("err").Id("v").Dot("ParseXML").Call(id("item"), id("ns")), notNil(id("err"))).Block(jen.Return(jen.Err())),
	}
}

// itemScalar returns how the items of a list look in Go. A union with names codes itself.
func (g *generator) itemScalar(t contract.Type) scalar {
	if decl, _ := g.declOf(t); decl != nil && contract.HoldsNames(decl.Src) {
		return value(decl.Go)
	}
	return g.scalarOf(t)
}

// bits is the size of a number.
func bits(goType string) int {
	switch goType {
	case "int8", "uint8":
		return 8
	case "int16", "uint16":
		return 16
	case "int32", "uint32", "float32":
		return 32
	}
	return 64
}

func (g *generator) genListAppend(s *names.Simple, t *contract.List) jen.Code {
	loop := append([]jen.Code{jen.If(id("i").Op(">").Lit(0)).Block(assign("b").Append(id("b"), jen.LitRune(' ')))}, g.appendItem(t.Item)...)
	body := []jen.Code{jen.For(define("i", "v").Range().Id("x")).Block(loop...), jen.Return(id("b"), jen.Nil())}
	if g.itemMayBreak(t.Item) {
		body = []jen.Code{define("from").Len(id("b")), body[0], jen.Return(id("b"), g.xsd("CheckItems").Call(id("b").Index(id("from").Op(":")), jen.Len(id("x"))))}
	}
	return jen.Comment("// AppendXML writes the items of the list, separated by spaces.").Line().
		Func().Params(id("x").Id(s.Go)).Id("AppendXML").Params(id("b").Index().Byte(), id("ns").Add(g.xsd("Namespaces"))).Params(jen.Index().Byte(), jen.Error()).
		Block(body...)
}

// itemMayBreak reports items whose text can be empty or hold white space, which no list can say.
func (g *generator) itemMayBreak(t contract.Type) bool {
	if contract.HoldsNames(t) || g.itemScalar(t).encode == "Str" {
		return true
	}
	switch names.Primitive(t) {
	case "base64Binary", "hexBinary", "anySimpleType":
		return true
	}
	return false
}

// appendItem appends the item v to b.
func (g *generator) appendItem(t contract.Type) []jen.Code {
	appended := func(call *jen.Statement) []jen.Code { return one(assign("b").Add(call)) }
	if form := g.writeForm(t); form != "" {
		return appended(g.appendFormed(g.itemScalar(t), form))
	}
	switch sc := g.itemScalar(t); sc.encode {
	case "Str":
		return appended(jen.Append(id("b"), id("v").Op("...")))
	case "Int":
		return appended(jen.Qual("strconv", "AppendInt").Call(id("b"), call("int64", id("v")), lit(10)))
	case "Uint":
		return appended(jen.Qual("strconv", "AppendUint").Call(id("b"), call("uint64", id("v")), lit(10)))
	case "Float32", "Float64":
		return appended(g.xsd("AppendFloat").Call(id("b"), call("float64", id("v")), lit(bits(sc.goType))))
	case "Bool":
		return appended(jen.Qual("strconv", "AppendBool").Call(id("b"), call("bool", id("v"))))
	}
	return []jen.Code{
		jen.Var().Err().Error(),
		jen.If(jen.List(id("b"), jen.Err()).Op("=").Id("v").Dot("AppendXML").Call(id("b"), id("ns")), notNil(id("err"))).Block(jen.Return(id("b"), jen.Err())),
	}
}

// appendFormed appends the item v to b in a form.
func (g *generator) appendFormed(sc scalar, form string) *jen.Statement {
	switch sc.encode {
	case "Int", "Uint":
		return g.xsd("Append"+sc.encode).Call(id("b"), call(map[string]string{"Int": "int64", "Uint": "uint64"}[sc.encode], id("v")), lit(form))
	case "Float32", "Float64":
		return g.xsd("AppendFloatForm").Call(id("b"), call("float64", id("v")), lit(bits(sc.goType)), lit(form))
	case "Bool":
		return g.xsd("AppendBool").Call(id("b"), call("bool", id("v")), lit(form))
	}
	return g.xsd("AppendHex").Call(id("b"), id("v"), lit(form))
}

// genUnionNames emits the text form of a union with names: the value has {namespace}local where the text has a prefix.
func (g *generator) genUnionNames(u *unit, s *names.Simple) {
	ns := id("ns").Add(g.xsd("Namespaces"))
	u.decl(jen.Comment("// ParseXML reads the text, with names in the form {namespace}local.").Line().
		Func().Params(param("x", id(s.Go))).Id("ParseXML").Params(id("text").Index().Byte(), ns.Clone()).Error().Block(
		ptr("x").Op("=").Id(s.Go).Call(g.xsd("ExpandNames").Call(id("text"), id("ns"))),
		jen.Return(jen.Nil())))
	u.decl(jen.Comment("// AppendXML writes the text, with prefixes for the namespaces of names.").Line().
		Func().Params(id("x").Id(s.Go)).Id("AppendXML").Params(id("b").Index().Byte(), ns).Params(jen.Index().Byte(), jen.Error()).Block(
		jen.Return(g.xsd("AppendNames").Call(id("b"), jen.String().Call(id("x")), id("ns")), jen.Nil())))
}
