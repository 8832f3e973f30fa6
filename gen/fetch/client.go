package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A client sends requests that the options allow, and takes answers within the limits.
type client struct {
	o          Options
	first      *url.URL // of the first document
	allowed    map[string]bool
	proxy      func(*http.Request) (*url.URL, error)
	public     func(netip.Addr) bool
	resolver   *net.Resolver // nil for the system's
	transports map[route]*http.Transport
}

// A route is what connections differ in beside their host.
type route struct {
	proxy string
	known bool // the client's certificates may be shown
}

func newClient(o Options) (*client, error) {
	u, err := parse(o.URL)
	if err != nil {
		return nil, &Error{URL: "the URL", Err: err}
	}
	c := &client{o: o, first: normal(u), allowed: map[string]bool{}, public: public, proxy: environment, transports: map[route]*http.Transport{}}
	if u.User != nil {
		if c.o.User != "" || c.o.Password != "" {
			return nil, &Error{URL: c.shown(u), Err: &URLError{"holds a user, and another one is stated"}}
		}
		c.o.User = u.User.Username()
		c.o.Password, _ = u.User.Password()
	}
	if err := checkURL(c.first); err != nil {
		return nil, &Error{URL: c.shown(u), Err: err}
	}
	if o.Proxy != nil {
		c.proxy = http.ProxyURL(o.Proxy)
	}
	if err := checkHeader(c.o); err != nil {
		return nil, err
	}
	c.allow(hostPort(c.first))
	for _, h := range o.AllowHosts {
		c.allow(h)
	}
	return c, nil
}

// environment is the proxy that the environment names. The error of net/http would show it with its password.
func environment(r *http.Request) (*url.URL, error) {
	u, err := http.ProxyFromEnvironment(r)
	if err != nil {
		return nil, errProxy
	}
	return u, nil
}

var errProxy = errors.New("HTTPS_PROXY or HTTP_PROXY is not a URL")

// own are header fields that are not the caller's to set.
var own = []string{"Accept-Encoding", "Connection", "Content-Length", "Host", "Proxy-Authorization", "Range", "Transfer-Encoding"}

func checkHeader(o Options) error {
	for name, values := range o.Header {
		name = http.CanonicalHeaderKey(name)
		if slices.Contains(own, name) {
			return fmt.Errorf("header field %s can't be set", name)
		}
		if slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, "\r\n\x00") }) {
			return fmt.Errorf("header field %s has a value of several lines", name)
		}
		if name == "Authorization" && (o.User != "" || o.Password != "") {
			return errors.New("header field Authorization and a user are both stated")
		}
	}
	return nil
}

// allow admits a host: host:port, or host for both ports. The first URL's admits its other scheme, too.
func (c *client) allow(entry string) {
	host, port, err := net.SplitHostPort(entry)
	if err != nil {
		host, port = strings.Trim(entry, "[]"), ""
	}
	if port == "" || port == "80" || port == "443" {
		for _, h := range bothPorts(host) {
			c.allowed[h] = true
		}
		return
	}
	c.allowed[net.JoinHostPort(strings.TrimSuffix(strings.ToLower(host), "."), port)] = true
}

// check refuses a URL, from another one or nil, before anything is sent.
func (c *client) check(u, from *url.URL) error {
	if err := checkURL(u); err != nil {
		return err
	}
	if from != nil && from.Scheme == "https" && u.Scheme == "http" {
		return ErrDowngrade
	}
	if !c.allowed[hostPort(u)] {
		return &HostError{u.Host}
	}
	return c.written(u)
}

// trusted reports whether a URL is on the first one's host, over a connection that is as safe.
func (c *client) trusted(u *url.URL) bool {
	if c.first.Scheme == "https" && u.Scheme != "https" {
		return false
	}
	host := hostPort(c.first)
	if c.first.Port() == "" {
		return slices.Contains(bothPorts(c.first.Hostname()), hostPort(u))
	}
	return hostPort(u) == host
}

// An answer is what a URL gave.
type answer struct {
	url  *url.URL // where it came from in the end
	data []byte
	html bool // the server calls it a page
}

// get returns what is at a URL, of at most limit bytes. On an error the answer's URL is the one that failed.
func (c *client) get(ctx context.Context, u, from *url.URL, limit int64) (answer, error) {
	for n := 0; ; n++ {
		if n > c.o.Limits.Redirects {
			return answer{url: u}, &LimitError{"redirects", strconv.Itoa(c.o.Limits.Redirects)}
		}
		if err := c.check(u, from); err != nil {
			return answer{url: u}, err
		}
		response, err := c.send(ctx, u)
		if err != nil {
			return answer{url: u}, c.reason(ctx, harmless(err))
		}
		next, err := redirect(response, u)
		if err != nil || next == nil {
			a := answer{url: u, html: isHTML(response.Header.Get("Content-Type"))}
			if err == nil {
				a.data, err = body(response, limit)
			}
			response.Body.Close()
			return a, c.reason(ctx, err)
		}
		response.Body.Close()
		u, from = next, u
	}
}

