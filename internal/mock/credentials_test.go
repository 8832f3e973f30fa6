package mock

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDigestOfBodyCredentials: the digest in a request of InvoiCy is that of a known key and the document as it stands there.
func TestDigestOfBodyCredentials(t *testing.T) {
	sample, err := os.ReadFile(filepath.Join(repository, "specs/invoicy/samples/soap/consultar.request.xml"))
	if err != nil {
		t.Fatal(err)
	}
	const key = "CHAVE_ACESSO_EMPRESA"
	apis := load(t, repository, "specs/invoicy/webhook.yaml")
	for _, tt := range []struct {
		name     string
		keys     []string
		old, new string
		text     string // of a refusal
	}{
		{"the key", []string{key}, "", "", ""},
		{"one of several", []string{"x", key}, "", "", ""},
		{"another key", []string{"x"}, "", "", "EmpCK is the digest of no known key"},
		{"another document", []string{key}, "ab1c2ba3", "ab1c2ba4", "EmpCK is the digest of no known key"},
		{"white space more", []string{key}, "&lt;ConsultaWebhook&gt;", " &lt;ConsultaWebhook&gt;", "EmpCK is the digest of no known key"},
		{"upper case", []string{key}, "29fd92428d22b5fb", "29FD92428D22B5FB", "EmpCK is the digest of no known key"},
		{"unchecked", nil, "ab1c2ba3", "ab1c2ba4", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := New(apis, repository, Options{Keys: tt.keys})
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(strings.Replace(string(sample), tt.old, tt.new, 1)))
			r.Header.Set("Content-Type", "text/xml; charset=utf-8")
			r.Header.Set("User-Agent", "test/1")
			r.Header.Set("SOAPAction", `"`+s.ops[0].Action+`"`)
			status, body := do(s, r)
			if status != http.StatusOK || tt.text == "" && strings.Contains(body, "EmpCK") || !strings.Contains(body, tt.text) {
				t.Errorf("got %d %s, want %q", status, body, tt.text)
			}
		})
	}
}
