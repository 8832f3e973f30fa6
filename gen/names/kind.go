package names

import "example.com/wsgen/gen/contract"

// Primitive returns the kind of the built-in type that an atomic type goes back to, "" for a
// list, a union or a complex type.
func Primitive(t contract.Type) string {
	switch t := t.(type) {
	case *contract.Builtin:
		return t.Kind
	case *contract.Simple:
		return Primitive(t.Base)
	}
	return ""
}

var stringKinds = map[string]bool{
	"string": true, "normalizedString": true, "token": true, "language": true, "Name": true, "NCName": true,
	"NMTOKEN": true, "NMTOKENS": true, "ID": true, "IDREF": true, "IDREFS": true, "ENTITY": true, "ENTITIES": true,
	"anyURI": true,
}

// IsString reports whether a built-in type is a Go string.
func IsString(kind string) bool { return stringKinds[kind] }

var integerKinds = map[string]bool{
	"byte": true, "short": true, "int": true, "long": true,
	"unsignedByte": true, "unsignedShort": true, "unsignedInt": true, "unsignedLong": true,
}

// IsInteger reports whether a built-in type is a Go integer.
func IsInteger(kind string) bool { return integerKinds[kind] }

// IsFloat reports whether a built-in type is a Go float.
func IsFloat(kind string) bool { return kind == "float" || kind == "double" }

// IsUnion reports a union or a restriction of one.
func IsUnion(t contract.Type) bool {
	if s, ok := t.(*contract.Simple); ok {
		return IsUnion(s.Base)
	}
	_, ok := t.(*contract.Union)
	return ok
}

// IsPlainString reports whether a type's Go type has the zero value "": a string, an
// enumeration of strings or a union.
func IsPlainString(t contract.Type) bool {
	if s, ok := t.(*contract.Simple); ok {
		return s.Layout == "" && IsPlainString(s.Base)
	}
	return IsUnion(t) || IsString(Primitive(t))
}
