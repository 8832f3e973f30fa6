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
				methodOf(s.Go, "Validate").Params().Error().Block(
					define("v").Add(g.xsd("NewValidator")).Call(lit(root)),
					call("x.validate", id("v")),
					jen.Return(call("v.Err"))))
		}
		var body []jen.Code
		if g.ruled[s.Base] {
			body = append(body, call("x."+s.Base.Go+".validate", id("v")))
		}
		body = append(body, g.checks(s.Slots, "x")...)
		u.decl(methodOf(s.Go, "validate").Params(param("v", g.xsd("Validator"))).Block(body...))
		g.genPatterns(u, s.Slots)
	}
}

// genSumCheck emits the check of a value of any type derived from s.
func (g *generator) genSumCheck(u *unit, s *names.Struct) {
	if s.Sum == nil || !g.checked[s] || !g.ruledSum(s.Sum) {
		return
	}
	u.decl(jen.Func().Id("validate"+s.Sum.Go).Params(param("v", g.xsd("Validator")), id("name").String(), id("x").Id(s.Sum.Go)).Block(
		jen.If(define("c", "ok").Id("x").Assert(jen.Interface(id("validate").Params(jen.Op("*").Add(g.xsd("Validator"))))), id("ok")).Block(
			call("v.Child", id("name"), id("c").Dot("validate")))))
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
				code = append(code, each(field).Block(inner...))
			}
		case *names.Choice:
			code = append(code, g.checkChoice(c, slot, field)...)
		case *names.Wild:
			if c.Any != nil && c.Any.Min > 0 && c.Required {
				code = append(code, call("v.Occurs", lit("*"), jen.Len(id(field)), lit(c.Any.Min), lit(c.Any.Max)))
			}
		}
	}
	return code
}

func (g *generator) checkChoice(c *names.Choice, slot *names.Slot, field string) []jen.Code {
	var code, cases []jen.Code
	value := id(field)
	if c.Required && !c.Many {
		code = append(code, call("v.Required", lit(unraised(slot.Go)), notNil(id(field))))
	}
	if c.Many {
		value = id("item")
	}
	for _, b := range c.Branches {
		if inner := g.checks(b.Slots, "b"); len(inner) > 0 {
			cases = append(cases, jen.Case(ptr(b.Go)).Block(inner...))
		}
	}
	if len(cases) == 0 {
		return code
	}
	sw := jen.Switch(define("b").Add(value).Assert(jen.Type())).Block(cases...)
	if c.Many {
		return append(code, jen.For(define("_", "item").Range().Id(field)).Block(sw))
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
			return one(jen.If(define("w", "ok").Add(call(field+".Get")), id("ok")).Block(c))
		}
		return nil
	case names.OmitEmpty:
		if c := check(field); c != nil {
			return one(jen.If(id(field).Op("!=").Lit("")).Block(c))
		}
		return nil
	case names.Many, names.ManyNil, names.Keyed:
		return g.checkList(v, field, name)
	}
	if mustHaveValue(v) {
		return append(one(call("v.Required", lit(name), id(field).Op("!=").Lit(""))), filter(check(field))...)
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
	return one(call("v.Occurs", lit(name), jen.Len(id(field)), lit(least), lit(v.Field.Max)))
}

func (g *generator) checkList(v *names.Value, field, name string) []jen.Code {
	code := g.occurs(v, field, name)
	item := define("w").Id(field).Index(id("i"))
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
	return append(code, each(field).Block(
		jen.If(call("v.Enter", lit(name))).Block(item, call("v.Index", id("i")), c),
		call("v.Leave"),
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
		return one(jen.If(notNil(id(field))).Block(call("v.Child", lit(name), id(field).Dot("validate"))))
	case names.Nillable:
		return one(jen.If(define("w", "ok").Add(call(field+".Get")), id("ok").Op("&&").Id("w").Op("!=").Nil()).Block(
			call("v.Child", lit(name), id("w").Dot("validate"))))
	case names.Many:
		return append(g.occurs(v, field, name),
			g.xsd("Each").Call(id("v"), lit(name), id(field), jen.Parens(ptr(s.Go)).Dot("validate")))
	case names.ManyNil, names.Keyed:
		return g.occurs(v, field, name)
	}
	child := call("v.Child", lit(name), id(field).Dot("validate"))
	if v.Pointer {
		return []jen.Code{
			call("v.Required", lit(name), notNil(id(field))),
			jen.If(notNil(id(field))).Block(child),
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
		return one(call("v.Required", lit(name), notNil(id(field))))
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
		code = one(call("v.Required", lit(name), notNil(id(field))))
	}
	if !g.ruledSum(v.Poly) {
		return code
	}
	validate := func(x *jen.Statement) jen.Code {
		return call("validate"+v.Poly.Go, id("v"), lit(name), x)
	}
	if v.Presence == names.Many {
		return append(code, jen.For(define("_", "w").Range().Id(field)).Block(validate(id("w"))))
	}
	return append(code, validate(id(field)))
}

// check is the statement for one simple value, nil where the type allows every value of its Go type.
func (g *generator) check(v *names.Value, name, expr string) jen.Code {
	validator := func(method string, args ...jen.Code) jen.Code {
		return id("v").Dot(method).Call(append([]jen.Code{lit(name)}, args...)...)
	}
	if layoutOf(v.Type) != "" {
		return validator("Stamp", id(expr))
	}
	facets := g.facets(v)
	if isSecret(v) {
		if facets == nil {
			return nil
		}
		return validator("String", jen.String().Call(id(expr)), facets)
	}
	if s, _ := g.declOf(v.Type); s != nil {
		return g.checkNamed(s, expr, facets, validator)
	}
	sc := g.scalarOf(v.Type)
	if v.Fixed != nil && sc.encode == "Bool" {
		return jen.If(id(expr).Op("!=").Id(v.Fixed.Go)).Block(
			validator("Report", lit("fixed"), lit("must be "+strings.TrimSpace(v.Fixed.Text))))
	}
	unset := sc.decode == "Value" && sc.check != "Decimal" && sc.check != "Integer"
	switch {
	case sc.check == "":
		return nil
	case sc.check == "QName":
		return validator("QName", id(expr))
	case facets == nil && !unset:
		return nil
	case facets == nil:
		return validator(sc.check, id(expr), jen.Nil())
	}
	return validator(sc.check, widened(sc, expr), facets)
}

func widened(sc scalar, expr string) *jen.Statement {
	if sc.check == "Float" && sc.goType == "float32" {
		return jen.Float64().Call(id(expr))
	}
	if sc.wide != "" {
		return call(sc.wide, id(expr))
	}
	return id(expr)
}

func (g *generator) checkNamed(s *names.Simple, expr string, facets *jen.Statement, validator func(string, ...jen.Code) jen.Code) jen.Code {
	if facets == nil {
		return nil
	}
	switch t := s.Src.(type) {
	case *contract.Simple:
		sc := g.scalarOf(t)
		if sc.check == "String" {
			return validator("String", jen.String().Call(id(expr)), facets)
		}
		wide := sc.wide
		if wide == "" {
			wide = sc.goType
		}
		return validator(sc.check, call(wide, id(expr)), facets)
	case *contract.Union:
		return validator("String", jen.String().Call(id(expr)), facets)
	}
	return validator("List", jen.Len(id(expr)), facets)
}
