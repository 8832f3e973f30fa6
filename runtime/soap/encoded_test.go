package soap_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A parcel is the request of an operation in SOAP encoding, whose child says its type.
type parcel struct {
	Code  string
	Extra xsd.Extra
}

var parcelNS = xmltext.Namespaces{{URI: "urn:parcels", Prefix: "p"}, {URI: "http://www.w3.org/2001/XMLSchema", Prefix: "xsd"}, {URI: "http://www.w3.org/2001/XMLSchema-instance", Prefix: "xsi"}}

var tParcel = xmltext.Type{NS: &parcelNS, Names: []xmltext.Name{{Local: "code", Leaf: true, Req: true, XSI: "string", XSINS: xmltext.SchemaNS}}}

func (x *parcel) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case 0:
		c.Str(&x.Code)
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

// The encoding style stands on the body's element, in the envelope's namespace and in the version's own terms.
func TestEncodingStyle(t *testing.T) {
	const types = ` xmlns:p="urn:parcels" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
	const child = `<code xsi:type="xsd:string">A1</code>`
	tests := map[string]struct {
		binding soap.Binding
		want    string
	}{
		"SOAP 1.1": {soap.Binding{}, `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"` + types + `><soapenv:Body>` +
			`<p:send soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">` + child + `</p:send></soapenv:Body></soapenv:Envelope>`},
		"SOAP 1.2": {soap.Binding{Version: soap.V12, EnvelopePrefix: "env"}, `<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"` + types + `><env:Body>` +
			`<p:send env:encodingStyle="http://www.w3.org/2003/05/soap-encoding">` + child + `</p:send></env:Body></env:Envelope>`},
		"default namespaces": {soap.Binding{Prefixes: xmltext.DefaultNamespace}, `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>` +
			`<send xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" ` +
			`xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:parcels"><code xmlns="" xsi:type="xsd:string">A1</code></send></Body></Envelope>`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tt.binding.Name, tt.binding.Namespaces = "parcels", &parcelNS
			op := soap.Operation{Binding: &tt.binding, Name: "send", In: &soap.Message{
				Body:    []soap.Part{{Name: xmltext.Name{Local: "send", NS: 1}, Type: &tParcel, New: func() xmltext.Node { return new(parcel) }}},
				Encoded: true,
			}}
			r, err := soap.Build(context.Background(), newClient(t, &tt.binding, "http://localhost/"), &op, &parcel{Code: "A1"})
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r.Body)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// What middleware is shown keeps the types and hides the values.
func TestEncodedRequestIsShownWithoutValues(t *testing.T) {
	binding := soap.Binding{Name: "parcels", Namespaces: &parcelNS}
	op := soap.Operation{Binding: &binding, Name: "send", In: &soap.Message{
		Body:    []soap.Part{{Name: xmltext.Name{Local: "send", NS: 1}, Type: &tParcel, New: func() xmltext.Node { return new(parcel) }}},
		Encoded: true,
	}}
	shown := ""
	look := soap.WithMiddleware(func(next soap.Handler) soap.Handler {
		return func(ctx context.Context, x *soap.Exchange) error {
			text, err := x.Request()
			shown = string(text)
			return err
		}
	})
	if err := soap.Send(context.Background(), newClient(t, &binding, "http://localhost/", look), &op, &parcel{Code: "A1"}, nil); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(shown, `<code xsi:type="xsd:string">[redacted]</code>`) || !strings.Contains(shown, "encodingStyle=") || strings.Contains(shown, "A1") {
		t.Errorf("got %s", shown)
	}
}

// Requests that ask for much in few bytes cost a handler no more than their length, whoever sends them. The bound has room for
// pools that drop things at random, as they do under the race detector.
func TestHandlerIsNotFlooded(t *testing.T) {
	binding := soap.Binding{Name: "parcels", Namespaces: &parcelNS}
	part := soap.Part{Name: xmltext.Name{Local: "send", NS: 1}, Type: &tParcel, New: func() xmltext.Node { return new(parcel) }}
	op := soap.Operation{Binding: &binding, Name: "send", In: &soap.Message{Body: []soap.Part{part}, Encoded: true}, Out: &soap.Message{Body: []soap.Part{part}, Encoded: true}}
	h := soap.NewHandler(&op, func(_ context.Context, p *parcel) (*parcel, error) { return p, nil })
	chain := ""
	for i := range 2000 {
		chain += fmt.Sprintf(`<m id="%d" href="#%d"/>`, i, i+1)
	}
	const enc = ` xmlns:e="http://schemas.xmlsoap.org/soap/encoding/"`
	for name, test := range map[string]struct {
		body   string
		status int
		text   string
	}{
		"a far position": {`<p:send xmlns:p="urn:parcels"` + enc + `><code e:position="[2000000000]"/></p:send>`, 500, "Unknown exceeds 65536"},
		"a chain":        {`<p:send xmlns:p="urn:parcels">` + strings.Repeat(`<code href="#0"/>`, 2000) + `</p:send>` + chain + `<m id="2000">A1</m>`, 200, "A1"},
		"elements":       {`<p:send xmlns:p="urn:parcels"><code href="#k"/>` + strings.Repeat("<a/>", 60_000) + `</p:send><m id="k">A1</m>`, 200, "A1"},
	} {
		t.Run(name, func(t *testing.T) {
			body := fmt.Sprintf(ask11, "", test.body)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			w := post(h, body, func(r *http.Request) { r.Header.Set("SOAPAction", `""`) })
			runtime.ReadMemStats(&after)
			if w.Code != test.status || !strings.Contains(w.Body.String(), test.text) {
				t.Errorf("HTTP %d: %.300s", w.Code, w.Body)
			}
			if got, most := after.TotalAlloc-before.TotalAlloc, uint64(250*len(body)+8<<20); got > most {
				t.Errorf("%d bytes allocated for %d, want at most %d", got, len(body), most)
			}
		})
	}
}
