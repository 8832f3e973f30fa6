package soap_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// What stands in a recorded request goes out as the call of its operation, and the reply comes back as text.
func TestReplay(t *testing.T) {
	var sent string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = string(body)
		handler(200, "text/xml", replyOK)(w, r)
	})
	binding := soap.Binding{Name: "tokenWS", Namespaces: &namespaces}
	op := soap.Operation{Binding: &binding, Name: "obterToken", In: OpObterToken.In, Out: OpObterToken.Out}
	c, err := soap.NewClient(&binding, s.URL)
	if err != nil {
		t.Fatal(err)
	}
	replay := func(header, body string) (string, error) {
		in := new(ObterToken)
		out, err := soap.Replay(&op, []byte(header), []byte(body), in, func(opts ...soap.CallOption) (xmltext.Node, error) {
			return soap.Call(t.Context(), c, &op, in, new(ObterTokenResponse), opts)
		})
		return string(out), err
	}
	const body = `<t:obterToken xmlns:t="http://token.ws.tce.sc.gov.br/"><codigoUg>10006</codigoUg><descricaoEmpresaTI>E</descricaoEmpresaTI><descritivoSoftware>S</descritivoSoftware></t:obterToken>`
	reply, err := replay("", body)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{sent: "<codigoUg>10006</codigoUg>", reply: "OK</status>"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks %s", text, want)
		}
	}
	if _, err := replay("", "<other/>"); err == nil || !strings.Contains(err.Error(), "expected element is missing") {
		t.Errorf("another body: %v", err)
	}
	if _, err := replay(`<h xmlns="urn:h"/>`, body); err == nil || !strings.Contains(err.Error(), "does not declare it") {
		t.Errorf("a header that is not declared: %v", err)
	}
}
