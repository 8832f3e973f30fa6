package invoicy_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/generated/invoicy"
	"example.com/wsgen/generated/invoicy/webhooks"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/xsd"
)

const restSamples = "samples/rest/"

// restNow is what the JSON Web Tokens of the tests say.
var restNow = time.Unix(1_700_000_000, 0)

var (
	restCompany = webhooks.Credentials{PartnerKey: "CHAVE_PARCEIRO", Scope: webhooks.Company{CNPJ: "99999999999999", Key: "CHAVE_ACESSO_EMPRESA"}}
	restPartner = webhooks.Credentials{PartnerKey: "CHAVE_PARCEIRO", Scope: webhooks.Partner{Key: "CHAVE_ACESSO_PARCEIRO"}}
)

// A request as InvoiCy sees it.
type request struct{ Method, URL, Authorization, Body string }

// invoicyREST is a provider that gives tokens for the right JSON Web Token and answers with a sample.
type invoicyREST struct {
	t        *testing.T
	reply    []byte
	status   int
	requests []request
}

func (s *invoicyREST) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Error(err)
	}
	s.requests = append(s.requests, request{r.Method, r.URL.String(), r.Header.Get("Authorization"), string(body)})
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Path == "/oauth2/invoicy/auth" {
		w.Write(wiretest.Read(s.t, restSamples+"autenticado.response.json"))
		return
	}
	if s.status != 0 {
		w.WriteHeader(s.status)
	}
	w.Write(s.reply)
}

func restClient(t *testing.T, path string, credentials webhooks.Credentials, reply string) (*webhooks.Client, *invoicyREST) {
	t.Helper()
	p := &invoicyREST{t: t, reply: wiretest.Read(t, restSamples+reply)}
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	c, err := webhooks.NewClient(s.URL+path, credentials, rest.AllowInsecureLoopback(), rest.WithClock(func() time.Time { return restNow }))
	if err != nil {
		t.Fatal(err)
	}
	return c, p
}

// sameJSON compares two texts by what they say; numbers keep their digits.
func sameJSON(t testing.TB, want, got []byte) {
	t.Helper()
	value := func(b []byte) (v any) {
		d := json.NewDecoder(strings.NewReader(string(b)))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Errorf("%v in %s", err, b)
		}
		return v
	}
	if d := cmp.Diff(value(want), value(got)); d != "" {
		t.Errorf("JSON differs (-want +got):\n%s", d)
	}
}

// restHook is the registration of the samples.
func restHook(title string, types ...invoicy.TipoNotificacao) *invoicy.CadastroWebhook {
	x := hook(title, types...)
	x.URL, x.TentativasReenvioAut, x.IntervaloTentativas = "https://exemplo.invalid/avisos", xsd.Opt[int32]{}, xsd.Opt[invoicy.IntervaloTentativas]{}
	return &x
}

