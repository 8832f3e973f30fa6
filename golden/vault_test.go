package golden_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	lax "example.com/wsgen/golden/lax-parts/want/go/vault"
	"example.com/wsgen/golden/raw-parts/want/go/vault"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// jammed is a fault with the detail that the vaults have.
const jammed = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring>` +
	`<detail><v:problem xmlns:v="urn:golden:vault" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="v:Jammed"><v:why>rust</v:why></v:problem></detail></s:Fault></s:Body></s:Envelope>`

const visitor = `<c:context xmlns:c="urn:golden:vault"><c:who>Ann</c:who></c:context>`

// Header blocks of any content are sent as the caller has them, and details for which others stand arrive with their fault.
func TestRawParts(t *testing.T) {
	s := &wiretest.Server{Status: http.StatusInternalServerError, Reply: []byte(jammed)}
	c, err := vault.NewClient("https://golden.invalid/vault", soap.WithHTTPClient(s))
	if err != nil {
		t.Fatal(err)
	}
	block := soap.WithHeader(soap.Header{Raw: xsd.Raw{XML: visitor}})
	r, err := c.BuildOpen(t.Context(), &vault.Open{Value: 1}, block)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(wiretest.Body(t, r)); !strings.Contains(got, visitor) {
		t.Errorf("sent %s", got)
	}
	_, err = c.Open(t.Context(), &vault.Open{Value: 1}, block)
	var fault *soap.Fault
	if !errors.As(err, &fault) || !strings.Contains(fault.Raw.XML, `xsi:type="v:Jammed"><v:why>rust</v:why>`) {
		t.Errorf("%v", err)
	}
}

// Elements that nothing declares are sent and read as raw XML, in bodies and in parts of rpc style.
func TestLaxParts(t *testing.T) {
	const opened = `<m:opened xmlns:m="urn:golden:missing" at="noon"><m:by>Ann</m:by></m:opened>`
	s := &wiretest.Server{Reply: []byte(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` + opened + `</s:Body></s:Envelope>`)}
	c, err := lax.NewClient("https://golden.invalid/vault", soap.WithHTTPClient(s))
	if err != nil {
		t.Fatal(err)
	}
	request := &lax.OpenBody{Body: xsd.Any{Raw: xsd.Raw{XML: `<m:open xmlns:m="urn:golden:missing"><m:door>3</m:door></m:open>`}}}
	r, err := c.BuildOpen(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(wiretest.Body(t, r)), `<m:open xmlns:m="urn:golden:missing"><m:door>3</m:door></m:open></soapenv:Body>`; !strings.Contains(got, want) {
		t.Errorf("sent %s", got)
	}
	got, err := c.Open(t.Context(), request)
	if err != nil || !strings.Contains(got.Body.Raw.XML, "<m:by>Ann</m:by>") {
		t.Errorf("%+v, %v", got, err)
	}
}
