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

// blocks compares what may not stand in the place of an element or a type. Where nothing could, no message shows it.
func blocks(p *pair, o, n *contract.Node, was, is []string, used bool) {
	if slices.Equal(was, is) {
		return
	}
	gone := slices.DeleteFunc(slices.Clone(was), func(x string) bool { return slices.Contains(is, x) })
	come := slices.DeleteFunc(slices.Clone(is), func(x string) bool { return slices.Contains(was, x) })
	f := p.changed("block-changed", o, n, changedWords("blocks", come, "no longer blocks", gone))
	if len(come) == 0 || !used {
		f.request = Compatible
	}
}

// stands reports whether anything can stand in the place of an element.
func stands(e *contract.Element) bool {
	s, complex := e.Type.(*contract.Struct)
	return !complex || len(s.Derived) > 0 || len(e.Members) > 0
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
