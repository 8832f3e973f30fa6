package xsd

import (
	"encoding/json"
	"math"
	"strconv"
)

// Namespace is the namespace of XML Schema's own types.
const Namespace = "http://www.w3.org/2001/XMLSchema"

// AnySimple is a value of xs:anySimpleType: text, with the type that xsi:type
// gave it. Its text is the truth; the methods read it as a type, whatever Type
// says. Of a name, an xs:QName or xs:NOTATION, the text is {namespace}local. The
// zero AnySimple is empty text without a type.
type AnySimple struct {
	Type QName // the value of xsi:type; zero for none
	Text string
}

// Scalar lists the Go types that [NewAny] takes.
type Scalar interface {
	string | bool |
		int | int8 | int16 | int32 | int64 | uint | uint8 | uint16 | uint32 | uint64 |
		float32 | float64 |
		Decimal | Integer | Date | Time | DateTime | Duration | Binary | HexBinary
}

// NewAny returns v with its type in XML Schema: xs:int for int32, xs:long for
// int64 and int, and so on. An unset date, time or duration gives the zero
// AnySimple.
func NewAny[T Scalar](v T) AnySimple {
	name, text := scalar(any(v))
	if name == "" {
		return AnySimple{}
	}
	return AnySimple{QName{Namespace, name}, text}
}

func scalar(v any) (name, text string) {
	switch v := v.(type) {
	case string:
		return "string", v
	case bool:
		return "boolean", strconv.FormatBool(v)
	case int:
		return "long", strconv.Itoa(v)
	case int8:
		return "byte", strconv.FormatInt(int64(v), 10)
	case int16:
		return "short", strconv.FormatInt(int64(v), 10)
	case int32:
		return "int", strconv.FormatInt(int64(v), 10)
	case int64:
		return "long", strconv.FormatInt(v, 10)
	case uint:
		return "unsignedLong", strconv.FormatUint(uint64(v), 10)
	case uint8:
		return "unsignedByte", strconv.FormatUint(uint64(v), 10)
	case uint16:
		return "unsignedShort", strconv.FormatUint(uint64(v), 10)
	case uint32:
		return "unsignedInt", strconv.FormatUint(uint64(v), 10)
	case uint64:
		return "unsignedLong", strconv.FormatUint(v, 10)
	case float32:
		return "float", string(AppendFloat(nil, float64(v), 32))
	case float64:
		return "double", string(AppendFloat(nil, v, 64))
	case Decimal:
		return "decimal", v.String()
	case Integer:
		return "integer", v.String()
	case Binary:
		return "base64Binary", v.String()
	case HexBinary:
		return "hexBinary", v.String()
	case Date:
		name, text = "date", v.String()
	case Time:
		name, text = "time", v.String()
	case DateTime:
		name, text = "dateTime", v.String()
	case Duration:
		name, text = "duration", v.String()
	}
	if text == "" {
		return "", ""
	}
	return name, text
}

// Equal reports whether both have the same type and the same text.
func (a AnySimple) Equal(o AnySimple) bool { return a == o }

// IsZero reports whether there is neither a type nor text.
func (a AnySimple) IsZero() bool { return a == AnySimple{} }

// String returns the text.
func (a AnySimple) String() string { return a.Text }

// typedText is the JSON of an AnySimple with a type.
type typedText struct {
	Type QName
	Text string
}

// MarshalJSON returns the text as a string, or with a type an object.
func (a AnySimple) MarshalJSON() ([]byte, error) {
	if a.Type.IsZero() {
		return json.Marshal(a.Text)
	}
	return json.Marshal(typedText(a))
}

// UnmarshalJSON reads either form. On error a keeps its value.
func (a *AnySimple) UnmarshalJSON(b []byte) error {
	var t typedText
	var err error
	if b = collapse(b); len(b) > 0 && b[0] == '{' {
		err = json.Unmarshal(b, &t)
	} else {
		err = json.Unmarshal(b, &t.Text)
	}
	if err == nil {
		*a = AnySimple(t)
	}
	return err
}

// MarshalText returns the text; the type is left out.
func (a AnySimple) MarshalText() ([]byte, error) { return []byte(a.Text), nil }

// UnmarshalText takes the text, without a type.
func (a *AnySimple) UnmarshalText(b []byte) error {
	*a = AnySimple{Text: string(b)}
	return nil
}

// ParseXML takes the text as it is. The type is not in the text: the codec
// sets it.
func (a *AnySimple) ParseXML(b []byte, _ Namespaces) error {
	a.Text = string(b)
	return nil
}

// AppendXML appends the text.
func (a AnySimple) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	return append(b, a.Text...), nil
}

// Bool reads the text as an xs:boolean.
func (a AnySimple) Bool() (bool, error) { return ParseBool(a.Text) }

// Int64 reads the text as an xs:long.
func (a AnySimple) Int64() (int64, error) {
	n, err := ParseInteger(a.Text)
	if err != nil {
		return 0, err
	}
	v, ok := n.Int64()
	if !ok {
		return 0, &ParseError{"long", "out of range"}
	}
	return v, nil
}

// Float64 reads the text as an xs:double.
func (a AnySimple) Float64() (float64, error) {
	x, err := ParseFloat(a.Text, 64)
	if err != nil {
		return math.NaN(), err
	}
	return x, nil
}

// Decimal reads the text as an xs:decimal.
func (a AnySimple) Decimal() (Decimal, error) { return ParseDecimal(a.Text) }

// Integer reads the text as an xs:integer.
func (a AnySimple) Integer() (Integer, error) { return ParseInteger(a.Text) }

// Date reads the text as an xs:date.
func (a AnySimple) Date() (Date, error) { return ParseDate(a.Text) }

// Time reads the text as an xs:time.
func (a AnySimple) Time() (Time, error) { return ParseTime(a.Text) }

// DateTime reads the text as an xs:dateTime.
func (a AnySimple) DateTime() (DateTime, error) { return ParseDateTime(a.Text) }

// Duration reads the text as an xs:duration.
func (a AnySimple) Duration() (Duration, error) { return ParseDuration(a.Text) }
