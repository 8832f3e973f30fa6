package xsd

// The methods that the fragments of dates have in common.

// ParseGYear reads an xs:gYear.
func ParseGYear(s string) (GYear, error) {
	var g GYear
	err := g.ParseXML([]byte(s), nil)
	return g, err
}

// IsZero reports whether g is unset.
func (g GYear) IsZero() bool { return !g.set }

// Equal reports whether both are the same value: see Cmp. Unset equals unset.
func (g GYear) Equal(o GYear) bool {
	if g.IsZero() || o.IsZero() {
		return g.IsZero() && o.IsZero()
	}
	order, ok := g.Cmp(o)
	return ok && order == 0
}

// Cmp orders values on the time line: -1 if g is before o, 0 if they are the
// same, 1 if it is after. ok is false when there is no order: one of them has
// no time zone and the other is within 14 hours of it, or one is unset.
func (g GYear) Cmp(o GYear) (order int, ok bool) {
	if g.IsZero() || o.IsZero() {
		return 0, false
	}
	return g.moment().cmp(o.moment())
}

// Zone returns the offset of the time zone in minutes east of UTC; ok is false
// if there is none.
func (g GYear) Zone() (offsetMinutes int, ok bool) { return g.zone.offset() }

// WithZone returns g with another time zone and the same wall clock: Z for
// 0. An offset of more than 14 hours gives the unset value.
func (g GYear) WithZone(offsetMinutes int) GYear {
	z, ok := makeZone(offsetMinutes)
	if !ok || g.IsZero() {
		return GYear{}
	}
	g.zone = z
	return g
}

// WithoutZone returns g without its time zone.
func (g GYear) WithoutZone() GYear {
	g.zone = noZone
	return g
}

// String returns the lexical form, empty if g is unset.
func (g GYear) String() string {
	if g.IsZero() {
		return ""
	}
	return string(g.append(make([]byte, 0, 32)))
}

// MarshalText returns the lexical form, empty if g is unset.
func (g GYear) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads an xs:gYear. Empty text is unset.
func (g *GYear) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*g = GYear{}
		return nil
	}
	return g.ParseXML(b, nil)
}

// ParseXML reads an xs:gYear. On error g keeps its value.
func (g *GYear) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseGYear(collapse(b))
	if reason != "" {
		return &ParseError{"gYear", reason}
	}
	*g = value
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (g GYear) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if g.IsZero() {
		return b, &UnsetError{"gYear"}
	}
	return g.append(b), nil
}

// ParseGYearMonth reads an xs:gYearMonth.
func ParseGYearMonth(s string) (GYearMonth, error) {
	var g GYearMonth
	err := g.ParseXML([]byte(s), nil)
	return g, err
}

// IsZero reports whether g is unset.
func (g GYearMonth) IsZero() bool { return g.month == 0 }

// Equal reports whether both are the same value: see Cmp. Unset equals unset.
func (g GYearMonth) Equal(o GYearMonth) bool {
	if g.IsZero() || o.IsZero() {
		return g.IsZero() && o.IsZero()
	}
	order, ok := g.Cmp(o)
	return ok && order == 0
}

// Cmp orders values on the time line: -1 if g is before o, 0 if they are the
// same, 1 if it is after. ok is false when there is no order: one of them has
// no time zone and the other is within 14 hours of it, or one is unset.
func (g GYearMonth) Cmp(o GYearMonth) (order int, ok bool) {
	if g.IsZero() || o.IsZero() {
		return 0, false
	}
	return g.moment().cmp(o.moment())
}

// Zone returns the offset of the time zone in minutes east of UTC; ok is false
// if there is none.
func (g GYearMonth) Zone() (offsetMinutes int, ok bool) { return g.zone.offset() }

// WithZone returns g with another time zone and the same wall clock: Z for
// 0. An offset of more than 14 hours gives the unset value.
func (g GYearMonth) WithZone(offsetMinutes int) GYearMonth {
	z, ok := makeZone(offsetMinutes)
	if !ok || g.IsZero() {
		return GYearMonth{}
	}
	g.zone = z
	return g
}

// WithoutZone returns g without its time zone.
func (g GYearMonth) WithoutZone() GYearMonth {
	g.zone = noZone
	return g
}

