package interop_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"example.com/wsgen/internal/interop/totals"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A totalsClient is the client of either version.
type totalsClient interface {
	Add(context.Context, *totals.Add, ...soap.CallOption) (*totals.AddResponse, error)
	Price(context.Context, *totals.Price, ...soap.CallOption) (*totals.PriceResponse, error)
	Mixed(context.Context, *totals.Mixed, ...soap.CallOption) (*totals.MixedResponse, error)
	Enter(context.Context, *totals.Enter, ...soap.CallOption) (*totals.EnterResponse, error)
	Ping(context.Context, *totals.Ping, ...soap.CallOption) (*totals.PingResponse, error)
	Tell(context.Context, *totals.Tell, ...soap.CallOption) error
}

func callTotals(ctx context.Context, t *testing.T, srv *server) int {
	v11, err := totals.NewTotals11(srv.addr + "/totals/11")
	if err != nil {
		t.Fatal(err)
	}
	v12, err := totals.NewTotals12(srv.addr + "/totals/12")
	if err != nil {
		t.Fatal(err)
	}
	return run[totalsClient](ctx, t, srv, "totals", "11", v11, totalsCalls) + run[totalsClient](ctx, t, srv, "totals", "12", v12, totalsCalls)
}

var basket = totals.Basket{Line: []totals.Line{{Code: "a", Count: 2, Price: xsd.Some(xsd.NewDecimal(250, 2))}, {Code: "b", Count: 1, Price: xsd.Some(xsd.NewDecimal(1, 0))}}}

var totalsCalls = []call[totalsClient]{
	{
		name: "add", do: send(totalsClient.Add, &totals.Add{A: 2, B: -5}),
		decoded: `{"operation": "add", "arguments": {"a": 2, "b": -5}}`, want: &totals.AddResponse{Sum: -3},
	},
	{
		name: "price", do: send(totalsClient.Price, &totals.Price{Basket: basket, Discount: xsd.NewDecimal(50, 2)}),
		decoded: `{"operation": "price", "arguments": {"discount": "0.50", "basket": {"line": [
			{"code": "a", "count": 2, "price": "2.50"}, {"code": "b", "count": 1, "price": "1"}]}}}`,
		want: &totals.PriceResponse{Basket: basket, Total: xsd.NewDecimal(550, 2)},
	},
	{
		name: "price, a fault with a detail", do: fail(totalsClient.Price, &totals.Price{}),
		decoded: `{"operation": "price", "arguments": {"discount": "0", "basket": {}}}`,
		want:    failure{Reason: "nothing to price", Detail: &totals.EmptyBasket{Reason: "empty"}},
	},
	{
		name: "mixed", do: send(totalsClient.Mixed, &totals.Mixed{Text: "t", Flag: true, Day: xsd.NewDate(2026, time.May, 17), Colour: totals.ColourRed}),
		decoded: `{"operation": "mixed", "arguments": {"text": "t", "flag": true, "day": "2026-05-17", "colour": "red"}}`,
		want:    &totals.MixedResponse{Text: "t true 2026-05-17 red"},
	},
	{
		name: "enter with header blocks", do: enterTotals,
		decoded: `{"operation": "enter", "arguments": {"text": "x"}, "headers": {"session": {"user": "ann", "turn": 1}}}`,
		want:    totals.Session{User: "ann", Turn: 2},
	},
	{
		name: "enter, a header block of a fault", do: expiredTotals,
		decoded: `{"operation": "session", "arguments": {}, "headers": {"session": {"user": "ann", "turn": -1}}}`,
		not:     map[string]string{"java": "faults of JAX-WS have no header blocks"},
		want:    totals.Expired{Since: xsd.NewDate(2026, time.May, 17)},
	},
	{
		name: "ping", do: send(totalsClient.Ping, new(totals.Ping)),
		decoded: `{"operation": "ping", "arguments": {}}`, want: new(totals.PingResponse),
	},
	{
		name: "tell, one way", do: tell(totalsClient.Tell, &totals.Tell{Text: "nobody answers"}),
		decoded: `{"operation": "tell", "arguments": {"text": "nobody answers"}}`,
	},
}

// enterTotals sends a header block that must be understood and returns the one of the reply.
func enterTotals(ctx context.Context, c totalsClient) (any, error) {
	declared := &totals.OpTotals11Enter
	var answer totals.Session
	_, err := c.Enter(ctx, &totals.Enter{Text: "x"},
		soap.WithHeader(soap.Header{Part: declared.In.Headers[0], Node: &totals.Session{User: "ann", Turn: 1}, MustUnderstand: true}),
		soap.HeaderInto(declared.Out.Headers[0], &answer))
	return answer, err
}

// expiredTotals sends a header block that the server refuses, and returns the block that the fault came with.
func expiredTotals(ctx context.Context, c totalsClient) (any, error) {
	_, err := c.Enter(ctx, &totals.Enter{Text: "x"},
		soap.WithHeader(soap.Header{Part: totals.OpTotals11Enter.In.Headers[0], Node: &totals.Session{User: "ann", Turn: -1}, MustUnderstand: true}))
	var fault *soap.Fault
	var expired *totals.Expired
	if !errors.As(err, &fault) || fault.Reason != "the session has expired" || !errors.As(err, &expired) {
		return nil, fmt.Errorf("no fault with a header block: %w", err)
	}
	return *expired, nil
}
