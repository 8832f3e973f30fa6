package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// An entry is one position of a type's elements.
type entry struct {
	name  string
	value *names.Value
	wild  *names.Wild
	free  bool // in a repeated choice or group
	// starts marks the first position of a list, in which those that are free may follow each other.
	starts bool
	req    bool
	many   bool
	// oneOf and or mark the positions of a choice that must have a branch.
	oneOf, or bool
	max       int // of what may repeat a number of times, outside groups
}

// entries lists the element positions of slots in their order. Attributes and text have
// positions of their own.
func entries(slots []*names.Slot) []entry {
	var list []entry
	for _, slot := range slots {
		switch c := slot.Content.(type) {
		case *names.Value:
			if c.Field != nil {
				list = append(list, entry{name: c.Const, value: c, free: c.Wrapped, starts: c.Wrapped, req: c.Required && !c.Wrapped, many: c.Many, max: c.Field.Max})
			}
		case *names.Wild:
			if c.Any != nil {
				list = append(list, entry{name: c.Const, wild: c, req: c.Required, many: c.Any.Max != 1, max: c.Any.Max})
			}
		case *names.Repeat:
			list = append(list, starting(within(c.Group.Slots, true))...)
		case *names.Choice:
			first := len(list)
			for _, b := range c.Branches {
				list = append(list, within(b.Slots, c.Many)...)
			}
			if c.Other != "" {
				list = append(list, entry{name: c.Other, free: c.Many})
			}
			if c.Required && !c.Many {
				for i := first; i < len(list); i++ {
					list[i].oneOf, list[i].or = i == first, i > first
				}
			}
			if c.Many {
				starting(list[first:])
			}
		}
	}
	return list
}

// starting marks the first of the positions of a list.
func starting(list []entry) []entry {
	if len(list) > 0 {
		list[0].starts = true
	}
	return list
}

// within lists the positions of slots of a group or a branch, which needn't occur.
func within(slots []*names.Slot, free bool) []entry {
	list := entries(slots)
	for i := range list {
		e := &list[i]
		e.free, e.req, e.oneOf, e.or = e.free || free, false, false, false
		if e.free {
			e.max = 0 // counted in each occurrence, see genGroup
		}
		if free {
			e.starts = false // it is part of the list around it
		}
	}
	return list
}

// attrs lists the attribute slots with a position.
func attrs(s *names.Struct) []*names.Value {
	var list []*names.Value
	for _, slot := range s.Slots {
		if v, ok := slot.Content.(*names.Value); ok && v.Attr != nil {
			list = append(list, v)
		}
	}
	return list
}

// genPositions makes the constants of a struct's positions, and its counts where another struct continues them.
func (g *generator) genPositions(s *names.Struct) []jen.Code {
	var elements, attributes []string
	for _, e := range entries(s.Slots) {
		elements = append(elements, e.name)
	}
	for _, a := range attrs(s) {
		attributes = append(attributes, a.Const)
	}
	if s.Extended {
		elements = append(elements, s.Var+"__n")
		attributes = append(attributes, s.Var+"__attrs")
	}
	first := g.xml("Attr").Op("+").Iota()
	if s.Base != nil {
		first = id(s.Base.Var + "__attrs").Op("+").Iota()
	}
	return append(genIota(elements, g.after(s, "__n")), genIota(attributes, first)...)
}

// after is the expression of the first position of a struct: behind the base's last.
func (g *generator) after(s *names.Struct, suffix string) *jen.Statement {
	if s.Base != nil {
		return id(s.Base.Var + suffix).Op("+").Iota()
	}
	return jen.Iota()
}

// genIota makes a block of constants, none of an empty list.
func genIota(list []string, first *jen.Statement) []jen.Code {
	if len(list) == 0 {
		return nil
	}
	return one(jen.Const().DefsFunc(func(defs *jen.Group) {
		for i, name := range list {
			if i == 0 {
				defs.Id(name).Op("=").Add(first)
				continue
			}
			defs.Id(name)
		}
	}))
}

