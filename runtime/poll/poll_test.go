package poll_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/poll"
	"example.com/wsgen/runtime/transport"
)

// A reply is what a made-up service answers.
type reply struct{ status, done, outcome, url string }

var rule = poll.Rule[reply]{
	Operation:   "getStatus",
	Found:       poll.When(func(r reply) string { return r.status }, "found"),
	Done:        poll.When(func(r reply) string { return r.done }, "yes", "sim"),
	Empty:       poll.When(func(r reply) string { return r.outcome }, "nothing"),
	Outcome:     func(r reply) string { return r.outcome },
	URL:         func(r reply) string { return r.url },
	Interval:    4 * time.Second,
	MaxInterval: 10 * time.Second,
	Valid:       time.Hour,
}

// A clock is one that only waiting moves.
type clock struct {
	now   time.Time
	waits []time.Duration
	end   context.CancelFunc // called in the second wait; nil for none
}

func (c *clock) option() poll.Option {
	return poll.WithClock(func() time.Time { return c.now }, func(ctx context.Context, d time.Duration) error {
		c.now = c.now.Add(d)
		if c.waits = append(c.waits, d); len(c.waits) == 2 && c.end != nil {
			c.end()
		}
		return ctx.Err()
	})
}

func id() string { return "job1" }

// answers asks a service that gives these replies, the last one for ever.
func answers(list ...reply) func(context.Context) (reply, error) {
	return func(context.Context) (reply, error) {
		r := list[0]
		if len(list) > 1 {
			list = list[1:]
		}
		return r, nil
	}
}

func TestStates(t *testing.T) {
	ok := poll.When(func(r reply) string { return r.outcome }, "imported")
	tests := []struct {
		name  string
		rule  func(*poll.Rule[reply])
		reply reply
		want  poll.State
		err   string
	}{
		{name: "a file", reply: reply{"found", "yes", "fine", "https://files.invalid/x"}, want: poll.Ready},
		{name: "other case and white space", reply: reply{" FOUND ", "Sim\n", "fine", " https://files.invalid/x "}, want: poll.Ready},
		{name: "no data", reply: reply{"found", "yes", "nothing", ""}, want: poll.NoData},
		{name: "no data, though with an address", reply: reply{"found", "yes", "nothing", "https://files.invalid/x"}, want: poll.NoData},
		{name: "no file", reply: reply{"found", "yes", "disk full", ""}, want: poll.Failed, err: `getStatus: job "job1" failed: "disk full"`},
		{name: "no files at all", rule: func(r *poll.Rule[reply]) { r.URL = nil }, reply: reply{"found", "yes", "fine", ""}, want: poll.Ready},
		{name: "stated success", rule: func(r *poll.Rule[reply]) { r.URL, r.OK = nil, ok }, reply: reply{"found", "yes", "imported", ""}, want: poll.Ready},
		{name: "no success", rule: func(r *poll.Rule[reply]) { r.URL, r.OK = nil, ok }, reply: reply{"found", "yes", "rejected", ""}, want: poll.Failed, err: `getStatus: job "job1" failed: "rejected"`},
		{name: "no condition for being known", rule: func(r *poll.Rule[reply]) { r.Found = nil }, reply: reply{"", "yes", "nothing", ""}, want: poll.NoData},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rule
			if tt.rule != nil {
				tt.rule(&r)
			}
			job, err := poll.Await(t.Context(), &r, id, answers(tt.reply), nil)
			if err != nil {
				t.Fatal(err)
			}
			if job.State != tt.want || job.Outcome != tt.reply.outcome || job.Reply != tt.reply || job.ID != "job1" {
				t.Errorf("got %v %q %v of %s, want %v", job.State, job.Outcome, job.Reply, job.ID, tt.want)
			}
			got := ""
			if err := job.Err(); err != nil {
				got = err.Error()
			}
			if got != tt.err {
				t.Errorf("got error %q, want %q", got, tt.err)
			}
			if want := strings.TrimSpace(tt.reply.url); tt.want == poll.Ready && string(job.URL) != want || tt.want != poll.Ready && job.URL != "" {
				t.Errorf("the address is %q, want %q", string(job.URL), want)
			}
			var none *poll.NoFileError
			if tt.want == poll.Ready && r.URL != nil {
				return
			}
			if _, err := job.Download(t.Context()); !errors.As(err, &none) || none.State != tt.want {
				t.Errorf("a download gives %v, want a *poll.NoFileError", err)
			}
		})
	}
}

