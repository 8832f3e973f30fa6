package diff_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"example.com/wsgen/gen/diff"
)

var update = flag.Bool("update", false, "rewrite the table of docs/diff.md")

// TestRulesTable holds the table of docs/diff.md against the rules.
func TestRulesTable(t *testing.T) {
	const page, begin, end = "../../docs/diff.md", "<!-- begin rules -->\n", "<!-- end rules -->\n"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the table", page)
	}
	var b strings.Builder
	b.WriteString("| rule | request | reply | Go | |\n|---|---|---|---|---|\n")
	for _, r := range diff.Rules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", r.ID, r.Request, r.Reply, r.Go, r.Doc)
	}
	want := before + begin + b.String() + end + after
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(text) != want {
		t.Errorf("%s is not what the rules say; run go test ./gen/diff -update", page)
	}
}

// TestRules holds each rule against what a rule must have.
func TestRules(t *testing.T) {
	wire := map[diff.Wire]bool{diff.Breaking: true, diff.Unknown: true, diff.Compatible: true}
	api := map[diff.API]bool{diff.GoBreaking: true, diff.GoAdditive: true, diff.GoNone: true}
	seen := map[string]bool{}
	for _, r := range diff.Rules() {
		if seen[r.ID] {
			t.Errorf("%s: stands twice", r.ID)
		}
		seen[r.ID] = true
		if !wire[r.Request] || !wire[r.Reply] || !api[r.Go] {
			t.Errorf("%s: the verdicts are %q, %q and %q", r.ID, r.Request, r.Reply, r.Go)
		}
		if r.Doc == "" || r.Before == r.After {
			t.Errorf("%s: lacks documentation or an example", r.ID)
		}
	}
}
