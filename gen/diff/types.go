package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// types reports the named types that one side alone has, each in the directions that lead to it there.
func (c *comparer) types() {
	before, after := reached(c.old), reached(c.new)
	was, is := before.ways(c.old), after.ways(c.new)
	for _, t := range c.old.Types {
		c.led[t.Decl().Path] |= was[t]
	}
	for _, t := range c.new.Types {
		c.led[t.Decl().Path] |= is[t]
	}
	old, new := map[contract.QName]bool{}, map[contract.QName]bool{}
	for _, t := range c.old.Types {
		old[c.name(typeName(t))] = true
	}
	for _, t := range c.new.Types {
		new[typeName(t)] = true
	}
	for _, t := range c.old.Types {
		if q := typeName(t); q.Local != "" && !new[c.name(q)] {
			c.typeRemoved(was[t], t)
		}
	}
	for _, t := range c.new.Types {
		if q := typeName(t); q.Local != "" && !old[q] {
			c.typeAdded(is[t], t)
		}
	}
	if !c.declareOnly() {
		c.blocks(before, after)
	}
}

// blocks finds the header blocks of a spec that no operation states, and reports those that one side alone has: callers send and read them
// with any.
func (c *comparer) blocks(before, after *reacher) {
	c.unasked = before.others(c.old)
	for _, e := range c.unasked {
		if c.is.elements[c.name(e.Name)] == nil {
			c.roots[both].add("header-removed", e.Path, fmt.Sprintf("the header %s is gone", e.Name.Local), e.Span, c.new.Span)
		}
	}
	for _, e := range after.others(c.new) {
		if c.was.elements[e.Name] == nil {
			c.roots[both].add("header-added", e.Path, fmt.Sprintf("the header %s is new", e.Name.Local), c.old.Span, e.Span).request = Compatible
		}
	}
}

func (c *comparer) typeAdded(way mask, t contract.Type) {
	f := c.roots[way].add("type-added", t.Decl().Path, fmt.Sprintf("the type %s is new", typeName(t).Local), c.old.Span, t.Decl().Span)
	f.api = choose(hasGoType(t), f.api, GoNone)
}

func (c *comparer) typeRemoved(way mask, t contract.Type) *finding {
	f := c.roots[way].add("type-removed", t.Decl().Path, fmt.Sprintf("the type %s is gone", typeName(t).Local), t.Decl().Span, c.new.Span)
	f.api = choose(hasGoType(t), f.api, GoNone)
	return f
}

// hasGoType reports whether a type has a Go type of its own: a restriction without constants is its base in Go.
func hasGoType(t contract.Type) bool {
	s, ok := t.(*contract.Simple)
	return ok && hasConstants(s) || !ok && !isBuiltin(t)
}

// reached follows the messages of a contract.
func reached(api *contract.API) *reacher {
	r := &reacher{types: map[contract.Type]mask{}, elements: map[*contract.Element]mask{}}
	for _, b := range api.Bindings {
		for _, o := range b.Operations {
			r.message(o.In, request)
			r.message(o.Out, reply)
			r.parts(o.Faults, reply)
			r.parts(o.HeaderFaults, reply)
		}
	}
	if api.Receiver != nil {
		for _, k := range api.Receiver.Kinds {
			r.typ(k.Type, reply)
		}
	}
	if h, ok := api.Security.(*contract.HeaderCredentials); ok {
		r.element(h.Header, request)
	}
	r.follow()
	return r
}

// ways returns the directions that lead to each type of a contract; both for what no operation leads to.
func (r *reacher) ways(api *contract.API) map[contract.Type]mask {
	for _, t := range api.Types {
		if r.types[t] == 0 {
			r.types[t] = both
		}
	}
	return r.types
}

// literal returns what literal requests of some contracts lead to.
func literal(apis ...*contract.API) map[contract.Type]mask {
	r := reacher{types: map[contract.Type]mask{}, elements: map[*contract.Element]mask{}}
	for _, api := range apis {
		for _, b := range api.Bindings {
			for _, o := range b.Operations {
				if o.In == nil {
					continue
				}
				if !o.In.Encoded {
					r.parts(o.In.Body, request)
				}
				r.parts(slices.DeleteFunc(slices.Clone(o.In.Headers), func(p *contract.Part) bool { return p.Encoded }), request)
			}
		}
	}
	r.follow()
	return r.types
}

// others returns the elements that no operation leads to.
func (r *reacher) others(api *contract.API) []*contract.Element {
	return slices.DeleteFunc(slices.Clone(api.Elements), func(e *contract.Element) bool { return r.elements[e] != 0 })
}

type reacher struct {
	types    map[contract.Type]mask
	elements map[*contract.Element]mask
	queue    []contract.Type
}

func (r *reacher) message(m *contract.Message, way mask) {
	if m != nil {
		r.parts(m.Headers, way)
		r.parts(m.Body, way)
	}
}

func (r *reacher) parts(list []*contract.Part, way mask) {
	for _, p := range list {
		r.element(p.Element, way)
	}
}

func (r *reacher) element(e *contract.Element, way mask) {
	if e == nil || r.elements[e]|way == r.elements[e] {
		return
	}
	r.elements[e] |= way
	r.typ(e.Type, way)
	for _, m := range e.Members {
		r.element(m, way)
	}
}

func (r *reacher) typ(t contract.Type, way mask) {
	if t == nil || r.types[t]|way == r.types[t] {
		return
	}
	r.types[t] |= way
	r.queue = append(r.queue, t)
}

func (r *reacher) follow() {
	for len(r.queue) > 0 {
		t := r.queue[0]
		r.queue = r.queue[1:]
		way := r.types[t]
		switch t := t.(type) {
		case *contract.Simple:
			r.typ(t.Base, way)
		case *contract.List:
			r.typ(t.Item, way)
		case *contract.Union:
			for _, m := range t.Members {
				r.typ(m, way)
			}
		case *contract.Struct:
			r.structure(t, way)
		}
	}
}

func (r *reacher) structure(s *contract.Struct, way mask) {
	if s.Base != nil {
		r.typ(s.Base, way)
	}
	for _, d := range s.Derived {
		r.typ(d, way)
	}
	for _, a := range s.Attrs {
		r.typ(a.Type, way)
	}
	if s.Text != nil {
		r.typ(s.Text.Type, way)
	}
	r.group(s.Own, way)
}

func (r *reacher) group(g *contract.Group, way mask) {
	if g == nil {
		return
	}
	for _, x := range g.Items {
		switch x := x.(type) {
		case *contract.Group:
			r.group(x, way)
		case *contract.Field:
			r.element(x.Element, way)
			if x.Chosen != nil {
				for _, t := range x.Chosen.Types {
					r.typ(t.Type, way)
				}
			}
		}
	}
}
