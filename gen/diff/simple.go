package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// typed compares the types of an element, an attribute or a text. What differs inside of two types is said of them;
// that the types are of another kind, or of another name in Go, is said by the rule of what has them.
func (c *comparer) typed(p *pair, rule string, on, nn *contract.Node, o, n contract.Type) {
	if o == nil || n == nil {
		return
	}
	os, complexOld := o.(*contract.Struct)
	ns, complexNew := n.(*contract.Struct)
	said := retyped(o, n)
	switch {
	case complexOld && complexNew:
		c.pair(p, os, ns)
		if !c.same(os.Name, ns.Name) {
			c.substituted(p, p.changed(rule, on, nn, said).wire(Compatible, Compatible), os, ns)
		}
	case complexOld:
		p.changed(rule, on, nn, said).wire(c.simplified(os, n))
	case complexNew:
		p.changed(rule, on, nn, said).wire(c.structured(o, ns))
	default:
		from := len(p.found)
		c.simpleTyped(p, rule, on, nn, o, n, said)
		if c.refers && identifies(o) && !identifies(n) {
			settle(p, from, on, nn, judged{Unknown, Compatible, false, "an xs:IDREF may refer to it, which is no xs:ID any more"},
				func(f *finding) *Wire { return &f.request }, func(r *Rule) Wire { return r.Request })
		}
	}
}

// simplified is the verdicts of a complex type that became a simple one.
func (c *comparer) simplified(o *contract.Struct, n contract.Type) (request, reply Wire) {
	if primitive(n) == "anyType" {
		return Compatible, Breaking
	}
	if t := o.TextType(); t != nil {
		request, reply = verdicts(t, n)
	} else {
		request, reply = textBegun(o, n)
	}
	attrs, wildcard := allAttributes(o)
	if len(attrs) > 0 || wildcard != nil {
		request = Breaking
	}
	if hasRequired(attrs) {
		reply = Breaking
	}
	for _, d := range descendants(o) { // which xsi:type names in requests
		if !d.Abstract && c.is.types[c.key(d, true)] == nil {
			request = Breaking
		}
	}
	return request, reply
}

// structured is the verdicts of a simple type that became a complex one.
func (c *comparer) structured(o contract.Type, n *contract.Struct) (request, reply Wire) {
	if primitive(o) == "anyType" {
		return Breaking, Compatible
	}
	if t := n.TextType(); t != nil {
		request, reply = verdicts(o, t)
	} else {
		request, reply = textEnded(o, n)
		if holdsElements(n) {
			reply = Breaking // the text of a simple type has no room for elements
		}
	}
	if attrs, _ := allAttributes(n); hasRequired(attrs) || n.Abstract {
		request = Breaking
	}
	return request, reply
}

func hasRequired(attrs []*contract.Attr) bool {
	for _, a := range attrs {
		if a.Required {
			return true
		}
	}
	return false
}

// simpleTyped compares two simple types where they are used.
func (c *comparer) simpleTyped(p *pair, rule string, on, nn *contract.Node, o, n contract.Type, said string) {
	switch was, is := variety(o), variety(n); {
	case was != is:
		request, reply := verdicts(o, n)
		if was == "list" || is == "list" {
			rule = "list-changed"
		}
		f := p.changed(rule, on, nn, said).wire(request, reply)
		f.api = choose(goType(o) == goType(n), GoNone, GoBreaking)
		return
	case was == "atomic" && primitive(o) != primitive(n) && !c.sameType(o, n):
		request, reply := verdicts(o, n)
		f := p.changed(rule, on, nn, said).wire(request, reply)
		f.api = choose(goType(o) == goType(n), GoNone, GoBreaking)
		return
	}
	if enumerates := (enumerated(o) != nil) != (enumerated(n) != nil); !c.sameType(o, n) && goType(o) != goType(n) && !enumerates { // which is told
		p.changed(rule, on, nn, said).wire(Compatible, Compatible)
	}
	if isBuiltin(o) && isBuiltin(n) && primitive(o) == primitive(n) {
		return
	}
	if !c.sameType(o, n) {
		c.admitted(p, on, nn, o, n)
		return
	}
	c.pair(p, o, n)
}

// sameType reports two named types of one name, or two without any.
func (c *comparer) sameType(o, n contract.Type) bool {
	was, is := typeName(o), typeName(n)
	if was.Local == "" && is.Local == "" {
		return !isBuiltin(o) && !isBuiltin(n)
	}
	return c.same(was, is)
}

// simple compares what two simple types admit, at the new one's path; both are of one variety.
func (c *comparer) simple(p *pair, o, n contract.Type) {
	on, nn := *o.Decl(), *n.Decl()
	if !hasGoType(o) && !hasGoType(n) {
		on.Rename, nn.Rename = "", "" // of nothing in Go
	}
	c.docs(p, &on, &nn)
	if was, is := primitive(o), primitive(n); was != is {
		request, reply := verdicts(o, n)
		f := p.changed("base-changed", &on, &nn, fmt.Sprintf("is derived from %s, was from %s", is, was)).wire(request, reply)
		f.api = choose(goType(o) == goType(n), GoNone, GoBreaking)
		return
	}
	if named := hasGoType(n); hasGoType(o) != named && (enumerated(o) == nil) == (enumerated(n) == nil) { // else told as that
		p.changed("base-changed", &on, &nn, choose(named, "is a type of its own in Go, was its base", "is its base in Go, was a type of its own")).api = GoBreaking
	}
	c.admitted(p, &on, &nn, o, n)
}

