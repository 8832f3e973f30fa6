package diff

import (
	"cmp"
	"slices"

	"example.com/wsgen/gen/contract"
)

// fieldRules compares what a spec says of a field beside its element. Most fields have none, and there are many.
func (c *comparer) fieldRules(at *pair, o, n *leaf) {
	was, is := o.field, n.field
	var rules []fact
	if o.owner.JSON != nil && n.owner.JSON != nil {
		rules = append(rules, differs("json", memberOf(was), memberOf(is)))
	}
	if was.Chosen != nil || is.Chosen != nil {
		rules = append(rules, differs("chosen type", unnamed(was.Chosen), unnamed(is.Chosen)).in(chosenSurface(was.Chosen), chosenSurface(is.Chosen)))
		c.chosen(at, &was.Node, &is.Node, was.Chosen, is.Chosen)
	}
	if spareable(was) == spareable(is) { // else that is told
		rules = append(rules, differs("omit-empty", omission(was), omission(is)).in(omitSurface(o), omitSurface(n)).wire(choose(is.OmitEmpty, Unknown, Compatible), Unknown))
	}
	if was.Secret != is.Secret {
		rules = append(rules, secrecy(was.Secret, is.Secret))
	}
	c.ruled(at, &was.Node, &is.Node, rules...)
	c.written(at, &was.Node, &is.Node, differs("cdata", was.CDATA, is.CDATA))
}

// chosen compares the types that values choose, whichever do.
func (c *comparer) chosen(at *pair, on, nn *contract.Node, o, n *contract.Chosen) {
	if o == nil || n == nil {
		return
	}
	if o.Name != n.Name {
		at.changed("name-changed", on, nn, asked(n.Name, o.Name))
	}
	for _, was := range o.Types {
		for _, is := range n.Types {
			if c.same(was.Type.Name, is.Type.Name) {
				c.pair(at, was.Type, is.Type)
			}
		}
	}
}

// unnamed is how a type is chosen, without the Go name of what it is.
func unnamed(x *contract.Chosen) *contract.Chosen {
	if x == nil {
		return nil
	}
	y := *x
	y.Name = ""
	return &y
}

// attributeRules compares what a spec says of an attribute.
func (c *comparer) attributeRules(at *pair, o, n *contract.Attr) {
	c.ruled(at, &o.Node, &n.Node,
		differs("json", attributeMember(o), attributeMember(n)), differs("or-element", o.OrElement, n.OrElement), secrecy(o.Secret, n.Secret),
		differs("omit-empty", o.OmitEmpty && !n.Required, n.OmitEmpty && !o.Required).wire(choose(n.OmitEmpty, Unknown, Compatible), Unknown).
			in(surface{"type": omitted(o.OmitEmpty, o.Type)}, surface{"type": omitted(n.OmitEmpty, n.Type)}))
}

// spareable reports a field that the rule omit-empty lets be absent.
func spareable(f *contract.Field) bool { return f.Min == 0 && f.Max == 1 || f.Element.Nillable }

// omission is what the rule omit-empty does with a field.
func omission(f *contract.Field) []bool {
	return []bool{f.OmitEmpty, f.EmptyAbsent && neverEmpty(f.Element.Type)}
}

// neverEmpty reports a type that has no empty text but for its facets.
func neverEmpty(t contract.Type) bool {
	if s, ok := t.(*contract.Simple); ok && layout(t) == "" {
		return hasConstants(s) && !slices.ContainsFunc(s.Enum, func(v contract.EnumValue) bool { return v.Value == "" }) || !hasConstants(s) && neverEmpty(s.Base)
	}
	_, empty := newLexis(&contract.Builtin{Kind: primitive(t)}).value("")
	return layout(t) != "" || variety(t) == "atomic" && empty == no
}

