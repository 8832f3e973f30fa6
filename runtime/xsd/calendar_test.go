package xsd

import (
	"encoding"
	"errors"
	"fmt"
	"testing"
	"time"
)

// form is what every value type of this package offers on its pointer.
type form interface {
	ParseXML([]byte, Namespaces) error
	AppendXML([]byte, Namespaces) ([]byte, error)
	String() string
	IsZero() bool
	encoding.TextMarshaler
	encoding.TextUnmarshaler
}

var kinds = map[string]func() form{
	"date":       func() form { return new(Date) },
	"time":       func() form { return new(Time) },
	"dateTime":   func() form { return new(DateTime) },
	"gYear":      func() form { return new(GYear) },
	"gYearMonth": func() form { return new(GYearMonth) },
	"gMonth":     func() form { return new(GMonth) },
	"gMonthDay":  func() form { return new(GMonthDay) },
	"gDay":       func() form { return new(GDay) },
	"duration":   func() form { return new(Duration) },
	"decimal":    func() form { return new(Decimal) },
	"integer":    func() form { return new(Integer) },
}

// checkForm reads text as a kind of value and checks that it is written again
// letter by letter by every way out.
func checkForm(t *testing.T, kind, text string) {
	t.Helper()
	v := kinds[kind]()
	if err := v.ParseXML([]byte(" \t"+text+"\r\n"), nil); err != nil {
		t.Errorf("%s %q: %v", kind, text, err)
		return
	}
	got, err := v.AppendXML([]byte("x"), nil)
	if err != nil || string(got) != "x"+text {
		t.Errorf("%s %q: AppendXML = %q, %v", kind, text, got, err)
	}
	if v.String() != text {
		t.Errorf("%s %q: String = %q", kind, text, v.String())
	}
	if b, err := v.MarshalText(); err != nil || string(b) != text {
		t.Errorf("%s %q: MarshalText = %q, %v", kind, text, b, err)
	}
	w := kinds[kind]()
	if err := w.UnmarshalText([]byte(text)); err != nil || fmt.Sprintf("%#v", w) != fmt.Sprintf("%#v", v) {
		t.Errorf("%s %q: UnmarshalText = %#v, %v, want %#v", kind, text, w, err, v)
	}
}

// checkBad checks that text is refused, that the value stays as it was and
// that the error does not repeat the text.
func checkBad(t *testing.T, kind, text string) {
	t.Helper()
	v := kinds[kind]()
	err := v.ParseXML([]byte(text), nil)
	var parse *ParseError
	if !errors.As(err, &parse) || parse.Type != kind || parse.Reason == "" {
		t.Errorf("%s %q: error %v, want a *ParseError of that type", kind, text, err)
	}
	if !v.IsZero() {
		t.Errorf("%s %q: value is %v after an error", kind, text, v)
	}
}

func TestForms(t *testing.T) {
	zones := []string{"", "Z", "+00:00", "-00:00", "-03:00", "+05:30", "+14:00", "-14:00", "+13:59", "-00:01"}
	for kind, texts := range map[string][]string{
		"date": {
			"2026-11-21", "0001-01-01", "0000-02-29", "-0001-12-31", "-0000-01-01", "-0004-02-29", "9999-12-31",
			"10000-01-01", "123456789-06-30", "-999999999-01-01", "2000-02-29", "2024-02-29",
		},
		"time": {"00:00:00", "24:00:00", "24:00:00.000", "24:00:00.00000000000", "23:59:59", "12:30:01.5", "12:30:01.500", "12:30:01.0", "12:30:01.123456789", "12:30:01.1234567890", "12:30:01.00000000000001"},
		"dateTime": {
			"2026-11-21T12:30:01", "2026-11-21T12:30:01.1", "2026-12-31T24:00:00", "2026-12-31T24:00:00.0", "-0044-03-15T12:00:00",
			"12026-11-21T00:00:00.000000", "2026-11-21T12:30:01.12345678901234567890", "-0000-02-29T00:00:00",
		},
		"gYear":      {"2026", "0000", "-0000", "-0044", "10000", "-123456789"},
		"gYearMonth": {"2026-11", "0000-01", "-12345-12"},
		"gMonth":     {"--01", "--12"},
		"gMonthDay":  {"--02-29", "--12-31", "--04-30"},
		"gDay":       {"---01", "---31"},
	} {
		for _, text := range texts {
			for _, zone := range zones {
				checkForm(t, kind, text+zone)
			}
		}
	}
}

