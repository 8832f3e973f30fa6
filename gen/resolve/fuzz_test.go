package resolve

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/wsgen/gen/inspect"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// FuzzResolve resolves any documents that the parser takes: no panic, no endless loop, and a contract
// that holds together where there is no error.
func FuzzResolve(f *testing.F) {
	for _, tt := range bad {
		if len(tt.in) < 1<<13 && tt.name != "an expansion beyond the limit" {
			f.Add(tt.in)
		}
	}
	f.Add(wsdl(queue, service))
	f.Add(overlay("operations: {get: {reply: {n: int, '#': {type: rec, name: N}}}}"))
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		files := split(text)
		for _, name := range []string{"a.xsd", "b.xsd", "a.wsdl", "p.yaml", "s.yaml"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(files[name]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, first := range []string{"s.yaml", "a.wsdl", "a.xsd"} {
			l, err := source.NewLoader(dir)
			if err != nil {
				t.Fatal(err)
			}
			tree, diags := parser.Parse(l, []string{first})
			if diags.HasErrors() {
				continue
			}
			apis, diags := Resolve(tree)
			if diags.HasErrors() {
				continue
			}
			for _, a := range apis {
				inspect.Text(a)
				inspect.JSON(a)
				for _, b := range broken(a) {
					t.Error(b)
				}
			}
		}
	})
}
