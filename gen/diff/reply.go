package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// A region is a part of an old content model that its client reads as a whole: a choice, or a group that repeats. What stands
// elsewhere is read by name, in any order, and judged by the rules.

// regions returns the outermost ones of a group.
func regions(g *group) (list []*group) {
	if g.kind == contract.Choice && len(g.items) > 1 || repeats(g.occurs) && len(g.leaves) > 1 {
		return []*group{g}
	}
	for _, inner := range g.children {
		list = append(list, regions(inner)...)
	}
	return list
}

// judgeReplies holds what new replies have of each region of the old content against what its client takes there. The rules
// look at one element or group; that a branch is lost, or a record put together otherwise, is seen in whole replies.
func (c *comparer) judgeReplies(p *pair, found []*finding, old, new *content) {
	told := breaksOf(found)
	rest := told.undone(new.root)
	all := replies(rest, len(new.leaves))
	found = slices.DeleteFunc(slices.Clone(found), func(f *finding) bool { return f.reply == Breaking })
	for _, g := range regions(old.root) {
		if g.match != nil && g.total() == g.match.total() && alike(g, g.match) || told.removed(g) {
			continue
		}
		verdict, refused := c.reader(g).read(all)
		said := "the old client may put together otherwise what replies hold"
		if refused != nil {
			said = fmt.Sprintf("the old client does not read %s as it is meant", labelled(refused))
		}
		switch again := slices.ContainsFunc(g.leaves, told.about); {
		case again && verdict == Unknown: // breaks as it is
			continue
		case verdict == Compatible && !again:
			verdict, said = c.keepsRecords(g, old, rest, len(new.leaves))
		}
		if verdict == Compatible || blame(found, g, new, verdict) {
			continue
		}
		n := new.root
		if g.match != nil {
			n = g.match
		}
		p.changed("compositor-changed", g.node, n.node, said).wire(Compatible, verdict).api = choose(regrouped(g), GoBreaking, GoNone)
	}
}

// blame gives a verdict to those findings that tell what became of a region; false if there are none.
func blame(found []*finding, g *group, new *content, verdict Wire) bool {
	paths := map[string]bool{g.node.Path: true, new.root.node.Path: true}
	for _, l := range g.leaves {
		paths[l.node.Path] = true
		if l.match != nil {
			paths[l.match.node.Path] = true
		}
	}
	for _, l := range new.leaves {
		if at := outer(l.in).match; l.match == nil && holds(g, at) {
			paths[l.node.Path] = true
		}
	}
	rule := ""
	for _, f := range found {
		if structural(f.rule.ID) && paths[f.path] && (rule == "" || rule == f.rule.ID) {
			rule = f.rule.ID
			f.reply = worse(f.reply, verdict)
			if rule == "compositor-changed" && regrouped(g) {
				f.api = GoBreaking
			}
		}
	}
	return rule != ""
}

// regrouped reports whether an element of a group stands in another one now: groups that repeat and branches are types in Go.
func regrouped(g *group) bool {
	return slices.ContainsFunc(g.leaves, func(l *leaf) bool { return l.match != nil && l.match.in != l.in.match })
}

// structural reports a rule about where elements stand.
func structural(rule string) bool {
	return slices.Contains([]string{"compositor-changed", "field-moved", "branch-removed", "branch-added", "wildcard-added", "wildcard-widened", "form-changed"}, rule)
}

// total is how often a group may stand in a document.
func (g *group) total() contract.Occurs {
	return (&leaf{occurs: g.occurs, in: g.parent}).total()
}

// alike reports whether two groups admit the same.
func alike(o, n *group) bool {
	if o.kind != n.kind || o.occurs != n.occurs || len(o.items) != len(n.items) {
		return false
	}
	for i, x := range o.items {
		switch x := x.(type) {
		case *group:
			y, ok := n.items[i].(*group)
			if !ok || !alike(x, y) {
				return false
			}
		case *leaf:
			y, ok := n.items[i].(*leaf)
			if !ok || x.match != y || x.occurs != y.occurs || x.name != y.name || x.any != nil && !covers(&x.any.Wildcard, &y.any.Wildcard) {
				return false
			}
		}
	}
	return true
}

// A reader reads a region as the old client does.
type reader struct {
	*group
	admits func(o, n *leaf) bool
	names  *index
	effort *effort // linear in the region: a content may have many
}

func (c *comparer) reader(g *group) *reader {
	return &reader{group: g, admits: c.admits, names: newIndex(g.leaves), effort: effortFor(len(g.leaves))}
}

// takes reports whether the old client takes what stands at a place of the new content for what it has at one of its own.
func (r *reader) takes(o, n *leaf) bool {
	if o.any == nil && o.field == nil { // what a repeated choice keeps among its branches
		return !r.knows(n)
	}
	return r.admits(o, n)
}

// knows reports whether something of a new reply is of the region.
func (r *reader) knows(n *leaf) bool {
	for o := range r.names.candidates(n) {
		if r.takes(o, n) {
			return true
		}
	}
	return false
}

// tolerant copies a group. What repeats does so as often as a reply says, and a choice that repeats keeps unknown elements among
// its branches.
func tolerant(g *group) *group {
	out := &group{kind: g.kind, occurs: loose(g.occurs)}
	for _, x := range g.items {
		switch x := x.(type) {
		case *group:
			out.items = append(out.items, tolerant(x))
		case *leaf:
			y := *x
			y.occurs = loose(x.occurs)
			out.items = append(out.items, &y)
		}
	}
	if g.kind == contract.Choice && repeats(g.occurs) {
		out.items = append(out.items, &leaf{occurs: once})
	}
	return out
}

