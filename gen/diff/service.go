package diff

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// service compares bindings and what they offer.
func (c *comparer) service() {
	c.packages()
	c.security()
	left := map[*contract.Binding]bool{}
	for _, b := range c.new.Bindings {
		left[b] = true
	}
	for _, o := range c.old.Bindings {
		n := c.counterpart(o, left)
		if n == nil {
			c.roots[both].add("binding-removed", o.Path, fmt.Sprintf("the binding %s is gone", o.Name.Local), o.Span, c.new.Span)
			continue
		}
		delete(left, n)
		c.binding(o, n)
	}
	for _, n := range c.new.Bindings {
		if left[n] {
			c.roots[both].add("binding-added", n.Path, fmt.Sprintf("the binding %s is new", n.Name.Local), c.old.Span, n.Span)
		}
	}
}

// packages compares the names of the Go packages. That of a file says nothing: both versions may lie in any.
func (c *comparer) packages() {
	c.packaged("", c.old, c.new)
	if c.old.Shared != nil && c.new.Shared != nil {
		c.packaged(" of the provider", c.old.Shared, c.new.Shared)
	}
}

func (c *comparer) packaged(of string, was, is *contract.API) {
	if was.Package == is.Package || was.Package == "" || is.Package == "" || was.FileNamed && is.FileNamed {
		return
	}
	c.roots[both].add("package-renamed", is.Path, fmt.Sprintf("the package%s is %s, was %s", of, is.Package, was.Package), was.Span, is.Span)
}

// client is what a binding's Go client is called: one that is alone goes without the binding's name.
func client(api *contract.API, b *contract.Binding) string {
	if len(api.Bindings) == 1 {
		return "Client"
	}
	return b.Name.Local
}

// counterpart finds the new binding that stands for an old one: that of its name, else the one without an old name that
// shares most operations with it.
func (c *comparer) counterpart(o *contract.Binding, left map[*contract.Binding]bool) *contract.Binding {
	var best *contract.Binding
	most := 0
	for _, n := range c.new.Bindings {
		if !left[n] {
			continue
		}
		if c.sameBinding(o, n) {
			return n
		}
		if score := likeness(o, n); score > most && !c.retained(n) {
			best, most = n, score
		}
	}
	return best
}

// retained reports whether a new binding has the name of an old one.
func (c *comparer) retained(n *contract.Binding) bool {
	for _, o := range c.old.Bindings {
		if c.sameBinding(o, n) {
			return true
		}
	}
	return false
}

// likeness counts the operations that two bindings share; those of another transport or version count less.
func likeness(o, n *contract.Binding) int {
	names := map[string]bool{}
	for _, op := range n.Operations {
		names[op.Name] = true
	}
	score := 0
	for _, op := range o.Operations {
		if names[op.Name] {
			score += 2
		}
	}
	if score > 0 && version(o) == version(n) {
		score++
	}
	return score
}

// version is that of SOAP, "" over REST.
func version(b *contract.Binding) string {
	if s, ok := b.Transport.(*contract.SOAP); ok {
		return s.Version
	}
	return ""
}

func (c *comparer) binding(o, n *contract.Binding) {
	at := c.roots[both]
	c.docs(at, &o.Node, &n.Node)
	if was, is := client(c.old, o), client(c.new, n); was != is && !c.sameBinding(o, n) { // a name that stays keeps its client in wsgen.lock
		at.changed("client-renamed", &o.Node, &n.Node, fmt.Sprintf("the binding is %s, was %s", n.Name.Local, o.Name.Local))
	}
	if was, is := version(o), version(n); was != is {
		at.changed("soap-version-changed", &o.Node, &n.Node, fmt.Sprintf("the binding is for %s, was for %s", soapLabel(is), soapLabel(was)))
	}
	c.endpoints(o, n)
	c.policies(o, n)
	c.bindingRules(o, n)
	left := map[string]*contract.Operation{}
	for _, op := range n.Operations {
		left[signature(op)] = op
	}
	for _, was := range o.Operations {
		is := left[signature(was)]
		if is == nil {
			is = c.overload(was, left, o, n)
		}
		if is == nil {
			if is = c.renamedOperation(was, left, n, o); is != nil {
				at.changed("operation-renamed", &was.Node, &is.Node, fmt.Sprintf("the operation is %s, was %s", is.Name, was.Name))
			}
		}
		if is == nil {
			at.add("operation-removed", was.Path, fmt.Sprintf("the operation %s is gone", was.Name), was.Span, n.Span)
			continue
		}
		delete(left, signature(is))
		c.operation(was, is)
		c.http(o, n, was, is)
	}
	for _, is := range n.Operations {
		if left[signature(is)] != nil {
			f := at.add("operation-added", is.Path, fmt.Sprintf("the operation %s is new", is.Name), o.Span, is.Span)
			if was := c.shadowed(o, is); was != nil {
				f.message += fmt.Sprintf("; requests of %s may be taken for its own", was.Name)
				f.wire(Unknown, Unknown)
			}
		}
	}
}

