package rest

import (
	"errors"
	"fmt"
	"log/slog"
	"time"

	"example.com/wsgen/runtime/transport"
)

// A Doer sends HTTP requests; [http.Client] is one. Redirects must not be followed: an
// *http.Client is copied and told so.
type Doer = transport.Doer

// A Drift is a difference between a reply and its contract that decoding tolerated. It holds no
// values.
type Drift = transport.Drift

// A DriftLog writes drift to a log, each once, and counts repetitions. Its method Report is a function for [OnDrift].
type DriftLog = transport.DriftLog

// NewDriftLog returns a DriftLog that writes to l. Repetitions are logged once in every, ten minutes if that is zero or
// less. Now is the clock, [time.Now] if nil.
func NewDriftLog(l *slog.Logger, every time.Duration, now func() time.Time) *DriftLog {
	return transport.NewDriftLog(l, every, now)
}

// A Client calls the operations of one service at one endpoint. It is safe for concurrent use.
type Client struct {
	base       transport.Client
	service    *Service
	middleware []Middleware
	login      *Login // nil for none
	request    LoginRequest
	tokens     tokens
}

// NewClient returns a client for the service at endpoint. Unless [WithHTTPClient] says otherwise, it sends through
// a clone of [http.DefaultTransport] of its own, over at most 64 connections at a time.
func NewClient(s *Service, endpoint string, opts ...Option) (*Client, error) {
	c := &Client{service: s, tokens: newTokens()}
	c.base.Default(transport.Service{
		Protocol: "rest", Name: s.Name, Message: "JSON",
		TLSRequired: s.TLSRequired, Secured: s.Security != nil, SpecHash: s.SpecHash,
	})
	for _, o := range opts {
		if err := o.applyClient(c); err != nil {
			return nil, c.base.Misconfigured("", err.Error())
		}
	}
	if err := c.base.Complete(endpoint); err != nil {
		return nil, err
	}
	return c, nil
}

// WithLogin has requests carry the token that a login gives. Check tells whether what the caller knows can be used; request
// makes the login's request of it. It is for generated code.
func WithLogin(l *Login, check func() error, request LoginRequest) Option {
	return clientOption(func(c *Client) error {
		if l == nil || request == nil {
			return errors.New("WithLogin(nil)")
		}
		c.login, c.request = l, request
		return check()
	})
}

// CloseIdleConnections closes connections that are kept for later calls.
func (c *Client) CloseIdleConnections() { c.base.CloseIdleConnections() }

// String returns the service's name and the endpoint.
func (c *Client) String() string { return c.base.String() }

// Format prints what String returns under every verb: fields may lead to credentials.
func (c *Client) Format(f fmt.State, verb rune) { c.base.Format(f, verb) }

// LogValue returns what String returns.
func (c *Client) LogValue() slog.Value { return c.base.LogValue() }
