// Package comprovei_test calls Comprovei's generated clients with the samples as the provider's side.
package comprovei_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/wsgen/generated/comprovei/exportqueue"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const (
	protocol = "202601150a1b2c3d4e5f6"
	layout   = "02/01/2006 15:04:05"
)

// address is where the file of the sample lies.
const address = "https://s3.amazonaws.com/comprovei/exports/2026/01/15/48/downloadDocumentsHistory/" + protocol + ".xml?" +
	"X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Security-Token=TOKEN%2F%2F%2BTOKEN%3D&X-Amz-Algorithm=AWS4-HMAC-SHA256&" +
	"X-Amz-Credential=CHAVE%2F20260115%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260115T122156Z&" +
	"X-Amz-SignedHeaders=host&X-Amz-Expires=86400&X-Amz-Signature=" + "0000000000000000000000000000000000000000000000000000000000000000"

var (
	ctx  = context.Background()
	ask  = &exportqueue.GetExportProtocolStatus{Protocolo: protocol}
	many = &exportqueue.DownloadDocumentsHistory{QtdDocumentos: xsd.NewInteger(100)}

	// ignoreExtra compares fields alone: what Extra keeps is shown by writing the reply again.
	ignoreExtra = cmpopts.IgnoreTypes(xsd.Extra{})
)

func TestMain(m *testing.M) { wiretest.Main(m, "samples") }

func sample(t testing.TB, name string) []byte { return wiretest.Read(t, "samples/"+name) }

func client(t testing.TB, opts ...soap.Option) *exportqueue.Client {
	t.Helper()
	c, err := exportqueue.NewClient(exportqueue.EndpointProduction, soap.UserPassword("USUARIO", "SENHA"), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func stamp(text string) xsd.Opt[xsd.Stamp] { return xsd.Some(xsd.ParseStamp(layout, text)) }

// done is a finished export, without its address.
func done() exportqueue.GetExportProtocolStatusResponse {
	return exportqueue.GetExportProtocolStatusResponse{
		Status:        "Protocolo encontrado.",
		Protocolo:     protocol,
		Metodo:        "downloadDocumentsHistory",
		DataCriacao:   stamp("15/01/2026 09:07:49"),
		DataConclusao: stamp("15/01/2026 09:07:57"),
		Processado:    "Sim",
		Resultado:     "Exportação realizado com sucesso!",
	}
}

func TestReplies(t *testing.T) {
	found := done()
	found.Url = address
	pending := done()
	pending.DataConclusao, pending.Processado, pending.Resultado = xsd.Opt[xsd.Stamp]{}, "Não", ""
	qualified := done()
	qualified.Url = "https://exemplo.invalid/exports/" + protocol + ".xml?a=1&b=2"
	empty := done()
	empty.Resultado = "Sem ocorrências para retornar"
	tests := []struct {
		file  string
		want  exportqueue.GetExportProtocolStatusResponse
		drift int
	}{
		{"getExportProtocolStatus.response.xml", found, 0},
		{"getExportProtocolStatus.pending.response.xml", pending, 0},
		{"getExportProtocolStatus.empty.response.xml", empty, 0},
		{"getExportProtocolStatus.qualified.response.xml", qualified, 1}, // campoNovo
		{"getExportProtocolStatus.unknown.response.xml", exportqueue.GetExportProtocolStatusResponse{Status: "Protocolo inexistente."}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			var drifts []soap.Drift
			got, err := client(t, answers(sample(t, "exportqueue/"+tt.file)), soap.OnDrift(func(_ context.Context, d soap.Drift) { drifts = append(drifts, d) })).
				GetExportProtocolStatus(ctx, ask)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&tt.want, got, ignoreExtra); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(drifts) != tt.drift {
				t.Errorf("drift %v, want %d", drifts, tt.drift)
			}
			wiretest.SameReply(t, sample(t, "exportqueue/"+tt.file), &exportqueue.OpGetExportProtocolStatus, got)
		})
	}
}

// answers makes a client's requests meet a reply.
func answers(reply []byte) soap.Option {
	return soap.WithHTTPClient(&wiretest.Server{Reply: reply})
}

