package soaptest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/soaptest"
	"example.com/wsgen/runtime/xsd"
)

// A recorder is a test whose failures are looked at.
type recorder struct {
	failures []string
	cleanups []func()
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, a ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, a...))
}
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }

// end runs the cleanups and returns the failures.
func (r *recorder) end() string {
	for _, f := range r.cleanups {
		f()
	}
	return strings.Join(r.failures, "\n")
}

func client(t *testing.T, s *soaptest.Server, opts ...soap.Option) *token.Client {
	t.Helper()
	opts = append(opts, soap.AllowInsecureLoopback())
	c, err := token.NewClient(s.URL, soap.UserPassword("u", "p"), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func granted(key string) *token.ObterTokenResponse {
	r := &token.ObterTokenResponse{Status: "OK"}
	r.Dados.ChaveToken = xsd.Secret(key)
	return r
}

var asked = &token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "E", DescritivoSoftware: "S"}

func TestAnswersComeInOrder(t *testing.T) {
	s := soaptest.NewServer(t)
	s.Reply(&token.OpObterToken, granted("k1"))
	s.Reply(&token.OpObterToken, &token.ObterTokenResponse{Status: "ERRO", Mensagem: "fila cheia"})
	s.Fault(&token.OpObterToken, &soap.Fault{Code: xsd.QName{Local: "Server"}, Reason: "pane"})
	s.Raw(&token.OpObterToken, http.StatusServiceUnavailable, "text/plain", "later")
	s.Drop(&token.OpObterToken)
	s.Reply(&token.OpObterToken, granted("k2")).Times(2)
	s.Sample(&token.OpObterToken, "../../specs/tce/samples/obterToken.response.xml")
	s.Reply(&token.OpObterToken, granted("k3")).Always()
	c := client(t, s)
	for i, want := range []any{
		"k1", new(*tce.Refusal), new(*soap.Fault), new(*soap.HTTPError), new(*soap.TransportError), "k2", "k2", "3f6c1a52-8e0d-4b7a-9c41-5d2e7f90a1b3", "k3", "k3",
	} {
		got, err := c.ObterToken(t.Context(), asked)
		if key, ok := want.(string); ok {
			if err != nil || string(got.Dados.ChaveToken) != key {
				t.Errorf("call %d: %v, want %s", i+1, err, key)
			}
		} else if !errors.As(err, want) {
			t.Errorf("call %d: %v, want %T", i+1, err, want)
		}
	}
	requests := soaptest.Requests[*token.ObterToken](s, &token.OpObterToken)
	if len(requests) != 10 {
		t.Fatalf("%d requests", len(requests))
	}
	for _, r := range requests {
		if diff := cmp.Diff(asked, r); diff != "" {
			t.Error(diff)
		}
	}
}

func TestDelayEndsWithTheCall(t *testing.T) {
	s := soaptest.NewServer(t)
	s.Reply(&token.OpObterToken, granted("k")).After(time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	c := client(t, s, soap.WithMiddleware(func(next soap.Handler) soap.Handler {
		return func(ctx context.Context, x *soap.Exchange) error {
			go func() { // once the request is there
				for len(soaptest.Requests[*token.ObterToken](s, &token.OpObterToken)) == 0 {
					time.Sleep(time.Millisecond)
				}
				cancel()
			}()
			return next(ctx, x)
		}
	}))
	if _, err := c.ObterToken(ctx, asked); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFailures(t *testing.T) {
	call := func(s *soaptest.Server) { _, _ = client(t, s).ObterToken(t.Context(), asked) }
	for _, tt := range []struct {
		name string
		run  func(*soaptest.Server)
		want string
	}{
		{"nothing is wrong", func(s *soaptest.Server) { s.Reply(&token.OpObterToken, granted("k")); call(s) }, ""},
		{"unexpected operation", call, "unexpected call of an operation with {http://token.ws.tce.sc.gov.br/}obterToken"},
		{"unexpected call", func(s *soaptest.Server) { s.Reply(&token.OpObterToken, granted("k")); call(s); call(s) }, "unexpected call of obterToken"},
		{"an answer is left", func(s *soaptest.Server) { s.Reply(&token.OpObterToken, granted("k")).Times(3); call(s) }, "obterToken was to be called 2 times more"},
		{"nothing has to ask for it", func(s *soaptest.Server) { s.Reply(&token.OpObterToken, granted("k")).Always() }, ""},
		{"another reply", func(s *soaptest.Server) { s.Reply(&token.OpObterToken, asked).Always() }, "the reply of obterToken is *token.ObterToken, want *token.ObterTokenResponse"},
		{"undeclared detail", func(s *soaptest.Server) {
			s.Fault(&token.OpObterToken, &soap.Fault{Detail: asked})
			call(s)
		}, "declares no fault detail"},
		{"other requests", func(s *soaptest.Server) {
			s.Reply(&token.OpObterToken, granted("k"))
			call(s)
			soaptest.Requests[*token.ObterTokenResponse](s, &token.OpObterToken)
		}, "the requests of obterToken are of type *token.ObterToken"},
		{"no SOAP", func(s *soaptest.Server) {
			resp, err := http.Post(s.URL, "text/plain", strings.NewReader("hello"))
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
		}, "no SOAP request"},
		{"a value that does not fit", func(s *soaptest.Server) {
			s.Reply(&token.OpObterToken, granted("k")).Always()
			body := `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><t:obterToken xmlns:t="http://token.ws.tce.sc.gov.br/"><codigoUg><x/></codigoUg></t:obterToken></e:Body></e:Envelope>`
			resp, err := http.Post(s.URL, "text/xml", strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
		}, "not a request of it"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := new(recorder)
			tt.run(soaptest.NewServer(r))
			if got := r.end(); got != "" && tt.want == "" || !strings.Contains(got, tt.want) {
				t.Errorf("failures %q, want %q", got, tt.want)
			}
		})
	}
}
