package transport

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"example.com/wsgen/runtime/xmltext"
)

// An Option configures a [Client]. Options are functions, so that fmt finds nothing in them.
type Option func(*Client) error

// A CallOption configures one call.
type CallOption func(*Call) error

// WithHTTPClient sends requests through d instead of a client of the package's own.
func WithHTTPClient(d Doer) Option {
	return func(c *Client) error {
		if hc, ok := d.(*http.Client); d == nil || ok && hc == nil {
			return errors.New("WithHTTPClient(nil)")
		}
		c.Doer = d
		return nil
	}
}

// WithCredentials supplies the credentials that the service's security scheme sends.
func WithCredentials(creds Credentials) Option {
	return func(c *Client) error { c.Creds = creds; return nil }
}

// WithUserAgent replaces the default User-Agent, which names the service and the program's version.
func WithUserAgent(name string) Option {
	return func(c *Client) error {
		if strings.TrimSpace(name) == "" || !isField("User-Agent", name) {
			return errors.New("WithUserAgent: not a field value")
		}
		c.UserAgent = name
		return nil
	}
}

// WithTimeout replaces the limit of 60 seconds for calls whose context has no deadline. It covers
// the whole call. Zero or less means no limit.
func WithTimeout(d time.Duration) Option {
	return func(c *Client) error { c.Timeout = d; return nil }
}

// WithLimits bounds what a reply may ask of the decoder; Document is the size after decompression.
// Zero fields keep their defaults.
func WithLimits(l xmltext.Limits) Option {
	return func(c *Client) error { c.Limits = l; return nil }
}

// OnDrift reports content of replies that differs from the contract and was tolerated.
func OnDrift(fn func(context.Context, Drift)) Option {
	return func(c *Client) error { c.OnDrift = fn; return nil }
}

// LogDrift logs drift as a [DriftLog] does, besides what OnDrift does with it.
func LogDrift(l *slog.Logger, every time.Duration) Option {
	return func(c *Client) error {
		if l == nil {
			return errors.New("LogDrift(nil)")
		}
		c.Drifts = NewDriftLog(l, every, func() time.Time { return c.Now() })
		return nil
	}
}

// WithClock replaces the clock.
func WithClock(now func() time.Time) Option {
	return func(c *Client) error {
		if now == nil {
			return errors.New("WithClock(nil)")
		}
		c.Now = now
		return nil
	}
}

// AllowInsecureLoopback lets a service that requires TLS be called over plain HTTP at localhost and
// loopback addresses, for tests.
func AllowInsecureLoopback() Option {
	return func(c *Client) error { c.Loopback = true; return nil }
}

// WithLogger logs each attempt and each drift at debug level: names, status, duration and the kind of error, no content. What
// a service said in a refusal or a fault is content: the error has it.
func WithLogger(l *slog.Logger) Option {
	return func(c *Client) error { c.Log = l; return nil }
}

// CallTimeout bounds one call, besides the deadline of its context.
func CallTimeout(d time.Duration) CallOption {
	return func(k *Call) error { k.Timeout = d; return nil }
}

// CallEndpoint sends one call to another address. The client's rules for endpoints hold.
func CallEndpoint(endpoint string) CallOption {
	return func(k *Call) error { k.Endpoint = endpoint; return nil }
}
