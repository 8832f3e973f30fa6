package diff

import (
	"reflect"
	"slices"

	"example.com/wsgen/gen/contract"
)

// Whether all texts of an old type are of a new one. Two things are asked: for a text that proves the contrary, among samples, and
// whether the structure of the types proves it. Where neither answers, the verdict is unknown.

// fits is the verdict of texts that are of one type and have to be of another.
func fits(o, n contract.Type) Wire {
	verdict, _ := fitting(o, n)
	return verdict
}

// fitting is fits with a text that proves a break.
func fitting(o, n contract.Type) (verdict Wire, proof string) {
	if primitive(o) == "anyType" && primitive(n) != "anyType" { // elements stood there
		return Breaking, ""
	}
	was, is := newLexis(o), newLexis(n)
	all, refers := true, false
	for _, text := range samples(o, n) {
		if _, ok := was.value(text); ok == yes {
			switch _, ok := is.value(text); ok {
			case no:
				return Breaking, text
			case maybe:
				all = false
			}
			as := referenceOf(n, text)
			refers = refers || as != "" && as != referenceOf(o, text)
		}
	}
	if !refers && (unchanged(o, n) || all && finite(o) && padded(o, n) || contains(o, n)) {
		return Compatible, ""
	}
	return Unknown, ""
}

// unchanged reports types that say the same of their texts, step by step.
func unchanged(o, n contract.Type) bool {
	switch o := o.(type) {
	case *contract.Builtin:
		n, ok := n.(*contract.Builtin)
		return ok && o.Kind == n.Kind
	case *contract.List:
		n, ok := n.(*contract.List)
		return ok && unchanged(o.Item, n.Item)
	case *contract.Union:
		n, ok := n.(*contract.Union)
		return ok && slices.EqualFunc(o.Members, n.Members, unchanged)
	case *contract.Simple:
		n, ok := n.(*contract.Simple)
		listed := func(a, b contract.EnumValue) bool { return a.Value == b.Value && a.Name == b.Name }
		return ok && o.Open == n.Open && reflect.DeepEqual(o.Facets, n.Facets) && slices.EqualFunc(o.Enum, n.Enum, listed) && unchanged(o.Base, n.Base)
	}
	return false
}

// finite reports a type of which the samples are all texts there are, white space apart.
func finite(t contract.Type) bool {
	switch variety(t) {
	case "union":
		return !slices.ContainsFunc(membersOf(t), func(m contract.Type) bool { return !finite(m) })
	case "atomic", "list":
		kind, e := primitive(t), closed(t)
		if item := itemOf(t); item != nil {
			kind = primitive(item)
		}
		return primitive(t) == "boolean" || e != nil && len(e.Enum) <= mostSamples && slices.Contains(texts, kind)
	}
	return false
}

// padded reports whether samples with white space stand for texts with any: an old type has none, or a new one drops it.
func padded(o, n contract.Type) bool {
	every := func(t contract.Type, treatment string) bool {
		if variety(t) == "union" {
			return all(membersOf(t), func(m contract.Type) bool { return whiteSpace(m) == treatment })
		}
		return whiteSpace(t) == treatment
	}
	return every(o, "preserve") || every(n, "collapse") || every(o, "replace") && every(n, "replace")
}

// closed is the step of a type that enumerates all its values, nil for none.
func closed(t contract.Type) *contract.Simple {
	if e := enumerated(t); e != nil && !e.Open {
		return e
	}
	return nil
}

// looser is negative where a new type leaves more white space in its texts than an old one, positive where it leaves less.
func looser(o, n contract.Type) int {
	was, is := slices.Index(treatments, whiteSpace(o)), slices.Index(treatments, whiteSpace(n))
	if was < 0 || is < 0 {
		return 0
	}
	return is - was
}

// contains reports whether the structure of two types proves that all texts of the old one are of the new one.
func contains(o, n contract.Type) bool {
	if e := closed(o); e != nil {
		member := func(m contract.Type) bool { return contains(o, m) }
		return containsValues(o, n) || contains(opened(o), n) ||
			variety(n) == "union" && closed(n) == nil && len(allPatterns(n)) == 0 && slices.ContainsFunc(membersOf(n), member)
	}
	added := without(allPatterns(n), allPatterns(o))
	switch {
	case slices.ContainsFunc(added, func(pattern string) bool {
		return !widened(o, pattern) && (variety(o) != "atomic" || !admitsAnyText(o, n, pattern))
	}):
		return false
	case closed(n) != nil, len(allPatterns(n)) > 0 && !uniform(o, n):
		return false
	}
	switch n := unpatterned(n); {
	case variety(o) == "union":
		return all(membersOf(o), func(m contract.Type) bool { return contains(m, n) })
	case variety(n) == "union":
		return slices.ContainsFunc(membersOf(n), func(m contract.Type) bool { return contains(o, m) })
	case variety(n) == "list":
		return containsItems(o, n)
	case variety(o) == "list":
		return textual(primitive(n)) && !limited(n)
	}
	return containsAtomic(o, n)
}

