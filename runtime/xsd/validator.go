package xsd

import (
	"strconv"
	"strings"
)

// maxDepth bounds the nesting that a Validator follows, so that a value that
// contains itself ends in a violation and not in a stack overflow.
const maxDepth = 1000

// A Validator collects the violations of one value. Its zero value is ready.
// Every check takes the name of the child that it looks at; an attribute's is
// "@name"; an empty name stands for the current element.
type Validator struct {
	path       []step
	violations []Violation
	stopped    bool // the value is too deep: nothing more is looked at
}

// A step of a path. The index is that of a repeated element, from 1, or 0.
type step struct {
	name  string
	index int
}

// NewValidator returns a Validator whose paths begin with the element root.
func NewValidator(root string) *Validator {
	return &Validator{path: []step{{name: root}}}
}

// Err returns a [*ValidationError] with all violations, or nil.
func (v *Validator) Err() error {
	if len(v.violations) == 0 {
		return nil
	}
	return &ValidationError{v.violations}
}

// Enter makes the child name the current element until Leave. It reports
// whether to look into it: false means that the value is too deep.
func (v *Validator) Enter(name string) bool {
	v.path = append(v.path, step{name: name})
	if len(v.path) > maxDepth && !v.stopped {
		v.violations = append(v.violations, Violation{v.at(""), "depth", "must not be nested deeper than " + count(maxDepth, "element")})
		v.stopped = true
	}
	return !v.stopped
}

// Index says which occurrence of a repeated element the current one is, from 0.
// Paths count from 1.
func (v *Validator) Index(i int) {
	if n := len(v.path); n > 0 {
		v.path[n-1].index = i + 1
	}
}

// Leave makes the parent the current element again.
func (v *Validator) Leave() {
	if n := len(v.path); n > 0 {
		v.path = v.path[:n-1]
	}
}

// Child checks the child name by handing v to validate.
func (v *Validator) Child(name string, validate func(*Validator)) {
	if v.Enter(name) {
		validate(v)
	}
	v.Leave()
}

// Each checks every item of a repeated element by handing it to validate,
// usually a method expression.
func Each[T any](v *Validator, name string, list []T, validate func(*T, *Validator)) {
	for i := range list {
		ok := v.Enter(name)
		v.Index(i)
		if ok {
			validate(&list[i], v)
		}
		v.Leave()
		if v.stopped {
			return
		}
	}
}

// Report adds a violation of a rule that no other method checks. The message
// must not hold the value.
func (v *Validator) Report(name, rule, message string) {
	if !v.stopped {
		v.violations = append(v.violations, Violation{v.at(name), rule, message})
	}
}

// Required reports a child that must be there and is not.
func (v *Validator) Required(name string, present bool) {
	if !present {
		v.Report(name, "required", "must be present")
	}
}

// Refuse reports a value that is one of some, in any case, and why it can't be.
func (v *Validator) Refuse(name, value, why string, values ...string) {
	for _, bad := range values {
		if strings.EqualFold(value, bad) {
			v.Report(name, "refuse", why)
		}
	}
}

// Occurs checks how often a child occurs; a negative most is unbounded.
func (v *Validator) Occurs(name string, n, least, most int) {
	switch {
	case n < least:
		v.Report(name, "occurs", "must occur at least "+count(least, "time"))
	case most >= 0 && n > most:
		v.Report(name, "occurs", "must occur at most "+count(most, "time"))
	}
}

// String checks a string by the facets that count characters, by patterns and
// by the enumeration.
func (v *Validator) String(name, s string, f *Facets) {
	v.must(name)(f.length(characters(s), "character"))
	v.must(name)(f.lexical(s))
	v.must(name)(f.enum(func(literal string) bool { return literal == s }))
}

// Bytes checks binary data by the facets that count octets.
func (v *Validator) Bytes(name string, b []byte, f *Facets) {
	v.must(name)(f.length(len(b), "octet"))
}

// List checks how many items a value of a list type has.
func (v *Validator) List(name string, n int, f *Facets) {
	v.must(name)(f.length(n, "item"))
}

// Int checks a signed integer.
func (v *Validator) Int(name string, n int64, f *Facets) {
	if f != nil {
		v.number(name, NewDecimal(n, 0), f)
	}
}

// Uint checks an unsigned integer.
func (v *Validator) Uint(name string, n uint64, f *Facets) {
	if f != nil {
		d, _ := ParseDecimal(strconv.FormatUint(n, 10))
		v.number(name, d, f)
	}
}

// Decimal checks a decimal number.
func (v *Validator) Decimal(name string, d Decimal, f *Facets) {
	if f != nil {
		v.number(name, d, f)
	}
}

// Integer checks an unbounded integer.
func (v *Validator) Integer(name string, n Integer, f *Facets) {
	if f != nil {
		d, _ := ParseDecimal(n.String())
		v.number(name, d, f)
	}
}

