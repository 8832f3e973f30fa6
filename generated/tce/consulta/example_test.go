package consulta_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce/consulta"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

func Example() {
	ctx := context.Background()
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/tce/samples",
		"consulta/listarRelatoriosDisponiveis.response.xml",
		"obterToken.response.xml",
		"consulta/listarRelatorios.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(token.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	client, err := consulta.NewClient(consulta.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	reports, err := client.ListarRelatoriosDisponiveis(ctx, &consulta.ListarRelatoriosDisponiveis{Competencia: 201401})
	if err != nil {
		log.Fatal(err)
	}
	report := reports.Dados.Relatorios[0]
	fmt.Println(report.Key)
	rows, err := client.ListarRelatorios(ctx, unit, &consulta.ListarRelatorios{
		CodigoUg: 10006, Competencia: 201401, IdentificadorRelatorio: report.Value,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, column := range rows.Dados.Registros[0].Value.Registros {
		value, _ := column.Valor.Get()
		fmt.Println(column.Campo, value.Type.Local, value.Text)
	}
	// Output:
	// Débito e Crédito por Conta
	// CODIGOCONTA int 111110100
	// CONTACORRENTE string 0100000000
	// debito decimal 1096025.70
	// credito decimal 0.00
}
