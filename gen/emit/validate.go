package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// plan finds the structs that validated requests reach and that have rules, their own or those of
// what they hold. Only these have something to check.
func (g *generator) plan() {
	g.checked = map[*names.Struct]bool{}
	g.roots = map[*names.Struct]string{}
	g.ruled = map[*names.Struct]bool{}
	for _, b := range g.api.Bindings {
		for _, op := range b.Operations {
			if !op.ValidateRequests || !hasBody(op.In) {
				continue
			}
			e := op.In.Body[0].Element
			if s, owner := g.pkg.MessageOf(e); s != nil && owner == g.pkg {
				g.roots[s] = e.Name.Local
				g.reach(s)
			}
		}
	}
	for found := true; found; {
		found = false
		for _, s := range g.pkg.Structs {
			if g.checked[s] && !g.ruled[s] && (g.ruled[s.Base] || len(g.checks(s.Slots, "x")) > 0) {
				g.ruled[s], found = true, true
			}
		}
	}
}

// ruledSum reports whether a value of some type of a derivation has rules.
func (g *generator) ruledSum(sum *names.Sum) bool {
	return slices.ContainsFunc(sum.Members, func(s *names.Struct) bool { return g.ruled[s] })
}

// validates reports whether calls of an operation have something to check.
func (g *generator) validates(op *contract.Operation) bool {
	if !op.ValidateRequests || !hasBody(op.In) {
		return false
	}
	s, _ := g.pkg.MessageOf(op.In.Body[0].Element)
	return g.ruled[s]
}

func (g *generator) reach(s *names.Struct) {
	if s == nil || g.checked[s] {
		return
	}
	g.checked[s] = true
	g.reach(s.Base)
	g.reachSlots(s.Slots)
}

func (g *generator) reachSlots(slots []*names.Slot) {
	for _, slot := range slots {
		switch c := slot.Content.(type) {
		case *names.Value:
			if t, ok := c.Type.(*contract.Struct); ok {
				if s, owner := g.pkg.StructOf(t); owner == g.pkg {
					g.reach(s)
					if s.Sum != nil {
						for _, m := range s.Sum.Members {
							g.reach(m)
						}
					}
				}
			}
		case *names.Repeat:
			g.reachSlots(c.Group.Slots)
		case *names.Choice:
			for _, b := range c.Branches {
				g.reachSlots(b.Slots)
			}
		}
	}
}

// genValidate emits the checks of the requests' facets, one statement a field.
func (g *generator) genValidate(u *unit) {
	for _, s := range g.pkg.Structs {
		g.genSumCheck(u, s)
		if !g.ruled[s] {
			continue
		}
		if root, ok := g.roots[s]; ok {
			u.decl(
				jen.Comment("// Validate reports where x breaks the contract's rules, as a [*xsd.ValidationError]."),
				jen.Func().Params(jen.Id("x").Op("*").Id(s.Go)).Id("Validate").Params().Error().Block(
					jen.Id("v").Op(":=").Add(g.xsd("NewValidator")).Call(jen.Lit(root)),
					jen.Id("x").Dot("validate").Call(jen.Id("v")),
					jen.Return(jen.Id("v").Dot("Err").Call())))
		}
		var body []jen.Code
		if g.ruled[s.Base] {
			body = append(body, jen.Id("x").Dot(s.Base.Go).Dot("validate").Call(jen.Id("v")))
		}
		body = append(body, g.checks(s.Slots, "x")...)
		u.decl(jen.Func().Params(jen.Id("x").Op("*").Id(s.Go)).Id("validate").Params(jen.Id("v").Op("*").Add(g.xsd("Validator"))).Block(body...))
		g.genPatterns(u, s.Slots)
	}
}

// genSumCheck emits the check of a value of any type derived from s.
func (g *generator) genSumCheck(u *unit, s *names.Struct) {
	if s.Sum == nil || !g.checked[s] || !g.ruledSum(s.Sum) {
		return
	}
	u.decl(jen.Func().Id("validate"+s.Sum.Go).Params(jen.Id("v").Op("*").Add(g.xsd("Validator")), jen.Id("name").String(), jen.Id("x").Id(s.Sum.Go)).Block(
		jen.If(jen.List(jen.Id("c"), jen.Id("ok")).Op(":=").Id("x").Assert(jen.Interface(jen.Id("validate").Params(jen.Op("*").Add(g.xsd("Validator"))))), jen.Id("ok")).Block(
			jen.Id("v").Dot("Child").Call(jen.Id("name"), jen.Id("c").Dot("validate")))))
}