func isHTML(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "text/html" || kind == "application/xhtml+xml")
}

// harmless is an error of a request without what the server said, which can be what it was asked: a URL with its secrets.
func harmless(err error) error {
	var (
		address *AddressError
		status  *StatusError
		network *net.OpError
		lookup  *net.DNSError
		cert    *tls.CertificateVerificationError
		alert   tls.AlertError
		record  tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &address):
		return address
	case errors.As(err, &status):
		return status
	case errors.As(err, &network):
		return network
	case errors.As(err, &lookup):
		return lookup
	case errors.As(err, &cert):
		return cert
	case errors.As(err, &alert):
		return alert
	case errors.As(err, &record):
		return errors.New("the server does not speak TLS")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the server ends the connection without an answer")
	case errors.Is(err, errProxy), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return errors.New("the server's answer is not one of HTTP")
}

// reason is the limit behind an error that a time that ran out causes.
func (c *client) reason(ctx context.Context, err error) error {
	if limit := (*LimitError)(nil); err != nil && ctx.Err() != nil && errors.As(context.Cause(ctx), &limit) {
		return limit
	}
	return err
}

func (c *client) send(ctx context.Context, u *url.URL) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &URLError{"is not a URL"}
	}
	r.Header.Set("User-Agent", "wsgen")
	r.Header.Set("Accept", "text/xml, application/xml, application/wsdl+xml, */*;q=0.1")
	known := c.trusted(u)
	if known {
		for name, values := range c.o.Header {
			r.Header[http.CanonicalHeaderKey(name)] = values
		}
		if c.o.User != "" || c.o.Password != "" {
			r.SetBasicAuth(c.o.User, c.o.Password)
		}
	}
	t, err := c.transport(r, known)
	if err != nil {
		return nil, err
	}
	if c.o.Trace != nil {
		c.o.Trace("get %s", c.shown(u))
	}
	return t.RoundTrip(r)
}

// transport returns the connections for a request. A proxy is the caller's, at whatever address; all else is dialled
// under control.
func (c *client) transport(r *http.Request, known bool) (*http.Transport, error) {
	proxy, err := c.proxy(r)
	if err != nil {
		return nil, err
	}
	way := route{known: known}
	if proxy != nil {
		way.proxy = proxy.String()
	}
	if t := c.transports[way]; t != nil {
		return t, nil
	}
	dialer := &net.Dialer{Timeout: 30 * time.Second, Resolver: c.resolver}
	if proxy == nil {
		dialer.Control = c.control
	}
	t := &http.Transport{
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: c.o.Roots},
		TLSHandshakeTimeout:    30 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
	if proxy != nil {
		t.Proxy = http.ProxyURL(proxy)
		t.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, r *http.Response) error {
			if r.StatusCode != http.StatusOK {
				return &StatusError{Code: r.StatusCode, Proxy: true}
			}
			return nil
		}
	}
	if known {
		t.TLSClientConfig.Certificates = c.o.Certificates
	}
	c.transports[way] = t
	return t, nil
}

// close ends the connections that are kept.
func (c *client) close() {
	for _, t := range c.transports {
		t.CloseIdleConnections()
	}
}

// redirect returns where an answer leads to, nil for a document.
func redirect(r *http.Response, u *url.URL) (*url.URL, error) {
	switch r.StatusCode {
	case http.StatusOK:
		return nil, nil
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		to, err := parse(r.Header.Get("Location"))
		if err != nil || r.Header.Get("Location") == "" {
			return nil, &URLError{"the server redirects to what is not a URL"}
		}
		return normal(u.ResolveReference(to)), nil
	}
	return nil, &StatusError{Code: r.StatusCode}
}

// body reads an answer, decompressed, up to a limit.
func body(r *http.Response, limit int64) ([]byte, error) {
	if enc := r.Header.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
		return nil, &ContentError{Reason: "is compressed as " + strconv.QuoteToASCII(enc) + ", which was not asked for"}
	}
	data, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if int64(len(data)) > limit {
		return nil, errTooLong
	}
	return data, err
}

// errTooLong is a document that is longer than asked for.
var errTooLong = errors.New("too long")
