package xsd

import (
	"math/big"
	"time"
)

type skeleton struct{ text string }

// Date is a value of its XML Schema type.
type Date struct{ s skeleton }

func (d Date) Equal(o Date) bool                                { return false }
func (d Date) IsZero() bool                                     { return d == Date{} }
func (d Date) String() string                                   { return "" }
func (d Date) MarshalText() ([]byte, error)                     { return nil, nil }
func (d *Date) UnmarshalText(b []byte) error                    { return nil }
func (d *Date) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (d Date) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseDate(s string) (Date, error) { return Date{}, nil }

func (d Date) Cmp(o Date) (order int, ok bool)    { return 0, false }
func (d Date) Zone() (offsetMinutes int, ok bool) { return 0, false }
func (d Date) WithZone(offsetMinutes int) Date    { return d }
func (d Date) WithoutZone() Date                  { return d }

// Time is a value of its XML Schema type.
type Time struct{ s skeleton }

func (t Time) Equal(o Time) bool                                { return false }
func (t Time) IsZero() bool                                     { return t == Time{} }
func (t Time) String() string                                   { return "" }
func (t Time) MarshalText() ([]byte, error)                     { return nil, nil }
func (t *Time) UnmarshalText(b []byte) error                    { return nil }
func (t *Time) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (t Time) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseTime(s string) (Time, error) { return Time{}, nil }

func (t Time) Cmp(o Time) (order int, ok bool)    { return 0, false }
func (t Time) Zone() (offsetMinutes int, ok bool) { return 0, false }
func (t Time) WithZone(offsetMinutes int) Time    { return t }
func (t Time) WithoutZone() Time                  { return t }

// DateTime is a value of its XML Schema type.
type DateTime struct{ s skeleton }

func (d DateTime) Equal(o DateTime) bool                            { return false }
func (d DateTime) IsZero() bool                                     { return d == DateTime{} }
func (d DateTime) String() string                                   { return "" }
func (d DateTime) MarshalText() ([]byte, error)                     { return nil, nil }
func (d *DateTime) UnmarshalText(b []byte) error                    { return nil }
func (d *DateTime) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (d DateTime) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseDateTime(s string) (DateTime, error) { return DateTime{}, nil }

func (d DateTime) Cmp(o DateTime) (order int, ok bool) { return 0, false }
func (d DateTime) Zone() (offsetMinutes int, ok bool)  { return 0, false }
func (d DateTime) WithZone(offsetMinutes int) DateTime { return d }
func (d DateTime) WithoutZone() DateTime               { return d }

// GYear is a value of its XML Schema type.
type GYear struct{ s skeleton }

func (g GYear) Equal(o GYear) bool                               { return false }
func (g GYear) IsZero() bool                                     { return g == GYear{} }
func (g GYear) String() string                                   { return "" }
func (g GYear) MarshalText() ([]byte, error)                     { return nil, nil }
func (g *GYear) UnmarshalText(b []byte) error                    { return nil }
func (g *GYear) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (g GYear) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseGYear(s string) (GYear, error) { return GYear{}, nil }

func (g GYear) Cmp(o GYear) (order int, ok bool)   { return 0, false }
func (g GYear) Zone() (offsetMinutes int, ok bool) { return 0, false }
func (g GYear) WithZone(offsetMinutes int) GYear   { return g }
func (g GYear) WithoutZone() GYear                 { return g }

// GYearMonth is a value of its XML Schema type.
type GYearMonth struct{ s skeleton }

func (g GYearMonth) Equal(o GYearMonth) bool                          { return false }
func (g GYearMonth) IsZero() bool                                     { return g == GYearMonth{} }
func (g GYearMonth) String() string                                   { return "" }
func (g GYearMonth) MarshalText() ([]byte, error)                     { return nil, nil }
func (g *GYearMonth) UnmarshalText(b []byte) error                    { return nil }
func (g *GYearMonth) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (g GYearMonth) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseGYearMonth(s string) (GYearMonth, error) { return GYearMonth{}, nil }

func (g GYearMonth) Cmp(o GYearMonth) (order int, ok bool) { return 0, false }
func (g GYearMonth) Zone() (offsetMinutes int, ok bool)    { return 0, false }
func (g GYearMonth) WithZone(offsetMinutes int) GYearMonth { return g }
func (g GYearMonth) WithoutZone() GYearMonth               { return g }

// GMonth is a value of its XML Schema type.
type GMonth struct{ s skeleton }

func (g GMonth) Equal(o GMonth) bool                              { return false }
func (g GMonth) IsZero() bool                                     { return g == GMonth{} }
func (g GMonth) String() string                                   { return "" }
func (g GMonth) MarshalText() ([]byte, error)                     { return nil, nil }
func (g *GMonth) UnmarshalText(b []byte) error                    { return nil }
func (g *GMonth) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (g GMonth) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseGMonth(s string) (GMonth, error) { return GMonth{}, nil }

