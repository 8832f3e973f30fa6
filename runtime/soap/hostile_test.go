package soap_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const open12 = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">`

// TestEnvelopeForms: what a receiver can read in two ways is an error, not drift.
func TestEnvelopeForms(t *testing.T) {
	body := strings.TrimSuffix(strings.TrimPrefix(replyOK, open11), "</soap:Envelope>")
	const block = `<soap:Header><a soap:mustUnderstand="1"/></soap:Header>`
	const fault = `<soap:Fault><faultcode>soap:Client</faultcode><faultstring>no</faultstring></soap:Fault>`
	for _, test := range []struct {
		name, reply string
		want        any // nil: no error
		text        string
	}{
		{"two bodies", open11 + body + body + `</soap:Envelope>`, new(*soap.DecodeError), "/Envelope/Body: element is repeated"},
		{"two headers", open11 + `<soap:Header/>` + block + body + `</soap:Envelope>`, new(*soap.DecodeError), "/Envelope/Header: element is repeated"},
		{"header behind the body", open11 + body + block + `</soap:Envelope>`, new(*soap.HeaderError), ""},
		{"another body of 1.2", open11 + body + `<e:Body xmlns:e="http://www.w3.org/2003/05/soap-envelope"/></soap:Envelope>`, new(*soap.DecodeError), "/Envelope/Body"},
		{"two replies", open11 + strings.Replace(body, "</soap:Body>", strings.TrimPrefix(body, "<soap:Body>"), 1) + `</soap:Envelope>`, new(*soap.DecodeError), "/Envelope/Body/obterTokenResponse: element is repeated"},
		{"two returns", strings.Replace(replyOK, "</return>", "</return><return><status>ERRO</status></return>", 1), new(*soap.DecodeError), "/Envelope/Body/obterTokenResponse/return: element is repeated"},
		{"body of 1.1 in 1.2", open12 + body + `</e:Envelope>`, new(*soap.VersionError), ""},
		{"fault of 1.1 in 1.2", open12 + `<e:Body>` + fault + `</e:Body></e:Envelope>`, new(*soap.Fault), "fault Client: no"},
		{"fault beside the reply", strings.Replace(replyOK, "</soap:Body>", fault+"</soap:Body>", 1), new(*soap.Fault), ""},
		{"fault without a namespace", body11(`<Fault><faultcode>Client</faultcode></Fault>`), new(*soap.DecodeError), ""},
		{"fault without an envelope", strings.Replace(fault, ">", ` xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">`, 1), new(*soap.DecodeError), "/Fault"},
		{"byte order mark against the field", "\xef\xbb\xbf" + replyOK, nil, ""},
		{"unknown encoding", `<?xml version="1.0" encoding="EBCDIC-X"?>` + replyOK, new(*soap.DecodeError), "encoding"},
		{"prolog and epilog", "<?xml version=\"1.0\"?><!-- a --> " + replyOK + "<?b c?><!-- d -->\n", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			contentType := "text/xml"
			if strings.HasPrefix(test.name, "byte") {
				contentType += "; charset=ISO-8859-1"
			}
			s := serve(t, handler(200, contentType, test.reply))
			out, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
			switch {
			case test.want == nil && err == nil && out.Mensagem == "Token criado com sucesso":
			case test.want == nil, !errors.As(err, test.want), !strings.Contains(err.Error(), test.text), out != nil:
				t.Errorf("reply %v, error %T %v, want %T with %q", out, err, err, test.want, test.text)
			}
		})
	}
}

// TestDamagedGzip: neither a reply nor the empty answer to a one-way message.
func TestDamagedGzip(t *testing.T) {
	whole := gzipped(replyOK)
	flip := func(fromEnd int) string {
		b := []byte(whole)
		b[len(b)-fromEnd] ^= 1
		return string(b)
	}
	for _, test := range []struct{ name, body, text string }{
		{"checksum", flip(8), "checksum"},
		{"size", flip(1), "checksum"},
		{"no trailer", whole[:len(whole)-8], "unexpected EOF"},
		{"half", whole[:len(whole)/2], "unexpected EOF"},
		{"only a start", whole[:4], "unexpected EOF"},
		{"something behind", whole + "<html><body>", "invalid header"},
		{"plain text", replyOK, "invalid header"},
	} {
		for _, status := range []int{200, 500} {
			t.Run(fmt.Sprint(test.name, " ", status), func(t *testing.T) {
				s := serve(t, func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Content-Encoding", "gzip")
					handler(status, xmlType, test.body)(w, r)
				})
				c := newClient(t, &binding, s.URL)
				_, err := obterToken(t.Context(), c)
				oneWay := soap.Send(t.Context(), c, &OpAvisar, &ObterToken{CodigoUg: "1"}, nil)
				for _, err := range []error{err, oneWay} {
					var want any = new(*soap.DecodeError)
					if status != 200 {
						want = new(*soap.HTTPError)
					}
					if !errors.As(err, want) || !strings.Contains(err.Error(), "decompressing: ") || !strings.Contains(err.Error(), test.text) {
						t.Errorf("error %T %v, want %T with %q", err, err, want, test.text)
					}
				}
			})
		}
	}
}

