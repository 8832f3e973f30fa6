package schema

import (
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// space returns what whiteSpace makes of text (Part 2, clause 4.3.6). Lists collapse it; of a union it is up to the
// member.
func (t *typ) space(text string) string {
	for step := t; step != nil; step = step.base {
		how := step.facets.space
		switch {
		case how != "":
		case step.item != nil:
			how = "collapse"
		case step.builtin != nil:
			how = step.builtin.space
		default:
			continue
		}
		switch how {
		case "collapse":
			return strings.Join(strings.FieldsFunc(text, isSpace), " ")
		case "replace":
			return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(text)
		}
		return text
	}
	return text
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// primitive is the step that says what the values are: a list, a union or a built-in type.
func (t *typ) primitive() *typ {
	for step := t; step != nil; step = step.base {
		if step.item != nil || step.members != nil || step.builtin != nil {
			return step
		}
	}
	return nil
}

// value checks the text of a simple type, for the attribute name or the current element, and reports whether it is a
// value of the type but for facets.
func (c *checker) value(name string, t *typ, text string, at *xmltext.Tree) bool {
	if t == nil {
		return true
	}
	root := t.primitive()
	if root == nil {
		return true
	}
	text = t.space(text)
	switch {
	case root.item != nil:
		items := strings.FieldsFunc(text, isSpace)
		for _, item := range items {
			if !c.value(name, root.item, item, at) {
				return false
			}
		}
		t.eachStep(func(f *facets) { c.v.List(name, len(items), f.counted) })
	case root.members != nil:
		if !root.hasMember(text, at) {
			c.v.Report(name, "type", "must be valid for one type of the union")
			return false
		}
	default:
		if !root.builtin.lexical(text, at) {
			c.v.Report(name, "type", "must be an xs:"+root.builtin.name)
			return false
		}
		c.identity(name, root.builtin, text)
		for _, f := range root.builtin.limits {
			root.builtin.check(c.v, name, text, f)
		}
		t.eachStep(func(f *facets) {
			if f.counted != nil {
				root.builtin.check(c.v, name, text, f.counted)
			}
		})
	}
	t.eachStep(func(f *facets) {
		c.v.Lexical(name, text, f.patterns)
		c.v.Enum(name, f.enum, func(literal string) bool { return t.same(text, literal, at) })
	})
	return true
}

// identity notes the IDs of the document and what refers to them (Part 2, clauses 3.3.8 to 3.3.10).
func (c *checker) identity(name string, b *builtin, text string) {
	switch b.name {
	case "ID":
		if c.ids[text] {
			c.v.Report(name, "id", "must not be the ID of another element")
		}
		c.ids[text] = true
	case "IDREF":
		c.refs = append(c.refs, idref{c.v.Path(name), text})
	}
}

// eachStep calls fn for the facets of each step of derivation, the nearest first.
func (t *typ) eachStep(fn func(*facets)) {
	for step := t; step != nil; step = step.base {
		fn(&step.facets)
	}
}

// valid reports whether text is a value of the type.
func (t *typ) valid(text string, at *xmltext.Tree) bool {
	c := newChecker(nil)
	return c.value("", t, text, at) && c.v.Err() == nil
}

// isName reports whether the values are names.
func (t *typ) isName() bool {
	return t.builtin != nil && (t.builtin.name == "QName" || t.builtin.name == "NOTATION")
}

// member returns the first member of a union that text is a value of, nil for none.
func (t *typ) member(text string, at *xmltext.Tree) *typ {
	for _, m := range t.members {
		if m.valid(text, at) {
			return m
		}
	}
	return nil
}

func (t *typ) hasMember(text string, at *xmltext.Tree) bool { return t.member(text, at) != nil }

// same reports whether two texts stand for the same value of a type. The second one stands in the schema, where names
// have the form {namespace}local.
func (t *typ) same(a, b string, at *xmltext.Tree) bool {
	a, b = t.space(a), t.space(b)
	root := t.primitive()
	switch {
	case root != nil && root.isName():
		var name xsd.QName
		return name.ParseXML([]byte(a), at) == nil && name.String() == b
	case a == b || root == nil:
		return a == b
	case root.item != nil:
		x, y := strings.FieldsFunc(a, isSpace), strings.FieldsFunc(b, isSpace)
		if len(x) != len(y) {
			return false
		}
		for i := range x {
			if !root.item.same(x[i], y[i], at) {
				return false
			}
		}
		return true
	case root.members != nil:
		m := root.member(a, at)
		return m != nil && (m.primitive().isName() || m.valid(b, at)) && m.same(a, b, at)
	}
	return root.builtin.same(a, b)
}
