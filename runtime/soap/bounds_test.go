package soap_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

const megabyte = 1 << 20

// A fault without its detail says more than an error about the detail.
func TestLongDetailIsLeftOut(t *testing.T) {
	fault := func(size int) string {
		return body11(`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring><detail><a>` + strings.Repeat("x<b/>", size/5) + `</a></detail></soap:Fault>`)
	}
	for _, size := range []int{megabyte / 2, 3 * megabyte} {
		s := serve(t, handler(500, xmlType, fault(size)))
		_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
		var f *soap.Fault
		if !errors.As(err, &f) || f.Reason != "no" || f.Raw.Name.Local != "detail" {
			t.Fatalf("%d bytes: error %v", size, err)
		}
		if f.Oversize != (size > megabyte) || (f.Raw.XML == "") != f.Oversize {
			t.Errorf("%d bytes: oversize %v, kept %d", size, f.Oversize, len(f.Raw.XML))
		}
	}
}

func TestReasonsAreBounded(t *testing.T) {
	texts := strings.Repeat(`<e:Text xml:lang="pt">x</e:Text>`, 1000)
	s := serve(t, handler(500, "application/soap+xml", open12+`<e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason>`+texts+`</e:Reason></e:Fault></e:Body></e:Envelope>`))
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	var f *soap.Fault
	if !errors.As(err, &f) || f.Reason != "x" || len(f.Reasons) != 256 {
		t.Errorf("error %v, fault %v", err, f)
	}
}

// Header blocks are not left out: they may have to be understood.
func TestHeaderBytesAreBounded(t *testing.T) {
	reply := func(blocks int) string {
		block := `<a>` + strings.Repeat("x", megabyte/4) + `</a>`
		return strings.Replace(replyOK, "<soap:Body>", "<soap:Header>"+strings.Repeat(block, blocks)+"</soap:Header><soap:Body>", 1)
	}
	s := serve(t, handler(200, xmlType, reply(3)))
	if _, err := obterToken(t.Context(), newClient(t, &binding, s.URL)); err != nil {
		t.Error(err)
	}
	s = serve(t, handler(200, xmlType, reply(5)))
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	var limit *xmltext.LimitError
	var d *soap.DecodeError
	if !errors.As(err, &limit) || limit.Max != megabyte || !errors.As(err, &d) || !strings.HasPrefix(d.Path, "/Envelope/Header/a") {
		t.Errorf("error %v, want a LimitError at the block", err)
	}
}

// A reply that is there already, or made of little by decompression, does not outlive its call.
func TestDecodingEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	spaces := strings.Repeat(" ", 4*megabyte)
	reads := 0
	d := doerFunc(func(r *http.Request) (*http.Response, error) {
		src := io.MultiReader(strings.NewReader(open11), strings.NewReader(spaces), strings.NewReader(strings.TrimPrefix(replyOK, open11)))
		body := readerFunc(func(p []byte) (int, error) {
			if reads++; reads == 3 {
				cancel()
			}
			return src.Read(p)
		})
		return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {xmlType}}, Body: io.NopCloser(body), Request: r}, nil
	})
	_, err := obterToken(ctx, newClient(t, &binding, "https://soap.example/", soap.WithHTTPClient(d)))
	var tr *soap.TransportError
	if !errors.As(err, &tr) || !errors.Is(err, context.Canceled) || !tr.MaybeArrived || reads != 3 {
		t.Errorf("%d reads, error %v, want a TransportError after the third", reads, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// An error status with a message that is no fault shows the message, however it is read.
func TestHTTPErrorShowsAMessage(t *testing.T) {
	long := strings.Replace(replyOK, "Token criado", strings.Repeat("x", 100_000), 1)
	for name, test := range map[string]struct {
		reply string
		want  string
	}{
		"short":        {replyOK, replyOK},
		"with secrets": {strings.Replace(replyOK, "criado", password, 1), strings.Replace(replyOK, "criado", "[redacted]", 1)},
		"long":         {long, long[:4096]},
	} {
		for _, packed := range []bool{false, true} {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				reply := test.reply
				if packed {
					w.Header().Set("Content-Encoding", "gzip")
					reply = gzipped(reply)
				}
				handler(503, xmlType, reply)(w, r)
			})
			_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
			var h *soap.HTTPError
			if !errors.As(err, &h) || h.Reason != "a SOAP message that is no fault" || string(h.Body) != test.want {
				t.Errorf("%s, packed %v: error %v\n got %.200s\nwant %.200s", name, packed, err, h.Body, test.want)
			}
		}
	}
}

func TestZeroValuesDoNotPanic(t *testing.T) {
	x := new(soap.Exchange)
	if b, err := x.Request(); err == nil {
		t.Errorf("request %q of no call", b)
	}
	a := new(soap.Attempt)
	a.Hide("secret")
	for _, v := range []any{x, (*soap.Exchange)(nil), a, soap.Header{}, soap.Reply{}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			if s := fmt.Sprintf(verb, v); s == "" || strings.Contains(s, "PANIC") {
				t.Errorf("%T under %s: %q", v, verb, s)
			}
		}
	}
}