func TestAddressIsWrittenAsCDATA(t *testing.T) {
	got, err := client(t, answers(sample(t, "exportqueue/getExportProtocolStatus.response.xml"))).GetExportProtocolStatus(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	if written := string(wiretest.Encode(t, &exportqueue.OpGetExportProtocolStatus, got)); !strings.Contains(written, "<![CDATA[https://s3.amazonaws.com/") {
		t.Errorf("want CDATA in %s", written)
	}
}

func TestDatesTakeTheCallersZone(t *testing.T) {
	got, err := client(t, answers(sample(t, "exportqueue/getExportProtocolStatus.response.xml"))).GetExportProtocolStatus(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	at, ok := got.DataCriacao.Get()
	if !ok || !at.Valid() {
		t.Fatalf("dataCriacao is %v", got.DataCriacao)
	}
	saoPaulo := time.FixedZone("-03", -3*60*60)
	when, ok := at.Time(saoPaulo)
	if want := time.Date(2026, 1, 15, 9, 7, 49, 0, saoPaulo); !ok || !when.Equal(want) {
		t.Errorf("got %v, want %v", when, want)
	}
}

func TestDateOfAnotherFormIsKept(t *testing.T) {
	doc := bytes.Replace(sample(t, "exportqueue/getExportProtocolStatus.response.xml"), []byte("15/01/2026 09:07:49"), []byte("2026-01-15"), 1)
	var drifts []soap.Drift
	got, err := client(t, answers(doc), soap.OnDrift(func(_ context.Context, d soap.Drift) { drifts = append(drifts, d) })).GetExportProtocolStatus(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	if len(drifts) != 1 || drifts[0].Kind != xmltext.ValueForm {
		t.Errorf("drift %v, want one value of another form", drifts)
	}
	if at, ok := got.DataCriacao.Get(); !ok || at.Valid() || at.Text() != "2026-01-15" {
		t.Errorf("got %v", got.DataCriacao)
	}
	wiretest.SameReply(t, doc, &exportqueue.OpGetExportProtocolStatus, got)
}

func TestRepliesInAnotherOrder(t *testing.T) {
	doc := sample(t, "exportqueue/getExportProtocolStatus.response.xml")
	lines := strings.SplitAfter(string(doc), "\n")
	first := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "<status") })
	last := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "<url") })
	slices.Reverse(lines[first : last+1])
	doc = []byte(strings.Join(lines, ""))
	got, err := client(t, answers(doc), soap.OnDrift(func(_ context.Context, d soap.Drift) { t.Errorf("drift: %v", d) })).GetExportProtocolStatus(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	want := done()
	want.Url = address
	if diff := cmp.Diff(&want, got, ignoreExtra); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wiretest.SameReply(t, doc, &exportqueue.OpGetExportProtocolStatus, got)
}

func TestUnknownValueOfAnEnumeration(t *testing.T) {
	doc := bytes.Replace(sample(t, "exportqueue/getExportProtocolStatus.response.xml"), []byte(">Sim<"), []byte(">Parcial<"), 1)
	var drifts []soap.Drift
	got, err := client(t, answers(doc), soap.OnDrift(func(_ context.Context, d soap.Drift) { drifts = append(drifts, d) })).GetExportProtocolStatus(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	if got.Processado != "Parcial" || got.Processado.Known() {
		t.Errorf("got %q, known %v", got.Processado, got.Processado.Known())
	}
	if len(drifts) != 1 || drifts[0].Kind != xmltext.UnknownEnum {
		t.Errorf("drift %v, want one unknown value", drifts)
	}
}

func TestExportThatIsRefused(t *testing.T) {
	doc := sample(t, "exportqueue/downloadDocumentsHistory.busy.response.xml")
	got, err := client(t, answers(doc)).DownloadDocumentsHistory(ctx, &exportqueue.DownloadDocumentsHistory{QtdDocumentos: xsd.NewInteger(1)})
	if err != nil {
		t.Fatal(err)
	}
	want := &exportqueue.DownloadDocumentsHistoryResponse{Status: "Aguarde a conclusão do mesmo para abrir um novo chamado"}
	if diff := cmp.Diff(want, got, ignoreExtra); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wiretest.SameReply(t, doc, &exportqueue.OpDownloadDocumentsHistory, got)
}

func TestFault(t *testing.T) {
	for _, status := range []int{200, 500} {
		_, err := client(t, soap.WithHTTPClient(&wiretest.Server{Status: status, Reply: sample(t, "exportqueue/unauthenticated.fault.xml")})).
			GetExportProtocolStatus(ctx, ask)
		var fault *soap.Fault
		if !errors.As(err, &fault) {
			t.Fatalf("HTTP %d: got %v, want a *soap.Fault", status, err)
		}
		if fault.Operation != "getExportProtocolStatus" || fault.Code.Local != "Client" || fault.Reason != "Usuário não autenticado!" {
			t.Errorf("HTTP %d: got %s %v %q", status, fault.Operation, fault.Code, fault.Reason)
		}
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	got, err := client(t, answers(sample(t, "exportqueue/getExportProtocolStatus.response.xml"))).GetExportProtocolStatus(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		for _, x := range []any{got, *got} {
			if text := fmt.Sprintf(verb, x); strings.Contains(text, "amazonaws") {
				t.Errorf("%s prints the address: %s", verb, text)
			}
		}
	}
}
