// Package fetch downloads a contract with all that it imports, so that generating needs no network. It is the only
// part of the compiler that opens sockets.
//
// [Fetch] gets a WSDL or schema, then what its documents refer to (wsdl:import, and xs:import, xs:include, xs:redefine
// and xs:override, in wsdl:types too), until nothing is left. The result is in memory; [Write] puts it into a
// folder. Bytes are kept as they came, but for the locations that would not lead to the files as they are named there.
//
// # What is reached
//
// A URL, whether the caller's, a document's or a redirect's, is http or https, names a host that the caller allows, and
// never leads from https back to http; a reference from https to http on the same host, as servers behind a proxy that
// speaks TLS for them write it, is taken as one to https. The address that is dialled, after the name was looked up, must be public
// ([AddressError] has the list of what is not); so a name that means another address the second time gains nothing.
// With a proxy it is the proxy that looks names up, and the address is out of sight: the list of hosts is then what
// keeps requests in bounds, beside the refusal of addresses that stand in URLs and of localhost.
//
// Credentials, header fields and the client's certificate are sent to the host of the first URL alone. Messages of
// errors never hold them, nor what a URL says of a user or in its query, nor what the caller calls a secret.
//
// # What is kept
//
// Names are a function of URLs: see [Document]. Documents of equal bytes whose references lead to the same documents
// are one file.
package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// Options say what to fetch, and what for it may be done.
type Options struct {
	// URL of the first document. A user and password in it are used as User and Password.
	URL string
	// Secrets are texts that stand in URL and Skip. No message, no name of a file and no location shows them, if they are
	// a part of a path or query.
	Secrets []string
	// Name of the first document's file; empty for a name from the URL.
	Name string

	// AllowHosts are the hosts that may be reached beside the first URL's: host:port, or host for its ports 80 and 443.
	AllowHosts []string
	// AllowPrivate lets addresses be dialled that are not public.
	AllowPrivate bool
	// Skip are URLs, without a fragment, that are not fetched: references to them stay as they are.
	Skip []string

	// Header is sent to the first URL's host.
	Header http.Header
	// User and Password, if there is one of them, are sent to the first URL's host (Basic).
	User, Password string
	// Certificates are shown to the first URL's host when it asks for one.
	Certificates []tls.Certificate
	// Roots are what certificates of servers must lead to; nil for the system's.
	Roots *x509.CertPool
	// Proxy takes all requests; nil for what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say.
	Proxy *url.URL

	Limits Limits
	// Trace is told each request; nil for nobody.
	Trace func(format string, args ...any)
}

// Limits bound what is downloaded. The zero Limits stands for [DefaultLimits].
type Limits struct {
	Document  int64         // bytes of one document, when it is decompressed
	Total     int64         // bytes of all documents
	Documents int           // number of documents
	Depth     int           // references in a row from the first document to another one
	Redirects int           // redirects in a row for one document
	Time      time.Duration // for everything
}

// DefaultLimits are far above what contracts need.
var DefaultLimits = Limits{Document: 16 << 20, Total: 64 << 20, Documents: 1000, Depth: 50, Redirects: 5, Time: 2 * time.Minute}

// A Set is a contract as it was fetched: the first document, then the others by path.
type Set struct {
	Documents []Document
}

// A Document is a file of a Set.
//
// Its path is that of its URL, relative to the first document's folder, or below a folder named for the host where it
// is not in that folder. The query counts where it tells documents apart: service.svc?wsdl is service.wsdl,
// service.svc?xsd=1 is service_1.xsd. What files can't be called anywhere is replaced. Where two names are the same on
// some system, both get the start of a hash of their URLs, which does not depend on what was found first.
type Document struct {
	Path string // slash-separated
	URL  string // where it came from, without secrets
	Data []byte
}

// Fetch downloads what the options say. Its errors are an [*Error] with one of the other types of this package below.
func Fetch(ctx context.Context, o Options) (*Set, error) {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits
	}
	c, err := newClient(o)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, o.Limits.Time, &LimitError{"time", o.Limits.Time.String()})
	defer cancel()
	set, err := c.contract(ctx)
	if err != nil && ctx.Err() != nil && !errors.As(err, new(*Error)) {
		return nil, &Error{URL: c.shown(c.first), Err: c.reason(ctx, err)}
	}
	return set, err
}

// contract downloads the documents and names them.
func (c *client) contract(ctx context.Context) (*Set, error) {
	found, err := crawl(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, d := range found {
		d.url, d.base = c.without(d.url, "_"), c.without(d.base, "_")
	}
	kept, err := merge(ctx, found)
	if err != nil {
		return nil, err
	}
	if err := name(kept, c.o.Name); err != nil {
		return nil, err
	}
	return assemble(ctx, kept)
}