// overload finds what an operation is whose input is called otherwise: of those of its name the one with its elements, or the only one
// on both sides.
func (c *comparer) overload(op *contract.Operation, left map[string]*contract.Operation, o, n *contract.Binding) *contract.Operation {
	named := func(list []*contract.Operation) []*contract.Operation {
		return slices.DeleteFunc(slices.Clone(list), func(x *contract.Operation) bool { return x.Name != op.Name })
	}
	was, is := named(o.Operations), named(n.Operations)
	for _, x := range is {
		if left[signature(x)] != nil && c.sameBody(op.In, x.In) {
			return x
		}
	}
	if len(was) == 1 && len(is) == 1 {
		return is[0]
	}
	return nil
}

// signature tells an operation from the others of its binding.
func signature(op *contract.Operation) string { return op.Name + "(" + op.Input + ")" }

// renamedOperation finds an operation of a new name that has the messages of an old one: its action and its elements, which say
// all of the name that messages in the style document do.
func (c *comparer) renamedOperation(was *contract.Operation, left map[string]*contract.Operation, n, o *contract.Binding) *contract.Operation {
	for _, is := range n.Operations {
		if left[signature(is)] == nil || slices.ContainsFunc(o.Operations, func(x *contract.Operation) bool { return x.Name == is.Name }) {
			continue
		}
		if was.HTTP == nil && is.HTTP == nil && was.Style == contract.Document && is.Style == contract.Document &&
			was.Action == is.Action && c.sameBody(was.In, is.In) && c.sameBody(was.Out, is.Out) {
			return is
		}
	}
	return nil
}

// sameBody reports whether two messages have the same elements, at least one.
func (c *comparer) sameBody(o, n *contract.Message) bool {
	if o == nil || n == nil {
		return o == n
	}
	return len(o.Body) > 0 && slices.EqualFunc(o.Body, n.Body, func(was, is *contract.Part) bool {
		return was.Element != nil && is.Element != nil && c.same(was.Element.Name, is.Element.Name)
	})
}

// shadowed is the old operation of which a server does not tell requests from those of a new one: by the element of the body (Basic Profile
// 1.1, R2710) and the action, or by method and path; nil for none.
func (c *comparer) shadowed(o *contract.Binding, is *contract.Operation) *contract.Operation {
	i := slices.IndexFunc(o.Operations, func(was *contract.Operation) bool {
		if was.HTTP != nil && is.HTTP != nil {
			return was.HTTP.Method == is.HTTP.Method && was.HTTP.FromHost == is.HTTP.FromHost && overlap(was.HTTP.Path, is.HTTP.Path)
		}
		return was.HTTP == nil && is.HTTP == nil && was.Style == contract.Document && is.Style == contract.Document &&
			was.Action == is.Action && c.sameBody(was.In, is.In)
	})
	if i < 0 {
		return nil
	}
	return o.Operations[i]
}

func soapLabel(version string) string {
	if version == "" {
		return "REST"
	}
	return "SOAP " + version
}

