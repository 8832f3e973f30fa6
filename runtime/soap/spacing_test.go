package soap_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// spacing is the spacing of opWatch, whose key is the field codigoUg.
const spacing = 5 * time.Second

var opWatch = soap.Operation{
	Binding: &binding, Name: "obterToken", In: request(), Out: OpObterToken.Out, Status: OpObterToken.Status,
	Spacing: spacing,
	Key: &soap.Key{
		Get: func(in xmltext.Node) string { return in.(*ObterToken).CodigoUg },
		Set: func(in xmltext.Node, key string) xmltext.Node {
			x := *in.(*ObterToken)
			x.CodigoUg = key
			return &x
		},
	},
}

// A wire is a server without a network. It notes when requests come and when replies are read to their end.
type wire struct {
	mu       sync.Mutex
	sent     []time.Time
	received []time.Time
	latency  time.Duration
	err      error // instead of a reply
	panics   bool
}

func (w *wire) Do(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.sent = append(w.sent, time.Now())
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.received = append(w.received, time.Now())
		w.mu.Unlock()
	}()
	select {
	case <-time.After(w.latency):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	if w.panics {
		panic("the Doer broke")
	}
	if w.err != nil {
		return nil, w.err
	}
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"text/xml"}}, Body: io.NopCloser(strings.NewReader(replyOK))}, nil
}

// gaps are the times from each reply to the next request.
func (w *wire) gaps() (out []time.Duration) {
	for i := 1; i < len(w.sent); i++ {
		out = append(out, w.sent[i].Sub(w.received[i-1]))
	}
	return out
}

func watch(ctx context.Context, c *soap.Client, key string, opts ...soap.CallOption) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%v", v)
		}
	}()
	_, err = soap.Call(ctx, c, &opWatch, &ObterToken{CodigoUg: key}, new(ObterTokenResponse), opts)
	return err
}

func TestSpacing(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	tests := []struct {
		name string
		wire *wire
		wait time.Duration // between the calls
		want time.Duration // from the first reply to the second request
	}{
		{"from the reply, not the request", &wire{latency: 3 * time.Second}, 0, spacing},
		{"a slow reply", &wire{latency: time.Minute - time.Second}, 0, spacing},
		{"part of the time has passed", &wire{}, 2 * time.Second, spacing},
		{"more than the time has passed", &wire{}, time.Minute, time.Minute},
		{"after a lost reply", &wire{latency: time.Second, err: io.ErrUnexpectedEOF}, 0, spacing},
		{"after a panic", &wire{panics: true}, 0, spacing},
		{"nothing was sent", &wire{err: refused}, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newClient(t, &binding, "https://h/", soap.WithHTTPClient(tt.wire))
				first := watch(t.Context(), c, "1")
				if quiet := tt.wire.err == nil && !tt.wire.panics; quiet != (first == nil) {
					t.Fatal(first)
				}
				time.Sleep(tt.wait)
				watch(t.Context(), c, "1")
				if got := tt.wire.gaps(); !slices.Equal(got, []time.Duration{tt.want}) {
					t.Errorf("gap %v, want %v", got, tt.want)
				}
			})
		})
	}
}

// Other keys, other clients and operations without a spacing don't wait for each other.
func TestSpacingKeepsApartWhatIsOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{}
		c := newClient(t, &binding, "https://h/", soap.WithHTTPClient(w))
		other := newClient(t, &binding, "https://h/", soap.WithHTTPClient(w))
		start := time.Now()
		for _, err := range []error{watch(t.Context(), c, "1"), watch(t.Context(), c, "2"), watch(t.Context(), other, "1")} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if _, err := soap.Call(t.Context(), c, &OpObterToken, &ObterToken{CodigoUg: "1"}, new(ObterTokenResponse), nil); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("calls that have nothing to do with each other waited %v", took)
		}
	})
}

func TestSpacingOfManyCallers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{latency: time.Second}
		c := newClient(t, &binding, "https://h/", soap.WithHTTPClient(w), soap.WithTimeout(0))
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if err := watch(t.Context(), c, "1"); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for i, gap := range w.gaps() {
			if gap != spacing {
				t.Errorf("gap %d is %v, want %v", i, gap, spacing)
			}
		}
		if len(w.sent) != 20 {
			t.Errorf("%d requests, want 20", len(w.sent))
		}
	})
}

// A call whose context ends while it waits for its turn sends nothing, says so, and leaves the turn to others.
func TestSpacingEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{latency: time.Second}
		c := newClient(t, &binding, "https://h/", soap.WithHTTPClient(w))
		if err := watch(t.Context(), c, "1"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		err := watch(ctx, c, "1")
		var lost *soap.TransportError
		if !errors.As(err, &lost) || lost.MaybeArrived || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "5s have passed") {
			t.Errorf("got %v", err)
		}
		if err := watch(t.Context(), c, "1"); err != nil {
			t.Error(err)
		}
		if got := w.gaps(); !slices.Equal(got, []time.Duration{spacing}) {
			t.Errorf("gaps %v", got)
		}
	})
}

// The client's time limit covers the call, not the spacing before it.
func TestSpacingBesideTheTimeLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{latency: time.Second}
		c := newClient(t, &binding, "https://h/", soap.WithHTTPClient(w), soap.WithTimeout(2*time.Second))
		for range 3 {
			if err := watch(t.Context(), c, "1"); err != nil {
				t.Error(err)
			}
		}
	})
}

// Retries of a middleware wait too.
func TestSpacingOfRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{err: io.ErrUnexpectedEOF}
		again := func(next soap.Handler) soap.Handler {
			return func(ctx context.Context, x *soap.Exchange) error {
				if err := next(ctx, x); err == nil {
					return nil
				}
				return next(ctx, x)
			}
		}
		c := newClient(t, &binding, "https://h/", soap.WithHTTPClient(w), soap.WithMiddleware(again))
		watch(t.Context(), c, "1")
		if got := w.gaps(); !slices.Equal(got, []time.Duration{spacing}) {
			t.Errorf("gaps %v", got)
		}
	})
}

// The injected clock decides how long a call waits, and the injected sleep how.
func TestSpacingByAnInjectedClock(t *testing.T) {
	now := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	var slept []time.Duration
	c := newClient(t, &binding, "https://h/", soap.WithHTTPClient(&wire{}),
		soap.WithClock(func() time.Time { return now }),
		soap.WithSleep(func(_ context.Context, d time.Duration) error {
			slept = append(slept, d)
			now = now.Add(d)
			return nil
		}))
	for range 3 {
		if err := watch(t.Context(), c, "1"); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Second)
	}
	if want := []time.Duration{spacing - time.Second, spacing - time.Second}; !slices.Equal(slept, want) {
		t.Errorf("slept %v, want %v", slept, want)
	}
}
