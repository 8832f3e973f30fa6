package parser_test

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// fuzz parses any bytes as an input: no panic, and every diagnostic lies inside its file and prints.
// A document without an error has a tree.
func fuzz(f *testing.F) {
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, "in"), data, 0o666); err != nil {
			t.Fatal(err)
		}
		l, err := source.NewLoader(dir)
		if err != nil {
			t.Fatal(err)
		}
		tree, diags := parser.Parse(l, []string{"in"})
		checkSpans(t, diags)
		if err := diags.Print(discard{}); err != nil {
			t.Fatal(err)
		}
		if !diags.HasErrors() && len(tree.Specs)+len(tree.WSDLs)+len(tree.Schemas) == 0 {
			t.Fatal("neither a tree nor an error")
		}
	})
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// seeds adds files of the repository and documents in testdata/seeds.
func seeds(f *testing.F, patterns ...string) {
	n := 0
	for _, p := range patterns {
		names, err := filepath.Glob(p)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
			n++
		}
	}
	if n == 0 {
		f.Fatal("no seeds")
	}
}

func FuzzWSDL(f *testing.F) {
	seeds(f, "testdata/seeds/*.wsdl", "../../specs/*/*.wsdl")
	fuzz(f)
}

func FuzzSchema(f *testing.F) {
	seeds(f, "testdata/seeds/*.xsd")
	fuzz(f)
}

func FuzzSpec(f *testing.F) {
	seeds(f, "testdata/seeds/*.yaml", "../../specs/*/*.yaml")
	fuzz(f)
}
