package tce_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/lancamentocontabilpu"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A script answers one request after the other, and keeps what they asked.
type script struct {
	t       testing.TB
	replies [][]byte
	bodies  []string
}

func (s *script) Do(r *http.Request) (*http.Response, error) {
	if len(s.replies) == 0 {
		return nil, errors.New("no further request is expected")
	}
	s.bodies = append(s.bodies, string(wiretest.Body(s.t, r)))
	b := s.replies[0]
	s.replies = s.replies[1:]
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/xml;charset=UTF-8"}},
		Body: io.NopCloser(bytes.NewReader(b)), ContentLength: int64(len(b)), Request: r,
	}, nil
}

// entries are accounting entries with these numbers; -1 is none.
func entries(numbers ...int32) *lancamentocontabilpu.Enviar {
	req := &lancamentocontabilpu.Enviar{ChaveToken: key, Competencia: 201401}
	for _, n := range numbers {
		x := lancamento(xsd.Opt[int32]{})
		if n >= 0 {
			x.IdRetorno.Set(n)
		}
		req.LancamentoContabilPU = append(req.LancamentoContabilPU, x)
	}
	return req
}

// send sends accounting entries to a server that answers with a sample.
func send(t testing.TB, req *lancamentocontabilpu.Enviar, file string) (*lancamentocontabilpu.EnviarResult, string) {
	t.Helper()
	s := &script{t: t, replies: [][]byte{sample(t, file)}}
	r, err := ledger(t, soap.WithHTTPClient(s)).Enviar(ctx, manual(), req)
	if err != nil {
		t.Fatal(err)
	}
	return r, s.bodies[0]
}

func TestRecordsAreNumberedAndMatched(t *testing.T) {
	req := entries(0, -1, 1)
	r, body := send(t, req, "lancamentocontabilpu/enviar.one-refused.response.xml")
	if got := strings.Count(body, "<idRetorno>"); got != 3 || !strings.Contains(body, "<idRetorno>2</idRetorno>") {
		t.Errorf("the request numbers %d records: %s", got, body)
	}
	if _, set := req.LancamentoContabilPU[1].IdRetorno.Get(); set {
		t.Error("the caller's record was numbered")
	}
	var records *soap.RecordsError
	if err := r.Err(); !errors.As(err, &records) {
		t.Fatalf("got %v, want a *soap.RecordsError", err)
	}
	want := []soap.RefusedRecord{
		{Index: 1, Number: "2"},
		{Index: 2, Number: "1", Answered: true, Code: "0", Message: usedTwice}, // code 0 is not success here
	}
	if diff := cmp.Diff(want, records.Records); diff != "" {
		t.Error(diff)
	}
	if !r.Records[0].Accepted || r.Records[0].Sent.NumeroControle != "1" || r.Records[0].Results[0].Mensagem != "OK" || r.Status != "OK" {
		t.Errorf("got %+v", r.Records[0])
	}
}

func TestRefusalsByCodeAreNamed(t *testing.T) {
	r, _ := send(t, entries(0, 1), "lancamentocontabilpu/enviar.one-refused-by-code.response.xml")
	if err := r.Err(); err == nil || err.Error() != "enviar: 1 of 2 records not accepted; record 1: 2012070: "+usedTwice {
		t.Errorf("got %v", err)
	}
}

func TestAcceptedRecordsAreNoError(t *testing.T) {
	r, _ := send(t, entries(0), "lancamentocontabilpu/enviar.response.xml")
	if err := r.Err(); err != nil {
		t.Error(err)
	}
}

func TestResultsOfOtherRecordsAreKept(t *testing.T) {
	r, _ := send(t, entries(5), "lancamentocontabilpu/enviar.response.xml")
	var records *soap.RecordsError
	if !errors.As(r.Err(), &records) || len(r.Unmatched) != 1 || r.Unmatched[0].Key != "0" || r.Records[0].Accepted {
		t.Errorf("got %v, %+v", r.Err(), r.Unmatched)
	}
}

func TestRecordsThatAreNotSent(t *testing.T) {
	server := &wiretest.Server{}
	c := ledger(t, soap.WithHTTPClient(server))
	_, err := c.Enviar(ctx, manual(), entries(3, -1, 3))
	var twice *soap.DuplicateRecordError
	if !errors.As(err, &twice) || twice.Number != "3" {
		t.Errorf("got %v, want a *soap.DuplicateRecordError", err)
	}
	_, err = c.Enviar(ctx, manual(), entries(make([]int32, 5001)...))
	var count *soap.RecordCountError
	if !errors.As(err, &count) || count.Count != 5001 {
		t.Errorf("got %v, want a *soap.RecordCountError", err)
	}
	_, err = c.Enviar(ctx, manual(), nil)
	var request *soap.RequestError
	if !errors.As(err, &request) {
		t.Errorf("got %v, want a *soap.RequestError", err)
	}
	if server.Calls != 0 {
		t.Errorf("%d requests were sent", server.Calls)
	}
}

func TestDigestOfAFileIsChecked(t *testing.T) {
	other := *enviarArquivo
	other.ArquivoFisico.Arquivo = xsd.Binary("another file")
	_, err := files(t, answers(sample(t, "enviarArquivo.response.xml"))).EnviarArquivo(ctx, single(), &other)
	var digest *soap.DigestError
	if !errors.As(err, &digest) || digest.Got != "346223437a63a3daad4303892350d44b" || digest.Algorithm != "md5" {
		t.Errorf("got %v, want a *soap.DigestError", err)
	}
}

func TestFilesThatAreNotSent(t *testing.T) {
	server := &wiretest.Server{}
	for name, change := range map[string]func(*arquivofisico.ArquivoFisico){
		"more than 5 MB": func(x *arquivofisico.ArquivoFisico) { x.Arquivo = make(xsd.Binary, 5<<20+1) },
		"without a name": func(x *arquivofisico.ArquivoFisico) { x.NomeArquivo = "" },
	} {
		req := *enviarArquivo
		change(&req.ArquivoFisico)
		_, err := files(t, soap.WithHTTPClient(server)).EnviarArquivo(ctx, single(), &req)
		var invalid *xsd.ValidationError
		if !errors.As(err, &invalid) || server.Calls != 0 {
			t.Errorf("%s: got %v after %d calls", name, err, server.Calls)
		}
	}
}

func TestUnitsThatAreNotAsked(t *testing.T) {
	server := &wiretest.Server{}
	for _, req := range []*servidor.Listar{
		{ChaveToken: key, Competencia: 201601, PAGINA: 1},
		{CodigoUg: 10006, ChaveToken: key, Competencia: 201601},
	} {
		_, err := people(t, soap.WithHTTPClient(server)).Listar(ctx, single(), req)
		var invalid *xsd.ValidationError
		if !errors.As(err, &invalid) || server.Calls != 0 {
			t.Errorf("got %v after %d calls", err, server.Calls)
		}
	}
}
