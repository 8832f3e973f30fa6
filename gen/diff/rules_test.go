package diff_test

import (
	"testing"

	"example.com/wsgen/gen/diff"
)

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
