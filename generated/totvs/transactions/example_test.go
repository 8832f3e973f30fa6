package transactions_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/transactions"
	"example.com/wsgen/runtime/rest"
)

// message creates or changes a cost center.
func message() totvs.TOTVSMessage {
	return totvs.TOTVSMessage{
		MessageInformation: totvs.MessageInformation{
			Version: "2.000", UUID: "3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d01", Type: totvs.MessageTypeBusinessMessage, Transaction: "CostCenter",
			SourceApplication: "APP01", CompanyId: "07", BranchId: "001", DeliveryType: totvs.DeliveryTypeSync,
			Product: &totvs.Product{Name: "APP", Version: "1.0"},
		},
		BusinessMessage: &totvs.BusinessMessage{
			BusinessEvent:   &totvs.BusinessEvent{Entity: "CostCenter", Event: totvs.EventUpsert},
			BusinessContent: &totvs.CostCenter{Code: "000000042", Name: "Manutenção predial"},
		},
	}
}

// JSON over HTTP: an asynchronous message is accepted with 202, and the answer is nil.
func Example() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusAccepted)
	}))
	defer server.Close()
	c, err := transactions.NewClient(server.URL, rest.UserPassword("USUARIO", "SENHA"))
	if err != nil {
		log.Fatal(err)
	}
	m := message()
	m.MessageInformation.DeliveryType = totvs.DeliveryTypeAsync
	answer, err := c.Post(context.Background(), &m)
	fmt.Println(answer == nil, err)
	m.MessageInformation.DeliveryType = totvs.DeliveryTypeSync
	err = c.PostBatch(context.Background(), &transactions.PostBatch{
		BatchType: transactions.BatchTypeSimpleBatch, BatchUUID: "3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d02", Items: []totvs.TOTVSMessage{m},
	})
	fmt.Println(err)
	// Output:
	// true <nil>
	// postBatch: request: invalid: /postBatch/Items[1]/MessageInformation/DeliveryType: must not be sync in a batch
}

// through is an HTTP client with an own authority, client certificates and a proxy; nil for no proxy.
func through(authority []byte, certificates []tls.Certificate, proxy *url.URL) (*http.Client, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, err
	}
	if !pool.AppendCertsFromPEM(authority) {
		return nil, errors.New("no certificate in the PEM file")
	}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.TLSClientConfig = &tls.Config{RootCAs: pool, Certificates: certificates}
	if proxy != nil {
		t.Proxy = http.ProxyURL(proxy)
	}
	return &http.Client{Transport: t}, nil
}

// Services inside a company often have certificates of its own authority.
func Example_ownAuthority() {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		http.ServeFile(w, r, "../../../specs/totvs/samples/response-ok.response.json")
	}))
	defer server.Close()
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	client, err := through(authority, nil, nil) // a PEM file, client certificates, a proxy
	if err != nil {
		log.Fatal(err)
	}
	c, err := transactions.NewClient(server.URL, rest.UserPassword("USUARIO", "SENHA"), rest.WithHTTPClient(client))
	if err != nil {
		log.Fatal(err)
	}
	m := message()
	answer, err := c.Post(context.Background(), &m)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.ResponseMessage.ProcessingInformation.Status)
	// Output: OK
}
