package golden_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	identity "example.com/wsgen/golden/validate-identity/want/go/in"
	in "example.com/wsgen/golden/validate-schema/want/go/in"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// TestValidateSchema validates documents; all but valid.xml are invalid for libxml2, too.
func TestValidateSchema(t *testing.T) {
	for file, want := range map[string][]string{
		"valid":          nil,
		"invalid-choice": {"/order: must hold one of codes, since", "/order: must hold at least 2 of a, b"},
		"invalid-facets": {
			"/order/@version: must be 1.0",
			"/order/customer: must have at most 4 characters",
			"/order/day: must be at least 2020-01-01",
			"/order/lead: must be at most P30D",
			"/order/line[1]/amount: must be more than 0",
			"/order/line[2]/amount: must have at most 5 digits",
			"/order/line[2]/kind: must be one of new, used",
			`/order/codes: must match the pattern [A-Z-[IO]]{3}\d*`,
			"/order/codes: must have at most 2 items",
		},
		"invalid-unions":  {"/order/since: must be valid for one type of the union", "/order/until: must be valid for one type of the union"},
		"invalid-unknown": {"/order/zebra: is not declared"},
		"invalid-attributes": {
			"/order/line[1]/@id: must be present",
			"/order/line[3]/@id: must not be the ID of another element",
			"/order/line[3]/@color: is not declared",
			"/order/line[2]/@of: must be the ID of an element",
		},
		"invalid-derived":       {"/order/line[1]/text: must be present"},
		"invalid-half-a-branch": {"/order/until: must be present"},
		"invalid-occurrence":    {"/order/customer: must be present", "/order: must hold at least 2 of a, b", "/order/line[4]: must occur at most 3 times"},
		"invalid-order":         {"/order/customer: must not stand here"},
		"invalid-substitution":  {"/order/circle/@radius: must be more than 0"},
	} {
		data, err := os.ReadFile(filepath.Join("validate-schema", "docs", file+".xml"))
		if err != nil {
			t.Fatal(err)
		}
		var doc in.XMLDocument
		if err := xmltext.Unmarshal(data, &doc); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if d := cmp.Diff(want, violations(doc.Validate())); d != "" {
			t.Errorf("%s (-want +got):\n%s", file, d)
		}
	}
}

