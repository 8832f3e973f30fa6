package main

import (
	"context"

	"example.com/newcomer/generated/invoicy"
	"example.com/newcomer/generated/invoicy/webhook"
	"example.com/newcomer/wsgenrt/soap"
	"example.com/newcomer/wsgenrt/xsd"
)

// webhooks registers a webhook: a document within the request, whose digest proves the key.
func webhooks(ctx context.Context, url string) error {
	who := webhook.Credentials{PartnerKey: "USUARIO", Scope: webhook.Company{CNPJ: "99999999999999", Key: "SENHA"}}
	c, err := webhook.NewClient(url+"/webhook", who, soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	var req webhook.WebhookExecute
	req.Invoicywebhook.Dados.Item.Document = &webhook.DadosItemDocumentCadastroWebhook{Value: invoicy.CadastroWebhook{
		Descricao:            "Notas emitidas",
		URL:                  "https://exemplo.invalid/avisos?a=1&b=2",
		Status:               invoicy.StatusA,
		TentativasReenvioAut: xsd.Some[int32](0),
		IntervaloTentativas:  xsd.Some(invoicy.IntervaloTentativas5),
		Uso: invoicy.Uso{UsoItem: []invoicy.UsoItem{{
			Modulo:          invoicy.Modulo4,
			TipoNotificacao: invoicy.TiposNotificacao{TipoNotificacao: []invoicy.TipoNotificacao{invoicy.TipoNotificacao9}},
		}}},
	}}
	got, err := c.Execute(ctx, &req)
	if err != nil {
		return err
	}
	for _, m := range got.Invoicyretorno.Mensagem.MensagemItem {
		show("webhook.Execute", "%d: %s", m.Codigo, m.Descricao)
	}
	return nil
}
