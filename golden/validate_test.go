package golden_test

import (
	"errors"
	"slices"
	"testing"

	"example.com/wsgen/golden/validate/want/go/provider"
	"example.com/wsgen/golden/validate/want/go/provider/orders"
	"example.com/wsgen/runtime/xsd"
)

func validSend() *orders.Send {
	return &orders.Send{
		Item: orders.Item{Code: "A"}, ItemNillable: xsd.Nil[*orders.Item](), TextNillable: xsd.Nil[string](),
		PartyNillable: xsd.Nil[*provider.Party](), Positive: xsd.NewInteger(1), Negative: xsd.NewInteger(-1),
		Language: "pt-BR", Id: "_1",
		Grade: xsd.Some(orders.Grade("c")), // which an open enumeration does not list
	}
}

// TestValidatePresence breaks one rule in each way that a value can be held.
func TestValidatePresence(t *testing.T) {
	item, party := &orders.Item{Code: "a"}, &provider.Party{Name: "long"}
	early := &provider.Party{Born: xsd.Some(xsd.NewDate(1899, 12, 31))}
	for want, broken := range map[string]func(*orders.Send){
		"":                              func(*orders.Send) {},
		"/send/text":                    func(x *orders.Send) { x.Text = "abc" },
		"/send/textOptional":            func(x *orders.Send) { x.TextOptional = xsd.Some("abc") },
		"/send/textNillable":            func(x *orders.Send) { x.TextNillable = xsd.Value("abc") },
		"/send/texts[2]":                func(x *orders.Send) { x.Texts = []string{"a", "abc"} },
		"/send/textsNillable[2]":        func(x *orders.Send) { x.TextsNillable = []xsd.Nillable[string]{xsd.Nil[string](), xsd.Value("abc")} },
		"/send/textsNillable":           func(x *orders.Send) { x.TextsNillable = make([]xsd.Nillable[string], 3) },
		"/send/item/code":               func(x *orders.Send) { x.Item = *item },
		"/send/itemOptional/code":       func(x *orders.Send) { x.ItemOptional = item },
		"/send/itemNillable/code":       func(x *orders.Send) { x.ItemNillable = xsd.Value(item) },
		"/send/items[1]/code":           func(x *orders.Send) { x.Items = []orders.Item{*item} },
		"/send/itemsNillable[1]/code":   func(x *orders.Send) { x.ItemsNillable = []xsd.Nillable[*orders.Item]{xsd.Value(item), {}} },
		"/send/party/name":              func(x *orders.Send) { x.Party = *party },
		"/send/party/born":              func(x *orders.Send) { x.Party = *early },
		"/send/partyOptional/name":      func(x *orders.Send) { x.PartyOptional = party },
		"/send/partyNillable/name":      func(x *orders.Send) { x.PartyNillable = xsd.Value(party) },
		"/send/parties[2]/name":         func(x *orders.Send) { x.Parties = []provider.Party{{}, *party} },
		"/send/partiesNillable[2]/name": func(x *orders.Send) { x.PartiesNillable = []xsd.Nillable[*provider.Party]{{}, xsd.Value(party)} },
		"/send/positive":                func(x *orders.Send) { x.Positive = xsd.NewInteger(0) },
		"/send/natural":                 func(x *orders.Send) { x.Natural = xsd.NewInteger(-1) },
		"/send/negative":                func(x *orders.Send) { x.Negative = xsd.NewInteger(0) },
		"/send/notPositive":             func(x *orders.Send) { x.NotPositive = xsd.NewInteger(1) },
		"/send/even":                    func(x *orders.Send) { x.Even = xsd.Some(xsd.NewInteger(1)) },
		"/send/grade":                   func(x *orders.Send) { x.Grade = xsd.Some(orders.Grade("too long")) },
		"/send/closed":                  func(x *orders.Send) { x.Closed = xsd.Some(orders.SendClosed("y")) },
		"/send/language":                func(x *orders.Send) { x.Language = "português" },
		"/send/id":                      func(x *orders.Send) { x.Id = "1" },
		"/send/tokens[1]":               func(x *orders.Send) { x.Tokens = []string{"a b", "a:b"} },
	} {
		x := validSend()
		broken(x)
		var paths []string
		var invalid *xsd.ValidationError
		if err := x.Validate(); errors.As(err, &invalid) {
			for _, v := range invalid.Violations {
				paths = append(paths, v.Path)
			}
		}
		if want == "" && len(paths) == 0 {
			continue
		}
		if !slices.Equal(paths, []string{want}) {
			t.Errorf("broken at %v, want %s", paths, want)
		}
	}
}
