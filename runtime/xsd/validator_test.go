package xsd

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"
)

// broken runs one check and returns its violations as "path rule: message".
func broken(run func(v *Validator)) string {
	v := NewValidator("r")
	run(v)
	err := v.Err()
	if err == nil {
		return ""
	}
	var invalid *ValidationError
	if !errors.As(err, &invalid) {
		return err.Error()
	}
	var lines []string
	for _, x := range invalid.Violations {
		lines = append(lines, x.Path+" "+x.Rule+": "+x.Message)
	}
	return strings.Join(lines, "\n")
}

func TestFacets(t *testing.T) {
	digits := &Pattern{Expr: `[0-9]+`, Source: `\d+`}
	either := &Pattern{Expr: `ab|c`}
	for _, test := range []struct {
		name string
		run  func(v *Validator)
		want string
	}{
		{"no facets", func(v *Validator) { v.String("s", "", nil) }, ""},
		{"zero facets", func(v *Validator) { v.String("s", "x", &Facets{}); v.Int("i", 5, &Facets{}) }, ""},
		{"minLength", func(v *Validator) { v.String("s", "", &Facets{MinLength: 1}) }, "/r/s minLength: must have at least 1 character"},
		{"maxLength", func(v *Validator) { v.String("s", "abc", &Facets{MaxLength: 2}) }, "/r/s maxLength: must have at most 2 characters"},
		{"characters, not bytes", func(v *Validator) { v.String("s", "ção𝄞", &Facets{Length: 4, MaxLength: 4}) }, ""},
		{"length", func(v *Validator) { v.String("s", "abc", &Facets{Length: 2}) }, "/r/s length: must have exactly 2 characters"},
		{"empty", func(v *Validator) { v.String("s", "a", &Facets{Empty: true}) }, "/r/s maxLength: must be empty"},
		{"empty is", func(v *Validator) { v.String("s", "", &Facets{Empty: true}) }, ""},
		{"octets", func(v *Validator) { v.Bytes("b", []byte("ção"), &Facets{MaxLength: 4}) }, "/r/b maxLength: must have at most 4 octets"},
		{"octets are", func(v *Validator) { v.Bytes("b", Binary("ção"), &Facets{Length: 5}); v.Bytes("b", nil, nil) }, ""},
		{"items", func(v *Validator) { v.List("l", 1, &Facets{MinLength: 2}) }, "/r/l minLength: must have at least 2 items"},
		{"pattern", func(v *Validator) { v.String("s", "12x", &Facets{Pattern: []Matcher{digits}}) }, `/r/s pattern: must match the pattern \d+`},
		{"pattern is anchored", func(v *Validator) { v.String("s", "abx", &Facets{Pattern: []Matcher{either}}) }, "/r/s pattern: must match the pattern ab|c"},
		{"pattern and newline", func(v *Validator) { v.String("s", "12\n", &Facets{Pattern: []Matcher{digits}}) }, `/r/s pattern: must match the pattern \d+`},
		{"patterns must all match", func(v *Validator) { v.String("s", "ab", &Facets{Pattern: []Matcher{either, digits}}) }, `/r/s pattern: must match the pattern \d+`},
		{"pattern matches", func(v *Validator) { v.String("s", "ab", &Facets{Pattern: []Matcher{either}}) }, ""},
		{"pattern of a number", func(v *Validator) { v.Int("i", -5, &Facets{Pattern: []Matcher{digits}}) }, `/r/i pattern: must match the pattern \d+`},
		{"enum", func(v *Validator) { v.String("s", "C", &Facets{Enum: []string{"A", "B"}}) }, "/r/s enumeration: must be one of A, B"},
		{"enum holds", func(v *Validator) { v.String("s", "B", &Facets{Enum: []string{"A", "B"}}) }, ""},
		{"long enum", func(v *Validator) { v.String("s", "", &Facets{Enum: strings.Split("abcdefghijklm", "")}) }, "/r/s enumeration: must be one of a, b, c, d, e, f, g, h, i, j and 3 more"},
		{"all rules of a field", func(v *Validator) {
			v.String("s", "", &Facets{MinLength: 1, Pattern: []Matcher{digits}, Enum: []string{"1"}})
		}, "/r/s minLength: must have at least 1 character\n/r/s pattern: must match the pattern \\d+\n/r/s enumeration: must be one of 1"},
		{"minInclusive", func(v *Validator) { v.Int("i", 0, &Facets{MinInclusive: "1"}) }, "/r/i minInclusive: must be at least 1"},
		{"minInclusive holds", func(v *Validator) { v.Int("i", 1, &Facets{MinInclusive: "1", MaxInclusive: "1"}) }, ""},
		{"minExclusive", func(v *Validator) { v.Int("i", 1, &Facets{MinExclusive: "1"}) }, "/r/i minExclusive: must be more than 1"},
		{"maxInclusive", func(v *Validator) { v.Int("i", math.MaxInt64, &Facets{MaxInclusive: "9223372036854775806"}) }, "/r/i maxInclusive: must be at most 9223372036854775806"},
		{"maxExclusive", func(v *Validator) { v.Int("i", 2, &Facets{MaxExclusive: "2.0"}) }, "/r/i maxExclusive: must be less than 2.0"},
		{"unsigned", func(v *Validator) { v.Uint("u", math.MaxUint64, &Facets{MaxInclusive: "18446744073709551614"}) }, "/r/u maxInclusive: must be at most 18446744073709551614"},
		{"unsigned without facets", func(v *Validator) {
			v.Uint("u", 1, nil)
			v.Int("i", 1, nil)
			v.Decimal("d", Decimal{}, nil)
			v.Integer("n", Integer{}, nil)
			v.Float("f", 1, nil)
		}, ""},
		{"enum of numbers", func(v *Validator) {
			v.Int("i", 7, &Facets{Enum: []string{"07", "8"}})
			v.Int("j", 9, &Facets{Enum: []string{"7", "x"}})
		}, "/r/j enumeration: must be one of 7, x"},
		{"totalDigits", func(v *Validator) {
			v.Int("i", -123, &Facets{TotalDigits: 3})
			v.Int("j", 1234, &Facets{TotalDigits: 3})
			v.Decimal("z", NewDecimal(0, 0), &Facets{TotalDigits: 1})
			v.Decimal("k", NewDecimal(12300, 4), &Facets{TotalDigits: 3})
			v.Decimal("m", NewDecimal(5, 4), &Facets{TotalDigits: 3})
		}, "/r/j totalDigits: must have at most 3 digits\n/r/m totalDigits: must have at most 3 digits"},
		{"fractionDigits", func(v *Validator) {
			v.Decimal("a", NewDecimal(15000, 4), &Facets{FractionDigits: 1})
			v.Decimal("b", NewDecimal(155, 2), &Facets{FractionDigits: 1})
			v.Decimal("c", NewDecimal(155, 2), &Facets{Whole: true})
			v.Decimal("d", NewDecimal(500, 2), &Facets{Whole: true})
		}, "/r/b fractionDigits: must have at most 1 fraction digit\n/r/c fractionDigits: must be a whole number"},
		{"integer", func(v *Validator) { v.Integer("n", NewInteger(-1), &Facets{MinInclusive: "0"}) }, "/r/n minInclusive: must be at least 0"},
		{"float", func(v *Validator) {
			v.Float("a", 0.5, &Facets{MinInclusive: "0", MaxExclusive: "5e-1"})
			v.Float("b", math.NaN(), &Facets{MinInclusive: "0"})
			v.Float("c", math.Inf(1), &Facets{MaxInclusive: "INF", MinInclusive: "-INF"})
			v.Float("d", math.NaN(), &Facets{Enum: []string{"NaN"}})
			v.Float("e", 1, &Facets{Enum: []string{"0x1", "2"}})
		}, "/r/a maxExclusive: must be less than 5e-1\n/r/b minInclusive: must be at least 0\n/r/e enumeration: must be one of 0x1, 2"},
		{"unset", func(v *Validator) {
			v.Date("a", Date{}, nil)
			v.DateTime("b", DateTime{}, nil)
			v.Time("c", Time{}, &Facets{MinInclusive: "00:00:00"})
			v.Duration("d", Duration{}, nil)
			v.GYear("e", GYear{}, nil)
			v.GYearMonth("f", GYearMonth{}, nil)
			v.GMonth("g", GMonth{}, nil)
			v.GMonthDay("h", GMonthDay{}, nil)
			v.GDay("i", GDay{}, nil)
			v.Stamp("j", Stamp{})
			v.QName("k", QName{})
			v.Required("l", false)
		}, strings.TrimSuffix("/r/"+strings.Join(strings.Split("abcdefghijkl", ""), " required: must be present\n/r/")+" required: must be present\n", "\n")},
		{"set", func(v *Validator) {
			v.Date("a", NewDate(2026, 1, 1), nil)
			v.Time("b", NewTime(0, 0, 0, 0), nil)
			v.Stamp("c", NewStamp(time.Unix(0, 0)))
			v.QName("d", QName{"", "x"})
			v.Required("e", true)
		}, ""},
		{"bounds of dates", func(v *Validator) {
			v.Date("a", NewDate(2026, 1, 1), &Facets{MinInclusive: "2026-01-01", MaxExclusive: "2026-01-02"})
			v.Date("b", NewDate(2025, 12, 31), &Facets{MinInclusive: "2026-01-01"})
			v.Date("c", NewDate(2026, 1, 1), &Facets{MinInclusive: "2026-01-01Z"}) // no order
			v.GYear("d", NewGYear(1899), &Facets{MinInclusive: "1900"})
			v.Duration("e", NewDuration(time.Hour), &Facets{MaxInclusive: "PT59M"})
			v.Date("f", NewDate(2026, 1, 1), &Facets{Enum: []string{"2026-01-01"}, Pattern: []Matcher{&Pattern{Expr: `.*Z`}}})
		}, "/r/b minInclusive: must be at least 2026-01-01\n/r/c minInclusive: must be at least 2026-01-01Z\n/r/d minInclusive: must be at least 1900\n/r/e maxInclusive: must be at most PT59M\n/r/f pattern: must match the pattern .*Z"},
		{"layout", func(v *Validator) { v.Stamp("s", ParseStamp("02/01/2006", "31/31/2026")) }, "/r/s layout: must be in the declared layout"},
		{"occurs", func(v *Validator) {
			v.Occurs("a", 0, 1, -1)
			v.Occurs("b", 3, 0, 2)
			v.Occurs("c", 3, 3, 3)
			v.Occurs("d", 1e6, 0, -1)
		}, "/r/a occurs: must occur at least 1 time\n/r/b occurs: must occur at most 2 times"},
		{"report", func(v *Validator) { v.Report("@id", "choice", "must be one of two") }, "/r/@id choice: must be one of two"},
	} {
		if got := broken(test.run); got != test.want {
			t.Errorf("%s:\n%s\nwant:\n%s", test.name, got, test.want)
		}
	}
}

