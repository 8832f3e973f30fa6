package xsd

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

type secret string

func (secret) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte("[redacted]")) }

// login hides itself through its pointer only, as a struct may.
type login struct{ user, password string }

func (l *login) String() string   { return l.user + ":[redacted]" }
func (l *login) GoString() string { return "login{[redacted]}" }

type color string

type notComparable struct {
	N    []int
	Note Extra
}

func TestOpt(t *testing.T) {
	var o Opt[int32]
	if v, ok := o.Get(); v != 0 || ok || !o.IsZero() || o.Or(30) != 30 || o.Ptr() != nil {
		t.Errorf("the zero Opt is not absent: %#v", o)
	}
	*o.Make() = 0
	if v, ok := o.Get(); v != 0 || !ok || o.IsZero() || o.Or(30) != 0 || o.Ptr() == nil {
		t.Errorf("an Opt of 0 is not present: %#v", o)
	}
	o.Set(7)
	if o != Some[int32](7) || *o.Ptr() != 7 {
		t.Errorf("Set gives %#v", o)
	}
	if o = (Opt[int32]{}); !o.IsZero() || o.Or(1) != 1 {
		t.Errorf("the zero Opt is not absent: %#v", o)
	}
}

func TestNillable(t *testing.T) {
	var n Nillable[string]
	if n.State() != Absent || !n.IsZero() || n.Or("x") != "x" || n.Ptr() != nil {
		t.Errorf("the zero Nillable is not absent: %#v", n)
	}
	*n.Make() = "a"
	if v, ok := n.Get(); v != "a" || !ok || n.State() != Present || n.IsZero() || *n.Ptr() != "a" || n != Value("a") {
		t.Errorf("Make gives %#v", n)
	}
	*n.SetNil() = "attributes"
	if v, ok := n.Get(); v != "" || ok || n.State() != IsNil || n.IsZero() || n.Or("x") != "x" || Value("y").Or("x") != "y" || n.Held() != "attributes" || n.Ptr() != nil {
		t.Errorf("SetNil gives %#v", n)
	}
	n.Set("secret")
	if n.SetNil(); n != Nil[string]() {
		t.Errorf("SetNil keeps the value: %#v", n)
	}
	if Absent.String() != "absent" || IsNil.String() != "nil" || Present.String() != "present" {
		t.Error("a state has the wrong name")
	}
}

func checkEqual[T any](t *testing.T, a, b T, want bool) {
	t.Helper()
	if got := Some(a).Equal(Some(b)); got != want {
		t.Errorf("Some(%v).Equal(Some(%v)) = %v", a, b, got)
	}
	if got := Value(a).Equal(Value(b)); got != want {
		t.Errorf("Value(%v).Equal(Value(%v)) = %v", a, b, got)
	}
	var absent Opt[T]
	if absent.Equal(Some(a)) || Some(a).Equal(absent) || !absent.Equal(absent) {
		t.Errorf("%v: absent must equal absent alone", a)
	}
	if Nil[T]().Equal(Value(a)) || Nil[T]().Equal(Nillable[T]{}) || !Nil[T]().Equal(Nil[T]()) {
		t.Errorf("%v: nil must equal nil alone", a)
	}
}

func TestEqualNeverPanics(t *testing.T) {
	checkEqual(t, 1, 1, true)
	checkEqual(t, int32(1), 2, false)
	checkEqual(t, int64(1), 1, true)
	checkEqual(t, "a", "b", false)
	checkEqual(t, true, true, true)
	checkEqual(t, color("red"), "red", true)
	checkEqual(t, math.NaN(), math.NaN(), true)
	checkEqual(t, float32(0), float32(math.Copysign(0, -1)), true)
	checkEqual(t, []byte("ab"), []byte("ab"), true)
	checkEqual(t, []byte("ab"), []byte("ac"), false)
	checkEqual(t, Binary("ab"), Binary("ab"), true)
	checkEqual(t, []string{"a"}, []string{"a"}, true)
	checkEqual(t, mustDecimal(t, "1.0"), mustDecimal(t, "1.00"), true)
	checkEqual(t, NewDate(2026, 1, 1), NewDate(2026, 1, 2), false)
	checkEqual(t, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 12, 31, 21, 0, 0, 0, time.FixedZone("", -3*3600)), true)
	checkEqual(t, &login{user: "a"}, &login{user: "a"}, true)
	checkEqual(t, &login{user: "a"}, nil, false)
	checkEqual(t, notComparable{N: []int{1}}, notComparable{N: []int{1}}, true)
	checkEqual(t, notComparable{N: []int{1}}, notComparable{N: []int{2}}, false)
	checkEqual[any](t, []byte("a"), "a", false)
	checkEqual[any](t, []int{1}, []int{1}, true)
	checkEqual[any](t, nil, 1, false)
	checkEqual[*time.Time](t, nil, new(time.Time), false)
	checkEqual[interface{ Equal(time.Time) bool }](t, nil, time.Time{}, false)
	checkEqual(t, Entry[[]byte]{"k", []byte("v")}, Entry[[]byte]{"k", []byte("v")}, true)
	checkEqual(t, &pointed{1}, &pointed{2}, true)
	checkEqual(t, &pointed{1}, nil, false)
}