// admitted compares what two simple types of one variety admit: rules say what changed, the texts what it does.
func (c *comparer) admitted(p *pair, on, nn *contract.Node, o, n contract.Type) {
	from, told := len(p.found), toll{Compatible, Compatible}
	if was, is := layout(o), layout(n); was != is {
		f := p.changed("layout-changed", on, nn, fmt.Sprintf("the layout is %s, was %s", cmp.Or(is, "none"), cmp.Or(was, "none"))).wire(verdicts(o, n))
		f.api = choose(goType(o) == goType(n), GoNone, GoBreaking)
	}
	c.enumerations(p, on, nn, o, n, hasConstants(enumerated(o)) || hasConstants(enumerated(n)))
	c.facets(p, on, nn, o, n)
	switch variety(o) {
	case "list":
		told = c.items(p, on, nn, itemOf(o), itemOf(n))
	case "union":
		told = c.unions(p, on, nn, membersOf(o), membersOf(n))
	}
	order, otherwise := (*finding)(nil), false
	if variety(o) == "union" {
		order, otherwise = c.reordered(p, on, nn, o, n)
	}
	if layout(o) == layout(n) {
		judgeTexts(p, from, told, on, nn, c.moved(o), n)
	}
	if otherwise {
		order.request = worse(order.request, Unknown) // of what is valid all the same
	}
	if variety(o) == "union" {
		c.unionConstants(p, membersOf(o), membersOf(n))
	}
}

func isBuiltin(t contract.Type) bool {
	_, ok := t.(*contract.Builtin)
	return ok
}

// items compares the items of two lists.
func (c *comparer) items(p *pair, on, nn *contract.Node, o, n contract.Type) (told toll) {
	c.simpleTyped(p, "list-changed", on, nn, o, n, fmt.Sprintf("the type of its items is %s, was %s", typeLabel(n), typeLabel(o)))
	return tollOf(o, n)
}

// retyped says that a type is another one.
func retyped(o, n contract.Type) string {
	was, is := typeLabel(o), typeLabel(n)
	if q := typeName(o); q.Local == typeName(n).Local && q.Local != "" {
		was, is = q.String(), typeName(n).String()
	}
	if was == is {
		was, is = choose(variety(o) == "", "complex", "simple"), choose(variety(n) == "", "complex", "simple")
	}
	return fmt.Sprintf("the type is %s, was %s", is, was)
}

// typeLabel is how messages call a type.
func typeLabel(t contract.Type) string {
	if b, ok := t.(*contract.Builtin); ok {
		return "xs:" + b.Kind
	}
	if q := typeName(t); q.Local != "" {
		return q.Local
	}
	switch variety(t) {
	case "atomic":
		return "a restriction of xs:" + primitive(t)
	case "":
		return "an anonymous one"
	}
	return "a " + variety(t)
}

func typeLabels(list []contract.Type) string {
	labels := make([]string, len(list))
	for i, t := range list {
		labels[i] = typeLabel(t)
	}
	return strings.Join(labels, ", ")
}

// variety is "atomic", "list" or "union" (XML Schema Part 2, clause 2.5.1); "" for a complex type.
func variety(t contract.Type) string {
	switch t := t.(type) {
	case *contract.Builtin:
		if isBuiltinList(t) {
			return "list"
		}
		return "atomic"
	case *contract.Simple:
		return variety(t.Base)
	case *contract.List:
		return "list"
	case *contract.Union:
		return "union"
	}
	return ""
}

// builtinLists are the built-in types that are lists (clause 3.3).
var builtinLists = []string{"NMTOKENS", "IDREFS", "ENTITIES"}

func isBuiltinList(t contract.Type) bool {
	b, ok := t.(*contract.Builtin)
	return ok && slices.Contains(builtinLists, b.Kind)
}

// primitive is the built-in type that an atomic type goes back to, "" for others.
func primitive(t contract.Type) string {
	switch t := t.(type) {
	case *contract.Builtin:
		return t.Kind
	case *contract.Simple:
		return primitive(t.Base)
	}
	return ""
}

// itemOf is the type of a list's items, nil for what is no list.
func itemOf(t contract.Type) contract.Type {
	switch t := t.(type) {
	case *contract.Simple:
		return itemOf(t.Base)
	case *contract.Builtin:
		if isBuiltinList(t) {
			return &contract.Builtin{Kind: strings.TrimSuffix(strings.Replace(t.Kind, "IES", "YS", 1), "S")}
		}
	case *contract.List:
		return t.Item
	}
	return nil
}
