package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/names"
)

const redacted = "[redacted]"

// isSecret reports whether a field's value must not be printed.
func isSecret(v *names.Value) bool {
	return v.Field != nil && v.Field.Secret || v.Attr != nil && v.Attr.Secret
}

// secrets lists the secret fields of slots themselves.
func secrets(slots []*names.Slot) []*names.Slot {
	var list []*names.Slot
	for _, slot := range slots {
		if v, ok := slot.Content.(*names.Value); ok && isSecret(v) {
			list = append(list, slot)
		}
	}
	return list
}

// guarded reports whether a struct has secrets, its own or those of a base.
func guarded(s *names.Struct) bool {
	for ; s != nil; s = s.Base {
		if len(secrets(s.Slots)) > 0 {
			return true
		}
	}
	return false
}

// genSecret emits the methods that keep secrets out of what people read. They belong to the value,
// so that a struct within another and one behind a pointer print the same.
func (g *generator) genSecret(u *unit, name string, base *names.Struct, slots []*names.Slot) {
	if len(secrets(slots)) == 0 && !guarded(base) {
		return
	}
	u.decl(
		jen.Comment("// Format prints x without its secrets, under every verb."),
		jen.Func().Params(jen.Id("x").Id(name)).Id("Format").Params(jen.Id("f").Qual("fmt", "State"), jen.Id("verb").Rune()).
			Block(g.redact(name, base, slots)...))
	u.decl(
		jen.Comment("// String prints x without its secrets."),
		g.genPrint(name, "String", "%+v"))
	u.decl(
		jen.Comment("// GoString prints x without its secrets."),
		g.genPrint(name, "GoString", "%#v"))
	u.decl(
		jen.Comment("// LogValue is x without its secrets."),
		jen.Func().Params(jen.Id("x").Id(name)).Id("LogValue").Params().Qual("log/slog", "Value").
			Block(jen.Return(jen.Qual("log/slog", "StringValue").Call(jen.Id("x").Dot("String").Call()))))
}

func (g *generator) genPrint(name, method, format string) jen.Code {
	return jen.Func().Params(jen.Id("x").Id(name)).Id(method).Params().String().
		Block(jen.Return(jen.Qual("fmt", "Sprintf").Call(jen.Lit(format), jen.Id("x"))))
}

// redact prints a copy without methods whose secrets are replaced. A struct that embeds another
// holds it as a plain field there, or the base's Format would print the base alone.
func (g *generator) redact(name string, base *names.Struct, slots []*names.Slot) []jen.Code {
	var body []jen.Code
	if base == nil {
		body = append(body, jen.Type().Id("plain").Id(name), jen.Id("p").Op(":=").Id("plain").Call(jen.Id("x")))
	} else {
		fields := []jen.Code{jen.Id(base.Go).Id(base.Go)}
		values := []jen.Code{jen.Id("x").Dot(base.Go)}
		for _, slot := range slots {
			fields = append(fields, jen.Id(slot.Go).Add(g.slotType(slot)))
			values = append(values, jen.Id("x").Dot(slot.Go))
		}
		body = append(body, jen.Type().Id("plain").Struct(fields...), jen.Id("p").Op(":=").Id("plain").Values(values...))
	}
	for _, slot := range secrets(slots) {
		body = append(body, g.mask(slot))
	}
	return append(body, jen.Qual("fmt", "Fprintf").Call(jen.Id("f"), jen.Qual("fmt", "FormatString").Call(jen.Id("f"), jen.Id("verb")), jen.Id("p")))
}

// mask replaces one secret: a text by a word that says so, anything else by its zero value.
func (g *generator) mask(slot *names.Slot) jen.Code {
	v := slot.Content.(*names.Value)
	field := jen.Id("p").Dot(slot.Go)
	isText := names.IsPlainString(v.Type) && !isStruct(v.Type)
	switch v.Presence {
	case names.Required, names.OmitEmpty:
		if isText {
			return jen.If(jen.Id("p").Dot(slot.Go).Op("!=").Lit("")).Block(field.Op("=").Lit(redacted))
		}
	case names.Optional:
		if isText {
			return jen.If(jen.Op("!").Id("p").Dot(slot.Go).Dot("IsZero").Call()).Block(field.Dot("Set").Call(jen.Lit(redacted)))
		}
	}
	return field.Op("=").Op("*").New(g.slotType(slot))
}