// endpoints compares the addresses: by their path, in which the environment or the port stands, then by what they are.
func (c *comparer) endpoints(o, n *contract.Binding) {
	taken := map[*contract.Endpoint]bool{}
	partners := map[*contract.Endpoint]*contract.Endpoint{}
	for _, alike := range []func(was, is *contract.Endpoint) bool{
		func(was, is *contract.Endpoint) bool { return label(o.Path, was.Path) == label(n.Path, is.Path) },
		func(was, is *contract.Endpoint) bool { return was.URL == is.URL },
		func(_, _ *contract.Endpoint) bool { return len(o.Endpoints) == 1 && len(n.Endpoints) == 1 },
	} {
		for _, was := range o.Endpoints {
			for _, is := range n.Endpoints {
				if partners[was] == nil && !taken[is] && alike(was, is) {
					partners[was], taken[is] = is, true
				}
			}
		}
	}
	for _, was := range o.Endpoints {
		if is := partners[was]; is != nil {
			c.endpoint(was, is)
			continue
		}
		c.roots[both].add("endpoint-changed", was.Path, "the address "+shown(was)+" is gone", was.Span, n.Span).api = GoBreaking
	}
	for _, is := range n.Endpoints {
		if !taken[is] {
			c.roots[both].add("endpoint-changed", is.Path, "the address "+shown(is)+" is new", o.Span, is.Span).wire(Compatible, Compatible).api = GoAdditive
		}
	}
}

// endpoint compares two addresses, which go by their environment in Go.
func (c *comparer) endpoint(was, is *contract.Endpoint) {
	at := c.roots[both]
	c.docs(at, &was.Node, &is.Node)
	if is.URL != was.URL {
		at.changed("endpoint-changed", &was.Node, &is.Node, "the address is "+shown(is)+", was "+shown(was))
	}
	if !slices.Equal(variables(was), variables(is)) { // they are parameters
		at.changed("endpoint-changed", &was.Node, &is.Node, fmt.Sprintf("the variables of the address are %v, were %v", variables(is), variables(was))).
			wire(Compatible, Compatible).api = GoBreaking
	}
	if is.Environment != was.Environment {
		at.changed("endpoint-changed", &was.Node, &is.Node, fmt.Sprintf("the environment is called %q, was %q", is.Environment, was.Environment)).
			wire(Compatible, Compatible).api = GoBreaking
	}
}

// What may be secret in an address: a user with a password, and the values of a query.
var (
	userInfo   = regexp.MustCompile(`//[^/?#]*@`)
	queryValue = regexp.MustCompile(`([?&][^=&#]*=)[^&#]+`)
)

// shown is an address as messages say it, which stand in logs and in comments.
func shown(e *contract.Endpoint) string {
	return queryValue.ReplaceAllString(userInfo.ReplaceAllString(e.URL, "//...@"), "$1...")
}

func variables(e *contract.Endpoint) (names []string) {
	for _, v := range e.Variables {
		names = append(names, v.Name)
	}
	return names
}

// label is a path seen from the declaration that holds it.
func label(parent, path string) string {
	if rest, ok := strings.CutPrefix(path, parent+"/"); ok {
		return rest
	}
	return path
}

// declareOnly reports whether no messages are known of the contracts.
func (c *comparer) declareOnly() bool {
	return len(c.old.Bindings) == 0 && len(c.new.Bindings) == 0 && (c.old.Receiver == nil || c.new.Receiver == nil)
}

// schemas compares the elements and types of contracts that have no operations: any of them may be a document's.
func (c *comparer) schemas() {
	if !c.declareOnly() {
		return
	}
	is := map[contract.QName]*contract.Element{}
	for _, e := range c.new.Elements {
		is[e.Name] = e
	}
	for _, e := range c.old.Elements {
		name := c.name(e.Name)
		if n := is[name]; n != nil {
			delete(is, name)
			c.pair(c.roots[both], e, n)
			continue
		}
		c.roots[both].add("message-changed", e.Path, fmt.Sprintf("the element %s is gone", e.Name.Local), e.Span, c.new.Span)
	}
	for _, e := range c.new.Elements {
		if is[e.Name] != nil {
			c.roots[both].add("message-changed", e.Path, fmt.Sprintf("the element %s is new", e.Name.Local), c.old.Span, e.Span).
				wire(Compatible, Compatible).api = GoAdditive
		}
	}
	types := map[contract.QName]contract.Type{}
	for _, t := range c.new.Types {
		types[typeName(t)] = t
	}
	for _, t := range c.old.Types {
		if name := c.name(typeName(t)); name.Local != "" && types[name] != nil {
			c.typed(c.roots[both], "field-type-changed", t.Decl(), types[name].Decl(), t, types[name])
		}
	}
}
