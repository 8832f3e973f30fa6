package pcfactory_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/pcfactory"
	"example.com/wsgen/runtime/xsd"
)

// Both sides of receiveMessage: a server of one's own, and the client that calls it.
func Example() {
	server := httptest.NewServer(pcfactory.NewReceiveMessageHandler(func(_ context.Context, req *pcfactory.ReceiveMessage) (*pcfactory.ReceiveMessageResponse, error) {
		m := req.Message.TOTVSMessage
		fmt.Println("received", m.MessageInformation.Transaction, m.BusinessMessage.BusinessEvent.Event)
		reply := new(pcfactory.ReceiveMessageResponse)
		reply.Result.TOTVSMessage = totvs.TOTVSMessage{
			MessageInformation: totvs.MessageInformation{Type: totvs.MessageTypeReceiptMessage},
			ReceiptMessage:     &totvs.ReceiptMessage{ReceivedMessage: &totvs.ReceiptReceivedMessage{UUID: m.MessageInformation.UUID}},
		}
		return reply, nil
	}))
	defer server.Close()
	c, err := pcfactory.NewClient(server.URL)
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
	reply, err := c.ReceiveMessage(context.Background(), &pcfactory.ReceiveMessage{Message: pcfactory.ReceiveMessageMessage{TOTVSMessage: message}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("receipt of", reply.Result.TOTVSMessage.ReceiptMessage.ReceivedMessage.UUID)
	// Output:
	// received CostCenter upsert
	// receipt of 3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d01
}
