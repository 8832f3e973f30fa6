package emit

import (
	"math/rand/v2"
	"testing"
)

// TestRuns compares sets of runs with sets of positions.
func TestRuns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var a, b runs
		in := map[int]bool{}
		for k := range 20 {
			if r.IntN(2) == 0 {
				a, in[k] = a.with(run{k, k}), true
			}
			if r.IntN(3) == 0 {
				b, in[k] = b.with(run{k, k}), true
			}
		}
		all := union(a, b)
		for k := -1; k <= 20; k++ {
			if all.has(k) != in[k] {
				t.Fatalf("%v and %v are %v: has(%d) is %v", a, b, all, k, all.has(k))
			}
		}
		for i := 1; i < len(all); i++ {
			if all[i].first <= all[i-1].last+1 {
				t.Fatalf("%v and %v are %v: runs touch", a, b, all)
			}
		}
	}
}
