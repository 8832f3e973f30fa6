package xsd

import "time"

// DateTime is an xs:dateTime (Part 2, 3.3.7): a date with a time of day, with
// or without a time zone. The zero DateTime is unset. Years are as in [Date];
// the fraction of the second has any number of digits.
//
// Without a time zone it is not a moment: it is not the same as UTC.
type DateTime struct {
	date  Date // with the zone
	clock clock
}

// NewDateTime returns t with its offset, to the nanosecond, without zeros at
// the end of the fraction. An offset that XML Schema can't express (seconds,
// or more than 14 hours) gives the same moment in UTC. The zero time gives the
// unset DateTime.
func NewDateTime(t time.Time) DateTime {
	_, seconds := t.Zone()
	z, ok := makeZone(seconds / 60)
	if !ok || seconds%60 != 0 {
		t, z = t.UTC(), zoneZ
	}
	d := LocalDateTime(t)
	if !d.IsZero() {
		d.date.zone = z
	}
	return d
}

// LocalDateTime returns the date and the time of day of t in t's location,
// without a time zone. The zero time gives the unset DateTime.
func LocalDateTime(t time.Time) DateTime {
	d := DateOf(t)
	if d.IsZero() {
		return DateTime{}
	}
	hour, minute, second := t.Clock()
	c, _ := makeClock(hour, minute, second, t.Nanosecond())
	return DateTime{d, c}
}

// ParseDateTime reads an xs:dateTime.
func ParseDateTime(s string) (DateTime, error) {
	var t DateTime
	err := t.ParseXML([]byte(s), nil)
	return t, err
}

// Date returns the date with its time zone.
func (t DateTime) Date() Date { return t.date }

// Clock returns the time of day. The hour is 24 if it was written 24:00:00;
// digits past the nanosecond are cut off.
func (t DateTime) Clock() (hour, minute, second, nanosecond int) { return t.clock.parts() }

// Time returns the moment; ok is false if there is no time zone or the value
// is unset.
func (t DateTime) Time() (at time.Time, ok bool) {
	if t.date.zone == noZone {
		return time.Time{}, false
	}
	return t.In(time.UTC), true
}

// In returns the moment: in the value's own time zone if it has one, else as
// the wall clock of loc. The unset value gives the zero time.
func (t DateTime) In(loc *time.Location) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	y, m, day := t.date.Date()
	return time.Date(y, m, day, int(t.clock.hour), int(t.clock.min), int(t.clock.sec), int(t.clock.nano), t.date.zone.location(loc))
}

// WithFraction returns t with n digits of fraction, 0 to 9, cut or filled up
// with zeros: for services that insist on milliseconds, or on none.
func (t DateTime) WithFraction(n int) DateTime {
	if !t.IsZero() {
		t.clock = t.clock.round(n)
	}
	return t
}

func parseDateTime(b []byte) (DateTime, string) {
	d, b, reason := readDate(b)
	if reason != "" {
		return DateTime{}, reason
	}
	if len(b) == 0 || b[0] != 'T' {
		return DateTime{}, "no T between date and time"
	}
	c, b, reason := readClock(b[1:])
	if reason == "" {
		d.zone, reason = readZone(b)
	}
	return DateTime{d, c}, reason
}

func (t DateTime) append(b []byte) []byte {
	b = append(t.date.appendDay(b), 'T')
	return t.date.zone.append(t.clock.append(b))
}

func (t DateTime) moment() moment {
	return makeMoment(days(t.date.year, t.date.month, t.date.day), &t.clock, t.date.zone)
}

// Time is an xs:time (Part 2, 3.3.8): a time of day, with or without a time
// zone. The zero Time is unset; midnight is not. The fraction of the second
// has any number of digits.
type Time struct {
	clock clock
	zone  zone
	set   bool
}

// NewTime returns a time of day without a time zone and without zeros at the
// end of the fraction. A time that the clock does not show gives the unset
// Time, which can't be written.
func NewTime(hour, minute, second, nanosecond int) Time {
	c, ok := makeClock(hour, minute, second, nanosecond)
	return Time{clock: c, set: ok}
}

// TimeOf returns the time of day of t in t's location, without a time zone.
// The zero time gives the unset Time.
func TimeOf(t time.Time) Time {
	if t.IsZero() {
		return Time{}
	}
	hour, minute, second := t.Clock()
	return NewTime(hour, minute, second, t.Nanosecond())
}

// ParseTime reads an xs:time.
func ParseTime(s string) (Time, error) {
	var t Time
	err := t.ParseXML([]byte(s), nil)
	return t, err
}

// Clock returns the time of day. The hour is 24 if it was written 24:00:00;
// digits past the nanosecond are cut off.
func (t Time) Clock() (hour, minute, second, nanosecond int) { return t.clock.parts() }

// On returns the moment on the day d: in the time's own zone if it has one,
// else in d's, else in loc. If one of them is unset it is the zero time.
func (t Time) On(d Date, loc *time.Location) time.Time {
	if t.IsZero() || d.IsZero() {
		return time.Time{}
	}
	if t.zone != noZone {
		d.zone = t.zone
	}
	return DateTime{d, t.clock}.In(loc)
}

// WithFraction returns t with n digits of fraction, 0 to 9, cut or filled up
// with zeros.
func (t Time) WithFraction(n int) Time {
	if t.set {
		t.clock = t.clock.round(n)
	}
	return t
}

func parseTime(b []byte) (Time, string) {
	c, b, reason := readClock(b)
	if reason != "" {
		return Time{}, reason
	}
	z, reason := readZone(b)
	return Time{c, z, true}, reason
}

func (t Time) append(b []byte) []byte { return t.zone.append(t.clock.append(b)) }

// moment places the time on one day: 24:00:00 is the 00:00:00 of that day,
// since a time of day has no next day.
func (t Time) moment() moment {
	c := t.clock
	c.hour %= 24
	return makeMoment(0, &c, t.zone)
}

func (c *clock) parts() (hour, minute, second, nanosecond int) {
	return int(c.hour), int(c.min), int(c.sec), int(c.nano)
}
