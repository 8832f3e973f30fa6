package tce_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

// A unit that holds a token already gets no other. The refusal says which one that is.
func Example() {
	// A recorded reply stands for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../specs/tce/samples", "obterToken.active.response.xml"))
	queue, err := token.NewClient(token.EndpointHomologation, soap.UserPassword("USUARIO", "SENHA"), provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	err = unit.Transfer(context.Background(), func(context.Context, *tce.Session) error {
		return errors.New("not reached")
	})
	var refused *tce.OpenError
	fmt.Println(errors.As(err, &refused))
	// The key is a secret: fmt does not print it, and a conversion to string reveals it.
	fmt.Println(refused.Active, len(string(refused.Active)))
	// Output:
	// true
	// [redacted] 36
}
