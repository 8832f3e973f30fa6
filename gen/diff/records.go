package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// A record is an occurrence of a group that repeats, or of a branch of a choice that does: a struct of its own in Go. The old
// client stays in one as long as the next element that it knows can stand behind the last. So two records that an unknown
// element told apart become one, and one that has its elements in another order becomes two.

// records returns the groups of a region whose occurrences are records.
func records(g *group) (list []*group) {
	branch := g.parent != nil && g.parent.kind == contract.Choice && repeats(g.parent.occurs)
	if g.kind != contract.Choice && len(g.leaves) > 1 && (branch || repeats(g.occurs)) {
		list = append(list, g)
	}
	for _, inner := range g.children {
		list = append(list, records(inner)...)
	}
	return list
}

// keepsRecords is the verdict on the records of a region: whether the old client has what is in one record of a new reply in
// one, and what is in two in two. Said is what proves the contrary.
func (c *comparer) keepsRecords(g *group, old *content, new *group, leaves int) (verdict Wire, said string) {
	verdict = Compatible
	for _, o := range records(g) {
		n := standsFor(new, o)
		if n == o || n != nil && alike(o, n) {
			continue
		}
		w := &recordWalk{positions: c.positions(old), o: o, n: n, was: waysOf(o), effort: effortFor(leaves + len(old.leaves)), seen: map[reading]bool{}}
		w.run(new)
		if now, why := w.verdict(); worse(verdict, now) != verdict {
			verdict, said = now, why
		}
	}
	return verdict, said
}

// standsFor returns the group of new content that stands for an old one, the old one itself where it stayed; nil for none.
func standsFor(g, old *group) *group {
	if g == old || g.match == old {
		return g
	}
	for _, inner := range g.children {
		if n := standsFor(inner, old); n != nil {
			return n
		}
	}
	return nil
}

// A recordWalk goes through new replies and reads along as the old client does.
type recordWalk struct {
	*positions
	*effort
	o, n    *group // the records, and what stands for them; nil for nothing
	was, is ways   // of both
	seen    map[reading]bool
	// Starts of replies: with two records that are surely one for the client, with one that is two, with what is neither for sure.
	joined, split, unsure []*leaf
	ambiguous             bool // whether elements are in one record or in two shows in no reply
}

// A reading is where the walk is.
type reading struct {
	at     int      // the automaton's state
	last   *leaf    // element
	behind position // where the client has found the last element that it keeps
	some   bool     // an element of a record has come; of the last one:
	within bool     // it is in a record of the new content, too
	apart  bool     // one of those has ended or begun since
	inner  bool     // so has an occurrence within one of those of what the old content does not repeat
	opened bool     // the client has begun another one since
	fresh  bool     // one of those has ended or begun since the last element
}

// A walked is a reading with the way there.
type walked struct {
	reading
	from *walked
	leaf *leaf // the element that led here, nil for none
}

// run walks through all that new content admits.
func (w *recordWalk) run(new *group) {
	mark, inner := &leaf{occurs: once}, &leaf{occurs: once}
	if w.n != nil {
		w.is = waysOf(w.n)
	}
	new = w.marked(new, w.n == nil, mark, inner)
	a := newAutomaton(new, w.effort, func(_ any, o contract.Occurs) contract.Occurs { return capped(o) })
	for queue := []*walked{{}}; len(queue) > 0 && w.left >= 0; queue = queue[1:] {
		p := queue[0]
		for _, e := range a.edges[p.at] {
			next := &walked{p.reading, p, nil}
			next.at = e.to
			switch e.leaf {
			case nil:
			case mark:
				next.fresh, next.apart = true, true
			case inner:
				next.inner = true
			default:
				if next.leaf = e.leaf; !w.read(p, next) {
					continue
				}
			}
			if w.spend(1) && !w.seen[next.reading] {
				w.seen[next.reading] = true
				queue = append(queue, next)
			}
		}
	}
}

