package names

import (
	"maps"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
)

// Split divides a contract by the namespaces of its types and elements: it returns a part for each, behind those that it
// refers to. Namespaces that refer to each other in a cycle are one part, since Go's packages can't, and so are
// namespaces that have been one, by the lock.
func Split(api *contract.API, l *lock.Lock) []*contract.API {
	s := newSplitter(api)
	s.references()
	s.stayTogether(l)
	return s.parts(l)
}

// A splitter works out which namespaces of a contract need which.
type splitter struct {
	api    *contract.API
	spaces []string               // in document order
	edges  map[string][]string    // from a namespace to those that its declarations need
	known  map[[2]string]bool     // edges
	homes  map[any]string         // the namespaces of global elements and of types without a name
	nested map[contract.Type]bool // types without a name that no global element has for its own
	walked map[contract.Type]bool
}

func newSplitter(api *contract.API) *splitter {
	s := &splitter{
		api: api, edges: map[string][]string{}, known: map[[2]string]bool{},
		homes: map[any]string{}, nested: map[contract.Type]bool{}, walked: map[contract.Type]bool{},
	}
	seen := map[string]bool{}
	add := func(space string) {
		if !seen[space] {
			seen[space] = true
			s.spaces = append(s.spaces, space)
		}
	}
	for _, t := range api.Types {
		if name := typeName(t); name.Local != "" {
			add(name.Space)
		}
	}
	for _, e := range api.Elements {
		add(e.Name.Space)
		s.homes[e] = e.Name.Space
		if anonymous(e.Type) {
			s.own(e)
		}
	}
	return s
}

// own gives an element its type without a name. Elements that share one, as those of a substitution group do that state
// no type, stay together.
func (s *splitter) own(e *contract.Element) {
	home, shared := s.homes[e.Type]
	if !shared {
		s.homes[e.Type] = e.Name.Space
		return
	}
	s.edge(e.Name.Space, home)
	s.edge(home, e.Name.Space)
}

// references finds what the declarations of each namespace need.
func (s *splitter) references() {
	for _, t := range s.api.Types {
		if name := typeName(t); name.Local != "" {
			s.content(name.Space, t)
		}
	}
	for _, e := range s.api.Elements {
		s.element(e.Name.Space, e)
		if anonymous(e.Type) {
			s.content(e.Name.Space, e.Type)
		}
	}
}

func (s *splitter) edge(from, to string) {
	if pair := [2]string{from, to}; from != to && !s.known[pair] {
		s.known[pair] = true
		s.edges[from] = append(s.edges[from], to)
	}
}

// refer notes that a declaration of a namespace needs a type. One without a name is part of what holds it: of the
// first that does, and then those that share it stay together.
func (s *splitter) refer(from string, t contract.Type) {
	if _, builtin := t.(*contract.Builtin); builtin || t == nil {
		return
	}
	if !anonymous(t) {
		if space := typeName(t).Space; slices.Contains(s.spaces, space) {
			s.edge(from, space)
		}
		return
	}
	home, ok := s.homes[t]
	if !ok {
		home = from
		s.homes[t], s.nested[t] = from, true
	}
	s.edge(from, home)
	if s.nested[t] {
		s.edge(home, from)
	}
	s.content(home, t)
}

// element notes that a declaration of a namespace needs an element: its type and, for what can stand in its place, those
// of the elements that can, since the interface of a substitution group knows them all.
func (s *splitter) element(from string, e *contract.Element) {
	if home, global := s.homes[e]; global {
		s.edge(from, home)
	}
	s.refer(from, e.Type)
	for _, m := range substitutes(e) {
		if home, global := s.homes[m]; global {
			s.edge(from, home)
		}
		s.refer(from, m.Type)
	}
}

// content notes what a type of a namespace needs: its base, which it embeds, those that derive from it, which the
// interface of a family knows, and what it holds.
func (s *splitter) content(from string, t contract.Type) {
	if s.walked[t] {
		return
	}
	s.walked[t] = true
	switch t := t.(type) {
	case *contract.Simple:
		s.refer(from, t.Base)
	case *contract.List:
		s.refer(from, t.Item)
	case *contract.Union:
		for _, m := range t.Members {
			s.refer(from, m)
		}
	case *contract.Struct:
		if t.Base != nil {
			s.refer(from, t.Base)
		}
		for _, d := range t.Derived {
			s.refer(from, d)
		}
		for _, a := range t.Attrs {
			s.refer(from, a.Type)
		}
		if t.Text != nil {
			s.refer(from, t.Text.Type)
		}
		s.group(from, t.Own)
	}
}

func (s *splitter) group(from string, g *contract.Group) {
	if g == nil {
		return
	}
	for _, item := range g.Items {
		switch item := item.(type) {
		case *contract.Group:
			s.group(from, item)
		case *contract.Field:
			s.element(from, item.Element)
		}
	}
}

// stayTogether keeps the namespaces in one part that the lock has in one package.
func (s *splitter) stayTogether(l *lock.Lock) {
	first := map[string]string{}
	for _, space := range s.spaces {
		Go, ok := packageOf(l, s.api, space)
		if !ok {
			continue
		}
		if other, ok := first[Go]; ok {
			s.edge(space, other)
			s.edge(other, space)
			continue
		}
		first[Go] = space
	}
}

func packageOf(l *lock.Lock, api *contract.API, space string) (string, bool) {
	return l.Name(api.Source, "package", "{"+space+"}")
}

// parts makes a part of each component of the graph, behind those that it needs.
func (s *splitter) parts(l *lock.Lock) []*contract.API {
	component := components(slices.Values(s.spaces), s.edges)
	parts := map[int]*contract.API{}
	for _, space := range s.spaces {
		part := parts[component[space]]
		if part == nil {
			part = &contract.API{
				Node: s.api.Node, Source: s.api.Source, Shared: s.api.Shared, Namespaces: s.api.Namespaces, Subset: &contract.Subset{Of: s.api},
			}
			parts[component[space]] = part
		}
		part.Subset.Spaces = append(part.Subset.Spaces, space)
	}
	for _, t := range s.api.Types {
		if name := typeName(t); name.Local != "" {
			part := parts[component[name.Space]]
			part.Types = append(part.Types, t)
		}
	}
	for _, e := range s.api.Elements {
		part := parts[component[e.Name.Space]]
		part.Elements = append(part.Elements, e)
	}
	s.name(slices.SortedFunc(maps.Values(parts), s.before), l)
	return s.order(component, parts)
}

// before compares parts by the places of their first namespaces.
func (s *splitter) before(a, b *contract.API) int {
	return slices.Index(s.spaces, a.Subset.Spaces[0]) - slices.Index(s.spaces, b.Subset.Spaces[0])
}

// order lists the parts, each behind those that it needs.
func (s *splitter) order(component map[string]int, parts map[int]*contract.API) (list []*contract.API) {
	done := map[*contract.API]bool{}
	var visit func(part *contract.API)
	visit = func(part *contract.API) {
		if done[part] {
			return
		}
		done[part] = true
		for _, space := range part.Subset.Spaces {
			for _, next := range s.edges[space] {
				visit(parts[component[next]])
			}
		}
		list = append(list, part)
	}
	for _, space := range s.spaces {
		visit(parts[component[space]])
	}
	return list
}
