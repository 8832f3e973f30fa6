package xsd

import (
	"bytes"
	"testing"
	"time"
)

// fuzzForm checks that any text is either refused or written again letter by
// letter, but for white space around it, and that equal values stay equal.
func fuzzForm(f *testing.F, kind string, seeds ...string) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		in := bytes.Clone(text)
		v := kinds[kind]()
		err := v.ParseXML(text, nil)
		if !bytes.Equal(text, in) {
			t.Fatalf("ParseXML changed its argument %q", in)
		}
		if err != nil {
			return
		}
		got, err := v.AppendXML(nil, nil)
		if err != nil || !bytes.Equal(got, collapse(text)) {
			t.Fatalf("%q is written %q, %v", text, got, err)
		}
		w := kinds[kind]()
		if err := w.ParseXML(got, nil); err != nil {
			t.Fatalf("%q is not read again: %v", got, err)
		}
		if !same(v, w) {
			t.Fatalf("%q is not equal to itself", got)
		}
	})
}

// same reports whether both are the same form and the same value.
func same(v, w form) bool {
	switch v := v.(type) {
	case *Date:
		w := w.(*Date)
		return *v == *w && v.Equal(*w)
	case *Time:
		w := w.(*Time)
		return *v == *w && v.Equal(*w)
	case *DateTime:
		w := w.(*DateTime)
		return *v == *w && v.Equal(*w)
	case *GYear:
		return *v == *w.(*GYear)
	case *GYearMonth:
		return *v == *w.(*GYearMonth)
	case *GMonth:
		return *v == *w.(*GMonth)
	case *GMonthDay:
		return *v == *w.(*GMonthDay)
	case *GDay:
		return *v == *w.(*GDay)
	case *Duration:
		w := w.(*Duration)
		return *v == *w && v.Equal(*w) && v.Months() == w.Months() && v.Seconds() == w.Seconds()
	case *Decimal:
		w := w.(*Decimal)
		return *v == *w && v.Equal(*w) && v.Rat().Sign() == v.Sign()
	case *Integer:
		w := w.(*Integer)
		return *v == *w && v.Equal(*w) && v.Big().Sign() == v.Sign()
	}
	return false
}

func FuzzDate(f *testing.F) {
	fuzzForm(f, "date", "2026-11-21", "-0000-02-29Z", " 12026-01-01+14:00\n", "2026-02-29", "2026-11-21-00:00", "")
}

func FuzzTime(f *testing.F) {
	fuzzForm(f, "time", "24:00:00", "23:59:59.1234567890Z", "00:00:00-03:00", "24:00:00.0000000000", "12:30")
}

func FuzzDateTime(f *testing.F) {
	fuzzForm(f, "dateTime", "2026-11-21T12:30:01.500-03:00", "-0044-03-15T24:00:00", "999999999-12-31T23:59:59.12345678901Z", "2026-11-21 12:30:01")
}

func FuzzGYear(f *testing.F) { fuzzForm(f, "gYear", "2026", "-0000Z", "12345+01:00", "02026") }

func FuzzGYearMonth(f *testing.F) { fuzzForm(f, "gYearMonth", "2026-11", "-12345-01Z", "2026-13") }

func FuzzGMonthDay(f *testing.F) { fuzzForm(f, "gMonthDay", "--02-29", "--12-31-03:00", "--02-30") }

func FuzzGMonth(f *testing.F) { fuzzForm(f, "gMonth", "--02", "--12-03:00", "--13", "--01--", "--1") }

func FuzzGDay(f *testing.F) { fuzzForm(f, "gDay", "---31", "---01Z", "---00", "---32", "---1") }

func FuzzDuration(f *testing.F) {
	fuzzForm(f, "duration", "P1Y2M3DT4H5M6.7S", "-PT0.5S", "P400Y", "PT1000000000000000000S", "P1000000000Y", "P1YT")
}

func FuzzDecimal(f *testing.F) {
	fuzzForm(f, "decimal", "0", "-0.00", "+1.", ".5", "123456789012345678.9", "999999999999999999", "18446744073709551616", "1e5")
}

