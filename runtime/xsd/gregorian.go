package xsd

import (
	"bytes"
	"time"
)

// GYear is an xs:gYear (Part 2, 3.3.11). The zero GYear is unset. Years are as
// in [Date].
type GYear struct {
	year year
	zone zone
	set  bool
}

// GYearMonth is an xs:gYearMonth (Part 2, 3.3.10). The zero GYearMonth is
// unset. Years are as in [Date].
type GYearMonth struct {
	year  year
	zone  zone
	month uint8 // 0: unset
}

// GMonth is an xs:gMonth, --mm (Part 2, 3.3.14), or --mm-- as the first edition
// had it. The zero GMonth is unset.
type GMonth struct {
	zone  zone
	month uint8 // 0: unset
	old   bool  // in the form --mm-- of the first edition
}

// GMonthDay is an xs:gMonthDay, --mm-dd (Part 2, 3.3.12). The zero GMonthDay
// is unset; --02-29 is a day.
type GMonthDay struct {
	zone  zone
	month uint8 // 0: unset
	day   uint8
}

// GDay is an xs:gDay, ---dd (Part 2, 3.3.13). The zero GDay is unset.
type GDay struct {
	zone zone
	day  uint8 // 0: unset
}

// NewGYear returns a year without a time zone; unset if it has more than 9
// digits.
func NewGYear(y int) GYear {
	v, ok := makeYear(y)
	if !ok {
		return GYear{}
	}
	return GYear{year: v, set: true}
}

// NewGYearMonth returns a month without a time zone; unset if there is no such
// month.
func NewGYearMonth(y int, m time.Month) GYearMonth {
	v, ok := makeYear(y)
	if !ok || m < 1 || m > 12 {
		return GYearMonth{}
	}
	return GYearMonth{year: v, month: uint8(m)}
}

// NewGMonth returns a month without a time zone; unset if there is no such
// month.
func NewGMonth(m time.Month) GMonth {
	if m < 1 || m > 12 {
		return GMonth{}
	}
	return GMonth{month: uint8(m)}
}

// NewGMonthDay returns a day of the year without a time zone; unset if there
// is no such day in a leap year.
func NewGMonthDay(m time.Month, d int) GMonthDay {
	if m < 1 || m > 12 || d < 1 || d > int(leapYear.daysIn(uint8(m))) {
		return GMonthDay{}
	}
	return GMonthDay{month: uint8(m), day: uint8(d)}
}

// NewGDay returns a day of the month without a time zone; unset if it is not 1
// to 31.
func NewGDay(d int) GDay {
	if d < 1 || d > 31 {
		return GDay{}
	}
	return GDay{day: uint8(d)}
}

// Year returns the year, 0 being the year before 1.
func (g GYear) Year() int { return g.year.value() }

// Year returns the year, 0 being the year before 1.
func (g GYearMonth) Year() int { return g.year.value() }

// Month returns the month, 0 if unset.
func (g GYearMonth) Month() time.Month { return time.Month(g.month) }

// Month returns the month, 0 if unset.
func (g GMonth) Month() time.Month { return time.Month(g.month) }

// Month returns the month, 0 if unset.
func (g GMonthDay) Month() time.Month { return time.Month(g.month) }

// Day returns the day of the month, 0 if unset.
func (g GMonthDay) Day() int { return int(g.day) }

// Day returns the day of the month, 0 if unset.
func (g GDay) Day() int { return int(g.day) }

// leapYear is the year in which values without one are compared (XML Schema
// 1.1, Part 2, E.3.3).
const leapYear year = 1972

func parseGYear(b []byte) (GYear, string) {
	y, b, reason := readYear(b)
	if reason != "" {
		return GYear{}, reason
	}
	z, reason := readZone(b)
	return GYear{y, z, true}, reason
}

func parseGYearMonth(b []byte) (GYearMonth, string) {
	y, b, reason := readYear(b)
	if reason != "" {
		return GYearMonth{}, reason
	}
	m, b, reason := readPart(b, "-", 12)
	if reason != "" {
		return GYearMonth{}, reason
	}
	z, reason := readZone(b)
	return GYearMonth{y, z, m}, reason
}

func parseGMonth(b []byte) (GMonth, string) {
	m, b, reason := readPart(b, "--", 12)
	if reason != "" {
		return GMonth{}, reason
	}
	rest, old := bytes.CutPrefix(b, []byte("--"))
	z, reason := readZone(rest)
	return GMonth{z, m, old}, reason
}

func parseGMonthDay(b []byte) (GMonthDay, string) {
	m, b, reason := readPart(b, "--", 12)
	if reason != "" {
		return GMonthDay{}, reason
	}
	d, b, reason := readPart(b, "-", leapYear.daysIn(m))
	if reason != "" {
		return GMonthDay{}, reason
	}
	z, reason := readZone(b)
	return GMonthDay{z, m, d}, reason
}

func parseGDay(b []byte) (GDay, string) {
	d, b, reason := readPart(b, "---", 31)
	if reason != "" {
		return GDay{}, reason
	}
	z, reason := readZone(b)
	return GDay{z, d}, reason
}

// readPart reads dashes and a number of two digits from 1 to most.
func readPart(b []byte, dashes string, most uint8) (v uint8, rest []byte, reason string) {
	n := len(dashes)
	if len(b) < n+2 || string(b[:n]) != dashes {
		return 0, nil, "month or day is not two digits after " + dashes
	}
	if v = two(b[n:]); v < 1 || v > most {
		return 0, nil, "month or day is out of range"
	}
	return v, b[n+2:], ""
}

func (g GYear) append(b []byte) []byte { return g.zone.append(g.year.append(b)) }

func (g GYearMonth) append(b []byte) []byte {
	return g.zone.append(appendTwo(append(g.year.append(b), '-'), g.month))
}

func (g GMonth) append(b []byte) []byte {
	b = appendTwo(append(b, "--"...), g.month)
	if g.old {
		b = append(b, "--"...)
	}
	return g.zone.append(b)
}

func (g GMonthDay) append(b []byte) []byte {
	b = appendTwo(append(b, "--"...), g.month)
	return g.zone.append(appendTwo(append(b, '-'), g.day))
}

func (g GDay) append(b []byte) []byte { return g.zone.append(appendTwo(append(b, "---"...), g.day)) }

func (g GYear) moment() moment      { return makeMoment(days(g.year, 1, 1), nil, g.zone) }
func (g GYearMonth) moment() moment { return makeMoment(days(g.year, g.month, 1), nil, g.zone) }
func (g GMonth) moment() moment     { return makeMoment(days(leapYear, g.month, 1), nil, g.zone) }
func (g GMonthDay) moment() moment  { return makeMoment(days(leapYear, g.month, g.day), nil, g.zone) }
func (g GDay) moment() moment       { return makeMoment(days(leapYear, 12, g.day), nil, g.zone) }
