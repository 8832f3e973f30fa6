package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genDeepStatus emits what tells a reply from a refusal where that stands deep within the reply.
func (g *generator) genDeepStatus(s *names.Struct) jen.Code {
	body := one(jen.Return(call("x.replyStatus"), call("x.replyMessage")))
	if s.Reply.Unless != nil {
		body = append(one(assign("status").Add(call("x.replyStatus"))), g.unless(s, s.Reply)...)
		body = append(body, jen.Return(id("status"), call("x.replyMessage")))
	}
	code := jen.Comment("// ReplyStatus returns the status and the message of the reply.").Line().
		Func().Params(param("x", id(s.Go))).Id("ReplyStatus").Params().Params(jen.List(id("status"), id("message")).String()).
		Block(body...)
	for _, f := range []struct {
		name string
		path contract.FieldPath
	}{{"replyStatus", s.Reply.Status}, {"replyMessage", s.Reply.Message}} {
		code.Line().Line().Add(methodOf(s.Go, f.name).Params().String().Block(g.readText(s, f.path)...))
	}
	return code
}

// unless sets the status of a reply that needs none; nothing where the rule knows no such reply.
func (g *generator) unless(s *names.Struct, r *contract.Reply) []jen.Code {
	if r.Unless == nil {
		return nil
	}
	before, value, there := g.read("x", g.selector(s, r.Unless), jen.Return(jen.False()))
	switch {
	case there == nil: // a list, or text that always stands
		there = jen.Len(value).Op(">").Lit(0)
	case len(before) > 0:
		there = jen.Func().Params().Bool().Block(append(before, jen.Return(there))...).Call()
	}
	return one(jen.If(id("status").Op("==").Lit("").Op("&&").Add(there)).Block(assign("status").Add(lit(r.OK[0]))))
}

// readText returns the text at the end of a path from the struct x, "" where something on the way is not there. Of what
// repeats it is the first, of a struct its simple content.
func (g *generator) readText(s *names.Struct, path contract.FieldPath) []jen.Code {
	none := jen.Return(lit(""))
	sel := g.selector(s, path)
	if len(sel) == 0 {
		return one(none) // no path, or reported
	}
	code, value, there := g.read("x", sel, none)
	v := sel.last()
	switch v.Presence {
	case names.Many:
		there = jen.Len(value).Op(">").Lit(0)
		value = value.Clone().Index(lit(0))
	case names.OmitEmpty:
		there = nil
	}
	if t, ok := v.Type.(*contract.Struct); ok && t.Text != nil {
		v = &names.Value{Text: t.Text, Type: t.Text.Type}
		value = value.Clone().Dot("Value")
	}
	found := jen.Return(g.asString(v, value))
	if there == nil {
		return append(code, found)
	}
	return append(code, jen.If(there).Block(found), none)
}
