package webhooks_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"example.com/wsgen/generated/invoicy"
	"example.com/wsgen/generated/invoicy/webhooks"
	"example.com/wsgen/runtime/rest"
)

// A webhook for the NFS-e of a company is created over REST. The client logs in by itself.
func Example() {
	// A stand-in for InvoiCy; programs use webhooks.EndpointHomologation.
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/oauth2/invoicy/auth" {
			fmt.Fprint(w, `{"accessToken":"TOKEN","accessTokenExpireAt":4102444800}`)
			return
		}
		fmt.Fprint(w, `{"CadastroWebhook":[{"Identificador":"ab1c2ba3","Descricao":"Avisos"}],"Mensagens":[{"Codigo":100,"Descricao":"Webhook cadastrado!"}]}`)
	}))
	defer server.Close()

	client, err := webhooks.NewClient(server.URL+"/webhooks.aspx", webhooks.Credentials{
		PartnerKey: "CHAVE_PARCEIRO",
		Scope:      webhooks.Company{CNPJ: "99999999999999", Key: "CHAVE_ACESSO_EMPRESA"},
	}, rest.AllowInsecureLoopback())
	if err != nil {
		fmt.Println(err)
		return
	}
	reply, err := client.Criar(context.Background(), &invoicy.CadastroWebhook{
		Descricao: "Avisos",
		URL:       "https://exemplo.invalid/avisos",
		Status:    invoicy.StatusA,
		Uso: invoicy.Uso{UsoItem: []invoicy.UsoItem{{
			Modulo:          invoicy.Modulo4,
			TipoNotificacao: invoicy.TiposNotificacao{TipoNotificacao: []invoicy.TipoNotificacao{invoicy.TipoNotificacao2}},
		}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(reply.CadastroWebhook[0].Identificador)
	// Output: ab1c2ba3
}
