package tce_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// reply returns a reply of obterToken whose map holds the given entries.
func reply(entries string) []byte {
	return []byte(`<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>` +
		`<ns2:obterTokenResponse xmlns:ns2="http://token.ws.tce.sc.gov.br/"><return><dados>` + entries +
		`</dados><mensagem>m</mensagem><status>OK</status></return></ns2:obterTokenResponse></soap:Body></soap:Envelope>`)
}

// entry returns a pair whose value has the given attributes.
func entry(key, attrs, value string) string {
	return `<entry><key>` + key + `</key><value` + attrs + `>` + value + `</value></entry>`
}

const (
	asInt    = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:int"`
	asLong   = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:long"`
	asString = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string"`
	asOther  = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:q="http://www.w3.org/2001/XMLSchema" xsi:type="q:int"`
	asRecord = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:n" xsi:type="n:novo"`
)

// rest are the pairs that obterToken answers besides posicao.
var rest = entry("situacao", asString, ready) + entry("chaveToken", asString, key)

// A drifts is what a client reported.
type drifts []soap.Drift

func (d *drifts) option() soap.Option {
	return soap.OnDrift(func(_ context.Context, x soap.Drift) { *d = append(*d, x) })
}

func (d drifts) kinds() string {
	var s []string
	for _, x := range d {
		s = append(s, x.Kind.String()+" "+x.Path)
	}
	return strings.Join(s, "\n")
}

// obtained decodes a reply of obterToken.
func obtained(t *testing.T, doc []byte) (*token.ObterTokenResponse, drifts) {
	t.Helper()
	var d drifts
	got, err := tokens(t, answers(doc), d.option()).ObterToken(ctx, obterToken)
	if err != nil {
		t.Fatal(err)
	}
	wiretest.SameReply(t, doc, &token.OpObterToken, got)
	return got, d
}

func TestTypeOfAValue(t *testing.T) {
	const at = "/Envelope/Body/obterTokenResponse/return/dados/posicao"
	tests := []struct {
		name, posicao string
		drift         xmltext.Kind
		drifts        bool
	}{
		{name: "as the spec says", posicao: entry("posicao", asInt, "7")},
		{name: "another prefix", posicao: entry("posicao", asOther, "7")},
		{name: "white space around a number", posicao: entry("posicao", asInt, " 7\n")},
		{name: "no type", posicao: entry("posicao", "", "7")},
		{name: "another type that fits", posicao: entry("posicao", asString, "7"), drift: xmltext.OtherType, drifts: true},
		{name: "a wider type that fits", posicao: entry("posicao", asLong, "7"), drift: xmltext.OtherType, drifts: true},
		{
			name:    "the value before its key",
			posicao: `<entry><value` + asInt + `>7</value><key>posicao</key></entry>`,
			drift:   xmltext.Misplaced, drifts: true,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, d := obtained(t, reply(tt.posicao+rest))
			if got.Dados.Posicao != 7 || got.Dados.Situacao != ready || got.Dados.ChaveToken != key {
				t.Errorf("got %d %q %q", got.Dados.Posicao, got.Dados.Situacao, got.Dados.ChaveToken)
			}
			if !tt.drifts {
				if len(d) > 0 {
					t.Errorf("drift %s", d.kinds())
				}
				return
			}
			if len(d) != 1 || d[0].Kind != tt.drift || !strings.HasPrefix(d[0].Path, strings.TrimSuffix(at, "/posicao")) {
				t.Errorf("drift %s, want one %v at %s", d.kinds(), tt.drift, at)
			}
		})
	}
}

func TestValueThatDoesNotFit(t *testing.T) {
	for name, e := range map[string]string{
		"letters":      entry("posicao", asInt, "abc"),
		"another type": entry("posicao", asString, "abc"),
		"too large":    entry("posicao", asLong, "3000000000"),
		"elements":     entry("posicao", asInt, "<x/>"),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tokens(t, answers(reply(e+rest))).ObterToken(ctx, obterToken)
			var failed *soap.DecodeError
			if !errors.As(err, &failed) {
				t.Fatalf("got %v, want a *soap.DecodeError", err)
			}
			if failed.Operation != "obterToken" || failed.Path != "/Envelope/Body/obterTokenResponse/return/dados/posicao" || failed.Offset <= 0 {
				t.Errorf("got %q %q %d", failed.Operation, failed.Path, failed.Offset)
			}
			if strings.Contains(err.Error(), "abc") {
				t.Errorf("the error prints the value: %v", err)
			}
		})
	}
}

// TestEmptyValueOfAnotherTypeIsAbsent shows the other half of omit-empty: an empty element of a type
// that can't be empty is absent.
func TestEmptyValueOfAnotherTypeIsAbsent(t *testing.T) {
	got, d := obtained(t, reply(entry("posicao", asInt, "")+rest))
	if got.Dados.Posicao != 0 || got.Dados.ChaveToken != key {
		t.Errorf("got %d %q", got.Dados.Posicao, got.Dados.ChaveToken)
	}
	if len(d) != 1 || d[0].Kind != xmltext.Missing {
		t.Errorf("drift %q, want one missing", d.kinds())
	}
}

