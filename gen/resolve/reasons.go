package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// reasons adds to what is said of entries of specs that match nothing, or are of no use any more, why the specs have them.
func reasons(specs []*parser.Spec, list source.List) source.List {
	for i := range list {
		d := &list[i]
		if d.ID != idOverlayUnmatched && d.ID != idOverlayObsolete {
			continue
		}
		places := []source.Span{d.Span}
		for _, n := range d.Related {
			places = append(places, n.Span)
		}
		for _, s := range specs {
			for _, why := range reasonsAt(s, places) {
				d.Related = append(d.Related, source.Note{Span: why.Span, Message: "reason: " + strings.TrimSpace(why.V)})
			}
		}
	}
	return list
}

// reasonsAt are the reasons for what stands at the first of some places that a spec has: that of the entry, else that of the
// nearest one around it, else those of the entries in it.
func reasonsAt(s *parser.Spec, places []source.Span) (found []parser.Value[string]) {
	at := slices.IndexFunc(places, func(p source.Span) bool { return p.File == s.File })
	if at < 0 {
		return nil
	}
	place := places[at]
	var whole source.Span // of the entry whose key the place is
	for _, e := range s.Reasoned {
		if strings.TrimSpace(e.Reason.V) != "" && contains(e.Span, place) {
			found = []parser.Value[string]{e.Reason}
		}
		if e.Key == place {
			whole = e.Span
		}
	}
	if found != nil || whole.File == nil {
		return found
	}
	for _, e := range s.Reasoned {
		if strings.TrimSpace(e.Reason.V) != "" && contains(whole, e.Key) {
			found = append(found, e.Reason)
		}
	}
	return found
}

func contains(outer, inner source.Span) bool {
	return outer.Start <= inner.Start && inner.End <= outer.End
}
