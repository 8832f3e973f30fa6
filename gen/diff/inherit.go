package diff

import "example.com/wsgen/gen/contract"

// An inherited is the content that types have from a base. It is compared once, not for each type that derives from that, in
// however many steps.
type inherited struct{ *contract.Struct }

// An addition is what a type's own content has.
type addition struct {
	names []string // of elements
	has   map[string]bool
	plain bool // nothing in it takes an element by anything but its name, where it stands
}

// apart reports whether two types have a base on both sides whose content and their own don't meet: no element of the one has
// the name of one of the other. What either admits, and how it is read, is told of each alone then.
func (c *comparer) apart(o, n *contract.Struct) bool {
	if o.Derivation != contract.Extension || n.Derivation != contract.Extension || !c.same(baseName(o), baseName(n)) || baseName(o).Local == "" {
		return false
	}
	was, is := c.addition(o), c.addition(n)
	return was.plain && is.plain && c.foreign(o.Base, was, is) && c.foreign(n.Base, was, is)
}

// foreign reports whether the content of a type has no name of some steps.
func (c *comparer) foreign(s *contract.Struct, own ...*addition) bool {
	for ; s != nil; s = s.Base {
		base := c.addition(s)
		if !base.plain {
			return false
		}
		for _, o := range own {
			for _, name := range o.names {
				if base.has[name] {
					return false
				}
			}
		}
		if s.Derivation != contract.Extension {
			break
		}
	}
	return true
}

// own is the step that a type adds to its base, if it does.
func own(s *contract.Struct) []*contract.Struct {
	if s.Own == nil {
		return nil
	}
	return []*contract.Struct{s}
}

// addition returns what a type's own content has.
func (c *comparer) addition(s *contract.Struct) *addition {
	known := c.additions[s]
	if known == nil {
		known = &addition{has: map[string]bool{}, plain: !s.AnyOrder && s.Map == nil && s.Array == nil}
		c.additions[s] = known
		known.add(s.Own)
	}
	return known
}

func (s *addition) add(g *contract.Group) {
	if g == nil {
		return
	}
	for _, x := range g.Items {
		switch x := x.(type) {
		case *contract.Group:
			s.add(x)
		case *contract.Field:
			for _, e := range append(substitutes(x.Element), x.Element) {
				s.names, s.has[e.Name.Local] = append(s.names, e.Name.Local), true
			}
		case *contract.Any:
			s.plain = false
		}
	}
}

// sameTree reports whether the same types derive from two types, and so from those in turn: each tells of its own then.
func (c *comparer) sameTree(o, n *contract.Struct) bool {
	key := pairKey{o, n}
	same, known := c.trees[key]
	if known {
		return same
	}
	c.trees[key] = false // of a type that derives from itself
	byName := map[contract.QName]*contract.Struct{}
	for _, t := range n.Derived {
		byName[t.Name] = t
	}
	same = len(o.Derived) == len(n.Derived) && len(byName) == len(n.Derived)
	for _, t := range o.Derived {
		if !same {
			break
		}
		other := byName[c.name(t.Name)]
		same = other != nil && t.Name.Local != "" && c.sameTree(t, other)
	}
	c.trees[key] = same
	return same
}
