package difftest_test

import (
	"fmt"
	"math"
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

// untold are the fields of the model of which gen/diff says nothing, or not always, each with the reason. Order stands for what is the
// same in another one.
var untold = map[string]string{
	"API.Coverage": "what became of constructs", "Construct.ID": "as Coverage", "Construct.Fate": "as Coverage",
	"API.FileNamed": "where a name comes from", "API.Provider": "which file a contract is of", "API.Rename": "nothing sets it",
	"API.Source": "where a contract lies", "API.Shared": "told of its services", "API.Subset": "how code is divided", "Subset.Of": "as Subset", "Subset.Spaces": "as Subset",
	"API.Namespaces": "of prefixes those alone that a spec states are told", "Namespace.URI": "as Namespaces", "Namespace.Prefix": "as Namespaces", "Namespace.Short": "as Namespaces", "Namespace.Long": "as Namespaces",
	"API.Elements": "told where they stand", "API.Unreached.Attrs": "told where wildcards lead to them", "API.Unreached.Elements": "told where wildcards lead to them", "API.Unreached.Types": "told where xsi:type names them",
	"Binding.Ports": "in no message and no Go name", "Binding.Service.Local": "errors alone name it", "Binding.Service.Space": "errors alone name it",
	"Builtin.Rename": "nothing sets it", "Credential.Rename": "nothing sets it", "Login.Rename": "nothing sets it", "Message.Rename": "nothing sets it",
	"Part.Rename": "nothing sets it", "Scope.Rename": "nothing sets it", "Kind.Rename": "nothing sets it",
	"Demand.How": "what wsgen makes of a demand", "Demand.Verdict": "what wsgen makes of a demand",
	"Element.Head": "its members tell", "Element.Type": neverNil, "Attr.Type": neverNil, "Part.Element": neverNil, "SessionCalls.Session": neverNil, "SessionUse.Session": neverNil,
	"Kind.Type": neverNil, "HeaderCredentials.Header": neverNil, "ChosenType.Type": neverNil, "Field.Element": neverNil, "Param.Field": neverNil, "CredentialUse.Credentials": neverNil, "CredentialField.Credential": neverNil, "Simple.Base": neverNil, "Login.Credentials": neverNil,
	"JWT.Claims":     "no golden contract has one; told of its login",
	"Struct.Encoded": "follows from the encoding of messages", "Group.Named.Local": "what a reference says is told", "Group.Named.Space": "what a reference says is told",
	"Identity.Refer.Local": "what a key says is told", "Identity.Refer.Space": "what a key says is told",
	"Operation.Samples": "messages of the past", "Sample.File": "as Samples", "Sample.Kind": "as Samples",
	"Operation.ActionFree": "clients state the action all the same",
	"Part.Name":            "in no message and no Go name",
	"Struct.Pruned":        "the lock keeps a struct; told where an interface becomes one",
	"Variable.Default":     "a hint", "Variable.Doc": "a hint",
	"order API.Bindings": "the order of clients", "order Binding.Endpoints": "the order of constants", "order Binding.Demands": "a set",
	"order Any.Namespaces": "a set", "order Wildcard.Namespaces": "a set", "order Element.Members": "a set", "order Struct.Derived": "a set",
	"order Message.Headers": "blocks are in no order", "order Operation.Faults": "a set", "order Simple.Enum": "a set, in the order of constants",
	"order Struct.Attrs": "a set; of one local name, which no golden contract has, they are told",
	"order Group.Items":  "of a choice", "flipped Struct.AnyOrder": "of one element", "flipped Struct.Mixed": "of a base alone, which extensions are as well",
	"another Binding.Name.Local": "of one that is alone: errors name it", "another Simple.Facets.FractionDigits": "of integers, which have none",
	"another Simple.Facets.MinExclusive": "beside a MinInclusive, which no contract has",
	"longer Any.Namespaces":              "##any has all", "longer Wildcard.Namespaces": "##any has all",
}

// neverNil is the reason of fields without which there is no such model.
const neverNil = "never nil"

// excused reports an alteration that need not be told.
func excused(m alteration) bool {
	_, field := untold[m.field]
	_, kind := untold[m.String()]
	return field || kind || strings.HasSuffix(m.field, ".Doc") // which is in comments alone
}

// TestComplete changes each field of the model where golden contracts have it, one at a time. Whatever gen/diff says nothing of, the
// generated package is the same: client, types and rules of validation. So a kind of change that no rule knows is seen here, and so is a
// field that is new.
func TestComplete(t *testing.T) {
	most := 3
	if os.Getenv("WSGEN_LONG") == "1" {
		most = math.MaxInt
	}
	tried, told, altered := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, name := range contracts(t) {
		a, b := contractIn(t, name), contractIn(t, name)
		if a == nil || b == nil {
			continue
		}
		w := &alterer{seen: map[any]bool{}}
		w.contract(b)
		once := map[alteration]bool{}
		for _, c := range w.changes {
			if c.kind == "no" && untold[c.field] == neverNil || once[c.alteration] || tried[c.String()] == most || len(w.changes) > mostChanges {
				continue
			}
			once[c.alteration] = true
			tried[c.String()]++
			altered[c.field] = true
			tells, code := c.try(t, a, b)
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
		case excused(alteration{field: field}) || told[field] > 0:
		case !altered[field]:
			t.Errorf("no golden contract has a %s", field)
		default:
			t.Errorf("gen/diff never tells of another %s", field)
		}
	}
}

// mostChanges is those of a contract that is not too large.
const mostChanges = 6000

// contracts are the inputs of golden cases, the specs that other tests edit and those that are shipped.
func contracts(t *testing.T) (all []string) {
	for _, glob := range []string{"../../golden/*/in.wsdl", "../../golden/*/in.xsd", "testdata/specs/*.txtar", "../../specs/*/*.yaml"} {
		names, err := filepath.Glob(glob)
		if err != nil || len(names) == 0 {
			t.Fatalf("no %s: %v", glob, err)
		}
		all = append(all, names...)
	}
	return all
}

// contractIn reads the last contract of a file, nil for one with mistakes.
func contractIn(t *testing.T, name string) *contract.API {
	if filepath.Ext(name) == ".txtar" {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return specContract(t, string(archive.Files[0].Data))
	}
	apis, diags := gen.Load("", []string{name})
	if diags.HasErrors() || len(apis) == 0 {
		return nil
	}
	return apis[len(apis)-1]
}

// try changes b, which is equal to a, and changes it back. Where not all is told it returns how the code of the two differs, if it does.
func (c *change) try(t *testing.T, a, b *contract.API) (told bool, code string) {
	t.Helper()
	restore := c.apply()
	defer restore()
	if told = len(diff.Compare(a, b)) > 0 && len(diff.Compare(b, a)) > 0; told || excused(c.alteration) {
		return told, ""
	}
	l := new(lock.Lock)
	was, err := codeOf(a, l)
	if err != nil {
		t.Fatal(err)
	}
	is, err := codeOf(b, l)
	if err != nil || was == is {
		return false, "" // there is no code of such a model
	}
	before, after := strings.Split(was, "\n"), strings.Split(is, "\n")
	i := 0
	for i < min(len(before), len(after))-1 && before[i] == after[i] {
		i++
	}
	return false, fmt.Sprintf("%s, was %s", strings.TrimSpace(after[i]), strings.TrimSpace(before[i]))
}

// modelFields are the fields of all types of the model.
func modelFields() []string {
	w := &alterer{types: map[string]bool{}}
	w.fieldsOf(contract.API{})
	for _, x := range variants {
		w.fieldsOf(x)
	}
	slices.Sort(w.names)
	return w.names
}