// TestValidateFresh validates values that were never read.
func TestValidateFresh(t *testing.T) {
	whole := func(change func(*in.Order)) *in.Order {
		x := &in.Order{
			Customer: "ABC", Day: xsd.NewDate(2024, 1, 1), Line: []in.AnyLine{&in.Line{Id: "x", Amount: xsd.NewDecimal(1, 0)}},
			Choice:    &in.OrderChoiceCodes{Value: in.CodeList{"ABC"}},
			Choice2nd: []in.OrderChoice2nd{&in.OrderChoice2ndA{Value: 1}, &in.OrderChoice2ndB{Value: true}},
		}
		change(x)
		return x
	}
	for _, c := range []struct {
		name  string
		value interface{ Validate() error }
		want  []string
	}{
		{"whole", whole(func(*in.Order) {}), nil},
		{"zero", new(in.Order), []string{
			"/Order/day: must be present", "/Order/line: must be present",
			"/Order: must hold one of codes, since", "/Order: must hold at least 2 of a, b",
			`/Order/customer: must match the pattern [A-Z-[IO]]{3}\d*`,
		}},
		{"document without a root", new(in.XMLDocument), []string{"/: must have a root element"}},
		{"document", &in.XMLDocument{Root: &in.XMLRootCircle{}}, []string{"/circle/@radius: must be more than 0"}},
		{"derived", &in.LongLine{Line: in.Line{Id: "1"}}, []string{"/LongLine/@id: must be an xs:ID", "/LongLine/amount: must be more than 0"}},
		{"what can't be written", whole(func(x *in.Order) { x.Any = []xsd.Raw{{XML: "<a"}} }), []string{"/Order/*: can't be written: raw XML is not one element"}},
		{"no branch in a list", whole(func(x *in.Order) { x.Choice2nd = append(x.Choice2nd, nil) }), []string{"/Order/Choice2nd[2]: must be set"}},
		{"no other branch in a list", whole(func(x *in.Order) { x.Choice2nd = append(x.Choice2nd, &in.OrderChoice2ndOther{}) }), []string{"/Order/Raw: must be set"}},
		{"an empty element", whole(func(x *in.Order) { x.Any = []xsd.Raw{{}} }), []string{"/Order/Raw: must be set"}},
		{"no value in a list", whole(func(x *in.Order) { x.Line = append(x.Line, nil) }), []string{"/Order/Line[1]: must be set"}},
		{"no other value", whole(func(x *in.Order) { x.Shape = new(in.ShapeOther) }), []string{"/Order/circle: must be set"}},
		{"a gap and what is missing", whole(func(x *in.Order) { x.Day, x.Choice = xsd.Date{}, nil }), []string{"/Order/day: must be present", "/Order: must hold one of codes, since"}},
	} {
		if d := cmp.Diff(c.want, violations(c.value.Validate())); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

func violations(err error) []string {
	invalid, ok := errors.AsType[*xsd.ValidationError](err)
	if !ok {
		if err != nil {
			return []string{err.Error()}
		}
		return nil
	}
	var list []string
	for _, v := range invalid.Violations {
		list = append(list, v.String())
	}
	return list
}

// TestUndeclaredRoot reads roots that the schema does not declare: they must state a type.
func TestUndeclaredRoot(t *testing.T) {
	const order = `<far xmlns:g="urn:golden" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"%s/>`
	for typ, want := range map[string]bool{"": false, ` xsi:type="g:Order"`: true} {
		var doc in.XMLDocument
		err := xmltext.Unmarshal(fmt.Appendf(nil, order, typ), &doc)
		_, refused := errors.AsType[*xmltext.RootError](err)
		_, raw := doc.Root.(*in.XMLRootOther)
		if raw != want || refused == want {
			t.Errorf("with the attributes %q: root %T, error %v", typ, doc.Root, err)
		}
	}
}

// TestValidateIdentity validates documents that break what is true of several elements at once, what is blocked, or what only a
// wildcard admits.
func TestValidateIdentity(t *testing.T) {
	for file, want := range map[string][]string{
		"valid": nil,
		"invalid-key": {
			"/shop/shelf[1]/good[2]: must differ from others in gol:id, @unit",
			"/shop/shelf[1]/good[3]: must hold gol:id, @unit",
			"/shop/shelf[1]/good[4]: must hold gol:id, @unit",
		},
		"invalid-keyref": {
			"/shop/order[1]: must refer to the key goods by @of, @unit",
			"/shop/order[2]: must refer to the key goods by @of, @unit",
		},
		"invalid-keyref-twice": {"/shop/order[1]: must refer to the key goods by @of, @unit"},
		"invalid-unique":       {"/shop/order[2]/day: must differ from others in its value", "/shop/note[2]: must differ from others in its value"},
		"invalid-block": {
			"/shop/party[1]/@type: must name the declared type or one that derives from it", "/shop/party[1]/@vat: is not declared",
		},
		"invalid-block-substitution": {"/shop/broken: is not declared"},
		"invalid-block-between":      {"/shop/office: is not declared"},
		"invalid-wildcard": {
			"/shop/any[1]/@mark: must be one of new, old", "/shop/any[1]/@version: must be 1.0", "/shop/any[1]/@unheardOf: is not declared",
			"/shop/raw[1]/@mark: must be one of new, old",
		},
		"invalid-form": {`/shop/order[1]/price: must match the pattern \d{3}`},
	} {
		data, err := os.ReadFile(filepath.Join("validate-identity", "docs", file+".xml"))
		if err != nil {
			t.Fatal(err)
		}
		var doc identity.XMLDocument
		if err := xmltext.Unmarshal(data, &doc); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if d := cmp.Diff(want, violations(doc.Validate())); d != "" {
			t.Errorf("%s (-want +got):\n%s", file, d)
		}
	}
}
