package difftest_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// A grower makes random schemas: all constructs, few of each, so that what changes in one shows in small messages.
type grower struct {
	*rand.Rand
	set    schemaSet
	prefix string // of the document that grows
	names  []string
}

// one reports a chance of one in n.
func (g *grower) one(n int) bool { return g.IntN(n) == 0 }

// tame are built-in types, with texts that all validators read alike.
var tame = map[string][]string{
	"string": {"", "a", "b", "a b", "1"}, "token": {"a", "b", "", "1"}, "int": {"1", "0", "-1", "3", "300"}, "decimal": {"1", "1.5", "-2", "300"},
	"boolean": {"true", "false", "1"}, "date": {"2026-01-31", "2026-02-28"}, "NMTOKEN": {"a", "b", "1"}, "unsignedByte": {"1", "0", "255"},
	"anyURI": {"", "a", "http://a/b"}, "double": {"1", "1.5", "INF"}, "hexBinary": {"", "0A", "FF"}, "NMTOKENS": {"a", "a b"},
	"anySimpleType": {"", "a", "1"}, "dateTime": {"2026-01-31T10:00:00Z"}, "positiveInteger": {"1", "7"},
}

// usual are types of elements and attributes, the frequent ones several times.
var usual = []string{
	"xs:string", "xs:string", "xs:int", "xs:int", "xs:int", "xs:token", "xs:decimal", "xs:boolean", "xs:date", "xs:NMTOKEN", "xs:unsignedByte",
	"xs:anyURI", "xs:double", "xs:hexBinary", "xs:NMTOKENS", "xs:anySimpleType", "xs:positiveInteger",
}

// randomSchemas returns a contract's schemas, which may be wrong: one type of all messages, and what it leads to.
func randomSchemas(r *rand.Rand) schemaSet {
	g := &grower{Rand: r, set: schemaSet{}}
	for _, prefix := range []string{"o", "t"} {
		g.prefix = prefix
		root := xs("schema", "elementFormDefault", pick(r, []string{"qualified", "qualified", ""}), "blockDefault", pick(r, []string{"", "", "", "", "", "", "extension", "restriction", "#all"}))
		if g.one(8) {
			root.set("attributeFormDefault", "qualified")
		}
		g.set[prefix] = root
		counts := map[string][5]int{"o": {1, 0, 1, 1, 1}, "t": {2, 1, 1, 3, 3}}[prefix]
		for i := range counts[0] {
			root.with(g.simpleType(fmt.Sprintf("S%d", i)))
		}
		for i := range counts[1] {
			root.with(xs("group", "name", fmt.Sprintf("G%d", i)).with(g.named([]string{"g", "h"}, func() *branch { return g.compositor(1) })))
		}
		for i := range counts[2] {
			root.with(xs("attribute", "name", fmt.Sprintf("q%d", i), "type", g.simple()))
			root.with(xs("attributeGroup", "name", fmt.Sprintf("A%d", i)).with(g.attributes([]string{"v", "w"})...))
		}
		for i := range counts[3] + g.IntN(2) {
			root.with(g.complexType(fmt.Sprintf("T%d", i)))
		}
		for i := range counts[4] {
			root.with(g.element(fmt.Sprintf("E%d", i)))
		}
	}
	g.root()
	g.prune()
	return g.set
}

// prune drops most of what the messages lead nowhere to: neither a reference, nor derivation, nor substitution.
func (g *grower) prune() {
	led := map[string]bool{"t:request": true, "t:reply": true}
	for grown := true; grown; {
		grown = false
		for _, prefix := range []string{"t", "o"} {
			for _, k := range g.set[prefix].kids {
				name := prefix + ":" + k.attrs["name"]
				mentions := k.mentions()
				for _, other := range mentions {
					if led[name] && !led[other] || led[other] && !led[name] && other != "xs:anyType" && (k.attrs["substitutionGroup"] == other || k.first("complexContent", "simpleContent") != nil) {
						led[name], led[other], grown = true, true, true
					}
				}
			}
		}
	}
	for _, prefix := range []string{"o", "t"} {
		root := g.set[prefix]
		root.kids = slices.DeleteFunc(root.kids, func(k *branch) bool { return !led[prefix+":"+k.attrs["name"]] && !g.one(5) })
	}
}

