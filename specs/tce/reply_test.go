package tce_test

import (
	"errors"
	"slices"
	"testing"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/componentesfolhapagamento"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const ready = "Pronto para envio ou consulta"

// A decoding is a sample that succeeds, with the call that it answers and what that returns.
type decoding struct {
	file string
	op   *soap.Operation
	call func(testing.TB, ...soap.Option) (xmltext.Node, error)
	want xmltext.Node
}

// replies holds the replies of the queue, of servidor and of arquivofisico.
var replies = []decoding{
	{
		file: "obterToken.response.xml",
		op:   &token.OpObterToken,
		call: callObterToken,
		want: &token.ObterTokenResponse{
			Dados:    token.ObterTokenResponseDados{Posicao: 2, Situacao: ready, ChaveToken: key},
			Mensagem: "Token criado com sucesso",
			Status:   "OK",
		},
	},
	{
		file: "obterToken.reordered.response.xml",
		op:   &token.OpObterToken,
		call: callObterToken,
		want: &token.ObterTokenResponse{
			Dados:    token.ObterTokenResponseDados{Posicao: 1, Situacao: ready, ChaveToken: key},
			Mensagem: "Token criado com sucesso",
			Status:   "OK",
		},
	},
	{
		file: "obterSituacaoToken.response.xml",
		op:   &token.OpObterSituacaoToken,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tokens(t, o...).ObterSituacaoToken(ctx, &token.ObterSituacaoToken{ChaveToken: key})
		},
		want: &token.ObterSituacaoTokenResponse{
			Dados:    token.ObterSituacaoTokenResponseDados{Posicao: 1, Situacao: ready},
			Mensagem: "Situação token obtida com sucesso",
			Status:   "OK",
		},
	},
	{
		file: "iniciarTransferencia.response.xml",
		op:   &token.OpIniciarTransferencia,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tokens(t, o...).IniciarTransferencia(ctx, &token.IniciarTransferencia{ChaveToken: key})
		},
		want: &token.IniciarTransferenciaResponse{Mensagem: "Início de transferência liberado", Status: "OK"},
	},
	{
		file: "cancelarTransferencia.response.xml",
		op:   &token.OpCancelarTransferencia,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tokens(t, o...).CancelarTransferencia(ctx, &token.CancelarTransferencia{ChaveToken: key})
		},
		want: &token.CancelarTransferenciaResponse{Mensagem: "Cancelada com sucesso", Status: "OK"},
	},
	{
		file: "finalizarTransferencia.response.xml",
		op:   &token.OpFinalizarTransferencia,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return tokens(t, o...).FinalizarTransferencia(ctx, &token.FinalizarTransferencia{ChaveToken: key})
		},
		want: &token.FinalizarTransferenciaResponse{Mensagem: "Finalizada com sucesso", Status: "OK"},
	},
	{
		file: "enviar.response.xml",
		op:   &servidor.OpEnviar,
		call: callEnviar,
		want: &servidor.EnviarResponse{
			Dados: servidor.EnviarResponseDados{Resultados: []xsd.Entry[servidor.CodigoMensagem]{
				{Key: "1", Value: servidor.CodigoMensagem{Codigo: xsd.Some[int32](0), Mensagem: "OK"}},
				{Key: "2", Value: servidor.CodigoMensagem{Codigo: xsd.Some[int32](2012070), Mensagem: "Matrícula já utilizada"}},
			}},
			Mensagem: "SERVIDOR processado com sucesso",
			Status:   "OK",
		},
	},
	{
		file: "listar.response.xml",
		op:   &servidor.OpListar,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return people(t, o...).Listar(ctx, single(), listar)
		},
		want: &servidor.ListarResponse{
			Dados: servidor.ListarResponseDados{
				Servidores: []xsd.Entry[servidor.Servidor]{
					{Key: "0", Value: servidor.Servidor{
						IdRetorno: xsd.Some[int32](1), NumeroMatricula: "1", NomeServidor: "SERVIDOR UM",
						DataNascimento: xsd.NewDate(1980, 1, 31), NomeMae: "MÃE UM", NumeroCPF: "0", CodigoSexo: xsd.NewInteger(1),
					}},
					{Key: "1", Value: servidor.Servidor{
						IdRetorno: xsd.Some[int32](2), NumeroMatricula: "2", NomeServidor: "SERVIDORA DOIS",
						DataNascimento: xsd.NewDate(1991, 12, 1), NomeMae: "MÃE DOIS", NumeroCPF: "1", CodigoSexo: xsd.NewInteger(2),
					}},
				},
				TOTAL: 2, PAGINA: 1, QUANTIDADE_PAGINAS: 1,
			},
			Mensagem: " Consulta executada com sucesso com 2 resultado(s)",
			Status:   "OK",
		},
	},
	{
		file: "enviarArquivo.response.xml",
		op:   &arquivofisico.OpEnviarArquivo,
		call: callEnviarArquivo,
		want: &arquivofisico.EnviarArquivoResponse{
			Dados:    arquivofisico.EnviarArquivoResponseDados{MD5: "346223437a63a3daad4303892350d44b"},
			Mensagem: "Arquivo salvo com sucesso",
			Status:   "OK",
		},
	},
	{
		file: "enviarArquivo.mixed-case.response.xml",
		op:   &arquivofisico.OpEnviarArquivo,
		call: callEnviarArquivo,
		want: &arquivofisico.EnviarArquivoResponse{Mensagem: "Arquivo salvo com sucesso", Status: "Ok"},
	},
	{
		file: "listarArquivo.response.xml",
		op:   &arquivofisico.OpListarArquivo,
		call: func(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
			return files(t, o...).ListarArquivo(ctx, single(), &arquivofisico.ListarArquivo{ChaveToken: key, Competencia: 201401})
		},
		want: &arquivofisico.ListarArquivoResponse{
			Dados: arquivofisico.ListarArquivoResponseDados{
				Arquivos: []xsd.Entry[arquivofisico.Registro]{{
					Key: "Arquivo 1",
					Value: arquivofisico.Registro{Registros: []arquivofisico.RegistroRegistros{
						{Campo: "nome", Valor: typed("string", "arquivo.txt")},
						{Campo: "data", Valor: typed("dateTime", "2015-05-01T12:00:00.040-03:00")},
						{Campo: "tamanho", Valor: typed("long", "28")},
						{Campo: "MD5", Valor: typed("string", "346223437a63a3daad4303892350d44b")},
					}},
				}},
				TOTAL: 1,
			},
			Mensagem: " Consulta executada com sucesso com 1 resultado(s)",
			Status:   "OK",
		},
	},
	{
		file: "downloadArquivo.response.xml",
		op:   &arquivofisico.OpDownloadArquivo,
		call: callDownloadArquivo,
		want: &arquivofisico.DownloadArquivoResponse{
			Dados: arquivofisico.DownloadArquivoResponseDados{Arquivos: []xsd.Entry[arquivofisico.ArquivoFisico]{
				{Key: "arquivo.txt", Value: arquivofisico.ArquivoFisico{NomeArquivo: "arquivo.txt", Arquivo: content}},
			}},
			Mensagem: " Download executado com sucesso",
			Status:   "OK",
		},
	},
}