// marked copies content so that each record begins and ends with a mark, and each occurrence within one of a group that repeats and has no
// partner with another mark.
func (w *recordWalk) marked(g *group, within bool, mark, inner *leaf) *group {
	out := &group{kind: g.kind, occurs: g.occurs}
	for _, x := range g.items {
		if child, ok := x.(*group); ok {
			x = w.marked(child, within || g == w.n, mark, inner)
		}
		out.items = append(out.items, x)
	}
	switch {
	case g == w.n:
	case within && g.match == nil && repeats(g.occurs) && len(g.leaves) > 1:
		mark = inner
	default:
		return out
	}
	out.occurs = once
	return &group{kind: contract.Sequence, occurs: g.occurs, items: []any{mark, out, mark}}
}

// read takes an element; false if no reply has it there, or if it could as well belong to the record before it.
func (w *recordWalk) read(p, next *walked) bool {
	l, at := next.leaf, position{leaf: next.leaf}
	inside := w.is.has(at)
	if p.fresh && p.last != nil && inside && w.is.has(position{leaf: p.last}) && w.is.follow(position{leaf: p.last}, at) && !tallied(l, w.n) {
		w.ambiguous = true
		return false
	}
	found, known := w.find(l, p.behind)
	next.last, next.fresh, next.behind = l, false, found
	if !known || !w.was.has(found) {
		return true
	}
	joins := !p.opened && w.was.has(p.behind) && w.was.follow(p.behind, found)
	if found.list != nil { // kept in a record, and no element that callers know
		next.opened = p.opened || !joins
		return true
	}
	if p.some {
		w.hold(p, next, found.leaf, joins, p.within && inside)
	}
	next.some, next.within, next.apart, next.inner, next.opened = true, inside, false, false, false
	return true
}

// hold compares whether an element joins the record of the one before it with whether it should.
func (w *recordWalk) hold(p, next *walked, o *leaf, joins, sure bool) {
	l, counted := next.leaf, tallied(o, w.o)
	within := l.within(choose(holds(w.o, l.in), w.o, w.o.match))
	switch {
	case !p.apart && !joins && p.inner: // so has the new one, for what is within
	case !p.apart && !joins:
		note(&w.split, next)
	case !p.apart && counted && (within.Max < 0 || within.Max > o.occurs.Max): // it may be one too many
		note(&w.unsure, next)
	case p.apart && joins && counted:
		if within.Min < o.occurs.Max {
			note(&w.unsure, next)
		}
	case p.apart && joins && sure && !tallied(l, w.n):
		note(&w.joined, next)
	case (p.apart || p.inner) && joins:
		note(&w.unsure, next)
	}
}

// note keeps the first of its kind.
func note(kept *[]*leaf, p *walked) {
	if *kept != nil {
		return
	}
	for ; p != nil; p = p.from {
		if p.leaf != nil {
			*kept = append(*kept, p.leaf)
		}
	}
	slices.Reverse(*kept)
}

// tallied reports whether a record may be over since a number of some elements is full.
func tallied(l *leaf, outer *group) bool {
	if l.occurs.Max > 1 {
		return true
	}
	for g := l.in; g != outer && g != nil; g = g.parent {
		if g.occurs.Max > 1 {
			return true
		}
	}
	return false
}

func (w *recordWalk) verdict() (Wire, string) {
	switch {
	case w.joined != nil:
		return Breaking, fmt.Sprintf("the old client has the last of %s in one record with what is before it, where it begins another one", labelled(w.joined))
	case w.split != nil:
		said := fmt.Sprintf("the old client begins a record with the last of %s, which belongs to what is before it", labelled(w.split))
		return choose(w.ambiguous || w.n == nil, Unknown, Breaking), said
	case w.unsure != nil || w.left < 0 || w.twice():
		return Unknown, "the old client may put together otherwise what replies hold"
	}
	return Compatible, ""
}

// twice reports whether an element's name does not tell where in a record it is.
func (w *recordWalk) twice() bool {
	seen := map[contract.QName]int{}
	for _, p := range w.order {
		if p.leaf != nil && p.leaf.any == nil {
			seen[p.leaf.name]++
		}
	}
	return slices.ContainsFunc(w.o.leaves, func(l *leaf) bool { return seen[l.name] > 1 })
}