type order1 struct {
	Code string
	Note Opt[string]
	Line []line1
	Qty  []int32
	Next *order1
}

type line1 struct{ Code string }

var code = Facets{MinLength: 1}

func (x *order1) validate(v *Validator) {
	v.String("@code", x.Code, &code)
	if s, ok := x.Note.Get(); ok {
		v.String("note", s, &code)
	}
	Each(v, "line", x.Line, (*line1).validate)
	Each(v, "qty", x.Qty, func(n *int32, v *Validator) { v.Int("", int64(*n), &Facets{MinInclusive: "1"}) })
	if x.Next != nil {
		v.Child("next", x.Next.validate)
	}
}

func (x *line1) validate(v *Validator) { v.String("code", x.Code, &code) }

func TestPaths(t *testing.T) {
	x := &order1{Note: Some(""), Line: []line1{{"a"}, {""}}, Qty: []int32{1, 0}, Next: &order1{Code: "b", Line: []line1{{""}}}}
	v := NewValidator("order")
	x.validate(v)
	var invalid *ValidationError
	if !errors.As(v.Err(), &invalid) {
		t.Fatalf("error is %v", v.Err())
	}
	want := []string{"/order/@code", "/order/note", "/order/line[2]/code", "/order/qty[2]", "/order/next/line[1]/code"}
	var got []string
	for _, x := range invalid.Violations {
		got = append(got, x.Path)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("paths are %v, want %v", got, want)
	}
	const message = "invalid: /order/@code: must have at least 1 character; /order/note: must"
	if !strings.HasPrefix(invalid.Error(), message) {
		t.Errorf("error is %s", invalid)
	}
	var zero Validator
	zero.Leave()
	zero.Index(3)
	zero.Required("a", false)
	if err := zero.Err(); err == nil || err.Error() != "invalid: /a: must be present" {
		t.Errorf("the zero Validator gives %v", err)
	}
	if err := NewValidator("r").Err(); err != nil {
		t.Errorf("no violations are the error %v", err)
	}
}

