package golden

import (
	"errors"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/runtime"
	"example.com/wsgen/runtime/schema"
	"example.com/wsgen/runtime/xsd"
)

// A map whose keys have what separates the words of a rule, and what can't stand in a raw string.
const oddKeys = `wsgen: v1
package: odd
namespace: urn:golden
endpoints: {production: https://golden.invalid/odd}
soap: {version: "1.1", style: document, use: literal, action: ""}
reply:
  element: return
  map: {field: dados, entry: entry, key: key, value: value, typedBy: xsi:type}
types:
  line: {fields: {a: {type: string, maxLength: 3}}}
operations:
  list:
    request: {page: int}
    reply:
      'file #': {type: line, name: Files}
      "a\tb\nc": {name: Lines, fields: {x: int}}
      'd = "e"': {type: string, name: Said, maxLength: 3}
      "f ` + "`" + ` {g}\uFEFF": {name: Quoted, fields: {x: int}}
      '*': {type: anySimpleType, name: Others}
`

// TestRulesAreRead: the runtime reads the rules of what this repository generates, with methods Validate too.
func TestRulesAreRead(t *testing.T) {
	odd := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module golden.invalid/odd\n", "spec.yaml": oddKeys} {
		if err := os.WriteFile(filepath.Join(odd, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, cfg := range map[string]gen.Config{
		"odd keys":        {Dir: odd, Inputs: []string{"spec.yaml"}, Out: "go"},
		"map":             {Dir: filepath.Join(cases, "map"), Inputs: []string{"spec.yaml"}, Out: "want/go"},
		"this repository": {Dir: "../.."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg.Mode, cfg.Validate = gen.Import, true
			cfg.Runtime = gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()}
			result, diags := gen.Generate(cfg)
			if diags.HasErrors() {
				t.Fatalf("%v", diags)
			}
			read := 0
			for _, f := range result.Files {
				if filepath.Base(f.Path) == "rules.go" {
					read++
					if err := readRules(t, f); err != nil {
						t.Errorf("%s: %v", f.Path, err)
					}
				}
			}
			if read == 0 {
				t.Error("there are no rules")
			}
		})
	}
}

// readRules has a document checked by the rules of a generated file, which reads them. That it is invalid is no error, but that a
// method begins paths with what is no name, as it writes an element of that name.
func readRules(t *testing.T, f gen.File) error {
	t.Helper()
	file, err := goparser.ParseFile(token.NewFileSet(), f.Path, f.Data, 0)
	if err != nil {
		t.Fatal(err)
	}
	s := new(schema.Schema)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			s.Text = unquoted(t, n.Value)
		case *ast.CallExpr:
			if len(n.Args) == 4 {
				if root := unquoted(t, n.Args[3]); !parser.IsNCName(root) {
					t.Errorf("%s: an element can't have the name %q", f.Path, root)
				}
			}
		}
		return true
	})
	if !strings.Contains(s.Text, "complex ") {
		t.Fatalf("%s: no rules found", f.Path)
	}
	err = s.CheckText([]byte("<r/>"))
	if _, invalid := errors.AsType[*xsd.ValidationError](err); invalid {
		return nil
	}
	return err
}

func unquoted(t *testing.T, x ast.Expr) string {
	t.Helper()
	text, err := strconv.Unquote(x.(*ast.BasicLit).Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
