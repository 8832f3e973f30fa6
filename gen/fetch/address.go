package fetch

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"syscall"
)

// special are the addresses of IPv4, and those among the unicast addresses of IPv6 (2000::/3), that reach no public host
// (RFC 6890 and the registries that it set up).
var special = prefixes(`
	0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
	192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
	168.63.129.16/32
	2001::/23 2001:db8::/32 2002::/16 3fff::/20`) // 168.63.129.16 is the host of a virtual machine in Azure

var unicast = netip.MustParsePrefix("2000::/3")

func prefixes(list string) (out []netip.Prefix) {
	for p := range strings.FieldsSeq(list) {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}

// public reports whether an address is one of a host on the internet.
func public(a netip.Addr) bool {
	if a.Is6() && (a.Zone() != "" || !unicast.Contains(a)) {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsValid()
}

// control is called with the address that is about to be dialled.
func (c *client) control(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return err
	}
	if !c.admits(a) {
		return &AddressError{Address: a, Host: host}
	}
	return nil
}

// number matches a host that some resolvers read as an address: the last label starts as a number does (WHATWG URL,
// "ends in a number").
var number = regexp.MustCompile(`(^|\.)(\d+|0[xX][0-9a-fA-F]*)\.?$`)

// written refuses a host that says by itself that it is not public. A proxy would not be told so by the address dialled.
func (c *client) written(u *url.URL) error {
	host := u.Hostname()
	if a, err := netip.ParseAddr(host); err == nil {
		if !c.admits(a) {
			return &AddressError{Address: a, Host: host}
		}
		return nil
	}
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	if local := name == "localhost" || strings.HasSuffix(name, ".localhost"); (local || number.MatchString(host)) && !c.o.AllowPrivate {
		return &AddressError{Host: host}
	}
	return nil
}

// admits reports whether an address may be dialled.
func (c *client) admits(a netip.Addr) bool { return c.o.AllowPrivate || c.public(a) }
