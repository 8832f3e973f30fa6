package comprovei_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"example.com/wsgen/generated/comprovei/exportqueue"
	"example.com/wsgen/generated/comprovei/importqueuev2"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/poll"
	"example.com/wsgen/runtime/soap"
)

// A provider answers questions with one sample after another, whose address it replaces by its own, and serves the file.
type provider struct {
	*httptest.Server
	t       *testing.T
	replies []string // the last one for ever
	asked   int
	files   int
	status  int // of the file; 200 when zero
}

func (p *provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/file.xml" {
		p.files++
		for _, name := range []string{"Authorization", "Cookie", "Soapaction"} {
			if v := r.Header.Get(name); v != "" {
				p.t.Errorf("the file is asked for with %s: %s", name, v)
			}
		}
		body, err := io.ReadAll(r.Body)
		if r.Method != http.MethodGet || len(body) > 0 || err != nil {
			p.t.Errorf("the file is asked for with %s and %q", r.Method, body)
		}
		if p.status != 0 {
			w.WriteHeader(p.status)
		}
		io.WriteString(w, "<documentos/>")
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil || !bytes.Contains(body, []byte("<protocolo>"+protocol+"</protocolo>")) {
		p.t.Errorf("asked %s: %v", body, err)
	}
	reply := sample(p.t, p.replies[min(p.asked, len(p.replies)-1)])
	p.asked++
	reply = bytes.ReplaceAll(reply, []byte(address), []byte(p.URL+"/file.xml?X-Amz-Signature=0&X-Amz-Expires=86400"))
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "1"})
	w.Write(reply)
}

func serve(t *testing.T, replies ...string) (*provider, *exportqueue.Client) {
	p := &provider{t: t, replies: replies}
	p.Server = httptest.NewTLSServer(p)
	t.Cleanup(p.Close)
	c, err := exportqueue.NewClient(p.URL, user, soap.WithHTTPClient(p.Client()))
	if err != nil {
		t.Fatal(err)
	}
	return p, c
}

// atOnce does not wait between two questions.
func atOnce() poll.Option {
	return poll.WithClock(time.Now, func(ctx context.Context, _ time.Duration) error { return ctx.Err() })
}

func TestAwaitAndDownload(t *testing.T) {
	p, c := serve(t, "exportqueue/getExportProtocolStatus.pending.response.xml", "exportqueue/getExportProtocolStatus.response.xml")
	job, err := c.AwaitGetExportProtocolStatus(ctx, ask, atOnce(), poll.WithHTTPClient(p.Client()))
	if err != nil {
		t.Fatal(err)
	}
	if job.State != poll.Ready || job.Outcome != "Exportação realizado com sucesso!" || job.Reply.Metodo != "downloadDocumentsHistory" || p.asked != 2 {
		t.Errorf("after %d questions: %v, %q", p.asked, job.State, job.Outcome)
	}
	f, err := job.Download(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); string(got) != "<documentos/>" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	p.status = http.StatusForbidden
	var expired *poll.ExpiredError
	if _, err := job.Download(ctx); !errors.As(err, &expired) || strings.Contains(err.Error(), "Signature") {
		t.Errorf("an expired address gives %v", err)
	}
}

func TestAddressExpiresAfterAnHour(t *testing.T) {
	now := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
	p, c := serve(t, "exportqueue/getExportProtocolStatus.response.xml")
	job, err := c.AwaitGetExportProtocolStatus(ctx, ask, poll.WithHTTPClient(p.Client()),
		poll.WithClock(func() time.Time { return now }, func(context.Context, time.Duration) error { return nil }))
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	var expired *poll.ExpiredError
	if _, err := job.Download(ctx); !errors.As(err, &expired) || expired.Valid != time.Hour || p.files != 0 {
		t.Errorf("got %v after %d requests", err, p.files)
	}
}

