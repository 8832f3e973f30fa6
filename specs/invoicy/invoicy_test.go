// Package invoicy_test calls InvoiCy's generated clients with the samples as the provider's side.
package invoicy_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/wsgen/generated/invoicy"
	"example.com/wsgen/generated/invoicy/webhook"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

var (
	ctx = context.Background()

	// ignoreExtra compares fields alone: what Extra keeps is shown by writing the struct again.
	ignoreExtra = cmpopts.IgnoreTypes(xsd.Extra{})

	company = webhook.Credentials{PartnerKey: "CHAVE_PARCEIRO", Scope: webhook.Company{CNPJ: "99999999999999", Key: "CHAVE_ACESSO_EMPRESA"}}
	partner = webhook.Credentials{PartnerKey: "CHAVE_PARCEIRO", Scope: webhook.Partner{Key: "CHAVE_PARCEIRO"}}
)

const identificador = "ab1c2ba3-1ac2-3b1a-2c3b-123abc321cba"

func TestMain(m *testing.M) { wiretest.Main(m, "samples") }

func sample(t testing.TB, name string) []byte { return wiretest.Read(t, "samples/soap/"+name+".xml") }

func client(t testing.TB, credentials webhook.Credentials, opts ...soap.Option) *webhook.Client {
	t.Helper()
	c, err := webhook.NewClient(webhook.EndpointHomologation, credentials, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// carry is the request that carries a document.
func carry(document webhook.DadosItemDocument) *webhook.WebhookExecute {
	var req webhook.WebhookExecute
	req.Invoicywebhook.Dados.Item.Document = document
	return &req
}

func register(c invoicy.CadastroWebhook) *webhook.WebhookExecute {
	return carry(&webhook.DadosItemDocumentCadastroWebhook{Value: c})
}

func query(id string) *webhook.WebhookExecute {
	return carry(&webhook.DadosItemDocumentConsultaWebhook{Value: invoicy.ConsultaWebhook{Identificador: id}})
}

// hook is a webhook for NFS-e.
func hook(title string, types ...invoicy.TipoNotificacao) invoicy.CadastroWebhook {
	return invoicy.CadastroWebhook{
		Descricao:            title,
		URL:                  "https://exemplo.invalid/avisos?a=1&b=2",
		Status:               invoicy.StatusA,
		TentativasReenvioAut: xsd.Some[int32](0),
		IntervaloTentativas:  xsd.Some(invoicy.IntervaloTentativas5),
		Uso: invoicy.Uso{UsoItem: []invoicy.UsoItem{{
			Modulo:          invoicy.Modulo4,
			TipoNotificacao: invoicy.TiposNotificacao{TipoNotificacao: types},
		}}},
	}
}

func requests() map[string]struct {
	credentials webhook.Credentials
	req         *webhook.WebhookExecute
} {
	created := hook("Avisos da empresa", invoicy.TipoNotificacao9, invoicy.TipoNotificacao10, invoicy.TipoNotificacao11)
	ofPartner := hook("Avisos do parceiro", invoicy.TipoNotificacao9)
	ofPartner.TipoAutenticacao, ofPartner.TokenAutenticacao = invoicy.TipoAutenticacao2, "TOKEN"
	ofPartner.Empresas = &invoicy.Empresas{EmpresasItem: []invoicy.EmpresasItem{
		{EmpCNPJ: "00000000000000", Status: invoicy.StatusA}, {EmpCNPJ: "11111111111111", Status: invoicy.StatusI},
	}}
	changed := hook("Avisos da filial – alterados", invoicy.TipoNotificacao1, invoicy.TipoNotificacao2)
	changed.Identificador = identificador
	deleted := created
	deleted.Identificador, deleted.Modo = identificador, invoicy.ModoDELETAR
	return map[string]struct {
		credentials webhook.Credentials
		req         *webhook.WebhookExecute
	}{
		"criar-empresa":      {company, register(created)},
		"criar-parceiro":     {partner, register(ofPartner)},
		"atualizar":          {company, register(changed)},
		"excluir":            {company, register(deleted)},
		"consultar":          {company, query(identificador)},
		"consultar-todos":    {company, query("")},
		"consultar-parceiro": {partner, query(identificador)},
	}
}

func TestRequestsAreTheSamples(t *testing.T) {
	for name, tt := range requests() {
		t.Run(name, func(t *testing.T) {
			r, err := client(t, tt.credentials).BuildExecute(ctx, tt.req)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := wiretest.Body(t, r), sample(t, name+".request"); !bytes.Equal(got, want) {
				t.Errorf("the bytes differ\n got %s\nwant %s", got, want)
			}
			if got := r.Header.Get("SOAPAction"); got != `"InvoiCyaction/AWEBHOOK.Execute"` {
				t.Errorf("the action is %s", got)
			}
			if got := r.URL.String(); got != "https://homolog.invoicy.com.br/awebhook.aspx" {
				t.Errorf("the address is %s", got)
			}
		})
	}
}

// TestRequestIsLeftAlone sends a request twice: the credentials stand in a copy.
func TestRequestIsLeftAlone(t *testing.T) {
	req := query(identificador)
	for _, c := range []webhook.Credentials{company, partner} {
		if _, err := client(t, c).BuildExecute(ctx, req); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(query(identificador), req, ignoreExtra); diff != "" || !req.Invoicywebhook.Dados.Item.Extra.IsZero() {
		t.Errorf("the request was changed:\n%s", diff)
	}
}

// TestKeysOfDocuments sends documents of any form as they are; md5sum gave the keys, of the access key and the document.
func TestKeysOfDocuments(t *testing.T) {
	for _, v := range []struct {
		credentials  webhook.Credentials
		document, ck string
	}{
		{company, "<ConsultaWebhook><Identificador>" + identificador + "</Identificador></ConsultaWebhook>", "29fd92428d22b5fb47495684e1e70316"},
		{partner, "<ConsultaWebhook></ConsultaWebhook>", "ca6e62941fa6ae75490584f1553d0bdd"},
		{partner, "<ConsultaWebhook />\r\n", "628932b545a1380dcf4c161fb7a2dab1"},
		{company, "<CadastroWebhook><Descricao>Avisos &amp; ações – nº 1</Descricao><URL>https://exemplo.invalid/?a=1&amp;b=2</URL><TokenAutenticacao/></CadastroWebhook>", "5151b163178d425241288be86a4a6871"},
	} {
		sendsDocument(t, v.credentials, v.document, v.ck)
	}
}

// sendsDocument sends a document as it is, with its key.
func sendsDocument(t *testing.T, credentials webhook.Credentials, document, ck string) {
	t.Helper()
	var req webhook.WebhookExecute
	xmltext.SetDocument(&req.Invoicywebhook.Dados.Item.Extra, document)
	r, err := client(t, credentials).BuildExecute(ctx, &req)
	if err != nil {
		t.Fatal(err)
	}
	body := string(wiretest.Body(t, r))
	if want := "<inv:EmpCK>" + ck + "</inv:EmpCK>"; !strings.Contains(body, want) {
		t.Errorf("the request lacks %s: %s", want, body)
	}
	if want := string(xmltext.AppendText(nil, document)); !strings.Contains(body, want) {
		t.Errorf("the request lacks the document: %s", body)
	}
}

// TestPublishedDocuments sends the documents of the contract's vectors as they are, and compares the keys.
func TestPublishedDocuments(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder, so that no EmpCK is compared with the contract's vectors")
	}
	file := filepath.Join(shared, "contracts", "samples", "invoicy", "recon-empck-vetores.json")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Name string `json:"nome"`
		Key  string `json:"chave"`
		XML  string `json:"xml_linearizado"`
		CK   string `json:"EmpCK"`
	}
	if err := json.Unmarshal(data, &vectors); err != nil || len(vectors) == 0 {
		t.Fatalf("%s holds %d vectors: %v", file, len(vectors), err)
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			credentials := company
			if v.Key == "CHAVE_PARCEIRO" {
				credentials = partner
			}
			sendsDocument(t, credentials, v.XML, v.CK)
		})
	}
}

