package xsd

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
)

// Binary is an xs:base64Binary (Part 2, 3.3.16): plain bytes. The form is not
// kept: it is written without white space.
type Binary []byte

// Equal reports whether both hold the same bytes.
func (x Binary) Equal(o Binary) bool { return bytes.Equal(x, o) }

// IsZero reports whether x is nil. An empty value is not zero.
func (x Binary) IsZero() bool { return x == nil }

// String returns the bytes in base64.
func (x Binary) String() string { return base64.StdEncoding.EncodeToString(x) }

// MarshalText returns the bytes in base64.
func (x Binary) MarshalText() ([]byte, error) { return x.AppendXML(nil, nil) }

// UnmarshalText reads base64.
func (x *Binary) UnmarshalText(b []byte) error { return x.ParseXML(b, nil) }

// ParseXML reads base64, with white space anywhere. On error x keeps its value.
func (x *Binary) ParseXML(b []byte, _ Namespaces) error {
	if bytes.ContainsAny(b, " \t\r\n") {
		b = bytes.Map(func(r rune) rune {
			if r < 0x80 && isSpace(byte(r)) {
				return -1
			}
			return r
		}, b)
	}
	dst := make([]byte, base64.StdEncoding.DecodedLen(len(b)))
	n, err := strictBase64.Decode(dst, b)
	if err != nil {
		return &ParseError{"base64Binary", "not base64"}
	}
	*x = dst[:n]
	return nil
}

// strictBase64 asks that bits which don't make an octet are zero, as the
// productions B04 and B16 of Part 2, 3.3.16 do: "QR==" is no base64Binary.
var strictBase64 = base64.StdEncoding.Strict()

// AppendXML appends the bytes in base64.
func (x Binary) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	return base64.StdEncoding.AppendEncode(b, x), nil
}

// HexBinary is an xs:hexBinary (Part 2, 3.3.15): plain bytes. The form is not
// kept: it is written in upper case.
type HexBinary []byte

// Equal reports whether both hold the same bytes.
func (x HexBinary) Equal(o HexBinary) bool { return bytes.Equal(x, o) }

// IsZero reports whether x is nil. An empty value is not zero.
func (x HexBinary) IsZero() bool { return x == nil }

// String returns the bytes in hexadecimal.
func (x HexBinary) String() string {
	b, _ := x.AppendXML(nil, nil)
	return string(b)
}

// MarshalText returns the bytes in hexadecimal.
func (x HexBinary) MarshalText() ([]byte, error) { return x.AppendXML(nil, nil) }

// UnmarshalText reads hexadecimal.
func (x *HexBinary) UnmarshalText(b []byte) error { return x.ParseXML(b, nil) }

// ParseXML reads hexadecimal in either case, with white space around it. On
// error x keeps its value.
func (x *HexBinary) ParseXML(b []byte, _ Namespaces) error {
	b = collapse(b)
	dst := make([]byte, hex.DecodedLen(len(b)))
	if _, err := hex.Decode(dst, b); err != nil {
		return &ParseError{"hexBinary", "not pairs of hexadecimal digits"}
	}
	*x = dst
	return nil
}

// AppendXML appends the bytes in hexadecimal.
func (x HexBinary) AppendXML(b []byte, _ Namespaces) ([]byte, error) {
	return AppendHex(b, x, ""), nil
}