// pointed has an Equal that a nil pointer does not survive.
type pointed struct{ n int }

func (p *pointed) Equal(o *pointed) bool { return p.n > 0 && o.n > 0 }

func TestFormat(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{fmt.Sprint(Some(3)), "3"},
		{fmt.Sprintf("%5d|%-4s|%q", Some(3), Some("a"), Some("b")), `    3|a   |"b"`},
		{fmt.Sprint(Opt[int]{}), "absent"},
		{fmt.Sprintf("%d", Opt[int]{}), "absent"},
		{fmt.Sprintf("%s", Some("3")), "3"},
		{fmt.Sprintf("%#v", Some("a")), `xsd.Some[string]("a")`},
		{fmt.Sprintf("%#v", Opt[string]{}), "xsd.Opt[string]{}"},
		{fmt.Sprintf("%v %+v %s %#v %x", Some(secret("s3cret")), Some(secret("s3cret")), Some(secret("s3cret")), Some(secret("s3cret")), Some(secret("s3cret"))), "[redacted] [redacted] [redacted] xsd.Some[xsd.secret]([redacted]) [redacted]"},
		{fmt.Sprintf("%v %#v", Some(login{"ana", "s3cret"}), Some(login{"ana", "s3cret"})), "ana:[redacted] xsd.Some[xsd.login](login{[redacted]})"},
		{fmt.Sprintf("%+v", struct{ P Opt[secret] }{Some(secret("s3cret"))}), "{P:[redacted]}"},
		{fmt.Sprint(Value(NewDate(2026, 11, 21))), "2026-11-21"},
		{fmt.Sprint(Value(7), Nil[int](), Nillable[int]{}), "7 nil absent"},
		{fmt.Sprintf("%#v %#v %#v", Value("a"), Nil[string](), Nillable[string]{}), `xsd.Value[string]("a") xsd.Nil[string]() xsd.Nillable[string]{}`},
		{fmt.Sprintf("%+v %#v", Value(&login{"ana", "s3cret"}), Value(secret("s3cret"))), "ana:[redacted] xsd.Value[xsd.secret]([redacted])"},
	} {
		if test.got != test.want || strings.Contains(test.got, "s3cret") {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
}

func TestJSON(t *testing.T) {
	type message struct {
		N Opt[int32]       `json:"n,omitzero"`
		S Opt[string]      `json:"s,omitzero"`
		D Opt[Date]        `json:"d,omitzero"`
		M Nillable[string] `json:"m,omitzero"`
		A Decimal          `json:"a,omitzero"`
		T DateTime         `json:"t,omitzero"`
		I Integer          `json:"i"`
		B Binary           `json:"b,omitzero"`
	}
	for _, test := range []struct {
		v    message
		json string
	}{
		{message{}, `{"i":"0"}`},
		{message{N: Some[int32](0), S: Some(""), M: Nil[string]()}, `{"n":0,"s":"","m":null,"i":"0"}`},
		{message{D: Some(NewDate(2026, 11, 21)), M: Value(""), A: NewDecimal(150, 2), T: mustDateTime(t, "2026-11-21T24:00:00"), I: NewInteger(-5), B: Binary("hi")},
			`{"d":"2026-11-21","m":"","a":"1.50","t":"2026-11-21T24:00:00","i":"-5","b":"aGk="}`},
	} {
		b, err := json.Marshal(test.v)
		if err != nil || string(b) != test.json {
			t.Errorf("%+v: %s, %v, want %s", test.v, b, err, test.json)
		}
		var back message
		if err := json.Unmarshal([]byte(test.json), &back); err != nil || fmt.Sprintf("%#v", back) != fmt.Sprintf("%#v", test.v) {
			t.Errorf("%s gives %#v, %v, want %#v", test.json, back, err, test.v)
		}
	}
	v := message{N: Some[int32](1), M: Value("x")}
	if err := json.Unmarshal([]byte(`{"n": null , "m":null}`), &v); err != nil || !v.N.IsZero() || v.M.State() != IsNil {
		t.Errorf("null gives %#v, %v", v, err)
	}
	v = message{N: Some[int32](1), M: Value("x")}
	if err := json.Unmarshal([]byte(`{"n":"x"}`), &v); err == nil || v.N != Some[int32](1) {
		t.Errorf("a string for a number gives %#v, %v", v.N, err)
	}
	if err := json.Unmarshal([]byte(`{"m":1}`), &v); err == nil || v.M != Value("x") {
		t.Errorf("a number for a string gives %#v, %v", v.M, err)
	}
	if b, err := json.Marshal([]any{Opt[int]{}, Nillable[int]{}, Value(1), Date{}}); err != nil || string(b) != `[null,null,1,""]` {
		t.Errorf("without omitzero: %s, %v", b, err)
	}
	for _, bad := range []string{`{"d":"2026-02-30"}`, `{"a":"1e5"}`, `{"t":"now"}`, `{"i":"1.5"}`, `{"b":"a"}`} {
		if err := json.Unmarshal([]byte(bad), new(message)); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
}
