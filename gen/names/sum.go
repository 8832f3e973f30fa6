package names

import (
	"cmp"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
)

// choice makes the slot and the sum of a choice.
func (p *planner) choice(pl place, g *contract.Group) *Slot {
	name := p.member(pl, &g.Node, pl.groupName(g), contract.QName{})
	sum := p.newSum(pl, OfChoice, g.Path, wish{owner: pl.owner, own: name}, &g.Node)
	c := &Choice{Sum: sum, Many: g.Max != 1, Required: g.Min > 0 && !pl.optional}
	inner := pl
	inner.prefix, inner.path = pl.prefix+unexported(name)+"_", g.Path
	inner.wrapped = pl.wrapped || c.Many
	p.branches(inner, c, g)
	sum.Branches = c.Branches
	if c.Many {
		p.constant(&c.Other, inner, &g.Node, "other", "_other")
	}
	return &Slot{Go: name, Path: g.Path, Doc: g.Doc, Content: c}
}

// chosen makes the sum of the types that other fields choose for a field. Its members are declared with the globals,
// whose names are known by now.
func (p *planner) chosen(pl place, f *contract.Field, name string) *Sum {
	sum := p.newSum(pl, OfChosen, f.Path, wish{own: name, stated: f.Chosen.Name, space: pl.space}, &f.Node)
	sum.Chosen = f.Chosen
	for _, t := range f.Chosen.Types {
		if s := p.table.structs[t.Type]; s != nil && !slices.Contains(sum.Members, s) {
			sum.Members = append(sum.Members, s)
		}
	}
	return sum
}

func (p *planner) newSum(pl place, kind SumKind, path string, w wish, node *contract.Node) *Sum {
	sum := &Sum{Kind: kind, Path: path, Doc: node.Doc, Space: pl.space, Package: p.pkg}
	what := "sum"
	if kind == OfHead {
		what = "head" // an element's path can be that of a type
	}
	sum.Go = p.claim(p.scope, what, &contract.Node{Path: path, Span: node.Span, From: node.From, Rename: w.stated}, w.with(p.sumNames))
	sum.Marker = "is" + sum.Go
	p.pkg.Sums = append(p.pkg.Sums, sum)
	return sum
}

// branches adds the alternatives of a choice. A choice within becomes part of it, and so do the elements that can
// stand for another one. In a repeated choice each occurrence of an alternative is an item of its own.
func (p *planner) branches(pl place, c *Choice, g *contract.Group) {
	for _, item := range g.Items {
		c.Required = c.Required && !emptiable(item)
		if barren(item) {
			continue
		}
		if c.Many {
			item = once(item)
		}
		f, field := item.(*contract.Field)
		inner, nested := item.(*contract.Group)
		switch {
		case nested && inner.Kind == contract.Choice && inner.Max == 1:
			p.branches(pl, c, inner)
		case nested && inner.Max == 1:
			c.Branches = append(c.Branches, p.sequenceBranch(pl, c.Sum, inner))
		case nested:
			c.Branches = append(c.Branches, p.listBranch(pl, c.Sum, inner))
		case field && p.isHead(f.Element) && f.Max != 1:
			c.Branches = append(c.Branches, p.listBranch(pl, c.Sum, f))
		case field && p.isHead(f.Element):
			p.headBranches(pl, c, f)
		default:
			c.Branches = append(c.Branches, p.valueBranch(pl, c.Sum, item))
		}
	}
}

// occurs is how often a particle may stand.
func occurs(item contract.Particle) contract.Occurs {
	switch item := item.(type) {
	case *contract.Field:
		return item.Occurs
	case *contract.Group:
		return item.Occurs
	case *contract.Any:
		return item.Occurs
	}
	return contract.Occurs{}
}

// once is the particle where it stands once.
func once(item contract.Particle) contract.Particle {
	single := contract.Occurs{Min: 1, Max: 1}
	switch item := item.(type) {
	case *contract.Field:
		one := *item
		one.Occurs = single
		return &one
	case *contract.Group:
		one := *item
		one.Occurs = single
		return &one
	case *contract.Any:
		one := *item
		one.Occurs = single
		return &one
	}
	return item
}

// emptiable reports whether nothing at all satisfies a particle (XML Schema Part 1, clause 3.9.6).
func emptiable(item contract.Particle) bool {
	g, ok := item.(*contract.Group)
	switch {
	case occurs(item).Min == 0:
		return true
	case !ok:
		return false
	case g.Kind == contract.Choice:
		return len(g.Items) == 0 || slices.ContainsFunc(g.Items, emptiable)
	}
	return !slices.ContainsFunc(g.Items, func(p contract.Particle) bool { return !emptiable(p) })
}

