package tce_test

import (
	"errors"
	"strings"
	"testing"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

// TestBrokenReplies shows that what is not the reply is an error, never an empty reply without one.
func TestBrokenReplies(t *testing.T) {
	good := string(sample(t, "obterToken.response.xml"))
	cut := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the sample has no %s", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	before, _, _ := strings.Cut(good, "<return>")
	tests := []struct{ name, reply string }{
		{"empty", ""},
		{"white space", "\n \n"},
		{"truncated", good[:len(good)/2]},
		{"truncated at the end", strings.TrimSuffix(strings.TrimSpace(good), "</soap:Envelope>")},
		{"not XML", "obrigado"},
		{"HTML", "<html><body>indisponível</body></html>"},
		{"wrong root", strings.ReplaceAll(good, "soap:Envelope", "soap:Envelop")},
		{"other envelope namespace", strings.Replace(good, "schemas.xmlsoap.org/soap/envelope/", "schemas.example.org/", 1)},
		{"wrong wrapper", strings.ReplaceAll(good, "obterTokenResponse", "obterTokemResponse")},
		{"wrapper of another namespace", cut("http://token.ws.tce.sc.gov.br/", "http://tokem.ws.tce.sc.gov.br/")},
		{"empty wrapper", before + "</ns2:obterTokenResponse></soap:Body></soap:Envelope>"},
		{"empty body", `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body></soap:Body></soap:Envelope>`},
		{"no body", `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"></soap:Envelope>`},
		{"DOCTYPE", "<!DOCTYPE x [<!ENTITY e 'v'>]>" + good},
		{"deep", cut("<mensagem>", strings.Repeat("<a>", 100_000)+strings.Repeat("</a>", 100_000)+"<mensagem>")},
		{"undeclared prefix", cut("<dados>", "<p:dados>")},
		{"crossed tags", cut("</key>", "</kei>")},
		{"duplicate attribute", cut("<key>", `<key a="1" a="2">`)},
		{"control character", cut("Pronto", "Pronto\x01")},
		{"not UTF-8", cut("Pronto", "Pronto\xff")},
		{"undefined entity", cut("Pronto", "&pronto;")},
		{"text after the envelope", good + "fim"},
		{"two envelopes", good + good},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := callObterToken(t, answers([]byte(tt.reply)))
			if err == nil {
				t.Fatal("a broken reply is no error")
			}
			var named interface{ OperationName() string }
			if !errors.As(err, &named) || named.OperationName() != "obterToken" {
				t.Errorf("the error does not name the operation: %v", err)
			}
			var decoding *soap.DecodeError
			var http *soap.HTTPError
			if !errors.As(err, &decoding) && !errors.As(err, &http) {
				t.Errorf("got a %T: %v", err, err)
			}
		})
	}
}

func TestErrorPageIsAnHTTPError(t *testing.T) {
	server := &wiretest.Server{Status: 503, Reply: []byte("<html>" + strings.Repeat("x", 10_000) + "</html>")}
	_, err := callObterToken(t, soap.WithHTTPClient(server))
	var failed *soap.HTTPError
	if !errors.As(err, &failed) {
		t.Fatalf("got %v, want a *soap.HTTPError", err)
	}
	if failed.Operation != "obterToken" || failed.StatusCode != 503 || len(failed.Body) != 4096 {
		t.Errorf("got %s %d and %d bytes", failed.Operation, failed.StatusCode, len(failed.Body))
	}
	if server.Calls != 1 {
		t.Errorf("the server saw %d requests", server.Calls)
	}
}

// TestRefusalsLackWhatASuccessHas: names that are missing in a refusal are neither drift nor, for a strict client, an error that
// hides the refusal; in a success they are both.
func TestRefusalsLackWhatASuccessHas(t *testing.T) {
	var d drifts
	var refusal *tce.Refusal
	refused := answers(sample(t, "obterToken.active.response.xml"))
	if _, err := callObterToken(t, refused, d.option()); !errors.As(err, &refusal) || len(d) > 0 {
		t.Errorf("got %v, drift %s", err, d.kinds())
	}
	if _, err := callObterToken(t, refused, soap.Strict()); !errors.As(err, &refusal) {
		t.Errorf("got %v, want a *tce.Refusal", err)
	}
	bare := answers(reply(entry("posicao", asInt, "1") + entry("situacao", asString, ready)))
	if _, err := callObterToken(t, bare, d.option()); err != nil || d.kinds() != "missing /Envelope/Body/obterTokenResponse/return/dados/chaveToken" {
		t.Errorf("got %v, drift %s", err, d.kinds())
	}
	var decode *soap.DecodeError
	if _, err := callObterToken(t, bare, soap.Strict()); !errors.As(err, &decode) || decode.Path != "/Envelope/Body/obterTokenResponse/return/dados/chaveToken" {
		t.Errorf("got %v, want a *soap.DecodeError at chaveToken", err)
	}
}
