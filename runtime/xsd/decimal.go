package xsd

import (
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Decimal is an xs:decimal (Part 2, 3.3.3): an exact decimal number of any
// size that keeps its form, such as the zeros at the end of 1.50. The zero
// Decimal is 0.
type Decimal struct {
	// A number in ordinary form with up to 18 digits is coef / 10^scale.
	// Everything else is its text.
	coef  int64
	scale uint8
	text  string
}

// maxDigits is how many digits of a coefficient an int64 holds for certain.
const maxDigits = 18

// NewDecimal returns coef / 10^scale with scale digits of fraction:
// NewDecimal(150, 2) is 1.50. A negative scale multiplies.
func NewDecimal(coef int64, scale int) Decimal {
	const limit = 1_000_000_000_000_000_000 // 10^maxDigits
	if 0 <= scale && scale <= maxDigits && -limit < coef && coef < limit {
		return Decimal{coef: coef, scale: uint8(scale)}
	}
	if coef == 0 && scale < 0 {
		return Decimal{}
	}
	digits := strconv.FormatInt(coef, 10)
	digits, negative := strings.CutPrefix(digits, "-")
	if scale < 0 {
		digits += strings.Repeat("0", -scale)
	} else if scale > 0 {
		if n := scale + 1 - len(digits); n > 0 {
			digits = strings.Repeat("0", n) + digits
		}
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if negative {
		digits = "-" + digits
	}
	d, _ := ParseDecimal(digits)
	return d
}

// ParseDecimal reads an xs:decimal: digits with an optional sign and point,
// without an exponent.
func ParseDecimal(s string) (Decimal, error) {
	var d Decimal
	err := d.ParseXML([]byte(s), nil)
	return d, err
}

// parseDecimal reads the whole of b.
func parseDecimal(b []byte) (Decimal, string) {
	i := 0
	negative, odd := false, false
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		negative, odd = b[0] == '-', b[0] == '+'
		i = 1
	}
	start, point := i, -1
	var coef uint64
	significant := 0
	for ; i < len(b); i++ {
		switch c := b[i]; {
		case c-'0' <= 9:
			if significant > 0 || c != '0' {
				significant++
			}
			coef = coef*10 + uint64(c-'0') // wraps only past 18 digits, where it is not used
		case c == '.' && point < 0:
			point = i
		default:
			return Decimal{}, "unexpected character"
		}
	}
	whole, scale := len(b)-start, 0
	if point >= 0 {
		whole, scale = point-start, len(b)-point-1
	}
	switch {
	case whole+scale == 0:
		return Decimal{}, "no digits"
	case whole == 0, point >= 0 && scale == 0, whole > 1 && b[start] == '0', negative && coef == 0:
		odd = true
	}
	if odd || significant > maxDigits || scale > maxDigits {
		return Decimal{text: string(b)}, ""
	}
	d := Decimal{coef: int64(coef), scale: uint8(scale)}
	if negative {
		d.coef = -d.coef
	}
	return d, ""
}

func (d Decimal) append(b []byte) []byte {
	switch {
	case d.text != "":
		return append(b, d.text...)
	case d.scale == 0:
		return appendInt(b, d.coef)
	}
	coef := uint64(d.coef)
	if d.coef < 0 {
		b = append(b, '-')
		coef = -coef
	}
	var digits [maxDigits + 2]byte
	i, point := len(digits), len(digits)-int(d.scale)
	for ; i > point; coef /= 10 {
		i--
		digits[i] = byte('0' + coef%10)
	}
	i--
	digits[i] = '.'
	for more := true; more; more = coef > 0 {
		i--
		digits[i] = byte('0' + coef%10)
		coef /= 10
	}
	return append(b, digits[i:]...)
}

// A number taken apart: digits without zeros at the outer ends.
type digits struct {
	negative        bool
	whole, fraction string
}

func (d Decimal) split() digits {
	s := d.String()
	var p digits
	if s[0] == '-' || s[0] == '+' {
		p.negative, s = s[0] == '-', s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	p.whole, p.fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	p.negative = p.negative && p.whole+p.fraction != ""
	return p
}

// digits returns what totalDigits and fractionDigits constrain: with the value
// as i / 10^n in lowest terms, the greater of the digits of i and n, and n
// (Part 2, 4.3.11 and 4.3.12).
func (d Decimal) digits() (total, fraction int) {
	p := d.split()
	return len(p.whole) + len(p.fraction), len(p.fraction)
}

// Cmp compares values: -1 if d is less than o, 0 if they are equal, 1 if d is
// greater.
func (d Decimal) Cmp(o Decimal) int {
	if d.text != "" || o.text != "" {
		return d.split().cmp(o.split())
	}
	switch ds, os := d.Sign(), o.Sign(); {
	case ds != os:
		return sign(ds < os)
	case ds == 0:
		return 0
	case ds < 0:
		d.coef, o.coef = -o.coef, -d.coef
		d.scale, o.scale = o.scale, d.scale
	}
	scale := max(d.scale, o.scale)
	dh, dl := bits.Mul64(uint64(d.coef), power(scale-d.scale))
	oh, ol := bits.Mul64(uint64(o.coef), power(scale-o.scale))
	switch {
	case dh != oh:
		return sign(dh < oh)
	case dl != ol:
		return sign(dl < ol)
	}
	return 0
}

func power(n uint8) uint64 {
	p := uint64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

func (p digits) cmp(q digits) int {
	if p.negative != q.negative {
		return sign(p.negative)
	}
	if p.negative {
		p, q = q, p
	}
	if len(p.whole) != len(q.whole) {
		return sign(len(p.whole) < len(q.whole))
	}
	if order := strings.Compare(p.whole, q.whole); order != 0 {
		return order
	}
	return strings.Compare(p.fraction, q.fraction)
}

// Equal reports whether both are the same number, such as 1.0 and 1.00.
func (d Decimal) Equal(o Decimal) bool { return d.Cmp(o) == 0 }

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	if d.text != "" {
		switch p := d.split(); {
		case p.negative:
			return -1
		case p.whole+p.fraction == "":
			return 0
		}
		return 1
	}
	switch {
	case d.coef < 0:
		return -1
	case d.coef == 0:
		return 0
	}
	return 1
}

// IsZero reports whether d is the zero Decimal, which is written 0. For the
// number 0 in any form see [Decimal.Sign].
func (d Decimal) IsZero() bool { return d == Decimal{} }

// Rat returns the number.
func (d Decimal) Rat() *big.Rat {
	p := d.split()
	text := p.whole + p.fraction
	if text == "" {
		return new(big.Rat)
	}
	num, _ := new(big.Int).SetString(text, 10)
	if p.negative {
		num.Neg(num)
	}
	ten := big.NewInt(10)
	return new(big.Rat).SetFrac(num, ten.Exp(ten, big.NewInt(int64(len(p.fraction))), nil))
}

// Int64 returns the number if it is a whole one that an int64 holds.
func (d Decimal) Int64() (int64, bool) {
	if d.text == "" && d.scale == 0 {
		return d.coef, true
	}
	p := d.split()
	if p.fraction != "" {
		return 0, false
	}
	return p.int64()
}

func (p digits) int64() (int64, bool) {
	text := "0" + p.whole
	if p.negative {
		text = "-" + text
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// Float64 returns the nearest float64, an infinity if there is none.
func (d Decimal) Float64() float64 {
	x, _ := strconv.ParseFloat(d.String(), 64) // fails only when out of range
	return x
}

// String returns the lexical form.
func (d Decimal) String() string {
	if d.text != "" {
		return d.text
	}
	return string(d.append(make([]byte, 0, maxDigits+3)))
}

// MarshalText returns the lexical form.
func (d Decimal) MarshalText() ([]byte, error) { return d.append(nil), nil }

// UnmarshalText reads an xs:decimal.
func (d *Decimal) UnmarshalText(b []byte) error { return d.ParseXML(b, nil) }

// ParseXML reads an xs:decimal. On error d keeps its value.
func (d *Decimal) ParseXML(b []byte, _ Namespaces) error {
	value, reason := parseDecimal(collapse(b))
	if reason != "" {
		return &ParseError{"decimal", reason}
	}
	*d = value
	return nil
}

// AppendXML appends the lexical form.
func (d Decimal) AppendXML(b []byte, _ Namespaces) ([]byte, error) { return d.append(b), nil }
