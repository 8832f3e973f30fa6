package soap

import (
	"context"
	"net/http"
	"strings"

	"example.com/wsgen/runtime/transport"
)

// request makes the HTTP request of one attempt.
func (k *call) request(ctx context.Context, s *signed) (*http.Request, error) {
	b, h := k.op.Binding, s.header
	if strings.ContainsAny(k.op.Action, "\"\\\r\n") {
		return nil, k.c.misconfigured(k.op.Name, "the action has characters that a header field can't have")
	}
	if b.Version == V12 {
		t := "application/soap+xml; charset=utf-8"
		if k.op.Action != "" {
			t += `; action="` + k.op.Action + `"`
		}
		h.Set("Content-Type", t)
	} else {
		h.Set("Content-Type", "text/xml; charset=utf-8")
		h.Set("SOAPAction", `"`+k.op.Action+`"`)
	}
	return k.NewRequest(ctx, http.MethodPost, s.endpoint, h, s.envelope, b.Gzip)
}

// send performs one attempt.
func (k *call) send(ctx context.Context, x *Exchange, s *signed) error {
	make := func(ctx context.Context) (*http.Request, error) { return k.request(ctx, s) }
	return k.Send(ctx, s.endpoint, make, func(ctx context.Context, resp *http.Response, body *transport.Body) error {
		return k.receive(ctx, x, resp, body)
	})
}
