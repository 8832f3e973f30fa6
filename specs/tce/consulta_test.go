package tce_test

import (
	"net/http"
	"testing"

	"example.com/wsgen/generated/tce/competencia"
	"example.com/wsgen/generated/tce/consulta"
	"example.com/wsgen/generated/tce/mensagem"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

func periods(t testing.TB, opts ...soap.Option) *competencia.Client {
	return client(t, competencia.NewClient, competencia.EndpointProduction, opts)
}

func messages(t testing.TB, opts ...soap.Option) *mensagem.Client {
	return client(t, mensagem.NewClient, mensagem.EndpointProduction, opts)
}

func tables(t testing.TB, opts ...soap.Option) *consulta.Client {
	return client(t, consulta.NewClient, consulta.EndpointProduction, opts)
}

// The requests of the samples.
var (
	consultaListar = &consulta.Listar{
		CodigoUg: 10006, Competencia: 201401, IdentificadorTabTabela: 461, Pagina: xsd.Some[int32](1), ChaveToken: key,
	}
	consultaRelatorio = &consulta.ListarRelatorios{CodigoUg: 10006, Competencia: 201401, IdentificadorRelatorio: 1, ChaveToken: key}
)

var consultaBuilds = []build{
	{"competencia/obterCompetencia", func(t testing.TB) (*http.Request, error) {
		return periods(t).BuildObterCompetencia(ctx, &competencia.ObterCompetencia{CodigoUg: "10006"})
	}},
	{"mensagem/listar", func(t testing.TB) (*http.Request, error) { return messages(t).BuildListar(ctx, &mensagem.Listar{}) }},
	{"consulta/listar", func(t testing.TB) (*http.Request, error) { return tables(t).BuildListar(ctx, consultaListar) }},
	{"consulta/listarTabelasDisponiveis", func(t testing.TB) (*http.Request, error) {
		return tables(t).BuildListarTabelasDisponiveis(ctx, &consulta.ListarTabelasDisponiveis{})
	}},
	{"consulta/listarCamposPorTabela", func(t testing.TB) (*http.Request, error) {
		return tables(t).BuildListarCamposPorTabela(ctx, &consulta.ListarCamposPorTabela{IdentificadorTabTabela: 461})
	}},
	{"consulta/listarOperadoresFiltroConsultaDisponiveis", func(t testing.TB) (*http.Request, error) {
		return tables(t).BuildListarOperadoresFiltroConsultaDisponiveis(ctx, &consulta.ListarOperadoresFiltroConsultaDisponiveis{})
	}},
	{"consulta/listarRelatoriosDisponiveis", func(t testing.TB) (*http.Request, error) {
		return tables(t).BuildListarRelatoriosDisponiveis(ctx, &consulta.ListarRelatoriosDisponiveis{Competencia: 201401})
	}},
	{"consulta/listarRelatorios", func(t testing.TB) (*http.Request, error) {
		return tables(t).BuildListarRelatorios(ctx, consultaRelatorio)
	}},
	{"consulta/listarAssuntosDisponiveisEnvio", func(t testing.TB) (*http.Request, error) {
		return tables(t).BuildListarAssuntosDisponiveisEnvio(ctx, &consulta.ListarAssuntosDisponiveisEnvio{
			Competencia: 201401, TipoEsfera: "M", TipoUnidade: "1",
		})
	}},
}

// row is a registro whose values have the types that follow them.
func row(columns ...consulta.RegistroRegistros) consulta.Registro {
	return consulta.Registro{Registros: columns}
}

var consultaReplies = []decoding{
	{
		file: "competencia/obterCompetencia.response.xml",
		op:   &competencia.OpObterCompetencia,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return periods(t, o...).ObterCompetencia(ctx, &competencia.ObterCompetencia{CodigoUg: "10006"})
		},
		want: &competencia.ObterCompetenciaResponse{
			Dados: competencia.ObterCompetenciaResponseDados{
				DescartePendente: "N", Codigo: 13, Descricao: "Remessa confirmada", Competencia: 201401,
			},
			Mensagem: "Competência recuperada com sucesso",
			Status:   "OK",
		},
	},
	{
		file: "mensagem/listar.response.xml",
		op:   &mensagem.OpListar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return messages(t, o...).Listar(ctx, &mensagem.Listar{})
		},
		want: &mensagem.ListarResponse{
			Dados: mensagem.ListarResponseDados{
				Mensagens: []xsd.Entry[string]{{Key: "0", Value: "OK"}, {Key: "410", Value: "Cargo não pertence à data da publicação "}},
				TOTAL:     2,
			},
			Mensagem: "Lista de mensagens erro obtida com sucessso",
			Status:   "OK",
		},
	},
	{
		file: "consulta/listar.response.xml",
		op:   &consulta.OpListar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tables(t, o...).Listar(ctx, single(), consultaListar)
		},
		want: &consulta.ListarResponse{
			Dados: consulta.ListarResponseDados{
				Registros: []xsd.Entry[consulta.Registro]{
					{Key: "registro_1", Value: row(
						consulta.RegistroRegistros{Campo: "codigoUnidade", Valor: typed("int", "10006")},
						consulta.RegistroRegistros{Campo: "nomeUnidade", Valor: typed("string", "Unidade Um")},
						consulta.RegistroRegistros{Campo: "nomeEnte", Valor: typed("string", "Ente")},
					)},
					{Key: "registro_2", Value: row(
						consulta.RegistroRegistros{Campo: "codigoUnidade", Valor: typed("int", "10007")},
						consulta.RegistroRegistros{Campo: "nomeUnidade", Valor: typed("string", "Fundação Dois")},
						consulta.RegistroRegistros{Campo: "nomeEnte", Valor: typed("string", "Ente")},
					)},
				},
				TOTAL: 12, PAGINA: xsd.Some[int32](1), QUANTIDADE_PAGINAS: xsd.Some[int32](6),
			},
			Mensagem: "Consulta executada com sucesso com 2 resultado(s)",
			Status:   "OK",
		},
	},
	{
		file: "consulta/listarTabelasDisponiveis.response.xml",
		op:   &consulta.OpListarTabelasDisponiveis,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tables(t, o...).ListarTabelasDisponiveis(ctx, &consulta.ListarTabelasDisponiveis{})
		},
		want: &consulta.ListarTabelasDisponiveisResponse{
			Dados: consulta.ListarTabelasDisponiveisResponseDados{
				Tabelas: []xsd.Entry[int32]{{Key: "CONTAS", Value: 468}, {Key: "UNIDADEGESTORA", Value: 461}},
				TOTAL:   2,
			},
			Mensagem: "Consulta executada com sucesso com 2 resultado(s)",
			Status:   "OK",
		},
	},
	{
		file: "consulta/listarOperadoresFiltroConsultaDisponiveis.response.xml",
		op:   &consulta.OpListarOperadoresFiltroConsultaDisponiveis,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tables(t, o...).ListarOperadoresFiltroConsultaDisponiveis(ctx, &consulta.ListarOperadoresFiltroConsultaDisponiveis{})
		},
		want: &consulta.ListarOperadoresFiltroConsultaDisponiveisResponse{
			Dados: consulta.ListarOperadoresFiltroConsultaDisponiveisResponseDados{
				Operadores: []xsd.Entry[string]{{Key: "IGUAL", Value: "="}, {Key: "MAIOR", Value: ">"}, {Key: "MENOR_IGUAL", Value: "<="}},
				TOTAL:      3,
			},
			Mensagem: "Consulta executada com sucesso com 3 resultado(s)",
			Status:   "OK",
		},
	},
	{
		file: "consulta/listarRelatoriosDisponiveis.response.xml", // has no status, and is a success
		op:   &consulta.OpListarRelatoriosDisponiveis,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tables(t, o...).ListarRelatoriosDisponiveis(ctx, &consulta.ListarRelatoriosDisponiveis{Competencia: 201401})
		},
		want: &consulta.ListarRelatoriosDisponiveisResponse{
			Dados: consulta.ListarRelatoriosDisponiveisResponseDados{
				Relatorios: []xsd.Entry[int32]{{Key: "Débito e Crédito por Conta", Value: 1}},
				TOTAL:      1,
			},
			Mensagem: " Consulta executada com sucesso com 1 resultado(s)",
		},
	},
	{
		file: "consulta/listarRelatorios.response.xml",
		op:   &consulta.OpListarRelatorios,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tables(t, o...).ListarRelatorios(ctx, single(), consultaRelatorio)
		},
		want: &consulta.ListarRelatoriosResponse{
			Dados: consulta.ListarRelatoriosResponseDados{
				Registros: []xsd.Entry[consulta.Registro]{{Key: "registro_1", Value: row(
					consulta.RegistroRegistros{Campo: "CODIGOCONTA", Valor: typed("int", "111110100")},
					consulta.RegistroRegistros{Campo: "CONTACORRENTE", Valor: typed("string", "0100000000")},
					consulta.RegistroRegistros{Campo: "debito", Valor: typed("decimal", "1096025.70")},
					consulta.RegistroRegistros{Campo: "credito", Valor: typed("decimal", "0.00")},
				)}},
				TOTAL: 1,
			},
			Mensagem: " Consulta executada com sucesso com 1 resultado(s)",
			Status:   "OK",
		},
	},
}
