package diff

import "slices"

// A told says where findings tell of breaks of replies already, by path: true where they tell of a group as a whole, false of
// how often something stands.
type told map[string]bool

func breaksOf(found []*finding) told {
	t := told{}
	for _, f := range found {
		if f.reply == Breaking {
			t[f.path] = t[f.path] || !slices.Contains(counted, f.rule.ID)
		}
	}
	return t
}

// counted are the rules about how often something stands.
var counted = []string{"field-made-optional", "field-made-required", "field-made-repeated", "field-made-single", "occurs-narrowed", "occurs-widened"}

func (t told) of(path string) bool {
	_, ok := t[path]
	return ok
}

// undone copies new content without what is told of, so that another break beside it is seen: what came is left out, and
// what stands otherwise stands as it did.
func (t told) undone(g *group) *group {
	if t[g.node.Path] && g.match != nil {
		return g.match
	}
	out := &group{kind: g.kind, occurs: g.occurs, node: g.node, match: g.match}
	at := g.node
	if g.top != nil {
		at = g.top
	}
	if t.of(at.Path) && g.match != nil {
		out.occurs = g.match.occurs
	}
	for _, x := range g.items {
		switch x := x.(type) {
		case *leaf:
			if t.of(x.node.Path) {
				x = x.match
			}
			if x != nil {
				out.items, out.leaves = append(out.items, x), append(out.leaves, x)
			}
		case *group:
			if inner := t.undone(x); !t.of(x.node.Path) || x.match != nil {
				out.items, out.children, out.leaves = append(out.items, inner), append(out.children, inner), append(out.leaves, inner.leaves...)
			}
		}
	}
	return out
}

// about reports whether a break is told of an element, or of a group around it.
func (t told) about(l *leaf) bool {
	for _, x := range []*leaf{l, l.match} {
		if x == nil {
			continue
		}
		if t.of(x.node.Path) {
			return true
		}
		for g := x.in; g != nil; g = g.parent {
			if t.of(g.node.Path) || g.top != nil && t.of(g.top.Path) {
				return true
			}
		}
	}
	return false
}

// removed reports whether a break is that an element of a group is gone.
func (t told) removed(g *group) bool {
	return slices.ContainsFunc(g.leaves, func(l *leaf) bool { return l.match == nil && t.of(l.node.Path) })
}
