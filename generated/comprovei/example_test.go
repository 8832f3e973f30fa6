package comprovei_test

import (
	"fmt"

	"example.com/wsgen/generated/comprovei"
)

// A route with one stop is checked before it is sent in a request of package importqueuev2 or importqueuev3; so can it be by hand.
func Example() {
	routes := comprovei.Rotas{Rota: []comprovei.Rota{{
		Numero: "2002",
		Paradas: &comprovei.RotaParadas{Parada: []comprovei.Parada{{
			Numero: "1", Tipo: "X", Documento: &comprovei.Documento{ChaveNota: "00000000000000000000000000000000000000000000"},
		}}},
	}}}
	fmt.Println(routes.Validate())
	routes.Rota[0].Paradas.Parada[0].Tipo = comprovei.TipoParadaCO
	fmt.Println(routes.Validate())
	// Output:
	// invalid: /Rotas/Rota[1]/Paradas/Parada[1]/Tipo: must be one of E, C, CO
	// <nil>
}
