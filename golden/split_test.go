package golden_test

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/golden/split-namespaces/want/go/desk"
	"example.com/wsgen/golden/split-namespaces/want/go/desk/goodsv2"
	"example.com/wsgen/golden/split-namespaces/want/go/desk/orders"
	"example.com/wsgen/golden/split-namespaces/want/go/desk/people"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/soaptest"
	"example.com/wsgen/runtime/xsd"
)

// A message whose types are in several packages is one message: a derived type, a substitute and an enumeration of one
// package in a struct of another, and names of all namespaces under the prefixes of the contract.
func TestSplitByNamespace(t *testing.T) {
	s := soaptest.NewServer(t)
	s.Reply(&desk.OpOrder, &desk.Receipt{Value: "4711"})
	c, err := desk.NewClient(s.URL, soap.Strict())
	if err != nil {
		t.Fatal(err)
	}
	order := &orders.Order{
		Item:     []goodsv2.AnyItem{&goodsv2.Item{Code: "a"}, &goodsv2.Book{Item: goodsv2.Item{Code: "b"}, Pages: 7}},
		Colour:   xsd.Some(goodsv2.ColourGreen),
		Wrapping: &goodsv2.WrappingBox{Value: "large"},
		Buyer:    people.Person{Name: "Ann", Employer: &people.Firm{Owner: []people.Person{{Name: "Bob"}}}},
	}
	receipt, err := c.Order(t.Context(), order)
	if err != nil || receipt.Value != "4711" {
		t.Fatalf("%+v, %v", receipt, err)
	}
	req, err := c.BuildOrder(t.Context(), order)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		t.Fatal(err)
	}
	want := `<ord:order><ord:item><goo:code>a</goo:code></ord:item>` +
		`<ord:item xsi:type="goo:Book"><goo:code>b</goo:code><goo:pages>7</goo:pages></ord:item>` +
		`<ord:colour>green</ord:colour><goo:box>large</goo:box>` +
		`<ord:buyer><peo:name>Ann</peo:name><peo:employer><fir:owner><peo:name>Bob</peo:name></fir:owner></peo:employer></ord:buyer></ord:order>`
	if !strings.Contains(string(body), want) {
		t.Errorf("%s\nlacks\n%s", body, want)
	}
	if diff := cmp.Diff([]*orders.Order{order}, soaptest.Requests[*orders.Order](s, &desk.OpOrder)); diff != "" {
		t.Errorf("the server reads (-sent +read):\n%s", diff)
	}
}