// TestLongPrologIsNotKept: comments before the root cost no memory, and an envelope behind them is still read.
func TestLongPrologIsNotKept(t *testing.T) {
	comment := "<!--" + strings.Repeat("x", 10_000) + "-->"
	prolog := strings.Repeat(comment, 500)
	reply := gzipped(prolog + replyOK)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		handler(200, xmlType, reply)(w, r)
	})
	c := newClient(t, &binding, s.URL)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := obterToken(t.Context(), c)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Error(err)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > uint64(len(prolog)-1<<20) {
		t.Errorf("%d bytes allocated for a prolog of %d", n, len(prolog))
	}
}

// TestErrorPageThatHangs: the connection of a page that never ends is given up soon after the error is known.
func TestErrorPageThatHangs(t *testing.T) {
	release := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		handler(503, "text/html", "<html>"+strings.Repeat("busy ", 2000))(w, r)
		w.(http.Flusher).Flush()
		<-release
	})
	defer close(release)
	start := time.Now()
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	var h *soap.HTTPError
	if !errors.As(err, &h) || h.StatusCode != 503 || len(h.Body) != 4096 {
		t.Errorf("error %v, want an HTTPError", err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

// TestErrorPageThatBreaksOff: the status is told; of a page that comes too slowly, with the limit.
func TestErrorPageThatBreaksOff(t *testing.T) {
	release := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Length", "1000")
		w.WriteHeader(503)
		io.WriteString(w, "<html>busy")
		w.(http.Flusher).Flush()
		if r.URL.Path == "/hang" {
			<-release
		}
	})
	defer close(release)
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	var h *soap.HTTPError
	if !errors.As(err, &h) || h.StatusCode != 503 || string(h.Body) != "<html>busy" {
		t.Errorf("error %T %v, want an HTTPError with what came", err, err)
	}
	_, err = obterToken(t.Context(), newClient(t, &binding, s.URL+"/hang"), soap.CallTimeout(time.Second))
	var e *soap.TransportError
	if !errors.As(err, &e) || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "reading the reply, HTTP 503: no reply within 1s") {
		t.Errorf("error %T %v, want a TransportError that tells the status and the limit", err, err)
	}
}

// TestSlowCredentials: the limit holds for the function that fetches them, in Build too, and is told.
func TestSlowCredentials(t *testing.T) {
	creds := soap.CredentialsFunc(func(ctx context.Context) (string, string, error) {
		<-ctx.Done()
		return "", "", ctx.Err()
	})
	c := newClient(t, &binding, "https://soap.example/", soap.WithCredentials(creds), soap.WithTimeout(20*time.Millisecond))
	_, err := obterToken(t.Context(), c)
	_, built := soap.Build(t.Context(), c, &OpObterToken, &ObterToken{CodigoUg: "1"})
	for _, err := range []error{err, built} {
		var e *soap.TransportError
		if !errors.As(err, &e) || e.MaybeArrived || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "credentials: no reply within 20ms, the client's limit") {
			t.Errorf("error %T %v", err, err)
		}
	}
}

