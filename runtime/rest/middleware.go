package rest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// A Handler performs an exchange.
type Handler func(context.Context, *Exchange) error

// A Middleware wraps a handler. The innermost handler encodes the body once, asks for credentials anew for each attempt,
// sends, and decodes the reply. A middleware that calls next again retries: only it can know that this is safe (see
// [TransportError.MaybeArrived]). One that returns nil without the reply of next vouches for what is in Out. Logins
// don't pass it.
type Middleware func(next Handler) Handler

// An Exchange is one call as middleware sees it. Credentials are added behind it and never show up in
// it; fmt prints operation, endpoint and status.
type Exchange struct {
	Op *Operation
	// Endpoint may be changed, for a stand-by host; the client's rules for endpoints hold.
	Endpoint string
	// HTTP holds fields to add to the request; Reply those of the reply, without cookies.
	HTTP, Reply http.Header
	// In is the request. Out is the reply, a fresh one for each attempt; nil where there is none.
	In, Out xmltext.Node
	// Attempt counts from 1 once the innermost handler ran; Status is the HTTP status, 0 without a reply.
	Attempt, Status int

	call *call
}

// Request returns the body of the request as it can be shown: a placeholder stands for each value. Which
// members are there, and which are not, is seen. An exchange that no call made has none.
func (x *Exchange) Request() ([]byte, error) {
	switch {
	case x == nil || x.call == nil:
		return nil, errors.New("exchange without a call")
	case x.Op.In == nil || x.Op.NoBody:
		return nil, nil
	}
	body, err := jsontext.Append(nil, x.Op.In.Form, x.In, nil)
	if err != nil {
		return nil, x.call.RequestError(err)
	}
	return maskValues(body), nil
}

// String returns the operation, the endpoint and the status.
func (x *Exchange) String() string {
	if x == nil || x.Op == nil {
		return "exchange without an operation"
	}
	u, _ := url.Parse(x.Endpoint)
	return fmt.Sprintf("%s at %s: attempt %d, status %d", x.Op.Name, transport.SafeURL(u), x.Attempt, x.Status)
}

// Format prints what String returns under every verb.
func (x *Exchange) Format(f fmt.State, verb rune) {
	transport.FormatName(f, verb, x.String(), "&rest.Exchange{"+x.String()+"}")
}

// LogValue returns what String returns.
func (x *Exchange) LogValue() slog.Value { return slog.StringValue(x.String()) }
