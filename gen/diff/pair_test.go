package diff

import (
	"fmt"
	"testing"

	"example.com/wsgen/gen/contract"
)

// ring is a contract of n types that all lead to each other: each has a field of each type that follows, and of the first.
func ring(n int) *contract.API {
	types := make([]*contract.Struct, n)
	api := &contract.API{}
	for i := range types {
		q := contract.QName{Space: "urn:t", Local: fmt.Sprintf("T%d", i)}
		types[i] = &contract.Struct{Node: contract.Node{Path: q.String()}, Name: q}
		api.Types = append(api.Types, types[i])
	}
	for i, t := range types {
		t.Own = &contract.Group{Occurs: once, Kind: contract.Sequence}
		for _, to := range []int{(i + 1) % n, (i + 2) % n, 0} {
			path := fmt.Sprintf("%s/sequence/f%d", t.Path, len(t.Own.Items))
			e := &contract.Element{Node: contract.Node{Path: path}, Name: contract.QName{Local: fmt.Sprintf("f%d", len(t.Own.Items))}, Type: types[to]}
			t.Own.Items = append(t.Own.Items, &contract.Field{Node: e.Node, Occurs: once, Element: e})
		}
	}
	e := &contract.Element{Node: contract.Node{Path: "{urn:t}root"}, Name: contract.QName{Space: "urn:t", Local: "root"}, Type: types[0]}
	api.Elements = []*contract.Element{e}
	return api
}

// TestComparesEachPairOnce counts the pairs of contracts whose types refer to themselves: as many as they have declarations.
func TestComparesEachPairOnce(t *testing.T) {
	for _, n := range []int{1, 10, 1000} {
		c := newComparer(ring(n), ring(n))
		c.compare()
		if got, want := len(c.all), 1+4*n; got != want {
			t.Errorf("%d types: %d pairs, want %d", n, got, want)
		}
		if changes := c.changes(); len(changes) > 0 {
			t.Errorf("%d types: %v", n, changes)
		}
	}
}
