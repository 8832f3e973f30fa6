package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// applyRules marks the fields that the provider's rules govern.
func (c *compiler) applyRules() {
	omit := setting(c, func(s *parser.Spec) parser.Value[string] { return orZero(s.Rules).Optional }).V == "omit-empty"
	for _, t := range c.lowered {
		s, ok := t.(*contract.Struct)
		if !ok {
			continue
		}
		rule := c.governs(&s.Node, omit)
		for _, a := range s.Attrs {
			a.OmitEmpty = !a.Required && c.governs(&a.Node, rule)
		}
		eachField(s.Own, func(f *contract.Field) {
			if c.governs(&f.Node, rule) {
				f.OmitEmpty = f.Min == 0 && f.Max == 1 || f.Element.Nillable
				f.EmptyAbsent = true
			}
		})
	}
	anyForm := setting(c, func(s *parser.Spec) parser.Value[string] { return orZero(s.Rules).ReplyForm }).V == "any"
	anyOrder := setting(c, func(s *parser.Spec) parser.Value[string] { return orZero(s.Rules).ReplyOrder }).V == "any"
	if anyForm || anyOrder {
		c.lenient(anyForm, anyOrder)
	}
}

// governs is the rule that a declaration states itself, else the one around it.
func (c *compiler) governs(n *contract.Node, around bool) bool {
	if v, ok := c.optional[n]; ok {
		return v == "omit-empty"
	}
	return around
}

func eachField(g *contract.Group, do func(*contract.Field)) {
	if g == nil {
		return
	}
	for _, p := range g.Items {
		switch p := p.(type) {
		case *contract.Field:
			do(p)
		case *contract.Group:
			eachField(p, do)
		}
	}
}

// lenient makes all that replies hold match by local name, or in any order: of a provider file all types, since any
// may be part of a service's reply.
func (c *compiler) lenient(form, order bool) {
	r := &reach{types: map[contract.Type]bool{}, elements: map[*contract.Element]bool{}}
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			if o.Out == nil {
				continue
			}
			for _, p := range o.Out.Body {
				p.AnyForm = form
				r.element(p.Element)
			}
		}
	}
	if c.api.Provider {
		for _, t := range c.declared {
			r.typ(t)
		}
	}
	r.follow()
	for _, t := range c.lowered {
		s, ok := t.(*contract.Struct)
		if !ok || !r.types[t] {
			continue
		}
		s.AnyOrder = order
		if form {
			eachField(s.Own, func(f *contract.Field) { f.AnyForm = true })
		}
	}
}
