package schema

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// A parser reads the text of a schema. Types are linked at the end: a line may name one that follows.
type parser struct {
	*rules
	prefixes map[string]string
	line     int
	links    []link
	heads    [][2]xsd.QName // member and head
	refs     []ref

	decl   *element    // that the lines below belong to, if they are constraints of identity
	typ    *typ        // that the others belong to
	groups []*particle // open ones, by depth
}

// A link is a type to be filled in.
type link struct {
	to   **typ
	key  string
	line int
}

// A ref is a reference to a global element.
type ref struct {
	to   *particle
	name xsd.QName
	line int
}

func parse(text string) (*rules, error) {
	p := &parser{
		rules:    &rules{types: builtinTypes(), named: map[xsd.QName]*typ{}, elements: map[xsd.QName]*element{}, attrs: map[xsd.QName]*attr{}, keys: map[xsd.QName]bool{}},
		prefixes: map[string]string{"xs": xsd.Namespace, "": ""},
	}
	for name := range builtins() {
		p.named[xsd.QName{Space: xsd.Namespace, Local: name}] = p.types["xs:"+name]
	}
	for line := range strings.Lines(text) {
		p.line++
		if line = strings.TrimRight(line, "\n"); line == "" {
			continue
		}
		if err := p.read(line); err != nil {
			return nil, fmt.Errorf("schema: line %d: %w", p.line, err)
		}
	}
	return p.rules, p.link()
}

func (p *parser) link() error {
	for _, l := range p.links {
		if *l.to = p.types[l.key]; *l.to == nil {
			return fmt.Errorf("schema: line %d: no type %s", l.line, l.key)
		}
	}
	for _, r := range p.refs {
		if r.to.decl = p.elements[r.name]; r.to.decl == nil {
			return fmt.Errorf("schema: line %d: no element %s", r.line, r.name)
		}
	}
	for _, h := range p.heads {
		member, head := p.elements[h[0]], p.elements[h[1]]
		if head == nil {
			return fmt.Errorf("schema: no element %s", h[1])
		}
		member.head, head.members = head, append(head.members, member)
	}
	return nil
}

// words are the parts of a line: a keyword, names, and settings such as fixed="x" or abstract.
type words struct {
	plain    []string
	settings map[string]string
}

// split reads a line: words between spaces, some in quotes as in Go.
func split(line string) (w words, err error) {
	w.settings = map[string]string{}
	for line = strings.TrimLeft(line, "\t"); line != ""; line = strings.TrimPrefix(line, " ") {
		end := strings.IndexAny(line, " =\"")
		switch {
		case end < 0:
			end = len(line)
			fallthrough
		case line[end] == ' ':
			w.plain, line = append(w.plain, line[:end]), line[end:]
			continue
		}
		name := strings.TrimSuffix(line[:end+1], `"`)
		line = line[len(name):]
		quoted, err := strconv.QuotedPrefix(line)
		if err != nil {
			return w, err
		}
		value, err := strconv.Unquote(quoted)
		if err != nil {
			return w, err
		}
		if line = line[len(quoted):]; name == "" {
			w.plain = append(w.plain, value)
		} else {
			w.settings[strings.TrimSuffix(name, "=")] = value
		}
	}
	return w, nil
}

// take removes the first plain word and returns it.
func (w *words) take() string {
	if len(w.plain) == 0 {
		return ""
	}
	word := w.plain[0]
	w.plain = w.plain[1:]
	return word
}

// is reports whether a flag stands in the line.
func (w *words) is(flag string) bool {
	for _, word := range w.plain {
		if word == flag {
			return true
		}
	}
	return false
}

func (w *words) text(name string) *string {
	if value, ok := w.settings[name]; ok {
		return &value
	}
	return nil
}

// occurs reads 0..1 or 2..* if it stands in the line.
func (w *words) occurs() (low, high int) {
	for _, word := range w.plain {
		from, to, ok := strings.Cut(word, "..")
		if !ok {
			continue
		}
		low, _ = strconv.Atoi(from)
		if high = -1; to != "*" {
			high, _ = strconv.Atoi(to)
		}
		return low, high
	}
	return 1, 1
}

func (p *parser) name(text string) xsd.QName {
	prefix, local, ok := strings.Cut(text, ":")
	if !ok {
		return xsd.QName{Local: text}
	}
	return xsd.QName{Space: p.prefixes[prefix], Local: local}
}

func (p *parser) linkTo(to **typ, key string) {
	p.links = append(p.links, link{to, key, p.line})
}

// read reads a line. Those without indentation are declarations.
func (p *parser) read(line string) error {
	w, err := split(line)
	if err != nil {
		return err
	}
	if depth := len(line) - len(strings.TrimLeft(line, "\t")); depth > 0 {
		return p.inside(depth, w.take(), &w)
	}
	switch word := w.take(); word {
	case "namespace":
		p.prefixes[w.take()] = w.take()
	case "element":
		e := p.element(&w)
		p.elements[e.name] = e
		if head, ok := w.settings["head"]; ok {
			p.heads = append(p.heads, [2]xsd.QName{e.name, p.name(head)})
		}
	case "attribute":
		a := p.attr(&w)
		p.attrs[a.name] = a
	case "complex", "simple", "list", "union":
		p.declare(word, &w)
	default:
		return fmt.Errorf("unknown word %q", word)
	}
	return nil
}

