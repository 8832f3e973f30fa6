package xsd

import (
	"math"
	"math/big"
	"strings"
	"testing"
	"time"
)

func mustDecimal(t *testing.T, s string) Decimal {
	t.Helper()
	d, err := ParseDecimal(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

func TestNumberForms(t *testing.T) {
	long := strings.Repeat("9", 1000)
	for kind, texts := range map[string][]string{
		"decimal": {
			"0", "-0", "+0", "00", "0.0", "0.00", "-0.00", "1", "-1", "+1", "007", "1.0", "1.00", ".5", "-.5", "+.5", "5.", "-5.", "0.05", "-0.05", "1.50",
			"999999999999999999", "-999999999999999999", "1000000000000000000", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
			"0.000000000000000001", "0.0000000000000000001", "123456789.123456789", "1234567890.123456789", "0.999999999999999999", "00.5",
			"18446744073709551616", "18446744073709551617", "-18446744073709551616.0", long, "-" + long + "." + long,
		},
		"integer": {
			"0", "-0", "+0", "00", "1", "-1", "+1", "007", "-007", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "-9223372036854775809",
			"9999999999999999999", "10000000000000000000", "18446744073709551616", long, "-" + long,
		},
		"duration": {
			"P1Y", "P1M", "P1D", "PT1H", "PT1M", "PT1S", "PT0S", "P0D", "-P0D", "P1Y2M3DT4H5M6.789S", "-P1Y2M3DT4H5M6S", "P36M", "P007D", "PT0.000S", "PT1.12345678901234567890S",
			"P1YT1S", "PT36H", "PT1000000000000000000S", "-P1000000000Y", "PT0000000000000000000000000000001S", "P12000000000M",
		},
	} {
		for _, text := range texts {
			checkForm(t, kind, text)
		}
	}
}

func TestBadNumbers(t *testing.T) {
	for kind, texts := range map[string][]string{
		"decimal": {"", " ", "+", "-", ".", "-.", "1e5", "1E5", "INF", "NaN", "0x1", "1_000", "1,5", "1.2.3", "1 2", "--1", "+-1", "1-", "１", "1\x00"},
		"integer": {"", "+", "-", "1.0", "1.", "1e5", "0x1", "1_000", "1 2", "--1", "1-", "１"},
		"duration": {
			"", "P", "PT", "-P", "1Y", "P1", "PY", "P1YT", "P1S", "P1H", "PT1Y", "PT1D", "P1M1Y", "P1D1M", "PT1S1M", "PT1M1H", "P1Y1Y", "P1.5Y", "PT1.5M", "PT1.S", "PT.5S", "P-1Y", "+P1Y",
			"p1y", "P1YT1HT1M", "P 1Y", "P1W", "PT1.5.5S", "PT1.5", "P1Y ,", "P1000000001Y", "P12000000001M", "PT1000000000000000001S", "P99999999999999999999D", "P11574074074074D1T",
			"P11574074074074DT1000000000S", "PTT1S", "P1Y2", "P1.5S",
		},
	} {
		for _, text := range texts {
			checkBad(t, kind, text)
		}
	}
}

func TestDecimalOrder(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"0", "-0", 0},
		{"0", "0.00", 0},
		{"1.0", "1.00", 0},
		{"1", "+1.", 0},
		{".5", "0.5", 0},
		{"007", "7", 0},
		{"-0.00", "0.000000000000000000000000000001", -1},
		{"1", "2", -1},
		{"-1", "-2", 1},
		{"-1", "1", -1},
		{"0.1", "0.09", 1},
		{"-0.1", "-0.09", -1},
		{"10", "9.999999999999999999", 1},
		{"999999999999999999", "0.000000000000000001", 1},
		{"-999999999999999999", "-0.000000000000000001", -1},
		{"999999999999999999", "999999999999999999.0", 0},
		{"999999999999999999.1", "999999999999999999", 1},
		{"1000000000000000000000", "999999999999999999999", 1},
		{"-1000000000000000000000", "-999999999999999999999", -1},
		{"1000000000000000000000.5", "1000000000000000000000.50", 0},
	} {
		a, b := mustDecimal(t, test.a), mustDecimal(t, test.b)
		if got := a.Cmp(b); got != test.want {
			t.Errorf("%s Cmp %s = %d, want %d", a, b, got, test.want)
		}
		if got := b.Cmp(a); got != -test.want {
			t.Errorf("%s Cmp %s = %d, want %d", b, a, got, -test.want)
		}
		if got := a.Rat().Cmp(b.Rat()); got != test.want {
			t.Errorf("%s Rat Cmp %s = %d, want %d", a, b, got, test.want)
		}
		if a.Equal(b) != (test.want == 0) || a == b {
			t.Errorf("%s Equal %s = %v, == %v", a, b, a.Equal(b), a == b)
		}
	}
}

func TestDecimalValues(t *testing.T) {
	for _, test := range []struct {
		text  string
		sign  int
		i     int64
		whole bool
		f     float64
	}{
		{"0", 0, 0, true, 0},
		{"-0.0", 0, 0, true, 0},
		{"1.50", 1, 0, false, 1.5},
		{"-5.", -1, -5, true, -5},
		{"+0012.000", 1, 12, true, 12},
		{"9223372036854775807", 1, math.MaxInt64, true, math.MaxInt64},
		{"-9223372036854775808.0", -1, math.MinInt64, true, math.MinInt64},
		{"9223372036854775808", 1, 0, false, 9223372036854775808},
		{"1" + strings.Repeat("0", 400), 1, 0, false, math.Inf(1)},
		{"-0.000000000000000000001", -1, 0, false, -1e-21},
	} {
		d := mustDecimal(t, test.text)
		if d.Sign() != test.sign {
			t.Errorf("%s: Sign = %d", d, d.Sign())
		}
		if i, ok := d.Int64(); ok != test.whole || ok && i != test.i {
			t.Errorf("%s: Int64 = %d, %v", d, i, ok)
		}
		if d.Float64() != test.f {
			t.Errorf("%s: Float64 = %v", d, d.Float64())
		}
	}
}

