package inspect

import (
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

func (p *printer) typ(t contract.Type) {
	switch t := t.(type) {
	case *contract.Builtin:
		p.block(&t.Node, nil, "builtin", t.Path, "xs:"+t.Kind)
	case *contract.Simple:
		p.simple(t)
	case *contract.List:
		p.block(&t.Node, func() { p.line("item", ref("", t.Item)) }, "list", t.Path, name(t.Path, t.Name))
	case *contract.Union:
		p.block(&t.Node, func() {
			for _, m := range t.Members {
				p.line("member", ref("", m))
			}
		}, "union", t.Path, name(t.Path, t.Name))
	case *contract.Struct:
		p.structure(t)
	}
}

func (p *printer) simple(t *contract.Simple) {
	p.block(&t.Node, func() {
		p.facets(&t.Facets)
		for i := range t.Enum {
			e := &t.Enum[i]
			p.block(&e.Node, nil, "enum", strconv.Quote(e.Value), text("name", e.Name), flag(label(t.Path, e.Path) != "="+e.Value, text("path", e.Path)))
		}
	}, "simple", t.Path+":", ref("", t.Base), name(t.Path, t.Name), flag(t.Open, "open"), text("layout", t.Layout))
}

func (p *printer) facets(f *contract.Facets) {
	for _, x := range []struct {
		key string
		v   *string
	}{
		{"length", f.Length}, {"minLength", f.MinLength}, {"maxLength", f.MaxLength},
		{"minInclusive", f.MinInclusive}, {"maxInclusive", f.MaxInclusive}, {"minExclusive", f.MinExclusive}, {"maxExclusive", f.MaxExclusive},
		{"totalDigits", f.TotalDigits}, {"fractionDigits", f.FractionDigits}, {"whiteSpace", f.WhiteSpace},
	} {
		if x.v != nil {
			p.line(x.key, strconv.Quote(*x.v))
		}
	}
	for _, v := range f.Patterns {
		p.line("pattern", strconv.Quote(v))
	}
}

func (p *printer) structure(t *contract.Struct) {
	words := []string{"struct", t.Path, name(t.Path, t.Name)}
	if t.Base != nil {
		words = append(words, [...]string{"underived from", "extends", "restricts"}[t.Derivation], t.Base.Path)
	} else {
		words = append(words, [...]string{"", "extension", "restriction"}[t.Derivation])
	}
	words = append(words, flag(t.Abstract, "abstract"), flag(t.Mixed, "mixed"), flag(t.AnyOrder, "anyOrder"), flag(t.Pruned, "pruned"))
	p.block(&t.Node, func() {
		for _, d := range t.Derived {
			p.line("derived", d.Path)
		}
		if d := t.Embedded; d != nil {
			p.line("document", flag(d.CDATA, "cdata"), flag(d.Declaration, "declaration"), flag(d.Status, "status"))
		}
		if m := t.Map; m != nil {
			p.line("map", m.Entry.String(), m.Key.String(), m.Value.String(), flag(m.TypedBy, "xsi:type"))
		}
		if a := t.Array; a != nil {
			p.line("array", a.Item.String()+a.Ranks)
		}
		p.structJSON(t)
		for _, a := range t.Attrs {
			p.attr(t.Path, a)
		}
		if t.AnyAttr != nil {
			p.line(append([]string{"anyAttribute"}, wildcard(t.AnyAttr)...)...)
		}
		if t.Text != nil {
			p.line("text", ref(t.Path, t.Text.Type), text("or", t.Text.OrElement))
		}
		if t.Own != nil {
			p.group(t.Path, t.Own)
		}
	}, words...)
}

func (p *printer) attr(parent string, a *contract.Attr) {
	l := label(parent, a.Path)
	p.block(&a.Node, nil, l+flag(!a.Required, "?")+":", ref(a.Path, a.Type), name(l, contract.QName{Space: a.Name.Space, Local: flag(a.Name.Local != "", "@"+a.Name.Local)}),
		opt("default", a.Default), opt("fixed", a.Fixed), flag(a.Secret, "secret"), flag(a.OmitEmpty, "omitEmpty"), text("or", a.OrElement), jsonForm(a.JSON))
}

func wildcard(w *contract.Wildcard) []string {
	return []string{strings.Join(w.Namespaces, " "), text("target", w.Target), text("besides", strings.Join(w.Besides, " ")), w.Process}
}

func (p *printer) particle(parent string, x contract.Particle) {
	switch x := x.(type) {
	case *contract.Group:
		p.group(parent, x)
	case *contract.Field:
		p.field(parent, x)
	case *contract.Any:
		p.block(&x.Node, nil, append([]string{label(parent, x.Path) + occurs(x.Occurs) + ":", "wildcard"}, wildcard(&x.Wildcard)...)...)
	}
}

func (p *printer) group(parent string, g *contract.Group) {
	l := label(parent, g.Path)
	p.block(&g.Node, func() {
		for _, x := range g.Items {
			p.particle(g.Path, x)
		}
	}, flag(l != string(g.Kind), l), string(g.Kind)+occurs(g.Occurs), qname("group", g.Named))
}

// field prints an element particle. A local element shares its line; a reference names the global one.
func (p *printer) field(parent string, f *contract.Field) {
	l := label(parent, f.Path)
	if strings.ContainsAny(l, " #*?+{") {
		l = strconv.Quote(l) // a key of a map
	}
	words := []string{l + occurs(f.Occurs) + ":"}
	e := f.Element
	local := e != nil && e.Path == f.Path
	switch {
	case e == nil:
		words = append(words, "none")
	case local:
		words = append(words, ref(f.Path, e.Type), name(label(parent, f.Path), e.Name))
		words = append(words, elementFacts(e)...)
		if e.Rename != f.Rename {
			words = append(words, text("element-go", e.Rename))
		}
		if len(e.From) > 0 && len(f.From) == 0 {
			words = append(words, "element-overlaid")
		}
	default:
		words = append(words, "ref", e.Path)
	}
	words = append(words, flag(f.OmitEmpty, "omitEmpty"), flag(f.EmptyAbsent, "emptyAbsent"), flag(f.AnyForm, "anyForm"), flag(f.Secret, "secret"), flag(f.CDATA, "cdata"), qname("xsi:type", f.WireType), flag(f.NilUnset, "nilUnset"), jsonForm(f.JSON))
	p.block(&f.Node, func() {
		if !local {
			return
		}
		if e.Doc != f.Doc {
			p.doc(e.Doc)
		}
		for _, m := range e.Members {
			p.line("member", m.Path)
		}
		p.chosen(f.Chosen)
	}, words...)
}
