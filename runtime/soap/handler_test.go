package soap_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// served is obterToken without credentials, so that each test says what is asked of a caller.
func served(b soap.Binding) *soap.Operation {
	b.Security = nil
	return &soap.Operation{Binding: &b, Name: OpObterToken.Name, In: OpObterToken.In, Out: OpObterToken.Out, Faults: faults(), Status: OpObterToken.Status, Validate: true}
}

func grant(_ context.Context, req *ObterToken) (*ObterTokenResponse, error) {
	return &ObterTokenResponse{Mensagem: "for " + req.CodigoUg, Status: "OK"}, nil
}

func TestHandlerAnswersItsOwnClient(t *testing.T) {
	for _, version := range []soap.Version{soap.V11, soap.V12} {
		for _, style := range []xmltext.Style{xmltext.Prefixed, xmltext.DefaultNamespace} {
			for _, gzip := range []bool{true, false} {
				t.Run(fmt.Sprint(version, style, gzip), func(t *testing.T) {
					b := binding
					b.Version, b.Prefixes, b.Gzip = version, style, gzip
					op := served(b)
					s := httptest.NewServer(soap.NewHandler(op, grant))
					t.Cleanup(s.Close)
					got, err := soap.Call(t.Context(), newClient(t, op.Binding, s.URL), op, &ObterToken{"10006", "<E>", "S & T", noExtra}, new(ObterTokenResponse), nil)
					if err != nil || got.Mensagem != "for 10006" {
						t.Errorf("got %+v, %v", got, err)
					}
				})
			}
		}
	}
}

const (
	ask11 = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">%s<e:Body>%s</e:Body></e:Envelope>`
	ask12 = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope">%s<e:Body>%s</e:Body></e:Envelope>`
	askOK = `<t:obterToken xmlns:t="http://token.ws.tce.sc.gov.br/"><codigoUg>1</codigoUg><descricaoEmpresaTI>E</descricaoEmpresaTI><descritivoSoftware>S</descritivoSoftware></t:obterToken>`
)

