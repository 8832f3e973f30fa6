package soap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
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
	sharedOption func(c *Client, k *call) error // one of them is nil
)

func (o clientOption) applyClient(c *Client) error { return o(c) }
func (o callOption) applyCall(k *call) error       { return o(k) }
func (o sharedOption) applyClient(c *Client) error { return o(c, nil) }
func (o sharedOption) applyCall(k *call) error     { return o(nil, k) }

// common makes an option of one that clients of all protocols have.
func common(o transport.Option) Option {
	return clientOption(func(c *Client) error { return o(&c.base) })
}

// WithHTTPClient sends requests through d instead of a client of the package's own.
func WithHTTPClient(d Doer) Option { return common(transport.WithHTTPClient(d)) }

// WithCredentials supplies the credentials that the binding's security scheme sends.
func WithCredentials(creds Credentials) Option { return common(transport.WithCredentials(creds)) }

// WithUserAgent replaces the default User-Agent, which names the service and the program's version.
func WithUserAgent(name string) Option { return common(transport.WithUserAgent(name)) }

// WithTimeout replaces the limit of 60 seconds for calls whose context has no deadline. It covers
// the whole call, for [Stream] the whole loop. Zero or less means no limit.
func WithTimeout(d time.Duration) Option { return common(transport.WithTimeout(d)) }

// WithMiddleware wraps every call; the first is outermost. See [Middleware].
func WithMiddleware(m ...Middleware) Option {
	return clientOption(func(c *Client) error { c.middleware = append(c.middleware, m...); return nil })
}

// WithHeader adds a header block to every request of a client, or to one call.
func WithHeader(h Header) SharedOption {
	return sharedOption(func(c *Client, k *call) error {
		if c != nil {
			c.headers = append(c.headers, h)
		} else {
			k.headers = append(k.headers, h)
		}
		return nil
	})
}

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
// generated with methods Validate. What [Stream] hands over is not validated.
func Validate(which Directions) SharedOption {
	return sharedOption(func(c *Client, k *call) error {
		if c != nil {
			c.base.Validation = transport.Validate(which)
		} else {
			k.Validation = transport.Validate(which)
		}
		return nil
	})
}

// ReportFacets reports values of replies that break a facet as drift of the kind [xmltext.Facet], and an xsi:type that names no type of the
// declared one's kind on an element of a simple type as [xmltext.UnknownType]; a call with [Validate] of
// replies refuses them instead. Types without a method Validate, which validate: true generates, are not checked. What [Stream] hands over is not checked.
func ReportFacets() SharedOption {
	return sharedOption(func(c *Client, k *call) error {
		if c != nil {
			c.base.Facets = true
		} else {
			k.Facets = true
		}
		return nil
	})
}

// Strict makes drift an error.
func Strict() SharedOption {
	return sharedOption(func(c *Client, k *call) error {
		if c != nil {
			c.base.Strict = true
		} else {
			k.strict = true
		}
		return nil
	})
}

// Understands declares that the caller takes care of these header blocks of replies, so that
// mustUnderstand is met; [ReplyInto] hands them over raw.
func Understands(names ...xsd.QName) SharedOption {
	return sharedOption(func(c *Client, k *call) error {
		if c != nil {
			c.understood = append(c.understood, names...)
		} else {
			k.understood = append(k.understood, names...)
		}
		return nil
	})
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

// WithClock replaces the clock of timestamps, digests and sessions; [WithSleep] is how it passes.
func WithClock(now func() time.Time) Option { return common(transport.WithClock(now)) }

// WithSleep replaces the clock's other half: how a call waits for its turn under [Operation.Spacing]. The function must
// return the context's error when that ends first.
func WithSleep(sleep func(ctx context.Context, d time.Duration) error) Option {
	return common(transport.WithSleep(sleep))
}

// WithNonce replaces the source of nonces. It must be safe for concurrent use.
func WithNonce(random io.Reader) Option {
	return clientOption(func(c *Client) error {
		if random == nil {
			return errors.New("WithNonce(nil)")
		}
		c.random = random
		return nil
	})
}

// AllowInsecureLoopback lets a service that requires TLS be called over plain HTTP at localhost and
// loopback addresses, for tests.
func AllowInsecureLoopback() Option { return common(transport.AllowInsecureLoopback()) }

// WithLogger logs each attempt and each drift at debug level: names, status, duration and the kind of error, no content. What
// a service said in a refusal or a fault is content: the error has it.
func WithLogger(l *slog.Logger) Option { return common(transport.WithLogger(l)) }

// CallTimeout bounds one call, besides the deadline of its context.
func CallTimeout(d time.Duration) CallOption {
	return callOption(func(k *call) error { return transport.CallTimeout(d)(&k.Call) })
}

// CallEndpoint sends one call to another address. The client's rules for endpoints hold.
func CallEndpoint(endpoint string) CallOption {
	return callOption(func(k *call) error { return transport.CallEndpoint(endpoint)(&k.Call) })
}

// HeaderInto decodes the reply's header block that p describes into n, if it comes. The block counts as
// understood. Of blocks of one name, each takes a HeaderInto of its own; one without is a [*DecodeError]. A block of a
// fault that can't be read is drift, and n is empty.
func HeaderInto(p Part, n xmltext.Node) CallOption {
	return callOption(func(k *call) error {
		if err := p.check(n); err != nil {
			return fmt.Errorf("HeaderInto: %w", err)
		}
		k.into = append(k.into, headerInto{part: p, node: n})
		return nil
	})
}

// ReplyInto fills r with what came besides the message, also when the call ends in an error.
func ReplyInto(r *Reply) CallOption {
	return callOption(func(k *call) error { k.meta = r; return nil })
}

type headerInto struct {
	part Part
	node xmltext.Node
}

// A Reply is what came with a reply besides its message.
type Reply struct {
	StatusCode int
	Header     http.Header
	// Blocks are the header blocks, as they came.
	Blocks []xsd.Raw
	// Residue holds what stood in the envelope, the body and the wrapper and the contract does not know.
	Residue []xsd.Raw
	// Attempts counts the attempts, which only a middleware makes more than one.
	Attempts int
}

// String returns the status and what is there: fields and blocks may hold cookies and credentials.
func (r Reply) String() string {
	return fmt.Sprintf("HTTP %d, %d header blocks, %d unknown elements", r.StatusCode, len(r.Blocks), len(r.Residue))
}

// Format prints what String returns under every verb.
func (r Reply) Format(f fmt.State, verb rune) {
	transport.FormatName(f, verb, r.String(), "soap.Reply{"+r.String()+"}")
}

// LogValue returns what String returns.
func (r Reply) LogValue() slog.Value { return slog.StringValue(r.String()) }
