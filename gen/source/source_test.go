package source_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"example.com/wsgen/gen/source"
)

// mark returns a file and the span of the part of text between « and ».
func mark(t *testing.T, text string) source.Span {
	t.Helper()
	start := strings.Index(text, "«")
	end := strings.Index(text, "»") - len("«")
	if start < 0 || end < start {
		t.Fatalf("no mark in %q", text)
	}
	f := &source.File{Path: "a/b.xml", Data: []byte(strings.NewReplacer("«", "", "»", "").Replace(text))}
	return f.Span(start, end)
}

func TestPrint(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "<a>\n  <b «c=\"d\"»/>\n</a>", "a/b.xml:2:6: message [id]\n  2 |   <b c=\"d\"/>\n    |      ^^^^^\n"},
		{"empty span", "ab«»c", "a/b.xml:1:3: message [id]\n  1 | abc\n    |   ^\n"},
		{"end of file", "ab\n«»", "a/b.xml:2:1: message [id]\n  2 | \n    | ^\n"},
		{"tabs", "\t\t«x»", "a/b.xml:1:3: message [id]\n  1 | \t\tx\n    | \t\t^\n"},
		{"wide runes", "日本 «語»", "a/b.xml:1:8: message [id]\n  1 | 日本 語\n    |      ^^\n"},
		{"combining mark", "e\u0301«x»", "a/b.xml:1:4: message [id]\n  1 | e\u0301x\n    |  ^\n"},
		{"carriage return", "a «b»\r\nc", "a/b.xml:1:3: message [id]\n  1 | a b\n    |   ^\n"},
		{"several lines", "a «b\nc»", "a/b.xml:1:3: message [id]\n  1 | a b\n    |   ^\n"},
		{"escape sequence", "\x1b[31m«x»", "a/b.xml:1:6: message [id]\n  1 | \ufffd[31mx\n    |      ^\n"},
		{"long line", strings.Repeat("-", 500) + "«x»" + strings.Repeat("+", 500),
			"a/b.xml:1:501: message [id]\n  1 | …" + strings.Repeat("-", 60) + "x" + strings.Repeat("+", 59) + "…\n    | " + strings.Repeat(" ", 61) + "^\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var l source.List
			l.Errorf(mark(t, tt.text), "id", "message")
			var b strings.Builder
			if err := l.Print(&b); err != nil {
				t.Fatal(err)
			}
			if b.String() != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", b.String(), tt.want)
			}
		})
	}
}

// No line of a source and no message shows a password that stands in a URL.
func TestCredentialsAreHidden(t *testing.T) {
	for _, url := range []string{"http://user:canary@h/x", "http://canary@h/x", "http://user:can%zzcanary@h/x", "http://user:a/canary@h/x", "http://u:a@canary@h/x"} {
		var list source.List
		list.Errorf(mark(t, "<a b=\"«"+url+"»\"/>"), "id", "%q is no URL", url)
		var out strings.Builder
		if err := list.Print(&out); err != nil {
			t.Fatal(err)
		}
		if got := list[0].Message + out.String(); strings.Contains(got, "canary") || !strings.Contains(got, "*@h/x") {
			t.Errorf("%s is shown as %s", url, got)
		}
	}
}

func TestPrintList(t *testing.T) {
	f := &source.File{Path: "f", Data: []byte(strings.Repeat("x", 130))}
	var l source.List
	for i := 129; i >= 0; i-- {
		l.Errorf(f.Span(i, i+1), "bad", "letter %d", i)
		l.Errorf(f.Span(i, i+1), "bad", "letter %d", i)
	}
	d := l.Warnf(source.Span{}, "odd", "no place,\nand more")
	d.Hint = "try again"
	d.Related = []source.Note{{Span: f.Span(4, 5), Message: "seen here"}}
	var b strings.Builder
	if err := l.Print(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	if want := "warning: no place, and more [odd]\n  hint: try again\n  f:1:5: seen here\nf:1:1: letter 0 [bad]\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want the prefix %q", got, want)
	}
	if want := "letter 99 [bad]"; !strings.Contains(got, want) {
		t.Errorf("%q is missing in\n%s", want, got)
	}
	if want := "\nand 30 more\n"; !strings.HasSuffix(got, want) {
		t.Errorf("got %q, want the suffix %q", got, want)
	}
	if !l.HasErrors() {
		t.Error("HasErrors is false")
	}
	if (source.List{*d}).HasErrors() {
		t.Error("HasErrors is true for a warning")
	}
}

