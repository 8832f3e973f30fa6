package transport

import (
	"errors"
	"net/http"
	"net/http/httptest"
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

// TestTraceTellsHTTP2: over TLS or not; on it net/http hands the body over again after the server refused a stream that
// it may have read.
func TestTraceTellsHTTP2(t *testing.T) {
	for _, test := range []struct {
		name           string
		stream, secure bool
	}{{"HTTP/1", false, false}, {"HTTP/2", true, true}, {"HTTP/2 without TLS", true, false}} {
		s := httptest.NewUnstartedServer(http.NotFoundHandler())
		client := new(http.Client)
		switch {
		case test.secure:
			s.EnableHTTP2 = true
			s.StartTLS()
			client = s.Client()
		default:
			s.Config.Protocols = new(http.Protocols)
			s.Config.Protocols.SetHTTP1(!test.stream)
			s.Config.Protocols.SetUnencryptedHTTP2(test.stream)
			client.Transport = &http.Transport{Protocols: s.Config.Protocols}
			s.Start()
		}
		t.Cleanup(s.Close)
		tr := new(trace)
		r, err := http.NewRequestWithContext(tr.attach(t.Context()), http.MethodPost, s.URL, strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		client.CloseIdleConnections()
		if !tr.asked.Load() || !tr.got.Load() || !tr.replied.Load() || tr.stream.Load() != test.stream {
			t.Errorf("%s: asked %v, got %v, stream %v, replied %v", test.name, tr.asked.Load(), tr.got.Load(), tr.stream.Load(), tr.replied.Load())
		}
	}
}
