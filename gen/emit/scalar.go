package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// A scalar says how a built-in type looks in Go: its type, the decoder's and the encoder's
// methods, and the Go type that the encoder's takes. A type of package xsd without methods of
// its own goes through xmltext.Value.
type scalar struct {
	goType string // predeclared, or of package xsd
	xsd    bool
	decode string
	encode string
	wide   string // conversion for the encoder, "" for none
	check  string // the validator's method
}

var scalars = map[string]scalar{
	"boolean":            {goType: "bool", decode: "Bool", encode: "Bool"},
	"byte":               {goType: "int8", decode: "Int8", encode: "Int", wide: "int64", check: "Int"},
	"short":              {goType: "int16", decode: "Int16", encode: "Int", wide: "int64", check: "Int"},
	"int":                {goType: "int32", decode: "Int32", encode: "Int", wide: "int64", check: "Int"},
	"long":               {goType: "int64", decode: "Int64", encode: "Int", check: "Int"},
	"unsignedByte":       {goType: "uint8", decode: "Uint8", encode: "Uint", wide: "uint64", check: "Uint"},
	"unsignedShort":      {goType: "uint16", decode: "Uint16", encode: "Uint", wide: "uint64", check: "Uint"},
	"unsignedInt":        {goType: "uint32", decode: "Uint32", encode: "Uint", wide: "uint64", check: "Uint"},
	"unsignedLong":       {goType: "uint64", decode: "Uint64", encode: "Uint", check: "Uint"},
	"float":              {goType: "float32", decode: "Float32", encode: "Float32", check: "Float"},
	"double":             {goType: "float64", decode: "Float64", encode: "Float64", check: "Float"},
	"base64Binary":       {goType: "Binary", xsd: true, decode: "Bytes", encode: "Bytes", check: "Bytes"},
	"hexBinary":          {goType: "HexBinary", xsd: true, decode: "Hex", encode: "Hex", check: "Bytes"},
	"anySimpleType":      {goType: "AnySimple", xsd: true, decode: "AnySimple", encode: "AnySimple"},
	"anyType":            {goType: "Any", xsd: true, decode: "Any", encode: "Any"},
	"decimal":            value("Decimal"),
	"integer":            value("Integer"),
	"nonNegativeInteger": value("Integer"),
	"positiveInteger":    value("Integer"),
	"nonPositiveInteger": value("Integer"),
	"negativeInteger":    value("Integer"),
	"date":               value("Date"),
	"time":               value("Time"),
	"dateTime":           value("DateTime"),
	"dateTimeStamp":      value("DateTime"),
	"gYear":              value("GYear"),
	"gYearMonth":         value("GYearMonth"),
	"gMonth":             value("GMonth"),
	"gMonthDay":          value("GMonthDay"),
	"gDay":               value("GDay"),
	"duration":           value("Duration"),
	"yearMonthDuration":  value("Duration"),
	"dayTimeDuration":    value("Duration"),
	"QName":              {goType: "QName", xsd: true, decode: "QName", encode: "Value", check: "QName"},
	"NOTATION":           {goType: "QName", xsd: true, decode: "QName", encode: "Value", check: "QName"},
}

func value(name string) scalar {
	return scalar{goType: name, xsd: true, decode: "Value", encode: "Value", check: name}
}

var text = scalar{goType: "string", decode: "Str", encode: "Str", check: "String"}

// optionals are the codec's methods for a value of type Opt, by those for the value alone.
var optionals = map[string]string{"Str": "OptStr", "Token": "OptToken", "Bool": "OptBool", "Int32": "OptInt32", "Int64": "OptInt64"}

// plain returns how a value looks that has the Go type of a built-in type and nothing special; zero for others.
func (g *generator) plain(v *names.Value) scalar {
	if isStruct(v.Type) || isSecret(v) || layoutOf(v.Type) != "" {
		return scalar{}
	}
	if s, _ := g.declOf(v.Type); s != nil {
		return scalar{}
	}
	return g.scalarOf(v.Type)
}

// isSecret reports whether a value must not be printed. Only strings can be secret; they have the
// type xsd.Secret, also where the contract enumerates them.
func isSecret(v *names.Value) bool {
	return v.Field != nil && v.Field.Secret || v.Attr != nil && v.Attr.Secret
}

// scalarOf returns how an atomic type looks in Go.
func (g *generator) scalarOf(t contract.Type) scalar {
	kind := names.Primitive(t)
	if names.IsString(kind) || names.IsUnion(t) {
		s := text
		s.decode = textMethod(t)
		return s
	}
	s, ok := scalars[kind]
	if !ok {
		g.fail("%s: built-in type %q has no Go type", t.Decl().Path, kind)
	}
	return s
}

