package soap_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// A note is a header block, or the detail of a fault.
type note struct{ parcel }

func (*note) Error() string { return "note" }

// send is an operation whose bodies, header block and fault are in SOAP encoding or not, each by itself.
func send(body, header, fault bool) *soap.Operation {
	parcels := func(local string, encoded bool) soap.Part {
		return soap.Part{Name: xmltext.Name{Local: local, NS: 1}, Type: &tParcel, Encoded: encoded, New: func() xmltext.Node { return new(note) }}
	}
	message := func(local string) *soap.Message {
		part := parcels(local, false)
		part.New = func() xmltext.Node { return new(parcel) }
		return &soap.Message{Body: []soap.Part{part}, Encoded: body, Headers: []soap.Part{parcels("token", header)}}
	}
	return &soap.Operation{
		Binding: &soap.Binding{Name: "parcels", Namespaces: &parcelNS}, Name: "send",
		In: message("send"), Out: message("sendResponse"), Faults: []soap.Part{parcels("refused", fault)},
	}
}

// Each part is decoded by its own use: one in SOAP encoding has its references resolved, wherever the values stand, and
// one beside it that is not has attributes of the same names.
func TestPartsByTheirOwnUse(t *testing.T) {
	const reply = open11 + `<soap:Header><p:token xmlns:p="urn:parcels"><code href="#t"/></p:token></soap:Header>` +
		`<soap:Body><p:sendResponse xmlns:p="urn:parcels"><code href="#b"/></p:sendResponse><t id="t">T1</t><b id="b">B1</b></soap:Body></soap:Envelope>`
	for _, test := range []struct {
		name                string
		body, header        bool
		wantBody, wantToken string
	}{
		{"encoded body, literal block", true, false, "B1", ""},
		{"literal body, encoded block", false, true, "", "T1"},
		{"both encoded", true, true, "B1", "T1"},
		{"both literal", false, false, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			op := send(test.body, test.header, false)
			c := newClient(t, op.Binding, serve(t, handler(200, "text/xml", reply)).URL)
			var token note
			got, err := soap.Call(t.Context(), c, op, new(parcel), new(parcel), []soap.CallOption{soap.HeaderInto(op.Out.Headers[0], &token)})
			if err != nil {
				t.Fatal(err)
			}
			if got.Code != test.wantBody || token.Code != test.wantToken {
				t.Errorf("body %q, block %q, want %q and %q", got.Code, token.Code, test.wantBody, test.wantToken)
			}
		})
	}
}

// A detail is in SOAP encoding by the use of its fault, whatever the bodies are.
func TestDetailsByTheirOwnUse(t *testing.T) {
	const entry = `<p:refused xmlns:p="urn:parcels"><code href="#d"/></p:refused>`
	inside := func(detail, beside string) string {
		return body11(`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring><detail>` + detail + `</detail></soap:Fault>` + beside)
	}
	for _, test := range []struct {
		name, reply string
		body, fault bool
		want        string
	}{
		{"literal bodies", inside(entry, `<m id="d">D1</m>`), false, true, "D1"},
		{"literal bodies, the value in the detail", inside(entry+`<m id="d">D1</m>`, ""), false, true, "D1"},
		{"encoded bodies", inside(entry, `<m id="d">D1</m>`), true, true, "D1"},
		{"encoded bodies, literal detail", inside(entry, `<m id="d">D1</m>`), true, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			op := send(test.body, false, test.fault)
			c := newClient(t, op.Binding, serve(t, handler(http.StatusInternalServerError, "text/xml", test.reply)).URL)
			_, err := soap.Call(t.Context(), c, op, new(parcel), new(parcel), nil)
			var refused *note
			if !errors.As(err, &refused) || refused.Code != test.want {
				t.Fatalf("%+v, %v", refused, err)
			}
			var f *soap.Fault
			if !errors.As(err, &f) || strings.Contains(f.Raw.XML, entry[len("<p:refused "):]) == test.fault {
				t.Errorf("%v: %s", err, f.Raw.XML)
			}
		})
	}
}

