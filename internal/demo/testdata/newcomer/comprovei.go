package main

import (
	"context"
	"io"
	"time"

	"example.com/newcomer/generated/comprovei/exportqueue"
	"example.com/newcomer/wsgenrt/poll"
	"example.com/newcomer/wsgenrt/soap"
	"example.com/newcomer/wsgenrt/xsd"
)

// exports orders an export, asks until it is done and reads its file.
func exports(ctx context.Context, url string) error {
	c, err := exportqueue.NewClient(url+"/exportqueue", soap.UserPassword("USUARIO", "SENHA"), soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	order, err := c.DownloadDocumentsHistory(ctx, &exportqueue.DownloadDocumentsHistory{QtdDocumentos: xsd.NewInteger(100)})
	if err != nil {
		return err
	}
	show("downloadDocumentsHistory", "%s; protocol %s", order.Status, order.Protocolo)
	job, err := c.AwaitGetExportProtocolStatus(ctx, &exportqueue.GetExportProtocolStatus{Protocolo: order.Protocolo},
		poll.WithInterval(10*time.Millisecond, time.Second), poll.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	show("getExportProtocolStatus", "%v: %s", job.State, job.Outcome)
	file, err := job.Download(ctx)
	if err != nil {
		return err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	show("download", "%s", text)
	return err
}
