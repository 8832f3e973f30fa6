package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadKnown(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"good", "# c\na\twhy\nb\twhy\n", ""},
		{"no reason", "a\twhy\nb\t \n", ":2: no reason"},
		{"unsorted", "b\twhy\na\twhy\n", ":2: not sorted, or twice"},
		{"twice", "a\twhy\na\twhy\n", ":2: not sorted, or twice"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "known.tsv")
			if err := os.WriteFile(file, []byte(test.text), 0o644); err != nil {
				t.Fatal(err)
			}
			got := ""
			list, err := readKnown(file)
			if err != nil {
				got = strings.TrimPrefix(err.Error(), file)
			} else if d := cmp.Diff(knownList{"a": "why", "b": "why"}, list); d != "" {
				t.Error(d)
			}
			if got != test.want {
				t.Errorf("error %q, want %q", got, test.want)
			}
		})
	}
}

// TestTheLists reads the lists of the project.
func TestTheLists(t *testing.T) {
	for _, file := range []string{"xsd.tsv", "wsdl.tsv"} {
		if _, err := readKnown(file); err != nil {
			t.Error(err)
		}
	}
}

func TestCompare(t *testing.T) {
	passes, fails := outcome{id: "a", ok: true}, outcome{id: "b", detail: "diff: child lost"}
	tests := []struct {
		name  string
		known knownList
		cases []outcome
		whole bool
		wrong bool
		says  string
	}{
		{"nothing fails", nil, []outcome{passes}, true, false, ""},
		{"a known failure", knownList{"b": "why"}, []outcome{passes, fails}, true, false, "known failures (1):\n  b\twhy"},
		{"an unknown failure", nil, []outcome{fails}, false, true, "b\tdiff: child lost"},
		{"a known failure that passes", knownList{"a": "why"}, []outcome{passes}, false, true, "that pass"},
		{"a known failure that is no case", knownList{"c": "why"}, []outcome{passes}, true, true, "no case met"},
		{"not met in a part of the suite", knownList{"c": "why"}, []outcome{passes}, false, false, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			if wrong := test.known.compare(&out, test.cases, test.whole); wrong != test.wrong {
				t.Errorf("wrong is %v, want %v", wrong, test.wrong)
			}
			if !strings.Contains(out.String(), test.says) || test.says == "" && out.Len() > 0 {
				t.Errorf("it says %q, want %q", out.String(), test.says)
			}
		})
	}
}

// TestVerdicts: what xmllint says is found in its output.
func TestVerdicts(t *testing.T) {
	text := "/d/a b.xml validates\n/d/c.xml:1: element x: Schemas validity error : bad\n/d/c.xml fails to validate\n"
	got := verdict.FindAllStringSubmatch(text, -1)
	want := [][]string{{"/d/a b.xml validates", "/d/a b.xml", "validates"}, {"/d/c.xml fails to validate", "/d/c.xml", "fails to validate"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := why(text, "/d/c.xml"); got != "1: element x: Schemas validity error : bad" {
		t.Errorf("why: %q", got)
	}
}
