package resolve

import "example.com/wsgen/gen/source"

const (
	// maxCopies is how many declarations one contract may gain by being referred to.
	maxCopies = 100_000
	// maxGuesses is how many undeclared names get a suggestion: a document that lacks a schema has thousands.
	maxGuesses = 200
)

// A budget bounds what a contract's documents multiply to, so that the cost of a contract grows with their
// length. It counts what references copy: the particles of groups, the attributes of groups and of
// restricted bases, the declarations of a schema that takes its includers' namespaces, the parts of
// messages and faults that several operations have, the contents of shared replies. Copies are the model's
// own, since each has a path, an overlay and a Go name of its own in the type that it stands in.
type budget struct {
	reports *source.List
	copies  int
	guesses int
	over    bool
}

// spend counts n copies that stand at a reference, and reports whether they may be made. The first
// reference that may not is an error.
func (b *budget) spend(n int, at source.Span, what string) bool {
	if !b.over && b.copies+n <= maxCopies {
		b.copies += n
		return true
	}
	if !b.over {
		b.over = true
		b.reports.Errorf(at, idExpansionLimit, "%s: what references copy in this contract is more than %d declarations", what, maxCopies).Hint = "declare a type instead of a group that is used often: types are not copied"
	}
	return false
}

// guessing counts a suggestion and reports whether it may be made.
func (b *budget) guessing() bool {
	b.guesses++
	return b.guesses <= maxGuesses
}
