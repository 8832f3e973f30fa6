package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genRecords emits the result of an operation that sends records, and its rule.
func (g *generator) genRecords(u *unit, c *names.Client, op *names.Operation) {
	r, result := op.Src.Records, op.Label+"Result"
	record, answer := g.itemType(r.Field), g.itemType(r.Results)
	out := g.messageType(op.Src.Out)
	u.decl(
		jen.Comment("// "+result+" is a reply of ["+c.Go+"."+op.Go+"] with what it says of each record."),
		jen.Type().Id(result).Struct(
			jen.Op("*").Add(out),
			jen.Comment("// Records are the records as they were sent, in their order, each with its results."),
			id("Records").Index().Add(g.soap("Record").Types(record, answer)),
			jen.Comment("// Unmatched are results under numbers that no record has."),
			id("Unmatched").Index().Add(g.xsd("Entry").Types(answer)),
		))
	u.decl(
		jen.Comment("// Err returns a [*soap.RecordsError] that names the records that were refused or not answered, or nil."),
		methodOf(result, "Err").Params().Error().Block(
			jen.Return(g.soap("RecordErrors").Call(descriptor(op), id("x.Records"), id("x.Unmatched")))))
	u.decl(
		jen.Comment("// records"+op.Label+" says how "+oneLine(op.Src.Name)+" numbers records, and what an accepted one's result says."),
		jen.Var().Id("records"+op.Label).Op("=").Add(g.soap("RecordRule").Types(record, answer)).Add(multi(g.recordRule(r, record, answer))))
}

// itemType is the type of what a path's last step repeats.
func (g *generator) itemType(p contract.FieldPath) *jen.Statement {
	return g.goType(p[len(p)-1].Element.Type)
}

// recordRule are the fields of the rule's literal.
func (g *generator) recordRule(r *contract.Records, record, answer *jen.Statement) []jen.Code {
	var first []jen.Code
	if r.Max > 0 {
		first = append(first, keyed("Max", lit(r.Max)))
	}
	key := r.Results[len(r.Results)-1].Element.Name.Local
	if prefix, ok := strings.CutSuffix(key, "#"); ok && prefix != "" {
		first = append(first, keyed("Prefix", lit(prefix)))
	}
	texts := func(name string, list []string) {
		var code []jen.Code
		for _, s := range list {
			code = append(code, lit(s))
		}
		if len(code) > 0 {
			first = append(first, keyed(name, jen.Index().String().Values(code...)))
		}
	}
	texts("OKCodes", r.OKCodes)
	texts("OKMessages", r.OKMessages)
	fields := []jen.Code{jen.List(first...)}
	recordStruct, answerStruct := structOf(g, r.Field), structOf(g, r.Results)
	fields = append(fields, keyed("Number", g.textReader(recordStruct, r.ID, record)))
	if slot := g.selector(recordStruct, contract.FieldPath{r.ID}); len(slot) > 0 && assignable(slot.last()) {
		body := g.write("x", slot, g.fromInt(slot.last(), "n"))
		fields = append(fields, keyed("Assign", jen.Func().Params(param("x", record), id("n").Int()).Block(body...)))
	}
	if r.Code != nil {
		fields = append(fields, keyed("Code", g.textReader(answerStruct, r.Code, answer)))
	}
	if r.Message != nil {
		fields = append(fields, keyed("Message", g.textReader(answerStruct, r.Message, answer)))
	}
	return fields
}

func structOf(g *generator, p contract.FieldPath) *names.Struct {
	s, _ := g.pkg.StructOf(p[len(p)-1].Element.Type.(*contract.Struct))
	return s
}

// assignable reports a field that can be without a value, so that one can be assigned.
func assignable(v *names.Value) bool {
	return v.Presence == names.Optional || v.Presence == names.OmitEmpty || v.Presence == names.Nillable
}

// textReader is a function that returns a field as text, and whether it is there.
func (g *generator) textReader(from *names.Struct, f *contract.Field, of *jen.Statement) jen.Code {
	s := g.selector(from, contract.FieldPath{f})
	before, value, there := g.read("x", s, jen.Return(lit(""), jen.False()))
	if there == nil {
		there = jen.True()
	}
	if len(s) > 0 {
		value = g.asString(s.last(), value)
	}
	return jen.Func().Params(param("x", of)).Params(jen.String(), jen.Bool()).
		Block(append(before, jen.Return(value, there))...)
}

// fromInt converts an int to the type of a field that is an integer or a string.
func (g *generator) fromInt(v *names.Value, n string) jen.Code {
	decl, owner := g.declOf(v.Type)
	switch s := g.scalarOf(v.Type); {
	case names.IsString(names.Primitive(v.Type)):
		return g.fromString(v, jen.Qual("strconv", "Itoa").Call(id(n)))
	case s.xsd && decl != nil:
		return g.of(owner, decl.Go).Call(g.xsd("NewInteger").Call(jen.Int64().Call(id(n))))
	case s.xsd:
		return g.xsd("NewInteger").Call(jen.Int64().Call(id(n)))
	}
	return g.goType(v.Type).Call(id(n))
}

// numbering copies the request and gives its records their numbers.
func (g *generator) numbering(op *names.Operation) []jen.Code {
	s := g.messageSelector(op.Src.In, op.Src.Records.Field)
	code := []jen.Code{
		define("req", "err").Add(g.soap("CopyRequest")).Call(descriptor(op), id("req")),
		jen.If(notNil(id("err"))).Block(jen.Return(jen.Nil(), jen.Err())),
	}
	before, value, _ := g.read("req", s, jen.Return(jen.Nil(), addr(g.soap("RequestError")).Values(keyed("Operation", id("Op"+op.Label).Dot("Name")), keyed("Err", jen.Qual("errors", "New").Call(lit("no records"))))))
	code = append(code, before...)
	code = append(code,
		define("sent", "err").Add(g.soap("NumberRecords")).Call(descriptor(op), ref("records"+op.Label), value),
		jen.If(notNil(id("err"))).Block(jen.Return(jen.Nil(), jen.Err())))
	return append(code, g.write("req", s, id("sent"))...)
}

// matching finds the results of the records.
func (g *generator) matching(op *names.Operation) []jen.Code {
	s := g.messageSelector(op.Src.Out, op.Src.Records.Results)
	before, value, _ := g.read("reply", s, jen.Return(jen.Nil()))
	if len(before) > 0 {
		answer := g.itemType(op.Src.Records.Results)
		value = jen.Func().Params().Index().Add(g.xsd("Entry").Types(answer)).Block(append(before, jen.Return(value))...).Call()
	}
	return []jen.Code{define("records", "unmatched").Add(g.soap("MatchRecords")).Call(ref("records"+op.Label), id("sent"), value)}
}
