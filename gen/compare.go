package gen

import (
	"cmp"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/source"
)

// Compare returns what changed between two versions of contracts. What that is to Go code is held against the packages that are generated
// from both; where nothing can be generated from one of them it is what gen/diff says, and a warning tells why. Afterwards the
// contracts are called by their names in the lock.
func Compare(old, new *Contracts) ([]diff.Change, source.List) {
	all := diff.CompareAll(partners(old, new))
	found := holdToPackages(old, new, all)
	var changes []diff.Change
	at := map[diff.Change]int{} // packages of one schema say the same of its types
	for _, c := range all {
		for _, change := range c.Changes {
			key := change
			key.Old, key.New, key.Go = source.Span{}, source.Span{}, ""
			i, told := at[key]
			switch {
			case !told:
				at[key] = len(changes)
				changes = append(changes, change)
			case change.Go.Compare(changes[i].Go) > 0:
				changes[i].Go = change.Go
			}
		}
	}
	changes = append(changes, moves(old, new)...)
	slices.SortStableFunc(changes, func(a, b diff.Change) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Rule, b.Rule)) })
	return changes, found
}

// services are the contracts without those of provider files, unless there are no others.
func services(apis []*contract.API) []*contract.API {
	own := func(a *contract.API) bool { return !a.Provider }
	if !slices.ContainsFunc(apis, own) {
		return apis
	}
	return slices.DeleteFunc(slices.Clone(apis), func(a *contract.API) bool { return !own(a) })
}

// partners pairs contracts: by package, by the input that they are from, or the only ones that are left on both sides. One that is new or
// gone is paired with an empty one.
func partners(old, new *Contracts) (pairs [][2]*contract.API) {
	gone, left := services(old.APIs), slices.Clone(services(new.APIs))
	match := func(alike func(o, n *contract.API) bool) {
		gone = slices.DeleteFunc(slices.Clone(gone), func(o *contract.API) bool {
			i := slices.IndexFunc(left, func(n *contract.API) bool { return alike(o, n) })
			if i >= 0 {
				pairs = append(pairs, [2]*contract.API{o, left[i]})
				left = slices.Delete(left, i, i+1)
			}
			return i >= 0
		})
	}
	match(func(o, n *contract.API) bool { return o.Package == n.Package })
	match(func(o, n *contract.API) bool { return old.sources[o] == new.sources[n] })
	alone := len(gone) == 1 && len(left) == 1
	match(func(_, _ *contract.API) bool { return alone })
	for _, o := range gone {
		pairs = append(pairs, [2]*contract.API{o, {}})
	}
	for _, n := range left {
		pairs = append(pairs, [2]*contract.API{{}, n})
	}
	return pairs
}
