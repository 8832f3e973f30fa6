package source

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// declared finds the encoding in an XML declaration (XML 1.0, clause 4.3.3).
var declared = regexp.MustCompile(`^<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']`)

// toUTF8 returns the bytes in UTF-8 without a byte order mark. The encoding is that of the byte
// order mark, else that of the XML declaration, else UTF-8. The declaration itself stays as it is.
// On an error the offset says where.
func toUTF8(data []byte) (text []byte, offset int, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return checkUTF8(data[3:])
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return fromUTF16(data[2:], 0)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data[2:], 1)
	case bytes.HasPrefix(data, []byte("<\x00")):
		return fromUTF16(data, 0)
	case bytes.HasPrefix(data, []byte("\x00<")):
		return fromUTF16(data, 1)
	}
	m := declared.FindSubmatchIndex(data)
	if m == nil {
		return checkUTF8(data)
	}
	switch name := string(data[m[2]:m[3]]); strings.ToLower(name) {
	case "utf-8", "utf8", "us-ascii", "ascii":
		return checkUTF8(data)
	case "iso-8859-1", "latin1", "iso_8859-1":
		return fromBytes(data, nil), 0, nil
	case "windows-1252", "cp1252":
		return fromBytes(data, &windows1252), 0, nil
	default:
		return nil, m[2], fmt.Errorf("encoding %s is not supported; convert the file to UTF-8", name)
	}
}

func checkUTF8(data []byte) ([]byte, int, error) {
	if utf8.Valid(data) {
		return data, 0, nil
	}
	for i := 0; ; {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			way := "convert the file to UTF-8"
			if bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("<")) {
				way = "an XML declaration can state another encoding"
			}
			return nil, i, fmt.Errorf("byte 0x%02x is not UTF-8; %s", data[i], way)
		}
		i += size
	}
}

// fromUTF16 decodes UTF-16; high is the index of the high byte in a unit.
func fromUTF16(data []byte, high int) ([]byte, int, error) {
	if len(data)%2 != 0 {
		return nil, 0, errors.New("file ends within a UTF-16 character")
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		pair := data[2*i : 2*i+2]
		units[i] = uint16(pair[1-high])<<8 | uint16(pair[high])
	}
	return []byte(string(utf16.Decode(units))), 0, nil
}

// fromBytes decodes an encoding of one byte a character, whose upper half starts with table
// unless that is nil and continues as Unicode does.
func fromBytes(data []byte, table *[32]rune) []byte {
	out := make([]byte, 0, len(data)+len(data)/16)
	for _, c := range data {
		r := rune(c)
		if table != nil && 0x80 <= c && c < 0xa0 {
			r = table[c-0x80]
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// windows1252 is 0x80 to 0x9f of windows-1252; five bytes are not assigned.
var windows1252 = [32]rune{
	'€', 0xfffd, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0xfffd, 'Ž', 0xfffd,
	0xfffd, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0xfffd, 'ž', 'Ÿ',
}
