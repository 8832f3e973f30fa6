package transport

import (
	"errors"
	"fmt"
	"net/http"

	"example.com/wsgen/runtime/xmltext"
)

// Unusable refuses replies whose body is not looked at: redirects and unknown encodings.
func (k *Call) Unusable(resp *http.Response, body *Body) error {
	reason := ""
	switch {
	case body.encoding != "":
		reason = fmt.Sprintf("content encoding %q was not asked for", body.encoding)
	case resp.Request != nil && resp.Request.Response != nil:
		reason = "the HTTP client followed a redirect to " + SafeURL(resp.Request.URL)
	case resp.StatusCode >= 300 && resp.StatusCode < 400 && resp.Header.Get("Location") != "":
		reason = "a redirect, which is not followed"
		if u, err := resp.Location(); err == nil {
			reason = "a redirect to " + SafeURL(u) + ", which is not followed"
		}
	default:
		return nil
	}
	return k.HTTPError(resp, body, k.Secrets.Text(reason))
}

// HTTPError describes a reply that is not a message of the service.
func (k *Call) HTTPError(resp *http.Response, body *Body, reason string) *HTTPError {
	return &HTTPError{
		Operation:  k.Operation,
		StatusCode: resp.StatusCode,
		Header:     k.Secrets.Header(resp.Header),
		Body:       k.Secrets.head(body.Top(maxErrorBody + k.Secrets.longest())),
		Reason:     reason,
		Want:       k.Client.Message,
	}
}

// Malformed reports a reply that is wrong at path.
func (k *Call) Malformed(resp *http.Response, path string, err error) error {
	return &DecodeError{Operation: k.Operation, Path: path, Offset: -1, StatusCode: resp.StatusCode, Err: err}
}

// DecodeError takes path and offset from the XML codec's error; the path starts with prefix.
func (k *Call) DecodeError(prefix string, status int, err error) error {
	path, offset := "", int64(-1)
	var (
		syntax *xmltext.SyntaxError
		value  *xmltext.ValueError
		limit  *xmltext.LimitError
		root   *xmltext.RootError
		drift  *xmltext.DriftError
	)
	switch {
	case errors.As(err, &syntax):
		path, offset = syntax.Path, syntax.Offset
	case errors.As(err, &value):
		path, offset = value.Path, value.Offset
	case errors.As(err, &limit):
		path = limit.Path
	case errors.As(err, &root):
		path = root.Path
	case errors.As(err, &drift):
		path = drift.Drift.Path
	}
	return k.DecodeErrorAt(prefix+path, offset, status, err)
}

// DecodeErrorAt reports what is wrong with a reply at a place in it.
func (k *Call) DecodeErrorAt(path string, offset int64, status int, err error) error {
	e := &DecodeError{Operation: k.Operation, Path: k.Secrets.Text(path), Offset: offset, StatusCode: status, Err: k.Secrets.Error(err)}
	if e.Path == "" {
		e.Path = "/"
	}
	return e
}
