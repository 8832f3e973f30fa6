package diff

import (
	"cmp"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// compareBounds compares two bounds of a built-in type by value. Some values are in no order: times near each other of
// which one has a zone, durations of months and of days (XML Schema Part 2, clauses 3.2.6.2 and 3.2.7.3), NaN.
func compareBounds(kind, a, b string) (order int, ok bool) {
	switch {
	case within(kind, "duration"):
		return compareDurations(a, b)
	case calendar[kind] != nil:
		x, also := readInstant(kind, a)
		y, ok := readInstant(kind, b)
		if !also || !ok {
			return 0, a == b
		}
		return x.compare(y)
	case kind == "float" || kind == "double":
		x, err := readFloat(kind, a)
		y, also := readFloat(kind, b)
		return cmp.Compare(x, y), err == nil && also == nil && !math.IsNaN(x) && !math.IsNaN(y)
	}
	x, ok := number(a)
	y, also := number(b)
	if !ok || !also {
		return 0, a == b
	}
	return x.Cmp(y), true
}

func readFloat(kind, s string) (float64, error) {
	x, err := strconv.ParseFloat(s, choose(kind == "float", 32, 64))
	if math.IsInf(x, 0) {
		err = nil // of any text that is too large
	}
	return x, err
}

// number reads a decimal; with an exponent it would be one of any size.
func number(s string) (*big.Rat, bool) {
	if s = strings.TrimSpace(s); s == "" || strings.Trim(s, "+-.0123456789") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// An instant is a point of time in seconds, on a line of its own where it has no zone.
type instant struct {
	seconds *big.Rat
	zoned   bool
}

const day = 24 * 60 * 60

// zoneless is how far from UTC a time without a zone may be.
var zoneless = big.NewRat(14*60*60, 1)

// compare tells which of two instants is the earlier one.
func (x instant) compare(y instant) (order int, ok bool) {
	order = x.seconds.Cmp(y.seconds)
	if x.zoned == y.zoned {
		return order, true
	}
	apart := new(big.Rat).Sub(x.seconds, y.seconds)
	return order, apart.Abs(apart).Cmp(zoneless) > 0
}

// calendar is the lexical forms of dates and times (clauses 3.2.7 to 3.2.14).
var calendar = func() map[string]*regexp.Regexp {
	const (
		year, month, date = `(?P<year>-?\d{4,})`, `(?P<month>0[1-9]|1[0-2])`, `(?P<day>0[1-9]|[12]\d|3[01])`
		clock             = `(?P<hour>[01]\d|2[0-4]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d(?:\.\d+)?)`
		full              = year + "-" + month + "-" + date
	)
	forms := map[string]*regexp.Regexp{}
	for kind, form := range map[string]string{
		"dateTime": full + "T" + clock, "dateTimeStamp": full + "T" + clock, "date": full, "time": clock,
		"gYear": year, "gYearMonth": year + "-" + month, "gMonth": "--" + month + "(?:--)?", "gMonthDay": "--" + month + "-" + date, "gDay": "---" + date,
	} {
		forms[kind] = regexp.MustCompile(`^\s*` + form + `(?P<zone>Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?\s*$`)
	}
	return forms
}()

// farthest bounds years and the parts of durations, so that they don't overflow.
const farthest = 1_000_000_000

// readInstant reads a date or time; what it does not state is that of a day in a leap year.
func readInstant(kind, s string) (instant, bool) {
	form := calendar[kind]
	m := form.FindStringSubmatch(s)
	if m == nil {
		return instant{}, false
	}
	parts := map[string]int64{"year": 1972, "month": 1, "day": 1}
	seconds := new(big.Rat)
	zone := ""
	for i, name := range form.SubexpNames() {
		switch name {
		case "":
		case "second":
			seconds.SetString(m[i])
		case "zone":
			zone = m[i]
		default:
			n, err := strconv.ParseInt(m[i], 10, 64)
			if err != nil || max(n, -n) > farthest {
				return instant{}, false
			}
			parts[name] = n
		}
	}
	late := parts["hour"] == 24 && (parts["minute"] > 0 || seconds.Sign() > 0)
	if late || parts["day"] > days(parts["year"], parts["month"]+1)-days(parts["year"], parts["month"]) {
		return instant{}, false
	}
	whole := (days(parts["year"], parts["month"])+parts["day"]-1)*day + parts["hour"]*3600 + parts["minute"]*60 - offset(zone)
	return instant{seconds.Add(seconds, new(big.Rat).SetInt64(whole)), zone != ""}, true
}

// offset is the seconds of a zone, +hh:mm.
func offset(zone string) int64 {
	if len(zone) != len("+hh:mm") {
		return 0
	}
	hours, _ := strconv.ParseInt(zone[1:3], 10, 64)
	minutes, _ := strconv.ParseInt(zone[4:], 10, 64)
	return choose[int64](zone[0] == '-', -1, 1) * (hours*3600 + minutes*60)
}

// days counts the days before a month, from the first of March of a year.
func days(year, month int64) int64 {
	month -= 3
	year += month / 12
	if month %= 12; month < 0 {
		month += 12
		year--
	}
	century := floor(year, 100)
	return year*365 + floor(year, 4) - century + floor(century, 4) + (month*153+2)/5
}

func floor(a, b int64) int64 {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

var durationForm = regexp.MustCompile(`^\s*(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?\s*$`)

// readDuration reads the months and the seconds of a duration.
func readDuration(s string) (months int64, seconds *big.Rat, ok bool) {
	m := durationForm.FindStringSubmatch(s)
	if m == nil || strings.HasSuffix(strings.TrimSpace(s), "P") || strings.HasSuffix(strings.TrimSpace(s), "T") {
		return 0, nil, false
	}
	var parts [5]int64
	for i, text := range m[2:7] {
		n, err := strconv.ParseInt("0"+text, 10, 64)
		if err != nil || n > farthest {
			return 0, nil, false
		}
		parts[i] = n
	}
	seconds, _ = new(big.Rat).SetString("0" + m[7])
	seconds.Add(seconds, new(big.Rat).SetInt64(parts[2]*day+parts[3]*3600+parts[4]*60))
	months = parts[0]*12 + parts[1]
	if m[1] != "" {
		months = -months
		seconds.Neg(seconds)
	}
	return months, seconds, true
}

// compareDurations compares what is left of four instants when durations are added (clause 3.2.6.2).
func compareDurations(a, b string) (order int, ok bool) {
	months, seconds, also := readDuration(a)
	otherMonths, otherSeconds, ok := readDuration(b)
	if !also || !ok {
		return 0, a == b
	}
	for i, from := range [...][2]int64{{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}} {
		apart := new(big.Rat).SetInt64((days(from[0], from[1]+months) - days(from[0], from[1]+otherMonths)) * day)
		sign := apart.Add(apart, new(big.Rat).Sub(seconds, otherSeconds)).Sign()
		if i > 0 && sign != order {
			return 0, false
		}
		order = sign
	}
	return order, true
}
