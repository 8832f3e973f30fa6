package golden_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/wsgen/golden/header-blocks/want/go/archive"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

func files(t *testing.T, s soap.Doer) *archive.Client {
	t.Helper()
	c, err := archive.NewClient("https://golden.invalid/archive", soap.WithHTTPClient(s))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Header blocks that share a type have functions of their own, to send them and to read them.
func TestBlocksOfOneType(t *testing.T) {
	block := func(name string) string {
		return `<a:` + name + ` xmlns:a="urn:golden:archive"><a:value>` + name + `</a:value></a:` + name + `>`
	}
	const open = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>`
	find := func(reply string, opts ...soap.CallOption) error {
		_, err := files(t, &wiretest.Server{Reply: []byte(reply)}).Find(t.Context(), new(archive.Find), opts...)
		return err
	}
	r, err := files(t, new(wiretest.Server)).BuildFind(t.Context(), new(archive.Find),
		soap.WithHeader(archive.FindOwnerHeader(&archive.Key{Value: "O"})), soap.WithHeader(archive.FindReaderHeader(&archive.Key{Value: "R"})))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(wiretest.Body(t, r)), `<arc:owner><arc:value>O</arc:value></arc:owner><arc:reader><arc:value>R</arc:value></arc:reader>`; !strings.Contains(got, want) {
		t.Errorf("sent %s, want %s", got, want)
	}
	var granted, renewed, expired archive.Key
	err = find(open+block("renewed")+block("granted")+`</s:Header><s:Body><found xmlns="urn:golden:archive">x</found></s:Body></s:Envelope>`,
		archive.FindGrantedHeaderInto(&granted), archive.FindRenewedHeaderInto(&renewed))
	if err != nil || granted.Value != "granted" || renewed.Value != "renewed" {
		t.Errorf("granted %q, renewed %q, %v", granted.Value, renewed.Value, err)
	}
	err = find(open+block("expired")+`</s:Header><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>`,
		archive.FindExpiredHeaderInto(&expired))
	var fault *soap.Fault
	if !errors.As(err, &fault) || len(fault.Headers) != 1 || expired.Value != "expired" {
		t.Errorf("%q, %+v, %v", expired.Value, fault, err)
	}
}

// Details of one type are told apart by the names of their elements, which a handler states.
func TestDetailsOfOneType(t *testing.T) {
	for _, name := range []string{"gone", "sealed"} {
		entry := xsd.QName{Space: "urn:golden:archive", Local: name}
		s := httptest.NewServer(soap.NewHandler(&archive.OpFind, func(context.Context, *archive.Find) (*archive.Found, error) {
			return nil, &soap.Fault{Reason: "no", Detail: &archive.Key{Value: "K"}, Entry: entry}
		}))
		t.Cleanup(s.Close)
		c, err := archive.NewClient(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Find(t.Context(), new(archive.Find))
		var fault *soap.Fault
		var key *archive.Key
		if !errors.As(err, &fault) || fault.Entry != entry || !errors.As(err, &key) || key.Value != "K" {
			t.Errorf("%s: %v, %+v, %+v", name, err, fault, key)
		}
	}
	var hidden error
	h := soap.NewHandler(&archive.OpFind, func(context.Context, *archive.Find) (*archive.Found, error) {
		return nil, &soap.Fault{Detail: new(archive.Key)}
	}, soap.ServeErrors(func(_ context.Context, err error) { hidden = err }))
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><find xmlns="urn:golden:archive">1</find></s:Body></s:Envelope>`))
	r.Header.Set("Content-Type", "text/xml")
	if h.ServeHTTP(httptest.NewRecorder(), r); !strings.Contains(fmt.Sprint(hidden), "several fault details of type *archive.Key") {
		t.Errorf("a detail without its name: %v", hidden)
	}
}
