// Command newcomer sends two records to e-Sfinge and prints what comes back.
package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"example.com/newcomer/generated/tce"
	"example.com/newcomer/generated/tce/servidor"
	"example.com/newcomer/generated/tce/token"
	"example.com/newcomer/wsgenrt/soap"
	"example.com/newcomer/wsgenrt/xsd"
)

func main() {
	ctx, url := context.Background(), os.Args[1]
	for _, step := range []func(context.Context, string) error{session, wrongPassword, missingGzip} {
		if err := step(ctx, url); err != nil {
			fmt.Fprintln(os.Stderr, "newcomer:", err)
			os.Exit(1)
		}
	}
}

// request asks for a token of the unit 10006.
var request = &token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Newcomer 1.0"}

// session sends two records under a token.
func session(ctx context.Context, url string) error {
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(url+"/tokenWS", who, soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	people, err := servidor.NewClient(url+"/servidorWS", who, soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}

	got, err := queue.ObterToken(ctx, request)
	if err != nil {
		return err
	}
	key := got.Dados.ChaveToken
	show("obterToken", got.Mensagem, "posicao %d, situacao %q, chaveToken of %d characters", got.Dados.Posicao, got.Dados.Situacao, len(key))

	state, err := queue.ObterSituacaoToken(ctx, &token.ObterSituacaoToken{ChaveToken: key})
	if err != nil {
		return err
	}
	show("obterSituacaoToken", state.Mensagem, "posicao %d, situacao %q", state.Dados.Posicao, state.Dados.Situacao)

	begun, err := queue.IniciarTransferencia(ctx, &token.IniciarTransferencia{ChaveToken: key})
	if err != nil {
		return err
	}
	show("iniciarTransferencia", begun.Mensagem, "status %s", begun.Status)

	sent, err := people.Enviar(ctx, tce.ManualSession(key), &servidor.Enviar{Competencia: 202601, Servidor: records()})
	if err != nil {
		return err
	}
	show("enviar", sent.Mensagem, "%d results", len(sent.Dados.Resultados))
	for _, r := range sent.Dados.Resultados {
		fmt.Printf("  record %s: codigo %d, %s\n", r.Key, r.Value.Codigo.Or(-1), r.Value.Mensagem)
	}

	ended, err := queue.FinalizarTransferencia(ctx, &token.FinalizarTransferencia{ChaveToken: key})
	if err != nil {
		return err
	}
	show("finalizarTransferencia", ended.Mensagem, "status %s", ended.Status)
	return nil
}

func records() []servidor.Servidor {
	return []servidor.Servidor{
		{
			IdRetorno:       xsd.Some[int32](1),
			NumeroMatricula: "000001",
			NomeServidor:    "SERVIDOR UM",
			DataNascimento:  xsd.NewDate(1980, time.January, 31),
			NomeMae:         "MÃE UM",
			NumeroCPF:       "00000000000",
			CodigoSexo:      xsd.NewInteger(1),
		},
		{
			IdRetorno:       xsd.Some[int32](2),
			NumeroMatricula: "000002",
			NomeServidor:    "SERVIDORA DOIS",
			DataNascimento:  xsd.NewDate(1991, time.December, 1),
			NomeMae:         "MÃE DOIS",
			NomePai:         "PAI DOIS & FILHOS",
			NumeroCPF:       "00000000001",
			CodigoSexo:      xsd.NewInteger(2),
		},
	}
}

// wrongPassword shows the fault that a wrong password gives.
func wrongPassword(ctx context.Context, url string) error {
	queue, err := token.NewClient(url+"/tokenWS", soap.UserPassword("USUARIO", "errada"), soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	_, err = queue.ObterToken(ctx, request)
	var fault *soap.Fault
	if !errors.As(err, &fault) {
		return fmt.Errorf("a wrong password gave %v, not a *soap.Fault", err)
	}
	fmt.Printf("\na wrong password\n  %T: %v\n", fault, fault)
	return nil
}

// missingGzip shows the refusal of a request that lost its compression on the way.
func missingGzip(ctx context.Context, url string) error {
	queue, err := token.NewClient(url+"/tokenWS", soap.UserPassword("USUARIO", "SENHA"),
		soap.AllowInsecureLoopback(), soap.WithHTTPClient(unzipper{}))
	if err != nil {
		return err
	}
	_, err = queue.ObterToken(ctx, request)
	var refusal *tce.Refusal
	if !errors.As(err, &refusal) {
		return fmt.Errorf("a request without gzip gave %v, not a *tce.Refusal", err)
	}
	fmt.Printf("\na request without gzip\n  %T: %v\n", refusal, refusal)
	return nil
}

// An unzipper sends requests uncompressed: a bad proxy.
type unzipper struct{}

func (unzipper) Do(r *http.Request) (*http.Response, error) {
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	if _, err := io.Copy(&b, z); err != nil {
		return nil, err
	}
	plain := r.Clone(r.Context())
	plain.Header.Del("Content-Encoding")
	plain.Body, plain.ContentLength, plain.GetBody = io.NopCloser(strings.NewReader(b.String())), int64(b.Len()), nil
	return http.DefaultClient.Do(plain)
}

// show prints a typed result.
func show(operation, message, format string, args ...any) {
	fmt.Printf("\n%s: %s\n  %s\n", operation, message, fmt.Sprintf(format, args...))
}
