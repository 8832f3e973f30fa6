package golden_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/golden/encoded/want/go/depot"
	"example.com/wsgen/golden/validate-encoded/want/go/sales"
	"example.com/wsgen/runtime/xsd"
)

// TestValidateEncoded has groups that are optional, in a type and in those that extend it: their members stand all or not at all. What
// arrays say of themselves is not of their schema, and what their items hold is.
func TestValidateEncoded(t *testing.T) {
	some, place := xsd.Some[string], sales.Party{Street: xsd.Some("Rua A"), Town: xsd.Some("Porto")}
	for _, tt := range []struct {
		x    interface{ Validate() error }
		want string
	}{
		{&sales.Person{Name: "a"}, ""},
		{&sales.Person{Party: place, Name: "a"}, ""},
		{&sales.Person{Party: sales.Party{Town: some("Porto")}, Name: "a"}, "invalid: /Person/street: must be present"},
		{&sales.Company{}, ""},
		{&sales.Company{Party: place}, ""},
		{&sales.Company{Registry: some("b"), Number: xsd.Some[int32](7)}, ""},
		{&sales.Company{Registry: some("b")}, "invalid: /Company/number: must be present"},
		{&sales.Party{Street: some("Rua A")}, "invalid: /Party/town: must be present"},
		{&sales.Sell{Seller: &sales.Company{}, Buyer: &sales.Person{}}, ""},
		{&depot.Find{Names: depot.ArrayOfString{"a", ""}}, ""},
		{&depot.ArrayOfItem{crate(), nil}, ""},
		{&depot.Crate{Items: depot.ArrayOfItem{&depot.Item{Colour: xsd.Value(depot.Colour("grey"))}}}, "invalid: /Crate/items/one[1]/colour: must be one of red, blue"},
		{&depot.StoreResponse{Numbers: depot.Matrix{{1, 2}, {}}}, ""},
		{&depot.MatrixItem{1}, ""},
	} {
		got := ""
		if err := tt.x.Validate(); err != nil {
			got = err.Error()
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tt.x, diff)
		}
	}
}
