package lancamentocontabilpu_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/lancamentocontabilpu"
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
		"lancamentocontabilpu/enviar.one-refused.response.xml",
		"finalizarTransferencia.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(token.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	client, err := lancamentocontabilpu.NewClient(lancamentocontabilpu.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	amount, err := xsd.ParseDecimal("555.50")
	if err != nil {
		log.Fatal(err)
	}
	entry := func(number int32) lancamentocontabilpu.LancamentoContabilPU {
		return lancamentocontabilpu.LancamentoContabilPU{
			IdRetorno:      xsd.Some(number), // left out, the records are numbered from 1
			NumeroControle: "1", NumeroSequencial: xsd.NewInteger(1), DataLancamento: xsd.NewDate(2014, 6, 2),
			CodigoContaContabil: "212130100", TipoLancamento: xsd.NewInteger(1), TipoMovimentoContabil: xsd.NewInteger(2),
			HistoricoLancamento: "histórico", ValorLancamento: amount, IndicativoEstornoLancamento: "N",
		}
	}
	err = unit.Transfer(ctx, func(ctx context.Context, s *tce.Session) error {
		result, err := client.Enviar(ctx, s, &lancamentocontabilpu.Enviar{
			Competencia:          201401,
			LancamentoContabilPU: []lancamentocontabilpu.LancamentoContabilPU{entry(0), entry(1)},
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
	// LANCAMENTO_CONTABIL_PU processado com sucesso
	// enviar: 1 of 2 records not accepted; record 1: 0: Número de controle usado em outra data
}
