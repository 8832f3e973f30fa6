package difftest_test

import (
	"maps"
	"slices"
	"strings"
)

// A branch is an element of a schema document. All documents of a test have the same prefixes: xs, t for the namespace of the
// messages, o for another one.
type branch struct {
	kind  string // its name in the namespace of XML Schema
	attrs map[string]string
	kids  []*branch
}

// xs returns an element with attributes: names and values in turn, but for those without a value.
func xs(kind string, attrs ...string) *branch {
	b := &branch{kind: kind, attrs: map[string]string{}}
	for i := 0; i < len(attrs); i += 2 {
		b.set(attrs[i], attrs[i+1])
	}
	return b
}

// set states an attribute, or takes it away for "".
func (b *branch) set(name, value string) {
	delete(b.attrs, name)
	if value != "" {
		b.attrs[name] = value
	}
}

func (b *branch) with(kids ...*branch) *branch {
	b.kids = append(b.kids, kids...)
	return b
}

func (b *branch) clone() *branch {
	out := &branch{kind: b.kind, attrs: maps.Clone(b.attrs)}
	for _, k := range b.kids {
		out.kids = append(out.kids, k.clone())
	}
	return out
}

// each calls f for what is within, with the parent.
func (b *branch) each(f func(in, x *branch)) {
	for _, k := range slices.Clone(b.kids) {
		f(b, k)
		k.each(f)
	}
}

// first returns the first child of some kinds; nil for none.
func (b *branch) first(kinds ...string) *branch {
	for _, k := range b.kids {
		if slices.Contains(kinds, k.kind) {
			return k
		}
	}
	return nil
}

// write appends the text, a line for each element.
func (b *branch) write(to *strings.Builder, indent string) {
	to.WriteString(indent + "<xs:" + b.kind)
	for _, name := range slices.Sorted(maps.Keys(b.attrs)) {
		to.WriteString(" " + name + `="` + escape(b.attrs[name]) + `"`)
	}
	if len(b.kids) == 0 {
		to.WriteString("/>\n")
		return
	}
	to.WriteString(">\n")
	for _, k := range b.kids {
		k.write(to, indent+" ")
	}
	to.WriteString(indent + "</xs:" + b.kind + ">\n")
}

// spaces are the namespaces by their prefix; f is one that no schema has.
var spaces = map[string]string{
	"t": "urn:example:diff", "o": "urn:example:other", "f": "urn:example:foreign",
	"xs": "http://www.w3.org/2001/XMLSchema", "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}

// A schemaSet is the documents of a contract, by the prefix of their namespace.
type schemaSet map[string]*branch

func (s schemaSet) clone() schemaSet {
	out := schemaSet{}
	for prefix, b := range s {
		out[prefix] = b.clone()
	}
	return out
}

// files returns the texts by the names of the files.
func (s schemaSet) files() map[string]string {
	out := map[string]string{}
	for prefix, name := range map[string]string{"t": "types.xsd", "o": "other.xsd"} {
		root := s[prefix].clone()
		for p, uri := range spaces {
			if p != "f" && p != "xsi" {
				root.set("xmlns:"+p, uri)
			}
		}
		root.set("targetNamespace", spaces[prefix])
		if prefix == "t" {
			root.kids = slices.Insert(root.kids, 0, xs("import", "namespace", spaces["o"], "schemaLocation", "other.xsd"))
		}
		var b strings.Builder
		root.write(&b, "")
		out[name] = b.String()
	}
	return out
}

// global returns the declaration of a name with its prefix, as references write it; nil for none, as for those of XML Schema.
func (s schemaSet) global(name string, kinds ...string) *branch {
	prefix, local, _ := strings.Cut(name, ":")
	if s[prefix] == nil {
		return nil
	}
	for _, k := range s[prefix].kids {
		if k.attrs["name"] == local && slices.Contains(kinds, k.kind) {
			return k
		}
	}
	return nil
}

// globals are the names of all declarations of some kinds, with their prefixes.
func (s schemaSet) globals(kinds ...string) (list []string) {
	for _, prefix := range slices.Sorted(maps.Keys(s)) {
		for _, k := range s[prefix].kids {
			if slices.Contains(kinds, k.kind) {
				list = append(list, prefix+":"+k.attrs["name"])
			}
		}
	}
	return list
}

// base is the type that a complex or simple type derives from, or what states it; "" and nil for none.
func base(t *branch) (name string, step *branch) {
	if content := t.first("complexContent", "simpleContent"); content != nil {
		t = content
	}
	if step = t.first("extension", "restriction"); step == nil {
		return "", nil
	}
	return step.attrs["base"], step
}

// derives reports whether a named type derives from another one, or is it.
func (s schemaSet) derives(name, from string) bool {
	for range 20 { // a schema may be wrong
		if name == from {
			return true
		}
		t := s.global(name, "complexType", "simpleType")
		if t == nil {
			return false
		}
		name, _ = base(t)
	}
	return false
}

// sound reports whether no declaration is made of itself: a type of its base, a simple type of its members, a group of those in it.
func (s schemaSet) sound() bool {
	done, open := map[*branch]bool{}, map[*branch]bool{}
	var visit func(*branch) bool
	visit = func(b *branch) bool {
		if b == nil || done[b] {
			return true
		}
		if open[b] {
			return false
		}
		open[b] = true
		for kind, names := range b.parts() {
			for _, name := range names {
				if !visit(s.global(name, strings.Fields(kind)...)) {
					return false
				}
			}
		}
		done[b] = true
		return true
	}
	for _, kind := range []string{"simpleType", "complexType", "group", "attributeGroup", "element"} {
		for _, name := range s.globals(kind) {
			if !visit(s.global(name, kind)) || !s.possible(name) {
				return false
			}
		}
	}
	return true
}

// possible reports whether an element, or one in its place, may stand anywhere: xmllint takes a content that needs an abstract one
// without others for one that may be empty.
func (s schemaSet) possible(name string) bool {
	e := s.global(name, "element")
	return e == nil || e.attrs["abstract"] == "" || slices.ContainsFunc(s.globals("element"), func(other string) bool {
		return s.global(other, "element").attrs["abstract"] == "" && s.stands(other, name)
	})
}

// parts are the names of what a global declaration is made of, by the kinds that they may be of.
func (b *branch) parts() map[string][]string {
	switch b.kind {
	case "element":
		return map[string][]string{b.kind: {b.attrs["substitutionGroup"]}}
	case "complexType":
		name, _ := base(b)
		return map[string][]string{"complexType simpleType": {name}}
	}
	return map[string][]string{b.kind: b.mentions()}
}
