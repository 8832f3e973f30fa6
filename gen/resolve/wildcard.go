package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// intersect is what two attribute wildcards of one type both admit; processContents is that of the first (XML Schema
// Part 1, clauses 3.4.2 and 3.10.6).
func intersect(a, b *contract.Wildcard) *contract.Wildcard {
	out := *a
	switch {
	case isWild(b, "##any"):
	case isWild(a, "##any"):
		out.Namespaces, out.Target, out.Besides = b.Namespaces, b.Target, b.Besides
	case isWild(a, "##other"):
		if !isWild(b, "##other") {
			out.Namespaces, out.Target, out.Besides = admitted(b.Namespaces, a), "", nil
			break
		}
		for _, uri := range append([]string{b.Target}, b.Besides...) {
			if uri != "" && uri != a.Target && !slices.Contains(out.Besides, uri) {
				out.Besides = append(slices.Clip(out.Besides), uri)
			}
		}
	default:
		out.Namespaces = admitted(a.Namespaces, b)
	}
	return &out
}

// unite is what either of two attribute wildcards admits; processContents is that of the first (XML Schema Part 1, clauses
// 3.4.2 and 3.10.6). Where XML Schema 1.0 has no words for it, it is any.
func unite(a, b *contract.Wildcard) *contract.Wildcard {
	out := *a
	switch {
	case isWild(a, "##any"):
	case isWild(b, "##any"):
		out.Namespaces, out.Target, out.Besides = b.Namespaces, "", nil
	case isWild(a, "##other"):
		besides(&out, a, b)
	case isWild(b, "##other"):
		besides(&out, b, a)
	default:
		for _, uri := range b.Namespaces {
			if !slices.Contains(out.Namespaces, uri) {
				out.Namespaces = append(slices.Clip(out.Namespaces), uri)
			}
		}
	}
	return &out
}

// besides makes w what is admitted by other, which is ##other, or by b.
func besides(w, other, b *contract.Wildcard) {
	var left []string
	for _, uri := range append([]string{other.Target}, other.Besides...) {
		if uri != "" && !b.Admits(uri) {
			left = append(left, uri)
		}
	}
	switch {
	case b.Admits(""): // if any are left, all but those: a thing of XML Schema 1.1
		w.Namespaces, w.Target, w.Besides = []string{"##any"}, "", nil
	case len(left) == 0:
		w.Namespaces, w.Target, w.Besides = other.Namespaces, "", nil
	default:
		w.Namespaces, w.Target, w.Besides = other.Namespaces, left[0], left[1:]
	}
}

func isWild(w *contract.Wildcard, word string) bool {
	return len(w.Namespaces) == 1 && w.Namespaces[0] == word
}

// admitted is those of some namespaces that a wildcard other than ##any admits.
func admitted(spaces []string, w *contract.Wildcard) (out []string) {
	for _, uri := range spaces {
		space := uri
		if uri == "##local" {
			space = ""
		}
		if w.Admits(space) {
			out = append(out, uri)
		}
	}
	return out
}
