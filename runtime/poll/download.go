package poll

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xsd"
)

// maxRedirects is how many redirects a download follows.
const maxRedirects = 5

// standard is the client of downloads for which no other is set.
var standard = &http.Client{Transport: newTransport()}

func newTransport() http.RoundTripper {
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	t = t.Clone()
	t.ResponseHeaderTimeout = time.Minute
	return t
}

// A File is a file that is being downloaded. It must be closed.
type File struct {
	// ContentType is what the server says that it is.
	ContentType string
	// Size is the number of its bytes, -1 when that is not known.
	Size int64

	body   io.ReadCloser
	end    context.CancelFunc
	left   int64
	limits *LimitError
	fail   func(error) error
}

// Download opens the file at address, which a reply named. It sends nothing but the request: neither credentials nor
// cookies. It follows up to 5 redirects, and leaves https for no address; the options say what exempts tests. An answer
// of 403 or 410 is an [*ExpiredError]. The file must be closed; the context bounds reading it, too.
func Download(ctx context.Context, address xsd.Secret, opts ...Option) (*File, error) {
	s, err := newSettings("download", time.Second, time.Second, opts)
	if err != nil {
		return nil, err
	}
	return s.download(ctx, "", string(address))
}

func (s *settings) download(ctx context.Context, job, address string) (*File, error) {
	if ctx == nil {
		return nil, &transport.ConfigError{Operation: s.operation, Reason: "nil context"}
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, s.refused("the address of the file is malformed")
	}
	ctx, end := s.limit(ctx)
	f, err := s.follow(ctx, job, u)
	if err != nil {
		end()
		return nil, err
	}
	f.end = end
	return f, nil
}

// limit applies the client's time limit.
func (s *settings) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.client.Timeout > 0 {
		return context.WithTimeout(ctx, s.client.Timeout)
	}
	return context.WithCancel(ctx)
}

// follow sends the request, and again where redirects lead. It uses the transport and not the client: an http.Client
// would send cookies and a Referer, and put addresses into its errors.
func (s *settings) follow(ctx context.Context, job string, u *url.URL) (*File, error) {
	rt := s.client.Transport
	if rt == nil {
		rt = http.DefaultTransport
	}
	for range maxRedirects + 1 {
		if err := s.allowed(u); err != nil {
			return nil, err
		}
		req := &http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: http.Header{"Accept": {"*/*"}}}
		resp, err := rt.RoundTrip(req.WithContext(ctx))
		if err != nil {
			return nil, s.broken(u, ctx, err)
		}
		if next := redirect(resp); next != "" {
			resp.Body.Close()
			if u, err = u.Parse(next); err != nil {
				return nil, s.refused("the file's server redirects to a malformed address")
			}
			continue
		}
		return s.opened(ctx, job, u, resp)
	}
	return nil, s.refused("the file's server redirects too often")
}

// allowed refuses addresses that are not of https.
func (s *settings) allowed(u *url.URL) error {
	switch {
	case u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return s.refused("the address of the file is not one of https")
	case u.User != nil:
		return s.refused("the address of the file holds a password")
	case u.Scheme == "http" && !(s.loopback && transport.IsLoopback(u.Hostname())):
		return s.refused("the address of the file is not one of https; only AllowInsecureLoopback exempts loopback addresses")
	}
	return nil
}

// redirect is where a reply leads, "" for one that doesn't.
func redirect(resp *http.Response) string {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return resp.Header.Get("Location")
	}
	return ""
}

// opened makes a file of a reply. Its body may echo the address, so that no error shows it.
func (s *settings) opened(ctx context.Context, job string, u *url.URL, resp *http.Response) (*File, error) {
	large := &LimitError{Operation: s.operation, Max: s.size}
	switch status := resp.StatusCode; {
	case status == http.StatusForbidden || status == http.StatusGone:
		resp.Body.Close()
		return nil, &ExpiredError{Operation: s.operation, Job: job, StatusCode: status}
	case status != http.StatusOK:
		resp.Body.Close()
		return nil, &transport.HTTPError{Operation: s.operation, StatusCode: status, Reason: "the file's server does not give it"}
	case resp.ContentLength > s.size:
		resp.Body.Close()
		return nil, large
	}
	return &File{
		ContentType: resp.Header.Get("Content-Type"), Size: resp.ContentLength, body: resp.Body, left: s.size, limits: large,
		fail: func(err error) error { return s.broken(u, ctx, err) },
	}, nil
}

// broken is the error of a request that did not end well. Of the address it shows scheme and host alone.
func (s *settings) broken(u *url.URL, ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil && !errors.Is(err, cause) {
		err = cause
	}
	var r transport.Redactor
	for _, secret := range []string{u.RequestURI(), u.Path, u.RawQuery} {
		if len(secret) > 1 {
			r.Add(secret)
		}
	}
	return &transport.TransportError{Operation: s.operation, Endpoint: u.Scheme + "://" + u.Host, MaybeArrived: true, Err: r.Error(err)}
}

func (s *settings) refused(reason string) error {
	return &transport.RequestError{Operation: s.operation, Err: errors.New(reason)}
}

// Read reads the file. One that is larger than the limit ends with a [*LimitError].
func (f *File) Read(p []byte) (int, error) {
	if f.left < 0 {
		return 0, f.limits
	}
	if int64(len(p)) > f.left+1 {
		p = p[:f.left+1]
	}
	n, err := f.body.Read(p)
	if f.left -= int64(n); f.left < 0 {
		return n - 1, f.limits
	}
	if err != nil && err != io.EOF {
		err = f.fail(err)
	}
	return n, err
}

// Close ends the download.
func (f *File) Close() error {
	err := f.body.Close()
	f.end()
	if err != nil {
		return f.fail(err)
	}
	return nil
}
