package golden_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"example.com/wsgen/golden/rpc-header/want/go/orders"
	"example.com/wsgen/runtime/soap"
)

// addInSession sends a header block that the operation declares; docs/client.md shows it.
func addInSession(ctx context.Context, c *orders.Client, req *orders.Add) (*http.Request, error) {
	session := soap.Header{Part: orders.OpAdd.In.Headers[0], Node: &orders.Session{Id: "4711"}}
	return c.BuildAdd(ctx, req, soap.WithHeader(session))
}

func TestDeclaredHeader(t *testing.T) {
	c, err := orders.NewClient("https://golden.invalid/orders")
	if err != nil {
		t.Fatal(err)
	}
	r, err := addInSession(t.Context(), c, new(orders.Add))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if want := "<soapenv:Header><gol:session>"; !strings.Contains(string(body), want) || !strings.Contains(string(body), "4711") {
		t.Errorf("the request lacks %s: %s", want, body)
	}
}
