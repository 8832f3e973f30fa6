package diff

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// match pairs the leaves and the groups of two content models.
func match(old, new *content) {
	matchBy(old, new, func(l *leaf) any {
		if l.field == nil {
			return nil
		}
		return l.name
	})
	matchBy(old, new, func(l *leaf) any { // an element whose form or namespace is another one
		if l.field == nil {
			return nil
		}
		return l.name.Local
	})
	matchBy(old, new, func(l *leaf) any {
		if l.any == nil {
			return nil
		}
		return strings.Join(l.any.Namespaces, " ")
	})
	matchBy(old, new, func(l *leaf) any {
		if l.any == nil {
			return nil
		}
		return true
	})
	old.root.match, new.root.match = new.root, old.root
	matchGroups(old.root, new.root)
}

// matchBy pairs those leaves without a partner that have equal keys: the first with the first and so on, of a name
// that stands several times those with the same path before others.
func matchBy(old, new *content, key func(*leaf) any) {
	free := map[any][]*leaf{}
	for _, n := range new.leaves {
		if k := key(n); n.match == nil && k != nil {
			free[k] = append(free[k], n)
		}
	}
	for _, o := range old.leaves {
		k := key(o)
		if o.match != nil || k == nil || len(free[k]) == 0 {
			continue
		}
		i := max(0, slices.IndexFunc(free[k], func(n *leaf) bool { return n.node.Path == o.node.Path }))
		o.match, free[k][i].match = free[k][i], o
		free[k] = slices.Delete(free[k], i, i+1)
	}
}

// matchGroups pairs the groups in two groups that stand for each other: each with the one that has most of its elements.
func matchGroups(old, new *group) {
	for _, o := range old.children {
		shared := map[*group]int{}
		for _, l := range o.leaves {
			if l.match == nil {
				continue
			}
			if g := childOf(new, l.match.in); g != nil {
				shared[g]++
			}
		}
		var best *group
		for _, g := range new.children {
			if g.match == nil && shared[g] > 0 && (best == nil || shared[g] > shared[best]) {
				best = g
			}
		}
		if best != nil {
			o.match, best.match = best, o
			matchGroups(o, best)
		}
	}
}

// childOf returns the group of a group's items that holds g, nil for none.
func childOf(outer, g *group) *group {
	for ; g != nil; g = g.parent {
		if g.parent == outer {
			return g
		}
	}
	return nil
}

// common returns the innermost groups around two leaves that stand for each other.
func common(old, new *leaf) (*group, *group) {
	for g := old.in; g != nil; g = g.parent {
		if g.match != nil && holds(g.match, new.in) {
			return g, g.match
		}
	}
	return nil, nil
}

func holds(outer, g *group) bool {
	for ; g != nil; g = g.parent {
		if g == outer {
			return true
		}
	}
	return false
}

// outer returns the innermost group around a leaf or group that has a partner.
func outer(g *group) *group {
	for g.match == nil {
		g = g.parent
	}
	return g
}

// moved returns the leaves of old that stand elsewhere among those that both sides have: the fewest without which
// the order is the same.
func moved(leaves []*leaf, at map[*leaf]int) map[*leaf]bool {
	tails := []int{} // index of the last leaf of the best run of each length
	before := make([]int, len(leaves))
	for i, l := range leaves {
		n, _ := slices.BinarySearchFunc(tails, at[l.match], func(t, pos int) int { return at[leaves[t].match] - pos })
		before[i] = -1
		if n > 0 {
			before[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	out := map[*leaf]bool{}
	for _, l := range leaves {
		out[l] = true
	}
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			delete(out, leaves[i])
		}
	}
	return out
}

// optional reports whether a particle may be absent.
func optional(o contract.Occurs) bool { return o.Min == 0 }

// repeats reports whether a particle may stand more than once.
func repeats(o contract.Occurs) bool { return o.Max < 0 || o.Max > 1 }