func TestIntervalGrowsByHalf(t *testing.T) {
	c := &clock{}
	pending := reply{"found", "no", "", ""}
	_, err := poll.Await(t.Context(), &rule, id, answers(pending, pending, pending, pending, pending, reply{"found", "yes", "nothing", ""}), []poll.Option{c.option()})
	if err != nil {
		t.Fatal(err)
	}
	want := []time.Duration{4 * time.Second, 6 * time.Second, 9 * time.Second, 10 * time.Second, 10 * time.Second}
	if diff := cmp.Diff(want, c.waits); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c = &clock{}
	if _, err := poll.Await(t.Context(), &rule, id, answers(pending, pending, reply{"found", "yes", "nothing", ""}), []poll.Option{c.option(), poll.WithInterval(time.Second, time.Second)}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]time.Duration{time.Second, time.Second}, c.waits); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnknownJob(t *testing.T) {
	gone := reply{"no such job", "", "", ""}
	_, err := poll.Await(t.Context(), &rule, id, answers(gone), nil)
	var unknown *poll.UnknownJobError
	if !errors.As(err, &unknown) || unknown.Text != "no such job" || unknown.Job != "job1" || unknown.Reply != any(gone) {
		t.Fatalf("got %#v", err)
	}
	if want := `getStatus: job "job1" is not known: "no such job"`; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
}

func TestWaitThatEnds(t *testing.T) {
	pending := reply{"found", "no", "", ""}
	ctx, end := context.WithCancel(t.Context())
	defer end()
	c := &clock{end: end}
	_, err := poll.Await(ctx, &rule, id, answers(pending), []poll.Option{c.option()})
	var p *poll.PendingError
	if !errors.As(err, &p) || !errors.Is(err, context.Canceled) || p.Reply != any(pending) || p.Job != "job1" {
		t.Errorf("in a wait: got %#v", err)
	}
	_, err = poll.Await(ctx, &rule, id, func(ctx context.Context) (reply, error) {
		return reply{}, &transport.TransportError{Operation: "getStatus", Err: ctx.Err()}
	}, nil)
	if !errors.As(err, &p) || !errors.Is(err, context.Canceled) || p.Reply != nil {
		t.Errorf("in a call: got %#v", err)
	}
}

func TestCallThatFails(t *testing.T) {
	broken := errors.New("broken")
	_, err := poll.Await(t.Context(), &rule, id, func(context.Context) (reply, error) { return reply{}, broken }, nil)
	if err != broken {
		t.Errorf("got %v", err)
	}
}

func TestOptions(t *testing.T) {
	for name, o := range map[string]poll.Option{
		"no interval": poll.WithInterval(0, time.Second), "a shorter longest one": poll.WithInterval(2*time.Second, time.Second),
		"no clock": poll.WithClock(nil, nil), "no client": poll.WithHTTPClient(nil), "no size": poll.WithMaxBytes(0),
	} {
		var config *transport.ConfigError
		if _, err := poll.Await(t.Context(), &rule, id, answers(reply{}), []poll.Option{o}); !errors.As(err, &config) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAddressIsNotPrinted(t *testing.T) {
	job, err := poll.Await(t.Context(), &rule, id, answers(reply{"found", "yes", "fine", "https://files.invalid/secret-path"}), nil)
	if err != nil {
		t.Fatal(err)
	}
	job.Reply = reply{} // whose printing is the generated type's concern
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if text := fmt.Sprintf(verb, job); strings.Contains(text, "secret-path") {
			t.Errorf("%s: %s", verb, text)
		}
	}
}