func typed(local, text string) xsd.Opt[xsd.AnySimple] {
	return xsd.Some(xsd.AnySimple{Type: xsd.QName{Space: "http://www.w3.org/2001/XMLSchema", Local: local}, Text: text})
}

func callObterToken(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
	return tokens(t, o...).ObterToken(ctx, obterToken)
}

func callEnviar(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
	r, err := people(t, o...).Enviar(ctx, manual(), enviar)
	if err != nil {
		return nil, err
	}
	return r.EnviarResponse, nil
}

func callEnviarArquivo(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
	return files(t, o...).EnviarArquivo(ctx, single(), enviarArquivo)
}

func callDownloadArquivo(t testing.TB, o ...soap.Option) (xmltext.Node, error) {
	return files(t, o...).DownloadArquivo(ctx, single(), &arquivofisico.DownloadArquivo{ChaveToken: key, Competencia: 201401, NomeArquivo: "arquivo.txt"})
}

func TestReplies(t *testing.T) {
	for _, tt := range slices.Concat(replies, subjectReplies, consultaReplies) {
		t.Run(tt.file, func(t *testing.T) {
			var d drifts
			got, err := tt.call(t, answers(sample(t, tt.file)), d.option())
			if err != nil {
				t.Fatal(err)
			}
			if len(d) > 0 {
				t.Errorf("drift %s", d.kinds())
			}
			same(t, tt.want, got)
			wiretest.SameReply(t, sample(t, tt.file), tt.op, got)
		})
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		file            string
		op              *soap.Operation
		call            func(testing.TB, ...soap.Option) (xmltext.Node, error)
		status, message string
	}{
		{"obterToken.active.response.xml", &token.OpObterToken, callObterToken, "ERRO", "Sua unidade gestora já obteve o token com chave [[redacted]]"},
		{
			"obterToken.uncompressed.response.xml", &token.OpObterToken, callObterToken, "ERRO",
			"Dados não compactados. Deve-se usar compactação (gzip) ao usar o WebService. Header enviado:...",
		},
		{"obterToken.without-status.response.xml", &token.OpObterToken, callObterToken, "", "Token criado com sucesso"},
		{
			"componentesfolhapagamento/enviar.refused.response.xml", &componentesfolhapagamento.OpEnviar, callComponentesEnviar, "ERRO",
			" Falta confirmar a competência anterior ",
		},
		{"enviar.refused.response.xml", &servidor.OpEnviar, callEnviar, "ERRO", " Falta confirmar a competência anterior "},
		{
			"enviarArquivo.refused.response.xml", &arquivofisico.OpEnviarArquivo, callEnviarArquivo, "ERRO",
			"O conteúdo do arquivo a.pdf não corresponde a extensão, favor conferir se o arquivo foi gerado corretamente.",
		},
		{
			"downloadArquivo.refused.response.xml", &arquivofisico.OpDownloadArquivo, callDownloadArquivo, "ERRO",
			"Não existe arquivo com nome arquivo2.txt na competência 201501",
		},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			_, err := tt.call(t, answers(sample(t, tt.file)))
			var refusal *tce.Refusal
			if !errors.As(err, &refusal) {
				t.Fatalf("got %v, want a *tce.Refusal", err)
			}
			if refusal.Operation != tt.op.Name || refusal.Status != tt.status || refusal.Message != tt.message {
				t.Errorf("got %q %q %q", refusal.Operation, refusal.Status, refusal.Message)
			}
			var plain *soap.Refusal
			if !errors.As(err, &plain) {
				t.Error("the refusal is no *soap.Refusal")
			}
			wiretest.SameReply(t, sample(t, tt.file), tt.op, refusal.Reply)
		})
	}
}

