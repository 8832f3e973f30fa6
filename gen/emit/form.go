package emit

import (
	"fmt"
	"math"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/pattern"
)

// writeForm is the form in which the values of a type are written that were not read: that of the usual one and its
// alternatives whose texts the type's patterns admit most of, the usual one "" where they are equal. The forms are those
// of package xsd. What has a form of its own in Go, such as a decimal or a date, is written as the caller made it.
func (g *generator) writeForm(t contract.Type) string {
	if form, ok := g.forms[t]; ok {
		return form
	}
	form := chooseForm(scalars[names.Primitive(t)], patternsOf(t))
	g.forms[t] = form
	return form
}

func chooseForm(sc scalar, exprs []string) string {
	var admits []*regexp.Regexp
	for _, expr := range exprs {
		re, err := regexp.Compile(`\A(?:` + expr + `)\z`)
		if err != nil {
			return ""
		}
		admits = append(admits, re)
	}
	switch {
	case len(admits) == 0:
		return ""
	case sc.encode == "Hex":
		return hexForm(exprs)
	}
	best, most := "", -1
	for _, form := range forms(sc.encode) {
		n := 0
		for _, text := range formed(sc, form) {
			if all(admits, text) {
				n++
			}
		}
		if n > most {
			best, most = form, n
		}
	}
	return best
}

func all(list []*regexp.Regexp, text string) bool {
	for _, re := range list {
		if !re.MatchString(text) {
			return false
		}
	}
	return true
}

// patternsOf are the patterns of a type for package regexp, one a step of its derivation. Those that can't be translated are
// reported where they stand.
func patternsOf(t contract.Type) []string {
	var list []string
	eachStep(t, func(s *contract.Simple) {
		if len(s.Facets.Patterns) > 0 {
			if expr, err := pattern.Translate(strings.Join(s.Facets.Patterns, "|")); err == nil {
				list = append(list, expr)
			}
		}
	})
	return list
}

// forms lists the forms of a kind, the usual one first.
func forms(kind string) []string {
	switch kind {
	case "Bool":
		return []string{"", "1|0", "true|0", "1|false"}
	case "Int", "Uint":
		list := []string{"", "+"}
		for n := 2; n <= 20; n++ {
			list = append(list, fmt.Sprintf("%02d", n), fmt.Sprintf("+%02d", n))
		}
		return list
	case "Float32", "Float64":
		list := []string{"", "f"}
		for n := 1; n <= 9; n++ {
			list = append(list, "f"+strconv.Itoa(n))
		}
		return append(list, "E")
	}
	return []string{""}
}

// formed are the texts of some values in a form.
func formed(sc scalar, form string) []string {
	var list []string
	switch sc.encode {
	case "Bool":
		yes, no, ok := strings.Cut(form, "|")
		if !ok {
			yes, no = "true", "false"
		}
		return []string{yes, no}
	case "Int", "Uint":
		width, plus := strings.CutPrefix(form, "+")
		sign := ""
		if plus {
			sign = "+"
		}
		n, _ := strconv.Atoi(width) // "" is none
		for _, v := range wholes(sc) {
			if v < 0 {
				list = append(list, fmt.Sprintf("-%0*d", n, -v))
			} else {
				list = append(list, fmt.Sprintf("%s%0*d", sign, n, v))
			}
		}
	case "Float32", "Float64":
		for _, v := range []float64{0, 1, -1, 2, 9, 0.5, 1.5, -2.5, 2.25, 10, 12.5, 99.99, 100, 123.456, -1234.5, 1e6, 1e-7, 1.5e21} {
			list = append(list, floatText(v, form))
		}
	}
	return list
}

// wholes are some values of an integer type.
func wholes(sc scalar) []int64 {
	list := []int64{0}
	high, low := int64(math.MaxInt64), int64(math.MinInt64)
	if n := bits(sc.goType); n < 64 {
		high, low = 1<<(n-1)-1, -1<<(n-1)
	}
	for power := int64(1); power > 0 && power <= high/10; power *= 10 {
		list = append(list, power, 7*power, power+power/10)
		if sc.encode == "Int" && -power >= low {
			list = append(list, -power)
		}
	}
	return list
}

// floatText is what package xsd writes of a float.
func floatText(v float64, form string) string {
	switch {
	case form == "":
		return strconv.FormatFloat(v, 'g', -1, 64)
	case form == "E":
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'E', -1, 64), "E")
		if !strings.Contains(mantissa, ".") {
			mantissa += ".0"
		}
		n, _ := strconv.Atoi(exponent)
		return mantissa + "E" + strconv.Itoa(n)
	}
	text := strconv.FormatFloat(v, 'f', -1, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	least, _ := strconv.Atoi(form[1:])
	if fraction += strings.Repeat("0", max(0, least-len(fraction))); fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

// hexForm is "x" where a pattern admits letters in lower case and none in upper case.
func hexForm(exprs []string) string {
	lower, upper := true, true
	for _, expr := range exprs {
		if re, err := syntax.Parse(expr, syntax.Perl); err == nil {
			lower, upper = lower && hasRune(re, 'a', 'f'), upper && hasRune(re, 'A', 'F')
		}
	}
	if lower && !upper {
		return "x"
	}
	return ""
}

// hasRune reports whether an expression can match one of a range of characters somewhere.
func hasRune(re *syntax.Regexp, low, high rune) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return true
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if low <= r && r <= high {
				return true
			}
		}
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i] <= high && low <= re.Rune[i+1] {
				return true
			}
		}
	}
	for _, sub := range re.Sub {
		if hasRune(sub, low, high) {
			return true
		}
	}
	return false
}
