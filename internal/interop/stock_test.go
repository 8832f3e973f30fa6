package interop_test

import (
	"context"
	"testing"
	"time"

	"example.com/wsgen/internal/interop/stock"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A stockClient is the client of either version.
type stockClient interface {
	Scalars(context.Context, *stock.Scalars, ...soap.CallOption) (*stock.ScalarsResponse, error)
	Kinds(context.Context, *stock.StoKinds, ...soap.CallOption) (*stock.KindsResponse, error)
	Strings(context.Context, *stock.Strings, ...soap.CallOption) (*stock.StringsResponse, error)
	Ints(context.Context, *stock.Ints, ...soap.CallOption) (*stock.IntsResponse, error)
	Items(context.Context, *stock.Items, ...soap.CallOption) (*stock.ItemsResponse, error)
	Matrix(context.Context, *stock.Matrix, ...soap.CallOption) (*stock.MatrixResponse, error)
	Shelf(context.Context, *stock.StoShelf, ...soap.CallOption) (*stock.ShelfResponse, error)
	Item(context.Context, *stock.StoItem, ...soap.CallOption) (*stock.ItemResponse, error)
	Pair(context.Context, *stock.StoPair, ...soap.CallOption) (*stock.PairResponse, error)
	Twice(context.Context, *stock.Twice, ...soap.CallOption) (*stock.TwiceResponse, error)
	Repeat(context.Context, *stock.Repeat, ...soap.CallOption) (*stock.RepeatResponse, error)
	Split(context.Context, *stock.Split, ...soap.CallOption) (*stock.SplitResponse, error)
	Ping(context.Context, *stock.Ping, ...soap.CallOption) (*stock.PingResponse, error)
	Take(context.Context, *stock.Take, ...soap.CallOption) (*stock.TakeResponse, error)
	Enter(context.Context, *stock.Enter, ...soap.CallOption) (*stock.EnterResponse, error)
	Tell(context.Context, *stock.Tell, ...soap.CallOption) error
	FindByCode(context.Context, *stock.FindByCode, ...soap.CallOption) (*stock.FindByCodeResponse, error)
	FindByCount(context.Context, *stock.FindByCount, ...soap.CallOption) (*stock.FindByCountResponse, error)
}

func callStock(ctx context.Context, t *testing.T, srv *server) int {
	made := 0
	for service, calls := range map[string][]call[stockClient]{"stock": stockCalls, "found": foundCalls} {
		v11, err := stock.NewStock11(srv.addr + "/" + service + "/11")
		if err != nil {
			t.Fatal(err)
		}
		v12, err := stock.NewStock12(srv.addr + "/" + service + "/12")
		if err != nil {
			t.Fatal(err)
		}
		made += run[stockClient](ctx, t, srv, service, "11", v11, calls) + run[stockClient](ctx, t, srv, service, "12", v12, calls)
	}
	return made
}

// foundCalls call operations of one name, of which each is known by what it is given.
var foundCalls = []call[stockClient]{
	{
		name: "find by code", do: send(stockClient.FindByCode, &stock.FindByCode{Code: "c"}),
		decoded: `{"operation": "find", "arguments": {"given": ["c"]}}`, want: &stock.FindByCodeResponse{Return: "found c"},
	},
	{
		name: "find by count", do: send(stockClient.FindByCount, &stock.FindByCount{Least: 1, Most: 4}),
		decoded: `{"operation": "find", "arguments": {"given": [1, 4]}}`, want: &stock.FindByCountResponse{Return: 3},
	},
}

var (
	stockKinds = stock.Kinds{
		Text: kinds.Text, Flag: kinds.Flag, Small: kinds.Small, Whole: kinds.Whole, Large: kinds.Large, Exact: kinds.Exact,
		Single: kinds.Single, Real: kinds.Real, Moment: kinds.Moment, Day: kinds.Day, Hour: kinds.Hour, Bytes: kinds.Bytes,
		Hex: kinds.Hex, Address: kinds.Address, Colour: stock.ColourGreen,
	}
	itemA = stock.Item{Code: "A", Count: 3, Note: xsd.Nil[string]()}
	itemB = stock.Item{Code: "B", Count: 13, Note: xsd.Value("n")}
	dated = stock.DatedItem{Item: stock.Item{Code: "D", Count: 2, Note: xsd.Nil[string]()}, Due: xsd.NewDate(2026, time.May, 17)}
)

const (
	itemADecoded = `{".class": "Item", "code": "A", "count": 3, "note": null}`
	itemBDecoded = `{".class": "Item", "code": "B", "count": 13, "note": "n"}`
	datedDecoded = `{".class": "DatedItem", "code": "D", "count": 2, "note": null, "due": "2026-05-17"}`
)

var stockCalls = []call[stockClient]{
	{
		name: "scalars", do: send(stockClient.Scalars, &stock.Scalars{Text: "t", Whole: -3, Flag: true, Exact: xsd.NewDecimal(150, 2)}),
		decoded: `{"operation": "scalars", "arguments": {"text": "t", "whole": -3, "flag": true, "exact": "1.50"}}`,
		want:    &stock.ScalarsResponse{Text: "t -3 true 1.50"},
	},
	{
		name: "kinds", do: send(stockClient.Kinds, &stock.StoKinds{Kinds: &stockKinds}),
		decoded: `{"operation": "kinds", "arguments": {"kinds": {
			"text": "a < b & \"c\" é €😀", "flag": true, "small": -32768, "whole": 2147483647, "large": -9223372036854775808,
			"exact": "1.50", "single": 0.5, "real": 1234.5625, "moment": "2026-05-17T08:30:00.25Z", "day": "2026-05-17",
			"hour": "08:30:15", "bytes": "bytes 0001ff", "hex": "bytes cafe", "address": "http://example.org/a?b=c&d=e", "colour": "green"}}}`,
		want: &stock.KindsResponse{Kinds: &stockKinds},
	},
	{
		name: "strings", do: send(stockClient.Strings, &stock.Strings{List: stock.ArrayOfString{"a", "", "<c>"}}),
		decoded: `{"operation": "strings", "arguments": {"list": ["a", "", "<c>"]}}`,
		want:    &stock.StringsResponse{List: stock.ArrayOfString{"<c>", "", "a"}},
	},
	{
		name: "strings, none", do: send(stockClient.Strings, &stock.Strings{List: stock.ArrayOfString{}}),
		decoded: `{"operation": "strings", "arguments": {"list": []}}`, want: &stock.StringsResponse{List: stock.ArrayOfString{}},
	},
	{
		name: "ints", do: send(stockClient.Ints, &stock.Ints{List: stock.ArrayOfInt{1, -2, 3}}),
		decoded: `{"operation": "ints", "arguments": {"list": [1, -2, 3]}}`, want: &stock.IntsResponse{List: stock.ArrayOfInt{3, -2, 1}},
	},
	{
		name: "items, one of a derived type", do: send(stockClient.Items, &stock.Items{List: stock.ArrayOfItem{&itemA, &dated}}),
		decoded: `{"operation": "items", "arguments": {"list": [` + itemADecoded + `, ` + datedDecoded + `]}}`,
		want:    &stock.ItemsResponse{List: stock.ArrayOfItem{&dated, &itemA}},
	},
	{
		name: "matrix, an array of arrays", do: send(stockClient.Matrix, &stock.Matrix{Rows: stock.ArrayOfArrayOfString{{"a", "b"}, {"c"}}}),
		decoded: `{"operation": "matrix", "arguments": {"rows": [["a", "b"], ["c"]]}}`,
		want:    &stock.MatrixResponse{Rows: stock.ArrayOfArrayOfString{{"c"}, {"a", "b"}}},
	},
	{
		name: "shelf, an array in a struct", do: send(stockClient.Shelf, &stock.StoShelf{Shelf: &stock.Shelf{Name: "s", Items: stock.ArrayOfItem{&itemB}}}),
		decoded: `{"operation": "shelf", "arguments": {"shelf": {"name": "s", "items": [` + itemBDecoded + `]}}}`,
		want:    &stock.ShelfResponse{Shelf: &stock.Shelf{Name: "s", Items: stock.ArrayOfItem{&itemB}}},
	},
	{
		name: "item of a derived type", do: send(stockClient.Item, &stock.StoItem{Item: &dated}),
		decoded: `{"operation": "item", "arguments": {"item": ` + datedDecoded + `}}`, want: &stock.ItemResponse{Item: &dated},
	},
	{
		name: "item, nil", do: send(stockClient.Item, new(stock.StoItem)),
		decoded: `{"operation": "item", "arguments": {"item": null}}`, want: new(stock.ItemResponse),
	},
	{
		name: "pair with a nil", do: send(stockClient.Pair, &stock.StoPair{Pair: &stock.Pair{Left: xsd.Value[stock.AnyItem](&itemB), Right: xsd.Nil[stock.AnyItem]()}}),
		decoded: `{"operation": "pair", "arguments": {"pair": {"left": ` + itemBDecoded + `, "right": null}}}`,
		want:    &stock.PairResponse{Pair: &stock.Pair{Left: xsd.Nil[stock.AnyItem](), Right: xsd.Value[stock.AnyItem](&itemB)}},
	},
	{
		name: "twice, a reference in the reply", do: send(stockClient.Twice, &stock.Twice{Item: &itemB}),
		decoded: `{"operation": "twice", "arguments": {"item": ` + itemBDecoded + `}}`,
		want:    &stock.TwiceResponse{Pair: &stock.Pair{Left: xsd.Value[stock.AnyItem](&itemB), Right: xsd.Value[stock.AnyItem](&itemB)}},
	},
	{
		name: "repeat, references in an array", do: send(stockClient.Repeat, &stock.Repeat{Item: &itemA}),
		decoded: `{"operation": "repeat", "arguments": {"item": ` + itemADecoded + `}}`,
		want:    &stock.RepeatResponse{List: stock.ArrayOfItem{&itemA, &itemA, &itemA}},
	},
	{
		name: "split, two results", do: send(stockClient.Split, &stock.Split{Text: "12 rest of"}),
		decoded: `{"operation": "split", "arguments": {"text": "12 rest of"}}`, want: &stock.SplitResponse{Whole: 12, Rest: "rest of"},
	},
	{
		name: "ping", do: send(stockClient.Ping, new(stock.Ping)),
		decoded: `{"operation": "ping", "arguments": {}}`, want: new(stock.PingResponse),
	},
	{
		name: "take", do: send(stockClient.Take, &stock.Take{Item: &itemA}),
		decoded: `{"operation": "take", "arguments": {"item": ` + itemADecoded + `}}`, want: &stock.TakeResponse{Text: "took 3 of A"},
	},
	{
		name: "take, a fault with an encoded detail", do: fail(stockClient.Take, &stock.Take{Item: &itemB}),
		decoded: `{"operation": "take", "arguments": {"item": ` + itemBDecoded + `}}`,
		want:    failure{Reason: "not enough", Detail: &stock.Shortage{Code: "B", Missing: 3}},
	},
	{
		name: "enter with encoded header blocks", do: enterStock,
		decoded: `{"operation": "enter", "arguments": {"text": "x"}, "headers": {"session": {"user": "ann", "turn": 1}}}`,
		want:    stock.Session{User: "ann", Turn: 2},
	},
	{
		name: "tell, one way", do: tell(stockClient.Tell, &stock.Tell{Text: "nobody answers"}),
		decoded: `{"operation": "tell", "arguments": {"text": "nobody answers"}}`,
	},
}

// enterStock sends a header block that must be understood and returns the one of the reply.
func enterStock(ctx context.Context, c stockClient) (any, error) {
	declared := &stock.OpStock11Enter
	var answer stock.Session
	_, err := c.Enter(ctx, &stock.Enter{Text: "x"},
		soap.WithHeader(soap.Header{Part: declared.In.Headers[0], Node: &stock.Session{User: "ann", Turn: 1}, MustUnderstand: true}),
		soap.HeaderInto(declared.Out.Headers[0], &answer))
	return answer, err
}