func TestBadForms(t *testing.T) {
	for kind, texts := range map[string][]string{
		"date": {
			"", " ", "2026", "2026-11", "2026-1-01", "2026-11-1", "2026-13-01", "2026-00-01", "2026-11-00", "2026-11-31", "2026-02-29", "1900-02-29", "-0001-02-29",
			"02026-01-01", "226-01-01", "+2026-01-01", "1234567890-01-01", "--2026-01-01", "2026-11-21T00:00:00", "2026-11-21 Z", "2026 -11-21", "2026-11-21z",
			"2026-11-21+14:01", "2026-11-21-15:00", "2026-11-21+3:00", "2026-11-21+0300", "2026-11-21+03:60", "2026-11-21+03:0", "2026-11-21+aa:bb", "2026-11-21ZZ", "2026-11-21+03:00x",
			"2026/11/21", "21/11/2026", "２０２６-11-21", "2026-11-21\x00", "2026-11-2１", "-", "-2026", "0000-00-00",
		},
		"time": {
			"", "12:30", "12:30:1", "1:30:00", "25:00:00", "24:00:01", "24:01:00", "24:00:00.1", "24:00:00.00000000000001", "12:60:00", "12:30:60", "12:30:00.", "12:30:00.Z", "12:30:00,5",
			"12:30:00 ", "12:30:00PM", "aa:bb:cc", "12-30-00", "12:30:00+24:00", "T12:30:00",
		},
		"dateTime": {
			"", "2026-11-21", "2026-11-21 12:30:00", "2026-11-21t12:30:00", "2026-11-21T", "2026-11-21T12:30", "2026-11-21T12:30:00z", "2026-11-21T24:00:01", "2026-02-30T00:00:00",
			"2026-11-21ZT12:30:00", "2026-11-21T12:30:00.Z", "2026-11-21T12:30:00Z+01:00", "0001-01-01T00:00:00+14:01", "999-11-21T12:30:00",
		},
		"gYear":      {"", "26", "-26", "2026-", "02026", "2026-11", "2026z", "1234567890"},
		"gYearMonth": {"", "2026", "2026-1", "2026-13", "2026-00", "2026-11-", "2026-11-01", "--11"},
		"gMonth":     {"", "--1", "--13", "--00", "-01", "01", "--01-01"},
		"gMonthDay":  {"", "--02-30", "--04-31", "--13-01", "--00-01", "--01-00", "--1-1", "--01", "---01", "--01-32"},
		"gDay":       {"", "---32", "---00", "---1", "--01", "01", "---aa"},
	} {
		for _, text := range texts {
			if text == "12:30:00 " { // white space is collapsed
				checkForm(t, kind, "12:30:00")
				continue
			}
			checkBad(t, kind, text)
		}
	}
}

func TestUnsetIsNotWritten(t *testing.T) {
	for kind, make := range kinds {
		v := make()
		b, err := v.AppendXML([]byte("x"), nil)
		if kind == "decimal" || kind == "integer" {
			if err != nil || string(b) != "x0" {
				t.Errorf("zero %s is written %q, %v, want 0", kind, b, err)
			}
			continue
		}
		var unset *UnsetError
		if !errors.As(err, &unset) || unset.Type != kind || string(b) != "x" {
			t.Errorf("unset %s: AppendXML = %q, %v, want an *UnsetError", kind, b, err)
		}
		if !v.IsZero() || v.String() != "" {
			t.Errorf("unset %s: IsZero = %v, String = %q", kind, v.IsZero(), v.String())
		}
		if err := v.UnmarshalText(nil); err != nil || !v.IsZero() {
			t.Errorf("unset %s: empty text gives %v, %v", kind, v, err)
		}
	}
}

// wantOrder is what Cmp must say: -1, 0, 1, or none.
const none = 9

func order(n int, ok bool) int {
	if !ok {
		return none
	}
	return n
}

