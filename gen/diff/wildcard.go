package diff

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// wildcard compares what two wildcards admit. Where something must stand at the old one, and be what that admits, required is true.
func (c *comparer) wildcard(p *pair, on, nn *contract.Node, o, n *contract.Wildcard, required bool) {
	was := c.renamedWildcard(o)
	fewer := !covers(n, was) || strictness(n.Process) > strictness(was.Process)
	more := !covers(was, n) || strictness(n.Process) < strictness(was.Process)
	said := fmt.Sprintf("admits %s, did %s", admission(n), admission(o))
	if fewer {
		p.changed("wildcard-narrowed", on, nn, said)
	}
	if more {
		f := p.changed("wildcard-widened", on, nn, said)
		if required && !covers(was, n) {
			f.reply = Breaking
		}
	}
}

// renamedWildcard is a wildcard of the old contract as the new one would write it.
func (c *comparer) renamedWildcard(o *contract.Wildcard) *contract.Wildcard {
	was := *o
	was.Target = c.name(contract.QName{Space: o.Target}).Space
	was.Namespaces = c.spaceNames(o.Namespaces)
	was.Besides = c.spaceNames(o.Besides)
	return &was
}

func (c *comparer) spaceNames(uris []string) []string {
	out := make([]string, len(uris))
	for i, uri := range uris {
		out[i] = c.name(contract.QName{Space: uri}).Space
	}
	return out
}

// strictness is how much a wildcard asks of what it admits (XML Schema Part 1, clause 3.10.1).
func strictness(process string) int { return slices.Index([]string{"skip", "lax", "strict"}, process) }

func admission(w *contract.Wildcard) string {
	return strings.Join(w.Namespaces, " ") + " (" + w.Process + ")"
}

// covers reports whether a wildcard admits all that another one does: it is asked for each namespace that either names, for
// none, and for one that neither does.
func covers(a, b *contract.Wildcard) bool {
	uris := []string{"", a.Target, b.Target, "\x00"}
	for _, list := range [][]string{a.Namespaces, b.Namespaces, a.Besides, b.Besides} {
		for _, uri := range list {
			if !strings.HasPrefix(uri, "##") {
				uris = append(uris, uri)
			}
		}
	}
	return !slices.ContainsFunc(uris, func(uri string) bool { return b.Admits(uri) && !a.Admits(uri) })
}
