package emit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// A declaration is a type with its name, in the order that files list them.
type declaration struct {
	name, space string
	gen         func(*unit)
}

// genTypes emits the types of some namespaces by Go name, each with what belongs to it.
func (g *generator) genTypes(u *unit, in func(space string) bool) {
	genSorted(u, slices.Concat(
		declarations(g.pkg.Structs, in, func(s *names.Struct) declaration {
			return declaration{s.Go, s.Space, func(u *unit) { g.genStruct(u, s) }}
		}),
		declarations(g.pkg.Sums, in, func(s *names.Sum) declaration {
			return declaration{s.Go, s.Space, func(u *unit) { g.genSum(u, s) }}
		}),
		declarations(g.pkg.Simples, in, func(s *names.Simple) declaration {
			return declaration{s.Go, s.Space, func(u *unit) { g.genSimple(u, s) }}
		})))
}

// declarations lists those of a kind that stand in some namespaces.
func declarations[T any](list []T, in func(space string) bool, of func(T) declaration) []declaration {
	var all []declaration
	for _, x := range list {
		if d := of(x); in(d.space) {
			all = append(all, d)
		}
	}
	return all
}

func genSorted(u *unit, list []declaration) {
	slices.SortFunc(list, func(a, b declaration) int { return strings.Compare(a.name, b.name) })
	for _, d := range list {
		d.gen(u)
	}
}

// genStruct emits a complex type with its groups.
func (g *generator) genStruct(u *unit, s *names.Struct) {
	if s.IsArray() {
		u.decl(append(doc(described(s.Go, s.Doc, s.Go+" is "+g.named(s.Path)+", an array.")+nilItems(s)), jen.Type().Id(s.Go).Add(g.slotType(s.Slots[0])))...)
		return
	}
	fields := []jen.Code{}
	if s.Base != nil {
		_, owner := g.pkg.StructOf(s.Src.Base)
		fields = append(fields, jen.Comment("// "+s.Base.Go+" is the base that the type extends."), g.of(owner, s.Base.Go))
	}
	fields = append(fields, g.fields(s.Slots)...)
	if s.Base == nil {
		fields = append(fields, jen.Comment("// Extra keeps what the fields can't."), id("Extra").Add(g.xsd("Extra")))
	}
	u.decl(append(doc(described(s.Go, s.Doc, s.Go+" is "+g.named(s.Path)+".")), jen.Type().Id(s.Go).Struct(fields...))...)
	if s.Fault {
		u.decl(jen.Comment("// Error returns the name of the type: the fault that carries it says what has happened.").Line().
			Add(methodOf(s.Go, "Error")).Params().String().Block(jen.Return(lit(s.Go))))
	}
	g.genConstants(u, s.Slots)
	if s.Reply != nil {
		u.decl(g.genReplyStatus(s))
	}
	g.genGroups(u, s.Slots)
}

func (g *generator) genGroups(u *unit, slots []*names.Slot) {
	for _, slot := range slots {
		switch c := slot.Content.(type) {
		case *names.Repeat:
			text := described(c.Group.Go, c.Group.Doc, c.Group.Go+" is one occurrence of "+g.named(c.Group.Path)+".")
			u.decl(append(doc(text), jen.Type().Id(c.Group.Go).Struct(g.fields(c.Group.Slots)...))...)
			g.genGroups(u, c.Group.Slots)
		case *names.Choice:
			for _, b := range c.Branches {
				if c.Sum.Kind != names.OfHead {
					g.genGroups(u, b.Slots)
				}
			}
		}
	}
}

// fields lists the fields of a struct, a doc comment above each.
func (g *generator) fields(slots []*names.Slot) []jen.Code {
	var code []jen.Code
	for _, slot := range slots {
		code = append(code, doc(described(slot.Go, slot.Doc, slot.Go+" is "+g.wireForm(slot)+"."))...)
		code = append(code, id(slot.Go).Add(g.slotType(slot)))
	}
	return code
}

// wireForm says what a field is on the wire.
func (g *generator) wireForm(slot *names.Slot) string {
	switch c := slot.Content.(type) {
	case *names.Value:
		return g.valueForm(c)
	case *names.Choice:
		if c.Many {
			return "any of the branches of " + c.Sum.Go
		}
		return "one of the branches of " + c.Sum.Go
	case *names.Repeat:
		return "the group " + g.named(c.Group.Path)
	case *names.Wild:
		if c.Attrs != nil {
			return "what other attributes there are"
		}
		return "what other elements there are"
	}
	return slot.Path
}

// valueForm says what a field of one element, attribute or text is on the wire.
func (g *generator) valueForm(v *names.Value) string {
	kind := " of type " + g.typeText(v.Type)
	if v.Poly != nil && v.Poly.Kind == names.OfChosen {
		kind = ", whose type other fields choose"
	}
	if t, ok := v.Type.(*contract.Struct); ok && t.Name.Local == "" {
		kind = ", a record"
		switch {
		case t.Map != nil:
			kind = ", a map"
		case t.Embedded != nil:
			kind = ", an XML document as text"
		}
	}
	kind += g.listed(v.Type)
	switch {
	case v.Attr != nil:
		return "the attribute " + oneLine(v.Attr.Name.Local) + kind
	case v.Text != nil:
		return "the text" + kind
	case v.Presence == names.Keyed:
		return "the entries with the key " + strconv.Quote(v.Field.Element.Name.Local) + kind
	}
	return oneLine(v.Field.Element.Name.Local) + kind
}

