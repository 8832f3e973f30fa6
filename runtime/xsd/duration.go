package xsd

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is an xs:duration (Part 2, 3.3.6): a number of months and a number
// of seconds, exact and in the form in which it was written. The zero Duration
// is unset; for no time at all use NewDuration(0).
//
// It holds up to 10^9 years and 10^18 seconds.
type Duration struct{ text string }

// NewDuration returns d in hours, minutes and seconds.
func NewDuration(d time.Duration) Duration {
	b := make([]byte, 0, 24)
	// The magnitude of the least duration is no time.Duration.
	rest := uint64(d)
	if d < 0 {
		b = append(b, '-')
		rest = -rest
	}
	b = append(b, "PT"...)
	hours, rest := rest/uint64(time.Hour), rest%uint64(time.Hour)
	minutes, rest := rest/uint64(time.Minute), rest%uint64(time.Minute)
	if hours > 0 {
		b = append(strconv.AppendUint(b, hours, 10), 'H')
	}
	if minutes > 0 {
		b = append(strconv.AppendUint(b, minutes, 10), 'M')
	}
	if rest > 0 || hours == 0 && minutes == 0 {
		b = strconv.AppendUint(b, rest/uint64(time.Second), 10)
		if nano := rest % uint64(time.Second); nano > 0 {
			b = append(b, '.')
			b = append(b, strings.TrimRight(strconv.FormatUint(nano+uint64(time.Second), 10)[1:], "0")...)
		}
		b = append(b, 'S')
	}
	return Duration{string(b)}
}

// ParseDuration reads an xs:duration, such as P1Y2M3DT4H5M6.7S.
func ParseDuration(s string) (Duration, error) {
	var d Duration
	err := d.ParseXML([]byte(s), nil)
	return d, err
}

// A span is a duration taken apart. Months and seconds have the same sign.
type span struct {
	negative bool
	months   int64
	seconds  int64
	fraction string // digits of a fraction of a second
}

// The components in their order, with what each adds to months or seconds.
var components = [...]struct {
	letter byte
	time   bool
	months int64
	second int64
}{
	{'Y', false, 12, 0},
	{'M', false, 1, 0},
	{'D', false, 0, 86400},
	{'H', true, 0, 3600},
	{'M', true, 0, 60},
	{'S', true, 0, 1},
}

const (
	maxMonths  = 12_000_000_000
	maxSeconds = 1_000_000_000_000_000_000
)

// parseSpan reads the whole of s.
func parseSpan(s string) (p span, reason string) {
	s, p.negative = strings.CutPrefix(s, "-")
	s, ok := strings.CutPrefix(s, "P")
	if !ok {
		return p, "does not begin with P"
	}
	if s == "" {
		return p, "nothing after P"
	}
	next, afterT := 0, false
	for s != "" {
		if s[0] == 'T' && !afterT {
			if s = s[1:]; s == "" {
				return p, "nothing after T"
			}
			afterT = true
		}
		n := 0
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		number, rest := s[:n], s[n:]
		if n == 0 || rest == "" {
			return p, "not a number and a letter"
		}
		if rest[0] == '.' {
			n = 1
			for n < len(rest) && isDigit(rest[n]) {
				n++
			}
			if n == 1 || n == len(rest) || rest[n] != 'S' {
				return p, "fraction is not digits before S"
			}
			p.fraction, rest = rest[1:n], rest[n:]
		}
		for next < len(components) && (components[next].letter != rest[0] || components[next].time != afterT) {
			next++
		}
		if next == len(components) {
			return p, "unknown letter, or letters out of order"
		}
		if !p.add(number, components[next].months, components[next].second) {
			return p, "too long"
		}
		next++
		s = rest[1:]
	}
	return p, ""
}

