package totvs_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/transactions"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// serve starts a server that answers every request, and returns a client of it and what it was sent.
func serve(t *testing.T, status int, reply []byte) (c *transactions.Client, sent *http.Request, body *[]byte) {
	t.Helper()
	sent, body = new(http.Request), new([]byte)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*sent = *r
		*body, _ = io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write(reply)
	}))
	t.Cleanup(server.Close)
	c, err := transactions.NewClient(server.URL+"/totvseai/standardmessage/v1/transactions", rest.UserPassword(user, password))
	if err != nil {
		t.Fatal(err)
	}
	return c, sent, body
}

// TestPost sends a message that is accepted, without a body in the reply.
func TestPost(t *testing.T) {
	c, r, body := serve(t, http.StatusAccepted, nil)
	m := event(totvs.EventUpsert)
	got, err := c.Post(ctx, &m)
	if err != nil || got != nil {
		t.Errorf("answer %v, error %v; want neither", got, err)
	}
	sameJSON(t, sample(t, "event-upsert.request.json"), *body)
	if u, p, _ := r.BasicAuth(); r.Method != http.MethodPost || r.URL.Path != "/totvseai/standardmessage/v1/transactions" || u != user || p != password {
		t.Errorf("sent %s %s as %s", r.Method, r.URL, u)
	}
}

// TestPostSync sends a message that is answered in the same call.
func TestPostSync(t *testing.T) {
	c, _, body := serve(t, http.StatusOK, sample(t, "response-ok.response.json"))
	m := request()
	got, err := c.Post(ctx, &m)
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, sample(t, "query.request.json"), *body)
	want := carried(accepted())
	if diff := cmp.Diff(&want, got, ignoreExtra); diff != "" {
		t.Error(diff)
	}
	if c, _, _ := serve(t, http.StatusOK, nil); true {
		if got, err := c.Post(ctx, &m); err == nil {
			t.Errorf("an empty answer to a synchronous message is %v", got)
		}
	}
}

// TestPostRefused reads the body of an error.
func TestPostRefused(t *testing.T) {
	c, _, _ := serve(t, http.StatusBadRequest, sample(t, "http-error.fault.json"))
	m := event(totvs.EventUpsert)
	_, err := c.Post(ctx, &m)
	var fault *rest.Fault
	if !errors.As(err, &fault) {
		t.Fatalf("error %v, want a fault", err)
	}
	want := &transactions.Problem{Code: "FE001", Message: "Mensagem padrão no formato incorreto.", DetailedMessage: xsd.Some(""), HelpUrl: "https://tdn.totvs.com"}
	if diff := cmp.Diff(want, fault.Detail, ignoreExtra); diff != "" {
		t.Error(diff)
	}
}

// TestPostError finds the error in an answer that comes with HTTP 200.
func TestPostError(t *testing.T) {
	c, _, _ := serve(t, http.StatusOK, sample(t, "response-error.response.json"))
	m := request()
	_, err := c.Post(ctx, &m)
	var refusal *rest.Refusal
	if !errors.As(err, &refusal) || refusal.Status != "ERROR" || refusal.Message != "Mensagem padrão no formato incorreto." {
		t.Fatalf("error %v, want a refusal with the first message", err)
	}
	want := carried(detailed())
	if diff := cmp.Diff(&want, refusal.Reply, ignoreExtra); diff != "" {
		t.Error(diff)
	}
}

// TestPostErrorInOtherCase finds the error where the header is written in another case.
func TestPostErrorInOtherCase(t *testing.T) {
	m := request()
	for _, header := range []string{`"Header":{"type":"ResponseMessage"}`, `"Header":{"Type":"responseMessage"}`, `"header":{"Type":"RESPONSE"}`} {
		c, _, _ := serve(t, http.StatusOK, []byte("{"+header+`,"Content":{"ProcessingInformation":{"Status":"ERROR"}}}`))
		_, err := c.Post(ctx, &m)
		if refusal := new(rest.Refusal); !errors.As(err, &refusal) || refusal.Status != "ERROR" {
			t.Errorf("with %s the error is %v, want a refusal", header, err)
		}
	}
}

