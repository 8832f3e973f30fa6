package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/names"
)

// A member is a group or a branch with several fields: a struct that shares the positions of the type around it.
type member struct {
	name  string
	slots []*names.Slot
	// repeat is the group's occurrence, empty for a branch; nil for a branch whose members the group around it looks after.
	repeat *names.Repeat
}

// members lists the groups and branches within slots, each before those within it; grouped says that slots are those
// of a group.
func members(slots []*names.Slot, grouped bool) []member {
	var list []member
	add := func(m member, grouped bool) { list = append(append(list, m), members(m.slots, grouped)...) }
	for _, slot := range slots {
		switch c := slot.Content.(type) {
		case *names.Repeat:
			outer := names.Repeat{Required: c.Required && !grouped, Max: c.Max} // within a group, that asks for it
			add(member{c.Group.Go, c.Group.Slots, &outer}, true)
		case *names.Choice:
			for _, b := range c.Branches {
				switch {
				case b.Single():
				case b.List(): // what it lists looks after itself
					add(member{b.Go, b.Slots, nil}, grouped)
				case c.Many || !grouped:
					add(member{b.Go, b.Slots, new(names.Repeat)}, true)
				default:
					add(member{b.Go, b.Slots, nil}, true)
				}
			}
		}
	}
	return list
}

// genMembers emits the codecs of the groups and branches within slots.
func (g *generator) genMembers(u *unit, slots []*names.Slot) {
	for _, m := range members(slots, false) {
		if m.repeat != nil {
			u.decl(g.genGroup(m))
		}
		u.decl(g.genPartDecode(m.name, m.slots))
		u.decl(g.genPartEncode(m.name, m.slots))
	}
}

// groups are the table's entries of the groups within slots.
func groups(slots []*names.Slot) []jen.Code {
	var list []jen.Code
	for _, m := range members(slots, false) {
		if m.repeat != nil {
			list = append(list, ref("g"+m.name))
		}
	}
	return list
}

// genGroup emits what tells the occurrences of a group apart and says what each must have.
func (g *generator) genGroup(m member) jen.Code {
	first := jen.Code(lit(0))
	if list := entries(m.slots); len(list) > 0 {
		first = id(list[0].name)
	}
	head := append([]jen.Code{keyed("First", first)}, flags(flag{"Req", m.repeat.Required})...)
	head = append(head, most(m.repeat.Max)...)
	return jen.Var().Id("g" + m.name).Op("=").Add(g.xml("Group")).Add(multi([]jen.Code{
		jen.List(head...), id("Parts").Op(":").Add(g.partList(m.slots)),
	}))
}

// most says how often something may occur, where that is a number above 1.
func most(n int) []jen.Code {
	if n < 2 {
		return nil
	}
	return []jen.Code{keyed("Max", lit(n))}
}

func (g *generator) partList(slots []*names.Slot) *jen.Statement {
	return jen.Index().Add(g.xml("Part")).Add(multi(g.partsOf(slots)))
}

func (g *generator) partsOf(slots []*names.Slot) []jen.Code {
	var list []jen.Code
	for _, slot := range slots {
		if len(entries([]*names.Slot{slot})) == 0 {
			continue
		}
		var fields []jen.Code
		switch c := slot.Content.(type) {
		case *names.Value:
			several := c.Presence == names.Keyed
			fields = flags(flag{"Req", c.Required && !several}, flag{"Many", c.Many || several})
			fields = append(fields, most(c.Field.Max)...)
		case *names.Wild:
			fields = flags(flag{"Req", c.Required}, flag{"Many", c.Any.Max != 1})
			fields = append(fields, most(c.Any.Max)...)
		case *names.Repeat:
			fields = append(flags(flag{"Req", c.Required}, flag{"Many", true}), id("Seq").Op(":").Add(g.partList(c.Group.Slots)))
		case *names.Choice:
			fields = append(flags(flag{"Req", c.Required}, flag{"Many", c.Many}), id("OneOf").Op(":").Add(g.alternatives(c)))
		}
		list = append(list, jen.Values(fields...))
	}
	return list
}

// alternatives are the parts of a choice, one a branch.
func (g *generator) alternatives(c *names.Choice) *jen.Statement {
	var list []jen.Code
	for _, b := range c.Branches {
		switch parts := g.partsOf(b.Slots); len(parts) {
		case 0:
		case 1:
			list = append(list, parts[0])
		default:
			list = append(list, jen.Values(id("Seq").Op(":").Index().Add(g.xml("Part")).Add(multi(parts))))
		}
	}
	if c.Other != "" {
		list = append(list, jen.Values())
	}
	return jen.Index().Add(g.xml("Part")).Add(multi(list))
}
