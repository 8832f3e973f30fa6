package resolve

import (
	"encoding/base64"
	"math/big"
	"regexp"
	"strings"
	"time"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// valid reports whether a text is a value of a simple type by its kind and its enumerations; other facets
// than these are checked by the generated code.
func valid(t contract.Type, text string) bool {
	budget := 10_000 // unions of unions grow without bound
	return validIn(t, text, &budget)
}

func validIn(t contract.Type, text string, budget *int) bool {
	for range maxSteps {
		if *budget--; *budget < 0 {
			return true
		}
		switch x := t.(type) {
		case *contract.Simple:
			if len(x.Enum) > 0 && !x.Open && !inEnum(x, text) {
				return false
			}
			t = x.Base
		case *contract.List:
			for item := range strings.FieldsFuncSeq(text, isSpace) {
				if !validIn(x.Item, item, budget) {
					return false
				}
			}
			return true
		case *contract.Union:
			for _, m := range x.Members {
				if validIn(m, text, budget) {
					return true
				}
			}
			return len(x.Members) == 0
		case *contract.Builtin:
			return validKind(x.Kind, text)
		default:
			return true
		}
	}
	return true
}

// isSpace reports whether a character is white space in XML; no other separates the items of a list.
func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

func inEnum(t *contract.Simple, text string) bool {
	p, trimmed, number := primitive(kindOf(t)), strings.TrimSpace(text), plainDecimal(text)
	for i := range t.Enum {
		v := t.Enum[i].Value
		switch {
		case v == text, p != "string" && strings.TrimSpace(v) == trimmed:
			return true
		case p == "decimal" && plainDecimal(v) == number: // 1 and 01 are one number
			return true
		}
	}
	return p != "string" && p != "decimal"
}

// plainDecimal is the one form of a decimal among those of the same value.
func plainDecimal(text string) string {
	text = strings.TrimSpace(text)
	digits := strings.TrimLeft(strings.TrimLeft(text, "+-"), "0")
	if strings.Contains(digits, ".") {
		digits = strings.TrimSuffix(strings.TrimRight(digits, "0"), ".")
	}
	if digits != "" && strings.HasPrefix(text, "-") {
		return "-" + digits
	}
	return digits
}

const zone = `(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?$`

// forms are the lexical forms of the primitive types that a regular expression can tell.
var forms = map[string]*regexp.Regexp{
	"boolean":    regexp.MustCompile(`^(true|false|1|0)$`),
	"decimal":    regexp.MustCompile(`^[+-]?(\d+(\.\d*)?|\.\d+)$`),
	"float":      regexp.MustCompile(`^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN)$`),
	"duration":   regexp.MustCompile(`^-?P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$`),
	"dateTime":   regexp.MustCompile(`^-?\d{4,}-\d\d-\d\dT([01]\d|2[0-4]):[0-5]\d:[0-5]\d(\.\d+)?` + zone),
	"time":       regexp.MustCompile(`^([01]\d|2[0-4]):[0-5]\d:[0-5]\d(\.\d+)?` + zone),
	"date":       regexp.MustCompile(`^-?\d{4,}-\d\d-\d\d` + zone),
	"gYearMonth": regexp.MustCompile(`^-?\d{4,}-(0[1-9]|1[0-2])` + zone),
	"gYear":      regexp.MustCompile(`^-?\d{4,}` + zone),
	"gMonthDay":  regexp.MustCompile(`^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])` + zone),
	"gDay":       regexp.MustCompile(`^---(0[1-9]|[12]\d|3[01])` + zone),
	"gMonth":     regexp.MustCompile(`^--(0[1-9]|1[0-2])(--)?` + zone),
	"hexBinary":  regexp.MustCompile(`^([0-9a-fA-F]{2})*$`),
	"language":   regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`),
}

// ranges are the bounds of the bounded integers.
var ranges = map[string][2]string{
	"integer": {}, "nonPositiveInteger": {"", "0"}, "negativeInteger": {"", "-1"}, "nonNegativeInteger": {"0", ""}, "positiveInteger": {"1", ""},
	"long": {"-9223372036854775808", "9223372036854775807"}, "int": {"-2147483648", "2147483647"}, "short": {"-32768", "32767"}, "byte": {"-128", "127"},
	"unsignedLong": {"0", "18446744073709551615"}, "unsignedInt": {"0", "4294967295"}, "unsignedShort": {"0", "65535"}, "unsignedByte": {"0", "255"},
}

// validKind reports whether a text is in the lexical space of a built-in type.
func validKind(kind, text string) bool {
	if !parser.IsText(text) {
		return false
	}
	p := primitive(kind)
	if p != "string" {
		text = strings.Trim(text, " \t\r\n")
	}
	if r, ok := ranges[kind]; ok {
		return validInteger(text, r)
	}
	switch kind {
	case "language":
		return forms[kind].MatchString(text)
	case "Name", "NCName", "ID", "IDREF", "ENTITY":
		return parser.IsName(text) && (kind == "Name" || parser.IsNCName(text))
	case "NMTOKEN":
		return parser.IsNMTOKEN(text)
	}
	switch p {
	case "double":
		p = "float"
	case "base64Binary":
		_, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		return err == nil
	case "QName", "NOTATION":
		prefix, local, ok := strings.Cut(text, ":")
		return parser.IsNCName(prefix) && (!ok || parser.IsNCName(local))
	}
	f := forms[p]
	if f == nil {
		return true
	}
	if !f.MatchString(text) {
		return false
	}
	switch p {
	case "date", "dateTime":
		return validDate(text)
	case "duration":
		return !strings.HasSuffix(text, "P") && !strings.HasSuffix(text, "T")
	}
	return true
}

func validInteger(text string, r [2]string) bool {
	digits := strings.TrimPrefix(text, "+")
	if t := strings.TrimLeft(digits, "-"); len(digits)-len(t) > 1 || t == "" || strings.Trim(t, "0123456789") != "" || len(text)-len(t) > 1 {
		return false
	}
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		return false
	}
	for i, bound := range r {
		if bound == "" {
			continue
		}
		b, _ := new(big.Int).SetString(bound, 10)
		if c := n.Cmp(b); i == 0 && c < 0 || i == 1 && c > 0 {
			return false
		}
	}
	return true
}

// validDate checks month and day of a text that has the form of a date.
func validDate(text string) bool {
	text = strings.TrimPrefix(text, "-")
	i := strings.IndexByte(text, '-')
	year := text[:i]
	_, err := time.Parse("2006-01-02", year[len(year)-4:]+text[i:i+6])
	return err == nil
}
