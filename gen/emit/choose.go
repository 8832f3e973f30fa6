package emit

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genChosen emits the types that other fields can choose, by the value that chooses them.
func (g *generator) genChosen(sum *names.Sum) jen.Code {
	var list []jen.Code
	for _, t := range sum.Chosen.Types {
		s, _ := g.pkg.StructOf(t.Type)
		list = append(list, jen.Values(keyed("Value", lit(t.Value)), keyed("Type", addr(g.table(t.Type))), keyed("New", g.newNode(id(s.Go)))))
	}
	return jen.Var().Id("r" + sum.Go).Op("=").Add(g.xml("ByValue")).Add(multi(list))
}

// genChoosers emits the functions that read the value which chooses, from what has been decoded by then.
func (g *generator) genChoosers(sum *names.Sum) jen.Code {
	in, _ := g.pkg.StructOf(sum.Chosen.In)
	reader := jen.Func().Params(param("x", id(in.Go))).String()
	var list []jen.Code
	for _, by := range sum.Chosen.By {
		list = append(list, reader.Clone().Block(g.readText(in, by)...))
	}
	return jen.Var().Id("by" + sum.Go).Op("=").Index().Add(reader).Add(multi(list))
}

// checkChosen checks, in a struct that others choose types in, that what stands there is of the types chosen.
func (g *generator) checkChosen(in *names.Struct) []jen.Code {
	for _, sum := range g.pkg.Sums {
		if sum.Kind == names.OfChosen && sum.Chosen.In == in.Src {
			return g.chosenBelow(in, in, "x", map[*names.Struct]bool{})
		}
	}
	return nil
}

// chosenBelow is checkChosen for the fields of a struct, a variable, that stands in it; outer are those around it.
func (g *generator) chosenBelow(in, s *names.Struct, x string, outer map[*names.Struct]bool) []jen.Code {
	if outer[s] || len(outer) > 0 && s == in {
		return nil
	}
	outer[s] = true
	defer delete(outer, s)
	var code []jen.Code
	for base := s; base != nil; base = base.Base {
		for _, slot := range base.Slots {
			v, ok := slot.Content.(*names.Value)
			if !ok {
				continue
			}
			field := x + "." + slot.Go
			if v.Poly != nil {
				if v.Poly.Kind == names.OfChosen && v.Poly.Chosen.In == in.Src {
					code = append(code, g.checkFits(v, field))
				}
				continue
			}
			if t, ok := v.Type.(*contract.Struct); ok {
				inner, _ := g.pkg.StructOf(t)
				y := "x" + strconv.Itoa(len(outer))
				code = append(code, g.chosenIn(v, field, y, g.chosenBelow(in, inner, y, outer))...)
			}
		}
	}
	return code
}

// chosenIn does something with the struct y that a field holds, or with each of several; nothing where there is nothing to do.
func (g *generator) chosenIn(v *names.Value, field, y string, do []jen.Code) []jen.Code {
	name, validator := lit(wireName(v)), param("v", g.xsd("Validator"))
	switch {
	case len(do) == 0 || v.Presence == names.Nillable || v.Presence == names.ManyNil || v.Presence == names.Keyed:
		return nil
	case v.Presence == names.Many:
		return one(g.xsd("Each").Call(id("v"), name, id(field), jen.Func().Params(param(y, g.goType(v.Type)), validator).Block(do...)))
	}
	child := call("v.Child", name, jen.Func().Params(validator).Block(do...))
	if v.Presence == names.Optional || v.Pointer {
		return one(jen.If(define(y).Id(field), notNil(id(y))).Block(child))
	}
	return one(jen.Block(define(y).Add(ref(field)), child))
}

// checkFits checks one value, or each of several, whose type is chosen in the variable x.
func (g *generator) checkFits(v *names.Value, field string) jen.Code {
	var by []string
	for _, path := range v.Poly.Chosen.By {
		var steps []string
		for _, f := range path {
			steps = append(steps, f.Element.Name.Local)
		}
		by = append(by, strings.Join(steps, "/"))
	}
	sum := v.Poly.Go
	fits := g.xml("Fits").Call(id("x"), call("c.is"+sum), ref("r"+sum), id("by"+sum))
	report := call("v.Report", lit(wireName(v)), lit("choose"), lit("must be of the type that "+strings.Join(by, " or ")+" chooses"))
	if v.Presence == names.Many {
		return jen.For(define("_", "c").Range().Id(field)).Block(jen.If(notNil(g.nonNil(v.Poly, id("c"))).Op("&&").Op("!").Add(fits)).Block(report))
	}
	return jen.If(define("c").Id(field), notNil(g.nonNil(v.Poly, id("c"))).Op("&&").Op("!").Add(fits)).Block(report)
}
