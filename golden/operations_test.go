package golden_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/wsgen/golden/operations/want/go/shop"
)

// A derived type that is not generated is carried raw: it can be read, and written again as it came.
func TestPrunedTypes(t *testing.T) {
	const cash = `<g:payment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="g:Cash"><g:amount>3</g:amount><g:currency>EUR</g:currency></g:payment>`
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/xml")
		io.WriteString(w, `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><g:order xmlns:g="urn:golden"><g:number>1</g:number>`+
			`<g:payment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="g:Card"><g:amount>2</g:amount><g:number>4</g:number></g:payment>`+cash+`</g:order></s:Body></s:Envelope>`)
	}))
	defer s.Close()
	c, err := shop.NewClient(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	order, err := c.GetOrder(t.Context(), &shop.Number{Value: 1})
	if err != nil || len(order.Payment) != 2 {
		t.Fatalf("%+v, %v", order, err)
	}
	if card, ok := order.Payment[0].(*shop.Card); !ok || card.Number != "4" || card.Amount != 2 {
		t.Errorf("the card is %+v", order.Payment[0])
	}
	other, ok := order.Payment[1].(*shop.AnyPaymentOther)
	if !ok || !strings.Contains(string(other.XML), `xsi:type="g:Cash"><g:amount>3</g:amount><g:currency>EUR</g:currency>`) {
		t.Errorf("the cash is %+v", order.Payment[1])
	}
}
