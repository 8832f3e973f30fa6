package golden_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	stock "example.com/wsgen/golden/rest/want/go/stock"
	drifting "example.com/wsgen/golden/validate-drift/want/go/orders"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/soaptest"
)

// canary stands in every value that differs from the contract: none of it may be seen in an event or a log.
const canary = "4711"

// A drifted is a reply by the attributes and the content of its order, and the event that it causes, its path below the body.
type drifted struct{ name, attrs, content, want string }

// driftReplies are replies of the case validate-drift of every kind, all of which survive being written again.
var driftReplies = []drifted{
	{"none", "", `<number>1</number><name>Nut</name><state>open</state>`, ""},
	{"unknown element", "", `<number>1</number><name>Nut</name><state>open</state><colour>4711</colour>`, "found/order/colour: unknown element"},
	{"unknown element of an item", "", `<number>1</number><name>Nut</name><state>open</state><item><code>a</code><count>1</count></item><item><code>a</code><size>4711</size><count>1</count></item>`, "found/order/item[2]/size: unknown element"},
	{"unknown attribute", ` lang="4711"`, `<number>1</number><name>Nut</name><state>open</state>`, "found/order/@lang: unknown attribute"},
	{"unknown attribute of a simple value", "", `<number unit="4711">1</number><name>Nut</name><state>open</state>`, "found/order/number/@unit: unknown attribute"},
	{"missing", "", `<number>1</number><state>open</state>`, "found/order/name: missing"},
	{"unknown enumeration value", "", `<number>1</number><name>Nut</name><state>4711</state>`, "found/order/state: unknown enumeration value"},
	{"misplaced", "", `<name>4711</name><number>4711</number><state>open</state>`, "found/order/number: misplaced"},
	{"facet", "", `<number>1</number><name>x4711x</name><state>open</state>`, "found/order/name: facet violated"},
	{"unknown xsi:type", "", `<number>1</number><name>Nut</name><state>open</state><paid xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="g:Cash"><amount>4711</amount><till>4711</till></paid>`, "found/order/paid: unknown xsi:type"},
	{"repeated", "", `<number>1</number><name>Nut</name><name>4711</name><state>open</state>`, "found/order/name: repeated"},
}

func driftEnvelope(attrs, content string) string {
	return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><g:found xmlns:g="urn:golden" xmlns="urn:golden"><order version="2"` + attrs + `>` +
		content + `</order></g:found></s:Body></s:Envelope>`
}

// driftRest are replies that no overlay of a string can have read.
var driftRest = []drifted{
	{"unknown element with others in it", "", `<number>1</number><name>Nut</name><state>open</state><colour>4711<b c="4711"/></colour>`, "found/order/colour: unknown element"},
	{"no other simple type", "", `<number>1</number><name>Nut</name><state xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="g:State">open</state>`, ""},
	{"a simple type of another kind", "", `<number>1</number><name xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="g:State">open</name><state>open</state>`, "found/order/name: unknown xsi:type"},
	{"a simple type of nobody's", "", `<number>1</number><name>Nut</name><state xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:n" i:type="n:Odd">open</state>`, "found/order/state: unknown xsi:type"},
	{"text where none may stand", "", `<number>1</number>4711<name>Nut</name><state>open</state>`, "found/order/text(): unknown element"},
}

// TestDriftOverSOAP causes drift of each kind: the event says where and what, with no value, and what the contract does
// not know is written again.
func TestDriftOverSOAP(t *testing.T) {
	for _, test := range append(driftRest, driftReplies...) {
		t.Run(test.name, func(t *testing.T) {
			document := driftEnvelope(test.attrs, test.content)
			srv := soaptest.NewServer(t)
			srv.Raw(&drifting.OpFind, 200, "text/xml", document)
			events, opts := watched()
			c, err := drifting.NewClient(srv.URL, append(opts, soap.ReportFacets())...)
			if err != nil {
				t.Fatal(err)
			}
			reply, err := c.Find(t.Context(), &drifting.Find{Number: 1})
			if err != nil {
				t.Fatal(err)
			}
			events.expect(t, "find "+drifting.SpecHash+" /Envelope/Body/", test.want)
			wiretest.SameReply(t, []byte(document), &drifting.OpFind, reply)
		})
	}
}

