package emit

// A run is the positions from first to last.
type run struct{ first, last int }

// runs is a set of positions: runs in their order, between which positions are missing.
type runs []run

// has reports whether a position is in the set.
func (r runs) has(k int) bool {
	low, high := 0, len(r)
	for low < high {
		if mid := (low + high) / 2; r[mid].last < k {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low < len(r) && r[low].first <= k
}

// with adds a run that does not start before the last one, in place.
func (r runs) with(n run) runs {
	if k := len(r) - 1; k >= 0 && n.first <= r[k].last+1 {
		r[k].last = max(r[k].last, n.last)
		return r
	}
	return append(r, n)
}

// union is a set of its own with the positions of two.
func union(a, b runs) runs {
	var all runs
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].first <= b[0].first {
			all, a = all.with(a[0]), a[1:]
		} else {
			all, b = all.with(b[0]), b[1:]
		}
	}
	return all
}
