package invoicy_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/generated/invoicy"
	"example.com/wsgen/generated/invoicy/webhook"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

// ask sends a request that is answered with a sample. The drift is that of the reply.
func ask(t *testing.T, reply string) (got *webhook.WebhookExecuteResponse, drift []string, err error) {
	t.Helper()
	server := &wiretest.Server{Reply: sample(t, reply)}
	c := client(t, company, soap.WithHTTPClient(server), soap.OnDrift(func(_ context.Context, d soap.Drift) {
		drift = append(drift, strings.TrimPrefix(d.Path, "/Envelope/Body/webhook.ExecuteResponse/")+": "+d.Kind.String())
	}))
	got, err = c.Execute(ctx, query(identificador))
	slices.Sort(drift)
	return got, drift, err
}

// document is the one that a reply carries.
func document(t *testing.T, r *webhook.WebhookExecuteResponse) *webhook.DocumentosItemDocumento {
	t.Helper()
	return r.Invoicyretorno.Mensagem.MensagemItem[0].Documentos.DocumentosItem[0].Documento
}

// sameDocument fails the test unless the document of a reply, written again, is that of the sample.
func sameDocument(t *testing.T, reply string, got *webhook.WebhookExecuteResponse) {
	t.Helper()
	path := []string{"Invoicyretorno", "Mensagem", "MensagemItem", "Documentos", "DocumentosItem", "Documento"}
	text := func(envelope []byte, path ...string) []byte {
		doc, err := infoset.Parse(envelope)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(doc.Find(path...).Text)
	}
	want := text(sample(t, reply), append([]string{"Body", "webhook.ExecuteResponse"}, path...)...)
	written := text(wiretest.Encode(t, &webhook.OpExecute, got), path...)
	if diff := infoset.Diff(want, written); diff != "" {
		t.Errorf("the document, written again, differs:\n%s", diff)
	}
}

func TestReplies(t *testing.T) {
	got, drift, err := ask(t, "criado.response")
	if err != nil || drift != nil {
		t.Fatalf("error %v, drift %v", err, drift)
	}
	answer, ok := document(t, got).Document.(*webhook.DocumentosItemDocumentoDocumentWebhookRetorno)
	if !ok {
		t.Fatalf("the document is %T", document(t, got).Document)
	}
	want := invoicy.WebhookRetorno{Mensagens: &invoicy.Mensagens{MensagensItem: []invoicy.Mensagem{{Codigo: 100, Descricao: "Webhook cadastrado!"}}}}
	if diff := cmp.Diff(want, answer.Value, ignoreExtra); diff != "" {
		t.Error(diff)
	}
	sameDocument(t, "criado.response", got)
}

// TestUnknownDocumentIsKept reads a reply whose document has a root that the contract does not know.
func TestUnknownDocumentIsKept(t *testing.T) {
	got, drift, err := ask(t, "desconhecido.response")
	if err != nil {
		t.Fatal(err)
	}
	path := "Invoicyretorno/Mensagem/MensagemItem[1]/Documentos/DocumentosItem[1]/Documento/"
	if diff := cmp.Diff([]string{path + "OutroRetorno: unknown element", path + "WebhookRetorno: missing"}, drift); diff != "" {
		t.Errorf("drift: %s", diff)
	}
	if document(t, got).Document != nil {
		t.Errorf("the document is %T", document(t, got).Document)
	}
	wiretest.SameReply(t, sample(t, "desconhecido.response"), &webhook.OpExecute, got)
}

// TestUnreadableDocument takes no reply for a success whose document can't be read: its code may refuse.
func TestUnreadableDocument(t *testing.T) {
	doc := sample(t, "criado.response")
	from, to := bytes.Index(doc, []byte("<Documento>"))+len("<Documento>"), bytes.Index(doc, []byte("</Documento>"))
	for _, text := range []string{"<![CDATA[<WebhookRetorno><Mensagens>]]>", "Erro interno", `<WebhookRetorno xmlns="InvoiCy"/>`} {
		server := &wiretest.Server{Reply: slices.Concat(doc[:from], []byte(text), doc[to:])}
		got, err := client(t, company, soap.WithHTTPClient(server)).Execute(ctx, query(identificador))
		if got != nil || !errors.As(err, new(*soap.DecodeError)) || !strings.HasSuffix(err.Error(), "/Documento: no XML document") {
			t.Errorf("%s: error %v", text, err)
		}
	}
}

