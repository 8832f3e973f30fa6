package diff

import "testing"

func TestCompareBounds(t *testing.T) {
	const none = 2 // no order
	for _, x := range []struct {
		kind, a, b string
		order      int
	}{
		{"decimal", "1.0", "1.00", 0},
		{"decimal", "-2", "-10", 1},
		{"double", "1E400", "INF", 0},
		{"double", "-INF", "-5", -1},
		{"double", "NaN", "1", none},
		{"float", "16777217", "16777216", 0},
		{"dateTime", "2020-01-01T00:30:00+01:00", "2020-01-01T00:00:00Z", -1},
		{"dateTime", "2020-01-01T24:00:00", "2020-01-02T00:00:00", 0},
		{"dateTime", "2020-01-01T12:00:00", "2020-01-01T12:00:00Z", none},
		{"dateTime", "2020-01-01T12:00:00", "2020-01-02T02:00:00Z", none},
		{"dateTime", "2020-01-01T12:00:00", "2020-01-02T02:00:00.1Z", -1},
		{"date", "10000-01-01", "9999-12-31", 1},
		{"date", "-0010-01-01", "-0005-12-31", -1},
		{"date", "2000-03-01", "2000-02-29", 1},
		{"date", "999999999999-01-01", "2000-01-01", none},
		{"time", "08:00:00", "08:00:00.5", -1},
		{"gYearMonth", "1999-12", "2000-01", -1},
		{"gMonth", "--12", "--02", 1},
		{"gMonthDay", "--02-29", "--03-01", -1},
		{"gDay", "---31Z", "---31+01:00", 1},
		{"duration", "PT60M", "PT1H", 0},
		{"duration", "P9D", "P100D", -1},
		{"duration", "P1M", "P30D", none},
		{"duration", "P1M", "P27D", 1},
		{"duration", "-P1M", "-P32D", 1},
		{"duration", "P1Y", "P12M", 0},
		{"dayTimeDuration", "PT1.5S", "PT1S", 1},
		{"date", "soon", "later", none},
	} {
		order, ok := compareBounds(x.kind, x.a, x.b)
		if !ok {
			order = none
		}
		if order != x.order {
			t.Errorf("%s: %s and %s: %d, not %d", x.kind, x.a, x.b, order, x.order)
		}
	}
}
