package emit

import (
	"strconv"
	"unicode"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// rows lists the elements and attributes of a struct as name tables of the runtime have them: a name and words each.
func (g *generator) rows(s *names.Struct) []string {
	var rows []string
	list := entries(s.Slots)
	for i, e := range list {
		e.starts = e.starts && i > 0 && list[i-1].free
		switch {
		case e.wild != nil:
			rows = append(rows, wildRow(e))
		case e.value == nil:
			rows = append(rows, "-"+words(word{"other", true}, word{"many", e.free}, word{"oneOf", e.oneOf}, word{"or", e.or}, word{"free", e.free}, word{"apart", e.starts}))
		default:
			rows = append(rows, g.elementRow(s, e))
		}
	}
	for _, v := range attrs(s) {
		rows = append(rows, "@"+g.rowName(v.Attr.Name)+words(word{"req", v.Attr.Required}, word{"secret", v.Attr.Secret})+formSetting(g.writeForm(v.Attr.Type)))
	}
	return rows
}

func wildRow(e entry) string {
	row := "-" + words(word{"any", true}, word{"many", e.many}, word{"req", e.req}, word{"oneOf", e.oneOf}, word{"or", e.or}, word{"free", e.free}, word{"apart", e.starts}) + maxSetting(e.max)
	for _, space := range admitted(&e.wild.Any.Wildcard) {
		row += setting("space", &space)
	}
	return row
}

// admitted are the namespaces that a wildcard admits, as the runtime has them: none for any.
func admitted(w *contract.Wildcard) (list []string) {
	for _, uri := range w.Namespaces {
		switch uri {
		case "##any":
			return nil
		case "##other":
			for _, not := range append([]string{w.Target}, w.Besides...) {
				list = append(list, "!"+not)
			}
		case "##local":
			list = append(list, "")
		default:
			list = append(list, uri)
		}
	}
	return list
}

func (g *generator) elementRow(s *names.Struct, e entry) string {
	f := e.value.Field
	several := e.value.Presence == names.Keyed
	empty := g.emptyStands(f.Element)
	row := g.rowName(f.Element.Name) + words(
		word{"leaf", isLeaf(f.Element.Type)}, word{"many", e.many || several}, word{"req", e.req && !several},
		word{"unset", saysUnset(e.value)}, word{"oneOf", e.oneOf}, word{"or", e.or},
		word{"anyForm", f.AnyForm}, word{"free", e.free}, word{"apart", e.starts},
		// A plain string is empty either way; the residue then keeps the empty element.
		word{"emptyAbsent", f.EmptyAbsent && (e.value.Presence == names.OmitEmpty || !g.canBeEmpty(f.Element.Type))},
		word{"secret", f.Secret}, word{"document", mustBeDocument(f)},
		word{"anyName", s.IsArray()}, word{"nilUnset", e.value.Presence == names.Array && f.Element.Nillable},
		word{"expanded", empty != "" && contract.HoldsNames(textType(f.Element))},
	) + formSetting(g.writeForm(f.Element.Type))
	if empty != "" {
		row += setting("default", &empty)
	}
	row += maxSetting(e.max)
	switch {
	case s.Src == nil:
	case s.Src.Map != nil && s.Src.Map.TypedBy:
		row += g.xsiSetting(xsiType(f.Element.Type))
	default:
		row += g.xsiSetting(f.WireType)
	}
	return row
}

// saysUnset reports a field that can say itself that it is not set, of an element that must stand in its place.
func saysUnset(v *names.Value) bool {
	if v.Field.Min == 0 || v.Alone {
		return false
	}
	switch v.Presence {
	case names.Optional, names.Nillable, names.Array:
		return true
	}
	return v.Pointer || v.Poly != nil && v.Presence == names.Required
}

// formSetting is the form of fresh values, where that is not the usual one.
func formSetting(form string) string {
	if form == "" {
		return ""
	}
	return setting("form", &form)
}

// maxSetting is the bound of what may repeat a number of times.
func maxSetting(n int) string {
	if n <= 1 {
		return ""
	}
	return " max=" + strconv.Itoa(n)
}

// xsiSetting says what xsi:type is expected to hold.
func (g *generator) xsiSetting(q contract.QName) string {
	switch {
	case q.Local == "":
		return ""
	case q.Space == schemaSpace:
		return " xsiSchema=" + plainName(q.Local)
	case q.Space == encodingSpace:
		return " xsiEncoding=" + plainName(q.Local)
	}
	return " xsi=" + g.rowName(q)
}

// xsiType is what xsi:type says of a map's value: its type or the built-in one that it derives from, none of any.
func xsiType(t contract.Type) contract.QName {
	if name := typeName(t); name.Local != "" {
		return name
	}
	kind := names.Primitive(t)
	switch {
	case layoutOf(t) != "":
		kind = "string"
	case kind == "", kind == "anyType", kind == "anySimpleType":
		return contract.QName{}
	}
	return contract.QName{Space: schemaSpace, Local: kind}
}

// rowName writes a name with the prefix of its namespace.
func (g *generator) rowName(name contract.QName) string {
	if name.Space == "" {
		return plainName(name.Local)
	}
	return g.declared(name.Space).Prefix + ":" + plainName(name.Local)
}

// plainName writes a local name, in quotes where it holds what XML has in no name, as keys of maps can.
func plainName(local string) string {
	for i, r := range local {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || r != '-' && r != '.' && !unicode.IsDigit(r)) {
			return inQuotes(local)
		}
	}
	if local == "" {
		return inQuotes(local)
	}
	return local
}
