package shelf

import (
	"testing"

	"example.com/wsgen/runtime/soaptest"
	"example.org/shelf/internal/services/stock"
)

func TestRefill(t *testing.T) {
	srv := soaptest.NewServer(t)
	item := &stock.Item{Sku: "T-1", Name: "tea", State: stock.StateInStock}
	srv.Reply(&stock.OpFind, &stock.FindResponse{Item: item})
	srv.Reply(&stock.OpReserve, &stock.ReserveResponse{Reference: "R-7"})
	client, err := stock.NewClient(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Refill(t.Context(), client, "T-1", 3); err != nil || got != "R-7" {
		t.Errorf("got %q, %v", got, err)
	}
	for _, req := range soaptest.Requests[*stock.Reserve](srv, &stock.OpReserve) {
		if req.Sku != "T-1" || req.Count != 3 {
			t.Errorf("reserved %+v", req)
		}
	}
}

func TestRefillOfWhatIsNotThere(t *testing.T) {
	srv := soaptest.NewServer(t)
	srv.Reply(&stock.OpFind, &stock.FindResponse{})
	srv.Reply(&stock.OpFind, &stock.FindResponse{Item: &stock.Item{Sku: "T-1", State: stock.StateOrdered}})
	client, err := stock.NewClient(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, err := Refill(t.Context(), client, "T-1", 3); err == nil {
			t.Errorf("reserved as %q", got)
		}
	}
}
