package schema

import (
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// rules are a schema, linked.
type rules struct {
	types    map[string]*typ // by key: built-in types as xs:name
	named    map[xsd.QName]*typ
	elements map[xsd.QName]*element
	attrs    map[xsd.QName]*attr // global ones, which wildcards take
	keys     map[xsd.QName]bool  // the keys and uniques that there are
}

// A typ is a simple or a complex type.
type typ struct {
	base *typ // nil for xs:anyType and for what restricts it

	// Of a complex type.
	complex  bool
	extends  bool // base's content and attributes come before the own ones
	abstract bool
	mixed    bool
	anyOrder bool // the content of an extension may stand amid that of its base
	open     bool // what a provider writes in a way of its own: nothing is checked
	encoded  bool // it stands in messages in SOAP encoding, or is an array of it
	block    blocked
	attrs    []*attr
	anyAttr  *wildcard
	content  *particle
	text     *typ // simple content

	// Of a simple type: a step of derivation, a list, a union or a built-in type.
	item    *typ
	members []*typ
	builtin *builtin
	facets  facets
}

// facets are those of one step of derivation.
type facets struct {
	counted  *xsd.Facets // lengths, bounds and digits; nil for none
	patterns *xsd.Facets // nil for none
	enum     *xsd.Facets // nil for none
	space    string      // whiteSpace
}

type attr struct {
	name     xsd.QName
	typ      *typ
	required bool
	initial  *string
	fixed    *string
}

type element struct {
	name               xsd.QName
	typ                *typ
	abstract, nillable bool
	initial, fixed     *string
	head               *element
	members            []*element // that can stand in its place
	block              blocked
	identities         []*identity
}

// A blocked is what may not stand in the place of an element or of values of a type.
type blocked struct{ extension, restriction, substitution bool }

// A wildcard of elements or attributes (Part 1, clause 3.10).
type wildcard struct {
	process string
	spaces  []string // as xmltext.Admits has them
}

type particleKind uint8

const (
	elementParticle particleKind = iota
	anyParticle
	sequenceGroup
	choiceGroup
	allGroup
)

// A particle is a part of a content model.
type particle struct {
	kind     particleKind
	min, max int // max is -1 for any number
	items    []*particle
	decl     *element
	any      *wildcard
	anyForm  bool // in any namespace
	anyName  bool // whatever its name
}

// takes returns the declaration under which an element can stand at a leaf of a content model; ok is false where it
// can't, and the declaration of what only a wildcard takes is nil.
func (p *particle) takes(name xsd.QName) (decl *element, ok bool) {
	switch p.kind {
	case anyParticle:
		return nil, xmltext.Admits(p.any.spaces, name.Space)
	case elementParticle:
		if p.anyName || p.decl.name == name || p.anyForm && p.decl.name.Local == name.Local {
			return p.decl, true
		}
		if found, ok := p.decl.substitute(name); ok && p.decl.admits(found) {
			return found, true
		}
	}
	return nil, false
}

func (e *element) substitute(name xsd.QName) (*element, bool) {
	for _, m := range e.members {
		if m.name == name {
			return m, true
		}
		if found, ok := m.substitute(name); ok {
			return found, true
		}
	}
	return nil, false
}

// admits reports whether a member of its substitution group may stand in its place: it derives in no way that the element, its
// type or a type between the two blocks (Part 1, clause 3.3.6).
func (e *element) admits(member *element) bool {
	if e.block.substitution || member.typ == e.typ {
		return !e.block.substitution
	}
	block := e.block
	for between := member.typ.base; between != nil && between != e.typ; between = between.base {
		block.extension = block.extension || between.block.extension
		block.restriction = block.restriction || between.block.restriction
	}
	return block == blocked{} && e.typ.block == blocked{} || member.typ.derivesFrom(e.typ, block)
}

// derivesFrom reports whether a type is another one or derives from it, in no way that is blocked or that the other one blocks
// (Part 1, clauses 3.4.6 and 3.14.6).
func (t *typ) derivesFrom(other *typ, block blocked) bool {
	extension, restriction := block.extension || other.block.extension, block.restriction || other.block.restriction
	for step := t; step != nil; step = step.base {
		if step == other {
			return true
		}
		if step.complex && step.base == nil && step.text != nil { // simple content extends the type of its text
			return !extension && step.text.derivesFrom(other, block)
		}
		if step.extends && extension || !step.extends && restriction {
			return false
		}
	}
	if other.isAny() {
		return true
	}
	if other.complex {
		return false
	}
	for _, m := range other.members {
		if t.derivesFrom(m, block) {
			return true
		}
	}
	return other.builtin != nil && other.builtin.name == "anySimpleType" && !t.complex
}

func (t *typ) isAny() bool { return t.builtin != nil && t.builtin.name == "anyType" }

// content model of a type with what it takes from its base, nil for none.
func (t *typ) particles() []*particle {
	var list []*particle
	if t.extends && t.base != nil {
		list = t.base.particles()
	}
	if t.content != nil {
		list = append(list[:len(list):len(list)], t.content)
	}
	if t.anyOrder { // one group of what a type has and what it has from its base
		return []*particle{{kind: allGroup, min: 1, max: 1, items: list}}
	}
	return list
}

// simple is the type of the text, nil for element content.
func (t *typ) simple() *typ {
	switch {
	case !t.complex:
		return t
	case t.text != nil:
		return t.text
	case t.extends && t.base != nil:
		return t.base.simple()
	}
	return nil
}

func (t *typ) isMixed() bool {
	return t.mixed || t.extends && t.base != nil && t.base.complex && t.base.isMixed()
}

// eachAttr calls fn for each attribute until it returns false.
func (t *typ) eachAttr(fn func(*attr) bool) bool {
	for _, a := range t.attrs {
		if !fn(a) {
			return false
		}
	}
	return !t.extends || t.base == nil || t.base.eachAttr(fn)
}

// wildcardOf returns the wildcard of the type that takes attributes of a namespace, nil for none.
func (t *typ) wildcardOf(space string) *wildcard {
	if t.anyAttr != nil && xmltext.Admits(t.anyAttr.spaces, space) {
		return t.anyAttr
	}
	if !t.extends || t.base == nil {
		return nil
	}
	return t.base.wildcardOf(space)
}
