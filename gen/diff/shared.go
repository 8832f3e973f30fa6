package diff

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// A Comparison is two versions of a contract, and what differs between them.
type Comparison struct {
	Old, New *contract.API
	Changes  []Change
}

// CompareAll compares the two versions of services, each pair as [Compare] does, and then what none of them says of the types of their providers:
// the package of a provider has all, whether a service uses them or not.
func CompareAll(pairs [][2]*contract.API) (all []Comparison) {
	var services []*comparer
	var providers [][2]*contract.API
	for _, p := range pairs {
		c := newComparer(p[0], p[1])
		c.compare()
		all, services = append(all, Comparison{p[0], p[1], c.changes()}), append(services, c)
		if shared := [2]*contract.API{p[0].Shared, p[1].Shared}; shared[0] != nil && shared[1] != nil && !slices.Contains(providers, shared) {
			providers = append(providers, shared)
		}
	}
	for _, p := range providers {
		all = append(all, Comparison{p[0], p[1], newComparer(p[0], p[1]).provider(services)})
	}
	return all
}

// provider compares the types and the header blocks of a provider, but for what its services told.
func (c *comparer) provider(services []*comparer) []Change {
	shown := &pair{}
	c.alone = &pair{}
	from := func(old, new any) *pair {
		told := slices.ContainsFunc(services, func(s *comparer) bool {
			p := s.pairs[pairKey{old, new}]
			return p != nil && p.mask&both != 0
		})
		return choose(told, shown, c.alone)
	}
	c.declares(services)
	c.types()
	c.blocks(reached(c.old), reached(c.new))
	for _, t := range c.old.Types {
		if n := c.is.types[c.key(t, true)]; n != nil && (hasGoType(t) || hasGoType(n)) {
			c.typed(from(t, n), "field-type-changed", t.Decl(), n.Decl(), t, n)
		}
	}
	c.beyond = &pair{}
	for _, e := range c.old.Elements {
		if n := c.is.elements[c.name(e.Name)]; n != nil {
			c.pair(from(e, n), e, n)
			if slices.Contains(c.unasked, e) {
				c.pair(c.beyond, e, n)
			}
		}
	}
	c.run()
	spread(shown, both)
	spread(c.alone, generated)
	spread(c.beyond, beyond)
	c.roots[both].mask = both // the types that came and went, to which no operation leads
	told := findings(append(slices.Clip(c.all), shown))
	return sorted(append(c.globalChanges(told), c.unshownChanges(told)...), findings(c.roots[:]))
}

// declares compares what else the package of a provider has of its own, where its services tell nothing of it: no message shows it.
func (c *comparer) declares(services []*comparer) {
	told := func(by func(*comparer) bool) bool { return slices.ContainsFunc(services, by) }
	for from, to := range c.renamed {
		if !told(func(s *comparer) bool { return s.renamed[from] == to }) {
			c.renamedSpace(from, to).wire(Compatible, Compatible)
		}
	}
	prefixed := func(s *comparer) bool {
		was, is := s.prefixes()
		return s.differs(differs("", was, is))
	}
	if !told(prefixed) {
		was, is := c.prefixes()
		c.written(c.roots[both], &c.old.Node, &c.new.Node, differs("prefixes", was, is))
	}
	if c.old.Session != nil && c.new.Session != nil && !told(func(s *comparer) bool { return inSessions(s.old) || inSessions(s.new) }) {
		c.ruled(c.roots[both], &c.old.Node, &c.new.Node, differs("session", c.old.Session, c.new.Session).wire(Compatible, Compatible))
	}
}

// inSessions reports whether operations of a contract open sessions or stand in them.
func inSessions(api *contract.API) bool {
	return slices.ContainsFunc(api.Bindings, func(b *contract.Binding) bool {
		return b.Sessions != nil || slices.ContainsFunc(b.Operations, func(o *contract.Operation) bool { return o.Session != nil })
	})
}
