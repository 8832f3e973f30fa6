package xsd

import "time"

// Date is an xs:date (Part 2, 3.3.9): a day, with or without a time zone. The
// zero Date is unset.
//
// Years are those of XML Schema 1.1: 0000 is the year before 0001. They have
// at most 9 digits.
type Date struct {
	year  year
	zone  zone
	month uint8 // 0: unset
	day   uint8
}

// NewDate returns a date without a time zone. A day that the calendar does not
// have gives the unset Date, which can't be written.
func NewDate(y int, m time.Month, d int) Date {
	v, ok := makeYear(y)
	if !ok || m < 1 || m > 12 || d < 1 || d > int(v.daysIn(uint8(m))) {
		return Date{}
	}
	return Date{year: v, month: uint8(m), day: uint8(d)}
}

// DateOf returns the date of t in t's location, without a time zone. The zero
// time gives the unset Date.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return NewDate(t.Date())
}

// ParseDate reads an xs:date.
func ParseDate(s string) (Date, error) {
	var d Date
	err := d.ParseXML([]byte(s), nil)
	return d, err
}

// Date returns the parts of the date as [time.Time.Date] does.
func (d Date) Date() (y int, m time.Month, day int) {
	return d.year.value(), time.Month(d.month), int(d.day)
}

// In returns the beginning of the day: in the date's own time zone if it has
// one, else in loc. The unset Date gives the zero time.
func (d Date) In(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, d.zone.location(loc))
}

// readDate reads a date up to its zone.
func readDate(b []byte) (d Date, rest []byte, reason string) {
	if d.year, b, reason = readYear(b); reason != "" {
		return Date{}, nil, reason
	}
	if len(b) < 6 || b[0] != '-' || b[3] != '-' {
		return Date{}, nil, "date is not of the form yyyy-mm-dd"
	}
	d.month, d.day = two(b[1:]), two(b[4:])
	switch {
	case d.month < 1 || d.month > 12:
		return Date{}, nil, "month is not 01 to 12"
	case d.day < 1 || d.day > d.year.daysIn(d.month):
		return Date{}, nil, "the month has no such day"
	}
	return d, b[6:], ""
}

func parseDate(b []byte) (Date, string) {
	d, b, reason := readDate(b)
	if reason == "" {
		d.zone, reason = readZone(b)
	}
	return d, reason
}

// appendDay appends the date without its zone.
func (d Date) appendDay(b []byte) []byte {
	b = appendTwo(append(d.year.append(b), '-'), d.month)
	return appendTwo(append(b, '-'), d.day)
}

func (d Date) append(b []byte) []byte { return d.zone.append(d.appendDay(b)) }

func (d Date) moment() moment { return makeMoment(days(d.year, d.month, d.day), nil, d.zone) }