func (g *generator) checks(slots []*names.Slot, x string) []jen.Code {
	var code []jen.Code
	for _, slot := range slots {
		field := x + "." + slot.Go
		switch c := slot.Content.(type) {
		case *names.Value:
			code = append(code, g.checkValue(c, field)...)
		case *names.Repeat:
			if inner := g.checks(c.Group.Slots, field+"[i]"); len(inner) > 0 {
				code = append(code, jen.For(jen.Id("i").Op(":=").Range().Id(field)).Block(inner...))
			}
		case *names.Choice:
			code = append(code, g.checkChoice(c, slot, field)...)
		case *names.Wild:
			if c.Any != nil && c.Any.Min > 0 && c.Required {
				code = append(code, jen.Id("v").Dot("Occurs").Call(jen.Lit("*"), jen.Len(jen.Id(field)), jen.Lit(c.Any.Min), jen.Lit(c.Any.Max)))
			}
		}
	}
	return code
}

func (g *generator) checkChoice(c *names.Choice, slot *names.Slot, field string) []jen.Code {
	var code, cases []jen.Code
	value := jen.Id(field)
	if c.Required && !c.Many {
		code = append(code, jen.Id("v").Dot("Required").Call(jen.Lit(unraised(slot.Go)), jen.Id(field).Op("!=").Nil()))
	}
	if c.Many {
		value = jen.Id("item")
	}
	for _, b := range c.Branches {
		if inner := g.checks(b.Slots, "b"); len(inner) > 0 {
			cases = append(cases, jen.Case(jen.Op("*").Id(b.Go)).Block(inner...))
		}
	}
	if len(cases) == 0 {
		return code
	}
	sw := jen.Switch(jen.Id("b").Op(":=").Add(value).Assert(jen.Type())).Block(cases...)
	if c.Many {
		return append(code, jen.For(jen.List(jen.Id("_"), jen.Id("item")).Op(":=").Range().Id(field)).Block(sw))
	}
	return append(code, sw)
}

