package transport_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// A clock is one that a test sets, and goroutines may read.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// newLog returns a DriftLog and what it has written since the last look: a line "operation path kind spec count" each, with
// "since" behind one about repetitions.
func newLog(every time.Duration, c *clock) (*transport.DriftLog, func() []string) {
	var buf bytes.Buffer
	l := transport.NewDriftLog(slog.New(slog.NewJSONHandler(&buf, nil)), every, c.now)
	return l, func() (lines []string) {
		for line := range strings.Lines(buf.String()) {
			var x struct {
				Level, Msg, Operation, Path, Kind, Spec, Since string
				Count                                          int
			}
			if err := json.Unmarshal([]byte(line), &x); err != nil || x.Msg != transport.DriftMessage || x.Level != "WARN" {
				x.Operation = fmt.Sprintf("%v: %s", err, line)
			}
			text := fmt.Sprint(x.Operation, " ", x.Path, " ", x.Kind, " ", x.Spec, " ", x.Count)
			if x.Since != "" {
				text += " since " + x.Since
			}
			lines = append(lines, text)
		}
		buf.Reset()
		return lines
	}
}

func start() *clock { return &clock{t: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)} }

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("logged\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The first drift of a kind at a path is logged at once; repetitions are counted, also of other items of a list, and come
// once an interval, with the next drift of any kind.
func TestDriftLogOnce(t *testing.T) {
	c := start()
	l, lines := newLog(time.Minute, c)
	drift := func(path string, k xmltext.Kind) {
		l.Report(t.Context(), transport.Drift{Operation: "get", Path: path, Kind: k, SpecHash: "h"})
	}
	drift("/a/item[1]/x", xmltext.UnknownElement)
	drift("/a/item[2]/x", xmltext.UnknownElement)
	drift("/a/item[2]/x", xmltext.Missing)
	expect(t, lines(), "get /a/item/x unknown element h 1", "get /a/item/x missing h 1")
	c.pass(59 * time.Second)
	drift("/a/item[7]/x", xmltext.UnknownElement)
	expect(t, lines())
	c.pass(time.Second)
	drift("/b", xmltext.Missing)
	expect(t, lines(), "get /b missing h 1", "get /a/item/x unknown element h 2 since 2026-01-02T03:04:05Z")
	c.pass(time.Hour)
	drift("/a/item[1]/x", xmltext.UnknownElement)
	expect(t, lines(), "get /a/item/x unknown element h 1 since 2026-01-02T03:05:05Z")
	drift("/a/item[1]/x", xmltext.UnknownElement)
	l.Flush(t.Context())
	l.Flush(t.Context())
	expect(t, lines(), "get /a/item/x unknown element h 1 since 2026-01-02T04:05:05Z")
}

// Drifts are the same when all that identifies them is.
func TestDriftLogTellsApart(t *testing.T) {
	l, lines := newLog(0, start())
	d := transport.Drift{Operation: "get", Path: "/a", Kind: xmltext.Missing, SpecHash: "h"}
	for _, change := range []func(*transport.Drift){
		func(*transport.Drift) {},
		func(d *transport.Drift) { d.Operation = "put" },
		func(d *transport.Drift) { d.Path = "/b" },
		func(d *transport.Drift) { d.Kind = xmltext.Repeated },
		func(d *transport.Drift) { d.SpecHash = "i" },
	} {
		x := d
		change(&x)
		l.Report(t.Context(), x)
	}
	expect(t, lines(), "get /a missing h 1", "put /a missing h 1", "get /b missing h 1", "get /a repeated h 1", "get /a missing i 1")
}

// A provider that makes up names fills neither memory nor the log: beyond a bound they are counted together.
func TestDriftLogIsBounded(t *testing.T) {
	c := start()
	l, lines := newLog(time.Minute, c)
	flood := func(n int) {
		for i := range n {
			l.Report(t.Context(), transport.Drift{Operation: "get", Path: fmt.Sprintf("/x%d-%d", c.now().Unix(), i), Kind: xmltext.UnknownElement})
		}
	}
	flood(5000)
	got := lines()
	if len(got) != 1001 || got[1000] != "  others  1" {
		t.Fatalf("%d lines, the last %q", len(got), got[len(got)-1])
	}
	c.pass(time.Minute)
	flood(5000)
	expect(t, lines(), "  others  4000 since 2026-01-02T03:04:05Z")
	l.Report(t.Context(), transport.Drift{Operation: "get", Path: fmt.Sprintf("/x%d-0", start().now().Unix()), Kind: xmltext.UnknownElement})
	l.Flush(t.Context())
	expect(t, lines(), "get /x1767323045-0 unknown element  1 since 2026-01-02T03:04:05Z", "  others  4999 since 2026-01-02T03:05:05Z")
}

// Names are the provider's: what could end a line, turn its direction or pass for something else is escaped, and a long
// path shortened.
func TestDriftLogPaths(t *testing.T) {
	long := "/" + strings.Repeat("ü", 4000) + "/end"
	for path, want := range map[string]string{
		"/plain/ação/@id":      "/plain/ação/@id",
		"/a[12]/b[3]/c":        "/a/b/c",
		"/a\n{\"msg\":\"x\"}":  `/a\n{\"msg\":\"x\"}`,
		"/\u202etfel\u200b":    `/\u202etfel\u200b`,
		"/\x1b[31mred\x00\xff": `/\x1b[31mred\x00\xff`,
		`/a\nb`:                `/a\\nb`,
	} {
		l, lines := newLog(0, start())
		l.Report(t.Context(), transport.Drift{Operation: "get", Path: path, Kind: xmltext.Missing})
		expect(t, lines(), "get "+want+" missing  1")
	}
	l, lines := newLog(0, start())
	l.Report(t.Context(), transport.Drift{Path: long, Kind: xmltext.Missing})
	if got := lines()[0]; len(got) > 600 || !strings.HasPrefix(got, " /üüü") || !strings.Contains(got, "…") || !strings.Contains(got, "/end missing") {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}

// The items of one element are one path also where a long path is cut next to their numbers, or would be within them.
func TestDriftLogLongPathsOfItems(t *testing.T) {
	for front := range 12 {
		l, lines := newLog(0, start())
		for i := range 1200 {
			path := fmt.Sprintf("/%s[%d]/%s", strings.Repeat("a", 250+front), i, strings.Repeat("b", 300))
			l.Report(t.Context(), transport.Drift{Operation: "get", Path: path, Kind: xmltext.Missing})
		}
		if got := lines(); len(got) != 1 {
			t.Errorf("%d bytes in front of the numbers: %d lines", 251+front, len(got))
		}
	}
}

// A long path is cut between characters, and one that is no text is bounded all the same.
func TestDriftLogCutsBetweenCharacters(t *testing.T) {
	for front := range 4 {
		l, lines := newLog(0, start())
		for _, long := range []string{"€", "\xa0"} {
			l.Report(t.Context(), transport.Drift{Path: strings.Repeat("/", front) + strings.Repeat(long, 1000), Kind: xmltext.Missing})
		}
		got := lines()
		if len(got) != 2 || strings.Contains(got[0], `\x`) || len(got[0]) > 600 || len(got[1]) > 4*600 {
			t.Errorf("%q", got)
		}
	}
}

// Lines that are due together have an order.
func TestDriftLogIsSorted(t *testing.T) {
	l, lines := newLog(0, start())
	var want []string
	for i := range 2 {
		for p := range 50 {
			l.Report(t.Context(), transport.Drift{Operation: "get", Path: fmt.Sprintf("/%02d", p), Kind: xmltext.Missing})
			if i == 0 {
				want = append(want, fmt.Sprintf("get /%02d missing  1 since 2026-01-02T03:04:05Z", p))
			}
		}
	}
	lines()
	l.Flush(t.Context())
	expect(t, lines(), want...)
}

// Many clients share a log: nothing is lost, and nothing logged twice.
func TestDriftLogConcurrently(t *testing.T) {
	c := start()
	l, lines := newLog(time.Second, c)
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 500 {
				l.Report(context.Background(), transport.Drift{Operation: "get", Path: fmt.Sprint("/p", i%5), Kind: xmltext.Missing})
				if i%100 == 0 && g == 0 {
					c.pass(time.Second)
				}
			}
		})
	}
	wg.Wait()
	l.Flush(t.Context())
	first, total := 0, 0
	for _, line := range lines() {
		var path string
		var n int
		if _, err := fmt.Sscanf(line, "get %s missing %d", &path, &n); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if !strings.Contains(line, "since") {
			first++
		}
		total += n
	}
	if first != 5 || total != 4000 {
		t.Errorf("%d first lines of 5, %d drifts of 4000", first, total)
	}
}
