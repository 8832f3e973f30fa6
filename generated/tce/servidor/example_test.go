package servidor_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

func Example() {
	ctx := context.Background()
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/tce/samples",
		"obterToken.response.xml",
		"iniciarTransferencia.response.xml",
		"enviar.response.xml",
		"finalizarTransferencia.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(token.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	client, err := servidor.NewClient(servidor.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	err = unit.Transfer(ctx, func(ctx context.Context, s *tce.Session) error {
		result, err := client.Enviar(ctx, s, &servidor.Enviar{
			Competencia: 201601,
			Servidor: []servidor.Servidor{
				{
					NumeroMatricula: "000001", NomeServidor: "SERVIDOR UM", DataNascimento: xsd.NewDate(1980, 1, 31),
					NomeMae: "MÃE UM", NumeroCPF: "00000000000", CodigoSexo: xsd.NewInteger(1),
				},
				{
					NumeroMatricula: "000002", NomeServidor: "SERVIDORA DOIS", DataNascimento: xsd.NewDate(1991, 12, 1),
					NomeMae: "MÃE DOIS", NumeroCPF: "1", CodigoSexo: xsd.NewInteger(2),
				},
			},
		})
		if err != nil {
			return err // the session is cancelled
		}
		fmt.Println(result.Mensagem)
		fmt.Println(result.Err()) // names the records that were refused
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// SERVIDOR processado com sucesso
	// enviar: 1 of 2 records not accepted; record 2: 2012070: Matrícula já utilizada
}
