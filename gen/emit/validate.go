package emit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// plan finds the structs that validated requests reach and that have rules, their own or those of
// what they hold. Only these have something to check. Those of a provider are all within reach: what
// its services ask for doesn't change its package.
func (g *generator) plan() {
	g.checked = map[*names.Struct]bool{}
	g.roots = map[*names.Struct]string{}
	g.ruled = map[*names.Struct]bool{}
	if g.api.Provider {
		for _, s := range g.pkg.Structs {
			g.roots[s] = rootName(s)
			g.reach(s)
		}
	}
	for _, b := range g.api.Bindings {
		for _, op := range b.Operations {
			if !op.ValidateRequests || !hasBody(op.In) {
				continue
			}
			e := op.In.Body[0].Element
			if s, _ := g.pkg.MessageOf(e); s != nil {
				g.roots[s] = e.Name.Local
				g.reach(s)
			}
		}
	}
	for s := range g.checked {
		g.ruled[s] = len(g.refusals(s)) > 0 || len(g.checkChosen(s)) > 0
	}
	for found := true; found; {
		found = false
		for s := range g.checked {
			if !g.ruled[s] && (g.ruled[s.Base] || len(g.checks(s.Slots, "x")) > 0) {
				g.ruled[s], found = true, true
			}
		}
	}
}

// rootName is what the paths of a provider's struct begin with: the service's element is not known.
func rootName(s *names.Struct) string {
	if s.Src != nil && s.Src.Name.Local != "" {
		return s.Src.Name.Local
	}
	return s.Go
}

// hook is the method that checks a struct as part of another. A provider's is exported, for its
// services.
func hook(owner *names.Package) string {
	if owner.API.Provider {
		return "ValidateIn"
	}
	return "validate"
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
				s, _ := g.pkg.StructOf(t)
				g.reach(s)
			}
			if c.Poly != nil {
				for _, m := range c.Poly.Members {
					g.reach(m)
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
	method := hook(g.pkg)
	for _, s := range g.pkg.Structs {
		if s.Sum != nil && g.checked[s] {
			g.genSumCheck(u, s.Sum)
		}
		if !g.ruled[s] {
			continue
		}
		if root, ok := g.roots[s]; ok {
			u.decl(
				jen.Comment("// Validate reports where x breaks the contract's rules, as a [*xsd.ValidationError]."),
				methodOf(s.Go, "Validate").Params().Error().Block(
					define("v").Add(g.xsd("NewValidator")).Call(lit(root)),
					call("x."+method, id("v")),
					jen.Return(call("v.Err"))))
		}
		var body []jen.Code
		if g.ruled[s.Base] {
			body = append(body, call("x."+s.Base.Go+"."+method, id("v")))
		}
		if s.Src != nil && s.Src.Embedded != nil && s.Src.Own.Kind == contract.Choice {
			text := isNil(g.nonNil(s.Slots[0].Content.(*names.Choice).Sum, id("x."+s.Slots[0].Go))).Op("&&").Add(g.xml("HoldsDocument").Call(id("x.Extra")))
			body = append(body, jen.If(text).Block(jen.Return()))
		}
		if s.IsArray() {
			body = append(body, define(items).Add(ptr("x")))
			body = append(body, g.checkValue(s.Slots[0].Content.(*names.Value), items)...)
		} else {
			body = append(body, g.checks(s.Slots, "x")...)
		}
		body = append(body, g.checkChosen(s)...)
		for _, r := range g.refusals(s) {
			body = append(body, g.checkRefused(s, r.Field, r)...)
		}
		if g.api.Provider {
			u.decl(jen.Comment("// ValidateIn reports to v, which is at the element of x, where x breaks the contract's rules."),
				methodOf(s.Go, method).Params(param("v", g.xsd("Validator"))).Block(body...))
		} else {
			u.decl(methodOf(s.Go, method).Params(param("v", g.xsd("Validator"))).Block(body...))
		}
		g.genPatterns(u, s.Slots)
	}
	for _, sum := range g.pkg.Sums {
		if sum.Kind == names.OfChosen {
			g.genSumCheck(u, sum)
		}
	}
}

// genSumCheck emits the check of a value of any type of a sum.
func (g *generator) genSumCheck(u *unit, sum *names.Sum) {
	if !g.ruledSum(sum) {
		return
	}
	u.decl(jen.Func().Id(g.pkg.Helper("validate", sum.Go)).Params(param("v", g.xsd("Validator")), id("name").String(), id("x").Id(sum.Go)).Block(
		jen.If(define("c", "ok").Add(g.nonNil(sum, id("x"))).Assert(jen.Interface(id(hook(g.pkg)).Params(jen.Op("*").Add(g.xsd("Validator"))))), id("ok")).Block(
			call("v.Child", id("name"), id("c").Dot(hook(g.pkg))))))
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
		code = append(code, call("v.Required", lit(unraised(slot.Go)), notNil(g.nonNil(c.Sum, id(field)))))
	}
	if c.Many {
		value = id("item")
	}
	for _, b := range c.Branches {
		if inner := g.checks(b.Slots, "b"); len(inner) > 0 {
			cases = append(cases, jen.Case(jen.Op("*").Add(g.branch(c, b))).Block(inner...))
		}
	}
	if len(cases) == 0 {
		return code
	}
	sw := jen.Switch(define("b").Add(g.nonNil(c.Sum, value)).Assert(jen.Type())).Block(cases...)
	if c.Many {
		return append(code, jen.For(define("_", "item").Range().Id(field)).Block(sw))
	}
	return append(code, sw)
}