// TestMistakenCallers: an error and no panic, and nothing is sent.
func TestMistakenCallers(t *testing.T) {
	var sent atomic.Int64
	doer := doerFunc(func(*http.Request) (*http.Response, error) { sent.Add(1); return nil, nil })
	c := newClient(t, &binding, "https://soap.example/", soap.WithHTTPClient(doer))
	in := &ObterToken{CodigoUg: "1"}
	field := func(name, value string) *soap.Client {
		return newClient(t, &binding, "https://soap.example/", soap.WithHTTPClient(doer), soap.WithMiddleware(func(next soap.Handler) soap.Handler {
			return func(ctx context.Context, x *soap.Exchange) error {
				x.HTTP[name] = []string{value}
				return next(ctx, x)
			}
		}))
	}
	basic := queueBinding(soap.V11, xmltext.Prefixed)
	basic.Security = soap.Basic{}
	for name, call := range map[string]func() error{
		"no client":  func() error { return soap.Send(t.Context(), nil, &OpObterToken, in, nil) },
		"no context": func() error { return soap.Send(nil, c, &OpObterToken, in, nil) }, //lint:ignore SA1012 the point of it
		"no request": func() error { return soap.Send(t.Context(), c, &OpObterToken, nil, nil) },
		"a nil pointer": func() error {
			return soap.Send(t.Context(), c, &OpObterToken, (*ObterToken)(nil), nil)
		},
		"no node for a header": func() error {
			return soap.Send(t.Context(), c, &OpObterToken, in, []soap.CallOption{soap.HeaderInto(soap.Part{}, nil)})
		},
		"line in a field": func() error { return soap.Send(t.Context(), field("X-Note", "a\r\nb: c"), &OpObterToken, in, nil) },
		"name of a field": func() error { return soap.Send(t.Context(), field("X Note", "a"), &OpObterToken, in, nil) },
		"colon in Basic": func() error {
			c := newClient(t, basic, "https://soap.example/", soap.WithHTTPClient(doer), soap.WithCredentials(soap.UserPassword("a:b", "c")))
			return soap.Send(t.Context(), c, queueOperation(basic), &GetStatus{"1"}, nil)
		},
		"no http.Client": func() error {
			_, err := soap.NewClient(&binding, "https://soap.example/", soap.WithHTTPClient((*http.Client)(nil)))
			return err
		},
	} {
		err := call()
		if !errors.As(err, new(*soap.ConfigError)) && !errors.As(err, new(*soap.RequestError)) {
			t.Errorf("%s: error %T %v", name, err, err)
		}
	}
	if sent.Load() != 0 {
		t.Errorf("%d requests sent", sent.Load())
	}
	_, err := obterToken(t.Context(), c)
	if !errors.As(err, new(*soap.TransportError)) {
		t.Errorf("a Doer that returns nothing: error %T %v", err, err)
	}
}

// TestRawHeaderStartsWithItsElement: what may stand before a root may not stand in a header.
func TestRawHeaderStartsWithItsElement(t *testing.T) {
	c := newClient(t, &binding, "https://soap.example/")
	for text, ok := range map[string]bool{
		"\n  <a/>\n": true, `<a/><!-- b -->`: true,
		`<?xml version="1.0"?><a/>`: false, `<!-- b --><a/>`: false, "\ufeff<a/>": false, "<": false, "a": false,
	} {
		_, err := soap.Build(t.Context(), c, &OpObterToken, &ObterToken{CodigoUg: "1"}, soap.WithHeader(soap.Header{Raw: xsd.Raw{XML: text}}))
		if (err == nil) != ok {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

// TestFloods: many small things cost no more memory than they are worth.
func TestFloods(t *testing.T) {
	const n = 100_000
	for _, test := range []struct {
		name, reply string
		want        any
	}{
		{"header blocks", open11 + `<soap:Header>` + strings.Repeat("<a/>", n) + `</soap:Header>` + strings.TrimPrefix(replyOK, open11), new(*xmltext.LimitError)},
		{"detail entries", body11(`<soap:Fault><detail>` + strings.Repeat("<a/>", n) + `</detail></soap:Fault>`), new(*soap.Fault)},
		{"attributes", body11(`<a` + strings.Repeat(` a="1"`, n) + `/>`), new(*soap.DecodeError)},
		{"depth", body11(strings.Repeat("<a>", n)), new(*xmltext.LimitError)},
	} {
		s := serve(t, handler(500, xmlType, test.reply))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
		runtime.ReadMemStats(&after)
		if !errors.As(err, test.want) {
			t.Errorf("%s: error %T %.200v, want %T", test.name, err, err, test.want)
		}
		if got, most := after.TotalAlloc-before.TotalAlloc, uint64(16*len(test.reply)+4<<20); got > most {
			t.Errorf("%s: %d bytes allocated for %d, want at most %d", test.name, got, len(test.reply), most)
		}
	}
}