// TestSharedRequests compares requests with the contract's own samples, as documents: their serializer writes <a/>.
func TestSharedRequests(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder, so that no request is compared with the contract's samples")
	}
	for file, credentials := range map[string]webhook.Credentials{
		"cadastro-empresa": company, "cadastro-parceiro": partner, "atualizacao": company, "exclusao": company,
		"consulta": company, "consulta-todos": company, "consulta-parceiro": partner,
	} {
		t.Run(file, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join(shared, "contracts", "samples", "invoicy", "recon-soap-"+file+"-request.xml"))
			if err != nil {
				t.Fatal(err)
			}
			req := read(t, want)
			req.Invoicywebhook.Cabecalho = webhook.Cabecalho{}
			r, err := client(t, credentials).BuildExecute(ctx, req)
			if err != nil {
				t.Fatal(err)
			}
			canonical := func(b []byte) string { // without what the digest and the form of empty elements make of it
				text := string(b)
				for _, cut := range [][2]string{{"<inv:EmpCK>", "</inv:EmpCK>"}} {
					before, rest, _ := strings.Cut(text, cut[0])
					_, after, _ := strings.Cut(rest, cut[1])
					text = before + after
				}
				for _, name := range []string{"TokenAutenticacao", "ConsultaWebhook"} {
					text = strings.ReplaceAll(text, "&lt;"+name+"&gt;&lt;/"+name+"&gt;", "&lt;"+name+"/&gt;")
				}
				return strings.ReplaceAll(text, "<soapenv:Header/>\n", "")
			}
			if diff := infoset.Diff([]byte(canonical(want)), []byte(canonical(wiretest.Body(t, r)))); diff != "" {
				t.Errorf("the infoset differs:\n%s", diff)
			}
		})
	}
}