// listed says which values a type has whose enumeration gives no constants.
func (g *generator) listed(t contract.Type) string {
	const most = 10
	for {
		s, ok := t.(*contract.Simple)
		if !ok {
			return ""
		}
		if d, _ := g.pkg.SimpleOf(t); d != nil {
			return ""
		}
		if n := len(s.Enum); n > 0 && !s.Open {
			var list []string
			for _, v := range s.Enum[:min(n, most)] {
				list = append(list, oneLine(cmp.Or(v.Name, v.Value)))
			}
			text := ", one of " + strings.Join(list, ", ")
			if n > most {
				text += " and " + strconv.Itoa(n-most) + " more"
			}
			return text
		}
		t = s.Base
	}
}

// typeText names a type as the contract does, an anonymous one by what it is in Go. Of a simple type without a Go type of its
// own it says what stands for it, lest the name be taken for one of Go.
func (g *generator) typeText(t contract.Type) string {
	name := typeName(t).Local
	if _, ok := t.(*contract.Struct); ok && name != "" {
		return name
	}
	s, owner := g.declOf(t)
	switch own, _ := g.pkg.SimpleOf(t); {
	case own != nil && name != "", s != nil && strings.EqualFold(s.Go, name): // named by the list that it restricts in place
		return name
	case s != nil && name != "":
		return name + ", a restriction of " + g.link(owner, s.Go)
	case s != nil:
		return g.link(owner, s.Go)
	case name != "":
		return name + ", an xs:" + names.Primitive(t)
	}
	return "xs:" + names.Primitive(t)
}

// link names a type in a comment so that its documentation is found.
func (g *generator) link(owner *names.Package, name string) string {
	if owner != nil && owner != g.pkg {
		name = owner.Name + "." + name
	}
	return "[" + name + "]"
}

// genReplyStatus emits what tells a reply from a refusal.
func (g *generator) genReplyStatus(s *names.Struct) jen.Code {
	if s.Reply.Several {
		return g.genStatuses(s)
	}
	if len(s.Reply.Status) > 1 || len(s.Reply.Message) > 1 || s.Reply.Unless != nil {
		return g.genDeepStatus(s)
	}
	read := func(path contract.FieldPath) jen.Code {
		if len(path) == 0 || s.Slot(path[0]) == nil {
			return lit("")
		}
		slot := s.Slot(path[0])
		v := slot.Content.(*names.Value)
		value := id("x").Dot(slot.Go)
		if v.Presence == names.Optional || v.Presence == names.Nillable {
			value = value.Dot("Or").Call(lit(""))
		}
		if d, _ := g.declOf(v.Type); d != nil || isSecret(v) {
			value = jen.String().Call(value)
		}
		return value
	}
	return jen.Comment("// ReplyStatus returns the status and the message of the reply.").Line().
		Func().Params(param("x", id(s.Go))).Id("ReplyStatus").Params().Params(jen.List(id("status"), id("message")).String()).
		Block(jen.Return(read(s.Reply.Status), read(s.Reply.Message)))
}

// genMarker emits the method by which a type belongs to a sum. It reports whether there is a value.
func (g *generator) genMarker(sum *names.Sum, Go string) jen.Code {
	return jen.Func().Params(param("x", id(Go))).Id(sum.Marker).Params().Bool().Block(jen.Return(notNil(id("x"))))
}

// genSum emits a sealed interface and its branches.
func (g *generator) genSum(u *unit, sum *names.Sum) {
	marker := id(sum.Marker).Params()
	if sum.OfTypes() {
		marker.Op("*").Add(g.xml("Type"))
	} else {
		marker.Bool()
	}
	u.decl(append(doc(described(sum.Go, sum.Doc, sumText(sum))), jen.Type().Id(sum.Go).Interface(marker))...)
	for _, b := range sum.Branches {
		text := described(b.Go, b.Doc, b.Go+" is the branch "+g.named(b.Path)+" of "+sum.Go+".")
		u.decl(append(doc(text), jen.Type().Id(b.Go).Struct(g.fields(b.Slots)...))...)
		u.decl(g.genMarker(sum, b.Go))
	}
	u.decl(
		jen.Comment("// "+sum.Go+"Other is what the contract does not know of."),
		jen.Type().Id(sum.Go+"Other").Add(g.xsd("Raw")))
	if !sum.OfTypes() {
		u.decl(g.genMarker(sum, sum.Go+"Other"))
	}
}

