package comprovei_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/generated/comprovei"
	"example.com/wsgen/generated/comprovei/exportqueue"
	"example.com/wsgen/generated/comprovei/exportqueuev1"
	"example.com/wsgen/generated/comprovei/importqueuev1"
	"example.com/wsgen/generated/comprovei/importqueuev2"
	"example.com/wsgen/generated/comprovei/importqueuev3"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

var user = soap.UserPassword("USUARIO", "SENHA")

// must returns a client of a package at its production address.
func must[C any](t testing.TB, create func(string, soap.Credentials, ...soap.Option) (C, error), endpoint string, opts ...soap.Option) C {
	t.Helper()
	c, err := create(endpoint, user, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// routes is a route with one stop.
func routes() comprovei.Rotas {
	return comprovei.Rotas{Rota: []comprovei.Rota{{
		Numero:         "2002",
		Data:           xsd.Some(xsd.ParseStamp("20060102", "20260131")),
		Transportadora: &comprovei.Transportadora{Codigo: "00000000000000", Razao: "TRANSPORTADORA EXEMPLO"},
		Motorista:      &comprovei.Motorista{Usuario: "00000000000", Nome: "MOTORISTA EXEMPLO", PlacaVeiculo: "AAA0A00"},
		TipoRota:       "D",
		Paradas: &comprovei.RotaParadas{Parada: []comprovei.Parada{{
			Numero: "1", Documento: &comprovei.Documento{ChaveNota: "00000000000000000000000000000000000000000000"},
		}}},
	}}}
}

// spreadsheet is a route in the form whose schema is not published.
var spreadsheet = xsd.Any{Raw: xsd.Raw{XML: `<Rotas xmlns="WebServiceComprovei:uploadRoute"><Rota numero="2002"><Data>20260131</Data></Rota></Rotas>`}}

// A request is a call whose request has a sample in the folder of its service.
type request struct {
	service, operation string
	path               string   // of the production address
	basic              bool     // credentials by HTTP Basic
	forms              []string // that say the same
	build              func(context.Context) (*http.Request, error)
}

func requests(t *testing.T) []request {
	const v1, v2, v3 = "/importQueue/index.php", "/importQueue/v2/index.php", "/importQueue/v3/index.php"
	export := must(t, exportqueue.NewClient, exportqueue.EndpointProduction)
	export1 := must(t, exportqueuev1.NewClient, exportqueuev1.EndpointProduction)
	import1 := must(t, importqueuev1.NewClient, importqueuev1.EndpointProduction)
	import2 := must(t, importqueuev2.NewClient, importqueuev2.EndpointProduction)
	import3 := must(t, importqueuev3.NewClient, importqueuev3.EndpointProduction)
	published := []string{"published"}
	return []request{
		{"exportqueue", "getExportProtocolStatus", "/exportQueue/v2/index.php", false, []string{"published", "prefixed"}, func(ctx context.Context) (*http.Request, error) {
			return export.BuildGetExportProtocolStatus(ctx, ask)
		}},
		{"exportqueue", "downloadDocumentsHistory", "/exportQueue/v2/index.php", false, published, func(ctx context.Context) (*http.Request, error) {
			return export.BuildDownloadDocumentsHistory(ctx, &exportqueue.DownloadDocumentsHistory{QtdDocumentos: xsd.NewInteger(100)})
		}},
		{"exportqueuev1", "getExportProtocolStatus", "/exportQueue/index.php", true, published, func(ctx context.Context) (*http.Request, error) {
			return export1.BuildGetExportProtocolStatus(ctx, &exportqueuev1.GetExportProtocolStatus{Protocolo: protocol})
		}},
		{"exportqueuev1", "downloadDocumentsHistory", "/exportQueue/index.php", true, published, func(ctx context.Context) (*http.Request, error) {
			return export1.BuildDownloadDocumentsHistory(ctx, &exportqueuev1.DownloadDocumentsHistory{QtdDocumentos: xsd.NewInteger(999)})
		}},
		{"importqueuev1", "getImportProtocolStatus", v1, true, published, func(ctx context.Context) (*http.Request, error) {
			return import1.BuildGetImportProtocolStatus(ctx, &importqueuev1.GetImportProtocolStatus{Protocolo: protocol})
		}},
		{"importqueuev1", "uploadDocuments", v1, true, published, func(ctx context.Context) (*http.Request, error) {
			return import1.BuildUploadDocuments(ctx, &importqueuev1.UploadDocuments{ConteudoArquivo: []byte(`<?xml version="1.0"?><documentos/>`)})
		}},
		{"importqueuev2", "getImportProtocolStatus", v2, false, published, func(ctx context.Context) (*http.Request, error) {
			return import2.BuildGetImportProtocolStatus(ctx, &importqueuev2.GetImportProtocolStatus{Protocolo: protocol})
		}},
		{"importqueuev2", "uploadRouteUsingDocumentKey", v2, false, published, func(ctx context.Context) (*http.Request, error) {
			return import2.BuildUploadRouteUsingDocumentKey(ctx, &importqueuev2.UploadRouteUsingDocumentKey{Rotas: routes(), NomeArquivo: "rota_2002.xml"})
		}},
		{"importqueuev2", "uploadRoute", v2, false, nil, func(ctx context.Context) (*http.Request, error) {
			return import2.BuildUploadRoute(ctx, &importqueuev2.UploadRoute{
				Rotas:       spreadsheet,
				NomeArquivo: "rota_2002.xml",
			})
		}},
		{"importqueuev3", "getImportProtocolStatus", v3, false, published, func(ctx context.Context) (*http.Request, error) {
			return import3.BuildGetImportProtocolStatus(ctx, &importqueuev3.GetImportProtocolStatus{Protocolo: protocol})
		}},
		{"importqueuev3", "uploadRouteUsingDocumentKey", v3, false, published, func(ctx context.Context) (*http.Request, error) {
			return import3.BuildUploadRouteUsingDocumentKey(ctx, &importqueuev3.UploadRouteUsingDocumentKey{Rotas: routes(), NomeArquivo: "rota_2002.xml"})
		}},
	}
}

func TestRequestsAreTheSamples(t *testing.T) {
	for _, tt := range requests(t) {
		name := tt.service + "/" + tt.operation
		t.Run(name, func(t *testing.T) {
			r, err := tt.build(ctx)
			if err != nil {
				t.Fatal(err)
			}
			got := wiretest.Body(t, r)
			if want := sample(t, name+".request.xml"); !bytes.Equal(got, want) {
				t.Errorf("the bytes differ\n got %s\nwant %s", got, want)
			}
			for _, form := range tt.forms {
				sameInfoset(t, sample(t, name+".request."+form+".xml"), got)
			}
			if got, want := r.Header.Get("SOAPAction"), `"urn:WebServiceComprovei#`+tt.operation+`"`; got != want {
				t.Errorf("the action is %s, want %s", got, want)
			}
			if got, want := r.URL.String(), "https://soap.comprovei.com.br"+tt.path; got != want {
				t.Errorf("the address is %s, want %s", got, want)
			}
			if got := r.Header.Get("Content-Encoding"); got != "" {
				t.Errorf("the request is encoded with %s", got)
			}
			name, password, basic := r.BasicAuth()
			if basic != tt.basic || basic && (name != "USUARIO" || password != "SENHA") {
				t.Errorf("HTTP Basic is %v, %s %s", basic, name, password)
			}
		})
	}
}

// sameInfoset compares a request with its published form. An empty Header, which SOAP 1.1 leaves to the sender (clause 4.2),
// does not count.
func sameInfoset(t *testing.T, published, got []byte) {
	t.Helper()
	want, err := infoset.Parse(published)
	if err != nil {
		t.Fatal(err)
	}
	want.Children = slices.DeleteFunc(want.Children, func(e *infoset.Element) bool { return e.Name.Local == "Header" && len(e.Children) == 0 })
	sent, err := infoset.Parse(got)
	if err != nil {
		t.Fatal(err)
	}
	if diff := infoset.Compare(want, sent); diff != "" {
		t.Errorf("the infoset differs from the published form:\n%s", diff)
	}
}

func TestContingencyAddresses(t *testing.T) {
	for got, path := range map[string]string{
		exportqueue.EndpointContingency:   "exportQueue/v2/index.php",
		exportqueuev1.EndpointContingency: "exportQueue/index.php",
		importqueuev1.EndpointContingency: "importQueue/index.php",
		importqueuev2.EndpointContingency: "importQueue/v2/index.php",
		importqueuev3.EndpointContingency: "importQueue/v3/index.php",
	} {
		if want := "https://soapcontingencia.comprovei.com.br/" + path; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestStatusOfNoProtocol: an order that was refused has no protocol, and there is nothing to ask for.
func TestStatusOfNoProtocol(t *testing.T) {
	for name, ask := range map[string]func() error{
		"exportqueue": func() error {
			_, err := must(t, exportqueue.NewClient, exportqueue.EndpointProduction).AwaitGetExportProtocolStatus(ctx, new(exportqueue.GetExportProtocolStatus))
			return err
		},
		"exportqueuev1": func() error {
			_, err := must(t, exportqueuev1.NewClient, exportqueuev1.EndpointProduction).AwaitGetExportProtocolStatus(ctx, new(exportqueuev1.GetExportProtocolStatus))
			return err
		},
		"importqueuev1": func() error {
			_, err := must(t, importqueuev1.NewClient, importqueuev1.EndpointProduction).AwaitGetImportProtocolStatus(ctx, new(importqueuev1.GetImportProtocolStatus))
			return err
		},
		"importqueuev2": func() error {
			_, err := must(t, importqueuev2.NewClient, importqueuev2.EndpointProduction).AwaitGetImportProtocolStatus(ctx, new(importqueuev2.GetImportProtocolStatus))
			return err
		},
		"importqueuev3": func() error {
			_, err := must(t, importqueuev3.NewClient, importqueuev3.EndpointProduction).AwaitGetImportProtocolStatus(ctx, new(importqueuev3.GetImportProtocolStatus))
			return err
		},
	} {
		err := ask()
		invalid, ok := errors.AsType[*xsd.ValidationError](err)
		if !ok || !strings.HasSuffix(invalid.Violations[0].Path, "/protocolo") {
			t.Errorf("%s: error %v, want that of the protocol", name, err)
		}
	}
}
