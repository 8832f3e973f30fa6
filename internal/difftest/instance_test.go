package difftest_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// A sower makes messages of schemas by their text alone: most of them valid, which xmllint decides.
type sower struct {
	*rand.Rand
	set   schemaSet
	depth int
	next  int // a number that no other text has
}

func (s *sower) one(n int) bool { return s.IntN(n) == 0 }

// A piece is attributes and content of an element.
type piece struct{ attrs, inner string }

// messages returns some of the elements of a name, no two alike.
func (s *sower) messages(name string, count int) (list []string) {
	seen := map[string]bool{}
	for range count {
		s.next, s.depth = 10, 0
		text := s.element(s.set.global("t:"+name, "element"), "t", true)
		if len(text) < 3000 && !seen[text] {
			seen[text] = true
			list = append(list, text)
		}
	}
	return list
}

// declarations of the prefixes, for the element around all.
var declarations = func() (text string) {
	for _, prefix := range []string{"t", "o", "f", "xs", "xsi"} {
		text += fmt.Sprintf(" xmlns:%s=%q", prefix, spaces[prefix])
	}
	return text
}()

// element writes one by its declaration, in a document of a prefix.
func (s *sower) element(e *branch, prefix string, global bool) string {
	if ref := e.attrs["ref"]; ref != "" {
		return s.global(ref)
	}
	tag := s.set.namesOf(e, prefix)[0]
	if global {
		tag = prefix + ":" + e.attrs["name"]
	}
	s.depth++
	defer func() { s.depth-- }()
	p := s.stated(e, prefix)
	switch value, fixed := e.attrs["fixed"]; {
	case e.attrs["nillable"] == "true" && s.one(4) || s.one(60):
		p = piece{p.attrs + ` xsi:nil="true"`, ""}
	case fixed && !s.one(6):
		p.inner = escape(value)
	case s.one(15):
		p.inner = ""
	}
	if s.depth == 1 {
		p.attrs += declarations
	}
	return "<" + tag + p.attrs + ">" + p.inner + "</" + tag + ">"
}

// global writes an element that others name, or one in its place.
func (s *sower) global(name string) string {
	e := s.set.global(name, "element")
	if e == nil {
		return ""
	}
	var members []string
	for _, m := range s.set.globals("element") {
		if m != name && s.set.stands(m, name) {
			members = append(members, m)
		}
	}
	if len(members) > 0 && (e.attrs["abstract"] == "true" || s.one(2)) {
		name = pick(s.Rand, members)
		e = s.set.global(name, "element")
	}
	prefix, _, _ := strings.Cut(name, ":")
	return s.element(e, prefix, true)
}

// stated is content of the type of an element, or of one that it says in xsi:type.
func (s *sower) stated(e *branch, prefix string) piece {
	name := e.attrs["type"]
	for head := e; name == "" && head != nil && head.first("complexType", "simpleType") == nil; {
		if head = s.set.global(head.attrs["substitutionGroup"], "element"); head != nil {
			name = head.attrs["type"]
		}
	}
	if inline := e.first("complexType", "simpleType"); inline != nil && name == "" {
		return s.content(inline, prefix)
	}
	if name == "" {
		name = "xs:anyType"
	}
	t := s.set.global(name, "complexType")
	if s.one(6) || t != nil && t.attrs["abstract"] == "true" {
		var list []string
		for _, d := range append(s.set.globals("complexType", "simpleType"), "xs:int", "xs:token", "xs:string", "xs:anyType") {
			if name == "xs:anyType" || s.set.derives(d, name) || s.one(20) {
				list = append(list, d)
			}
		}
		if len(list) > 0 {
			name = pick(s.Rand, list)
			p := s.named(name)
			return piece{` xsi:type="` + name + `"` + p.attrs, p.inner}
		}
	}
	return s.named(name)
}

// named is content of a named type.
func (s *sower) named(name string) piece {
	if name == "xs:anyType" {
		return s.anything()
	}
	if t := s.set.global(name, "complexType"); t != nil {
		prefix, _, _ := strings.Cut(name, ":")
		return s.content(t, prefix)
	}
	return piece{"", s.text(name)}
}

// anything is content of xs:anyType.
func (s *sower) anything() piece {
	switch s.IntN(5) {
	case 0:
		return piece{}
	case 1:
		return piece{` x="1"`, "mixed" + s.foreign(nil, "t")}
	case 2:
		return piece{"", s.foreign(nil, "t")}
	}
	return piece{"", s.number()}
}

// number is a text that stands nowhere else.
func (s *sower) number() string {
	s.next++
	return strconv.Itoa(s.next)
}

// text is one of a simple type, escaped.
func (s *sower) text(name string) string {
	if t := s.set.global(name, "simpleType"); t != nil {
		return s.textOf(t)
	}
	kind := strings.TrimPrefix(name, "xs:")
	switch kind {
	case "int", "decimal", "string", "token", "double", "anySimpleType", "positiveInteger":
		if !s.one(3) {
			return s.number()
		}
	}
	if list := tame[kind]; list != nil {
		return escape(pick(s.Rand, list))
	}
	return "1"
}

func (s *sower) textOf(t *branch) string {
	if list := t.first("list"); list != nil {
		var words []string
		for range s.IntN(3) {
			words = append(words, s.member(list, list.attrs["itemType"]))
		}
		return strings.Join(words, " ")
	}
	if union := t.first("union"); union != nil {
		names := strings.Fields(union.attrs["memberTypes"])
		for range union.kids {
			names = append(names, "")
		}
		if len(names) == 0 {
			return ""
		}
		return s.member(union, pick(s.Rand, names))
	}
	name, step := base(t)
	if step == nil {
		return ""
	}
	return s.restricted(step, name)
}

