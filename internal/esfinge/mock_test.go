package esfinge

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/internal/infoset"
)

// A clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) tell() time.Time            { return c.now }
func (c *clock) advance(d time.Duration)    { c.now = c.now.Add(d) }
func newClock() *clock                      { return &clock{time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)} }
func users() map[string]string              { return map[string]string{"USUARIO": "SENHA"} }
func newServer(c *clock, o Options) *Server { o.Now, o.Users = c.tell, users(); return New(o) }

func sample(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../specs/tce/samples/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func pack(t *testing.T, doc string) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(doc)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

// newRequest returns a request that the server takes, to be spoilt by a test.
func newRequest(t *testing.T, doc string) *http.Request {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/services/tokenWS", pack(t, doc))
	r.Header.Set("Content-Type", "text/xml; charset=utf-8")
	r.Header.Set("Content-Encoding", "gzip")
	r.Header.Set("User-Agent", "test/1")
	r.Header.Set("SOAPAction", `""`)
	return r
}

func do(s *Server, r *http.Request) (status int, body string) {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

// call sends doc and returns the reply's element return, or fails the test.
func call(t *testing.T, s *Server, doc string) *infoset.Element {
	t.Helper()
	status, body := do(s, newRequest(t, doc))
	e, err := infoset.Parse([]byte(body))
	if err != nil || status != http.StatusOK {
		t.Fatalf("%d %v\n%s", status, err, body)
	}
	return e.Find("Body").Children[0].Find("return")
}

func data(ret *infoset.Element, key string) string {
	for _, e := range ret.Find("dados").Children {
		if e.Find("key").Text == key {
			return e.Find("value").Text
		}
	}
	return ""
}

func body(t *testing.T, op, fields string) string {
	t.Helper()
	before, rest, _ := strings.Cut(sample(t, "obterToken.request.xml"), "<tok:")
	_, after, _ := strings.Cut(rest, "</tok:obterToken>")
	return before + "<tok:" + op + ">" + fields + "</tok:" + op + ">" + after
}

// expect fails the test unless the reply has the status and a message with the text.
func expect(t *testing.T, ret *infoset.Element, status, message string) {
	t.Helper()
	if got := ret.Find("status").Text; got != status {
		t.Errorf("status is %s (%s), want %s", got, ret.Find("mensagem").Text, status)
	}
	if got := ret.Find("mensagem").Text; !strings.Contains(got, message) {
		t.Errorf("message is %q, want %q in it", got, message)
	}
}

func TestTransportIsRefused(t *testing.T) {
	tests := []struct {
		name   string
		spoil  func(*http.Request)
		status int
		text   string
	}{
		{"method", func(r *http.Request) { r.Method = http.MethodGet }, http.StatusMethodNotAllowed, "POST"},
		{"no length", func(r *http.Request) { r.ContentLength = -1 }, http.StatusLengthRequired, "Content-Length"},
		{"no user agent", func(r *http.Request) { r.Header.Del("User-Agent") }, http.StatusBadRequest, "User-Agent"},
		{"content type", func(r *http.Request) { r.Header.Set("Content-Type", "application/soap+xml") }, http.StatusUnsupportedMediaType, "text/xml"},
		{"charset", func(r *http.Request) { r.Header.Set("Content-Type", "text/xml; charset=latin1") }, http.StatusUnsupportedMediaType, "charset"},
		{"action", func(r *http.Request) { r.Header.Set("SOAPAction", `"obterToken"`) }, http.StatusBadRequest, "SOAPAction"},
		{"encoding", func(r *http.Request) { r.Header.Set("Content-Encoding", "br") }, http.StatusBadRequest, "gzip"},
		{"not gzip", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("<x/>")) }, http.StatusBadRequest, "gzip"},
		{"broken gzip", func(r *http.Request) {
			b, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(b[:len(b)-9]))
		}, http.StatusBadRequest, "gzip"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(newClock(), Options{})
			r := newRequest(t, sample(t, "obterToken.request.xml"))
			tt.spoil(r)
			if status, body := do(s, r); status != tt.status || !strings.Contains(body, tt.text) {
				t.Errorf("got %d %s, want %d with %q", status, body, tt.status, tt.text)
			}
			if s.Calls() != 1 || len(s.sessions) != 0 {
				t.Errorf("%d calls, %d sessions", s.Calls(), len(s.sessions))
			}
		})
	}
}

