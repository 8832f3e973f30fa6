package tce_test

import (
	"bytes"
	"net/http"
	"testing"

	page "example.com/wsgen/golden/token-wirename/want/go/tce/token"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/internal/wiretest"
)

// TestRequestsInThePagesForm sends <token>, as the provider's page prints it, and obterToken as it was in 2016: one line each in
// the overlay.
func TestRequestsInThePagesForm(t *testing.T) {
	c, err := page.NewClient(page.EndpointProduction, who)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		build func() (*http.Request, error)
	}{
		{"obterToken", func() (*http.Request, error) { return c.BuildObterToken(ctx, &page.ObterToken{CodigoUg: "10006"}) }},
		{"obterSituacaoToken", func() (*http.Request, error) {
			return c.BuildObterSituacaoToken(ctx, &page.ObterSituacaoToken{ChaveToken: key})
		}},
		{"iniciarTransferencia", func() (*http.Request, error) {
			return c.BuildIniciarTransferencia(ctx, &page.IniciarTransferencia{ChaveToken: key})
		}},
		{"cancelarTransferencia", func() (*http.Request, error) {
			return c.BuildCancelarTransferencia(ctx, &page.CancelarTransferencia{ChaveToken: key})
		}},
		{"finalizarTransferencia", func() (*http.Request, error) {
			return c.BuildFinalizarTransferencia(ctx, &page.FinalizarTransferencia{ChaveToken: key})
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := tt.build()
			if err != nil {
				t.Fatal(err)
			}
			got := wiretest.Body(t, r)
			if want := sample(t, "page/"+tt.name+".request.xml"); !bytes.Equal(got, want) {
				t.Errorf("the bytes differ\n got %s\nwant %s", got, want)
			}
			if diff := infoset.Diff(sample(t, "page/"+tt.name+".request.published.xml"), got); diff != "" {
				t.Errorf("the infoset differs from the published form:\n%s", diff)
			}
		})
	}
}
