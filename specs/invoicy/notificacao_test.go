package invoicy_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/wsgen/generated/invoicy/notificacao"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/xmltext"
)

// notify posts a notification and returns the status.
func notify(h http.Handler, authorization string, body io.Reader) int {
	r := httptest.NewRequest(http.MethodPost, "/avisos", body)
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

// taker says what it took.
func taker(took *string) *notificacao.Receiver {
	return &notificacao.Receiver{
		Receiver: rest.Receiver{Authorization: rest.NoAuthorization()},
		OnDocumento: func(_ context.Context, x *notificacao.Documento) error {
			*took = fmt.Sprint("documento ", x.DocNumero, " ", x.DocSitCodigo, " ", x.TipoNotificacaoWebHook, " ", len(x.Eventos))
			return nil
		},
		OnGuias: func(_ context.Context, x *notificacao.DocumentoGNRE) error {
			*took = "guias"
			for _, g := range x.Guias {
				*took += fmt.Sprint(" ", g.NumRecibo, " ", g.Status, " ", g.Valor)
			}
			return nil
		},
		OnCertificado: func(_ context.Context, x *notificacao.Certificado) error {
			*took = "certificado " + x.Apelido
			return nil
		},
		OnNotificacao: func(_ context.Context, x *notificacao.Notificacao) error {
			*took = fmt.Sprint("notificacao ", x.TipoNotificacao)
			return nil
		},
	}
}

func TestNotifications(t *testing.T) {
	var took string
	r := taker(&took)
	var drifts int
	r.OnDrift = func(context.Context, rest.Drift) { drifts++ }
	for name, want := range map[string]string{
		"documento":         "documento 17 100 2 1",
		"gnre":              "guias 5 3 10.00 6 4 ",
		"certificado":       "certificado Filial",
		"consulta-recebido": "notificacao 11",
		"emissao-parada":    "notificacao 14",
	} {
		if status := notify(r, "", strings.NewReader(string(wiretest.Read(t, "samples/notificacao/"+name+".json")))); status != 200 || took != want {
			t.Errorf("%s: status %d, took %q, want %q", name, status, took, want)
		}
	}
	if drifts == 0 {
		t.Error("no drift for DocCompleto, which may be anything")
	}
}

// TestDocumentedNotifications takes the published examples, which are no part of this repository and say their values in words.
func TestDocumentedNotifications(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder, so that no published notification is read")
	}
	var took string
	r := taker(&took)
	names, err := filepath.Glob(filepath.Join(shared, "contracts/samples/invoicy/pub-notificacao-*.json"))
	if err != nil || len(names) < 5 {
		t.Fatal(err, names)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		took = ""
		if status := notify(r, "", f); status != 200 || took == "" {
			t.Errorf("%s: status %d, took %q", name, status, took)
		}
		f.Close()
	}
}

func TestNotificationsAreAuthorized(t *testing.T) {
	const body = `{"notificacao":{"TipoNotificacao":14}}`
	for name, test := range map[string]struct {
		registered rest.Authorization
		sent       string
		status     int
	}{
		"none":               {rest.NoAuthorization(), "", 200},
		"basic":              {rest.BasicAuthorization("dXN1YXJpbzpzZW5oYQ=="), "Basic dXN1YXJpbzpzZW5oYQ==", 200},
		"bearer":             {rest.BearerAuthorization("TOKEN"), "Bearer TOKEN", 200},
		"bearer, other case": {rest.BearerAuthorization("TOKEN"), "Bearer token", 401},
		"basic for bearer":   {rest.BearerAuthorization("TOKEN"), "Basic TOKEN", 401},
		"nothing":            {rest.BearerAuthorization("TOKEN"), "", 401},
		"nothing registered": {rest.Authorization{}, "", 401},
	} {
		var took string
		r := taker(&took)
		r.Authorization = test.registered
		if status := notify(r, test.sent, strings.NewReader(body)); status != test.status || (took != "") != (status == 200) {
			t.Errorf("%s: status %d, took %q", name, status, took)
		}
	}
}

// unread fails the test when a body is read that should not be.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body is read")
	return 0, io.EOF
}

// TestHostileNotifications: nothing is taken that should not be, and nothing is lost in silence.
func TestHostileNotifications(t *testing.T) {
	var took string
	r := taker(&took)
	r.Limits = xmltext.Limits{Document: 4096}
	for body, status := range map[string]int{
		`{"documento":{"DocNumero":"` + strings.Repeat("9", 5000) + `"}}`:              413,
		`{"documento":` + strings.Repeat(`{"Resumo":`, 200) + strings.Repeat(`}`, 201): 400,
		`{"documento":{"DocNumero":"1"`:                                                400,
		`{"documento":{"DocNumero":{"a":1}}}`:                                          400,
		`{"documento":{"DocNumero":"1","DocNumero":"2"}}`:                              400,
		`{"documento":{},"documento":{}}`:                                              400,
		`{"novo":{}}`:                                                                  501,
		"\xff\xfe{}":                                                                   400,
	} {
		took = ""
		if got := notify(r, "", strings.NewReader(body)); got != status || took != "" {
			t.Errorf("%.40q: status %d, want %d, took %q", body, got, status, took)
		}
	}
	r.Authorization = rest.BearerAuthorization("TOKEN")
	if status := notify(r, "Bearer x", unread{t}); status != 401 {
		t.Errorf("status %d", status)
	}
	r.Authorization = rest.NoAuthorization()
	var kept rest.Notification
	r.OnOther = func(_ context.Context, n rest.Notification) error { kept = n; return nil }
	if status := notify(r, "", strings.NewReader(`{"novo":{"a":1}}`)); status != 200 || kept.Member != "novo" || string(kept.Body) != `{"novo":{"a":1}}` {
		t.Errorf("unknown kind: status %d, %s", status, kept.Body)
	}
	r.OnCertificado = func(context.Context, *notificacao.Certificado) error { return errors.New("database is away") }
	if status := notify(r, "", strings.NewReader(`{"Certificado":{}}`)); status != 500 {
		t.Errorf("a func that fails: status %d", status)
	}
}