// A reply of another name is known by its children, also where there may be none: an element that says something else is
// never an empty reply.
func TestReplyOfAnotherName(t *testing.T) {
	for name, test := range map[string]struct{ reply, path string }{
		"nothing":                      {"", ""},
		"nil":                          {`<x xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>`, ""},
		"another name, a known child":  {`<x><code>A1</code></x>`, ""},
		"another name, no known child": {`<x><gone>A1</gone></x>`, "/Envelope/Body/sendResponse"},
		"another name, no child":       {`<x/>`, "/Envelope/Body/sendResponse"},
	} {
		t.Run(name, func(t *testing.T) {
			op := send(true, false, false)
			op.Out.Body[0].Optional = true
			c := newClient(t, op.Binding, serve(t, handler(200, "text/xml", body11(test.reply))).URL)
			_, err := soap.Call(t.Context(), c, op, new(parcel), new(parcel), nil)
			if test.path == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var at *soap.DecodeError
			if !errors.As(err, &at) || at.Path != test.path {
				t.Errorf("%v, want an error at %s", err, test.path)
			}
		})
	}
}

// A reply of another name costs what one of its own does: the table of its type, however long, is not read for each.
func TestReplyOfAnotherNameIsCheap(t *testing.T) {
	op := send(true, false, false)
	op.Out.Body[0].Type = &xmltext.Type{NS: &parcelNS, Table: "code leaf\n" + strings.Repeat("more leaf\n", 2000)}
	cost := func(name string) uint64 {
		doer := doerFunc(func(*http.Request) (*http.Response, error) {
			body := io.NopCloser(strings.NewReader(body11(`<p:` + name + ` xmlns:p="urn:parcels"><code>A1</code></p:` + name + `>`)))
			return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"text/xml"}}, Body: body}, nil
		})
		c := newClient(t, op.Binding, "http://localhost/", soap.WithHTTPClient(doer))
		least := ^uint64(0)
		for range 5 { // the first has the tables read
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := soap.Call(t.Context(), c, op, new(parcel), new(parcel), nil); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			least = min(least, after.TotalAlloc-before.TotalAlloc)
		}
		return least
	}
	if own, other := cost("sendResponse"), cost("other"); other > own+100_000 {
		t.Errorf("%d bytes are allocated for a reply of another name, %d for one of its own", other, own)
	}
}

// A reference of a block or a detail that leads nowhere, or back to itself, is never an empty value, whatever the bodies
// are. A fault arrives without what can't be read.
func TestReferencesOfPartsAreJudged(t *testing.T) {
	const circle = `<m id="a" href="#b"/><m id="b" href="#a"/>`
	for name, test := range map[string]struct {
		beside string
		cycle  bool
	}{
		"nowhere":  {"", false},
		"a circle": {circle, true},
	} {
		for _, body := range []bool{false, true} {
			block := open11 + `<soap:Header><p:token xmlns:p="urn:parcels"><code href="#a"/></p:token></soap:Header>` +
				`<soap:Body><p:sendResponse xmlns:p="urn:parcels"><code>B1</code></p:sendResponse>` + test.beside + `</soap:Body></soap:Envelope>`
			op := send(body, true, true)
			c := newClient(t, op.Binding, serve(t, handler(200, "text/xml", block)).URL)
			var token note
			_, err := soap.Call(t.Context(), c, op, new(parcel), new(parcel), []soap.CallOption{soap.HeaderInto(op.Out.Headers[0], &token)})
			var lost *soap.ReferenceError
			if !errors.As(err, &lost) || lost.Cycle != test.cycle || lost.Path != "/token/code" {
				t.Errorf("%s, block, bodies encoded %t: %v, %+v", name, body, err, lost)
			}
			fault := body11(`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring><detail>` +
				`<p:refused xmlns:p="urn:parcels"><code href="#a"/></p:refused></detail></soap:Fault>` + test.beside)
			var drift []soap.Drift
			c = newClient(t, op.Binding, serve(t, handler(http.StatusInternalServerError, "text/xml", fault)).URL,
				soap.OnDrift(func(_ context.Context, x soap.Drift) { drift = append(drift, x) }))
			_, err = soap.Call(t.Context(), c, op, new(parcel), new(parcel), nil)
			var f *soap.Fault
			if !errors.As(err, &f) || f.Detail != nil || len(drift) != 1 || drift[0].Kind != xmltext.FaultDetail {
				t.Errorf("%s, detail, bodies encoded %t: %v, %v", name, body, err, drift)
			}
		}
	}
}

