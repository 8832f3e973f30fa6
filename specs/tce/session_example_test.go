package tce_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"testing"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/runtime/session"
	"example.com/wsgen/runtime/soap"
)

// sendRecords sends records in a session; docs/sessions.md shows it.
func sendRecords(ctx context.Context, queue *token.Client, people *servidor.Client, open *token.ObterToken, records []servidor.Servidor) error {
	unit := queue.Sessions(open)
	return unit.Transfer(ctx, func(ctx context.Context, s *tce.Session) error {
		result, err := people.Enviar(ctx, s, &servidor.Enviar{Competencia: 202601, Servidor: records})
		if err != nil {
			return err
		}
		return result.Err() // a refused record: nothing is confirmed
	})
}

// count asks for a page under a token of its own; docs/sessions.md shows it.
func count(ctx context.Context, people *servidor.Client, unit *tce.Sessions) (int, error) {
	page, err := people.Listar(ctx, unit, &servidor.Listar{CodigoUg: 10006, Competencia: 202601, PAGINA: 1})
	if err != nil {
		return 0, err
	}
	return int(page.Dados.TOTAL), nil
}

// report says which tokens may be live; docs/sessions.md shows it.
func report(err error) {
	var failed *tce.SessionError
	if errors.As(err, &failed) {
		for _, key := range failed.Live {
			log.Printf("token %s may be live", string(key)) // the conversion reveals the key
		}
	}
}

func Example_session() {
	q := newQueue(nil) // plays the provider in memory
	queue, err := token.NewClient(token.EndpointProduction, who, soap.WithHTTPClient(q))
	if err != nil {
		fmt.Println(err)
		return
	}
	people, err := servidor.NewClient(servidor.EndpointProduction, who, soap.WithHTTPClient(q))
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	err = sendRecords(ctx, queue, people, obterToken, enviar.Servidor[:1])
	report(err)
	fmt.Println("sent:", err)
	n, err := count(ctx, people, queue.Sessions(obterToken))
	fmt.Println("listed:", n, err)
	fmt.Println(strings.Join(q.calls, " "))
	// Output:
	// sent: <nil>
	// listed: 0 <nil>
	// obterToken iniciarTransferencia enviar finalizarTransferencia obterToken listar
}

// The desk of clients that can't be one; docs/sessions.md shows it.
var desk session.Desk // one for the program

func inTurn(queue *token.Client, open *token.ObterToken) *tce.Sessions {
	return queue.Sessions(open, session.SharedDesk(&desk))
}

// docs/sessions.md shows code of this file alone.
func TestSessionsPageShowsCompiledCode(t *testing.T) {
	page, err := os.ReadFile("../../docs/sessions.md")
	if err != nil {
		t.Fatal(err)
	}
	code, err := os.ReadFile("session_example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(page), "```go\n")[1:]
	if len(blocks) != 4 {
		t.Fatalf("the page has %d blocks of Go", len(blocks))
	}
	for _, b := range blocks {
		if text, _, _ := strings.Cut(b, "```"); !strings.Contains(string(code), text) {
			t.Errorf("the page shows what is not compiled:\n%s", text)
		}
	}
}
