package mock

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// webhooks is a server of InvoiCy's REST service.
func webhooks(t *testing.T, o Options) *Server {
	t.Helper()
	s, err := New(load(t, repository, "specs/invoicy/webhooks.yaml"), repository, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func restSample(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(repository, "specs/invoicy/samples/rest", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// ask sends a request with a JSON body, or none.
func ask(s *Server, method, path, token, body string) (int, string) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("User-Agent", "test/1")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", token)
	}
	return do(s, r)
}

// login logs in and returns the token.
func login(t *testing.T, s *Server) string {
	t.Helper()
	status, body := ask(s, http.MethodPost, "/oauth2/invoicy/auth", "", restSample(t, "autenticar.request"))
	var reply struct{ AccessToken string }
	if err := json.Unmarshal([]byte(body), &reply); err != nil || status != http.StatusOK || reply.AccessToken == "" {
		t.Fatalf("%d %s %v", status, body, err)
	}
	return reply.AccessToken
}

func TestREST(t *testing.T) {
	s := webhooks(t, Options{})
	token := login(t, s)
	create := restSample(t, "criar-empresa.request")
	for _, tt := range []struct {
		name, method, path, token, body string
		status                          int
		text                            string
	}{
		{"create", "POST", "/webhooks.aspx", token, create, 200, "Mensagens"},
		{"create for many", "POST", "/webhooks.aspx", token, restSample(t, "criar-parceiro.request"), 200, "Mensagens"},
		{"update", "PUT", "/webhooks.aspx", token, restSample(t, "atualizar.request"), 200, "Mensagens"},
		{"query", "GET", "/webhooks.aspx?Identificador=x", token, "", 200, "Descricao"},
		{"query of all", "GET", "/webhooks.aspx", token, "", 200, "Descricao"},
		{"delete", "DELETE", "/webhooks.aspx?Identificador=x", token, "", 200, "Mensagens"},
		{"renew", "POST", "/oauth2/invoicy/auth", "", restSample(t, "renovar.request"), 200, "accessToken"},
		{"no token", "GET", "/webhooks.aspx", "", "", 401, "token of a login"},
		{"another token", "GET", "/webhooks.aspx", "x", "", 401, "token of a login"},
		{"a scheme", "GET", "/webhooks.aspx", "Bearer " + token, "", 401, "token of a login"},
		{"delete of nothing", "DELETE", "/webhooks.aspx", token, "", 400, "Identificador stands 0 times"},
		{"no JSON", "POST", "/webhooks.aspx", token, "<x/>", 400, "no JSON"},
		{"two values", "POST", "/webhooks.aspx", token, create + "{}", 400, "behind the value"},
		{"no object", "POST", "/webhooks.aspx", token, "[]", 400, "is no object"},
		{"unknown member", "POST", "/webhooks.aspx", token, strings.Replace(create, `"Descricao"`, `"Descriptio"`, 1), 400, "unknown member Descriptio"},
		{"the first of unknown members", "POST", "/webhooks.aspx", token, strings.Replace(create, `"Descricao"`, `"Z": 1, "Y": 1, "X": 1, "W": 1, "V": 1, "Descricao"`, 1), 400, "unknown member V"},
		{"a value of a wrong kind", "POST", "/webhooks.aspx", token, strings.Replace(create, `"Descricao"`, `"Descricao": [], "X"`, 1), 400, "Descricao: is no single value"},
		{"method", "PATCH", "/webhooks.aspx", token, create, 405, "method"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, body := ask(s, tt.method, tt.path, tt.token, tt.body)
			if status != tt.status || !strings.Contains(body, tt.text) {
				t.Errorf("got %d %s, want %d with %q", status, body, tt.status, tt.text)
			}
		})
	}
}

func TestScenarioOfREST(t *testing.T) {
	s := webhooks(t, Options{Scenario: &Scenario{Steps: map[string][]Step{"consultar": {
		{Status: 503, Body: "later"}, {Reply: []byte("{}")}, {Fault: "pane"},
	}}}})
	token := login(t, s)
	for _, want := range []struct {
		status int
		text   string
	}{{503, "later"}, {200, "{}"}, {500, "pane"}, {200, "Descricao"}} {
		if status, body := ask(s, "GET", "/webhooks.aspx", token, ""); status != want.status || !strings.Contains(body, want.text) {
			t.Errorf("got %d %s, want %d with %q", status, body, want.status, want.text)
		}
	}
}

// The address decides which of several services answers, whatever the body is.
func TestAddressOfOneService(t *testing.T) {
	s, err := New(load(t, repository, "specs/invoicy/webhooks.yaml", "specs/totvs/transactions.yaml"), repository, Options{})
	if err != nil {
		t.Fatal(err)
	}
	token := login(t, s)
	for path, want := range map[string]string{"/webhooks": "Descricao", "/transactions": "user name or the password"} {
		if status, body := ask(s, http.MethodPost, path, token, `{"Descricao": []}`); status < 400 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s, want an error of %q", path, status, body, want)
		}
	}
}
