package schema

import (
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const xsi = "http://www.w3.org/2001/XMLSchema-instance"

// A checker checks one document.
type checker struct {
	*rules
	v    *xsd.Validator
	ids  map[string]bool
	refs []idref
	// encoded says that the element is in SOAP encoding: its type says so, or that of the element around it.
	encoded bool
	// Where there are constraints of identity: the tables of the elements that are open, and by what elements were checked.
	tables   []table
	governed map[*xmltext.Tree]governed
}

// An idref is a reference to an ID, which may follow.
type idref struct{ path, id string }

func newChecker(r *rules) *checker {
	return &checker{rules: r, v: new(xsd.Validator), ids: map[string]bool{}, governed: map[*xmltext.Tree]governed{}}
}

// references reports what refers to no ID of the document.
func (c *checker) references() {
	for _, r := range c.refs {
		if !c.ids[r.id] {
			c.v.Add(xsd.Violation{Path: r.path, Rule: "idref", Message: "must be the ID of an element"})
		}
	}
}

// element checks an element under its declaration (Part 1, clause 3.3.4). The validator is at it.
func (c *checker) element(decl *element, t *xmltext.Tree) {
	if decl.abstract {
		c.v.Report("", "abstract", "is abstract: another element must stand in its place")
		return
	}
	c.content(decl, t)
}

// content checks an element by its declaration, and the constraints that this has of the identity of what stands in it.
func (c *checker) content(decl *element, t *xmltext.Tree) {
	outer := c.encoded
	defer func() { c.encoded = outer }()
	c.encode(decl.typ)
	typ := c.actual(decl, t)
	c.encode(typ)
	if len(c.keys) == 0 {
		c.typedContent(decl, typ, t)
		return
	}
	c.governed[t] = governed{decl, typ, c.v.Path("")}
	c.tables = append(c.tables, nil)
	c.typedContent(decl, typ, t)
	c.identities(decl, t)
}

func isNil(t *xmltext.Tree) bool {
	text, _ := t.Attrs.Get(xsd.QName{Space: xsi, Local: "nil"})
	return trim(text) == "true" || trim(text) == "1"
}

// typedContent checks an element by its type, nil for one that is not known.
func (c *checker) typedContent(decl *element, typ *typ, t *xmltext.Tree) {
	null, nillable := isNil(t), decl.nillable || c.encoded
	if null && !nillable {
		c.v.Report("", "nil", "must not be nil")
	}
	if typ == nil || typ.isAny() {
		c.lax(t)
		return
	}
	if typ.open {
		return
	}
	if typ.abstract {
		c.v.Report("", "abstract", "must name a type that is not abstract in xsi:type")
		return
	}
	c.attributes(typ, t)
	if null && nillable {
		c.void(t, "must be empty, as it is nil")
		return
	}
	switch simple := typ.simple(); {
	case simple != nil:
		c.text(decl, simple, t)
	default:
		c.children(typ, t)
		if decl.fixed != nil && (len(t.Children) > 0 || t.Text != *decl.fixed && t.Text != "") {
			c.v.Report("", "fixed", "must be "+*decl.fixed)
		}
	}
}

// actual returns the type of an element: that of its declaration unless xsi:type names another, nil for one that is not known.
func (c *checker) actual(decl *element, t *xmltext.Tree) *typ {
	declared := decl.typ
	text, ok := t.Attrs.Get(xsd.QName{Space: xsi, Local: "type"})
	if !ok {
		return declared
	}
	var name xsd.QName
	err := name.ParseXML([]byte(text), t)
	named := c.named[name]
	if c.encoded && xmltext.IsEncoding(name.Space) {
		named = c.encodingType(name.Local, declared)
	}
	if err != nil || named == nil {
		c.v.Report("@type", "xsi:type", "must name a type")
		return declared
	}
	if declared == nil || named.derivesFrom(declared, decl.block) {
		return named
	}
	c.v.Report("@type", "xsi:type", "must name the declared type or one that derives from it")
	return declared
}

// void checks that an element has no content.
func (c *checker) void(t *xmltext.Tree, why string) {
	if len(t.Children) > 0 || t.Text != "" {
		c.v.Report("", "content", why)
	}
}

// text checks simple content.
func (c *checker) text(decl *element, simple *typ, t *xmltext.Tree) {
	if len(t.Children) > 0 {
		c.v.Report("", "content", "must hold text alone")
		return
	}
	text := t.Text
	switch {
	case text == "" && decl.fixed != nil:
		return // it stands for the fixed value
	case text == "" && decl.initial != nil:
		text = *decl.initial
	}
	if c.value("", simple, text, t) && decl.fixed != nil && !simple.same(text, *decl.fixed, t) {
		c.v.Report("", "fixed", "must be "+*decl.fixed)
	}
}

// attributes checks the attributes of an element (Part 1, clause 3.4.4).
func (c *checker) attributes(typ *typ, t *xmltext.Tree) {
	declared := map[xsd.QName]bool{}
	if typ.complex {
		typ.eachAttr(func(a *attr) bool {
			if !declared[a.name] {
				declared[a.name] = true
				c.attribute(a, t)
			}
			return true
		})
	}
	for _, a := range t.Attrs {
		if a.Name.Space != xsi && !declared[a.Name] {
			c.otherAttr(typ.wildcardOf(a.Name.Space), a.Name, t)
		}
	}
}

// otherAttr checks an attribute that is not declared for its element, by the wildcard that admits it, nil for none (Part 1,
// clause 3.10.1).
func (c *checker) otherAttr(w *wildcard, name xsd.QName, t *xmltext.Tree) {
	switch a := c.attrs[name]; {
	case c.isForm(name):
	case w == nil || w.process == "strict" && a == nil:
		c.v.Report("@"+name.Local, "unknown", "is not declared")
	case w.process != "skip" && a != nil:
		c.attribute(a, t)
	}
}

func (c *checker) attribute(a *attr, t *xmltext.Tree) {
	name := "@" + a.name.Local
	text, ok := t.Attrs.Get(a.name)
	if !ok {
		c.v.Required(name, !a.required)
		return
	}
	if c.value(name, a.typ, text, t) && a.fixed != nil && !a.typ.same(text, *a.fixed, t) {
		c.v.Report(name, "fixed", "must be "+*a.fixed)
	}
}

// children checks element content and mixed content.
func (c *checker) children(typ *typ, t *xmltext.Tree) {
	if !typ.isMixed() && trim(t.Text) != "" {
		c.v.Report("", "content", "must hold no text beside elements")
	}
	c.encoded = typ.encoded
	m := &match{children: t.Children, decls: make([]placed, len(t.Children))}
	m.run(typ.particles())
	for _, r := range m.reports {
		r(c.v)
	}
	count := map[xsd.QName]int{}
	for _, child := range t.Children {
		count[child.Name]++
	}
	nth := map[xsd.QName]int{}
	for i, child := range t.Children {
		ok := c.v.Enter(child.Name.Local)
		if p := m.decls[i].leaf; count[child.Name] > 1 || p != nil && p.max != 1 {
			c.v.Index(nth[child.Name])
		}
		nth[child.Name]++
		if ok {
			c.child(&m.decls[i], child)
		}
		c.v.Leave()
	}
}

// child checks a child where it has been placed.
func (c *checker) child(p *placed, child *xmltext.Tree) {
	if p.wrong != "" {
		c.v.Report("", p.rule, p.wrong)
	}
	switch {
	case p.decl != nil:
		c.element(p.decl, child)
	case p.leaf != nil && p.leaf.kind == anyParticle:
		c.wild(p.leaf.any, child)
	}
}

// wild checks an element that a wildcard takes (Part 1, clause 3.10.1).
func (c *checker) wild(w *wildcard, t *xmltext.Tree) {
	_, typed := t.Attrs.Get(xsd.QName{Space: xsi, Local: "type"})
	switch decl := c.elements[t.Name]; {
	case w.process == "skip":
	case decl != nil:
		c.element(decl, t)
	case w.process == "strict" && !typed:
		c.v.Report("", "unknown", "is not declared")
	default:
		c.typed(t)
	}
}

// typed checks an element without a declaration: by its xsi:type, and what is declared in it.
func (c *checker) typed(t *xmltext.Tree) {
	if typ := c.actual(&element{}, t); typ != nil && !typ.isAny() {
		c.content(&element{typ: typ}, t)
		return
	}
	c.lax(t)
}

// lax checks the attributes and children that have a declaration.
func (c *checker) lax(t *xmltext.Tree) {
	for _, a := range t.Attrs {
		if a.Name.Space != xsi {
			c.otherAttr(&wildcard{process: "lax"}, a.Name, t)
		}
	}
	count, nth := map[xsd.QName]int{}, map[xsd.QName]int{}
	for _, child := range t.Children {
		count[child.Name]++
	}
	for _, child := range t.Children {
		if c.v.Enter(child.Name.Local) {
			if count[child.Name] > 1 {
				c.v.Index(nth[child.Name])
			}
			nth[child.Name]++
			c.wild(&wildcard{process: "lax"}, child)
		}
		c.v.Leave()
	}
}

func trim(s string) string { return strings.Trim(s, " \t\r\n") }
