package rm_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/rm"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// RM is unverified: its namespace, parameter and SOAPAction are guesses. Build shows what would be sent.
func Example() {
	endpoint, err := rm.EndpointProduction("servidor.invalid", "8051")
	if err != nil {
		log.Fatal(err)
	}
	c, err := rm.NewClient(endpoint, soap.UserPassword("USUARIO", "SENHA"))
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
	r, err := c.BuildReceiveMessage(context.Background(), &rm.ReceiveMessage{Message: rm.ReceiveMessageMessage{TOTVSMessage: message}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.URL, r.Header.Get("SOAPAction"))
	// Output: http://servidor.invalid:8051/EAIService/MEX "http://www.totvs.com/receiveMessage"
}
