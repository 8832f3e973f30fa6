package diff

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// constraints compares the keys, keyrefs and uniques of two elements, whatever they are called.
func constraints(p *pair, o, n *contract.Element) {
	distinctions(p, o, n)
	was, is := identities(o), identities(n)
	gone := slices.DeleteFunc(slices.Clone(was), func(x string) bool { return slices.Contains(is, x) })
	come := slices.DeleteFunc(slices.Clone(is), func(x string) bool { return slices.Contains(was, x) })
	if len(gone) == 0 && len(come) == 0 {
		return
	}
	f := p.changed("identity-changed", &o.Node, &n.Node, changedWords("has", come, "no longer has", gone))
	switch {
	case len(come) == 0:
		f.request = Compatible
	case len(gone) > 0: // it may be a weaker one
		f.request = Unknown
	}
}

// space is the namespace of a name in a path.
var space = regexp.MustCompile(`\{[^}]*\}`)

func identities(e *contract.Element) (list []string) {
	for _, i := range e.Identities {
		text := fmt.Sprintf("%s of %s by %s", i.Kind, i.Selector, strings.Join(i.Fields, ", "))
		if i.Refer.Local != "" {
			text += " to " + i.Refer.Local
		}
		list = append(list, space.ReplaceAllString(text, ""))
	}
	return list
}

// blocks compares what may not stand in the place of an element or a type. Whether something stood there is found where elements
// are looked at.
func blocks(p *pair, o, n *contract.Node, was, is []string) *finding {
	gone := slices.DeleteFunc(slices.Clone(was), func(x string) bool { return slices.Contains(is, x) })
	come := slices.DeleteFunc(slices.Clone(is), func(x string) bool { return slices.Contains(was, x) })
	if len(gone) == 0 && len(come) == 0 {
		return nil
	}
	return p.changed("block-changed", o, n, changedWords("blocks", come, "no longer blocks", gone)).wire(Compatible, Compatible)
}

// blocking compares what an element blocks, and finds the members of its substitution group that may no longer stand in its place.
// Anything derives from xs:anyType.
func (c *comparer) blocking(p *pair, o, n *contract.Element) {
	f := blocks(p, &o.Node, &n.Node, o.Block, n.Block)
	if f != nil && primitive(o.Type) == "anyType" && primitive(n.Type) == "anyType" && slices.ContainsFunc(n.Block, func(x string) bool { return !slices.Contains(o.Block, x) }) {
		f.request = Breaking
	}
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
