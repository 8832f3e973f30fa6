package fetch

import (
	"cmp"
	"crypto/sha256"
	"slices"
)

// merge returns one document of each set of documents that are the same: equal bytes whose references lead to
// documents that are the same. References then lead to the ones that are kept, of which the first document is one; of
// others it is the one with the shortest URL, so that it does not matter which was found first.
func merge(found []*document) []*document {
	class := classes(found)
	kept := map[[sha256.Size]byte]*document{}
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
	return slices.DeleteFunc(slices.Clone(found), func(d *document) bool { return kept[class[d]] != d })
}

func before(a, b *document) bool {
	x, y := a.url.String(), b.url.String()
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) < 0
}

// classes tells documents apart by their bytes, then by the classes of what they refer to, until that tells no more
// apart: cycles of the same documents stay together.
func classes(found []*document) map[*document][sha256.Size]byte {
	class := map[*document][sha256.Size]byte{}
	for _, d := range found {
		class[d] = sha256.Sum256(d.raw)
	}
	for n := 0; n < distinct(class); {
		n = distinct(class)
		next := map[*document][sha256.Size]byte{}
		for _, d := range found {
			h := sha256.New()
			own := class[d]
			h.Write(own[:])
			for _, r := range d.references {
				var to [sha256.Size]byte
				if r.target != nil {
					to = class[r.target]
				}
				h.Write(to[:])
			}
			next[d] = [sha256.Size]byte(h.Sum(nil))
		}
		if distinct(next) == n {
			return class
		}
		class = next
	}
	return class
}

func distinct(class map[*document][sha256.Size]byte) int {
	seen := map[[sha256.Size]byte]bool{}
	for _, c := range class {
		seen[c] = true
	}
	return len(seen)
}
