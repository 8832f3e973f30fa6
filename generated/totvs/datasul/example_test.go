package datasul_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/datasul"
	"example.com/wsgen/runtime/xsd"
)

// Datasul is unverified: of it the addresses alone are published. Build shows what would be sent.
func Example() {
	endpoint, err := datasul.EndpointProduction("servidor.invalid", "8080")
	if err != nil {
		log.Fatal(err)
	}
	c, err := datasul.NewClient(endpoint)
	if err != nil {
		log.Fatal(err)
	}
	message := totvs.TOTVSMessage{
		MessageInformation: totvs.MessageInformation{
			Version: "2.000", UUID: "3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d01", Type: totvs.MessageTypeBusinessMessage, Transaction: "CostCenter",
			SourceApplication: "APP01", CompanyId: "07", BranchId: "001", DeliveryType: totvs.DeliveryTypeSync,
			Enterprise: xsd.Some(""), BusinessUnit: xsd.Some(""), // empty pairs of tags
		},
		BusinessMessage: &totvs.BusinessMessage{
			BusinessEvent:   &totvs.BusinessEvent{Entity: "CostCenter", Event: totvs.EventUpsert},
			BusinessContent: &totvs.CostCenter{Code: "000000042", Name: "Manutenção predial"},
		},
	}
	r, err := c.BuildReceiveMessage(context.Background(), &datasul.ReceiveMessage{Message: datasul.ReceiveMessageMessage{TOTVSMessage: message}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.URL)
	// Output: http://servidor.invalid:8080/eai2-ws/EAIService
}