// structRules compares how a spec says that a type is written.
func (c *comparer) structRules(at *pair, o, n *contract.Struct) {
	var rules []fact
	if o.Map != nil || n.Map != nil {
		verdict := c.mapped(o, n)
		rules = append(rules, differs("map", o.Map, n.Map).wire(verdict, verdict))
	}
	switch was, is := o.Embedded, n.Embedded; {
	case was != nil && is != nil:
		rules = append(rules, differs("document", []bool{was.Declaration, was.Status}, []bool{is.Declaration, is.Status}))
		c.written(at, &o.Node, &n.Node, differs("cdata", was.CDATA, is.CDATA))
	case was != nil || is != nil:
		at.changed("field-type-changed", &o.Node, &n.Node, choose(is != nil, "holds a document as text, held elements", "holds elements, held a document as text")).
			api = GoNone // which is the type of its content in both
	}
	if o.JSON != nil || n.JSON != nil {
		methods := func(s *contract.Struct) surface { return surface{}.set(s.JSON != nil, "methods") }
		rules = append(rules, differs("json", o.JSON, n.JSON).in(methods(o), methods(n)))
	}
	if o.Text != nil && n.Text != nil {
		rules = append(rules, differs("or-element", o.Text.OrElement, n.Text.OrElement))
	}
	c.ruled(at, &o.Node, &n.Node, rules...)
}

// mapped is the verdict on messages with a map whose form is another one, or that was none: what it holds stands in other elements. Where a
// map is what a schema declares, messages are the same.
func (c *comparer) mapped(o, n *contract.Struct) Wire {
	declares := func(m, s *contract.Struct) bool {
		return slices.ContainsFunc(fieldsOf(s), func(f *contract.Field) bool { return f.Element.Name.Local == m.Map.Entry.Local })
	}
	switch {
	case len(fieldsOf(o)) == 0 || len(fieldsOf(n)) == 0:
		return Compatible
	case o.Map == nil:
		return choose(declares(n, o), Unknown, Breaking)
	case n.Map == nil:
		return choose(declares(o, n), Unknown, Breaking)
	case c.same(o.Map.Entry, n.Map.Entry) && c.same(o.Map.Key, n.Map.Key) && c.same(o.Map.Value, n.Map.Value):
		return Unknown
	}
	return Breaking
}

// fieldsOf are the fields that a struct has beside its groups.
func fieldsOf(s *contract.Struct) (list []*contract.Field) {
	if s.Own == nil {
		return nil
	}
	for _, x := range s.Own.Items {
		if f, ok := x.(*contract.Field); ok {
			list = append(list, f)
		}
	}
	return list
}

// secrecy is about what a caller's code handles: a secret is a type of its own in Go.
func secrecy(was, is bool) fact {
	return fact{name: "secret", was: surface{"type": choose(was, "secret", "")}, is: surface{"type": choose(is, "secret", "")}}
}

// omitSurface is the Go type of what may be absent, or nil: an empty text says so where that is not written.
func omitSurface(l *leaf) surface {
	omits := l.field.OmitEmpty && (optional(l.total()) || l.field.Element.Nillable)
	return surface{"type": omitted(omits, l.field.Element.Type) + choose(omits && l.field.Element.Nillable, "never nil", "")}
}

func omitted(omits bool, t contract.Type) string {
	text := variety(t) == "union" || goKind(primitive(t)) == "string"
	return choose(omits && text && layout(t) == "", "a text", "")
}

// A member is how a value stands in JSON.
type member struct {
	Name, Kind           string
	Array, Items, Absent bool
	Refused              bool
}

func memberOf(f *contract.Field) member {
	form := cmp.Or(f.JSON, &contract.JSON{})
	if form.Omit {
		return member{Absent: true, Refused: form.Refused}
	}
	return member{cmp.Or(form.Name, f.Element.Name.Local), jsonKind(form, f.Element.Type), repeats(f.Occurs), form.Items, false, form.Refused}
}

// attributeMember is that of an attribute, which has none but the one that is stated.
func attributeMember(a *contract.Attr) member {
	form := cmp.Or(a.JSON, &contract.JSON{})
	return member{Name: form.Name, Kind: choose(a.JSON == nil, "", jsonKind(form, a.Type)), Absent: form.Omit, Refused: form.Refused}
}

// jsonKind is the kind of a value in JSON: that of its type, unless the contract states another.
func jsonKind(form *contract.JSON, t contract.Type) string {
	switch kind := primitive(t); {
	case variety(t) == "":
		return "object"
	case form.Kind != "":
		return form.Kind
	case kind == "boolean":
		return kind
	case within(kind, "decimal"), kind == "float", kind == "double":
		return "number"
	}
	return "string"
}
