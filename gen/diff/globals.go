package diff

import (
	"maps"
	"slices"

	"example.com/wsgen/gen/contract"
)

// An opening is a place of requests where a wildcard that both sides have admits global declarations.
type opening struct {
	old, new   *contract.Wildcard // the old one as the new contract would write it
	attributes bool
}

// A walk goes where requests of the old contract lead beyond what it says of them: by wildcards, xs:anyType and xsi:type to global
// declarations, whether an operation leads there or not. In replies the old client keeps such content as it is.
type walk struct {
	*comparer
	from     *pair               // of what it leads to
	entered  int                 // pairs among those that it has followed
	derived  map[string][]string // the types that derive from one
	reached  map[string]bool     // types of elements
	followed map[string]bool     // and those that derive from them
	named    []contract.Type     // that xsi:type can name
	barred   map[nameIn]barred
	seen     map[any]bool
	// What is declared now and was not, and what is no longer, by namespace.
	added, gone map[string][]*contract.Node
}

// globals walks from the pairs of requests.
func (c *comparer) globals(requests []*pair) {
	w := &walk{
		comparer: c, from: &pair{mask: beyond},
		derived: map[string][]string{}, reached: map[string]bool{}, followed: map[string]bool{}, barred: map[nameIn]barred{}, seen: map[any]bool{}, added: map[string][]*contract.Node{}, gone: map[string][]*contract.Node{},
	}
	c.beyond = w.from
	if c.json { // which says no names of global declarations
		return
	}
	w.index()
	for _, e := range c.unasked {
		if n := c.is.elements[c.name(e.Name)]; n != nil {
			w.pair(w.from, e, n)
		}
	}
	for len(requests) > 0 || w.entered < len(w.from.next) {
		for _, p := range requests {
			w.enter(p)
		}
		c.run()
		requests = nil
		for ; w.entered < len(w.from.next); w.entered++ {
			requests = append(requests, spread(w.from.next[w.entered].pair, beyond)...)
		}
	}
	w.removed()
	c.byNamespace(w.added, func(uri, names string, first *contract.Node) {
		c.roots[request].add("global-added", "{"+uri+"}", "declares "+names+", which a wildcard admitted with any content", c.old.Span, first.Span)
	})
	c.byNamespace(w.gone, func(uri, names string, first *contract.Node) {
		c.roots[request].add("global-removed", "{"+uri+"}", "no longer declares "+names+", which a wildcard or xsi:type admitted", first.Span, c.new.Span)
	})
}

// index finds the types that derive from each.
func (w *walk) index() {
	add := func(t contract.Type) {
		base := w.parent(t, true)
		if base == nil {
			base = &contract.Builtin{Kind: "anyType"}
		}
		w.derived[w.key(base, true)] = append(w.derived[w.key(base, true)], w.key(t, true))
	}
	for _, kind := range slices.Sorted(maps.Keys(parents)) {
		add(&contract.Builtin{Kind: kind})
	}
	for _, kind := range builtinLists {
		add(&contract.Builtin{Kind: kind})
	}
	for _, t := range w.was.typeList {
		add(t)
	}
}

// enter follows a pair of requests to where it leads.
func (w *walk) enter(p *pair) {
	if e, ok := p.old.(*contract.Element); ok {
		if primitive(e.Type) == "anyType" {
			w.everything()
		}
		for _, m := range membersOf(e.Type) { // what derives from one derives from the union (XML Schema Part 1, clause 3.14.6)
			w.reach(m)
		}
		if w.reach(e.Type) {
			w.states(p, e, p.new.(*contract.Element))
		}
	}
	for _, o := range p.opens {
		switch {
		case o.old.Process == "skip" || o.new.Process == "skip":
		case o.attributes:
			w.attributes(o)
		case o.old.Process == "lax":
			w.everything()
		default:
			w.elements(o)
		}
	}
}

// reach follows a type of elements, if it has a name, to those that derive from it.
func (w *walk) reach(t contract.Type) bool {
	key := w.key(t, true)
	if key != "" {
		w.reached[key] = true
		w.descend(key, w.followed, w.nameable)
	}
	return key != ""
}

