package diff

import (
	"testing"

	"example.com/wsgen/gen/contract"
)

func patterned(pattern string) *contract.Simple {
	return &contract.Simple{Base: anyText, Facets: contract.Facets{Patterns: []string{pattern}}}
}

func listing(base contract.Type, values ...string) *contract.Simple {
	s := &contract.Simple{Base: base}
	for _, v := range values {
		s.Enum = append(s.Enum, contract.EnumValue{Value: v})
	}
	return s
}

func builtin(kind string) contract.Type { return &contract.Builtin{Kind: kind} }

// TestLexis: texts of one value are one, and others none or another.
func TestLexis(t *testing.T) {
	one, two, long := "1", "2", "5"
	number := &contract.Union{Members: []contract.Type{builtin("int"), builtin("string")}}
	for _, x := range []struct {
		name string
		t    contract.Type
		a, b string
		same bool // both are texts of the type, and of one value
	}{
		{"decimals", builtin("decimal"), "1", " +01.0\n", true},
		{"an exponent is no decimal", builtin("decimal"), "1", "1e0", false},
		{"doubles", builtin("double"), "1", "10e-1", true},
		{"zero has two signs", builtin("double"), "0", "-0", true},
		{"unsigned types have no sign", builtin("unsignedInt"), "1", "+1", false},
		{"the sign of zero", builtin("nonNegativeInteger"), "0", "-0", true},
		{"out of range", builtin("byte"), "0", "128", false},
		{"floats are short", builtin("float"), "0.1", "0.1000000014901161", true},
		{"doubles are not", builtin("double"), "0.1", "0.1000000014901161", false},
		{"truth", builtin("boolean"), "1", "true", true},
		{"case of digits", builtin("hexBinary"), "aB", "AB", true},
		{"space in base64", builtin("base64Binary"), "ABCD", "AB CD", true},
		{"bits of no octet", builtin("base64Binary"), "AA==", "AB==", false},
		{"midnight", builtin("dateTime"), "2026-01-31T24:00:00", "2026-02-01T00:00:00", true},
		{"zones", builtin("dateTime"), "2026-01-31T10:00:00Z", "2026-01-31T11:00:00+01:00", true},
		{"no day", builtin("date"), "2026-02-28", "2026-02-29", false},
		{"durations", builtin("duration"), "P1Y", "P12M", true},
		{"nothing of a duration", builtin("duration"), "PT0S", "PT", false},
		{"texts keep space", builtin("string"), "a", "a ", false},
		{"tokens don't", builtin("token"), "a b", " a\tb", true},
		{"lists", &contract.List{Item: builtin("int")}, "1 2", " 01  +2", true},
		{"the first member of a union", number, "1", "01", true},
		{"the second", number, "a", "a ", false},
		{"an enumeration is of values", listing(builtin("decimal"), "1.0"), "1", "01", true},
		{"of a union, too", listing(number, "1"), "1", "+1", true},
		{"digits", &contract.Simple{Base: builtin("decimal"), Facets: contract.Facets{TotalDigits: &two, FractionDigits: &one}}, "1.5", "01.50", true},
		{"a zero behind the point", &contract.Simple{Base: builtin("decimal"), Facets: contract.Facets{TotalDigits: &one}}, "1", "0.05", false},
		{"length of octets", &contract.Simple{Base: builtin("hexBinary"), Facets: contract.Facets{Length: &two}}, "aabb", "AABB", true},
		{"an open bound", &contract.Simple{Base: builtin("int"), Facets: contract.Facets{MaxExclusive: &long}}, "4", "5", false},
	} {
		l := newLexis(x.t)
		v, ok := l.value(x.a)
		w, too := l.value(x.b)
		if ok != yes || (too == yes && v == w) != x.same {
			t.Errorf("%s: %q is %q (%d), %q is %q (%d)", x.name, x.a, v, ok, x.b, w, too)
		}
	}
}
