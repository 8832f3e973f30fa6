package goapi_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/goapi"
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

func exports(t *testing.T, text string) goapi.Exports {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "orders.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return goapi.Of([]*ast.File{f})
}

func TestOf(t *testing.T) {
	want := goapi.Exports{
		"Order": "struct", "Order.Base": "Base", "Order.Fax": "string", "Order.Validate": "func() error",
		"Shape": "interface{isShape()}", "Circle.isShape": "func()",
		"Open": "const Status", "Ops": "var ", "Status": "string", "New": "func(name string) *Order",
	}
	if d := cmp.Diff(want, exports(t, source)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestCompare(t *testing.T) {
	old := exports(t, source)
	for _, c := range []struct {
		change string
		apply  func(goapi.Exports)
		want   diff.API
		names  []goapi.Change
	}{
		{"nothing", func(goapi.Exports) {}, diff.GoNone, nil},
		{"a field more", func(x goapi.Exports) { x["Order.Note"] = "string" }, diff.GoAdditive, []goapi.Change{{Name: "Order.Note", Is: "string"}}},
		{"another type, and a field more", func(x goapi.Exports) { x["Order.Fax"], x["Order.Note"] = "int", "string" }, diff.GoBreaking, []goapi.Change{{Name: "Order.Fax", Was: "string", Is: "int"}}},
		{"a method less", func(x goapi.Exports) { delete(x, "Order.Validate") }, diff.GoBreaking, []goapi.Change{{Name: "Order.Validate", Was: "func() error"}}},
		{"a member less", func(x goapi.Exports) { delete(x, "Circle.isShape") }, diff.GoBreaking, []goapi.Change{{Name: "Circle.isShape", Was: "func()"}}},
	} {
		current := exports(t, source)
		c.apply(current)
		verdict, changes := goapi.Compare(old, current)
		if verdict != c.want {
			t.Errorf("%s: %s, want %s", c.change, verdict, c.want)
		}
		if d := cmp.Diff(c.names, changes); d != "" {
			t.Errorf("%s: -want +got\n%s", c.change, d)
		}
	}
}
