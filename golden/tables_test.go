package golden_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"example.com/wsgen/runtime/xmltext"
)

// TestTables reads each table of each generated package with the package's prefixes: a row that the runtime can't read would
// be found by the first user of its type.
func TestTables(t *testing.T) {
	packages := map[string][]*ast.File{}
	for _, root := range []string{".", "../generated", "../bench/orders", "../internal/interop", "../examples"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			if err == nil && ast.IsGenerated(file) {
				packages[filepath.Dir(path)] = append(packages[filepath.Dir(path)], file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	tables := 0
	for dir, files := range packages {
		ns, found := new(xmltext.Namespaces), map[string]string{}
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ValueSpec:
					if lit := literal(n, "Namespaces"); lit != nil {
						*ns = namespacesOf(lit)
					} else if lit := literal(n, "Type"); lit != nil {
						found[n.Names[0].Name] = settings(lit)["Table"]
					}
				}
				return true
			})
		}
		for name, text := range found {
			elements, attrs := readTable(t, dir+": "+name, &xmltext.Type{NS: ns, Table: text})
			if rows := strings.Count(text, "\n") - 1; text != "" && len(elements)+len(attrs) != rows {
				t.Errorf("%s: %s: %d names in %d rows", dir, name, len(elements)+len(attrs), rows)
			}
			if text != "" {
				tables++
			}
		}
	}
	if tables < 500 {
		t.Errorf("%d tables", tables)
	}
}

func readTable(t *testing.T, name string, typ *xmltext.Type) (elements, attrs []xmltext.Name) {
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: %v", name, r)
		}
	}()
	return typ.Own()
}

// literal is the literal of a type of package xmltext that a variable is initialized with, nil for another variable.
func literal(v *ast.ValueSpec, typ string) *ast.CompositeLit {
	if len(v.Values) != 1 {
		return nil
	}
	lit, ok := v.Values[0].(*ast.CompositeLit)
	if !ok {
		return nil
	}
	if of, ok := lit.Type.(*ast.SelectorExpr); !ok || of.Sel.Name != typ || of.X.(*ast.Ident).Name != "xmltext" {
		return nil
	}
	return lit
}

func namespacesOf(lit *ast.CompositeLit) (ns xmltext.Namespaces) {
	for _, e := range lit.Elts {
		fields := settings(e.(*ast.CompositeLit))
		ns = append(ns, xmltext.NS{URI: fields["URI"], Prefix: fields["Prefix"]})
	}
	return ns
}

// settings are the texts among the fields of a literal.
func settings(lit *ast.CompositeLit) map[string]string {
	fields := map[string]string{}
	for _, e := range lit.Elts {
		kv := e.(*ast.KeyValueExpr)
		if value, ok := kv.Value.(*ast.BasicLit); ok && value.Kind == token.STRING {
			fields[kv.Key.(*ast.Ident).Name], _ = strconv.Unquote(value.Value)
		}
	}
	return fields
}
