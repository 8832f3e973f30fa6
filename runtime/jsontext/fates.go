package jsontext

import "strings"

// What rules give comes back from JSON whether the document had it or not: what differs is reported.

// compare reports the elements that the JSON stands for and the document lacks, and those that it does not stand for.
func (c *collector) compare(r *rules) {
	for _, b := range r.all {
		c.foresee(b)
	}
	for i := len(r.all) - 1; i >= 0; i-- {
		if b := r.all[i]; c.fates[i].live && b.up.up != nil && b.copied == nil {
			c.fates[b.up.n].live = true
		}
	}
	for _, b := range r.all {
		f := &c.fates[b.n]
		there := f.live && (b.copied == nil || b.up.up == nil || c.fates[b.up.n].live)
		switch n := c.stray(b); {
		case !there && f.elem != noChild && f.open && b.mark != nil:
			c.lost(f.elem, "", true)
		case !there || f.elem != noChild:
		case n != noChild:
			c.lost(n, "", false)
		default:
			c.added(b, "")
		}
	}
}

// foresee finds out whether a branch will be there for its own sake, as look does.
func (c *collector) foresee(b *branch) {
	f := &c.fates[b.n]
	f.open = b.up.up == nil || c.fates[b.up.n].open
	if b.mark != nil {
		n := c.anyCase(b.mark)
		f.open = f.open && n != 0 && c.says(n, b.values, true)
	}
	f.live = f.open && (b.stands() || c.anyCase(b.member()) != 0)
}

// stray finds an unknown element that is called as a member of the branch; noChild for none.
func (c *collector) stray(b *branch) int32 {
	for _, path := range [2][]string{b.member(), b.mark} {
		if n := c.anyCase(path); n != 0 && c.outs[n].kind == outUnknown {
			return c.outs[n].src
		}
	}
	return noChild
}

// member finds a member of the struct's object; 0 for none.
func (c *collector) member(path []string) int32 {
	if path == nil {
		return 0
	}
	n := int32(c.base)
	for _, name := range path {
		if n = c.outChild(n, name); n == 0 {
			return 0
		}
	}
	return n
}

// anyCase finds a member, or else the first whose name differs in case alone; 0 for none.
func (c *collector) anyCase(path []string) int32 {
	if n := c.member(path); n != 0 || path == nil {
		return n
	}
	n := int32(c.base)
	for _, name := range path {
		in := n
		for n = c.outs[in].first; n != 0 && !strings.EqualFold(c.outs[n].name, name); n = c.outs[n].next {
		}
	}
	return n
}

// added reports what will be in a branch and is not in the document. Rules say so.
func (c *collector) added(b *branch, more string) {
	if c.opt.OnLost == nil {
		return
	}
	for ; b.up != nil && c.fates[b.n].elem == noChild; b = b.up {
		more = "/" + b.step + more
	}
	e := c.root
	if b.up != nil {
		e = c.fates[b.n].elem
	}
	c.tell(Lost{Path: c.pathOf(e) + more, Stated: true, Added: true})
}
