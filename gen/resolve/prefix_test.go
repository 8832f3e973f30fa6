package resolve

import (
	"math/rand/v2"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// TestPrefixes states prefixes in specs and in what they include, some of them for several namespaces: each namespace has one,
// none has that of another, and the nearest statement holds.
func TestPrefixes(t *testing.T) {
	uris := []string{"urn:order", "urn:orders", "urn:ordinary", "http://ord.example/1", "http://ord.example/2", "?", xsdSpace, xsiSpace, xmlSpace, soap11}
	usual := []string{"a", "b", "ord", "xsi", "xsd", "soap", "ns"}
	for seed := range uint64(500) {
		rnd := rand.New(rand.NewPCG(seed, 0))
		spec := func() *parser.Spec {
			s := new(parser.Spec)
			for _, i := range rnd.Perm(len(usual))[:rnd.IntN(len(usual))] {
				var e parser.Entry[parser.Value[string]]
				e.Key.V, e.Value.V = usual[i], uris[rnd.IntN(len(uris))]
				s.Prefixes.Entries = append(s.Prefixes.Entries, e)
			}
			return s
		}
		c := &compiler{api: &contract.API{Provider: true}, spec: spec(), shared: &compiler{spec: spec()}}
		for _, i := range rnd.Perm(len(uris)) {
			c.spaces = append(c.spaces, uris[i])
		}
		c.namespaces()
		meant, has := map[string]string{}, map[string]string{}
		for _, ns := range c.api.Namespaces {
			if other := meant[ns.Prefix]; other != "" || !parser.IsNCName(ns.Prefix) {
				t.Errorf("seed %d: the prefix %q stands for %s and %s", seed, ns.Prefix, ns.URI, other)
			}
			meant[ns.Prefix], has[ns.URI] = ns.URI, ns.Prefix
		}
		stated := map[string]bool{xmlSpace: true}
		for _, e := range c.spec.Prefixes.Entries {
			if got := has[e.Value.V]; !stated[e.Value.V] && got != e.Key.V {
				t.Errorf("seed %d: the prefix of %s is %s, not %s", seed, e.Value.V, got, e.Key.V)
			}
			stated[e.Value.V] = true
		}
	}
}
