package situacaoservidorfolhapagamento_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/situacaoservidorfolhapagamento"
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
		"situacaoservidorfolhapagamento/enviar.response.xml",
		"finalizarTransferencia.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(token.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	client, err := situacaoservidorfolhapagamento.NewClient(situacaoservidorfolhapagamento.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	err = unit.Transfer(ctx, func(ctx context.Context, s *tce.Session) error {
		result, err := client.Enviar(ctx, s, &situacaoservidorfolhapagamento.Enviar{
			Competencia: 201601,
			SituacaoServidorFolhaPagamento: []situacaoservidorfolhapagamento.SituacaoServidorFolhaPagamento{
				{
					NumeroCPFServidor: "00000000000", NumeroMatriculaServidor: "000001", AnoMes: xsd.NewInteger(201601),
					NumeroSequencial: xsd.NewInteger(1), TipoVinculoServidor: xsd.NewInteger(1), TipoSituacaoServidor: xsd.NewInteger(0),
					QuantidadeHorasServidor: xsd.Some(xsd.NewInteger(0)), // no hours; without the line nothing is said of them
				},
				{
					NumeroCPFServidor: "1", NumeroMatriculaServidor: "000002", AnoMes: xsd.NewInteger(201601),
					NumeroSequencial: xsd.NewInteger(1), TipoVinculoServidor: xsd.NewInteger(1), TipoSituacaoServidor: xsd.NewInteger(0),
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
	// SITUACAO_SERVIDOR_FOLHA_PAGAMENTO processado com sucesso
	// enviar: 1 of 2 records not accepted; record 2: 410: Situação já informada
}
