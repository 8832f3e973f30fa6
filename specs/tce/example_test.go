package tce_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"time"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/mock"
	"example.com/wsgen/runtime/soap"
)

// newClient makes a client; docs/client.md shows it.
func newClient(endpoint string, opts ...soap.Option) (*token.Client, error) {
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))
	opts = append(opts,
		soap.WithUserAgent("folha/1.4"),
		soap.LogDrift(logger, time.Hour), // each once, then how often
	)
	return token.NewClient(endpoint, soap.UserPassword("USUARIO", "SENHA"), opts...)
}

// obtain calls an operation and tells its errors apart; docs/client.md shows it.
func obtain(ctx context.Context, c *token.Client) (*token.ObterTokenResponse, error) {
	var meta soap.Reply
	reply, err := c.ObterToken(ctx, &token.ObterToken{
		CodigoUg:           "10006",
		DescricaoEmpresaTI: "Empresa",
		DescritivoSoftware: "Folha",
	}, soap.ReplyInto(&meta))

	var (
		refusal   *tce.Refusal
		fault     *soap.Fault
		request   *soap.RequestError
		transport *soap.TransportError
	)
	switch {
	case err == nil:
		return reply, nil
	case errors.As(err, &refusal): // the provider answered, with a status that is not OK
		return nil, fmt.Errorf("refused with the status %s", refusal.Status) // the message may name a token: not for logs
	case errors.As(err, &fault): // a SOAP fault, on any HTTP status
		if detail, ok := fault.Detail.(*token.Exception); ok {
			return nil, fmt.Errorf("failed: %s", detail.Message)
		}
		return nil, fmt.Errorf("failed: %s", fault.Reason)
	case errors.As(err, &request): // nothing was sent: a field breaks the contract's rules
		return nil, fmt.Errorf("wrong request: %w", request)
	case errors.As(err, &transport) && !transport.MaybeArrived: // it is safe to call again
		return nil, fmt.Errorf("not reached, HTTP %d: %w", meta.StatusCode, transport)
	default:
		return nil, err
	}
}

func Example() {
	provider, err := play(mock.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	server := httptest.NewServer(provider)
	defer server.Close()
	c, err := newClient(server.URL+"/token", soap.AllowInsecureLoopback())
	if err != nil {
		fmt.Println(err)
		return
	}
	reply, err := obtain(context.Background(), c)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(reply.Status, reply.Mensagem)
	fmt.Println(reply.Dados.ChaveToken) // a secret: fmt does not print it
	_, err = obtain(context.Background(), c)
	fmt.Println(err != nil) // the unit holds a token already
	// Output:
	// OK Token criado com sucesso
	// [redacted]
	// true
}
