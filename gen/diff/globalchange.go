package diff

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// byNamespace tells declarations once for each namespace.
func (c *comparer) byNamespace(lists map[string][]*contract.Node, tell func(uri, names string, first *contract.Node)) {
	for uri, list := range lists {
		slices.SortFunc(list, func(a, b *contract.Node) int { return strings.Compare(a.Path, b.Path) })
		var names []string
		for _, n := range list {
			names = append(names, strings.TrimPrefix(n.Path, "{"+uri+"}"))
		}
		tell(uri, firstFew(names), list[0])
	}
}

// firstFew lists names, of many the first ones and the number of the others.
func firstFew(names []string) string {
	if n := len(names) - few; n > 0 {
		names = append(slices.Clone(names[:few]), fmt.Sprintf("and %d more", n))
	}
	return strings.Join(names, ", ")
}

// few is how many names a message lists.
const few = 5

// globalChanges returns one change for each global declaration in which something differs that only requests show, and those only where
// a wildcard or xsi:type leads to it.
func (c *comparer) globalChanges(told map[changeKey]*merge) (out []Change) {
	found := map[string][]*finding{}
	seen := map[changeKey]bool{}
	for _, p := range append(slices.Clip(c.all), c.beyond) {
		if p.mask&beyond == 0 || p.mask&request != 0 {
			continue
		}
		for _, f := range p.found {
			if m := told[f.key()]; f.request != Compatible && !seen[f.key()] && (m == nil || m.mask&request == 0) {
				seen[f.key()] = true
				global := globalPath(f.path)
				found[global] = append(found[global], f)
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(found)) {
		list := found[path]
		slices.SortFunc(list, func(a, b *finding) int {
			return cmp.Or(cmp.Compare(b.request.weight(), a.request.weight()), cmp.Compare(a.path, b.path), cmp.Compare(a.rule.ID, b.rule.ID), cmp.Compare(a.message, b.message))
		})
		f := (&pair{}).add("global-changed", path, c.leading(path)+", and it differs: "+summary(path, list), list[0].old, list[0].new)
		out = append(out, (&merge{finding: f, request: f.request, reply: Compatible, api: f.api, mask: request}).change())
	}
	return out
}

// leading is what may lead from requests to a declaration that none leads to.
func (c *comparer) leading(path string) string {
	block := func(e *contract.Element) bool { return e.Path == path }
	return choose(slices.ContainsFunc(c.unasked, block), "callers may send it with any operation", "a wildcard or xsi:type may lead to it")
}

// summary is the first of the findings about a declaration, and the number of the rest.
func summary(path string, list []*finding) string {
	said := list[0].message
	if at := strings.TrimPrefix(strings.TrimPrefix(list[0].path, path), "/"); at != "" {
		said = at + ": " + said
	}
	if len(list) > 1 {
		said += fmt.Sprintf(", and %d more", len(list)-1)
	}
	return said
}

// globalPath is the path of the global declaration that holds what a path names.
func globalPath(path string) string {
	at := strings.IndexByte(path, '}') + 1
	if i := strings.IndexByte(path[at:], '/'); i >= 0 {
		return path[:at+i]
	}
	return path
}
