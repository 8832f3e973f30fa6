package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var fence = regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")

// TestReadme checks that every command of the README is run by a script of this package or by
// CI, and that what it shows stands in those scripts, which generate, compile and run it.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	ci, err := os.ReadFile("../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range scripts {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	ran := map[string]bool{}
	for line := range strings.Lines(string(ci)) {
		ran[strings.TrimSpace(line)] = true
	}
	for line := range strings.Lines(all.String()) {
		if command, ok := strings.CutPrefix(strings.TrimSpace(line), "exec "); ok {
			ran[command] = true
		}
	}
	blocks := fence.FindAllStringSubmatch(string(readme), -1)
	if len(blocks) < 5 {
		t.Fatalf("found %d fenced blocks; the pattern must have missed some", len(blocks))
	}
	for _, b := range blocks {
		if b[1] != "sh" {
			if !contains(all.String(), b[2]) {
				t.Errorf("this block of the README stands in no script:\n%s", b[2])
			}
			continue
		}
		for command := range strings.Lines(b[2]) {
			if command = strings.TrimSpace(command); !ran[command] {
				t.Errorf("the README's command %q is run by no script and not by CI", command)
			}
		}
	}
}

// contains reports whether the lines of block stand in text in a row, whatever their indentation.
func contains(text, block string) bool { return strings.Contains(flat(text), flat(block)) }

func flat(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimLeft(line, " \t"))
	}
	return b.String()
}

// TestPages checks that the code of a page stands in the tests that compile and run it.
func TestPages(t *testing.T) {
	for page, tests := range map[string][]string{
		"client.md":        {"../../specs/tce/example_test.go", "../../golden/header_test.go"},
		"testing.md":       {"../../runtime/soaptest/example_test.go", "../../runtime/resttest/example_test.go", "testdata/script/mocktest.txtar"},
		"providers/tce.md": {"../../specs/tce/transport_test.go", "../../generated/tce/servidor/example_test.go"},
	} {
		text, err := os.ReadFile("../../docs/" + page)
		if err != nil {
			t.Fatal(err)
		}
		var code strings.Builder
		for _, name := range tests {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(data)
		}
		blocks := 0
		for _, b := range fence.FindAllStringSubmatch(string(text), -1) {
			if b[1] != "go" {
				continue
			}
			blocks++
			if !contains(code.String(), b[2]) {
				t.Errorf("%s: this block stands in no test:\n%s", page, b[2])
			}
		}
		if blocks < 2 {
			t.Fatalf("%s has %d blocks of Go; the pattern must have missed some", page, blocks)
		}
	}
}

// TestNewSubjectPage checks that docs/new-subject.md shows what its script generates from, compiles and runs.
func TestNewSubjectPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/new-subject.md")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("testdata/script/newsubject.txtar")
	if err != nil {
		t.Fatal(err)
	}
	blocks := fence.FindAllStringSubmatch(string(page), -1)
	if len(blocks) != 4 {
		t.Fatalf("found %d fenced blocks, want the WSDL, the spec, the project and the program", len(blocks))
	}
	for _, b := range blocks {
		if !contains(string(script), b[2]) {
			t.Errorf("this block stands not in the script:\n%s", b[2])
		}
	}
}

// TestReviewingPage checks that docs/reviewing.md shows, to the byte, what the script of a provider's update has check, diff and git print.
// With -update it takes over what the script has.
func TestReviewingPage(t *testing.T) {
	const page = "../../docs/reviewing.md"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	script, err := txtar.ParseFile("testdata/script/review.txtar")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, f := range script.Files {
		sections[f.Name] = string(f.Data)
	}
	shown := map[string]string{"diff": sections["review.diff"], "text": sections["check.log"] + sections["check.txt"], "console": sections["verdicts.txt"]}
	for _, b := range fence.FindAllStringSubmatch(string(text), -1) {
		want, ok := shown[b[1]]
		if !ok {
			continue
		}
		delete(shown, b[1])
		if b[2] == want {
			continue
		}
		if !*update {
			t.Errorf("%s differs from the script (-want +got):\n%s", page, cmp.Diff(want, b[2]))
			continue
		}
		fenced := "```" + b[1] + "\n"
		text = []byte(strings.Replace(string(text), fenced+b[2], fenced+want, 1))
		if err := os.WriteFile(page, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for kind := range shown {
		t.Errorf("%s has no block of %s", page, kind)
	}
}

var link = regexp.MustCompile(`\]\(([^)#:]+)\)`)

// TestLinks checks that what the README and the documents link to is there.
func TestLinks(t *testing.T) {
	docs, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(docs, "../../README.md") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(fence.ReplaceAllString(string(data), ""), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