func unraised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

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

// checkValue returns the statements that check a field, none where every value is allowed.
func (g *generator) checkValue(v *names.Value, field string) []jen.Code {
	name := wireName(v)
	if v.Poly != nil {
		return g.checkPoly(v, field, name)
	}
	switch v.Presence {
	case names.Required:
		return g.checkRequired(v, field, name)
	case names.Optional:
		if isStruct(v.Type) {
			return when(notNil(id(field)), g.checkHeld(v, name, field))
		}
		return filter(g.checkGot(v, name, field))
	case names.Array:
		return when(notNil(id(field)), g.checkHeld(v, name, field))
	case names.OmitEmpty:
		return when(id(field).Op("!=").Lit(""), g.checkHeld(v, name, field))
	case names.Nillable:
		return filter(g.checkGot(v, name, field))
	case names.Many, names.ManyNil, names.Keyed:
		return g.checkList(v, field, name)
	}
	g.fail("%s: presence %d can't be checked", v.Const, v.Presence)
	return nil
}

func (g *generator) checkRequired(v *names.Value, field, name string) []jen.Code {
	held := g.checkHeld(v, name, field)
	switch {
	case v.Pointer:
		return append(one(call("v.Required", lit(name), notNil(id(field)))), when(notNil(id(field)), held)...)
	case mustHaveValue(v):
		return append(one(call("v.Required", lit(name), id(field).Op("!=").Lit(""))), filter(held)...)
	}
	return filter(held)
}

// checkHeld checks a value that is there, as the child name, or as the current element when name is
// empty; nil when there is nothing to check.
func (g *generator) checkHeld(v *names.Value, name, expr string) jen.Code {
	if !isStruct(v.Type) {
		return g.check(v, name, expr)
	}
	s, owner := g.pkg.StructOf(v.Type.(*contract.Struct))
	switch {
	case !g.ruled[s]:
		return nil
	case name == "":
		return call(expr+"."+hook(owner), id("v"))
	}
	return call("v.Child", lit(name), id(expr).Dot(hook(owner)))
}

// checkGot checks what an [xsd.Opt] or an [xsd.Nillable] holds, if anything.
func (g *generator) checkGot(v *names.Value, name, field string) jen.Code {
	c := g.checkHeld(v, name, "w")
	if c == nil {
		return nil
	}
	there := id("ok")
	if isStruct(v.Type) {
		there = there.Op("&&").Id("w").Op("!=").Nil()
	}
	return jen.If(define("w", "ok").Add(call(field+".Get")), there).Block(c)
}

// when makes a check conditional.
func when(condition *jen.Statement, c jen.Code) []jen.Code {
	if c == nil {
		return nil
	}
	return one(jen.If(condition).Block(c))
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

// checkList checks how many items a list has, and each of them.
func (g *generator) checkList(v *names.Value, field, name string) []jen.Code {
	code := g.occurs(v, field, name)
	var c jen.Code
	switch item := field + "[i]"; v.Presence {
	case names.ManyNil:
		c = g.checkGot(v, "", item)
	case names.Keyed:
		c = g.checkHeld(v, "", item+".Value")
	default:
		c = g.checkHeld(v, "", item)
	}
	if c == nil {
		return code
	}
	if v.Presence == names.Many && isStruct(v.Type) {
		s, owner := g.pkg.StructOf(v.Type.(*contract.Struct))
		return append(code, g.xsd("Each").Call(id("v"), lit(name), id(field),
			jen.Parens(jen.Op("*").Add(g.of(owner, s.Go))).Dot(hook(owner))))
	}
	return append(code, each(field).Block(
		jen.If(call("v.Enter", lit(name))).Block(call("v.Index", id("i")), c),
		call("v.Leave"),
	))
}

func (g *generator) checkPoly(v *names.Value, field, name string) []jen.Code {
	var code []jen.Code
	switch v.Presence {
	case names.Many, names.ManyNil:
		code = g.occurs(v, field, name)
	case names.Required:
		if v.Required { // in a choice the branch says that it is there
			code = one(call("v.Required", lit(name), notNil(g.nonNil(v.Poly, id(field)))))
		}
	case names.Optional, names.Nillable:
	default:
		g.fail("%s: presence %d of a type that others derive from can't be checked", v.Const, v.Presence)
	}
	if !g.ruledSum(v.Poly) {
		return code
	}
	validate := func(x *jen.Statement) jen.Code {
		return g.ofSum("validate", v.Poly).Call(id("v"), lit(name), x)
	}
	got := func(field string) jen.Code {
		return jen.If(define("w", "ok").Add(call(field+".Get")), id("ok")).Block(validate(id("w")))
	}
	switch v.Presence {
	case names.Many:
		return append(code, jen.For(define("_", "w").Range().Id(field)).Block(validate(id("w"))))
	case names.ManyNil:
		return append(code, each(field).Block(got(field+"[i]")))
	case names.Nillable:
		return append(code, got(field))
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
