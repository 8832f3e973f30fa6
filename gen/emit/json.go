package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genJSON emits the forms in JSON of the structs that have one, and the methods that use them.
func (g *generator) genJSON(u *unit) {
	for _, s := range g.pkg.Structs {
		if s.Src != nil && s.Src.JSON != nil {
			u.decl(g.genForm(s))
			g.genJSONMethods(u, s)
		}
	}
}

func (g *generator) json(name string) *jen.Statement { return jen.Qual(g.runtime("jsontext"), name) }

// formOf is the form of a struct, for what describes its messages.
func (g *generator) formOf(t *contract.Struct) jen.Code {
	s, owner := g.pkg.StructOf(t)
	if owner == g.pkg {
		return ref("j" + s.Go)
	}
	return g.formed(t).Dot("JSONForm").Call()
}

// formed is the nil pointer of a struct, whose method gives its form: forms refer to one another in this way.
func (g *generator) formed(t *contract.Struct) *jen.Statement {
	s, owner := g.pkg.StructOf(t)
	return jen.Parens(jen.Op("*").Add(g.of(owner, s.Go))).Call(jen.Nil())
}

func (g *generator) genForm(s *names.Struct) jen.Code {
	head := []jen.Code{keyed("Type", addr(g.table(s.Src)))}
	if s.Base != nil {
		head = append(head, keyed("Base", ref("j"+s.Base.Go)))
	}
	if s.Src.Text != nil {
		head = append(head, id("Text").Op(":").Add(g.json("Member")).Values(g.memberParts(s.Src.JSON.Text, nil, s.Src.Text.Type)...))
	}
	fields := []jen.Code{jen.List(head...)} // on one line, where gofmt aligns nothing with it
	var members, attributes []jen.Code
	for _, e := range entries(s.Slots) {
		members = append(members, g.formMember(e.value))
	}
	for _, a := range attrs(s) {
		attributes = append(attributes, g.formAttr(a))
	}
	list := func(name string, items []jen.Code) {
		if len(items) > 0 {
			fields = append(fields, id(name).Op(":").Index().Add(g.json("Member")).Add(multi(items)))
		}
	}
	list("Members", members)
	list("Attrs", attributes)
	if rules := g.formRules(s.Src.JSON); len(rules) > 0 {
		fields = append(fields, id("Rules").Op(":").Index().Add(g.json("Rule")).Add(multi(rules)))
	}
	return jen.Var().Id("j" + s.Go).Op("=").Add(g.json("Form")).Add(multi(fields))
}

// formMember is the member that a position is; one without fields is none.
func (g *generator) formMember(v *names.Value) jen.Code {
	if v == nil || v.Field == nil {
		g.fail("a wildcard has no form in JSON")
		return jen.Values()
	}
	f := v.Field
	if f.JSON != nil && f.JSON.Omit {
		if f.JSON.Refused {
			return jen.Values(keyed("Refused", jen.True()))
		}
		return jen.Values()
	}
	name := f.Element.Name.Local
	if f.JSON != nil && f.JSON.Name != "" {
		name = f.JSON.Name
	}
	parts := g.memberParts(name, f.JSON, f.Element.Type)
	if f.Chosen != nil {
		parts = []jen.Code{keyed("Name", lit(name)), keyed("Kind", g.json("Object")), keyed("Choose", g.formChoose(f.Chosen))}
	}
	return jen.Values(append(parts, flags(
		flag{"Items", f.JSON != nil && f.JSON.Items},
		flag{"Nil", v.Presence == names.Nillable || v.Presence == names.ManyNil},
	)...)...)
}

// formChoose is what the form of a field depends on.
func (g *generator) formChoose(c *contract.Chosen) jen.Code {
	var by, forms []jen.Code
	for _, path := range c.By {
		var steps []string
		for _, f := range path {
			steps = append(steps, f.Element.Name.Local)
		}
		by = append(by, lit(strings.Join(steps, "/")))
	}
	for _, t := range c.Types {
		forms = append(forms, jen.Values(keyed("Value", lit(t.Value)), keyed("Form", g.formed(t.Type))))
	}
	return addr(g.json("Choose")).Values(
		keyed("In", g.formed(c.In)), id("By").Op(":").Index().String().Values(by...),
		id("Forms").Op(":").Index().Add(g.json("Chosen")).Add(multi(forms)))
}