func TestUnknownContentOfTheMapIsKept(t *testing.T) {
	tests := []struct{ name, entries, drift string }{
		{"unknown key", entry("posicao", asInt, "7") + entry("novidade", asInt, "1") + rest, "novidade"},
		{"unknown key of an unknown type", entry("posicao", asInt, "7") + entry("novidade", asRecord, "<n:a>1</n:a>") + rest, "novidade"},
		{"key with spaces and accents", entry("posicao", asInt, "7") + entry("Débito e Crédito", asString, " x ") + rest, "dados"},
		{"repeated key", entry("posicao", asInt, "7") + entry("posicao", asInt, "8") + rest, "posicao"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, d := obtained(t, reply(tt.entries))
			if got.Dados.Posicao != 7 || got.Dados.ChaveToken != key {
				t.Errorf("got %d %q", got.Dados.Posicao, got.Dados.ChaveToken)
			}
			if n := len(got.Dados.Extra.Elements()); n != 1 {
				t.Errorf("%d entries are kept, want 1", n)
			}
			if len(d) != 1 || !strings.Contains(d[0].Path, tt.drift) {
				t.Errorf("drift %q, want one at %s", d.kinds(), tt.drift)
			}
		})
	}
}

func TestMissingKeyIsDriftAndStaysMissing(t *testing.T) {
	got, d := obtained(t, reply(rest))
	if got.Dados.Posicao != 0 || got.Dados.ChaveToken != key {
		t.Errorf("got %d %q", got.Dados.Posicao, got.Dados.ChaveToken)
	}
	if len(d) != 1 || d[0].Kind != xmltext.Missing {
		t.Errorf("drift %q, want one missing", d.kinds())
	}
	_, err := tokens(t, answers(reply(rest)), soap.Strict()).ObterToken(ctx, obterToken)
	var failed *soap.DecodeError
	if !errors.As(err, &failed) {
		t.Errorf("under Strict got %v, want a *soap.DecodeError", err)
	}
}

func TestEmptyMandatoryValueKeepsItsTag(t *testing.T) {
	got, _ := obtained(t, reply(entry("posicao", asInt, "7")+entry("situacao", asString, "")+entry("chaveToken", asString, key)))
	if got.Dados.Situacao != "" {
		t.Errorf("got %q", got.Dados.Situacao)
	}
	written := string(wiretest.Encode(t, &token.OpObterToken, got))
	if !strings.Contains(written, "></value>") || strings.Contains(written, "/>") {
		t.Errorf("want <value …></value> in %s", written)
	}
}

func TestResultsUnderAnyPrefixAndRepeatedKeys(t *testing.T) {
	doc := strings.NewReplacer(
		`<key>2</key>`, `<key>1</key>`,
		`xsi:type="ns2:codigoMensagem"`, `xmlns:z="http://servidor.ws.tce.sc.gov.br/" xsi:type="z:codigoMensagem"`,
	).Replace(string(sample(t, "enviar.response.xml")))
	var d drifts
	got, err := people(t, answers([]byte(doc)), d.option()).Enviar(ctx, manual(), enviar)
	if err != nil {
		t.Fatal(err)
	}
	same(t, []xsd.Entry[servidor.CodigoMensagem]{
		{Key: "1", Value: servidor.CodigoMensagem{Codigo: xsd.Some[int32](0), Mensagem: "OK"}},
		{Key: "1", Value: servidor.CodigoMensagem{Codigo: xsd.Some[int32](2012070), Mensagem: "Matrícula já utilizada"}},
	}, got.Dados.Resultados)
	if len(d) > 0 {
		t.Errorf("drift %s", d.kinds())
	}
	wiretest.SameReply(t, []byte(doc), &servidor.OpEnviar, got)
}

func TestRecordOfAnUnknownTypeIsKeptRaw(t *testing.T) {
	doc := strings.Replace(string(sample(t, "enviar.response.xml")), "ns2:codigoMensagem", "ns2:outroTipo", 1)
	var d drifts
	got, err := people(t, answers([]byte(doc)), d.option()).Enviar(ctx, manual(), enviar)
	if err != nil {
		t.Fatal(err)
	}
	if len(d) == 0 {
		t.Error("an unknown type is no drift")
	}
	wiretest.SameReply(t, []byte(doc), &servidor.OpEnviar, got)
}

func TestFieldsOfAReplyThatTheSpecDoesNotKnow(t *testing.T) {
	doc := strings.NewReplacer(
		"<status>", "<versao>2</versao><status>",
		"<codigo>0</codigo>", "<codigo>0</codigo><nivel>3</nivel>",
	).Replace(string(sample(t, "enviar.response.xml")))
	var d drifts
	got, err := people(t, answers([]byte(doc)), d.option()).Enviar(ctx, manual(), enviar)
	if err != nil {
		t.Fatal(err)
	}
	if len(d) != 2 || d[0].Kind != xmltext.UnknownElement || d[1].Kind != xmltext.UnknownElement {
		t.Errorf("drift %s, want two unknown elements", d.kinds())
	}
	wiretest.SameReply(t, []byte(doc), &servidor.OpEnviar, got)
}

func TestOtherKeysOfAFileMap(t *testing.T) {
	doc := strings.Replace(string(sample(t, "downloadArquivo.response.xml")), "<key>arquivo.txt</key>", "<key>relatório nº 1.pdf</key>", 1)
	got, err := callDownloadArquivo(t, answers([]byte(doc)))
	if err != nil {
		t.Fatal(err)
	}
	reply, ok := got.(*arquivofisico.DownloadArquivoResponse)
	if !ok || len(reply.Dados.Arquivos) != 1 || reply.Dados.Arquivos[0].Key != "relatório nº 1.pdf" {
		t.Errorf("got %+v", got)
	}
	wiretest.SameReply(t, []byte(doc), &arquivofisico.OpDownloadArquivo, got)
}
