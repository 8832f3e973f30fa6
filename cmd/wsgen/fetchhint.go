package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"os"

	"example.com/wsgen/gen/fetch"
)

// limitFlags are the flags that raise limits.
var limitFlags = map[string]string{
	"document": "--max-bytes", "total": "--max-total", "documents": "--max-documents",
	"depth": "--max-depth", "redirects": "--max-redirects", "time": "--timeout",
}

// hinted adds to an error what can be done about it.
func hinted(err error) error {
	if hint := fetchHint(err); hint != "" {
		return fmt.Errorf("%w\n  hint: %s", err, hint)
	}
	return err
}

func fetchHint(err error) string {
	var (
		host    *fetch.HostError
		address *fetch.AddressError
		limit   *fetch.LimitError
		status  *fetch.StatusError
		content *fetch.ContentError
		cert    *tls.CertificateVerificationError
		place   *fetch.Error
		broken  *fetch.URLError
	)
	reference := errors.As(err, &place) && place.From != ""
	switch {
	case errors.As(err, &broken) && place != nil && !reference && isThere(place.URL):
		return "it is a file here, which the other commands read as it is"
	case errors.As(err, &host) && reference:
		return "--allow-host lets it be reached, --skip leaves the reference as it is"
	case errors.As(err, &host):
		return "--allow-host lets it be reached"
	case errors.As(err, &address):
		return "--allow-private lets it be reached"
	case errors.As(err, &limit):
		return limitFlags[limit.Limit] + " raises it"
	case errors.As(err, &status) && status.Proxy:
		return "user and password for the proxy stand in its URL"
	case errors.As(err, &status) && (status.Code == http.StatusUnauthorized || status.Code == http.StatusForbidden):
		return "state credentials: --user and --password-env, --header, or --cert and --key"
	case errors.As(err, &status) && reference:
		return "--skip leaves the reference as it is"
	case errors.As(err, &content) && content.HTML:
		return "state credentials if that is a page to log in; many services want ?wsdl at the end of the URL"
	case errors.As(err, &cert):
		return "--ca names a file of certificates to trust"
	}
	return ""
}

func isThere(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
