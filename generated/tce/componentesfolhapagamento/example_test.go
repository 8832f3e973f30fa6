package componentesfolhapagamento_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce/componentesfolhapagamento"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

func Example() {
	ctx := context.Background()
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/tce/samples",
		"obterToken.response.xml",
		"componentesfolhapagamento/listar.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(token.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	client, err := componentesfolhapagamento.NewClient(componentesfolhapagamento.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	// Each page is read under a token of its own.
	for item, err := range client.ListarAll(ctx, unit, &componentesfolhapagamento.Listar{CodigoUg: 10006, Competencia: 201601}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(item.CodigoComponente, item.DescricaoComponente)
	}
	// Output:
	// 42 1/3 DE FÉRIAS
	// 7 ABONO(13º. SAL.)
}
