package difftest_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
)

// TestAPI generates both versions of each pair, the new one under the lock of the old one, and compares what the packages
// export with the worst verdict on the Go API that the pair claims. That names change which a lock may keep is shown without one.
func TestAPI(t *testing.T) {
	for _, p := range pairs(t) {
		t.Run(p.name, func(t *testing.T) {
			l := new(lock.Lock)
			old := exported(t, p.load(t, "old"), l)
			current := exported(t, p.load(t, "new"), l)
			verdict, why := verdictOf(old, current)
			if claimed := p.worstAPI(); claimed != verdict {
				t.Errorf("the Go API is claimed to be %s and is %s: %s", claimed, verdict, why)
			}
		})
	}
}

// verdictOf is the verdict on what two packages export.
func verdictOf(old, current map[string]string) (verdict, why string) {
	verdict = "none"
	for name, is := range current {
		if _, was := old[name]; !was {
			verdict, why = "additive", fmt.Sprintf("%s %s is new", name, is)
		}
	}
	for name, was := range old {
		if is, there := current[name]; !there || is != was {
			verdict, why = "breaking", fmt.Sprintf("%s was %q and is %q", name, was, is)
		}
	}
	return verdict, why
}

func (p *pair) worstAPI() string {
	worst := "none"
	for _, c := range p.want {
		if c.api == "breaking" || worst == "none" {
			worst = c.api
		}
	}
	return worst
}

// exported returns what a contract's package exports: for each name its type, and its own name. Which names were chosen goes into the lock.
func exported(t *testing.T, api *contract.API, l *lock.Lock) map[string]string {
	t.Helper()
	imported := api.Package
	c := collector{names: map[string]string{"package " + imported: "package"}, seals: map[string]bool{}}
	decls, err := generated(api, l)
	if err != nil {
		t.Fatal(err)
	}
	for _, collect := range []func(ast.Decl){c.seal, c.collect} {
		for _, decl := range decls {
			collect(decl)
		}
	}
	return c.names
}

// generated returns the declarations of a contract's package. Which names were chosen goes into the lock.
func generated(api *contract.API, l *lock.Lock) (decls []ast.Decl, err error) {
	api.Package, api.Source = "pair", "service.wsdl"
	list, imports := []*contract.API{api}, map[*contract.API]string{api: "pair"}
	if api.Shared != nil {
		list, imports[api.Shared] = []*contract.API{api.Shared, api}, "provider"
	}
	table, diags := names.Plan(list, l)
	if diags.HasErrors() {
		return nil, fmt.Errorf("%v", diags)
	}
	table.Record(l)
	files, err := emit.Files(api, table, emit.Options{Runtime: "example.com/wsgen/runtime", Imports: imports})
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Data, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		decls = append(decls, file.Decls...)
	}
	return decls, nil
}

// A collector gathers what a package exports: names, and which types are members of its sealed interfaces.
type collector struct {
	names map[string]string
	seals map[string]bool // the methods that seal interfaces
}

// seal finds the methods of a declaration's interfaces.
func (c *collector) seal(decl ast.Decl) {
	ast.Inspect(decl, func(n ast.Node) bool {
		if i, ok := n.(*ast.InterfaceType); ok {
			for _, method := range i.Methods.List {
				for _, name := range method.Names {
					c.seals[name.Name] = true
				}
			}
		}
		return true
	})
}

// collect adds what a declaration exports.
func (c *collector) collect(decl ast.Decl) {
	put := func(name, typ string) {
		if last := name[strings.LastIndexByte(name, '.')+1:]; token.IsExported(last) || c.seals[last] {
			c.names[name] = typ
		}
	}
	switch d := decl.(type) {
	case *ast.FuncDecl:
		receiver := ""
		if d.Recv != nil {
			receiver = strings.TrimPrefix(types.ExprString(d.Recv.List[0].Type), "*") + "."
		}
		put(receiver+d.Name.Name, types.ExprString(d.Type))
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				structure, ok := s.Type.(*ast.StructType)
				if !ok {
					put(s.Name.Name, types.ExprString(s.Type))
					break
				}
				put(s.Name.Name, "struct")
				for _, field := range structure.Fields.List {
					typ := types.ExprString(field.Type)
					if field.Names == nil {
						put(s.Name.Name+"."+strings.TrimPrefix(typ, "*"), typ)
					}
					for _, name := range field.Names {
						put(s.Name.Name+"."+name.Name, typ)
					}
				}
			case *ast.ValueSpec:
				for _, name := range s.Names {
					put(name.Name, "value")
				}
			}
		}
	}
}
