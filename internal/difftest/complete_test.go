package difftest_test

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/printer"
	"go/token"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
)

// untold are the fields of the model of which gen/diff says nothing, each with the reason. "order" stands before those whose order
// alone says nothing.
var untold = map[string]string{
	"API.Coverage": "what became of constructs", "API.FileNamed": "where a name comes from", "API.Provider": "which file a contract is of",
	"API.Namespaces": "prefixes say nothing", "API.Shared": "its services have what it says", "API.Source": "where a contract lies",
	"API.Subset": "how code is divided", "Binding.Ports": "in no message and no Go name", "Binding.Service.Local": "errors alone name it",
	"Binding.Service.Space": "errors alone name it", "Demand.How": "what wsgen makes of a demand", "Demand.Verdict": "what wsgen makes of a demand",
	"Element.Head": "has it among its members", "Operation.Samples": "messages of the past",
}

// TestComplete changes each field of the model where golden contracts have it, one at a time. Whatever gen/diff says nothing of, the
// generated package is the same: client, types and rules of validation. So a kind of change that no rule knows is seen here, and so is a
// field that is new.
func TestComplete(t *testing.T) {
	most := 4
	if os.Getenv("WSGEN_LONG") == "1" {
		most = math.MaxInt
	}
	tried, told := map[string]int{}, map[string]int{}
	for _, name := range contracts(t) {
		a, b := sample(name), sample(name)
		if a == nil || b == nil {
			continue
		}
		w := &mutator{seen: map[any]bool{}}
		w.contract(b)
		once := map[mutation]bool{}
		for _, c := range w.changes {
			if once[c.mutation] || tried[c.String()] == most || len(w.changes) > mostChanges {
				continue
			}
			once[c.mutation] = true
			tried[c.String()]++
			tells, code := c.try(a, b)
			if tells {
				told[c.field]++
			}
			if code != "" {
				t.Errorf("%s: %s at %s: nothing is told, and the code is another one: %s", name, c, c.path, code)
			}
		}
	}
	for _, field := range modelFields() {
		switch {
		case untold[field] != "" || told[field] > 0:
		case tried["no "+field]+tried["another "+field]+tried["flipped "+field]+tried["longer "+field]+tried["shorter "+field] == 0:
			t.Errorf("no golden contract has a %s", field)
		default:
			t.Errorf("gen/diff never tells of another %s", field)
		}
	}
}

// mostChanges is those of a contract that is not too large.
const mostChanges = 3000

// contracts are the inputs of golden cases and shipped specs.
func contracts(t *testing.T) (all []string) {
	for _, glob := range []string{"../../golden/*/in.wsdl", "../../golden/*/in.xsd", "../../golden/*/in.yaml", "../../specs/*/*.yaml"} {
		names, err := filepath.Glob(glob)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, names...)
	}
	return all
}

// sample reads the last contract of a file, nil for one with mistakes.
func sample(name string) *contract.API {
	apis, diags := gen.Load("", []string{name})
	if diags.HasErrors() || len(apis) == 0 {
		return nil
	}
	return apis[len(apis)-1]
}

// try changes b, which is equal to a, and changes it back. Where not all is told it returns how the code of the two differs, if it does.
func (c *change) try(a, b *contract.API) (told bool, code string) {
	restore := c.apply()
	defer restore()
	defer func() { _ = recover() }() // a model that there is not
	if told = len(diff.Compare(a, b)) > 0 && len(diff.Compare(b, a)) > 0; told || untold[c.field] != "" || untold[c.String()] != "" {
		return told, ""
	}
	l := new(lock.Lock)
	was, err := generated(a, l)
	if err != nil {
		return false, ""
	}
	is, err := generated(b, l)
	if err != nil || was == is {
		return false, ""
	}
	before, after := strings.Split(was, "\n"), strings.Split(is, "\n")
	i := 0
	for i < min(len(before), len(after))-1 && before[i] == after[i] {
		i++
	}
	return false, fmt.Sprintf("%s, was %s", strings.TrimSpace(after[i]), strings.TrimSpace(before[i]))
}

// generated generates a contract's package under a lock, without comments. Which names were chosen goes into the lock.
func generated(api *contract.API, l *lock.Lock) (string, error) {
	list, imports := []*contract.API{api}, map[*contract.API]string{api: "pair"}
	if api.Shared != nil {
		list, imports[api.Shared] = []*contract.API{api.Shared, api}, "shared"
	}
	table, diags := names.Plan(list, l)
	if diags.HasErrors() {
		return "", fmt.Errorf("%v", diags)
	}
	table.Record(l)
	files, err := emit.Files(api, table, emit.Options{Runtime: "example.com/wsgen/runtime", Imports: imports})
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	for _, f := range files {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, f.Name, f.Data, parser.SkipObjectResolution)
		if err != nil {
			return "", err
		}
		if err := (&printer.Config{}).Fprint(&b, set, file); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// modelFields are the fields of all types of the model.
func modelFields() []string {
	w := &mutator{types: map[string]bool{}}
	w.fieldsOf(contract.API{})
	for _, x := range variants {
		w.fieldsOf(x)
	}
	slices.Sort(w.names)
	return w.names
}
