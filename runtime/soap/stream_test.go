package soap_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

var protocols = soap.Field[string]{
	Wrap: func(out xmltext.Node, each func(*xmltext.Decoder)) xmltext.Node { return xmltext.Each(out, 1, each) },
	Item: func(d *xmltext.Decoder, x *string) { d.Str(x) },
}

// listing is a reply whose status comes after its items.
func listing(n int, end string) string {
	var b strings.Builder
	b.WriteString(open11 + `<soap:Body><getExportProtocolStatusResponse>`)
	for i := range n {
		fmt.Fprintf(&b, "<protocolo>%d</protocolo>", i)
	}
	return b.String() + end
}

const listingEnd = `<status>feito</status></getExportProtocolStatusResponse></soap:Body></soap:Envelope>`

func TestStream(t *testing.T) {
	const items = 5000
	for _, test := range []struct {
		name, body string
		items      int
		want       any // nil: no error
	}{
		{"all", listing(items, listingEnd), items, nil},
		{"none", listing(0, listingEnd), 0, nil},
		{"fault", body11(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>no</faultstring></soap:Fault>`), 0, new(*soap.Fault)},
		{"truncated", listing(items, ""), items, new(*soap.DecodeError)},
		{"garbage", listing(items, listingEnd+"x"), items, new(*soap.DecodeError)},
		{"page", "<html>", 0, new(*soap.HTTPError)},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve(t, handler(200, "text/html", test.body))
			b := queueBinding(soap.V11, xmltext.Prefixed)
			out := new(Status)
			n := 0
			var last error
			for x, err := range soap.Stream(t.Context(), newClient(t, b, s.URL), queueOperation(b), &GetStatus{"1"}, out, protocols, nil) {
				if last != nil {
					t.Fatal("a pair after the error")
				}
				if last = err; err != nil {
					if x != nil {
						t.Errorf("item %q with error %v", *x, err)
					}
					continue
				}
				if *x != fmt.Sprint(n) {
					t.Fatalf("item %q, want %d", *x, n)
				}
				n++
			}
			if n != test.items {
				t.Errorf("%d items, want %d", n, test.items)
			}
			if test.want == nil && (last != nil || out.Status != "feito" || len(out.Protocolo) != 0) {
				t.Errorf("error %v, reply %+v", last, out)
			}
			if test.want != nil && !errors.As(last, test.want) {
				t.Errorf("error %T %v, want %T", last, last, test.want)
			}
		})
	}
}

// TestStreamYieldsEarly: items come while the server is still writing, and a break closes the reply.
func TestStreamYieldsEarly(t *testing.T) {
	gone := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		io.WriteString(w, listing(3, ""))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		close(gone)
	})
	b := queueBinding(soap.V11, xmltext.Prefixed)
	n := 0
	for _, err := range soap.Stream(t.Context(), newClient(t, b, s.URL), queueOperation(b), &GetStatus{"1"}, new(Status), protocols, nil) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d items", n)
	}
	select {
	case <-gone:
	case <-time.After(5 * time.Second):
		t.Error("the connection is still open after the break")
	}
}

// TestStreamRefusal: the refusal is known last.
func TestStreamRefusal(t *testing.T) {
	s := serve(t, handler(200, xmlType, returns(`<dados><entry><key>posicao</key><value>1</value></entry></dados><mensagem>m</mensagem><status>ERRO</status>`)))
	at := soap.Field[int32]{
		Wrap: func(out xmltext.Node, each func(*xmltext.Decoder)) xmltext.Node {
			x := out.(*ObterTokenResponse)
			return xmltext.Each(out, obterTokenResponse_dados, func(d *xmltext.Decoder) {
				d.Struct(&tDados, xmltext.Each(&x.Dados, dados_posicao, each))
			})
		},
		Item: func(d *xmltext.Decoder, x *int32) { d.Int32(x) },
	}
	out := new(ObterTokenResponse)
	var got []string
	for x, err := range soap.Stream(t.Context(), newClient(t, &binding, s.URL), &OpObterToken, &ObterToken{CodigoUg: "1"}, out, at, nil) {
		if err != nil {
			got = append(got, fmt.Sprintf("%T", err))
		} else {
			got = append(got, fmt.Sprint(*x))
		}
	}
	if fmt.Sprint(got) != "[1 *soap_test.Refusal]" || out.Mensagem != "m" {
		t.Errorf("pairs %v, reply %+v", got, out)
	}
}

func TestStreamIsNotRepeatedAfterItems(t *testing.T) {
	n := 0
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n++
		handler(200, xmlType, listing(2, ""))(w, r)
	})
	b := queueBinding(soap.V11, xmltext.Prefixed)
	retry := soap.WithMiddleware(func(next soap.Handler) soap.Handler {
		return func(ctx context.Context, x *soap.Exchange) error {
			if err := next(ctx, x); err == nil {
				return nil
			}
			return next(ctx, x)
		}
	})
	var last error
	for _, last = range soap.Stream(t.Context(), newClient(t, b, s.URL, retry), queueOperation(b), &GetStatus{"1"}, new(Status), protocols, nil) {
	}
	if n != 1 || !errors.As(last, new(*soap.RequestError)) {
		t.Errorf("%d requests, error %v", n, last)
	}
}
