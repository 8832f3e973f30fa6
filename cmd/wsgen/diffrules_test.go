package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"example.com/wsgen/gen/diff"
)

// TestRulesTable holds the table of docs/diff.md against the one that is printed.
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
	var b bytes.Buffer
	if err := rulesMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	want := before + begin + b.String() + end + after
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(text) != want {
		t.Errorf("%s is not what the rules say; run go test ./cmd/wsgen -run TestRulesTable -update", page)
	}
}

// TestRulesJSON reads the rules back.
func TestRulesJSON(t *testing.T) {
	var b bytes.Buffer
	if err := rulesJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got []ruleJSON
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	rules := diff.Rules()
	if len(got) != len(rules) {
		t.Fatalf("%d rules, want %d", len(got), len(rules))
	}
	for i, r := range rules {
		if want := (ruleJSON{r.ID, string(r.Request), string(r.Reply), string(r.Go), r.Doc, r.Before, r.After}); got[i] != want {
			t.Errorf("got %v, want %v", got[i], want)
		}
	}
}
