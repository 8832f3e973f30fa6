package source

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// declared finds the encoding in an XML declaration (XML 1.0, clause 4.3.3), after comments and empty lines too.
var declared = regexp.MustCompile(`^(?:\s|<!--(?s:.*?)-->)*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']`)

// extendsASCII matches encodings in which the bytes of ASCII mean what they mean there.
var extendsASCII = regexp.MustCompile(`(?i)^(windows-125|cp125|iso-8859-)\d+$`)

// A form is how a document writes its characters as bytes.
type form struct {
	mark    int       // bytes of the byte order mark
	unit    int       // bytes of a unit of UTF-16, or of every character; 0 for UTF-8
	high    int       // of UTF-16, index of the high byte in a unit
	table   *[32]rune // of an encoding of one byte a character, its upper half; nil when that continues as Unicode does
	unknown Span      // the name of an encoding that is none of these
}

// formOf tells the form of a document from its first bytes.
func formOf(data []byte) form {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return form{mark: 3}
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return form{mark: 2, unit: 2, high: 1}
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return form{mark: 2, unit: 2}
	case bytes.HasPrefix(data, []byte("<\x00")):
		return form{unit: 2, high: 1}
	case bytes.HasPrefix(data, []byte("\x00<")):
		return form{unit: 2}
	}
	m := declared.FindSubmatchIndex(data)
	if m == nil {
		return form{}
	}
	switch strings.ToLower(string(data[m[2]:m[3]])) {
	case "utf-8", "utf8", "us-ascii", "ascii":
		return form{}
	case "iso-8859-1", "latin1", "iso_8859-1":
		return form{unit: 1}
	case "windows-1252", "cp1252":
		return form{unit: 1, table: &windows1252}
	}
	return form{unknown: Span{Start: m[2], End: m[3]}}
}

// toUTF8 returns the bytes in UTF-8 without a byte order mark. The encoding is that of the byte
// order mark, else that of the XML declaration, else UTF-8. The declaration itself stays as it is.
// On an error the text is as good as could be, and the offset says where in it.
func toUTF8(data []byte) (text []byte, offset int, err error) {
	f := formOf(data)
	switch data := data[f.mark:]; {
	case f.unit == 2:
		return fromUTF16(data, f.high)
	case f.unit == 1:
		return fromBytes(data, f.table)
	case f.unknown.End == 0:
		return checkUTF8(data)
	default:
		name := string(data[f.unknown.Start:f.unknown.End])
		if extendsASCII.MatchString(name) && !slices.ContainsFunc(data, func(c byte) bool { return c >= utf8.RuneSelf }) {
			return data, 0, nil
		}
		return data, f.unknown.Start, fmt.Errorf("encoding %s is not supported; convert the file to UTF-8", name)
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
			return data, i, fmt.Errorf("byte 0x%02x is not UTF-8; %s", data[i], way)
		}
		i += size
	}
}

// fromUTF16 decodes UTF-16; high is the index of the high byte in a unit.
func fromUTF16(data []byte, high int) (text []byte, offset int, err error) {
	unit := func(i int) rune {
		if i+2 > len(data) {
			return 0
		}
		return rune(data[i+high])<<8 | rune(data[i+1-high])
	}
	text = make([]byte, 0, len(data)/2)
	for i := 0; i+2 <= len(data); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if r = utf16.DecodeRune(r, unit(i+2)); r != utf8.RuneError {
				i += 2
			} else if err == nil {
				offset, err = len(text), fmt.Errorf("0x%04x is half a UTF-16 character", unit(i))
			}
		}
		text = utf8.AppendRune(text, r)
	}
	if len(data)%2 != 0 && err == nil {
		offset, err = len(text), errors.New("file ends within a UTF-16 character")
	}
	return text, offset, err
}

// fromBytes decodes an encoding of one byte a character, whose upper half starts with table
// unless that is nil and continues as Unicode does.
func fromBytes(data []byte, table *[32]rune) (text []byte, offset int, err error) {
	text = make([]byte, 0, len(data)+len(data)/16)
	for _, c := range data {
		r := rune(c)
		if table != nil && 0x80 <= c && c < 0xa0 {
			r = table[c-0x80]
		}
		if r == utf8.RuneError && err == nil {
			offset, err = len(text), fmt.Errorf("byte 0x%02x is no character of windows-1252", c)
		}
		text = utf8.AppendRune(text, r)
	}
	return text, offset, err
}

// windows1252 is 0x80 to 0x9f of windows-1252; five bytes are not assigned.
var windows1252 = [32]rune{
	'€', 0xfffd, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0xfffd, 'Ž', 0xfffd,
	0xfffd, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0xfffd, 'ž', 'Ÿ',
}
