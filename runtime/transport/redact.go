package transport

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"unicode/utf16"

	"example.com/wsgen/runtime/xsd"
)

// Redacted stands for what is not shown.
const Redacted = "[redacted]"

// FormatName prints name, or the Go-syntax form for %#v, under any verb.
func FormatName(f fmt.State, verb rune, name, goName string) {
	if verb == 'v' && f.Flag('#') {
		name = goName
	}
	io.WriteString(f, name)
}

// A Redactor replaces the secrets of one call wherever text from outside might echo them.
type Redactor struct {
	secrets []string
	request any // holds more of them; nil once they were collected
	// starts are the secrets by their first byte, nil until a text is looked at: most bytes of a text begin none.
	starts *[256][]string
	steps  int // spent on looking
}

const (
	minSecret  = 4       // bytes of a secret; shorter ones would hide half of a text: see alone
	maxSecrets = 200     // of a request
	maxVisited = 1 << 16 // values of a request that are looked at; some may contain themselves
	maxSteps   = 1 << 24 // of looking for secrets, in all texts of a call: a fraction of a second
)

// collect adds the values of type [xsd.Secret] in the request. It is left to the first text that has to be shown,
// which most calls don't have.
func (r *Redactor) collect() {
	v := reflect.ValueOf(r.request)
	r.request = nil
	left, visits := maxSecrets, maxVisited
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		if visits--; visits < 0 || left == 0 {
			return
		}
		switch v.Kind() {
		case reflect.String:
			if s := v.String(); v.Type() == reflect.TypeFor[xsd.Secret]() && len(s) >= minSecret {
				left--
				r.Add(s)
			}
		case reflect.Pointer, reflect.Interface:
			walk(v.Elem())
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice, reflect.Array:
			for i := 0; i < v.Len() && visits > 0; i++ {
				walk(v.Index(i))
			}
		}
	}
	walk(v)
}

// Watch makes the values of type [xsd.Secret] in a request secrets.
func (r *Redactor) Watch(request any) { r.request = request }

// Add remembers a secret, also in Base64 and in the encodings that a page may have besides UTF-8.
func (r *Redactor) Add(secret string) {
	if secret == "" {
		return
	}
	var le, be, latin []byte
	for _, u := range utf16.Encode([]rune(secret)) {
		le = binary.LittleEndian.AppendUint16(le, u)
		be = binary.BigEndian.AppendUint16(be, u)
		latin = append(latin, byte(u))
	}
	for _, s := range []string{secret, base64.StdEncoding.EncodeToString([]byte(secret)), string(le), string(be), string(latin)} {
		if !slices.Contains(r.secrets, s) {
			r.secrets = append(r.secrets, s)
		}
	}
	// Longer ones first: one may contain another.
	slices.SortStableFunc(r.secrets, func(a, b string) int { return len(b) - len(a) })
	r.starts = nil
}

// index fills starts.
func (r *Redactor) index() {
	if r.starts == nil {
		r.starts = new([256][]string)
		for _, s := range r.secrets {
			r.starts[s[0]] = append(r.starts[s[0]], s)
		}
	}
}

// longest bounds the size of a secret in a text, with all its characters escaped.
func (r *Redactor) longest() int {
	r.collect()
	if len(r.secrets) == 0 {
		return 0
	}
	return len(r.secrets[0]) * longestEscape
}

// head redacts the start of a body and cuts it to what an HTTPError shows. A secret that the end of b cuts in
// two is not found: so many bytes are left out.
func (r *Redactor) head(b []byte) []byte {
	full := len(b) >= maxErrorBody+r.longest()
	b = []byte(r.Text(string(b)))
	if full {
		b = b[:max(0, len(b)-r.longest())]
	}
	return b[:min(len(b), maxErrorBody)]
}

// Text replaces the secrets in s, however their characters are escaped. One of less than four bytes is replaced where it
// stands alone, and not within a word. A text made to be searched for long, of what
// almost are secrets, is replaced whole.
func (r *Redactor) Text(s string) string {
	r.collect()
	if len(r.secrets) == 0 {
		return s
	}
	r.index()
	var out strings.Builder
	last := 0
	for i := 0; i < len(s); {
		if r.steps > maxSteps {
			return Redacted
		}
		n := r.match(s, i)
		if n == 0 {
			i++
			continue
		}
		out.WriteString(s[last:i])
		out.WriteString(Redacted)
		i += n
		last = i
	}
	if last == 0 {
		return s
	}
	return out.String() + s[last:]
}

// match returns the length of the secret that stands at an offset, or 0.
func (r *Redactor) match(text string, at int) int {
	best, s := 0, text[at:]
	try := func(list []string) {
		for _, secret := range list {
			n, steps, ok := matchEscaped(s, secret)
			if r.steps += steps; ok && (len(secret) >= minSecret || alone(text, at, at+n, secret)) {
				best = max(best, n)
				return
			}
		}
	}
	try(r.starts[s[0]])
	if text, n := unescape(s); n > 0 && text != "" && text[0] != s[0] {
		try(r.starts[text[0]])
	}
	return best
}

// alone reports whether a secret in text[start:end] is no part of a longer word.
func alone(text string, start, end int, secret string) bool {
	joins := func(a, b byte) bool { return wordByte(a) && wordByte(b) }
	return !(start > 0 && joins(text[start-1], secret[0]) || end < len(text) && joins(secret[len(secret)-1], text[end]))
}

// wordByte reports a letter, a digit, or a part of a character that is not ASCII.
func wordByte(c byte) bool {
	return c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// QName redacts a name that a server made up.
func (r *Redactor) QName(n xsd.QName) xsd.QName {
	return xsd.QName{Space: r.Text(n.Space), Local: r.Text(n.Local)}
}

// Raws returns redacted copies.
func (r *Redactor) Raws(list []xsd.Raw) []xsd.Raw {
	var out []xsd.Raw
	for _, x := range list {
		out = append(out, xsd.Raw{Name: r.QName(x.Name), XML: r.Text(x.XML)})
	}
	return out
}

// Error returns err itself unless its text holds a secret.
func (r *Redactor) Error(err error) error {
	if err == nil {
		return nil
	}
	if text := err.Error(); r.Text(text) != text {
		return &opaque{text: r.Text(text), err: err}
	}
	return err
}

// Header returns a copy without cookies and secrets.
func (r *Redactor) Header(h http.Header) http.Header {
	h = h.Clone()
	for k, vs := range h {
		for i := range vs {
			if k == "Set-Cookie" || k == "Set-Cookie2" {
				vs[i] = Redacted
			} else {
				vs[i] = r.Text(vs[i])
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

// SafeURL is an address without user information, query and fragment: those may hold secrets.
func SafeURL(u *url.URL) string {
	if u == nil {
		return ""
	}
	s := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath, Opaque: u.Opaque}).String()
	if u.RawQuery != "" {
		s += "?" + Redacted
	}
	return s
}