func unraised(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// wireName is what paths call a value.
func wireName(v *names.Value) string {
	switch {
	case v.Attr != nil:
		return "@" + v.Attr.Name.Local
	case v.Field != nil:
		return v.Field.Element.Name.Local
	}
	return ""
}

// checkValue returns the statement that checks a field, none where every value is allowed.
func (g *generator) checkValue(v *names.Value, field string) []jen.Code {
	name := wireName(v)
	if v.Poly != nil {
		return g.checkPoly(v, field, name)
	}
	if isStruct(v.Type) {
		return g.checkStruct(v, field, name)
	}
	check := func(expr string) jen.Code { return g.check(v, name, expr) }
	switch v.Presence {
	case names.Optional, names.Nillable:
		if c := check("w"); c != nil {
			return one(jen.If(jen.List(jen.Id("w"), jen.Id("ok")).Op(":=").Id(field).Dot("Get").Call(), jen.Id("ok")).Block(c))
		}
		return nil
	case names.OmitEmpty:
		if c := check(field); c != nil {
			return one(jen.If(jen.Id(field).Op("!=").Lit("")).Block(c))
		}
		return nil
	case names.Many, names.ManyNil, names.Keyed:
		return g.checkList(v, field, name)
	}
	if mustHaveValue(v) {
		return append(one(jen.Id("v").Dot("Required").Call(jen.Lit(name), jen.Id(field).Op("!=").Lit(""))), filter(check(field))...)
	}
	return filter(check(field))
}

func filter(c jen.Code) []jen.Code {
	if c == nil {
		return nil
	}
	return one(c)
}

func (g *generator) occurs(v *names.Value, field, name string) []jen.Code {
	if v.Field == nil || v.Presence == names.Keyed || v.Field.Min == 0 && v.Field.Max < 0 {
		return nil
	}
	least := v.Field.Min
	if !v.Required {
		least = 0
	}
	return one(jen.Id("v").Dot("Occurs").Call(jen.Lit(name), jen.Len(jen.Id(field)), jen.Lit(least), jen.Lit(v.Field.Max)))
}

func (g *generator) checkList(v *names.Value, field, name string) []jen.Code {
	code := g.occurs(v, field, name)
	item := jen.Id("w").Op(":=").Id(field).Index(jen.Id("i"))
	switch v.Presence {
	case names.Keyed:
		item = item.Dot("Value")
	case names.ManyNil:
		return code
	}
	c := g.check(v, "", "w")
	if c == nil {
		return code
	}
	return append(code, jen.For(jen.Id("i").Op(":=").Range().Id(field)).Block(
		jen.If(jen.Id("v").Dot("Enter").Call(jen.Lit(name))).Block(item, jen.Id("v").Dot("Index").Call(jen.Id("i")), c),
		jen.Id("v").Dot("Leave").Call(),
	))
}

func (g *generator) checkStruct(v *names.Value, field, name string) []jen.Code {
	s, owner := g.pkg.StructOf(v.Type.(*contract.Struct))
	if owner != g.pkg {
		return nil
	}
	if !g.ruled[s] {
		return g.checkPresence(v, field, name)
	}
	switch v.Presence {
	case names.Optional:
		return one(jen.If(jen.Id(field).Op("!=").Nil()).Block(jen.Id("v").Dot("Child").Call(jen.Lit(name), jen.Id(field).Dot("validate"))))
	case names.Nillable:
		return one(jen.If(jen.List(jen.Id("w"), jen.Id("ok")).Op(":=").Id(field).Dot("Get").Call(), jen.Id("ok").Op("&&").Id("w").Op("!=").Nil()).Block(
			jen.Id("v").Dot("Child").Call(jen.Lit(name), jen.Id("w").Dot("validate"))))
	case names.Many:
		return append(g.occurs(v, field, name),
			g.xsd("Each").Call(jen.Id("v"), jen.Lit(name), jen.Id(field), jen.Parens(jen.Op("*").Id(s.Go)).Dot("validate")))
	case names.ManyNil, names.Keyed:
		return g.occurs(v, field, name)
	}
	child := jen.Id("v").Dot("Child").Call(jen.Lit(name), jen.Id(field).Dot("validate"))
	if v.Pointer {
		return []jen.Code{
			jen.Id("v").Dot("Required").Call(jen.Lit(name), jen.Id(field).Op("!=").Nil()),
			jen.If(jen.Id(field).Op("!=").Nil()).Block(child),
		}
	}
	return one(child)
}

// checkPresence is what there is to check of a struct that has no rules itself.
func (g *generator) checkPresence(v *names.Value, field, name string) []jen.Code {
	switch {
	case v.Presence == names.Many || v.Presence == names.ManyNil:
		return g.occurs(v, field, name)
	case v.Pointer:
		return one(jen.Id("v").Dot("Required").Call(jen.Lit(name), jen.Id(field).Op("!=").Nil()))
	}
	return nil
}

func (g *generator) checkPoly(v *names.Value, field, name string) []jen.Code {
	_, owner := g.pkg.StructOf(v.Type.(*contract.Struct))
	if owner != g.pkg {
		return nil
	}
	var code []jen.Code
	switch {
	case v.Presence == names.Many:
		code = g.occurs(v, field, name)
	case v.Required:
		code = one(jen.Id("v").Dot("Required").Call(jen.Lit(name), jen.Id(field).Op("!=").Nil()))
	}
	if !g.ruledSum(v.Poly) {
		return code
	}
	call := func(x *jen.Statement) jen.Code {
		return jen.Id("validate"+v.Poly.Go).Call(jen.Id("v"), jen.Lit(name), x)
	}
	if v.Presence == names.Many {
		return append(code, jen.For(jen.List(jen.Id("_"), jen.Id("w")).Op(":=").Range().Id(field)).Block(call(jen.Id("w"))))
	}
	return append(code, call(jen.Id(field)))
}

// check is the statement for one simple value, nil where the type allows every value of its Go type.
func (g *generator) check(v *names.Value, name, expr string) jen.Code {
	validator := func(method string, args ...jen.Code) jen.Code {
		return jen.Id("v").Dot(method).Call(append([]jen.Code{jen.Lit(name)}, args...)...)
	}
	if layoutOf(v.Type) != "" {
		return validator("Stamp", jen.Id(expr))
	}
	facets := g.facets(v)
	if isSecret(v) {
		if facets == nil {
			return nil
		}
		return validator("String", jen.String().Call(jen.Id(expr)), facets)
	}
	if s, _ := g.declOf(v.Type); s != nil {
		return g.checkNamed(s, expr, facets, validator)
	}
	sc := g.scalarOf(v.Type)
	if v.Fixed != nil && sc.encode == "Bool" {
		return jen.If(jen.Id(expr).Op("!=").Id(v.Fixed.Go)).Block(
			validator("Report", jen.Lit("fixed"), jen.Lit("must be "+strings.TrimSpace(v.Fixed.Text))))
	}
	unset := sc.decode == "Value" && sc.check != "Decimal" && sc.check != "Integer"
	switch {
	case sc.check == "":
		return nil
	case sc.check == "QName":
		return validator("QName", jen.Id(expr))
	case facets == nil && !unset:
		return nil
	case facets == nil:
		return validator(sc.check, jen.Id(expr), jen.Nil())
	}
	return validator(sc.check, widened(sc, expr), facets)
}

func widened(sc scalar, expr string) *jen.Statement {
	if sc.check == "Float" && sc.goType == "float32" {
		return jen.Float64().Call(jen.Id(expr))
	}
	if sc.wide != "" {
		return jen.Id(sc.wide).Call(jen.Id(expr))
	}
	return jen.Id(expr)
}

func (g *generator) checkNamed(s *names.Simple, expr string, facets *jen.Statement, validator func(string, ...jen.Code) jen.Code) jen.Code {
	if facets == nil {
		return nil
	}
	switch t := s.Src.(type) {
	case *contract.Simple:
		sc := g.scalarOf(t)
		if sc.check == "String" {
			return validator("String", jen.String().Call(jen.Id(expr)), facets)
		}
		wide := sc.wide
		if wide == "" {
			wide = sc.goType
		}
		return validator(sc.check, jen.Id(wide).Call(jen.Id(expr)), facets)
	case *contract.Union:
		return validator("String", jen.String().Call(jen.Id(expr)), facets)
	}
	return validator("List", jen.Len(jen.Id(expr)), facets)
}