func FuzzInteger(f *testing.F) {
	fuzzForm(f, "integer", "0", "-007", "+5", "9223372036854775808", "-9223372036854775808", "1.0")
}

func FuzzBinary(f *testing.F) {
	for _, seed := range []string{"", "aGk=", "aG\nk=", "aGl=", "====", "a", "AA==", " A A = = "} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		in := bytes.Clone(text)
		var v, w Binary
		err := v.ParseXML(text, nil)
		if !bytes.Equal(text, in) {
			t.Fatalf("ParseXML changed its argument %q", in)
		}
		if err != nil {
			return
		}
		out, _ := v.AppendXML(nil, nil)
		if err := w.ParseXML(out, nil); err != nil || !w.Equal(v) {
			t.Fatalf("%q is written %q and read %q, %v", in, out, w, err)
		}
		if len(out) > 0 && !bytes.Equal(out, bytes.Join(bytes.Fields(in), nil)) {
			t.Fatalf("%q is written %q", in, out)
		}
	})
}

func FuzzHexBinary(f *testing.F) {
	for _, seed := range []string{"", "0FB7", " 0fb7 ", "0 F", "0", "0G", "é"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		in := bytes.Clone(text)
		var v, w HexBinary
		err := v.ParseXML(text, nil)
		if !bytes.Equal(text, in) {
			t.Fatalf("ParseXML changed its argument %q", in)
		}
		if err != nil {
			return
		}
		out, _ := v.AppendXML(nil, nil)
		if !bytes.Equal(out, bytes.ToUpper(collapse(in))) {
			t.Fatalf("%q is written %q", in, out)
		}
		if err := w.ParseXML(out, nil); err != nil || !w.Equal(v) {
			t.Fatalf("%q is written %q and read %q, %v", in, out, w, err)
		}
	})
}

// FuzzStamp: any text is kept, and one that is a time can be written in the
// layout's own form.
func FuzzStamp(f *testing.F) {
	layouts := []string{"02/01/2006 15:04", "2006-01-02T15:04:05Z07:00", "20060102150405.000", "02/01/2006", "15:04"}
	for i, seed := range []string{"31/12/2026 23:59", "2026-12-31T23:59:59.5-03:00", "20261231235959,123", " 31/12/2026\n", "24:00", ""} {
		f.Add(seed, uint8(i))
	}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		layout := layouts[int(n)%len(layouts)]
		s := ParseStamp(layout, text)
		if s.IsZero() != (text == "") || s.Text() != text {
			t.Fatalf("%q is kept as %q", text, s.Text())
		}
		if out, err := s.AppendLayout(nil, layout); text != "" && (err != nil || string(out) != text) {
			t.Fatalf("%q is written %q, %v", text, out, err)
		}
		moment, ok := s.Time(time.UTC)
		if ok != s.Valid() {
			t.Fatalf("%q: time %v of a stamp that is valid: %v", text, ok, s.Valid())
		}
		if !ok {
			return
		}
		own := moment.Format(layout) // without fractions that Parse took and the layout has no place for
		if again, ok := ParseStamp(layout, own).Time(time.UTC); !ok || again.Format(layout) != own {
			t.Fatalf("%q is %q in its layout, which reads as %v", text, own, again)
		}
	})
}

func FuzzQName(f *testing.F) {
	for _, seed := range []string{"a", "p:a", "p:a:b", ":a", "p:", "{u}a", " p:a ", "1a", "p:1a", "é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var q, r QName
		if q.ParseXML([]byte(text), anyPrefix{}) == nil {
			out, err := q.AppendXML(nil, anyPrefix{})
			if err != nil || string(out) != string(collapse([]byte(text))) {
				t.Fatalf("%q is written %q, %v", text, out, err)
			}
		}
		if q.UnmarshalText([]byte(text)) == nil {
			if err := r.UnmarshalText([]byte(q.String())); err != nil || r != q {
				t.Fatalf("%q gives %#v and then %#v, %v", text, q, r, err)
			}
		}
	})
}

// anyPrefix binds every prefix to the namespace of the same name.
type anyPrefix struct{}

func (anyPrefix) Resolve(prefix string) (string, bool) { return prefix, true }
func (anyPrefix) Prefix(uri string) string             { return uri }
