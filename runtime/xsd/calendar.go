package xsd

import (
	"strings"
	"time"
)

// This file holds the fragments that the date and time types are made of
// (Part 2 of XML Schema 1.1, appendix D). Readers take text and return what is
// left of it, or the reason why it does not fit; they never allocate.

// A year counts as XML Schema 1.1 and ISO 8601 do: 0 is the year before 1.
type year int32

const (
	// minusZero is the year 0 in the form -0000, which XML Schema 1.1 admits.
	minusZero year = -1 << 31
	// maxYear is what this package can hold (Part 2, 5.4 asks for 9999).
	maxYear = 999_999_999
)

func (y year) value() int {
	if y == minusZero {
		return 0
	}
	return int(y)
}

func readYear(b []byte) (y year, rest []byte, reason string) {
	if len(b) > 4 && b[4] == '-' { // the ordinary four digits
		if century, rest := two(b), two(b[2:]); century < 100 && rest < 100 {
			return year(century)*100 + year(rest), b[4:], ""
		}
	}
	digits := b
	if len(b) > 0 && b[0] == '-' {
		digits = b[1:]
	}
	n, v := 0, 0
	for n < len(digits) && isDigit(digits[n]) {
		if n == 9 {
			return 0, nil, "year has more than 9 digits"
		}
		v = v*10 + int(digits[n]-'0')
		n++
	}
	switch {
	case n < 4:
		return 0, nil, "year has fewer than 4 digits"
	case n > 4 && digits[0] == '0':
		return 0, nil, "year of more than 4 digits begins with 0"
	case len(digits) == len(b):
		return year(v), digits[n:], ""
	case v == 0:
		return minusZero, digits[n:], ""
	}
	return year(-v), digits[n:], ""
}

func (y year) append(b []byte) []byte {
	v := y.value()
	if y < 0 {
		b = append(b, '-')
		v = max(v, -v)
	}
	if v > 9999 {
		return appendInt(b, int64(v))
	}
	return append(b, byte('0'+v/1000), byte('0'+v/100%10), byte('0'+v/10%10), byte('0'+v%10))
}

// makeYear returns a year that this package can hold.
func makeYear(y int) (year, bool) { return year(y), -maxYear <= y && y <= maxYear }

