package emit

import (
	"go/format"
	"strings"
	"testing"
)

// TestComments puts hostile texts above a declaration: the file keeps its one declaration, has no
// directive, and gofmt changes nothing.
func TestComments(t *testing.T) {
	for _, text := range []string{
		"one line", "*/ func init() {}", "//go:embed x", "go:build ignore", "+build ignore", "a\n+build ignore\nb",
		"/* open", "`tick`", "\u202eleft", "a\rb\r\nc", "a\u2028func f() {}", "# heading\n\ntext", "- item\n- item", "\tcode", "a\x00b",
		"1. one\n2. two", "[link]: http://x", "Deprecated: no.",
	} {
		lines := comments(text)
		src := "package p\n\n" + strings.Join(lines, "\n") + "\ntype T int\n"
		out, err := format.Source([]byte(src))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if string(out) != src {
			t.Errorf("%q: gofmt rewrites\n%s\nto\n%s", text, src, out)
		}
		for _, line := range lines {
			if line != "//" && !strings.HasPrefix(line, "// ") && !strings.HasPrefix(line, "//\t") {
				t.Errorf("%q: line %q", text, line)
			}
		}
	}
	if lines := comments(" \u200e\n"); lines != nil {
		t.Errorf("text without content gives %q", lines)
	}
}

func TestGoLayout(t *testing.T) {
	for cldr, want := range map[string]string{
		"dd/MM/yyyy HH:mm:ss":      "02/01/2006 15:04:05",
		"yyyy-MM-dd'T'HH:mm:ssXXX": "2006-01-02T15:04:05Z07:00",
		"d 'de' M yy, h:mm a":      "2 de 1 06, 3:04 PM",
		"HH 'o''clock'":            "15 o'clock",
		"yyyyMMdd":                 "20060102",
		"HH:mm:ss.SSS":             "15:04:05.000",
	} {
		if got := goLayout(cldr); got != want {
			t.Errorf("goLayout(%q) = %q, want %q", cldr, got, want)
		}
	}
}
