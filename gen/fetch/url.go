package fetch

import (
	"net"
	"net/url"
	"strconv"
	"strings"
)

// normal returns the one form of URLs that name the same resource for sure: no fragment and no user, scheme and host in
// lower case, no port that the scheme implies.
func normal(u *url.URL) *url.URL {
	n := *u
	n.Fragment, n.RawFragment, n.User = "", "", nil
	n.Scheme, n.Host = strings.ToLower(n.Scheme), strings.ToLower(n.Host)
	if host := n.Hostname(); n.Port() == ports[n.Scheme] || n.Port() == "" {
		if n.Host = host; strings.Contains(host, ":") {
			n.Host = "[" + host + "]"
		}
	}
	if n.Path == "" {
		n.Path = "/"
	}
	return &n
}

var ports = map[string]string{"http": "80", "https": "443"}

// hostPort is the host of a normal URL with its port.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = ports[u.Scheme]
	}
	return net.JoinHostPort(strings.TrimSuffix(u.Hostname(), "."), port)
}

// bothPorts are the ports of http and https of a host.
func bothPorts(host string) []string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return []string{net.JoinHostPort(host, "80"), net.JoinHostPort(host, "443")}
}

// parse reads a URL or a reference. The error of net/url would hold all of it.
func parse(ref string) (*url.URL, error) {
	u, err := url.Parse(ref)
	if err != nil {
		return nil, &URLError{"is not a URL"}
	}
	return u, nil
}

// checkURL refuses what is not fetched whatever its host is.
func checkURL(u *url.URL) error {
	switch {
	case u.Scheme == "":
		return &URLError{"is not a URL, which begins with https:// or http://"}
	case ports[u.Scheme] == "":
		return &URLError{"the scheme is " + strconv.QuoteToASCII(u.Scheme) + "; only http and https are fetched"}
	case u.Hostname() == "":
		return &URLError{"there is no host"}
	}
	return nil
}

// Redacted is a URL as messages show it: without a user, and without the values of its query but for those that name a
// WSDL or a schema.
func Redacted(u *url.URL) string {
	n := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath, Opaque: hidden(u.Opaque)}
	text := n.String()
	if u.RawQuery == "" {
		return text
	}
	sep := "?"
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		key, value, valued := strings.Cut(pair, "=")
		switch {
		case contractKey(key):
			pair = url.QueryEscape(key)
			if valued {
				pair += "=" + url.PathEscape(unescape(value))
			}
		case valued:
			pair = url.QueryEscape(unescape(key)) + "=..."
		default:
			pair = "..."
		}
		text += sep + pair
		sep = "&"
	}
	return text
}

// shown is a URL as messages show it.
func (c *client) shown(u *url.URL) string { return Redacted(c.without(u, "...")) }

// without is a URL with a mask in the place of each secret in its path and query, also where it is escaped there. The host
// stays: it is looked up in the open.
func (c *client) without(u *url.URL, mask string) *url.URL {
	n := *u
	for _, secret := range c.o.Secrets {
		for _, s := range []string{secret, unescape(secret)} {
			if s == "" {
				continue
			}
			if strings.Contains(n.Path, s) {
				n.Path, n.RawPath = strings.ReplaceAll(n.Path, s, mask), ""
			}
			n.RawQuery = masked(n.RawQuery, s, mask)
		}
	}
	return &n
}

// masked is a query with a mask in the place of a secret. The keys that ask for contracts are none.
func masked(query, secret, mask string) string {
	pairs := strings.Split(query, "&")
	for i, pair := range pairs {
		key, value, valued := strings.Cut(pair, "=")
		if !contractKey(key) {
			key, value, valued = "", pair, false
		}
		value = strings.ReplaceAll(value, secret, mask)
		if strings.Contains(unescape(value), secret) {
			value = mask
		}
		if pairs[i] = key + value; valued {
			pairs[i] = key + "=" + value
		}
	}
	return strings.Join(pairs, "&")
}

func hidden(text string) string {
	if text == "" {
		return ""
	}
	return "..."
}

// contractKey reports whether a key of a query asks for a contract, as service frameworks have it.
func contractKey(key string) bool {
	switch strings.ToLower(key) {
	case "wsdl", "singlewsdl", "xsd":
		return true
	}
	return false
}

func unescape(value string) string {
	if plain, err := url.QueryUnescape(value); err == nil {
		return plain
	}
	return value
}
