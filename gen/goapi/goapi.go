// Package goapi says what a generated package exports, where in the contract that comes from, and what the next version does to code that
// calls it.
package goapi

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// An API is what a package exports.
type API struct {
	// Exports says of each name, as in Order, Order.Fax or Client.Track, what it is. A type that is a member of a sealed interface has the
	// method that seals it among them.
	Exports map[string]string
	// Types are the declarations that Go types stand for, by name.
	Types map[string]*contract.Node
	// Fields are the fields of structs, by the paths of what they hold.
	Fields map[string][]string
	// Shown are the paths of the declarations that a field shows: what it holds, its type with those that that derives from, and of what a
	// struct has from its base the same.
	Shown map[string][]string
}

// New returns what an empty package exports.
func New() *API {
	return &API{Exports: map[string]string{}, Types: map[string]*contract.Node{}, Fields: map[string][]string{}, Shown: map[string][]string{}}
}

// Of returns what a package exports, of which files are the syntax.
func Of(pkg *names.Package, files []*ast.File) *API {
	a := New()
	seals := seals(files)
	for _, f := range files {
		for _, decl := range f.Decls {
			a.add(decl, seals)
		}
	}
	a.types(pkg)
	return a
}

// Add adds what another package exports behind a prefix of its names.
func (a *API) Add(prefix string, b *API) {
	for name, is := range b.Exports {
		a.Exports[prefix+name] = is
	}
	for name, t := range b.Types {
		a.Types[prefix+name] = t
	}
	for name, paths := range b.Shown {
		a.Shown[prefix+name] = paths
	}
	for path, fields := range b.Fields {
		for _, name := range fields {
			a.Fields[path] = append(a.Fields[path], prefix+name)
		}
	}
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

func (a *API) add(decl ast.Decl, seals map[string]bool) {
	put := func(name, is string) {
		if last := lastOf(name); token.IsExported(last) || seals[last] {
			a.Exports[name] = is
		}
	}
	switch d := decl.(type) {
	case *ast.FuncDecl:
		receiver := ""
		if d.Recv != nil {
			receiver = strings.TrimPrefix(types.ExprString(d.Recv.List[0].Type), "*") + "."
		}
		put(receiver+d.Name.Name, types.ExprString(d.Type)) // with the names of parameters, which tell those of one type apart
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				typeSpec(s, put)
			case *ast.ValueSpec:
				for i, name := range s.Names {
					put(name.Name, d.Tok.String()+" "+stated(s)+value(s, i))
				}
			}
		}
	}
}

// stated is the type that constants and variables state; "" for none.
func stated(s *ast.ValueSpec) string {
	if s.Type == nil {
		return ""
	}
	return types.ExprString(s.Type)
}

// value is the text that a constant of a type says, as one of an enumeration does; "" for none.
func value(s *ast.ValueSpec, i int) string {
	if i < len(s.Values) && s.Type != nil {
		if lit, ok := s.Values[i].(*ast.BasicLit); ok {
			return " = " + lit.Value
		}
	}
	return ""
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

// Breaks reports whether code that calls the old package may no longer compile.
func (c Change) Breaks() bool { return c.Was != "" }

// Compare returns what differs between two versions, by name.
func Compare(old, new *API) (changes []Change) {
	all := maps.Clone(old.Exports)
	maps.Copy(all, new.Exports)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if was, is := old.Exports[name], new.Exports[name]; was != is {
			changes = append(changes, Change{name, was, is})
		}
	}
	return changes
}

// typeOf is the Go type that an exported name belongs to: itself, that whose field or method it is, or that of a constant.
func (a *API) typeOf(name string) string {
	if t, ok := strings.CutPrefix(a.Exports[name], "const "); ok && t != "" {
		t, _, _ = strings.Cut(t, " ")
		prefix := name[:strings.LastIndexByte(name, '.')+1]
		return prefix + t
	}
	for head := name; ; {
		if a.Types[head] != nil {
			return head
		}
		i := strings.LastIndexByte(head, '.')
		if i < 0 {
			return ""
		}
		head = head[:i]
	}
}

// Place is the declaration that a name's type stands for, or else another node.
func (a *API) Place(name string, or contract.Node) contract.Node {
	if t := a.Types[a.typeOf(name)]; t != nil {
		return *t
	}
	return or
}

// At returns the changes of the fields that hold what is at a path of the contract, and those of the types that stand for it or for what is in
// it. It reports false where not both versions have such a field.
func At(path string, old, new *API, changes []Change) (fields, types []Change, ok bool) {
	if old.Fields[path] == nil || new.Fields[path] == nil {
		return nil, nil, false
	}
	inside := func(a *API, name string) bool {
		t := a.Types[a.typeOf(name)]
		return t != nil && within(t.Path, path)
	}
	for _, c := range changes {
		switch {
		case slices.Contains(old.Fields[path], c.Name) || slices.Contains(new.Fields[path], c.Name):
			fields = append(fields, c)
		case inside(old, c.Name) || inside(new, c.Name):
			types = append(types, c)
		}
	}
	return fields, types, true
}

// Unclaimed returns the changes that break names of types which both versions have and to which none of some paths leads. What
// follows from a type that is gone is that one's, and a field that is gone may be another one's that has moved or is called otherwise.
func Unclaimed(paths []string, old, new *API, changes []Change) (left []Change) {
	gone := map[string]bool{}
	for name := range old.Types {
		gone[lastOf(name)] = gone[lastOf(name)] || new.Exports[name] == ""
	}
	follows := func(c Change) bool {
		return slices.ContainsFunc(identifier.FindAllString(c.Was, -1), func(name string) bool { return gone[name] })
	}
	for _, c := range changes {
		t := old.typeOf(c.Name)
		if c.unspoken() {
			left = append(left, c)
			continue
		}
		moved := c.Is == "" && (!strings.HasPrefix(c.Was, "func(") || lastOf(c.Name) == codecMethod)
		if t == "" || !c.Breaks() || moved || !token.IsExported(lastOf(c.Name)) || new.Exports[t] == "" || follows(c) {
			continue
		}
		if !old.claimed(c.Name, t, paths) && !new.claimed(c.Name, t, paths) {
			left = append(left, c)
		}
	}
	return left
}

// claimed reports whether one of some paths speaks of a name: it is that of its type or of what is around it or, of a field, of what it shows.
func (a *API) claimed(name, typ string, paths []string) bool {
	t := a.Types[typ]
	if t == nil {
		return false
	}
	return slices.ContainsFunc(paths, func(path string) bool {
		return within(t.Path, path) || name == typ && within(path, t.Path) ||
			slices.ContainsFunc(a.Shown[name], func(own string) bool { return within(own, path) || within(path, own) })
	})
}

// within reports whether a path is that of a declaration or of one in it.
func within(path, declaration string) bool {
	return path == declaration || strings.HasPrefix(path, declaration+"/")
}

// Part is what the name of a package is that holds one namespace of a contract.
const Part = "package of a namespace"

// header is the name of a header block: which one has it goes by the others.
var header = regexp.MustCompile(`\.Headers\[\d+\]$`)

// unspoken reports a change of which no rule of gen/diff speaks: a package of a namespace is gone, or a header block has the name of another one.
func (c Change) unspoken() bool {
	return c.Was == Part && c.Is == "" || header.MatchString(c.Name) && c.Was != "" && c.Is != ""
}

// codecMethod is what the runtime calls of a struct.
const codecMethod = "FieldXML"

var identifier = regexp.MustCompile(`\w+`)

// lastOf is the last part of a name.
func lastOf(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