// member is a text of a type that is named or stands within.
func (s *sower) member(b *branch, name string) string {
	if t := b.first("simpleType"); t != nil && name == "" {
		return s.textOf(t)
	}
	return s.text(name)
}

// restricted is a text of a restriction: often one of an enumeration, or at the edge of a facet.
func (s *sower) restricted(step *branch, name string) string {
	var values []string
	for _, f := range step.kids {
		switch f.kind {
		case "enumeration":
			values = append(values, f.attrs["value"])
		case "minInclusive", "maxInclusive", "minExclusive", "maxExclusive":
			if n, err := strconv.Atoi(f.attrs["value"]); err == nil {
				values = append(values, strconv.Itoa(n-1), strconv.Itoa(n), strconv.Itoa(n+1))
			}
		case "length", "minLength", "maxLength":
			if n, err := strconv.Atoi(f.attrs["value"]); err == nil {
				values = append(values, strings.Repeat("A", min(n, 5)))
			}
		case "pattern":
			values = append(values, "1", "a", "12", "true")
		}
	}
	if len(values) > 0 && !s.one(5) {
		return escape(pick(s.Rand, values))
	}
	return s.member(step, name)
}

// content is that of a complex type: what stands in it, or in what it derives from.
func (s *sower) content(t *branch, prefix string) (p piece) {
	p.attrs = s.attributes(t, prefix)
	name, step := base(t)
	if t.kind == "simpleType" {
		return piece{"", s.textOf(t)}
	}
	if c := t.first("simpleContent"); c != nil && step != nil {
		b := s.set.global(name, "complexType")
		switch {
		case step.kind == "restriction" && (len(step.kids) > 0 || b == nil):
			p.inner = s.restricted(step, name)
		case b != nil:
			prefix, _, _ := strings.Cut(name, ":")
			p.inner = s.content(b, prefix).inner
		default:
			p.inner = s.text(name)
		}
		return p
	}
	if content := effective(s.set, t); content != nil {
		p.inner = s.particle(content, content, s.home(t, prefix))
	}
	if t.attrs["mixed"] == "true" && s.one(2) {
		p.inner = "mixed" + p.inner
	}
	return p
}

// home is the document whose form the elements of a type have: that of the base, where the type is none of its own.
func (s *sower) home(t *branch, prefix string) string {
	if name, step := base(t); step != nil && step.kind == "extension" && s.one(2) {
		from, _, _ := strings.Cut(name, ":")
		return from
	}
	return prefix
}

// particle writes what a particle admits, with the content that it stands in.
func (s *sower) particle(x, content *branch, prefix string) string {
	least, most := occurs(x)
	if s.depth > 9 { // what can't end
		return ""
	}
	n := least
	if s.depth < 5 && most != 0 {
		n = least + s.IntN(min(most, least+2)-least+1)
	}
	var b strings.Builder
	for range min(n, 4) {
		switch x.kind {
		case "element":
			b.WriteString(s.element(x, prefix, false))
		case "any":
			b.WriteString(s.wild(x, content, prefix))
		case "group":
			if g := s.set.global(x.attrs["ref"], "group"); g != nil {
				home, _, _ := strings.Cut(x.attrs["ref"], ":")
				for _, k := range g.kids {
					b.WriteString(s.particle(k, content, home))
				}
			}
		case "choice":
			if len(x.kids) > 0 {
				b.WriteString(s.particle(pick(s.Rand, x.kids), content, prefix))
			}
		case "sequence", "all":
			kids := slices.Clone(x.kids)
			if x.kind == "all" {
				s.Shuffle(len(kids), func(i, j int) { kids[i], kids[j] = kids[j], kids[i] })
			}
			for _, k := range kids {
				b.WriteString(s.particle(k, content, prefix))
			}
		}
	}
	return b.String()
}

// occurs is how often a particle may stand.
func occurs(x *branch) (least, most int) {
	least, most = 1, 1
	if text := x.attrs["minOccurs"]; text != "" {
		least, _ = strconv.Atoi(text)
	}
	if text := x.attrs["maxOccurs"]; text == "unbounded" {
		most = least + 3
	} else if text != "" {
		most, _ = strconv.Atoi(text)
	}
	return least, max(least, most)
}

// wild is an element that a wildcard may admit: a declared one, or one called like those beside it.
func (s *sower) wild(any, content *branch, prefix string) string {
	prefixes := slices.DeleteFunc([]string{"t", "o", "f", ""}, func(p string) bool { return !admits(any, prefix, p) })
	if len(prefixes) == 0 {
		return ""
	}
	p := pick(s.Rand, prefixes)
	if list := s.set.globals("element"); s.one(2) && p != "f" && p != "" || any.attrs["processContents"] == "" && !s.one(5) {
		list = slices.DeleteFunc(list, func(name string) bool {
			return !strings.HasPrefix(name, p+":") || name == "t:request" || name == "t:reply"
		})
		if len(list) > 0 && s.depth < 6 {
			return s.global(pick(s.Rand, list))
		}
	}
	return s.foreign(content, p)
}

// foreign is an element that nothing declares, or that has the name of one beside it.
func (s *sower) foreign(content *branch, prefix string) string {
	names := []string{"w", "a", "b", "E0"}
	if content != nil {
		content.each(func(_, x *branch) {
			if x.kind == "element" && x.attrs["name"] != "" {
				names = append(names, x.attrs["name"], x.attrs["name"])
			}
		})
	}
	tag := pick(s.Rand, names)
	if prefix != "" {
		tag = prefix + ":" + tag
	}
	if s.one(6) {
		return "<" + tag + ` x="1"><w>` + s.number() + "</w></" + tag + ">"
	}
	return "<" + tag + ">" + s.number() + "</" + tag + ">"
}
