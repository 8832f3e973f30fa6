package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

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
	// Credentials and sessions are a spec's, and what suites hand over has none.
	if len(g.pkg.Clients) > 0 && g.api.Shared == nil && g.api.Security == nil && g.api.Session == nil {
		g.genOperationCalls(u)
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
	if !g.opt.Validate {
		return
	}
	u.decl(jen.Comment("// ValidateDocument reads a document, tolerating drift, and validates it.").Line().
		Func().Id("ValidateDocument").Params(id("data").Index().Byte()).Error().Block(
		define("doc").New(id(name)),
		jen.If(define("err").Add(g.xml("Unmarshal")).Call(id("data"), id("doc")), notNil(id("err"))).Block(jen.Return(id("err"))),
		jen.Return(call("doc.Validate")),
	))
}

// genOperationCalls emits the function that calls operations by the names of the WSDL, and the one of each binding.
func (g *generator) genOperationCalls(u *unit) {
	var cases []jen.Code
	seen := map[string]bool{} // services may share the names of their ports
	for _, c := range g.pkg.Clients {
		if _, ok := c.Src.Transport.(*contract.SOAP); !ok {
			continue
		}
		var ports []jen.Code
		for _, port := range portNames(c.Src) {
			if !seen[port] {
				seen[port] = true
				ports = append(ports, lit(port))
			}
		}
		if len(ports) == 0 {
			continue
		}
		cases = append(cases, jen.Case(ports...).Block(
			define("c", "err").Id("New"+c.Go).Call(id("endpoint")),
			jen.If(notNil(id("err"))).Block(jen.Return(jen.Nil(), id("err"))),
			jen.Return(call("c.callOperation", id("ctx"), id("operation"), id("header"), id("body"))),
		))
		u.decl(g.genOperationCall(c))
	}
	u.decl(jen.Comment("// CallOperation calls an operation of a port with what body and header hold, the children of the Body and of the Header, and").Line().
		Comment("// returns the children of the reply's Body.").Line().
		Func().Id("CallOperation").Params(id("ctx").Qual("context", "Context"), jen.List(id("endpoint"), id("port"), id("operation")).String(), jen.List(id("header"), id("body")).Index().Byte()).
		Params(jen.Index().Byte(), jen.Error()).Block(
		jen.Switch(id("port")).Block(cases...),
		jen.Return(jen.Nil(), jen.Qual("fmt", "Errorf").Call(lit("no port %q"), id("port"))),
	))
}

// portNames are the names by which a binding is called: those of the services, or its own.
func portNames(b *contract.Binding) []string {
	if len(b.Ports) == 0 {
		return []string{b.Name.Local}
	}
	return b.Ports
}

// operationCall is how an operation is called: by its name, and for another of that name with that of its input, as in
// find(byName).
func operationCall(op *names.Operation, seen map[string]bool) string {
	name := op.Src.Name
	if op.Src.Input != "" {
		name += "(" + op.Src.Input + ")"
	}
	for seen[name] { // overloads that nothing tells apart
		name += "'"
	}
	seen[name] = true
	return name
}

func (g *generator) genOperationCall(c *names.Client) jen.Code {
	var cases []jen.Code
	seen := map[string]bool{}
	for _, op := range c.Operations {
		name := jen.Case(lit(operationCall(op, seen)))
		in, args := jen.Nil(), one(id("ctx"))
		var body []jen.Code
		if hasBody(op.Src.In) {
			in, args = id("in"), append(args, id("in"))
			body = append(body, define("in").New(g.messageType(op.Src.In)))
		}
		result := jen.Return(call("c."+op.Go, append(args, id("opts").Op("..."))...))
		if !hasBody(op.Src.Out) {
			result = jen.Return(jen.Nil(), call("c."+op.Go, append(args, id("opts").Op("..."))...))
		}
		body = append(body, jen.Return(g.soap("Replay").Call(ref("Op"+op.Label), id("header"), id("body"), in,
			jen.Func().Params(id("opts").Op("...").Add(g.soap("CallOption"))).Params(g.xml("Node"), jen.Error()).Block(result))))
		cases = append(cases, name.Block(body...))
	}
	return jen.Func().Params(param("c", id(c.Go))).Id("callOperation").
		Params(id("ctx").Qual("context", "Context"), id("operation").String(), jen.List(id("header"), id("body")).Index().Byte()).
		Params(jen.Index().Byte(), jen.Error()).Block(
		jen.Switch(id("operation")).Block(cases...),
		jen.Return(jen.Nil(), jen.Qual("fmt", "Errorf").Call(lit("no operation %q"), id("operation"))),
	)
}
