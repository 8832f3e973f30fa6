package difftest_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"slices"
	"strings"
)

// A simpleType is a random one: of a built-in type, a list or a union, and restricted in some steps.
type simpleType struct {
	kind    string // built-in, or "list" or "union"
	members []*simpleType
	steps   [][]facet
}

type facet struct{ name, value string }

// odd are texts of the built-in types in forms that senders seldom use, by the type that they may be of.
var odd = map[string][]string{
	"string":       {"", "a", "b", "a b", "a  b", " a", "a ", "\ta", "A", "aa", "aaa", "é", "1", "01", "true", "a:b", "-"},
	"decimal":      {"0", "1", "+1", "01", "1.0", "1.", "-0", "+0", "-1", "-01", "2", "3", "10", "99", "100", ".5", "0.50", "1.5", "1.50", "-1.5", "12.345", "0.1", "1000000000000"},
	"integer":      {"0", "1", "+1", "01", "-0", "+0", "00", "-1", "2", "3", "10", "99", "100", "127", "128", "-128", "-129", "255", "256", "32767", "32768", "65535", "65536", "2147483647", "2147483648", "-2147483648", "4294967295", "4294967296", "16777217", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616"},
	"double":       {"0", "1", "+1", "01", "1.0", "1e0", "1E0", "10e-1", "-0", "0.1", "0.10000000149011612", "1e-1", "INF", "-INF", "NaN", "16777217", "16777216", "3.5", "1e38", "1e39", "9007199254740993", "9007199254740992"},
	"boolean":      {"true", "false", "1", "0"},
	"dateTime":     {"2026-01-31T10:00:00", "2026-01-31T10:00:00Z", "2026-01-31T10:00:00+00:00", "2026-01-31T11:00:00+01:00", "2026-01-31T10:00:00.0", "2026-01-31T24:00:00", "2026-02-01T00:00:00", "-0044-03-15T10:00:00"},
	"date":         {"2026-01-31", "2026-01-31Z", "2026-01-31+00:00", "2026-01-31-03:00", "12026-01-31", "2026-02-28"},
	"time":         {"10:00:00", "10:00:00Z", "10:00:00.0", "24:00:00", "00:00:00"}, // of which xmllint does not compare those of several zones
	"gYear":        {"2026", "2026Z", "1999", "12026"},
	"gYearMonth":   {"2026-01", "2026-01Z"},
	"gMonthDay":    {"--01-31", "--02-29"},
	"duration":     {"P1Y", "P12M", "PT60M", "PT1H", "P1D", "PT24H", "-P1D", "P0D", "PT0S", "P1M"},
	"hexBinary":    {"", "ab", "AB", "aB", "0A", "0a0b", "12"},
	"base64Binary": {"", "ABCD", "AB C D", "AQ==", "AB==", "ABCDABCD", "1234"},
	"anyURI":       {"", "a", "http://a/b", "a b", "A"},
	"language":     {"en", "en-US", "a"},
}

// kinds are built-in types, with the entry of odd that they have.
var kinds = map[string]string{
	"string": "string", "normalizedString": "string", "token": "string", "NMTOKEN": "string", "NCName": "string", "Name": "string", "language": "language",
	"decimal": "decimal", "integer": "integer", "long": "integer", "int": "integer", "short": "integer", "byte": "integer",
	"nonNegativeInteger": "integer", "positiveInteger": "integer", "nonPositiveInteger": "integer", "negativeInteger": "integer",
	"unsignedLong": "integer", "unsignedInt": "integer", "unsignedShort": "integer", "unsignedByte": "integer",
	"float": "double", "double": "double", "boolean": "boolean", "dateTime": "dateTime", "date": "date", "time": "time", "gYear": "gYear",
	"gYearMonth": "gYearMonth", "gMonthDay": "gMonthDay", "duration": "duration", "hexBinary": "hexBinary", "base64Binary": "base64Binary",
	"anyURI": "anyURI", "anySimpleType": "string", "NMTOKENS": "string",
}

// near are built-in types that contracts change into each other.
var near = [][]string{
	{"string", "normalizedString", "token", "NMTOKEN", "NCName", "Name", "language", "anyURI", "NMTOKENS", "string", "token"},
	{"decimal", "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger",
		"unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "float", "double", "decimal", "int", "string", "token", "boolean"},
	{"boolean", "string", "int", "token", "unsignedByte"},
	{"dateTime", "date", "time", "gYear", "gYearMonth", "gMonthDay", "duration", "string", "gYear", "int"},
	{"hexBinary", "base64Binary", "string", "int"},
}

var patterns = []string{`[0-9]+`, `\d{1,3}`, `[a-z]*`, `.+`, `.*`, `\S+`, `-?[0-9]+(\.[0-9]+)?`, `true|false`, `[^ ]*`, `\+?1`, `.{2,}`, `[A-Z0-9]+`}

// randomSimple returns a type with some steps of restriction.
func randomSimple(r *rand.Rand, depth int) *simpleType {
	t := &simpleType{kind: pick(r, near[pick(r, []int{0, 1, 1, 1, 2, 3, 4})])}
	switch n := r.IntN(10); {
	case n == 0 && depth > 0:
		t = &simpleType{kind: "list", members: []*simpleType{randomSimple(r, 0)}}
	case n < 3 && depth > 0:
		t = &simpleType{kind: "union", members: []*simpleType{randomSimple(r, 0), randomSimple(r, depth-1)}}
	}
	for r.IntN(5) < 2 {
		t.steps = append(t.steps, t.randomStep(r))
	}
	return t
}

// holds reports whether a built-in type is the type or in it.
func (t *simpleType) holds(kind string) bool {
	return t.kind == kind || slices.ContainsFunc(t.members, func(m *simpleType) bool { return m.holds(kind) })
}

// holdsText reports whether white space counts in a text of the type.
func (t *simpleType) holdsText() bool {
	return kinds[t.kind] == "string" || slices.ContainsFunc(t.members, (*simpleType).holdsText)
}

// texts are some that the type may have.
func (t *simpleType) texts() []string {
	switch t.kind {
	case "union":
		return append(slices.Clone(t.members[0].texts()), t.members[1].texts()...)
	case "list":
		words := t.members[0].texts()
		return []string{"", words[0], words[len(words)/2] + " " + words[0], words[len(words)-1] + "  " + words[len(words)-1], words[1], words[1] + " " + words[0] + " " + words[1]}
	}
	return odd[kinds[t.kind]]
}

// common are texts of many types, among them numbers in several forms.
var common = []string{"1", "1", "01", "+1", "1.0", "0", "-0", "2", "0.1", "10", "true", "a", "1 2", "01 1"}

// randomStep returns facets of one restriction.
func (t *simpleType) randomStep(r *rand.Rand) (step []facet) {
	number := func() string { return fmt.Sprint(r.IntN(4)) }
	text := func() string { return pick(r, t.texts()) }
	family := kinds[t.kind]
	if (family != "dateTime" && !strings.HasPrefix(family, "g") && family != "duration") && r.IntN(3) > 0 {
		text = func() string { return pick(r, common) }
	}
	switch n := r.IntN(8); {
	case n < 4:
		for range 1 + r.IntN(3) {
			step = append(step, facet{"enumeration", text()})
		}
	case n == 4:
		step = append(step, facet{"pattern", pick(r, patterns)})
	case t.kind == "union":
	case t.kind == "list", family == "string", family == "hexBinary", family == "base64Binary", family == "anyURI", family == "language":
		step = append(step, facet{pick(r, []string{"length", "minLength", "maxLength"}), number()})
		if family == "string" && n == 7 {
			step = []facet{{"whiteSpace", pick(r, []string{"preserve", "replace", "collapse"})}}
		}
	case family == "decimal" && n == 5, family == "integer" && n == 5:
		step = append(step, facet{pick(r, []string{"totalDigits", "fractionDigits"}), number()})
	case family != "boolean":
		step = append(step, facet{pick(r, []string{"minInclusive", "maxInclusive", "minExclusive", "maxExclusive"}), text()})
	}
	return step
}

// changed returns a copy with one change.
func (t *simpleType) changed(r *rand.Rand) *simpleType {
	out := *t
	out.members, out.steps = slices.Clone(t.members), slices.Clone(t.steps)
	switch n := r.IntN(12); {
	case n < 2 && len(out.steps) > 0:
		out.steps = out.steps[:len(out.steps)-1]
	case n < 3 && len(out.steps) > 0:
		out.steps[len(out.steps)-1] = out.randomStep(r)
	case n < 5 && len(out.steps) > 0: // a facet of the last step
		i := len(out.steps) - 1
		step := slices.Clone(out.steps[i])
		if len(step) > 0 {
			at := r.IntN(len(step))
			step[at].value = pick(r, append(t.texts(), "1", "2", step[at].value+"0", disguised(r, step[at].value, t.texts()), disguised(r, step[at].value, t.texts())))
		}
		out.steps[i] = step
	case n < 6:
		out.steps = append(out.steps, out.randomStep(r))
	case n < 8 && len(out.members) > 0:
		i := r.IntN(len(out.members))
		out.members[i] = out.members[i].changed(r)
	case n == 8 && len(out.members) == 2:
		out.members[0], out.members[1] = out.members[1], out.members[0]
	case n == 9 && r.IntN(2) == 0:
		return &simpleType{kind: "union", members: []*simpleType{t, {kind: pick(r, near[0])}}}
	case n == 10 && r.IntN(2) == 0:
		return &simpleType{kind: "list", members: []*simpleType{t}}
	case out.members == nil:
		for _, list := range near {
			if slices.Contains(list, t.kind) {
				out.kind = pick(r, list)
			}
		}
	case n == 11:
		return t.members[0]
	}
	return &out
}

// xsd is the type's definition.
func (t *simpleType) xsd(name string) string {
	if name != "" {
		name = ` name="` + name + `"`
	}
	text := ""
	switch t.kind {
	case "list", "union":
		for _, m := range t.members {
			text += m.xsd("")
		}
		text = "<xs:" + t.kind + ">" + text + "</xs:" + t.kind + ">"
	default:
		text = `<xs:restriction base="xs:` + t.kind + `"/>`
	}
	for _, step := range t.steps {
		var b strings.Builder
		for _, f := range step {
			fmt.Fprintf(&b, `<xs:%s value="%s"/>`, f.name, escape(f.value))
		}
		text = "<xs:restriction><xs:simpleType>" + text + "</xs:simpleType>" + b.String() + "</xs:restriction>"
	}
	return "<xs:simpleType" + name + ">" + text + "</xs:simpleType>"
}

// escape keeps white space in attributes and each text in its line.
func escape(text string) string {
	return strings.NewReplacer("\t", "&#9;", "\n", "&#10;", "\r", "&#13;").Replace(html.EscapeString(text))
}

// messages are texts to try with a change from one type to another: odd ones, and those that the types speak of in other forms.
func messages(r *rand.Rand, o, n *simpleType) (list []string) {
	var own []string
	for _, t := range []*simpleType{o, n} {
		own = append(own, t.spoken()...)
	}
	list = append(own, own...)
	for range 30 {
		list = append(list, pick(r, own))
	}
	for _, family := range []string{"string", "decimal", "double", "boolean"} {
		list = append(list, pick(r, odd[family]), pick(r, odd[family]))
	}
	list = append(list, common...)
	for i := len(own); i < len(list); i++ {
		for range r.IntN(3) {
			list[i] = disguised(r, list[i], own)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// spoken are the texts that a type's facets and built-in types name.
func (t *simpleType) spoken() (list []string) {
	list = slices.Clone(t.texts())
	for _, m := range t.members {
		list = append(list, m.spoken()...)
	}
	for _, step := range t.steps {
		for _, f := range step {
			list = append(list, f.value)
		}
	}
	return list
}

// disguised returns a text in another form.
func disguised(r *rand.Rand, text string, others []string) string {
	switch r.IntN(12) {
	case 0:
		return " " + text
	case 1:
		return text + " "
	case 2:
		return "\n" + text + "\t"
	case 3:
		return "+" + text
	case 4:
		return "0" + text
	case 5:
		return text + ".0"
	case 6:
		return text + "0"
	case 7:
		return text + "e0"
	case 8:
		return strings.ToUpper(text)
	case 9:
		return text + " " + pick(r, others)
	case 10:
		return strings.ReplaceAll(text, " ", "  ")
	}
	return text + "Z"
}
