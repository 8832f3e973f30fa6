package totvs_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/datasul"
	"example.com/wsgen/generated/totvs/pcfactory"
	"example.com/wsgen/generated/totvs/protheus"
	"example.com/wsgen/generated/totvs/rm"
	"example.com/wsgen/generated/totvs/transactions"
	"example.com/wsgen/generated/totvs/wspcp"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A recorded answers each request with a file of the folder samples, as the provider would.
type recorded string

// RoundTrip answers a request.
func (r recorded) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := os.ReadFile("samples/" + string(r))
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/xml"}}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: req}, nil
}

// costCenter is a message that creates or changes a cost center.
func costCenter() totvs.TOTVSMessage {
	return totvs.TOTVSMessage{
		MessageInformation: totvs.MessageInformation{
			Version: "2.000", UUID: "3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d01", Type: totvs.MessageTypeBusinessMessage, Transaction: "CostCenter",
			StandardVersion: "1.000", SourceApplication: "APP01", CompanyId: "07", BranchId: "001",
			Enterprise: xsd.Some(""), BusinessUnit: xsd.Some(""), // empty pairs of tags
			Product: &totvs.Product{Name: "APP", Version: "1.0"}, DeliveryType: totvs.DeliveryTypeSync,
		},
		BusinessMessage: &totvs.BusinessMessage{
			BusinessEvent:   &totvs.BusinessEvent{Entity: "CostCenter", Event: totvs.EventUpsert},
			BusinessContent: &totvs.CostCenter{Code: "000000042", InternalId: "07|001|000000042", Name: "Manutenção predial", SPED: xsd.Some(true)},
		},
	}
}

// A message in JSON: the same value, with its Header and its Content.
func Example() {
	m := costCenter()
	data, err := json.Marshal(m)
	if err != nil {
		fmt.Println(err)
		return
	}
	var back totvs.TOTVSMessage
	if err := json.Unmarshal(data, &back); err != nil {
		fmt.Println(err)
		return
	}
	switch content := back.BusinessMessage.BusinessContent.(type) {
	case *totvs.CostCenter:
		fmt.Println(back.MessageInformation.Transaction, content.Code, content.SPED.Or(false))
	case *totvs.BusinessContentOther:
		fmt.Println("a transaction that the spec does not have:", content.XML)
	}
	// Output: CostCenter 000000042 true
}

// Protheus and Logix: a message and its answer.
func Example_protheus() {
	endpoint, err := protheus.EndpointProduction("servidor.invalid", "8080")
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := protheus.NewClient(endpoint, soap.WithHTTPClient(&http.Client{Transport: recorded("protheus-ok.response.xml")}))
	if err != nil {
		fmt.Println(err)
		return
	}
	reply, err := c.ReceiveMessage(context.Background(), &protheus.RECEIVEMESSAGE{Message: protheus.RECEIVEMESSAGEMessage{TOTVSMessage: costCenter()}})
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := reply.Result.TOTVSMessage.ResponseMessage
	fmt.Println(answer.ProcessingInformation.Status, answer.ReturnContent.ListOfInternalId.InternalId[0].Destination)
	// Output: OK 1|02.9
}

// WSPCP asks for HTTP Basic. An error comes with HTTP 200; the client finds it in the document that the reply carries.
func Example_wspcp() {
	c, err := wspcp.NewClient("https://servidor.invalid/wspcp.apw", soap.UserPassword("USUARIO", "SENHA"),
		soap.WithHTTPClient(&http.Client{Transport: recorded("wspcp-error.response.xml")}))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = c.ReceiveMessage(context.Background(), &wspcp.RECEIVEMESSAGE{Message: wspcp.RECEIVEMESSAGEMessage{TOTVSMessage: costCenter()}})
	var refusal *soap.Refusal
	if errors.As(err, &refusal) {
		answer := refusal.Reply.(*wspcp.RECEIVEMESSAGERESPONSE).Result.TOTVSMessage.ResponseMessage
		fmt.Println(refusal.Status, answer.ProcessingInformation.ListOfMessages.Message[0].Code, refusal.Message)
	}
	// Output: ERROR 1 Não foi possível interpretar o arquivo XML. Document is empty
}

// The other side of receiveMessage: a server of one's own, which PC-Factory's client calls here.
func Example_pcfactory() {
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
		fmt.Println(err)
		return
	}
	reply, err := c.ReceiveMessage(context.Background(), &pcfactory.ReceiveMessage{Message: pcfactory.ReceiveMessageMessage{TOTVSMessage: costCenter()}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("receipt of", reply.Result.TOTVSMessage.ReceiptMessage.ReceivedMessage.UUID)
	// Output:
	// received CostCenter upsert
	// receipt of 3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d01
}

// RM is unverified: its namespace, parameter and SOAPAction are guesses.
func Example_rm() {
	endpoint, err := rm.EndpointProduction("servidor.invalid", "8051")
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := rm.NewClient(endpoint, soap.UserPassword("USUARIO", "SENHA"))
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := c.BuildReceiveMessage(context.Background(), &rm.ReceiveMessage{Message: rm.ReceiveMessageMessage{TOTVSMessage: costCenter()}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.URL, r.Header.Get("SOAPAction"))
	// Output: http://servidor.invalid:8051/EAIService/MEX "http://www.totvs.com/receiveMessage"
}

// Datasul is unverified as well; the addresses alone are published.
func Example_datasul() {
	endpoint, err := datasul.EndpointProduction("servidor.invalid", "8080")
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := datasul.NewClient(endpoint)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := c.BuildReceiveMessage(context.Background(), &datasul.ReceiveMessage{Message: datasul.ReceiveMessageMessage{TOTVSMessage: costCenter()}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.URL)
	// Output: http://servidor.invalid:8080/eai2-ws/EAIService
}

// JSON over HTTP: an asynchronous message is accepted with 202, and the answer is nil.
func Example_transactions() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusAccepted)
	}))
	defer server.Close()
	c, err := transactions.NewClient(server.URL, rest.UserPassword("USUARIO", "SENHA"))
	if err != nil {
		fmt.Println(err)
		return
	}
	m := costCenter()
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
		http.ServeFile(w, r, "samples/response-ok.response.json")
	}))
	defer server.Close()
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	client, err := through(authority, nil, nil) // a PEM file, client certificates, a proxy
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := transactions.NewClient(server.URL, rest.UserPassword("USUARIO", "SENHA"), rest.WithHTTPClient(client))
	if err != nil {
		fmt.Println(err)
		return
	}
	m := costCenter()
	answer, err := c.Post(context.Background(), &m)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(answer.ResponseMessage.ProcessingInformation.Status)
	// Output: OK
}
