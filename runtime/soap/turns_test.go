package soap

import (
	"strconv"
	"testing"
	"time"
)

// What the turns remember is bounded by the calls of one spacing, however many keys there are.
func TestTurnsAreForgotten(t *testing.T) {
	op := &Operation{Spacing: 5 * time.Second}
	var s turns
	now := time.Unix(0, 0)
	most := 0
	for i := range 10_000 {
		now = now.Add(100 * time.Millisecond) // 50 calls in a spacing
		k := turnKey{op, strconv.Itoa(i)}
		x := s.get(k, now)
		x.last = now
		s.drop(k, x)
		most = max(most, len(s.m))
	}
	if most > 2*minTurns {
		t.Errorf("%d turns were remembered at a time", most)
	}
}

// A turn that led to no request is not remembered at all.
func TestUnusedTurnsAreDropped(t *testing.T) {
	op := &Operation{Spacing: 5 * time.Second}
	var s turns
	for i := range 10 {
		k := turnKey{op, strconv.Itoa(i)}
		s.drop(k, s.get(k, time.Unix(0, 0)))
	}
	if len(s.m) > 0 {
		t.Errorf("%d turns are remembered", len(s.m))
	}
}
