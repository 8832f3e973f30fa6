package importqueuev3_test

import (
	"context"
	"fmt"

	"example.com/wsgen/generated/comprovei"
	"example.com/wsgen/generated/comprovei/importqueuev3"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

// Version 3 takes the same routes.
func Example() {
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/comprovei/samples", "importqueuev3/uploadRouteUsingDocumentKey.response.xml"))
	c, err := importqueuev3.NewClient(importqueuev3.EndpointProduction, soap.UserPassword("USUARIO", "SENHA"), provider)
	if err != nil {
		fmt.Println(err)
		return
	}
	order, err := c.UploadRouteUsingDocumentKey(context.Background(), &importqueuev3.UploadRouteUsingDocumentKey{
		Rotas: comprovei.Rotas{Rota: []comprovei.Rota{{Numero: "2002"}}}, NomeArquivo: "rota_2002.xml",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(order.Protocolo)
	// Output: 202601150a1b2c3d4e5f6
}
