package jsontext

import "strings"

// rules are the rules of a form as a tree over its XML.
type rules struct {
	root *branch
	all  []*branch // but the root; parents before what is in them
}

// A branch is an element or attribute that a rule names, or that leads to one.
type branch struct {
	n    int // in rules.all
	slot int32
	up   *branch // nil for the root
	kids []*branch
	// json is the member that gives the value; nil for the member of its own name.
	json []string
	// copied is the member whose value stands here once more.
	copied []string
	// mark is the member that says by one of values that the element stands.
	mark   []string
	values []string
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
	r := &rules{root: &branch{slot: -1}}
	for i := range list {
		rule := &list[i]
		b, at := r.root, p
		for step := range strings.SplitSeq(rule.XML, "/") {
			name, attr := strings.CutPrefix(step, "@")
			slot := at.local(name, attr)
			next := b.kid(slot)
			if next == nil {
				next = &branch{slot: slot, up: b}
				b.kids = append(b.kids, next)
			}
			if b = next; slot >= 0 {
				at = at.slots[slot].next()
			}
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
	return r
}

func (r *rules) number(b *branch) {
	for _, k := range b.kids {
		k.n = len(r.all)
		r.all = append(r.all, k)
		r.number(k)
	}
}
