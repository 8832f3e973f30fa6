package emit

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genStatuses emits what tells a reply from a refusal where it may hold several statuses.
func (g *generator) genStatuses(s *names.Struct) jen.Code {
	r := s.Reply
	body := g.findStatus(g.soap("Statuses"), s, r)
	return jen.Comment("// ReplyStatus returns the status and the message of the reply: of several the first that is no success, else the last.").Line().
		Func().Params(param("x", id(s.Go))).Id("ReplyStatus").Params().Params(jen.List(id("status"), id("message")).String()).
		Block(append(body, jen.Return(call("f.Found")))...)
}

// findStatus makes f of a reply x the status that counts of those that a rule leads to.
func (g *generator) findStatus(statuses *jen.Statement, s *names.Struct, r *contract.Reply) []jen.Code {
	fields := one(keyed("OK", literals(r.OK)))
	if len(r.Silent) > 0 {
		fields = append(fields, keyed("Silent", literals(r.Silent)))
	}
	body := one(define("f").Add(statuses).Values(fields...))
	for rule := r; rule != nil; rule = rule.Inner {
		body = append(body, g.eachStatus("x", s, rule.Status, rule.Message, 1)...)
	}
	return body
}

func literals(list []string) *jen.Statement {
	var code []jen.Code
	for _, v := range list {
		code = append(code, lit(v))
	}
	return jen.Index().String().Values(code...)
}

// eachStatus looks at all statuses at the end of a path from x, a struct. Depth tells variables apart.
func (g *generator) eachStatus(x string, s *names.Struct, status, message contract.FieldPath, depth int) []jen.Code {
	f := status[0]
	if s.Src != nil && s.Src.Embedded != nil && s.Src.Own.Kind == contract.Choice {
		return g.eachRoot(x, s, status, message, depth)
	}
	slot := slotOf(s, f)
	if slot == nil {
		g.fail("%s: field %s can't be reached in place", s.Path, f.Path)
		return nil
	}
	v, field := slot.Content.(*names.Value), x+"."+slot.Go
	if len(status) == 1 {
		return one(g.addStatus(x, s, v, field, message))
	}
	inner, _ := g.pkg.StructOf(f.Element.Type.(*contract.Struct))
	below := func(x string) []jen.Code { return g.eachStatus(x, inner, status[1:], rest(message), depth+1) }
	n := strconv.Itoa(depth)
	switch {
	case v.Presence == names.Many:
		return one(jen.For(define("i" + n).Range().Id(field)).Block(
			append(one(define("v"+n).Op("&").Id(field+"[i"+n+"]")), below("v"+n)...)...))
	case v.Presence == names.Nillable:
		return one(jen.If(define("v"+n, "ok").Add(call(field+".Get")), id("ok").Op("&&").Add(notNil(id("v"+n)))).Block(below("v" + n)...))
	case v.Presence == names.Optional || v.Pointer:
		return one(jen.If(define("v"+n).Id(field), notNil(id("v"+n))).Block(below("v" + n)...))
	}
	return below(field)
}

// rest is a path without its first step.
func rest(path contract.FieldPath) contract.FieldPath {
	if len(path) == 0 {
		return nil
	}
	return path[1:]
}

// eachRoot looks at the statuses within one of the roots of a document.
func (g *generator) eachRoot(x string, s *names.Struct, status, message contract.FieldPath, depth int) []jen.Code {
	_, owner := g.pkg.StructOf(s.Src)
	slot, branch := branchOf(s, status[0])
	inner, ok := status[0].Element.Type.(*contract.Struct)
	if branch == nil || !ok || len(status) == 1 {
		g.fail("%s: root %s has no fields", s.Path, status[0].Path)
		return nil
	}
	root, _ := g.pkg.StructOf(inner)
	v := "v" + strconv.Itoa(depth)
	return one(jen.If(define(v, "_").Id(x+"."+slot.Go).Assert(jen.Op("*").Add(g.of(owner, branch.Go))), notNil(id(v))).Block(
		g.eachStatus(v+".Value", root, status[1:], rest(message), depth+1)...))
}

// addStatus hands over one status and the message beside it.
func (g *generator) addStatus(x string, s *names.Struct, v *names.Value, field string, message contract.FieldPath) jen.Code {
	text := jen.Code(lit(""))
	if len(message) > 0 {
		slot := slotOf(s, message[0])
		m, value := slot.Content.(*names.Value), id(x+"."+slot.Go)
		if m.Presence == names.Optional || m.Presence == names.Nillable {
			value = call(x+"."+slot.Go+".Or", lit(""))
		}
		text = g.asString(m, value)
	}
	switch v.Presence {
	case names.Optional, names.Nillable:
		return jen.If(define("v", "ok").Add(call(field+".Get")), id("ok")).Block(call("f.Add", g.asString(v, id("v")), text))
	case names.OmitEmpty:
		return jen.If(id(field).Op("!=").Lit("")).Block(call("f.Add", g.asString(v, id(field)), text))
	}
	return call("f.Add", g.asString(v, id(field)), text)
}