func (v *Validator) number(name string, d Decimal, f *Facets) {
	cmp := func(literal string) (int, bool) {
		limit, err := ParseDecimal(literal)
		return d.Cmp(limit), err == nil
	}
	v.must(name)(f.lexical(d.String()))
	v.must(name)(f.bounds(cmp))
	v.must(name)(f.digits(d))
	v.must(name)(f.enum(func(literal string) bool {
		order, ok := cmp(literal)
		return ok && order == 0
	}))
}

// Float checks a floating-point number. Patterns are not checked: they
// constrain the form in which the codec writes it. NaN is in no order: it
// breaks every bound.
func (v *Validator) Float(name string, x float64, f *Facets) {
	cmp := func(literal string) (int, bool) {
		limit, err := ParseFloat(literal, 64)
		switch {
		case err != nil:
			return 0, false
		case x < limit:
			return -1, true
		case x > limit:
			return 1, true
		}
		return 0, x == limit || x != x && limit != limit
	}
	v.must(name)(f.bounds(cmp))
	v.must(name)(f.enum(func(literal string) bool {
		order, ok := cmp(literal)
		return ok && order == 0
	}))
}

// Date checks a date. An unset one is a violation, here and in the methods
// that follow: what is optional is checked only if it is present.
func (v *Validator) Date(name string, d Date, f *Facets) { ordered(v, name, d, f) }

// Time checks a time of day.
func (v *Validator) Time(name string, t Time, f *Facets) { ordered(v, name, t, f) }

// DateTime checks a date with a time.
func (v *Validator) DateTime(name string, t DateTime, f *Facets) { ordered(v, name, t, f) }

// GYear checks a year.
func (v *Validator) GYear(name string, g GYear, f *Facets) { ordered(v, name, g, f) }

// GYearMonth checks a month of a year.
func (v *Validator) GYearMonth(name string, g GYearMonth, f *Facets) { ordered(v, name, g, f) }

// GMonth checks a month.
func (v *Validator) GMonth(name string, g GMonth, f *Facets) { ordered(v, name, g, f) }

// GMonthDay checks a day of a month.
func (v *Validator) GMonthDay(name string, g GMonthDay, f *Facets) { ordered(v, name, g, f) }

// GDay checks a day.
func (v *Validator) GDay(name string, g GDay, f *Facets) { ordered(v, name, g, f) }

// Duration checks a duration.
func (v *Validator) Duration(name string, d Duration, f *Facets) { ordered(v, name, d, f) }

// Stamp checks that a date or time in a layout of its own is set and fits the
// layout.
func (v *Validator) Stamp(name string, s Stamp) {
	switch {
	case s.IsZero():
		v.Required(name, false)
	case !s.Valid():
		v.Report(name, "layout", "must be in the declared layout")
	}
}

// QName checks that a name is set.
func (v *Validator) QName(name string, q QName) { v.Required(name, !q.IsZero()) }

// ordered checks a value of a type whose order may be partial: where it is not
// determined a bound counts as broken (Part 2, 3.2.7.4).
func ordered[T interface {
	Cmp(T) (int, bool)
	IsZero() bool
	String() string
}, P interface {
	*T
	UnmarshalText([]byte) error
}](v *Validator, name string, x T, f *Facets) {
	if x.IsZero() {
		v.Required(name, false)
		return
	}
	if f == nil {
		return
	}
	cmp := func(literal string) (int, bool) {
		var limit T
		if err := P(&limit).UnmarshalText([]byte(literal)); err != nil {
			return 0, false
		}
		return x.Cmp(limit)
	}
	v.must(name)(f.lexical(x.String()))
	v.must(name)(f.bounds(cmp))
	v.must(name)(f.enum(func(literal string) bool {
		order, ok := cmp(literal)
		return ok && order == 0
	}))
}

// Lexical checks a lexical form by patterns alone.
func (v *Validator) Lexical(name, s string, f *Facets) { v.must(name)(f.lexical(s)) }

// Enum checks a value by the enumeration alone; same compares a listed literal
// with the value.
func (v *Validator) Enum(name string, f *Facets, same func(literal string) bool) {
	v.must(name)(f.enum(same))
}

// Path returns the path of the child name of the current element.
func (v *Validator) Path(name string) string { return v.at(name) }

// Add adds a violation that was found elsewhere.
func (v *Validator) Add(x Violation) { v.violations = append(v.violations, x) }

// must returns a function that reports a check of the child name unless it was
// passed.
func (v *Validator) must(name string) func(check, bool) {
	return func(c check, passed bool) {
		if !passed {
			v.Report(name, c.rule, c.message)
		}
	}
}

// at returns the path of the child name of the current element.
func (v *Validator) at(name string) string {
	const most = 100
	var b []byte
	for i, s := range v.path {
		if i == most {
			return string(append(b, "/..."...))
		}
		b = append(append(b, '/'), s.name...)
		if s.index > 0 {
			b = strconv.AppendInt(append(b, '['), int64(s.index), 10)
			b = append(b, ']')
		}
	}
	if name != "" || len(b) == 0 {
		b = append(append(b, '/'), name...)
	}
	return string(b)
}
