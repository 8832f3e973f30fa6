package difftest_test

import (
	"math/rand/v2"
	"slices"
	"strings"
)

var particles = []string{"element", "any", "group", "sequence", "choice", "all"}

// edited returns a copy with a small change of the text: of one element of a document, or of where it stands. What comes out may
// be no schema, or the same.
func (s schemaSet) edited(r *rand.Rand) schemaSet {
	out := s.clone()
	g := &grower{Rand: r, set: out, prefix: pick(r, []string{"t", "t", "t", "o"}), names: []string{"z"}}
	type site struct{ in, x *branch }
	var sites []site
	root := out[g.prefix]
	root.each(func(in, x *branch) {
		if name := x.attrs["name"]; in != root || name != "request" && name != "reply" {
			sites = append(sites, site{in, x})
		}
	})
	if len(sites) == 0 || r.IntN(40) == 0 {
		g.editSchema(root)
		return out
	}
	at := pick(r, sites)
	if r.IntN(5) < 2 {
		g.restructure(at.in, at.x)
		return out
	}
	switch at.x.kind {
	case "element":
		g.editElement(at.in == root, at.x)
	case "attribute":
		g.editAttribute(at.in == root, at.x)
	case "complexType":
		g.editType(at.x)
	case "extension", "restriction":
		g.editDerivation(at.x)
	case "sequence", "choice", "all", "group":
		g.editGroup(at.in, at.x)
	case "any", "anyAttribute":
		w := g.wildcard(at.x.kind)
		name := pick(r, []string{"namespace", "processContents", "processContents"})
		at.x.set(name, w.attrs[name])
		if at.x.kind == "any" && g.one(3) {
			g.occurring(at.x)
		}
	case "list":
		at.x.set("itemType", g.simple())
	case "union":
		at.x.set("memberTypes", g.atomic()+" "+g.simple())
	case "key", "unique", "selector", "field":
		g.editIdentity(at.x)
	case "simpleContent", "complexContent", "simpleType", "attributeGroup":
		g.restructure(at.in, at.x)
	default: // facets
		at.x.stating(pick(r, []string{"0", "1", "2", "3", "5", "9", "a", "b", "[a-z]*", `\d+`, ".*"}))
	}
	return out
}

func (g *grower) editSchema(root *branch) {
	switch g.IntN(4) {
	case 0:
		root.toggle("elementFormDefault", "qualified")
	case 1:
		root.toggle("attributeFormDefault", "qualified")
	case 2:
		root.set("blockDefault", pick(g.Rand, []string{"", "extension", "restriction", "substitution", "#all"}))
	default:
		root.set("finalDefault", pick(g.Rand, []string{"", "extension", "restriction"}))
	}
}

// toggle states an attribute or takes it away.
func (b *branch) toggle(name, value string) {
	if b.attrs[name] == value {
		value = ""
	}
	b.set(name, value)
}

// restructure deletes, doubles, moves or surrounds an element, or puts one beside it.
func (g *grower) restructure(in, x *branch) {
	i := slices.Index(in.kids, x)
	isParticle := slices.Contains(particles, x.kind) && in.kind != "schema"
	switch n := g.IntN(8); {
	case n < 2:
		in.kids = slices.Delete(in.kids, i, i+1)
	case n == 2:
		in.kids = slices.Insert(in.kids, g.IntN(len(in.kids)+1), x.clone())
	case n == 3:
		j := g.IntN(len(in.kids))
		in.kids[i], in.kids[j] = in.kids[j], in.kids[i]
	case n == 4 && isParticle: // elsewhere
		in.kids = slices.Delete(in.kids, i, i+1)
		to := g.compositors()
		if len(to) > 0 {
			m := pick(g.Rand, to)
			m.kids = slices.Insert(m.kids, g.IntN(len(m.kids)+1), x)
		}
	case n == 5 && isParticle:
		in.kids[i] = g.occurring(xs(pick(g.Rand, []string{"sequence", "choice"})).with(x))
	case n == 6 && isParticle && len(x.kids) > 0: // what is within, in its place
		in.kids = slices.Replace(in.kids, i, i+1, x.kids...)
	case isParticle:
		y := g.particle(1)
		if g.one(4) {
			in.kids[i] = y
		} else if x.kind == "sequence" || x.kind == "choice" {
			x.kids = slices.Insert(x.kids, g.IntN(len(x.kids)+1), y)
		} else {
			in.kids = slices.Insert(in.kids, i, y)
		}
	case x.kind == "complexType" || x.kind == "extension":
		if x.first("simpleContent", "complexContent") == nil {
			x.with(g.attributes([]string{"v", "z"})...)
		}
	case x.kind == "attribute" && in.kind != "schema":
		in.kids = slices.Insert(in.kids, i, xs("attribute", "name", "z", "type", g.simple(), "use", pick(g.Rand, []string{"", "required"})))
	case in.kind == "schema":
		in.with(pick(g.Rand, []func() *branch{
			func() *branch { return g.element("E9") }, func() *branch { return g.complexType("T9") },
			func() *branch { return xs("attribute", "name", "q1", "type", g.simple()) },
		})())
	default:
		in.with(g.facet("int"))
	}
}

func (g *grower) compositors() (list []*branch) {
	g.set[g.prefix].each(func(_, x *branch) {
		if x.kind == "sequence" || x.kind == "choice" {
			list = append(list, x)
		}
	})
	return list
}