// add adds a number of units; it reports false when the duration gets too
// long.
func (p *span) add(number string, months, seconds int64) bool {
	number = strings.TrimLeft(number, "0")
	if number == "" {
		return true
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n > maxSeconds/max(months, seconds) {
		return false
	}
	p.months += n * months
	p.seconds += n * seconds
	return p.months <= maxMonths && p.seconds <= maxSeconds
}

// span takes a duration apart that was checked when it was read.
func (d Duration) span() span {
	p, _ := parseSpan(d.text)
	return p
}

// Months returns the number of months, negative in a negative duration.
func (d Duration) Months() int64 {
	p := d.span()
	if p.negative {
		return -p.months
	}
	return p.months
}

// Seconds returns the number of seconds that stand beside the months, negative
// in a negative duration. A day has 86400.
func (d Duration) Seconds() Decimal {
	p := d.span()
	text := strconv.FormatInt(p.seconds, 10)
	if p.fraction != "" {
		text += "." + p.fraction
	}
	if p.negative && strings.Trim(text, "0.") != "" {
		text = "-" + text
	}
	v, _ := ParseDecimal(text)
	return v
}

// Std returns the duration for package time. ok is false if it has months,
// more digits than nanoseconds, is too long or unset.
func (d Duration) Std() (v time.Duration, ok bool) {
	p := d.span()
	fraction := strings.TrimRight(p.fraction, "0")
	if d.text == "" || p.months != 0 || len(fraction) > 9 || p.seconds > math.MaxInt64/int64(time.Second) {
		return 0, false
	}
	nano, _ := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
	v = time.Duration(p.seconds)*time.Second + time.Duration(nano)
	if v < 0 {
		return 0, false
	}
	if p.negative {
		v = -v
	}
	return v, true
}

// Cmp orders durations. ok is false when there is no order, such as between a
// month and 30 days, or when one is unset (Part 2, 3.3.6.2).
func (d Duration) Cmp(o Duration) (order int, ok bool) {
	if d.IsZero() || o.IsZero() {
		return 0, false
	}
	p, q := d.span(), o.span()
	// The order must be the same from each of these moments.
	for i, from := range [...]struct{ year, month int64 }{{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}} {
		a, b := p.from(from.year, from.month), q.from(from.year, from.month)
		next := a.compare(b)
		if i > 0 && next != order {
			return 0, false
		}
		order = next
	}
	if order == 0 && d.Months() != o.Months() {
		return 0, false // 400 years are 146097 days, but not the same value
	}
	return order, true
}

// from returns the moment that is the duration after the first of a month.
func (p span) from(y, month int64) moment {
	months, seconds := p.months, p.seconds
	fraction := strings.TrimRight(p.fraction, "0")
	if p.negative {
		months, seconds = -months, -seconds
		if fraction != "" {
			seconds--
			fraction = complement(fraction)
		}
	}
	total := y*12 + month - 1 + months
	y, month = total/12, total%12
	if month < 0 {
		y, month = y-1, month+12
	}
	return moment{seconds: days(year(y), uint8(month+1), 1)*86400 + seconds, tail: fraction}
}

// complement returns the digits of 1 - 0.fraction; the last digit is not 0.
func complement(fraction string) string {
	b := []byte(fraction)
	for i := range b {
		b[i] = '0' + '9' - b[i]
	}
	b[len(b)-1]++
	return string(b)
}

// Equal reports whether both are as many months and seconds. Unset equals
// unset.
func (d Duration) Equal(o Duration) bool {
	if d.IsZero() || o.IsZero() {
		return d == o
	}
	order, ok := d.Cmp(o)
	return ok && order == 0
}

// IsZero reports whether d is unset.
func (d Duration) IsZero() bool { return d.text == "" }

// String returns the lexical form, empty if d is unset.
func (d Duration) String() string { return d.text }

// MarshalText returns the lexical form, empty if d is unset.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// UnmarshalText reads an xs:duration. Empty text is unset.
func (d *Duration) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Duration{}
		return nil
	}
	return d.ParseXML(b, nil)
}

// ParseXML reads an xs:duration. On error d keeps its value.
func (d *Duration) ParseXML(b []byte, _ Namespaces) error {
	text := string(collapse(b))
	if _, reason := parseSpan(text); reason != "" {
		return &ParseError{"duration", reason}
	}
	d.text = text
	return nil
}

// AppendXML appends the lexical form. An unset value is an [*UnsetError].
func (d Duration) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	if d.IsZero() {
		return b, &UnsetError{"duration"}
	}
	return append(b, d.text...), nil
}
