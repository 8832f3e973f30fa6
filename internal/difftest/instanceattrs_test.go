package difftest_test

import (
	"maps"
	"slices"
	"strings"
)

// attributes writes those of a complex type, a wildcard's among them.
func (s *sower) attributes(t *branch, prefix string) string {
	uses := map[string]*branch{}
	s.uses(t, prefix, uses)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(uses)) {
		a := uses[name]
		switch {
		case a.kind == "anyAttribute":
			if s.one(2) {
				name = pick(s.Rand, []string{"t:q0", "o:q0", "f:x", "x", "v", "w", "t:v", "m"})
				if uses[name] == nil {
					b.WriteString(" " + name + `="` + s.attributeText(s.set.global(name, "attribute")) + `"`)
				}
			}
		case a.attrs["use"] == "prohibited", a.attrs["use"] != "required" && s.one(2):
		default:
			text := s.attributeText(a)
			if value, ok := a.attrs["fixed"]; ok {
				text = escape(value)
			}
			b.WriteString(" " + name + `="` + text + `"`)
		}
	}
	return b.String()
}

// attributeText is a value of an attribute, of one that nothing declares for nil.
func (s *sower) attributeText(a *branch) string {
	switch {
	case a == nil:
		return s.number()
	case a.attrs["ref"] != "":
		return s.attributeText(s.set.global(a.attrs["ref"], "attribute"))
	case a.attrs["type"] == "":
		return s.member(a, "")
	}
	return s.text(a.attrs["type"])
}

// uses gathers the attributes of a type by their names in messages.
func (s *sower) uses(t *branch, prefix string, to map[string]*branch) {
	name, step := base(t)
	if step == nil {
		step = t
	} else if b := s.set.global(name, "complexType"); b != nil {
		home, _, _ := strings.Cut(name, ":")
		s.uses(b, home, to)
	}
	for _, k := range step.kids {
		switch k.kind {
		case "anyAttribute":
			to["*"] = k
		case "attributeGroup":
			if g := s.set.global(k.attrs["ref"], "attributeGroup"); g != nil {
				home, _, _ := strings.Cut(k.attrs["ref"], ":")
				s.uses(g, home, to)
			}
		case "attribute":
			form := k.attrs["form"]
			if form == "" {
				form = s.set[prefix].attrs["attributeFormDefault"]
			}
			switch name := k.attrs["name"]; {
			case k.attrs["ref"] != "":
				to[k.attrs["ref"]] = k
			case form == "qualified":
				to[prefix+":"+name] = k
			default:
				to[name] = k
			}
		}
	}
}
