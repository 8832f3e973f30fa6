package mensagem_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce/mensagem"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

func Example() {
	ctx := context.Background()
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/tce/samples",
		"mensagem/listar.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	client, err := mensagem.NewClient(mensagem.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	reply, err := client.Listar(ctx, &mensagem.Listar{})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range reply.Dados.Mensagens {
		fmt.Printf("%s: %q\n", m.Key, m.Value)
	}
	// Output:
	// 0: "OK"
	// 410: "Cargo não pertence à data da publicação "
}
