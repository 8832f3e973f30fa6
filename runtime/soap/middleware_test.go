package soap_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

func TestMiddlewareOrder(t *testing.T) {
	s := serve(t, handler(200, xmlType, replyOK))
	var order []string
	note := func(name string) soap.Middleware {
		return func(next soap.Handler) soap.Handler {
			return func(ctx context.Context, x *soap.Exchange) error {
				order = append(order, name+" in")
				err := next(ctx, x)
				order = append(order, fmt.Sprint(name, " out ", x.Status, " ", x.Attempt))
				return err
			}
		}
	}
	if _, err := obterToken(t.Context(), newClient(t, &binding, s.URL, soap.WithMiddleware(note("a"), note("b")))); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(order, ", "); got != "a in, b in, b out 200 1, a out 200 1" {
		t.Error(got)
	}
}

// TestRetryByMiddleware: the body is the same, credentials and reply are fresh, another host may take over.
func TestRetryByMiddleware(t *testing.T) {
	var bodies []string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		bodies = append(bodies, r.URL.Path+gunzip(t, r.Body))
		if len(bodies) == 1 {
			handler(200, xmlType, returns(`<dados><entry><key>situacao</key><value>left over</value></entry></dados><status>ERRO</status>`))(w, r)
			return
		}
		handler(200, xmlType, replyOK)(w, r)
	})
	asked := 0
	creds := soap.CredentialsFunc(func(context.Context) (string, string, error) {
		asked++
		return user, fmt.Sprint("password", asked), nil
	})
	retry := func(next soap.Handler) soap.Handler {
		return func(ctx context.Context, x *soap.Exchange) error {
			err := next(ctx, x)
			if errors.As(err, new(*soap.Refusal)) {
				x.Endpoint += "/standby"
				return next(ctx, x)
			}
			return err
		}
	}
	var meta soap.Reply
	out, err := obterToken(t.Context(), newClient(t, &binding, s.URL, soap.WithCredentials(creds), soap.WithMiddleware(retry)), soap.ReplyInto(&meta))
	if err != nil || out.Dados.Situacao != "" || out.Dados.Posicao != 2 {
		t.Fatalf("reply %+v, error %v", out, err)
	}
	if len(bodies) != 2 || meta.Attempts != 2 || asked != 2 {
		t.Fatalf("%d requests, %d attempts, %d credentials", len(bodies), meta.Attempts, asked)
	}
	if want := "/standby" + strings.Replace(strings.TrimPrefix(bodies[0], "/"), "password1", "password2", 1); bodies[1] != want {
		t.Errorf("second request %s\nwant %s", bodies[1], want)
	}
}

func TestMiddlewareAddsToTheRequest(t *testing.T) {
	var got http.Header
	var xml string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got, xml = r.Header, gunzip(t, r.Body)
		handler(200, xmlType, replyOK)(w, r)
	})
	add := func(next soap.Handler) soap.Handler {
		return func(ctx context.Context, x *soap.Exchange) error {
			x.HTTP.Set("Traceparent", "00-1")
			x.Headers = append(x.Headers, soap.Header{Raw: xsd.Raw{Name: xsd.QName{Local: "a"}, XML: "<a>1</a>"}})
			return next(ctx, x)
		}
	}
	if _, err := obterToken(t.Context(), newClient(t, &binding, s.URL, soap.WithMiddleware(add))); err != nil {
		t.Fatal(err)
	}
	if got.Get("Traceparent") != "00-1" || !strings.Contains(xml, "</wsse:Security><a>1</a></soapenv:Header>") {
		t.Errorf("%v\n%s", got, xml)
	}
}

func TestMiddlewareCanAnswer(t *testing.T) {
	answer := func(out xmltext.Node) soap.Option {
		return soap.WithMiddleware(func(soap.Handler) soap.Handler {
			return func(_ context.Context, x *soap.Exchange) error {
				x.Out = out
				return nil
			}
		})
	}
	out, err := obterToken(t.Context(), newClient(t, &binding, "https://example.com/", answer(&ObterTokenResponse{Status: "cached"})))
	if err != nil || out.Status != "cached" {
		t.Errorf("reply %+v, error %v", out, err)
	}
	if _, err = obterToken(t.Context(), newClient(t, &binding, "https://example.com/", answer(new(Status)))); !errors.As(err, new(*soap.ConfigError)) {
		t.Errorf("another type: error %v, want a ConfigError", err)
	}
}

func TestRedactedRequest(t *testing.T) {
	s := serve(t, handler(200, xmlType, replyOK))
	var seen string
	see := func(next soap.Handler) soap.Handler {
		return func(ctx context.Context, x *soap.Exchange) error {
			b, err := x.Request()
			seen = string(b)
			if err != nil {
				t.Error(err)
			}
			return next(ctx, x)
		}
	}
	if _, err := obterToken(t.Context(), newClient(t, &binding, s.URL, soap.WithMiddleware(see))); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(seen, "<wsse:Username>[redacted]</wsse:Username>") || !strings.Contains(seen, "<tok:obterToken>") || strings.Contains(seen, password) {
		t.Error(seen)
	}
}
