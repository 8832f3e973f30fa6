package difftest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
)

// TestCompare compares what wsgen diff says of each pair with what the pair claims, line by line, and what gen/diff says before it has seen the
// generated packages.
func TestCompare(t *testing.T) {
	for _, p := range pairs(t) {
		t.Run(p.name, func(t *testing.T) {
			var want []string
			for _, c := range p.want {
				want = append(want, c.String())
			}
			if d := cmp.Diff(sorted(want), sorted(lines(t, p.changes(t)))); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			want = slices.DeleteFunc(want, func(line string) bool { return strings.HasPrefix(line, "go-changed ") })
			unseen := sorted(lines(t, diff.Compare(p.load(t, "old"), p.load(t, "new"))))
			d := cmp.Diff(want, unseen)
			if d != "" && seenInPackages[t.Name()] == "" {
				t.Errorf("without packages: -want +got\n%s", d)
			}
			shown[t.Name()] = d != ""
		})
	}
	onlyShown(t)
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

// lines are changes as claims.
func lines(t *testing.T, changes []diff.Change) (list []string) {
	t.Helper()
	for _, c := range changes {
		if c.Message == "" {
			t.Errorf("%s at %s has no message", c.Rule, c.Path)
		}
		list = append(list, claim{c.Rule, string(c.Direction), string(c.Wire), string(c.Go), c.Path}.String())
	}
	return list
}

// changes are those that wsgen diff tells.
func (p *pair) changes(t *testing.T) []diff.Change {
	t.Helper()
	changes, diags := gen.Compare(p.read(t, "old"), p.read(t, "new"))
	if len(diags) > 0 {
		t.Errorf("nothing is generated: %v", diags)
	}
	return changes
}

func (p *pair) read(t *testing.T, version string) *gen.Contracts {
	t.Helper()
	dir := t.TempDir()
	input, err := p.write(version, dir)
	if err != nil {
		t.Fatal(err)
	}
	contracts, diags := gen.ReadContracts(gen.Config{Dir: dir, Inputs: []string{input}})
	if diags.HasErrors() || len(contracts.APIs) != 1 {
		t.Fatalf("%s: %d contracts, %v", version, len(contracts.APIs), diags)
	}
	return contracts
}

func (p *pair) load(t *testing.T, version string) *contract.API {
	t.Helper()
	return p.read(t, version).APIs[0]
}

// oneWay are the rules whose changes no message of the other direction shows.
var oneWay = map[string]string{
	"action-changed": request, "security-changed": request, "global-added": request, "global-changed": request, "global-removed": request,
	"fault-added": reply, "fault-removed": reply, "reply-added": reply, "reply-removed": reply,
	"package-moved": "neither", // a contract without a project file says no places
}

// TestRules: each rule has pairs that show its usual verdict in requests and in replies, and what pairs claim are rules.
func TestRules(t *testing.T) {
	type shown struct {
		rule, direction string
		wire            diff.Wire
	}
	seen := map[shown]bool{}
	claimed := map[string]bool{}
	for _, p := range pairs(t) {
		for _, c := range p.want {
			claimed[c.rule] = true
		}
		for _, c := range p.changes(t) {
			seen[shown{c.Rule, request, c.Request}] = true
			seen[shown{c.Rule, reply, c.Reply}] = true
		}
	}
	for _, r := range diff.Rules() {
		for direction, wire := range map[string]diff.Wire{request: r.Request, reply: r.Reply} {
			if only := oneWay[r.ID]; (only == "" || only == direction) && !seen[shown{r.ID, direction, wire}] {
				t.Errorf("no pair shows that %s is %s in a %s", r.ID, wire, direction)
			}
		}
		delete(claimed, r.ID)
	}
	for rule := range claimed {
		t.Errorf("%s is no rule", rule)
	}
}