// String returns the lexical form, empty if g is unset.
func (g GYearMonth) String() string {
	if g.IsZero() {
		return ""
	}
	return string(g.append(make([]byte, 0, 32)))
}

// MarshalText returns the lexical form, empty if g is unset.
func (g GYearMonth) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads an xs:gYearMonth. Empty text is unset.
func (g *GYearMonth) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*g = GYearMonth{}
		return nil
	}
	return g.ParseXML(b, nil)
}

// ParseXML reads an xs:gYearMonth. On error g keeps its value.
func (g *GYearMonth) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseGYearMonth(collapse(b))
	if reason != "" {
		return &ParseError{"gYearMonth", reason}
	}
	*g = value
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (g GYearMonth) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if g.IsZero() {
		return b, &UnsetError{"gYearMonth"}
	}
	return g.append(b), nil
}

// ParseGMonth reads an xs:gMonth.
func ParseGMonth(s string) (GMonth, error) {
	var g GMonth
	err := g.ParseXML([]byte(s), nil)
	return g, err
}

// IsZero reports whether g is unset.
func (g GMonth) IsZero() bool { return g.month == 0 }

// Equal reports whether both are the same value: see Cmp. Unset equals unset.
func (g GMonth) Equal(o GMonth) bool {
	if g.IsZero() || o.IsZero() {
		return g.IsZero() && o.IsZero()
	}
	order, ok := g.Cmp(o)
	return ok && order == 0
}

// Cmp orders values on the time line: -1 if g is before o, 0 if they are the
// same, 1 if it is after. ok is false when there is no order: one of them has
// no time zone and the other is within 14 hours of it, or one is unset.
func (g GMonth) Cmp(o GMonth) (order int, ok bool) {
	if g.IsZero() || o.IsZero() {
		return 0, false
	}
	return g.moment().cmp(o.moment())
}

// Zone returns the offset of the time zone in minutes east of UTC; ok is false
// if there is none.
func (g GMonth) Zone() (offsetMinutes int, ok bool) { return g.zone.offset() }

// WithZone returns g with another time zone and the same wall clock: Z for
// 0. An offset of more than 14 hours gives the unset value.
func (g GMonth) WithZone(offsetMinutes int) GMonth {
	z, ok := makeZone(offsetMinutes)
	if !ok || g.IsZero() {
		return GMonth{}
	}
	g.zone = z
	return g
}

// WithoutZone returns g without its time zone.
func (g GMonth) WithoutZone() GMonth {
	g.zone = noZone
	return g
}

// String returns the lexical form, empty if g is unset.
func (g GMonth) String() string {
	if g.IsZero() {
		return ""
	}
	return string(g.append(make([]byte, 0, 32)))
}

// MarshalText returns the lexical form, empty if g is unset.
func (g GMonth) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads an xs:gMonth. Empty text is unset.
func (g *GMonth) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*g = GMonth{}
		return nil
	}
	return g.ParseXML(b, nil)
}

// ParseXML reads an xs:gMonth. On error g keeps its value.
func (g *GMonth) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseGMonth(collapse(b))
	if reason != "" {
		return &ParseError{"gMonth", reason}
	}
	*g = value
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (g GMonth) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if g.IsZero() {
		return b, &UnsetError{"gMonth"}
	}
	return g.append(b), nil
}

// ParseGMonthDay reads an xs:gMonthDay.
func ParseGMonthDay(s string) (GMonthDay, error) {
	var g GMonthDay
	err := g.ParseXML([]byte(s), nil)
	return g, err
}

// IsZero reports whether g is unset.
func (g GMonthDay) IsZero() bool { return g.month == 0 }

// Equal reports whether both are the same value: see Cmp. Unset equals unset.
func (g GMonthDay) Equal(o GMonthDay) bool {
	if g.IsZero() || o.IsZero() {
		return g.IsZero() && o.IsZero()
	}
	order, ok := g.Cmp(o)
	return ok && order == 0
}

