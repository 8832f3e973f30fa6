package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sirupsen/logrus"
)

// TestMock calls a service that wsgen mock plays, by the address that it prints, and looks at what it logs.
func TestMock(t *testing.T) {
	scenario := filepath.Join(t.TempDir(), "scenario.yaml")
	text := "wsgen: v1\nscenario:\n  getExportProtocolStatus:\n    - {}\n    - {status: 503, body: later}\n"
	if err := os.WriteFile(scenario, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	addresses, stdout := io.Pipe()
	stderr := new(bytes.Buffer)
	a := &app{stdout: stdout, stderr: stderr, log: logrus.New()}
	a.log.SetOutput(stderr)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		s := stage{listen: "127.0.0.1:0", scenario: scenario, user: "USUARIO", password: "SENHA"}
		done <- a.mock(ctx, s, []string{"../../specs/comprovei/exportqueue.yaml"})
	}()
	line, err := bufio.NewReader(addresses).ReadString('\n')
	if err != nil {
		t.Fatal(err, stderr)
	}
	name, url, _ := strings.Cut(strings.TrimSpace(line), " ")
	if name != "exportqueue" {
		t.Errorf("the line is %q", line)
	}
	sample, err := os.ReadFile("../../specs/comprovei/samples/exportqueue/getExportProtocolStatus.request.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		status int
		text   string
	}{{200, "Protocolo encontrado."}, {503, "later"}} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, bytes.NewReader(sample))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "text/xml; charset=utf-8")
		r.Header.Set("SOAPAction", `"urn:WebServiceComprovei#getExportProtocolStatus"`)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != want.status || !strings.Contains(string(body), want.text) {
			t.Errorf("got %d %s %v, want %d with %q", resp.StatusCode, body, err, want.status, want.text)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	log := "POST /exportqueue exportqueue.getExportProtocolStatus 200 ok\n" +
		"POST /exportqueue exportqueue.getExportProtocolStatus 503 HTTP Service Unavailable\n"
	if stderr.String() != log {
		t.Errorf("the log is\n%swant\n%s", stderr, log)
	}
}
