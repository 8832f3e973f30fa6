package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// refusals are the values that the requests of a struct can't have.
func (g *generator) refusals(s *names.Struct) []*contract.Refuse {
	var all []*contract.Refuse
	for _, b := range g.api.Bindings {
		for _, op := range b.Operations {
			if len(op.Refuse) > 0 {
				if of, owner := g.pkg.MessageOf(op.In.Body[0].Element); of == s && owner == g.pkg {
					all = append(all, op.Refuse...)
				}
			}
		}
	}
	return all
}

// checkRefused checks the field at the end of a path from the variable x, an addressable struct, against values that it
// can't have.
func (g *generator) checkRefused(s *names.Struct, path contract.FieldPath, r *contract.Refuse) []jen.Code {
	slot := slotOf(s, path[0])
	if slot == nil {
		g.fail("%s: field %s can't be reached in place", s.Path, path[0].Path)
		return nil
	}
	v, field := slot.Content.(*names.Value), "x."+slot.Go
	name := lit(wireName(v))
	if len(path) == 1 {
		return g.checkValues(v, field, name, r)
	}
	t := v.Type.(*contract.Struct)
	inner, _ := g.pkg.StructOf(t)
	body := g.checkRefused(inner, path[1:], r)
	validator := param("v", g.xsd("Validator"))
	if v.Presence == names.Many {
		return one(g.xsd("Each").Call(id("v"), name, id(field), jen.Func().Params(param("x", g.goType(t)), validator).Block(body...)))
	}
	value := id(field)
	if v.Presence != names.Optional && !v.Pointer {
		value = ref(field)
	}
	child := call("v.Child", name, jen.Func().Params(validator).Block(append([]jen.Code{define("x").Add(value)}, body...)...))
	if v.Presence == names.Optional || v.Pointer {
		return one(jen.If(notNil(id(field))).Block(child))
	}
	return one(child)
}

// checkValues checks a text, or each of several.
func (g *generator) checkValues(v *names.Value, field string, name jen.Code, r *contract.Refuse) []jen.Code {
	refuse := func(value *jen.Statement) jen.Code {
		args := []jen.Code{name, g.asString(v, value), lit(r.Why)}
		for _, x := range r.Values {
			args = append(args, lit(x))
		}
		return call("v.Refuse", args...)
	}
	switch v.Presence {
	case names.Many:
		return one(jen.For(define("_", "s").Range().Id(field)).Block(refuse(id("s"))))
	case names.Optional, names.Nillable:
		return one(jen.If(define("s", "ok").Add(call(field+".Get")), id("ok")).Block(refuse(id("s"))))
	}
	return one(refuse(id(field)))
}
