package folhapagamento_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/folhapagamento"
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
		"folhapagamento/enviar.response.xml",
		"finalizarTransferencia.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(token.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	client, err := folhapagamento.NewClient(folhapagamento.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	amount, err := xsd.ParseDecimal("1510.15")
	if err != nil {
		log.Fatal(err)
	}
	err = unit.Transfer(ctx, func(ctx context.Context, s *tce.Session) error {
		result, err := client.Enviar(ctx, s, &folhapagamento.Enviar{
			Competencia: 201601,
			FolhaPagamento: []folhapagamento.FolhaPagamento{{
				NumeroCPFServidor: "00000000000", NumeroMatriculaServidor: "000001", AnoMes: xsd.NewInteger(201601),
				NumeroSequencial: xsd.NewInteger(0), CodigoComponenteFolhaPagamento: "0042",
				IndicativoProventoDesconto: "P", ValorComponenteFolhaPagamento: amount,
			}},
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
	// FOLHA_PAGAMENTO processado com sucesso
	// <nil>
}