// genTable emits the name table of a struct.
func (g *generator) genTable(s *names.Struct) jen.Code {
	var head, fields []jen.Code
	if s.Base != nil {
		head = append(head, keyed("Base", addr(g.table(s.Src.Base))))
	}
	head = append(head, keyed("NS", ref("namespaces")))
	if s.Src != nil && s.Src.Name.Local != "" {
		head = append(head, keyed("Name", g.xml("Name")).Add(g.nameValues(s.Src.Name)))
	}
	head = append(head, flags(
		flag{"Text", hasText(s)}, flag{"All", s.Src != nil && (s.Src.AnyOrder || s.Src.Own != nil && s.Src.Own.Kind == contract.All)},
		flag{"Mixed", s.Mixed != nil}, flag{"AnyAttr", s.Src != nil && s.Src.AnyAttr != nil})...)
	if s.Src != nil && s.Src.AnyAttr != nil {
		if spaces := admitted(s.Src.AnyAttr); len(spaces) > 0 {
			head = append(head, keyed("AttrSpaces", stringList(spaces)))
		}
	}
	if form := g.textForm(s); form != "" {
		head = append(head, keyed("TextForm", lit(form)))
	}
	// What fits on a line stands on one, where gofmt aligns nothing with it.
	fields = append(fields, jen.List(head...))
	if rows := g.rows(s); len(rows) > 0 {
		fields = append(fields, keyed("Table", id("`\n\t\t"+strings.Join(rows, "\n\t\t")+"\n\t`")))
	}
	if list := g.beside(s); len(list) > 0 {
		fields = append(fields, id("Beside").Op(":").Index().Add(g.xml("Beside")).Add(multi(list)))
	}
	if list := g.choices(s.Slots); len(list) > 0 {
		fields = append(fields, id("Choices").Op(":").Index().Add(g.xml("Choice")).Add(multi(list)))
	}
	if list := groups(s.Slots); len(list) > 0 {
		fields = append(fields, id("Groups").Op(":").Index().Op("*").Add(g.xml("Group")).Values(list...))
	}
	if list := g.follow(s); list != nil {
		fields = append(fields, id("Follow").Op(":").Index().Add(g.xml("Follow")).Add(multi(list)))
	}
	if s.Src != nil && s.Src.Embedded != nil {
		fields = append(fields, keyed("Document", g.embedded(s.Src.Embedded)))
	}
	if s.IsArray() {
		fields = append(fields, keyed("Array", g.arrayForm(s.Src.Array)))
	}
	if s.Src != nil && s.Src.Map != nil {
		fields = append(fields, keyed("Form", g.mapForm(s.Src.Map)))
	}
	comment := jen.Comment("// " + tableName(g.pkg, s) + " is the name table of " + s.Go + ".").Line()
	if !g.pkg.Shared() {
		comment = jen.Null()
	}
	return comment.Var().Id(tableName(g.pkg, s)).Op("=").Add(g.xml("Type")).Add(multi(fields))
}

// choices are the entries of the choices that are made once, those within an alternative too. One in
// a repeated group is made anew in each occurrence, which the group's ranks tell apart.
func (g *generator) choices(slots []*names.Slot) []jen.Code {
	var code []jen.Code
	for _, slot := range slots {
		c, ok := slot.Content.(*names.Choice)
		if !ok || c.Many {
			continue
		}
		var sizes, inner []jen.Code
		for _, b := range c.Branches {
			if n := len(entries(b.Slots)); n > 0 {
				sizes = append(sizes, lit(n))
			}
			inner = append(inner, g.choices(b.Slots)...)
		}
		if len(sizes) > 1 {
			first := g.position(entries([]*names.Slot{slot})[0].name)
			code = append(code, jen.Values(keyed("First", first), id("Sizes").Op(":").Index().Int().Values(sizes...)))
		}
		code = append(code, inner...)
	}
	return code
}

// beside are the elements that are read as the text or an attribute of a struct.
func (g *generator) beside(s *names.Struct) []jen.Code {
	var code []jen.Code
	if s.Src != nil && s.Src.Text != nil && s.Src.Text.OrElement != "" {
		code = append(code, jen.Values(keyed("Local", lit(s.Src.Text.OrElement)), keyed("Field", g.xml("Text"))))
	}
	for _, v := range attrs(s) {
		if v.Attr.OrElement != "" {
			code = append(code, jen.Values(keyed("Local", lit(v.Attr.OrElement)), keyed("Field", g.position(v.Const))))
		}
	}
	return code
}

func hasText(s *names.Struct) bool {
	for _, slot := range s.Slots {
		if v, ok := slot.Content.(*names.Value); ok && v.Text != nil {
			return true
		}
	}
	return false
}

