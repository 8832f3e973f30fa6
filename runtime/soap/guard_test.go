package soap

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

// TestBodyIsHandedOverAgain: only as long as nothing can have been read by a server.
func TestBodyIsHandedOverAgain(t *testing.T) {
	for _, test := range []struct {
		name                          string
		stream, keyed, replied, stops bool
		again                         bool
	}{
		{"nothing written", false, false, false, false, true},
		{"Idempotency-Key", false, true, false, true, false}, // net/http asks also if the request was written
		{"HTTP/2, stream reset", true, false, false, true, false},
		{"redirect", false, false, true, false, false},
		{"redirect that is stopped", true, false, true, true, true},
	} {
		r, err := http.NewRequest(http.MethodPost, "https://example.com/", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		if test.keyed {
			r.Header.Set("Idempotency-Key", "1")
		}
		tr := new(trace)
		tr.guard(r, test.stops)
		tr.stream.Store(test.stream)
		tr.replied.Store(test.replied)
		if _, err := r.GetBody(); (err == nil) != test.again || err != nil && !errors.Is(err, errAgain) && !errors.Is(err, errRedirect) {
			t.Errorf("%s: error %v", test.name, err)
		}
	}
}
