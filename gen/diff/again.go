package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// A crowder is an element or wildcard of new content that has an element come a further time in replies, for which the old client
// has no field: wherever it stands, the client has room for as many as its own content has.
type crowder struct {
	*leaf
	element string // that comes again
	path    string // of the change: the leaf, or a new member of its substitution group
}

// crowders counts by name what stands at all places of the new content that may hold an element of the old one. Lists have room for
// any number, and where a group repeats an element that comes again begins the next occurrence.
func (c *comparer) crowders(old, new *content) (list []crowder) {
	was, is := byName(old, c.oldNames), byName(new, newNames)
	wild := wildcards(new)
	seen := map[contract.QName]bool{}
	for _, o := range old.leaves {
		if o.field == nil || o.owner.Map != nil {
			continue
		}
		names := c.oldNames(o)
		if len(names) == 1 && seen[o.name] {
			continue
		}
		seen[o.name] = true
		room := called(was, names)
		if slices.ContainsFunc(room, func(l *leaf) bool { return repeats(l.total()) }) {
			continue
		}
		now := called(is, names)
		for _, w := range wild {
			if c.is.admit(&w.any.Wildcard, names) {
				now = append(now, w)
			}
		}
		if crowd(now) <= crowd(room) {
			continue
		}
		for _, n := range now {
			if path := c.crowds(n, names); path != "" {
				list = append(list, crowder{n, o.label(), path})
			}
		}
	}
	return list
}

// crowds returns the path of what lets a place of the new content hold one of some names, if it did not; "" if it did.
func (c *comparer) crowds(n *leaf, names []contract.QName) string {
	shared := func(q contract.QName) bool { return slices.Contains(names, q) }
	switch {
	case n.match == nil:
		return n.node.Path
	case n.any != nil:
		return choose(c.was.admit(c.renamedWildcard(&n.match.any.Wildcard), names), "", n.node.Path)
	case slices.ContainsFunc(c.oldNames(n.match), shared):
		return ""
	}
	for _, m := range substitutes(n.field.Element) {
		if shared(m.Name) {
			return m.Path
		}
	}
	return ""
}

// blameCrowders gives a verdict to the findings that tell of them.
func (c *comparer) blameCrowders(found []*finding, come map[*leaf][]*finding, old, new *content) {
	for _, x := range c.crowders(old, new) {
		for _, f := range come[x.leaf] {
			f.crowded(x)
		}
		if x.match == nil {
			continue
		}
		for _, f := range found {
			if f.path == x.path && (f.rule.ID == "wildcard-widened" || f.rule.ID == "member-added") {
				f.crowded(x)
			}
		}
	}
}

// crowded says so of a finding.
func (f *finding) crowded(x crowder) {
	f.reply = Breaking
	f.again = x.element
}

// oldNames are those of the elements that the old client takes at a place of its content.
func (c *comparer) oldNames(l *leaf) []contract.QName {
	names := []contract.QName{l.name}
	for _, m := range substitutes(l.field.Element) {
		names = append(names, c.name(m.Name))
	}
	return names
}

// newNames are those of the elements that may stand at a place of the new content.
func newNames(l *leaf) (names []contract.QName) {
	if !l.field.Element.Abstract {
		names = append(names, l.name)
	}
	for _, m := range substitutes(l.field.Element) {
		if !m.Abstract && replaces(m, l.field.Element) {
			names = append(names, m.Name)
		}
	}
	return names
}

func byName(x *content, names func(*leaf) []contract.QName) map[contract.QName][]*leaf {
	all := map[contract.QName][]*leaf{}
	for _, l := range x.leaves {
		if l.field == nil {
			continue
		}
		for _, q := range names(l) {
			all[q] = append(all[q], l)
		}
	}
	return all
}

func wildcards(x *content) (list []*leaf) {
	for _, l := range x.leaves {
		if l.any != nil {
			list = append(list, l)
		}
	}
	return list
}

// called returns the leaves that go by one of some names, each once.
func called(all map[contract.QName][]*leaf, names []contract.QName) (list []*leaf) {
	if len(names) == 1 {
		return slices.Clip(all[names[0]])
	}
	for _, q := range names {
		for _, l := range all[q] {
			if !slices.Contains(list, l) {
				list = append(list, l)
			}
		}
	}
	return list
}

// crowd is how many elements may stand at some leaves of a content in one document: of the branches of a choice at one alone.
func crowd(leaves []*leaf) int {
	within := map[*group][]any{} // what matters of a group's items
	var root *group
	for _, l := range leaves {
		var x any = l
		for g := l.in; g != nil; x, g = g, g.parent {
			known := within[g] != nil
			within[g] = append(within[g], x)
			if known {
				break
			}
			root = choose(g.parent == nil, g, root)
		}
	}
	var most func(g *group) int
	most = func(g *group) (n int) {
		for _, x := range within[g] {
			k := 0
			switch x := x.(type) {
			case *leaf:
				k = upTo(x.occurs.Max)
			case *group:
				k = most(x)
			}
			n = choose(g.kind == contract.Choice, max(n, k), upTo(n+k))
		}
		return upTo(n * upTo(g.occurs.Max))
	}
	if root == nil {
		return 0
	}
	return most(root)
}

// upTo has a large number stand for any above.
func upTo(n int) int {
	const many = 1 << 15
	return choose(n < 0, many, min(n, many))
}