// valueBranch is an alternative of one particle, in a wrapper with the field Value.
func (p *planner) valueBranch(pl place, sum *Sum, item contract.Particle) *Branch {
	node, label := pl.particleNode(item)
	b := &Branch{Path: node.Path, Doc: node.Doc}
	named := &contract.Node{Path: node.Path, Span: node.Span, From: node.From, Rename: branchRename(sum, node)}
	b.Go = p.claim(p.scope, "branch", named, wish{owner: sum.Go, own: label, space: cmp.Or(nameOf(item).Space, pl.space), id: pl.scope.lockPath(node.Path, nameOf(item))})
	inner := pl.in(p.newScope(b.Go, "branch "+b.Path), sum.Go, pl.prefix)
	slots := p.particle(inner, item)
	for _, slot := range slots {
		slot.Go = "Value"
		if v, ok := slot.Content.(*Value); ok {
			if v.Presence == Optional || v.Presence == OmitEmpty {
				v.Presence = Required
			}
			v.Required, v.Alone = false, true
		}
	}
	b.Slots = slots
	return b
}

// spaceOf is the namespace of an element's name.
// nameOf is the name of an element; none for another particle.
func nameOf(item contract.Particle) contract.QName {
	if f, ok := item.(*contract.Field); ok {
		return f.Element.Name
	}
	return contract.QName{}
}

func branchRename(sum *Sum, node *contract.Node) string {
	if node.Rename == "" {
		return ""
	}
	return sum.Go + node.Rename
}

// sequenceBranch is an alternative of several particles, which are the wrapper's fields.
func (p *planner) sequenceBranch(pl place, sum *Sum, g *contract.Group) *Branch {
	b, inner := p.groupBranch(pl, sum, g)
	inner.path = g.Path
	for _, item := range g.Items {
		b.Slots = append(b.Slots, p.particle(inner, item)...)
	}
	return b
}

// listBranch is an alternative that occurs several times, as a group or one of several elements: the wrapper's field Value.
func (p *planner) listBranch(pl place, sum *Sum, item contract.Particle) *Branch {
	b, inner := p.groupBranch(pl, sum, item)
	if g, ok := item.(*contract.Group); ok {
		inner.path = g.Path
	}
	b.Slots = p.particle(inner, item)
	for _, slot := range b.Slots {
		slot.Go = "Value"
		switch c := slot.Content.(type) { // the branch says that there is one
		case *Repeat:
			c.Required = false
		case *Choice:
			c.Required = false
		}
	}
	return b
}

// groupBranch names an alternative whose particles share the positions around it, and makes the place for them.
func (p *planner) groupBranch(pl place, sum *Sum, item contract.Particle) (*Branch, place) {
	node, label := pl.particleNode(item)
	b := &Branch{Path: node.Path, Doc: node.Doc}
	b.Go = p.claim(p.scope, "branch", &contract.Node{Path: node.Path, Span: node.Span},
		wish{owner: sum.Go, own: label, space: cmp.Or(nameOf(item).Space, pl.space), further: p.groupNames})
	inner := pl.in(p.newScope(b.Go, "branch "+b.Path), b.Go, pl.prefix+unexported(label)+"_")
	inner.wrapped = pl.wrapped
	return b, inner
}

// headBranches makes an alternative of each element that can stand where a head stands.
func (p *planner) headBranches(pl place, c *Choice, f *contract.Field) {
	for _, m := range substitutes(f.Element) {
		one := *f
		one.Element = exactly(m)
		if m != f.Element {
			one.Path += "/" + m.Name.Space + "/" + m.Name.Local
			one.Rename = ""
		}
		c.Branches = append(c.Branches, p.valueBranch(pl, c.Sum, &one))
	}
}

// exactly is an element where nothing can stand for it: what does has a place of its own.
func exactly(e *contract.Element) *contract.Element {
	one := *e
	one.Path, one.Members = "exactly "+e.Path, nil
	return &one
}

func (pl place) particleNode(item contract.Particle) (*contract.Node, string) {
	switch item := item.(type) {
	case *contract.Field:
		return &item.Node, Exported(ownName(item)) + pl.ordinal(item.Path)
	case *contract.Any:
		return &item.Node, "Any" + pl.ordinal(item.Path)
	case *contract.Group:
		return &item.Node, pl.groupName(item)
	}
	return &contract.Node{}, ""
}

// mixed makes the one slot that mixed content is: its items, text among them, in order.
func (p *planner) mixed(s *Struct, t *contract.Struct, pl place) []*Slot {
	node := &contract.Node{Path: s.Path + "/mixed", Span: t.Span}
	name := p.member(pl, node, "Content", contract.QName{})
	sum := p.newSum(pl, OfMixed, node.Path, wish{owner: s.Go, own: "Item"}, node)
	text := &Branch{Path: node.Path}
	text.Go = p.claim(p.scope, "branch", node, wish{owner: sum.Go, own: "Text"})
	text.Doc = text.Go + " is a run of text."
	text.Slots = []*Slot{{Go: "Value", Path: node.Path, Content: &Value{
		Const: "xmltext.Text", Text: &contract.Text{Type: &contract.Builtin{Kind: "string"}}, Type: &contract.Builtin{Kind: "string"},
	}}}
	c := &Choice{Sum: sum, Many: true, Branches: []*Branch{text}}
	pl.wrapped = true
	if t.Own != nil {
		p.flat(pl, c, t.Own)
	}
	p.constant(&c.Other, pl, node, "other", "_other")
	sum.Branches = c.Branches
	s.Mixed = sum
	if extendsMixed(t) {
		c.Continues = s.Base
	}
	return []*Slot{{Go: name, Path: node.Path, Content: c}}
}