func (p *parser) attr(w *words) *attr {
	a := &attr{name: p.name(w.take()), initial: w.text("default"), fixed: w.text("fixed")}
	p.linkTo(&a.typ, w.take())
	a.required = w.is("required")
	return a
}

func (p *parser) identity(kind string, w *words) *identity {
	x := &identity{kind: kind, name: p.name(w.take()), refer: p.name(w.settings["refer"]), selector: p.path(w.settings["selector"])}
	for field := range strings.FieldsSeq(w.settings["fields"]) {
		x.fields = append(x.fields, p.path(field))
	}
	if kind != "keyref" {
		p.keys[x.name] = true
	}
	return x
}

// blocked reads what an element or a type blocks.
func (w *words) blocked() (b blocked) {
	for word := range strings.FieldsSeq(w.settings["block"]) {
		switch word {
		case "extension":
			b.extension = true
		case "restriction":
			b.restriction = true
		case "substitution":
			b.substitution = true
		}
	}
	return b
}

func (p *parser) element(w *words) *element {
	e := &element{name: p.name(w.take()), initial: w.text("default"), fixed: w.text("fixed")}
	p.linkTo(&e.typ, w.take())
	e.abstract, e.nillable, e.block = w.is("abstract"), w.is("nillable"), w.blocked()
	p.decl = e
	return e
}

func (p *parser) declare(word string, w *words) {
	key := w.take()
	t := &typ{complex: word == "complex"}
	p.types[key], p.typ, p.groups = t, t, nil
	if !strings.HasPrefix(key, "~") {
		p.named[p.name(key)] = t
	}
	switch word {
	case "complex":
		t.abstract, t.mixed, t.open, t.block = w.is("abstract"), w.is("mixed"), w.is("open"), w.blocked()
		t.anyOrder, t.encoded = w.is("anyOrder"), w.is("encoded")
		for _, how := range []string{"extends", "restricts"} {
			if base, ok := w.settings[how]; ok {
				t.extends = how == "extends"
				p.linkTo(&t.base, base)
			}
		}
		if text, ok := w.settings["text"]; ok {
			p.linkTo(&t.text, text)
		}
	case "simple":
		p.linkTo(&t.base, w.take())
		t.facets.read(w)
	case "list":
		p.linkTo(&t.item, w.take())
	case "union":
		t.members = make([]*typ, len(w.plain))
		for i, key := range w.plain {
			p.linkTo(&t.members[i], key)
		}
	}
}

// inside reads a line of a type.
func (p *parser) inside(depth int, word string, w *words) error {
	switch word {
	case "key", "keyref", "unique":
		if p.decl == nil {
			return fmt.Errorf("%s belongs to no element", word)
		}
		p.decl.identities = append(p.decl.identities, p.identity(word, w))
		return nil
	}
	if p.typ == nil {
		return fmt.Errorf("%s belongs to no type", word)
	}
	switch word {
	case "enum":
		p.typ.facets.add(w.take())
		return nil
	case "attr":
		p.typ.attrs = append(p.typ.attrs, p.attr(w))
		return nil
	case "anyAttr":
		p.typ.anyAttr = readWildcard(w)
		return nil
	}
	one := new(particle)
	one.min, one.max = w.occurs()
	switch word {
	case "sequence":
		one.kind = sequenceGroup
	case "choice":
		one.kind = choiceGroup
	case "all":
		one.kind = allGroup
	case "any":
		one.kind, one.any = anyParticle, readWildcard(w)
	case "ref":
		p.refs = append(p.refs, ref{one, p.name(w.take()), p.line})
		one.anyForm = w.is("anyForm")
	case "element":
		one.anyForm, one.anyName = w.is("anyForm"), w.is("anyName")
		one.decl = p.element(w)
	default:
		return fmt.Errorf("unknown word %q", word)
	}
	if depth == 1 {
		p.typ.content = one
	} else if depth-2 < len(p.groups) {
		outer := p.groups[depth-2]
		outer.items = append(outer.items, one)
	} else {
		return fmt.Errorf("%s is in no group", word)
	}
	p.groups = append(p.groups[:depth-1], one)
	return nil
}

// readWildcard reads how a wildcard processes what it takes, the target's namespace and those admitted.
func readWildcard(w *words) *wildcard {
	a := &wildcard{process: w.take()}
	for space := range strings.FieldsSeq(w.settings["spaces"]) {
		switch space {
		case "##any":
		case "##other":
			a.spaces = append(a.spaces, "!"+w.settings["target"])
			for besides := range strings.FieldsSeq(w.settings["besides"]) {
				a.spaces = append(a.spaces, "!"+besides)
			}
		case "##local":
			a.spaces = append(a.spaces, "")
		default:
			a.spaces = append(a.spaces, space)
		}
	}
	return a
}