// daysIn returns the number of days of month m.
func (y year) daysIn(m uint8) uint8 {
	switch m {
	case 2:
		v := y.value()
		if v%4 == 0 && (v%100 != 0 || v%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// days returns the day number of a date in the proleptic Gregorian calendar,
// 1970-01-01 being 0.
func days(y year, month, day uint8) int64 {
	// Years begin in March, so that the leap day is the last one.
	v, m := int64(y.value()), int64(month)
	if m <= 2 {
		v--
		m += 12
	}
	era := v / 400
	if v < 0 {
		era = (v - 399) / 400
	}
	v -= era * 400
	return era*146097 + v*365 + v/4 - v/100 + (153*(m-3)+2)/5 + int64(day) - 1 - 719468
}

// A zone is a time zone and its form.
type zone int16

const (
	noZone    zone = 0
	zoneZ     zone = 1
	zoneMinus zone = 2    // -00:00
	zonePlus  zone = 2000 // +00:00, and the base to which minutes are added

	maxOffset = 14 * 60
)

// offset returns the minutes east of UTC; ok is false for no zone.
func (z zone) offset() (minutes int, ok bool) {
	switch z {
	case noZone:
		return 0, false
	case zoneZ, zoneMinus:
		return 0, true
	}
	return int(z - zonePlus), true
}

// makeZone returns the zone of an offset in its usual form.
func makeZone(minutes int) (zone, bool) {
	if minutes == 0 {
		return zoneZ, true
	}
	return zonePlus + zone(minutes), -maxOffset <= minutes && minutes <= maxOffset
}

// location returns the zone for package time, or loc if there is none.
func (z zone) location(loc *time.Location) *time.Location {
	switch minutes, ok := z.offset(); {
	case !ok:
		return loc
	case minutes == 0:
		return time.UTC
	default:
		return time.FixedZone("", minutes*60)
	}
}

// readZone reads a zone, which is optional, and then the end of the text.
func readZone(b []byte) (z zone, reason string) {
	switch {
	case len(b) == 0:
		return noZone, ""
	case len(b) == 1 && b[0] == 'Z':
		return zoneZ, ""
	case b[0] != '+' && b[0] != '-':
		return 0, "unexpected character"
	case len(b) != 6 || b[3] != ':':
		return 0, "time zone is not Z or an offset of the form +hh:mm"
	}
	h, m := two(b[1:]), two(b[4:])
	if h > 14 || m > 59 || h == 14 && m > 0 {
		return 0, "time zone offset is not -14:00 to +14:00"
	}
	switch offset := zone(h)*60 + zone(m); {
	case b[0] == '+':
		return zonePlus + offset, ""
	case offset == 0:
		return zoneMinus, ""
	default:
		return zonePlus - offset, ""
	}
}

func (z zone) append(b []byte) []byte {
	minutes, ok := z.offset()
	switch {
	case !ok:
		return b
	case z == zoneZ:
		return append(b, 'Z')
	case z == zoneMinus || minutes < 0:
		b = append(b, '-')
		minutes = -minutes
	default:
		b = append(b, '+')
	}
	return appendTwo(append(appendTwo(b, uint8(minutes/60)), ':'), uint8(minutes%60))
}

// A clock is a time of day and its form. Hour 24 is the end of the day.
type clock struct {
	nano      uint32 // the first 9 digits of the fraction
	hour      uint8
	min       uint8
	sec       uint8
	precision uint8  // digits of the fraction, up to 9
	fraction  string // all digits of the fraction, if more than 9
}

func makeClock(hour, minute, second, nanosecond int) (c clock, ok bool) {
	if uint(hour) > 23 || uint(minute) > 59 || uint(second) > 59 || uint(nanosecond) > 999_999_999 {
		return clock{}, false
	}
	c = clock{hour: uint8(hour), min: uint8(minute), sec: uint8(second), nano: uint32(nanosecond)}
	if nanosecond > 0 {
		c.precision = 9
		for nanosecond%10 == 0 {
			nanosecond /= 10
			c.precision--
		}
	}
	return c, true
}

var pow10 = [...]uint32{1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000}

func readClock(b []byte) (c clock, rest []byte, reason string) {
	if len(b) < 8 || b[2] != ':' || b[5] != ':' {
		return c, nil, "time is not of the form hh:mm:ss"
	}
	c.hour, c.min, c.sec = two(b), two(b[3:]), two(b[6:])
	switch b = b[8:]; {
	case c.hour > 24:
		return c, nil, "hour is not 00 to 24"
	case c.min > 59:
		return c, nil, "minute is not 00 to 59"
	case c.sec > 59:
		return c, nil, "second is not 00 to 59"
	case len(b) > 0 && b[0] == '.':
		if b = c.readFraction(b[1:]); b == nil {
			return c, nil, "fraction of a second has no digits"
		}
	}
	if c.hour == 24 && (c.min > 0 || c.sec > 0 || c.nano > 0 || strings.Trim(c.fraction, "0") != "") {
		return c, nil, "hour 24 is not 24:00:00"
	}
	return c, b, ""
}

// readFraction reads at least one digit and returns the rest, or nil.
func (c *clock) readFraction(b []byte) (rest []byte) {
	n := 0
	for n < len(b) && isDigit(b[n]) {
		if n < 9 {
			c.nano = c.nano*10 + uint32(b[n]-'0')
		}
		n++
	}
	switch {
	case n == 0:
		return nil
	case n > 9:
		c.fraction = string(b[:n])
		c.precision = 9
	default:
		c.precision = uint8(n)
		c.nano *= pow10[9-n]
	}
	return b[n:]
}

func (c *clock) append(b []byte) []byte {
	b = appendTwo(append(appendTwo(b, c.hour), ':'), c.min)
	b = appendTwo(append(b, ':'), c.sec)
	if c.precision == 0 {
		return b
	}
	b = append(b, '.')
	if c.fraction != "" {
		return append(b, c.fraction...)
	}
	for n, rest := c.precision, c.nano; n > 0; n-- {
		digit := rest / 100_000_000
		b = append(b, byte('0'+digit))
		rest = (rest - digit*100_000_000) * 10
	}
	return b
}

// round returns c with n digits of fraction, cut or filled up with zeros.
func (c clock) round(n int) clock {
	n = max(0, min(n, 9))
	c.nano -= c.nano % pow10[9-n]
	c.precision, c.fraction = uint8(n), ""
	return c
}

func (c *clock) seconds() int64 { return int64(c.hour)*3600 + int64(c.min)*60 + int64(c.sec) }

// tail returns the digits of the fraction past the nanoseconds, without zeros
// at the end: then the order of strings is the order of values.
func (c *clock) tail() string {
	if c.fraction == "" {
		return ""
	}
	return strings.TrimRight(c.fraction[9:], "0")
}

// A moment is a place on the time line: seconds in UTC, or in an unknown zone.
type moment struct {
	seconds int64
	nano    uint32
	tail    string
	zoned   bool
}

func makeMoment(days int64, c *clock, z zone) moment {
	minutes, zoned := z.offset()
	m := moment{seconds: days*86400 - int64(minutes)*60, zoned: zoned}
	if c != nil {
		m.seconds += c.seconds()
		m.nano, m.tail = c.nano, c.tail()
	}
	return m
}

// cmp orders moments (Part 2, 3.2.7.4 of XML Schema 1.0). A moment without a
// zone may be up to 14 hours earlier or later: within them there is no order.
func (m moment) cmp(o moment) (order int, ok bool) {
	switch {
	case m.zoned == o.zoned:
		return m.compare(o), true
	case o.zoned:
		order, ok = o.cmp(m)
		return -order, ok
	}
	early, late := o, o
	early.seconds -= maxOffset * 60
	late.seconds += maxOffset * 60
	switch {
	case m.compare(early) < 0:
		return -1, true
	case m.compare(late) > 0:
		return 1, true
	}
	return 0, false
}

func (m moment) compare(o moment) int {
	switch {
	case m.seconds != o.seconds:
		return sign(m.seconds < o.seconds)
	case m.nano != o.nano:
		return sign(m.nano < o.nano)
	}
	return strings.Compare(m.tail, o.tail)
}

func sign(less bool) int {
	if less {
		return -1
	}
	return 1
}

func isDigit(c byte) bool { return c-'0' <= 9 }

// two reads two digits at the beginning of b, which must have them; 255 stands
// for anything else.
func two(b []byte) uint8 {
	tens, ones := b[0]-'0', b[1]-'0'
	if tens > 9 || ones > 9 {
		return 255
	}
	return tens*10 + ones
}

func appendTwo(b []byte, v uint8) []byte { return append(b, '0'+v/10, '0'+v%10) }
