package resolve

import (
	"cmp"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// derivedFrom is the base of each built-in type (XML Schema Part 2, clause 3).
var derivedFrom = map[string]string{
	"anyType": "", "anySimpleType": "anyType", "anyAtomicType": "anySimpleType",
	"string": "anySimpleType", "boolean": "anySimpleType", "decimal": "anySimpleType", "float": "anySimpleType", "double": "anySimpleType",
	"duration": "anySimpleType", "dateTime": "anySimpleType", "time": "anySimpleType", "date": "anySimpleType",
	"gYearMonth": "anySimpleType", "gYear": "anySimpleType", "gMonthDay": "anySimpleType", "gDay": "anySimpleType", "gMonth": "anySimpleType",
	"hexBinary": "anySimpleType", "base64Binary": "anySimpleType", "anyURI": "anySimpleType", "QName": "anySimpleType", "NOTATION": "anySimpleType",
	"normalizedString": "string", "token": "normalizedString", "language": "token", "NMTOKEN": "token", "NMTOKENS": "anySimpleType",
	"Name": "token", "NCName": "Name", "ID": "NCName", "IDREF": "NCName", "IDREFS": "anySimpleType", "ENTITY": "NCName", "ENTITIES": "anySimpleType",
	"integer": "decimal", "nonPositiveInteger": "integer", "negativeInteger": "nonPositiveInteger",
	"long": "integer", "int": "long", "short": "int", "byte": "short",
	"nonNegativeInteger": "integer", "unsignedLong": "nonNegativeInteger", "unsignedInt": "unsignedLong", "unsignedShort": "unsignedInt",
	"unsignedByte": "unsignedShort", "positiveInteger": "nonNegativeInteger",
	"dateTimeStamp": "dateTime", "yearMonthDuration": "duration", "dayTimeDuration": "duration",
}

// builtins makes the built-in types, one value a kind.
func builtins() map[string]*contract.Builtin {
	m := make(map[string]*contract.Builtin, len(derivedFrom))
	for kind := range derivedFrom {
		m[kind] = &contract.Builtin{Node: contract.Node{Path: "{" + xsdSpace + "}" + kind}, Kind: kind}
	}
	return m
}

// primitive is the primitive type that a built-in comes from: "string" for token, "decimal" for int,
// "list" for the built-in lists, "" for the ur-types.
func primitive(kind string) string {
	switch kind {
	case "NMTOKENS", "IDREFS", "ENTITIES":
		return "list"
	case "anyType", "anySimpleType", "anyAtomicType":
		return ""
	}
	for derivedFrom[kind] != "anySimpleType" {
		kind = derivedFrom[kind]
		if kind == "" {
			return ""
		}
	}
	return kind
}

// builtin looks up a name in the namespace of XML Schema.
func (c *compiler) builtin(local string, at source.Span) contract.Type {
	if local == "anyAtomicType" {
		local = "anySimpleType" // for which it stands in 1.1, lists apart
	}
	if b := c.builtins[local]; b != nil {
		return b
	}
	names := make([]string, 0, len(c.builtins))
	for k := range derivedFrom {
		names = append(names, k)
	}
	c.diags.Errorf(at, idUndeclaredType, "XML Schema has no type %s", local).Hint =
		cmp.Or(c.didYouMean(local, list(sorted(names))), "its types are those of XML Schema part 2, such as string and int")
	return c.builtins["anyType"]
}

// isSimple reports whether a type has no attributes and no children.
func isSimple(t contract.Type) bool {
	switch t := t.(type) {
	case *contract.Builtin:
		return t.Kind != "anyType"
	case *contract.Simple, *contract.List, *contract.Union:
		return true
	}
	return false
}

// root is the built-in, list or union at the bottom of a chain of steps; nil for a struct.
func root(t contract.Type) contract.Type {
	for range maxSteps {
		s, ok := t.(*contract.Simple)
		if !ok {
			return t
		}
		t = s.Base
	}
	return nil
}

// kindOf is the kind of the built-in that a type comes from: "list", "union" or "" where there is none.
func kindOf(t contract.Type) string {
	switch r := root(t).(type) {
	case *contract.Builtin:
		return r.Kind
	case *contract.List:
		return "list"
	case *contract.Union:
		return "union"
	}
	return ""
}
