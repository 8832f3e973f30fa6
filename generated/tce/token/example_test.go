package token_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

func Example() {
	ctx := context.Background()
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/tce/samples",
		"obterToken.response.xml",
		"iniciarTransferencia.response.xml",
		"finalizarTransferencia.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(token.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	// Transfer waits until the token is ready, starts the transfer, and confirms or cancels it.
	err = unit.Transfer(ctx, func(ctx context.Context, s *tce.Session) error {
		fmt.Println("sending under", s.Key()) // a secret: fmt does not print it
		return nil
	})
	fmt.Println(err)
	// Output:
	// sending under [redacted]
	// <nil>
}
