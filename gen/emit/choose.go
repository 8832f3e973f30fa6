package emit

import (
	"github.com/dave/jennifer/jen"

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
