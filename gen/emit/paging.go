package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genPages emits the method that yields the items of all pages.
func (g *generator) genPages(c *names.Client, op *names.Operation) []jen.Code {
	p := op.Src.Paging
	items := g.messageSelector(op.Src.Out, p.Items)
	if len(items) == 0 {
		return nil
	}
	item, list := g.pageItems(items.last())
	page := g.soap("Page").Types(item)
	page1 := g.messageSelector(op.Src.In, p.Page)
	fetch := []jen.Code{
		jen.Var().Id("p").Add(page.Clone()),
		define("req", "err").Add(g.soap("CopyRequest")).Call(descriptor(op), id("req")),
		jen.If(notNil(id("err"))).Block(jen.Return(id("p"), jen.Err())),
	}
	fetch = append(fetch, g.write("req", page1, g.fromInt(page1.last(), "page"))...)
	reply := "reply"
	if op.Src.Records != nil {
		reply = "reply." + op.Label + "Response"
	}
	fetch = append(fetch,
		define("reply", "err").Id("c").Dot(op.Go).Call(g.passed(op, "req")...),
		jen.If(notNil(id("err"))).Block(jen.Return(id("p"), jen.Err())))
	fetch = append(fetch, g.whenThere(reply, items, func(value *jen.Statement) []jen.Code {
		return []jen.Code{assign("p.Items").Add(list(value))}
	})...)
	number := func(field string, path contract.FieldPath) {
		if path != nil {
			fetch = append(fetch, g.whenThere(reply, g.messageSelector(op.Src.Out, path), func(value *jen.Statement) []jen.Code {
				return []jen.Code{call("p."+field+".Set", jen.Int().Call(value))}
			})...)
		}
	}
	number("Current", p.Current)
	number("Pages", p.Pages)
	fetch = append(fetch, jen.Return(id("p"), jen.Nil()))
	code := []jen.Code{
		jen.Comment("// " + op.Go + "All calls " + op.Go + " for one page after the other and yields what they hold. The page of req is not read."),
		jen.Comment("// An error ends the loop: one of " + op.Go + ", or a [*soap.PageError] for a page that does not continue the one before it."),
	}
	return append(code, g.callMethod(c, op, op.Go+"All").Qual("iter", "Seq2").Types(item, jen.Error()).Block(
		jen.Return(g.soap("Pages").Call(descriptor(op), lit(p.First),
			jen.Func().Params(id("page").Int()).Params(page.Clone(), jen.Error()).Block(fetch...)))))
}

// pageItems is what a loop over pages yields of a field, the addresses of structs, and what makes a list of that.
func (g *generator) pageItems(v *names.Value) (item *jen.Statement, list func(*jen.Statement) *jen.Statement) {
	item = g.goType(v.Type)
	if isSecret(v) {
		item = g.xsd("Secret")
	}
	item = jen.Op("*").Add(item)
	fn := "Addresses"
	if v.Presence == names.Keyed {
		fn = "EntryValues"
	}
	return item, func(value *jen.Statement) *jen.Statement { return g.soap(fn).Call(value) }
}
