package tce_test

import (
	"net/http"
	"testing"

	"example.com/wsgen/generated/tce/componentesfolhapagamento"
	"example.com/wsgen/generated/tce/folhapagamento"
	"example.com/wsgen/generated/tce/lancamentocontabilpu"
	"example.com/wsgen/generated/tce/situacaoservidorfolhapagamento"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

func components(t testing.TB, opts ...soap.Option) *componentesfolhapagamento.Client {
	return client(t, componentesfolhapagamento.NewClient, componentesfolhapagamento.EndpointProduction, opts)
}

func payroll(t testing.TB, opts ...soap.Option) *folhapagamento.Client {
	return client(t, folhapagamento.NewClient, folhapagamento.EndpointProduction, opts)
}

func states(t testing.TB, opts ...soap.Option) *situacaoservidorfolhapagamento.Client {
	return client(t, situacaoservidorfolhapagamento.NewClient, situacaoservidorfolhapagamento.EndpointProduction, opts)
}

func ledger(t testing.TB, opts ...soap.Option) *lancamentocontabilpu.Client {
	return client(t, lancamentocontabilpu.NewClient, lancamentocontabilpu.EndpointProduction, opts)
}

// The requests of the samples.
var (
	componentesEnviar = &componentesfolhapagamento.Enviar{
		ChaveToken:  key,
		Competencia: 201601,
		ComponentesFolhaPagamento: []componentesfolhapagamento.ComponentesFolhaPagamento{{
			IdRetorno:                       xsd.Some[int32](1),
			CodigoComponente:                "0042",
			AnoMesComponente:                xsd.NewInteger(201601),
			EspecificacaoNaturezaComponente: xsd.NewInteger(1),
			DescricaoComponente:             "ADICIONAL DE FÉRIAS",
			BaseLegalComponente:             "LEI 1",
			IndicadorComponente:             "P",
		}},
	}
	componentesListar = &componentesfolhapagamento.Listar{CodigoUg: 10006, ChaveToken: key, Competencia: 201601, PAGINA: 1}

	folhaEnviar = &folhapagamento.Enviar{
		ChaveToken:  key,
		Competencia: 201601,
		FolhaPagamento: []folhapagamento.FolhaPagamento{{
			IdRetorno:                      xsd.Some[int32](1),
			NumeroCPFServidor:              "00000000000",
			NumeroMatriculaServidor:        "000001",
			AnoMes:                         xsd.NewInteger(201601),
			NumeroSequencial:               xsd.NewInteger(0),
			CodigoComponenteFolhaPagamento: "0042",
			IndicativoProventoDesconto:     "P",
			ValorComponenteFolhaPagamento:  must(xsd.ParseDecimal("1510.15")),
		}},
	}
	folhaListar = &folhapagamento.Listar{CodigoUg: 10006, ChaveToken: key, Competencia: 201601, PAGINA: 1}

	// One record says that there were no hours, the other says nothing of hours.
	situacaoEnviar = &situacaoservidorfolhapagamento.Enviar{
		ChaveToken:  key,
		Competencia: 201601,
		SituacaoServidorFolhaPagamento: []situacaoservidorfolhapagamento.SituacaoServidorFolhaPagamento{
			situacao(1, xsd.Some(xsd.NewInteger(0))),
			situacao(2, xsd.Opt[xsd.Integer]{}),
		},
	}
	situacaoListar = &situacaoservidorfolhapagamento.Listar{CodigoUg: 10006, ChaveToken: key, Competencia: 201601, PAGINA: 1}

	lancamentoEnviar = &lancamentocontabilpu.Enviar{
		ChaveToken:           key,
		Competencia:          201401,
		LancamentoContabilPU: []lancamentocontabilpu.LancamentoContabilPU{lancamento(xsd.Some[int32](0))},
	}
	lancamentoListar = &lancamentocontabilpu.Listar{CodigoUg: 10006, ChaveToken: key, Competencia: 201401, PAGINA: 1}
)

func situacao(id int32, hours xsd.Opt[xsd.Integer]) situacaoservidorfolhapagamento.SituacaoServidorFolhaPagamento {
	return situacaoservidorfolhapagamento.SituacaoServidorFolhaPagamento{
		IdRetorno:               xsd.Some(id),
		NumeroCPFServidor:       "00000000000",
		NumeroMatriculaServidor: "00000" + string(rune('0'+id)),
		AnoMes:                  xsd.NewInteger(201601),
		NumeroSequencial:        xsd.NewInteger(1),
		QuantidadeHorasServidor: hours,
		TipoVinculoServidor:     xsd.NewInteger(1),
		TipoSituacaoServidor:    xsd.NewInteger(0),
	}
}

func lancamento(id xsd.Opt[int32]) lancamentocontabilpu.LancamentoContabilPU {
	return lancamentocontabilpu.LancamentoContabilPU{
		IdRetorno:                   id,
		NumeroControle:              "1",
		NumeroSequencial:            xsd.NewInteger(1),
		DataLancamento:              xsd.NewDate(2014, 6, 2),
		CodigoContaContabil:         "212130100",
		TipoLancamento:              xsd.NewInteger(1),
		TipoMovimentoContabil:       xsd.NewInteger(2),
		HistoricoLancamento:         "histórico",
		ValorLancamento:             must(xsd.ParseDecimal("555.50")),
		IndicativoEstornoLancamento: "S",
	}
}

var subjectBuilds = []build{
	{"componentesfolhapagamento/enviar", func(t testing.TB) (*http.Request, error) {
		return components(t).BuildEnviar(ctx, componentesEnviar)
	}},
	{"componentesfolhapagamento/listar", func(t testing.TB) (*http.Request, error) {
		return components(t).BuildListar(ctx, componentesListar)
	}},
	{"folhapagamento/enviar", func(t testing.TB) (*http.Request, error) { return payroll(t).BuildEnviar(ctx, folhaEnviar) }},
	{"folhapagamento/listar", func(t testing.TB) (*http.Request, error) { return payroll(t).BuildListar(ctx, folhaListar) }},
	{"situacaoservidorfolhapagamento/enviar", func(t testing.TB) (*http.Request, error) {
		return states(t).BuildEnviar(ctx, situacaoEnviar)
	}},
	{"situacaoservidorfolhapagamento/listar", func(t testing.TB) (*http.Request, error) {
		return states(t).BuildListar(ctx, situacaoListar)
	}},
	{"lancamentocontabilpu/enviar", func(t testing.TB) (*http.Request, error) { return ledger(t).BuildEnviar(ctx, lancamentoEnviar) }},
	{"lancamentocontabilpu/listar", func(t testing.TB) (*http.Request, error) { return ledger(t).BuildListar(ctx, lancamentoListar) }},
}

func callComponentesEnviar(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
	r, err := components(t, o...).Enviar(ctx, manual(), componentesEnviar)
	if err != nil {
		return nil, err
	}
	return r.EnviarResponse, nil
}

func callLancamentoEnviar(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
	r, err := ledger(t, o...).Enviar(ctx, manual(), lancamentoEnviar)
	if err != nil {
		return nil, err
	}
	return r.EnviarResponse, nil
}

var subjectReplies = []decoding{
	{
		file: "componentesfolhapagamento/listar.response.xml",
		op:   &componentesfolhapagamento.OpListar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return components(t, o...).Listar(ctx, single(), componentesListar)
		},
		want: &componentesfolhapagamento.ListarResponse{
			Dados: componentesfolhapagamento.ListarResponseDados{
				Componentes: []xsd.Entry[componentesfolhapagamento.ComponentesFolhaPagamento]{
					{Key: "0", Value: componentesfolhapagamento.ComponentesFolhaPagamento{
						CodigoComponente: "42", AnoMesComponente: xsd.NewInteger(201601), EspecificacaoNaturezaComponente: xsd.NewInteger(1),
						DescricaoComponente: "1/3 DE FÉRIAS", BaseLegalComponente: "LEI 1", IndicadorComponente: "E",
					}},
					{Key: "1", Value: componentesfolhapagamento.ComponentesFolhaPagamento{
						CodigoComponente: "7", AnoMesComponente: xsd.NewInteger(201601), EspecificacaoNaturezaComponente: xsd.NewInteger(1),
						DescricaoComponente: "ABONO(13º. SAL.)", BaseLegalComponente: "LEI 2", IndicadorComponente: "P",
					}},
				},
				TOTAL: 2, PAGINA: 1, QUANTIDADE_PAGINAS: 1,
			},
			Mensagem: " Consulta executada com sucesso com 2 resultado(s)",
			Status:   "OK",
		},
	},
	{
		file: "folhapagamento/enviar.response.xml",
		op:   &folhapagamento.OpEnviar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			r, err := payroll(t, o...).Enviar(ctx, manual(), folhaEnviar)
			if err != nil {
				return nil, err
			}
			return r.EnviarResponse, nil
		},
		want: &folhapagamento.EnviarResponse{
			Dados: folhapagamento.EnviarResponseDados{Resultados: []xsd.Entry[folhapagamento.CodigoMensagem]{
				{Key: "1", Value: folhapagamento.CodigoMensagem{Codigo: xsd.Some[int32](0), Mensagem: "OK"}},
			}},
			Mensagem: "FOLHA_PAGAMENTO processado com sucesso",
			Status:   "OK",
		},
	},
	{
		file: "folhapagamento/listar.response.xml",
		op:   &folhapagamento.OpListar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return payroll(t, o...).Listar(ctx, single(), folhaListar)
		},
		want: &folhapagamento.ListarResponse{
			Dados: folhapagamento.ListarResponseDados{
				Itens: []xsd.Entry[folhapagamento.FolhaPagamento]{{Key: "0", Value: folhapagamento.FolhaPagamento{
					NumeroCPFServidor: "0", NumeroMatriculaServidor: "1", AnoMes: xsd.NewInteger(201601), NumeroSequencial: xsd.NewInteger(0),
					CodigoComponenteFolhaPagamento: "42", IndicativoProventoDesconto: "P", ValorComponenteFolhaPagamento: must(xsd.ParseDecimal("1510.15")),
				}}},
				TOTAL: 1, PAGINA: 1, QUANTIDADE_PAGINAS: 1,
			},
			Mensagem: " Consulta executada com sucesso com 1 resultado(s)",
			Status:   "OK",
		},
	},
	{
		file: "situacaoservidorfolhapagamento/enviar.response.xml",
		op:   &situacaoservidorfolhapagamento.OpEnviar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			r, err := states(t, o...).Enviar(ctx, manual(), situacaoEnviar)
			if err != nil {
				return nil, err
			}
			return r.EnviarResponse, nil
		},
		want: &situacaoservidorfolhapagamento.EnviarResponse{
			Dados: situacaoservidorfolhapagamento.EnviarResponseDados{Resultados: []xsd.Entry[situacaoservidorfolhapagamento.CodigoMensagem]{
				{Key: "1", Value: situacaoservidorfolhapagamento.CodigoMensagem{Codigo: xsd.Some[int32](0), Mensagem: "OK"}},
				{Key: "2", Value: situacaoservidorfolhapagamento.CodigoMensagem{Codigo: xsd.Some[int32](410), Mensagem: "Situação já informada"}},
			}},
			Mensagem: "SITUACAO_SERVIDOR_FOLHA_PAGAMENTO processado com sucesso",
			Status:   "OK",
		},
	},
	{
		file: "situacaoservidorfolhapagamento/listar.response.xml",
		op:   &situacaoservidorfolhapagamento.OpListar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return states(t, o...).Listar(ctx, single(), situacaoListar)
		},
		want: &situacaoservidorfolhapagamento.ListarResponse{
			Dados: situacaoservidorfolhapagamento.ListarResponseDados{
				Situacoes: []xsd.Entry[situacaoservidorfolhapagamento.SituacaoServidorFolhaPagamento]{
					{Key: "0", Value: situacaoservidorfolhapagamento.SituacaoServidorFolhaPagamento{
						NumeroCPFServidor: "0", NumeroMatriculaServidor: "1", AnoMes: xsd.NewInteger(201601), NumeroSequencial: xsd.NewInteger(1),
						QuantidadeHorasServidor: xsd.Some(xsd.NewInteger(0)), TipoVinculoServidor: xsd.NewInteger(1), TipoSituacaoServidor: xsd.NewInteger(0),
					}},
					{Key: "1", Value: situacaoservidorfolhapagamento.SituacaoServidorFolhaPagamento{
						NumeroCPFServidor: "0", NumeroMatriculaServidor: "2", AnoMes: xsd.NewInteger(201601), NumeroSequencial: xsd.NewInteger(1),
						TipoVinculoServidor: xsd.NewInteger(1), TipoSituacaoServidor: xsd.NewInteger(0),
					}},
				},
				TOTAL: 2, PAGINA: 1, QUANTIDADE_PAGINAS: 1,
			},
			Mensagem: " Consulta executada com sucesso com 2 resultado(s)",
			Status:   "OK",
		},
	},
	lancamentoReply("lancamentocontabilpu/enviar.response.xml",
		xsd.Entry[lancamentocontabilpu.CodigoMensagem]{Key: "0", Value: lancamentocontabilpu.CodigoMensagem{Codigo: xsd.Some[int32](0), Mensagem: "OK"}}),
	// The published refusal of a record has the code 0; one with a code is told of.
	lancamentoReply("lancamentocontabilpu/enviar.one-refused.response.xml",
		xsd.Entry[lancamentocontabilpu.CodigoMensagem]{Key: "0", Value: lancamentocontabilpu.CodigoMensagem{Codigo: xsd.Some[int32](0), Mensagem: "OK"}},
		xsd.Entry[lancamentocontabilpu.CodigoMensagem]{Key: "1", Value: lancamentocontabilpu.CodigoMensagem{Codigo: xsd.Some[int32](0), Mensagem: usedTwice}}),
	lancamentoReply("lancamentocontabilpu/enviar.one-refused-by-code.response.xml",
		xsd.Entry[lancamentocontabilpu.CodigoMensagem]{Key: "0", Value: lancamentocontabilpu.CodigoMensagem{Codigo: xsd.Some[int32](0), Mensagem: "OK"}},
		xsd.Entry[lancamentocontabilpu.CodigoMensagem]{Key: "1", Value: lancamentocontabilpu.CodigoMensagem{Codigo: xsd.Some[int32](2012070), Mensagem: usedTwice}}),
	{
		file: "lancamentocontabilpu/listar.response.xml",
		op:   &lancamentocontabilpu.OpListar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return ledger(t, o...).Listar(ctx, single(), lancamentoListar)
		},
		want: &lancamentocontabilpu.ListarResponse{
			Dados: lancamentocontabilpu.ListarResponseDados{
				Lancamentos: []xsd.Entry[lancamentocontabilpu.LancamentoContabilPU]{{Key: "0", Value: lancamento(xsd.Opt[int32]{})}},
				TOTAL:       1, PAGINA: 1, QUANTIDADE_PAGINAS: 1,
			},
			Mensagem: " Consulta executada com sucesso com 1 resultado(s)",
			Status:   "OK",
		},
	},
}

const usedTwice = "Número de controle usado em outra data"

func lancamentoReply(file string, results ...xsd.Entry[lancamentocontabilpu.CodigoMensagem]) decoding {
	return decoding{
		file: file,
		op:   &lancamentocontabilpu.OpEnviar,
		call: callLancamentoEnviar,
		want: &lancamentocontabilpu.EnviarResponse{
			Dados:    lancamentocontabilpu.EnviarResponseDados{Resultados: results},
			Mensagem: "LANCAMENTO_CONTABIL_PU processado com sucesso",
			Status:   "OK",
		},
	}
}
