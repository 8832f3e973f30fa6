package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// What some texts say depends on what stands elsewhere in a document: that of an ID stands there once, to which an IDREF refers, an ENTITY
// is declared (XML Schema Part 2, clauses 3.3.8 to 3.3.11), and so is the prefix of a QName.

// referenceOf is ID, IDREF or ENTITY for a text that is one, else "": of a union as the first member says that the text is of.
func referenceOf(t contract.Type, text string) string {
	if members := membersOf(t); len(members) > 0 {
		if i := firstOf(members, text); i >= 0 {
			return referenceOf(members[i], text)
		}
		return ""
	}
	kind := primitive(t)
	if item := itemOf(t); item != nil {
		kind = primitive(item)
	}
	for ; kind != ""; kind = parents[kind] {
		if slices.Contains([]string{"ID", "IDREF", "ENTITY"}, kind) {
			return kind
		}
	}
	return ""
}

// prefixed reports a type of whose texts some have prefixes.
func prefixed(t contract.Type) bool {
	if item := itemOf(t); item != nil {
		return prefixed(item)
	}
	return slices.ContainsFunc(membersOf(t), prefixed) || primitive(t) == "QName" || primitive(t) == "NOTATION"
}

// identifies reports a type of whose texts some are IDs.
func identifies(t contract.Type) bool {
	return slices.ContainsFunc(membersOf(t), identifies) || within(primitive(t), "ID")
}

// refers reports whether something in a contract refers to IDs.
func refers(api *contract.API) bool {
	r := reacher{types: map[contract.Type]mask{}, elements: map[*contract.Element]mask{}}
	for _, e := range api.Elements {
		r.element(e, both)
	}
	for _, t := range api.Types {
		r.typ(t, both)
	}
	r.follow()
	for t := range r.types {
		if item := itemOf(t); within(primitive(t), "IDREF") || item != nil && within(primitive(item), "IDREF") {
			return true
		}
	}
	return false
}