// formAttr is the member that an attribute is. One whose member a rule states has no other name.
func (g *generator) formAttr(v *names.Value) jen.Code {
	a := v.Attr
	name := "@" + a.Name.Local
	switch {
	case a.JSON != nil && a.JSON.Omit:
		return jen.Values()
	case a.JSON != nil && a.JSON.Name != "":
		name = a.JSON.Name
	}
	return jen.Values(g.memberParts(name, a.JSON, a.Type)...)
}

func (g *generator) memberParts(name string, form *contract.JSON, t contract.Type) []jen.Code {
	parts := []jen.Code{keyed("Name", lit(name))}
	if s, ok := t.(*contract.Struct); ok {
		return append(parts, keyed("Kind", g.json("Object")), keyed("Form", g.formed(s)))
	}
	return append(parts, keyed("Kind", g.json(jsonKind(form, t))))
}

// jsonKind is the kind of a simple value: that of its type, unless the contract states another.
func jsonKind(form *contract.JSON, t contract.Type) string {
	kind := "String"
	switch primitive := names.Primitive(t); primitive {
	case "decimal":
		kind = "Decimal"
	case "float", "double":
		kind = "Float"
	case "boolean":
		kind = "Boolean"
	default:
		if names.IsInteger(primitive) || strings.HasSuffix(strings.ToLower(primitive), "integer") {
			kind = "Integer"
		}
	}
	switch {
	case form == nil || form.Kind == "":
	case form.Kind == "string":
		return "String"
	case form.Kind == "boolean":
		return "Boolean"
	case kind == "String" || kind == "Boolean":
		return "Decimal"
	}
	return kind
}

func (g *generator) formRules(form *contract.StructJSON) []jen.Code {
	var list []jen.Code
	for _, r := range form.Rules {
		var steps []string
		for _, f := range r.XML {
			steps = append(steps, f.Element.Name.Local)
		}
		if r.Attr != nil {
			steps = append(steps, "@"+r.Attr.Name.Local)
		}
		parts := []jen.Code{keyed("XML", lit(strings.Join(steps, "/"))), keyed("JSON", lit(r.JSON))}
		if len(r.Values) > 0 {
			var values []jen.Code
			for _, v := range r.Values {
				values = append(values, lit(v))
			}
			parts = append(parts, id("Values").Op(":").Index().String().Values(values...))
		}
		list = append(list, jen.Values(append(parts, flags(flag{"Copy", r.Copy})...)...))
	}
	return list
}

func (g *generator) genJSONMethods(u *unit, s *names.Struct) {
	bytes := jen.Index().Byte()
	u.decl(
		jen.Comment("// JSONForm returns the form in JSON, for package jsontext."),
		jen.Func().Params(ptr(s.Go)).Id("JSONForm").Params().Op("*").Add(g.json("Form")).Block(jen.Return(ref("j"+s.Go))))
	u.decl(
		jen.Comment("// MarshalJSON returns x in its form in JSON."),
		jen.Func().Params(id("x").Id(s.Go)).Id("MarshalJSON").Params().Params(bytes, jen.Error()).Block(
			jen.Return(g.json("Append").Call(jen.Nil(), ref("j"+s.Go), ref("x"), jen.Nil()))))
	u.decl(
		jen.Comment("// UnmarshalJSON reads x from its form in JSON."),
		methodOf(s.Go, "UnmarshalJSON").Params(id("data").Add(bytes)).Error().Block(
			ptr("x").Op("=").Id(s.Go).Values(),
			jen.Return(g.json("Unmarshal").Call(id("data"), ref("j"+s.Go), id("x")))))
}
