package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAlternatives(t *testing.T) {
	for pattern, want := range map[string][]string{
		`a`:               {"a"},
		`a|b`:             {"a", "b"},
		`(a|b)c|d`:        {"(a|b)c", "d"},
		`[|)]|a`:          {"[|)]", "a"},
		`[a-z-[|(]]+|\||`: {"[a-z-[|(]]+", `\|`, ""},
		`\[a|b`:           {`\[a`, "b"},
	} {
		if d := cmp.Diff(want, alternatives(pattern)); d != "" {
			t.Errorf("%s: -want +got\n%s", pattern, d)
		}
	}
}

// TestMatching: each sample of a pattern matches it.
func TestMatching(t *testing.T) {
	for _, pattern := range []string{`[0-9]{2,4}`, `(ab|[c-e])+x?`, `\d+(\.\d{2})?`, `.*`, `[^a]`, `\p{Lu}\S`, `a{0}`, `[a-z-[aeiou]]{3}`} {
		s := newNarrowing(patterned(pattern), newLexis(anyText))
		texts := matching(pattern)
		if len(texts) == 0 {
			t.Errorf("%s: no samples", pattern)
		}
		for _, text := range texts {
			if s.admits(text, text) != yes {
				t.Errorf("%s does not match %q", pattern, text)
			}
		}
	}
}
