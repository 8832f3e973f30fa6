package names

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
)

// randomContract is a contract whose types and elements refer to each other at random: by fields, bases, lists, types
// without a name, and substitution groups.
func randomContract(r *rand.Rand) *contract.API {
	api := &contract.API{Package: "whole", Source: "in.wsdl"}
	spaces := 2 + r.IntN(8)
	space := func() string { return fmt.Sprintf("urn:s%d:words", r.IntN(spaces)) }
	var structs []*contract.Struct
	for i := range 2 + r.IntN(12) {
		s := &contract.Struct{Name: contract.QName{Space: space(), Local: fmt.Sprintf("T%d", i)}, Own: new(contract.Group)}
		s.Path = s.Name.String()
		structs = append(structs, s)
		api.Types = append(api.Types, s)
	}
	for i := range r.IntN(6) {
		e := &contract.Element{Name: contract.QName{Space: space(), Local: fmt.Sprintf("e%d", i)}, Type: structs[r.IntN(len(structs))]}
		e.Path = e.Name.String()
		if r.IntN(2) == 0 {
			e.Type = &contract.Struct{Own: new(contract.Group)}
			structs = append(structs, e.Type.(*contract.Struct))
		}
		if i > 0 && r.IntN(2) == 0 {
			e.Head = api.Elements[r.IntN(i)]
			e.Head.Members = append(e.Head.Members, e)
		}
		api.Elements = append(api.Elements, e)
	}
	shared := &contract.Struct{Own: new(contract.Group)}
	for range r.IntN(2 * spaces) {
		from, to := structs[r.IntN(len(structs))], structs[r.IntN(len(structs))]
		field := func(e *contract.Element) { from.Own.Items = append(from.Own.Items, &contract.Field{Element: e}) }
		switch r.IntN(5) {
		case 0:
			if i, j := slices.Index(structs, from), slices.Index(structs, to); i > j && from.Base == nil && to.Name.Local != "" {
				from.Base = to
				to.Derived = append(to.Derived, from)
			}
		case 1:
			if len(api.Elements) > 0 {
				field(api.Elements[r.IntN(len(api.Elements))])
			}
		case 2:
			field(&contract.Element{Type: shared})
		case 3:
			from.Attrs = append(from.Attrs, &contract.Attr{Type: &contract.List{Item: &contract.Builtin{Kind: "int"}}})
		default:
			if to.Name.Local != "" {
				field(&contract.Element{Type: to})
			}
		}
	}
	return api
}

// partOf tells which part has a type or element, by the order of the parts.
func partOf(parts []*contract.API) map[any]int {
	in := map[any]int{}
	for i, part := range parts {
		for _, t := range part.Types {
			in[t] = i
		}
		for _, e := range part.Elements {
			in[e] = i
			if anonymous(e.Type) {
				in[e.Type] = i
			}
		}
	}
	return in
}

// TestSplitHasNoCycles checks that whatever refers to what, a part needs only parts before it, that each declaration is in
// one part, and that families are in one.
func TestSplitHasNoCycles(t *testing.T) {
	for seed := range uint64(2000) {
		api := randomContract(rand.New(rand.NewPCG(seed, 1)))
		parts := Split(api, nil)
		in := partOf(parts)
		if want := countDeclarations(api); countDeclarations(parts...) != want {
			t.Fatalf("seed %d: parts have %d declarations, the contract %d", seed, countDeclarations(parts...), want)
		}
		nested := map[contract.Type]int{}
		for decl, part := range in {
			s, ok := decl.(*contract.Struct)
			if e, element := decl.(*contract.Element); element {
				for _, m := range substitutes(e) {
					if in[m] > part || in[m.Type] > part {
						t.Errorf("seed %d: the group of %s needs %s, which comes later", seed, e.Path, m.Path)
					}
				}
			}
			if !ok {
				continue
			}
			if s.Base != nil && in[s.Base] != part {
				t.Errorf("seed %d: %s and its base %s are in two parts", seed, s.Path, s.Base.Path)
			}
			for _, item := range s.Own.Items {
				e := item.(*contract.Field).Element
				if e.Path == "" && anonymous(e.Type) {
					if other, ok := nested[e.Type]; ok && other != part {
						t.Errorf("seed %d: two parts share a type without a name", seed)
					}
					nested[e.Type] = part
					continue
				}
				if in[e.Type] > part || in[e] > part {
					t.Errorf("seed %d: %s needs %s, which comes later", seed, s.Path, e.Type.Decl().Path)
				}
			}
		}
	}
}

func countDeclarations(apis ...*contract.API) (n int) {
	for _, api := range apis {
		n += len(api.Types) + len(api.Elements)
	}
	return n
}

