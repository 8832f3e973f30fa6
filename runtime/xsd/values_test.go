package xsd

import (
	"bytes"
	"errors"
	"math"
	"testing"
	"time"
)

func TestBinary(t *testing.T) {
	for _, test := range []struct {
		text, want, canonical string
		bad                   bool
	}{
		{text: "", canonical: ""},
		{text: "aGk=", want: "hi", canonical: "aGk="},
		{text: " a G\n\tk\r = ", want: "hi", canonical: "aGk="},
		{text: "aGkh", want: "hi!", canonical: "aGkh"},
		{text: "aA==", want: "h", canonical: "aA=="},
		{text: "aB==", bad: true}, // bits left over
		{text: "aGl=", bad: true},
		{text: "aGk", bad: true},
		{text: "=", bad: true},
		{text: "====", bad: true},
		{text: "aGk=aGk=", bad: true},
		{text: "aG-_", bad: true},
		{text: "a\u00a0Gk=", bad: true},
	} {
		x := Binary("before")
		err := x.ParseXML([]byte(test.text), nil)
		if test.bad {
			var parse *ParseError
			if !errors.As(err, &parse) || string(x) != "before" {
				t.Errorf("%q is read as %q, %v", test.text, []byte(x), err)
			}
			continue
		}
		out, _ := x.AppendXML([]byte("x"), nil)
		if err != nil || string(x) != test.want || string(out) != "x"+test.canonical || x.String() != test.canonical {
			t.Errorf("%q is read as %q and written %q, %v", test.text, []byte(x), out, err)
		}
		if x.IsZero() {
			t.Errorf("%q is read as zero", test.text)
		}
	}
	if !(Binary)(nil).IsZero() || !Binary(nil).Equal(Binary{}) || Binary("a").Equal(Binary("b")) {
		t.Error("Equal or IsZero of Binary")
	}
}

func TestHexBinary(t *testing.T) {
	for _, test := range []struct{ text, want, canonical string }{
		{"", "", ""}, {" 0aFf\n", "\x0a\xff", "0AFF"}, {"00", "\x00", "00"},
	} {
		var x HexBinary
		if err := x.UnmarshalText([]byte(test.text)); err != nil || string(x) != test.want || x.String() != test.canonical || x.IsZero() {
			t.Errorf("%q is read as %q, %v", test.text, []byte(x), err)
		}
		if b, err := x.MarshalText(); err != nil || string(b) != test.canonical {
			t.Errorf("%q is written %q, %v", test.text, b, err)
		}
	}
	for _, bad := range []string{"a", "0g", "0a 0b", "0x0a"} {
		x := HexBinary("before")
		if err := x.ParseXML([]byte(bad), nil); err == nil || string(x) != "before" {
			t.Errorf("%q is read as %q, %v", bad, []byte(x), err)
		}
	}
	if !HexBinary("a").Equal(HexBinary("a")) || HexBinary("a").Equal(nil) {
		t.Error("Equal of HexBinary")
	}
}

// scope is a table of bindings that declares what it lacks.
type scope map[string]string

func (s scope) Resolve(prefix string) (string, bool) { uri, ok := s[prefix]; return uri, ok }

func (s scope) Prefix(uri string) string {
	for prefix, bound := range s {
		if bound == uri {
			return prefix
		}
	}
	if uri == "" {
		delete(s, "")
		return ""
	}
	s["n0"] = uri
	return "n0"
}