// mentions are the names with a prefix that stand in a declaration.
func (b *branch) mentions() (list []string) {
	for _, name := range []string{"ref", "type", "base", "itemType", "memberTypes", "substitutionGroup"} {
		list = append(list, strings.Fields(b.attrs[name])...)
	}
	for _, k := range b.kids {
		list = append(list, k.mentions()...)
	}
	return list
}

// root adds the elements of the messages.
func (g *grower) root() {
	g.names = nil
	content := g.named([]string{"a", "b", "c", "d"}, func() *branch {
		m := xs("sequence")
		for range 2 + g.IntN(3) {
			m.with(g.particle(1))
		}
		return m
	})
	t := xs("complexType", "name", "Root").with(content).with(g.attributes([]string{"m", "n"})...)
	g.set["t"].with(t)
	for _, name := range []string{"request", "reply"} {
		e := xs("element", "name", name, "type", "t:Root")
		if g.one(6) {
			e.with(g.identity())
		}
		g.set["t"].with(e)
	}
}

// identity returns a key or a unique over elements of the messages.
func (g *grower) identity() *branch {
	q := func(name string) string {
		if g.set["t"].attrs["elementFormDefault"] == "qualified" {
			return "t:" + name
		}
		return name
	}
	x := xs(pick(g.Rand, []string{"key", "unique", "unique"}), "name", fmt.Sprintf("k%d", g.IntN(1000)))
	return x.with(xs("selector", "xpath", pick(g.Rand, []string{q("a"), ".//" + q("a"), q("b"), "*"})), xs("field", "xpath", pick(g.Rand, []string{".", "@v", "@m", q("c")})))
}

// named has names stand for the elements of what f makes.
func (g *grower) named(names []string, f func() *branch) *branch {
	g.names = slices.Clone(names)
	g.Shuffle(len(g.names), func(i, j int) { g.names[i], g.names[j] = g.names[j], g.names[i] })
	return f()
}

// simple is the name of a simple type.
func (g *grower) simple() string {
	if list := g.set.globals("simpleType"); len(list) > 0 && g.one(4) {
		return pick(g.Rand, list)
	}
	return pick(g.Rand, usual)
}

// typeName is the name of a type.
func (g *grower) typeName() string {
	list := g.set.globals("complexType")
	switch {
	case len(list) > 0 && g.one(3):
		return pick(g.Rand, list)
	case g.one(12):
		return "xs:anyType"
	}
	return g.simple()
}

// simpleType returns an enumeration, a list, a union or a restriction by a facet.
func (g *grower) simpleType(name string) *branch {
	t := xs("simpleType", "name", name)
	switch g.IntN(8) {
	case 0:
		return t.with(xs("list", "itemType", g.atomic()))
	case 1:
		return t.with(xs("union", "memberTypes", g.atomic()+" "+g.atomic()))
	}
	return t.with(g.facets(xs("restriction", "base", g.simple())))
}

func (g *grower) atomic() string { return pick(g.Rand, usual[:12]) }

// facets adds some to a restriction.
func (g *grower) facets(step *branch) *branch {
	kind, _ := builtinOf(g.set, step.attrs["base"])
	texts := tame[kind]
	switch n := g.IntN(5); {
	case n < 2 && len(texts) > 0:
		for _, i := range g.Perm(len(texts))[:1+g.IntN(len(texts))] {
			step.with(xs("enumeration").stating(texts[i]))
		}
	case n == 2:
		step.with(xs("pattern").stating(pick(g.Rand, patterns)))
	default:
		step.with(g.facet(kind))
	}
	return step
}

// stating has a facet have a value, which may be empty.
func (b *branch) stating(value string) *branch {
	b.attrs["value"] = value
	return b
}

func (g *grower) facet(kind string) *branch {
	switch kind {
	case "int", "decimal", "double", "unsignedByte", "positiveInteger":
		return xs(pick(g.Rand, []string{"minInclusive", "maxInclusive", "maxExclusive"})).stating(strconv.Itoa(g.IntN(9)))
	}
	return xs(pick(g.Rand, []string{"length", "minLength", "maxLength"})).stating(strconv.Itoa(g.IntN(3)))
}

// builtinOf follows the restrictions of a simple type. It is false for a list or a union.
func builtinOf(set schemaSet, name string) (kind string, ok bool) {
	for range 20 {
		t := set.global(name, "simpleType")
		if t == nil {
			break
		}
		if name, _ = base(t); name == "" {
			return "", false
		}
	}
	if len(name) < 3 || name[:3] != "xs:" {
		return "", false
	}
	return name[3:], true
}