// post sends a body to a handler.
func post(h http.Handler, body string, spoil func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "text/xml; charset=utf-8")
	if spoil != nil {
		spoil(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHandlerRefusesBadRequests(t *testing.T) {
	good := fmt.Sprintf(ask11, "", askOK)
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	must := `<e:Header><x:S xmlns:x="urn:x" e:mustUnderstand="1"/></e:Header>`
	for _, test := range []struct {
		name, body string
		spoil      func(*http.Request)
		status     int
		text       string
	}{
		{"GET", "", func(r *http.Request) { r.Method = http.MethodGet }, 405, "Method Not Allowed"},
		{"a form", good, header("Content-Type", "text/plain"), 415, "Unsupported"},
		{"no type", good, func(r *http.Request) { r.Header.Del("Content-Type") }, 415, "Unsupported"},
		{"brotli", good, header("Content-Encoding", "br"), 415, "Unsupported"},
		{"not gzip", good, header("Content-Encoding", "gzip"), 500, "soapenv:Client</faultcode><faultstring>the body is not gzip"},
		{"cut gzip", gzipped(good)[:60], header("Content-Encoding", "gzip"), 500, "soapenv:Client</faultcode>"},
		{"empty", "", nil, 500, "soapenv:Client</faultcode>"},
		{"malformed", good[:len(good)-3], nil, 500, "soapenv:Client</faultcode>"},
		{"no envelope", "<x/>", nil, 500, "soapenv:Client</faultcode>"},
		{"no body", strings.ReplaceAll(good, "e:Body", "e:Corpo"), nil, 500, "/Envelope/Body"},
		{"other operation", fmt.Sprintf(ask11, "", "<x/>"), nil, 500, "/Envelope/Body/obterToken: expected element is missing"},
		{"twice", fmt.Sprintf(ask11, "", askOK+askOK), nil, 500, "element is repeated"},
		{"after the end", good + "<x/>", nil, 500, "soapenv:Client</faultcode>"},
		{"a fault", fmt.Sprintf(ask11, "", "<e:Fault><faultcode>e:Client</faultcode></e:Fault>"), nil, 500, "a fault is no request"},
		{"doctype", `<!DOCTYPE x [<!ENTITY a "b">]>` + good, nil, 500, "soapenv:Client</faultcode>"},
		{"facet", strings.Replace(good, "<codigoUg>1<", "<codigoUg>SECRETO<", 1), nil, 500, "soapenv:Client</faultcode>"},
		{"must understand", fmt.Sprintf(ask11, must, askOK), nil, 500, "soapenv:MustUnderstand</faultcode><faultstring>header {urn:x}S"},
		{"must understand, 1.2", fmt.Sprintf(ask12, must, askOK), header("Content-Type", "application/soap+xml"), 500, "soapenv:MustUnderstand</soapenv:Value>"},
		{"other operation, 1.2", fmt.Sprintf(ask12, "", "<x/>"), header("Content-Type", "application/soap+xml"), 400, "soapenv:Sender</soapenv:Value>"},
		{"mixed versions", strings.Replace(fmt.Sprintf(ask12, "", askOK), "<e:Body>", `<o:Body xmlns:o="http://schemas.xmlsoap.org/soap/envelope/"/><e:Body>`, 1), nil, 400, "/Envelope/Body"},
		{"too long", fmt.Sprintf(ask11, "", strings.Replace(askOK, ">E<", ">"+strings.Repeat("E", 3000)+"<", 1)), nil, 500, "soapenv:Client</faultcode>"},
		{"too long when unpacked", gzipped(fmt.Sprintf(ask11, "", strings.Replace(askOK, ">E<", ">"+strings.Repeat("E", 3000)+"<", 1))), header("Content-Encoding", "gzip"), 500, "soapenv:Client</faultcode>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			called := false
			h := soap.NewHandler(served(binding), func(ctx context.Context, req *ObterToken) (*ObterTokenResponse, error) {
				called = true
				return grant(ctx, req)
			}, soap.ServeLimits(xmltext.Limits{Document: 2000}))
			w := post(h, test.body, test.spoil)
			if w.Code != test.status || !strings.Contains(w.Body.String(), test.text) {
				t.Errorf("got %d %s\nwant %d with %q", w.Code, w.Body, test.status, test.text)
			}
			if called || strings.Contains(w.Body.String(), "SECRETO") {
				t.Errorf("called is %v: %s", called, w.Body)
			}
		})
	}
}

func TestHandlerErrors(t *testing.T) {
	upstream := &soap.Fault{Code: xsd.QName{Local: "Server"}, Reason: "SEGREDO"}
	for _, test := range []struct {
		name   string
		err    error
		want11 string
		want12 string
		hidden string
	}{
		{"any", errors.New("SEGREDO"),
			"<faultcode>soapenv:Server</faultcode><faultstring>internal error</faultstring>", "soapenv:Receiver</soapenv:Value></soapenv:Code><soapenv:Reason><soapenv:Text xml:lang=\"en\">internal error<", "obterToken: SEGREDO"},
		{"wrapped fault of another service", fmt.Errorf("asking: %w", upstream), "internal error", "internal error", "asking"},
		{"fault", &soap.Fault{Code: xsd.QName{Local: "Client"}, Reason: "a < b\x00", Actor: "urn:a"},
			"<faultcode>soapenv:Client</faultcode><faultstring>a &lt; b</faultstring><faultactor>urn:a</faultactor>", "soapenv:Sender</soapenv:Value>", ""},
		{"own code", &soap.Fault{Code: xsd.QName{Space: "urn:x", Local: "Full"}, Reason: "full"},
			`<faultcode xmlns:f="urn:x">f:Full</faultcode>`, `soapenv:Receiver</soapenv:Value><soapenv:Subcode><soapenv:Value xmlns:f="urn:x">f:Full</soapenv:Value>`, ""},
		{"detail", &soap.Fault{Reason: "x", Detail: &Exception{Message: "m"}},
			"<detail><tok:Exception><message>m</message></tok:Exception></detail>", "<soapenv:Detail><tok:Exception>", ""},
		{"undeclared detail", &soap.Fault{Reason: "SEGREDO", Detail: &ObterToken{}}, "internal error", "internal error", "declares no fault detail"},
		{"nothing", nil, "internal error", "internal error", "neither a reply nor an error"},
	} {
		for i, want := range []string{test.want11, test.want12} {
			t.Run(fmt.Sprint(test.name, i), func(t *testing.T) {
				var hidden error
				h := soap.NewHandler(served(binding), func(context.Context, *ObterToken) (*ObterTokenResponse, error) { return nil, test.err },
					soap.ServeErrors(func(_ context.Context, err error) { hidden = err }))
				w := post(h, fmt.Sprintf([]string{ask11, ask12}[i], "", askOK), nil)
				if got := w.Body.String(); !strings.Contains(got, want) || strings.Contains(got, "SEGREDO") {
					t.Errorf("got %s\nwant %s", got, want)
				}
				if fmt.Sprint(hidden) != "<nil>" && test.hidden == "" || test.hidden != "" && !strings.Contains(fmt.Sprint(hidden), test.hidden) {
					t.Errorf("hidden error is %v, want %q", hidden, test.hidden)
				}
			})
		}
	}
}

func TestHandlerFaultReachesItsOwnClient(t *testing.T) {
	want := &soap.Fault{Code: xsd.QName{Local: "Client"}, Reason: "full", Detail: &Exception{Message: "m"}}
	op := served(binding)
	s := httptest.NewServer(soap.NewHandler(op, func(context.Context, *ObterToken) (*ObterTokenResponse, error) { return nil, want }))
	t.Cleanup(s.Close)
	_, err := soap.Call(t.Context(), newClient(t, op.Binding, s.URL), op, &ObterToken{CodigoUg: "1"}, new(ObterTokenResponse), nil)
	var got *soap.Fault
	if !errors.As(err, &got) || got.Reason != "full" || got.Code.Local != "Client" || !cmp.Equal(got.Detail, want.Detail) {
		t.Errorf("got %v", err)
	}
}

func TestHandlerAnswersAPanic(t *testing.T) {
	var hidden error
	var logged bytes.Buffer
	s := httptest.NewUnstartedServer(soap.NewHandler(served(binding), func(context.Context, *ObterToken) (*ObterTokenResponse, error) { panic("SEGREDO") },
		soap.ServeErrors(func(_ context.Context, err error) { hidden = err })))
	s.Config.ErrorLog = log.New(&logged, "", 0)
	s.Start()
	resp, err := http.Post(s.URL, "text/xml", strings.NewReader(fmt.Sprintf(ask11, "", askOK)))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	s.Close()
	if err != nil || resp.StatusCode != 500 || !strings.Contains(string(body), "internal error") || strings.Contains(string(body), "SEGREDO") {
		t.Errorf("got %d %s, %v", resp.StatusCode, body, err)
	}
	if !strings.Contains(fmt.Sprint(hidden), "panic: SEGREDO") || !strings.Contains(logged.String(), "SEGREDO") {
		t.Errorf("hidden is %v, the log %s", hidden, &logged)
	}
}

func TestHandlerChecksCredentials(t *testing.T) {
	b := binding
	b.Security = soap.Basic{}
	op := served(b)
	op.Binding = &b
	check := soap.ServeCredentials(func(_ context.Context, name, word string) error {
		if name != user || word != password {
			return errors.New("SEGREDO")
		}
		return nil
	})
	for _, test := range []struct {
		name string
		opts []soap.HandlerOption
		word string
		want int
	}{
		{"right", []soap.HandlerOption{check}, password, 200},
		{"wrong", []soap.HandlerOption{check}, "x", 401},
		{"none", []soap.HandlerOption{check}, "", 401},
		{"nobody checks", nil, password, 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := post(soap.NewHandler(op, grant, test.opts...), fmt.Sprintf(ask11, "", askOK), func(r *http.Request) {
				if test.word != "" {
					r.SetBasicAuth(user, test.word)
				}
			})
			if w.Code != test.want || strings.Contains(w.Body.String(), "SEGREDO") || (test.want == 401) != (w.Header().Get("WWW-Authenticate") != "") {
				t.Errorf("got %d %v %s", w.Code, w.Header(), w.Body)
			}
		})
	}
}

