package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"

	"example.com/wsgen/gen"
)

// A declaration is one of Go, by the text that it has with its comment.
type declaration struct {
	text string
	typ  string // the type that it declares or is a method of; "" for neither
}

// declarations counts the declarations that differ. Each constant, variable and type of a group is one.
func (m *measure) declarations(before, after []gen.File) error {
	old, err := declared(before)
	if err != nil {
		return err
	}
	now, err := declared(after)
	if err != nil {
		return err
	}
	m.types = map[string]bool{}
	for name, d := range now {
		was, ok := old[name]
		switch {
		case !ok:
			m.added++
		case was.text != d.text:
			m.changed++
		}
		if ok && was.text != d.text && d.typ != "" {
			m.types[d.typ] = true
		}
	}
	for name := range old {
		if _, ok := now[name]; !ok {
			m.removed++
		}
	}
	return nil
}

// declared returns the declarations of files by package and name.
func declared(files []gen.File) (map[string]declaration, error) {
	all := map[string]declaration{}
	set := token.NewFileSet()
	for _, f := range files {
		if path.Ext(f.Path) != ".go" {
			continue
		}
		tree, err := parser.ParseFile(set, f.Path, f.Data, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		at := func(p token.Pos) int { return set.Position(p).Offset }
		add := func(name, typ string, n ast.Node, doc *ast.CommentGroup) {
			start := n.Pos()
			if doc != nil {
				start = doc.Pos()
			}
			all[path.Dir(f.Path)+"."+name] = declaration{string(f.Data[at(start):at(n.End())]), typ}
		}
		for _, d := range tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				typ := receiver(d)
				add(typ+"."+d.Name.Name, typ, d, d.Doc)
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						add(s.Name.Name, s.Name.Name, d, d.Doc)
					case *ast.ValueSpec:
						for _, name := range s.Names {
							add(name.Name, "", s, s.Doc)
						}
					}
				}
			}
		}
	}
	return all, nil
}

// receiver is the name of the type that a func is a method of.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if name, ok := typ.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}
