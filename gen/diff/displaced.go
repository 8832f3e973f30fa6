package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// displaced gives a verdict to findings about the order of elements where the old content has a name at several places: the old client
// takes what goes by it for the next one that it has behind what came last. Where something that stood behind the first place comes before
// it now, an element of the first is taken for one of the second.
func (c *comparer) displaced(p *pair, found []*finding, old, new *content) {
	verdict, shown := c.displacement(old, new)
	if verdict == Compatible {
		return
	}
	told := false
	for _, f := range found {
		if f.rule.ID == "field-moved" || f.rule.ID == "compositor-changed" {
			f.reply, told = worse(f.reply, verdict), true
		}
	}
	if !told {
		said := "the old client takes " + shown.label() + " for another one of that name, as it comes behind others"
		p.changed("compositor-changed", old.root.node, new.root.node, said).wire(Compatible, verdict).api = GoNone
	}
}

// displacement looks for two places of a name, and what comes before the first of them now.
func (c *comparer) displacement(old, new *content) (verdict Wire, shown *leaf) {
	places := byName(old, c.oldNames)
	was, is := waysOf(old.root), waysOf(new.root)
	verdict = Compatible
	for _, first := range old.leaves {
		if first.field == nil || first.match == nil || first.again() || repeats(first.occurs) {
			continue
		}
		for _, second := range called(places, c.oldNames(first)) {
			if second == first || second.match == nil || second.again() || !was.precede(first, second) {
				continue
			}
			behind := func(l *leaf) bool {
				return l != first && l != second && l.match != nil && was.precede(first, l) &&
					is.precede(l.match, first.match) && is.precede(first.match, second.match) && is.together(l.match, second.match)
			}
			if slices.ContainsFunc(old.leaves, behind) {
				verdict, shown = worse(verdict, choose(repeats(second.occurs) && optional(first.total()), Unknown, Breaking)), first
			}
		}
	}
	return verdict, shown
}

// precede reports whether one leaf may stand before another one in a document.
func (w ways) precede(before, behind *leaf) bool {
	a, b := w[position{leaf: before}], w[position{leaf: behind}]
	for i := range min(len(a), len(b)) {
		switch {
		case repeats(a[i].in.occurs):
			return true
		case a[i].at != b[i].at:
			return a[i].in.kind == contract.All || a[i].in.kind == contract.Sequence && a[i].at < b[i].at
		}
	}
	return false
}

// together reports whether two leaves may stand in one document.
func (w ways) together(a, b *leaf) bool { return w.precede(a, b) || w.precede(b, a) }
