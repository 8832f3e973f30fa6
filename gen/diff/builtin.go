package diff

import (
	"math"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// parents is the derivation of the built-in types (XML Schema Part 2, clause 3), and beside it what else holds of their
// lexical forms: each value of a type is one of its parent.
var parents = map[string]string{
	"normalizedString": "string", "token": "normalizedString", "language": "token", "NMTOKEN": "token", "Name": "token",
	"NCName": "Name", "ID": "NCName", "IDREF": "NCName", "ENTITY": "NCName",
	"integer": "decimal", "nonPositiveInteger": "integer", "negativeInteger": "nonPositiveInteger",
	"nonNegativeInteger": "integer", "positiveInteger": "nonNegativeInteger",
	"long": "integer", "int": "long", "short": "int", "byte": "short",
	"unsignedLong": "nonNegativeInteger", "unsignedInt": "unsignedLong", "unsignedShort": "unsignedInt", "unsignedByte": "unsignedShort",
	"float": "double", "decimal": "double",
	// Types whose white space collapses are tokens, whatever they say.
	"double": "token", "boolean": "token", "duration": "token", "dateTime": "token", "date": "token", "time": "token",
	"gYear": "token", "gYearMonth": "token", "gMonth": "token", "gMonthDay": "token", "gDay": "token",
	"hexBinary": "token", "base64Binary": "token", "anyURI": "token", "QName": "token", "NOTATION": "token",
	"string": "anySimpleType", "anySimpleType": "anyType",
}

// bounds are the integers with a range of their own.
var bounds = map[string][2]float64{
	"byte": {math.MinInt8, math.MaxInt8}, "short": {math.MinInt16, math.MaxInt16},
	"int": {math.MinInt32, math.MaxInt32}, "long": {math.MinInt64, math.MaxInt64},
	"unsignedByte": {0, math.MaxUint8}, "unsignedShort": {0, math.MaxUint16},
	"unsignedInt": {0, math.MaxUint32}, "unsignedLong": {0, math.MaxUint64},
}

// within reports whether each value of one built-in type is one of another.
func within(kind, other string) bool {
	if a, ok := bounds[kind]; ok {
		if b, ok := bounds[other]; ok {
			return a[0] >= b[0] && a[1] <= b[1]
		}
	}
	for k := kind; k != ""; k = parents[k] {
		if k == other {
			return true
		}
	}
	return other == "float" && within(kind, "decimal")
}

// verdicts are those of simple content that is of another type. A reply's value is read by the old client's Go type,
// which for strings takes any text.
func verdicts(o, n contract.Type) (request, reply Wire) {
	request, reply = Breaking, Breaking
	was, is := primitive(o), primitive(n)
	if was != "" && is != "" {
		if within(was, is) {
			request = restricted(n)
		}
		if within(is, was) || goType(o) == "string" || enumerated(o) != nil && goKind(was) == "string" {
			reply = Compatible
		}
		return request, reply
	}
	if ot, nt := itemOf(o), itemOf(n); ot != nil && nt != nil {
		return verdicts(ot, nt)
	}
	switch {
	case is != "" && within("string", is): // all is text
		request = restricted(n)
	case variety(n) == "list" && itemOf(n) != nil && was != "":
		request, _ = verdicts(o, itemOf(n))
		if goKind(was) == "string" { // white space in it makes several items
			request = choose(within("string", primitive(itemOf(n))), Compatible, Breaking)
		}
	case variety(n) == "union":
		request = some(o, membersOf(n))
	}
	if goKind(was) == "string" || variety(o) == "union" || variety(o) == "list" && itemOf(o) != nil && goKind(primitive(itemOf(o))) == "string" {
		reply = Compatible
	} else if it := itemOf(o); it != nil && is != "" {
		_, reply = verdicts(it, n)
	}
	return request, reply
}

// some is the verdict of requests whose values were of a type and are of one of several now.
func some(o contract.Type, members []contract.Type) Wire {
	for _, m := range members {
		if request, _ := verdicts(o, m); request == Compatible {
			return Compatible
		}
	}
	return Breaking
}

// restricted is the verdict of values that are of a type's built-in type: whether its own facets let all pass.
func restricted(t contract.Type) Wire {
	s, ok := t.(*contract.Simple)
	switch {
	case !ok:
		return Compatible
	case len(s.Enum) > 0:
		return Breaking
	case limited(t) || len(allPatterns(t)) > 0:
		return Unknown
	}
	return restricted(s.Base)
}

// texts are the built-in types that are strings in Go.
var texts = strings.Fields("string normalizedString token language Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES anyURI")

// limited reports whether a facet limits a type's values.
func limited(t contract.Type) bool {
	return slices.ContainsFunc(allLimits(t), func(l *limit) bool { return l != nil })
}

// goKind is the Go type of a built-in type, as far as types of the same one are interchangeable.
func goKind(kind string) string {
	switch {
	case slices.Contains(texts, kind):
		return "string"
	case bounds[kind] == [2]float64{} && within(kind, "integer"):
		return "integer"
	}
	return kind
}

// goType tells Go types apart: a type of its own, or that of the built-in type.
func goType(t contract.Type) string {
	switch variety(t) {
	case "list":
		if it := itemOf(t); it != nil {
			return "list of " + goType(it)
		}
		return "list of string"
	case "union":
		return "union " + typeName(t).Local
	case "":
		return typeName(t).Local
	}
	if e := enumerated(t); e != nil {
		return "enum " + e.Name.Local
	}
	return goKind(primitive(t))
}
