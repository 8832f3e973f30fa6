package goapi

import (
	"fmt"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/source"
)

// types finds the types that stand for declarations, and the fields with what they hold.
func (a *API) types(pkg *names.Package) {
	for _, s := range pkg.Structs {
		span := source.Span{}
		if s.Src != nil {
			span = s.Src.Span
		}
		a.fields(s.Go, a.typ(s.Go, s.Path, span), s.Slots)
		for base := s.Base; base != nil; base = base.Base {
			for _, slot := range base.Slots {
				a.show(s.Go+"."+slot.Go, slot)
			}
		}
	}
	for _, s := range pkg.Simples {
		a.typ(s.Go, s.Path, s.Src.Decl().Span)
	}
	for _, s := range pkg.Sums {
		a.sum(s, source.Span{})
	}
	for _, c := range pkg.Clients {
		for _, op := range c.Operations {
			a.headers("Op"+op.Label+".In", op.Src.In)
			a.headers("Op"+op.Label+".Out", op.Src.Out)
		}
	}
}

// headers enters header blocks, which callers name by their places.
func (a *API) headers(message string, m *contract.Message) {
	if m == nil {
		return
	}
	for i, h := range m.Headers {
		a.Exports[fmt.Sprintf("%s.Headers[%d]", message, i)] = h.Element.Name.Local
	}
}

func (a *API) typ(Go, path string, span source.Span) source.Span {
	a.Types[Go] = &contract.Node{Path: path, Span: span}
	return span
}

// fields enters those of a struct; groups and choices have types of their own, that stand where the struct does.
func (a *API) fields(owner string, span source.Span, slots []*names.Slot) {
	for _, slot := range slots {
		name := owner + "." + slot.Go
		a.Fields[slot.Path] = append(a.Fields[slot.Path], name)
		a.show(name, slot)
		switch c := slot.Content.(type) {
		case *names.Repeat:
			a.fields(c.Group.Go, a.typ(c.Group.Go, c.Group.Path, span), c.Group.Slots)
		case *names.Choice:
			a.sum(c.Sum, span)
		}
	}
}

func (a *API) sum(s *names.Sum, span source.Span) {
	if a.Types[s.Go] != nil {
		return
	}
	a.typ(s.Go, s.Path, span)
	for _, b := range s.Branches {
		a.fields(b.Go, a.typ(b.Go, b.Path, span), b.Slots)
	}
}

// show enters the declarations that a field shows.
func (a *API) show(name string, slot *names.Slot) {
	add := func(path string) { a.Shown[name] = append(a.Shown[name], path) }
	add(slot.Path)
	switch c := slot.Content.(type) {
	case *names.Value:
		if c.Field != nil {
			add(c.Field.Element.Path)
		}
		for t := c.Type; t != nil; t = base(t) {
			if t.Decl().Path != "" {
				add(t.Decl().Path)
			}
		}
	case *names.Choice:
		if c.Sum.Head != nil {
			add(c.Sum.Head.Path)
			for _, member := range c.Sum.Head.Members {
				add(member.Path)
			}
		}
		add(c.Sum.Path)
	}
}

// base is the type that one derives from, or that the items of a list have; nil for none.
func base(t contract.Type) contract.Type {
	switch t := t.(type) {
	case *contract.Simple:
		return t.Base
	case *contract.List:
		return t.Item
	case *contract.Struct:
		if t.Base != nil {
			return t.Base
		}
	}
	return nil
}
