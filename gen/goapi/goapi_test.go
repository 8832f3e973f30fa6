package goapi_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/goapi"
	"example.com/wsgen/gen/names"
)

const source = `package orders

type Order struct {
	Base
	Fax   string
	inner int
}

type Shape interface{ isShape() }

func (*Circle) isShape() {}
func (o *Order) Validate() error { return nil }
func (o *Order) decode() {}

const Open Status = "open"
var names, Ops = 1, 2
type Status string
func New(name, note string) (o *Order) { return nil }
`

func exports(t *testing.T, text string) *goapi.API {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "orders.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return goapi.Of(&names.Package{}, []*ast.File{f})
}

func TestOf(t *testing.T) {
	want := map[string]string{
		"Order": "struct", "Order.Base": "Base", "Order.Fax": "string", "Order.Validate": "func() error",
		"Shape": "interface{isShape()}", "Circle.isShape": "func()",
		"Open": `const Status = "open"`, "Ops": "var ", "Status": "string", "New": "func(name, note string) (o *Order)",
	}
	if d := cmp.Diff(want, exports(t, source).Exports); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestCompare(t *testing.T) {
	old, current := exports(t, source), exports(t, source)
	if changes := goapi.Compare(old, current); changes != nil {
		t.Errorf("nothing changed, and it says %v", changes)
	}
	current.Exports["Order.Fax"], current.Exports["Order.Note"] = "int", "string"
	delete(current.Exports, "Circle.isShape")
	want := []goapi.Change{{Name: "Circle.isShape", Was: "func()"}, {Name: "Order.Fax", Was: "string", Is: "int"}, {Name: "Order.Note", Is: "string"}}
	got := goapi.Compare(old, current)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for i, breaks := range []bool{true, true, false} {
		if got[i].Breaks() != breaks {
			t.Errorf("%s breaks: %t", got[i].Name, !breaks)
		}
	}
}

// TestUnclaimed: what another change speaks of is told there, and so is what follows from a type that is gone.
func TestUnclaimed(t *testing.T) {
	version := func(exports map[string]string) *goapi.API {
		a := goapi.New()
		a.Exports = exports
		a.Types["Order"] = &contract.Node{Path: "{urn:t}Order"}
		a.Types["Line"] = &contract.Node{Path: "{urn:t}Line"}
		a.Shown["Order.Fax"] = []string{"{urn:t}Order/sequence/fax", "{urn:t}Phone"}
		return a
	}
	old := map[string]string{"Order": "struct", "Line": "struct", "Order.Fax": "string", "Order.Line": "[]Line", "Order.Validate": "func() error", "OpAdd.In.Headers[0]": "key", "package lib": goapi.Part}
	for _, c := range []struct {
		name  string
		apply func(x map[string]string)
		paths []string
		want  []string
	}{
		{"nothing", func(map[string]string) {}, nil, nil},
		{"a field of another type", func(x map[string]string) { x["Order.Fax"] = "int" }, nil, []string{"Order.Fax"}},
		{"told of the field", func(x map[string]string) { x["Order.Fax"] = "int" }, []string{"{urn:t}Order/sequence/fax"}, nil},
		{"told of its type", func(x map[string]string) { x["Order.Fax"] = "int" }, []string{"{urn:t}Phone"}, nil},
		{"told of another field", func(x map[string]string) { x["Order.Fax"] = "int" }, []string{"{urn:t}Order/sequence/line"}, []string{"Order.Fax"}},
		{"a method is gone", func(x map[string]string) { delete(x, "Order.Validate") }, []string{"{urn:t}Order/sequence/fax"}, []string{"Order.Validate"}},
		{"a field is gone", func(x map[string]string) { delete(x, "Order.Fax") }, nil, nil},
		{"a type is gone", func(x map[string]string) { delete(x, "Line"); x["Order.Line"] = "[]Row" }, nil, nil},
		{"another header block", func(x map[string]string) { x["OpAdd.In.Headers[0]"] = "session" }, []string{"{urn:t}Order"}, []string{"OpAdd.In.Headers[0]"}},
		{"a package is gone", func(x map[string]string) { delete(x, "package lib") }, nil, []string{"package lib"}},
	} {
		current := maps.Clone(old)
		c.apply(current)
		was, is := version(old), version(current)
		var got []string
		for _, d := range goapi.Unclaimed(c.paths, was, is, goapi.Compare(was, is)) {
			got = append(got, d.Name)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", c.name, d)
		}
	}
}
