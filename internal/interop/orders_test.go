package interop_test

import (
	"context"
	"math"
	"testing"
	"time"

	"example.com/wsgen/internal/interop/orders"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// An ordersClient is the client of either version.
type ordersClient interface {
	Kinds(context.Context, *orders.OrdKinds, ...soap.CallOption) (*orders.KindsResponse, error)
	Place(context.Context, *orders.Place, ...soap.CallOption) (*orders.PlaceResponse, error)
	Add(context.Context, *orders.Add, ...soap.CallOption) (*orders.AddResponse, error)
	Words(context.Context, *orders.Words, ...soap.CallOption) (*orders.WordsResponse, error)
	Pay(context.Context, *orders.Pay, ...soap.CallOption) (*orders.PayResponse, error)
	Ping(context.Context, *orders.Ping, ...soap.CallOption) (*orders.PingResponse, error)
	Cancel(context.Context, *orders.Cancel, ...soap.CallOption) (*orders.CancelResponse, error)
	Enter(context.Context, *orders.Enter, ...soap.CallOption) (*orders.EnterResponse, error)
	FindByCode(context.Context, *orders.FindByCode, ...soap.CallOption) (*orders.Found, error)
	FindByCount(context.Context, *orders.FindByCount, ...soap.CallOption) (*orders.Found, error)
	Weigh(context.Context, *orders.Weight, ...soap.CallOption) (*orders.Line, error)
	Amend(context.Context, *orders.Order, ...soap.CallOption) (*orders.Order, error)
	Tell(context.Context, *orders.Tell, ...soap.CallOption) error
}

func callOrders(ctx context.Context, t *testing.T, srv *server) int {
	v11, err := orders.NewOrders11(srv.addr + "/orders/11")
	if err != nil {
		t.Fatal(err)
	}
	v12, err := orders.NewOrders12(srv.addr + "/orders/12")
	if err != nil {
		t.Fatal(err)
	}
	return run[ordersClient](ctx, t, srv, "orders", "11", v11, ordersCalls) + run[ordersClient](ctx, t, srv, "orders", "12", v12, ordersCalls)
}

var (
	kinds = orders.Kinds{
		Text: "a < b & \"c\" é €\U0001f600", Flag: true, Small: math.MinInt16, Whole: math.MaxInt32, Large: math.MinInt64,
		Huge: xsd.NewInteger(-42), Exact: xsd.NewDecimal(150, 2), Single: 0.5, Real: 1234.5625,
		Moment: xsd.NewDateTime(time.Date(2026, 5, 17, 8, 30, 0, 250_000_000, time.UTC)), Day: xsd.NewDate(2026, time.May, 17),
		Hour: xsd.NewTime(8, 30, 15, 0), Span: xsd.NewDuration(90 * time.Minute), Bytes: xsd.Binary{0, 1, 0xff},
		Hex: xsd.HexBinary{0xca, 0xfe}, Address: "http://example.org/a?b=c&d=e", Colour: orders.ColourDarkGreen,
	}
	order = orders.Order{
		Number: 7, Urgent: xsd.Some(false), Customer: "Ann & Bob", Note: xsd.Nil[string](), Due: xsd.Some(xsd.NewDate(2026, time.May, 17)),
		Line: []orders.Line{{Code: "a", Count: -1, Price: xsd.Some(xsd.NewDecimal(250, 2))}, {Code: " b ", Count: 0}},
	}
	rush = orders.RushOrder{Order: orders.Order{Number: 8, Customer: "", Note: xsd.Value("")}, Courier: "Zoë"}
)

const (
	kindsDecoded = `{"operation": "kinds", "arguments": {"kinds": {
		"text": "a < b & \"c\" é €😀", "flag": true, "small": -32768, "whole": 2147483647, "large": -9223372036854775808,
		"huge": -42, "exact": "1.50", "single": 0.5, "real": 1234.5625, "moment": "2026-05-17T08:30:00.25Z", "day": "2026-05-17",
		"hour": "08:30:15", "span": "PT1H30M", "bytes": "bytes 0001ff", "hex": "bytes cafe",
		"address": "http://example.org/a?b=c&d=e", "colour": "dark green"}}}`
	orderDecoded = `{"number": 7, "urgent": false, "customer": "Ann & Bob", "note": null, "due": "2026-05-17",
		"line": [{"code": "a", "count": -1, "price": "2.50"}, {"code": " b ", "count": 0}]}`
	rushDecoded = `{".class": "RushOrder", "number": 8, "customer": "", "note": "", "courier": "Zoë"}`
)

var ordersCalls = []call[ordersClient]{
	{
		name: "kinds", do: send(ordersClient.Kinds, &orders.OrdKinds{Kinds: kinds}),
		not:     map[string]string{"node": "it makes instants of dates"},
		decoded: kindsDecoded, want: &orders.KindsResponse{Kinds: kinds},
	},
	{
		name: "place", do: send(ordersClient.Place, &orders.Place{Order: &order}),
		not:     map[string]string{"node": "it makes instants of dates"},
		decoded: `{"operation": "place", "arguments": {"order": ` + orderDecoded + `}}`, want: &orders.PlaceResponse{Order: &order},
	},
	{
		name: "place of a derived type", do: send(ordersClient.Place, &orders.Place{Order: &rush}),
		not:     map[string]string{"node": "it makes instants of dates"},
		decoded: `{"operation": "place", "arguments": {"order": ` + rushDecoded + `}}`, want: &orders.PlaceResponse{Order: &rush},
	},
	{
		name: "add", do: send(ordersClient.Add, &orders.Add{A: 2, B: xsd.Some[int32](-5)}),
		decoded: `{"operation": "add", "arguments": {"a": 2, "b": -5}}`, want: &orders.AddResponse{Sum: -3},
	},
	{
		name: "add without an optional argument", do: send(ordersClient.Add, &orders.Add{A: 2}),
		decoded: `{"operation": "add", "arguments": {"a": 2}}`, want: &orders.AddResponse{Sum: 2},
	},
	{
		name: "words", do: send(ordersClient.Words, &orders.Words{Word: []string{"x", "", "y\tz"}}),
		decoded: `{"operation": "words", "arguments": {"word": ["x", "", "y\tz"]}}`,
		want:    &orders.WordsResponse{Word: []string{"y\tz", "", "x"}},
	},
	{
		name: "words, none", do: send(ordersClient.Words, new(orders.Words)),
		decoded: `{"operation": "words", "arguments": {}}`,
		but:     map[string]string{"java": `{"operation": "words", "arguments": {"word": []}}`},
		want:    new(orders.WordsResponse),
	},
	{
		name: "pay by card", do: send(ordersClient.Pay, &orders.Pay{Order: 7, Choice: &orders.PayChoiceCard{Value: "4711"}}),
		decoded: `{"operation": "pay", "arguments": {"order": 7, "card": "4711"}}`, want: &orders.PayResponse{Receipt: "card 4711"},
	},
	{
		name: "pay cash", do: send(ordersClient.Pay, &orders.Pay{Order: 7, Choice: &orders.PayChoiceCash{Value: xsd.NewDecimal(1995, 2)}}),
		decoded: `{"operation": "pay", "arguments": {"order": 7, "cash": "19.95"}}`,
		but:     map[string]string{"node": `{"operation": "pay", "arguments": {"order": 7, "cash": 19.95}}`},
		want:    &orders.PayResponse{Receipt: "cash 19.95"},
	},
	{
		name: "ping", do: send(ordersClient.Ping, new(orders.Ping)),
		decoded: `{"operation": "ping", "arguments": {}}`, want: new(orders.PingResponse),
	},
	{
		name: "cancel", do: send(ordersClient.Cancel, &orders.Cancel{Number: 7}),
		decoded: `{"operation": "cancel", "arguments": {"number": 7}}`, want: &orders.CancelResponse{Done: true},
	},
	{
		name: "cancel, a fault with a detail", do: fail(ordersClient.Cancel, &orders.Cancel{Number: 404}),
		decoded: `{"operation": "cancel", "arguments": {"number": 404}}`,
		want:    failure{Reason: "no such order", Detail: &orders.UnknownOrder{Number: 404}},
	},
	{
		name: "cancel, a fault with another detail", do: fail(ordersClient.Cancel, &orders.Cancel{Number: 410}),
		decoded: `{"operation": "cancel", "arguments": {"number": 410}}`,
		want:    failure{Reason: "too late", Detail: &orders.TooLate{Since: xsd.NewDate(2026, time.May, 17), Who: []string{"a", "b"}}},
	},
	{
		name: "cancel, a fault without a detail", do: fail(ordersClient.Cancel, &orders.Cancel{Number: 500}),
		decoded: `{"operation": "cancel", "arguments": {"number": 500}}`, want: failure{Sender: true, Reason: "out of <order> & hope"},
	},
	{
		name: "enter with header blocks", do: enterOrders,
		decoded: `{"operation": "enter", "arguments": {"text": "x"}, "headers": {"session": {"user": "ann", "turn": 1}}}`,
		but:     map[string]string{"node": `{"operation": "enter", "arguments": {"text": "x"}, "headers": {"session": {"user": "ann", "turn": "1"}}}`},
		want:    orders.Session{User: "ann", Turn: 2},
	},
	{
		name: "find by code", do: send(ordersClient.FindByCode, &orders.FindByCode{Code: "c"}),
		not:     map[string]string{"node": "it knows one operation of a name"},
		decoded: `{"operation": "find", "arguments": {"code": "c"}}`, want: &orders.Found{Line: []orders.Line{{Code: "c", Count: 1}}},
	},
	{
		name: "find by count", do: send(ordersClient.FindByCount, &orders.FindByCount{Least: 1, Most: 2}),
		decoded: `{"operation": "find", "arguments": {"least": 1, "most": 2}}`,
		not:     map[string]string{"node": "it knows one operation of a name", "php": "its SoapServer knows one operation of a name"},
		want:    &orders.Found{Line: []orders.Line{{Code: "least", Count: 1}, {Code: "most", Count: 2}}},
	},
	{
		name: "weigh, a bare value", do: send(ordersClient.Weigh, &orders.Weight{Value: xsd.NewDecimal(1250, 3)}),
		not:     map[string]string{"node": "its server is written for wrapped messages"},
		decoded: `{"operation": "weigh", "arguments": {"body": "1.250"}}`,
		want:    &orders.Line{Code: "scales", Count: 1, Price: xsd.Some(xsd.NewDecimal(1250, 3))},
	},
	{
		name: "amend, a bare type", do: send(ordersClient.Amend, &order),
		not:     map[string]string{"node": "it makes instants of dates"},
		decoded: `{"operation": "amend", "arguments": {"body": ` + orderDecoded + `}}`, want: &order,
	},
	{
		name: "tell, one way", do: tell(ordersClient.Tell, &orders.Tell{Text: "nobody answers"}),
		decoded: `{"operation": "tell", "arguments": {"text": "nobody answers"}}`,
	},
}

// enterOrders sends a header block that must be understood and returns the one of the reply.
func enterOrders(ctx context.Context, c ordersClient) (any, error) {
	declared := &orders.OpOrders11Enter
	var answer orders.Session
	_, err := c.Enter(ctx, &orders.Enter{Text: "x"},
		soap.WithHeader(soap.Header{Part: declared.In.Headers[0], Node: &orders.Session{User: "ann", Turn: 1}, MustUnderstand: true}),
		soap.HeaderInto(declared.Out.Headers[0], &answer))
	return answer, err
}