// write makes files below a fresh folder and returns a loader for it.
func write(t *testing.T, files map[string]string) *source.Loader {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	l, err := source.NewLoader(dir)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestOpen(t *testing.T) {
	l := write(t, map[string]string{
		"in/a.wsdl":     "<a/>",
		"in/b.xsd":      "<b/>",
		"in/Mixed.xsd":  "<c/>",
		"in/a b.xsd":    "<d/>",
		"other/o.xsd":   "<o/>",
		"in/folder/x":   "",
		"in/utf16.xsd":  utf16LE("<é/>"),
		"in/latin.xsd":  "<?xml version='1.0' encoding='ISO-8859-1'?><x>\xe9\x80</x>",
		"in/hebrew.xsd": "<?xml version='1.0' encoding='windows-1255'?><x/>",
		"in/win.xsd":    "<?xml version='1.0' encoding='windows-1252'?><x>\xe9\x80</x>",
		"in/bom.xsd":    "\xef\xbb\xbf<x/>",
		"in/broken.xsd": "<x>\xe9</x>",
		"in/ebcdic.xsd": "<?xml version='1.0' encoding='cp037'?><x/>",
	})
	root, d := l.Open("in/a.wsdl", source.Span{})
	if d != nil {
		t.Fatal(d)
	}
	if root.Path != "in/a.wsdl" {
		t.Errorf("input is displayed as %q", root.Path)
	}
	from := root.Span(1, 2)
	tests := []struct{ ref, path, data, id string }{
		{"b.xsd", "in/b.xsd", "<b/>", ""},
		{"./../in/b.xsd#frag", "in/b.xsd", "<b/>", ""},
		{"../other/o.xsd", "other/o.xsd", "<o/>", ""},
		{"a%20b.xsd", "in/a b.xsd", "<d/>", ""},
		{"utf16.xsd", "in/utf16.xsd", "<é/>", ""},
		{"latin.xsd", "in/latin.xsd", "<?xml version='1.0' encoding='ISO-8859-1'?><x>é\u0080</x>", ""},
		{"hebrew.xsd", "in/hebrew.xsd", "<?xml version='1.0' encoding='windows-1255'?><x/>", ""},
		{"win.xsd", "in/win.xsd", "<?xml version='1.0' encoding='windows-1252'?><x>é€</x>", ""},
		{"bom.xsd", "in/bom.xsd", "<x/>", ""},
		{"broken.xsd", "", "", "encoding"},
		{"ebcdic.xsd", "", "", "encoding"},
		{"missing.xsd", "", "", "unresolved-import"},
		{"mixed.xsd", "", "", "unresolved-import"},
		{"folder", "", "", "unresolved-import"},
		{"http://example.com/x.xsd", "", "", "remote-import"},
		{"https://example.com/x.xsd", "", "", "remote-import"},
		{"//example.com/x.xsd", "", "", "remote-import"},
		{"classpath:x.xsd", "", "", "remote-import"},
	}
	for _, tt := range tests {
		t.Run(tt.ref, func(t *testing.T) {
			f, d := l.Open(tt.ref, from)
			if tt.id != "" {
				if d == nil || d.ID != tt.id {
					t.Fatalf("got %v, %v; want the diagnostic %s", f, d, tt.id)
				}
				if tt.id != "encoding" && d.Span != from {
					t.Errorf("diagnostic is not at the reference: %v", d)
				}
				return
			}
			if d != nil {
				t.Fatal(d)
			}
			if f.Path != tt.path || string(f.Data) != tt.data {
				t.Errorf("got %s %q, want %s %q", f.Path, f.Data, tt.path, tt.data)
			}
			if again, _ := l.Open(tt.ref, from); again != f {
				t.Error("second reference gives another file")
			}
		})
	}
	if _, d := l.Open("mixed.xsd", from); d.Hint != "the folder has Mixed.xsd" {
		t.Errorf("hint is %q", d.Hint)
	}
	if _, d := l.Open("nowhere", source.Span{}); d == nil || d.ID != "unreadable-input" {
		t.Errorf("missing input gives %v", d)
	}
	if _, d := l.Open("https://example.com/x.wsdl", source.Span{}); d == nil || d.ID != "remote-import" {
		t.Errorf("remote input gives %v", d)
	}
	if !root.Exists("b.xsd") || root.Exists("folder") || root.Exists("missing.xsd") {
		t.Error("Exists is wrong")
	}
}

func utf16LE(text string) string {
	out := "\xff\xfe"
	for _, u := range utf16.Encode([]rune(text)) {
		out += string([]byte{byte(u), byte(u >> 8)})
	}
	return out
}

// TestEncodingErrors checks that a character that could not be read is reported where it stands, in the text as it was read.
func TestEncodingErrors(t *testing.T) {
	le := func(units ...uint16) string {
		out := "\xff\xfe"
		for _, u := range units {
			out += string([]byte{byte(u), byte(u >> 8)})
		}
		return out
	}
	const win = "<?xml version='1.0' encoding='windows-1252'?>\n"
	for name, tt := range map[string]struct{ data, at, message string }{
		"high surrogate at the end": {le('<', 0xd83d), "1:2", "0xd83d is half a UTF-16 character"},
		"high surrogate alone":      {le('<', '\n', 'é', 0xd83d, 'x', 0xd83d), "2:3", "0xd83d is half a UTF-16 character"},
		"low surrogate":             {"\xfe\xff\x00<\xde\x00\x00>", "1:2", "0xde00 is half a UTF-16 character"},
		"half a unit":               {le('<', 'x') + "\x00", "1:3", "file ends within a UTF-16 character"},
		"windows-1252, first":       {win + "<é>\x81\x8d", "2:5", "byte 0x81 is no character of windows-1252"},
		"windows-1252, last":        {win + "<x>\x9d", "2:4", "byte 0x9d is no character of windows-1252"},
		"byte order mark and UTF-8": {"\xef\xbb\xbf<x>\xe9</x>", "1:4", "byte 0xe9 is not UTF-8; an XML declaration can state another encoding"},
	} {
		t.Run(name, func(t *testing.T) {
			tt.data = strings.ReplaceAll(tt.data, "<é>", "<\xe9>")
			_, d := write(t, map[string]string{"a": tt.data}).Open("a", source.Span{})
			if d == nil || d.ID != "encoding" || d.Message != tt.message {
				t.Fatalf("got %v, want %s", d, tt.message)
			}
			if line, column := d.Span.Position(); fmt.Sprintf("%d:%d", line, column) != tt.at {
				t.Errorf("reported at %d:%d, want %s", line, column, tt.at)
			}
		})
	}
	text := utf16LE("<\U0001f600>")
	if f, d := write(t, map[string]string{"a": text}).Open("a", source.Span{}); d != nil || string(f.Data) != "<\U0001f600>" {
		t.Errorf("a pair of surrogates gives %v, %v", f, d)
	}
}

func TestLimits(t *testing.T) {
	files := map[string]string{"a": "12345", "b": "12345", "c": "12345", "d": "12345"}
	tests := []struct {
		name   string
		limits source.Limits
	}{
		{"size", source.Limits{FileSize: 4, Total: 100, Files: 10, Depth: 10}},
		{"total", source.Limits{FileSize: 100, Total: 11, Files: 10, Depth: 10}},
		{"count", source.Limits{FileSize: 100, Total: 100, Files: 2, Depth: 10}},
		{"depth", source.Limits{FileSize: 100, Total: 100, Files: 10, Depth: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := write(t, files)
			l.Limits = tt.limits
			var from source.Span
			var last *source.Diagnostic
			for _, name := range []string{"a", "b", "c", "d"} {
				f, d := l.Open(name, from)
				if last = d; d != nil {
					break
				}
				from = f.Span(0, 1)
			}
			if last == nil || last.ID != "limit" {
				t.Errorf("got %v, want the diagnostic limit", last)
			}
		})
	}
}