func loose(o contract.Occurs) contract.Occurs {
	if repeats(o) {
		return contract.Occurs{Min: min(o.Min, 1), Max: -1}
	}
	return o
}

// replies returns the automaton of all that replies hold; nil if they do so in any order, or if it is too large.
func replies(g *group, leaves int) *automaton {
	a := newAutomaton(g, effortFor(leaves), func(_ any, o contract.Occurs) contract.Occurs { return capped(o) })
	if unordered(g) || a.left < 0 {
		return nil
	}
	return a
}

// capped has two stand for any number above.
func capped(o contract.Occurs) contract.Occurs {
	const most = 2
	if o.Max > most {
		o.Max = -1
	}
	return contract.Occurs{Min: min(o.Min, most), Max: o.Max}
}

// read returns the verdict on a region in new replies, and the reply that shows it.
func (r *reader) read(all *automaton) (Wire, []*leaf) {
	if all == nil || unordered(r.group) {
		return Unknown, nil
	}
	own := tolerant(r.group)
	own.occurs.Min = min(own.occurs.Min, r.total().Min)
	s := newSearch(all, newAutomaton(own, r.effort, func(_ any, o contract.Occurs) contract.Occurs { return o }), r.takes)
	s.skips = func(l *leaf) bool { return !r.knows(l) }
	verdict, shown := Compatible, []*leaf(nil)
	s.run(func(reply []*leaf) bool {
		if r.fails(r.group, reply) {
			verdict, shown = Breaking, reply
		} else if shown == nil {
			verdict, shown = Unknown, reply
		}
		return verdict == Unknown
	})
	if r.effort.left < 0 && verdict == Compatible {
		verdict = Unknown
	}
	return verdict, shown
}

// fails reports whether the old client finds something missing or repeated when it reads a reply: it is sure to then.
func (r *reader) fails(g *group, reply []*leaf) bool {
	switch {
	case g.kind == contract.Choice && repeats(g.occurs):
		return false
	case g.kind == contract.Choice:
		return r.failsChoice(g, reply)
	case repeats(g.occurs):
		return r.failsRecord(g, reply)
	}
	for _, x := range g.items {
		switch x := x.(type) {
		case *leaf:
			n := r.count(x, reply)
			if n == 0 && x.occurs.Min > 0 || n > 1 && !repeats(x.occurs) {
				return true
			}
		case *group:
			if x.occurs.Min > 0 && r.fails(x, reply) {
				return true
			}
		}
	}
	return false
}

// count counts what a place of the old content takes of a reply.
func (r *reader) count(o *leaf, reply []*leaf) (n int) {
	for _, l := range reply {
		if r.takes(o, l) {
			n++
		}
	}
	return n
}

// failsChoice reports that no branch is there where one must be, that several are, or that one fails.
func (r *reader) failsChoice(g *group, reply []*leaf) bool {
	var there []any
	for _, x := range g.items {
		if r.has(x, reply) {
			there = append(there, x)
		}
	}
	switch len(there) {
	case 0:
		o := g.total()
		return o.Min > 0 && g.needed()
	case 1:
		if inner, ok := there[0].(*group); ok {
			return r.fails(inner, reply)
		}
		l := there[0].(*leaf)
		return r.count(l, reply) > 1 && !repeats(l.occurs)
	}
	return r.distinct(g)
}

// has reports whether something of a branch is there.
func (r *reader) has(branch any, reply []*leaf) bool {
	switch x := branch.(type) {
	case *leaf:
		return r.count(x, reply) > 0
	case *group:
		return slices.ContainsFunc(x.leaves, func(l *leaf) bool { return r.count(l, reply) > 0 })
	}
	return false
}

// distinct reports whether no two places of a group take the same.
func (r *reader) distinct(g *group) bool {
	seen := map[contract.QName]bool{}
	for _, l := range g.leaves {
		if l.any != nil || seen[l.name] {
			return false
		}
		seen[l.name] = true
		for _, m := range membersIn(l) {
			if seen[m.Name] {
				return false
			}
			seen[m.Name] = true
		}
	}
	return true
}

// membersIn are the elements that may stand in the place of one.
func membersIn(l *leaf) []*contract.Element {
	if l.field == nil {
		return nil
	}
	return substitutes(l.field.Element)
}

// failsRecord reports that an occurrence of a group that repeats lacks what it must have. An element that can't stand behind
// those before it begins the next occurrence.
func (r *reader) failsRecord(g *group, reply []*leaf) bool {
	if !r.distinct(g) {
		return false
	}
	var there []*leaf // in this occurrence
	lacks := func() bool {
		return len(there) > 0 && slices.ContainsFunc(g.leaves, func(l *leaf) bool { return l.within(g).Min > 0 && !slices.Contains(there, l) })
	}
	last := -1
	for _, n := range reply {
		at := slices.IndexFunc(g.leaves, func(l *leaf) bool { return r.takes(l, n) })
		if at < 0 {
			continue
		}
		if at < last || at == last && !repeats(g.leaves[at].within(g)) {
			if lacks() {
				return true
			}
			there = nil
		}
		last = at
		there = append(there, g.leaves[at])
	}
	return lacks()
}