// descend visits the types that derive from one, and those that derive from them, but for what was seen.
func (w *walk) descend(key string, seen map[string]bool, visit func(contract.Type)) {
	stack := []string{key}
	for len(stack) > 0 {
		key := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[key] {
			continue
		}
		seen[key] = true
		for _, d := range w.derived[key] {
			if t := w.was.named(d); t != nil {
				visit(t)
			}
			stack = append(stack, d)
		}
	}
}

// nameable compares a type that xsi:type can name.
func (w *walk) nameable(t contract.Type) {
	if isBuiltin(t) || w.seen[t] {
		return
	}
	w.seen[t] = true
	w.named = append(w.named, t)
	if n := w.is.types[w.key(t, true)]; n != nil {
		w.typed(w.from, "field-type-changed", t.Decl(), n.Decl(), t, n)
	}
}

// everything goes to all global declarations: a lax wildcard and xs:anyType admit elements that nothing declares, and those
// again whatever there is (XML Schema Part 1, clause 3.3.4).
func (w *walk) everything() {
	if w.seen[w] {
		return
	}
	w.seen[w] = true
	lax := &contract.Wildcard{Namespaces: []string{"##any"}, Process: "lax"}
	w.elements(opening{old: lax, new: lax})
	w.attributes(opening{old: lax, new: lax})
	for _, e := range w.is.elementList {
		if w.was.elements[e.Name] == nil && primitive(e.Type) != "anyType" {
			w.added[e.Name.Space] = append(w.added[e.Name.Space], &e.Node)
		}
	}
	w.descend("xs:anyType", w.followed, w.nameable)
}

// elements goes to those that a wildcard admits by their names.
func (w *walk) elements(o opening) {
	for _, e := range w.was.elementList {
		name := w.name(e.Name)
		if !o.old.Admits(name.Space) {
			continue
		}
		n := w.is.elements[name]
		if n == nil && o.new.Process == "strict" {
			w.lost(&e.Node, e.Name.Space)
		} else if n != nil && !w.seen[e] {
			w.seen[e] = true
			w.pair(w.from, e, n)
		}
	}
}

// attributes goes to those that a wildcard admits.
func (w *walk) attributes(o opening) {
	for _, a := range w.was.attrList {
		name := w.name(a.Name)
		if !o.old.Admits(name.Space) {
			continue
		}
		n := w.is.attrs[name]
		if n == nil && o.new.Process == "strict" {
			w.lost(&a.Node, a.Name.Space)
		} else if n != nil && !w.seen[a] {
			w.seen[a] = true
			w.attribute(w.from, a, n)
		}
	}
	for _, a := range w.is.attrList {
		if o.old.Process == "lax" && o.old.Admits(a.Name.Space) && w.was.attrs[a.Name] == nil && !w.seen[a] {
			w.seen[a] = true
			w.added[a.Name.Space] = append(w.added[a.Name.Space], &a.Node)
		}
	}
}

// removed reports the types that xsi:type can no longer name.
func (w *walk) removed() {
	for _, t := range w.named {
		s, complex := t.(*contract.Struct)
		n := w.is.types[w.key(t, true)]
		switch {
		case complex && (s.Abstract || w.was.led[t] && w.derivedCompared(s)):
		case n != nil:
			w.rebased(t, n)
		case w.was.led[t]:
			w.typeRemoved(request, t).request = Unknown
		default:
			w.lost(t.Decl(), typeName(t).Space)
		}
	}
}

// derivedCompared reports whether a base of a type is compared with all that derive from it.
func (w *walk) derivedCompared(s *contract.Struct) bool {
	for b := s.Base; b != nil; b = b.Base {
		if w.pairs[pairKey{b, w.is.types[w.key(b, true)]}] != nil {
			return true
		}
	}
	return false
}

func (w *walk) lost(n *contract.Node, uri string) {
	if !w.seen[n] {
		w.seen[n] = true
		w.gone[uri] = append(w.gone[uri], n)
	}
}

// rebased reports a type that no longer derives from one that elements are of.
func (w *walk) rebased(o, n contract.Type) {
	was, is := w.parent(o, true), w.parent(n, false)
	if was == nil || is != nil && w.key(was, true) == w.key(is, false) {
		return
	}
	for t := was; t != nil; t = w.parent(t, true) {
		if key := w.key(t, true); w.reached[key] && (is == nil || !w.derives(is, key)) {
			w.from.changed("base-changed", o.Decl(), n.Decl(), "no longer derives from "+typeLabel(t)).wire(Breaking, Compatible)
			return
		}
	}
}
