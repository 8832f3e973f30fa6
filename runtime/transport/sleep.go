package transport

import (
	"context"
	"errors"
	"time"
)

// WithSleep replaces the clock's other half: how calls wait. The function must return the context's error when that
// ends first.
func WithSleep(sleep func(ctx context.Context, d time.Duration) error) Option {
	return func(c *Client) error {
		if sleep == nil {
			return errors.New("WithSleep(nil)")
		}
		c.Sleep = sleep
		return nil
	}
}

// sleep waits for d or for the context's end.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// MaybeArrived reports whether the request of a call that ended in err may have reached the server. It may unless the error
// says that nothing was sent.
func MaybeArrived(err error) bool {
	var transport *TransportError
	if errors.As(err, &transport) {
		return transport.MaybeArrived
	}
	var (
		config   *ConfigError
		insecure *InsecureError
		request  *RequestError
	)
	return !(errors.As(err, &config) || errors.As(err, &insecure) || errors.As(err, &request))
}
