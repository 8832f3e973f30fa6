package tce_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"example.com/wsgen/gen"
	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/mock"
	"example.com/wsgen/runtime/soap"
)

// play plays the provider from its specs.
func play(o mock.Options) (*mock.Server, error) {
	const root = "../.."
	apis, list := gen.Load(root, []string{"specs/tce/token.yaml", "specs/tce/servidor.yaml"})
	if list.HasErrors() {
		return nil, fmt.Errorf("the specs have errors: %v", list)
	}
	o.Users = map[string]string{"USUARIO": "SENHA"}
	return mock.New(apis, root, o)
}

// clients starts a server that plays the provider and returns clients of its two services. Clients don't wait: the
// server's clock moves on by what they would have waited.
func clients(t *testing.T, o mock.Options, who soap.Credentials, opts ...soap.Option) (*mock.Server, *token.Client, *servidor.Client) {
	t.Helper()
	var waited atomic.Int64
	if o.Now == nil {
		o.Now = func() time.Time { return time.Now().Add(time.Duration(waited.Load())) }
	}
	provider, err := play(o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(provider)
	t.Cleanup(server.Close)
	hurry := func(_ context.Context, d time.Duration) error { waited.Add(int64(d)); return nil }
	opts = append([]soap.Option{soap.AllowInsecureLoopback(), soap.WithSleep(hurry)}, opts...)
	queue, err := token.NewClient(server.URL+"/token", who, opts...)
	if err != nil {
		t.Fatal(err)
	}
	people, err := servidor.NewClient(server.URL+"/servidor", who, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return provider, queue, people
}

func TestSessionThatSendsAndReadsBack(t *testing.T) {
	var d drifts
	provider, queue, people := clients(t, mock.Options{Wait: 1}, who, d.option())
	got, err := queue.ObterToken(ctx, obterToken)
	if err != nil {
		t.Fatal(err)
	}
	key := got.Dados.ChaveToken
	poll := func(want string) {
		t.Helper()
		state, err := queue.ObterSituacaoToken(ctx, &token.ObterSituacaoToken{ChaveToken: key})
		if err != nil {
			t.Fatal(err)
		}
		if state.Dados.Situacao != want {
			t.Errorf("got %+v, want %s", state.Dados, want)
		}
	}
	poll("waiting")
	poll(ready)
	if _, err := queue.IniciarTransferencia(ctx, &token.IniciarTransferencia{ChaveToken: key}); err != nil {
		t.Fatal(err)
	}
	req := *enviar
	req.ChaveToken = key
	sent, err := people.Enviar(ctx, tce.ManualSession(req.ChaveToken), &req)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range sent.Dados.Resultados {
		if r.Key != string(rune('1'+i)) || r.Value.Codigo.Or(-1) != 0 || r.Value.Mensagem != "OK" {
			t.Errorf("result %d is %+v", i, r)
		}
	}
	if _, err := queue.FinalizarTransferencia(ctx, &token.FinalizarTransferencia{ChaveToken: key}); err != nil {
		t.Fatal(err)
	}
	if got := provider.Stored("servidor"); got != 2 {
		t.Fatalf("the server holds %d records, want 2", got)
	}

	if got, err = queue.ObterToken(ctx, obterToken); err != nil {
		t.Fatal(err)
	}
	key = got.Dados.ChaveToken
	poll("waiting")
	poll(ready)
	ask := *listar
	ask.ChaveToken = key
	page, err := people.Listar(ctx, tce.ManualSessions(ask.ChaveToken), &ask)
	if err != nil {
		t.Fatal(err)
	}
	if page.Dados.TOTAL != 2 || len(page.Dados.Servidores) != 2 || page.Dados.Servidores[1].Value.NomePai != "PAI DOIS & FILHOS" {
		t.Errorf("got %+v", page.Dados)
	}
	if len(d) > 0 {
		t.Errorf("drift %s", d.kinds())
	}
}

func TestWrongPasswordIsAFault(t *testing.T) {
	_, queue, _ := clients(t, mock.Options{}, soap.UserPassword("USUARIO", "errada"))
	_, err := queue.ObterToken(ctx, obterToken)
	var fault *soap.Fault
	if !errors.As(err, &fault) || fault.Code.Local != "FailedAuthentication" {
		t.Fatalf("got %v, want a *soap.Fault", err)
	}
	if strings.Contains(err.Error(), "errada") {
		t.Errorf("the error prints the password: %v", err)
	}
}

// An unzipper sends requests without their compression.
type unzipper struct{}

func (unzipper) Do(r *http.Request) (*http.Response, error) {
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Header.Del("Content-Encoding")
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(plain)), int64(len(plain))
	return http.DefaultClient.Do(r)
}

func TestMissingGzipIsARefusal(t *testing.T) {
	_, queue, _ := clients(t, mock.Options{}, who, soap.WithHTTPClient(unzipper{}))
	_, err := queue.ObterToken(ctx, obterToken)
	var refusal *tce.Refusal
	if !errors.As(err, &refusal) || !strings.Contains(refusal.Message, "gzip") {
		t.Fatalf("got %v, want a *tce.Refusal", err)
	}
}

func TestRefusalsOfTheQueue(t *testing.T) {
	now := time.Now() // the server's clock stands still, however long a client waits
	_, queue, people := clients(t, mock.Options{Now: func() time.Time { return now }}, who)
	got, err := queue.ObterToken(ctx, obterToken)
	if err != nil {
		t.Fatal(err)
	}
	req := *enviar
	req.ChaveToken = got.Dados.ChaveToken
	ask := &token.ObterSituacaoToken{ChaveToken: got.Dados.ChaveToken}
	steps := []struct {
		name string
		call func() error
		text string // of the refusal; "" for none
	}{
		{"second token", func() error { _, err := queue.ObterToken(ctx, obterToken); return err }, "token com chave [[redacted]]"},
		{"enviar before iniciar", func() error { _, err := people.Enviar(ctx, tce.ManualSession(req.ChaveToken), &req); return err }, "comes first"},
		{"unknown token", func() error {
			_, err := queue.CancelarTransferencia(ctx, &token.CancelarTransferencia{ChaveToken: "x"})
			return err
		}, "inexistente"},
		{"first poll", func() error { _, err := queue.ObterSituacaoToken(ctx, ask); return err }, ""},
		{"poll too soon", func() error { _, err := queue.ObterSituacaoToken(ctx, ask); return err }, "inexistente"},
	}
	for _, tt := range steps {
		err := tt.call()
		var refusal *tce.Refusal
		switch {
		case tt.text == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.text != "" && (!errors.As(err, &refusal) || !strings.Contains(refusal.Message, tt.text)):
			t.Errorf("%s: got %v, want a refusal with %q", tt.name, err, tt.text)
		}
	}
}
