package soap

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A Doer sends HTTP requests; [http.Client] is one. Redirects must not be followed: an
// *http.Client is copied and told so.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// A Client calls the operations of one binding at one endpoint. It is safe for concurrent use.
type Client struct {
	binding    *Binding
	endpoint   *url.URL
	doer       Doer
	creds      Credentials
	userAgent  string
	timeout    time.Duration
	middleware []Middleware
	headers    []Header
	understood []xsd.QName
	limits     xmltext.Limits
	strict     bool
	loopback   bool
	onDrift    func(context.Context, Drift)
	now        func() time.Time
	random     io.Reader
	log        *slog.Logger

	packers, unpackers sync.Pool // of *gzip.Writer and *gzip.Reader
}

// A Drift is a difference between a reply and its contract that decoding tolerated. It holds no
// values.
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

// NewClient returns a client for the service at endpoint. Unless [WithHTTPClient] says otherwise, it sends through
// a clone of [http.DefaultTransport] of its own, over at most 64 connections at a time.
func NewClient(b *Binding, endpoint string, opts ...Option) (*Client, error) {
	c := &Client{binding: b, timeout: defaultTimeout, now: time.Now, random: rand.Reader}
	c.userAgent = defaultUserAgent(b.Name)
	for _, o := range opts {
		if err := o.applyClient(c); err != nil {
			return nil, c.misconfigured("", err.Error())
		}
	}
	var err error
	if c.endpoint, err = c.parseEndpoint("", endpoint); err != nil {
		return nil, err
	}
	if b.Security != nil && c.creds == nil {
		return nil, c.misconfigured("", "the service needs credentials; WithCredentials supplies them")
	}
	if c.doer == nil {
		c.doer = &http.Client{Transport: newTransport()}
	}
	if hc, ok := c.doer.(*http.Client); ok {
		own := *hc
		own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		c.doer = &own
	}
	return c, nil
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
func defaultUserAgent(name string) string {
	version := "devel"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	return token(name) + "/" + token(version) + " wsgen"
}

// token maps s to a token of RFC 9110, clause 5.6.2.
func token(s string) string {
	s = strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && !strings.ContainsRune("\"(),/:;<=>?@[\\]{}", r) {
			return r
		}
		return '_'
	}, s)
	if s == "" {
		return "soap"
	}
	return s
}

// isField reports whether net/http writes the field (RFC 9110, clauses 5.1 and 5.5).
func isField(name string, values ...string) bool {
	control := func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }
	for _, v := range values {
		if strings.ContainsFunc(v, control) {
			return false
		}
	}
	return token(name) == name
}

// CloseIdleConnections closes connections that are kept for later calls.
func (c *Client) CloseIdleConnections() {
	if x, ok := c.doer.(interface{ CloseIdleConnections() }); ok {
		x.CloseIdleConnections()
	}
}

// String returns the binding's name and the endpoint.
func (c *Client) String() string { return c.binding.Name + " at " + safeURL(c.endpoint) }

// Format prints what String returns under every verb: fields may lead to credentials.
func (c *Client) Format(f fmt.State, verb rune) {
	formatName(f, verb, c.String(), "&soap.Client{"+c.String()+"}")
}

// LogValue returns what String returns.
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }

func (c *Client) misconfigured(op, reason string) error {
	return &ConfigError{Operation: op, Binding: c.binding.Name, Reason: reason}
}

// parseEndpoint checks an endpoint for what would fail, or leak, at the first call.
func (c *Client) parseEndpoint(op, endpoint string) (*url.URL, error) {
	if i := strings.IndexAny(endpoint, "<>{}"); i >= 0 {
		return nil, c.misconfigured(op, "endpoint has a variable that is not filled in: "+variable(endpoint[i:]))
	}
	u, err := url.Parse(endpoint)
	switch {
	case err != nil: // its text quotes the endpoint, which may hold a secret
		return nil, c.misconfigured(op, "endpoint is not a URL")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, c.misconfigured(op, fmt.Sprintf("endpoint has scheme %q, want https or http", u.Scheme))
	case u.Hostname() == "":
		return nil, c.misconfigured(op, "endpoint has no host")
	case u.User != nil:
		return nil, c.misconfigured(op, "endpoint holds credentials; WithCredentials takes them")
	}
	if c.binding.TLSRequired && u.Scheme != "https" && !(c.loopback && isLoopback(u.Hostname())) {
		return nil, &InsecureError{Operation: op, Binding: c.binding.Name, Endpoint: safeURL(u)}
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

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