func TestHandlerOfOneWay(t *testing.T) {
	op := served(binding)
	op.Out = nil
	h := soap.NewHandler(op, func(ctx context.Context, req *ObterToken) (xmltext.Node, error) {
		s := soap.Served(ctx)
		if s == nil || s.HTTP.Method != http.MethodPost || len(s.Blocks) != 1 || s.Blocks[0].Name.Local != "S" {
			t.Errorf("served %+v", s)
		}
		if text := fmt.Sprintf("%+v %#v", s, s); strings.Contains(text, "SEGREDO") {
			t.Errorf("printed as %s", text)
		}
		return nil, nil
	}, soap.ServeStrict())
	if w := post(h, fmt.Sprintf(ask11, `<e:Header><x:S xmlns:x="urn:x">SEGREDO</x:S></e:Header>`, askOK), nil); w.Code != 202 || w.Body.Len() > 0 {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	if w := post(h, fmt.Sprintf(ask11, "", strings.Replace(askOK, "<codigoUg>1</codigoUg>", "", 1)), nil); w.Code != 500 || !strings.Contains(w.Body.String(), "missing") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	if soap.Served(t.Context()) != nil {
		t.Error("a context of nobody has a request")
	}
}

func TestHandlerOfAnotherRequest(t *testing.T) {
	defer func() {
		if p := recover(); !strings.Contains(fmt.Sprint(p), "takes another request") {
			t.Errorf("panic is %v", p)
		}
	}()
	soap.NewHandler(served(binding), func(context.Context, *Exception) (*ObterTokenResponse, error) { return nil, nil })
}
