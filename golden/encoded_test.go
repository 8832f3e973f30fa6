package golden_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	rpcencoded "example.com/wsgen/golden/rpc-encoded/want/go/parcels"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

func parcels(t *testing.T, opts ...soap.Option) *rpcencoded.Client {
	t.Helper()
	c, err := rpcencoded.NewClient(rpcencoded.EndpointProduction, soap.UserPassword("user", "password"), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEncodedRequest(t *testing.T) {
	weight, err := xsd.ParseDecimal("1.50")
	if err != nil {
		t.Fatal(err)
	}
	r, err := parcels(t).BuildSend(context.Background(), &rpcencoded.Send{Code: "AB1234", Weight: weight})
	if err != nil {
		t.Fatal(err)
	}
	want := `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:p="urn:golden:parcels">` +
		`<soapenv:Body><p:send soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><code xsi:type="xsd:string">AB1234</code><weight xsi:type="xsd:decimal">1.50</weight></p:send></soapenv:Body></soapenv:Envelope>`
	if got := string(wiretest.Body(t, r)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestResponseStatus(t *testing.T) {
	for status, refused := range map[string]bool{"<status>OK</status>": false, "<status>lost</status><place>Porto</place>": true, "": true} {
		reply := `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><n:sendResponse xmlns:n="urn:golden:parcels">` + status + `</n:sendResponse></e:Body></e:Envelope>`
		_, err := parcels(t, soap.WithHTTPClient(&wiretest.Server{Reply: []byte(reply)})).Send(context.Background(), new(rpcencoded.Send))
		var r *soap.Refusal
		if errors.As(err, &r) != refused {
			t.Errorf("%s gives %v", status, err)
		}
		if status != "" && refused && (r.Status != "lost" || r.Message != "Porto" || r.Reply.(*rpcencoded.SendResponse).Place != "Porto") {
			t.Errorf("the refusal is %+v", r)
		}
	}
}

// TestRepliesInAnyFormAndOrder reads one reply in several forms; that is no drift, and each is written again as it was.
func TestRepliesInAnyFormAndOrder(t *testing.T) {
	files, err := filepath.Glob("rpc-encoded/replies/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no replies: %v", err)
	}
	want := &rpcencoded.SendResponse{
		Status: "ok", Number: xsd.Some[int32](7), Place: "Porto",
		Stops: &rpcencoded.SendResponseStops{Stop: []string{"a", "b"}, Last: "c"},
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var drifts []soap.Drift
			got, err := parcels(t, soap.WithHTTPClient(&wiretest.Server{Reply: data}), soap.OnDrift(func(_ context.Context, d soap.Drift) { drifts = append(drifts, d) })).
				Send(context.Background(), new(rpcencoded.Send))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(xsd.Extra{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if unknown := strings.Contains(file, "unknown"); unknown != (len(drifts) > 0) {
				t.Errorf("drift %v, want some: %v", drifts, unknown)
			}
			wiretest.SameReply(t, data, &rpcencoded.OpSend, got)
		})
	}
}
