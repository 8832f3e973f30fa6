package fetch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
)

// merge returns one document of each set of documents that are the same: equal bytes whose references lead to
// documents that are the same. References then lead to the ones that are kept, of which the first document is one; of
// others it is the one with the shortest URL, so that it does not matter which was found first.
func merge(ctx context.Context, found []*document) ([]*document, error) {
	class, err := classes(ctx, found)
	if err != nil {
		return nil, err
	}
	kept := map[int]*document{}
	for i, d := range found {
		old := kept[class[d]]
		if i == 0 || old == nil || old != found[0] && before(d, old) {
			kept[class[d]] = d
		}
	}
	for _, d := range found {
		for _, r := range d.references {
			if r.target != nil {
				r.target = kept[class[r.target]]
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(found), func(d *document) bool { return kept[class[d]] != d }), nil
}

func before(a, b *document) bool {
	x, y := a.url.String(), b.url.String()
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) < 0
}

// classes numbers documents by their bytes, then by the classes of what they refer to, until that tells no more apart:
// cycles of the same documents stay together.
func classes(ctx context.Context, found []*document) (map[*document]int, error) {
	r := newRefinement(found)
	return r.class, r.refine(ctx)
}

// A refinement is a partition of documents on its way to the coarsest one whose classes agree on what they refer to. Of a
// class that falls apart the largest part keeps the number: each time that the number of a document changes, its class has at
// most half the members, so that each reference is looked at a logarithmic number of times.
type refinement struct {
	class   map[*document]int
	members map[int][]*document
	uses    map[*document][]use // of a document, by others
	all     []use
	looked  int // uses that were looked at
}

// A use is the reference of a document at a place in its list.
type use struct {
	by *document
	at int
}

func newRefinement(found []*document) *refinement {
	r := &refinement{class: map[*document]int{}, members: map[int][]*document{}, uses: map[*document][]use{}}
	byBytes := map[[sha256.Size]byte]int{}
	for _, d := range found {
		sum := sha256.Sum256(d.raw)
		if _, ok := byBytes[sum]; !ok {
			byBytes[sum] = len(byBytes)
		}
		r.put(d, byBytes[sum])
		for i, ref := range d.references {
			r.all = append(r.all, use{d, i})
			r.uses[ref.target] = append(r.uses[ref.target], use{d, i})
		}
	}
	return r
}

func (r *refinement) put(d *document, class int) {
	r.class[d] = class
	r.members[class] = append(r.members[class], d)
}

func (r *refinement) refine(ctx context.Context) error {
	for look := r.all; len(look) > 0; look = r.round(look) {
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// round splits the classes of documents by the numbers that some of their references lead to now, and returns the uses of those
// that have another number since. In all other references the documents of a class agree.
func (r *refinement) round(look []use) []use {
	r.looked += len(look)
	slices.SortStableFunc(look, func(a, b use) int { return a.at - b.at })
	seen := map[*document][]byte{}
	var torn []int
	for _, u := range look {
		if seen[u.by] == nil {
			torn = append(torn, r.class[u.by])
		}
		class := -1 // of what is not there
		if to := u.by.references[u.at].target; to != nil {
			class = r.class[to]
		}
		seen[u.by] = binary.AppendVarint(binary.AppendVarint(seen[u.by], int64(u.at)), int64(class))
	}
	slices.Sort(torn)
	var next []use
	for _, class := range slices.Compact(torn) {
		parts := map[string][]*document{}
		for _, d := range r.members[class] {
			parts[string(seen[d])] = append(parts[string(seen[d])], d)
		}
		list := slices.SortedFunc(maps.Values(parts), func(a, b []*document) int { return len(b) - len(a) })
		r.members[class] = list[0]
		for _, part := range list[1:] {
			fresh := len(r.members)
			for _, d := range part {
				r.put(d, fresh)
				next = append(next, r.uses[d]...)
			}
		}
	}
	return next
}
