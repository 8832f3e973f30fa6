package diff

import (
	"cmp"
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// whole is a contract with what its provider's file says for it.
func whole(api *contract.API) contract.API {
	x := *api
	if s := api.Shared; s != nil {
		x.Refusal, x.Session = cmp.Or(x.Refusal, s.Refusal), cmp.Or(x.Session, s.Session)
		if x.Security == nil {
			x.Security = s.Security
		}
	}
	return x
}

// security compares the schemes of credentials, and what else a spec says of a service as a whole.
func (c *comparer) security() {
	old, new := whole(c.old), whole(c.new)
	session := fact{name: "session", was: sessionSurface(old.Session), is: sessionSurface(new.Session)}
	if c.old.Provider && c.new.Provider { // else told of the services that open sessions and stand in them
		session.old, session.new = old.Session, new.Session
	}
	c.ruled(c.roots[reply], &c.old.Node, &c.new.Node,
		differs("receiver", old.Receiver, new.Receiver).in(receiverSurface(old.Receiver), receiverSurface(new.Receiver)).wire(Compatible, received(old.Receiver, new.Receiver)),
		differs("refusal", old.Refusal != nil, new.Refusal != nil).in(refusalSurface(c.old), refusalSurface(c.new)), session)
	c.notifications(old.Receiver, new.Receiver)
	renamed := c.credentialsHeader(old.Security, new.Security)
	was, is := securityLabel(old.Security), securityLabel(new.Security)
	if ob, nb := bodyCredentials(old.Security), bodyCredentials(new.Security); ob != nil && nb != nil {
		c.ruled(c.roots[request], &c.old.Node, &c.new.Node, fact{name: "credentials", was: credentialsSurface(ob), is: credentialsSurface(nb)})
	}
	if was == is {
		return
	}
	f := c.roots[request].add("security-changed", c.new.Path, fmt.Sprintf("credentials go as %s, went as %s", is, was), c.old.Span, c.new.Span)
	if renamed || credentialsType(old.Security) != credentialsType(new.Security) {
		f.api = GoBreaking // credentials are an argument of NewClient
	}
	f.request = askedFor(old.Security, new.Security)
}

// notifications compares what a receiver is handed. The provider sends it, as it does replies.
func (c *comparer) notifications(old, new *contract.Receiver) {
	if old == nil || new == nil {
		return
	}
	for _, n := range new.Kinds {
		if o := known(old, n); o != nil {
			c.pair(c.roots[reply], o.Type, n.Type)
		}
	}
}

// known is the old kind that a new one is taken for, or else that of its name.
func known(old *contract.Receiver, n *contract.Kind) (o *contract.Kind) {
	for _, k := range old.Kinds {
		if k.Member == n.Member && k.Has == n.Has {
			return k
		}
		if k.Name == n.Name {
			o = k
		}
	}
	return o
}

// received is the verdict on notifications that an old receiver is handed. Those that it does not know it leaves to the caller.
func received(old, new *contract.Receiver) Wire {
	if old == nil || new == nil {
		return Unknown
	}
	verdict := choose(slices.Equal(old.Authorization, new.Authorization), Compatible, Unknown)
	for _, n := range new.Kinds {
		switch o := known(old, n); {
		case o == nil:
			verdict = worse(verdict, Unknown)
		case o.Member != n.Member || o.Has != n.Has:
			return Breaking
		}
	}
	return verdict
}

// credentialsHeader compares a header block that carries credentials, and where they stand in it. It reports whether the Go type of the
// block is called otherwise.
func (c *comparer) credentialsHeader(old, new contract.Security) (renamed bool) {
	o, was := old.(*contract.HeaderCredentials)
	n, is := new.(*contract.HeaderCredentials)
	if !was || !is {
		return false
	}
	at := c.roots[request]
	c.pair(at, o.Header, n.Header)
	if c.differs(differs("credentials", []*contract.Field{o.Username, o.Password}, []*contract.Field{n.Username, n.Password})) {
		at.changed("rule-changed", &o.Header.Node, &n.Header.Node, "the name and the password stand in other elements").wire(Breaking, Compatible)
	}
	return o.Header.Name.Local != n.Header.Name.Local && nameless(o.Header.Type)
}

// credentialsType tells apart what a scheme has in Go: a name and a password have the type of the runtime.
func credentialsType(s contract.Security) string {
	switch s.(type) {
	case *contract.UsernameToken, *contract.BasicAuth, *contract.HeaderCredentials:
		return "name and password"
	}
	return fmt.Sprintf("%T", s)
}

func securityLabel(s contract.Security) string {
	switch s := s.(type) {
	case *contract.UsernameToken:
		return choose(s.Digest, "a user name token with a digest", "a user name token") +
			choose(s.Timestamp, " and a timestamp", "") + choose(s.MustUnderstand, " that must be understood", "")
	case *contract.HeaderCredentials:
		return "the header block " + s.Header.Name.String()
	case *contract.BasicAuth:
		return "HTTP Basic"
	case *contract.BodyCredentials:
		names := make([]string, len(s.Values))
		for i, v := range s.Values {
			names[i] = v.Name
		}
		return fmt.Sprintf("the values %v of the body", names)
	}
	return "none"
}

// policies compares what the policies demand of the messages.
func (c *comparer) policies(o, n *contract.Binding) {
	was, is := demands(nil, o.Demands), demands(nil, n.Demands)
	for _, d := range o.Demands {
		if key := demandKey(d); !slices.Contains(is, key) {
			c.roots[both].add("policy-changed", n.Path, "no longer demands "+key, d.Span, n.Span)
		}
	}
	for _, d := range n.Demands {
		if key := demandKey(d); !slices.Contains(was, key) {
			c.roots[both].add("policy-changed", n.Path, "demands "+key, o.Span, d.Span)
		}
	}
}

func demands(keys []string, list []*contract.Demand) []string {
	for _, d := range list {
		keys = append(keys, demandKey(d))
	}
	return keys
}

// demandKey is a demand in one line.
func demandKey(d *contract.Demand) string {
	key := d.Assertion + choose(d.Optional, " if wanted", "")
	if d.On != "" {
		key += " on " + d.On
	}
	if len(d.Inner) > 0 {
		key += fmt.Sprintf(" with %v", demands(nil, d.Inner))
	}
	return key
}

func (c *comparer) bindingRules(o, n *contract.Binding) {
	var rules []fact
	ot, soap := o.Transport.(*contract.SOAP)
	nt, still := n.Transport.(*contract.SOAP)
	if soap && still {
		c.transport(o, n, [2]bool{ot.Gzip, nt.Gzip}, [2]bool{ot.TLSRequired, nt.TLSRequired})
		was, is := c.prefixes()
		c.written(c.roots[request], &o.Node, &n.Node, differs("prefixes", was, is),
			differs("envelopePrefix", ot.EnvelopePrefix, nt.EnvelopePrefix), differs("namespaceStyle", ot.DefaultNamespaces, nt.DefaultNamespaces))
	}
	or, rest := o.Transport.(*contract.REST)
	nr, still := n.Transport.(*contract.REST)
	if rest && still {
		c.transport(o, n, [2]bool{or.Gzip, nr.Gzip}, [2]bool{or.TLSRequired, nr.TLSRequired})
		rules = append(rules, c.login(&o.Node, &n.Node, or.Login, nr.Login))
		c.restErrors(or, nr)
	}
	rules = append(rules, differs("session", o.Sessions, n.Sessions).in(opensSurface(o.Sessions), opensSurface(n.Sessions)))
	c.ruled(c.roots[both], &o.Node, &n.Node, rules...)
}

// transport compares how requests travel.
func (c *comparer) transport(o, n *contract.Binding, gzip, tls [2]bool) {
	c.ruled(c.roots[request], &o.Node, &n.Node, differs("gzip", gzip[0], gzip[1]),
		differs("tls", tls[0], tls[1]).wire(choose(tls[1], Unknown, Compatible), Compatible))
}

// login compares how a token is had. Requests that state it in another way, or none, are refused.
func (c *comparer) login(on, nn *contract.Node, o, n *contract.Login) fact {
	f := differs("login", o, n).in(loginSurface(o), loginSurface(n))
	switch {
	case o == nil:
		return f.wire(Breaking, Compatible)
	case n == nil:
		return f
	}
	was, is := *o, *n
	c.ruled(c.roots[request], on, nn, differs("login's scheme", was.Scheme, is.Scheme).wire(Breaking, Compatible))
	was.Scheme = is.Scheme
	f.old, f.new = &was, &is
	return f
}

// prefixes are those of the namespaces that both contracts have, where a spec states one.
func (c *comparer) prefixes() (was, is []string) {
	for i := range c.old.Namespaces {
		o := &c.old.Namespaces[i]
		for j := range c.new.Namespaces {
			if n := &c.new.Namespaces[j]; n.URI == c.name(contract.QName{Space: o.URI}).Space && (o.Long == "" || n.Long == "") {
				was, is = append(was, o.Prefix), append(is, n.Prefix)
			}
		}
	}
	return was, is
}

// restErrors compares the bodies of replies that are no success, which have no name in JSON.
func (c *comparer) restErrors(o, n *contract.REST) {
	at := c.roots[reply]
	if o.Error != nil && n.Error != nil {
		c.pair(at, o.Error, n.Error)
		return
	}
	c.ruled(at, &c.old.Node, &c.new.Node, differs("error", o.Error, n.Error))
}

func (c *comparer) operationRules(o, n *contract.Operation) {
	method := func(there bool) surface { return surface{}.set(there, "method") }
	c.ruled(c.roots[request], &o.Node, &n.Node,
		differs("credentials", o.Credentials, n.Credentials).wire(c.filled(o.Credentials, n.Credentials), Compatible),
		differs("refuse", o.Refuse, n.Refuse).wire(c.refused(o.Refuse, n.Refuse), Compatible))
	c.ruled(c.roots[reply], &o.Node, &n.Node, differs("digests", o.Digests, n.Digests).wire(Compatible, c.digested(o.Digests, n.Digests)))
	c.ruled(c.roots[both], &o.Node, &n.Node, differs("key", o.Key, n.Key), differs("spacing", o.Spacing, n.Spacing),
		differs("session", o.Session, n.Session).in(useSurface(o.Session), useSurface(n.Session)),
		differs("records", o.Records, n.Records).in(recordsSurface(o.Records), recordsSurface(n.Records)),
		differs("paging", o.Paging, n.Paging).in(pagingSurface(o.Paging), pagingSurface(n.Paging)),
		differs("polling", o.Polling, n.Polling).in(method(o.Polling != nil), method(n.Polling != nil)),
		fact{name: "serve", was: method(o.Serve), is: method(n.Serve)},
		fact{name: "validate", was: method(o.ValidateRequests), is: method(n.ValidateRequests)})
}
