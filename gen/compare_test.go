package gen_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/diff"
)

const comparedSpec = `wsgen: v1
package: desk
namespace: urn:example:desk
endpoints: {production: https://desk.invalid/x}
validate: requests
types:
  Code: {base: string%s}
operations:
  Call:
    request: {code: {type: Code%s}, note: {type: string, minOccurs: 0%s}, remark: {type: string%s}}
    response: {element: CallResponse, fields: {code: string}}
`

// TestGoVerdicts: what is said of the Go API is what the packages show, also where no rule of gen/diff knows it.
func TestGoVerdicts(t *testing.T) {
	spec := func(parts ...any) string { return fmt.Sprintf(comparedSpec, parts...) }
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", spec("", "", "", ""), spec("", "", "", ""), ""},
		{"another facet", spec(", maxLength: 3", "", "", ""), spec(", maxLength: 4", "", "", ""), "facet-loosened none"},
		{"the last facet", spec(", maxLength: 3", "", "", ""), spec("", "", "", ""), "go-changed breaking package desk: Call.Validate is gone, facet-loosened none"},
		{"the first facet", spec("", "", "", ""), spec(", maxLength: 3", "", "", ""), "go-changed additive package desk: Call.Validate is new, facet-tightened none"},
		{"the last facet, and a field that is another", spec(", maxLength: 3", "", "", ", minOccurs: 0"), spec("", "", "", ""), "go-changed breaking package desk: Call.Validate is gone, field-made-required breaking, facet-loosened none"},
		{"two fields that change names", spec("", "", ", name: First", ", name: Second"), spec("", "", ", name: Second", ", name: First"), "name-changed breaking, name-changed breaking"},
		{"a name that the lock keeps", spec("", "", ", name: First", ""), spec("", "", "", ""), "name-changed none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			changes, list := gen.Compare(contracts(t, c.old), contracts(t, c.new))
			if len(list) > 0 {
				t.Error(list)
			}
			if got := goVerdicts(changes); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestGoVerdictsByLock: the new version has the names that its own lock gives to it, under the names that its inputs have now.
func TestGoVerdictsByLock(t *testing.T) {
	folder := func(input, locked, name string) *gen.Contracts {
		return contracts(t, "", "wsgen.yaml", "wsgen: v1\nspecs: ["+input+"]\n", input, fmt.Sprintf(comparedSpec, "", "", "", ""),
			"wsgen.lock", "wsgen.lock v1\nname "+locked+" field {urn:example:desk}Call/sequence/note "+name+"\n")
	}
	for _, c := range []struct {
		name, input, locked, Go, want string
	}{
		{"the same", "desk.yaml", "desk.yaml", "First", ""},
		{"another name", "desk.yaml", "desk.yaml", "Second", "go-changed breaking package desk: Call.First is gone"},
		{"an input of another name", "moved.yaml", "desk.yaml", "First", "go-changed breaking package desk: Call.First is gone"},
	} {
		changes, list := gen.Compare(folder("desk.yaml", "desk.yaml", "First"), folder(c.input, c.locked, c.Go))
		if len(list) > 0 {
			t.Errorf("%s: %v", c.name, list)
		}
		if got := goVerdicts(changes); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestGoVerdictsWithoutPackage: where nothing is generated from the new version a warning says why, and all is told.
func TestGoVerdictsWithoutPackage(t *testing.T) {
	old, new := fmt.Sprintf(comparedSpec, "", "", "", ""), fmt.Sprintf(comparedSpec, "", "", ", name: Same", ", name: Same")
	changes, list := gen.Compare(contracts(t, old), contracts(t, new))
	if len(list) != 2 || list.HasErrors() || list[1].ID != "go-unseen" {
		t.Errorf("want a warning and what follows from it, got %v", list)
	}
	if got, want := goVerdicts(changes), "name-changed breaking, name-changed breaking"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestGoVerdictOfProvider: what the package of a provider exports is told once, with the places where it stands.
func TestGoVerdictOfProvider(t *testing.T) {
	folder := func(limit string) *gen.Contracts {
		return contracts(t, "", "wsgen.yaml", "wsgen: v1\nspecs: [a.yaml, b.yaml]\n",
			"provider.yaml", "wsgen: v1\npackage: desks\nnamespace: urn:example:desk\nendpoints: {production: https://desk.invalid/x}\nvalidate: requests\ntypes:\n  Code: {base: string"+limit+"}\n  Item: {fields: {code: Code}}\n",
			"a.yaml", fmt.Sprintf(providedSpec, "first", "A", "A"), "b.yaml", fmt.Sprintf(providedSpec, "second", "B", "B"))
	}
	changes, list := gen.Compare(folder(", maxLength: 3"), folder(""))
	if len(list) > 0 {
		t.Error(list)
	}
	want := "go-changed breaking package first: A.Validate is gone, go-changed breaking package second: B.Validate is gone, facet-loosened none, go-changed breaking package desks: Item.Validate is gone, Item.ValidateIn is gone"
	if got := goVerdicts(changes); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, c := range changes {
		if c.Old.File == nil || c.New.File == nil {
			t.Errorf("%s at %s has no places", c.Rule, c.Path)
		}
	}
}

const providedSpec = `wsgen: v1
include: provider.yaml
namespace: urn:example:desk
package: %s
operations:
  %s:
    request: {item: Item}
    response: {element: %sResponse, fields: {code: string}}
`

// TestPartners: specs that get other packages are the same contracts.
func TestPartners(t *testing.T) {
	folder := func(first, second string) *gen.Contracts {
		return contracts(t, "", "wsgen.yaml", "wsgen: v1\nspecs: [{spec: a.yaml, package: "+first+"}, {spec: b.yaml, package: "+second+"}]\n",
			"a.yaml", fmt.Sprintf(comparedSpec, "", "", "", ""), "b.yaml", fmt.Sprintf(comparedSpec, "", "", "", ", minOccurs: 0"))
	}
	changes, _ := gen.Compare(folder("a", "b"), folder("c", "d"))
	if got, want := goVerdicts(changes), "package-renamed breaking, package-renamed breaking"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// contracts reads a spec, or the files of a folder, by name and text.
func contracts(t *testing.T, spec string, files ...string) *gen.Contracts {
	t.Helper()
	dir := t.TempDir()
	var inputs []string
	if spec != "" {
		inputs, files = []string{"desk.yaml"}, []string{"desk.yaml", spec}
	}
	for pair := range slices.Chunk(files, 2) {
		if err := os.WriteFile(filepath.Join(dir, pair[0]), []byte(pair[1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	read, list := gen.ReadContracts(gen.Config{Dir: dir, Inputs: inputs})
	if list.HasErrors() {
		t.Fatal(list)
	}
	return read
}

// goVerdicts are the rules and verdicts of changes, with the message of those that only the packages show.
func goVerdicts(changes []diff.Change) string {
	var all []string
	for _, c := range changes {
		said := c.Rule + " " + string(c.Go)
		if c.Rule == "go-changed" {
			said += " " + c.Message
		}
		all = append(all, said)
	}
	return strings.Join(all, ", ")
}
