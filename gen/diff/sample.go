package diff

import (
	"encoding/base64"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

// Samples are texts that tell simple types apart: forms of each built-in type, what stands at the edges of facets, the values of
// enumerations, what patterns match; each in other forms of the same value and with white space. One that is of one type and not of
// another proves a verdict.

// A text that is longer makes no sample, and of an enumeration with more values, a choice of forms and a list not all are made.
const (
	longestSample = 2000
	mostSamples   = 300
	fewSamples    = 12
)

// samples are texts that may be of either of two types.
func samples(o, n contract.Type) []string {
	hints := distinct(append(hint(o), hint(n)...))
	var all []string
	for _, text := range hints {
		all = append(all, variants(text)...)
	}
	all = distinct(all)
	return distinct(slices.Concat(all, listed(o, all), listed(n, all)))
}

// distinct drops what is there already, and what is too long.
func distinct(list []string) (out []string) {
	seen := map[string]bool{}
	for _, text := range list {
		if !seen[text] && len(text) < longestSample {
			seen[text] = true
			out = append(out, text)
		}
	}
	return out
}

// hint is what a type speaks of.
func hint(t contract.Type) (texts []string) {
	switch t := t.(type) {
	case *contract.Builtin:
		if isBuiltinList(t) {
			return hint(itemOf(t))
		}
		return formsOf(t.Kind)
	case *contract.List:
		return hint(t.Item)
	case *contract.Union:
		for _, m := range t.Members {
			texts = append(texts, hint(m)...)
		}
	case *contract.Simple:
		for i := range t.Enum[:min(len(t.Enum), mostSamples)] {
			texts = append(texts, textOf(&t.Enum[i]))
		}
		texts = append(texts, edges(t)...)
		for _, pattern := range t.Facets.Patterns {
			texts = append(texts, matching(pattern)...)
		}
		texts = append(texts, hint(t.Base)...)
	}
	return texts
}

// forms are texts of the built-in types. A type without an entry has those of its parent.
var forms = map[string][]string{
	"anySimpleType":     {"", "a b", "1", "-"},
	"string":            {"", "a", "a b", "A", "-", "1", "a:b", "é", "<"},
	"language":          {"en", "en-US"},
	"NMTOKEN":           {"a", "1", "-a", "a:b", "é"},
	"Name":              {"a", "a:b", "_", ":"},
	"NCName":            {"a", "é", "_"},
	"QName":             {"a"},
	"NOTATION":          {"a"},
	"anyURI":            {"", "a", "a b", "http://a/b?c#d"},
	"boolean":           {"true", "false"},
	"decimal":           {"0", "1", "-1", "1.5", "-0.5", "16777217", "9007199254740993", "0.12345678901234567891", "123456789012345678901234567890"},
	"double":            {"INF", "-INF", "NaN", "0", "1", "-1", "1e0", "1.5E3", "-2.5e-3", "0.1", "1e39", "1e309", "16777217", "9007199254740993", "0.12345678"},
	"hexBinary":         {"", "AB", "0a", "12"},
	"base64Binary":      {"", "AQ==", "AB==", "ABCD", "AB CD", "true"},
	"duration":          {"P1Y", "P1D", "PT1M", "-P1D", "P1M", "PT1.5S", "P1Y2M3DT4H5M6S"},
	"yearMonthDuration": {"P1Y", "-P14M"}, "dayTimeDuration": {"P1D", "-PT36H"},
	"dateTime":      {"2026-01-31T10:00:00", "2026-01-31T10:00:00Z", "2026-01-31T10:00:00-03:00", "2026-01-31T10:00:00.5", "2026-01-31T24:00:00", "-0044-03-15T10:00:00"},
	"dateTimeStamp": {"2026-01-31T10:00:00Z", "2026-01-31T10:00:00.5-03:00"},
	"date":          {"2026-01-31", "2026-01-31Z", "2026-01-31-03:00", "-0044-03-15", "12026-01-31"},
	"time":          {"10:00:00", "10:00:00Z", "10:00:00-03:00", "10:00:00.5", "24:00:00"},
	"gYear":         {"2026", "2026Z", "-0044"},
	"gYearMonth":    {"2026-01", "2026-01Z"},
	"gMonth":        {"--01", "--12Z"},
	"gMonthDay":     {"--01-31", "--02-29Z"},
	"gDay":          {"---01", "---31Z"},
}

func formsOf(kind string) []string {
	for k := kind; k != ""; k = parents[k] {
		if list := forms[k]; list != nil {
			for _, bound := range ranges[kind] {
				if bound != nil {
					list = append(list[:len(list):len(list)], around(bound.value, "1")...)
				}
			}
			return list
		}
	}
	return nil
}

// around are a number and its neighbours.
func around(text, step string) []string {
	x, ok := number(text)
	by, _ := number(step)
	if !ok {
		return nil
	}
	return []string{text, plain(new(big.Rat).Add(x, by)), plain(new(big.Rat).Sub(x, by))}
}

// plain is the usual form of a decimal.
func plain(x *big.Rat) string {
	text := x.FloatString(40)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// edges are texts at the facets of one step.
func edges(t *contract.Simple) (texts []string) {
	for i, k := range limitKinds {
		l := k.read(&t.Facets)
		if l == nil {
			continue
		}
		if i == least || i == most {
			texts = append(texts, bordering(l.value)...)
			continue
		}
		for n := size(l.value) - 1; n <= size(l.value)+1 && n < longestSample; n++ {
			if n < 0 {
				continue
			}
			switch i {
			case digits:
				nines := strings.Repeat("9", n)
				texts = append(texts, nines, "-"+nines, "0."+nines)
			case fraction:
				texts = append(texts, "0."+strings.Repeat("1", n))
			default:
				texts = append(texts, strings.Repeat("a", n), strings.Repeat("é", n), strings.Repeat("1", n), strings.Repeat("0A", n),
					base64.StdEncoding.EncodeToString(make([]byte, n)), strings.TrimSpace(strings.Repeat("a ", n)))
			}
		}
	}
	return texts
}

// bordering are a bound, its neighbours, and the same time in other zones and years.
func bordering(bound string) []string {
	bound = strings.TrimSpace(bound)
	if _, ok := number(bound); ok {
		return append(around(bound, "1"), around(bound, "0.01")...)
	}
	texts := []string{bound}
	if x, err := strconv.ParseFloat(bound, 64); err == nil {
		for _, by := range []float64{1, -1, x / 2, -x / 2} {
			texts = append(texts, strconv.FormatFloat(x+by, 'g', -1, 64))
		}
	}
	stripped := strings.TrimSuffix(bound, "Z")
	texts = append(texts, stripped, stripped+"Z", stripped+"+14:00", stripped+"-14:00")
	if year, rest, ok := strings.Cut(strings.TrimPrefix(bound, "-"), "-"); ok && len(year) >= 4 {
		texts = append(texts, "0001-"+rest, "9998-"+rest, "-9998-"+rest)
	}
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(bound, "-"), "P"); ok {
		texts = append(texts, "P"+rest, "-P"+rest, "P99999Y", "-P99999Y", "PT0S", "P99999D", "-P99999D")
	}
	return texts
}

// variants are texts that say the same as a text under some type, or nearly.
func variants(text string) []string {
	all := []string{text}
	word := strings.TrimSpace(text)
	if x, ok := number(word); ok {
		all = append(all, numeric(plain(x))...)
	} else if x, err := strconv.ParseFloat(word, 64); err == nil && lexical["double"].MatchString(word) {
		all = append(all, strconv.FormatFloat(x, 'f', -1, 64), strconv.FormatFloat(x, 'E', -1, 64))
	}
	if x, err := strconv.ParseFloat(word, 32); err == nil && lexical["double"].MatchString(word) {
		all = append(all, strconv.FormatFloat(x, 'f', -1, 64), strconv.FormatFloat(x, 'f', -1, 32))
	}
	switch word {
	case "true", "1":
		all = append(all, "true", "1")
	case "false", "0":
		all = append(all, "false", "0", "-0", "+0")
	}
	if lexical["hexBinary"].MatchString(word) {
		all = append(all, strings.ToUpper(word), strings.ToLower(word))
	}
	all = append(all, sameSpan(word)...)
	if text != "" {
		all = append(all, " "+text, text+" ", "\t"+text+"\n")
	}
	if strings.Contains(word, " ") {
		all = append(all, strings.ReplaceAll(text, " ", "  "), strings.ReplaceAll(text, " ", "\t"))
	}
	return all
}

// numeric are other forms of a number.
func numeric(text string) []string {
	digits, negative := strings.CutPrefix(text, "-")
	sign := choose(negative, "-", "")
	all := []string{text, sign + "0" + digits, text + "e0", text + "E0"}
	if !negative {
		all = append(all, "+"+text)
	}
	if !strings.Contains(text, ".") {
		return append(all, text+".0", text+".", text+"0e-1")
	}
	return append(all, text+"0", sign+strings.TrimPrefix(digits, "0"))
}

// sameSpan are other forms of a time or duration.
func sameSpan(text string) (all []string) {
	for _, kind := range []string{"dateTime", "date", "time"} {
		if x, ok := readInstant(kind, text); ok {
			switch {
			case strings.HasSuffix(text, "Z"):
				all = append(all, strings.TrimSuffix(text, "Z")+"+00:00")
			case !x.zoned && kind != "date":
				all = append(all, text+choose(strings.Contains(text, "."), "0", ".0"))
			}
		}
	}
	if months, seconds, ok := readDuration(text); ok && text != "" {
		sign := choose(months < 0 || seconds.Sign() < 0, "-", "")
		whole := new(big.Rat).Abs(seconds)
		all = append(all, sign+"P"+strconv.FormatInt(max(months, -months), 10)+"MT"+plain(whole)+"S")
	}
	return all
}

// listed are texts of the lists in a type, made of samples.
func listed(t contract.Type, all []string) (texts []string) {
	switch t := t.(type) {
	case *contract.Simple:
		texts = listed(t.Base, all)
		if item := itemOf(t); item != nil {
			texts = append(texts, restrictedLists(t, item, all)...)
		}
	case *contract.Union:
		for _, m := range t.Members {
			texts = append(texts, listed(m, all)...)
		}
	case *contract.List, *contract.Builtin:
		if item := itemOf(t); item != nil {
			for i, word := range itemsOf(item, all) {
				texts = append(texts, word, word+" a", word+" "+word)
				if i > 0 {
					texts = append(texts, word+" "+itemsOf(item, all)[0])
				}
			}
		}
	}
	return texts
}

// itemsOf are samples that are of the type of a list's items.
func itemsOf(item contract.Type, all []string) (items []string) {
	l := newLexis(item)
	for _, text := range all {
		if _, ok := l.value(text); ok == yes && len(words(text)) == 1 && text == words(text)[0] {
			items = append(items, text)
		}
	}
	return items
}

// restrictedLists are lists as long as a step allows, and what it enumerates with its items in other forms.
func restrictedLists(t *contract.Simple, item contract.Type, all []string) (texts []string) {
	items := itemsOf(item, all)
	for _, i := range []int{shortest, longest} {
		if l := limitKinds[i].read(&t.Facets); l != nil && len(items) > 0 {
			for n := max(0, size(l.value)-1); n <= size(l.value)+1 && n < longestSample; n++ {
				for _, text := range items[:min(len(items), fewSamples)] {
					texts = append(texts, strings.TrimSpace(strings.Repeat(text+" ", n)))
				}
			}
		}
	}
	for i := range t.Enum[:min(len(t.Enum), fewSamples)] {
		list := words(t.Enum[i].Value)
		for at, word := range list {
			for _, form := range variants(word) {
				other := slices.Clone(list)
				other[at] = form
				texts = append(texts, strings.Join(other, " "))
			}
		}
	}
	return texts
}
