package emit

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/pattern"
)

// A facetList collects the fields of a literal; the first statement of a facet wins.
type facetList struct {
	fields []jen.Code
	done   map[string]bool
}

func (l *facetList) add(name string, value jen.Code) {
	if !l.done[name] {
		l.done[name] = true
		l.fields = append(l.fields, keyed(name, value))
	}
}

// text adds a facet that stays lexical.
func (l *facetList) text(name string, value *string) {
	if value != nil {
		l.add(name, lit(*value))
	}
}

// number adds a facet that counts; where the runtime's zero means unset, zero is a flag of its own.
func (l *facetList) number(name string, value *string, zero string) {
	if value == nil || l.done[name] {
		return
	}
	switch n, err := strconv.Atoi(strings.TrimSpace(*value)); {
	case err != nil:
		return
	case n > 0:
		l.add(name, lit(n))
	case zero != "":
		l.add(zero, jen.True())
	}
	l.done[name] = true
}

// A limit is the range of a built-in type of integers.
type limit struct{ min, max *string }

// integerLimits are the ranges that the Go type does not keep by itself (Part 2, clause 3.3).
var integerLimits = map[string]limit{
	"nonNegativeInteger": {min: new("0")},
	"positiveInteger":    {min: new("1")},
	"nonPositiveInteger": {max: new("0")},
	"negativeInteger":    {max: new("-1")},
}

const ncName = `[\i-[:]][\c-[:]]*`

// lexical are the patterns of the built-in types of strings (Part 2, clauses 3.3.3 to 3.3.12).
var lexical = map[string]string{
	"language": `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`,
	"Name":     `\i\c*`,
	"NMTOKEN":  `\c+`, "NMTOKENS": `\c+( \c+)*`,
	"NCName": ncName, "ID": ncName, "IDREF": ncName, "ENTITY": ncName,
	"IDREFS": ncName + `( ` + ncName + `)*`, "ENTITIES": ncName + `( ` + ncName + `)*`,
}

// facets is the literal of everything that constrains a value, over all steps of derivation; the
// step nearest to the value wins. It is nil when nothing does.
func (g *generator) facets(v *names.Value) *jen.Statement {
	l := &facetList{done: map[string]bool{}}
	if v.Fixed != nil {
		l.add("Enum", jen.Index().String().Values(lit(v.Fixed.Text)))
	}
	eachStep(v.Type, func(t *contract.Simple) {
		f := t.Facets
		l.number("Length", f.Length, "Empty")
		l.number("MinLength", f.MinLength, "")
		l.number("MaxLength", f.MaxLength, "Empty")
		l.text("MinInclusive", f.MinInclusive)
		l.text("MinExclusive", f.MinExclusive)
		l.text("MaxInclusive", f.MaxInclusive)
		l.text("MaxExclusive", f.MaxExclusive)
		l.number("TotalDigits", f.TotalDigits, "")
		l.number("FractionDigits", f.FractionDigits, "Whole")
		if len(t.Enum) > 0 && !t.Open {
			l.add("Enum", jen.Index().String().Values(enumLiterals(t.Enum)...))
		}
	})
	limits := integerLimits[names.Primitive(v.Type)]
	l.text("MinInclusive", limits.min)
	l.text("MaxInclusive", limits.max)
	if patterns := g.patterns(v); len(patterns) > 0 {
		var list []jen.Code
		for i := range patterns {
			list = append(list, ref(patternName(v, i)))
		}
		l.add("Pattern", jen.Index().Add(g.xsd("Matcher")).Values(list...))
	}
	if len(l.fields) == 0 {
		return nil
	}
	return addr(g.xsd("Facets")).Values(l.fields...)
}

func enumLiterals(values []contract.EnumValue) []jen.Code {
	var list []jen.Code
	for _, v := range values {
		list = append(list, lit(v.Value))
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

// patterns lists the pattern of each step, the built-in type last: the alternatives of one step are
// one expression.
func (g *generator) patterns(v *names.Value) []string {
	var list []string
	eachStep(v.Type, func(t *contract.Simple) {
		if len(t.Facets.Patterns) > 0 {
			expr := strings.Join(t.Facets.Patterns, "|")
			if _, err := pattern.Translate(expr); err == nil { // else a warning says that it is not checked
				list = append(list, expr)
			}
		}
	})
	if expr := lexical[names.Primitive(v.Type)]; expr != "" {
		list = append(list, expr)
	}
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
	eachValue(slots, func(v *names.Value) {
		for i, expr := range g.patterns(v) {
			u.decl(g.genPattern(patternName(v, i), expr))
		}
	})
}

// rawString is a literal that people can read: without escapes where Go can have it so.
func rawString(s string) jen.Code {
	if strconv.CanBackquote(s) {
		return id("`" + s + "`")
	}
	return lit(s)
}

func (g *generator) genPattern(name, expr string) jen.Code {
	re, err := pattern.Translate(expr)
	if err != nil {
		g.fail("pattern %q: %w", expr, err)
	}
	fields := []jen.Code{keyed("Expr", rawString(re))}
	if re != expr {
		fields = append(fields, keyed("Source", rawString(expr)))
	}
	return jen.Var().Id(name).Op("=").Add(g.xsd("Pattern")).Values(fields...)
}
