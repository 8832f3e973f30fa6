package schema

import (
	"strconv"
	"strings"
	"time"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// canon is a text that two values share where they are equal and of one primitive type (Part 2, clause 4.2.1); of a type that is
// not known it is the text itself.
func (t *typ) canon(text string, at *xmltext.Tree) string {
	if t == nil {
		return text
	}
	root := t.primitive()
	text = t.space(text)
	switch {
	case root == nil:
		return text
	case root.item != nil:
		items := strings.FieldsFunc(text, isSpace)
		for i, item := range items {
			items[i] = root.item.canon(item, at)
		}
		return strings.Join(items, " ")
	case root.members != nil:
		return root.member(text, at).canon(text, at)
	}
	kind := root.builtin.primitive()
	return kind + " " + canonOf(kind, text, at)
}

// primitive is the name of the primitive type that a built-in type derives from.
func (b *builtin) primitive() string {
	name := b.name
	for base := b.base; base != "anySimpleType" && base != "anyType" && base != ""; base = builtins()[base].base {
		name = base
	}
	return name
}

func canonOf(kind, text string, at *xmltext.Tree) string {
	switch kind {
	case "boolean":
		return strings.NewReplacer("true", "1", "false", "0").Replace(text)
	case "decimal":
		return canonDecimal(text)
	case "float", "double":
		bits := map[string]int{"float": 32, "double": 64}[kind]
		if x, err := xsd.ParseFloat(text, bits); err == nil {
			return strconv.FormatFloat(x+0, 'g', -1, bits) // 0 for -0
		}
	case "hexBinary":
		return strings.ToUpper(text)
	case "base64Binary":
		return strings.ReplaceAll(text, " ", "")
	case "QName", "NOTATION":
		var name xsd.QName
		if name.ParseXML([]byte(text), at) == nil {
			return name.String()
		}
	case "duration":
		var d xsd.Duration
		if d.ParseXML([]byte(text), nil) == nil {
			return strconv.FormatInt(d.Months(), 10) + " " + canonDecimal(d.Seconds().String())
		}
	case "dateTime":
		return canonDateTime(text)
	case "date", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay":
		for _, zero := range []string{"+00:00", "-00:00"} {
			if rest, ok := strings.CutSuffix(text, zero); ok {
				return rest + "Z"
			}
		}
	}
	return text
}

func canonDecimal(text string) string {
	text = strings.TrimPrefix(text, "+")
	text, negative := strings.CutPrefix(text, "-")
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	text = strings.TrimLeft(text, "0")
	if negative && text != "" {
		return "-" + text
	}
	return text
}

// canonDateTime is the moment in UTC where there is a zone.
func canonDateTime(text string) string {
	var t xsd.DateTime
	if t.ParseXML([]byte(text), nil) != nil {
		return text
	}
	_, zoned := t.Zone()
	return t.In(time.UTC).UTC().Format(time.RFC3339Nano) + strconv.FormatBool(zoned)
}
