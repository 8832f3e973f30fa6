package fetch

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"testing"
	"time"
)

// chain is documents of equal bytes of which each refers to the next one, and the last one to nothing that is there: they come
// apart one by one, from the end. Beside that each refers to some others, the same ones.
func chain(n, others int) []*document {
	found := make([]*document, n)
	for i := range found {
		found[i] = &document{url: &url.URL{Scheme: "http", Host: "h.example", Path: "/" + strconv.Itoa(i)}, raw: []byte("same")}
	}
	for i, d := range found {
		next := &reference{}
		if i+1 < n {
			next.target = found[i+1]
		}
		d.references = append(d.references, next)
		for _, other := range found[:others] {
			d.references = append(d.references, &reference{target: other})
		}
	}
	return found
}

// TestMergeIsBounded: to tell documents apart takes no look at all references for each of them.
func TestMergeIsBounded(t *testing.T) {
	const n, others = 512, 100
	r := newRefinement(chain(n, others))
	if err := r.refine(context.Background()); err != nil {
		t.Fatal(err)
	}
	if len(r.members) != n {
		t.Errorf("%d classes, want %d", len(r.members), n)
	}
	if most := 10 * n * (others + 1); r.looked > most { // 1 + log2(n) times each
		t.Errorf("%d references were looked at, want at most %d", r.looked, most)
	}

	// A ring of the same documents is one document.
	found := chain(n, 0)
	found[n-1].references[0].target = found[0]
	kept, err := merge(context.Background(), found)
	if err != nil || len(kept) != 1 || kept[0] != found[0] {
		t.Errorf("%d documents of a ring are kept, error %v", len(kept), err)
	}
}

// TestTimeCounts: the limit of time holds where nothing is waited for, too.
func TestTimeCounts(t *testing.T) {
	ctx, cancel := context.WithTimeoutCause(context.Background(), -time.Second, &LimitError{"time", "1s"})
	defer cancel()
	found := chain(2, 1)
	f := &crawling{client: &client{}, by: map[string]*document{}}
	steps := map[string]func() error{
		"references": func() error { return f.follow(ctx, found[0]) },
		"merge":      func() error { _, err := merge(ctx, found); return err },
		"names":      func() error { _, err := assemble(ctx, found); return err },
	}
	for name, step := range steps {
		if err := step(); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
