package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// includes reports whether a group's structure shows that it admits all that an old one does: it has what stands for each old
// item, in the same order, and what it has beside those may be absent. That it does not say so proves nothing.
func includes(n, o *group) bool {
	if len(o.items) == 0 {
		return nullable(n)
	}
	often := n.occurs
	if nullable(n) {
		often.Min = 0
	}
	if !asOften(o.occurs, often) {
		return false
	}
	switch {
	case n.kind == contract.Choice:
		return (o.kind == contract.Choice || len(o.items) == 1) && !slices.ContainsFunc(o.items, func(x any) bool { return !includesItem(n, x) })
	case n.kind == contract.All:
		return (o.kind != contract.Choice || len(o.items) == 1) && includesSome(n, o)
	}
	return (o.kind == contract.Sequence || len(o.items) == 1) && includesRow(n, o)
}

// includesRow reports whether a sequence has the items of another one, in order.
func includesRow(n, o *group) bool {
	rest := n.items
	for _, x := range o.items {
		if !includesItem(n, x) {
			return false
		}
		i := slices.Index(rest, counterpart(x))
		if i < 0 || slices.ContainsFunc(rest[:i], isNeeded) {
			return false
		}
		rest = rest[i+1:]
	}
	return !slices.ContainsFunc(rest, isNeeded)
}

// includesSome reports whether a group has the items of another one, in whatever order.
func includesSome(n, o *group) bool {
	taken := map[any]bool{}
	for _, x := range o.items {
		if !includesItem(n, x) {
			return false
		}
		taken[counterpart(x)] = true
	}
	return !slices.ContainsFunc(n.items, func(x any) bool { return !taken[x] && !nullable(x) })
}

// includesItem reports whether what stands for an old item is one of a group's items and admits all that the old one does.
func includesItem(n *group, x any) bool {
	switch x := x.(type) {
	case *leaf:
		return x.match != nil && x.match.in == n && asOften(x.occurs, x.match.occurs)
	case *group:
		if len(x.items) == 0 {
			return nullable(n)
		}
		return x.match != nil && x.match.parent == n && includes(x.match, x)
	}
	return false
}

func counterpart(x any) any {
	switch x := x.(type) {
	case *leaf:
		return x.match
	case *group:
		return x.match
	}
	return nil
}

func isNeeded(x any) bool { return !nullable(x) }

// nullable reports whether an item of a group may be absent.
func nullable(x any) bool {
	switch x := x.(type) {
	case *leaf:
		return optional(x.occurs)
	case *group:
		if x.kind == contract.Choice && len(x.items) > 0 {
			return optional(x.occurs) || slices.ContainsFunc(x.items, nullable)
		}
		return optional(x.occurs) || !slices.ContainsFunc(x.items, isNeeded)
	}
	return true
}

// asOften reports whether what stands as often as o says stands as often as n allows.
func asOften(o, n contract.Occurs) bool {
	return n.Min <= o.Min && (n.Max < 0 || o.Max >= 0 && o.Max <= n.Max)
}