// TestQueriedIsSentBack changes what a query returned, and sends it as an update and to delete it. What the contract does
// not know goes along; the namespace that the answer was in does not.
func TestQueriedIsSentBack(t *testing.T) {
	got, drift, err := ask(t, "consultado.response")
	if err != nil {
		t.Fatal(err)
	}
	path := "Invoicyretorno/Mensagem/MensagemItem[1]/Documentos/DocumentosItem[1]/Documento/WebhookRetorno/CadastroWebhook[1]/"
	if diff := cmp.Diff([]string{path + "Parametros: unknown element"}, drift); diff != "" {
		t.Errorf("drift: %s", diff)
	}
	sameDocument(t, "consultado.response", got)
	queried := document(t, got).Document.(*webhook.DocumentosItemDocumentoDocumentWebhookRetorno).Value.CadastroWebhook[0]
	want := hook("Avisos da empresa", invoicy.TipoNotificacao9, invoicy.TipoNotificacao10, invoicy.TipoNotificacao11)
	want.Identificador, want.Empresas = identificador, new(invoicy.Empresas)
	if diff := cmp.Diff(want, queried, ignoreExtra); diff != "" {
		t.Error(diff)
	}
	const (
		start = `<URL>https://exemplo.invalid/avisos?a=1&amp;b=2</URL><Status>A</Status><TipoAutenticacao>0</TipoAutenticacao>` +
			`<TokenAutenticacao></TokenAutenticacao><Identificador>` + identificador + `</Identificador><TentativasReenvioAut>0</TentativasReenvioAut>` +
			`<IntervaloTentativas>5</IntervaloTentativas><Uso><UsoItem><Modulo>4</Modulo><TipoNotificacao><TipoNotificacao>9</TipoNotificacao>` +
			`<TipoNotificacao>10</TipoNotificacao><TipoNotificacao>11</TipoNotificacao></TipoNotificacao></UsoItem></Uso>`
		empty = `<Empresas></Empresas>`
		extra = `<Parametros xmlns="InvoiCy"><Headers></Headers></Parametros>`
		end   = `</CadastroWebhook>`
	)
	changed, deleted := queried, queried
	changed.Descricao = "Alterada"
	deleted.Modo = invoicy.ModoDELETAR
	for _, tt := range []struct {
		hook invoicy.CadastroWebhook
		want string
	}{
		{changed, `<CadastroWebhook><Descricao>Alterada</Descricao>` + start + empty + extra + end},
		// Unknown content keeps its place by number: Modo comes before it now.
		{deleted, `<CadastroWebhook><Modo>DELETAR</Modo><Descricao>Avisos da empresa</Descricao>` + start + extra + empty + end},
	} {
		r, err := client(t, company).BuildExecute(ctx, register(tt.hook))
		if err != nil {
			t.Fatal(err)
		}
		body := wiretest.Body(t, r)
		text := embedded(t, body)
		if text != tt.want {
			t.Errorf("the document is\n%s\nwant\n%s", text, tt.want)
		}
		if ck := soap.KeyedDigest("md5", "CHAVE_ACESSO_EMPRESA", []byte(text)); !strings.Contains(string(body), ck) {
			t.Errorf("EmpCK is not %s: %s", ck, body)
		}
	}
}

// TestEnumerationsAreOpen sends a module and a notification type that were added after the contract.
func TestEnumerationsAreOpen(t *testing.T) {
	later := hook("x", 17)
	later.Uso.UsoItem[0].Modulo = 15
	r, err := client(t, company).BuildExecute(ctx, register(later))
	if err != nil {
		t.Fatal(err)
	}
	want := "<Modulo>15</Modulo><TipoNotificacao><TipoNotificacao>17</TipoNotificacao></TipoNotificacao>"
	if got := embedded(t, wiretest.Body(t, r)); !strings.Contains(got, want) {
		t.Errorf("the document is %s, without %s", got, want)
	}
}

// TestRefusals reads replies that refuse a request, in the outer message or in the document.
func TestRefusals(t *testing.T) {
	for _, tt := range []struct{ reply, status, message string }{
		{"recusado.response", "444", "[#inv0444] - Não há webhook com este identificador. "},
		{"recusado-no-documento.response", "231", "URL inválida"},
	} {
		_, _, err := ask(t, tt.reply)
		r, ok := errors.AsType[*soap.Refusal](err)
		if !ok {
			t.Errorf("%s: error %v, want a refusal", tt.reply, err)
			continue
		}
		if r.Status != tt.status || r.Message != tt.message {
			t.Errorf("%s: refused with %q, %q; want %q, %q", tt.reply, r.Status, r.Message, tt.status, tt.message)
		}
	}
}
