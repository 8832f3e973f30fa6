package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// ruleValues is the texts of values that a rule compares, in any case, with a field of one of the types. It reports under
// an id those that no such field can have, and those that stand twice. A field that was not found has no type: nil.
func ruleValues[T ~string](c *compiler, id string, list []parser.Value[T], types ...contract.Type) []string {
	var out []string
	seen := map[string]source.Span{}
	for _, v := range list {
		text := string(v.V)
		out = append(out, text)
		key := ruleKey(text, types)
		if first, twice := seen[key]; twice {
			x := c.diags.Errorf(v.Span, id, "the value %q stands twice", text)
			x.Related = append(x.Related, source.Note{Span: first, Message: "the first one"})
			continue
		}
		seen[key] = v.Span
		has := func(t contract.Type) bool { return t == nil || canEqual(t, text) }
		if len(types) > 0 && !slices.ContainsFunc(types, has) {
			c.diags.Errorf(v.Span, id, "the value %q is none that %s can have", text, typeText(types[0]))
		}
	}
	return out
}

// ruleKey is equal for texts that a comparison takes for one: 0 and 00 of a number, texts in any case.
func ruleKey(text string, types []contract.Type) string {
	number := func(t contract.Type) bool { return t != nil && primitive(kindOf(t)) == "decimal" }
	if slices.ContainsFunc(types, number) {
		return plainDecimal(text)
	}
	return strings.ToLower(strings.TrimSpace(text))
}

// canEqual reports whether a value of a type can be equal to a text, in any case.
func canEqual(t contract.Type, text string) bool {
	text = strings.TrimSpace(text)
	if valid(t, text) || valid(t, strings.ToLower(text)) || valid(t, strings.ToUpper(text)) {
		return true
	}
	for s, ok := t.(*contract.Simple); ok; s, ok = s.Base.(*contract.Simple) {
		same := func(e contract.EnumValue) bool { return strings.EqualFold(strings.TrimSpace(e.Value), text) }
		if slices.ContainsFunc(s.Enum, same) {
			return true
		}
	}
	return false
}

// typesOf are the types of the texts at the ends of paths, nil for one that was not found.
func typesOf(paths ...contract.FieldPath) []contract.Type {
	out := make([]contract.Type, len(paths))
	for i, p := range paths {
		if len(p) > 0 {
			out[i] = textType(p)
		}
	}
	return out
}