// TestSharedDocuments reads the documents of the contract and writes them again.
func TestSharedDocuments(t *testing.T) {
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		t.Skip("WSGEN_SHARED names no folder, so that no document is compared with the contract's samples")
	}
	files, err := filepath.Glob(filepath.Join(shared, "contracts", "samples", "invoicy", "*-inner-*.xml"))
	if err != nil || len(files) < 6 {
		t.Fatalf("%d documents: %v", len(files), err)
	}
	for _, file := range files {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var raw webhook.WebhookExecute
		xmltext.SetDocument(&raw.Invoicywebhook.Dados.Item.Extra, string(want))
		sent, err := client(t, partner).BuildExecute(ctx, &raw)
		if err != nil {
			t.Fatal(err)
		}
		typed := read(t, wiretest.Body(t, sent))
		typed.Invoicywebhook.Cabecalho = webhook.Cabecalho{}
		if typed.Invoicywebhook.Dados.Item.Document == nil {
			t.Errorf("%s: no root was read", filepath.Base(file))
		}
		if sent, err = client(t, partner).BuildExecute(ctx, typed); err != nil {
			t.Fatal(err)
		}
		if diff := infoset.Diff(want, []byte(embedded(t, wiretest.Body(t, sent)))); diff != "" {
			t.Errorf("%s: written again:\n%s", filepath.Base(file), diff)
		}
	}
}

// embedded is the text of the document that a request's envelope carries.
func embedded(t *testing.T, envelope []byte) string {
	t.Helper()
	doc, err := infoset.Parse(envelope)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Find("Body", "webhook.Execute", "Invoicywebhook", "Dados", "DadosItem").Text
}

// read decodes the request that an envelope holds.
func read(t *testing.T, envelope []byte) *webhook.WebhookExecute {
	t.Helper()
	part := webhook.OpExecute.In.Body[0]
	start, end := bytes.Index(envelope, []byte("<inv:webhook.Execute")), bytes.Index(envelope, []byte("</soapenv:Body"))
	body := bytes.Replace(envelope[start:end], []byte("<inv:webhook.Execute"), []byte(`<inv:webhook.Execute xmlns:inv="InvoiCy"`), 1)
	d := xmltext.NewDecoder()
	defer d.Release()
	d.OnDrift = func(x xmltext.Drift) { t.Errorf("drift: %s", x) }
	d.Reset(body)
	req := new(webhook.WebhookExecute)
	if err := d.Document(part.Name, webhook.OpExecute.Binding.Namespaces, part.Type, req); err != nil {
		t.Fatal(err)
	}
	return req
}

func TestScopeDecides(t *testing.T) {
	withCompanies := hook("x", 1)
	withCompanies.Empresas = &invoicy.Empresas{EmpresasItem: []invoicy.EmpresasItem{{EmpCNPJ: "00000000000000", Status: "A"}}}
	withNone := hook("x", 1)
	withNone.Empresas = new(invoicy.Empresas)
	tests := []struct {
		name        string
		credentials webhook.Credentials
		req         *webhook.WebhookExecute
		field       string // "" where the request is sent
	}{
		{"companies of a company", company, register(withCompanies), "Invoicywebhook/Dados/DadosItem/CadastroWebhook/Empresas/EmpresasItem"},
		{"companies of a partner", partner, register(withCompanies), ""},
		{"no companies of a company", company, register(withNone), ""},
		{"no document", company, carry(nil), "-"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := &wiretest.Server{Reply: sample(t, "criado.response")}
			_, err := client(t, tt.credentials, soap.WithHTTPClient(server)).Execute(ctx, tt.req)
			var refused *soap.RequestError
			if tt.field == "" {
				if err != nil || server.Calls != 1 {
					t.Errorf("error %v after %d calls", err, server.Calls)
				}
				return
			}
			if !errors.As(err, &refused) || server.Calls != 0 {
				t.Fatalf("error %v after %d calls, want a request that is refused before it is sent", err, server.Calls)
			}
			if f, ok := errors.AsType[*soap.FieldError](err); tt.field != "-" && (!ok || f.Field != tt.field) {
				t.Errorf("error %v, want the field %s", err, tt.field)
			}
		})
	}
}

