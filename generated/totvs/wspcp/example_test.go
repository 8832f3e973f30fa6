package wspcp_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/wspcp"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// WSPCP asks for HTTP Basic. An error comes with HTTP 200; the client finds it in the document that the reply carries.
func Example() {
	// A recorded reply stands for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/totvs/samples", "wspcp-error.response.xml"))
	c, err := wspcp.NewClient("https://servidor.invalid/wspcp.apw", soap.UserPassword("USUARIO", "SENHA"), provider)
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
	_, err = c.ReceiveMessage(context.Background(), &wspcp.RECEIVEMESSAGE{Message: wspcp.RECEIVEMESSAGEMessage{TOTVSMessage: message}})
	var refusal *soap.Refusal
	if errors.As(err, &refusal) {
		answer := refusal.Reply.(*wspcp.RECEIVEMESSAGERESPONSE).Result.TOTVSMessage.ResponseMessage
		fmt.Println(refusal.Status, answer.ProcessingInformation.ListOfMessages.Message[0].Code, refusal.Message)
	}
	// Output: ERROR 1 Não foi possível interpretar o arquivo XML. Document is empty
}
