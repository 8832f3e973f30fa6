package transport

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestRedactorKnowsEscapes: a secret is found however a server's framework writes it.
func TestRedactorKnowsEscapes(t *testing.T) {
	const secret = "p&<>\"' \\/%+ã\tz\n!"
	each := func(format string) string {
		var b strings.Builder
		for _, c := range secret {
			fmt.Fprintf(&b, format, c)
		}
		return b.String()
	}
	wide := func(swap bool) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune(secret)) {
			if swap {
				u = u<<8 | u>>8
			}
			b.Write([]byte{byte(u >> 8), byte(u)})
		}
		return b.String()
	}
	var asXML, asJSON bytes.Buffer
	if err := xml.EscapeText(&asXML, []byte(secret)); err != nil {
		t.Fatal(err)
	}
	e := json.NewEncoder(&asJSON)
	e.SetEscapeHTML(false)
	if err := e.Encode(secret); err != nil {
		t.Fatal(err)
	}
	safeJSON, _ := json.Marshal(secret)
	for name, form := range map[string]string{
		"as it is": secret, "XML": asXML.String(), "HTML": html.EscapeString(secret),
		"named":   strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;").Replace(secret),
		"PHP":     strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#039;").Replace(secret),
		"decimal": each("&#%d;"), "hexadecimal": each("&#x%x;"), "HEXADECIMAL": each("&#X%X;"),
		"query": url.QueryEscape(secret), "path": url.PathEscape(secret), "lower case": strings.ToLower(url.PathEscape(secret)),
		"JSON": strings.Trim(asJSON.String(), "\"\n"), "JSON in HTML": strings.Trim(string(safeJSON), `"`), "JSON, ASCII": each(`\u%04x`),
		"base64": base64.StdEncoding.EncodeToString([]byte(secret)), "UTF-16LE": wide(true), "UTF-16BE": wide(false),
		"ISO-8859-1": strings.Replace(secret, "ã", "\xe3", 1),
	} {
		var r Redactor
		r.Add(secret)
		if got := r.Text("<b>" + form + "</b>"); got != "<b>"+Redacted+"</b>" {
			t.Errorf("%s: %q gives %q", name, form, got)
		}
	}
}

// TestRedactorKeepsTheRest: text that resembles a secret, and nothing at all without one.
func TestRedactorKeepsTheRest(t *testing.T) {
	var r Redactor
	for _, text := range []string{"p&amp;q", "a % b", `\`, `\u12`, "&", "&#;", "&#x;", "&nosuchname;", "&amp", "%4", "p&"} {
		if got := r.Text(text); got != text {
			t.Errorf("no secret: %q gives %q", text, got)
		}
	}
	r.Add("")
	r.Add("p&q")
	for _, text := range []string{"p&amp;r", "p&ampq", "p&&q", "p%2", "p&#;q", "p&#x;q", "p&#38q", `p\u0026`, "P&Q", "p&amp;amp;q"} {
		if got := r.Text(text); got != text {
			t.Errorf("%q gives %q", text, got)
		}
	}
}

// TestRedactorIsLinear: a run of what may or may not be escapes is not tried in every way, and is still found.
func TestRedactorIsLinear(t *testing.T) {
	for _, c := range []string{`\`, "+", "&#38;", "%25"} {
		var r Redactor
		r.Add(strings.Repeat(c, 60) + "x")
		text := strings.Repeat(c, 5_000)
		if got := r.Text(text); got != text {
			t.Errorf("%q: found what is not there", c)
		}
		if got := r.Text("<" + strings.Repeat(c, 60) + "x>"); got != "<"+Redacted+">" {
			t.Errorf("%q: gives %q", c, got)
		}
	}
	var r Redactor
	r.Add(`a\\b&c`)
	for _, form := range []string{`a\\b&c`, `a\\b&amp;c`, `a\\\\b&c`, `a%5c%5Cb%26c`, `a\\\\b\u0026c`} {
		if got := r.Text(form); got != Redacted {
			t.Errorf("%s gives %s", form, got)
		}
	}
}

// TestRedactorGivesUp: what would take long to search is not shown at all.
func TestRedactorGivesUp(t *testing.T) {
	var r Redactor
	for i := range 200 {
		r.Add(fmt.Sprint("secret number ", i, "!"))
	}
	text := strings.Repeat("secret number ?", 1<<16)
	if got := r.Text(text); got != Redacted {
		t.Errorf("%d bytes are shown, %d steps", len(got), r.steps)
	}
	r.steps = 0
	if got := r.Text(text[:1<<14]); got != text[:1<<14] {
		t.Errorf("%d bytes are hidden, %d steps", len(text), r.steps)
	}
}

// A short secret is found where it stands alone; within words it would garble texts, and hide nothing.
func TestShortSecrets(t *testing.T) {
	var r Redactor
	r.Add("p")
	r.Add("1 2")
	r.Add("é!")
	r.Add("long")
	for text, want := range map[string]string{
		"Depth exceeds 128, dial tcp":     "Depth exceeds 128, dial tcp",
		"password p is wrong":             "password [redacted] is wrong",
		`{"password":"p"}`:                `{"password":"[redacted]"}`,
		"p":                               "[redacted]",
		"user:p@host":                     "user:[redacted]@host",
		"pp p1 1p ép pé":                  "pp p1 1p ép pé",
		"&#112; and %70":                  "[redacted] and [redacted]",
		"11 2 and 1 22 and 1 2":           "11 2 and 1 22 and [redacted]",
		"xé! and é!x and cA== and alongs": "xé! and [redacted]x and [redacted] and a[redacted]s",
	} {
		if got := r.Text(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
