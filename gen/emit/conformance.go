package emit

import "github.com/dave/jennifer/jen"

// genConformance emits the entry points that conformance suites call. They do what any caller does.
func (g *generator) genConformance(u *unit) {
	if !g.opt.Conformance {
		return
	}
	for _, s := range g.pkg.Structs {
		if s.Document {
			g.genDocumentCalls(u, s.Go)
		}
	}
}

func (g *generator) genDocumentCalls(u *unit, name string) {
	u.decl(jen.Comment("// DecodeDocument reads a document.").Line().
		Func().Id("DecodeDocument").Params(id("data").Index().Byte()).Params(id("any"), jen.Error()).Block(
		define("doc").New(id(name)),
		jen.If(define("err").Add(g.xml("Unmarshal")).Call(id("data"), id("doc")), notNil(id("err"))).Block(jen.Return(jen.Nil(), id("err"))),
		jen.Return(id("doc"), jen.Nil()),
	))
	u.decl(jen.Comment("// EncodeDocument writes what DecodeDocument returns.").Line().
		Func().Id("EncodeDocument").Params(id("doc").Any()).Params(jen.Index().Byte(), jen.Error()).Block(
		define("x", "ok").Id("doc").Assert(ptr(name)),
		jen.If(jen.Op("!").Id("ok")).Block(jen.Return(jen.Nil(), jen.Qual("fmt", "Errorf").Call(lit("%T is no document"), id("doc")))),
		jen.Return(g.xml("Marshal").Call(id("x"))),
	))
}
