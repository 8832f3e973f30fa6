package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// A reach collects what operations lead to, and the namespaces on the way in order of first use.
type reach struct {
	types    map[contract.Type]bool
	elements map[*contract.Element]bool
	queue    []contract.Type // reached, not yet followed: a queue, since types may lead on without end
	spaces   []string

	// chosen says that the caller chooses operations or derived types; of the latter those that derives accepts are
	// reached by the types of elements.
	chosen  bool
	derives func(base, t *contract.Struct) (here, below bool)
	content map[*contract.Struct]bool // types of elements, whose derived types were followed
}

func (r *reach) space(uri string) {
	if uri != "" && !slices.Contains(r.spaces, uri) {
		r.spaces = append(r.spaces, uri)
	}
}

func (r *reach) message(m *contract.Message) {
	if m == nil {
		return
	}
	for _, w := range m.Wrapper {
		r.space(w.Space)
	}
	if m.Encoded {
		r.space(xsiSpace)
		r.space(xsdSpace)
	}
	for _, p := range slices.Concat(m.Headers, m.Body) {
		r.element(p.Element)
	}
	r.follow()
}

// follow goes where the types lead that were reached.
func (r *reach) follow() {
	for len(r.queue) > 0 {
		t := r.queue[0]
		r.queue = r.queue[1:]
		switch t := t.(type) {
		case *contract.Simple:
			r.typ(t.Base)
		case *contract.List:
			r.typ(t.Item)
		case *contract.Union:
			for _, m := range t.Members {
				r.typ(m)
			}
		case *contract.Struct:
			r.structure(t)
		}
	}
}

func (r *reach) element(e *contract.Element) {
	if e == nil || r.elements[e] {
		return
	}
	r.elements[e] = true
	r.space(e.Name.Space)
	r.typ(e.Type)
	r.derived(e.Type)
	for _, m := range e.Members {
		r.element(m)
	}
}

func (r *reach) typ(t contract.Type) {
	switch t.(type) {
	case nil, *contract.Builtin:
		return
	}
	if !r.types[t] {
		r.types[t] = true
		r.space(typeName(t).Space) // xsi:type can name it
		r.queue = append(r.queue, t)
	}
}

func (r *reach) structure(s *contract.Struct) {
	if s.Base != nil {
		r.typ(s.Base)
	}
	for _, a := range s.Attrs {
		r.space(a.Name.Space)
		r.typ(a.Type)
	}
	if s.Text != nil {
		r.typ(s.Text.Type)
	}
	if s.Own != nil {
		r.group(s.Own)
	}
	if !r.chosen {
		for _, d := range s.Derived {
			r.typ(d)
		}
	}
}

// derived goes where xsi:type may lead from the type of an element, where the caller chooses. A type that is only the base
// of another one leads nowhere.
func (r *reach) derived(t contract.Type) {
	s, ok := t.(*contract.Struct)
	if !ok || !r.chosen || r.content[s] {
		return
	}
	r.content[s] = true
	seen := map[*contract.Struct]bool{}
	family := []*contract.Struct{s}
	for len(family) > 0 {
		base := family[0]
		family = family[1:]
		for _, d := range base.Derived {
			here, below := r.derives(base, d)
			if here {
				r.typ(d)
			}
			if below && !seen[d] {
				seen[d] = true
				family = append(family, d)
			}
		}
	}
}

func (r *reach) group(g *contract.Group) {
	for _, p := range g.Items {
		switch p := p.(type) {
		case *contract.Group:
			r.group(p)
		case *contract.Field:
			r.element(p.Element)
			if p.Chosen != nil {
				for _, t := range p.Chosen.Types {
					r.typ(t.Type)
				}
			}
		case *contract.Any:
			r.space(p.Target) // ##other is other than this
		}
	}
}

func typeName(t contract.Type) contract.QName {
	switch t := t.(type) {
	case *contract.Simple:
		return t.Name
	case *contract.List:
		return t.Name
	case *contract.Union:
		return t.Name
	case *contract.Struct:
		return t.Name
	}
	return contract.QName{}
}

// derives reports whether a derived type is generated where elements are of its base, and whether those below it may be.
// One that is not generated can still be received: it is carried raw.
func (c *compiler) derives(base, t *contract.Struct) (here, below bool) {
	if c.derived != nil {
		return c.derived.has(t.Name.Local), true
	}
	return base.Abstract, base.Abstract
}

// prune keeps what operations and headers lead to. What the provider's contract holds stays there.
func (c *compiler) prune(roots func(*reach)) {
	c.selectDerived()
	r := &reach{
		types: map[contract.Type]bool{}, elements: map[*contract.Element]bool{},
		chosen: c.only != nil || c.derived != nil, derives: c.derives, content: map[*contract.Struct]bool{},
	}
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			r.message(o.In)
			r.message(o.Out)
			for _, f := range slices.Concat(o.Faults, o.HeaderFaults) {
				r.element(f.Element)
			}
		}
	}
	if h, ok := c.api.Security.(*contract.HeaderCredentials); ok {
		r.element(h.Header)
	}
	if roots != nil {
		roots(r)
	}
	r.follow()
	c.keep(r)
	c.spaces = r.spaces
}

// keep takes what was reached into the contract, in document order, and notes what was not.
func (c *compiler) keep(r *reach) {
	for _, t := range c.lowered {
		if r.types[t] {
			c.api.Types = append(c.api.Types, t)
		} else {
			c.unreached("type", t.Decl().Path, t.Decl().Span)
			if typeName(t).Local != "" {
				c.api.Unreached.Types = append(c.api.Unreached.Types, t)
			}
		}
	}
	slices.SortStableFunc(c.api.Types, func(a, b contract.Type) int { return c.before(a.Decl(), b.Decl()) })
	for _, e := range c.globals {
		if r.elements[e] {
			c.api.Elements = append(c.api.Elements, e)
		} else {
			c.unreached("xs:element", e.Path, e.Span)
			c.api.Unreached.Elements = append(c.api.Unreached.Elements, e)
		}
	}
	c.api.Unreached.Attrs = c.globalAttributes()
	slices.SortStableFunc(c.api.Elements, func(a, b *contract.Element) int { return c.before(&a.Node, &b.Node) })
	byPlace := func(a, b *contract.Struct) int { return c.before(&a.Node, &b.Node) }
	for _, t := range c.api.Types {
		if s, ok := t.(*contract.Struct); ok {
			all := len(s.Derived)
			s.Derived = slices.DeleteFunc(s.Derived, func(d *contract.Struct) bool { return r.chosen && !r.types[d] })
			s.Pruned = len(s.Derived) < all
			slices.SortStableFunc(s.Derived, byPlace)
		}
	}
	for _, e := range c.api.Elements {
		slices.SortStableFunc(e.Members, func(a, b *contract.Element) int { return c.before(&a.Node, &b.Node) })
	}
}
