package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// wrapped reports an operation whose exported method does more than the call: the call is then an
// unexported method, so that what fills in or checks a message stands around it, whatever else a call does.
func wrapped(op *contract.Operation) bool { return op.Records != nil || len(op.Digests) > 0 }

// callName is the name of the method that makes an operation's call.
func callName(op *names.Operation) string {
	if wrapped(op.Src) {
		return "call" + op.Go
	}
	return op.Go
}

// genWrapped emits the exported method of an operation that is wrapped.
func (g *generator) genWrapped(c *names.Client, op *names.Operation) []jen.Code {
	out := g.messageType(op.Src.Out)
	result, reply := out.Clone(), id("reply")
	body := []jen.Code{}
	if op.Src.Records != nil {
		result = id(op.Label + "Result")
		body = append(body, g.numbering(op)...)
	}
	body = append(body,
		define("reply", "err").Id("c").Dot(callName(op)).Call(g.passed(op, "req")...),
		jen.If(notNil(id("err"))).Block(jen.Return(jen.Nil(), jen.Err())))
	for _, d := range op.Src.Digests {
		body = append(body, g.digestCheck(op, d)...)
	}
	if op.Src.Records != nil {
		body = append(body, g.matching(op)...)
		reply = addr(result.Clone()).Values(id("reply"), id("records"), id("unmatched"))
	}
	body = append(body, jen.Return(reply, jen.Nil()))
	code := g.methodDoc(op)
	if op.Src.Records != nil {
		code = append(code, jen.Comment("// Its reply can hold records that were refused: the result's Err names them."))
	}
	if len(op.Src.Digests) > 0 {
		code = append(code, jen.Comment("// It returns a [*soap.DigestError] when the reply holds the digest of other bytes than were sent."))
	}
	return append(code,
		g.callMethod(c, op, op.Go).Params(jen.Op("*").Add(result), jen.Error()).Block(body...))
}

// passed are the arguments that hand a method's own parameters on, with another request.
func (g *generator) passed(op *names.Operation, req string) []jen.Code {
	args := []jen.Code{id("ctx")}
	if _, arg := g.sessionParam(op); arg != nil {
		args = append(args, arg)
	}
	if hasBody(op.Src.In) {
		args = append(args, id(req))
	}
	return append(args, id("opts").Op("..."))
}

// descriptor is the address of an operation's descriptor.
func descriptor(op *names.Operation) *jen.Statement { return ref("Op" + op.Label) }

// whenThere emits statements for a value at the end of a path, where it is there.
func (g *generator) whenThere(x string, s selector, then func(value *jen.Statement) []jen.Code) []jen.Code {
	before, value, there := g.read(x, s, jen.Return())
	code := then(value)
	switch {
	case len(before) == 0 && there == nil:
		return code
	case len(before) == 0:
		return []jen.Code{jen.If(there).Block(code...)}
	case len(s) == 1 && there != nil:
		return []jen.Code{jen.If(before[0], there).Block(code...)}
	}
	if there != nil {
		code = []jen.Code{jen.If(there).Block(code...)}
	}
	return []jen.Code{jen.Func().Params().Block(slices.Concat(before, code)...).Call()}
}

// digestCheck compares a digest of the reply with that of what the request held.
func (g *generator) digestCheck(op *names.Operation, d *contract.Digest) []jen.Code {
	got, of := g.messageSelector(op.Src.Out, d.Field), g.messageSelector(op.Src.In, d.Of)
	if len(got) == 0 || len(of) == 0 {
		return nil
	}
	check := func(sent *jen.Statement) []jen.Code {
		return g.whenThere("reply", got, func(value *jen.Statement) []jen.Code {
			return []jen.Code{assign("err").Add(g.soap("CheckDigest")).Call(descriptor(op), lit(d.Algorithm), g.asString(got.last(), value), jen.Index().Byte().Call(sent))}
		})
	}
	return append(g.whenThere("req", of, check), jen.If(notNil(id("err"))).Block(jen.Return(jen.Nil(), jen.Err())))
}
