package invoicy_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"example.com/wsgen/generated/invoicy"
)

// A webhook is the same value over SOAP and REST. It is checked before it is sent, and so it can be by hand.
func Example() {
	hook := invoicy.CadastroWebhook{
		Descricao: strings.Repeat("x", 41),
		URL:       "https://exemplo.invalid/avisos",
		Status:    invoicy.StatusA,
		Uso: invoicy.Uso{UsoItem: []invoicy.UsoItem{{
			Modulo:          invoicy.Modulo4,
			TipoNotificacao: invoicy.TiposNotificacao{TipoNotificacao: []invoicy.TipoNotificacao{invoicy.TipoNotificacao2}},
		}}},
	}
	fmt.Println(hook.Validate())
	hook.Descricao = "Avisos"
	fmt.Println(hook.Validate())
	data, err := json.Marshal(hook)
	fmt.Println(string(data), err)
	// Output:
	// invalid: /CadastroWebhook/Descricao: must have at most 40 characters
	// <nil>
	// {"Descricao":"Avisos","URL":"https://exemplo.invalid/avisos","Status":"A","TipoAutenticacao":0,"TokenAutenticacao":"","Uso":[{"Modulo":4,"TipoNotificacao":[2]}]} <nil>
}
