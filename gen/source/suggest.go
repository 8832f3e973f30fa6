package source

import "strings"

// DidYouMean is the hint that names the candidate nearest to a name; empty when none is near.
func DidYouMean(name string, candidates []string) string {
	best, least := "", Near(name)+1
	for _, k := range candidates {
		if d := Distance(strings.ToLower(k), strings.ToLower(name)); d < least {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return "did you mean " + best + "?"
}

// Near is how many edits a misspelt name may be away from what was meant: none for a single
// letter, of which any other one would be near.
func Near(name string) int {
	if len(name) < 2 {
		return 0
	}
	return min(3, 1+len(name)/4)
}

// far is the Distance of names that can't be near.
const far = 1 << 20

// Distance is the number of letters to insert, delete, replace or swap with a neighbour that
// turns a into b (optimal string alignment).
func Distance(a, b string) int {
	if d := len(a) - len(b); d > 4 || d < -4 || len(a) > 200 {
		return far
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
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
