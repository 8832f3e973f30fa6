package resolve

import (
	"path"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A selection chooses among names by names and globs, as path.Match has them; one behind an exclamation mark takes away
// what the others choose. Without others all is chosen.
type selection struct {
	patterns []parser.Value[string]
	hit      []bool
	all      bool // no pattern chooses: all do
	seen     []string
	chosen   int // of those that were seen
}

// selection reads the patterns of a caller.
func (c *compiler) selection(patterns []parser.Value[string]) *selection {
	s := &selection{patterns: patterns, hit: make([]bool, len(patterns)), all: true}
	for i, p := range patterns {
		glob, not := strings.CutPrefix(p.V, "!")
		s.all = s.all && not
		if _, err := path.Match(glob, ""); err != nil || glob == "" || strings.Contains(glob, "/") {
			c.diags.Errorf(p.Span, idBadValue, "%q is no name and no glob", p.V).Hint = "* stands for any characters, ? for one, [ab] for one of some; ! before it takes names away"
			s.hit[i] = true
		}
	}
	return s
}

// has reports whether a name is chosen.
func (s *selection) has(name string) bool {
	chosen := s.all
	for _, p := range s.patterns {
		glob, not := strings.CutPrefix(p.V, "!")
		if ok, _ := path.Match(glob, name); ok {
			if not {
				return false
			}
			chosen = true
		}
	}
	return chosen
}

// see notes a name that can be chosen.
func (s *selection) see(name string) {
	s.seen = append(s.seen, name)
	for i, p := range s.patterns {
		if ok, _ := path.Match(strings.TrimPrefix(p.V, "!"), name); ok {
			s.hit[i] = true
		}
	}
	if s.has(name) {
		s.chosen++
	}
}

// checkSelection reports patterns that match none of the names that were seen.
func (c *compiler) checkSelection(s *selection, what string) (ok bool) {
	ok = true
	for i, p := range s.patterns {
		if !s.hit[i] {
			ok = false
			c.diags.Errorf(p.Span, idOverlayUnmatched, "%q matches no %s", p.V, what).Hint = c.didYouMean(p.V, func() []string { return similarPatterns(p.V, s.seen) })
		}
	}
	return ok
}

// similarPatterns are the patterns that would match names, written as one that matches none is.
func similarPatterns(pattern string, names []string) (out []string) {
	pattern, not := strings.CutPrefix(pattern, "!")
	before := ""
	if not {
		before = "!"
	}
	fixed := strings.IndexAny(pattern, `*?[\`)
	if fixed < 0 {
		fixed = len(pattern)
	}
	for _, n := range names {
		if fixed == len(pattern) {
			out = append(out, before+n)
			continue
		}
		for end := max(1, fixed-1); end <= min(fixed+1, len(n)); end++ { // a letter may be missing, or too many
			like := n[:end] + pattern[fixed:]
			if ok, _ := path.Match(like, n); ok {
				out = append(out, before+like)
			}
		}
	}
	return out
}

// selectOperations takes the operations that the caller chooses of the contract's WSDL; none chosen are all.
func (c *compiler) selectOperations(patterns []parser.Value[string]) {
	if len(patterns) == 0 {
		return
	}
	c.only = c.selection(patterns)
	for _, w := range c.ix.wsdls {
		for _, b := range w.Bindings {
			for _, o := range b.Operations {
				c.only.see(o.Name.V)
			}
		}
	}
	if c.checkSelection(c.only, "operation") && c.only.chosen == 0 {
		c.diags.Errorf(patterns[0].Span, idNoOperations, "no operation is left")
	}
}

// selects reports whether an operation is generated, and notes one that is not.
func (c *compiler) selects(b *contract.Binding, name string, at source.Span) bool {
	if c.only == nil || c.only.has(name) {
		return true
	}
	c.unreached("wsdl:operation", b.Path+"/"+name, at)
	return false
}

// selectDerived takes the types that the spec wants of those that derive from others. Where operations are chosen, and the
// spec says nothing, they are those of abstract types: something must stand in for these.
func (c *compiler) selectDerived() {
	if c.spec == nil || c.spec.Derived == nil {
		return
	}
	c.derived = c.selection(c.spec.Derived)
	for _, t := range c.lowered {
		if s, ok := t.(*contract.Struct); ok && s.Base != nil && s.Name.Local != "" {
			c.derived.see(s.Name.Local)
		}
	}
	c.derived.all = len(c.spec.Derived) > 0 && c.derived.all
	c.checkSelection(c.derived, "type that derives from another one")
}
