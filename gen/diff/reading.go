package diff

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// What an old client makes of replies with texts of a new type. As with requests, samples prove a break, and structure that there
// is none. A client checks no facets; it refuses what is not of its Go type, and what it reads as one value must not have been two.

// reads is the verdict of what is of a new type for a client that reads the old one.
func reads(o, n contract.Type) Wire {
	verdict, _ := readingOf(o, n)
	return verdict
}

// readingOf is reads with a text that proves a break.
func readingOf(o, n contract.Type) (verdict Wire, proof string) {
	switch {
	case primitive(o) == "anyType":
		return Compatible, ""
	case primitive(n) == "anyType":
		return Breaking, ""
	}
	is, said := newLexis(n), map[string]string{}
	for _, text := range samples(o, n) {
		value, ok := is.value(text)
		if ok != yes {
			continue
		}
		value = treated("collapse", value)
		read, taken := landing(o, text)
		if other, seen := said[read]; !taken || seen && other != value {
			return Breaking, text
		}
		said[read] = value
	}
	if (finite(n) || keeps(o, n)) && !respacedReply(o, n) && (prefixed(o) || !prefixed(n)) {
		return Compatible, ""
	}
	return Unknown, ""
}

// landing is what an old client has of a text, in the form of canon; false if it refuses the text.
func landing(t contract.Type, text string) (value string, ok bool) {
	text = treated("collapse", text) // see respacedReply
	if item := itemOf(t); item != nil {
		var values []string
		for _, word := range words(text) {
			value, ok := landing(item, word)
			if !ok {
				return "", false
			}
			values = append(values, value)
		}
		return strings.Join(values, " "), true
	}
	switch kind := primitive(t); {
	case kind == "", kind == "anySimpleType", slices.Contains(texts, kind):
		return text, true
	case within(kind, "integer"):
		if !lexical["integer"].MatchString(text) { // with a sign, too, if it has none in the schema
			return "", false
		}
		return canonNumber(readAs(kind), text)
	default:
		return canon(kind, text)
	}
}

// readAs is the built-in type whose range that of a client is.
func readAs(kind string) string {
	if within(kind, "integer") && bounds[kind] == [2]float64{} {
		return "integer"
	}
	return kind
}

// keeps reports whether structure proves that an old client reads all texts of a new type, each as another value if it is one.
func keeps(o, n contract.Type) bool {
	was, is := primitive(o), primitive(n)
	switch {
	case variety(o) == "union", was == "anySimpleType", slices.Contains(texts, was), keepsValues(o, n):
		return true
	case variety(o) == "list":
		return variety(n) == "list" && keeps(itemOf(o), itemOf(n)) || variety(n) == "atomic" && is != "base64Binary" && keeps(itemOf(o), n)
	case variety(n) == "union":
		// What two members tell apart may be one for the client, unless both are of one family.
		return all(membersOf(n), func(m contract.Type) bool { return keeps(o, m) && alikeForms(m, &contract.Builtin{Kind: was}) })
	case variety(n) == "list", is == "anySimpleType":
		return false
	case was == "float" || was == "double":
		return roundTrips(was, n)
	case within(was, "integer") && within(is, "integer"):
		_, less := tightened(n, &contract.Builtin{Kind: readAs(was)})
		return len(less) == 0
	}
	return within(is, was)
}

// keepsValues is keeps of an enumeration: the client reads each value in all forms that it has, and each as another one.
func keepsValues(o, n contract.Type) bool {
	e := closed(n)
	if e == nil || variety(o) != "atomic" || !alikeForms(n, &contract.Builtin{Kind: readAs(primitive(o))}) {
		return false
	}
	said, is := map[string]string{}, newLexis(n)
	return !slices.ContainsFunc(e.Enum, func(v contract.EnumValue) bool {
		value, _ := is.value(v.Value)
		read, ok := landing(o, v.Value)
		other, seen := said[read]
		said[read] = value
		return !ok || seen && other != value
	})
}

// roundTrips reports whether numbers are the same when they are read as floats: of what has more digits another number is left.
func roundTrips(kind string, n contract.Type) bool {
	is := primitive(n)
	if !within(is, "decimal") {
		return within(is, kind)
	}
	digits, last := "6", "16777216" // of decimals, and the last of the integers without a gap
	if kind == "double" {
		digits, last = "15", "9007199254740992"
	}
	first := "-" + last
	exact := &contract.Simple{Base: &contract.Builtin{Kind: "decimal"}, Facets: contract.Facets{TotalDigits: &digits}}
	if within(is, "integer") {
		exact = &contract.Simple{Base: &contract.Builtin{Kind: "integer"}, Facets: contract.Facets{MinInclusive: &first, MaxInclusive: &last}}
	}
	_, less := tightened(n, exact)
	return len(less) == 0
}

// respacedReply reports whether white space that one side keeps is dropped by the other, so that the old client may have another
// text than the reply says. An enumeration is read without the white space around its values.
func respacedReply(o, n contract.Type) bool {
	switch {
	case enumerated(o) != nil, !slices.Contains(texts, primitive(o)) && variety(o) != "union" && variety(o) != "list":
		return false
	case variety(n) == "union":
		return slices.ContainsFunc(membersOf(n), func(m contract.Type) bool { return respacedReply(o, m) })
	case !slices.Contains(texts, primitive(n)) || variety(n) == "list":
		return false
	}
	was, is := readSpace(o), whiteSpace(n)
	if e := closed(n); e != nil && is != "collapse" {
		return slices.ContainsFunc(e.Enum, func(v contract.EnumValue) bool { return treated(was, v.Value) != v.Value })
	}
	return was != is
}

// readSpace is what the old client makes of white space in a text: of that of a union no more than any member does.
func readSpace(t contract.Type) string {
	if variety(t) != "union" {
		return whiteSpace(t)
	}
	least := len(treatments) - 1
	for _, m := range membersOf(t) {
		least = min(least, max(0, slices.Index(treatments, readSpace(m))))
	}
	return treatments[least]
}
