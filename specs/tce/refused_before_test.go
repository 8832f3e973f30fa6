package tce_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

func TestRequestsThatBreakAFacetAreNotSent(t *testing.T) {
	ask := func(change func(*token.ObterToken)) func(testing.TB, soap.Option) error {
		return func(t testing.TB, o soap.Option) error {
			req := &token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"}
			change(req)
			_, err := tokens(t, o).ObterToken(ctx, req)
			return err
		}
	}
	send := func(change func(*servidor.Servidor)) func(testing.TB, soap.Option) error {
		return func(t testing.TB, o soap.Option) error {
			req := *enviar
			req.Servidor = append([]servidor.Servidor(nil), enviar.Servidor...)
			change(&req.Servidor[1])
			_, err := people(t, o).Enviar(ctx, manual(), &req)
			return err
		}
	}
	tests := []struct {
		name, path string
		call       func(testing.TB, soap.Option) error
	}{
		{"letters in codigoUg", "obterToken/codigoUg", ask(func(r *token.ObterToken) { r.CodigoUg = "10006a" })},
		{"empty codigoUg", "obterToken/codigoUg", ask(func(r *token.ObterToken) { r.CodigoUg = "" })},
		{"empty company", "obterToken/descricaoEmpresaTI", ask(func(r *token.ObterToken) { r.DescricaoEmpresaTI = "" })},
		{"company of 101 characters", "obterToken/descricaoEmpresaTI", ask(func(r *token.ObterToken) { r.DescricaoEmpresaTI = strings.Repeat("ã", 101) })},
		{"software of 101 characters", "obterToken/descritivoSoftware", ask(func(r *token.ObterToken) { r.DescritivoSoftware = strings.Repeat("x", 101) })},
		{"zero date", "enviar/servidor[2]/dataNascimento", send(func(s *servidor.Servidor) { s.DataNascimento = xsd.Date{} })},
		{"date before 1900", "enviar/servidor[2]/dataNascimento", send(func(s *servidor.Servidor) { s.DataNascimento = xsd.NewDate(1899, 12, 31) })},
		{"date with a zone", "enviar/servidor[2]/dataNascimento", send(func(s *servidor.Servidor) { s.DataNascimento = must(xsd.ParseDate("1980-01-31Z")) })},
		{"empty name", "enviar/servidor[2]/nomeServidor", send(func(s *servidor.Servidor) { s.NomeServidor = "" })},
		{"name without letters", "enviar/servidor[2]/nomeServidor", send(func(s *servidor.Servidor) { s.NomeServidor = "..." })},
		{"letters in the tax number", "enviar/servidor[2]/numeroCPF", send(func(s *servidor.Servidor) { s.NumeroCPF = "123a" })},
		{"no sex", "enviar/servidor[2]/codigoSexo", send(func(s *servidor.Servidor) { s.CodigoSexo = xsd.Integer{} })},
		{"sex of three digits", "enviar/servidor[2]/codigoSexo", send(func(s *servidor.Servidor) { s.CodigoSexo = xsd.NewInteger(100) })},
		{"long optional field", "enviar/servidor[2]/numeroPisPasep", send(func(s *servidor.Servidor) { s.NumeroPisPasep = strings.Repeat("1", 12) })},
		{"no record", "enviar/servidor", func(t testing.TB, o soap.Option) error {
			req := *enviar
			req.Servidor = nil
			_, err := people(t, o).Enviar(ctx, manual(), &req)
			return err
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := &wiretest.Server{Reply: sample(t, "obterToken.response.xml")}
			err := tt.call(t, soap.WithHTTPClient(server))
			var broken *xsd.ValidationError
			if !errors.As(err, &broken) {
				t.Fatalf("got %v, want a *xsd.ValidationError", err)
			}
			for _, v := range broken.Violations {
				if v.Path != "/"+tt.path {
					t.Errorf("violation %v, want only /%s", v, tt.path)
				}
			}
			if operation, _, _ := strings.Cut(tt.path, "/"); !strings.HasPrefix(err.Error(), operation+": ") {
				t.Errorf("the error does not name the operation: %v", err)
			}
			if server.Calls != 0 {
				t.Errorf("the server saw %d requests", server.Calls)
			}
		})
	}
}

func TestAllViolationsOfARequestAreReported(t *testing.T) {
	_, err := tokens(t).ObterToken(ctx, &token.ObterToken{CodigoUg: "x"})
	var broken *xsd.ValidationError
	if !errors.As(err, &broken) {
		t.Fatalf("got %v, want a *xsd.ValidationError", err)
	}
	var paths []string
	for _, v := range broken.Violations {
		paths = append(paths, v.Path)
	}
	if got, want := strings.Join(paths, " "), "/obterToken/codigoUg /obterToken/descricaoEmpresaTI /obterToken/descritivoSoftware"; got != want {
		t.Errorf("got violations at %s, want %s", got, want)
	}
}

func TestViolationDoesNotPrintASecret(t *testing.T) {
	req := *enviar
	req.Servidor = append([]servidor.Servidor(nil), enviar.Servidor...)
	req.Servidor[0].NumeroCPF = "segredo"
	_, err := people(t).Enviar(ctx, manual(), &req)
	if err == nil || strings.Contains(err.Error(), "segredo") {
		t.Errorf("got %v", err)
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	got, err := tokens(t, answers(sample(t, "obterToken.response.xml"))).ObterToken(ctx, obterToken)
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		for _, x := range []any{got, *got, got.Dados, &token.ObterSituacaoToken{ChaveToken: key}, enviar} {
			if text := fmt.Sprintf(verb, x); strings.Contains(text, key) || strings.Contains(text, "00000000000") {
				t.Errorf("%s prints a secret of %T: %s", verb, x, text)
			}
		}
	}
}

func TestEndpointWithoutTLSIsRefused(t *testing.T) {
	asked := false
	credentials := soap.CredentialsFunc(func(context.Context) (string, string, error) { asked = true; return "USUARIO", "SENHA", nil })
	c, err := token.NewClient("http://esfinge.example/services/tokenWS", credentials)
	if err == nil {
		_, err = c.ObterToken(ctx, obterToken)
	}
	var insecure *soap.InsecureError
	if !errors.As(err, &insecure) || asked {
		t.Errorf("got %v, want a *soap.InsecureError before credentials are asked for (%v)", err, asked)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
