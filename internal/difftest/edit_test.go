package difftest_test

import (
	"errors"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/lock"
)

// TestEdits changes specs, one thing after the other, and back: the verdict on the Go API is that of what the two packages export, and where
// their code is not the same a change is told. An archive in testdata/specs has a spec and edits of it, each a text with the one in its
// place. A name that ends in a verdict claims that the worst one on the wire is it, of the edit or of both ways.
func TestEdits(t *testing.T) {
	names, err := filepath.Glob("testdata/specs/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no specs: %v", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		spec := string(archive.Files[0].Data)
		for _, f := range archive.Files[1:] {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+"/"+f.Name, func(t *testing.T) {
				edited := spec
				for edit := range strings.SplitSeq(string(f.Data), "and\n") {
					was, is, ok := strings.Cut(edit, "=>\n")
					was, is = strings.TrimSuffix(was, "\n"), strings.TrimSuffix(is, "\n")
					if !ok || strings.Count(edited, was) != 1 {
						t.Fatalf("the spec has %q %d times", was, strings.Count(edited, was))
					}
					edited = strings.Replace(edited, was, is, 1)
				}
				there, back, _ := strings.Cut(claimedWire(f.Name), " ")
				proveEdit(t, spec, edited, there)
				proveEdit(t, edited, spec, back)
			})
		}
	}
	onlyShown(t)
}

// onlyShown reports entries of seenInPackages for a test that are not so.
func onlyShown(t *testing.T) {
	t.Helper()
	for name := range seenInPackages {
		if is, tried := shown[name]; strings.HasPrefix(name, t.Name()+"/") && tried && !is {
			t.Errorf("%s: gen/diff says what the packages show; take the entry away", name)
		}
	}
}

// claimedWire is what a name has in parentheses at its end.
func claimedWire(name string) string {
	_, claimed, _ := strings.Cut(strings.TrimSuffix(name, ")"), " (")
	return claimed
}

// proveEdit compares two specs, the second of which keeps the names of the first.
func proveEdit(t *testing.T, spec, edited string, wire string) {
	t.Helper()
	l := new(lock.Lock)
	changes, diags := gen.Compare(specContracts(t, spec), specContracts(t, edited))
	if len(diags) > 0 {
		t.Errorf("nothing is generated: %v", diags)
	}
	verdict, why := verdictOf(exported(t, specContract(t, spec), l), exported(t, specContract(t, edited), l))
	p, worst := &pair{}, ""
	for _, c := range changes {
		p.want = append(p.want, claim{c.Rule, string(c.Direction), string(c.Wire), string(c.Go), c.Path})
		if order := []string{"", "compatible", "unknown", "breaking"}; slices.Index(order, string(c.Wire)) > slices.Index(order, worst) {
			worst = string(c.Wire)
		}
	}
	if wire != "" && wire != worst {
		t.Errorf("the worst verdict on the wire is %s, not %s: %v", worst, wire, p.want)
	}
	if claimed := p.worstAPI(); claimed != verdict {
		t.Errorf("the Go API is claimed to be %s and is %s: %v\n%v", claimed, verdict, why, p.want)
	}
	proveUnseen(t, diff.Compare(specContract(t, spec), specContract(t, edited)), verdict)
	before, err := codeOf(specContract(t, spec), l)
	after, too := codeOf(specContract(t, edited), l)
	if err := errors.Join(err, too); err != nil {
		t.Fatal(err)
	}
	if len(changes) == 0 && before != after {
		t.Errorf("the code is another one, and nothing is told")
	}
}

// seenInPackages are the edits and pairs of which gen/diff says breaking, and the packages show less, one way or both.
var seenInPackages = map[string]string{
	"TestEdits/depots/required_attribute_(compatible_breaking)":                  omitEmpty,
	"TestEdits/depots/nil_that_is_absent_(compatible_compatible)":                omitEmpty,
	"TestEdits/depots/nil_that_is_not_sent_(compatible_compatible)":              omitEmpty,
	"TestEdits/pallets/keys_of_any_number_under_any_key_(compatible_compatible)": "both entries are called alike in Go",
	"TestEdits/hooks/name":                                 keptName,
	"TestEdits/hooks/type_name":                            keptName,
	"TestEdits/hooks/op_goname":                            keptName,
	"TestEdits/vault/group_name":                           keptName,
	"TestCompare/derived-type-added-strict-wildcard-reply": "a type without a name becomes one that is called alike",
	"TestCompare/global-changed-known":                     "an element that only a wildcard leads to has no Go type",
}

const (
	omitEmpty = "omit-empty makes a text of both"
	keptName  = "the lock keeps a name that a spec states no more"
)

// proveUnseen holds what gen/diff says of the Go API without the packages against what they show.
func proveUnseen(t *testing.T, changes []diff.Change, verdict string) {
	t.Helper()
	var p pair
	for _, c := range changes {
		p.want = append(p.want, claim{c.Rule, string(c.Direction), string(c.Wire), string(c.Go), c.Path})
	}
	order := []string{"none", "additive", "breaking"}
	switch claimed := p.worstAPI(); {
	case slices.Index(order, claimed) < slices.Index(order, verdict), claimed != verdict && seenInPackages[t.Name()] == "":
		t.Errorf("without packages the Go API is claimed to be %s and is %s: %v", claimed, verdict, p.want)
	default:
		shown[t.Name()] = shown[t.Name()] || claimed != verdict
	}
}

// shown says of the edits and pairs that were tried whether they are as seenInPackages says.
var shown = map[string]bool{}

func specContracts(t *testing.T, spec string) *gen.Contracts {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "service.yaml"), []byte(spec), 0o666); err != nil {
		t.Fatal(err)
	}
	contracts, diags := gen.ReadContracts(gen.Config{Dir: dir, Inputs: []string{"service.yaml"}})
	if diags.HasErrors() || len(contracts.APIs) != 1 {
		t.Fatalf("%d contracts, %v", len(contracts.APIs), diags)
	}
	return contracts
}

func specContract(t *testing.T, spec string) *contract.API { return specContracts(t, spec).APIs[0] }

// codeOf is the generated code without comments.
func codeOf(api *contract.API, l *lock.Lock) (string, error) {
	_, files, err := generated(api, l)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, f := range files {
		file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Data, parser.SkipObjectResolution)
		if err != nil {
			return "", err
		}
		for _, decl := range file.Decls {
			if err := format.Node(&text, token.NewFileSet(), decl); err != nil {
				return "", err
			}
			fmt.Fprintln(&text)
		}
	}
	return text.String(), nil
}