func (g *grower) editElement(global bool, e *branch) {
	if e.attrs["ref"] != "" {
		if g.one(3) {
			e.set("ref", pick(g.Rand, g.set.globals("element")))
			return
		}
		g.reoccur(e)
		return
	}
	switch n := g.IntN(12); {
	case n < 3 && !global:
		g.reoccur(e)
	case n < 5:
		g.retype(e)
	case n == 5:
		g.rename(global, e)
	case n == 6:
		e.toggle("nillable", "true")
	case n == 7:
		e.set("block", pick(g.Rand, []string{"", "extension", "restriction", "substitution", "#all"}))
	case n == 8:
		g.revalue(e)
	case n == 9 && !global:
		e.set("form", pick(g.Rand, []string{"", "qualified", "unqualified"}))
	case global && n < 11:
		e.toggle("abstract", "true")
	case global:
		e.set("substitutionGroup", pick(g.Rand, append(g.set.globals("element"), "", "")))
	default:
		g.decorate(e)
	}
}

func (g *grower) reoccur(e *branch) {
	e.set("minOccurs", "")
	e.set("maxOccurs", "")
	g.occurring(e)
}

// retype changes a type for any other one, or for one that it derives from or that derives from it.
func (g *grower) retype(e *branch) {
	if e.attrs["type"] == "" {
		return
	}
	var kin []string
	for _, name := range g.set.globals("complexType", "simpleType") {
		if name != e.attrs["type"] && (g.set.derives(name, e.attrs["type"]) || g.set.derives(e.attrs["type"], name)) {
			kin = append(kin, name)
		}
	}
	switch {
	case len(kin) > 0 && !g.one(3):
		e.set("type", pick(g.Rand, kin))
	case e.kind == "attribute":
		e.set("type", g.simple())
	default:
		e.set("type", pick(g.Rand, []string{g.typeName(), "xs:anyType", "xs:string", g.typeName()}))
	}
}

// rename gives a declaration another name, and most often those that refer to it.
func (g *grower) rename(global bool, e *branch) {
	was := g.prefix + ":" + e.attrs["name"]
	e.set("name", pick(g.Rand, []string{"z", "a", "b", "w", "E8"}))
	if !global || g.one(5) {
		return
	}
	for _, root := range g.set {
		root.each(func(_, x *branch) {
			for _, name := range []string{"ref", "substitutionGroup", "type", "base"} {
				if x.attrs[name] == was && (name == "ref" || name == "substitutionGroup") == (e.kind == "element" || e.kind == "attribute") {
					x.attrs[name] = g.prefix + ":" + e.attrs["name"]
				}
			}
		})
	}
}

func (g *grower) revalue(e *branch) {
	e.set("default", "")
	e.set("fixed", "")
	g.valued(e, 1)
	if g.one(3) {
		e.set("default", "")
		e.set("fixed", "")
	}
}

func (g *grower) editAttribute(global bool, a *branch) {
	switch n := g.IntN(8); {
	case n < 2 && !global:
		a.set("default", "")
		a.set("use", pick(g.Rand, []string{"", "required", "prohibited"}))
	case n < 4:
		g.retype(a)
	case n == 4 && a.attrs["ref"] == "":
		g.rename(global, a)
	case n == 5 && !global && a.attrs["ref"] == "":
		a.toggle("form", "qualified")
	default:
		g.revalue(a)
	}
}

func (g *grower) editType(t *branch) {
	switch n := g.IntN(8); {
	case n == 0:
		t.toggle("mixed", "true")
	case n == 1:
		t.toggle("abstract", "true")
	case n == 2:
		t.set("block", pick(g.Rand, []string{"", "extension", "restriction", "#all"}))
	case n == 3 && t.attrs["name"] != "":
		g.rename(true, t)
	case n == 4:
		t.with(g.wildcard("anyAttribute"))
	case n == 5:
		t.with(g.attributes([]string{"v", "z"})...)
	default:
		t.set("final", pick(g.Rand, []string{"", "extension", "restriction"}))
	}
}

// editDerivation swaps extension and restriction, or has the type derive from another one.
func (g *grower) editDerivation(step *branch) {
	switch n := g.IntN(6); {
	case n < 2:
		step.kind = map[string]string{"extension": "restriction", "restriction": "extension"}[step.kind]
	case n == 2:
		kinds := "complexType"
		if strings.HasPrefix(step.attrs["base"], "xs:") || g.set.global(step.attrs["base"], "simpleType") != nil {
			step.set("base", g.simple())
			return
		}
		step.set("base", pick(g.Rand, append(g.set.globals(kinds), step.attrs["base"])))
	case n == 3:
		step.with(g.facet("int"))
	case n == 4:
		step.with(g.facet("string"))
	default:
		step.with(g.attributes([]string{"v", "z"})...)
	}
}

func (g *grower) editGroup(in, m *branch) {
	switch {
	case m.attrs["ref"] != "" || g.one(2) && m.attrs["name"] == "":
		g.reoccur(m)
	case m.kind != "group":
		m.kind = pick(g.Rand, []string{"sequence", "choice", "all"})
	}
}

func (g *grower) editIdentity(x *branch) {
	switch x.kind {
	case "selector", "field":
		y := g.identity()
		x.set("xpath", y.first(x.kind).attrs["xpath"])
	default:
		x.kind = pick(g.Rand, []string{"key", "unique"})
	}
}
