package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// The namespaces of XML Schema and of SOAP encoding, which the runtime knows by constants.
const (
	schemaSpace     = "http://www.w3.org/2001/XMLSchema"
	encodingSpace   = "http://schemas.xmlsoap.org/soap/encoding/"
	encodingSpace12 = "http://www.w3.org/2003/05/soap-encoding"
)

// items is the local variable for the items of an array.
const items = "items"

// genArrayCodec emits the methods that read and write an array in SOAP encoding.
func (g *generator) genArrayCodec(u *unit, s *names.Struct) {
	slot := s.Slots[0]
	v := slot.Content.(*names.Value)
	items := define(items).Add(g.slotType(slot)).Call(ptr("x"))
	u.decl(methodOf(s.Go, "FieldXML").Params(param("c", g.xml("Codec")), id("field").Int()).Block(jen.Switch(id("field")).Block(
		jen.Case(g.xml("ResidueField")).Block(call("c.Count", jen.Len(ptr("x")))),
		jen.Case(g.position(v.Const)).Block(g.bySide()))))
	u.decl(methodOf(s.Go, "decode").Params(param("d", g.xml("Decoder")), id("_").Int()).Block(append(
		append(one(items.Clone()), g.decodeValue(v, "items")...),
		ptr("x").Op("=").Id("items"))...))
	u.decl(methodOf(s.Go, "encode").Params(param("e", g.xml("Encoder")), id("_").Int()).Block(append(
		one(items), g.encodeValue(v, "items", slot.Go)...)...))
}

// nilItems says what becomes of nil items that Go's type can't tell.
func nilItems(s *names.Struct) string {
	if v := s.Slots[0].Content.(*names.Value); !isLeaf(v.Type) {
		return ""
	}
	return "\n\nAn item that was nil when it was read is nil again when it is written, while it is the zero value: that goes by its index, whatever is\n" +
		"added or removed before it. The Extra of the struct that holds the array keeps it."
}

// arrayForm is what an array says its items are.
func (g *generator) arrayForm(a *contract.Array) *jen.Statement {
	fields := one(keyed("Item", g.xml("Name")).Add(jen.Values(g.typeParts("Local", "NS", a.Item)...)))
	if a.Ranks != "" {
		fields = append(fields, keyed("Ranks", lit(a.Ranks)))
	}
	return addr(g.xml("Array")).Values(fields...)
}

// typeParts are the fields of a name that say what a type is called on the wire.
func (g *generator) typeParts(local, ns string, q contract.QName) []jen.Code {
	parts := []jen.Code{keyed(local, lit(q.Local))}
	switch q.Space {
	case "":
		return parts
	case schemaSpace:
		return append(parts, keyed(ns, g.xml("SchemaNS")))
	case encodingSpace:
		return append(parts, keyed(ns, g.xml("EncodingNS")))
	}
	return append(parts, keyed(ns, g.space(q.Space)))
}

// encodeArray writes a field that is an array. The table says what one that is not set gives.
func (g *generator) encodeArray(v *names.Value, field string) jen.Code {
	return call("e.Array", g.position(v.Const), addr(g.table(v.Type.(*contract.Struct))), ref(field), notNil(id(field)))
}

// decodeArray reads a field that is an array: one without items is not nil.
func (g *generator) decodeArray(v *names.Value, field string) []jen.Code {
	return one(jen.If(jen.Op("!").Add(call("d.NilValue"))).Block(
		assign(field).Add(g.goType(v.Type)).Values(),
		g.decode(v, ref(field))))
}
