package soap

import "strconv"

// A scope is a declaration of a namespace and all that hold around it; nil is none.
type scope struct {
	outer       *scope
	prefix, uri string
}

// declare returns the scope inside a declaration. One that says what holds already changes nothing.
func (s *scope) declare(prefix, uri string) *scope {
	if s.lookup(prefix) == uri {
		return s
	}
	return &scope{outer: s, prefix: prefix, uri: uri}
}

// lookup is what a prefix stands for, "" for nothing.
func (s *scope) lookup(prefix string) string {
	if prefix == "xml" {
		return nsXML
	}
	for ; s != nil; s = s.outer {
		if s.prefix == prefix {
			return s.uri
		}
	}
	return ""
}

// meanings fills m with what each prefix stands for.
func (s *scope) meanings(m map[string]string) {
	clear(m)
	for ; s != nil; s = s.outer {
		if _, ok := m[s.prefix]; !ok {
			m[s.prefix] = s.uri
		}
	}
}

// A binding is a prefix and what it stands for.
type binding struct{ prefix, uri string }

// scopes remembers what it found out about scopes: a message may ask the same of each of its references.
type scopes struct {
	found   map[sought]prefixFor
	changes map[[2]*scope][]binding
	spend   func(n int) // is told of the declarations looked at

	inner, around map[string]string // meanings, used again and again
}

func newScopes(spend func(n int)) scopes {
	return scopes{map[sought]prefixFor{}, map[[2]*scope][]binding{}, spend, map[string]string{}, map[string]string{}}
}

type sought struct {
	in  *scope
	uri string
}

type prefixFor struct {
	prefix string
	fresh  bool
}

// prefixOf is a prefix that stands for uri in s, and whether it is one that is still to be declared.
func (c *scopes) prefixOf(s *scope, uri string) (prefix string, fresh bool) {
	p, ok := c.found[sought{s, uri}]
	if !ok {
		p = c.search(s, uri)
		c.found[sought{s, uri}] = p
	}
	return p.prefix, p.fresh
}

func (c *scopes) search(s *scope, uri string) prefixFor {
	m := c.inner
	s.meanings(m)
	c.spend(len(m))
	for x := s; x != nil; x = x.outer {
		if x.uri == uri && x.prefix != "" && m[x.prefix] == uri {
			return prefixFor{x.prefix, false}
		}
	}
	for n := 1; ; n++ {
		if prefix := "m" + strconv.Itoa(n); m[prefix] == "" {
			return prefixFor{prefix, true}
		}
	}
}

// between lists the prefixes that mean something in s, and another thing or nothing in from. The default namespace is none
// of them.
func (c *scopes) between(s, from *scope) []binding {
	if s == from {
		return nil
	}
	key := [2]*scope{s, from}
	list, ok := c.changes[key]
	if !ok {
		m := c.inner
		s.meanings(m)
		from.meanings(c.around)
		c.spend(len(m) + len(c.around))
		for x := s; x != nil; x = x.outer {
			if uri := m[x.prefix]; x.prefix != "" && uri != "" && c.around[x.prefix] != uri {
				list = append(list, binding{x.prefix, uri})
			}
			delete(m, x.prefix)
		}
		c.changes[key] = list
	}
	return list
}
