package diff

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// constraints compares the keys, keyrefs and uniques of two elements, whatever they are called.
func (c *comparer) constraints(p *pair, o, n *contract.Element) {
	was, is := c.identities(o, true), c.identities(n, false)
	distinctions(p, o, n, was, is)
	gone, come := without(was, is), without(is, was)
	if len(gone) == 0 && len(come) == 0 {
		return
	}
	f := p.changed("identity-changed", &o.Node, &n.Node, changedWords("has", shownPaths(come, gone), "no longer has", shownPaths(gone, come)))
	implied := func(text string) bool {
		return slices.ContainsFunc(was, func(old string) bool { return old == text || looseKey(old) == text })
	}
	switch {
	case !slices.ContainsFunc(come, func(text string) bool { return !implied(text) }):
		f.request = Compatible
	case len(gone) > 0: // it may be a weaker one
		f.request = Unknown
	}
}

// looseKey is the unique of which a key is a stricter one: one whose fields must be there (XML Schema Part 1, clause 3.11.4); "" for another constraint.
func looseKey(text string) string {
	if of, ok := strings.CutPrefix(text, "key "); ok {
		return "unique " + of
	}
	return ""
}

// identities says what the constraints of an element demand, in one form for all that demand the same; old says of which contract.
func (c *comparer) identities(e *contract.Element, old bool) (list []string) {
	for i := range e.Identities {
		x := &e.Identities[i]
		text := c.identity(x, old)
		if in, key := referred(e, x); key != nil {
			text += " to the " + c.identity(key, old)
			if in != e {
				text += " in " + c.sided(in.Name, old)
			}
		}
		list = append(list, text)
	}
	return list
}

func (c *comparer) identity(x *contract.Identity, old bool) string {
	fields := make([]string, len(x.Fields))
	for i, field := range x.Fields {
		fields[i] = c.ways(field, old)
	}
	return fmt.Sprintf("%s of %s by %s", x.Kind, c.ways(x.Selector, old), strings.Join(fields, ", "))
}

// ways is a path in the form that it shares with others to the same nodes: without steps that lead nowhere, and with the branches in
// order.
func (c *comparer) ways(path string, old bool) string {
	branches := cut(path, '|')
	for i, branch := range branches {
		rest, deep := strings.CutPrefix(branch, ".//")
		steps := slices.DeleteFunc(cut(rest, '/'), func(step string) bool { return step == "." })
		branches[i] = choose(deep, ".//", "") + cmp.Or(strings.Join(steps, "/"), ".")
	}
	slices.Sort(branches)
	return spaceOfName.ReplaceAllStringFunc(strings.Join(slices.Compact(branches), "|"), func(space string) string {
		return strings.TrimSuffix(c.sided(contract.QName{Space: strings.Trim(space, "{}"), Local: "*"}, old), "*")
	})
}

// spaceOfName is the namespace of a name in a path.
var spaceOfName = regexp.MustCompile(`\{[^}]*\}`)

// shownPaths are constraints as messages say them: without namespaces, unless nothing else tells them from others.
func shownPaths(list, others []string) []string {
	local := func(list []string) []string {
		out := make([]string, len(list))
		for i, text := range list {
			out[i] = spaceOfName.ReplaceAllString(text, "")
		}
		return out
	}
	if short := local(list); len(without(short, local(others))) == len(short) {
		return short
	}
	return list
}

// blocks compares what may not stand in the place of an element or a type. Whether something stood there is found where elements
// are looked at.
func blocks(p *pair, o, n *contract.Node, was, is []string) *finding {
	gone, come := without(was, is), without(is, was)
	if len(gone) == 0 && len(come) == 0 {
		return nil
	}
	return p.changed("block-changed", o, n, changedWords("blocks", come, "no longer blocks", gone)).wire(Compatible, Compatible)
}

// blocking compares what an element blocks, and finds the members of its substitution group that may no longer stand in its place.
func (c *comparer) blocking(p *pair, o, n *contract.Element) {
	f := blocks(p, &o.Node, &n.Node, o.Block, n.Block)
	if len(o.Members) == 0 {
		return
	}
	is := map[contract.QName]*contract.Element{}
	for _, m := range substitutes(n) {
		is[m.Name] = m
	}
	for _, m := range substitutes(o) {
		now := is[c.name(m.Name)]
		if now == nil || m.Abstract || !replaces(m, o) || replaces(now, n) {
			continue
		}
		if f == nil {
			f = p.changed("block-changed", &o.Node, &n.Node, m.Name.Local+" may no longer stand in its place, since that is blocked")
		}
		f.request = Breaking
		return
	}
}

func changedWords(has string, come []string, hasNot string, gone []string) string {
	var words []string
	if len(come) > 0 {
		words = append(words, has+" "+strings.Join(come, " and "))
	}
	if len(gone) > 0 {
		words = append(words, hasNot+" "+strings.Join(gone, " and "))
	}
	return strings.Join(words, ", ")
}