func mustDateTime(t *testing.T, s string) DateTime {
	t.Helper()
	v, err := ParseDateTime(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return v
}

func TestDateTimeOrder(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"2026-11-21T12:00:00Z", "2026-11-21T12:00:00+00:00", 0},
		{"2026-11-21T12:00:00Z", "2026-11-21T09:00:00-03:00", 0},
		{"2026-11-21T12:00:00", "2026-11-21T12:00:00.000", 0},
		{"2026-12-31T24:00:00", "2027-01-01T00:00:00", 0},
		{"2026-11-21T12:00:00.5", "2026-11-21T12:00:00.50000000000", 0},
		{"-0000-01-01T00:00:00", "0000-01-01T00:00:00", 0},
		{"2026-11-21T12:00:00.12345678901", "2026-11-21T12:00:00.1234567890", 1},
		{"2026-11-21T12:00:00.123456789", "2026-11-21T12:00:00.12345678900001", -1},
		{"2026-11-21T12:00:00Z", "2026-11-21T12:00:01Z", -1},
		{"10000-01-01T00:00:00", "9999-12-31T23:59:59", 1},
		{"-0001-01-01T00:00:00", "0001-01-01T00:00:00", -1},
		{"-0002-01-01T00:00:00", "-0001-01-01T00:00:00", -1},
		{"-999999999-01-01T00:00:00Z", "999999999-12-31T00:00:00Z", -1},
		// XML Schema 1.0, Part 2, 3.2.7.4.
		{"2000-01-15T00:00:00", "2000-02-15T00:00:00", -1},
		{"2000-01-15T12:00:00", "2000-01-16T12:00:00Z", -1},
		{"2000-01-01T12:00:00", "1999-12-31T23:00:00Z", none},
		{"2000-01-16T12:00:00", "2000-01-16T12:00:00Z", none},
		{"2000-01-16T00:00:00", "2000-01-16T12:00:00Z", none},
		{"2000-01-01T00:00:00", "2000-01-01T14:00:00Z", none},
		{"2000-01-01T00:00:00", "2000-01-01T14:00:00.1Z", -1},
		{"2000-01-01T14:00:00.1Z", "2000-01-01T00:00:00", 1},
	} {
		a, b := mustDateTime(t, test.a), mustDateTime(t, test.b)
		if got := order(a.Cmp(b)); got != test.want {
			t.Errorf("%s Cmp %s = %d, want %d", a, b, got, test.want)
		}
		back := test.want
		if back != none {
			back = -back
		}
		if got := order(b.Cmp(a)); got != back {
			t.Errorf("%s Cmp %s = %d, want %d", b, a, got, back)
		}
		if a.Equal(b) != (test.want == 0) {
			t.Errorf("%s Equal %s = %v", a, b, a.Equal(b))
		}
		if test.a != test.b && a == b {
			t.Errorf("%s == %s: the form is lost", a, b)
		}
	}
	var unset DateTime
	if !unset.Equal(DateTime{}) || unset.Equal(mustDateTime(t, "2026-11-21T12:00:00Z")) {
		t.Error("unset must equal unset alone")
	}
	if _, ok := unset.Cmp(unset); ok {
		t.Error("unset values are in no order")
	}
}

