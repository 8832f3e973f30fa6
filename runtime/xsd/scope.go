package xsd

import (
	"iter"
	"strings"
)

// A Scope says what the prefixes in a text stand for where it was read. It is a string, so that what holds one can be
// compared. It is for codecs.
type Scope string

// With returns s with one more prefix.
func (s Scope) With(prefix, uri string) Scope {
	if strings.Contains(uri, "\n") { // no URI has one
		return s
	}
	return s + Scope(prefix+"="+uri+"\n")
}

// All yields the prefixes and their namespaces.
func (s Scope) All() iter.Seq2[string, string] {
	return func(yield func(prefix, uri string) bool) {
		for line := range strings.Lines(string(s)) {
			if prefix, uri, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "="); ok && !yield(prefix, uri) {
				return
			}
		}
	}
}

// Resolve returns the namespace that prefix stands for, and whether it is known.
func (s Scope) Resolve(prefix string) (uri string, ok bool) {
	for p, uri := range s.All() {
		if p == prefix {
			return uri, true
		}
	}
	return "", false
}