// Cmp orders values on the time line: -1 if g is before o, 0 if they are the
// same, 1 if it is after. ok is false when there is no order: one of them has
// no time zone and the other is within 14 hours of it, or one is unset.
func (g GMonthDay) Cmp(o GMonthDay) (order int, ok bool) {
	if g.IsZero() || o.IsZero() {
		return 0, false
	}
	return g.moment().cmp(o.moment())
}

// Zone returns the offset of the time zone in minutes east of UTC; ok is false
// if there is none.
func (g GMonthDay) Zone() (offsetMinutes int, ok bool) { return g.zone.offset() }

// WithZone returns g with another time zone and the same wall clock: Z for
// 0. An offset of more than 14 hours gives the unset value.
func (g GMonthDay) WithZone(offsetMinutes int) GMonthDay {
	z, ok := makeZone(offsetMinutes)
	if !ok || g.IsZero() {
		return GMonthDay{}
	}
	g.zone = z
	return g
}

// WithoutZone returns g without its time zone.
func (g GMonthDay) WithoutZone() GMonthDay {
	g.zone = noZone
	return g
}

// String returns the lexical form, empty if g is unset.
func (g GMonthDay) String() string {
	if g.IsZero() {
		return ""
	}
	return string(g.append(make([]byte, 0, 32)))
}

// MarshalText returns the lexical form, empty if g is unset.
func (g GMonthDay) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads an xs:gMonthDay. Empty text is unset.
func (g *GMonthDay) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*g = GMonthDay{}
		return nil
	}
	return g.ParseXML(b, nil)
}

// ParseXML reads an xs:gMonthDay. On error g keeps its value.
func (g *GMonthDay) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseGMonthDay(collapse(b))
	if reason != "" {
		return &ParseError{"gMonthDay", reason}
	}
	*g = value
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (g GMonthDay) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if g.IsZero() {
		return b, &UnsetError{"gMonthDay"}
	}
	return g.append(b), nil
}

// ParseGDay reads an xs:gDay.
func ParseGDay(s string) (GDay, error) {
	var g GDay
	err := g.ParseXML([]byte(s), nil)
	return g, err
}

// IsZero reports whether g is unset.
func (g GDay) IsZero() bool { return g.day == 0 }

// Equal reports whether both are the same value: see Cmp. Unset equals unset.
func (g GDay) Equal(o GDay) bool {
	if g.IsZero() || o.IsZero() {
		return g.IsZero() && o.IsZero()
	}
	order, ok := g.Cmp(o)
	return ok && order == 0
}

// Cmp orders values on the time line: -1 if g is before o, 0 if they are the
// same, 1 if it is after. ok is false when there is no order: one of them has
// no time zone and the other is within 14 hours of it, or one is unset.
func (g GDay) Cmp(o GDay) (order int, ok bool) {
	if g.IsZero() || o.IsZero() {
		return 0, false
	}
	return g.moment().cmp(o.moment())
}

// Zone returns the offset of the time zone in minutes east of UTC; ok is false
// if there is none.
func (g GDay) Zone() (offsetMinutes int, ok bool) { return g.zone.offset() }

// WithZone returns g with another time zone and the same wall clock: Z for
// 0. An offset of more than 14 hours gives the unset value.
func (g GDay) WithZone(offsetMinutes int) GDay {
	z, ok := makeZone(offsetMinutes)
	if !ok || g.IsZero() {
		return GDay{}
	}
	g.zone = z
	return g
}

// WithoutZone returns g without its time zone.
func (g GDay) WithoutZone() GDay {
	g.zone = noZone
	return g
}

// String returns the lexical form, empty if g is unset.
func (g GDay) String() string {
	if g.IsZero() {
		return ""
	}
	return string(g.append(make([]byte, 0, 32)))
}

// MarshalText returns the lexical form, empty if g is unset.
func (g GDay) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads an xs:gDay. Empty text is unset.
func (g *GDay) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*g = GDay{}
		return nil
	}
	return g.ParseXML(b, nil)
}

// ParseXML reads an xs:gDay. On error g keeps its value.
func (g *GDay) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseGDay(collapse(b))
	if reason != "" {
		return &ParseError{"gDay", reason}
	}
	*g = value
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (g GDay) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if g.IsZero() {
		return b, &UnsetError{"gDay"}
	}
	return g.append(b), nil
}
