package lock

import (
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen/source"
)

func TestRoundTrip(t *testing.T) {
	l := new(Lock)
	l.SetGenerator("v1.2.0")
	l.SetInput("specs/a b.yaml", Hash([]byte("x")))
	l.SetFile("generated/a/types.go", Hash(nil))
	l.SetName("a.yaml", "type", `{urn:a}T`, "T")
	l.SetName("a.yaml", "field", `{urn:a}T/sequence/say "hi"`, "SayHi")
	l.SetShape("a.yaml", `{urn:a}T`, "interface")
	text := l.Bytes()
	back, diags := Parse(&source.File{Path: "wsgen.lock", Data: text})
	if len(diags) > 0 {
		t.Fatalf("%v in\n%s", diags, text)
	}
	if string(back.Bytes()) != string(text) {
		t.Errorf("read back:\n%s\nwant:\n%s", back.Bytes(), text)
	}
	if name, ok := back.Name("a.yaml", "field", `{urn:a}T/sequence/say "hi"`); !ok || name != "SayHi" {
		t.Errorf("name = %q, %v", name, ok)
	}
	if shape, ok := back.Shape("a.yaml", `{urn:a}T`); !ok || shape != "interface" {
		t.Errorf("shape = %q, %v", shape, ok)
	}
	if version, ok := back.Generator(); !ok || version != "v1.2.0" {
		t.Errorf("generator = %q, %v", version, ok)
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")[1:] {
		fact, err := split(line)
		if err != nil || back.Line(fact[:len(fact)-1]...) != i+2 {
			t.Errorf("%s stands in line %d, want %d", line, back.Line(fact[:len(fact)-1]...), i+2)
		}
	}
	if back.Line("input", "gone.yaml") != 0 {
		t.Error("a fact that is not there has a line")
	}
	windows := []byte(strings.ReplaceAll(string(text), "\n", "\r\n"))
	if back, diags = Parse(&source.File{Path: "wsgen.lock", Data: windows}); len(diags) > 0 || string(back.Bytes()) != string(text) {
		t.Errorf("with the line ends of Windows: %v", diags)
	}
	if Hash(windows) != Hash(text) {
		t.Error("the hash depends on line ends")
	}
	want := []Name{{"a.yaml", "field", `{urn:a}T/sequence/say "hi"`, "SayHi"}, {"a.yaml", "type", "{urn:a}T", "T"}}
	if got := back.Names(); !slices.Equal(got, want) {
		t.Errorf("names = %v", got)
	}
	if got := back.Inputs(); len(got) != 1 || got[0] != "specs/a b.yaml" {
		t.Errorf("inputs = %q", got)
	}
	if got := back.Files(); len(got) != 1 || got[0] != "generated/a/types.go" {
		t.Errorf("files = %q", got)
	}
}

func TestNilLockIsEmpty(t *testing.T) {
	var l *Lock
	if _, ok := l.Name("s", "type", "p"); ok || len(l.Files()) > 0 || len(l.Inputs()) > 0 {
		t.Error("a nil lock holds facts")
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		line             int
	}{
		{"empty", "", "no version line", 1},
		{"no lock", "garbage\n", `the file is no lock: version line "garbage"`, 1},
		{"a broken line in order", "wsgen.lock v1\nfile a b\nnonsense\nfile c d\n", `unknown fact "nonsense"`, 3},
		{"other version", "wsgen.lock v9\nfile a b\n", `version line "wsgen.lock v9"`, 1},
		{"unknown fact", "wsgen.lock v1\nfoo a b\n", `unknown fact "foo"`, 2},
		{"missing word", "wsgen.lock v1\nfile a\n", "file has 1 words: want 2", 2},
		{"bad quote", "wsgen.lock v1\nfile a b\nfile \"b c\n", "badly quoted word", 3},
		{"joined quote", "wsgen.lock v1\nfile \"b\"c d\n", "badly quoted word", 2},
		{"order", "wsgen.lock v1\nfile b x\nfile a x\n", "out of order", 3},
		{"twice", "wsgen.lock v1\nfile a x\nfile a x\n", "out of order", 3},
		{"two values", "wsgen.lock v1\nfile a x\nfile a y\n", "file a stands twice", 3},
		{"blank line", "wsgen.lock v1\n\nfile a x\n", "empty line", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := Parse(&source.File{Path: "wsgen.lock", Data: []byte(c.text)})
			if len(diags) != 1 || !strings.Contains(diags[0].Message, c.want) {
				t.Fatalf("diagnostics %v: want one with %q", diags, c.want)
			}
			if diags[0].Hint == "" {
				t.Error("it is not said what to do")
			}
			if line, _ := diags[0].Span.Position(); line != c.line {
				t.Errorf("line %d, want %d", line, c.line)
			}
		})
	}
}

func TestKeep(t *testing.T) {
	old, l := new(Lock), new(Lock)
	old.SetName("a.yaml", "type", "T", "A")
	old.SetShape("a.yaml", "T", "struct")
	old.SetName("b.yaml", "type", "T", "B")
	old.SetFile("a/types.go", Hash(nil))
	l.Keep(old, func(source, _ string) bool { return source == "a.yaml" })
	want := "wsgen.lock v1\nname a.yaml type T A\nshape a.yaml T struct\n"
	if got := string(l.Bytes()); got != want {
		t.Errorf("kept:\n%swant:\n%s", got, want)
	}
}