func (g GMonth) Cmp(o GMonth) (order int, ok bool)  { return 0, false }
func (g GMonth) Zone() (offsetMinutes int, ok bool) { return 0, false }
func (g GMonth) WithZone(offsetMinutes int) GMonth  { return g }
func (g GMonth) WithoutZone() GMonth                { return g }

// GMonthDay is a value of its XML Schema type.
type GMonthDay struct{ s skeleton }

func (g GMonthDay) Equal(o GMonthDay) bool                           { return false }
func (g GMonthDay) IsZero() bool                                     { return g == GMonthDay{} }
func (g GMonthDay) String() string                                   { return "" }
func (g GMonthDay) MarshalText() ([]byte, error)                     { return nil, nil }
func (g *GMonthDay) UnmarshalText(b []byte) error                    { return nil }
func (g *GMonthDay) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (g GMonthDay) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseGMonthDay(s string) (GMonthDay, error) { return GMonthDay{}, nil }

func (g GMonthDay) Cmp(o GMonthDay) (order int, ok bool) { return 0, false }
func (g GMonthDay) Zone() (offsetMinutes int, ok bool)   { return 0, false }
func (g GMonthDay) WithZone(offsetMinutes int) GMonthDay { return g }
func (g GMonthDay) WithoutZone() GMonthDay               { return g }

// GDay is a value of its XML Schema type.
type GDay struct{ s skeleton }

func (g GDay) Equal(o GDay) bool                                { return false }
func (g GDay) IsZero() bool                                     { return g == GDay{} }
func (g GDay) String() string                                   { return "" }
func (g GDay) MarshalText() ([]byte, error)                     { return nil, nil }
func (g *GDay) UnmarshalText(b []byte) error                    { return nil }
func (g *GDay) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (g GDay) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseGDay(s string) (GDay, error) { return GDay{}, nil }

func (g GDay) Cmp(o GDay) (order int, ok bool)    { return 0, false }
func (g GDay) Zone() (offsetMinutes int, ok bool) { return 0, false }
func (g GDay) WithZone(offsetMinutes int) GDay    { return g }
func (g GDay) WithoutZone() GDay                  { return g }

func NewDate(y int, m time.Month, d int) Date                    { return Date{} }
func DateOf(t time.Time) Date                                    { return Date{} }
func (d Date) Date() (y int, m time.Month, day int)              { return }
func (d Date) In(loc *time.Location) time.Time                   { return time.Time{} }
func NewTime(hour, minute, second, nanosecond int) Time          { return Time{} }
func TimeOf(t time.Time) Time                                    { return Time{} }
func (t Time) Clock() (hour, minute, second, nanosecond int)     { return }
func (t Time) On(d Date, loc *time.Location) time.Time           { return time.Time{} }
func NewDateTime(t time.Time) DateTime                           { return DateTime{} }
func LocalDateTime(t time.Time) DateTime                         { return DateTime{} }
func (t DateTime) Time() (time.Time, bool)                       { return time.Time{}, false }
func (t DateTime) In(loc *time.Location) time.Time               { return time.Time{} }
func (t DateTime) Date() Date                                    { return Date{} }
func (t DateTime) Clock() (hour, minute, second, nanosecond int) { return }
func NewGYear(y int) GYear                                       { return GYear{} }
func (g GYear) Year() int                                        { return 0 }
func NewGYearMonth(y int, m time.Month) GYearMonth               { return GYearMonth{} }
func (g GYearMonth) Year() int                                   { return 0 }
func (g GYearMonth) Month() time.Month                           { return 0 }
func NewGMonth(m time.Month) GMonth                              { return GMonth{} }
func (g GMonth) Month() time.Month                               { return 0 }
func NewGMonthDay(m time.Month, d int) GMonthDay                 { return GMonthDay{} }
func (g GMonthDay) Month() time.Month                            { return 0 }
func (g GMonthDay) Day() int                                     { return 0 }
func NewGDay(d int) GDay                                         { return GDay{} }
func (g GDay) Day() int                                          { return 0 }

// Duration is a value of its XML Schema type.
type Duration struct{ s skeleton }

func (d Duration) Equal(o Duration) bool                            { return false }
func (d Duration) IsZero() bool                                     { return d == Duration{} }
func (d Duration) String() string                                   { return "" }
func (d Duration) MarshalText() ([]byte, error)                     { return nil, nil }
func (d *Duration) UnmarshalText(b []byte) error                    { return nil }
func (d *Duration) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (d Duration) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseDuration(s string) (Duration, error) { return Duration{}, nil }

func (d Duration) Cmp(o Duration) (order int, ok bool) { return 0, false }
func (d Duration) Months() int64                       { return 0 }
func (d Duration) Seconds() Decimal                    { return Decimal{} }
func (d Duration) Std() (time.Duration, bool)          { return 0, false }
func NewDuration(d time.Duration) Duration             { return Duration{} }

