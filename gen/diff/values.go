package diff

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/wsgen/gen/contract"
)

// verdicts are those of simple content that is of another type.
func verdicts(o, n contract.Type) (request, reply Wire) {
	switch was, is := layout(o), layout(n); {
	case was == is:
		return fits(o, n), reads(o, n)
	case was == "":
		return Breaking, reads(o, n)
	case is == "":
		return fits(o, n), Breaking
	}
	return Breaking, Breaking
}

// layout is the date form of a type that is not XML Schema's.
func layout(t contract.Type) string {
	for s, ok := t.(*contract.Simple); ok; s, ok = s.Base.(*contract.Simple) {
		if s.Layout != "" {
			return s.Layout
		}
	}
	return ""
}

// fits is the verdict of texts that are of one type and have to be of another.
func fits(o, n contract.Type) Wire {
	if e := enumerated(o); e != nil && !e.Open {
		verdict := respaced(o, n)
		for i := range e.Enum {
			verdict = worse(verdict, takesValue(o, n, &e.Enum[i]))
		}
		return verdict
	}
	if variety(o) == "union" && variety(n) != "atomic" {
		verdict := restricted(n)
		for _, m := range membersOf(o) {
			verdict = worse(verdict, fits(m, n))
		}
		return verdict
	}
	switch variety(n) {
	case "union":
		return worse(fitsOne(o, membersOf(n)), restricted(n))
	case "list":
		return worse(fitsItems(o, itemOf(n)), restricted(n))
	}
	is := primitive(n)
	switch {
	case variety(o) != "atomic":
		return choose(textual(is), restricted(n), Breaking)
	case !fitsKind(primitive(o), is):
		return Breaking
	case !comparableLimits(primitive(o), is):
		return restricted(n)
	}
	verdict, _ := tightened(o, n)
	switch e := enumerated(n); {
	case e != nil && !e.Open:
		return Breaking
	case !subset(allPatterns(n), allPatterns(o)):
		verdict = worse(verdict, Unknown)
	}
	return worse(verdict, respaced(o, n))
}

// fitsKind reports whether what is of a built-in type is of another one but for limits.
func fitsKind(was, is string) bool {
	return within(was, is) || within(was, "integer") && within(is, "integer") || textual(is) && within(was, "anySimpleType")
}

// textual reports whether any text is of a built-in type: what its white space forbids is made into what it admits.
func textual(kind string) bool { return within("token", kind) }

// comparableLimits reports whether the limits of two built-in types are of the same values.
func comparableLimits(was, is string) bool {
	both := func(kind string) bool { return within(was, kind) && within(is, kind) }
	return was == is || both("decimal") || both("dateTime") || both("duration") || slices.Contains(texts, was) && slices.Contains(texts, is)
}

// fitsOne is the verdict of texts that have to be of one of several types.
func fitsOne(o contract.Type, members []contract.Type) Wire {
	best := Breaking
	for _, m := range members {
		if verdict := fits(o, m); verdict.weight() < best.weight() {
			best = verdict
		}
	}
	return best
}

// fitsItems is the verdict of texts whose words have to be of a type.
func fitsItems(o, item contract.Type) Wire {
	switch {
	case variety(o) == "list":
		return fits(itemOf(o), item)
	case slices.Contains(texts, primitive(o)) && !within(primitive(o), "NMTOKEN"): // which has no white space
		return worse(restricted(item), choose(textual(primitive(item)), Compatible, Breaking))
	}
	return fits(o, item)
}

// restricted is the verdict of values that are of what a type derives from: whether its own facets let all pass.
func restricted(t contract.Type) Wire {
	s, ok := t.(*contract.Simple)
	switch {
	case !ok:
		return Compatible
	case len(s.Enum) > 0 && !s.Open:
		return Breaking
	case limited(t) || len(allPatterns(t)) > 0:
		return Unknown
	}
	return restricted(s.Base)
}

// takesValue is the verdict of a value of an enumeration that has to be of another type.
func takesValue(o, n contract.Type, v *contract.EnumValue) Wire {
	if e := enumerated(n); e != nil && !e.Open {
		return choose(slices.ContainsFunc(e.Enum, func(x contract.EnumValue) bool { return sameValue(n, v, &x) }), Compatible, Breaking)
	}
	switch variety(n) {
	case "union":
		best := Breaking
		for _, m := range membersOf(n) {
			if verdict := takesValue(o, m, v); verdict.weight() < best.weight() {
				best = verdict
			}
		}
		return worse(best, restricted(n))
	case "list":
		return Unknown
	}
	was, is := primitive(o), primitive(n)
	numeric := within(is, "decimal")
	if _, ok := number(v.Value); numeric && (!ok || within(is, "integer") && strings.Contains(v.Value, ".")) {
		return Breaking
	}
	if !numeric && !fitsKind(was, is) {
		return Unknown
	}
	verdict := Compatible
	if !subset(allPatterns(n), allPatterns(o)) {
		verdict = Unknown
	}
	if !numeric && !textual(is) {
		return worse(verdict, choose(limited(n), Unknown, Compatible))
	}
	return worse(verdict, allLimits(n).admit(whiteSpace(n), v.Value))
}

