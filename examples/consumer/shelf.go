// Package shelf keeps a shelf filled from the stock of a supplier.
package shelf

import (
	"context"
	"fmt"

	"example.com/wsgen/runtime/soap"
	"example.org/shelf/internal/services/stock"
)

//go:generate go tool wsgen generate

// A Supplier is what the shelf calls: *stock.Client is one.
type Supplier interface {
	Find(ctx context.Context, req *stock.Find, opts ...soap.CallOption) (*stock.FindResponse, error)
	Reserve(ctx context.Context, req *stock.Reserve, opts ...soap.CallOption) (*stock.ReserveResponse, error)
}

// Refill reserves pieces that the supplier has in stock and returns the reference under which it keeps them.
func Refill(ctx context.Context, s Supplier, sku string, count int32) (string, error) {
	found, err := s.Find(ctx, &stock.Find{Sku: sku})
	if err != nil {
		return "", err
	}
	if found.Item == nil {
		return "", fmt.Errorf("%s: the supplier does not know it", sku)
	}
	if found.Item.State != stock.StateInStock {
		return "", fmt.Errorf("%s: the supplier says %s", sku, found.Item.State)
	}
	reserved, err := s.Reserve(ctx, &stock.Reserve{Sku: sku, Count: count})
	if err != nil {
		return "", err
	}
	return reserved.Reference, nil
}
