package resolve

import (
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// maxGuesses is how many undeclared names get a suggestion: a document that lacks a schema has thousands.
const maxGuesses = 200

// find looks a name up and reports one that nothing declares, with the nearest that something does.
func find[T any](c *compiler, t *table[T], q contract.QName, at source.Span, id string) *decl[T] {
	if d := t.m[q]; d != nil {
		return d
	}
	if strings.HasPrefix(q.Space, "\x00") {
		return nil // the parser has reported the prefix
	}
	x := c.diags.Errorf(at, id, "%s %s is not declared", t.what, q)
	if c.guesses++; c.guesses > maxGuesses {
		return nil
	}
	var best contract.QName
	least := 1 << 30
	for _, n := range t.names() {
		d := distance(n.Local, q.Local)
		if n.Space != q.Space {
			d += 2 // the right name in the wrong namespace is a likely slip too
		}
		if d < least {
			best, least = n, d
		}
	}
	if least <= tolerance(q.Local)+2 && (best.Space != q.Space || least <= tolerance(q.Local)) {
		x.Hint = "did you mean " + best.String() + "?"
		x.Related = append(x.Related, source.Note{Span: t.m[best].at.Span, Message: best.String() + " is declared here"})
	}
	return nil
}

// tolerance is how many edits a misspelt name may be away.
func tolerance(name string) int { return min(3, 1+len(name)/4) }

// didYouMean returns a hint with the candidate nearest to name, or "".
func didYouMean(name string, candidates []string) string {
	best, least := "", tolerance(name)+1
	for _, k := range candidates {
		if d := distance(strings.ToLower(k), strings.ToLower(name)); d < least {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return "did you mean " + best + "?"
}

// distance is the number of edits between two names, a swap of neighbours being one.
func distance(a, b string) int {
	if d := len(a) - len(b); d > 4 || d < -4 || len(a) > 200 {
		return 1 << 20
	}
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	next := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(next[j]+1, row[j+1]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