func TestFilledFieldsAreRefused(t *testing.T) {
	for name, set := range map[string]func(*webhook.Cabecalho){
		"EmpPK":   func(c *webhook.Cabecalho) { c.EmpPK = "OUTRA" },
		"EmpCK":   func(c *webhook.Cabecalho) { c.EmpCK = "00000000000000000000000000000000" },
		"EmpCO":   func(c *webhook.Cabecalho) { c.EmpCO = "2" },
		"EmpCNPJ": func(c *webhook.Cabecalho) { c.EmpCNPJ = "11111111111111" },
	} {
		req := query("")
		set(&req.Invoicywebhook.Cabecalho)
		for scope, credentials := range map[string]webhook.Credentials{"company": company, "partner": partner} {
			_, err := client(t, credentials).BuildExecute(ctx, req)
			f, ok := errors.AsType[*soap.FieldError](err)
			if !ok || f.Field != "Invoicywebhook/Cabecalho/"+name {
				t.Errorf("%s as %s: error %v, want that of the field", name, scope, err)
			}
			if text := fmt.Sprint(err); strings.Contains(text, "OUTRA") || strings.Contains(text, "CHAVE") {
				t.Errorf("%s as %s: the error shows a value: %s", name, scope, text)
			}
		}
	}
}

func TestCredentialsAreChecked(t *testing.T) {
	for name, c := range map[string]webhook.Credentials{
		"nothing":          {},
		"no scope":         {PartnerKey: "CHAVE_PARCEIRO"},
		"no partner's key": {Scope: webhook.Partner{Key: "CHAVE_PARCEIRO"}},
		"no key":           {PartnerKey: "CHAVE_PARCEIRO", Scope: webhook.Partner{}},
		"no CNPJ":          {PartnerKey: "CHAVE_PARCEIRO", Scope: webhook.Company{Key: "CHAVE"}},
		"CNPJ with points": {PartnerKey: "CHAVE_PARCEIRO", Scope: webhook.Company{CNPJ: "99.999.999/9999-99", Key: "CHAVE"}},
		"pointer":          {PartnerKey: "CHAVE_PARCEIRO", Scope: &webhook.Partner{Key: "CHAVE_PARCEIRO"}},
	} {
		_, err := webhook.NewClient(webhook.EndpointHomologation, c)
		if bad, ok := errors.AsType[*soap.ConfigError](err); !ok {
			t.Errorf("%s: error %v, want a *soap.ConfigError", name, err)
		} else if strings.Contains(bad.Error(), "CHAVE") {
			t.Errorf("%s: the error shows a key: %v", name, bad)
		}
	}
	if text := fmt.Sprintf("%v %+v %#v", company, company, company); strings.Contains(text, "CHAVE") {
		t.Errorf("fmt prints a key: %s", text)
	}
}

// TestNobodySeesTheKey fails calls and looks for the keys in what a caller may log.
func TestNobodySeesTheKey(t *testing.T) {
	var seen []string
	watch := func(next soap.Handler) soap.Handler {
		return func(ctx context.Context, x *soap.Exchange) error {
			shown, err := x.Request()
			seen = append(seen, string(shown), fmt.Sprint(x, err))
			return next(ctx, x)
		}
	}
	want := sample(t, "consultar-parceiro.request") // a server that echoes
	server := &wiretest.Server{Status: http.StatusInternalServerError, Reply: want}
	_, err := client(t, partner, soap.WithHTTPClient(server), soap.WithMiddleware(watch)).Execute(ctx, query(identificador))
	if err == nil {
		t.Fatal("no error")
	}
	for _, text := range append(seen, err.Error(), fmt.Sprintf("%+v", err)) {
		if strings.Contains(text, "CHAVE_PARCEIRO") || strings.Contains(text, "d9c73ae4df8f396878cf0db0f9523cfd") {
			t.Errorf("a key is shown: %s", text)
		}
	}
}

// A document that is a nil pointer is none: the request is refused, as without one.
func TestNilDocument(t *testing.T) {
	for scope, credentials := range map[string]webhook.Credentials{"company": company, "partner": partner} {
		_, without := client(t, credentials).BuildExecute(t.Context(), carry(nil))
		for _, document := range []webhook.DadosItemDocument{(*webhook.DadosItemDocumentCadastroWebhook)(nil), (*webhook.DadosItemDocumentConsultaWebhook)(nil)} {
			_, err := client(t, credentials).BuildExecute(t.Context(), carry(document))
			if err == nil || without == nil || err.Error() != without.Error() {
				t.Errorf("%T as %s: error %v, want %v", document, scope, err, without)
			}
		}
	}
}
