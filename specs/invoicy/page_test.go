package invoicy_test

import (
	"bytes"
	"testing"

	page "example.com/wsgen/golden/webhook-form/want/go/invoicy/webhook"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/xmltext"
)

// TestRequestInThePublishedForm sends an envelope as the documentation prints it: what stands below the request's field has no
// prefix.
func TestRequestInThePublishedForm(t *testing.T) {
	c, err := page.NewClient(page.EndpointProduction, page.Credentials{
		PartnerKey: "CHAVE_PARCEIRO", Scope: page.Company{CNPJ: "99999999999999", Key: "CHAVE_ACESSO_EMPRESA"},
	})
	if err != nil {
		t.Fatal(err)
	}
	var req page.WebhookExecute
	xmltext.SetDocument(&req.Invoicywebhook.Dados.DadosItem.Extra, embedded(t, sample(t, "criar-empresa.request")))
	r, err := c.BuildExecute(ctx, &req)
	if err != nil {
		t.Fatal(err)
	}
	got := wiretest.Body(t, r)
	if want := wiretest.Read(t, "samples/page/criar-empresa.request.xml"); !bytes.Equal(got, want) {
		t.Errorf("the bytes differ\n got %s\nwant %s", got, want)
	}
	// An empty Header is left to the sender (SOAP 1.1, clause 4.2).
	published := bytes.Replace(wiretest.Read(t, "samples/page/criar-empresa.request.published.xml"), []byte("<soapenv:Header/>\n"), nil, 1)
	if diff := infoset.Diff(published, got); diff != "" {
		t.Errorf("the infoset differs from the published form:\n%s", diff)
	}
}
