package difftest_test

import (
	"errors"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"example.com/wsgen/gen/emit"
)

// renamed returns the files of a package as part of another one, which holds the like of them: each name that the package
// declares gets a suffix. One package for many clients takes the compiler a fraction of the time of many packages.
func renamed(files []emit.File, pkg, suffix string) (map[string]string, error) {
	positions := token.NewFileSet()
	var trees []*ast.File
	for _, f := range files {
		tree, err := parser.ParseFile(positions, f.Name, f.Data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		trees = append(trees, tree)
	}
	info := types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	unchecked := types.Config{Importer: noImporter{}, Error: func(error) {}} // go build checks them
	whole, _ := unchecked.Check(pkg, positions, trees, &info)
	own := func(o types.Object) bool {
		if v, ok := o.(*types.Var); ok && v.Embedded() { // a field that is called like its type
			_, ok := whole.Scope().Lookup(v.Name()).(*types.TypeName)
			return ok
		}
		return o != nil && o.Parent() == whole.Scope()
	}
	out := map[string]string{}
	for i, tree := range trees {
		member := map[*ast.Ident]bool{} // of something else; it may be called like what the package declares
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				member[n.Sel] = true
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok {
					member[key] = true
				}
			case *ast.Ident:
				o := info.ObjectOf(n)
				if o == nil && !member[n] { // where the checker did not look, as among arguments of types of others
					o = whole.Scope().Lookup(n.Name)
				}
				if own(o) {
					n.Name += suffix
				}
			}
			return true
		})
		tree.Name.Name = pkg
		var text strings.Builder
		if err := format.Node(&text, positions, tree); err != nil {
			return nil, err
		}
		out[files[i].Name] = text.String()
	}
	return out, nil
}

// A noImporter imports nothing: the names of a package can be told without those of others.
type noImporter struct{}

func (noImporter) Import(string) (*types.Package, error) { return nil, errors.New("not imported") }
