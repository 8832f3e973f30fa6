package xsd

import (
	"strings"
	"time"
)

// Stamp is a date or a time in a layout that a contract declares and XML
// Schema does not know, such as 31/12/2026 23:59. Layouts are those of package
// time. The text that was read is kept and written again, whether or not it
// fits the layout. The zero Stamp is unset.
type Stamp struct {
	text  string // as read; empty in a value of NewStamp
	wall  int64  // seconds of the wall clock, as if it were UTC
	nano  int32
	east  int32 // offset of the zone in seconds, if zoned
	zoned bool
	valid bool
}

// NewStamp returns t, which is written in the declared layout. The zero time
// gives the unset Stamp.
func NewStamp(t time.Time) Stamp {
	if t.IsZero() {
		return Stamp{}
	}
	return newStamp(t, true)
}

func newStamp(t time.Time, zoned bool) Stamp {
	_, east := t.Zone()
	s := Stamp{wall: t.Unix() + int64(east), nano: int32(t.Nanosecond()), valid: true}
	if zoned {
		s.east, s.zoned = int32(east), true
	}
	return s
}

// ParseStamp reads text in a layout. Text that does not fit gives a Stamp that
// is not valid; empty text gives the unset Stamp.
func ParseStamp(layout, text string) Stamp {
	trimmed := strings.Trim(text, " \t\r\n")
	if trimmed == "" {
		return Stamp{text: text}
	}
	t, err := time.Parse(layout, trimmed)
	if err != nil {
		return Stamp{text: text}
	}
	s := newStamp(t, hasZone(layout))
	s.text = text
	return s
}

// hasZone reports whether a layout holds a zone.
func hasZone(layout string) bool {
	return strings.Contains(layout, "Z07") || strings.Contains(layout, "-07") || strings.Contains(layout, "MST")
}

// ParseLayout reads text in a layout, as [ParseStamp] does.
func (s *Stamp) ParseLayout(b []byte, layout string) { *s = ParseStamp(layout, string(b)) }

// AppendLayout appends the text that was read, or else the time in layout. An
// unset value is an [*UnsetError].
func (s Stamp) AppendLayout(b []byte, layout string) ([]byte, error) {
	switch {
	case s.IsZero():
		return b, &UnsetError{"dateTime"}
	case s.text != "":
		return append(b, s.text...), nil
	}
	return s.own().AppendFormat(b, layout), nil
}

// Text returns the text that was read. It is empty in a value of [NewStamp].
func (s Stamp) Text() string { return s.text }

// Valid reports whether s is a time: its text fitted the layout, or it comes
// from [NewStamp].
func (s Stamp) Valid() bool { return s.valid }

// Time returns the moment: in the value's own time zone if it has one, else as
// the wall clock of loc. ok is false if s is not valid.
func (s Stamp) Time(loc *time.Location) (t time.Time, ok bool) {
	switch {
	case !s.valid:
		return time.Time{}, false
	case s.zoned:
		return s.own(), true
	}
	u := time.Unix(s.wall, int64(s.nano)).UTC()
	y, m, d := u.Date()
	hour, minute, second := u.Clock()
	return time.Date(y, m, d, hour, minute, second, u.Nanosecond(), loc), true
}

// own returns the moment in the value's own zone, or UTC.
func (s Stamp) own() time.Time {
	t := time.Unix(s.wall-int64(s.east), int64(s.nano))
	if s.east == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", int(s.east)))
}

// Equal reports whether both are the same time: the same moment if both have a
// time zone, else the same wall clock. Values that are no time are equal if
// their texts are.
func (s Stamp) Equal(o Stamp) bool {
	if !s.valid || !o.valid {
		return s == o
	}
	a, b := s.wall, o.wall
	if s.zoned && o.zoned {
		a, b = a-int64(s.east), b-int64(o.east)
	}
	return a == b && s.nano == o.nano
}

// IsZero reports whether s is unset.
func (s Stamp) IsZero() bool { return s == Stamp{} }

// String returns the text that was read, or else the time in the layout of RFC
// 3339. It is empty if s is unset.
func (s Stamp) String() string {
	if s.text != "" || !s.valid {
		return s.text
	}
	return s.own().Format(time.RFC3339Nano)
}

// MarshalText returns the form of String.
func (s Stamp) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the layout of RFC 3339. Other text is kept, but is not
// valid: the layout is not known here. Empty text is unset.
func (s *Stamp) UnmarshalText(b []byte) error {
	if t, err := time.Parse(time.RFC3339Nano, string(b)); err == nil {
		*s = NewStamp(t)
		return nil
	}
	*s = Stamp{text: string(b)}
	return nil
}
