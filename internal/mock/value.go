package mock

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/pattern"
)

// checkValue tells what is wrong with the text of a value of type t. Its errors do not hold the text: it may be a secret.
func checkValue(t contract.Type, text string) error {
	text = normalize(t, text)
	switch t := t.(type) {
	case *contract.Simple:
		if t.Layout != "" {
			if _, err := time.Parse(goLayout(t.Layout), text); err != nil {
				return fmt.Errorf("does not have the form %s", t.Layout)
			}
		} else if err := checkValue(t.Base, text); err != nil {
			return err
		}
		return checkFacets(t, text)
	case *contract.List:
		for _, item := range strings.Fields(text) {
			if err := checkValue(t.Item, item); err != nil {
				return err
			}
		}
	case *contract.Union:
		for _, m := range t.Members {
			if checkValue(m, text) == nil {
				return nil
			}
		}
		return errors.New("is a value of no member of the union")
	case *contract.Builtin:
		return checkBuiltin(t.Kind, text)
	}
	return nil
}

// root is what a simple type derives from in the end.
func root(t contract.Type) contract.Type {
	for {
		s, ok := t.(*contract.Simple)
		if !ok {
			return t
		}
		t = s.Base
	}
}

// kind is the built-in type that t derives from, "" for lists and unions.
func kind(t contract.Type) string {
	if b, ok := root(t).(*contract.Builtin); ok {
		return b.Kind
	}
	return ""
}

// normalize treats white space as the type says (XML Schema Part 2, clause 4.3.6).
func normalize(t contract.Type, text string) string {
	mode := ""
	for s, ok := t.(*contract.Simple); ok && mode == ""; s, ok = s.Base.(*contract.Simple) {
		if s.Facets.WhiteSpace != nil {
			mode = *s.Facets.WhiteSpace
		}
	}
	if mode == "" {
		switch kind(t) {
		case "string", "anyType", "anySimpleType":
			mode = "preserve"
		case "normalizedString":
			mode = "replace"
		}
	}
	switch mode {
	case "preserve":
		return text
	case "replace":
		return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

// integers are the bounds of the integer types; "" is none.
var integers = map[string][2]string{
	"integer": {}, "nonNegativeInteger": {"0", ""}, "positiveInteger": {"1", ""}, "nonPositiveInteger": {"", "0"}, "negativeInteger": {"", "-1"},
	"long": {"-9223372036854775808", "9223372036854775807"}, "int": {"-2147483648", "2147483647"}, "short": {"-32768", "32767"}, "byte": {"-128", "127"},
	"unsignedLong": {"0", "18446744073709551615"}, "unsignedInt": {"0", "4294967295"}, "unsignedShort": {"0", "65535"}, "unsignedByte": {"0", "255"},
}

// zone ends the lexical form of a date or a time.
const zone = `(Z|[+-][0-9]{2}:[0-9]{2})?`

// forms are the lexical forms that a regular expression tells.
var forms = map[string]*regexp.Regexp{
	"decimal":    regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$`),
	"integer":    regexp.MustCompile(`^[+-]?[0-9]+$`),
	"boolean":    regexp.MustCompile(`^(true|false|1|0)$`),
	"duration":   regexp.MustCompile(`^-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$`),
	"gYear":      regexp.MustCompile(`^-?[0-9]{4,}` + zone + `$`),
	"gYearMonth": regexp.MustCompile(`^-?[0-9]{4,}-[0-9]{2}` + zone + `$`),
	"gMonth":     regexp.MustCompile(`^--[0-9]{2}` + zone + `$`),
	"gMonthDay":  regexp.MustCompile(`^--[0-9]{2}-[0-9]{2}` + zone + `$`),
	"gDay":       regexp.MustCompile(`^---[0-9]{2}` + zone + `$`),
	"QName":      regexp.MustCompile(`^([^\s:]+:)?[^\s:]+$`),
	"NCName":     regexp.MustCompile(`^[^\s:]+$`),
	"language":   regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`),
}

// times are the layouts of the types that say when.
var times = map[string]string{"date": "2006-01-02", "dateTime": "2006-01-02T15:04:05", "time": "15:04:05"}

func checkBuiltin(kind, text string) error {
	bad := fmt.Errorf("is not an xs:%s", kind)
	if bounds, ok := integers[kind]; ok {
		n, ok := new(big.Int).SetString(strings.TrimPrefix(text, "+"), 10)
		if !ok || !forms["integer"].MatchString(text) || outside(new(big.Rat).SetInt(n), bounds) {
			return bad
		}
		return nil
	}
	if layout, ok := times[kind]; ok {
		if _, err := parseTime(layout, text); err != nil {
			return bad
		}
		return nil
	}
	switch kind {
	case "float", "double":
		if _, err := strconv.ParseFloat(text, 64); err != nil && !slices.Contains([]string{"INF", "-INF", "NaN"}, text) {
			return bad
		}
	case "base64Binary":
		if _, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(text, " ", "")); err != nil {
			return bad
		}
	case "hexBinary":
		if _, err := hex.DecodeString(text); err != nil {
			return bad
		}
	case "ID", "IDREF", "ENTITY":
		kind = "NCName"
	}
	if form := forms[kind]; form != nil && !form.MatchString(text) {
		return bad
	}
	return nil
}

