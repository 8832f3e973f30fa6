package importtable_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestModulePath: Go files name the module where make rename finds it, in the import path of a package in quotes. What needs the
// module's own path asks for it.
func TestModulePath(t *testing.T) {
	module, packages := list(t)
	for _, p := range packages {
		files, err := filepath.Glob(filepath.Join(p.Dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, error %v", p.ImportPath, len(files), err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if all, quoted := strings.Count(string(text), module), strings.Count(string(text), `"`+module+"/"); all > quoted {
				t.Errorf("%s: the path of the module stands there without a package or quotes %d times", name, all-quoted)
			}
		}
	}
}
