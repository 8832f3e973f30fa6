package diff

import (
	"encoding/base64"
	"regexp"
	"strconv"
	"strings"
)

// What the texts of the built-in types are, and which of them say the same (XML Schema Part 2, clause 3).

// lexical is the forms of built-in types, white space apart. A type without one has that of its parent; dates and durations are in
// calendar and durationForm.
var lexical = func() map[string]*regexp.Regexp {
	const (
		digits, exponent = `(?:\d+(?:\.\d*)?|\.\d+)`, `(?:[eE][+-]?\d+)?`
		start, rest      = `[\pL_]`, `[\pL\pN\pM._·-]`
		name             = start + rest + `*`
	)
	forms := map[string]*regexp.Regexp{}
	for form, kinds := range map[string]string{
		`true|false|1|0`:                         "boolean",
		`[+-]?` + digits:                         "decimal",
		`[+-]?\d+`:                               "integer",
		`\d+`:                                    "unsignedLong unsignedInt unsignedShort unsignedByte", // clause 3.3.21: no sign, unlike in XML Schema 1.1
		`-?INF|NaN|[+-]?` + digits + exponent:    "double float",
		`(?:[0-9a-fA-F]{2})*`:                    "hexBinary",
		`[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*`:    "language",
		`(?:` + rest + `|:)+`:                    "NMTOKEN",
		`(?:` + start + `|:)(?:` + rest + `|:)*`: "Name",
		name:                                     "NCName",
		`(?:\{[^}]*\}|` + name + `:)?` + name:    "QName NOTATION", // also as {namespace}local, see textOf
	} {
		for kind := range strings.FieldsSeq(kinds) {
			forms[kind] = regexp.MustCompile(`^(?:` + form + `)$`)
		}
	}
	return forms
}()

// canon is the value of a text in a form that all texts of the value share; false if the text is not of the built-in type. White
// space has been treated.
func canon(kind, text string) (value string, ok bool) {
	for k := kind; k != ""; k = parents[k] {
		if form := lexical[k]; form != nil {
			if !form.MatchString(text) {
				return "", false
			}
			break
		}
	}
	switch {
	case kind == "boolean":
		return choose(text == "true" || text == "1", "true", "false"), true
	case kind == "float" || kind == "double":
		x, err := readFloat(kind, text)
		return strconv.FormatFloat(x+0, 'g', -1, choose(kind == "float", 32, 64)), err == nil // + 0 makes -0 the same as 0
	case within(kind, "decimal"):
		return canonNumber(kind, text)
	case calendar[kind] != nil:
		x, ok := readInstant(kind, text)
		if !ok {
			return "", false
		}
		return x.seconds.RatString() + choose(x.zoned, "Z", ""), true
	case within(kind, "duration"):
		months, seconds, ok := readDuration(text)
		if !ok {
			return "", false
		}
		return strconv.FormatInt(months, 10) + " " + seconds.RatString(), true
	case kind == "hexBinary":
		return strings.ToUpper(text), true
	case kind == "base64Binary":
		// Bits that make no octet are zero (productions B04 and B16 of Part 2, 3.3.16).
		octets, err := base64.StdEncoding.Strict().DecodeString(strings.ReplaceAll(text, " ", ""))
		return base64.StdEncoding.EncodeToString(octets), err == nil
	}
	return text, true
}

// canonNumber is canon of decimals.
func canonNumber(kind, text string) (string, bool) {
	x, ok := number(text)
	if !ok {
		return "", false
	}
	for i, bound := range ranges[kind] {
		if bound == nil {
			continue
		}
		if at, _ := number(bound.value); i == 0 && x.Cmp(at) < 0 || i == 1 && x.Cmp(at) > 0 {
			return "", false
		}
	}
	return x.RatString(), true
}

// treated is a text whose white space a type treats in one of the treatments (clause 4.3.6).
func treated(treatment, text string) string {
	switch treatment {
	case "replace":
		return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(text)
	case "collapse":
		return strings.Join(words(text), " ")
	}
	return text
}

// words are what white space of XML separates.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) })
}
