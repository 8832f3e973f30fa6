package soap_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

const (
	user     = "USUARIO"
	password = "SENHA"
)

// replyOK is the published reply of obterToken.
const replyOK = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><ns2:obterTokenResponse xmlns:ns2="http://token.ws.tce.sc.gov.br/"><return><dados>` +
	`<entry><key>chaveToken</key><value xsi:type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">d95a313b</value></entry>` +
	`<entry><key>posicao</key><value xsi:type="xs:int" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">2</value></entry>` +
	`</dados><mensagem>Token criado com sucesso</mensagem><status>OK</status></return></ns2:obterTokenResponse></soap:Body></soap:Envelope>`

const open11 = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">`

func body11(content string) string {
	return open11 + `<soap:Body>` + content + `</soap:Body></soap:Envelope>`
}

func returns(content string) string {
	return body11(`<n:obterTokenResponse xmlns:n="http://token.ws.tce.sc.gov.br/"><return>` + content + `</return></n:obterTokenResponse>`)
}

// handler answers every request alike.
func handler(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

func serve(t testing.TB, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func newClient(t testing.TB, b *soap.Binding, url string, opts ...soap.Option) *soap.Client {
	t.Helper()
	opts = append([]soap.Option{soap.WithCredentials(soap.UserPassword(user, password)), soap.AllowInsecureLoopback()}, opts...)
	c, err := soap.NewClient(b, url, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

func obterToken(ctx context.Context, c *soap.Client, opts ...soap.CallOption) (*ObterTokenResponse, error) {
	return soap.Call(ctx, c, &OpObterToken, &ObterToken{"10006", "Empresa", "Software", noExtra}, new(ObterTokenResponse), opts)
}

func gunzip(t testing.TB, r io.Reader) string {
	t.Helper()
	z, err := gzip.NewReader(r)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func gzipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// compact removes the white space between the lines of a sample.
func compact(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(strings.TrimSpace(line))
	}
	return b.String()
}

var _ xmltext.Node = (*ObterToken)(nil)
