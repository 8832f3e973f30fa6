package diff

import (
	"fmt"

	"example.com/wsgen/gen/contract"
)

// allAttributes returns the attributes of a type with those of the types that it extends.
func allAttributes(s *contract.Struct) (list []*contract.Attr, wildcard *contract.Wildcard) {
	wildcard = s.AnyAttribute()
	for ; s != nil; s = s.Base {
		list = append(list, s.Attrs...)
		if s.Derivation != contract.Extension {
			break
		}
	}
	return list, wildcard
}

func (c *comparer) attributes(p *pair, o, n *contract.Struct) {
	was, anyOld := allAttributes(o)
	is, anyNew := allAttributes(n)
	partners, left := c.attributePartners(was, is)
	gone := map[*contract.Attr]*finding{}
	for _, a := range was {
		b := partners[a]
		if b == nil {
			f := p.add("attribute-removed", a.Path, fmt.Sprintf("the attribute %s is gone", a.Name.Local), a.Span, n.Span)
			if a.Required {
				f.reply = Breaking
			}
			if anyNew != nil && anyNew.Admits(a.Name.Space) {
				if t := admittedText(anyNew, c.is.attrs[c.name(a.Name)]); t != nil {
					f.request, _ = verdicts(textOfAttr(a), t)
					f.reply = worse(f.reply, reads(a.Type, t))
					continue // replies may have it
				}
			}
			gone[a] = f
			continue
		}
		c.attribute(p, a, b)
	}
	c.leftAttributes(gone, left)
	for _, a := range is {
		if left[a] {
			f := p.add(choose(a.Required, "attribute-added-required", "attribute-added-optional"), a.Path, fmt.Sprintf("the attribute %s is new", a.Name.Local), o.Span, a.Span)
			if anyOld != nil && c.renamedWildcard(anyOld).Admits(a.Name.Space) {
				if t := admittedText(anyOld, c.was.attrs[a.Name]); t != nil {
					f.request = worse(f.request, fits(t, textOfAttr(a)))
				}
			}
		}
	}
	c.anyAttribute(p, o, n, anyOld, anyNew)
}

// admittedText is the type of the texts of an attribute that a wildcard admits, which its contract may declare; nil where it admits none.
func admittedText(w *contract.Wildcard, declared *contract.Attr) contract.Type {
	switch {
	case w.Process != "skip" && declared != nil:
		return textOfAttr(declared)
	case w.Process == "strict":
		return nil
	}
	return anyText
}

// anyText is the type of any text.
var anyText = &contract.Builtin{Kind: "string"}

// textOfAttr is the type of an attribute's texts: where its value is fixed, of those that say it.
func textOfAttr(a *contract.Attr) contract.Type {
	if v := (values{fixed: a.Fixed, typ: a.Type}); v.simple() != nil {
		return v.alone()
	}
	return a.Type
}

// attributePartners pairs attributes by name, then by their local names: those are of another form.
func (c *comparer) attributePartners(o, n []*contract.Attr) (partners map[*contract.Attr]*contract.Attr, left map[*contract.Attr]bool) {
	partners, left = map[*contract.Attr]*contract.Attr{}, map[*contract.Attr]bool{}
	byName, byLocal := map[contract.QName]*contract.Attr{}, map[string]*contract.Attr{}
	for _, a := range n {
		byName[a.Name] = a
		left[a] = true
	}
	for _, a := range o {
		if b := byName[c.name(a.Name)]; b != nil {
			partners[a] = b
			delete(left, b)
		}
	}
	for _, a := range n {
		if left[a] {
			byLocal[a.Name.Local] = a
		}
	}
	for _, a := range o {
		if b := byLocal[a.Name.Local]; partners[a] == nil && b != nil {
			partners[a] = b
			delete(left, b)
			delete(byLocal, a.Name.Local)
		}
	}
	return partners, left
}

func (c *comparer) attribute(p *pair, o, n *contract.Attr) {
	c.docs(p, &o.Node, &n.Node)
	if !c.same(o.Name, n.Name) {
		p.changed("form-changed", &o.Node, &n.Node, fmt.Sprintf("the attribute %s is now %s", o.Name, n.Name))
	}
	if o.Required != n.Required {
		p.changed(choose(n.Required, "attribute-made-required", "attribute-made-optional"), &o.Node, &n.Node,
			choose(n.Required, "the attribute must be there", "the attribute may be absent"))
	}
	c.attributeRules(p, o, n)
	statedValues(p, &o.Node, &n.Node, values{o.Default, o.Fixed, o.Type, false, o.Required}, values{n.Default, n.Fixed, n.Type, false, n.Required})
	found, led := len(p.found), len(p.next)
	c.typed(p, "attribute-type-changed", &o.Node, &n.Node, o.Type, n.Type)
	// What else is of the old type than the fixed value stands in no request.
	if o.Fixed != nil && fits(o.Type, n.Type) != Compatible && fits(textOfAttr(o), textOfAttr(n)) == Compatible {
		for _, f := range p.found[found:] {
			f.request = Compatible
		}
		for i := range p.next[led:] {
			p.next[led+i].ways &^= sending
		}
	}
}

func (c *comparer) anyAttribute(p *pair, o, n *contract.Struct, was, is *contract.Wildcard) {
	switch {
	case was == nil && is != nil:
		p.add("wildcard-added", n.Path+"/@*", "there is an attribute wildcard", o.Span, n.Span)
	case was != nil && is == nil:
		p.add("wildcard-removed", n.Path+"/@*", "the attribute wildcard is gone", o.Span, n.Span)
	case was != nil:
		on, nn := o.Node, n.Node
		nn.Path += "/@*"
		c.wildcard(p, &on, &nn, was, is, false)
		if did, does := wildcardOf(o), wildcardOf(n); (did == o) != (does == n) || did != o && !c.same(did.Name, does.Name) {
			p.changed("field-moved", &on, &nn, fmt.Sprintf("the attribute wildcard is declared by %s, was by %s", typeLabel(does), typeLabel(did))).wire(Compatible, Compatible).api = GoBreaking
		}
		p.opens = append(p.opens, opening{old: c.renamedWildcard(was), new: is, attributes: true})
	}
}

// wildcardOf is the step of s that has the field for the attributes of the wildcard: the first one with a wildcard, which those that
// extend it share.
func wildcardOf(s *contract.Struct) *contract.Struct {
	first := s
	for ; s != nil; s = s.Base {
		if s.AnyAttr != nil {
			first = s
		}
		if s.Derivation != contract.Extension {
			break
		}
	}
	return first
}
