package tce_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/xsd"
)

// A build makes the request of a sample with the sample's values.
type build struct {
	name  string
	build func(testing.TB) (*http.Request, error)
}

// builds holds the requests of the queue, of servidor and of arquivofisico.
var builds = []build{
	{"obterToken", func(t testing.TB) (*http.Request, error) { return tokens(t).BuildObterToken(ctx, obterToken) }},
	{"obterSituacaoToken", func(t testing.TB) (*http.Request, error) {
		return tokens(t).BuildObterSituacaoToken(ctx, &token.ObterSituacaoToken{ChaveToken: key})
	}},
	{"iniciarTransferencia", func(t testing.TB) (*http.Request, error) {
		return tokens(t).BuildIniciarTransferencia(ctx, &token.IniciarTransferencia{ChaveToken: key})
	}},
	{"cancelarTransferencia", func(t testing.TB) (*http.Request, error) {
		return tokens(t).BuildCancelarTransferencia(ctx, &token.CancelarTransferencia{ChaveToken: key})
	}},
	{"finalizarTransferencia", func(t testing.TB) (*http.Request, error) {
		return tokens(t).BuildFinalizarTransferencia(ctx, &token.FinalizarTransferencia{ChaveToken: key})
	}},
	{"enviar", func(t testing.TB) (*http.Request, error) { return people(t).BuildEnviar(ctx, enviar) }},
	{"listar", func(t testing.TB) (*http.Request, error) { return people(t).BuildListar(ctx, listar) }},
	{"enviarArquivo", func(t testing.TB) (*http.Request, error) { return files(t).BuildEnviarArquivo(ctx, enviarArquivo) }},
	{"listarArquivo", func(t testing.TB) (*http.Request, error) {
		return files(t).BuildListarArquivo(ctx, &arquivofisico.ListarArquivo{ChaveToken: key, Competencia: 201401})
	}},
	{"downloadArquivo", func(t testing.TB) (*http.Request, error) {
		return files(t).BuildDownloadArquivo(ctx, &arquivofisico.DownloadArquivo{ChaveToken: key, Competencia: 201401, NomeArquivo: "arquivo.txt"})
	}},
}

func TestRequestsAreTheSamples(t *testing.T) {
	for _, tt := range slices.Concat(builds, subjectBuilds, consultaBuilds) {
		t.Run(tt.name, func(t *testing.T) {
			r, err := tt.build(t)
			if err != nil {
				t.Fatal(err)
			}
			got := wiretest.Body(t, r)
			if want := sample(t, tt.name+".request.xml"); !bytes.Equal(got, want) {
				t.Errorf("the bytes differ\n got %s\nwant %s", got, want)
			}
			if diff := infoset.Diff(sample(t, tt.name+".request.published.xml"), got); diff != "" {
				t.Errorf("the infoset differs from the published form:\n%s", diff)
			}
		})
	}
}

func TestRequestHeader(t *testing.T) {
	r, err := tokens(t).BuildObterToken(ctx, obterToken)
	if err != nil {
		t.Fatal(err)
	}
	if r.Method != http.MethodPost || r.URL.String() != "https://esfingews.tce.sc.gov.br/esfinge/services/tokenWS" {
		t.Errorf("%s %s", r.Method, r.URL)
	}
	for name, want := range map[string]string{
		"Content-Encoding": "gzip",
		"Accept-Encoding":  "gzip",
		"SOAPAction":       `""`,
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := r.Header.Get("Content-Type"); !strings.HasPrefix(strings.ToLower(got), "text/xml") || !strings.Contains(strings.ToLower(got), "utf-8") {
		t.Errorf("the content type is %q", got)
	}
	if r.UserAgent() == "" || strings.HasPrefix(r.UserAgent(), "Go-http-client") {
		t.Errorf("the user agent %q does not name the client", r.UserAgent())
	}
	if r.ContentLength <= 0 || len(r.TransferEncoding) > 0 {
		t.Errorf("the content length is %d, the transfer encoding %v", r.ContentLength, r.TransferEncoding)
	}
}

func TestSecurityHeaderIsThePublishedFragment(t *testing.T) {
	r, err := tokens(t).BuildObterToken(ctx, obterToken)
	if err != nil {
		t.Fatal(err)
	}
	got, err := infoset.Parse(wiretest.Body(t, r))
	if err != nil {
		t.Fatal(err)
	}
	want, err := infoset.Parse(sample(t, "security.header.published.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := infoset.Compare(want, got.Find("Header")); diff != "" {
		t.Error(diff)
	}
}

func TestOptionalFieldsOfARecord(t *testing.T) {
	one := enviar.Servidor[0]
	one.IdRetorno = xsd.Some[int32](0)
	zero := *enviar
	zero.Servidor = []servidor.Servidor{one}
	r, err := people(t).BuildEnviar(ctx, &zero)
	if err != nil {
		t.Fatal(err)
	}
	body := string(wiretest.Body(t, r))
	if !strings.Contains(body, "<idRetorno>0</idRetorno>") {
		t.Error("an optional number that is 0 has no tag")
	}
	for _, name := range []string{"nomePai", "mensagemProcessamento", "numeroRegistroGeral", "xsi:nil", "/>"} {
		if strings.Contains(body, name) {
			t.Errorf("%s stands in %s", name, body)
		}
	}
}
