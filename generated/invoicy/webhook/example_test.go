package webhook_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"example.com/wsgen/generated/invoicy"
	"example.com/wsgen/generated/invoicy/webhook"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// answer plays InvoiCy with one sample.
func answer(name string) soap.Option {
	reply, err := os.ReadFile("../../../specs/invoicy/samples/soap/" + name + ".response.xml")
	if err != nil {
		panic(err)
	}
	return soap.WithHTTPClient(&wiretest.Server{Reply: reply})
}

// create registers a webhook that is told of NFS-e; docs/providers/invoicy.md shows it.
func create(ctx context.Context, c *webhook.Client, address string) error {
	req := new(webhook.WebhookExecute)
	req.Invoicywebhook.Dados.Item.Document = &webhook.DadosItemDocumentCadastroWebhook{Value: invoicy.CadastroWebhook{
		Descricao:            "NFS-e",
		URL:                  address,
		Status:               invoicy.StatusA,
		TipoAutenticacao:     invoicy.TipoAutenticacao2,
		TokenAutenticacao:    "TOKEN",
		TentativasReenvioAut: xsd.Some[int32](3),
		IntervaloTentativas:  xsd.Some(invoicy.IntervaloTentativas5),
		Uso: invoicy.Uso{UsoItem: []invoicy.UsoItem{{
			Modulo:          invoicy.Modulo4,
			TipoNotificacao: invoicy.TiposNotificacao{TipoNotificacao: []invoicy.TipoNotificacao{invoicy.TipoNotificacao1, invoicy.TipoNotificacao6}},
		}}},
	}}
	_, err := c.Execute(ctx, req)
	return err
}

// queryAll returns the webhooks of the scope; docs/providers/invoicy.md shows it.
func queryAll(ctx context.Context, c *webhook.Client) ([]invoicy.CadastroWebhook, error) {
	req := new(webhook.WebhookExecute)
	req.Invoicywebhook.Dados.Item.Document = new(webhook.DadosItemDocumentConsultaWebhook)
	reply, err := c.Execute(ctx, req)
	if err != nil {
		return nil, err
	}
	var found []invoicy.CadastroWebhook
	if reply.Invoicyretorno.Mensagem == nil {
		return nil, nil
	}
	for _, m := range reply.Invoicyretorno.Mensagem.MensagemItem {
		if m.Documentos == nil {
			continue
		}
		for _, d := range m.Documentos.DocumentosItem {
			if d.Documento == nil {
				continue
			}
			if answer, ok := d.Documento.Document.(*webhook.DocumentosItemDocumentoDocumentWebhookRetorno); ok {
				found = append(found, answer.Value.CadastroWebhook...)
			}
		}
	}
	return found, nil
}

func Example() {
	credentials := webhook.Credentials{
		PartnerKey: "CHAVE_PARCEIRO",
		Scope:      webhook.Company{CNPJ: "99999999999999", Key: "CHAVE_ACESSO_EMPRESA"},
	}
	c, err := webhook.NewClient(webhook.EndpointHomologation, credentials, answer("criado"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(create(context.Background(), c, "https://exemplo.invalid/avisos"))
	// Output: <nil>
}

// What a query returned is changed, and sent as an update; with Modo it is deleted.
func Example_update() {
	credentials := webhook.Credentials{PartnerKey: "CHAVE_PARCEIRO", Scope: webhook.Partner{Key: "CHAVE_PARCEIRO"}}
	c, err := webhook.NewClient(webhook.EndpointHomologation, credentials, answer("consultado"))
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	found, err := queryAll(ctx, c)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, hook := range found {
		fmt.Println(hook.Identificador, hook.Descricao)
		hook.Status = invoicy.StatusI
		req := new(webhook.WebhookExecute)
		req.Invoicywebhook.Dados.Item.Document = &webhook.DadosItemDocumentCadastroWebhook{Value: hook}
		if _, err := c.Execute(ctx, req); err != nil {
			fmt.Println(err)
		}
	}
	// Output: ab1c2ba3-1ac2-3b1a-2c3b-123abc321cba Avisos da empresa
}

// A refusal is an error with InvoiCy's code.
func Example_refusal() {
	credentials := webhook.Credentials{PartnerKey: "CHAVE_PARCEIRO", Scope: webhook.Partner{Key: "CHAVE_PARCEIRO"}}
	c, err := webhook.NewClient(webhook.EndpointHomologation, credentials, answer("recusado-no-documento"))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = create(context.Background(), c, "http://exemplo.invalid")
	if refusal, ok := errors.AsType[*soap.Refusal](err); ok {
		fmt.Println(refusal.Status, refusal.Message)
	}
	// Output: 231 URL inválida
}

// through makes an HTTP client that goes through a proxy, trusts the authorities in a PEM file and shows a client
// certificate; docs/providers/invoicy.md shows it.
func through(proxy *url.URL, authorities []byte, certificate tls.Certificate) (*http.Client, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, err
	}
	if !pool.AppendCertsFromPEM(authorities) {
		return nil, errors.New("no certificate in the PEM file")
	}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = http.ProxyURL(proxy)
	t.TLSClientConfig = &tls.Config{RootCAs: pool, Certificates: []tls.Certificate{certificate}}
	return &http.Client{Transport: t}, nil
}

// An own authority, a client certificate and a proxy are set on an HTTP client, which soap.WithHTTPClient takes.
func Example_proxy() {
	_, err := through(&url.URL{Scheme: "http", Host: "proxy.example:3128"}, []byte("not PEM"), tls.Certificate{})
	fmt.Println(err)
	// Output: no certificate in the PEM file
}
