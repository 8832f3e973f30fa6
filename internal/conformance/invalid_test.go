package main

import (
	"strings"
	"testing"
)

// TestCount: a document is counted once, by the kind of its violation and by who finds it.
func TestCount(t *testing.T) {
	b := &breaking{kinds: map[string]*caught{}}
	const length, key = "x: [facet 'length'] bad", "No match found for key-sequence"
	for _, d := range []struct {
		own       bool
		why       string
		f         finding
		otherwise bool
	}{
		{false, length, finding{refused: true, drift: true}, false},
		{false, length, finding{drift: true, invalid: true}, false},
		{false, length, finding{invalid: true}, false},
		{false, length, finding{invalid: true}, false},
		{false, length, finding{drift: true}, false},
		{false, key, finding{}, true},
		{false, "", finding{}, false},
		{false, "", finding{refused: true}, true},
		{true, "", finding{drift: true, invalid: true}, true},
		{true, length, finding{}, false}, // what the suite says counts
	} {
		if got := b.count(d.own, d.why, d.f); got != d.otherwise {
			t.Errorf("%+v: judged otherwise is %v", d, got)
		}
	}
	var out strings.Builder
	b.print(&out)
	for _, want := range []string{
		"length 5 1 1 2 1 0 100.00", "key, keyref, unique 1 0 0 0 0 1 0.00", "all 6 1 1 2 1 1 83.33",
		"of 2 valid documents of the suite decoding refuses 0, 1 have drift and 1 are invalid for Validate",
		"of 2 changed ones that xmllint finds valid decoding refuses 1, 0 have drift and 0 are invalid",
	} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}
