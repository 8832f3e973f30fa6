package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A groupDecl is the definition of a named group.
type groupDecl = decl[*parser.Group]

// A circle looks for named groups that contain themselves and that no type refers to: those of types are found where they
// are expanded (XML Schema Part 1, clause 3.8.6).
type circle struct {
	c     *compiler
	done  map[*groupDecl]bool
	stack []*groupDecl
}

func (c *compiler) checkGroups() {
	w := &circle{c: c, done: map[*groupDecl]bool{}}
	for _, q := range c.ix.groups.order {
		w.group(c.ix.groups.m[q])
	}
}

func (w *circle) group(d *groupDecl) {
	if d == nil || w.done[d] || w.c.circular[d] || d.node.Model == nil {
		return
	}
	w.stack = append(w.stack, d)
	w.items(d, d.node.Model.Items)
	w.stack = w.stack[:len(w.stack)-1]
	w.done[d] = true
}

func (w *circle) items(d *groupDecl, items []parser.Particle) {
	for _, p := range items {
		switch p := p.(type) {
		case *parser.ModelGroup:
			if !noParticle(p.Occurs) {
				w.items(d, p.Items)
			}
		case *parser.GroupReference:
			if noParticle(p.Occurs) {
				continue
			}
			q := d.unit.name(p.Ref.V)
			next := d.behind(q)
			if next == nil {
				next = w.c.ix.groups.m[q]
			}
			if !w.c.reportCircle(w.stack, next, p.Ref.Span, q) {
				w.group(next)
			}
		}
	}
}

// noParticle reports whether a particle is none (Part 1, clause 3.9.2).
func noParticle(o parser.Occurs) bool { return o.Max.Set() && o.Max.V == 0 }

// reportCircle reports a reference to one of the groups that it stands in, and notes them: a circle is one error.
func (c *compiler) reportCircle(stack []*groupDecl, to *groupDecl, at source.Span, name contract.QName) bool {
	for i, g := range stack {
		if g != to {
			continue
		}
		x := c.diags.Errorf(at, idRecursiveGroup, "the group %s contains itself", name)
		x.Related = append(x.Related, source.Note{Span: to.at.Span, Message: name.String() + " is declared here"})
		for _, member := range stack[i:] {
			c.circular[member] = true
		}
		return true
	}
	return false
}