// admit is the verdict of a text or number under limits.
func (all limits) admit(space, value string) Wire {
	x, numeric := number(value)
	low, high := all[least], all[most]
	if !numeric || low == nil && high == nil {
		low, high = all[shortest], all[longest]
		if space == "collapse" {
			value = strings.Join(strings.Fields(value), " ")
		}
		x = new(big.Rat).SetInt64(int64(utf8.RuneCountInString(value)))
	}
	is := &limit{at: x}
	if limitKinds[least].compare(low, is) < 0 || limitKinds[most].compare(high, is) < 0 {
		return Breaking
	}
	if numeric && (all[digits] != nil || all[fraction] != nil && strings.Contains(value, ".")) {
		return Unknown
	}
	return Compatible
}

// sameValue reports whether two values of enumerations are one, whatever they are written like.
func sameValue(t contract.Type, a, b *contract.EnumValue) bool {
	if a.Name != "" || b.Name != "" {
		return a.Name == b.Name
	}
	switch kind := primitive(t); {
	case kind == "boolean":
		return (a.Value == "true" || a.Value == "1") == (b.Value == "true" || b.Value == "1")
	case within(kind, "double") || within(kind, "duration") || calendar[kind] != nil:
		order, ok := compareBounds(kind, a.Value, b.Value)
		return ok && order == 0
	}
	return a.Value == b.Value
}

// spaced are the ways to treat white space (XML Schema Part 2, clause 4.3.6), from the one that changes nothing.
var (
	treatments = []string{"preserve", "replace", "collapse"}
	spaced     = map[string]string{"preserve": "preserved", "replace": "replaced", "collapse": "collapsed"}
)

// whiteSpace is how white space in a type's texts is treated, "" for a union, whose members say it.
func whiteSpace(t contract.Type) string {
	for s, ok := t.(*contract.Simple); ok; s, ok = t.(*contract.Simple) {
		if s.Facets.WhiteSpace != nil {
			return *s.Facets.WhiteSpace
		}
		t = s.Base
	}
	switch kind := primitive(t); {
	case variety(t) == "list":
		return "collapse"
	case variety(t) != "atomic":
		return ""
	case within("string", kind):
		return "preserve"
	case kind == "normalizedString":
		return "replace"
	}
	return "collapse"
}

// respaced is the verdict of texts whose white space is treated otherwise. What is valid means another text then, maybe; it
// is invalid where nothing is left of it, or where something stays that was dropped.
func respaced(o, n contract.Type) Wire {
	was, is := slices.Index(treatments, whiteSpace(o)), slices.Index(treatments, whiteSpace(n))
	if was < 0 || is < 0 || was == is {
		return Compatible
	}
	all, e := allLimits(n), enumerated(n)
	listed, patterned := e != nil && !e.Open, len(allPatterns(n)) > 0
	switch {
	case was < is && treatments[is] == "collapse" && all[shortest].at.Sign() > 0 && !listed && len(allPatterns(o)) == 0,
		was > is && treatments[was] == "collapse" && (listed || all[longest] != nil):
		return Breaking
	case patterned, listed && was > is:
		return Unknown
	}
	return Compatible
}

// reads is the verdict of what is of a new type for a client that reads the old one: what its Go type takes, which for
// strings is any text.
func reads(o, n contract.Type) Wire {
	was, is := primitive(o), primitive(n)
	switch {
	case was == "anyType":
		return Compatible
	case is == "anyType":
		return Breaking
	case variety(o) == "union", slices.Contains(texts, was), was == "anySimpleType":
		return Compatible
	case variety(o) == "list":
		if variety(n) == "list" {
			return reads(itemOf(o), itemOf(n))
		}
		return reads(itemOf(o), n)
	case variety(n) == "union":
		verdict := Compatible
		for _, m := range membersOf(n) {
			verdict = worse(verdict, reads(o, m))
		}
		return verdict
	case variety(n) == "list":
		return Breaking
	}
	builtin := &contract.Builtin{Kind: was}
	if e := enumerated(n); e != nil && !e.Open && within(was, "decimal") {
		return fits(n, builtin)
	}
	switch {
	case was == "float" || was == "double":
		return rounds(was, n)
	case within(was, "integer") && within(is, "integer"):
		verdict, _ := tightened(n, builtin)
		return verdict
	}
	return choose(within(is, was), Compatible, Breaking)
}

// rounds is the verdict of numbers that are read as floats: of what has more digits another number is left.
func rounds(kind string, n contract.Type) Wire {
	is := primitive(n)
	if !within(is, "decimal") {
		return choose(within(is, kind), Compatible, Breaking)
	}
	digits, last := "6", "16777216" // of decimals, and the last of the integers without a gap
	if kind == "double" {
		digits, last = "15", "9007199254740992"
	}
	first := "-" + last
	exact := &contract.Simple{Base: &contract.Builtin{Kind: "decimal"}, Facets: contract.Facets{TotalDigits: &digits}}
	if within(is, "integer") {
		exact = &contract.Simple{Base: &contract.Builtin{Kind: "integer"}, Facets: contract.Facets{MinInclusive: &first, MaxInclusive: &last}}
	}
	verdict, _ := tightened(n, exact)
	return verdict
}
