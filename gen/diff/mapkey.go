package diff

import (
	"strings"

	"example.com/wsgen/gen/contract"
)

// mapKeys gives a verdict to findings about entries of a map that one side alone has, where the other takes their keys all the same: by an
// entry of any number, or of any key.
func (c *comparer) mapKeys(p *pair, gone, come map[*leaf][]*finding, old, new *content) {
	for _, l := range old.leaves {
		if n := taker(new.leaves, l); n != nil && l.match == nil {
			request, reply := c.rekeyed(p, l, n)
			for _, f := range gone[l] {
				f.wire(request, worse(f.reply, reply))
			}
		}
	}
	for _, l := range new.leaves {
		if o := taker(old.leaves, l); o != nil && l.match == nil {
			request, reply := c.rekeyed(p, o, l)
			for _, f := range come[l] {
				f.wire(worse(f.request, request), worse(f.reply, reply))
			}
		}
	}
}

// taker is the entry that takes the key of another one; nil for none.
func taker(leaves []*leaf, of *leaf) (any *leaf) {
	if of.owner.Map == nil {
		return nil
	}
	for _, l := range leaves {
		switch key := l.name.Local; {
		case l.owner.Map == nil || key == of.name.Local:
		case key == "*":
			any = l
		case strings.HasSuffix(key, "#") && numbered(of.name.Local, strings.TrimSuffix(key, "#")):
			return l
		}
	}
	return any
}

// numbered reports a key that is a prefix and a number.
func numbered(key, prefix string) bool {
	number, ok := strings.CutPrefix(key, prefix)
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// rekeyed is the verdicts of a value that goes under another entry.
func (c *comparer) rekeyed(p *pair, o, n *leaf) (request, reply Wire) {
	was, is := o.field.Element.Type, n.field.Element.Type
	os, complexOld := was.(*contract.Struct)
	ns, complexNew := is.(*contract.Struct)
	switch {
	case complexOld && complexNew && c.same(os.Name, ns.Name):
		c.pair(p, os, ns)
		return Compatible, Compatible
	case complexOld && complexNew:
		return Unknown, Unknown
	case complexOld:
		return c.simplified(os, is)
	case complexNew:
		return c.structured(was, ns)
	}
	return verdicts(was, is)
}
