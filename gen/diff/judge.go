package diff

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// judge holds what was found of two content models against what they admit: rules look at one element or group, and
// several changes together can allow what one alone would not, or forbid it. It reports whether it found that the old client reads all new
// replies, as it does mixed content.
func (c *comparer) judge(p *pair, found []*finding, old, new *content, mixed bool) (readable bool) {
	judgeRequests(p, found, old, new)
	if mixed {
		readInOrder(found)
		return true
	}
	if readable = c.excuseReplies(found, old, new); readable {
		return readable
	}
	if l := lost(old, breaksOf(found)); l != nil {
		f := p.changed("compositor-changed", old.root.node, new.root.node, fmt.Sprintf("may stand without %s, or with several", l.label()))
		f.wire(Compatible, Breaking).api = GoNone
	}
	return false
}

// judgeRequests asks whether the new content admits all that the old one does.
func judgeRequests(p *pair, found []*finding, old, new *content) {
	excused := slices.DeleteFunc(slices.Clone(found), func(f *finding) bool { return f.request != Breaking || !slices.Contains(excusable, f.rule.ID) })
	breaks := slices.ContainsFunc(found, func(f *finding) bool { return f.request == Breaking })
	if breaks && len(excused) == 0 {
		return // whatever the models admit
	}
	refused, decided := refusedWord(old, new)
	switch {
	case decided && refused == nil:
		for _, f := range excused {
			f.request = Compatible
		}
	case breaks:
	case decided:
		f := p.changed("compositor-changed", old.root.node, new.root.node, word(refused))
		f.wire(Breaking, Compatible).api = GoNone
	default:
		f := p.changed("compositor-changed", old.root.node, new.root.node, "whether it admits all that it did is not decided, the content is too large or in any order")
		f.wire(Unknown, Compatible).api = GoNone
	}
}

// readInOrder drops what was found of replies as to what stands where, and how often: the old client has mixed content as one list.
func readInOrder(found []*finding) {
	for _, f := range found {
		often := slices.Contains(counted, f.rule.ID)
		if often || slices.Contains(placing, f.rule.ID) {
			f.reply, f.again = Compatible, ""
		}
		if often || f.rule.ID == "compositor-changed" {
			f.api = GoNone
		}
	}
}

// placing are the rules about what stands where in a content.
var placing = []string{
	"compositor-changed", "field-moved", "field-added-optional", "field-added-required", "field-removed", "branch-added", "branch-removed",
	"wildcard-added", "wildcard-removed", "wildcard-widened", "member-added", "abstract-changed",
}

// excusable are the rules whose changes break requests only if nothing else admits what they forbid.
var excusable = []string{
	"compositor-changed", "field-moved", "field-removed", "branch-removed",
	"field-added-required", "field-made-required", "field-made-single", "occurs-narrowed",
}

// excusableReplies are those whose changes break replies only if the old client does not read them all the same.
var excusableReplies = []string{"compositor-changed", "field-moved", "field-removed", "field-made-optional", "field-made-repeated", "wildcard-removed"}

// excuseReplies finds that the old client reads new replies where rules about one element or group say that it does not, and
// reports whether.
func (c *comparer) excuseReplies(found []*finding, old, new *content) bool {
	excused := slices.DeleteFunc(slices.Clone(found), func(f *finding) bool { return f.reply != Breaking || !slices.Contains(excusableReplies, f.rule.ID) })
	if len(excused) == 0 || !c.readAll(old, new) {
		return false
	}
	for _, f := range excused {
		f.reply = Compatible
	}
	return true
}

// readAll reports whether the old client reads all that new replies have of its elements: since they have no more than old ones,
// or since it has them in the same number, wherever they stand.
func (c *comparer) readAll(old, new *content) bool {
	renamed := slices.ContainsFunc(old.leaves, func(l *leaf) bool { return l.match != nil && l.name != l.match.name && !c.unread(l, l.match) })
	all := replies(new.root, len(new.leaves))
	if refused, decided := refusedWord(new, old); decided && refused == nil && !renamed {
		return c.keepsAllRecords(old, new, all)
	}
	if renamed || !(&reader{}).distinct(old.root) || lost(old, nil) != nil || slices.ContainsFunc(old.leaves, func(l *leaf) bool { return l.match == nil && l.total().Min > 0 }) {
		return false
	}
	return c.keepsAllRecords(old, new, all) && !slices.ContainsFunc(regions(old.root), func(g *group) bool {
		verdict, _ := c.reader(g).read(all)
		return verdict != Compatible
	})
}

func (c *comparer) keepsAllRecords(old, new *content, all *automaton) bool {
	return !slices.ContainsFunc(regions(old.root), func(g *group) bool {
		if all == nil {
			return len(records(g)) > 0
		}
		verdict, _ := c.keepsRecords(g, old, new.root, len(new.leaves))
		return verdict != Compatible
	})
}

// lost returns an element that each old document has once, and that a new one may lack or have twice without that being told; nil for
// none.
func lost(old *content, t told) *leaf {
	for _, o := range old.leaves {
		if o.match == nil || o.field == nil || t.about(o) {
			continue
		}
		was, is := o.total(), o.match.total()
		if !optional(was) && optional(is) || !repeats(was) && repeats(is) {
			return o
		}
	}
	return nil
}

// total is how often a leaf may stand in a document.
func (l *leaf) total() contract.Occurs {
	o := l.occurs
	for g := l.in; g != nil; g = g.parent {
		o = g.times(o, false)
	}
	return o
}

// word says which elements a content refuses, or no more than which.
func word(refused []*leaf) string {
	if len(refused) == 0 {
		return "may no longer be empty"
	}
	return "no longer admits all that starts with the elements " + labelled(refused)
}

func labelled(leaves []*leaf) string {
	names := make([]string, len(leaves))
	for i, l := range leaves {
		names[i] = l.label()
	}
	return "(" + strings.Join(names, " ") + ")"
}

// takes reports whether a place of the new content admits what an old one does, but for what the rules say of both.
func takes(n, o *leaf) bool {
	switch {
	case o.match == n:
		return true
	case o.any != nil:
		return false
	case n.any != nil:
		return !slices.ContainsFunc(o.names, func(q contract.QName) bool { return !n.beside.admits(&n.any.Wildcard, q) })
	}
	return o.name == n.name
}
