package tce_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"

	"example.com/wsgen/generated/tce/competencia"
	"example.com/wsgen/runtime/soap"
)

// through returns an HTTP client that trusts an authority besides the system's, shows a certificate of its own and goes through
// a proxy; docs/providers/tce.md shows it. Leave out what you don't need.
func through(authority []byte, certificates []tls.Certificate, proxy *url.URL) (*http.Client, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, err
	}
	if !pool.AppendCertsFromPEM(authority) {
		return nil, errors.New("no certificate in the PEM file")
	}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.TLSClientConfig = &tls.Config{RootCAs: pool, Certificates: certificates}
	if proxy != nil {
		t.Proxy = http.ProxyURL(proxy)
	}
	return &http.Client{Transport: t}, nil
}

// The old development server has a certificate of the provider's own authority.
func Example_ownAuthority() {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/xml;charset=UTF-8")
		http.ServeFile(w, r, "samples/competencia/obterCompetencia.response.xml")
	}))
	defer server.Close()
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})

	client, err := through(authority, nil, nil) // a PEM file, client certificates, a proxy
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := competencia.NewClient(server.URL, soap.UserPassword("USUARIO", "SENHA"), soap.WithHTTPClient(client))
	if err != nil {
		fmt.Println(err)
		return
	}
	reply, err := c.ObterCompetencia(context.Background(), &competencia.ObterCompetencia{CodigoUg: "10006"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(reply.Dados.Competencia)
	// Output: 201401
}