// Decimal is a value of its XML Schema type.
type Decimal struct{ s skeleton }

func (d Decimal) Equal(o Decimal) bool                             { return false }
func (d Decimal) IsZero() bool                                     { return d == Decimal{} }
func (d Decimal) String() string                                   { return "" }
func (d Decimal) MarshalText() ([]byte, error)                     { return nil, nil }
func (d *Decimal) UnmarshalText(b []byte) error                    { return nil }
func (d *Decimal) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (d Decimal) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseDecimal(s string) (Decimal, error) { return Decimal{}, nil }

func NewDecimal(coef int64, scale int) Decimal { return Decimal{} }
func (d Decimal) Cmp(o Decimal) int            { return 0 }
func (d Decimal) Sign() int                    { return 0 }
func (d Decimal) Rat() *big.Rat                { return nil }
func (d Decimal) Int64() (int64, bool)         { return 0, false }
func (d Decimal) Float64() float64             { return 0 }
func (d Decimal) digits() (int, int)           { return 0, 0 }
func parseFloat(s string) (float64, bool)      { return 0, false }

// Integer is a value of its XML Schema type.
type Integer struct{ s skeleton }

func (i Integer) Equal(o Integer) bool                             { return false }
func (i Integer) IsZero() bool                                     { return i == Integer{} }
func (i Integer) String() string                                   { return "" }
func (i Integer) MarshalText() ([]byte, error)                     { return nil, nil }
func (i *Integer) UnmarshalText(b []byte) error                    { return nil }
func (i *Integer) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (i Integer) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

func ParseInteger(s string) (Integer, error) { return Integer{}, nil }

func NewInteger(n int64) Integer       { return Integer{} }
func IntegerOf(n *big.Int) Integer     { return Integer{} }
func (i Integer) Cmp(o Integer) int    { return 0 }
func (i Integer) Sign() int            { return 0 }
func (i Integer) Int64() (int64, bool) { return 0, false }
func (i Integer) Big() *big.Int        { return nil }

type Binary []byte

func (x Binary) Equal(o Binary) bool                              { return false }
func (x Binary) IsZero() bool                                     { return x == nil }
func (x Binary) String() string                                   { return "" }
func (x Binary) MarshalText() ([]byte, error)                     { return nil, nil }
func (x *Binary) UnmarshalText(b []byte) error                    { return nil }
func (x *Binary) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (x Binary) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

type HexBinary []byte

func (x HexBinary) Equal(o HexBinary) bool                           { return false }
func (x HexBinary) IsZero() bool                                     { return x == nil }
func (x HexBinary) String() string                                   { return "" }
func (x HexBinary) MarshalText() ([]byte, error)                     { return nil, nil }
func (x *HexBinary) UnmarshalText(b []byte) error                    { return nil }
func (x *HexBinary) ParseXML(b []byte, _ Namespaces) error           { return nil }
func (x HexBinary) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return b, nil }

type AnySimple struct {
	Type QName
	Text string
}
type Scalar interface {
	string | bool | int | int8 | int16 | int32 | int64 | uint | uint8 | uint16 | uint32 | uint64 | float32 | float64 |
		Date | Time | DateTime | Duration | Decimal | Integer | Binary | HexBinary
}

func NewAny[T Scalar](v T) AnySimple            { return AnySimple{} }
func (a AnySimple) Equal(o AnySimple) bool      { return a == o }
func (a AnySimple) IsZero() bool                { return a == AnySimple{} }
func (a AnySimple) String() string              { return a.Text }
func (a AnySimple) Bool() (bool, error)         { return false, nil }
func (a AnySimple) Int64() (int64, error)       { return 0, nil }
func (a AnySimple) Float64() (float64, error)   { return 0, nil }
func (a AnySimple) Decimal() (Decimal, error)   { return Decimal{}, nil }
func (a AnySimple) Date() (Date, error)         { return Date{}, nil }
func (a AnySimple) DateTime() (DateTime, error) { return DateTime{}, nil }

// Stamp
type Stamp struct {
	s skeleton
	t time.Duration
}

func ParseStamp(layout, text string) Stamp                           { return Stamp{} }
func NewStamp(t time.Time) Stamp                                     { return Stamp{} }
func (s Stamp) Text() string                                         { return "" }
func (s Stamp) Valid() bool                                          { return false }
func (s Stamp) Time(loc *time.Location) (time.Time, bool)            { return time.Time{}, false }
func (s Stamp) AppendLayout(b []byte, layout string) ([]byte, error) { return b, nil }
func (s *Stamp) ParseLayout(b []byte, layout string)                 {}
func (s Stamp) Equal(o Stamp) bool                                   { return s == o }
func (s Stamp) IsZero() bool                                         { return s == Stamp{} }
func (s Stamp) String() string                                       { return "" }
func (s Stamp) MarshalText() ([]byte, error)                         { return nil, nil }
func (s *Stamp) UnmarshalText(b []byte) error                        { return nil }