func TestNewDecimal(t *testing.T) {
	for _, test := range []struct {
		coef  int64
		scale int
		want  string
	}{
		{0, 0, "0"}, {0, 2, "0.00"}, {0, -3, "0"}, {150, 2, "1.50"}, {-5, 2, "-0.05"}, {-5, 1, "-0.5"}, {12, -3, "12000"}, {-12, -1, "-120"},
		{math.MaxInt64, 0, "9223372036854775807"}, {math.MinInt64, 0, "-9223372036854775808"}, {math.MinInt64, 4, "-922337203685477.5808"},
		{1, 20, "0.00000000000000000001"}, {-123, 19, "-0.0000000000000000123"},
	} {
		d := NewDecimal(test.coef, test.scale)
		if d.String() != test.want || d != mustDecimal(t, test.want) {
			t.Errorf("NewDecimal(%d, %d) = %#v, want %s", test.coef, test.scale, d, test.want)
		}
	}
	if !NewDecimal(0, 0).IsZero() || NewDecimal(0, 2).IsZero() {
		t.Error("IsZero is of the form: 0 is zero, 0.00 is not")
	}
}

func TestIntegerValues(t *testing.T) {
	for _, test := range []struct {
		text string
		fits bool
	}{
		{"0", true}, {"-0", true}, {"+7", true}, {"-007", true}, {"9223372036854775807", true}, {"-9223372036854775808", true},
		{"00009223372036854775807", true}, {"9223372036854775808", false}, {"-9223372036854775809", false}, {"+123456789012345678901234567890", false},
	} {
		n, err := ParseInteger(test.text)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := new(big.Int).SetString(test.text, 10)
		if n.Big().Cmp(want) != 0 || n.Sign() != want.Sign() {
			t.Errorf("%s: Big = %s, Sign = %d", n, n.Big(), n.Sign())
		}
		if v, ok := n.Int64(); ok != test.fits || ok && v != want.Int64() {
			t.Errorf("%s: Int64 = %d, %v", n, v, ok)
		}
		if !IntegerOf(want).Equal(n) || IntegerOf(want).String() != want.String() {
			t.Errorf("%s: IntegerOf(Big) = %s", n, IntegerOf(want))
		}
	}
	if IntegerOf(nil) != NewInteger(0) {
		t.Error("IntegerOf(nil) is not 0")
	}
	if NewInteger(-3).Cmp(NewInteger(2)) != -1 {
		t.Error("-3 is not less than 2")
	}
}

func TestDurationValues(t *testing.T) {
	for _, test := range []struct {
		text    string
		months  int64
		seconds string
		std     time.Duration
		ok      bool
	}{
		{"P1Y2M3DT4H5M6.789S", 14, "273906.789", 0, false},
		{"-P1Y2M3DT4H5M6.789S", -14, "-273906.789", 0, false},
		{"PT0.000S", 0, "0.000", 0, true},
		{"-PT0S", 0, "0", 0, true},
		{"-PT1M0.5S", 0, "-60.5", -60_500 * time.Millisecond, true},
		{"P1DT1H", 0, "90000", 25 * time.Hour, true},
		{"PT0.0000000010S", 0, "0.0000000010", 1, true},
		{"PT0.0000000001S", 0, "0.0000000001", 0, false},
		{"PT9223372036.854775807S", 0, "9223372036.854775807", math.MaxInt64, true},
		{"PT9223372036.854775808S", 0, "9223372036.854775808", 0, false},
		{"PT9223372037S", 0, "9223372037", 0, false},
	} {
		d, err := ParseDuration(test.text)
		if err != nil {
			t.Fatalf("%q: %v", test.text, err)
		}
		if d.Months() != test.months || d.Seconds().String() != test.seconds {
			t.Errorf("%s: %d months, %s seconds", d, d.Months(), d.Seconds())
		}
		if std, ok := d.Std(); ok != test.ok || std != test.std {
			t.Errorf("%s: Std = %v, %v", d, std, ok)
		}
	}
	if _, ok := (Duration{}).Std(); ok {
		t.Error("an unset duration is a time.Duration")
	}
	for d, want := range map[time.Duration]string{
		0: "PT0S", time.Second: "PT1S", -90 * time.Minute: "-PT1H30M", 36 * time.Hour: "PT36H", 1: "PT0.000000001S", 1500 * time.Millisecond: "PT1.5S",
		time.Hour + time.Second: "PT1H1S", math.MaxInt64: "PT2562047H47M16.854775807S", math.MinInt64: "-PT2562047H47M16.854775808S",
	} {
		got := NewDuration(d)
		if got.String() != want {
			t.Errorf("NewDuration(%d) = %s, want %s", d, got, want)
		}
		if back, ok := got.Std(); d != math.MinInt64 && (!ok || back != d) {
			t.Errorf("NewDuration(%d).Std() = %d, %v", d, back, ok)
		}
	}
}
