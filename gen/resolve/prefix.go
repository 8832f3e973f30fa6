package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// The namespaces of the envelopes.
const (
	soap11 = "http://schemas.xmlsoap.org/soap/envelope/"
	soap12 = "http://www.w3.org/2003/05/soap-envelope"
)

// xsiSpace is the namespace of xsi:type (XML Schema Part 1, clause 2.6).
const xsiSpace = "http://www.w3.org/2001/XMLSchema-instance"

// wellKnown are namespaces that the runtime writes itself; a spec may name them.
var wellKnown = []string{
	xsdSpace, xsiSpace, soap11, soap12,
	"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
	"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
}

// reserved are prefixes that the runtime or XML itself binds.
var reserved = []string{"xml", "xmlns", "xs", "xsd", "xsi", "wsse", "wsu", "soapenv", "soap"}

func isReserved(prefix string) bool { return slices.Contains(reserved, prefix) }

// checkPrefixes reports prefixes that can't be declared.
func (c *compiler) checkPrefixes() {
	seen := map[string]string{}
	for _, e := range c.spec.Prefixes.Entries {
		k, uri := e.Key.V, e.Value.V
		switch {
		case !parser.IsNCName(k):
			c.diags.Errorf(e.Key.Span, idBadPrefix, "%q is no prefix", k)
		case isReserved(k) && !slices.Contains(wellKnown, uri), strings.HasPrefix(strings.ToLower(k), "xml"):
			c.diags.Errorf(e.Key.Span, idBadPrefix, "the prefix %s is reserved", k)
		case uri == "":
			c.diags.Errorf(e.Value.Span, idBadPrefix, "no prefix can stand for no namespace")
		case seen[uri] != "":
			c.diags.Errorf(e.Value.Span, idBadPrefix, "the namespace %s has the prefix %s already", uri, seen[uri])
		}
		seen[c.uri(e.Value)] = k
	}
}

// namespaces makes the table of namespaces in order of first use, each with a prefix that no other has. The prefixes of the
// spec are kept, before those of what it includes; others are made of the URI alone, with a part of its hash where two
// would be equal: the first has the short one, unless the lock keeps it for another (gen/names).
func (c *compiler) namespaces() {
	c.api.Path = c.api.Package
	stated, taken := map[string]string{xmlSpace: "xml"}, map[string]bool{}
	state := func(prefix, uri string) {
		if stated[uri] == "" && !taken[prefix] {
			stated[uri], taken[prefix] = prefix, true
		}
	}
	for _, s := range c.specs() {
		for _, e := range s.Prefixes.Entries {
			state(e.Key.V, e.Value.V)
		}
	}
	state("xsi", xsiSpace)
	state("xsd", xsdSpace)
	for _, p := range reserved {
		taken[p] = true
	}
	for _, b := range c.api.Bindings {
		if t, ok := b.Transport.(*contract.SOAP); ok {
			taken[t.EnvelopePrefix] = true
		}
	}
	for _, uri := range c.spaces {
		ns := contract.Namespace{URI: uri, Prefix: stated[uri], Short: stated[uri]}
		if ns.Prefix == "" {
			ns.Short = shortName(uri)
			ns.Long = longPrefix(ns.Short, uri, taken)
			ns.Prefix = ns.Short
			if taken[ns.Short] {
				ns.Prefix = ns.Long
			}
			taken[ns.Prefix] = true
		}
		c.api.Namespaces = append(c.api.Namespaces, ns)
	}
	if c.spec == nil || c.api.Provider {
		return
	}
	for _, e := range c.spec.Prefixes.Entries {
		if uri := e.Value.V; uri != "" && !slices.Contains(c.spaces, uri) && !slices.Contains(wellKnown, uri) && !c.ix.has(uri) {
			c.diags.Errorf(e.Value.Span, idOverlayUnmatched, "the contract has no namespace %s", uri).Hint = c.didYouMean(uri, list(c.spaces))
		}
	}
}

// longPrefix is a prefix that is not taken: a short one and a part of the hash of the URI.
func longPrefix(short, uri string, taken map[string]bool) string {
	for sum := sha256.Sum256([]byte(uri)); ; sum = sha256.Sum256(sum[:]) {
		if p := short + hex.EncodeToString(sum[:3]); !taken[p] {
			return p
		}
	}
}

// has reports whether a schema of the contract has the target namespace.
func (ix *index) has(uri string) bool {
	return slices.ContainsFunc(ix.units, func(u *unit) bool { return u.tns == uri })
}

// shortName makes a prefix of a URI: the first letters of its last segment that is a word, or of its host.
func shortName(uri string) string {
	host, rest := "", uri
	if u, err := url.Parse(uri); err == nil && u.Host != "" {
		host, rest = u.Hostname(), u.Path
	}
	words := strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("/:#?&=.", r) })
	for _, w := range slices.Backward(words) {
		if p := letters(w); p != "" {
			return p
		}
	}
	for w := range strings.SplitSeq(host, ".") {
		if p := letters(w); p != "" && w != "www" {
			return p
		}
	}
	return "ns"
}

// letters is the first three letters of a word in lower case; "" for a word that does not start with one,
// that is a version or that says nothing.
func letters(word string) string {
	word = strings.ToLower(word)
	switch word {
	case "urn", "http", "https", "xsd", "wsdl", "services", "schemas", "schema", "types", "xml", "soap", "com", "org", "net":
		return ""
	}
	n := 0
	for n < len(word) && n < 3 && 'a' <= word[n] && word[n] <= 'z' {
		n++
	}
	if n < 2 || strings.HasPrefix(word, "xml") {
		return ""
	}
	return word[:n]
}