// TestRESTRequests: each action on each environment's path, with the token alone in Authorization.
func TestRESTRequests(t *testing.T) {
	ofPartner := restHook("Avisos de várias empresas", 9, 10)
	ofPartner.Empresas = &invoicy.Empresas{EmpresasItem: []invoicy.EmpresasItem{{EmpCNPJ: "99999999999999", Status: invoicy.StatusA}}}
	changed := restHook("Avisos alterados", 9, 10, 11)
	changed.Identificador = identificador
	type call func(c *webhooks.Client) (*invoicy.WebhookRetorno, error)
	for _, test := range []struct {
		name, path  string
		credentials webhooks.Credentials
		call        call
		method, url string
		request     string // sample; empty for no body
		reply       string
	}{
		{"create", "/aWebhooks.aspx", restCompany, func(c *webhooks.Client) (*invoicy.WebhookRetorno, error) {
			return c.Criar(ctx, restHook("Avisos da empresa", 9, 10))
		}, "POST", "/aWebhooks.aspx", "criar-empresa.request.json", "criado-empresa.response.json"},
		{"create for a partner", "/webhooks.aspx", restPartner, func(c *webhooks.Client) (*invoicy.WebhookRetorno, error) {
			return c.Criar(ctx, ofPartner)
		}, "POST", "/webhooks.aspx", "criar-parceiro.request.json", "criado-parceiro.response.json"},
		{"query", "/webhooks.aspx", restCompany, func(c *webhooks.Client) (*invoicy.WebhookRetorno, error) {
			return c.Consultar(ctx, &webhooks.Consultar{Identificador: identificador})
		}, "GET", "/webhooks.aspx?Identificador=" + identificador, "", "consultado.response.json"},
		{"query all", "/webhooks.aspx", restCompany, func(c *webhooks.Client) (*invoicy.WebhookRetorno, error) {
			return c.Consultar(ctx, new(webhooks.Consultar))
		}, "GET", "/webhooks.aspx", "", "consultado.response.json"},
		{"update", "/webhooks.aspx", restCompany, func(c *webhooks.Client) (*invoicy.WebhookRetorno, error) {
			return c.Atualizar(ctx, changed)
		}, "PUT", "/webhooks.aspx", "atualizar.request.json", "consultado.response.json"},
		{"delete", "/webhooks.aspx", restCompany, func(c *webhooks.Client) (*invoicy.WebhookRetorno, error) {
			return c.Excluir(ctx, &webhooks.Excluir{Identificador: "a&b=c"})
		}, "DELETE", "/webhooks.aspx?Identificador=a%26b%3Dc", "", "consultado.response.json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := restClient(t, test.path, test.credentials, test.reply)
			reply, err := test.call(c)
			if err != nil {
				t.Fatal(err)
			}
			if len(p.requests) != 2 || p.requests[0].Method != "POST" || p.requests[0].URL != "/oauth2/invoicy/auth" {
				t.Fatalf("requests %+v", p.requests)
			}
			got := p.requests[1]
			if got.Method != test.method || got.URL != test.url || got.Authorization != "ACCESS_TOKEN" {
				t.Errorf("sent %+v", got)
			}
			if test.request == "" {
				if got.Body != "" {
					t.Errorf("body %s", got.Body)
				}
			} else {
				sameJSON(t, wiretest.Read(t, restSamples+test.request), []byte(got.Body))
			}
			if m := reply.Mensagens.MensagensItem; len(m) != 1 || m[0].Codigo != 100 {
				t.Errorf("messages %+v", m)
			}
			written, err := json.Marshal(reply)
			if err != nil {
				t.Fatal(err)
			}
			sameJSON(t, wiretest.Read(t, restSamples+test.reply), written)
		})
	}
}

// TestRESTRefusedBeforeSending: what breaks a rule is not sent, not even a login.
func TestRESTRefusedBeforeSending(t *testing.T) {
	long := restHook(strings.Repeat("x", 41), 9)
	often := restHook("x", 9)
	often.TentativasReenvioAut = xsd.Some[int32](4)
	for name, call := range map[string]func(*webhooks.Client) error{
		"/excluir/Identificador": func(c *webhooks.Client) error {
			_, err := c.Excluir(ctx, new(webhooks.Excluir))
			return err
		},
		"/CadastroWebhook/Descricao": func(c *webhooks.Client) error {
			_, err := c.Criar(ctx, long)
			return err
		},
		"/CadastroWebhook/TentativasReenvioAut": func(c *webhooks.Client) error {
			_, err := c.Atualizar(ctx, often)
			return err
		},
	} {
		c, p := restClient(t, "/webhooks.aspx", restCompany, "consultado.response.json")
		err := call(c)
		var invalid *xsd.ValidationError
		if !errors.As(err, new(*rest.RequestError)) || !errors.As(err, &invalid) || invalid.Violations[0].Path != name {
			t.Errorf("%s: error %v", name, err)
		}
		if len(p.requests) != 0 {
			t.Errorf("%s: sent %+v", name, p.requests)
		}
	}
	c, _ := restClient(t, "/webhooks.aspx", restCompany, "consultado.response.json")
	later := restHook("x", 17)
	later.Status = "Z"
	if _, err := c.Criar(ctx, later); err != nil {
		t.Errorf("values that open enumerations do not list: %v", err)
	}
}

// TestRESTQueriedIsUpdated: what a query returned is sent as an update and loses nothing but the change.
func TestRESTQueriedIsUpdated(t *testing.T) {
	c, p := restClient(t, "/webhooks.aspx", restCompany, "consultado.response.json")
	reply, err := c.Consultar(ctx, new(webhooks.Consultar))
	if err != nil {
		t.Fatal(err)
	}
	x := &reply.CadastroWebhook[0]
	x.Descricao = "Outro nome"
	if _, err := c.Atualizar(ctx, x); err != nil {
		t.Fatal(err)
	}
	var whole struct{ CadastroWebhook []json.RawMessage }
	if err := json.Unmarshal(p.reply, &whole); err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(string(whole.CadastroWebhook[0]), "Avisos da empresa", "Outro nome", 1)
	sameJSON(t, []byte(want), []byte(p.requests[len(p.requests)-1].Body))
}