// TestDriftOfFaults: a detail that the contract does not declare, one that it declares otherwise, and one with more in it.
func TestDriftOfFaults(t *testing.T) {
	for detail, want := range map[string]string{
		`<g:missed xmlns:g="urn:golden"><g:number>1</g:number></g:missed>`:                              "",
		`<gone xmlns="urn:golden">4711</gone>`:                                                          "detail: undeclared fault",
		`<missed xmlns="urn:golden"><number>x4711</number></missed>`:                                    "detail/missed: unreadable fault detail",
		`<missed xmlns="urn:golden"><number>1</number><why>4711</why></missed>`:                         "detail/missed/why: unknown element",
		`<missed xmlns="urn:golden" why="4711"><number>1</number></missed>`:                             "detail/missed/@why: unknown attribute",
		`<missed xmlns="urn:golden"/><other xmlns="urn:golden">is looked at in no declared one</other>`: "detail/missed/number: missing",
	} {
		srv := soaptest.NewServer(t)
		srv.Raw(&drifting.OpFind, 500, "text/xml", `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>4711</faultstring><detail>`+
			detail+`</detail></s:Fault></s:Body></s:Envelope>`)
		events, opts := watched()
		c, err := drifting.NewClient(srv.URL, opts...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = c.Find(t.Context(), &drifting.Find{Number: 1}); err == nil {
			t.Error("no fault")
		}
		events.expect(t, "find "+drifting.SpecHash+" /Envelope/Body/Fault/", want)
	}
}

// TestDriftOverJSON does the same with JSON bodies, where names have no order and values no type of their own.
func TestDriftOverJSON(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		want   string
		kept   string // in the reply when it is written again
	}{
		{"none", 200, `{"id":"7","name":"Nut","kind":1}`, "", ""},
		{"unknown member", 200, `{"id":"7","name":"Nut","kind":1,"shelf":{"row":4711}}`, "/shelf: unknown element", `"shelf":{"row":4711}`},
		{"missing", 200, `{"id":"7","kind":1}`, "/name: missing", ""},
		{"unknown enumeration value", 200, `{"name":"Nut","kind":4711}`, "/kind: unknown enumeration value", `"kind":4711`},
		{"facet", 200, `{"name":"Nut 4711 4711","kind":1}`, "/name: facet violated", `"name":"Nut 4711 4711"`},
		{"undeclared fault", 500, `{"why":"4711"}`, "/Fault/Code: missing, /Fault/why: unknown element", ""},
		{"unreadable fault", 500, `["4711"]`, "/Fault: unreadable fault detail", ""},
		{"fault", 500, `{"Code":"4711"}`, "", ""},
		{"page", 500, `<html>4711</html>`, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			events, _ := watched()
			reply, err := driftingStock(t, events, test.status, test.body).Store(t.Context(), &stock.Item{Name: "Nut", Kind: 1})
			if (err == nil) != (test.status == 200) {
				t.Fatal(err)
			}
			events.expect(t, "store "+stock.SpecHash+" ", test.want)
			if reply == nil {
				return
			}
			r, err := driftingStock(t, events, 200, "").BuildStore(t.Context(), reply, rest.Validate(0))
			if err != nil {
				t.Fatal(err)
			}
			if got := wiretest.Body(t, r); !strings.Contains(string(got), test.kept) {
				t.Errorf("written again: %s, want %s in it", got, test.kept)
			}
		})
	}
}

// driftingStock is a client of the stock that gets one answer.
func driftingStock(t *testing.T, e *events, status int, body string) *stock.Client {
	t.Helper()
	doer := doerFunc(func(r *http.Request) (*http.Response, error) {
		resp := &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}
		if strings.HasPrefix(body, "<") {
			resp.Header.Set("Content-Type", "text/html")
		}
		if strings.HasSuffix(r.URL.Path, "sign-in") {
			resp.StatusCode, resp.Body = 200, io.NopCloser(strings.NewReader(`{"access":"A","until":"4700000000","renewal":"R"}`))
		}
		return resp, nil
	})
	credentials := stock.Credentials{Contract: "12", Scope: stock.House{Number: "H7", Key: "k3y"}}
	c, err := stock.NewClient("https://golden.invalid", credentials, rest.WithHTTPClient(doer), rest.OnDrift(e.on), rest.LogDrift(e.logger(), 0), rest.WithLogger(e.logger()), rest.ReportFacets())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

type doerFunc func(*http.Request) (*http.Response, error)

func (f doerFunc) Do(r *http.Request) (*http.Response, error) { return f(r) }

// Events is the drift that a client reports, and all that it logs.
type events struct {
	got []string
	log bytes.Buffer
}

func (e *events) on(_ context.Context, d soap.Drift) {
	e.got = append(e.got, fmt.Sprint(d.Operation, " ", d.SpecHash, " ", d.Path, ": ", d.Kind))
}

// logger leaves out parts of seconds, which can have the digits of any value.
func (e *events) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(&e.log, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		switch a.Value.Kind() {
		case slog.KindTime:
			a.Value = slog.TimeValue(a.Value.Time().Truncate(time.Second))
		case slog.KindDuration:
			a.Value = slog.DurationValue(a.Value.Duration().Truncate(time.Second))
		}
		return a
	}}))
}

// watched returns events and the options that fill them.
func watched() (*events, []soap.Option) {
	e := new(events)
	return e, []soap.Option{soap.OnDrift(e.on), soap.LogDrift(e.logger(), 0), soap.WithLogger(e.logger())}
}

// expect compares the events, in any order, with those that a text lists between commas, and looks for values.
func (e *events) expect(t *testing.T, prefix, list string) {
	t.Helper()
	var want []string
	if list != "" {
		for x := range strings.SplitSeq(list, ", ") {
			want = append(want, prefix+x)
		}
	}
	slices.Sort(e.got)
	if !slices.Equal(e.got, want) {
		t.Errorf("events %q, want %q", e.got, want)
	}
	logged := 0
	for line := range strings.Lines(e.log.String()) {
		var x struct{ Msg string }
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Error(err)
		}
		if x.Msg == "contract drift" {
			logged++
		}
	}
	if logged != len(want) {
		t.Errorf("logged\n%s\nwant %d lines of drift", e.log.String(), len(want))
	}
	if shown := fmt.Sprint(e.got, e.log.String()); strings.Contains(shown, canary) {
		t.Errorf("a value is shown: %s", shown)
	}
}