func outside(n *big.Rat, bounds [2]string) bool {
	for i, b := range bounds {
		limit, ok := new(big.Rat).SetString(b)
		if ok && (i == 0 && n.Cmp(limit) < 0 || i == 1 && n.Cmp(limit) > 0) {
			return true
		}
	}
	return false
}

// parseTime reads a date or a time; one without a zone counts as UTC.
func parseTime(layout, text string) (time.Time, error) {
	t, err := time.Parse(layout, text)
	if err != nil {
		t, err = time.Parse(layout+"Z07:00", text)
	}
	return t, err
}

// goLayout turns a layout of a spec, as in dd/MM/yyyy HH:mm:ss, into Go's.
func goLayout(layout string) string {
	return strings.NewReplacer("yyyy", "2006", "yy", "06", "MM", "01", "dd", "02", "HH", "15", "mm", "04", "ss", "05", "SSS", "000").Replace(layout)
}

// errUnlisted is checked last, since a contract may leave its enumerations open.
var errUnlisted = errors.New("is no value of the enumeration")

// checkFacets checks what one derivation step adds.
func checkFacets(t *contract.Simple, text string) error {
	f := &t.Facets
	if len(f.Patterns) > 0 && !matchesAny(f.Patterns, text) {
		return fmt.Errorf("does not match %s", strings.Join(f.Patterns, "|"))
	}
	size := length(t, text)
	for _, b := range []struct {
		limit  *string
		broken func(order int) bool
		count  bool
		what   string
	}{
		{f.Length, func(o int) bool { return o != 0 }, true, "length is not"},
		{f.MinLength, func(o int) bool { return o < 0 }, true, "length is less than"},
		{f.MaxLength, func(o int) bool { return o > 0 }, true, "length is greater than"},
		{f.MinInclusive, func(o int) bool { return o < 0 }, false, "value is less than"},
		{f.MaxInclusive, func(o int) bool { return o > 0 }, false, "value is greater than"},
		{f.MinExclusive, func(o int) bool { return o <= 0 }, false, "value is not greater than"},
		{f.MaxExclusive, func(o int) bool { return o >= 0 }, false, "value is not less than"},
	} {
		if b.limit == nil {
			continue
		}
		value, in := text, t
		if b.count {
			value, in = strconv.Itoa(size), nil
		}
		if o, ok := compare(in, value, *b.limit); ok && b.broken(o) {
			return fmt.Errorf("the %s %s", b.what, *b.limit)
		}
	}
	if err := checkDigits(f, text); err != nil {
		return err
	}
	if len(t.Enum) > 0 && !t.Open && !slices.ContainsFunc(t.Enum, func(v contract.EnumValue) bool { return v.Value == text }) {
		return errUnlisted
	}
	return nil
}

func checkDigits(f *contract.Facets, text string) error {
	digits := strings.TrimLeft(text, "+-")
	whole, fraction, _ := strings.Cut(digits, ".")
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	for _, b := range []struct {
		limit *string
		n     int
		what  string
	}{{f.TotalDigits, len(whole) + len(fraction), "digits"}, {f.FractionDigits, len(fraction), "digits after the point"}} {
		if b.limit == nil {
			continue
		}
		if most, err := strconv.Atoi(*b.limit); err == nil && b.n > most {
			return fmt.Errorf("has more than %d %s", most, b.what)
		}
	}
	return nil
}

// matchesAny reports whether one of the patterns matches the whole text. One that can't be translated is
// not checked, which a warning has said.
func matchesAny(patterns []string, text string) bool {
	for _, p := range patterns {
		expr, err := pattern.Translate(p)
		if err != nil {
			return true
		}
		if re, err := regexp.Compile(`^(?:` + expr + `)$`); err == nil && re.MatchString(text) {
			return true
		}
	}
	return false
}

// length is in items for lists, in bytes for binary types and in characters for the others.
func length(t contract.Type, text string) int {
	if _, ok := root(t).(*contract.List); ok {
		return len(strings.Fields(text))
	}
	switch kind(t) {
	case "base64Binary":
		b, _ := base64.StdEncoding.DecodeString(strings.ReplaceAll(text, " ", ""))
		return len(b)
	case "hexBinary":
		return len(text) / 2
	}
	return utf8.RuneCountInString(text)
}

// compare orders two values of a type, or two numbers without one; ok is false for values that have no order.
func compare(t *contract.Simple, a, b string) (order int, ok bool) {
	if t != nil {
		layout := times[kind(t)]
		if t.Layout != "" {
			layout = goLayout(t.Layout)
		}
		if layout != "" {
			x, err := parseTime(layout, a)
			y, err2 := parseTime(layout, b)
			return x.Compare(y), err == nil && err2 == nil
		}
	}
	x, ok1 := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	if !ok1 || !ok2 {
		return 0, false
	}
	return x.Cmp(y), true
}
