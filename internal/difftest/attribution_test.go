package difftest_test

import (
	"slices"
	"strings"
)

// A terminal is an element or a wildcard in a content model.
type terminal struct {
	x      *branch
	prefix string // of the document that it stands in
	names  []string
}

// A flow is how a content model begins, ends and goes on.
type flow struct {
	set         schemaSet
	follow      map[*terminal][]*terminal
	first, last []*terminal
	empty       bool
}

// unique reports whether each type says of each element which of its particles it is of (XML Schema Part 1, clause 3.8.6, Unique
// Particle Attribution), and of which type it is (Element Declarations Consistent). xmllint takes others, too, and reads their
// messages as it likes; so may wsgen.
func (s schemaSet) unique() bool {
	good := true
	for _, prefix := range []string{"o", "t"} {
		check := func(_, t *branch) {
			if t.kind != "complexType" || t.first("simpleContent") != nil || !good {
				return
			}
			f := &flow{set: s, follow: map[*terminal][]*terminal{}}
			all := f.typ(t, prefix)
			good = distinct(all.first) && consistent(f.follow)
			for _, next := range f.follow {
				good = good && distinct(next)
			}
		}
		s[prefix].each(check)
	}
	return good
}

// consistent reports whether elements of one name are of one type.
func consistent(terminals map[*terminal][]*terminal) bool {
	types := map[string]*branch{}
	for t := range terminals {
		if t.x.kind != "element" {
			continue
		}
		other := types[t.names[0]]
		if other != nil && other != t.x && (other.attrs["type"] != t.x.attrs["type"] || len(t.x.kids)+len(other.kids) > 0) {
			return false
		}
		types[t.names[0]] = t.x
	}
	return true
}

// distinct reports whether no two terminals take one element.
func distinct(list []*terminal) bool {
	for i, a := range list {
		for _, b := range list[:i] {
			if a != b && a.meets(b) {
				return false
			}
		}
	}
	return true
}

func (t *terminal) meets(other *terminal) bool {
	switch {
	case t.x.kind == "any" && other.x.kind == "any":
		return slices.ContainsFunc([]string{"t", "o", "f", ""}, func(p string) bool { return admits(t.x, t.prefix, p) && admits(other.x, other.prefix, p) })
	case other.x.kind == "any":
		return other.meets(t)
	case t.x.kind == "any":
		return slices.ContainsFunc(other.names, func(name string) bool {
			prefix, _, ok := strings.Cut(name, ":")
			return ok && admits(t.x, t.prefix, prefix) || !ok && admits(t.x, t.prefix, "")
		})
	}
	return slices.ContainsFunc(t.names, func(name string) bool { return slices.Contains(other.names, name) })
}

// admits reports whether a wildcard in the document of a prefix admits the namespace of another one.
func admits(any *branch, in, prefix string) bool {
	switch space := any.attrs["namespace"]; space {
	case "", "##any":
		return true
	case "##other":
		return prefix != in && prefix != ""
	default:
		return slices.ContainsFunc(strings.Fields(space), func(word string) bool {
			return word == "##local" && prefix == "" || word == "##targetNamespace" && prefix == in || prefix != "" && word == spaces[prefix]
		})
	}
}

// typ is the flow of a type's content with that of what it extends.
func (f *flow) typ(t *branch, prefix string) flow {
	all := flow{empty: true}
	name, step := base(t)
	if step == nil {
		step = t
	} else if b := f.set.global(name, "complexType"); b != nil && step.kind == "extension" {
		home, _, _ := strings.Cut(name, ":")
		all = f.typ(b, home)
	}
	if own := step.first("sequence", "choice", "all", "group"); own != nil {
		all = f.then(all, f.particle(own, prefix))
	}
	return all
}

// then is one flow behind another one.
func (f *flow) then(a, b flow) flow {
	for _, last := range a.last {
		f.follow[last] = append(f.follow[last], b.first...)
	}
	out := flow{first: a.first, last: b.last, empty: a.empty && b.empty}
	if a.empty {
		out.first = append(slices.Clone(a.first), b.first...)
	}
	if b.empty {
		out.last = append(slices.Clone(b.last), a.last...)
	}
	return out
}

func (f *flow) particle(x *branch, prefix string) flow {
	least, most := occurs(x)
	out := f.once(x, prefix)
	if most == 0 {
		return flow{empty: true}
	}
	if most > 1 {
		for _, last := range out.last {
			f.follow[last] = append(f.follow[last], out.first...)
		}
	}
	out.empty = out.empty || least == 0
	return out
}

func (f *flow) once(x *branch, prefix string) flow {
	switch x.kind {
	case "element", "any":
		t := &terminal{x, prefix, f.set.namesOf(x, prefix)}
		f.follow[t] = nil
		return flow{first: []*terminal{t}, last: []*terminal{t}}
	case "group":
		if g := f.set.global(x.attrs["ref"], "group"); g != nil && len(g.kids) == 1 {
			home, _, _ := strings.Cut(x.attrs["ref"], ":")
			return f.particle(g.kids[0], home)
		}
	case "sequence":
		all := flow{empty: true}
		for _, k := range x.kids {
			all = f.then(all, f.particle(k, prefix))
		}
		return all
	case "choice", "all":
		all := flow{empty: x.kind == "all" || len(x.kids) == 0}
		for _, k := range x.kids {
			branch := f.particle(k, prefix)
			all.first, all.last = append(all.first, branch.first...), append(all.last, branch.last...)
			all.empty = all.empty || branch.empty
		}
		return all
	}
	return flow{empty: true}
}

// namesOf are those that an element may go by, of its substitution group, too, the own one first.
func (s schemaSet) namesOf(e *branch, prefix string) []string {
	if ref := e.attrs["ref"]; ref != "" {
		names := []string{ref}
		for _, name := range s.globals("element") {
			if name != ref && s.stands(name, ref) {
				names = append(names, name)
			}
		}
		return names
	}
	form := e.attrs["form"]
	if form == "" {
		form = s[prefix].attrs["elementFormDefault"]
	}
	if form == "qualified" {
		return []string{prefix + ":" + e.attrs["name"]}
	}
	return []string{e.attrs["name"]}
}

// stands reports whether an element is in the substitution group of another one.
func (s schemaSet) stands(member, head string) bool {
	for range 20 {
		if member == head {
			return true
		}
		e := s.global(member, "element")
		if e == nil {
			return false
		}
		member = e.attrs["substitutionGroup"]
	}
	return false
}
