package competencia_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce/competencia"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

func Example() {
	ctx := context.Background()
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/tce/samples",
		"competencia/obterCompetencia.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	client, err := competencia.NewClient(competencia.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	reply, err := client.ObterCompetencia(ctx, &competencia.ObterCompetencia{CodigoUg: "10006"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(reply.Dados.Competencia, reply.Dados.Descricao)
	// Output:
	// 201401 Remessa confirmada
}
