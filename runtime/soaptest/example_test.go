package soaptest_test

import (
	"context"
	"fmt"
	"testing"

	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/soaptest"
	"example.com/wsgen/runtime/xsd"
)

// docs/testing.md shows what stands between here and the end of this file.

// A granter grants tokens: *token.Client is one.
type granter interface {
	ObterToken(ctx context.Context, req *token.ObterToken, opts ...soap.CallOption) (*token.ObterTokenResponse, error)
}

// tokenOf is the caller's code: it takes the one method that it uses.
func tokenOf(ctx context.Context, g granter, unit string) (string, error) {
	got, err := g.ObterToken(ctx, &token.ObterToken{CodigoUg: unit, DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software 1.0"})
	if err != nil {
		return "", fmt.Errorf("unit %s: %w", unit, err)
	}
	return string(got.Dados.ChaveToken), nil
}

// A grant is a granter for tests that need no wire.
type grant func(*token.ObterToken) (*token.ObterTokenResponse, error)

func (f grant) ObterToken(_ context.Context, req *token.ObterToken, _ ...soap.CallOption) (*token.ObterTokenResponse, error) {
	return f(req)
}

func TestTokenOf(t *testing.T) {
	reply := &token.ObterTokenResponse{Status: "OK"}
	reply.Dados.ChaveToken = "k-1"
	g := grant(func(*token.ObterToken) (*token.ObterTokenResponse, error) { return reply, nil })
	if key, err := tokenOf(t.Context(), g, "10006"); err != nil || key != "k-1" {
		t.Errorf("got %q, %v", key, err)
	}
}

func TestTokenOfOnTheWire(t *testing.T) {
	srv := soaptest.NewServer(t)
	srv.Fault(&token.OpObterToken, &soap.Fault{Code: xsd.QName{Local: "Server"}, Reason: "out of order"})
	srv.Reply(&token.OpObterToken, &token.ObterTokenResponse{Status: "OK", Dados: token.ObterTokenResponseDados{ChaveToken: "k-1"}})
	client, err := token.NewClient(srv.URL, soap.UserPassword("u", "p"), soap.AllowInsecureLoopback())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tokenOf(t.Context(), client, "10006"); err == nil {
		t.Error("a fault is no error")
	}
	if key, err := tokenOf(t.Context(), client, "10006"); err != nil || key != "k-1" {
		t.Errorf("got %q, %v", key, err)
	}
	for _, req := range soaptest.Requests[*token.ObterToken](srv, &token.OpObterToken) {
		if req.CodigoUg != "10006" {
			t.Errorf("asked for %s", req.CodigoUg)
		}
	}
}