// TestRESTNumbersOrStrings: numbers are written, and read from strings as well; an empty one is absent.
func TestRESTNumbersOrStrings(t *testing.T) {
	var x invoicy.CadastroWebhook
	err := json.Unmarshal([]byte(`{"Descricao":"d","URL":"https://x.invalid","Status":"Z","TipoAutenticacao":"2","TokenAutenticacao":null,"Uso":[{"Modulo":"99","TipoNotificacao":["9",10]}]}`), &x)
	if err != nil {
		t.Fatal(err)
	}
	if x.TipoAutenticacao != 2 || x.Uso.UsoItem[0].Modulo != 99 || x.Status != "Z" || x.Uso.UsoItem[0].TipoNotificacao.TipoNotificacao[0] != 9 {
		t.Errorf("%+v", x)
	}
	fresh, err := json.Marshal(restHook("d", 9))
	if err != nil || !strings.Contains(string(fresh), `"TipoAutenticacao":0`) || !strings.Contains(string(fresh), `"Uso":[{"Modulo":4,"TipoNotificacao":[9]}]`) {
		t.Errorf("%s, error %v", fresh, err)
	}
}

// TestRESTLogin: the token of the scope is asked for once, and renewed with the refresh token.
func TestRESTLogin(t *testing.T) {
	for name, test := range map[string]struct {
		credentials webhooks.Credentials
		jwt         string
	}{
		"company": {restCompany, rest.SignJWT("CHAVE_ACESSO_EMPRESA", restNow, 2*time.Minute, rest.Claim{Name: "sub", Value: "99999999999999"}, rest.Claim{Name: "partnerKey", Value: "CHAVE_PARCEIRO"})},
		"partner": {restPartner, rest.SignJWT("CHAVE_ACESSO_PARCEIRO", restNow, 2*time.Minute, rest.Claim{Name: "sub", Value: "CHAVE_PARCEIRO"})},
	} {
		c, p := restClient(t, "/webhooks.aspx", test.credentials, "consultado.response.json")
		now := restNow
		defer func(old time.Time) { restNow = old }(restNow)
		call := func() {
			if _, err := c.Consultar(ctx, new(webhooks.Consultar)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		call()
		call()
		restNow = now.Add(time.Hour)
		call()
		restNow = now
		if len(p.requests) != 5 || p.requests[0].Authorization != "" || p.requests[3].Authorization != "" {
			t.Fatalf("%s: requests %+v", name, p.requests)
		}
		login := strings.Replace(string(wiretest.Read(t, restSamples+"autenticar.request.json")), "JWT", test.jwt, 1)
		sameJSON(t, []byte(login), []byte(p.requests[0].Body))
		sameJSON(t, wiretest.Read(t, restSamples+"renovar.request.json"), []byte(p.requests[3].Body))
	}
}

// TestRESTTokens compares with tokens that openssl signed.
func TestRESTTokens(t *testing.T) {
	const header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
	for _, v := range []struct {
		credentials webhooks.Credentials
		jwt         string
	}{
		// {"iat":1700000000,"exp":1700000120,"sub":"CHAVE_PARCEIRO"}
		{restPartner, header + "eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDEyMCwic3ViIjoiQ0hBVkVfUEFSQ0VJUk8ifQ.khTrMVgzYHKYtzNkybN0ReGXKqD6TeUJWCqKwLJvYkc"},
		// {"iat":1700000000,"exp":1700000120,"sub":"99999999999999","partnerKey":"CHAVE_PARCEIRO"}
		{restCompany, header + "eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDEyMCwic3ViIjoiOTk5OTk5OTk5OTk5OTkiLCJwYXJ0bmVyS2V5IjoiQ0hBVkVfUEFSQ0VJUk8ifQ.v1hUiuaMNN_eDfdkSftDT1Z_Rfh6ZkY3eKJnj5hX_FA"},
	} {
		sendsToken(t, v.credentials, v.jwt)
	}
}

// sendsToken logs in and compares the token of the request.
func sendsToken(t *testing.T, credentials webhooks.Credentials, jwt string) {
	t.Helper()
	c, p := restClient(t, "/webhooks.aspx", credentials, "consultado.response.json")
	if _, err := c.Consultar(ctx, new(webhooks.Consultar)); err != nil {
		t.Fatal(err)
	}
	sameJSON(t, []byte(`{"token":"`+jwt+`"}`), []byte(p.requests[0].Body))
}

// TestRESTTokenVectors compares with the tokens of the provider's contract, which are no part of this repository.
func TestRESTTokenVectors(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder, so that no token is compared with the contract's vectors")
	}
	data, err := os.ReadFile(filepath.Join(shared, "contracts/samples/invoicy/recon-jwt-vetores.json"))
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Tipo            string
		Claims          map[string]any
		ChaveAssinatura string `json:"chave_assinatura"`
		JWT             string
	}
	if err := json.Unmarshal(data, &vectors); err != nil || len(vectors) != 2 {
		t.Fatal(err, len(vectors))
	}
	for _, v := range vectors {
		credentials := webhooks.Credentials{PartnerKey: "CHAVE_PARCEIRO", Scope: webhooks.Company{CNPJ: "99999999999999", Key: xsd.Secret(v.ChaveAssinatura)}}
		if v.Tipo == "parceiro" {
			credentials.Scope = webhooks.Partner{Key: xsd.Secret(v.ChaveAssinatura)}
		}
		sendsToken(t, credentials, v.JWT)
	}
}

