package xsd

import (
	"regexp"
	"sync"
)

// Pattern is a pattern facet (Part 2, 4.3.4), compiled when it is first used.
// It is for package variables of generated code and must not be copied after
// use.
type Pattern struct {
	// Expr is the pattern as a regular expression of package regexp (RE2). It
	// is anchored at both ends by Match.
	Expr string
	// Source is the pattern as the contract states it, for messages; empty if
	// it is Expr.
	Source string

	once sync.Once
	re   *regexp.Regexp
}

// Match reports whether the whole of s matches. It panics if Expr is not a
// regular expression, which wsgen checks when it generates.
func (p *Pattern) Match(s string) bool {
	p.once.Do(func() { p.re = regexp.MustCompile(`\A(?:` + p.Expr + `)\z`) })
	return p.re.MatchString(s)
}

// String returns the pattern as the contract states it.
func (p *Pattern) String() string {
	if p.Source != "" {
		return p.Source
	}
	return p.Expr
}
