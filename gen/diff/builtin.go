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
	"dateTimeStamp": "dateTime", "yearMonthDuration": "duration", "dayTimeDuration": "duration",
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

// texts are the built-in types that are strings in Go.
var texts = strings.Fields("string normalizedString token language Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES anyURI")

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
		if kind := primitive(t); kind != "" {
			return goKind(kind) // built-in lists are texts
		}
		return "list of " + goType(itemOf(t))
	case "union":
		return "union " + typeName(t).Local
	case "":
		return typeName(t).Local
	}
	if e := enumerated(t); hasConstants(e) {
		return "enum " + e.Name.Local + " of " + goKind(primitive(t))
	}
	if layout(t) != "" {
		return "time"
	}
	return goKind(primitive(t))
}