func TestUncompressedRequestIsRefusedAsPublished(t *testing.T) {
	s := newServer(newClock(), Options{})
	r := newRequest(t, "")
	doc := sample(t, "obterToken.request.xml")
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(doc)), int64(len(doc))
	r.Header.Del("Content-Encoding")
	_, got := do(s, r)
	if diff := infoset.Diff([]byte(sample(t, "obterToken.uncompressed.response.xml")), []byte(got)); diff != "" {
		t.Error(diff)
	}
}

func TestReplyIsCompressedForThoseWhoAcceptIt(t *testing.T) {
	s := newServer(newClock(), Options{})
	r := newRequest(t, sample(t, "obterToken.request.xml"))
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil || !strings.Contains(string(b), "Token criado com sucesso") {
		t.Errorf("%v\n%s", err, b)
	}
}

func TestFaults(t *testing.T) {
	good := sample(t, "obterToken.request.xml")
	swap := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the sample has no %s", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	tests := []struct{ name, doc, text string }{
		{"malformed", good[:len(good)-3], "Problems creating SAAJ object model"},
		{"root", "<x/>", "SOAP 1.1"},
		{"no header", swap("soapenv:Header>", "soapenv:Kopf>"), "Problems creating"},
		{"unknown header", swap("<soapenv:Header>", `<soapenv:Header><x soapenv:mustUnderstand="1"></x>`), "not understood"},
		{"wrong user", swap(">USUARIO<", ">OUTRO<"), "could not be authenticated"},
		{"wrong password", swap(">SENHA<", ">senha<"), "could not be authenticated"},
		{"password type", swap("#PasswordText", "#PasswordDigest"), "processing the"},
		{"must understand", swap(`mustUnderstand="1"`, `mustUnderstand="0"`), "processing the"},
		{"unknown operation", strings.ReplaceAll(good, "obterToken", "obterTokem"), "was not recognized"},
		{"operation without namespace", strings.ReplaceAll(good, "tok:obterToken", "obterToken"), "was not recognized"},
		{"qualified child", strings.ReplaceAll(good, "codigoUg", "tok:codigoUg"), "codigoUg stands 0 times"},
		{"missing child", swap("<codigoUg>10006</codigoUg>", ""), "codigoUg stands 0 times"},
		{"repeated child", swap("<codigoUg>", "<codigoUg>1</codigoUg><codigoUg>"), "codigoUg stands 2 times"},
		{"order", swap("<codigoUg>10006</codigoUg><descricaoEmpresaTI>Empresa</descricaoEmpresaTI>", "<descricaoEmpresaTI>Empresa</descricaoEmpresaTI><codigoUg>10006</codigoUg>"), "codigoUg stands 0 times"},
		{"unknown child", swap("</tok:obterToken>", "<x></x></tok:obterToken>"), "unexpected element x"},
		{"attribute", swap("<codigoUg>", `<codigoUg a="1">`), "has attributes"},
		{"letters", swap(">10006<", ">10006a<"), "codigoUg"},
		{"empty", swap(">Empresa<", "><"), "descricaoEmpresaTI"},
		{"long", swap(">Empresa<", ">"+strings.Repeat("ã", 101)+"<"), "descricaoEmpresaTI"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(newClock(), Options{})
			status, body := do(s, newRequest(t, tt.doc))
			e, err := infoset.Parse([]byte(body))
			if err != nil || status != http.StatusInternalServerError {
				t.Fatalf("%d %v\n%s", status, err, body)
			}
			if got := e.Find("Body", "Fault", "faultstring"); got == nil || !strings.Contains(got.Text, tt.text) {
				t.Errorf("want a fault with %q, got\n%s", tt.text, body)
			}
		})
	}
}