func TestOtherOrders(t *testing.T) {
	cmp := map[string]func(a, b form) (int, bool){
		"date":       func(a, b form) (int, bool) { return a.(*Date).Cmp(*b.(*Date)) },
		"time":       func(a, b form) (int, bool) { return a.(*Time).Cmp(*b.(*Time)) },
		"gYear":      func(a, b form) (int, bool) { return a.(*GYear).Cmp(*b.(*GYear)) },
		"gYearMonth": func(a, b form) (int, bool) { return a.(*GYearMonth).Cmp(*b.(*GYearMonth)) },
		"gMonth":     func(a, b form) (int, bool) { return a.(*GMonth).Cmp(*b.(*GMonth)) },
		"gMonthDay":  func(a, b form) (int, bool) { return a.(*GMonthDay).Cmp(*b.(*GMonthDay)) },
		"gDay":       func(a, b form) (int, bool) { return a.(*GDay).Cmp(*b.(*GDay)) },
		"duration":   func(a, b form) (int, bool) { return a.(*Duration).Cmp(*b.(*Duration)) },
	}
	for _, test := range []struct {
		kind, a, b string
		want       int
	}{
		{"date", "2026-11-21", "2026-11-22", -1},
		{"date", "2026-11-21Z", "2026-11-21+00:00", 0},
		{"date", "2000-01-01+13:00", "1999-12-31-11:00", 0},
		{"date", "2026-11-21", "2026-11-21Z", none},
		{"date", "2026-11-21", "2026-11-22Z", -1},
		{"date", "2024-02-29", "2024-03-01", -1},
		{"time", "24:00:00", "00:00:00", 0},
		{"time", "12:00:00Z", "09:00:00-03:00", 0},
		{"time", "12:00:00", "12:00:00.1", -1},
		{"time", "12:00:00", "12:00:00Z", none},
		{"gYear", "2026", "2027", -1},
		{"gYear", "-0001", "0001", -1},
		{"gYear", "2026Z", "2026", none},
		{"gYearMonth", "2026-02", "2026-10", -1},
		{"gMonth", "--02", "--02", 0},
		{"gMonth", "--12", "--02", 1},
		{"gMonthDay", "--02-29", "--03-01", -1},
		{"gDay", "---31", "---01", 1},
		{"duration", "P1Y", "P12M", 0},
		{"duration", "PT36H", "P1DT12H", 0},
		{"duration", "PT1.50S", "PT1.5S", 0},
		{"duration", "-P1D", "P1D", -1},
		{"duration", "P1M", "P30D", none},
		{"duration", "P1M", "P27D", 1},
		{"duration", "P1M", "P32D", -1},
		{"duration", "P5M", "P150D", none},
		{"duration", "P5M", "P154D", -1},
		{"duration", "P400Y", "P146097D", none},
		{"duration", "PT0.9S", "PT1S", -1},
		{"duration", "-PT0.9S", "-PT1S", 1},
		{"duration", "-PT0.25S", "-PT0.75S", 1},
		{"duration", "-PT0.5S", "PT0.5S", -1},
		{"duration", "-PT0S", "P0Y", 0},
		{"duration", "-P1000000000Y", "P1000000000Y", -1},
	} {
		a, b := kinds[test.kind](), kinds[test.kind]()
		for v, text := range map[form]string{a: test.a, b: test.b} {
			if err := v.ParseXML([]byte(text), nil); err != nil {
				t.Fatalf("%s %q: %v", test.kind, text, err)
			}
		}
		back := test.want
		if back != none {
			back = -back
		}
		if got := order(cmp[test.kind](a, b)); got != test.want {
			t.Errorf("%s %s Cmp %s = %d, want %d", test.kind, a, b, got, test.want)
		}
		if got := order(cmp[test.kind](b, a)); got != back {
			t.Errorf("%s %s Cmp %s = %d, want %d", test.kind, b, a, got, back)
		}
	}
}

func TestDaysAgreesWithTime(t *testing.T) {
	for _, y := range []int{-999_999_999, -400_001, -401, -400, -5, -4, -1, 0, 1, 1600, 1899, 1900, 1970, 2000, 2024, 2026, 9999, 10_000, 999_999_999} {
		for _, m := range []time.Month{1, 2, 3, 7, 12} {
			for _, d := range []int{1, 28} {
				want := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
				if got := days(year(y), uint8(m), uint8(d)); got != want {
					t.Errorf("days(%d, %d, %d) = %d, want %d", y, m, d, got, want)
				}
			}
		}
	}
}

