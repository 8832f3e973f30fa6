package goapi_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"

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
func New(name string) *Order { return nil }
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
		"Open": "const Status", "Ops": "var ", "Status": "string", "New": "func(name string) *Order",
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
