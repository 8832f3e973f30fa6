package mock

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// A clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) tell() time.Time         { return c.now }
func (c *clock) advance(d time.Duration) { c.now = c.now.Add(d) }
func newClock() *clock                   { return &clock{time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)} }

const repository = "../.."

func load(t *testing.T, dir string, specs ...string) []*contract.API {
	t.Helper()
	apis, list := gen.Load(dir, specs)
	if list.HasErrors() {
		t.Fatal(list)
	}
	return apis
}

// tce is a server of the e-Sfinge services.
func tce(t *testing.T, o Options) *Server {
	t.Helper()
	s, err := New(load(t, repository, "specs/tce/token.yaml", "specs/tce/servidor.yaml"), repository, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sample(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(repository, "specs/tce/samples", name))
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

// newRequest returns a request that e-Sfinge takes, to be spoilt by a test.
func newRequest(t *testing.T, doc string) *http.Request {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/token", pack(t, doc))
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

// TestSampleRequests posts every request that the shipped specs name as a sample, and looks for the contract in
// every answer.
func TestSampleRequests(t *testing.T) {
	specs, err := filepath.Glob(filepath.Join(repository, "specs/*/*.yaml"))
	if err != nil || len(specs) == 0 {
		t.Fatal(specs, err)
	}
	seen := 0
	for _, spec := range specs {
		name, _ := filepath.Rel(repository, spec)
		apis := load(t, repository, name)
		s, err := New(apis, repository, Options{})
		if err != nil {
			continue // a provider's file has no operation
		}
		for _, op := range s.ops {
			for _, x := range op.Samples {
				if x.Kind != contract.SampleRequest || op.Session != nil || op.calls != nil {
					continue
				}
				seen++
				t.Run(op.api.Package+"/"+x.File, func(t *testing.T) {
					data, err := os.ReadFile(filepath.Join(filepath.Dir(spec), x.File))
					if err != nil {
						t.Fatal(err)
					}
					r := newRequest(t, string(data))
					if !op.soap.Gzip {
						r = httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(data))
						r.Header.Set("Content-Type", "text/xml; charset=utf-8")
						r.Header.Set("User-Agent", "test/1")
					}
					r.Header.Set("SOAPAction", `"`+op.Action+`"`)
					r.SetBasicAuth("USUARIO", "SENHA")
					status, body := do(s, r)
					if status != http.StatusOK {
						t.Fatalf("%d %s", status, body)
					}
					env, err := infoset.Parse([]byte(body))
					if err != nil || op.replyPart(env) == nil || !op.succeeded(env) {
						t.Errorf("%v: %s", err, body)
					}
				})
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d samples were tried", seen)
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
		{"action", func(r *http.Request) { r.Header.Set("SOAPAction", `"obterToken"`) }, http.StatusBadRequest, "action"},
		{"encoding", func(r *http.Request) { r.Header.Set("Content-Encoding", "br") }, http.StatusUnsupportedMediaType, "gzip"},
		{"not gzip", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("<x/>")) }, http.StatusBadRequest, "gzip"},
		{"broken gzip", func(r *http.Request) {
			b, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(b[:len(b)-9]))
		}, http.StatusBadRequest, "gzip"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tce(t, Options{})
			r := newRequest(t, sample(t, "obterToken.request.xml"))
			tt.spoil(r)
			if status, body := do(s, r); status != tt.status || !strings.Contains(body, tt.text) {
				t.Errorf("got %d %s, want %d with %q", status, body, tt.status, tt.text)
			}
			if len(s.Calls()) != 1 || len(s.sessions) != 0 {
				t.Errorf("calls %v, %d sessions", s.Calls(), len(s.sessions))
			}
		})
	}
}

func TestUncompressedRequestIsRefusedInTheSharedReply(t *testing.T) {
	s := tce(t, Options{})
	doc := sample(t, "obterToken.request.xml")
	r := newRequest(t, "")
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(doc)), int64(len(doc))
	r.Header.Del("Content-Encoding")
	status, got := do(s, r)
	env, err := infoset.Parse([]byte(got))
	if err != nil || status != http.StatusOK || env.Find("Body", "obterTokenResponse", "return", "status") == nil {
		t.Fatalf("%d %v %s", status, err, got)
	}
	if text := env.Find("Body", "obterTokenResponse", "return", "mensagem").Text; !strings.Contains(text, "gzip") {
		t.Errorf("the message is %q", text)
	}
}

