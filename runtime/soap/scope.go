package soap

import "strconv"

// A scope is a declaration of a namespace and all that hold around it; nil is none.
type scope struct {
	outer       *scope
	prefix, uri string
	depth       int
}

// declare returns the scope inside a declaration. One that says what holds already changes nothing.
func (s *scope) declare(prefix, uri string) *scope {
	if s.lookup(prefix) == uri {
		return s
	}
	return &scope{outer: s, prefix: prefix, uri: uri, depth: s.size() + 1}
}

func (s *scope) size() int {
	if s == nil {
		return 0
	}
	return s.depth
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

// prefixOf is a prefix that stands for uri, and whether it is one that is still to be declared.
func (s *scope) prefixOf(uri string) (prefix string, fresh bool) {
	for x := s; x != nil; x = x.outer {
		if x.uri == uri && x.prefix != "" && s.lookup(x.prefix) == uri {
			return x.prefix, false
		}
	}
	for n := 1; ; n++ {
		if prefix = "m" + strconv.Itoa(n); s.lookup(prefix) == "" {
			return prefix, true
		}
	}
}

// since yields the prefixes that mean another thing in s than in from, which it is declared beside or inside. Of both,
// only what is declared inside all that they share is looked at.
func (s *scope) since(from *scope) func(func(prefix string) bool) {
	return func(yield func(string) bool) {
		done := map[string]bool{}
		for a, b := s, from; a != b; {
			var x *scope
			if a.size() >= b.size() {
				x, a = a, a.outer
			} else {
				x, b = b, b.outer
			}
			if done[x.prefix] || s.lookup(x.prefix) == from.lookup(x.prefix) {
				continue
			}
			done[x.prefix] = true
			if !yield(x.prefix) {
				return
			}
		}
	}
}
