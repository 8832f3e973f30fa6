package golden_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/drift"
	proposed "example.com/wsgen/golden/drift-proposed/want/go/orders"
	drifting "example.com/wsgen/golden/validate-drift/want/go/orders"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/soaptest"
)

// TestDriftProposal goes all the way: replies that differ, the log of a client, the proposal that wsgen drift makes of it, which is
// the spec of the case drift-proposed as it stands there, and a client generated from that. The same replies are no drift to
// it, but for what no overlay can say.
func TestDriftProposal(t *testing.T) {
	const spec = "drift-proposed/spec.yaml"
	want, err := os.ReadFile(spec)
	if err != nil {
		t.Fatal(err)
	}
	if got := proposal(t, driftLog(t)); got != string(want) {
		t.Errorf("proposed\n%s\nwhere %s is\n%s", got, spec, want)
	}
	for _, test := range driftReplies {
		srv := soaptest.NewServer(t)
		srv.Raw(&proposed.OpFind, 200, "text/xml", driftEnvelope(test.attrs, test.content))
		var events events
		c, err := proposed.NewClient(srv.URL, soap.OnDrift(events.on))
		if err != nil {
			t.Fatal(err)
		}
		reply, err := c.Find(t.Context(), &proposed.Find{Number: 1})
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		wiretest.SameReply(t, []byte(driftEnvelope(test.attrs, test.content)), &proposed.OpFind, reply)
		for _, kind := range []drift.Kind{drift.UnknownElement, drift.UnknownAttribute, drift.Missing} {
			if got := strings.Join(events.got, "\n"); strings.Contains(got, string(kind)) && !strings.Contains(got, "/number/@unit") {
				t.Errorf("%s: still drift: %s", test.name, got)
			}
		}
	}
}

// driftLog is what a client logs of the replies.
func driftLog(t *testing.T) *bytes.Buffer {
	t.Helper()
	var e events
	now := func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
	log := soap.NewDriftLog(e.logger(), 0, now)
	for range 2 {
		for _, test := range driftReplies {
			srv := soaptest.NewServer(t)
			srv.Raw(&drifting.OpFind, 200, "text/xml", driftEnvelope(test.attrs, test.content))
			c, err := drifting.NewClient(srv.URL, soap.OnDrift(log.Report), soap.ReportFacets())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.Find(t.Context(), &drifting.Find{Number: 1}); err != nil {
				t.Fatal(err)
			}
		}
	}
	log.Flush(t.Context())
	return &e.log
}

// proposal is what wsgen drift prints for a log, its times aside, which are those of the lines.
func proposal(t *testing.T, text *bytes.Buffer) string {
	t.Helper()
	var log drift.Log
	if err := log.Read(strings.NewReader("a line of something else\n" + timeless(text.String()))); err != nil || log.Other != 1 {
		t.Fatalf("%d other lines, error %v", log.Other, err)
	}
	found, list := gen.PlaceContracts(gen.Config{Dir: "validate-drift", Inputs: []string{"in.wsdl"}, Out: "validate-drift/want/go"})
	if len(list) > 0 || len(found) != 1 || found[0].Document != "in.wsdl" {
		t.Fatalf("%v %v", found, list)
	}
	if found[0].Hash != drifting.SpecHash {
		t.Errorf("hash %s, the package says %s", found[0].Hash, drifting.SpecHash)
	}
	var b bytes.Buffer
	if err := drift.Propose(&b, &log, []drift.Contract{{API: found[0].API, Hash: found[0].Hash, File: "../validate-drift/in.wsdl"}}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// timeless gives the lines of a log one time.
func timeless(log string) string {
	var b strings.Builder
	for line := range strings.Lines(log) {
		_, rest, _ := strings.Cut(line, `,"level"`)
		fmt.Fprintf(&b, `{"time":"2026-01-02T03:05:05Z","level"%s`, rest)
	}
	return b.String()
}