func TestFromTime(t *testing.T) {
	saoPaulo := time.FixedZone("BRT", -3*3600)
	mean := time.FixedZone("LMT", -(3*3600 + 6*60 + 28))
	far := time.FixedZone("", 15*3600)
	for _, test := range []struct{ got, want string }{
		{NewDateTime(time.Date(2026, 11, 21, 9, 5, 7, 0, saoPaulo)).String(), "2026-11-21T09:05:07-03:00"},
		{NewDateTime(time.Date(2026, 11, 21, 9, 5, 7, 120_000_000, time.UTC)).String(), "2026-11-21T09:05:07.12Z"},
		{NewDateTime(time.Date(2026, 11, 21, 9, 5, 7, 1, time.UTC)).String(), "2026-11-21T09:05:07.000000001Z"},
		{NewDateTime(time.Date(1890, 1, 1, 0, 0, 0, 0, mean)).String(), "1890-01-01T03:06:28Z"},
		{NewDateTime(time.Date(2026, 1, 1, 0, 0, 0, 0, far)).String(), "2025-12-31T09:00:00Z"},
		{NewDateTime(time.Time{}).String(), ""},
		{LocalDateTime(time.Date(2026, 11, 21, 9, 5, 7, 0, saoPaulo)).String(), "2026-11-21T09:05:07"},
		{LocalDateTime(time.Time{}).String(), ""},
		{DateOf(time.Date(2026, 11, 21, 23, 0, 0, 0, saoPaulo)).String(), "2026-11-21"},
		{DateOf(time.Time{}).String(), ""},
		{TimeOf(time.Date(2026, 11, 21, 23, 1, 2, 500_000_000, saoPaulo)).String(), "23:01:02.5"},
		{TimeOf(time.Time{}).String(), ""},
		{NewDate(2026, 2, 28).String(), "2026-02-28"},
		{NewDate(2026, 2, 29).String(), ""},
		{NewDate(2026, 0, 1).String(), ""},
		{NewDate(2026, 13, 1).String(), ""},
		{NewDate(2026, 1, 0).String(), ""},
		{NewDate(1_000_000_000, 1, 1).String(), ""},
		{NewDate(-1<<31, 1, 1).String(), ""},
		{NewDate(-44, 3, 15).String(), "-0044-03-15"},
		{NewTime(0, 0, 0, 0).String(), "00:00:00"},
		{NewTime(24, 0, 0, 0).String(), ""},
		{NewTime(1, 2, -3, 0).String(), ""},
		{NewGYear(2026).String(), "2026"},
		{NewGYear(1 << 40).String(), ""},
		{NewGYearMonth(2026, 2).String(), "2026-02"},
		{NewGYearMonth(2026, 0).String(), ""},
		{NewGMonth(12).String(), "--12"},
		{NewGMonth(13).String(), ""},
		{NewGMonthDay(2, 29).String(), "--02-29"},
		{NewGMonthDay(2, 30).String(), ""},
		{NewGDay(31).String(), "---31"},
		{NewGDay(32).String(), ""},
		{NewDate(2026, 11, 21).WithZone(0).String(), "2026-11-21Z"},
		{NewDate(2026, 11, 21).WithZone(-180).WithoutZone().String(), "2026-11-21"},
		{NewDate(2026, 11, 21).WithZone(-841).String(), ""},
		{Date{}.WithZone(60).String(), ""},
		{NewTime(1, 2, 3, 0).WithZone(330).String(), "01:02:03+05:30"},
		{NewTime(1, 2, 3, 0).WithFraction(3).String(), "01:02:03.000"},
		{Time{}.WithFraction(3).String(), ""},
		{mustDateTime(t, "2026-11-21T09:05:07.123987Z").WithFraction(3).String(), "2026-11-21T09:05:07.123Z"},
		{mustDateTime(t, "2026-11-21T09:05:07.12345678999Z").WithFraction(99).String(), "2026-11-21T09:05:07.123456789Z"},
		{mustDateTime(t, "2026-11-21T09:05:07.123Z").WithFraction(-1).String(), "2026-11-21T09:05:07Z"},
		{DateTime{}.WithFraction(3).String(), ""},
		{DateTime{}.WithoutZone().String(), ""},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestToTime(t *testing.T) {
	saoPaulo := time.FixedZone("BRT", -3*3600)
	check := func(got time.Time, want string) {
		t.Helper()
		if s := got.Format(time.RFC3339Nano); s != want {
			t.Errorf("got %s, want %s", s, want)
		}
	}
	check(mustDateTime(t, "2026-11-21T12:00:00.25").In(saoPaulo), "2026-11-21T12:00:00.25-03:00")
	check(mustDateTime(t, "2026-11-21T12:00:00+05:30").In(saoPaulo), "2026-11-21T12:00:00+05:30")
	check(mustDateTime(t, "2026-12-31T24:00:00Z").In(saoPaulo), "2027-01-01T00:00:00Z")
	check(NewDate(2026, 11, 21).In(saoPaulo), "2026-11-21T00:00:00-03:00")
	check(NewDate(2026, 11, 21).WithZone(60).In(saoPaulo), "2026-11-21T00:00:00+01:00")
	check(NewTime(1, 2, 3, 0).On(NewDate(2026, 11, 21), saoPaulo), "2026-11-21T01:02:03-03:00")
	check(NewTime(1, 2, 3, 0).WithZone(0).On(NewDate(2026, 11, 21).WithZone(60), saoPaulo), "2026-11-21T01:02:03Z")
	if at, ok := mustDateTime(t, "2026-11-21T12:00:00").Time(); ok || !at.IsZero() {
		t.Errorf("a dateTime without a zone is the moment %v, %v", at, ok)
	}
	at, ok := mustDateTime(t, "2026-11-21T12:00:00-03:00").Time()
	if want := time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC); !ok || !at.Equal(want) {
		t.Errorf("Time = %v, %v", at, ok)
	}
	for _, zero := range []time.Time{DateTime{}.In(saoPaulo), Date{}.In(saoPaulo), Time{}.On(NewDate(2026, 1, 1), saoPaulo), NewTime(0, 0, 0, 0).On(Date{}, saoPaulo)} {
		if !zero.IsZero() {
			t.Errorf("unset gives %v, want the zero time", zero)
		}
	}
	hour, minute, second, nano := mustDateTime(t, "2026-11-21T24:00:00").Clock()
	if hour != 24 || minute+second+nano != 0 {
		t.Errorf("Clock = %d:%d:%d.%d", hour, minute, second, nano)
	}
	if y, m, d := mustDateTime(t, "-0000-02-29T00:00:00").Date().Date(); y != 0 || m != 2 || d != 29 {
		t.Errorf("Date = %d, %d, %d", y, m, d)
	}
	if offset, ok := mustDateTime(t, "2026-11-21T12:00:00-00:01").Zone(); offset != -1 || !ok {
		t.Errorf("Zone = %d, %v", offset, ok)
	}
	if _, ok := NewDate(2026, 1, 1).Zone(); ok {
		t.Error("a date without a zone has one")
	}
	g := NewGMonthDay(2, 29)
	if g.Month() != 2 || g.Day() != 29 || NewGYear(-5).Year() != -5 || NewGYearMonth(7, 8).Month() != 8 || NewGYearMonth(7, 8).Year() != 7 || NewGMonth(3).Month() != 3 || NewGDay(4).Day() != 4 {
		t.Error("a Gregorian fragment does not return its parts")
	}
}

func TestReadingDoesNotAllocate(t *testing.T) {
	var (
		date Date
		at   = mustDateTime(t, "2026-11-21T12:30:01.123-03:00")
		n    = NewDecimal(-1234567890, 3)
		i    Integer
		buf  = make([]byte, 0, 64)
	)
	for name, run := range map[string]func() error{
		"date":               func() error { return date.ParseXML([]byte("2026-11-21"), nil) },
		"dateTime":           func() error { return at.ParseXML([]byte("2026-11-21T12:30:01.123-03:00"), nil) },
		"decimal":            func() error { return n.ParseXML([]byte("-1234567.890"), nil) },
		"integer":            func() error { return i.ParseXML([]byte("-1234567890123456789"), nil) },
		"dateTime of string": func() error { var err error; at, err = ParseDateTime("2026-11-21T12:30:01Z"); return err },
		"decimal written":    func() error { _, err := n.AppendXML(buf, nil); return err },
		"dateTime written":   func() error { _, err := at.AppendXML(buf, nil); return err },
		"decimal compared":   func() error { n.Cmp(NewDecimal(15, 1)); return nil },
	} {
		if err := run(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if allocs := testing.AllocsPerRun(100, func() { _ = run() }); allocs != 0 {
			t.Errorf("%s: %v allocations", name, allocs)
		}
	}
}
