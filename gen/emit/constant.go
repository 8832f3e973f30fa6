package emit

import (
	"math"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genConstants emits the defaults and the fixed values of fields. Decoding fills in neither: a
// caller writes x.F.Or(XFDefault).
func (g *generator) genConstants(u *unit, slots []*names.Slot) {
	var defs, vars []jen.Code
	add := func(v *names.Value, c *names.Constant, what string) {
		if c == nil {
			return
		}
		def := append(doc(c.Go+" is the "+what+" of "+wireName(v)+": "+strconv.Quote(c.Text)+"."), assign(c.Go).Add(g.constant(v, c.Text)))
		if isName(v.Type) {
			vars = append(vars, def...)
		} else {
			defs = append(defs, def...)
		}
	}
	eachValue(slots, func(v *names.Value) {
		add(v, v.Default, "default")
		add(v, v.Fixed, "one value")
	})
	if len(defs) > 0 {
		u.decl(jen.Const().Defs(defs...))
	}
	if len(vars) > 0 { // structs are no constants
		u.decl(jen.Var().Defs(vars...))
	}
}

// isName reports a type whose values are names.
func isName(t contract.Type) bool {
	kind := names.Primitive(t)
	return kind == "QName" || kind == "NOTATION"
}

// eachValue calls fn for the values of slots, those within groups and choices included.
func eachValue(slots []*names.Slot, fn func(*names.Value)) {
	for _, slot := range slots {
		switch c := slot.Content.(type) {
		case *names.Value:
			fn(c)
		case *names.Repeat:
			eachValue(c.Group.Slots, fn)
		case *names.Choice:
			for _, b := range c.Branches {
				eachValue(b.Slots, fn)
			}
		}
	}
}

// constant is a value as a Go constant; its lexical form where Go has no constants of the type.
func (g *generator) constant(v *names.Value, text string) jen.Code {
	if isStruct(v.Type) || isSecret(v) || layoutOf(v.Type) != "" {
		return lit(text)
	}
	if s, owner := g.declOf(v.Type); s != nil {
		switch t := s.Src.(type) {
		case *contract.Simple:
			return g.of(owner, s.Go).Call(literal(g.scalarOf(t), text))
		case *contract.Union:
			return g.of(owner, s.Go).Call(lit(text))
		}
		return lit(text)
	}
	if isName(v.Type) {
		space, local, found := strings.Cut(strings.TrimPrefix(text, "{"), "}")
		if !found {
			space, local = "", text
		}
		return g.xsd("QName").Values(keyed("Space", lit(space)), keyed("Local", lit(local)))
	}
	return literal(g.scalarOf(v.Type), text)
}

// literal is a value of a built-in type. Numbers are written as Go has them: 007 would be octal.
func literal(sc scalar, text string) jen.Code {
	word := strings.TrimSpace(text)
	switch sc.encode {
	case "Bool":
		return lit(word == "true" || word == "1")
	case "Int":
		if n, err := strconv.ParseInt(word, 10, 64); err == nil {
			return id(strconv.FormatInt(n, 10))
		}
	case "Uint":
		if n, err := strconv.ParseUint(strings.TrimPrefix(word, "+"), 10, 64); err == nil {
			return id(strconv.FormatUint(n, 10))
		}
	case "Float32", "Float64":
		f, err := strconv.ParseFloat(word, 64)
		if _, over := strconv.ParseFloat(word, bits(sc.goType)); err == nil && over == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
			return id(strconv.FormatFloat(f, 'g', -1, 64))
		}
	}
	return lit(text)
}
