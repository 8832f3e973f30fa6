package emit

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/pattern"
)

// facets is the literal of everything that constrains a value, over all steps of derivation; the
// step nearest to the value wins. It is nil when nothing does.
func (g *generator) facets(v *names.Value) *jen.Statement {
	var fields []jen.Code
	done := map[string]bool{}
	set := func(name string, text *string, number bool) {
		if text == nil || done[name] {
			return
		}
		done[name] = true
		if !number {
			fields = append(fields, jen.Id(name).Op(":").Lit(*text))
			return
		}
		if n, err := strconv.Atoi(strings.TrimSpace(*text)); err == nil && n > 0 {
			fields = append(fields, jen.Id(name).Op(":").Lit(n))
		} else if zero := map[string]string{"Length": "Empty", "MaxLength": "Empty", "FractionDigits": "Whole"}[name]; zero != "" && err == nil {
			fields = append(fields, jen.Id(zero).Op(":").True())
		}
	}
	eachStep(v.Type, func(t *contract.Simple) {
		f := t.Facets
		set("Length", f.Length, true)
		set("MinLength", f.MinLength, true)
		set("MaxLength", f.MaxLength, true)
		set("MinInclusive", f.MinInclusive, false)
		set("MinExclusive", f.MinExclusive, false)
		set("MaxInclusive", f.MaxInclusive, false)
		set("MaxExclusive", f.MaxExclusive, false)
		set("TotalDigits", f.TotalDigits, true)
		set("FractionDigits", f.FractionDigits, true)
		if len(t.Enum) > 0 && !done["Enum"] {
			done["Enum"] = true
			fields = append(fields, jen.Id("Enum").Op(":").Index().String().Values(enumLiterals(t.Enum)...))
		}
	})
	if patterns := g.patterns(v); len(patterns) > 0 {
		var list []jen.Code
		for i := range patterns {
			list = append(list, jen.Op("&").Id(patternName(v, i)))
		}
		fields = append(fields, jen.Id("Pattern").Op(":").Index().Add(g.xsd("Matcher")).Values(list...))
	}
	if len(fields) == 0 {
		return nil
	}
	return jen.Op("&").Add(g.xsd("Facets")).Values(fields...)
}

func enumLiterals(values []contract.EnumValue) []jen.Code {
	var list []jen.Code
	for _, v := range values {
		list = append(list, jen.Lit(v.Value))
	}
	return list
}

// eachStep calls fn for each derivation step of an atomic type, the nearest first.
func eachStep(t contract.Type, fn func(*contract.Simple)) {
	for {
		s, ok := t.(*contract.Simple)
		if !ok {
			return
		}
		fn(s)
		t = s.Base
	}
}

// patterns lists the pattern of each step: the alternatives of one step are one expression.
func (g *generator) patterns(v *names.Value) []string {
	var list []string
	eachStep(v.Type, func(t *contract.Simple) {
		if len(t.Facets.Patterns) > 0 {
			list = append(list, strings.Join(t.Facets.Patterns, "|"))
		}
	})
	return list
}

// patternName is the variable of a field's i-th pattern.
func patternName(v *names.Value, i int) string {
	name := "pattern_" + v.Const
	if i > 0 {
		name += "_" + strconv.Itoa(i+1)
	}
	return name
}

// genPatterns emits the patterns of the fields of slots.
func (g *generator) genPatterns(u *unit, slots []*names.Slot) {
	for _, slot := range slots {
		switch c := slot.Content.(type) {
		case *names.Value:
			for i, expr := range g.patterns(c) {
				u.decl(g.genPattern(patternName(c, i), expr))
			}
		case *names.Repeat:
			g.genPatterns(u, c.Group.Slots)
		case *names.Choice:
			for _, b := range c.Branches {
				g.genPatterns(u, b.Slots)
			}
		}
	}
}

func (g *generator) genPattern(name, expr string) jen.Code {
	re, err := pattern.Translate(expr)
	if err != nil {
		g.fail("pattern %q: %w", expr, err)
	}
	fields := []jen.Code{jen.Id("Expr").Op(":").Lit(re)}
	if re != expr {
		fields = append(fields, jen.Id("Source").Op(":").Lit(expr))
	}
	return jen.Var().Id(name).Op("=").Add(g.xsd("Pattern")).Values(fields...)
}
