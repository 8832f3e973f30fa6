package gen

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/lock"
	"example.com/wsgen/runtime"
)

// chain is a schema of types that each have the next one.
func chain(space string, from, to int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=%q targetNamespace=%q>\n", space, space)
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "<xs:complexType name=\"T%d\"><xs:sequence><xs:element name=\"next\" type=\"T%d\" minOccurs=\"0\"/></xs:sequence></xs:complexType>\n", i, min(i+1, to-1))
	}
	return b.String() + "</xs:schema>\n"
}

// generated runs the pipeline over schemas in a module of their own.
func generated(t *testing.T, schemas map[string]string, before *lock.Lock) *Result {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.org/large\n")
	var inputs []string
	for _, name := range []string{"a.xsd", "b.xsd"} {
		if text, ok := schemas[name]; ok {
			write(name, text)
			inputs = append(inputs, name)
		}
	}
	if before != nil {
		write(DefaultOut+"/"+LockName, string(before.Bytes()))
	}
	result, list := Generate(Config{Dir: dir, Inputs: inputs, Package: "large", Mode: Import, Runtime: Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()}})
	if list.HasErrors() {
		t.Fatal(list)
	}
	return result
}

// TestLargeTwice has equal bytes come of two runs, the lock of the first in the second.
func TestLargeTwice(t *testing.T) {
	schemas := map[string]string{"a.xsd": chain("urn:a", 0, 300), "b.xsd": chain("urn:b", 0, 300)}
	first := generated(t, schemas, nil)
	for _, again := range []*Result{generated(t, schemas, nil), generated(t, schemas, first.Lock)} {
		if diff := cmp.Diff(string(first.Lock.Bytes()), string(again.Lock.Bytes())); diff != "" {
			t.Error(diff)
		}
		for i, f := range first.Files {
			if string(again.Files[i].Data) != string(f.Data) {
				t.Errorf("%s differs", f.Path)
			}
		}
	}
}

var declaration = regexp.MustCompile(`(?m)^(?:type|func \([^)]*\)|func|var) \w+`)

// places are the files of the declarations.
func places(r *Result) map[string]string {
	all := map[string]string{}
	for _, f := range r.Files {
		for _, d := range declaration.FindAllString(string(f.Data), -1) {
			all[d] = f.Path
		}
	}
	return all
}

// TestGrowthMovesNothing lets a schema grow by many types, and by a namespace. Every declaration stays
// in the file where it was.
func TestGrowthMovesNothing(t *testing.T) {
	small := generated(t, map[string]string{"a.xsd": chain("urn:a", 0, 3)}, nil)
	two := map[string]string{"a.xsd": chain("urn:x:a", 0, 3), "b.xsd": chain("urn:b", 10, 13)}
	split := generated(t, two, nil)
	for name, grown := range map[string]struct {
		before  *Result
		schemas map[string]string
	}{
		"types":      {small, map[string]string{"a.xsd": chain("urn:a", 0, 400)}},
		"namespace":  {small, map[string]string{"a.xsd": chain("urn:a", 0, 3), "b.xsd": chain("urn:b", 10, 13)}},
		"more types": {split, map[string]string{"a.xsd": chain("urn:x:a", 0, 400), "b.xsd": chain("urn:b", 10, 13)}},
	} {
		after := places(generated(t, grown.schemas, grown.before.Lock))
		for d, file := range places(grown.before) {
			if after[d] != file {
				t.Errorf("%s: %s stood in %s and stands in %q", name, d, file, after[d])
			}
		}
	}
}
