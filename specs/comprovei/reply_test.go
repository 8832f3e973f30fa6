package comprovei_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/generated/comprovei/exportqueue"
	"example.com/wsgen/generated/comprovei/exportqueuev1"
	"example.com/wsgen/generated/comprovei/importqueuev1"
	"example.com/wsgen/generated/comprovei/importqueuev2"
	"example.com/wsgen/generated/comprovei/importqueuev3"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// same calls a service that answers with a sample, compares the reply with want and with the sample, and expects no drift.
func same[R xmltext.Node](t *testing.T, file string, op *soap.Operation, want R, call func(soap.Option, soap.Option) (R, error)) {
	t.Run(file, func(t *testing.T) {
		doc := sample(t, file)
		got, err := call(answers(doc), soap.OnDrift(func(_ context.Context, d soap.Drift) { t.Errorf("drift: %v", d) }))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, ignoreExtra); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		wiretest.SameReply(t, doc, op, got)
	})
}

func TestRepliesOfOtherServices(t *testing.T) {
	v2 := done()
	v2.Url = address
	v1 := exportqueuev1.GetExportProtocolStatusResponse{
		Status: v2.Status, Protocolo: v2.Protocolo, Metodo: v2.Metodo, DataCriacao: v2.DataCriacao, DataConclusao: v2.DataConclusao,
		Processado: exportqueuev1.GetExportProtocolStatusResponseProcessado(v2.Processado), Resultado: v2.Resultado, Url: address,
	}
	same(t, "exportqueuev1/getExportProtocolStatus.response.xml", &exportqueuev1.OpGetExportProtocolStatus, &v1, func(a, d soap.Option) (*exportqueuev1.GetExportProtocolStatusResponse, error) {
		return must(t, exportqueuev1.NewClient, exportqueuev1.EndpointProduction, a, d).GetExportProtocolStatus(ctx, &exportqueuev1.GetExportProtocolStatus{Protocolo: protocol})
	})
	same(t, "exportqueue/downloadDocumentsHistory.response.xml", &exportqueue.OpDownloadDocumentsHistory,
		&exportqueue.DownloadDocumentsHistoryResponse{Status: "Solicitação recebida.", Protocolo: protocol},
		func(a, d soap.Option) (*exportqueue.DownloadDocumentsHistoryResponse, error) {
			return client(t, a, d).DownloadDocumentsHistory(ctx, many)
		})
	same(t, "importqueuev1/getImportProtocolStatus.response.xml", &importqueuev1.OpGetImportProtocolStatus,
		&importqueuev1.GetImportProtocolStatusResponse{Status: "Protocolo encontrado.", Processado: "Sim", Resultado: "Rota importada com sucesso!"},
		func(a, d soap.Option) (*importqueuev1.GetImportProtocolStatusResponse, error) {
			return must(t, importqueuev1.NewClient, importqueuev1.EndpointProduction, a, d).GetImportProtocolStatus(ctx, &importqueuev1.GetImportProtocolStatus{Protocolo: protocol})
		})
	same(t, "importqueuev1/uploadDocuments.response.xml", &importqueuev1.OpUploadDocuments,
		&importqueuev1.UploadDocumentsResponse{Code: importqueuev1.UploadDocumentsResponseCode0, Mensagem: "Documentos enfileirados.", Protocolo: protocol},
		func(a, d soap.Option) (*importqueuev1.UploadDocumentsResponse, error) {
			return must(t, importqueuev1.NewClient, importqueuev1.EndpointProduction, a, d).UploadDocuments(ctx, new(importqueuev1.UploadDocuments))
		})
	import2 := func(a, d soap.Option) *importqueuev2.Client {
		return must(t, importqueuev2.NewClient, importqueuev2.EndpointProduction, a, d)
	}
	same(t, "importqueuev2/getImportProtocolStatus.response.xml", &importqueuev2.OpGetImportProtocolStatus,
		&importqueuev2.GetImportProtocolStatusResponse{Status: "Protocolo encontrado.", Processado: "Sim", Resultado: "Rota importada com sucesso!"},
		func(a, d soap.Option) (*importqueuev2.GetImportProtocolStatusResponse, error) {
			return import2(a, d).GetImportProtocolStatus(ctx, &importqueuev2.GetImportProtocolStatus{Protocolo: protocol})
		})
	same(t, "importqueuev2/uploadRouteUsingDocumentKey.response.xml", &importqueuev2.OpUploadRouteUsingDocumentKey,
		&importqueuev2.UploadRouteUsingDocumentKeyResponse{Status: "Arquivo recebido.", Protocolo: protocol},
		func(a, d soap.Option) (*importqueuev2.UploadRouteUsingDocumentKeyResponse, error) {
			return import2(a, d).UploadRouteUsingDocumentKey(ctx, &importqueuev2.UploadRouteUsingDocumentKey{Rotas: routes()})
		})
	same(t, "importqueuev2/uploadRoute.response.xml", &importqueuev2.OpUploadRoute,
		&importqueuev2.UploadRouteResponse{Status: "Arquivo recebido.", Protocolo: protocol},
		func(a, d soap.Option) (*importqueuev2.UploadRouteResponse, error) {
			return import2(a, d).UploadRoute(ctx, &importqueuev2.UploadRoute{Rotas: spreadsheet})
		})
	import3 := func(a, d soap.Option) *importqueuev3.Client {
		return must(t, importqueuev3.NewClient, importqueuev3.EndpointProduction, a, d)
	}
	same(t, "importqueuev3/getImportProtocolStatus.response.xml", &importqueuev3.OpGetImportProtocolStatus,
		&importqueuev3.GetImportProtocolStatusResponse{Status: "Protocolo encontrado.", Processado: "Sim", Resultado: "Rota importada com sucesso!"},
		func(a, d soap.Option) (*importqueuev3.GetImportProtocolStatusResponse, error) {
			return import3(a, d).GetImportProtocolStatus(ctx, &importqueuev3.GetImportProtocolStatus{Protocolo: protocol})
		})
	same(t, "importqueuev3/uploadRouteUsingDocumentKey.response.xml", &importqueuev3.OpUploadRouteUsingDocumentKey,
		&importqueuev3.UploadRouteUsingDocumentKeyResponse{Status: "Arquivo recebido.", Protocolo: protocol},
		func(a, d soap.Option) (*importqueuev3.UploadRouteUsingDocumentKeyResponse, error) {
			return import3(a, d).UploadRouteUsingDocumentKey(ctx, &importqueuev3.UploadRouteUsingDocumentKey{Rotas: routes()})
		})
}

func TestDocumentsThatAreRefused(t *testing.T) {
	tests := map[string]importqueuev1.UploadDocumentsResponse{
		"refused":         {Code: importqueuev1.UploadDocumentsResponseCode4, Mensagem: "Documento com esta chave já importado"},
		"unauthenticated": {Code: importqueuev1.UploadDocumentsResponseCode999, Mensagem: "Usuário não autenticado!"},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			doc := sample(t, "importqueuev1/uploadDocuments."+name+".response.xml")
			_, err := must(t, importqueuev1.NewClient, importqueuev1.EndpointProduction, answers(doc)).UploadDocuments(ctx, new(importqueuev1.UploadDocuments))
			var refusal *soap.Refusal
			if !errors.As(err, &refusal) || refusal.Status != string(want.Code) || refusal.Message != want.Mensagem {
				t.Fatalf("got %v", err)
			}
			got, ok := refusal.Reply.(*importqueuev1.UploadDocumentsResponse)
			if diff := cmp.Diff(&want, got, ignoreExtra); !ok || diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			wiretest.SameReply(t, doc, &importqueuev1.OpUploadDocuments, got)
		})
	}
}
