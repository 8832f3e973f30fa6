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
		name                         string
		http2, wrote, replied, stops bool
		again                        bool
	}{
		{"nothing written", false, false, false, false, true},
		{"HTTP/1, in the buffer", false, true, false, false, true}, // net/http asks only if not a byte left
		{"HTTP/2, no stream yet", true, false, false, false, true},
		{"HTTP/2, stream reset", true, true, false, true, false},
		{"redirect", false, true, true, false, false},
		{"redirect that is stopped", true, true, true, true, true},
	} {
		r, err := http.NewRequest(http.MethodPost, "https://example.com/", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		tr := new(trace)
		tr.guard(r, test.stops)
		tr.http2.Store(test.http2)
		tr.wrote.Store(test.wrote)
		tr.replied.Store(test.replied)
		if _, err := r.GetBody(); (err == nil) != test.again || err != nil && !errors.Is(err, errReset) && !errors.Is(err, errRedirect) {
			t.Errorf("%s: error %v", test.name, err)
		}
	}
}
