package exportqueue_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"

	"example.com/wsgen/generated/comprovei/exportqueue"
	"example.com/wsgen/runtime/poll"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A recorded answers requests with files of the folder of samples, as the provider would, and downloads with a text.
type recorded []string

// RoundTrip answers a request; each file once.
func (r *recorded) RoundTrip(req *http.Request) (*http.Response, error) {
	body := []byte("<documentos/>")
	if req.Method == http.MethodPost {
		var err error
		if body, err = os.ReadFile("../../../specs/comprovei/samples/" + (*r)[0]); err != nil {
			return nil, err
		}
		*r = (*r)[1:]
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: req}, nil
}

// fromSamples is an HTTP client of that provider.
func fromSamples(files ...string) *http.Client {
	r := recorded(files)
	return &http.Client{Transport: &r}
}

// export asks for an export, waits for it and reads its file; docs/providers/comprovei.md shows it.
func export(ctx context.Context, c *exportqueue.Client, opts ...poll.Option) ([]byte, error) {
	order, err := c.DownloadDocumentsHistory(ctx, &exportqueue.DownloadDocumentsHistory{QtdDocumentos: xsd.NewInteger(100)})
	if err != nil {
		return nil, err
	}
	if order.Protocolo == "" { // another export is pending, say
		return nil, errors.New(order.Status)
	}
	job, err := c.AwaitGetExportProtocolStatus(ctx, &exportqueue.GetExportProtocolStatus{Protocolo: order.Protocolo}, opts...)
	if err != nil {
		return nil, err
	}
	if job.State != poll.Ready {
		return nil, job.Err() // nil where there are no occurrences
	}
	file, err := job.Download(ctx)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// An export is ordered, awaited and downloaded.
func Example() {
	web := fromSamples("exportqueue/downloadDocumentsHistory.response.xml", "exportqueue/getExportProtocolStatus.response.xml")
	c, err := exportqueue.NewClient(exportqueue.EndpointProduction, soap.UserPassword("USUARIO", "SENHA"), soap.WithHTTPClient(web))
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := export(context.Background(), c, poll.WithHTTPClient(web))
	fmt.Println(string(data), err)
	// Output: <documentos/> <nil>
}

// through makes an HTTP client that goes through a proxy, trusts the authorities in a PEM file and shows a client
// certificate; docs/providers/comprovei.md shows it. Calls and downloads take it, each by an option of its own.
func through(proxy *url.URL, authorities []byte, certificate tls.Certificate) (*http.Client, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, err
	}
	if !pool.AppendCertsFromPEM(authorities) {
		return nil, errors.New("no certificate in the PEM file")
	}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = http.ProxyURL(proxy)
	t.TLSClientConfig = &tls.Config{RootCAs: pool, Certificates: []tls.Certificate{certificate}}
	return &http.Client{Transport: t}, nil
}

func Example_proxy() {
	_, err := through(&url.URL{Scheme: "http", Host: "proxy.example:3128"}, []byte("not PEM"), tls.Certificate{})
	fmt.Println(err)
	// Output: no certificate in the PEM file
}
