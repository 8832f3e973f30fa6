package golden_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/wsgen/golden/bare-body/want/go/orders"
	"example.com/wsgen/runtime/soap"
)

// A body of several parts, of a type, or of an element for which others stand holds what the message's parts say and no
// element around it; a fault in its place is a fault.
func TestBareBody(t *testing.T) {
	var sent, reply string
	status := http.StatusOK
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = string(body)
		w.Header().Set("Content-Type", "text/xml")
		w.WriteHeader(status)
		io.WriteString(w, `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body xmlns:g="urn:golden">`+reply+`</s:Body></s:Envelope>`)
	}))
	defer s.Close()
	c, err := orders.NewClient(s.URL, soap.Strict())
	if err != nil {
		t.Fatal(err)
	}
	reply = `<g:number>4711</g:number>`
	receipt, err := c.Charge(t.Context(), &orders.SeveralBody{Customer: "Ann", Amount: 3})
	if err != nil || receipt.Number != 4711 {
		t.Errorf("charge: %+v, %v", receipt, err)
	}
	if want := `<soapenv:Body><gol:customer>Ann</gol:customer><gol:amount>3</gol:amount></soapenv:Body>`; !strings.Contains(sent, want) {
		t.Errorf("%s lacks %s", sent, want)
	}
	reply = `<g:customer>Ann</g:customer><g:amount>0</g:amount>`
	paid, err := c.Pay(t.Context(), &orders.AbstractBody{Payment: &orders.Card{Number: "1"}})
	if err != nil || paid.Customer != "Ann" {
		t.Errorf("pay: %+v, %v", paid, err)
	}
	if want := `<gol:payment xsi:type="gol:Card"><gol:number>1</gol:number></gol:payment>`; !strings.Contains(sent, want) {
		t.Errorf("%s lacks %s", sent, want)
	}
	reply = ""
	if paid, err := c.Pay(t.Context(), &orders.AbstractBody{Payment: &orders.Card{}}); err == nil {
		t.Errorf("an empty body: %+v", paid)
	}
	reply, status = `<s:Fault><faultcode>s:Client</faultcode><faultstring>declined</faultstring></s:Fault>`, http.StatusInternalServerError
	var fault *soap.Fault
	if _, err := c.Charge(t.Context(), new(orders.SeveralBody)); !errors.As(err, &fault) || fault.Reason != "declined" {
		t.Errorf("a fault: %v", err)
	}
}
