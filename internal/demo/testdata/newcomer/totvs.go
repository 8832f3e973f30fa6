package main

import (
	"context"
	"time"

	"example.com/newcomer/generated/totvs"
	"example.com/newcomer/generated/totvs/protheus"
	"example.com/newcomer/wsgenrt/soap"
	"example.com/newcomer/wsgenrt/xsd"
)

// messages sends a cost center to Protheus: a message within the request, and one within the reply.
func messages(ctx context.Context, url string) error {
	c, err := protheus.NewClient(url+"/protheus", soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	var req protheus.RECEIVEMESSAGE
	req.Message.TOTVSMessage = costCenter()
	got, err := c.ReceiveMessage(ctx, &req)
	if err != nil {
		return err
	}
	answer := got.Result.TOTVSMessage
	show("RECEIVEMESSAGE", "%s of %s", answer.MessageInformation.Type, answer.MessageInformation.Transaction)
	return nil
}

// costCenter tells of a cost center that was created or changed.
func costCenter() totvs.TOTVSMessage {
	return totvs.TOTVSMessage{
		SchemaLocation: "xmlschema/general/events/CostCenter_2_000.xsd",
		MessageInformation: totvs.MessageInformation{
			Version: "2.000", UUID: "3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d01", Type: totvs.MessageTypeBusinessMessage,
			Transaction: "CostCenter", StandardVersion: "1.000", SourceApplication: "APP01",
			CompanyId: "07", BranchId: "001", UserId: "admin",
			CompanySharingMode: totvs.SharingModeC, BusinessUnitSharingMode: totvs.SharingModeC, BranchSharingMode: totvs.SharingModeE,
			Product: &totvs.Product{Name: "PROTHEUS", Version: "12.1.33"}, DeliveryType: totvs.DeliveryTypeAsync,
			GeneratedOn: xsd.Some(xsd.NewDateTime(time.Date(2026, time.March, 2, 9, 15, 30, 0, time.UTC))),
		},
		BusinessMessage: &totvs.BusinessMessage{
			BusinessEvent: &totvs.BusinessEvent{
				Entity: "CostCenter", Event: totvs.EventUpsert,
				Identification: &totvs.Identification{Key: []totvs.Key{{Name: "InternalId", Value: "07|001|000000042"}}},
			},
			BusinessContent: &totvs.CostCenter{
				CompanyId: "07", BranchId: "001", CompanyInternalId: "07|001", Code: "000000042", InternalId: "07|001|000000042",
				RegisterSituation: totvs.RegisterSituationActive, Name: "Manutenção predial", SPED: xsd.Some(true), Class: xsd.Some(totvs.CostCenterClass2),
			},
		},
	}
}
