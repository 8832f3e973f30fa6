package schema

import (
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// read reads the facets of a step of derivation.
func (f *facets) read(w *words) {
	counted := xsd.Facets{
		MinInclusive: w.settings["minInclusive"], MinExclusive: w.settings["minExclusive"],
		MaxInclusive: w.settings["maxInclusive"], MaxExclusive: w.settings["maxExclusive"],
	}
	number := func(name string, to *int, zero *bool) {
		text, ok := w.settings[name]
		n, err := strconv.Atoi(strings.TrimSpace(text))
		switch {
		case !ok || err != nil:
		case n == 0 && zero != nil:
			*zero = true
		default:
			*to = n
		}
	}
	number("length", &counted.Length, &counted.Empty)
	number("minLength", &counted.MinLength, nil)
	number("maxLength", &counted.MaxLength, &counted.Empty)
	number("totalDigits", &counted.TotalDigits, nil)
	number("fractionDigits", &counted.FractionDigits, &counted.Whole)
	if counted.Any() {
		f.counted = &counted
	}
	if expr, ok := w.settings["pattern"]; ok {
		f.patterns = &xsd.Facets{Pattern: []xsd.Matcher{&xsd.Pattern{Expr: expr, Source: w.settings["source"]}}}
	}
	f.space = w.settings["whiteSpace"]
}

// add adds a value to the enumeration.
func (f *facets) add(value string) {
	if f.enum == nil {
		f.enum = new(xsd.Facets)
	}
	f.enum.Enum = append(f.enum.Enum, value)
}
