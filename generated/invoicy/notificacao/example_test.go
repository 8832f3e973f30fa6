package notificacao_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"example.com/wsgen/generated/invoicy/notificacao"
	"example.com/wsgen/runtime/rest"
)

// A server takes the notifications of a webhook that was registered with TipoAutenticacao 2 and a token.
func Example() {
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
