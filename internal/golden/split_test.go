package golden

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/source"
	"example.com/wsgen/runtime"
)

// TestSplit generates cases with a package for each namespace. The pipeline type-checks them: that what stands in a
// package of types reaches its clients, and that packages import each other in no cycle.
func TestSplit(t *testing.T) {
	for _, name := range []string{"choice", "derivation", "element-twice", "encoded", "lists", "mixed", "names", "overloads", "polymorphism", "redefine", "substitution", "validate-schema"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(cases, name)
			input := "in.wsdl"
			if _, err := os.Stat(filepath.Join(dir, input)); err != nil {
				input = "in.xsd"
			}
			_, diags := gen.Generate(gen.Config{
				Dir: dir, Inputs: []string{input}, Out: "want/go", Mode: gen.Import, Split: gen.ByNamespace, Validate: true,
				Runtime: gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()},
			})
			for _, d := range diags {
				if d.Severity == source.Error {
					t.Errorf("%s", d.Message)
				}
			}
		})
	}
}
