package golden_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	reports "example.com/wsgen/golden/polling/want/go/reports"
	"example.com/wsgen/runtime/poll"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A script answers each request with the next reply.
type script []string

func (s *script) Do(r *http.Request) (*http.Response, error) {
	body := (*s)[0]
	*s = (*s)[1:]
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// A clock counts waits, which take no time.
type clock struct {
	waits  int
	waited float64
}

func (c *clock) option() poll.Option {
	return poll.WithClock(time.Now, func(_ context.Context, d time.Duration) error {
		c.waits++
		c.waited += d.Seconds()
		return nil
	})
}

func told(element, fields string) string {
	return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><` + element + ` xmlns="urn:golden:reports">` + fields + `</` + element + `></e:Body></e:Envelope>`
}

func reportsClient(t *testing.T, replies ...string) *reports.Client {
	t.Helper()
	s := script(replies)
	c, err := reports.NewClient(reports.EndpointProduction, soap.WithHTTPClient(&s))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAwaitReport(t *testing.T) {
	report := func(fields string) string { return told("reportStatusResponse", "<known>true</known>"+fields) }
	const done = "<progress><state>finished</state><text>done</text></progress>"
	tests := map[string]struct {
		last string
		want poll.State
	}{
		"a file":  {report(done + "<rows>3</rows><file>https://files.invalid/1</file>"), poll.Ready},
		"no rows": {report(done + "<rows>0</rows>"), poll.NoData},
		"no file": {report(done + "<rows>3</rows>"), poll.Failed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var c clock
			client := reportsClient(t, report(""), report("<progress><state>waiting</state><text>1 %</text></progress>"), tt.last)
			job, err := client.AwaitReportStatus(t.Context(), &reports.ReportStatus{Number: 12, Details: xsd.Some(true)}, c.option())
			if err != nil {
				t.Fatal(err)
			}
			if job.State != tt.want || job.ID != "12" || job.Outcome != "done" || job.Reply.Progress == nil {
				t.Errorf("got %v of %s: %q", job.State, job.ID, job.Outcome)
			}
			if c != (clock{waits: 2, waited: 5}) {
				t.Errorf("waited %d times, %v seconds in all", c.waits, c.waited)
			}
		})
	}
	_, err := reportsClient(t, told("reportStatusResponse", "<known>false</known>")).AwaitReportStatus(t.Context(), &reports.ReportStatus{Number: 12})
	var unknown *poll.UnknownJobError
	if !errors.As(err, &unknown) || unknown.Job != "12" {
		t.Errorf("an unknown report gives %v", err)
	}
	var refused *soap.RequestError
	if _, err := reportsClient(t).AwaitReportStatus(t.Context(), nil); !errors.As(err, &refused) {
		t.Errorf("no request gives %v", err)
	}
}

func TestAwaitImport(t *testing.T) {
	for result, want := range map[string]poll.State{"imported": poll.Ready, "line 3 is wrong": poll.Failed} {
		client := reportsClient(t, told("importStatusResponse", "<done>Y</done><result>"+result+"</result>"))
		job, err := client.AwaitImported(t.Context(), &reports.ImportStatus{Ticket: reports.ImportStatusTicket{Code: "T7"}})
		if err != nil {
			t.Fatal(err)
		}
		if job.State != want || job.ID != "T7" {
			t.Errorf("%s: got %v of %s", result, job.State, job.ID)
		}
	}
}