// multi is a composite literal with an item a line.
func multi(items []jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, items...)
}

type flag struct {
	name string
	on   bool
}

// flags lists the fields that are true.
func flags(list ...flag) []jen.Code {
	var code []jen.Code
	for _, f := range list {
		if f.on {
			code = append(code, keyed(f.name, jen.True()))
		}
	}
	return code
}

func (g *generator) nameParts(name contract.QName) []jen.Code {
	parts := []jen.Code{keyed("Local", lit(name.Local))}
	if name.Space != "" {
		parts = append(parts, keyed("NS", g.space(name.Space)))
	}
	return parts
}

func (g *generator) nameValues(name contract.QName) *jen.Statement {
	return jen.Values(g.nameParts(name)...)
}

// space returns the constant of a namespace.
func (g *generator) space(uri string) *jen.Statement { return id(g.declared(uri).Const) }

// declared returns a namespace of the package's table.
func (g *generator) declared(uri string) names.Space {
	for _, ns := range g.pkg.Spaces {
		if ns.URI == uri {
			return ns
		}
	}
	g.fail("namespace %q is not among the contract's", uri)
	return names.Space{}
}

// textForm is the form of fresh values of a struct's own text, where that is not the usual one.
func (g *generator) textForm(s *names.Struct) string {
	for _, slot := range s.Slots {
		if v, ok := slot.Content.(*names.Value); ok && v.Text != nil {
			return g.writeForm(v.Type)
		}
	}
	return ""
}

// emptyStands is what an element that is empty stands for: its default or its one value (Part 1, clause 3.3.4).
func (g *generator) emptyStands(e *contract.Element) string {
	if t := textType(e); t == nil || !isLeaf(t) || names.Primitive(t) == "anySimpleType" {
		return ""
	}
	switch {
	case e.Default != nil:
		return *e.Default
	case e.Fixed != nil:
		return *e.Fixed
	}
	return ""
}

// textType is the type of an element's text, nil for an element without.
func textType(e *contract.Element) contract.Type {
	if s, ok := e.Type.(*contract.Struct); ok {
		return s.TextType()
	}
	return e.Type
}

// isLeaf reports whether an element's content is text alone.
func isLeaf(t contract.Type) bool {
	if _, ok := t.(*contract.Struct); ok {
		return false
	}
	return names.Primitive(t) != "anyType"
}

// canBeEmpty reports whether "" is among the values of a type.
func (g *generator) canBeEmpty(t contract.Type) bool {
	if isStruct(t) || layoutOf(t) != "" {
		return isStruct(t)
	}
	if s, _ := g.declOf(t); s != nil {
		if _, enum := s.Src.(*contract.Simple); !enum {
			return true
		}
		for _, v := range s.Values {
			if v.Value == "" {
				return true
			}
		}
		return false
	}
	switch kind := names.Primitive(t); kind {
	case "base64Binary", "hexBinary", "anySimpleType", "anyType":
		return true
	default:
		return names.IsString(kind)
	}
}

func typeName(t contract.Type) contract.QName {
	switch t := t.(type) {
	case *contract.Struct:
		return t.Name
	case *contract.Simple:
		return t.Name
	case *contract.List:
		return t.Name
	case *contract.Union:
		return t.Name
	}
	return contract.QName{}
}

func (g *generator) mapForm(m *contract.Map) jen.Code {
	return addr(g.xml("MapForm")).Add(multi([]jen.Code{
		keyed("Entry", g.xml("Name")).Add(g.nameValues(m.Entry)),
		keyed("Key", g.xml("Name")).Add(g.nameValues(m.Key)),
		keyed("Value", g.xml("Name")).Add(g.nameValues(m.Value)),
	}))
}

// mustBeDocument reports a field without whose document a message says nothing: one that is required, or holds its status.
func mustBeDocument(f *contract.Field) bool {
	s, ok := f.Element.Type.(*contract.Struct)
	return ok && s.Embedded != nil && (f.Min > 0 || s.Embedded.Status)
}

// embedded is the form of a document that is the text of an element.
func (g *generator) embedded(d *contract.Embedded) jen.Code {
	return addr(g.xml("Embedded")).Values(flags(flag{"CDATA", d.CDATA}, flag{"Declaration", d.Declaration})...)
}