// packages tells the package of each namespace.
func packages(parts []*contract.API) map[string]string {
	of := map[string]string{}
	for _, part := range parts {
		for _, space := range part.Subset.Spaces {
			of[space] = part.Package
		}
	}
	return of
}

func record(api *contract.API, of map[string]string) *lock.Lock {
	l := new(lock.Lock)
	for space, Go := range of {
		l.SetName(api.Source, "package", "{"+space+"}", Go)
	}
	return l
}

// TestSplitIsStable adds a namespace in front of all others that nothing refers to: no package may change.
func TestSplitIsStable(t *testing.T) {
	for seed := range uint64(500) {
		api := randomContract(rand.New(rand.NewPCG(seed, 2)))
		before := packages(Split(api, nil))
		api.Types = append([]contract.Type{&contract.Struct{Name: contract.QName{Space: "urn:new:words", Local: "New"}, Own: new(contract.Group)}}, api.Types...)
		after := packages(Split(api, record(api, before)))
		if after["urn:new:words"] == "" {
			t.Fatalf("seed %d: the new namespace has no package", seed)
		}
		delete(after, "urn:new:words")
		if d := cmp.Diff(before, after); d != "" {
			t.Fatalf("seed %d: packages moved (-before +after):\n%s", seed, d)
		}
	}
}

func TestSplitStaysTogether(t *testing.T) {
	a := &contract.Struct{Name: contract.QName{Space: "urn:a:first", Local: "A"}, Own: new(contract.Group)}
	b := &contract.Struct{Name: contract.QName{Space: "urn:b:second", Local: "B"}, Own: new(contract.Group)}
	api := &contract.API{Package: "whole", Source: "in.wsdl", Types: []contract.Type{a, b}}
	if got, want := packages(Split(api, nil)), map[string]string{"urn:a:first": "first", "urn:b:second": "second"}; cmp.Diff(want, got) != "" {
		t.Errorf("apart: got %v", got)
	}
	once := map[string]string{"urn:a:first": "first", "urn:b:second": "first"}
	if got := packages(Split(api, record(api, once))); cmp.Diff(once, got) != "" {
		t.Errorf("once one package: got %v", got)
	}
}

func TestPackageNames(t *testing.T) {
	for _, tt := range []struct {
		space string
		want  []string // the first candidates
	}{
		{"urn:golden:orders", []string{"orders", "goldenorders"}},
		{"http://golden.example/goods/v2", []string{"goodsv2", "goldengoodsv2"}},
		{"http://schemas.microsoft.com/2003/10/Serialization/", []string{"serialization", "ns10serialization", "ns200310serialization"}},
		{"http://www.tempuri.org/", []string{"tempuri", "tempuri2", "tempuri3"}},
		{"urn:a", []string{"nsa", "nsa2"}},
		{"urn:types:string", []string{"typesstring", "typesstring2"}},
		{"urn:v2", []string{"nsv2", "nsv22"}},
		{"urn:\u65e5\u672c", []string{"ns2", "ns3"}},
		{"http://schemas.example.com/a#b?c=D.E-F", []string{"def", "cdef", "bcdef"}},
		{"", []string{"local"}},
	} {
		var got []string
		for Go := range packageNames(tt.space) {
			if got = append(got, Go); len(got) == len(tt.want) {
				break
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.space, d)
		}
	}
	for _, Go := range []string{"string", "error", "func", "internal", "vendor", "soap", "d", "ns"} {
		if usable(Go) {
			t.Errorf("%s is usable", Go)
		}
	}
}

// TestPackageNamesHideNothing checks that no package of a namespace has a name that generated code gives to a variable.
func TestPackageNamesHideNothing(t *testing.T) {
	found := map[string]string{}
	cases, err := filepath.Glob("../../golden/*/in.*") // YAML specs are not split
	if err != nil {
		t.Fatal(err)
	}
	inspect := func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(file, ".go") {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.Obj != nil && id.Obj.Kind == ast.Var && id.Obj.Pos() == id.Pos() {
				found[id.Name] = file
			}
			return true
		})
		return nil
	}
	for _, in := range cases {
		if strings.Contains(in, "conformance-") {
			continue // nor is what has entry points for suites
		}
		if err := filepath.WalkDir(filepath.Join(filepath.Dir(in), "want"), inspect); err != nil {
			t.Fatal(err)
		}
	}
	if len(found) < 20 {
		t.Fatalf("only %d variables are found", len(found))
	}
	for name, file := range found {
		if packageName(name) == name && usable(name) {
			t.Errorf("%s: a package may hide the variable %s", file, name)
		}
	}
}