func TestLongErrorIsCut(t *testing.T) {
	v := NewValidator("r")
	for range 25 {
		v.Required("x", false)
	}
	err := v.Err()
	if n := strings.Count(err.Error(), "/r/x"); n != 10 || !strings.HasSuffix(err.Error(), "; and 15 more") {
		t.Errorf("%d violations are printed: %v", n, err)
	}
}

// tree contains itself many times: following it all would never end.
type tree struct{ kids []*tree }

func (x *tree) validate(v *Validator) {
	v.Required("leaf", false)
	for _, k := range x.kids {
		v.Child("kid", k.validate)
	}
	Each(v, "node", x.kids, func(k **tree, v *Validator) { (*k).validate(v) })
}

func TestEndlessValue(t *testing.T) {
	x := new(tree)
	x.kids = []*tree{x, x, x}
	v := NewValidator("r")
	x.validate(v)
	var invalid *ValidationError
	if !errors.As(v.Err(), &invalid) || len(invalid.Violations) != maxDepth+1 {
		t.Fatalf("violations: %d", len(invalid.Violations))
	}
	last := invalid.Violations[maxDepth]
	if last.Rule != "depth" || !strings.HasSuffix(last.Path, "/kid/...") || last.Message != "must not be nested deeper than 1000 elements" {
		t.Errorf("the last violation is %v", last)
	}
	if len(v.path) != 1 {
		t.Errorf("%d steps are left over", len(v.path))
	}
}

func TestViolationsHoldNoValue(t *testing.T) {
	const secret = "s3cret-123"
	got := broken(func(v *Validator) {
		v.String("a", secret, &Facets{Length: 3, Enum: []string{"x"}, Pattern: []Matcher{&Pattern{Expr: "x"}}})
		v.Stamp("b", ParseStamp("2006", secret))
		v.Int("c", 123, &Facets{MaxInclusive: "9", TotalDigits: 1})
		v.Date("d", NewDate(2123, 1, 23), &Facets{MaxInclusive: "2026-01-01"})
	})
	if strings.Contains(got, "123") || strings.Count(got, "\n") != 6 {
		t.Errorf("violations:\n%s", got)
	}
}