func TestExportsWithoutAFile(t *testing.T) {
	_, c := serve(t, "exportqueue/getExportProtocolStatus.empty.response.xml")
	job, err := c.AwaitGetExportProtocolStatus(ctx, ask)
	if err != nil || job.State != poll.NoData || job.Err() != nil {
		t.Errorf("no occurrences: got %v, %v", job, err)
	}
	_, c = serve(t, "exportqueue/getExportProtocolStatus.unknown.response.xml")
	var unknown *poll.UnknownJobError
	if _, err := c.AwaitGetExportProtocolStatus(ctx, ask); !errors.As(err, &unknown) || unknown.Text != "Protocolo inexistente." || unknown.Job != protocol {
		t.Errorf("an unknown protocol: got %v", err)
	}
	_, c = serve(t, "exportqueue/getExportProtocolStatus.pending.response.xml")
	ended, cancel := context.WithCancel(ctx)
	var pending *poll.PendingError
	_, err = c.AwaitGetExportProtocolStatus(ended, ask, poll.WithClock(time.Now, func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }))
	if !errors.As(err, &pending) || !errors.Is(err, context.Canceled) {
		t.Fatalf("a wait that ends: got %v", err)
	}
	if last, ok := pending.Reply.(*exportqueue.GetExportProtocolStatusResponse); !ok || last.Processado != "Não" {
		t.Errorf("the last reply is %v", pending.Reply)
	}
}

func TestImportsThatFail(t *testing.T) {
	doc := sample(t, "importqueuev2/getImportProtocolStatus.response.xml")
	question := &importqueuev2.GetImportProtocolStatus{Protocolo: protocol}
	for text, want := range map[string]poll.State{"Rota importada com sucesso!": poll.Ready, "Documento não cadastrado": poll.Failed} {
		reply := bytes.Replace(doc, []byte("Rota importada com sucesso!"), []byte(text), 1)
		c := must(t, importqueuev2.NewClient, importqueuev2.EndpointProduction, soap.WithHTTPClient(&wiretest.Server{Reply: reply}))
		job, err := c.AwaitGetImportProtocolStatus(ctx, question)
		if err != nil {
			t.Fatal(err)
		}
		if job.State != want || job.Outcome != text || (job.Err() != nil) != (want == poll.Failed) {
			t.Errorf("got %v, %q, %v", job.State, job.Outcome, job.Err())
		}
	}
}

// TestCertificateIsReplaced calls and downloads before and after the server has another certificate, with another key.
func TestCertificateIsReplaced(t *testing.T) {
	authority, key := newCertificate(t, nil, nil)
	var current atomic.Pointer[tls.Certificate]
	replace := func() {
		leaf, leafKey := newCertificate(t, authority, key)
		current.Store(&tls.Certificate{Certificate: [][]byte{leaf.Raw}, PrivateKey: leafKey})
	}
	replace()
	p := &provider{t: t, replies: []string{"exportqueue/getExportProtocolStatus.response.xml"}}
	p.Server = httptest.NewUnstartedServer(p)
	p.TLS = &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		return &tls.Config{Certificates: []tls.Certificate{*current.Load()}}, nil
	}}
	p.StartTLS()
	defer p.Close()
	pool := x509.NewCertPool()
	pool.AddCert(authority)
	var serials []string
	web := &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true, // each call meets the certificate of its day
		TLSClientConfig: &tls.Config{RootCAs: pool, VerifyConnection: func(s tls.ConnectionState) error {
			serials = append(serials, s.PeerCertificates[0].SerialNumber.String())
			return nil
		}},
	}}
	c, err := exportqueue.NewClient(p.URL, user, soap.WithHTTPClient(web))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		job, err := c.AwaitGetExportProtocolStatus(ctx, ask, poll.WithHTTPClient(web))
		if err != nil {
			t.Fatal(err)
		}
		f, err := job.Download(ctx)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		replace()
	}
	if len(serials) != 4 || serials[0] != serials[1] || serials[1] == serials[2] || serials[2] != serials[3] {
		t.Errorf("the calls and downloads met the certificates %v", serials)
	}
}

// newCertificate makes a certificate of the issuer for 127.0.0.1, or an authority without one.
func newCertificate(t *testing.T, issuer *x509.Certificate, issuerKey *ecdsa.PrivateKey) (*x509.Certificate, *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	if issuer == nil {
		template.IsCA, template.BasicConstraintsValid, template.KeyUsage = true, true, x509.KeyUsageCertSign
		issuer, issuerKey = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer, &key.PublicKey, issuerKey)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert, key
}

// TestNothingPinsCertificates looks for an option that would break when the provider replaces its certificate.
func TestNothingPinsCertificates(t *testing.T) {
	files, err := filepath.Glob("../../runtime/*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no runtime: %v", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && (strings.Contains(id.Name, "Pin") || strings.Contains(id.Name, "Fingerprint")) {
				t.Errorf("%s: %s", file, id.Name)
			}
			return true
		})
	}
}
