package gen

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/source"
)

// Compare returns what changed between two versions of contracts. What that is to Go code is held against the packages that are generated
// from both; where nothing can be generated from one of them it is what gen/diff says, and a warning tells why. Afterwards the
// contracts are called by their names in the lock.
func Compare(old, new *Contracts) ([]diff.Change, source.List) {
	all := diff.CompareAll(partners(services(old.APIs), services(new.APIs)))
	found := judge(old, new, all)
	var changes []diff.Change
	seen := map[diff.Change]bool{}
	for _, c := range all {
		for _, change := range c.Changes {
			placeless := change // packages of one schema say the same of its types
			placeless.Old, placeless.New = source.Span{}, source.Span{}
			if !seen[placeless] {
				changes = append(changes, change)
			}
			seen[placeless] = true
		}
	}
	return append(changes, moves(old, new)...), found
}

// services are the contracts without those of provider files, unless there are no others.
func services(apis []*contract.API) []*contract.API {
	own := func(a *contract.API) bool { return !a.Provider }
	if !slices.ContainsFunc(apis, own) {
		return apis
	}
	return slices.DeleteFunc(slices.Clone(apis), func(a *contract.API) bool { return !own(a) })
}

// partners pairs contracts: by package, or the only ones that are left on both sides. One that is new or gone is paired with
// an empty one.
func partners(old, new []*contract.API) (pairs [][2]*contract.API) {
	left := slices.Clone(new)
	var gone []*contract.API
	for _, o := range old {
		i := slices.IndexFunc(left, func(n *contract.API) bool { return n.Package == o.Package })
		if i < 0 {
			gone = append(gone, o)
			continue
		}
		pairs = append(pairs, [2]*contract.API{o, left[i]})
		left = slices.Delete(left, i, i+1)
	}
	if len(gone) == 1 && len(left) == 1 {
		return append(pairs, [2]*contract.API{gone[0], left[0]})
	}
	for _, o := range gone {
		pairs = append(pairs, [2]*contract.API{o, {}})
	}
	for _, n := range left {
		pairs = append(pairs, [2]*contract.API{{}, n})
	}
	return pairs
}