// A header block of a fault that can't be read as the operation declares it is not lost in silence, nor are its parts that
// nothing declares, and the fault arrives.
func TestHeaderFaultsAreNotLost(t *testing.T) {
	reply := func(block string) string {
		return open11 + `<soap:Header><p:expired xmlns:p="urn:parcels" soap:mustUnderstand="1">` + block + `</p:expired></soap:Header>` +
			`<soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring></soap:Fault></soap:Body></soap:Envelope>`
	}
	for name, test := range map[string]struct {
		block, code string
		drift       []soap.Drift
	}{
		"as declared":      {`<code>A1</code>`, "A1", nil},
		"an unknown child": {`<code>A1</code><gone/>`, "A1", []soap.Drift{{Path: "/Envelope/Header/expired/gone", Kind: xmltext.UnknownElement}}},
		"unreadable":       {`<code href="#gone"/>`, "", []soap.Drift{{Path: "/Envelope/Header/expired", Kind: xmltext.FaultDetail}}},
	} {
		for _, asked := range []bool{false, true} {
			op := send(false, true, false)
			op.In.Headers[0].Name.Local = "expired"
			op.HeaderFaults, op.Out.Headers = op.In.Headers, nil
			var drift []soap.Drift
			c := newClient(t, op.Binding, serve(t, handler(http.StatusInternalServerError, "text/xml", reply(test.block))).URL,
				soap.OnDrift(func(_ context.Context, x soap.Drift) { drift = append(drift, soap.Drift{Path: x.Path, Kind: x.Kind}) }))
			var opts []soap.CallOption
			into := note{parcel{Code: "of an earlier call"}}
			if asked {
				opts = append(opts, soap.HeaderInto(op.HeaderFaults[0], &into))
			} else {
				into.Code = test.code
			}
			_, err := soap.Call(t.Context(), c, op, new(parcel), new(parcel), opts)
			var f *soap.Fault
			var expired *note
			if !errors.As(err, &f) || errors.As(err, &expired) != (test.code != "") || expired != nil && expired.Code != test.code {
				t.Errorf("%s: %v, %v", name, err, expired)
			}
			if diff := cmp.Diff(test.drift, drift); diff != "" || into.Code != test.code {
				t.Errorf("%s: a block %q, drift (-want +got):\n%s", name, into.Code, diff)
			}
		}
	}
}

// A fault whose references are too many to be replaced arrives, and what a reference stands for is no empty value in it.
func TestFaultsWithoutTheirReferences(t *testing.T) {
	for name, entry := range map[string]string{
		"a reference": `<p:refused xmlns:p="urn:parcels"><code href="#d"/></p:refused><d id="d">D1</d>`,
		"a position":  `<p:refused xmlns:p="urn:parcels"><code xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" e:position="[1]">D1</code></p:refused>`,
		"none":        `<p:refused xmlns:p="urn:parcels"><code>D1</code></p:refused>`,
	} {
		const tooFar = `<list xmlns:e="http://schemas.xmlsoap.org/soap/encoding/"><i e:position="[2000000000]"/></list>`
		reply := body11(`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring><detail>` + entry + tooFar + `</detail></soap:Fault>`)
		op := send(true, false, true)
		var drift []soap.Drift
		c := newClient(t, op.Binding, serve(t, handler(http.StatusInternalServerError, "text/xml", reply)).URL,
			soap.OnDrift(func(_ context.Context, x soap.Drift) { drift = append(drift, x) }))
		_, err := soap.Call(t.Context(), c, op, new(parcel), new(parcel), nil)
		var f *soap.Fault
		if !errors.As(err, &f) || (f.Detail == nil) != (name != "none") {
			t.Fatalf("%s: %v, %+v", name, err, f)
		}
		if lost := len(drift) == 1 && drift[0].Kind == xmltext.FaultDetail; lost != (name != "none") {
			t.Errorf("%s: drift %v", name, drift)
		}
	}
}
