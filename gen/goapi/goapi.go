// Package goapi says what a generated package exports, and what the next version of it does to code that calls it.
package goapi

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"example.com/wsgen/gen/diff"
)

// Exports are what a package exports: for each name, as in Order, Order.Fax or Client.Track, what it is. A type that is a member of a
// sealed interface has the method that seals it among them.
type Exports map[string]string

// Of returns what the files of a package export.
func Of(files []*ast.File) Exports {
	x := Exports{}
	seals := seals(files)
	for _, f := range files {
		for _, decl := range f.Decls {
			x.add(decl, seals)
		}
	}
	return x
}

// seals are the methods of the interfaces.
func seals(files []*ast.File) map[string]bool {
	all := map[string]bool{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if i, ok := n.(*ast.InterfaceType); ok {
				for _, method := range i.Methods.List {
					for _, name := range method.Names {
						all[name.Name] = true
					}
				}
			}
			return true
		})
	}
	return all
}

func (x Exports) add(decl ast.Decl, seals map[string]bool) {
	put := func(name, is string) {
		if last := name[strings.LastIndexByte(name, '.')+1:]; token.IsExported(last) || seals[last] {
			x[name] = is
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
				typeSpec(s, put)
			case *ast.ValueSpec:
				for _, name := range s.Names {
					put(name.Name, d.Tok.String()+" "+typeOf(s))
				}
			}
		}
	}
}

// typeOf is the type that constants and variables state; "" for none.
func typeOf(s *ast.ValueSpec) string {
	if s.Type == nil {
		return ""
	}
	return types.ExprString(s.Type)
}

func typeSpec(s *ast.TypeSpec, put func(name, is string)) {
	structure, ok := s.Type.(*ast.StructType)
	if !ok {
		put(s.Name.Name, types.ExprString(s.Type))
		return
	}
	put(s.Name.Name, "struct")
	for _, field := range structure.Fields.List {
		is := types.ExprString(field.Type)
		if field.Names == nil {
			put(s.Name.Name+"."+strings.TrimPrefix(is, "*"), is)
		}
		for _, name := range field.Names {
			put(s.Name.Name+"."+name.Name, is)
		}
	}
}

// A Change is one name that is another one, with what it was and is; "" for one that is not there.
type Change struct{ Name, Was, Is string }

// Compare returns what differs between two versions of a package, and what that is to code that calls it: breaking where something is gone
// or another, additive where there is more.
func Compare(old, new Exports) (verdict diff.API, changes []Change) {
	verdict = diff.GoNone
	for _, name := range slices.Sorted(maps.Keys(new)) {
		if _, was := old[name]; !was {
			verdict = diff.GoAdditive
			changes = append(changes, Change{name, "", new[name]})
		}
	}
	var broken []Change
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if new[name] != old[name] {
			broken = append(broken, Change{name, old[name], new[name]})
		}
	}
	if broken != nil {
		return diff.GoBreaking, broken
	}
	return verdict, changes
}