// textMethod returns the decoder's method for strings of a type, by what its facets or its built-in
// type make of white space (Part 2, clause 4.3.6).
func textMethod(t contract.Type) string {
	if s, ok := t.(*contract.Simple); ok {
		if space := s.Facets.WhiteSpace; space != nil {
			return spaceMethods[*space]
		}
		return textMethod(s.Base)
	}
	if u, ok := t.(*contract.Union); ok {
		return unionMethod(u)
	}
	switch names.Primitive(t) {
	case "string", "anySimpleType":
		return "Str"
	case "normalizedString":
		return "Normalized"
	}
	return "Token"
}

// unionMethod is the same for a union: what becomes of white space is up to the member, so that it is kept where one keeps it.
func unionMethod(t *contract.Union) string {
	method := "Token"
	for _, m := range t.Members {
		switch textMethod(m) {
		case "Str":
			return "Str"
		case "Normalized":
			method = "Normalized"
		}
	}
	return method
}

var spaceMethods = map[string]string{"preserve": "Str", "replace": "Normalized", "collapse": "Token"}

// layoutOf returns the layout of a date form that is not XML Schema's, as Go writes it.
func layoutOf(t contract.Type) string {
	for {
		s, ok := t.(*contract.Simple)
		if !ok {
			return ""
		}
		if s.Layout != "" {
			return goLayout(s.Layout)
		}
		t = s.Base
	}
}

// declOf returns the Go declaration that a simple type's values have, its own or that of the
// type that it restricts.
func (g *generator) declOf(t contract.Type) (*names.Simple, *names.Package) {
	for {
		if s, owner := g.pkg.SimpleOf(t); s != nil {
			return s, owner
		}
		step, ok := t.(*contract.Simple)
		if !ok {
			return nil, nil
		}
		t = step.Base
	}
}

// goType returns the Go type of a contract's type, without presence.
func (g *generator) goType(t contract.Type) *jen.Statement {
	if st, ok := t.(*contract.Struct); ok {
		s, owner := g.pkg.StructOf(st)
		if s == nil {
			g.fail("%s: type has no name", st.Path)
			return id("struct")
		}
		return g.of(owner, s.Go)
	}
	if layoutOf(t) != "" {
		return g.xsd("Stamp")
	}
	if s, owner := g.declOf(t); s != nil {
		return g.of(owner, s.Go)
	}
	s := g.scalarOf(t)
	if s.xsd {
		return g.xsd(s.goType)
	}
	return id(s.goType)
}

// slotType returns the Go type of a field.
func (g *generator) slotType(slot *names.Slot) *jen.Statement {
	switch c := slot.Content.(type) {
	case *names.Choice:
		if c.Many {
			return jen.Index().Add(g.of(c.Sum.Package, c.Sum.Go))
		}
		return g.of(c.Sum.Package, c.Sum.Go)
	case *names.Repeat:
		return jen.Index().Id(c.Group.Go)
	case *names.Wild:
		if c.Attrs != nil {
			return g.xsd("Attrs")
		}
		return jen.Index().Add(g.xsd("Raw"))
	case *names.Value:
		return g.valueType(c)
	}
	return nil
}

func (g *generator) valueType(v *names.Value) *jen.Statement {
	t, isStruct := g.goType(v.Type), isStruct(v.Type)
	switch {
	case v.Poly != nil:
		t, isStruct = g.polyType(v), false
	case isSecret(v):
		t = g.xsd("Secret")
	}
	held := t
	if isStruct {
		held = jen.Op("*").Add(t)
	}
	switch v.Presence {
	case names.Optional:
		if isStruct || v.Poly != nil {
			return held
		}
		return g.xsd("Opt").Types(t)
	case names.Nillable:
		return g.xsd("Nillable").Types(held)
	case names.Many:
		return jen.Index().Add(t)
	case names.ManyNil:
		return jen.Index().Add(g.xsd("Nillable").Types(held))
	case names.Keyed:
		return jen.Index().Add(g.xsd("Entry").Types(t))
	}
	if v.Pointer {
		return held
	}
	return t
}

func (g *generator) polyType(v *names.Value) *jen.Statement {
	return g.of(v.Poly.Package, v.Poly.Go)
}

func isStruct(t contract.Type) bool {
	_, ok := t.(*contract.Struct)
	return ok
}
