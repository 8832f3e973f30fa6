package xsd

import (
	"slices"
	"testing"
)

func TestItems(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil, " \t\r\n": nil, "a": {"a"}, " a\tb\n\rc ": {"a", "b", "c"}, "a\u00a0b \u2003": {"a\u00a0b", "\u2003"}, "a\vb": {"a\vb"},
	} {
		var got []string
		for item := range Items([]byte(text)) {
			got = append(got, string(item))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q has the items %q, want %q", text, got, want)
		}
	}
}