// occurring says how often a particle may stand.
func (g *grower) occurring(b *branch) *branch {
	o := pick(g.Rand, append(occurrences, [2]int{1, 1}, [2]int{0, 1}, [2]int{0, 1}))
	if o[0] != 1 {
		b.set("minOccurs", strconv.Itoa(o[0]))
	}
	if o[1] != 1 {
		b.set("maxOccurs", strconv.Itoa(o[1]))
	}
	if o[1] < 0 {
		b.set("maxOccurs", "unbounded")
	}
	return b
}

// particle is an element, a reference, a wildcard or a group.
func (g *grower) particle(depth int) *branch {
	switch n := g.IntN(12); {
	case n == 0 && depth > 0:
		return g.occurring(g.compositor(depth - 1))
	case n == 1:
		return g.occurring(g.wildcard("any"))
	case n == 2 && g.prefix == "t" && len(g.set.globals("group")) > 0:
		return g.occurring(xs("group", "ref", pick(g.Rand, g.set.globals("group"))))
	case n < 5 && len(g.set.globals("element")) > 0:
		return g.occurring(xs("element", "ref", pick(g.Rand, g.set.globals("element"))))
	}
	return g.occurring(g.local())
}

// local is an element that has its name here.
func (g *grower) local() *branch {
	if len(g.names) == 0 {
		return g.wildcard("any")
	}
	e := xs("element", "name", g.names[0], "type", g.typeName())
	g.names = g.names[1:]
	g.decorate(e)
	if g.one(12) {
		e.set("form", pick(g.Rand, []string{"qualified", "unqualified"}))
	}
	if g.one(12) && g.prefix == "t" {
		rest := g.names
		e.set("type", "")
		e.with(g.named([]string{"x", "y"}, func() *branch { return xs("complexType").with(g.compositor(0)) }))
		g.names = rest
	}
	return e
}

// decorate states what an element declares besides its type.
func (g *grower) decorate(e *branch) {
	if g.one(8) {
		e.set("nillable", "true")
	}
	if g.one(8) {
		e.set("block", pick(g.Rand, []string{"extension", "restriction", "substitution", "#all"}))
	}
	g.valued(e, 8)
}

// valued gives a declaration a default or a fixed value.
func (g *grower) valued(e *branch, n int) {
	if kind, ok := builtinOf(g.set, e.attrs["type"]); ok && tame[kind] != nil && g.one(n) {
		e.attrs[pick(g.Rand, []string{"default", "fixed"})] = pick(g.Rand, tame[kind])
	}
}

func (g *grower) compositor(depth int) *branch {
	m := xs(pick(g.Rand, []string{"sequence", "sequence", "choice"}))
	for range 1 + g.IntN(3) {
		m.with(g.particle(depth))
	}
	return m
}

// all is a group in any order.
func (g *grower) all() *branch {
	m := xs("all")
	for range 1 + g.IntN(3) {
		if e := g.local(); e.kind == "element" {
			e.set("minOccurs", pick(g.Rand, []string{"", "0"}))
			m.with(e)
		}
	}
	return m
}

// wildcard is one of elements or attributes.
func (g *grower) wildcard(kind string) *branch {
	space := pick(g.Rand, []string{"", " ", "##any", "##other", "##other", "##targetNamespace", "##local", spaces["o"], spaces["f"] + " ##local", "##targetNamespace " + spaces["f"]})
	return xs(kind, "namespace", space, "processContents", pick(g.Rand, []string{"", "lax", "lax", "skip", "skip", "strict"}))
}

// attributes are some of these names, references and a wildcard.
func (g *grower) attributes(names []string) (list []*branch) {
	for _, name := range names {
		if g.one(3) {
			a := xs("attribute", "name", name, "type", g.simple(), "use", pick(g.Rand, []string{"", "", "required"}))
			if a.attrs["use"] == "" {
				g.valued(a, 5)
			}
			if g.one(10) {
				a.set("form", "qualified")
			}
			list = append(list, a)
		}
	}
	if refs := g.set.globals("attribute"); len(refs) > 0 && g.one(6) {
		list = append(list, xs("attribute", "ref", pick(g.Rand, refs)))
	}
	if refs := g.set.globals("attributeGroup"); len(refs) > 0 && g.one(6) {
		list = append(list, xs("attributeGroup", "ref", pick(g.Rand, refs)))
	}
	if g.one(6) {
		list = append(list, g.wildcard("anyAttribute"))
	}
	return list
}