func TestQName(t *testing.T) {
	for _, test := range []struct {
		ns   scope
		text string
		want QName
		bad  bool
	}{
		{scope{"p": "u"}, " p:a\n", QName{"u", "a"}, false},
		{scope{}, "a", QName{"", "a"}, false},
		{scope{"": "d"}, "a", QName{"d", "a"}, false},
		{scope{"p": "u"}, "p:é-1.b_", QName{"u", "é-1.b_"}, false},
		{scope{}, "p:a", QName{}, true},
		{scope{"": "d"}, ":a", QName{}, true},
		{scope{"p": "u"}, "p:", QName{}, true},
		{scope{"p": "u"}, "p:a:b", QName{}, true},
		{scope{"p": "u"}, "p :a", QName{}, true},
		{scope{"1p": "u"}, "1p:a", QName{}, true},
		{scope{}, "", QName{}, true},
		{scope{}, "1a", QName{}, true},
		{scope{}, "{u}a", QName{}, true},
	} {
		var q QName
		if err := q.ParseXML([]byte(test.text), test.ns); (err != nil) != test.bad || q != test.want {
			t.Errorf("%q is read as %v, %v", test.text, q, err)
		}
	}
	var q QName
	if err := q.ParseXML([]byte("a"), nil); err != nil || q.Local != "a" {
		t.Errorf("without a scope a is %v, %v", q, err)
	}
	if err := q.ParseXML([]byte("p:a"), nil); err == nil {
		t.Error("without a scope a prefix is resolved")
	}
	ns := scope{"": "d", "p": "u"}
	for _, test := range []struct {
		q    QName
		want string
	}{
		{QName{"u", "a"}, "p:a"}, {QName{"d", "a"}, "a"}, {QName{"new", "a"}, "n0:a"}, {QName{"", "a"}, "a"},
	} {
		if b, err := test.q.AppendXML([]byte("x"), ns); err != nil || string(b) != "x"+test.want {
			t.Errorf("%v is written %q, %v", test.q, b, err)
		}
	}
	if _, ok := ns[""]; ok {
		t.Error("a name in no namespace is written under a default namespace")
	}
	var unset *UnsetError
	if _, err := (QName{}).AppendXML(nil, ns); !errors.As(err, &unset) {
		t.Errorf("an unset name gives %v", err)
	}
	if _, err := (QName{"u", "a"}).AppendXML(nil, nil); err == nil {
		t.Error("a namespace is written without a prefix")
	}
	if b, err := (QName{"", "a"}).AppendXML(nil, nil); err != nil || string(b) != "a" {
		t.Errorf("a name in no namespace is written %q, %v", b, err)
	}
	for _, text := range []string{"{u}a", "a", ""} {
		q, err := ParseQName(text)
		b, _ := q.MarshalText()
		if err != nil || string(b) != text || q.IsZero() != (text == "") || !q.Equal(q) {
			t.Errorf("%q is %#v, %v", text, q, err)
		}
	}
	for _, text := range []string{"{u}", "{u", "{u}a:b", "a b", "{}"} {
		if q, err := ParseQName(text); err == nil && q.String() != text {
			t.Errorf("%q is %#v", text, q)
		}
	}
}

func TestNewAny(t *testing.T) {
	for _, test := range []struct {
		got        AnySimple
		kind, text string
	}{
		{NewAny("a"), "string", "a"}, {NewAny(""), "string", ""}, {NewAny(true), "boolean", "true"}, {NewAny(1), "long", "1"}, {NewAny(int8(-1)), "byte", "-1"},
		{NewAny(int16(1)), "short", "1"}, {NewAny(int32(1)), "int", "1"}, {NewAny(int64(math.MinInt64)), "long", "-9223372036854775808"}, {NewAny(uint(1)), "unsignedLong", "1"},
		{NewAny(uint8(1)), "unsignedByte", "1"}, {NewAny(uint16(1)), "unsignedShort", "1"}, {NewAny(uint32(1)), "unsignedInt", "1"}, {NewAny(uint64(math.MaxUint64)), "unsignedLong", "18446744073709551615"},
		{NewAny(float32(0.1)), "float", "0.1"}, {NewAny(1e21), "double", "1e+21"}, {NewAny(math.Inf(-1)), "double", "-INF"}, {NewAny(math.Inf(1)), "double", "INF"}, {NewAny(math.NaN()), "double", "NaN"},
		{NewAny(NewDecimal(150, 2)), "decimal", "1.50"}, {NewAny(NewInteger(7)), "integer", "7"}, {NewAny(NewDate(2026, 1, 2)), "date", "2026-01-02"}, {NewAny(NewTime(1, 2, 3, 0)), "time", "01:02:03"},
		{NewAny(mustDateTime(t, "2026-01-02T03:04:05Z")), "dateTime", "2026-01-02T03:04:05Z"}, {NewAny(NewDuration(time.Second)), "duration", "PT1S"},
		{NewAny(Binary("hi")), "base64Binary", "aGk="}, {NewAny(HexBinary("hi")), "hexBinary", "6869"},
	} {
		if want := (AnySimple{QName{Namespace, test.kind}, test.text}); test.got != want {
			t.Errorf("got %v, want %v", test.got, want)
		}
	}
	if !NewAny(Date{}).IsZero() || !NewAny(DateTime{}).IsZero() || !NewAny(Duration{}).IsZero() || !NewAny(Time{}).IsZero() {
		t.Error("an unset value has a type")
	}
}

