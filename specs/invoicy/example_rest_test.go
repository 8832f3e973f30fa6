package invoicy_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"example.com/wsgen/generated/invoicy"
	"example.com/wsgen/generated/invoicy/notificacao"
	"example.com/wsgen/generated/invoicy/webhooks"
	"example.com/wsgen/runtime/rest"
)

// A webhook for the NFS-e of a company is created over REST. The client logs in by itself.
func Example_rest() {
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

// A server takes the notifications of a webhook that was registered with TipoAutenticacao 2 and a token.
func Example_receiver() {
	receiver := &notificacao.Receiver{
		Receiver: rest.Receiver{
			Authorization: rest.BearerAuthorization("TOKEN"),
			OnOther: func(ctx context.Context, n rest.Notification) error {
				fmt.Println("kept for later:", n.Member)
				return nil
			},
		},
		OnDocumento: func(ctx context.Context, x *notificacao.Documento) error {
			fmt.Println(x.DocNumero, x.DocSitCodigo == notificacao.SitCodigo100)
			return nil
		},
	}
	for _, body := range []string{`{"documento":{"DocNumero":17,"DocSitCodigo":"100"}}`, `{"novidade":{}}`} {
		r := httptest.NewRequest(http.MethodPost, "/avisos", strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer TOKEN")
		receiver.ServeHTTP(httptest.NewRecorder(), r)
	}
	// Output:
	// 17 true
	// kept for later: novidade
}
