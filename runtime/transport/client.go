package transport

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"example.com/wsgen/runtime/xmltext"
)

// A Doer sends HTTP requests; [http.Client] is one. Redirects must not be followed: an
// *http.Client is copied and told so.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// A Service is what the contract says of the service that a [Client] calls.
type Service struct {
	// Protocol is the package's name in texts, "soap" or "rest".
	Protocol string
	// Name is the service's name; it opens the default User-Agent.
	Name string
	// Message is what a reply should be, in words.
	Message string
	// TLSRequired refuses endpoints that are not https.
	TLSRequired bool
	// Secured says that calls need credentials.
	Secured bool
	// SpecHash identifies the contract in drift reports.
	SpecHash string
}

// A Client holds the settings of a client of any protocol. It must not change once calls are made.
type Client struct {
	Service
	Endpoint   *url.URL
	Doer       Doer
	Creds      Credentials
	UserAgent  string
	Timeout    time.Duration
	Limits     xmltext.Limits
	Strict     bool
	Validation Validation
	Facets     bool
	Loopback   bool
	OnDrift    func(context.Context, Drift)
	Drifts     *DriftLog
	Now        func() time.Time
	Sleep      func(context.Context, time.Duration) error
	Log        *slog.Logger

	packers, unpackers sync.Pool // of *gzip.Writer and *gzip.Reader
}

// Listens reports whether anybody is told of drift.
func (c *Client) Listens() bool { return c.OnDrift != nil || c.Drifts != nil || c.Log != nil }

// A Drift is a difference between a reply and its contract that decoding tolerated. It holds no
// values. The names in Path are those of the reply, so that a provider chooses some of them.
type Drift struct {
	Operation string
	Path      string // as in /Envelope/Body/obterTokenResponse/return/novo
	Kind      xmltext.Kind
	SpecHash  string
}

// defaultTimeout is the limit for calls whose context has no deadline.
const defaultTimeout = 60 * time.Second

// maxConns bounds the connections of the default transport to one host, idle or busy; calls
// beyond it wait for one. Were more opened than are kept idle, bursts would dial and drop
// connections all the time.
const maxConns = 64

// Default sets what holds for s unless an option says otherwise.
func (c *Client) Default(s Service) {
	c.Service, c.Timeout, c.Now, c.Sleep = s, defaultTimeout, time.Now, sleep
	c.UserAgent = defaultUserAgent(s)
}

// Complete checks the settings that the options have left behind, for the service at endpoint.
func (c *Client) Complete(endpoint string) error {
	var err error
	if c.Endpoint, err = c.ParseEndpoint("", endpoint); err != nil {
		return err
	}
	if c.Secured && c.Creds == nil {
		return c.Misconfigured("", "the service needs credentials; WithCredentials supplies them")
	}
	if c.Doer == nil {
		c.Doer = &http.Client{Transport: newTransport()}
	}
	if hc, ok := c.Doer.(*http.Client); ok {
		own := *hc
		own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		c.Doer = &own
	}
	return nil
}

// newTransport clones the default transport, with its proxy from the environment. A client has
// its own, so that clients don't share limits or connections.
func newTransport() http.RoundTripper {
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport // replaced by the program, which knows why
	}
	t = t.Clone()
	t.DisableCompression = true // asked for and undone here, under a limit
	t.MaxConnsPerHost = maxConns
	t.MaxIdleConnsPerHost = maxConns
	t.MaxIdleConns = 0 // MaxIdleConnsPerHost is the bound
	// Below the minute after which common servers close a kept connection: a request that is written just then is
	// lost, and may not be sent again.
	t.IdleConnTimeout = 50 * time.Second
	return t
}

// defaultUserAgent names the service, the version of the program's main module and wsgen.
func defaultUserAgent(s Service) string {
	version := "devel"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	name := token(s.Name)
	if name == "" {
		name = s.Protocol
	}
	return name + "/" + token(version) + " wsgen"
}

// token maps s to a token of RFC 9110, clause 5.6.2; an empty s stays.
func token(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && !strings.ContainsRune("\"(),/:;<=>?@[\\]{}", r) {
			return r
		}
		return '_'
	}, s)
}

// isField reports whether net/http writes the field (RFC 9110, clauses 5.1 and 5.5).
func isField(name string, values ...string) bool {
	control := func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }
	for _, v := range values {
		if strings.ContainsFunc(v, control) {
			return false
		}
	}
	return name != "" && token(name) == name
}

// CloseIdleConnections closes connections that are kept for later calls.
func (c *Client) CloseIdleConnections() {
	if x, ok := c.Doer.(interface{ CloseIdleConnections() }); ok {
		x.CloseIdleConnections()
	}
}

// String returns the service's name and the endpoint.
func (c *Client) String() string { return c.Name + " at " + SafeURL(c.Endpoint) }

// Format prints what String returns under every verb: fields may lead to credentials.
func (c *Client) Format(f fmt.State, verb rune) {
	FormatName(f, verb, c.String(), "&"+c.Protocol+".Client{"+c.String()+"}")
}

// LogValue returns what String returns.
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Misconfigured returns a [ConfigError]; op is empty for one of the client itself.
func (c *Client) Misconfigured(op, reason string) error {
	return &ConfigError{Operation: op, Binding: c.Name, Reason: reason}
}

// ParseEndpoint checks an endpoint for what would fail, or leak, at the first call.
func (c *Client) ParseEndpoint(op, endpoint string) (*url.URL, error) {
	if i := strings.IndexAny(endpoint, "<>{}"); i >= 0 {
		return nil, c.Misconfigured(op, "endpoint has a variable that is not filled in: "+variable(endpoint[i:]))
	}
	u, err := url.Parse(endpoint)
	switch {
	case err != nil: // its text quotes the endpoint, which may hold a secret
		return nil, c.Misconfigured(op, "endpoint is not a URL")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, c.Misconfigured(op, fmt.Sprintf("endpoint has scheme %q, want https or http", u.Scheme))
	case u.Hostname() == "":
		return nil, c.Misconfigured(op, "endpoint has no host")
	case u.User != nil:
		return nil, c.Misconfigured(op, "endpoint holds credentials; WithCredentials takes them")
	}
	if c.TLSRequired && u.Scheme != "https" && !(c.Loopback && IsLoopback(u.Hostname())) {
		return nil, &InsecureError{Operation: op, Binding: c.Name, Endpoint: SafeURL(u)}
	}
	return u, nil
}

// variable returns the <x> or {x} that s starts with.
func variable(s string) string {
	if i := strings.IndexAny(s, ">}"); i >= 0 && i < 40 {
		return s[:i+1]
	}
	return s[:1] // the rest of the address, which may hold a secret
}

// IsLoopback reports whether a host is this machine.
func IsLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
