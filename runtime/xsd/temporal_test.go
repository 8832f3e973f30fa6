package xsd

import "testing"

// temporal is what all date and time types have in common.
type temporal[T any] interface {
	comparable
	Equal(T) bool
	Cmp(T) (int, bool)
	Zone() (int, bool)
	WithZone(int) T
	WithoutZone() T
	IsZero() bool
	String() string
}

func checkTemporal[T temporal[T]](t *testing.T, parse func(string) (T, error), text string) {
	t.Helper()
	local, err := parse(text)
	if err != nil || local.String() != text {
		t.Errorf("%q is read as %v, %v", text, local, err)
	}
	if bad, err := parse(text + "x"); err == nil || !bad.IsZero() {
		t.Errorf("%q is read as %v", text+"x", bad)
	}
	if _, ok := local.Zone(); ok {
		t.Errorf("%v has a zone", local)
	}
	west := local.WithZone(-210)
	if offset, ok := west.Zone(); offset != -210 || !ok || west.String() != text+"-03:30" {
		t.Errorf("WithZone gives %v, %d, %v", west, offset, ok)
	}
	utc, err := parse(text + "+00:00")
	if z := local.WithZone(0); err != nil || z == utc || !z.Equal(utc) || z.String() != text+"Z" {
		t.Errorf("%v and %v: == is %v, Equal is %v, error %v", z, utc, z == utc, z.Equal(utc), err)
	}
	if west.WithoutZone() != local || west == local || west.Equal(local) || !local.Equal(local) {
		t.Errorf("%v and %v are not told apart", west, local)
	}
	if order, ok := west.Cmp(utc); order != 1 || !ok {
		t.Errorf("%v Cmp %v = %d, %v", west, utc, order, ok)
	}
	var unset T
	if !unset.IsZero() || !unset.Equal(unset) || unset.Equal(local) || local.Equal(unset) || !unset.WithZone(60).IsZero() || !local.WithZone(841).IsZero() {
		t.Errorf("%T: unset is not kept apart", unset)
	}
	if _, ok := unset.Cmp(unset); ok {
		t.Errorf("%T: unset values are in an order", unset)
	}
}

func TestTemporal(t *testing.T) {
	checkTemporal(t, ParseDate, "2026-11-21")
	checkTemporal(t, ParseDateTime, "2026-11-21T12:30:01.50")
	checkTemporal(t, ParseTime, "12:30:01.50")
	checkTemporal(t, ParseGYear, "2026")
	checkTemporal(t, ParseGYearMonth, "2026-11")
	checkTemporal(t, ParseGMonth, "--11")
	checkTemporal(t, ParseGMonthDay, "--11-21")
	checkTemporal(t, ParseGDay, "---21")
}

func TestErrorsNameTheType(t *testing.T) {
	_, err := ParseDate("2026-13-01")
	if err == nil || err.Error() != "xs:date: month is not 01 to 12" {
		t.Errorf("error is %v", err)
	}
	_, err = Date{}.AppendXML(nil, nil)
	if err == nil || err.Error() != "xs:date: value is not set" {
		t.Errorf("error is %v", err)
	}
}
