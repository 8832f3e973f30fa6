package poll

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/wsgen/runtime/transport"
)

// maxBytes is the size up to which a file is read, unless WithMaxBytes says otherwise.
const maxBytes = 1 << 30

// An Option configures how a job is awaited and how its file is downloaded.
type Option func(*settings) error

type settings struct {
	operation     string
	interval, max time.Duration
	now           func() time.Time
	wait          func(context.Context, time.Duration) error
	client        *http.Client
	size          int64
	loopback      bool
}

func newSettings(operation string, interval, limit time.Duration, opts []Option) (*settings, error) {
	s := &settings{operation: operation, interval: interval, max: limit, now: time.Now, wait: sleep, client: standard, size: maxBytes}
	for _, o := range opts {
		if err := o(s); err != nil {
			return nil, &transport.ConfigError{Operation: operation, Reason: err.Error()}
		}
	}
	return s, nil
}

// WithInterval replaces the times that the contract states: that between the first two questions, and the longest one.
func WithInterval(first, longest time.Duration) Option {
	return func(s *settings) error {
		if first <= 0 || longest < first {
			return errors.New("WithInterval: the first time must be positive and the longest no shorter")
		}
		s.interval, s.max = first, longest
		return nil
	}
}

// WithClock replaces the clock, and what waits for it: wait returns the context's error when that ends first.
func WithClock(now func() time.Time, wait func(ctx context.Context, d time.Duration) error) Option {
	return func(s *settings) error {
		if now == nil || wait == nil {
			return errors.New("WithClock(nil)")
		}
		s.now, s.wait = now, wait
		return nil
	}
}

// WithHTTPClient downloads through the Transport of c, with its Timeout: for an own CA or a proxy. Its cookies and its
// rule for redirects are not used.
func WithHTTPClient(c *http.Client) Option {
	return func(s *settings) error {
		if c == nil {
			return errors.New("WithHTTPClient(nil)")
		}
		s.client = c
		return nil
	}
}

// WithMaxBytes replaces the size of 1 GiB up to which a file is read, after decompression.
func WithMaxBytes(n int64) Option {
	return func(s *settings) error {
		if n <= 0 {
			return errors.New("WithMaxBytes: not a size")
		}
		s.size = n
		return nil
	}
}

// AllowInsecureLoopback lets a file be downloaded over plain HTTP from localhost and loopback addresses, for tests.
func AllowInsecureLoopback() Option {
	return func(s *settings) error { s.loopback = true; return nil }
}

// sleep waits for d or the end of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}
