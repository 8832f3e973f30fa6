// Package tce_test calls e-Sfinge's generated clients with the samples as the provider's side.
package tce_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/componentesfolhapagamento"
	"example.com/wsgen/generated/tce/consulta"
	"example.com/wsgen/generated/tce/folhapagamento"
	"example.com/wsgen/generated/tce/lancamentocontabilpu"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/situacaoservidorfolhapagamento"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// key is the token of the samples.
const key = "3f6c1a52-8e0d-4b7a-9c41-5d2e7f90a1b3"

var (
	ctx = context.Background()
	who = soap.UserPassword("USUARIO", "SENHA")
)

// fields compares fields alone: what Extra keeps is shown by writing the reply again. Entries have an
// Equal method that heeds Extra, so they are compared as pairs.
var fields = cmp.Options{
	cmpopts.IgnoreTypes(xsd.Extra{}),
	pairs[servidor.CodigoMensagem](),
	pairs[servidor.Servidor](),
	pairs[arquivofisico.Registro](),
	pairs[arquivofisico.ArquivoFisico](),
	pairs[componentesfolhapagamento.ComponentesFolhaPagamento](),
	pairs[folhapagamento.CodigoMensagem](),
	pairs[folhapagamento.FolhaPagamento](),
	pairs[situacaoservidorfolhapagamento.CodigoMensagem](),
	pairs[situacaoservidorfolhapagamento.SituacaoServidorFolhaPagamento](),
	pairs[lancamentocontabilpu.CodigoMensagem](),
	pairs[lancamentocontabilpu.LancamentoContabilPU](),
	pairs[consulta.Registro](),
}

// A pair is an entry without methods.
type pair[T any] struct {
	Key   string
	Value T
}

func pairs[T any]() cmp.Option {
	return cmp.Transformer("pair", func(e xsd.Entry[T]) pair[T] { return pair[T]{e.Key, e.Value} })
}

func TestMain(m *testing.M) { wiretest.Main(m, "samples") }

func sample(t testing.TB, name string) []byte { return wiretest.Read(t, "samples/"+name) }

func tokens(t testing.TB, opts ...soap.Option) *token.Client {
	return client(t, token.NewClient, token.EndpointProduction, opts)
}

func people(t testing.TB, opts ...soap.Option) *servidor.Client {
	return client(t, servidor.NewClient, servidor.EndpointProduction, opts)
}

// manual and single are a session and sessions of the samples' token, whose replies are recorded.
func manual() *tce.Session  { return tce.ManualSession(key) }
func single() *tce.Sessions { return tce.ManualSessions(key) }

func files(t testing.TB, opts ...soap.Option) *arquivofisico.Client {
	return client(t, arquivofisico.NewClient, arquivofisico.EndpointProduction, opts)
}

// client makes a service's client, with the credentials of the samples.
func client[C any](t testing.TB, new func(string, soap.Credentials, ...soap.Option) (C, error), endpoint string, opts []soap.Option) C {
	t.Helper()
	c, err := new(endpoint, who, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answers makes a client's requests meet a reply.
func answers(reply []byte) soap.Option {
	return soap.WithHTTPClient(&wiretest.Server{Reply: reply})
}

func same(t testing.TB, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got, fields); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The requests of the samples.
var (
	obterToken = &token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"}

	enviar = &servidor.Enviar{
		ChaveToken:  key,
		Competencia: 201601,
		Servidor: []servidor.Servidor{
			{
				IdRetorno:       xsd.Some[int32](1),
				NumeroMatricula: "000001",
				NomeServidor:    "SERVIDOR UM",
				DataNascimento:  xsd.NewDate(1980, 1, 31),
				NomeMae:         "MÃE UM",
				NumeroCPF:       "00000000000",
				CodigoSexo:      xsd.NewInteger(1),
			},
			{
				IdRetorno:       xsd.Some[int32](2),
				NumeroMatricula: "000002",
				NomeServidor:    "SERVIDORA DOIS",
				DataNascimento:  xsd.NewDate(1991, 12, 1),
				NomeMae:         "MÃE DOIS",
				NomePai:         "PAI DOIS & FILHOS",
				NumeroCPF:       "1",
				NumeroPisPasep:  "10000000000",
				CodigoSexo:      xsd.NewInteger(2),
			},
		},
	}

	listar = &servidor.Listar{CodigoUg: 10006, ChaveToken: key, Competencia: 201601, PAGINA: 1}

	enviarArquivo = &arquivofisico.EnviarArquivo{
		ChaveToken:    key,
		Competencia:   201401,
		ArquivoFisico: arquivofisico.ArquivoFisico{NomeArquivo: "arquivo.txt", Arquivo: content},
	}

	content = xsd.Binary("Parabens.\nO arquivo chegou.\n")
)
