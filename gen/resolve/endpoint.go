package resolve

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// endpoints gives the bindings the addresses that the spec and its provider state; the service's own
// replace the provider's of that environment, and all of them those of the WSDL.
func (c *compiler) endpoints() {
	var list []*contract.Endpoint
	at := map[string]int{}
	specs := c.specs()
	for i := len(specs) - 1; i >= 0; i-- {
		for k := range specs[i].Endpoints.Entries {
			e := &specs[i].Endpoints.Entries[k]
			if e.Key.V == "" { // as if the WSDL said it
				c.diags.Errorf(e.Key.Span, idBadEndpoint, "an environment has no name")
				continue
			}
			x := c.endpoint(e, !c.api.Provider && (i == 0 || len(c.api.Bindings) > 0))
			if n, ok := at[e.Key.V]; ok {
				list[n] = x
				continue
			}
			at[e.Key.V] = len(list)
			list = append(list, x)
		}
	}
	for _, b := range c.api.Bindings {
		if len(list) > 0 {
			b.Endpoints = slices.Clone(list)
		}
		c.checkEndpoints(b)
	}
}

// endpoint lowers one address. That of a provider is checked with each service that fills it.
func (c *compiler) endpoint(e *parser.Entry[*parser.SpecEndpoint], check bool) *contract.Endpoint {
	v := e.Value
	x := &contract.Endpoint{Node: contract.Node{Path: "endpoint/" + e.Key.V, Doc: doc(v.Doc), Span: v.URL.Span}, Environment: e.Key.V, URL: v.URL.V}
	if s := c.spec.Service.V; s != "" {
		x.URL = strings.ReplaceAll(x.URL, "{service}", s)
	}
	used := map[string]bool{}
	for _, name := range variables(x.URL) {
		if used[name] {
			continue
		}
		used[name] = true
		if !parser.IsNCName(name) {
			c.diags.Errorf(v.URL.Span, idBadEndpoint, "{%s} is no variable: a name starts with a letter", name)
			continue
		}
		if check && v.Variables.Lookup(name) == nil {
			c.unknownVariable(v, name)
		}
	}
	for _, d := range v.Variables.Entries {
		if !used[d.Key.V] {
			if check {
				c.diags.Errorf(d.Key.Span, idOverlayUnmatched, "the address has no variable {%s}", d.Key.V)
			}
			continue
		}
		x.Variables = append(x.Variables, contract.Variable{Name: d.Key.V, Doc: doc(d.Value.Doc), Default: string(d.Value.Default.V)})
	}
	return x
}

func (c *compiler) unknownVariable(v *parser.SpecEndpoint, name string) {
	var names []string
	for _, d := range v.Variables.Entries {
		names = append(names, d.Key.V)
	}
	x := c.diags.Errorf(v.URL.Span, idUndeclaredVariable, "the variable {%s} is not declared", name)
	if x.Hint = c.didYouMean(name, list(append(names, "service"))); name == "service" {
		x.Hint = "state service in " + c.spec.File.Path
	}
}

// variables lists the names in braces.
func variables(text string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(text, "{")
		if !ok {
			return out
		}
		name, rest, ok := strings.Cut(rest, "}")
		if !ok {
			return out
		}
		out, text = append(out, name), rest
	}
}

func validPort(port string) bool {
	if port == "" {
		return true
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0
}

// tlsRequired reports whether a binding is for addresses with TLS alone.
func tlsRequired(b *contract.Binding) bool {
	switch t := b.Transport.(type) {
	case *contract.SOAP:
		return t.TLSRequired
	case *contract.REST:
		return t.TLSRequired
	}
	return false
}

// checkEndpoints reports addresses that are no URLs or that the transport's rules forbid. One that a WSDL states is left out
// with a warning: tools write placeholders there, and the address that counts is the one that the caller gives.
func (c *compiler) checkEndpoints(b *contract.Binding) {
	b.Endpoints = slices.DeleteFunc(b.Endpoints, func(e *contract.Endpoint) bool {
		u, flaw := address(e)
		switch {
		case flaw != "" && e.Environment == "":
			c.diags.Warnf(e.Span, idBadEndpoint, "%s, and the package has no constant of it", flaw).Hint = "state endpoints in a spec, or give the client the address"
			return true
		case flaw != "":
			c.diags.Errorf(e.Span, idBadEndpoint, "%s", flaw)
		case tlsRequired(b) && u.Scheme == "http":
			x := c.diags.Errorf(e.Span, idBadEndpoint, "%s is not encrypted, and transport says tls: required", e.URL)
			if v := setting(c, func(s *parser.Spec) parser.Value[string] { return orZero(s.Transport).TLS }); v.Set() {
				x.Related = append(x.Related, source.Note{Span: v.Span, Message: "it says so here"})
			}
		}
		return false
	})
}

// address is the URL of an endpoint with its variables filled in, which a WSDL's has none of, or what is wrong with it.
func address(e *contract.Endpoint) (u *url.URL, flaw string) {
	text := e.URL
	if e.Environment != "" {
		for _, name := range variables(text) {
			text = strings.ReplaceAll(text, "{"+name+"}", "1") // a host, a port and a path alike
		}
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Hostname() == "" || !validPort(u.Port()) || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsAny(text, "{} \t\n"):
		return nil, strconv.Quote(e.URL) + " is no http or https URL"
	case u.User != nil:
		return nil, "the address holds credentials"
	}
	return u, ""
}
