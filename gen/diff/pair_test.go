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

// chain is a contract of n types of which each extends the one before by a field.
func chain(n int) *contract.API {
	api := &contract.API{}
	var base *contract.Struct
	for i := range n {
		q := contract.QName{Space: "urn:t", Local: fmt.Sprintf("T%d", i)}
		path := q.String() + "/sequence/f"
		e := &contract.Element{Node: contract.Node{Path: path}, Name: contract.QName{Local: fmt.Sprintf("f%d", i)}, Type: &contract.Builtin{Kind: "string"}}
		t := &contract.Struct{Node: contract.Node{Path: q.String()}, Name: q, Base: base, Own: &contract.Group{
			Occurs: once, Kind: contract.Sequence, Items: []contract.Particle{&contract.Field{Node: e.Node, Occurs: once, Element: e}},
		}}
		if base != nil {
			t.Derivation = contract.Extension
			base.Derived = append(base.Derived, t)
		}
		api.Types, base = append(api.Types, t), t
	}
	e := &contract.Element{Node: contract.Node{Path: "{urn:t}root"}, Name: contract.QName{Space: "urn:t", Local: "root"}, Type: api.Types[0]}
	api.Elements = []*contract.Element{e}
	return api
}

// TestComparesContentOnce counts where pairs lead in chains of extensions: what a type has from its bases is not compared again.
func TestComparesContentOnce(t *testing.T) {
	for _, n := range []int{10, 1000} {
		c := newComparer(chain(n), chain(n))
		c.compare()
		edges := 0
		for _, p := range c.all {
			edges += len(p.next)
		}
		if edges > 6*n {
			t.Errorf("%d types: %d pairs lead to %d others", n, len(c.all), edges)
		}
	}
}
