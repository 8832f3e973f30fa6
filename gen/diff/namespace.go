package diff

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// A spaces is local names by namespace.
type spaces map[string]map[string]bool

func (s spaces) add(q contract.QName) {
	if q.Space == "" {
		return
	}
	if s[q.Space] == nil {
		s[q.Space] = map[string]bool{}
	}
	s[q.Space][q.Local] = true
}

// schemaSpaces are the names of types and elements.
func schemaSpaces(api *contract.API) spaces {
	out := spaces{}
	for _, t := range api.Types {
		out.add(typeName(t))
	}
	for _, e := range api.Elements {
		out.add(e.Name)
	}
	return out
}

// serviceSpaces are the names of bindings and their operations.
func serviceSpaces(api *contract.API) spaces {
	out := spaces{}
	for _, b := range api.Bindings {
		out.add(b.Name)
		for _, o := range b.Operations {
			out.add(contract.QName{Space: b.Name.Space, Local: o.Name})
		}
	}
	return out
}

// renamedSpaces finds the namespaces of old that new has under another name, by the local names that they declare.
func renamedSpaces(was, is spaces) map[string]string {
	renamed := map[string]string{}
	taken := map[string]bool{}
	for _, from := range slices.Sorted(maps.Keys(was)) {
		if is[from] != nil {
			continue
		}
		best, most := "", 0
		for _, to := range slices.Sorted(maps.Keys(is)) {
			if was[to] != nil || taken[to] {
				continue
			}
			if n := resemblance(from, to, was[from], is[to]); n > most {
				best, most = to, n
			}
		}
		if best != "" {
			renamed[from] = best
			taken[best] = true
		}
	}
	return renamed
}

// resemblance counts the names that two namespaces share, and the letters of the URI where that decides nothing.
func resemblance(from, to string, was, is map[string]bool) int {
	shared := 0
	for name := range was {
		if is[name] {
			shared++
		}
	}
	alike := 0
	for alike < len(from) && alike < len(to) && from[alike] == to[alike] {
		alike++
	}
	if shared == 0 && 2*alike < len(from) {
		return 0
	}
	return shared<<16 + alike
}

// namespaces reports each namespace that has another name, once. No message says that of a service, nor one in JSON of anything.
func (c *comparer) namespaces() {
	for _, from := range slices.Sorted(maps.Keys(c.renamed)) {
		f := c.renamedSpace(from, c.renamed[from])
		switch {
		case c.json:
			f.wire(Compatible, Compatible)
		case !written(c.old, from) && !written(c.new, c.renamed[from]):
			f.wire(statedIn(c.old, from), Compatible)
		}
	}
	for _, from := range slices.Sorted(maps.Keys(c.services)) {
		if to := c.services[from]; c.renamed[from] != to {
			c.renamedSpace(from, to).wire(Compatible, Compatible)
		}
	}
}

func (c *comparer) renamedSpace(from, to string) *finding {
	return c.roots[both].add("namespace-changed", "{"+to+"}", fmt.Sprintf("namespace %s is now %s", from, to), spaceSpan(c.old, from), spaceSpan(c.new, to))
}

// written reports whether messages have names in a namespace beside those of types: of elements and attributes, those that values
// are, in SOAP encoding those of types, too. A wildcard that goes by the namespace has some.
func written(api *contract.API, uri string) bool {
	r := reached(api)
	for _, e := range slices.Concat(api.Elements, api.Unreached.Elements, slices.Collect(maps.Keys(r.elements))) {
		if e.Name.Space == uri {
			return true
		}
	}
	for _, a := range api.Unreached.Attrs {
		if a.Name.Space == uri {
			return true
		}
	}
	named := func(v contract.EnumValue) bool { return strings.HasPrefix(v.Name, "{"+uri+"}") }
	for t := range r.ways(api) {
		switch t := t.(type) {
		case *contract.Struct:
			if t.Encoded || t.Map != nil || writtenIn(t, uri) {
				return true
			}
		case *contract.Simple:
			if slices.ContainsFunc(t.Enum, named) {
				return true
			}
		}
	}
	return false
}

// writtenIn reports whether a type has attributes of a namespace, or wildcards that go by it.
func writtenIn(s *contract.Struct, uri string) bool {
	wild := []*contract.Wildcard{}
	if s.AnyAttr != nil {
		wild = append(wild, s.AnyAttr)
	}
	for _, l := range effective(s, lineage(s), false, unrenamed, nil).leaves {
		if l.any != nil {
			wild = append(wild, &l.any.Wildcard)
		}
	}
	return slices.ContainsFunc(s.Attrs, func(a *contract.Attr) bool { return a.Name.Space == uri }) ||
		slices.ContainsFunc(wild, func(w *contract.Wildcard) bool {
			return w.Target == uri && slices.Contains(w.Namespaces, "##other") || slices.Contains(slices.Concat(w.Namespaces, w.Besides), uri)
		})
}

// statedIn is the verdict of requests that say names of types in a namespace by xsi:type: they must where a type stands in the place of its base.
func statedIn(api *contract.API, uri string) Wire {
	verdict := Compatible
	for t, way := range reached(api).ways(api) {
		if s, derived := t.(*contract.Struct); way&request != 0 && typeName(t).Space == uri {
			verdict = worse(verdict, choose(derived && s.Base != nil && !s.Abstract, Breaking, Unknown))
		}
	}
	if slices.ContainsFunc(api.Unreached.Types, func(t contract.Type) bool { return typeName(t).Space == uri }) {
		verdict = worse(verdict, Unknown)
	}
	return verdict
}

// sameBinding reports whether two bindings have one name but for the version in its namespace.
func (c *comparer) sameBinding(o, n *contract.Binding) bool {
	was := o.Name
	if to, ok := c.services[was.Space]; ok {
		was.Space = to
	}
	return was == n.Name
}

// spaceSpan is where a contract first declares something in a namespace.
func spaceSpan(api *contract.API, uri string) (first source.Span) {
	for _, e := range api.Elements {
		if e.Name.Space == uri {
			return e.Span
		}
	}
	for _, t := range api.Types {
		if typeName(t).Space == uri {
			return t.Decl().Span
		}
	}
	for _, b := range api.Bindings {
		if b.Name.Space == uri {
			return b.Span
		}
	}
	return first
}

// typeName is the name of a global type, zero for an anonymous one.
func typeName(t contract.Type) contract.QName {
	switch t := t.(type) {
	case *contract.Simple:
		return t.Name
	case *contract.List:
		return t.Name
	case *contract.Union:
		return t.Name
	case *contract.Struct:
		return t.Name
	}
	return contract.QName{}
}
