package totvs_test

import (
	"encoding/json"
	"fmt"
	"log"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A message in JSON: the same value, with its Header and its Content.
func Example() {
	data, err := json.Marshal(totvs.TOTVSMessage{
		MessageInformation: totvs.MessageInformation{
			Version: "2.000", UUID: "3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d01", Type: totvs.MessageTypeBusinessMessage, Transaction: "CostCenter",
			SourceApplication: "APP01", CompanyId: "07", BranchId: "001", Product: &totvs.Product{Name: "APP", Version: "1.0"},
		},
		BusinessMessage: &totvs.BusinessMessage{
			BusinessEvent:   &totvs.BusinessEvent{Entity: "CostCenter", Event: totvs.EventUpsert},
			BusinessContent: &totvs.CostCenter{Code: "000000042", Name: "Manutenção predial", SPED: xsd.Some(true)},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	var back totvs.TOTVSMessage
	if err := json.Unmarshal(data, &back); err != nil {
		log.Fatal(err)
	}
	switch content := back.BusinessMessage.BusinessContent.(type) {
	case *totvs.CostCenter:
		fmt.Println(back.MessageInformation.Transaction, content.Code, content.SPED.Or(false))
	case *totvs.BusinessContentOther:
		fmt.Println("a transaction that the spec does not have:", content.XML)
	}
	// Output: CostCenter 000000042 true
}

// A document of one notation becomes one of the other without a value in between.
func ExampleTOTVSMessage_JSONForm() {
	doc := []byte(`{"Header":{"Type":"BusinessMessage","Transaction":"ListOfItems"},"Content":{"ListOfItems":[{"Code":"11","Value":12.00}]}}`)
	form := (*totvs.TOTVSMessage)(nil).JSONForm()
	xml, err := jsontext.ToXML(nil, form, xmltext.Name{Local: "TOTVSMessage"}, doc, nil)
	if err != nil {
		log.Fatal(err)
	}
	back, err := jsontext.FromXML(nil, form, xml, &jsontext.Options{OnLost: func(l jsontext.Lost) { fmt.Println(l) }})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(back))
	// Output: {"Header":{"Type":"BusinessMessage","Transaction":"ListOfItems"},"Content":{"ListOfItems":[{"Code":"11","Value":12.00}]}}
}