// TestPostUnclear takes no answer for a success that does not say what it is: its status can't be found. A message that was
// accepted with 202 needs no answer, but what it has is not taken for one that says nothing.
func TestPostUnclear(t *testing.T) {
	const content = `"Content":{"ProcessingInformation":{"Status":"ERROR"}}}`
	m := request()
	for _, reply := range []string{`{"Header":{},` + content, `{"Header":{"Type":"ReceiptMessage"},` + content, `{}`} {
		c, _, _ := serve(t, http.StatusOK, []byte(reply))
		got, err := c.Post(ctx, &m)
		var refusal *rest.Refusal
		if !errors.As(err, &refusal) || refusal.Status != "" || refusal.Reply == nil {
			t.Errorf("%s is %v, error %v; want a refusal without a status", reply, got, err)
		}
	}
	for reply, fails := range map[string]bool{`{"Header":{}}`: false, `{}`: false, `{"Header":{},` + content: true, `{"Header":{"Type":"ReceiptMessage"},` + content: true,
		`{"Header":{"Type":"ResponseMessage"},` + content: true, `{"Erro":"pane"}`: true} {
		c, _, _ := serve(t, http.StatusAccepted, []byte(reply))
		_, err := c.Post(ctx, &m)
		if refusal := new(rest.Refusal); errors.As(err, &refusal) != fails || !fails && err != nil {
			t.Errorf("with 202 %s is the error %v", reply, err)
		}
	}
}

// TestTransactionFitsContent sends nothing whose content is of another transaction, over REST and SOAP.
func TestTransactionFitsContent(t *testing.T) {
	m := event(totvs.EventUpsert)
	m.MessageInformation.Transaction = "ListOfItems"
	c, r, _ := serve(t, http.StatusAccepted, nil)
	server := &wiretest.Server{Status: http.StatusOK}
	_, overREST := c.Post(ctx, &m)
	_, overSOAP := flavours[0].call("https://servidor.invalid/x", m, soap.WithHTTPClient(server))
	for _, err := range []error{overREST, overSOAP} {
		var invalid *xsd.ValidationError
		if !errors.As(err, &invalid) || !strings.HasSuffix(invalid.Violations[0].Path, "/BusinessMessage/BusinessContent") || !strings.Contains(err.Error(), "MessageInformation/Transaction") {
			t.Errorf("error %v, want a violation of the content", err)
		}
	}
	if r.Method != "" || server.Calls > 0 {
		t.Error("something was sent")
	}
}

// batch is the messages of the sample, whose transactions the spec does not have.
func batch(t *testing.T) *transactions.PostBatch {
	t.Helper()
	var x transactions.PostBatch
	if err := json.Unmarshal(sample(t, "batch.request.json"), &x); err != nil {
		t.Fatal(err)
	}
	x.BatchType, x.BatchUUID = transactions.BatchTypeSimpleBatch, uuid
	return &x
}

// TestPostBatch sends several messages, with the type and the identity of the batch in the query.
func TestPostBatch(t *testing.T) {
	c, r, body := serve(t, http.StatusAccepted, nil)
	if err := c.PostBatch(ctx, batch(t)); err != nil {
		t.Fatal(err)
	}
	sameJSON(t, sample(t, "batch.request.json"), *body)
	if got, want := r.URL.RawQuery, "batchType=simpleBatch&batchUUID="+uuid; got != want {
		t.Errorf("query %s, want %s", got, want)
	}
}

// TestPostBatchRefused sends nothing of a batch that the service would refuse.
func TestPostBatchRefused(t *testing.T) {
	c, r, _ := serve(t, http.StatusAccepted, nil)
	for want, change := range map[string]func(x *transactions.PostBatch){
		"/postBatch/Items[2]/MessageInformation/DeliveryType": func(x *transactions.PostBatch) { x.Items[1].MessageInformation.DeliveryType = "Sync" },
		"/postBatch/batchUUID":                                func(x *transactions.PostBatch) { x.BatchUUID = "" },
		"/postBatch/batchType":                                func(x *transactions.PostBatch) { x.BatchType = "" },
		"/postBatch/Items":                                    func(x *transactions.PostBatch) { x.Items = nil },
	} {
		x := batch(t)
		change(x)
		err := c.PostBatch(ctx, x)
		var invalid *xsd.ValidationError
		if !errors.As(err, &invalid) || !strings.Contains(invalid.Violations[0].Path, want) || r.Method != "" {
			t.Errorf("error %v, want a violation at %s before anything is sent", err, want)
		}
	}
}