func TestReplyIsCompressedForThoseWhoAcceptIt(t *testing.T) {
	r := newRequest(t, sample(t, "obterToken.request.xml"))
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	tce(t, Options{}).ServeHTTP(w, r)
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
		{"malformed", good[:len(good)-3], "not well-formed"},
		{"root", "<x/>", "not a SOAP envelope"},
		{"no header", swap("soapenv:Header>", "soapenv:Kopf>"), "well-formed"},
		{"unknown header", swap("<soapenv:Header>", `<soapenv:Header><x soapenv:mustUnderstand="1"></x>`), "not understood"},
		{"wrong user", swap(">USUARIO<", ">OUTRO<"), "could not be authenticated"},
		{"wrong password", swap(">SENHA<", ">senha<"), "could not be authenticated"},
		{"password type", swap("#PasswordText", "#PasswordDigest"), "processing the"},
		{"must understand", swap(`mustUnderstand="1"`, `mustUnderstand="0"`), "processing the"},
		{"unknown operation", strings.ReplaceAll(good, "obterToken", "obterTokem"), "no operation has"},
		{"operation without namespace", strings.ReplaceAll(good, "tok:obterToken", "obterToken"), "no operation has"},
		{"qualified child", strings.ReplaceAll(good, "codigoUg", "tok:codigoUg"), "codigoUg stands 0 times"},
		{"missing child", swap("<codigoUg>10006</codigoUg>", ""), "codigoUg stands 0 times"},
		{"repeated child", swap("<codigoUg>", "<codigoUg>1</codigoUg><codigoUg>"), "descricaoEmpresaTI stands 0 times"},
		{"unknown child", swap("</descritivoSoftware>", "</descritivoSoftware><x/>"), "unexpected element x"},
		{"letters in the unit", swap(">10006<", ">1000x<"), "obterToken/codigoUg: does not match"},
		{"nested element", swap(">10006<", "><x/>10006<"), "has elements where text"},
		{"attribute", swap("<codigoUg>", `<codigoUg a="b">`), "unexpected attribute a"},
		{"text between", swap("<codigoUg>", "x<codigoUg>"), "has text where elements"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tce(t, Options{Users: map[string]string{"USUARIO": "SENHA"}})
			status, got := do(s, newRequest(t, tt.doc))
			if status != http.StatusInternalServerError || !strings.Contains(got, "faultstring") || !strings.Contains(got, tt.text) {
				t.Errorf("got %d %s\nwant %q in it", status, got, tt.text)
			}
		})
	}
}

func TestScenario(t *testing.T) {
	var slept []time.Duration
	s := tce(t, Options{
		Sleep: func(_ *http.Request, d time.Duration) { slept = append(slept, d) },
		Scenario: &Scenario{Steps: map[string][]Step{"token.obterToken": {
			{},
			{Refusal: "fila cheia", Repeat: 2},
			{Fault: "pane"},
			{Status: 503, Body: "later", Delay: time.Second},
			{Reply: []byte("<nothing/>")},
			{Drop: DropBefore},
			{Drop: DropAfter},
		}}},
	})
	call := func() (status int, body string, dropped bool) {
		defer func() { dropped = recover() == http.ErrAbortHandler }()
		status, body = do(s, newRequest(t, sample(t, "obterToken.request.xml")))
		return status, body, false
	}
	for i, want := range []struct {
		status int
		text   string
		drop   bool
	}{
		{200, "Token criado com sucesso", false},
		{200, "fila cheia", false},
		{200, "fila cheia", false},
		{500, "pane", false},
		{503, "later", false},
		{200, "<nothing/>", false},
		{0, "", true},
		{0, "", true},
		{200, "token com chave [00000001-", false}, // that of the first call
	} {
		status, body, dropped := call()
		if dropped != want.drop || status != want.status || !strings.Contains(body, want.text) {
			t.Errorf("call %d: %d %s, dropped %v", i+1, status, body, dropped)
		}
	}
	if len(slept) != 1 || slept[0] != time.Second {
		t.Errorf("slept %v", slept)
	}
}

func TestScenarioOfNobody(t *testing.T) {
	apis := load(t, repository, "specs/tce/token.yaml", "specs/comprovei/exportqueue.yaml")
	for _, tt := range []struct {
		name string
		step Step
		want string
	}{
		{"obterTokem", Step{}, "the names are cancelarTransferencia"},
		{"exportqueue.getExportProtocolStatus", Step{Refusal: "x"}, "no refusal"},
	} {
		_, err := New(apis, repository, Options{Scenario: &Scenario{Steps: map[string][]Step{tt.name: {tt.step}}}})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}
