package resttest_test

import (
	"context"
	"errors"
	"testing"

	"example.com/wsgen/generated/invoicy"
	"example.com/wsgen/generated/invoicy/webhooks"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/resttest"
)

// docs/testing.md shows what stands between here and the end of this file.

// firstOf is the caller's code.
func firstOf(ctx context.Context, c *webhooks.Client) (string, error) {
	got, err := c.Consultar(ctx, &webhooks.Consultar{})
	if err != nil || len(got.CadastroWebhook) == 0 {
		return "", err
	}
	return got.CadastroWebhook[0].Identificador, nil
}

func TestFirstOf(t *testing.T) {
	srv := resttest.NewServer(t)
	srv.Reply(&webhooks.OpAutenticar, &webhooks.Autenticacao{AccessToken: "t-1"}).Always()
	srv.Sample(&webhooks.OpConsultar, "../../specs/invoicy/samples/rest/criado-empresa.response.json")
	srv.Reply(&webhooks.OpConsultar, &invoicy.WebhookRetorno{CadastroWebhook: []invoicy.CadastroWebhook{{Identificador: "w-2"}}})
	srv.Fault(&webhooks.OpConsultar, 422, &invoicy.WebhookRetorno{})
	client, err := webhooks.NewClient(srv.URL+"/webhooks.aspx", webhooks.Credentials{
		PartnerKey: "P", Scope: webhooks.Company{CNPJ: "99999999999999", Key: "K"},
	}, rest.AllowInsecureLoopback())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ab1c2ba3-1ac2-3b1a-2c3b-123abc321cba", "w-2"} {
		if id, err := firstOf(t.Context(), client); err != nil || id != want {
			t.Errorf("got %q, %v; want %s", id, err, want)
		}
	}
	if _, err := firstOf(t.Context(), client); !errors.As(err, new(*rest.Fault)) {
		t.Errorf("got %v", err)
	}
	if n := len(resttest.Requests[*webhooks.Consultar](srv, &webhooks.OpConsultar)); n != 3 {
		t.Errorf("%d requests", n)
	}
}
