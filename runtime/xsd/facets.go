package xsd

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Facets are the constraining facets of a simple type (Part 2, 4.3). Only what
// is set constrains: the zero Facets allow everything. Bounds are lexical, in
// the form of the constrained type.
type Facets struct {
	// Length, MinLength and MaxLength count characters of a string, octets of
	// binary data and items of a list.
	Length, MinLength, MaxLength int
	// Empty says that a length or maxLength is 0.
	Empty bool
	// Pattern holds the patterns that must all match the lexical form: one of
	// each step of derivation.
	Pattern []Matcher
	// Enum lists the values allowed.
	Enum []string

	MinInclusive, MinExclusive string
	MaxInclusive, MaxExclusive string

	TotalDigits, FractionDigits int
	// Whole says that fractionDigits is 0.
	Whole bool
}

// Matcher is a pattern facet. [Pattern] is the one that generated code uses;
// since [Facets] knows only this interface, a program without patterns links
// no regular expressions.
type Matcher interface {
	// Match reports whether the whole of s matches.
	Match(s string) bool
	// String returns the pattern for messages.
	String() string
}

// A check is a broken rule: its name and what it asks for.
type check struct{ rule, message string }

// length checks the facets that count.
func (f *Facets) length(n int, unit string) (check, bool) {
	switch {
	case f == nil:
	case f.Empty && n != 0:
		return check{"maxLength", "must be empty"}, false
	case f.Length > 0 && n != f.Length:
		return check{"length", "must have exactly " + count(f.Length, unit)}, false
	case n < f.MinLength:
		return check{"minLength", "must have at least " + count(f.MinLength, unit)}, false
	case f.MaxLength > 0 && n > f.MaxLength:
		return check{"maxLength", "must have at most " + count(f.MaxLength, unit)}, false
	}
	return check{}, true
}

// lexical checks patterns.
func (f *Facets) lexical(s string) (check, bool) {
	if f == nil {
		return check{}, true
	}
	for _, p := range f.Pattern {
		if !p.Match(s) {
			return check{"pattern", "must match the pattern " + p.String()}, false
		}
	}
	return check{}, true
}

// enum checks the enumeration; same compares a listed literal with the value.
func (f *Facets) enum(same func(literal string) bool) (check, bool) {
	if f == nil || len(f.Enum) == 0 {
		return check{}, true
	}
	for _, literal := range f.Enum {
		if same(literal) {
			return check{}, true
		}
	}
	const most = 10
	list := f.Enum[:min(len(f.Enum), most)]
	message := "must be one of " + strings.Join(list, ", ")
	if len(f.Enum) > most {
		message += " and " + strconv.Itoa(len(f.Enum)-most) + " more"
	}
	return check{"enumeration", message}, false
}

// bounds checks the four bounds; cmp compares the value with a literal, and is
// not ok when their order is not determined or the literal is not of the type.
func (f *Facets) bounds(cmp func(literal string) (order int, ok bool)) (check, bool) {
	if f == nil {
		return check{}, true
	}
	broken := func(limit string, allowed func(int) bool) bool {
		if limit == "" {
			return false
		}
		order, ok := cmp(limit)
		return !ok || !allowed(order)
	}
	switch {
	case broken(f.MinInclusive, func(o int) bool { return o >= 0 }):
		return check{"minInclusive", "must be at least " + f.MinInclusive}, false
	case broken(f.MinExclusive, func(o int) bool { return o > 0 }):
		return check{"minExclusive", "must be more than " + f.MinExclusive}, false
	case broken(f.MaxInclusive, func(o int) bool { return o <= 0 }):
		return check{"maxInclusive", "must be at most " + f.MaxInclusive}, false
	case broken(f.MaxExclusive, func(o int) bool { return o < 0 }):
		return check{"maxExclusive", "must be less than " + f.MaxExclusive}, false
	}
	return check{}, true
}

// digits checks totalDigits and fractionDigits, which constrain the value:
// zeros that don't change it don't count (Part 2, 4.3.11 and 4.3.12).
func (f *Facets) digits(d Decimal) (check, bool) {
	if f == nil || f.TotalDigits == 0 && f.FractionDigits == 0 && !f.Whole {
		return check{}, true
	}
	total, fraction := d.digits()
	switch {
	case f.TotalDigits > 0 && total > f.TotalDigits:
		return check{"totalDigits", "must have at most " + count(f.TotalDigits, "digit")}, false
	case f.Whole && fraction > 0:
		return check{"fractionDigits", "must be a whole number"}, false
	case f.FractionDigits > 0 && fraction > f.FractionDigits:
		return check{"fractionDigits", "must have at most " + count(f.FractionDigits, "fraction digit")}, false
	}
	return check{}, true
}

func count(n int, unit string) string {
	if n != 1 {
		unit += "s"
	}
	return strconv.Itoa(n) + " " + unit
}

func characters(s string) int { return utf8.RuneCountInString(s) }

// Any reports whether f constrains anything but the enumeration and patterns.
func (f *Facets) Any() bool {
	return f.Length > 0 || f.MinLength > 0 || f.MaxLength > 0 || f.Empty || f.TotalDigits > 0 || f.FractionDigits > 0 || f.Whole ||
		f.MinInclusive != "" || f.MinExclusive != "" || f.MaxInclusive != "" || f.MaxExclusive != ""
}
