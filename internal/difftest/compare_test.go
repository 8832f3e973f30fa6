package difftest_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
)

// TestCompare compares what gen/diff says of each pair with what the pair claims, line by line.
func TestCompare(t *testing.T) {
	for _, p := range pairs(t) {
		t.Run(p.name, func(t *testing.T) {
			var got, want []string
			for _, c := range diff.Compare(p.load(t, "old"), p.load(t, "new")) {
				if c.Message == "" {
					t.Errorf("%s at %s has no message", c.Rule, c.Path)
				}
				line := claim{c.Rule, string(c.Direction), string(c.Wire), string(c.Go), c.Path}
				got = append(got, line.String())
			}
			for _, c := range p.want {
				want = append(want, c.String())
			}
			sorted := func(list []string) []string { slices.Sort(list); return list }
			if d := cmp.Diff(sorted(want), sorted(got)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func (p *pair) load(t *testing.T, version string) *contract.API {
	t.Helper()
	dir := t.TempDir()
	input, err := p.write(version, dir)
	if err != nil {
		t.Fatal(err)
	}
	apis, diags := gen.Load(dir, []string{input})
	if diags.HasErrors() || len(apis) != 1 {
		t.Fatalf("%s: %d contracts, %v", version, len(apis), diags)
	}
	return apis[0]
}

// TestRules: each rule has a pair that claims it, and what pairs claim are rules.
func TestRules(t *testing.T) {
	claimed := map[string]bool{}
	for _, p := range pairs(t) {
		for _, c := range p.want {
			claimed[c.rule] = true
		}
	}
	for _, r := range diff.Rules() {
		if !claimed[r.ID] {
			t.Errorf("no pair shows %s", r.ID)
		}
		delete(claimed, r.ID)
	}
	for rule := range claimed {
		t.Errorf("%s is no rule", rule)
	}
}
