package schema

import (
	"bytes"
	"strings"
	"sync"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A builtin is a built-in type of XML Schema.
type builtin struct {
	name, base string
	item       string // of a list
	space      string
	// parse reports whether text is a value of the primitive type.
	parse func(text string, ns xsd.Namespaces) bool
	// check checks facets that count and bounds of a text that parses; nil where there are none.
	facet func(v *xsd.Validator, name, text string, f *xsd.Facets)
	// pattern and limits are what the type adds to its base.
	pattern *xsd.Pattern
	limits  []*xsd.Facets
}

// value makes the functions of a type of package xsd.
func value[T any, P interface {
	*T
	ParseXML([]byte, xsd.Namespaces) error
}](check func(*xsd.Validator, string, T, *xsd.Facets)) builtin {
	parse := func(text string, ns xsd.Namespaces) (x T, err error) {
		err = P(&x).ParseXML([]byte(text), ns)
		return x, err
	}
	return builtin{
		space: "collapse",
		parse: func(text string, ns xsd.Namespaces) bool { _, err := parse(text, ns); return err == nil },
		facet: func(v *xsd.Validator, name, text string, f *xsd.Facets) {
			if x, err := parse(text, nil); err == nil && check != nil {
				check(v, name, x, f)
			}
		},
	}
}

func floating(bits int) builtin {
	return builtin{
		space: "collapse",
		parse: func(text string, _ xsd.Namespaces) bool {
			_, err := xsd.ParseFloat(text, bits)
			return err == nil && text != "+INF"
		},
		facet: func(v *xsd.Validator, name, text string, f *xsd.Facets) {
			x, _ := xsd.ParseFloat(text, 64) // as the bounds are read
			v.Float(name, x, f)
		},
	}
}

func text(space string) builtin {
	return builtin{
		space: space,
		parse: func(string, xsd.Namespaces) bool { return true },
		facet: (*xsd.Validator).String,
	}
}

var boolean = builtin{space: "collapse", parse: func(text string, _ xsd.Namespaces) bool {
	return text == "true" || text == "false" || text == "1" || text == "0"
}}

func (b builtin) from(base string, pattern *xsd.Pattern, limits ...*xsd.Facets) builtin {
	b.base, b.pattern, b.limits = base, pattern, append(b.limits[:len(b.limits):len(b.limits)], limits...)
	return b
}

func listOf(item string) builtin {
	return builtin{item: item, base: "anySimpleType", space: "collapse"}
}

func between(low, high string) *xsd.Facets { return &xsd.Facets{MinInclusive: low, MaxInclusive: high} }

const (
	nameStart = `:A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}\x{200D}\x{2070}-\x{218F}` +
		`\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}`
	nameChar = `\-.0-9\x{B7}\x{300}-\x{36F}\x{203F}\x{2040}` + nameStart
)

var (
	language = &xsd.Pattern{Expr: `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`}
	nmtoken  = &xsd.Pattern{Expr: `[` + nameChar + `]+`}
	name     = &xsd.Pattern{Expr: `[` + nameStart + `][` + nameChar + `]*`}
	ncName   = &xsd.Pattern{Expr: `[` + nameStart[1:] + `][` + strings.Replace(nameChar, ":", "", 1) + `]*`}
)

// builtins are the built-in types (Part 2, clause 3), which are declared when they are first used.
var builtins = sync.OnceValue(declared)

func declared() map[string]builtin {
	token, integer := text("collapse"), value((*xsd.Validator).Integer)
	list := map[string]builtin{
		"anyType": {}, "anySimpleType": {base: "anyType", space: "preserve", parse: func(string, xsd.Namespaces) bool { return true }},
		"string": text("preserve"), "normalizedString": text("replace").from("string", nil), "token": token.from("normalizedString", nil),
		"language": token.from("token", language), "NMTOKEN": token.from("token", nmtoken), "Name": token.from("token", name),
		"NCName": token.from("Name", ncName), "ID": token.from("NCName", ncName), "IDREF": token.from("NCName", ncName),
		"ENTITY": token.from("NCName", ncName), "NMTOKENS": listOf("NMTOKEN"), "IDREFS": listOf("IDREF"), "ENTITIES": listOf("ENTITY"),
		"anyURI": token, "boolean": boolean, "float": floating(32), "double": floating(64),
		"QName": value[xsd.QName](nil), "NOTATION": value[xsd.QName](nil),
		"base64Binary": value(func(v *xsd.Validator, name string, b xsd.Binary, f *xsd.Facets) { v.Bytes(name, b, f) }),
		"hexBinary":    value(func(v *xsd.Validator, name string, b xsd.HexBinary, f *xsd.Facets) { v.Bytes(name, b, f) }),
		"decimal":      value((*xsd.Validator).Decimal), "duration": value((*xsd.Validator).Duration),
		"dateTime": value((*xsd.Validator).DateTime), "date": value((*xsd.Validator).Date), "time": value((*xsd.Validator).Time),
		"gYear": value((*xsd.Validator).GYear), "gYearMonth": value((*xsd.Validator).GYearMonth), "gMonth": value((*xsd.Validator).GMonth),
		"gMonthDay": value((*xsd.Validator).GMonthDay), "gDay": value((*xsd.Validator).GDay),
		"integer":            integer.from("decimal", nil),
		"nonPositiveInteger": integer.from("integer", nil, between("", "0")), "negativeInteger": integer.from("nonPositiveInteger", nil, between("", "-1")),
		"nonNegativeInteger": integer.from("integer", nil, between("0", "")), "positiveInteger": integer.from("nonNegativeInteger", nil, between("1", "")),
		"long":          integer.from("integer", nil, between("-9223372036854775808", "9223372036854775807")),
		"int":           integer.from("long", nil, between("-2147483648", "2147483647")),
		"short":         integer.from("int", nil, between("-32768", "32767")),
		"byte":          integer.from("short", nil, between("-128", "127")),
		"unsignedLong":  integer.from("nonNegativeInteger", nil, between("0", "18446744073709551615")),
		"unsignedInt":   integer.from("unsignedLong", nil, between("0", "4294967295")),
		"unsignedShort": integer.from("unsignedInt", nil, between("0", "65535")),
		// Of XML Schema 1.1 (Part 2, clauses 3.4.26 to 3.4.28).
		"dateTimeStamp":     value((*xsd.Validator).DateTime).from("dateTime", &xsd.Pattern{Expr: `.*(Z|[+-]\d\d:\d\d)`}),
		"yearMonthDuration": value((*xsd.Validator).Duration).from("duration", &xsd.Pattern{Expr: `[^DT]*`}),
		"dayTimeDuration":   value((*xsd.Validator).Duration).from("duration", &xsd.Pattern{Expr: `[^YM]*(T.*)?`}),
		"unsignedByte":      integer.from("unsignedShort", nil, between("0", "255")),
	}
	for name, b := range list {
		if b.name = name; b.base == "" && name != "anyType" {
			b.base = "anySimpleType"
		}
		list[name] = b
	}
	return list
}

// builtinTypes are the built-in types as those of a schema.
func builtinTypes() map[string]*typ {
	types := map[string]*typ{}
	for name, b := range builtins() {
		if b.item == "" {
			types["xs:"+name] = &typ{builtin: &b, complex: name == "anyType"}
		} else {
			types["xs:"+name] = &typ{facets: facets{counted: &xsd.Facets{MinLength: 1}}}
		}
	}
	for name, b := range builtins() {
		t := types["xs:"+name]
		t.base = types["xs:"+b.base]
		if b.item != "" {
			t.item = types["xs:"+b.item]
		}
	}
	return types
}

// lexical reports whether text is in the lexical space.
func (b *builtin) lexical(text string, at *xmltext.Tree) bool {
	var ns xsd.Namespaces
	if at != nil {
		ns = at
	}
	return b.parse == nil || b.parse(text, ns) && (b.pattern == nil || b.pattern.Match(text))
}

func (b *builtin) check(v *xsd.Validator, name, text string, f *xsd.Facets) {
	if b.facet != nil {
		b.facet(v, name, text, f)
	}
}

// same reports whether two texts are the same value.
func (b *builtin) same(x, y string) bool {
	switch b.name {
	case "boolean":
		return (x == "true" || x == "1") == (y == "true" || y == "1")
	case "base64Binary":
		return sameBytes[xsd.Binary](x, y)
	case "hexBinary":
		return sameBytes[xsd.HexBinary](x, y)
	}
	if b.facet == nil {
		return x == y
	}
	var v xsd.Validator
	b.facet(&v, "", x, &xsd.Facets{Enum: []string{y}})
	return v.Err() == nil
}

func sameBytes[T ~[]byte, P interface {
	*T
	ParseXML([]byte, xsd.Namespaces) error
}](x, y string) bool {
	var a, b T
	return P(&a).ParseXML([]byte(x), nil) == nil && P(&b).ParseXML([]byte(y), nil) == nil && bytes.Equal(a, b)
}