// sumText lists the branches, one a line, so that a new one is a line of its own.
func sumText(sum *names.Sum) string {
	if len(sum.Branches)+len(sum.Members) == 0 {
		return sum.Go + " is a [*" + sum.Go + "Other]."
	}
	var text strings.Builder
	text.WriteString(sum.Go + " is one of these, or [*" + sum.Go + "Other]:\n")
	for _, b := range sum.Branches {
		text.WriteString("\n  - [*" + b.Go + "]")
	}
	for _, m := range sum.Members {
		if !m.Src.Abstract {
			text.WriteString("\n  - [*" + m.Go + "]")
		}
	}
	return text.String()
}

// genSimple emits an enumeration, a list or a union.
func (g *generator) genSimple(u *unit, s *names.Simple) {
	switch t := s.Src.(type) {
	case *contract.Simple:
		g.genEnum(u, s, t)
	case *contract.List:
		text := described(s.Go, s.Doc, s.Go+" is "+g.named(s.Path)+", a list.")
		u.decl(append(doc(text), jen.Type().Id(s.Go).Index().Add(g.goType(t.Item)))...)
	case *contract.Union:
		text := described(s.Go, s.Doc, s.Go+" is "+g.named(s.Path)+", a union: the text of a value of any of its members.")
		u.decl(append(doc(text), jen.Type().Id(s.Go).String())...)
		g.genValues(u, s, func(v names.EnumValue) jen.Code { return lit(v.Value) })
		g.genUnionMembers(u, s, t)
	}
}

func (g *generator) genEnum(u *unit, s *names.Simple, t *contract.Simple) {
	sc := g.scalarOf(t)
	text := described(s.Go, s.Doc, s.Go+" is "+g.named(s.Path)+", an enumeration. Values that it does not list pass through.")
	u.decl(append(doc(text), jen.Type().Id(s.Go).Id(sc.goType))...)
	g.genValues(u, s, func(v names.EnumValue) jen.Code {
		return literal(sc, v.Value)
	})
	value := id("x")
	if sc.encode == "Str" {
		value = jen.String().Call(value)
	}
	u.decl(
		jen.Comment("// Known reports whether x is among the values that the contract lists."),
		jen.Func().Params(id("x").Id(s.Go)).Id("Known").Params().Bool().Block(
			jen.Return(g.xsd("Listed").Call(value, id(g.pkg.Helper("known", s.Go))))))
}

// genValues emits the constants of an enumeration, in the contract's order.
func (g *generator) genValues(u *unit, s *names.Simple, literal func(names.EnumValue) jen.Code) {
	if len(s.Values) == 0 {
		return
	}
	u.decl(jen.Const().DefsFunc(func(defs *jen.Group) {
		for _, v := range s.Values {
			for _, c := range doc(described(v.Go, v.Doc, v.Go+" is "+strconv.Quote(v.Value)+".")) {
				defs.Add(c)
			}
			defs.Id(v.Go).Op("=").Id(s.Go).Call(literal(v))
		}
	}))
}

// genUnionMembers emits for each member type a method that reads the text as its value.
func (g *generator) genUnionMembers(u *unit, s *names.Simple, t *contract.Union) {
	done := map[string]bool{}
	for _, m := range t.Members {
		sc, ok := scalars[names.Primitive(m)]
		if !ok || done[sc.goType] || sc.encode != "Value" && sc.check != "Int" {
			continue
		}
		done[sc.goType] = true
		if sc.check == "Int" {
			if !done["Int"] {
				u.decl(g.genAsInt(s))
			}
			done["Int"] = true
			continue
		}
		if sc.goType == "QName" {
			u.decl(g.genAsQName(s))
			continue
		}
		u.decl(
			jen.Comment("// As"+sc.goType+" returns the value when the text is one of the type."),
			jen.Func().Params(id("x").Id(s.Go)).Id("As"+sc.goType).Params().Params(id("v").Add(g.xsd(sc.goType)), id("ok").Bool()).Block(
				assign("ok").Id("v").Dot("ParseXML").Call(jen.Index().Byte().Call(jen.Qual("strings", "TrimSpace").Call(jen.String().Call(id("x")))), jen.Nil()).Op("==").Nil(),
				jen.Return(id("v"), id("ok"))))
	}
}

func (g *generator) genAsQName(s *names.Simple) jen.Code {
	return jen.Comment("// AsQName returns the value when the text is a name.").Line().
		Func().Params(id("x").Id(s.Go)).Id("AsQName").Params().Params(g.xsd("QName"), jen.Bool()).Block(
		define("v", "err").Add(g.xsd("ParseQName")).Call(jen.String().Call(id("x"))),
		jen.Return(id("v"), jen.Err().Op("==").Nil()))
}

func (g *generator) genAsInt(s *names.Simple) jen.Code {
	return jen.Comment("// AsInt returns the value when the text is an integer.").Line().
		Func().Params(id("x").Id(s.Go)).Id("AsInt").Params().Params(jen.Int64(), jen.Bool()).Block(
		define("n", "err").Qual("strconv", "ParseInt").Call(jen.Qual("strings", "TrimSpace").Call(jen.String().Call(id("x"))), lit(10), lit(64)),
		jen.Return(id("n"), jen.Err().Op("==").Nil()))
}
