package jsontext

import (
	"slices"
	"strings"
)

// rules are the rules of a form as a tree over its XML.
type rules struct {
	root *branch
	all  []*branch // but the root; parents before what is in them
}

// A branch is an element or attribute that a rule names, or that leads to one.
type branch struct {
	n    int // in rules.all
	slot int32
	step string  // in the paths of the rules
	p    *plan   // of what it holds; nil for a value
	up   *branch // nil for the root
	kids []*branch
	// json is the member that gives the value; nil for the member of its own name.
	json []string
	// copied is the member whose value stands here once more.
	copied []string
	// mark is the member that says by one of values that the element stands.
	mark   []string
	values []string
	// own says where the member of copied or mark is an element by its own name, and in what branch; nil where it is
	// none.
	own *owner
}

// An owner is an element or attribute that no rule names, in a branch.
type owner struct {
	in   *branch
	path string // as in /Type
}

// kid is the branch of a slot; nil for none. It works on nil.
func (b *branch) kid(slot int32) *branch {
	if b != nil {
		for _, k := range b.kids {
			if k.slot == slot {
				return k
			}
		}
	}
	return nil
}

// stands reports whether the constant alone makes the element stand: nothing else in the XML says the constant, or
// nothing in the element could.
func (b *branch) stands() bool {
	return b.mark != nil && (b.own == nil || b.json == nil && len(b.kids) == 0)
}

// ruled reports whether the branch is not the member of its own name. It works on nil.
func (b *branch) ruled() bool {
	return b != nil && (b.json != nil || b.copied != nil || b.mark != nil)
}

// member is the member that rules give the branch; nil for none. It works on nil.
func (b *branch) member() []string {
	switch {
	case b == nil:
		return nil
	case b.json != nil:
		return b.json
	}
	return b.copied
}

// rootBranch is the branch of the struct itself; nil without rules. It works on nil.
func (p *plan) rootBranch() *branch {
	if p == nil || p.rules == nil {
		return nil
	}
	return p.rules.root
}

// compile makes rules ready. Generation has checked that their paths lead somewhere.
func compile(p *plan, list []Rule) *rules {
	r := &rules{root: &branch{slot: -1, p: p}}
	for i := range list {
		rule := &list[i]
		b, at := r.root, p
		for step := range strings.SplitSeq(rule.XML, "/") {
			name, attr := strings.CutPrefix(step, "@")
			slot := at.local(name, attr)
			next := b.kid(slot)
			if next == nil {
				next = &branch{slot: slot, up: b, step: step}
				if slot >= 0 {
					next.p = at.slots[slot].next()
				}
				b.kids = append(b.kids, next)
			}
			b, at = next, next.p
		}
		path := strings.Split(rule.JSON, "/")
		switch {
		case rule.Values != nil:
			b.mark, b.values = path, rule.Values
		case rule.Copy:
			b.copied = path
		default:
			b.json = path
		}
	}
	r.number(r.root)
	for _, b := range r.all {
		if b.mark != nil {
			b.own = r.owner(b.mark)
		} else if b.copied != nil {
			b.own = r.owner(b.copied)
		}
	}
	return r
}

// owner finds the element or attribute that a member is by its own name; nil for none.
func (r *rules) owner(path []string) *owner {
	in, n := r.root, 0
	for _, b := range r.all {
		if len(b.json) > n && len(b.json) < len(path) && b.p != nil && slices.Equal(b.json, path[:len(b.json)]) {
			in, n = b, len(b.json)
		}
	}
	o, p, at := &owner{in: in}, in.p, in
	for _, name := range path[n:] {
		k := int32(-1)
		if p != nil {
			k = p.find([]byte(name), -1)
		}
		if at = at.kid(k); k < 0 || at.ruled() {
			return nil
		}
		if o.path += "/"; p.slots[k].attr {
			o.path += "@"
		}
		o.path += p.slots[k].local
		p = p.slots[k].next()
	}
	return o
}

func (r *rules) number(b *branch) {
	for _, k := range b.kids {
		k.n = len(r.all)
		r.all = append(r.all, k)
		r.number(k)
	}
}