// complexType is one with content of its own, or derived from another one.
func (g *grower) complexType(name string) *branch {
	t := xs("complexType", "name", name)
	if g.one(8) {
		t.set("mixed", "true")
	}
	if g.one(8) {
		t.set("block", pick(g.Rand, []string{"extension", "restriction", "#all"}))
	}
	if g.one(12) {
		t.set("abstract", "true")
	}
	if g.one(12) {
		t.set("final", pick(g.Rand, []string{"extension", "restriction"}))
	}
	bases := g.set.globals("complexType")
	switch n := g.IntN(8); {
	case n == 0:
		return t.with(xs("simpleContent").with(xs("extension", "base", g.simple()).with(g.attributes([]string{"v", "s"})...)))
	case n < 5 && len(bases) > 0:
		return g.derived(t, pick(g.Rand, bases))
	case n == 5:
		return t.with(g.named([]string{"a", "b", "e"}, g.all)).with(g.attributes([]string{"v", "w"})...)
	}
	content := g.named([]string{"a", "b", "c", "e"}, func() *branch { return g.compositor(1) })
	if g.one(5) && len(g.names) > 0 { // a recursive type
		content.with(xs("element", "name", g.names[0], "type", g.prefix+":"+name, "minOccurs", "0", "maxOccurs", pick(g.Rand, []string{"", "unbounded"})))
	}
	return t.with(content).with(g.attributes([]string{"v", "w"})...)
}

// derived has a type extend or restrict another one.
func (g *grower) derived(t *branch, from string) *branch {
	b := g.set.global(from, "complexType")
	t.set("mixed", b.attrs["mixed"])
	if b.first("simpleContent") != nil {
		t.set("mixed", "")
		if g.one(2) {
			return t.with(xs("simpleContent").with(g.facets(xs("restriction", "base", from))))
		}
		return t.with(xs("simpleContent").with(xs("extension", "base", from).with(g.attributes([]string{"x"})...)))
	}
	if g.one(2) {
		step := xs("extension", "base", from)
		if g.one(4) { // attributes alone
			return t.with(xs("complexContent").with(step.with(g.attributes([]string{"x", "y"})...)))
		}
		more := g.named([]string{"d", "f", "g"}, func() *branch { return g.compositor(0) })
		return t.with(xs("complexContent").with(step.with(more).with(g.attributes([]string{"x"})...)))
	}
	step := xs("restriction", "base", from)
	if content := effective(g.set, b); content != nil {
		g.narrow(content)
		step.with(content)
	}
	return t.with(xs("complexContent").with(step))
}

// effective is the content of a type with that of what it extends.
func effective(set schemaSet, t *branch) *branch {
	kinds := []string{"sequence", "choice", "all", "group"}
	name, step := base(t)
	if step == nil {
		step = t
	}
	own := step.first(kinds...)
	if own != nil {
		own = own.clone()
	}
	b := set.global(name, "complexType")
	if step.kind != "extension" || b == nil {
		return own
	}
	inherited := effective(set, b)
	switch {
	case inherited == nil:
		return own
	case own == nil:
		return inherited
	}
	return xs("sequence").with(inherited, own)
}

// narrow has content admit less, here and there.
func (g *grower) narrow(content *branch) {
	content.each(func(in, x *branch) {
		switch {
		case x.attrs["minOccurs"] == "0" && g.one(3):
			if g.one(2) && len(in.kids) > 1 && in.kind != "choice" {
				in.kids = slices.DeleteFunc(in.kids, func(k *branch) bool { return k == x })
				return
			}
			x.set("minOccurs", "1")
		case x.attrs["maxOccurs"] == "unbounded" && g.one(3):
			x.set("maxOccurs", "3")
		}
	})
}

// element is a global one, which may stand in the place of an earlier one.
func (g *grower) element(name string) *branch {
	e := xs("element", "name", name, "type", g.typeName())
	g.decorate(e)
	if g.one(12) {
		e.set("abstract", "true")
	}
	heads := g.set.globals("element")
	if len(heads) == 0 || g.one(3) {
		return e
	}
	head := pick(g.Rand, heads)
	e.set("substitutionGroup", head)
	e.set("default", "")
	e.set("fixed", "")
	typ := g.set.global(head, "element").attrs["type"]
	e.set("type", typ)
	for _, t := range g.set.globals("complexType", "simpleType") {
		if g.set.derives(t, typ) && g.one(2) {
			e.set("type", t)
		}
	}
	return e
}
