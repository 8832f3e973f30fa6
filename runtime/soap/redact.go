package soap

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"
)

const redacted = "[redacted]"

// formatName prints name, or the Go-syntax form for %#v, under any verb.
func formatName(f fmt.State, verb rune, name, goName string) {
	if verb == 'v' && f.Flag('#') {
		name = goName
	}
	io.WriteString(f, name)
}

// A redactor replaces the secrets of one call wherever text from outside might echo them.
type redactor struct{ values []string }

// add remembers a secret in every form in which it may come back.
func (r *redactor) add(secret string) {
	if secret == "" {
		return
	}
	forms := []string{
		secret,
		string(appendText(nil, secret)),
		string(appendAttr(nil, secret)),
		url.QueryEscape(secret),
		url.PathEscape(secret),
		base64.StdEncoding.EncodeToString([]byte(secret)),
	}
	if q := fmt.Sprintf("%q", secret); len(q) > 2 {
		forms = append(forms, q[1:len(q)-1])
	}
	forms = append(forms, encodings(secret)...)
	for _, f := range forms {
		if !slices.Contains(r.values, f) {
			r.values = append(r.values, f)
		}
	}
	// Longer forms first: one may contain another.
	slices.SortStableFunc(r.values, func(a, b string) int { return len(b) - len(a) })
}

// encodings returns s in the encodings that a page may have besides UTF-8.
func encodings(s string) []string {
	var le, be, latin []byte
	for _, u := range utf16.Encode([]rune(s)) {
		le = binary.LittleEndian.AppendUint16(le, u)
		be = binary.BigEndian.AppendUint16(be, u)
		latin = append(latin, byte(u))
	}
	return []string{string(le), string(be), string(latin)}
}

// longest is the size of the longest form.
func (r *redactor) longest() int {
	if len(r.values) == 0 {
		return 0
	}
	return len(r.values[0])
}

// head redacts the start of a body and cuts it to what an HTTPError shows. A secret that the end of b cuts in
// two is not found: so many bytes are left out.
func (r *redactor) head(b []byte) []byte {
	full := len(b) >= maxErrorBody+r.longest()
	b = bytes.Clone(r.bytes(b))
	if full {
		b = b[:max(0, len(b)-r.longest())]
	}
	return b[:min(len(b), maxErrorBody)]
}

func (r *redactor) text(s string) string {
	for _, v := range r.values {
		s = strings.ReplaceAll(s, v, redacted)
	}
	return s
}

func (r *redactor) bytes(b []byte) []byte {
	for _, v := range r.values {
		b = bytes.ReplaceAll(b, []byte(v), []byte(redacted))
	}
	return b
}

// error returns err itself unless its text holds a secret.
func (r *redactor) error(err error) error {
	if err == nil {
		return nil
	}
	if text := err.Error(); r.text(text) != text {
		return &opaque{text: r.text(text), err: err}
	}
	return err
}

// header returns a copy without cookies and secrets.
func (r *redactor) header(h http.Header) http.Header {
	h = h.Clone()
	for k, vs := range h {
		for i := range vs {
			if k == "Set-Cookie" || k == "Set-Cookie2" {
				vs[i] = redacted
			} else {
				vs[i] = r.text(vs[i])
			}
		}
	}
	return h
}

// opaque hides an error's text and keeps its identity for errors.Is and errors.As.
type opaque struct {
	text string
	err  error
}

func (o *opaque) Error() string        { return o.text }
func (o *opaque) GoString() string     { return fmt.Sprintf("%q", o.text) }
func (o *opaque) Is(target error) bool { return errors.Is(o.err, target) }
func (o *opaque) As(target any) bool   { return errors.As(o.err, target) }

// safeURL is an address without user information, query and fragment: those may hold secrets.
func safeURL(u *url.URL) string {
	if u == nil {
		return ""
	}
	s := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath, Opaque: u.Opaque}).String()
	if u.RawQuery != "" {
		s += "?" + redacted
	}
	return s
}

// appendText appends character data.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '\r':
			b = append(b, "&#xD;"...)
		default:
			b = append(b, c)
		}
	}
	return b
}

// appendAttr appends the value of an attribute in double quotes.
func appendAttr(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '"':
			b = append(b, "&quot;"...)
		case '\t':
			b = append(b, "&#x9;"...)
		case '\n':
			b = append(b, "&#xA;"...)
		default:
			b = appendText(b, s[i:i+1])
		}
	}
	return b
}
