package diff

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

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
	was.Params, is.Params = beside(was.Params, n), beside(is.Params, o)
	if !moved {
		c.sameVariables(o, n)
		was.Path, was.Params, is.Params = is.Path, queried(was.Params, true), queried(is.Params, true)
	}
	was.Success, was.Empty, is.Success, is.Empty = nil, nil, nil, nil
	c.ruled(c.roots[request], &o.Node, &n.Node, differs("http", was, is).wire(Unknown, Compatible))
	c.ruled(c.roots[reply], &o.Node, &n.Node, differs("success", [][]int{o.HTTP.Success, o.HTTP.Empty}, [][]int{n.HTTP.Success, n.HTTP.Empty}).
		wire(Compatible, choose(succeeds(o, n), Compatible, Breaking)))
}

// overlap reports whether a request may have both of two paths: a value stands for any step.
func overlap(a, b string) bool {
	return slices.EqualFunc(strings.Split(strings.Trim(a, "/"), "/"), strings.Split(strings.Trim(b, "/"), "/"), func(x, y string) bool {
		return x == y || placeholder.MatchString(x) || placeholder.MatchString(y)
	})
}

// succeeds reports whether the old client takes for a success what is one now: other status codes are errors, and so are replies without a
// body where it reads one.
func succeeds(o, n *contract.Operation) bool {
	was, is := o.HTTP, n.HTTP
	beyond := func(codes []int) func(int) bool {
		return func(code int) bool { return !slices.Contains(codes, code) }
	}
	codes := len(was.Success) == 0 || len(is.Success) > 0 && !slices.ContainsFunc(is.Success, beyond(was.Success))
	return codes && (o.Out == nil || !slices.ContainsFunc(is.Empty, beyond(was.Empty)))
}

// sameVariables lets values of a path that are in the same place stand for each other where one side alone has their names. Those that both have
// by other places break requests.
func (c *comparer) sameVariables(o, n *contract.Operation) {
	old, new := queried(o.HTTP.Params, false), queried(n.HTTP.Params, false)
	at := func(list []*contract.Param, name string) int {
		return slices.IndexFunc(list, func(p *contract.Param) bool { return p.Field.Element.Name.Local == name })
	}
	for i := range min(len(old), len(new)) {
		was, is := old[i].Field, new[i].Field
		name, now := was.Element.Name.Local, is.Element.Name.Local
		switch {
		case at(new, name) >= 0 && name != now:
			c.roots[request].changed("rule-changed", &o.Node, &n.Node, fmt.Sprintf("%s stands elsewhere in the path", name)).wire(Breaking, Compatible)
		case at(old, now) < 0 && memberOf(was).Absent && memberOf(is).Absent:
			c.variables[was] = is
		}
	}
}

// beside are the values of an address without those of the query that the other version's request has no field for: of these the field tells.
func beside(list []*contract.Param, other *contract.Operation) []*contract.Param {
	return slices.DeleteFunc(slices.Clone(list), func(p *contract.Param) bool {
		return p.Query && !slices.ContainsFunc(requestFields(other), func(f *contract.Field) bool { return f.Element.Name.Local == p.Field.Element.Name.Local })
	})
}

// requestFields are the fields of an operation's request.
func requestFields(op *contract.Operation) (list []*contract.Field) {
	for _, part := range op.In.Body {
		if s, ok := part.Element.Type.(*contract.Struct); ok {
			list = append(list, fieldsOf(s)...)
		}
	}
	return list
}

// queried are the values that stand in the query, or those in the path.
func queried(list []*contract.Param, query bool) []*contract.Param {
	return slices.DeleteFunc(slices.Clone(list), func(p *contract.Param) bool { return p.Query != query })
}

// matchVariables pairs the values of a path. One that goes by another name does so in Go alone.
func (c *comparer) matchVariables(p *pair, old, new *content) {
	for _, o := range old.leaves {
		i := slices.IndexFunc(new.leaves, func(n *leaf) bool { return n.field != nil && n.field == c.variables[o.field] })
		if i < 0 {
			continue
		}
		n := new.leaves[i]
		o.match, n.match = n, o
		f := p.changed("name-changed", o.node, n.node, fmt.Sprintf("the variable of the path is %s, was %s", n.label(), o.label()))
		f.api = choose(o.node.Rename != "" && o.node.Rename == n.node.Rename, GoNone, GoBreaking)
	}
}

// sharesAddress reports whether the operations of two bindings can be asked for below one address.
func sharesAddress(o, n *contract.Binding) bool {
	return len(o.Endpoints) == 0 && len(n.Endpoints) == 0 || slices.ContainsFunc(o.Endpoints, func(was *contract.Endpoint) bool {
		return slices.ContainsFunc(n.Endpoints, func(is *contract.Endpoint) bool { return was.URL == is.URL })
	})
}
