package importqueuev2_test

import (
	"context"
	"fmt"

	"example.com/wsgen/generated/comprovei"
	"example.com/wsgen/generated/comprovei/importqueuev2"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

// A route is sent, and awaited until it is imported.
func Example() {
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/comprovei/samples", "importqueuev2/uploadRouteUsingDocumentKey.response.xml", "importqueuev2/getImportProtocolStatus.response.xml"))
	c, err := importqueuev2.NewClient(importqueuev2.EndpointProduction, soap.UserPassword("USUARIO", "SENHA"), provider)
	if err != nil {
		fmt.Println(err)
		return
	}
	order, err := c.UploadRouteUsingDocumentKey(context.Background(), &importqueuev2.UploadRouteUsingDocumentKey{
		Rotas: comprovei.Rotas{Rota: []comprovei.Rota{{
			Numero: "2002",
			Paradas: &comprovei.RotaParadas{Parada: []comprovei.Parada{{
				Numero: "1", Tipo: comprovei.TipoParadaE, Documento: &comprovei.Documento{ChaveNota: "00000000000000000000000000000000000000000000"},
			}}},
		}}},
		NomeArquivo: "rota_2002.xml",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	job, err := c.AwaitGetImportProtocolStatus(context.Background(), &importqueuev2.GetImportProtocolStatus{Protocolo: order.Protocolo})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(job.State, job.Outcome)
	// Output: ready Rota importada com sucesso!
}