// TestRESTSharedSamples reads and writes the documented bodies, which are no part of this repository.
func TestRESTSharedSamples(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder, so that no published body is read and written")
	}
	for name, x := range map[string]any{
		"pub-rest-post-webhook-empresa-request.json":   new(invoicy.CadastroWebhook),
		"pub-rest-post-webhook-parceiro-request.json":  new(invoicy.CadastroWebhook),
		"pub-rest-put-webhook-request.json":            new(invoicy.CadastroWebhook),
		"pub-rest-post-webhook-empresa-response.json":  new(invoicy.WebhookRetorno),
		"pub-rest-post-webhook-parceiro-response.json": new(invoicy.WebhookRetorno),
		"recon-rest-get-webhook-response.json":         new(invoicy.WebhookRetorno),
		"pub-rest-auth-token-request.json":             new(webhooks.Autenticar),
		"pub-rest-auth-refresh-request.json":           new(webhooks.Renovar),
		"pub-rest-auth-response.json":                  new(webhooks.Autenticacao),
	} {
		text, err := os.ReadFile(filepath.Join(shared, "contracts/samples/invoicy", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, x); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		written, err := json.Marshal(x)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		sameJSON(t, text, written)
	}
}

// TestRESTRefusal: the usual answer on an error status is decoded, and no key or token is shown.
func TestRESTRefusal(t *testing.T) {
	c, p := restClient(t, "/webhooks.aspx", restCompany, "consultado.response.json")
	p.status, p.reply = 422, []byte(`{"Mensagens":[{"Codigo":201,"Descricao":"recusado ACCESS_TOKEN"}]}`)
	_, err := c.Criar(ctx, restHook("x", 9))
	var fault *rest.Fault
	if !errors.As(err, &fault) || fault.StatusCode != 422 || fault.Detail.(*invoicy.WebhookRetorno).Mensagens.MensagensItem[0].Codigo != 201 {
		t.Fatalf("error %v", err)
	}
	shown := fmt.Sprintf("%v %+v %#v %s %v", err, err, err, fault.Body, restCompany)
	if strings.Contains(shown, "ACCESS_TOKEN") || strings.Contains(shown, "CHAVE") {
		t.Errorf("shown: %s", shown)
	}
	p.status = 0
	var refusal *rest.Refusal
	if _, err := c.Criar(ctx, restHook("x", 9)); !errors.As(err, &refusal) || refusal.Status != "201" || refusal.Message != "recusado [redacted]" {
		t.Errorf("refusal %v", err)
	}
	p.reply = []byte(`{"CadastroWebhook":[]}`)
	if _, err := c.Consultar(ctx, new(webhooks.Consultar)); err != nil {
		t.Errorf("a query without messages: %v", err)
	}
	if _, err := c.Criar(ctx, restHook("x", 9)); !errors.As(err, &refusal) || refusal.Status != "" {
		t.Errorf("a creation without messages: %v", err)
	}
	if _, err := webhooks.NewClient("http://apibr.invoicy.com.br/webhooks.aspx", restCompany); !errors.As(err, new(*rest.InsecureError)) {
		t.Errorf("without TLS: %v", err)
	}
}
