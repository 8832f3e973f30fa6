package diff

import (
	"testing"

	"example.com/wsgen/gen/contract"
)

// TestShown: messages, which stand in logs and in comments, have no address's secrets.
func TestShown(t *testing.T) {
	for url, want := range map[string]string{
		"https://s.example/orders":               "https://s.example/orders",
		"https://{server}:{port}/orders":         "https://{server}:{port}/orders",
		"https://u:p@ss@s.example/a?key=K&x=1#f": "https://...@s.example/a?key=...&x=...#f",
		"https://s.example/a@b?wsdl":             "https://s.example/a@b?wsdl",
	} {
		if got := shown(&contract.Endpoint{URL: url}); got != want {
			t.Errorf("%s is shown as %s, want %s", url, got, want)
		}
	}
}
