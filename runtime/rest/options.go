package rest

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// An Option configures a [Client].
type Option interface{ applyClient(*Client) error }

// A CallOption configures one call.
type CallOption interface{ applyCall(*call) error }

// A SharedOption configures a client or one call.
type SharedOption interface {
	Option
	CallOption
}

// Options are functions, so that fmt finds nothing in them.
type (
	clientOption func(*Client) error
	callOption   func(*call) error
	strict       struct{}
	facets       struct{}
	validation   struct{ transport.Validation }
)

func (o clientOption) applyClient(c *Client) error { return o(c) }
func (o callOption) applyCall(k *call) error       { return o(k) }
func (strict) applyClient(c *Client) error         { c.base.Strict = true; return nil }
func (strict) applyCall(k *call) error             { k.strict = true; return nil }
func (facets) applyClient(c *Client) error         { c.base.Facets = true; return nil }
func (facets) applyCall(k *call) error             { k.Facets = true; return nil }

func (v validation) applyClient(c *Client) error { c.base.Validation = v.Validation; return nil }
func (v validation) applyCall(k *call) error     { k.Validation = v.Validation; return nil }

// common makes an option of one that clients of all protocols have.
func common(o transport.Option) Option {
	return clientOption(func(c *Client) error { return o(&c.base) })
}

// WithHTTPClient sends requests through d instead of a client of the package's own.
func WithHTTPClient(d Doer) Option { return common(transport.WithHTTPClient(d)) }

// WithCredentials supplies the credentials that the service's security scheme sends.
func WithCredentials(creds Credentials) Option { return common(transport.WithCredentials(creds)) }

// WithUserAgent replaces the default User-Agent, which names the service and the program's version.
func WithUserAgent(name string) Option { return common(transport.WithUserAgent(name)) }

// WithTimeout replaces the limit of 60 seconds for calls whose context has no deadline. It covers
// the whole call, with the login that it may need. Zero or less means no limit.
func WithTimeout(d time.Duration) Option { return common(transport.WithTimeout(d)) }

// WithMiddleware wraps every call; the first is outermost. See [Middleware].
func WithMiddleware(m ...Middleware) Option {
	return clientOption(func(c *Client) error { c.middleware = append(c.middleware, m...); return nil })
}

// WithLimits bounds what a reply may ask of the decoder; Document is the size after decompression.
// Zero fields keep their defaults.
func WithLimits(l xmltext.Limits) Option { return common(transport.WithLimits(l)) }

// OnDrift reports content of replies that differs from the contract and was tolerated.
func OnDrift(fn func(context.Context, Drift)) Option { return common(transport.OnDrift(fn)) }

// LogDrift logs drift to l: each the first time that it comes, its repetitions with their number once in every, or in ten
// minutes if that is zero. See [DriftLog], of which several clients can share one. [OnDrift] is told besides.
func LogDrift(l *slog.Logger, every time.Duration) Option {
	return common(transport.LogDrift(l, every))
}

// WithClock replaces the clock by which tokens are issued and expire.
func WithClock(now func() time.Time) Option { return common(transport.WithClock(now)) }

// AllowInsecureLoopback lets a service that requires TLS be called over plain HTTP at localhost and
// loopback addresses, for tests.
func AllowInsecureLoopback() Option { return common(transport.AllowInsecureLoopback()) }

// WithLogger logs each attempt and each drift at debug level: names, status, duration and the kind of error, no content. What
// a service said in a refusal or a fault is content: the error has it.
func WithLogger(l *slog.Logger) Option { return common(transport.WithLogger(l)) }

// ReportFacets reports values of replies that break a facet as drift of the kind [xmltext.Facet]; a call with [Validate] of
// replies refuses them instead. Types without a method Validate, which validate: true generates, are not checked.
func ReportFacets() SharedOption { return facets{} }

// Strict makes drift an error.
func Strict() SharedOption { return strict{} }

// Directions are those of the messages of a call.
type Directions = transport.Directions

// The directions, to be joined by |.
const (
	Requests = transport.Requests
	Replies  = transport.Replies
)

// Validate validates the messages of some directions, all rules at once, and none of the others: requests before they
// are sent, which are then a [*RequestError], replies after they are read, a [*DecodeError]; either holds an
// [*xsd.ValidationError]. Without it requests are validated where the contract asks for it. The types must have been
// generated with methods Validate.
func Validate(which Directions) SharedOption { return validation{transport.Validate(which)} }

// CallTimeout bounds one call, besides the deadline of its context.
func CallTimeout(d time.Duration) CallOption {
	return callOption(func(k *call) error { return transport.CallTimeout(d)(&k.Call) })
}

// CallEndpoint sends one call to another address. The client's rules for endpoints hold.
func CallEndpoint(endpoint string) CallOption {
	return callOption(func(k *call) error { return transport.CallEndpoint(endpoint)(&k.Call) })
}

// ReplyInto fills r with what came besides the message, also when the call ends in an error.
func ReplyInto(r *Reply) CallOption {
	return callOption(func(k *call) error { k.meta = r; return nil })
}

// A Reply is what came with a reply besides its message.
type Reply struct {
	StatusCode int
	Header     http.Header
	// Attempts counts the attempts: more than one after a token was refused, and where a middleware repeats.
	Attempts int
}

// String returns the status: fields may hold cookies and credentials.
func (r Reply) String() string { return fmt.Sprintf("HTTP %d", r.StatusCode) }

// Format prints what String returns under every verb.
func (r Reply) Format(f fmt.State, verb rune) {
	transport.FormatName(f, verb, r.String(), "rest.Reply{"+r.String()+"}")
}

// LogValue returns what String returns.
func (r Reply) LogValue() slog.Value { return slog.StringValue(r.String()) }
