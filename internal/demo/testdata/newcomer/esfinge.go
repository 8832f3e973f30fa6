package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"example.com/newcomer/generated/tce"
	"example.com/newcomer/generated/tce/servidor"
	"example.com/newcomer/generated/tce/token"
	"example.com/newcomer/wsgenrt/soap"
	"example.com/newcomer/wsgenrt/xsd"
)

// unit asks for a token of the management unit 10006.
var unit = &token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Newcomer 1.0"}

// esfinge sends records in a session and reads them back.
func esfinge(ctx context.Context, url string) error {
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(url+"/token", who, soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	people, err := servidor.NewClient(url+"/servidor", who, soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	sessions := queue.Sessions(unit)
	err = sessions.Transfer(ctx, func(ctx context.Context, s *tce.Session) error {
		sent, err := people.Enviar(ctx, s, &servidor.Enviar{Competencia: 202601, Servidor: records()})
		if err != nil {
			return err
		}
		if err := sent.Err(); err != nil {
			return err
		}
		show("enviar", "%s; %d records, none refused", sent.Mensagem, len(sent.Records))
		return nil
	})
	if err != nil {
		return err
	}
	show("finalizarTransferencia", "the session is over, what had no error is confirmed")
	for person, err := range people.ListarAll(ctx, sessions, &servidor.Listar{CodigoUg: 10006, Competencia: 202601}) {
		if err != nil {
			return err
		}
		show("listar", "%s, born on %s", person.NomeServidor, person.DataNascimento)
	}
	return errors.Join(wrongPassword(ctx, url), missingGzip(ctx, url))
}

func records() []servidor.Servidor {
	return []servidor.Servidor{
		{
			NumeroMatricula: "000001",
			NomeServidor:    "SERVIDOR UM",
			DataNascimento:  xsd.NewDate(1980, time.January, 31),
			NomeMae:         "MÃE UM",
			NumeroCPF:       "00000000000",
			CodigoSexo:      xsd.NewInteger(1),
		},
		{
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
	queue, err := token.NewClient(url+"/token", soap.UserPassword("USUARIO", "errada"), soap.AllowInsecureLoopback())
	if err != nil {
		return err
	}
	_, err = queue.ObterToken(ctx, unit)
	var fault *soap.Fault
	if !errors.As(err, &fault) {
		return fmt.Errorf("a wrong password gave %v, not a *soap.Fault", err)
	}
	show("a wrong password", "%T: %v", fault, fault)
	return nil
}

// missingGzip shows the refusal of a request that lost its compression on the way.
func missingGzip(ctx context.Context, url string) error {
	queue, err := token.NewClient(url+"/token", soap.UserPassword("USUARIO", "SENHA"),
		soap.AllowInsecureLoopback(), soap.WithHTTPClient(unzipper{}))
	if err != nil {
		return err
	}
	_, err = queue.ObterToken(ctx, unit)
	var refusal *tce.Refusal
	if !errors.As(err, &refusal) {
		return fmt.Errorf("a request without gzip gave %v, not a *tce.Refusal", err)
	}
	show("a request without gzip", "%T: %v", refusal, refusal)
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