func TestAnySimple(t *testing.T) {
	read := func(text string) AnySimple {
		a := AnySimple{Type: QName{Namespace, "string"}}
		if err := a.ParseXML([]byte(text), nil); err != nil {
			t.Fatal(err)
		}
		if b, err := a.AppendXML(nil, nil); err != nil || string(b) != text || a.String() != text || a.Type.IsZero() {
			t.Errorf("%q is written %q, %v", text, b, err)
		}
		return a
	}
	if v, err := read(" 1 ").Bool(); !v || err != nil {
		t.Errorf("Bool = %v, %v", v, err)
	}
	if v, err := read("false").Bool(); v || err != nil {
		t.Errorf("Bool = %v, %v", v, err)
	}
	if v, err := read("+007").Int64(); v != 7 || err != nil {
		t.Errorf("Int64 = %v, %v", v, err)
	}
	for text, want := range map[string]float64{"1e3": 1000, " -INF ": math.Inf(-1), "INF": math.Inf(1), "1e400": math.Inf(1), ".5": 0.5} {
		if v, err := read(text).Float64(); v != want || err != nil {
			t.Errorf("Float64 of %q = %v, %v", text, v, err)
		}
	}
	if v, err := read("NaN").Float64(); v == v || err != nil {
		t.Errorf("Float64 = %v, %v", v, err)
	}
	if v, err := read("1.50").Decimal(); v != NewDecimal(150, 2) || err != nil {
		t.Errorf("Decimal = %v, %v", v, err)
	}
	if v, err := read("5").Integer(); v != NewInteger(5) || err != nil {
		t.Errorf("Integer = %v, %v", v, err)
	}
	if v, err := read("2026-01-02").Date(); v != NewDate(2026, 1, 2) || err != nil {
		t.Errorf("Date = %v, %v", v, err)
	}
	if v, err := read("01:02:03").Time(); v != NewTime(1, 2, 3, 0) || err != nil {
		t.Errorf("Time = %v, %v", v, err)
	}
	if v, err := read("2026-01-02T03:04:05Z").DateTime(); v.String() != "2026-01-02T03:04:05Z" || err != nil {
		t.Errorf("DateTime = %v, %v", v, err)
	}
	if v, err := read("PT1S").Duration(); v != NewDuration(time.Second) || err != nil {
		t.Errorf("Duration = %v, %v", v, err)
	}
	for name, err := range map[string]error{
		"Bool":    second(read("TRUE").Bool()),
		"Int64":   second(read("9223372036854775808").Int64()),
		"Int64 2": second(read("1.0").Int64()),
		"Float64": second(read("0x1p-2").Float64()),
		"inf":     second(read("Infinity").Float64()),
		"empty":   second(read("").Float64()),
		"sign":    second(read("+-1").Float64()),
	} {
		var parse *ParseError
		if !errors.As(err, &parse) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	var a AnySimple
	if err := a.UnmarshalText([]byte("x")); err != nil || !a.Equal(AnySimple{Text: "x"}) || a.IsZero() {
		t.Errorf("UnmarshalText gives %v, %v", a, err)
	}
	if b, err := a.MarshalText(); err != nil || string(b) != "x" {
		t.Errorf("MarshalText gives %q, %v", b, err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestStamp(t *testing.T) {
	saoPaulo := time.FixedZone("BRT", -3*3600)
	for _, test := range []struct{ layout, text, want string }{
		{"02/01/2006", "31/12/2026", "2026-12-31T00:00:00-03:00"},
		{"02/01/2006 15:04:05", " 31/12/2026 23:59:58\n", "2026-12-31T23:59:58-03:00"},
		{"20060102150405", "20261231235958", "2026-12-31T23:59:58-03:00"},
		{"2006-01-02 15:04:05.000", "2026-12-31 23:59:58.250", "2026-12-31T23:59:58.25-03:00"},
		{"2006-01-02 15:04 -0700", "2026-12-31 23:59 +0530", "2026-12-31T23:59:00+05:30"},
		{"2006-01-02 15:04Z07:00", "2026-12-31 23:59Z", "2026-12-31T23:59:00Z"},
		{"02/01/2006", "0000-00-00", ""},
		{"02/01/2006", "32/12/2026", ""},
		{"02/01/2006", "  ", ""},
	} {
		s := ParseStamp(test.layout, test.text)
		at, ok := s.Time(saoPaulo)
		got := ""
		if ok {
			got = at.Format(time.RFC3339Nano)
		}
		if got != test.want || s.Valid() != ok || s.Text() != test.text || s.String() != test.text || s.IsZero() {
			t.Errorf("%q is %q, Valid = %v, text %q", test.text, got, s.Valid(), s.Text())
		}
		if b, err := s.AppendLayout([]byte("x"), "2006"); err != nil || string(b) != "x"+test.text {
			t.Errorf("%q is written %q, %v", test.text, b, err)
		}
		var again Stamp
		again.ParseLayout([]byte(test.text), test.layout)
		if again != s || !again.Equal(s) {
			t.Errorf("%q is %#v and then %#v", test.text, s, again)
		}
	}
	fresh := NewStamp(time.Date(2026, 12, 31, 23, 59, 58, 250_000_000, saoPaulo))
	if b, err := fresh.AppendLayout(nil, "02/01/2006 15:04:05.000 -0700"); err != nil || string(b) != "31/12/2026 23:59:58.250 -0300" {
		t.Errorf("a fresh stamp is written %q, %v", b, err)
	}
	if fresh.Text() != "" || !fresh.Valid() || fresh.String() != "2026-12-31T23:59:58.25-03:00" {
		t.Errorf("a fresh stamp is %#v", fresh)
	}
	if !fresh.Equal(ParseStamp("02/01/2006 15:04:05.000", "31/12/2026 23:59:58.250")) || fresh.Equal(ParseStamp("02/01/2006", "31/12/2026")) {
		t.Error("a stamp without a zone is compared by its wall clock")
	}
	if !fresh.Equal(NewStamp(time.Date(2027, 1, 1, 2, 59, 58, 250_000_000, time.UTC))) {
		t.Error("stamps with a zone are compared by their moment")
	}
	var unset *UnsetError
	if b, err := (Stamp{}).AppendLayout([]byte("x"), "2006"); !errors.As(err, &unset) || string(b) != "x" {
		t.Errorf("an unset stamp is written %q, %v", b, err)
	}
	if !NewStamp(time.Time{}).IsZero() || !ParseStamp("2006", "").IsZero() || (Stamp{}).String() != "" {
		t.Error("nothing is a stamp")
	}
	for _, text := range []string{"2026-12-31T23:59:58.25-03:00", "31/12/2026", ""} {
		var s Stamp
		if err := s.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if b, err := s.MarshalText(); err != nil || string(b) != text || s.Valid() != bytes.Contains(b, []byte("T")) {
			t.Errorf("%q is %q, %v", text, b, err)
		}
	}
}
