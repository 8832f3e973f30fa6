package mock

import (
	"encoding/xml"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// What a contract says, asked in the ways that checking and answering need.

// content lists the groups of a struct, those of its base first.
func content(s *contract.Struct) []*contract.Group {
	var list []*contract.Group
	if s.Base != nil && s.Derivation == contract.Extension {
		list = content(s.Base)
	}
	if s.Own != nil {
		list = append(list, s.Own)
	}
	return list
}

// fields lists the fields of a struct, whatever groups they stand in.
func fields(s *contract.Struct) []*contract.Field {
	var list []*contract.Field
	var walk func(*contract.Group)
	walk = func(g *contract.Group) {
		for _, p := range g.Items {
			switch p := p.(type) {
			case *contract.Field:
				list = append(list, p)
			case *contract.Group:
				walk(p)
			}
		}
	}
	for _, g := range content(s) {
		walk(g)
	}
	return list
}

// inOrder sorts elements by the fields that they stand for; unknown ones go last.
func inOrder(kids []*infoset.Element, list []*contract.Field) []*infoset.Element {
	rank := func(e *infoset.Element) int {
		i := slices.IndexFunc(list, func(f *contract.Field) bool { return names(f, e.Name) })
		if i < 0 {
			return len(list)
		}
		return i
	}
	return slices.SortedStableFunc(slices.Values(kids), func(a, b *infoset.Element) int { return rank(a) - rank(b) })
}

func simpleContent(s *contract.Struct) *contract.Text {
	for ; s != nil; s = s.Base {
		if s.Text != nil {
			return s.Text
		}
	}
	return nil
}

func attributes(s *contract.Struct) []*contract.Attr {
	if s.Base != nil && s.Derivation == contract.Extension {
		return append(attributes(s.Base), s.Attrs...)
	}
	return slices.Clone(s.Attrs)
}

func mixed(s *contract.Struct) bool {
	return s.Mixed || s.Base != nil && s.Derivation == contract.Extension && mixed(s.Base)
}

// names reports whether an element of that name stands for the field.
func names(f *contract.Field, n xml.Name) bool {
	return member(f.Element, n) != nil || f.AnyForm && f.Element.Name.Local == n.Local
}

// member is the declaration that a name means where e stands: e, or one that substitutes it.
func member(e *contract.Element, n xml.Name) *contract.Element {
	if xml.Name(e.Name) == n && !e.Abstract {
		return e
	}
	for _, m := range e.Members {
		if found := member(m, n); found != nil {
			return found
		}
	}
	return nil
}

// meant is member, or e itself where the name matches in its local part alone.
func meant(e *contract.Element, n xml.Name) *contract.Element {
	if m := member(e, n); m != nil {
		return m
	}
	return e
}

// starts reports whether an element of that name can open the particle.
func starts(p contract.Particle, n xml.Name) bool {
	switch p := p.(type) {
	case *contract.Field:
		return names(p, n)
	case *contract.Any:
		return p.Admits(n.Space)
	case *contract.Group:
		for _, item := range p.Items {
			if starts(item, n) {
				return true
			}
			if p.Kind == contract.Sequence && !emptiable(item) {
				return false
			}
		}
	}
	return false
}

// emptiable reports whether the particle can match nothing.
func emptiable(p contract.Particle) bool {
	switch p := p.(type) {
	case *contract.Field:
		return p.Min == 0
	case *contract.Any:
		return p.Min == 0
	case *contract.Group:
		if p.Min == 0 || len(p.Items) == 0 {
			return true
		}
		if p.Kind == contract.Choice {
			return slices.ContainsFunc(p.Items, emptiable)
		}
		return !slices.ContainsFunc(p.Items, func(p contract.Particle) bool { return !emptiable(p) })
	}
	return false
}

func attr(e *infoset.Element, space, local string) string {
	i := slices.IndexFunc(e.Attrs, func(a xml.Attr) bool { return a.Name == xml.Name{Space: space, Local: local} })
	if i < 0 {
		return ""
	}
	return e.Attrs[i].Value
}

func label(n xml.Name) string { return contract.QName(n).String() }
