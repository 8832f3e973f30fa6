package mock

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Bodies whose members stand elsewhere than their elements are checked as all others are, alone and in a batch.
func TestJSONByRules(t *testing.T) {
	s, err := New(load(t, repository, "specs/totvs/transactions.yaml"), repository, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sample := func(name string) string {
		b, err := os.ReadFile(filepath.Join(repository, "specs/totvs/samples", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	event, batch := sample("event-upsert.request.json"), sample("batch.request.json")
	const one, many = "/transactions", "/transactions?batchType=simpleBatch&batchUUID=1"
	change := strings.NewReplacer
	for _, tt := range []struct {
		name, path, body string
		status           int
		text             string
	}{
		{"event", one, event, 200, ""},
		{"response", one, sample("response-error.response.json"), 200, ""},
		{"batch", many, batch, 202, ""},
		{"unknown member", one, change(`"Content"`, `"Contents"`).Replace(event), 400, "unknown member Content"},
		{"unknown member of the header", one, change(`"UUID"`, `"Uuid"`).Replace(event), 400, "/Header: unknown member Uuid"},
		{"unknown member of the content", one, change(`"Code"`, `"Codigo"`).Replace(event), 400, "/Content: unknown member Codigo"},
		{"no type", one, change(`"BusinessMessage"`, `"Mensagem"`).Replace(event), 400, "unknown member"},
		{"a value beyond its facets", one, change(`"Name": "`, `"Name": "`+strings.Repeat("x", 101)).Replace(event), 400, "/Content/Name: "},
		{"a value of a wrong kind", one, change(`"UUID"`, `"UUID": [], "x"`).Replace(event), 400, "is no single value"},
		{"not an object", one, `{"Header": 1}`, 400, "/Header: is no object"},
		{"in a batch", many, change(`"UUID"`, `"Uuid"`).Replace(batch), 400, "unknown member Uuid"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, tt.path, strings.NewReader(tt.body))
			r.Header.Set("User-Agent", "test/1")
			r.Header.Set("Content-Type", "application/json")
			r.SetBasicAuth("u", "p")
			if status, body := do(s, r); status != tt.status || !strings.Contains(body, tt.text) {
				t.Errorf("got %d %s, want %d with %q", status, body, tt.status, tt.text)
			}
		})
	}
}
