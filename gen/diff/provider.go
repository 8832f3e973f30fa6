package diff

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
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
		fact{"receiver", old.Receiver, new.Receiver, receiverSurface(old.Receiver), receiverSurface(new.Receiver)},
		fact{"refusal", old.Refusal != nil, new.Refusal != nil, refusalSurface(c.old), refusalSurface(c.new)}, session)
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
	if new.Security == nil {
		f.request = Unknown // credentials that nobody asks for
	}
}

// notifications compares what a receiver is handed. The provider sends it, as it does replies.
func (c *comparer) notifications(old, new *contract.Receiver) {
	if old == nil || new == nil {
		return
	}
	for _, o := range old.Kinds {
		for _, n := range new.Kinds {
			if o.Name == n.Name {
				c.pair(c.roots[reply], o.Type, n.Type)
			}
		}
	}
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

// A fact is a provider's rule in a form that can be compared, and what it gives the Go API.
type fact struct {
	name     string
	old, new any
	was, is  surface
}

func differs(name string, old, new any) fact { return fact{name: name, old: old, new: new} }

// ruled reports the rules that differ. One that differs in Go alone shows in no message.
func (c *comparer) ruled(at *pair, o, n *contract.Node, facts ...fact) {
	for _, f := range facts {
		api := f.is.api(f.was)
		switch said := fmt.Sprintf("the rule %s is another one", f.name); {
		case c.differs(f):
			at.changed("rule-changed", o, n, said).api = api
		case api != GoNone:
			at.changed("rule-changed", o, n, said+" in Go").wire(Compatible, Compatible).api = api
		}
	}
}

// written reports rules of how requests are written that say nothing to who reads XML: a prefix is a placeholder for its namespace
// (Namespaces in XML 1.0, clause 4), and text is the same in a CDATA section (XML 1.0, clause 2.7).
func (c *comparer) written(at *pair, o, n *contract.Node, facts ...fact) {
	for _, f := range facts {
		if c.differs(f) {
			at.changed("rule-changed", o, n, fmt.Sprintf("the rule %s is another one; what requests say in XML is the same", f.name)).wire(Compatible, Compatible)
		}
	}
}

func (c *comparer) differs(f fact) bool { return c.plain(f.old, true) != c.plain(f.new, false) }

func (c *comparer) bindingRules(o, n *contract.Binding) {
	var rules []fact
	ot, soap := o.Transport.(*contract.SOAP)
	nt, still := n.Transport.(*contract.SOAP)
	if soap && still {
		rules = append(rules, differs("gzip", ot.Gzip, nt.Gzip), differs("tls", ot.TLSRequired, nt.TLSRequired))
		was, is := c.prefixes()
		c.written(c.roots[request], &o.Node, &n.Node, differs("prefixes", was, is),
			differs("envelopePrefix", ot.EnvelopePrefix, nt.EnvelopePrefix), differs("namespaceStyle", ot.DefaultNamespaces, nt.DefaultNamespaces))
	}
	or, rest := o.Transport.(*contract.REST)
	nr, still := n.Transport.(*contract.REST)
	if rest && still {
		login := differs("login", or.Login, nr.Login)
		login.was, login.is = loginSurface(or.Login), loginSurface(nr.Login)
		rules = append(rules, differs("gzip", or.Gzip, nr.Gzip), differs("tls", or.TLSRequired, nr.TLSRequired), login)
		c.restErrors(or, nr)
	}
	session := differs("session", o.Sessions, n.Sessions)
	session.was, session.is = opensSurface(o.Sessions), opensSurface(n.Sessions)
	c.ruled(c.roots[both], &o.Node, &n.Node, append(rules, session)...)
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
	c.ruled(c.roots[both], &o.Node, &n.Node,
		differs("digests", o.Digests, n.Digests), differs("credentials", o.Credentials, n.Credentials),
		differs("key", o.Key, n.Key), differs("spacing", o.Spacing, n.Spacing), differs("refuse", o.Refuse, n.Refuse),
		fact{"session", o.Session, n.Session, useSurface(o.Session), useSurface(n.Session)},
		fact{"records", o.Records, n.Records, recordsSurface(o.Records), recordsSurface(n.Records)},
		fact{"paging", o.Paging, n.Paging, pagingSurface(o.Paging), pagingSurface(n.Paging)},
		fact{"polling", o.Polling, n.Polling, method(o.Polling != nil), method(n.Polling != nil)},
		fact{name: "serve", was: method(o.Serve), is: method(n.Serve)},
		fact{name: "validate", was: method(o.ValidateRequests), is: method(n.ValidateRequests)})
}

// plain prints a rule with its declarations by name, so that what changes inside of them is not the rule's change.
func (c *comparer) plain(v any, old bool) string {
	return fmt.Sprintf("%#v", c.value(reflect.ValueOf(v), old)) // with the quotes of texts
}

// value replaces declarations by their names and leaves out where they stand.
func (c *comparer) value(v reflect.Value, old bool) any {
	if !v.IsValid() || (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() {
		return nil
	}
	switch x := v.Interface().(type) {
	case *contract.Field:
		return c.sided(x.Element.Name, old)
	case *contract.Element:
		return c.sided(x.Name, old)
	case *contract.Operation:
		return x.Name
	case contract.Type:
		return c.sided(typeName(x), old)
	case contract.QName:
		return c.sided(x, old)
	case contract.Node, source.Span:
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return c.value(v.Elem(), old)
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = c.value(v.Index(i), old)
		}
		return list
	case reflect.Struct:
		list := make([]any, v.NumField())
		for i := range list {
			list[i] = c.value(v.Field(i), old)
		}
		return list
	}
	return v.Interface()
}

func (c *comparer) sided(q contract.QName, old bool) string {
	if old {
		q = c.name(q)
	}
	return q.String()
}