// uniform reports whether white space is treated in one way where a pattern on a union looks at what is left.
func uniform(o, n contract.Type) bool {
	spaces := map[string]bool{}
	for _, t := range []contract.Type{o, n} {
		for _, m := range append(membersOf(t), t) {
			spaces[whiteSpace(m)] = true
		}
	}
	delete(spaces, "") // of the unions themselves
	return variety(o) != "union" && variety(n) != "union" || len(spaces) == 1
}

func all(types []contract.Type, has func(contract.Type) bool) bool {
	return !slices.ContainsFunc(types, func(t contract.Type) bool { return !has(t) })
}

// without are those of a list that another one lacks.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return slices.Contains(other, x) })
}

// containsItems is contains of a list.
func containsItems(o, n contract.Type) bool {
	switch item := itemOf(n); {
	case variety(o) == "list":
		_, less := tightened(o, n)
		return len(less) == 0 && contains(itemOf(o), item)
	case slices.Contains(texts, primitive(o)) && !within(primitive(o), "NMTOKEN"), primitive(o) == "base64Binary", primitive(o) == "anySimpleType": // of any number of words
		return !limited(n) && contains(anyText, item)
	default:
		return !limited(n) && contains(o, item)
	}
}

// containsAtomic is contains of two types that are neither lists nor unions, and enumerate nothing.
func containsAtomic(o, n contract.Type) bool {
	was, is := primitive(o), primitive(n)
	if !fitsKind(was, is) {
		return false
	}
	if !comparableLimits(was, is) {
		return !limited(n)
	}
	_, less := tightened(o, n)
	return len(less) == 0 && !spaceTells(o, n)
}

// spaceTells reports whether a text may be none of a new type because white space is treated otherwise: something stays that was
// dropped, or nothing is left.
func spaceTells(o, n contract.Type) bool {
	all, less := allLimits(n), looser(o, n)
	return less != 0 && len(allPatterns(n)) > 0 || less < 0 && all[longest] != nil || less > 0 && all[shortest].at.Sign() > 0
}

// containsValues is contains of a type with an enumeration: the new one takes each value, in all forms that it has.
func containsValues(o, n contract.Type) bool {
	if variety(o) == "union" || len(without(allPatterns(n), allPatterns(o))) > 0 || looser(o, n) < 0 || !alikeForms(o, n) {
		return false
	}
	is, names := newLexis(n), closed(n)
	return !slices.ContainsFunc(closed(o).Enum, func(v contract.EnumValue) bool {
		if v.Name != "" && names != nil {
			return !slices.ContainsFunc(names.Enum, func(x contract.EnumValue) bool { return x.Name == v.Name })
		}
		_, ok := is.value(v.Value)
		return ok != yes
	})
}

// alikeForms reports whether the texts of an old type that say the same do so under a new one, restrictions apart.
func alikeForms(o, n contract.Type) bool {
	if variety(o) == "list" && variety(n) == "list" {
		return alikeForms(itemOf(o), itemOf(n))
	}
	was, is := primitive(o), primitive(n)
	return variety(o) == "atomic" && variety(n) == "atomic" && fitsKind(was, is) &&
		(comparableLimits(was, is) || within(was, "decimal") && (is == "float" || is == "double"))
}

// fitsKind reports whether the texts of a built-in type are those of another one but for limits.
func fitsKind(was, is string) bool {
	switch {
	case within(is, "unsignedLong") && !within(was, "unsignedLong"): // a sign
		return false
	case within(was, "integer") && within(is, "integer"):
		return true
	case is == "NMTOKEN" && (within(was, "Name") || was == "language"): // names are of its letters
		return true
	}
	return within(was, is) || textual(is) && within(was, "anySimpleType")
}

// textual reports whether any text is of a built-in type: what its white space forbids is made into what it admits.
func textual(kind string) bool { return within("token", kind) }

// comparableLimits reports whether the limits of two built-in types are of the same values.
func comparableLimits(was, is string) bool {
	both := func(kind string) bool { return within(was, kind) && within(is, kind) }
	return was == is || both("decimal") || both("dateTime") || both("duration") || slices.Contains(texts, was) && slices.Contains(texts, is)
}

// opened is a type without its enumerations.
func opened(t contract.Type) contract.Type {
	return stripped(t, func(s *contract.Simple) { s.Enum = nil })
}

// unpatterned is a type without its patterns.
func unpatterned(t contract.Type) contract.Type {
	return stripped(t, func(s *contract.Simple) { s.Facets.Patterns = nil })
}

// stripped copies the steps of a type without something.
func stripped(t contract.Type, drop func(*contract.Simple)) contract.Type {
	s, ok := t.(*contract.Simple)
	if !ok {
		return t
	}
	out := *s
	drop(&out)
	out.Base = stripped(s.Base, drop)
	return &out
}