func TestRefusalCarriesTheDecodedReply(t *testing.T) {
	_, err := callObterToken(t, answers(sample(t, "obterToken.without-status.response.xml")))
	var refusal *tce.Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("got %v, want a *tce.Refusal", err)
	}
	got, ok := refusal.Reply.(*token.ObterTokenResponse)
	if !ok {
		t.Fatalf("the reply is a %T", refusal.Reply)
	}
	same(t, token.ObterTokenResponseDados{Posicao: 1, Situacao: ready, ChaveToken: key}, got.Dados)
}

func TestFaults(t *testing.T) {
	tests := []struct {
		file, code, reason string
		status             int
	}{
		{"malformed.fault.xml", "Client", "Problems creating SAAJ object model", 200},
		{"malformed.fault.xml", "Client", "Problems creating SAAJ object model", 500},
		{"exception.fault.xml", "Server", "mensagem do erro", 500},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			_, err := callObterToken(t, soap.WithHTTPClient(&wiretest.Server{Status: tt.status, Reply: sample(t, tt.file)}))
			var fault *soap.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("got %v, want a *soap.Fault", err)
			}
			if fault.Operation != "obterToken" || fault.Code.Local != tt.code || fault.Reason != tt.reason {
				t.Errorf("got %s %v %q", fault.Operation, fault.Code, fault.Reason)
			}
		})
	}
}

func TestDeclaredFaultDetailIsTyped(t *testing.T) {
	_, err := callObterToken(t, soap.WithHTTPClient(&wiretest.Server{Status: 500, Reply: sample(t, "exception.fault.xml")}))
	var fault *soap.Fault
	if !errors.As(err, &fault) {
		t.Fatalf("got %v, want a *soap.Fault", err)
	}
	detail, ok := fault.Detail.(*token.Exception)
	if !ok {
		t.Fatalf("the detail is a %T", fault.Detail)
	}
	if detail.Message != "mensagem do erro" {
		t.Errorf("the message is %q", detail.Message)
	}
}