// flat makes every element of a mixed content model a branch: text may stand between any two.
func (p *planner) flat(pl place, c *Choice, g *contract.Group) {
	for _, item := range g.Items {
		f, field := item.(*contract.Field)
		inner, nested := item.(*contract.Group)
		switch {
		case occurs(item).Max == 0:
		case nested:
			p.flat(pl, c, inner)
		case field && p.isHead(f.Element):
			p.headBranches(pl, c, once(f).(*contract.Field))
		default:
			c.Branches = append(c.Branches, p.valueBranch(pl, c.Sum, once(item)))
		}
	}
}

// head declares the sum of a substitution group.
func (p *planner) head(e *contract.Element) *Sum {
	if sum := p.heads[e]; sum != nil {
		return sum
	}
	pl := place{space: e.Name.Space}
	sum := p.newSum(pl, OfHead, e.Path, wish{own: Exported(e.Name.Local), space: e.Name.Space}, &e.Node)
	sum.Head = e
	p.heads[e] = sum
	for _, m := range substitutes(e) {
		b := &Branch{Path: m.Path, Doc: m.Doc}
		b.Go = p.claim(p.scope, "branch", &contract.Node{Path: e.Path + "=" + m.Path, Span: m.Span},
			wish{owner: sum.Go, own: Exported(m.Name.Local), space: m.Name.Space})
		sum.Branches = append(sum.Branches, b)
		p.queue = append(p.queue, func() { p.declareAnonymous(m) })
	}
	return sum
}

// isHead reports whether others can stand where an element stands, so that its fields are sums. An
// element that had no substitutes when the lock was written stays what it was: they are unknown
// elements then.
func (p *planner) isHead(e *contract.Element) bool {
	const single, head = "single", "head"
	source, subject, shape := p.api.Source, "element "+e.Path, single
	if len(e.Members) > 0 || e.Abstract {
		shape = head
	}
	if was, ok := p.lock.Shape(source, subject); ok && !e.Abstract {
		shape = was
	}
	if p.globals[e] {
		p.table.facts = append(p.table.facts, func(l *lock.Lock) { l.SetShape(source, subject, shape) })
	}
	return shape == head
}

// substitutes returns the elements that can stand where the head stands, itself first.
func substitutes(e *contract.Element) []*contract.Element {
	var all []*contract.Element
	seen := map[*contract.Element]bool{}
	var walk func(e *contract.Element)
	walk = func(e *contract.Element) {
		if seen[e] {
			return // a member of two groups of this one
		}
		seen[e] = true
		if !e.Abstract {
			all = append(all, e)
		}
		for _, m := range e.Members {
			walk(m)
		}
	}
	walk(e)
	return all
}

// headSlot makes the slot of an element that others can substitute.
func (p *planner) headSlot(pl place, f *contract.Field, want string) *Slot {
	name := p.member(pl, &f.Node, want, f.Element.Name)
	sum := p.head(f.Element)
	c := &Choice{Sum: sum, Many: f.Max != 1, Required: f.Min > 0 && !pl.optional}
	inner := pl.in(p.newScope(sum.Go, "head "+f.Path), sum.Go, pl.prefix+unexported(name)+"_")
	inner.wrapped = pl.wrapped || c.Many
	for i, m := range substitutes(f.Element) {
		v := &Value{
			Field: &contract.Field{Node: f.Node, Element: m, Occurs: f.Occurs, EmptyAbsent: f.EmptyAbsent, AnyForm: f.AnyForm, Secret: f.Secret},
			Type:  m.Type, Many: c.Many, Wrapped: inner.wrapped, Alone: true,
		}
		if m.Nillable && !f.OmitEmpty {
			v.Presence = Nillable
		}
		p.constant(&v.Const, inner, &m.Node, m.Name.Local, Exported(m.Name.Local))
		b := sum.Branches[i]
		slot := &Slot{Go: "Value", Path: m.Path, Doc: m.Doc, Content: v}
		if b.Slots == nil {
			b.Slots = []*Slot{slot}
		}
		c.Branches = append(c.Branches, &Branch{Go: b.Go, Path: b.Path, Doc: b.Doc, Slots: []*Slot{slot}})
	}
	if c.Many {
		p.constant(&c.Other, inner, &f.Node, "other", "_other")
	}
	return &Slot{Go: name, Path: f.Path, Doc: doc(f.Doc, f.Element.Doc), Content: c}
}
