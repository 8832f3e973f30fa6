package protheus_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/protheus"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A message to Protheus or Logix, and its answer.
func Example() {
	endpoint, err := protheus.EndpointProduction("servidor.invalid", "8080")
	if err != nil {
		log.Fatal(err)
	}
	// A recorded reply stands for the provider; without the option the client calls it.
	c, err := protheus.NewClient(endpoint, soap.WithHTTPClient(wiretest.NewPlay("../../../specs/totvs/samples", "protheus-ok.response.xml")))
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
	reply, err := c.ReceiveMessage(context.Background(), &protheus.RECEIVEMESSAGE{Message: protheus.RECEIVEMESSAGEMessage{TOTVSMessage: message}})
	if err != nil {
		log.Fatal(err)
	}
	answer := reply.Result.TOTVSMessage.ResponseMessage
	fmt.Println(answer.ProcessingInformation.Status, answer.ReturnContent.ListOfInternalId.InternalId[0].Destination)
	// Output: OK 1|02.9
}
