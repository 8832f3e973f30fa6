package diff

import "example.com/wsgen/gen/contract"

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

// sameValue reports whether two texts say the same under a type.
func sameValue(t contract.Type, a, b string) bool {
	l := newLexis(t)
	x, ok := l.value(a)
	y, too := l.value(b)
	return a == b || x == y && ok == yes && too == yes
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
	switch variety(t) {
	case "list":
		return "collapse"
	case "atomic":
		return spaceOf(primitive(t))
	}
	return ""
}

// spaceOf is whiteSpace of a built-in type.
func spaceOf(kind string) string {
	switch {
	case within("string", kind):
		return "preserve"
	case kind == "normalizedString":
		return "replace"
	}
	return "collapse"
}
