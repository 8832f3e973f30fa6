package diff

import (
	"cmp"
	"maps"
	"slices"

	"example.com/wsgen/gen/contract"
)

// unshown compares the types that no message shows and that have a Go type all the same: bases of restrictions, and types that may not
// stand in the place of others.
func (c *comparer) unshown() {
	c.alone = &pair{}
	shown := map[contract.Type]bool{} // by types that extend them
	for _, p := range c.all {
		if s, ok := p.old.(*contract.Struct); ok && p.mask&both != 0 {
			for ; s != nil && s.Derivation == contract.Extension; s = s.Base {
				shown[s.Base] = s.Base != nil
			}
		}
	}
	for _, t := range c.old.Types {
		if shown[t] {
			continue
		}
		if n := c.is.types[c.key(t, true)]; n != nil && c.is.led[n] && !isBuiltin(n) {
			c.typed(c.alone, "field-type-changed", t.Decl(), n.Decl(), t, n)
		}
	}
	for _, e := range c.unasked {
		if n := c.is.elements[c.name(e.Name)]; n != nil && nameless(e.Type) {
			c.typed(c.alone, "field-type-changed", &e.Node, &n.Node, e.Type, n.Type)
		}
	}
	c.run()
	spread(c.alone, generated)
}

// unshownChanges returns one change for each of those types that is another one in Go, or has other code, such as rules that it is checked by.
func (c *comparer) unshownChanges(told map[changeKey]*merge) (out []Change) {
	found := map[string]map[changeKey]*finding{}
	for _, p := range append(slices.Clip(c.all), c.alone) {
		if p.mask&both != 0 || p.mask&generated == 0 {
			continue
		}
		for _, f := range p.found {
			if global := globalPath(f.path); f.rule.ID != "doc-changed" && told[f.key()] == nil {
				if found[global] == nil {
					found[global] = map[changeKey]*finding{}
				}
				found[global][f.key()] = f
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(found)) {
		list := slices.SortedFunc(maps.Values(found[path]), func(a, b *finding) int {
			return cmp.Or(-a.api.Compare(b.api), cmp.Compare(a.path, b.path), cmp.Compare(a.rule.ID, b.rule.ID), cmp.Compare(a.message, b.message))
		})
		f := (&pair{}).add("go-type-changed", path, "no message shows it, and in Go "+choose(list[0].api == GoNone, "its code", "it")+" differs: "+summary(path, list), list[0].old, list[0].new)
		out = append(out, (&merge{finding: f, request: Compatible, reply: Compatible, api: list[0].api, mask: choose(c.led[path] == 0, both, c.led[path])}).change())
	}
	return out
}
