package soap_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
)

// A log says what kind of error ended an attempt, and nothing that the server said: it may be secret, and is not known to be.
func TestLogHasNoTextOfTheServer(t *testing.T) {
	const said = "4711-of-another"
	reply := func(entries, message, status string) string {
		return returns(`<dados>` + entries + `</dados><mensagem>` + message + `</mensagem><status>` + status + `</status>`)
	}
	for _, test := range []struct {
		name string
		h    http.HandlerFunc
		want string
	}{
		{"refusal", handler(200, xmlType, reply("", "the unit has the token "+said, "ERRO")), `error="refused: ERRO"`},
		{"fault", handler(500, xmlType, body11("<soap:Fault><faultcode>soap:Server</faultcode><faultstring>"+said+"</faultstring><detail>"+said+"</detail></soap:Fault>")), `error="fault Server"`},
		{"page", handler(500, "text/html; x="+said, "<html>"+said), `error="the answer is no reply of the service"`},
		{"redirect", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "/"+said)
			w.WriteHeader(302)
		}, `error="the answer is no reply of the service"`},
		{"not even HTTP", func(w http.ResponseWriter, r *http.Request) {
			c, _, _ := w.(http.Hijacker).Hijack()
			io.WriteString(c, said+"\r\n\r\n")
			c.Close()
		}, `the request may have arrived`},
		{"value", handler(200, xmlType, reply("<entry><key>posicao</key><value>"+said+"</value></entry>", "", "OK")), `error="the reply can't be decoded at `},
		{"drift", handler(200, xmlType, reply("<x>"+said+"</x>", "", "ERRO")), `kind=`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var logged bytes.Buffer
			c := newClient(t, &binding, serve(t, test.h).URL,
				soap.WithLogger(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))))
			if _, err := obterToken(t.Context(), c); err == nil {
				t.Error("no error")
			}
			if text := logged.String(); strings.Contains(text, said) || !strings.Contains(text, test.want) {
				t.Errorf("got %s, want %s", text, test.want)
			}
		})
	}
}
