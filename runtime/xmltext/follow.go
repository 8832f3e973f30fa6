package xmltext

// A Follow lists the positions that may come after one, in which an element is looked for before it is looked for
// anywhere else: names, then wildcards.
type Follow struct {
	// After is a position, those of bases counted, or -1 for what may come first.
	After int
	// Next has the first and the last position of each run of positions that may come next, in their order.
	Next [][2]int
}

// followers makes a type's list ready.
func (p *plan) followers(list []Follow) {
	if list == nil {
		return
	}
	p.follow = make([][][2]int, len(p.names)+1)
	for _, f := range list {
		p.follow[f.After+1] = f.Next
	}
	type name struct{ local, uri string }
	times := map[name]int{}
	for i := range p.names {
		times[name{p.names[i].Local, p.names[i].uri}]++
	}
	for i := range p.names {
		e := &p.names[i]
		if times[name{e.Local, e.uri}] > 1 || e.AnyForm || p.wild(e.uri, 0) >= 0 {
			e.slot = -1 // goes the way on which the list is looked at
		}
	}
}

// next finds the position of an element among those that may come next; -1 for none.
func (p *plan) next(local []byte, uri string, list [][2]int) int {
	if p.index != nil {
		for _, k := range p.index[string(local)] {
			if among(k, list) && p.names[k].is(local, uri) {
				return k
			}
		}
	} else {
		for _, r := range list {
			for k := r[0]; k <= r[1]; k++ {
				if p.names[k].is(local, uri) {
					return k
				}
			}
		}
	}
	for _, k := range p.any {
		if among(k, list) && Admits(p.names[k].Spaces, uri) {
			return k
		}
	}
	return -1
}

// among reports whether a position is in one of the runs.
func among(k int, list [][2]int) bool {
	for _, r := range list {
		if k <= r[1] {
			return k >= r[0]
		}
	}
	return false
}
