package soap_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
)

// BenchmarkCall measures a call without the network.
func BenchmarkCall(b *testing.B) {
	doer := doerFunc(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(replyOK))}, nil
	})
	c := newClient(b, &binding, "https://example.com/", soap.WithHTTPClient(doer))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := obterToken(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
}
