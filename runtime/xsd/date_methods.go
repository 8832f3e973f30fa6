package xsd

// The methods that dates and times have in common.

// IsZero reports whether d is unset.
func (d Date) IsZero() bool { return d.month == 0 }

// Equal reports whether both are the same value: see Cmp. Unset equals unset.
func (d Date) Equal(o Date) bool {
	if d.IsZero() || o.IsZero() {
		return d.IsZero() && o.IsZero()
	}
	order, ok := d.Cmp(o)
	return ok && order == 0
}

// Cmp orders values on the time line: -1 if d is before o, 0 if they are the
// same, 1 if it is after. ok is false when there is no order: one of them has
// no time zone and the other is within 14 hours of it, or one is unset.
func (d Date) Cmp(o Date) (order int, ok bool) {
	if d.IsZero() || o.IsZero() {
		return 0, false
	}
	return d.moment().cmp(o.moment())
}

// Zone returns the offset of the time zone in minutes east of UTC; ok is false
// if there is none.
func (d Date) Zone() (offsetMinutes int, ok bool) { return d.zone.offset() }

// WithZone returns d with another time zone and the same wall clock: Z for
// 0. An offset of more than 14 hours gives the unset value.
func (d Date) WithZone(offsetMinutes int) Date {
	z, ok := makeZone(offsetMinutes)
	if !ok || d.IsZero() {
		return Date{}
	}
	d.zone = z
	return d
}

// WithoutZone returns d without its time zone.
func (d Date) WithoutZone() Date {
	d.zone = noZone
	return d
}

// String returns the lexical form, empty if d is unset.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.append(make([]byte, 0, 32)))
}

// MarshalText returns the lexical form, empty if d is unset.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads an xs:date. Empty text is unset.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	return d.ParseXML(b, nil)
}

// ParseXML reads an xs:date. On error d keeps its value.
func (d *Date) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseDate(collapse(b))
	if reason != "" {
		return &ParseError{"date", reason}
	}
	*d = value
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (d Date) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if d.IsZero() {
		return b, &UnsetError{"date"}
	}
	return d.append(b), nil
}

// IsZero reports whether t is unset.
func (t DateTime) IsZero() bool { return t.date.month == 0 }

// Equal reports whether both are the same value: see Cmp. Unset equals unset.
func (t DateTime) Equal(o DateTime) bool {
	if t.IsZero() || o.IsZero() {
		return t.IsZero() && o.IsZero()
	}
	order, ok := t.Cmp(o)
	return ok && order == 0
}

// Cmp orders values on the time line: -1 if t is before o, 0 if they are the
// same, 1 if it is after. ok is false when there is no order: one of them has
// no time zone and the other is within 14 hours of it, or one is unset.
func (t DateTime) Cmp(o DateTime) (order int, ok bool) {
	if t.IsZero() || o.IsZero() {
		return 0, false
	}
	return t.moment().cmp(o.moment())
}

// Zone returns the offset of the time zone in minutes east of UTC; ok is false
// if there is none.
func (t DateTime) Zone() (offsetMinutes int, ok bool) { return t.date.zone.offset() }

// WithZone returns t with another time zone and the same wall clock: Z for
// 0. An offset of more than 14 hours gives the unset value.
func (t DateTime) WithZone(offsetMinutes int) DateTime {
	z, ok := makeZone(offsetMinutes)
	if !ok || t.IsZero() {
		return DateTime{}
	}
	t.date.zone = z
	return t
}

// WithoutZone returns t without its time zone.
func (t DateTime) WithoutZone() DateTime {
	t.date.zone = noZone
	return t
}

// String returns the lexical form, empty if t is unset.
func (t DateTime) String() string {
	if t.IsZero() {
		return ""
	}
	return string(t.append(make([]byte, 0, 32)))
}

// MarshalText returns the lexical form, empty if t is unset.
func (t DateTime) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads an xs:dateTime. Empty text is unset.
func (t *DateTime) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*t = DateTime{}
		return nil
	}
	return t.ParseXML(b, nil)
}

// ParseXML reads an xs:dateTime. On error t keeps its value.
func (t *DateTime) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseDateTime(collapse(b))
	if reason != "" {
		return &ParseError{"dateTime", reason}
	}
	*t = value
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (t DateTime) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if t.IsZero() {
		return b, &UnsetError{"dateTime"}
	}
	return t.append(b), nil
}

// IsZero reports whether t is unset.
func (t Time) IsZero() bool { return !t.set }

// Equal reports whether both are the same value: see Cmp. Unset equals unset.
func (t Time) Equal(o Time) bool {
	if t.IsZero() || o.IsZero() {
		return t.IsZero() && o.IsZero()
	}
	order, ok := t.Cmp(o)
	return ok && order == 0
}

// Cmp orders values on the time line: -1 if t is before o, 0 if they are the
// same, 1 if it is after. ok is false when there is no order: one of them has
// no time zone and the other is within 14 hours of it, or one is unset.
func (t Time) Cmp(o Time) (order int, ok bool) {
	if t.IsZero() || o.IsZero() {
		return 0, false
	}
	return t.moment().cmp(o.moment())
}

// Zone returns the offset of the time zone in minutes east of UTC; ok is false
// if there is none.
func (t Time) Zone() (offsetMinutes int, ok bool) { return t.zone.offset() }

// WithZone returns t with another time zone and the same wall clock: Z for
// 0. An offset of more than 14 hours gives the unset value.
func (t Time) WithZone(offsetMinutes int) Time {
	z, ok := makeZone(offsetMinutes)
	if !ok || t.IsZero() {
		return Time{}
	}
	t.zone = z
	return t
}

// WithoutZone returns t without its time zone.
func (t Time) WithoutZone() Time {
	t.zone = noZone
	return t
}

// String returns the lexical form, empty if t is unset.
func (t Time) String() string {
	if t.IsZero() {
		return ""
	}
	return string(t.append(make([]byte, 0, 32)))
}

// MarshalText returns the lexical form, empty if t is unset.
func (t Time) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads an xs:time. Empty text is unset.
func (t *Time) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*t = Time{}
		return nil
	}
	return t.ParseXML(b, nil)
}

// ParseXML reads an xs:time. On error t keeps its value.
func (t *Time) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseTime(collapse(b))
	if reason != "" {
		return &ParseError{"time", reason}
	}
	*t = value
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (t Time) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if t.IsZero() {
		return b, &UnsetError{"time"}
	}
	return t.append(b), nil
}
