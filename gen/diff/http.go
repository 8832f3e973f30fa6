package diff

import (
	"fmt"
	"regexp"
	"slices"

	"example.com/wsgen/gen/contract"
)

// placeholder is where the path of a request has a value. Its name stands in no message.
var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// http compares what the requests of an operation say of HTTP. By its method and its path a server tells it from others, below an address
// that both versions have.
func (c *comparer) http(b, now *contract.Binding, o, n *contract.Operation) {
	if o.HTTP == nil || n.HTTP == nil {
		c.ruled(c.roots[both], &o.Node, &n.Node, differs("http", o.HTTP, n.HTTP))
		return
	}
	was, is := *o.HTTP, *n.HTTP
	moved := placeholder.ReplaceAllString(was.Path, "{}") != placeholder.ReplaceAllString(is.Path, "{}")
	if was.FromHost == is.FromHost && sharesAddress(b, now) {
		if was.Method != is.Method || moved {
			c.roots[request].changed("rule-changed", &o.Node, &n.Node, fmt.Sprintf("the request is %s %q, was %s %q", is.Method, is.Path, was.Method, was.Path)).
				wire(Breaking, Compatible)
		}
		was.Method, was.Path = is.Method, is.Path
	}
	c.ruled(c.roots[both], &o.Node, &n.Node, differs("http", was, is))
}

// sharesAddress reports whether the operations of two bindings can be asked for below one address.
func sharesAddress(o, n *contract.Binding) bool {
	return len(o.Endpoints) == 0 && len(n.Endpoints) == 0 || slices.ContainsFunc(o.Endpoints, func(was *contract.Endpoint) bool {
		return slices.ContainsFunc(n.Endpoints, func(is *contract.Endpoint) bool { return was.URL == is.URL })
	})
}
