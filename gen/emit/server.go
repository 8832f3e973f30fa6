package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/names"
)

// genServer emits the handlers of the operations that a spec asks to be served.
func (g *generator) genServer(u *unit) {
	for _, c := range g.pkg.Clients {
		for _, op := range c.Operations {
			if op.Src.Serve {
				u.decl(g.genHandler(op)...)
			}
		}
	}
}

// genHandler emits the constructor of an operation's handler. The function that it takes is that of the client's method,
// without the client: what the message lacks is no parameter and no result.
func (g *generator) genHandler(op *names.Operation) []jen.Code {
	ctx := jen.Id("ctx").Qual("context", "Context")
	params, args, in := []jen.Code{ctx}, []jen.Code{id("ctx")}, id("_").Add(g.xml("Node"))
	if hasBody(op.Src.In) {
		in = param("req", g.messageType(op.Src.In))
		params, args = append(params, in), append(args, id("req"))
	}
	serve := jen.Func().Params(params...)
	run := id("serve")
	switch {
	case !hasBody(op.Src.Out):
		serve = serve.Error()
		run = jen.Func().Params(ctx, in).Params(g.xml("Node"), jen.Error()).
			Block(jen.Return(jen.Nil(), id("serve").Call(args...)))
	default:
		out := jen.Op("*").Add(g.messageType(op.Src.Out))
		serve = serve.Params(out, jen.Error())
		if !hasBody(op.Src.In) {
			run = jen.Func().Params(ctx, in).Params(out, jen.Error()).Block(jen.Return(id("serve").Call(args...)))
		}
	}
	name := "New" + op.Label + "Handler"
	code := []jen.Code{
		jen.Comment("// " + name + " returns an http.Handler that serves the operation " + oneLine(op.Src.Name) + "; see [soap.NewHandler]."),
	}
	if g.securityRef() != nil {
		code = append(code, jen.Comment("// [soap.ServeCredentials] checks who calls: without it nobody is let in."))
	}
	return append(code, jen.Func().Id(name).Params(id("serve").Add(serve), id("opts").Op("...").Add(g.soap("HandlerOption"))).
		Qual("net/http", "Handler").
		Block(jen.Return(g.soap("NewHandler").Call(ref("Op"+op.Label), run, id("opts").Op("...")))))
}
